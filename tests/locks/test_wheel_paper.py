"""The printed wheel, read as an eye reads it: which number lies under which window, and nothing beside it."""

from __future__ import annotations

import math

import pytest

from kitgen.locks.dials import NUMERALS, Dial
from kitgen.locks.wheel import make_wheel
from kitgen.locks.wheel_pieces import wheel_pieces
from kitgen.mechanisms.contract import PieceKind
from kitgen.rng import Rng
from kitgen.units import PAPERS, Box
from tests.locks.cases import night
from tests.locks.eye import WORDS, Point, discs_of, eye_on, seen_through, whole
from tests.locks.room import wheel_sheets

LETTER = PAPERS["letter"]


@pytest.mark.parametrize("sizes", [(2, 1), (3, 2), (4, 3), (6, 1)])
def test_windows_show_the_number_that_was_computed_and_no_part_of_another(sizes: tuple[int, ...]) -> None:
    wheel = make_wheel(night(7, *sizes), Rng("7", "locks"))
    discs = discs_of(wheel)
    rng = Rng("eye", *sizes)
    lock = max(wheel.locks, key=lambda lock: len(lock.dials))
    for _ in range(60):
        characters = [rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") for _ in range(wheel.rings)]
        turns = [0.0, *(-discs[i + 1].direction(c) for i, c in enumerate(characters))]
        settings = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".index(c) for c in characters]
        names = wheel.name_of(lock, settings).split("-")
        for ring, number in enumerate(names, start=1):
            assert whole(discs, turns, ring) == [number]
            assert seen_through(discs, turns, ring, 0.3) == [number]


@pytest.mark.parametrize("sizes", [(2, 1), (3, 2), (5, 3)])
def test_a_ring_that_is_almost_two_degrees_off_still_shows_its_number_whole_and_no_other(
    sizes: tuple[int, ...],
) -> None:
    wheel = make_wheel(night(7, *sizes), Rng("7", "locks"))
    discs = discs_of(wheel)
    for ring in range(1, wheel.rings + 1):
        off_deg = 1.3 if ring == 3 else 1.9  # the third track is too short for more
        for place in range(0, 360, 10):
            exact = [float(place) if i == ring else 0.0 for i in range(wheel.rings + 1)]
            (number,) = seen_through(discs, exact, ring, 0.0)
            for side in (-off_deg, off_deg):
                turns = [turn + (side if i == ring else 0.0) for i, turn in enumerate(exact)]
                # The eye sees type with its side bearings, some 0.1 mm of white on either side.
                assert whole(discs, turns, ring, -0.1) == [number]
                assert seen_through(discs, turns, ring, -0.1) == [number]


@pytest.mark.parametrize("seed", range(5))
def test_following_the_answer_sheet_word_for_word_shows_the_name_of_the_opening_card(seed: int) -> None:
    wheel = make_wheel(night(seed, 5, 6, 3, 1), Rng(str(seed), "locks"))
    discs = discs_of(wheel)
    for lock in wheel.locks:
        turns = [0.0] * (wheel.rings + 1)
        right = lock.plan.answers()
        for dial in lock.dials:
            own = discs[dial.ring].direction(right[dial.box][dial.position - 1])
            mark = 0.0
            if dial.against:
                box, position = dial.against
                mark = turns[dial.ring - 1] + discs[dial.ring - 1].direction(right[box][position - 1])
            turns[dial.ring] = mark - own
        shown = [whole(discs, turns, dial.ring) for dial in lock.dials]
        opening = lock.settings(right)
        assert opening is not None
        assert shown == [[number] for number in wheel.name_of(lock, opening).split("-")]


@pytest.mark.parametrize("sizes", [(2, 1), (3,), (4, 3), (6, 1)])
def test_the_wheel_fits_its_pages_and_all_is_legible(sizes: tuple[int, ...]) -> None:
    wheel = make_wheel(night(7, *sizes), Rng("7", "locks"))
    pieces = wheel_pieces(wheel)
    assert len(pieces) == 2
    # Each part fills most of a sheet.
    assert len(wheel_sheets(pieces, LETTER)) == len(pieces)
    for piece in pieces:
        assert piece.kind is PieceKind.PROP
        assert piece.width_mm <= 189
        eye = eye_on(piece)
        own = Box(0, 0, piece.width_mm, piece.height_mm)
        assert own.contains(eye.ink())
        assert own.contains(piece.outline.bounds() if piece.outline else own, slack_mm=0.01)
        assert all(own.contains(line.path.bounds()) for line in piece.lines)
        assert min(eye.sizes_pt) >= 8
        assert f"locks.group.{piece.group}" in WORDS


def test_outlines_on_one_page_do_not_touch() -> None:
    for sizes in [(2,), (3,)]:
        for piece in wheel_pieces(make_wheel(night(7, *sizes), Rng("7", "locks")))[1:]:
            assert piece.outline is not None
            parts: list[list[Point]] = []
            for op, values in piece.outline.segments:
                if op == "M":
                    parts.append([])
                parts[-1] += [(values[i], values[i + 1]) for i in range(0, len(values), 2)]
            for i, one in enumerate(parts):
                for other in parts[i + 1 :]:
                    # Control points of a circle lie outside it, so this errs on the safe side for boxes.
                    (ax, ay), (bx, by) = _centre(one), _centre(other)
                    assert math.hypot(ax - bx, ay - by) > _reach(one) + _reach(other) + 1.5


def _centre(points: list[Point]) -> Point:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _reach(points: list[Point]) -> float:
    return (max(x for x, _ in points) - min(x for x, _ in points)) / 2


def test_the_rim_has_characters_only_where_a_lock_asks_for_them() -> None:
    for sizes, rim in [((3, 2), False), ((5, 2), True)]:
        wheel = make_wheel(night(1, *sizes), Rng("1", "locks"))
        singles = [t for t in eye_on(wheel_pieces(wheel)[0]).texts if t in "ABCDEFGHJKLMNOPQRSTUVWXYZ"]
        assert wheel.has_rim is rim
        assert ("Q" in singles) is rim


def test_every_dial_has_words() -> None:
    seen = set()
    for dial in (Dial(1, "A", 2), Dial(1, "A", 12, ("B", 1)), Dial(3, "C", 4, ("D", 5)), Dial(2, "E", 1)):
        said = WORDS.say(dial.words())
        assert said.startswith(f"Ring {NUMERALS[dial.ring - 1]}: the ")
        assert f"box {dial.box}" in said
        seen.add(said)
    assert len(seen) == 4
    assert WORDS.say(Dial(1, "A", 2).words()) == "Ring I: the 2nd character of box A at the arrow"
