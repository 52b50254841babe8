"""The mirror once more, with a ruler: what every fold leaves to be seen, line by line, against the alphabet.

Nothing comes from the mechanism but the shape of its clues, which hold the strokes printed for each part.
Strokes are looked at where level lines a tenth of a unit apart meet them.
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from kitgen.mechanisms.contract import Given

Stroke = tuple[tuple[float, float], tuple[float, float]]
Ink = tuple[tuple[float, ...], ...]
"""By level line, where strokes meet it, from the left; last come the strokes that are level themselves."""

ALPHABET = {
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
}
"""The alphabet at the foot of the mirror, corner to corner."""

HAIR = 0.02
"""Units that ink may be off by and still be the same."""


def _ink(strokes: tuple[Stroke, ...], top: float, bottom: float) -> Ink:
    """What is to be seen between two heights."""
    seen = []
    for tenth in range(60):
        y = tenth / 10 + 0.05
        if top < y < bottom:
            met = []
            for (x1, y1), (x2, y2) in strokes:
                if min(y1, y2) < y < max(y1, y2):
                    met.append(x1 + (x2 - x1) * (y - y1) / (y2 - y1))
            seen.append(tuple(sorted(met)))
    level = [
        (y1, min(x1, x2), max(x1, x2)) for (x1, y1), (x2, y2) in strokes if y1 == y2 and top <= y1 <= bottom
    ]
    return (*seen, tuple(number for line in sorted(level) for number in line))


def _alike(one: Ink, two: Ink) -> bool:
    return all(
        len(a) == len(b) and all(abs(x - y) < HAIR for x, y in zip(a, b, strict=True))
        for a, b in zip(one, two, strict=True)
    )


@cache
def _strokes(letter: str) -> tuple[Stroke, ...]:
    lines: list[Stroke] = []
    for pen in ALPHABET[letter].split(";"):
        corners = [(float(x), float(y)) for x, _, y in (corner.partition(",") for corner in pen.split())]
        lines += [(corners[i], corners[i + 1]) for i in range(len(corners) - 1)]
    return tuple(lines)


@cache
def part_of(strokes: tuple[Stroke, ...], top: float, bottom: float) -> frozenset[str]:
    """The letters of the alphabet that look like this between two heights."""
    seen = _ink(strokes, top, bottom)
    return frozenset(letter for letter in ALPHABET if _alike(seen, _ink(_strokes(letter), top, bottom)))


def row_letters(clues: Any, kind: int, row: Any) -> list[frozenset[str]]:
    """By place, the letters that a printed row may be a part of."""
    edges, shapes = clues.cut.edges, clues.cut.shapes[kind]
    return [part_of(shapes[piece], edges[kind], edges[kind + 1]) for piece in row.pieces]


def folds(clues: Any) -> dict[tuple[int, ...], list[str]]:
    """By rows picked from the top down, what is read in each place; '' where there is no letter."""
    seen = [[row_letters(clues, kind, row) for row in rows] for kind, rows in enumerate(clues.zones)]
    found = {}
    for picks in product(*(range(len(rows)) for rows in seen)):
        parts = [rows[pick] for rows, pick in zip(seen, picks, strict=True)]
        places = [frozenset.intersection(*place) for place in zip(*parts, strict=True)]
        found[picks] = ["".join(sorted(place)) for place in places]
    return found


def vanished(clues: Any, picks: tuple[int, ...]) -> list[int]:
    """Moths in each tuck: beside the rows that lie between those that meet."""
    down = [(kind, i) for kind, rows in enumerate(clues.zones) for i in range(len(rows))]
    at = [down.index(row) for row in enumerate(picks)]
    return [
        sum(clues.zones[kind][i].moths for kind, i in down[at[n] + 1 : at[n + 1]]) for n in range(len(at) - 1)
    ]


def readings(clues: Any, given: Given) -> set[str]:
    """Every word that a fold makes whole and the moths allow."""
    del given
    found: set[str] = set()
    for picks, places in folds(clues).items():
        gone = vanished(clues, picks)
        rule = str(clues.moths.value)
        kept = {"none": True, "number": sum(gone) == clues.quota, "equal": min(gone) == max(gone)}[rule]
        if kept and all(places):
            found.update("".join(word) for word in product(*places))
    return found
