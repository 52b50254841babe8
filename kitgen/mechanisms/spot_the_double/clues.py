"""What is printed: two rooms, the sampler below them, and how the letters are put in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ROWS = ("wall", "shelf", "floor")
"""Where things are in a room, in reading order."""

SLOTS = (6, 7, 6)
"""Places side by side in each row."""

PATTERNS = ("plain", "dark", "dots", "stripes", "bars", "checks")
"""What cloth, paint and glaze may show; `bars` lie across."""


class Kind(StrEnum):
    """How a thing in the other house may differ, in the order of the sampler's rows."""

    GONE = "gone"
    NEW = "new"
    MOVED = "moved"
    TURNED = "turned"
    PATTERN = "pattern"
    BIGGER = "bigger"
    SMALLER = "smaller"
    PART = "part"


@dataclass(frozen=True)
class Placed:
    """One thing as it is drawn in one room.

    Args:
        thing: which, a name of `things.THINGS`.
        row: index in `ROWS`.
        slot: place in its row, from the left.
        facing: 1 to the right, -1 to the left.
        pattern: one of `PATTERNS`.
        large: its size.
        whole: whether it has all its parts.
    """

    thing: str
    row: int
    slot: int
    facing: int = 1
    pattern: str = "plain"
    large: bool = True
    whole: bool = True


@dataclass(frozen=True)
class Column:
    """The sampler's column of one thing.

    Args:
        thing: whose picture stands at its head.
        letters: one for each kind of change.
        tag: the number on its tag, 0 where there are no tags.
    """

    thing: str
    letters: tuple[str, ...]
    tag: int = 0


@dataclass(frozen=True)
class DoubleClues:
    """Exactly what is printed.

    Args:
        home: the room at home, row by row from the left.
        double: the room in the other house, likewise.
        kinds: the sampler's rows.
        columns: the sampler's columns.
        tagged: letters are read by the tags' numbers; otherwise row by row from the left.
        mirrored: the other room is drawn as in a mirror.
        twice: a thing may differ in two ways and then gives two letters, upper row first.
    """

    home: tuple[Placed, ...]
    double: tuple[Placed, ...]
    kinds: tuple[Kind, ...]
    columns: tuple[Column, ...]
    tagged: bool = False
    mirrored: bool = False
    twice: bool = False
