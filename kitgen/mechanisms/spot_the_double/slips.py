"""Typical slips, each with the word it reads."""

from __future__ import annotations

from kitgen.mechanisms.contract import Misreading
from kitgen.mechanisms.spot_the_double.clues import DoubleClues, Kind
from kitgen.mechanisms.spot_the_double.reasoning import Change, changes, in_order
from kitgen.message import message

SWAPPED = {
    Kind.GONE: Kind.NEW,
    Kind.NEW: Kind.GONE,
    Kind.BIGGER: Kind.SMALLER,
    Kind.SMALLER: Kind.BIGGER,
}
"""What a change looks like to somebody who takes the other house for home."""


def slips(clues: DoubleClues, answer: str) -> tuple[Misreading, ...]:
    """Wrong words with kind messages; none is the answer, none stands twice."""
    found = changes(clues) or []
    ordered = in_order(clues, found)
    words = [
        ("backwards", answer[::-1]),
        ("swapped", "".join(_swapped(clues, change) for change in ordered)),
        ("row-below", "".join(_row_off(clues, change, 1) for change in ordered)),
        ("row-above", "".join(_row_off(clues, change, -1) for change in ordered)),
    ]
    if clues.tagged:
        words.insert(1, ("by-place", "".join(change.letter for change in found)))
    else:
        across = sorted(found, key=lambda change: [c.thing for c in clues.columns].index(change.thing))
        words.insert(1, ("by-column", "".join(change.letter for change in across)))
    if clues.twice:
        first = {change.thing: change.letter for change in reversed(ordered)}
        words.append(("one-each", "".join(reversed(first.values()))))
    told: dict[str, str] = {}
    for name, word in words:
        if word != answer and word not in told:
            told[word] = name
    return tuple(Misreading(word, message(f"spot-the-double.slip.{name}")) for word, name in told.items())


def _swapped(clues: DoubleClues, change: Change) -> str:
    kind = SWAPPED.get(change.kind, change.kind)
    return _cell(clues, change.thing, clues.kinds.index(kind)) if kind in clues.kinds else change.letter


def _row_off(clues: DoubleClues, change: Change, by: int) -> str:
    return _cell(clues, change.thing, (clues.kinds.index(change.kind) + by) % len(clues.kinds))


def _cell(clues: DoubleClues, thing: str, row: int) -> str:
    return next(column.letters[row] for column in clues.columns if column.thing == thing)
