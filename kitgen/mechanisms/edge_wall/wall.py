"""What is printed: bricks, the wall they belong in, and where bricks touch. Plain data, no search."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kitgen.mechanisms.edge_wall import lettering

Row = tuple[int, int]
"""A row of the wall: how far it is shifted to the right, in half bricks, and how many bricks it has."""

COURSES: dict[int, tuple[Row, ...]] = {
    9: ((0, 3), (1, 3), (0, 3)),
    10: ((1, 3), (0, 4), (1, 3)),
    11: ((0, 4), (1, 3), (0, 4)),
    12: ((0, 4), (1, 4), (0, 4)),
    13: ((0, 3), (1, 3), (0, 4), (1, 3)),
    14: ((0, 4), (1, 3), (0, 4), (1, 3)),
    15: ((0, 4), (1, 4), (0, 4), (1, 3)),
    16: ((0, 4), (1, 4), (0, 4), (1, 4)),
}
"""The wall for each number of bricks: at most four and a half wide and four high, to fit its sheet."""

Cell = tuple[int, int]
"""A place in the wall: row from the top, and its left end in half bricks."""


class Likeness(StrEnum):
    """How alike the figures on the edges are."""

    DIFFERENT = "different"
    ALIKE = "alike"


FIGURES: dict[Likeness, tuple[str, ...]] = {
    Likeness.DIFFERENT: (
        "heart",
        "key",
        "leaf",
        "mushroom",
        "candle",
        "moth",
        "bell",
        "star",
        "mouse",
        "needle",
    ),
    Likeness.ALIKE: (
        "key-ring",
        "key-square",
        "key-diamond",
        "key-heart",
        "key-clover",
        "key-triangle",
        "key-moon",
        "key-crown",
    ),
}
"""Names of the figures that cross level seams; each is the picture `wall-<name>` of a theme."""

BUTTONS: dict[Likeness, tuple[str, ...]] = {
    Likeness.DIFFERENT: ("round", "square", "diamond", "flower", "cross", "bow"),
    Likeness.ALIKE: ("round", "eight", "six", "scallop", "cog", "barrel"),
}
"""Shapes of the buttons that cross upright seams and carry a letter."""


@dataclass(frozen=True)
class Side:
    """The left or right end of a brick: half a button with half a sign. It is the same when turned.

    Args:
        button: index of the button's shape.
        sign: which half sign.
        hole: this half of the button has its hole.
    """

    button: int
    sign: int
    hole: bool


@dataclass(frozen=True)
class Brick:
    """A brick as it is printed.

    Half a figure is a number: 2 x figure + which half; the two halves of a figure differ in the last bit.

    Args:
        top: half figures on the left and the right of the upper edge.
        bottom: half figures on the left and the right of the lower edge.
        left: the left end.
        right: the right end.
    """

    top: tuple[int, int]
    bottom: tuple[int, int]
    left: Side
    right: Side

    def turned(self) -> Brick:
        """The brick turned by 180 degrees."""
        return Brick(
            (self.bottom[1], self.bottom[0]),
            (self.top[1], self.top[0]),
            self.right,
            self.left,
        )


@dataclass(frozen=True)
class WallClues:
    """All that players hold.

    Args:
        rows: the wall's outline on the mat.
        figures: names of the figures, as the mat shows them whole.
        buttons: shapes of the buttons, as the mat shows them whole.
        likeness: which family they come from.
        bricks: every brick, those that belong nowhere among them.
        corner: index of the brick that is printed in the mat's first place, or None.
        turnable: bricks have no marked top and may be laid either way up.
        length: how many letters the mat has room for.
    """

    rows: tuple[Row, ...]
    figures: tuple[str, ...]
    buttons: tuple[str, ...]
    likeness: Likeness
    bricks: tuple[Brick, ...]
    corner: int | None
    turnable: bool
    length: int

    @property
    def decoys(self) -> int:
        """How many bricks are left over."""
        return len(self.bricks) - len(cells(self.rows))


def cells(rows: tuple[Row, ...]) -> tuple[Cell, ...]:
    """The places of a wall, row by row from the left."""
    return tuple((r, shift + 2 * c) for r, (shift, count) in enumerate(rows) for c in range(count))


def seams(rows: tuple[Row, ...]) -> tuple[tuple[Cell, Cell], ...]:
    """The upright seams in reading order: the place left of each and the place right of it."""
    places = cells(rows)
    return tuple(((r, x), (r, x + 2)) for r, x in places if (r, x + 2) in places)


def looks_the_same_turned(rows: tuple[Row, ...]) -> bool:
    """Whether the wall's outline turned by 180 degrees is the same outline."""
    places = cells(rows)
    low, high = min(x for _, x in places), max(x for _, x in places)
    return {(len(rows) - 1 - r, low + high - x) for r, x in places} == set(places)


def read_seam(left: Brick, right: Brick) -> str:
    """The letter across the seam between two bricks, as they lie."""
    return lettering.read(left.right.sign, right.left.sign)


def counts(left: Brick, right: Brick) -> bool:
    """Whether the button between two bricks has both its holes, so that its letter is read."""
    return left.right.hole and right.left.hole
