"""The stitched alphabet: half signs that meet across a seam and name a letter together.

Halves of Latin letters would give the wall away: of all pairs of such halves one in seventeen makes a
letter, and whoever lays only what can be read needs no figures. So the letters are signs of two halves, six
sorts each, and a card tells which letter a pair is. Any two halves make a letter. A half is drawn towards
its seam, so that it is the same half on a brick that is turned, and nobody can tell a top from it.
"""

from __future__ import annotations

Stroke = tuple[tuple[float, float], ...]

HALF_SIGNS: tuple[tuple[Stroke, ...], ...] = (
    (((0, 0), (1, 0)),),
    (((0, -0.7), (1, -0.7)), ((0, 0.7), (1, 0.7))),
    (((0, -1), (1, -1), (1, 1), (0, 1)),),
    (((1, -1), (1, 1)), ((0, 0), (1, 0))),
    (((1, -1), (0, 0), (1, 1)),),
    (((0, -1), (1, 0), (0, 1)),),
)
"""Strokes of each half: x is the distance from the seam, 0 to 1, y runs along it, -1 to 1.

Each is its own mirror image along the seam, so that left and right halves of a sort are mirror images.
"""

TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
"""The letter of each pair: six to a row, rows by the left half, columns by the right half."""

ALPHABET = "".join(c for c in TABLE if c not in "01")
"""What an answer may hold; 0 and 1 stand on the card but are too easily written as O and I."""

SIGN_COUNT = len(HALF_SIGNS)


def read(left: int, right: int) -> str:
    """The letter of two half signs that meet at a seam."""
    return TABLE[left * SIGN_COUNT + right]


def halves(letter: str) -> tuple[int, int]:
    """The left and the right half of a letter's sign."""
    return divmod(TABLE.index(letter), SIGN_COUNT)
