"""Typical slips, as the wrong codes they lead to."""

from __future__ import annotations

from dataclasses import replace

from kitgen.mechanisms.contract import Misreading
from kitgen.mechanisms.lock_clues.clues import Clues, Key, Mark, Marks
from kitgen.mechanisms.lock_clues.codes import code_space
from kitgen.mechanisms.lock_clues.deductions import charm_name
from kitgen.message import Message, message

_NEAR = 3
"""Codes that may remain without one key for each to count as a slip over that key."""


def _with_marks(key: Key, marks: Marks) -> Key:
    """The key as if the window had shown other marks."""
    true = key.true_row
    return replace(key, rows=(*key.rows[:true], marks, *key.rows[true + 1 :]))


def _swapped(marks: Marks) -> Marks:
    other = {Mark.HERE: Mark.ELSEWHERE, Mark.ELSEWHERE: Mark.HERE, Mark.NOWHERE: Mark.NOWHERE}
    return tuple(other[mark] for mark in marks)


def misreadings(clues: Clues, answer: str) -> tuple[Misreading, ...]:
    """Wrong codes by slip, no two the same and none the answer."""
    space = code_space(clues.length)
    found: dict[str, Message] = {}

    def note(code: str, said: Message) -> None:
        if code != answer:
            found.setdefault(code, said)

    def only(keys: list[Key], placed: bool, said: Message) -> None:
        codes = space.some(space.fitting_all(keys, placed), 2)
        if len(codes) == 1:
            note(codes[0], said)

    note(answer[::-1], message("lock-clues.slip.backwards"))
    only(
        [_with_marks(key, _swapped(key.marks)) for key in clues.keys],
        clues.placed,
        message("lock-clues.slip.swapped"),
    )
    for left_out in clues.keys:
        codes = space.some(
            space.fitting_all([key for key in clues.keys if key is not left_out], clues.placed), _NEAR + 1
        )
        if len(codes) <= _NEAR:
            for code in codes:
                note(code, message("lock-clues.slip.one-key", key_one=charm_name(left_out)))
    return tuple(Misreading(code, said) for code, said in found.items())
