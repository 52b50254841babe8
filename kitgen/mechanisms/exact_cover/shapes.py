"""The cut pieces: their shapes, how they may be turned, and where they may lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

Square = tuple[int, int]
"""Row and column, from 0."""

SHAPES: dict[str, tuple[Square, ...]] = {
    "bar-two": ((0, 0), (0, 1)),
    "bar-three": ((0, 0), (0, 1), (0, 2)),
    "bar-four": ((0, 0), (0, 1), (0, 2), (0, 3)),
    "square": ((0, 0), (0, 1), (1, 0), (1, 1)),
    "slab": ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)),
    "corner": ((0, 0), (1, 0), (1, 1)),
    "boot": ((0, 2), (1, 0), (1, 1), (1, 2)),
    "hook": ((0, 0), (1, 0), (1, 1), (1, 2)),
    "step": ((0, 1), (0, 2), (1, 0), (1, 1)),
    "stair": ((0, 0), (0, 1), (1, 1), (1, 2)),
    "tee": ((0, 0), (0, 1), (0, 2), (1, 1)),
}
"""Squares by shape, as printed. No two are alike, not even turned; a piece is never turned over, so boot and
hook are two shapes, and so are step and stair."""

STRAIGHT = ("bar-two", "bar-three", "bar-four", "square", "slab")
"""Rectangles: cut straight from edge to edge."""

MOST_SHAPED = 4
"""Pieces with an outline in one puzzle: every one of them is cut with scissors."""

MOTIFS = ("heart", "star", "moon", "leaf", "diamond", "ring", "drop", "cross")
"""Pictures on pieces, told by shape alone."""


@dataclass(frozen=True)
class Patch:
    """One cut piece.

    Args:
        shape: a key of `SHAPES`.
        motif: its picture, one of `MOTIFS`, or '' where it has none.
        at: which of the shape's squares the picture is printed on.
    """

    shape: str
    motif: str = ""
    at: int = 0

    @property
    def squares(self) -> tuple[Square, ...]:
        """Its squares as printed."""
        return SHAPES[self.shape]

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns as printed."""
        return 1 + max(r for r, _ in self.squares), 1 + max(c for _, c in self.squares)


@dataclass(frozen=True)
class Spot:
    """One way for a piece to lie.

    Args:
        mask: the squares it covers, bit `row * columns + column`.
        home: the square under its picture.
        turns: quarter turns clockwise from how it is printed.
    """

    mask: int
    home: int
    turns: int


def turned(squares: Iterable[Square], turns: int) -> tuple[Square, ...]:
    """Squares after quarter turns clockwise, moved back to the top left; their order is kept."""
    out = tuple(squares)
    for _ in range(turns % 4):
        out = tuple((c, -r) for r, c in out)
    top, left = min(r for r, _ in out), min(c for _, c in out)
    return tuple((r - top, c - left) for r, c in out)


@cache
def spots(shape: str, at: int, columns: int, rows: int) -> tuple[Spot, ...]:
    """All ways for a shape to lie on an empty cloth, by the square under its picture too."""
    found: dict[tuple[int, int], Spot] = {}
    for turns in range(4):
        cells = turned(SHAPES[shape], turns)
        high, wide = 1 + max(r for r, _ in cells), 1 + max(c for _, c in cells)
        for top in range(rows - high + 1):
            for left in range(columns - wide + 1):
                places = [(top + r) * columns + left + c for r, c in cells]
                spot = Spot(sum(1 << place for place in places), places[at], turns)
                found.setdefault((spot.mask, spot.home), spot)
    return tuple(found.values())


@cache
def masks(shape: str, columns: int, rows: int) -> tuple[int, ...]:
    """The sets of squares that a shape can cover, each once."""
    return tuple(dict.fromkeys(spot.mask for spot in spots(shape, 0, columns, rows)))


def cells_of(mask: int) -> list[int]:
    """The squares of a set, lowest first."""
    out = []
    while mask:
        low = mask & -mask
        out.append(low.bit_length() - 1)
        mask ^= low
    return out


@cache
def beside(mask: int, columns: int, rows: int) -> int:
    """All squares that share a side with a square of the set; those of the set itself only if they do too."""
    left = sum(1 << (r * columns) for r in range(rows))
    right = left << (columns - 1)
    whole = (1 << (rows * columns)) - 1
    return ((mask & ~right) << 1 | (mask & ~left) >> 1 | mask << columns | mask >> columns) & whole
