"""Locks on paper: the button wheel, kept to the contract of all locks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.locks.contract import Lock, LockPlan, Outcome
from kitgen.locks.wheel import NO_ENTRY, Wheel
from kitgen.locks.wheel_pieces import wheel_pieces
from kitgen.mechanisms.contract import Piece


@dataclass(frozen=True)
class PaperLock(Lock):
    """All locks of a night on one wheel.

    Args:
        wheel: the wheel that was made for the night's plans.
    """

    wheel: Wheel

    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        """What the entry says that these answers name; where a ring cannot be set, no entry is found."""
        lock = self.wheel.lock_of(plan)
        settings = lock.settings(answers)
        return NO_ENTRY if settings is None else self.wheel.outcome(lock, settings)

    def pieces(self) -> tuple[Piece, ...]:
        """The plate and its rings."""
        return wheel_pieces(self.wheel)
