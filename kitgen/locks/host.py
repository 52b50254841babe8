"""Locks that the host keeps: a strip of answers for the solutions file, and an ear for what is read out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kitgen.locks.contract import Lock, LockPlan, Outcome
from kitgen.locks.phone import PhoneLock
from kitgen.mechanisms.contract import Piece


@dataclass(frozen=True)
class HostStrip:
    """One lock for the host to look at.

    Args:
        act: the act that it closes.
        number: its number in the night.
        answers: box letter and right answer, in order.
    """

    act: str
    number: int
    answers: tuple[tuple[str, str], ...]


def host_strips(plans: Sequence[LockPlan]) -> tuple[HostStrip, ...]:
    """The strips of all locks, in order."""
    return tuple(
        HostStrip(plan.act, plan.number, tuple((box.box, box.answer) for box in plan.boxes)) for plan in plans
    )


@dataclass(frozen=True)
class HostLock(Lock):
    """A host hears the answers and forgives what a phone forgives."""

    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        """What a host who looks at the strip says."""
        return PhoneLock().outcome(plan, answers)

    def pieces(self) -> tuple[Piece, ...]:
        """Nothing: the strip stands in the solutions file."""
        return ()
