"""Every setting of every lock: one opens, known slips are named, all else is 'not yet'."""

from __future__ import annotations

from itertools import product
from math import prod

import numpy as np
import pytest

from kitgen.errors import KitgenError
from kitgen.locks.contract import BoxAnswer, LockPlan, Outcome, OutcomeKind
from kitgen.locks.dials import PLACES, Dial, rings_needed
from kitgen.locks.paper import PaperLock
from kitgen.locks.signs import Sign, Signs
from kitgen.locks.wheel import NUMBERS, Wheel, WheelLock, make_wheel
from kitgen.mechanisms.contract import Misreading
from kitgen.message import message
from kitgen.rng import Rng
from tests.locks.cases import night, plan

SHAPES = [(2, 2, 1), (3, 1, 2), (3, 4, 3, 3, 3), (5, 1), (6, 2), (4, 3)]


def _wheel(seed: int, *sizes: int) -> Wheel:
    return make_wheel(night(seed, *sizes), Rng(str(seed), "locks"))


def _slips_by_hand(wheel: Wheel, lock: WheelLock) -> dict[tuple[int, ...], set[tuple[str, str]]]:
    """For every setting that a slip leads to: which boxes' slips lead there, and what they would say."""
    right = lock.plan.answers()
    found: dict[tuple[int, ...], set[tuple[str, str]]] = {}
    for box in lock.plan.boxes:
        told: list[tuple[int, ...]] = []
        for slip in box.slips:
            settings = lock.settings({**right, box.box: slip.answer})
            if settings is None or settings == lock.settings(right):
                continue
            if settings not in told:
                told.append(settings)
            # Two settings of a box have cards; further ones are 'not yet'.
            if settings in told[:2]:
                found.setdefault(settings, set()).add((box.box, slip.message.key))
    return found


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("seed", range(4))
def test_of_all_settings_one_opens_and_known_slips_say_so_and_the_rest_is_not_yet(
    seed: int, sizes: tuple[int, ...]
) -> None:
    wheel = _wheel(seed, *sizes)
    for lock in wheel.locks:
        right = lock.settings(lock.plan.answers())
        slips = _slips_by_hand(wheel, lock)
        rings = len(lock.dials)
        # With four rings every setting that has a card, and a plane of those that have none.
        ranges = [range(PLACES)] * min(rings, 3 if seed == 0 else 2)
        settings = {s + (right or ())[len(s) :] for s in product(*ranges)} | {s for s, _ in lock.entries}
        for setting in settings:
            outcome = wheel.outcome(lock, setting)
            if setting == right:
                assert outcome.kind is OutcomeKind.OPENS
            elif setting in slips:
                assert outcome.kind is OutcomeKind.SLIP
                assert set(outcome.box.split("+")) == {box for box, _ in slips[setting]}
                if len(slips[setting]) == 1:
                    assert outcome.message is not None
                    assert outcome.message.key == next(iter(slips[setting]))[1]
            else:
                assert outcome.kind is OutcomeKind.NOT_YET
        opens = [s for s, outcome in lock.entries if outcome.kind is OutcomeKind.OPENS]
        assert opens == [right]
        assert slips.keys() <= {s for s, _ in lock.entries}


@pytest.mark.parametrize("sizes", SHAPES)
def test_no_two_settings_have_one_name(sizes: tuple[int, ...]) -> None:
    wheel = _wheel(5, *sizes)
    for lock in wheel.locks:
        rings = min(len(lock.dials), 3)
        short = WheelLock(lock.plan, lock.dials[:rings], ())
        names = {wheel.name_of(short, setting) for setting in product(range(PLACES), repeat=rings)}
        assert len(names) == PLACES**rings


def test_no_two_of_all_settings_of_three_rings_have_one_name() -> None:
    wheel = _wheel(5, 3)
    tracks = [np.array([int(number) for number in track]) for track in wheel.tracks]
    places = np.indices((PLACES,) * 3).reshape(3, -1)
    code = np.zeros(places.shape[1], dtype=np.int64)
    for ring in range(3):
        outer = places[ring - 1] if ring else 0
        code = code * 100 + tracks[ring][(wheel.windows[ring] - places[ring] + outer) % PLACES]
    assert len(np.unique(code)) == PLACES**3
    for at in (0, 12345, 40_000):
        name = wheel.name_of(wheel.locks[0], [int(p) for p in places[:, at]])
        assert int(name.replace("-", "")) == code[at]


@pytest.mark.parametrize("sizes", SHAPES)
def test_a_blind_turn_opens_nothing(sizes: tuple[int, ...]) -> None:
    for lock in _wheel(1, *sizes).locks:
        opening = sum(outcome.kind is OutcomeKind.OPENS for _, outcome in lock.entries)
        assert opening / PLACES ** len(lock.dials) < 1 / 100
        assert lock.reading() == message("locks.read", count=rings_needed(lock.plan))


def test_numbers_cannot_be_read_upside_down() -> None:
    turned = {"0": "0", "1": "1", "8": "8", "6": "9", "9": "6"}
    for number in NUMBERS:
        assert not set(number) <= turned.keys()
        assert not set(number) & {"6", "9"}
    assert len(set(NUMBERS)) == len(NUMBERS) >= PLACES
    for track in _wheel(2, 4).tracks:
        assert len(set(track)) == PLACES == len(track)


def test_the_worked_example_of_the_wheel() -> None:
    plate = ["23" if i == 34 else f"p{i}" for i in range(PLACES)]
    first = ["57" if i == 15 else f"q{i}" for i in range(PLACES)]
    box = BoxAnswer("A", "puzzle", "CX")
    dials = (Dial(1, "A", 1), Dial(2, "A", 2))
    lock = WheelLock(LockPlan("act", 1, (box,)), dials, ())
    signs = Signs((Sign.MOON,) * PLACES)
    wheel = Wheel((tuple(plate), tuple(first)), (0, 0), (lock,), signs)
    assert lock.settings({"A": "CX"}) == (2, 23)
    assert wheel.name_of(lock, (2, 23)) == "23-57"


