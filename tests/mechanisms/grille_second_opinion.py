"""A second opinion on the seeing stone: the rules written down anew, sharing no code with the solver.

The stone is a matrix that numpy turns and flips, vines are products of permutation matrices read from
the leaves down, seats are a SAT problem, and mice are counted from a table of columns.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from typing import Any

import numpy as np
from pysat.solvers import Minisat22

from kitgen.mechanisms.grille.clues import Clues, Lattice, Ring, Seats, Sort, Stone, Vines

NOTCH, FIRST, SECOND, CHECK, PAPER = 1, 2, 3, 4, 0

Laid = tuple[int, int, int, bool]
"""Column, row, corner of the notch, moon up."""


def stone_matrix(stone: Stone, corner: int, moon: bool) -> np.ndarray[Any, Any]:
    """The stone as it lies: turned clockwise until the notch is in the corner asked for."""
    matrix = np.full((stone.rows, stone.columns), PAPER)
    matrix[0, 0] = NOTCH
    for i, (x, y) in enumerate(stone.holes):
        matrix[y, x] = (FIRST, SECOND, CHECK)[min(i, 2)]
    if moon:
        matrix = np.fliplr(matrix)
    for _ in range(4):
        rows, columns = matrix.shape
        where = {0: (0, 0), 1: (0, columns - 1), 2: (rows - 1, columns - 1), 3: (rows - 1, 0)}[corner]
        if matrix[where] == NOTCH:
            return matrix
        matrix = np.rot90(matrix, -1)
    raise AssertionError("a notch is always in a corner")


def placements(stone: Stone, lattice: Lattice) -> dict[Laid, tuple[str, str, int]]:
    """Every placement with its two signs and the number of checked holes without an eye."""
    signs = np.array(lattice.signs)
    found: dict[Laid, tuple[str, str, int]] = {}
    for corner, moon in product(range(4), (False, True)):
        matrix = stone_matrix(stone, corner, moon)
        notch_row, notch_column = (int(v[0]) for v in np.nonzero(matrix == NOTCH))
        height, width = matrix.shape
        for top in range(signs.shape[0] - height + 1):
            for left in range(signs.shape[1] - width + 1):
                window = signs[top : top + height, left : left + width]
                first, second = str(window[matrix == FIRST][0]), str(window[matrix == SECOND][0])
                blind = int(np.sum(window[matrix == CHECK] != "eye"))
                found[left + notch_column, top + notch_row, corner, moon] = (first, second, blind)
    return found


def _lie(number: int) -> tuple[int, bool]:
    """Sun's four corners first, then the moon's."""
    return number % 4, number >= 4


def vines_say(vines: Vines) -> list[Laid]:
    """Multiply the rows of crossings; row i, column j is 1 if the vine from root i ends at leaf j."""
    n = len(vines.roots)
    total = np.eye(n, dtype=int)
    for row in vines.tangle:
        step = np.eye(n, dtype=int)
        for left, _ in row:
            step[[left, left + 1]] = step[[left + 1, left]]
        total = total @ step
    said: dict[str, int] = {}
    for name in vines.asked:
        leaf = vines.leaves[int(np.argmax(total[vines.roots.index(name)]))]
        said[leaf.kind] = leaf.value
    if len(said) < len(vines.asked):
        return []
    lie = (vines.lie.corner, vines.lie.moon) if vines.lie is not None else _lie(said["lie"])
    return [(said["column"], said["row"], *lie)]


def seatings(seats: Seats) -> list[dict[str, int]]:
    """All models of: everybody one seat, every seat one guest, no sentence broken."""
    guests, n = seats.guests, len(seats.guests)

    def var(guest: str, seat: int) -> int:
        return guests.index(guest) * n + seat + 1

    broken: dict[str, Callable[[tuple[int, ...], int], bool]] = {
        "seat": lambda s, k: s[0] != k,
        "end": lambda s, k: 0 < s[0] < n - 1,
        "left": lambda s, k: s[0] >= s[1],
        "directly-left": lambda s, k: s[1] - s[0] != 1,
        "beside": lambda s, k: s[1] - s[0] not in (-1, 1),
        "one-between": lambda s, k: s[1] - s[0] not in (-2, 2),
        "between": lambda s, k: not (s[1] < s[0] < s[2] or s[2] < s[0] < s[1]),
        "not-end": lambda s, k: s[0] == 0 or s[0] == n - 1,
        "not-beside": lambda s, k: s[1] - s[0] in (-1, 1),
    }
    found = []
    with Minisat22() as sat:
        for a in range(n):
            sat.add_clause([var(guests[a], s) for s in range(n)])
            sat.add_clause([var(g, a) for g in guests])
            for b, c in combinations(range(n), 2):
                sat.add_clause([-var(guests[a], b), -var(guests[a], c)])
                sat.add_clause([-var(guests[b], a), -var(guests[c], a)])
        for sentence in seats.sentences:
            for places in product(range(n), repeat=len(sentence.guests)):
                if broken[sentence.kind](places, sentence.seat):
                    who = zip(sentence.guests, places, strict=True)
                    sat.add_clause([-var(g, s) for g, s in who])
        while sat.solve():
            true = [v for v in sat.get_model() if v > 0]
            found.append({guests[(v - 1) // n]: (v - 1) % n for v in true})
            sat.add_clause([-v for v in true])
    return found


def seats_say(seats: Seats, seating: dict[str, int]) -> Laid:
    named = [seats.seats[seating[guest]] for guest in seats.asked]
    lie = (seats.lie.corner, seats.lie.moon) if seats.lie is not None else _lie(named[2].lie)
    return (named[0].column, named[1].row, *lie)


def mice_say(ring: Ring) -> list[Laid]:
    items = np.array([m.carries for m in ring.mice])
    hats = np.array([m.hat for m in ring.mice])
    looks = np.array([m.looks for m in ring.mice])

    def number(sort: Sort) -> int:
        mask = np.ones(len(items), dtype=bool)
        if sort.carries:
            mask &= items == sort.carries
        if sort.without:
            mask &= items != sort.without
        if sort.hat is not None:
            mask &= hats == sort.hat
        if sort.looks:
            mask &= looks == sort.looks
        return int(mask.sum())

    counts = []
    for tally in ring.asked:
        sort = tally.sort
        if tally.more is not None:
            assert tally.than is not None
            assert tally.instead is not None
            sort = tally.sort if number(tally.more) > number(tally.than) else tally.instead
        counts.append(number(sort))
    if 0 in counts or (ring.lie is None and counts[2] > ring.plates):
        return []
    lie = (ring.lie.corner, ring.lie.moon) if ring.lie is not None else _lie(counts[2] - 1)
    return [(counts[0] - 1, counts[1] - 1, *lie)]


def opinion(clues: Clues) -> tuple[int, set[str]]:
    """How many complete states there are, and which answers they read."""
    said = (
        vines_say(clues.vines),
        [seats_say(clues.seats, seating) for seating in seatings(clues.seats)],
        mice_say(clues.ring),
    )
    pairs: list[list[str]] = []
    for lattice, laid in zip((clues.garden, clues.theatre, clues.circus), said, strict=True):
        places = placements(clues.stone, lattice)
        seen = [places[where] for where in laid if where in places]
        pairs.append([a + b for a, b, blind in seen if blind == 0 and len(a) == len(b) == 1])
    readings = ["".join(parts) for parts in product(*pairs)]
    return len(readings), set(readings)
