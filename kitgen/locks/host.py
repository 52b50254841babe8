"""Locks that the host keeps, by the strip in the solutions file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.locks.contract import Lock, LockPlan, Outcome
from kitgen.locks.phone import PhoneLock
from kitgen.mechanisms.contract import Piece


@dataclass(frozen=True)
class HostLock(Lock):
    """A host hears the answers and forgives what a phone forgives."""

    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        """What a host who looks at the strip says."""
        return PhoneLock().outcome(plan, answers)

    def pieces(self) -> tuple[Piece, ...]:
        """Nothing: the strip stands in the solutions file."""
        return ()