def test_a_shared_ring_is_turned_against_the_disc_outside_it() -> None:
    lock = WheelLock(
        night(0, 6)[0], (Dial(1, "A", 1, ("B", 1)), Dial(2, "C", 2, ("D", 1)), Dial(3, "E", 1)), ()
    )
    # A on the rim's C: two places back of the arrow stands 'A', so the arrow sees the 9.
    assert lock.settings({"A": "C", "B": "E", "C": "XF", "D": "B", "E": "Z"}) == (34, (34 + 4) % 36, 25)
    assert lock.settings({"A": "C", "B": "E", "C": "X", "D": "B", "E": "Z"}) is None


def test_the_same_plans_and_seed_make_the_same_wheel_and_another_seed_another() -> None:
    assert _wheel(3, 2, 4) == _wheel(3, 2, 4)
    plans = night(3, 2, 4)
    assert make_wheel(plans, Rng("other", "locks")) != make_wheel(plans, Rng("3", "locks"))


def test_one_more_act_changes_no_earlier_dial() -> None:
    rng = Rng("x")
    first, second = plan("one", 1, "AB", rng), plan("two", 2, "CD", rng)
    alone = make_wheel([first], Rng("s", "locks"))
    both = make_wheel([first, second], Rng("s", "locks"))
    assert alone.locks[0].dials == both.locks[0].dials


@pytest.mark.parametrize(
    ("boxes", "words"),
    [
        (tuple(BoxAnswer(c, f"p{c}", "ECHO") for c in "ABCDEFG"), "attic has 7 answers.* 6 at most"),
        ((), "attic has no answers"),
        ((BoxAnswer("A", "p", "E"),), "attic.*box A .p. has one character|has one character"),
        ((BoxAnswer("A", "p", "ÉCHO"),), "box A has 'É'"),
        ((BoxAnswer("A", "p", "ECHO"), BoxAnswer("A", "q", "HUSH")), "more than one box A"),
        ((BoxAnswer("A", "p", "ABCDEFGHIJKLM"), BoxAnswer("B", "q", "HUSH")), "13 characters.*12 at most"),
    ],
)
def test_plans_that_the_wheel_cannot_hold_are_named(boxes: tuple[BoxAnswer, ...], words: str) -> None:
    with pytest.raises(KitgenError, match=words):
        make_wheel([LockPlan("attic", 1, boxes)], Rng("s"))


def test_dials_choose_the_character_that_tells_most_slips() -> None:
    slips = tuple(Misreading(w, message("m." + w)) for w in ("GARDAN", "GARDIN", "GARDON"))
    boxes = (BoxAnswer("A", "p", "GARDEN", slips), BoxAnswer("B", "q", "HUSH"))
    for seed in range(5):
        wheel = make_wheel([LockPlan("act", 1, boxes)], Rng(str(seed)))
        assert wheel.locks[0].dials[0] == Dial(1, "A", 5)


def test_slips_that_turn_the_rings_alike_say_only_what_is_true_of_all() -> None:
    # Each slip changes the one character there is to dial.
    same = (Misreading("B", message("m.one")), Misreading("B", message("m.two")))
    boxes = (BoxAnswer("A", "p", "A", same), BoxAnswer("B", "q", "HUSH"))
    paper = PaperLock(make_wheel([LockPlan("act", 1, boxes)], Rng("s")))
    outcome = paper.outcome(paper.wheel.locks[0].plan, {"A": "B", "B": "HUSH"})
    assert outcome == Outcome(OutcomeKind.SLIP, "A", message("locks.slip.perhaps", slip=message("m.one")))
    # The same words by two ways need no 'perhaps'.
    twice = (Misreading("B", message("m.one")), Misreading("BB", message("m.one")))
    plans = [LockPlan("act", 1, (BoxAnswer("A", "p", "A", twice), BoxAnswer("B", "q", "HUSH")))]
    paper = PaperLock(make_wheel(plans, Rng("s")))
    outcome = paper.outcome(plans[0], {"A": "B", "B": "HUSH"})
    assert outcome == Outcome(OutcomeKind.SLIP, "A", message("m.one"))
    # On a shared ring, A too far and B too near are one turn.
    five = [
        BoxAnswer("A", "p", "C", (Misreading("D", message("m.one")),)),
        BoxAnswer("B", "q", "M", (Misreading("L", message("m.two")),)),
        *(BoxAnswer(c, c, "HUSH") for c in "CDE"),
    ]
    paper = PaperLock(make_wheel([LockPlan("act", 1, tuple(five))], Rng("s")))
    plan_ = paper.wheel.locks[0].plan
    assert paper.outcome(plan_, {**plan_.answers(), "A": "D"}).box == "A+B"
    assert paper.outcome(plan_, {**plan_.answers(), "B": "L"}).message == message("locks.slip.either")


def test_paper_keeps_the_contract_of_locks() -> None:
    wheel = _wheel(6, 3, 2)
    paper = PaperLock(wheel)
    for lock in wheel.locks:
        outcomes = paper.outcomes(lock.plan)
        assert outcomes[0].kind is OutcomeKind.OPENS
        assert len(outcomes) == 1 + sum(len(box.slips) for box in lock.plan.boxes)
    assert [piece.id for piece in paper.pieces()] == ["plate", "rings"]
    assert prod(len(lock.entries) for lock in wheel.locks) >= 36
