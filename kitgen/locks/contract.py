"""The contract of every lock: an act's answers go in, one of three outcomes comes out.

A lock closes each act. What closes it (a paper wheel, a phone, the host) differs; what it says does not:
it opens, or it names kindly the slip that was made and the box to look at again, or it says 'not yet'.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kitgen.errors import KitgenError
from kitgen.mechanisms.contract import Misreading, Piece
from kitgen.message import Message

CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
"""What answers are made of, in the order in which every ring shows it."""


class OutcomeKind(StrEnum):
    """What a lock can say."""

    OPENS = "opens"
    SLIP = "slip"  # one answer is a known misreading
    NOT_YET = "not-yet"  # anything else


@dataclass(frozen=True)
class Outcome:
    """What comes of trying a lock.

    Args:
        kind: whether it opens.
        box: the letter of the box to look at again, where a slip is known; two letters joined by `+` where
            one setting can come from a slip in either of two boxes.
        message: what to say about it, or None where the lock's own words are enough.
    """

    kind: OutcomeKind
    box: str = ""
    message: Message | None = None


OPENED = Outcome(OutcomeKind.OPENS)


@dataclass(frozen=True)
class BoxAnswer:
    """One answer of an act.

    Args:
        box: the letter of its box on the answer sheet.
        puzzle: the id of the puzzle it comes from.
        answer: the right answer, of `CHARACTERS` only.
        slips: its known misreadings.
        told_length: how many of its first characters may be asked for; a later one would tell how long an
            answer picked from printed ones is. None where all may be.
    """

    box: str
    puzzle: str
    answer: str
    slips: tuple[Misreading, ...] = ()
    told_length: int | None = None


@dataclass(frozen=True)
class LockPlan:
    """One lock: the answers that open it.

    Args:
        act: id of the act that it closes.
        number: its number in the night, from 1.
        boxes: the act's answers in the order of their boxes.
    """

    act: str
    number: int
    boxes: tuple[BoxAnswer, ...]

    def answers(self) -> dict[str, str]:
        """The right answer of every box."""
        return {box.box: box.answer for box in self.boxes}

    def check(self) -> None:
        """See that every kind of lock could hang on this plan.

        Raises:
            KitgenError: it has no answers, two boxes of one letter, or an answer with strange characters.
        """
        if not self.boxes:
            raise KitgenError(
                f"Lock {self.number} of act {self.act} has no answers; it needs at least one.",
                "Put a puzzle into the act, or leave the lock out.",
            )
        letters = [box.box for box in self.boxes]
        twice = sorted({letter for letter in letters if letters.count(letter) > 1})
        if twice:
            raise KitgenError(
                f"Act {self.act} has more than one box {', '.join(twice)}; letters must differ."
            )
        for box in self.boxes:
            strange = sorted(set(box.answer) - set(CHARACTERS))
            if strange or not box.answer:
                found = f"has {', '.join(map(repr, strange))}" if strange else "is empty"
                raise KitgenError(
                    f"Puzzle {box.puzzle} in act {self.act}: the answer of box {box.box} {found}; "
                    "a lock takes A to Z and 0 to 9."
                )


class Lock(ABC):
    """One way of closing all acts of a night."""

    @abstractmethod
    def outcome(self, plan: LockPlan, answers: Mapping[str, str]) -> Outcome:
        """What the lock says when these answers are tried.

        Args:
            plan: which lock.
            answers: what players wrote, by box.
        """

    @abstractmethod
    def pieces(self) -> tuple[Piece, ...]:
        """What is printed for it besides the answer sheet; nothing for a lock that is no paper."""

    def outcomes(self, plan: LockPlan) -> tuple[Outcome, ...]:
        """What comes of the right answers, then of each known slip with all other answers right."""
        right = plan.answers()
        tries = [right, *({**right, box.box: slip.answer} for box in plan.boxes for slip in box.slips)]
        return tuple(self.outcome(plan, answers) for answers in tries)


def see_opens(lock: Lock, plans: Sequence[LockPlan]) -> None:
    """See that a kind of lock opens by the right answers of every plan.

    Raises:
        KitgenError: one stays shut; the message names its act.
    """
    for plan in plans:
        opened, *_ = lock.outcomes(plan)
        if opened.kind is not OutcomeKind.OPENS:
            raise KitgenError(
                f"The lock of act {plan.act} stays shut by its own answers ({opened.kind}).",
                "This is a fault of kitgen: build with another seed, and report this one.",
            )
