"""What is printed: the stone, three lattices of signs, and a small puzzle beside each.

Cells are counted from 0, columns from the left and rows from the top; on paper columns have numbers
from 1 and rows have letters from A.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

Cell = tuple[int, int]
"""(column, row), both from 0."""

EYE = "eye"
OTHER_SIGNS = ("button", "leaf", "key", "star", "heart")
"""Pictures on a lattice that are neither a letter nor the eye."""

CREATURES = ("cat", "owl", "moth", "toad", "spider", "snail", "bat", "hare")
ITEMS = ("drum", "ball", "flag", "lantern")
SIDES = ("left", "right")

CORNERS = ("top-left", "top-right", "bottom-right", "bottom-left")
"""Where the notch can be, clockwise; a lie's corner is an index into this."""


class Lie(NamedTuple):
    """Which way up the stone lies: the corner its notch points to, and whether the moon is on top."""

    corner: int
    moon: bool

    def placed(self, dx: int, dy: int) -> Cell:
        """Where a cell of the stone comes to lie, counted from the notch.

        Args:
            dx: columns from the notch, on the sun's face held with its notch at the top left.
            dy: rows from the notch, held the same way.
        """
        # The moon's face with the notch at the top left is the sun's face mirrored along the diagonal.
        x, y = (dy, dx) if self.moon else (dx, dy)
        for _ in range(self.corner):
            x, y = -y, x  # a quarter turn clockwise, y pointing down
        return x, y

    @property
    def upright(self) -> bool:
        """Whether the stone lies as it is printed: sun up, notch at the top left."""
        return self == UPRIGHT


UPRIGHT = Lie(0, False)
LIES = tuple(Lie(corner, moon) for moon in (False, True) for corner in range(4))
"""All eight, the sun's before the moon's; the circus numbers them from 1 in this order."""


class Pose(NamedTuple):
    """The stone on a lattice: the cell in its notch, and how it lies."""

    column: int
    row: int
    lie: Lie


@dataclass(frozen=True)
class Stone:
    """The card with holes.

    Args:
        columns: cells across, on the sun's face with the notch at the top left.
        rows: cells down.
        holes: cut cells; the first two are read in this order, the others must show eyes. The notch is
            cell (0, 0) and is never among them.
    """

    columns: int
    rows: int
    holes: tuple[Cell, ...]

    def seen(self, pose: Pose) -> tuple[Cell, ...]:
        """The cells of the lattice that show through the holes, in the order of the holes."""
        return tuple(
            (pose.column + x, pose.row + y) for x, y in (pose.lie.placed(dx, dy) for dx, dy in self.holes)
        )

    def spread(self, lie: Lie) -> Cell:
        """The offset from the notch to the opposite corner of the stone."""
        return lie.placed(self.columns - 1, self.rows - 1)


@dataclass(frozen=True)
class Lattice:
    """Signs in rows: a capital letter, or the name of a picture."""

    signs: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> int:
        return len(self.signs[0])

    @property
    def rows(self) -> int:
        return len(self.signs)

    def at(self, cell: Cell) -> str:
        """The sign in a cell."""
        return self.signs[cell[1]][cell[0]]


def poses(stone: Stone, columns: int, rows: int) -> Iterator[Pose]:
    """Every way to lay the stone inside a lattice: all places, four quarter turns, both faces."""
    for lie in LIES:
        dx, dy = stone.spread(lie)
        for row in range(max(0, -dy), min(rows, rows - dy)):
            for column in range(max(0, -dx), min(columns, columns - dx)):
                yield Pose(column, row, lie)


def fits(stone: Stone, pose: Pose, columns: int, rows: int) -> bool:
    """Whether the stone lies wholly on the lattice."""
    dx, dy = stone.spread(pose.lie)
    return (
        0 <= pose.column < columns
        and 0 <= pose.row < rows
        and 0 <= pose.column + dx < columns
        and 0 <= pose.row + dy < rows
    )


