"""What is printed: a ring and a disc of letters, a key of tails, old sayings, and what the cat says now.

Places are counted clockwise from the ring's moon, from 0 to 25. A setting is the place the disc's arrow
points at, so 25 is one to the left of the moon.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLACES = len(ALPHABET)
TAILS = ("candle", "hook", "snail", "broom", "lightning", "shawl")
"""The six tails, by the names players call them."""

MOST_STEPS = 9
"""The largest number a tail may have. Below 13, so that a setting tells right from left."""


class Gaze(StrEnum):
    """Which way a cat looks, as the reader sees it."""

    LEFT = "left"
    RIGHT = "right"


class Cat(NamedTuple):
    """A drawn cat: its tail, where it looks, and whether its eye is shut."""

    tail: str
    gaze: Gaze
    shut: bool = False


class Spoken(NamedTuple):
    """A cat and the letter printed below it."""

    cat: Cat
    letter: str


class Sum(NamedTuple):
    """A line of the key: the tail `whole` counts as much as both `parts` together."""

    whole: str
    parts: tuple[str, str]


@dataclass(frozen=True)
class Saying:
    """An old saying of the cat, with its meaning printed below it."""

    spoken: tuple[Spoken, ...]
    plain: str


@dataclass(frozen=True)
class WheelClues:
    """Everything that is printed.

    Args:
        ring: letters of the ring, clockwise from its moon.
        disc: letters of the disc, clockwise from its arrow.
        numbers: the key in print order: each tail that occurs, with its number or None for an empty box.
        sums: what the key says of tails instead of a number.
        is_gaze_printed: whether the board says which way a look turns; then a look to the right moves the
            arrow to the right. If not, all looks may as well turn the other way.
        sayings: worked samples.
        message: what the cat says now; its meaning is the answer.
    """

    ring: str
    disc: str
    numbers: tuple[tuple[str, int | None], ...]
    sums: tuple[Sum, ...]
    is_gaze_printed: bool
    sayings: tuple[Saying, ...]
    message: tuple[Spoken, ...]

    @property
    def tails(self) -> tuple[str, ...]:
        """The tails of the key, in print order."""
        return tuple(tail for tail, _ in self.numbers)

    @property
    def is_key_printed(self) -> bool:
        """Whether every tail's number is printed, so that none has to be learnt."""
        return all(number is not None for _, number in self.numbers)

    @property
    def are_eyes_shut(self) -> bool:
        """Whether any cat shuts its eyes, so that the board must say what that means."""
        rows = (self.message, *(saying.spoken for saying in self.sayings))
        return any(spoken.cat.shut for row in rows for spoken in row)

    @property
    def is_mixed(self) -> bool:
        """Whether letters stand in another order than the alphabet's somewhere."""
        return self.ring != ALPHABET or self.disc != ALPHABET


class Key(NamedTuple):
    """A reading of the cat's language: what all looks mean, and every tail's number in print order."""

    mirrored: bool
    numbers: tuple[int, ...]


def meeting(clues: WheelClues, plain: str, letter: str) -> int:
    """The one setting at which the disc's `letter` lies beside the ring's `plain`."""
    return (clues.ring.index(plain) - clues.disc.index(letter)) % PLACES


def read_at(clues: WheelClues, letter: str, setting: int) -> str:
    """The ring's letter beside the disc's `letter`."""
    return clues.ring[(clues.disc.index(letter) + setting) % PLACES]


def direction(gaze: Gaze, mirrored: bool) -> int:
    """1 where the arrow moves to the right (clockwise), -1 where to the left."""
    return 1 if (gaze is Gaze.RIGHT) is not mirrored else -1


def settings(row: tuple[Spoken, ...], numbers: dict[str, int], mirrored: bool) -> tuple[int, ...]:
    """Where the arrow points for each cat of a row: from the moon, or with shut eyes from where it was."""
    found: list[int] = []
    for cat, _ in row:
        start = found[-1] if cat.shut and found else 0
        found.append((start + direction(cat.gaze, mirrored) * numbers[cat.tail]) % PLACES)
    return tuple(found)


def signed(setting: int) -> int:
    """A setting as places from the moon: positive to the right, negative to the left, 13 opposite."""
    return setting if setting <= PLACES // 2 else setting - PLACES
