"""What is printed: the panels' clue numbers and the half marks at their feet.

A line (row or column) is a number whose bit p is the cell p from the left or the top; a panel's cells are
one such number a row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Line = tuple[int, ...]
"""Lengths of the runs of filled cells in order; empty where the whole line is blank."""

Cells = tuple[int, ...]
"""A panel's cells by row; bit p of a row is the cell in column p, counted from the left."""

START_MARK = "star"
MARKS = (START_MARK, "heart", "button", "tree", "diamond")
"""Marks whose halves meet under the seams; the first digit stands over the star."""


@dataclass(frozen=True)
class Panel:
    """One side of the globe.

    Args:
        rows: clue numbers of each row, from the top.
        columns: clue numbers of each column, from the left.
        left_mark: half of which mark is printed at the left of the foot.
        right_mark: the same at the right.
    """

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    left_mark: str
    right_mark: str

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def height(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class GlobeClues:
    """All that is printed, with the panels in print order (which is not their order round the globe)."""

    panels: tuple[Panel, ...]


def runs(line: int) -> Line:
    """The clue numbers of a line of cells."""
    found = []
    length = 0
    while line:
        if line & 1:
            length += 1
        elif length:
            found.append(length)
            length = 0
        line >>= 1
    if length:
        found.append(length)
    return tuple(found)


def transposed(rows: Iterable[int], width: int) -> Cells:
    """Columns from rows (or back)."""
    columns = [0] * width
    for y, row in enumerate(rows):
        for x in range(width):
            if row >> x & 1:
                columns[x] |= 1 << y
    return tuple(columns)


def panel_of(cells: Cells, width: int, left_mark: str, right_mark: str) -> Panel:
    """The printed panel whose solution is `cells`."""
    return Panel(
        tuple(runs(row) for row in cells),
        tuple(runs(column) for column in transposed(cells, width)),
        left_mark,
        right_mark,
    )
