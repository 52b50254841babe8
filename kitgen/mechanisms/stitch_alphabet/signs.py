"""Threadings of a four-hole button, the patterns an alphabet of them may follow, and what is printed.

A sign is a set of stitches, held as bits. Six stitches join four holes. Two of them that share no hole tell a
letter's row; the four others make one closed round through all the holes, and they tell the column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TOP, BOTTOM, LEFT, RIGHT, FALLING, RISING = (1 << i for i in range(6))

STITCHES: dict[int, str] = {
    TOP: "top",
    BOTTOM: "bottom",
    LEFT: "left",
    RIGHT: "right",
    FALLING: "falling",
    RISING: "rising",
}
"""Names of the stitches in word keys: two level, two upright, two diagonals."""


@dataclass(frozen=True)
class Round:
    """Which stitches tell the row, and the round of the others in the order of the holes."""

    name: str
    pair: tuple[int, int]
    tour: tuple[int, int, int, int]

    @property
    def pair_mask(self) -> int:
        """Both stitches of the pair."""
        return self.pair[0] | self.pair[1]


ROUNDS = (
    Round("crossing", (FALLING, RISING), (TOP, RIGHT, BOTTOM, LEFT)),
    Round("upright", (LEFT, RIGHT), (TOP, RISING, BOTTOM, FALLING)),
    Round("level", (TOP, BOTTOM), (LEFT, RISING, RIGHT, FALLING)),
)
"""The three ways to part six stitches into a pair and a round. The first is the one of easy keys."""

ROWS, COLUMNS, LETTERS = 4, 7, 26
PLACES = ROWS * COLUMNS
HOLE = -1
"""Stands in a key where the button is lost."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Grid = tuple[tuple[int, ...], ...]
"""Signs by row and column, or `HOLE`."""


@dataclass(frozen=True)
class Clues:
    """Exactly what is printed.

    Args:
        parts: the key, or its two halves in the order of printing; each is a grid of four rows.
        is_told: whether the key says in words that crossing stitches tell the row.
        is_lettered: whether letters stand beside the places, A at the first.
        sample: letters whose signs are given, in reading order; empty for none.
        words: the signs of the message, word by word.
        marked: index of the framed word.
    """

    parts: tuple[Grid, ...]
    is_told: bool
    is_lettered: bool
    sample: tuple[tuple[str, int], ...]
    words: tuple[tuple[int, ...], ...]
    marked: int


def on_and_off(order: tuple[int, ...]) -> list[int]:
    """All that is sewn, step by step: each stitch on in turn, then off again, first on first off."""
    n = len(order)
    return [sum(order[:i]) if i <= n else sum(order[i - n :]) for i in range(2 * n)]


def column_orders(kind: Round) -> Iterator[tuple[int, ...]]:
    """What the seven columns may have of the round: begun at any stitch, either way, anywhere on the way."""
    for start in range(4):
        for step in (1, -1):
            states = on_and_off(tuple(kind.tour[(start + step * i) % 4] for i in range(4)))
            for phase in range(8):
                yield tuple(states[(phase + i) % 8] for i in range(COLUMNS))


def row_orders(kind: Round) -> Iterator[tuple[int, ...]]:
    """What the four rows may have of the pair, begun anywhere, either stitch first."""
    for pair in (kind.pair, kind.pair[::-1]):
        states = on_and_off(pair)
        for phase in range(4):
            yield tuple(states[(phase + i) % 4] for i in range(ROWS))


def alphabet_of(rows: tuple[int, ...], columns: tuple[int, ...], start: int) -> tuple[int, ...]:
    """The signs of A to Z where A stands at place `start`; after the last place comes the first."""
    places = [row | column for row in rows for column in columns]
    return tuple(places[(start + i) % PLACES] for i in range(LETTERS))
