"""One supposition that breaks: what a person tries when no rule adds anything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.mechanisms.lock_clues.clues import Clues
from kitgen.mechanisms.lock_clues.deductions import Deduction, charm_name, next_deduction
from kitgen.mechanisms.lock_clues.notes import Contradiction, Notes, digits_of, noted, struck
from kitgen.message import Message, message

LONGEST_CHAIN = 6
"""Deductions a person follows from a supposition before it breaks."""

FEW_KEYS = 2
"""Keys on which a supposition breaks that most people can still hold in mind at once."""


@dataclass(frozen=True)
class _Supposition:
    """That a digit is in the code, is not, or stands at a place (counted from 0)."""

    kind: str
    digit: int
    place: int = 0

    def taken(self, notes: Notes) -> Notes:
        """The notes under it."""
        bit = 1 << self.digit
        if self.kind == "at":
            return self._placed(notes, bit)
        return struck(notes, 0, bit) if self.kind == "in" else struck(notes, bit)

    def dropped(self, notes: Notes) -> Notes:
        """The notes once it is refuted."""
        bit = 1 << self.digit
        if self.kind == "at":
            return self._placed(notes, notes.may[self.place] & ~bit)
        return struck(notes, bit) if self.kind == "in" else struck(notes, 0, bit)

    def _placed(self, notes: Notes, mask: int) -> Notes:
        may = list(notes.may)
        may[self.place] = mask
        return noted(may, notes.present)


def _suppositions(notes: Notes) -> Iterator[_Supposition]:
    for digit in digits_of(notes.somewhere & ~notes.present):
        yield _Supposition("out", digit)
        yield _Supposition("in", digit)
    for place, mask in enumerate(notes.may):
        for digit in digits_of(mask) if mask & (mask - 1) else ():
            yield _Supposition("at", digit, place)


@dataclass
class _Thread:
    """A supposition and what has followed from it so far."""

    supposed: _Supposition
    notes: Notes
    touched: tuple[int, ...] = ()


def refuted(notes: Notes, clues: Clues) -> Deduction | None:
    """The supposition that breaks soonest, and what is known by it.

    All are followed side by side, a deduction at a time, so that the first to break is the shortest.
    """
    threads: list[_Thread] = []
    for supposed in _suppositions(notes):
        try:
            threads.append(_Thread(supposed, supposed.taken(notes)))
        except Contradiction:
            return _refutation(notes, clues, supposed, ())
    for _ in range(LONGEST_CHAIN):
        alive = []
        for thread in threads:
            try:
                deduction = next_deduction(thread.notes, clues)
            except Contradiction as broken:
                last = () if broken.key is None else (broken.key,)
                touched = tuple(dict.fromkeys([*thread.touched, *last]))
                return _refutation(notes, clues, thread.supposed, touched)
            if deduction is not None:
                alive.append(_Thread(thread.supposed, deduction.notes, thread.touched + deduction.keys))
        threads = alive
    return None


def _refutation(notes: Notes, clues: Clues, supposed: _Supposition, keys: tuple[int, ...]) -> Deduction:
    """What is known once a supposition has broken on some keys, in the order in which they were used."""
    names: dict[str, Message] = {}
    kind = f"{supposed.kind}-alone"
    if keys:
        kind = supposed.kind if len(keys) == 1 else f"{supposed.kind}-chain"
        names = {"keys": _listed([charm_name(clues.keys[i]) for i in keys])}
    reason = message(
        f"lock-clues.step.suppose-{kind}", digit=supposed.digit, place=supposed.place + 1, **names
    )
    technique = "suppose" if len(keys) <= FEW_KEYS else "suppose-far"
    return Deduction(technique, keys, supposed.dropped(notes), reason)


def _listed(names: list[Message]) -> Message:
    """Names with commas between them."""
    said = names[-1]
    for name in reversed(names[:-1]):
        said = message("lock-clues.step.list", first=name, then=said)
    return said
