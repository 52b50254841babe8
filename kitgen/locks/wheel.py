"""The button wheel: one for the whole night, whose windows name an entry.

**What players do.** A plate carries two or three rings on one pivot, each smaller than the one below it. All
rings show A to Z and 0 to 9. The answer sheet says which character of which answer to bring to the arrow on
which ring. Each ring has one window, and through it a two-digit number of the disc below is seen. The
numbers, from the rim inwards, are the name of one entry in the act's leaf: it opens the lock, says kindly
which box to look at again, or says 'not yet'. No entry of that name: not yet either.

**Why it gives nothing away.** A track bears 36 different numbers in random order, so the numbers seen and the
turns that show them are in one to one relation: exactly one turn of the rings names the opening entry (one of
1,296 with two rings, and fewer with more), and a name by itself says only which turns show it. The leaf
names turns that are wrong in plausible ways beside the right one (`kitgen.locks.decoys`).

**A worked example**, with two rings, both windows at place 0 (`A`). The plate's track reads 23 at place 34,
ring I's track reads 57 at place 15. Ring I is turned until `C` (place 2) stands at the arrow: its window has
moved two places back and shows place 34 of the plate: 23. Ring II is turned to `X` (place 23): its window is
23 places back of the arrow, 21 behind ring I's `A`, and shows place 15 of ring I.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kitgen.locks.contract import OPENED, LockPlan, Outcome, OutcomeKind
from kitgen.locks.decoys import decoy_values
from kitgen.locks.dials import FEWEST_RINGS, PLACES, Dial, choose_dials, rings_needed
from kitgen.locks.signs import Signs, make_signs
from kitgen.message import Message, message
from kitgen.rng import Rng

NUMBERS = tuple(
    first + second
    for first in "1234578"
    for second in "01234578"
    if not {first, second} <= set("018")  # 18 turned round is 81
)
"""What a track may bear: two digits without 6 and 9, never read upside down as another number."""

NOT_YET_SENTENCES = 4
"""How many sentences there are for entries that say 'not yet': `locks.not-yet.s1` and so on."""

TYPICAL_SLIPS = 2
"""Settings by slips of one box that have an entry: each asks for a decoy beside it, and paper is dear. A
mechanism names the most typical slips first; the signs under the boxes catch all of them."""

NO_ENTRY = Outcome(OutcomeKind.NOT_YET, message=message("locks.no-entry"))
"""What a name says that no entry has."""


@dataclass(frozen=True)
class WheelLock:
    """One act's lock on the wheel.

    Args:
        plan: the act and its answers.
        dials: how each ring it uses is set, outermost first.
        entries: the settings that have an entry (the place at the arrow, ring by ring) with what it says, in
            no order that means anything.
    """

    plan: LockPlan
    dials: tuple[Dial, ...]
    entries: tuple[tuple[tuple[int, ...], Outcome], ...]

    @cached_property
    def _outcomes(self) -> Mapping[tuple[int, ...], Outcome]:
        return dict(self.entries)

    def at(self, settings: Sequence[int]) -> Outcome:
        """What comes of one setting of this lock's rings."""
        return self._outcomes.get(tuple(settings), NO_ENTRY)

    def reading(self) -> Message:
        """The line of the answer sheet that says which windows name the entry."""
        return message("locks.read", count=len(self.dials))

    def settings(self, answers: Mapping[str, str]) -> tuple[int, ...] | None:
        """Where the rings come to stand by these answers, as places at the arrow; None where a character
        that a dial asks for is missing."""
        values = [dial.value(answers) for dial in self.dials]
        known = [value for value in values if value is not None]
        return places(self.dials, known) if len(known) == len(values) else None


