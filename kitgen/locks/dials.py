"""Dials: which character of which answer turns which ring.

Two or three answers turn a ring each; a single answer turns two. Where there are more answers than rings,
the first rings take two answers each: a character of one is brought to stand at a character of the other
on the disc outside it. A ring's value is the place of the character at the arrow, or for a shared ring the
distance of the two characters: equal values are equal turns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from kitgen.errors import KitgenError
from kitgen.locks.contract import CHARACTERS, BoxAnswer, LockPlan
from kitgen.message import Message, message
from kitgen.rng import Rng

PLACES = len(CHARACTERS)
FEWEST_RINGS, MOST_RINGS = 2, 3
"""A fourth ring would cost a sheet of paper and two minutes with scissors; two answers can share one."""

MOST_BOXES = 2 * MOST_RINGS
NUMERALS = ("I", "II", "III")
LONGEST_ANSWER = 12
"""There are words for this many places ('12th')."""


@dataclass(frozen=True)
class Dial:
    """How one ring is set.

    Args:
        ring: its number from the rim inwards, from 1.
        box: the box whose character on this ring is brought to stand at the mark.
        position: which character of that box, from 1.
        against: box and position of the character to stand at on the disc outside this ring; None for the
            arrow.
    """

    ring: int
    box: str
    position: int
    against: tuple[str, int] | None = None

    def value(self, answers: Mapping[str, str]) -> int | None:
        """The ring's value by these answers; None where one has no such character."""
        own = _place(answers.get(self.box, ""), self.position)
        if own is None or self.against is None:
            return own
        other = _place(answers.get(self.against[0], ""), self.against[1])
        return None if other is None else (own - other) % PLACES

    def words(self) -> Message:
        """The line of the answer sheet that says how to set the ring."""
        numeral, place = NUMERALS[self.ring - 1], _ordinal(self.position)
        if self.against is None:
            return message("locks.dial.arrow", ring=numeral, place=place, box=self.box)
        mark: dict[str, str | Message]
        mark = {"mark": self.against[0], "mark_place": _ordinal(self.against[1])}
        if self.ring == 1:
            return message("locks.dial.rim", ring=numeral, place=place, box=self.box, **mark)
        outer = NUMERALS[self.ring - 2]
        return message("locks.dial.ring", ring=numeral, place=place, box=self.box, outer=outer, **mark)


def _ordinal(position: int) -> Message:
    return message(f"locks.place.p{position}")


def _place(answer: str, position: int) -> int | None:
    character = answer[position - 1 : position]
    return CHARACTERS.index(character) if character and character in CHARACTERS else None


def rings_needed(plan: LockPlan) -> int:
    """How many rings a lock turns: two or three."""
    return min(max(len(plan.boxes), FEWEST_RINGS), MOST_RINGS)


def choose_dials(plan: LockPlan, rng: Rng) -> tuple[Dial, ...]:
    """Dials, outer ring first, whose characters tell as many known slips as possible apart.

    Raises:
        KitgenError: more answers than rings can take, or an answer too short or too long for the rings.
    """
    if len(plan.boxes) > MOST_BOXES:
        raise KitgenError(
            f"Act {plan.act} has {len(plan.boxes)} answers; the wheel's lock takes {MOST_BOXES} at most.",
            "Split the act in two, or choose another kind of lock.",
        )
    for box in plan.boxes:
        if len(box.answer) > LONGEST_ANSWER:
            raise KitgenError(
                f"Act {plan.act}: the answer of box {box.box} ({box.puzzle}) has {len(box.answer)} "
                f"characters; the wheel's lock takes {LONGEST_ANSWER} at most."
            )
    if len(plan.boxes) == 1:
        return _two_of_one(plan, rng)
    return tuple(
        dial
        for ring, boxes in enumerate(_shares(plan.boxes), start=1)
        for dial in _best(boxes, [(_dial(ring, boxes, at),) for at in product(*map(_positions, boxes))], rng)
    )


def _shares(boxes: Sequence[BoxAnswer]) -> list[Sequence[BoxAnswer]]:
    """The boxes of each ring: two for the first rings where there are more boxes than rings."""
    shared = max(len(boxes) - MOST_RINGS, 0)
    pairs = [boxes[2 * i : 2 * i + 2] for i in range(shared)]
    return [*pairs, *([box] for box in boxes[2 * shared :])]


def _positions(box: BoxAnswer) -> range:
    most = len(box.answer) if box.told_length is None else min(len(box.answer), box.told_length)
    return range(1, most + 1)


def _dial(ring: int, boxes: Sequence[BoxAnswer], at: Sequence[int]) -> Dial:
    return Dial(ring, boxes[0].box, at[0], (boxes[1].box, at[1]) if len(boxes) == 2 else None)


def _two_of_one(plan: LockPlan, rng: Rng) -> tuple[Dial, ...]:
    box = plan.boxes[0]
    if len(box.answer) < FEWEST_RINGS:
        raise KitgenError(
            f"Act {plan.act}: its only answer, box {box.box} ({box.puzzle}), has one character; "
            "a lock turned by one answer takes two at least."
        )
    pairs = [(p, q) for p in _positions(box) for q in _positions(box) if p < q]
    choices = [(Dial(1, box.box, p), Dial(2, box.box, q)) for p, q in pairs]
    return _best([box], choices, rng)


def _best(boxes: Sequence[BoxAnswer], choices: Sequence[tuple[Dial, ...]], rng: Rng) -> tuple[Dial, ...]:
    """One of the choices that give the slips of these boxes the most different values."""
    right = {box.box: box.answer for box in boxes}
    wrong = [{**right, box.box: slip.answer} for box in boxes for slip in box.slips]

    def told_apart(dials: tuple[Dial, ...]) -> int:
        seen = {tuple(dial.value(answers) for dial in dials) for answers in wrong}
        return len({values for values in seen if None not in values} - {tuple(d.value(right) for d in dials)})

    most = max(map(told_apart, choices))
    return rng.choice([dials for dials in choices if told_apart(dials) == most])
