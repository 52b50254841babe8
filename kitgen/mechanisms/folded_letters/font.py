"""The letters of the mirror: straight strokes on a grid of 4 x 6 units, and the pieces cuts make of them.

Where a cut goes, letters with the same strokes on one side of it share a piece: that is the trap. The letters
are drawn for it: what tells one from another stands on the far side of the cut, so every upper piece is that
of two letters at least, and most lower pieces are, too. No row can be read before it is folded. A stack of
pieces reads as a letter only if every piece is that letter's own. A stack that merely comes near to a letter
is no reading, but nobody should have to swear that it is none either; `Cut.near` tells such stacks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

WIDE = 4.0
HIGH = 6.0
HALVES = (3.0,)
THIRDS = (1.7, 4.3)

DOUBT = 0.85
"""Units that a stroke must stray or be missing by before a shape is plainly another. Assumed: about 3 mm in a
letter of 13 x 19 mm, three times what a careless fold is off by."""

_STROKES = {
    "A": "0,6 0,1.3 1.3,0 2.7,0 4,1.3 4,6;0,3.7 4,3.7",
    "B": "0,6 0,0 2.7,0 4,1.3 4,1.8 3.35,2.45 0,2.45;4,3 4,4.7 2.7,6 0,6",
    "C": "4,0 1.3,0 0,1.3 0,4.7 1.3,6 4,6",
    "D": "0,0 2.7,0 4,1.3 4,4.7 2.7,6 0,6 0,0",
    "E": "4,0 1.3,0 0,1.3 0,4.7 1.3,6 4,6;0,2.45 3,2.45",
    "F": "4,0 1.3,0 0,1.3 0,6;0,2.45 3,2.45",
    "G": "4,0 1.3,0 0,1.3 0,4.7 1.3,6 2.7,6 4,4.7 4,3",
    "H": "0,0 0,6;4,0 4,6;0,3.7 4,3.7",
    "I": "0.5,0 3.5,0;2,0 2,6;0.5,6 3.5,6",
    "J": "0,0 4,0 4,4.7 2.7,6 1.3,6 0,4.7",
    "K": "0,0 0,6;4,3 2.6,3.8 0,3.8;2,3.8 4,6",
    "L": "0,0 0,4.7 1.3,6 4,6",
    "M": "0,0 0,6;4,0 4,6;0,3 2,5.2 4,3",
    "N": "0,0 0,6;4,0 4,6;0,3 4,6",
    "O": "0,1.3 1.3,0 2.7,0 4,1.3 4,4.7 2.7,6 1.3,6 0,4.7 0,1.3",
    "P": "0,6 0,0 2.7,0 4,1.3 4,1.8 3.35,2.45 0,2.45",
    "Q": "0,1.3 1.3,0 2.7,0 4,1.3 4,4.7 2.7,6 1.3,6 0,4.7 0,1.3;2.4,4.4 4,6",
    "R": "0,6 0,0 2.7,0 4,1.3 4,3 2.6,3.8 0,3.8;2,3.8 4,6",
    "S": "4,0 1.3,0 0,1.3 0,3 0.8,3.7 3.2,3.7 4,4.3 4,4.7 2.7,6 1.3,6 0,4.7",
    "T": "0.5,0 3.5,0;2,0 2,6",
    "U": "0,0 0,4.7 1.3,6 2.7,6 4,4.7 4,0",
    "V": "0,0 0,3 1.4,4.3 2,6 2.6,4.3 4,3 4,0",
    "W": "0,0 0,4 1,6 2,4 3,6 4,4 4,0",
    "X": "0,0 2,3 4,0;0,6 2,3 4,6",
    "Y": "0,0 2,3 4,0;2,3 2,6",
    "Z": "0,0 4,0 4,3 0,6 4,6",
}  # corner to corner; ';' lifts the pen
LETTERS = "".join(_STROKES)

Point = tuple[float, float]
Line = tuple[Point, Point]
Shape = tuple[Line, ...]


def letter_shape(letter: str) -> Shape:
    """All strokes of a whole letter as straight lines, in units."""
    lines: list[Line] = []
    for stroke in _STROKES[letter].split(";"):
        points = [(float(x), float(y)) for x, y in (corner.split(",") for corner in stroke.split())]
        lines += pairwise(points)
    return tuple(lines)


@dataclass(frozen=True)
class Cut:
    """What a set of cuts makes of the alphabet.

    Args:
        edges: heights of all edges from 0 to `HIGH`, in units; slot s lies between edges s and s + 1.
        shapes: by slot, the different pieces; a piece is known by its number here.
        piece_of: by slot, the piece of each letter in the order of `LETTERS`.
        exact: by slot and piece, the letters that have this piece, as bits in the order of `LETTERS`.
        near: by slot and piece, the letters whose piece differs from it by less than `DOUBT`, as bits.
    """

    edges: tuple[float, ...]
    shapes: tuple[tuple[Shape, ...], ...]
    piece_of: tuple[tuple[int, ...], ...]
    exact: tuple[tuple[int, ...], ...]
    near: tuple[tuple[int, ...], ...]

    @property
    def slots(self) -> int:
        """How many pieces a letter has."""
        return len(self.shapes)

    def word_pieces(self, slot: int, word: str) -> tuple[int, ...]:
        """The pieces of a word's letters in one slot."""
        return tuple(self.piece_of[slot][LETTERS.index(letter)] for letter in word)

    def letters(self, stack: Sequence[int]) -> str:
        """The letters that pieces from the top down are the beginning, or all, of."""
        bits = -1
        for slot, piece in enumerate(stack):
            bits &= self.exact[slot][piece]
        return "".join(letter for i, letter in enumerate(LETTERS) if bits >> i & 1)

    def is_broken(self, stack: Sequence[int]) -> bool:
        """Whether pieces from the top down are plainly no letter, nor the beginning of one."""
        bits = -1
        for slot, piece in enumerate(stack):
            bits &= self.near[slot][piece]
        return not bits


