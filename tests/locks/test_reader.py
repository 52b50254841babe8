"""A second reader: what somebody learns who reads wheel, deck and answer sheet, and solves nothing.

The reader sees what is printed: the tracks, the windows, the dials, the names of all cards of a deck, the
signs under every box and their key, and whether an answer is a word or a number. It turns the wheel ring by
ring until a name stands in the windows, and asks `name_of` only what a look through a window tells.
"""

from __future__ import annotations

from itertools import product
from math import prod

import pytest

from kitgen.locks.contract import CHARACTERS, BoxAnswer, LockPlan, OutcomeKind
from kitgen.locks.wheel import Wheel, WheelLock, make_wheel
from kitgen.mechanisms.contract import Misreading
from kitgen.message import message
from kitgen.rng import Rng
from tests.locks.cases import night

SHAPES = [(2, 2, 1), (3, 1, 2), (3, 4, 3, 3, 3), (5, 1), (6, 2), (4, 3)]


def _turned(wheel: Wheel, lock: WheelLock, name: str) -> tuple[int, ...]:
    """The places at the arrow that show a name, found by turning one ring after the other."""
    numbers = name.split("-")
    found: list[int] = []
    for ring in range(len(numbers)):
        shown = [
            place
            for place in range(36)
            if wheel.name_of(lock, [*found, place]).split("-")[ring] == numbers[ring]
        ]
        assert len(shown) == 1
        found += shown
    return tuple(found)


def _open_at(wheel: Wheel, box: BoxAnswer, position: int) -> set[str]:
    """Characters that the sign and the sort leave open."""
    sign = wheel.signs.row(box.answer)[position - 1]
    digits = box.answer.isdigit()
    return {c for c in wheel.signs.characters(sign) if c.isdigit() == digits}


def _tuples(
    wheel: Wheel, lock: WheelLock, settings: tuple[int, ...]
) -> list[list[dict[tuple[str, int], str]]]:
    """Ring by ring: which characters at which places of which boxes would make this setting."""
    boxes = {box.box: box for box in lock.plan.boxes}
    out = []
    for i, dial in enumerate(lock.dials):
        own = _open_at(wheel, boxes[dial.box], dial.position)
        ways = []
        if dial.against is None:
            character = CHARACTERS[settings[i]]
            if character in own:
                ways.append({(dial.box, dial.position): character})
        else:
            # How far the ring stands turned against the disc outside it.
            outer = settings[i - 1] if i else 0
            others = _open_at(wheel, boxes[dial.against[0]], dial.against[1])
            for a, b in product(sorted(own), sorted(others)):
                if (CHARACTERS.index(a) - settings[i]) % 36 == (CHARACTERS.index(b) - outer) % 36:
                    ways.append({(dial.box, dial.position): a, dial.against: b})
        out.append(ways)
    return out


def _candidates(wheel: Wheel, lock: WheelLock, names: list[str]) -> dict[str, int]:
    """How many strings remain for every box of a lock, if one of these names opens it."""
    dialled: dict[str, set[tuple[tuple[int, str], ...]]] = {box.box: set() for box in lock.plan.boxes}
    for name in names:
        rings = _tuples(wheel, lock, _turned(wheel, lock, name))
        if not all(rings):
            continue  # a name that no answers with these signs could make
        for box in dialled:
            touching = [ways for ways in rings if any(key[0] == box for key in ways[0])]
            for combination in product(*touching):
                known = {key[1]: c for way in combination for key, c in way.items() if key[0] == box}
                dialled[box].add(tuple(sorted(known.items())))
    left = {}
    for answer in lock.plan.boxes:
        at = {position for known in dialled[answer.box] for position, _ in known}
        rest = [len(_open_at(wheel, answer, p)) for p in range(1, len(answer.answer) + 1) if p not in at]
        left[answer.box] = len(dialled[answer.box]) * prod(rest)
    return left


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("seed", range(8))
def test_all_names_and_signs_together_leave_every_answer_open(seed: int, sizes: tuple[int, ...]) -> None:
    wheel = make_wheel(night(seed, *sizes), Rng(str(seed), "locks"))
    for lock in wheel.locks:
        names = [wheel.name_of(lock, settings) for settings, _ in lock.entries]
        for box, left in _candidates(wheel, lock, names).items():
            right = lock.plan.answers()[box]
            assert left >= (10 if right.isdigit() else 1000), f"{right}: {left} strings left"


@pytest.mark.parametrize("sizes", SHAPES)
@pytest.mark.parametrize("seed", range(8))
def test_the_opening_card_gives_away_the_dialled_characters_and_no_more(
    seed: int, sizes: tuple[int, ...]
) -> None:
    wheel = make_wheel(night(seed, *sizes), Rng(str(seed), "locks"))
    for lock in wheel.locks:
        opening = next(s for s, outcome in lock.entries if outcome.kind is OutcomeKind.OPENS)
        left = _candidates(wheel, lock, [wheel.name_of(lock, opening)])
        for box in lock.plan.boxes:
            dialled = {d.position for d in lock.dials if d.box == box.box}
            dialled |= {d.against[1] for d in lock.dials if d.against and d.against[0] == box.box}
            others = [p for p in range(1, len(box.answer) + 1) if p not in dialled]
            assert left[box.box] >= prod(len(_open_at(wheel, box, p)) for p in others)
            assert left[box.box] >= 3


@pytest.mark.parametrize("seed", range(8))
def test_a_deck_names_many_values_and_hides_its_middle(seed: int) -> None:
    wheel = make_wheel(night(seed, 3, 4, 3, 2, 1, 6), Rng(str(seed), "locks"))
    for lock in wheel.locks:
        values = [_values(lock, settings) for settings, _ in lock.entries]
        right = next(_values(lock, s) for s, outcome in lock.entries if outcome.kind is OutcomeKind.OPENS)
        assert len(values) >= 6
        assert len(values) % 3 == 0
        for ring in range(len(lock.dials)):
            assert len({value[ring] for value in values}) >= 5

        def near(one: tuple[int, ...], deck: list[tuple[int, ...]] = values) -> int:
            return sum(sum(a != b for a, b in zip(one, other, strict=True)) == 1 for other in deck)

        rivals = [value for value in values if value != right and near(value) >= near(right)]
        assert rivals or len(values) >= 18


@pytest.mark.parametrize("seed", range(10))
def test_slips_around_the_opening_card_are_matched_by_decoys_around_another(seed: int) -> None:
    boxes = tuple(
        BoxAnswer(letter, letter, right, tuple(Misreading(wrong, message("m." + wrong)) for wrong in slips))
        for letter, right, slips in [
            ("A", "GARDEN", ("GARDAN", "GARDIN", "GARDON")),
            ("B", "CELLAR", ("CALLAR", "COLLAR", "CILLAR")),
        ]
    )
    (lock,) = make_wheel([LockPlan("act", 1, boxes)], Rng(str(seed), "locks")).locks
    values = [_values(lock, settings) for settings, _ in lock.entries]
    near = {one: sum(sum(a != b for a, b in zip(one, o, strict=True)) == 1 for o in values) for one in values}
    right = next(_values(lock, s) for s, outcome in lock.entries if outcome.kind is OutcomeKind.OPENS)
    assert near[right] == 4
    assert [one for one in values if one != right and near[one] >= 4]


def _values(lock: WheelLock, settings: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(
        (own - (settings[i - 1] if i and dial.against else 0)) % 36
        for i, (dial, own) in enumerate(zip(lock.dials, settings, strict=True))
    )
