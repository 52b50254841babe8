"""The digits of the globe, and how they are read from cells.

A digit is five cells wide and seven high. Its two left columns lie at the right edge of one panel, its
three right columns at the left edge of the next. The shapes are drawn so that every left part belongs to
at least two digits (0 6 8, 4 5 9, 1 2, 3 7): who skips a panel is left guessing at the digit before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.mechanisms.globe_nonogram.clues import Cells

GLYPH_WIDTH = 5
GLYPH_HEIGHT = 7
LEFT_PART = 2
"""Columns of a digit that lie left of the seam."""
RIGHT_PART = GLYPH_WIDTH - LEFT_PART

DIGITS = "0123456789"

_SHAPES = """
##### ####. ##### ##### ##..# ##### ##### ##### ##### #####
##..# ..##. ....# ....# ##..# ##... ##... ....# ##..# ##..#
##..# ..##. ....# ....# ##..# ##... ##... ....# ##..# ##..#
##..# ..##. ..### ..### ##### ##### ##### ....# ##### #####
##..# ..##. ..#.. ....# ....# ....# ##..# ....# ##..# ....#
##..# ..##. ..#.. ....# ....# ....# ##..# ....# ##..# ....#
##### ##### ##### ..### ....# ..### ##### ....# ##### ..###
"""


def _bits(text: str) -> int:
    return sum(1 << i for i, cell in enumerate(text) if cell == "#")


GLYPHS: dict[str, Cells] = {
    digit: tuple(_bits(line.split()[i]) for line in _SHAPES.split("\n") if line)
    for i, digit in enumerate(DIGITS)
}
"""Rows of each digit, bit 0 at the left."""

_BORDERED = {tuple(row << 1 for row in rows): digit for digit, rows in GLYPHS.items()}
_WINDOW = GLYPH_WIDTH + 2


@dataclass(frozen=True)
class Found:
    """A digit standing free in a ring of cells.

    Args:
        digit: which.
        column: its leftmost column in the ring.
        row: its top row.
    """

    digit: str
    column: int
    row: int


def digits_in_ring(ring: Sequence[int], around: int) -> tuple[Found, ...]:
    """Every digit that stands in a closed ring of cells with a blank border all round.

    Strict: a shape that is one cell off, or touched by snow even at a corner, is no digit.

    Args:
        ring: one number a row; bit p is column p.
        around: number of columns; column 0 follows the last.

    Returns:
        The digits, by column and then by row.
    """
    mask = (1 << _WINDOW) - 1
    wide = [row | row << around for row in ring]
    height = len(wide)
    found = []
    for column in range(around):
        shift = (column - 1) % around
        window = [row >> shift & mask for row in wide]
        for top in range(height - GLYPH_HEIGHT + 1):
            bottom = top + GLYPH_HEIGHT
            if (top and window[top - 1]) or (bottom < height and window[bottom]):
                continue
            digit = _BORDERED.get(tuple(window[top:bottom]))
            if digit is not None:
                found.append(Found(digit, column, top))
    return tuple(found)


def joined(panels: Sequence[Cells], width: int) -> Cells:
    """The cells of panels laid side by side, from left to right."""
    return tuple(sum(row << width * i for i, row in enumerate(rows)) for rows in zip(*panels, strict=True))


def read_ring(panels: Sequence[Cells], width: int) -> str:
    """The number round a globe, beginning at the seam between the first and the second panel.

    Args:
        panels: cells in their order round the globe.
        width: columns of a panel.

    Returns:
        One digit a seam, or the empty string where a seam has none or two, or where a digit stands
        anywhere else: then there is something that players could read wrongly.
    """
    around = width * len(panels)
    found = digits_in_ring(joined(panels, width), around)
    by_column = {f.column: f.digit for f in found}
    seams = [(width * (i + 1) - LEFT_PART) % around for i in range(len(panels))]
    if len(found) != len(panels) or set(by_column) != set(seams):
        return ""
    return "".join(by_column[column] for column in seams)
