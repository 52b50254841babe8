"""The solver: proof by all codes at once, and the reasoning of a person with pencil and paper."""

from __future__ import annotations

from types import MappingProxyType

from kitgen.mechanisms.contract import Solution, Step, Verdict, hardest
from kitgen.mechanisms.lock_clues.clues import Clues, Key, Mark
from kitgen.mechanisms.lock_clues.codes import code_space
from kitgen.mechanisms.lock_clues.deductions import (
    TECHNIQUES,
    Deduction,
    charm_name,
    closed,
    next_deduction,
    piece_id,
)
from kitgen.mechanisms.lock_clues.notes import Notes, blank_notes, digits_of
from kitgen.mechanisms.lock_clues.suppositions import refuted
from kitgen.message import Message, message

PLATE = "plate"
MOST_SUPPOSITIONS = 3
"""Suppositions in one puzzle; more is guesswork, however sound."""


def _findings(before: Notes, after: Notes) -> list[tuple[str, str, Message]]:
    """What is new: a neutral fact, and a sentence for each sort of news."""
    found = []
    out = digits_of(before.somewhere & ~after.somewhere)
    placed = [(place + 1, after.may[place].bit_length() - 1) for place in closed(before, after)]
    known = digits_of(after.present & ~before.present & ~sum({1 << digit for _, digit in placed}))
    gone = [
        (place + 1, digits_of(before.may[place] & ~after.may[place] & after.somewhere))
        for place in range(len(after.may))
        if after.may[place] & (after.may[place] - 1)
    ]
    for name, text in (
        ("out", ", ".join(map(str, out))),
        ("in", ", ".join(map(str, known))),
        ("placed", ", ".join(f"{place}: {digit}" for place, digit in placed)),
        ("struck", "; ".join(f"{place}: {', '.join(map(str, lost))}" for place, lost in gone if lost)),
    ):
        if text:
            found.append((name, text, message(f"lock-clues.found.{name}", what=text)))
    return found


def _chained(parts: list[Message]) -> Message:
    """Sentences one after another."""
    said = parts[-1]
    for part in reversed(parts[:-1]):
        said = message("lock-clues.step.and", first=part, then=said)
    return said


def _reading(key: Key, clues: Clues) -> Step:
    """What the window shows of a key."""
    if clues.placed:
        sorts = {
            mark.value: ", ".join(d for d, seen in zip(key.digits, key.marks, strict=True) if seen is mark)
            or "–"
            for mark in Mark
        }
        said = message(
            "lock-clues.step.slide-placed",
            key_one=charm_name(key),
            digits=" ".join(key.digits),
            here=sorts["here"],
            elsewhere=sorts["elsewhere"],
            nowhere=sorts["nowhere"],
        )
    else:
        said = message(
            "lock-clues.step.slide-counted",
            key_one=charm_name(key),
            digits=" ".join(key.digits),
            here=key.here,
            elsewhere=key.right - key.here,
        )
    fact = f"{key.charm}: {' '.join(key.marks) or 'none'}"
    return Step(said, "slide", pieces=(PLATE, piece_id(key)), fact=fact)


class _Log:
    """Steps so far, and which of them last said something of a digit."""

    def __init__(self, clues: Clues) -> None:
        self.clues = clues
        self.steps = [_reading(key, clues) for key in clues.keys]
        self._last: dict[int, int] = {}

    def add(self, before: Notes, deduction: Deduction) -> None:
        """Write a deduction down as a step."""
        after = deduction.notes
        changed = (before.somewhere & ~after.somewhere) | (after.present & ~before.present)
        for old, new in zip(before.may, after.may, strict=True):
            changed |= old & ~new
            changed |= new if old != new and new & (new - 1) == 0 else 0
        spoken = changed | sum(
            1 << d for d in {d for i in deduction.keys for d in self.clues.keys[i].numbers}
        )
        if not deduction.keys:
            spoken |= before.present
        uses = {self._last[d] for d in range(10) if spoken >> d & 1 and d in self._last}
        found = _findings(before, after)
        self.steps.append(
            Step(
                _chained([deduction.reason, *(said for _, _, said in found)]),
                deduction.technique,
                tuple(sorted({*deduction.keys, *uses})),
                tuple(piece_id(self.clues.keys[i]) for i in deduction.keys),
                "; ".join(f"{name} {text}" for name, text, _ in found),
            )
        )
        self._last |= {d: len(self.steps) - 1 for d in digits_of(changed)}


def reasoned(clues: Clues, suppositions: int = MOST_SUPPOSITIONS) -> tuple[Notes, tuple[Step, ...]]:
    """Reason as far as it goes.

    Args:
        clues: what is printed; some code fits it.
        suppositions: how many may be made.
    """
    notes, log = blank_notes(clues.length), _Log(clues)
    while not notes.is_done:
        deduction = next_deduction(notes, clues)
        if deduction is None and suppositions:
            suppositions -= 1
            deduction = refuted(notes, clues)
        if deduction is None:
            break
        log.add(notes, deduction)
        notes = deduction.notes
    return notes, tuple(log.steps)


def solve(clues: Clues) -> Solution:
    """Prove that there is one code, and find it as a person would."""
    space = code_space(clues.length)
    codes = space.some(space.fitting_all(clues.keys, clues.placed), 2)
    if len(codes) > 1:
        return Solution(Verdict.SEVERAL, tuple(codes), tuple(codes))
    if not codes:
        return Solution(Verdict.GAVE_UP, ())
    notes, steps = reasoned(clues)
    if not notes.is_done or notes.code() != codes[0]:
        return Solution(Verdict.GAVE_UP, ())
    tier = hardest([TECHNIQUES[step.technique].tier for step in steps])
    count = sum(step.technique.startswith("suppose") for step in steps)
    measures = MappingProxyType({"keys": len(clues.keys), "suppositions": count})
    return Solution(Verdict.UNIQUE, (codes[0],), (codes[0],), steps, tier, measures)
