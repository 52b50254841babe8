"""A second opinion on the globe: the rules written down anew for a SAT solver, and a reader of its own.

Nothing here comes from the mechanism but the clues' fields, which are what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pysat.solvers import Cadical153

from kitgen.mechanisms.globe_nonogram.clues import GlobeClues, Panel

PRINTED = """
##### ####. ##### ##### ##..# ##### ##### ##### ##### #####
##..# ..##. ....# ....# ##..# ##... ##... ....# ##..# ##..#
##..# ..##. ....# ....# ##..# ##... ##... ....# ##..# ##..#
##..# ..##. ..### ..### ##### ##### ##### ....# ##### #####
##..# ..##. ..#.. ....# ....# ....# ##..# ....# ##..# ....#
##..# ..##. ..#.. ....# ....# ....# ##..# ....# ##..# ....#
##### ##### ##### ..### ....# ..### ##### ....# ##### ..###
"""
"""The digits as the sheet shows them; two columns lie left of the seam."""


def pictures(panel: Panel, most: int = 2) -> list[list[str]]:
    """Up to `most` pictures that fit a panel's numbers, as rows of '#' and '.'."""
    width, height = len(panel.columns), len(panel.rows)
    names = iter(range(1, 1_000_000))
    cell = [[next(names) for _ in range(width)] for _ in range(height)]
    clauses: list[list[int]] = []
    for y in range(height):
        _line(clauses, names, cell[y], panel.rows[y])
    for x in range(width):
        _line(clauses, names, [cell[y][x] for y in range(height)], panel.columns[x])
    found: list[list[str]] = []
    with Cadical153(bootstrap_with=clauses) as solver:
        while len(found) < most and solver.solve():
            true = set(solver.get_model())
            found.append(["".join("#" if c in true else "." for c in row) for row in cell])
            solver.add_clause([-c if c in true else c for row in cell for c in row])
    return found


def _line(clauses: list[list[int]], names: Iterator[int], cells: list[int], clue: tuple[int, ...]) -> None:
    """Each run begins somewhere, in order and apart; just the cells that runs cover are filled."""
    cover: list[list[int]] = [[] for _ in cells]
    starts: list[dict[int, int]] = []
    for run in clue:
        places = {at: next(names) for at in range(len(cells) - run + 1)}
        clauses.append(list(places.values()))
        starts.append(places)
        for at, name in places.items():
            clauses.extend([-name, -other] for later, other in places.items() if later > at)
            for p in range(at, at + run):
                cover[p].append(name)
                clauses.append([-name, cells[p]])
    for p, names_here in enumerate(cover):
        clauses.append([-cells[p], *names_here])
    for run, (first, second) in zip(clue, pairwise(starts), strict=False):
        for at, name in first.items():
            clauses.extend([-name, -other] for then, other in second.items() if then <= at + run)


def numbers(clues: GlobeClues) -> set[str]:
    """Every number that the printed clues can read (two pictures a panel are enough to see doubt)."""
    by_left = {panel.left_mark: panel for panel in clues.panels}
    assert len(by_left) == len(clues.panels)
    here = next(panel for panel in clues.panels if panel.right_mark == "star")
    ring = []
    while here not in ring:
        ring.append(here)
        here = by_left[here.right_mark]
    assert len(ring) == len(clues.panels)
    choices = [pictures(panel) for panel in ring]
    if any(len(choice) != 1 for choice in choices):
        return {"several"} if all(choices) else set()
    solved = [choice[0] for choice in choices]
    return {"".join(_seam(a, b) for a, b in zip(solved, solved[1:] + solved[:1], strict=True))}


def _seam(left: list[str], right: list[str]) -> str:
    """The one digit across a seam, or '?'."""
    rows = PRINTED.strip().split("\n")
    shapes = [[row.split()[digit] for row in rows] for digit in range(10)]
    window = [a[-3:] + b[:4] for a, b in zip(left, right, strict=True)]
    blank = "." * 7
    seen = [
        str(digit)
        for top in range(len(window) - 6)
        for digit, shape in enumerate(shapes)
        if window[top : top + 7] == [f".{row}." for row in shape]
        and (top == 0 or window[top - 1] == blank)
        and (top + 7 == len(window) or window[top + 7] == blank)
    ]
    return seen[0] if len(seen) == 1 else "?"