@dataclass(frozen=True)
class Leaf:
    """What hangs at a vine's end: one thing about the stone.

    Args:
        kind: `column`, `row` or `lie`.
        value: index of the column, of the row, or into `LIES`.
    """

    kind: str
    value: int


@dataclass(frozen=True)
class Vines:
    """Vines that grow from roots at the bottom up to leaves, crossing on the way.

    Args:
        roots: the creature at each root, from the left.
        tangle: from the roots up, rows of crossings: each is (left place, whether the vine that comes
            from the left passes in front); the vines of that place and the next change places.
        leaves: what hangs at the top, from the left.
        asked: the creatures whose vines count, in the order column, row, lie; two where `lie` is told.
        lie: how the stone lies, printed as a plate; None where a vine says it.
    """

    roots: tuple[str, ...]
    tangle: tuple[tuple[tuple[int, bool], ...], ...]
    leaves: tuple[Leaf, ...]
    asked: tuple[str, ...]
    lie: Lie | None


@dataclass(frozen=True)
class Sentence:
    """One thing that is known about who sits where.

    Args:
        kind: a key of `theatre.HOLDS`.
        guests: who it speaks of, in the order of the sentence.
        seat: for the kind `seat`, which one, from 0.
    """

    kind: str
    guests: tuple[str, ...]
    seat: int = 0


@dataclass(frozen=True)
class Plates:
    """What stands on one theatre seat: a column, a row and a lie (index into `LIES`)."""

    column: int
    row: int
    lie: int


@dataclass(frozen=True)
class Seats:
    """A row of seats and what is known of the guests.

    Args:
        guests: who came, in the order they are pictured (by name, not by seat).
        seats: the plates on each seat, from the left.
        sentences: what is known.
        asked: the guests whose seats count, in the order column, row, lie; two where `lie` is told.
        lie: how the stone lies, printed as a plate; None where a seat says it.
    """

    guests: tuple[str, ...]
    seats: tuple[Plates, ...]
    sentences: tuple[Sentence, ...]
    asked: tuple[str, ...]
    lie: Lie | None


class Mouse(NamedTuple):
    """One mouse of the ring: what it carries, whether it wears a hat, which way it looks."""

    carries: str
    hat: bool
    looks: str


@dataclass(frozen=True)
class Sort:
    """Some of the mice: those that agree with every part that is set."""

    carries: str = ""
    without: str = ""
    hat: bool | None = None
    looks: str = ""


@dataclass(frozen=True)
class Tally:
    """What to count.

    Args:
        sort: the mice that are counted.
        more: with `than`, a condition: only if there are more of these than of those is `sort` counted.
        than: what `more` is compared with.
        instead: what is counted where the condition does not hold.
    """

    sort: Sort
    more: Sort | None = None
    than: Sort | None = None
    instead: Sort | None = None


@dataclass(frozen=True)
class Ring:
    """Mice to count.

    Args:
        mice: clockwise from the top left.
        asked: what to count, in the order column, row, lie (each count is 1 for the first); two where
            `lie` is told.
        lie: how the stone lies, printed as a plate; None where a count says it.
        plates: how many of `LIES` are pictured with their numbers; 0 where `lie` is told.
    """

    mice: tuple[Mouse, ...]
    asked: tuple[Tally, ...]
    lie: Lie | None
    plates: int


@dataclass(frozen=True)
class Clues:
    """All that is printed: the stone, and three scenes of a lattice and a small puzzle each."""

    stone: Stone
    garden: Lattice
    vines: Vines
    theatre: Lattice
    seats: Seats
    circus: Lattice
    ring: Ring


SCENES = ("garden", "theatre", "circus")


def lattices(clues: Clues) -> tuple[Lattice, Lattice, Lattice]:
    """The three lattices in the order of `SCENES`."""
    return clues.garden, clues.theatre, clues.circus