@dataclass(frozen=True)
class Wheel:
    """The wheel of a night, with the signs of its answer sheet.

    Args:
        tracks: the hidden numbers by place: the plate's, then each ring's but the innermost's.
        windows: the place of each ring's window, outermost first.
        locks: the locks in the order of their acts.
        signs: which sign stands under which character.
    """

    tracks: tuple[tuple[str, ...], ...]
    windows: tuple[int, ...]
    locks: tuple[WheelLock, ...]
    signs: Signs

    @property
    def rings(self) -> int:
        """How many rings lie on the plate."""
        return len(self.windows)

    @property
    def has_rim(self) -> bool:
        """Whether a lock sets ring I against a scale of characters on the plate's rim."""
        return any(dial.ring == 1 and dial.against for lock in self.locks for dial in lock.dials)

    def lock_of(self, plan: LockPlan) -> WheelLock:
        """The lock that was made for a plan."""
        return next(lock for lock in self.locks if lock.plan == plan)

    def name_of(self, lock: WheelLock, settings: Sequence[int]) -> str:
        """The name in the windows of the lock's rings, such as `23-07`.

        Args:
            lock: says how many windows are read.
            settings: the place that stands at the arrow, ring by ring from the rim.
        """
        outer, numbers = 0, []
        for ring, place in enumerate(settings[: len(lock.dials)]):
            numbers.append(self.tracks[ring][(self.windows[ring] - place + outer) % PLACES])
            outer = place
        return "-".join(numbers)

    def outcome(self, lock: WheelLock, settings: Sequence[int]) -> Outcome:
        """What the entry says that a setting names, or that no entry has that name."""
        return lock.at(settings)


def places(dials: Sequence[Dial], values: Sequence[int]) -> tuple[int, ...]:
    """Rings' values as places at the arrow: a shared ring is turned against the disc outside it."""
    out: list[int] = []
    for dial, value in zip(dials, values, strict=True):
        outer = out[-1] if out and dial.against else 0
        out.append((value + outer) % PLACES)
    return tuple(out)


def make_wheel(plans: Sequence[LockPlan], rng: Rng) -> Wheel:
    """The wheel and the signs for all locks of a night.

    Raises:
        KitgenError: a plan cannot be such a lock, or no signs tell all slips; names the act or puzzle.
    """
    for plan in plans:
        plan.check()
    rings = max(map(rings_needed, plans), default=FEWEST_RINGS)
    signs = make_signs(plans, rng.derive("signs"))
    tracks = rng.derive("tracks")
    return Wheel(
        tracks=tuple(tuple(tracks.sample(NUMBERS, PLACES)) for _ in range(rings)),
        windows=tuple(tracks.below(PLACES) for _ in range(rings)),
        locks=tuple(_lock(plan, signs, rng.derive("lock", plan.act)) for plan in plans),
        signs=signs,
    )


def _lock(plan: LockPlan, signs: Signs, rng: Rng) -> WheelLock:
    dials = choose_dials(plan, rng)
    known = _known(plan, dials)
    sentences = rng.shuffled(range(1, NOT_YET_SENTENCES + 1))
    for i, values in enumerate(decoy_values(plan, dials, list(known), signs, rng)):
        said = message(f"locks.not-yet.s{sentences[i % len(sentences)]}")
        known[values] = Outcome(OutcomeKind.NOT_YET, message=said)
    entries = [(places(dials, values), outcome) for values, outcome in known.items()]
    return WheelLock(plan, dials, tuple(rng.shuffled(entries)))


def _known(plan: LockPlan, dials: Sequence[Dial]) -> dict[tuple[int, ...], Outcome]:
    """What the right answers and each known slip lead to, by the rings' values; the right ones first."""
    right = plan.answers()
    opening = _values(dials, right)
    assert opening is not None  # dials are chosen on the right answers
    slips: dict[tuple[int, ...], list[Outcome]] = {}
    for box in plan.boxes:
        told: set[tuple[int, ...]] = set()
        for slip in box.slips:
            values = _values(dials, {**right, box.box: slip.answer})
            if values is None or values == opening or (len(told) == TYPICAL_SLIPS and values not in told):
                continue
            told.add(values)
            slips.setdefault(values, []).append(Outcome(OutcomeKind.SLIP, box.box, slip.message))
    return {opening: OPENED, **{values: _joined(found) for values, found in slips.items()}}


def _values(dials: Sequence[Dial], answers: Mapping[str, str]) -> tuple[int, ...] | None:
    values = [dial.value(answers) for dial in dials]
    known = tuple(value for value in values if value is not None)
    return known if len(known) == len(values) else None


def _joined(found: Sequence[Outcome]) -> Outcome:
    """One outcome for slips that turn the rings alike: only what is true of all of them is said.

    Of one box's slips the first is the most typical; it is told with a 'perhaps'.
    """
    boxes = list(dict.fromkeys(outcome.box for outcome in found))
    said = found[0].message
    assert said is not None  # slips say what went wrong
    if len(boxes) > 1:
        return Outcome(OutcomeKind.SLIP, "+".join(boxes), message("locks.slip.either"))
    if any(outcome.message != said for outcome in found):
        return Outcome(OutcomeKind.SLIP, boxes[0], message("locks.slip.perhaps", slip=said))
    return found[0]
