"""The line-up once more, written from its rules: every doll is asked every note, as a clerk would.

Dolls are plain dictionaries and notes plain tuples; nothing here comes from the mechanism.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

Doll = Mapping[str, str]
"""What she has, by feature."""

Row = tuple[str, tuple[tuple[str, str], ...], tuple[str, ...], int]
"""A note: form, what it names as (feature, value), features it compares, and a number of other dolls."""


def agrees(row: Row, her: Doll, dolls: Sequence[Doll]) -> bool:
    """Whether one note is true of one doll."""
    form, named, compared, number = row
    wears = {pair for pair in named if her[pair[0]] == pair[1]}
    if form == "tally":
        return Counter(doll[compared[0]] for doll in dolls)[her[compared[0]]] == number + 1
    if form == "pair":
        couples = Counter(tuple(doll[feature] for feature in compared) for doll in dolls)
        return couples[tuple(her[feature] for feature in compared)] == number + 1
    if form == "more":
        heaps = [Counter(doll[feature] for doll in dolls)[her[feature]] for feature in compared]
        return heaps[0] > heaps[1]
    allowed = {
        "is": {1},
        "or": {1},
        "not": {0},
        "only-one": {1},
        "both-or-neither": {0, 2},
        "never-together": {0, 1},
    }
    if form == "if":
        return named[0] not in wears or named[1] in wears
    return len(wears) in allowed[form]


def staying(dolls: Sequence[Doll], rows: Sequence[Row], lies: int = 0) -> list[int]:
    """The numbers of the dolls whom every note fits, but as many as lie."""
    truths = len(rows) - lies
    return [i for i, her in enumerate(dolls) if sum(agrees(row, her, dolls) for row in rows) == truths]