@cache
def cut_of(parts: int) -> Cut:
    """The alphabet cut into two or three parts."""
    edges = (0.0, *(HALVES if parts == 2 else THIRDS), HIGH)
    shapes: list[tuple[Shape, ...]] = []
    piece_of: list[tuple[int, ...]] = []
    exact: list[tuple[int, ...]] = []
    near: list[tuple[int, ...]] = []
    for top, bottom in pairwise(edges):
        clipped = [_between(letter_shape(letter), top, bottom) for letter in LETTERS]
        kinds = sorted(set(clipped))
        piece_of.append(tuple(kinds.index(shape) for shape in clipped))
        shapes.append(tuple(kinds))
        exact.append(tuple(_bits(shape == kind for shape in clipped) for kind in kinds))
        close = [[_distance(a, b) < DOUBT for b in kinds] for a in kinds]
        near.append(tuple(_bits(row[kinds.index(shape)] for shape in clipped) for row in close))
    return Cut(edges, tuple(shapes), tuple(piece_of), tuple(exact), tuple(near))


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << i for i, flag in enumerate(flags) if flag)


def _between(shape: Shape, top: float, bottom: float) -> Shape:
    """The strokes between two heights; strokes that only touch a height are none."""
    kept: set[Line] = set()
    for line in shape:
        (x1, y1), (x2, y2) = sorted(line, key=lambda point: (point[1], point[0]))
        if y2 <= top > 0 or y1 >= bottom < HIGH:
            continue
        low, high = max(y1, top), min(y2, bottom)
        slope = (x2 - x1) / (y2 - y1) if y2 > y1 else 0.0
        start = (round(x1 + slope * (low - y1), 3), round(low, 3))
        end = (round(x1 + slope * (high - y1), 3) if y2 > y1 else x2, round(high, 3))
        kept.add((start, end))
    return tuple(sorted(kept))


def _distance(a: Shape, b: Shape) -> float:
    """How far the worst point of either shape is from the other (Hausdorff), as far as `DOUBT`."""
    if a == b:
        return 0.0
    return max(_stray(a, b), _stray(b, a))


def _stray(shape: Shape, other: Shape) -> float:
    worst = 0.0
    for (x1, y1), (x2, y2) in shape:
        count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / 0.25))
        for i in range(count + 1):
            x, y = x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count
            worst = max(worst, min(_to_line(x, y, line) for line in other))
            if worst >= DOUBT:
                return worst  # plainly another; how plainly does not matter
    return worst


def _to_line(x: float, y: float, line: Line) -> float:
    (x1, y1), (x2, y2) = line
    dx, dy = x2 - x1, y2 - y1
    along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)
    along = min(1.0, max(0.0, along))
    return math.hypot(x - x1 - along * dx, y - y1 - along * dy)
