"""What wheel and cards look like to hands that cut them and eyes that leaf through them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from fontTools.ttLib import TTFont

from kitgen.canvas import Face, LineKind
from kitgen.locks.contract import LockPlan
from kitgen.locks.disc_drawing import NUMBER_MM_PER_PT, radii_mm
from kitgen.locks.leaf import HEIGHT_MM, TOP_MM, WIDTH_MM, leaf_entries
from kitgen.locks.wheel import NOT_YET_SENTENCES, NUMBERS, Wheel, make_wheel
from kitgen.locks.wheel_pieces import plate_centre_mm, ring_centres_mm, wheel_pieces
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box, mm_from_pt
from kitgen.words.catalogue import Catalogue
from tests.locks.cases import night
from tests.locks.eye import Eye, Point, corners_of, discs_of, eye_on, middle
from tests.locks.room import wheel_sheets

SHAPES = [(2, 1), (3,), (3, 2), (4, 3), (6, 1)]


def _wheel(sizes: tuple[int, ...]) -> Wheel:
    return make_wheel(night(7, *sizes), Rng("7", "locks"))


def _pivots(wheel: Wheel) -> dict[str, list[Point]]:
    """The middles of the discs on every piece."""
    pivots = {"plate": [plate_centre_mm(wheel)]}
    for name, x, y in ring_centres_mm(wheel).values():
        pivots.setdefault(name, []).append((x, y))
    return pivots


@pytest.mark.parametrize("sizes", SHAPES)
def test_no_dashed_circle_round_a_pivot_asks_for_a_hole(sizes: tuple[int, ...]) -> None:
    wheel = _wheel(sizes)
    pivots = _pivots(wheel)
    for piece in wheel_pieces(wheel):
        dashed = [s for s in eye_on(piece).strokes if s.dash and s.is_curved]
        for pivot in pivots[piece.id]:
            round_it = [
                math.dist(s.points[0], pivot)
                for s in dashed
                if max(math.dist(p, pivot) for p in s.points) - min(math.dist(p, pivot) for p in s.points) < 1
            ]
            assert not round_it


@pytest.mark.parametrize("sizes", SHAPES)
def test_no_line_on_the_plate_invites_scissors_to_cut_a_circle(sizes: tuple[int, ...]) -> None:
    wheel = _wheel(sizes)
    plate = wheel_pieces(wheel)[0]
    centre = plate_centre_mm(wheel)
    for stroke in eye_on(plate).strokes:
        around = [p for p in stroke.points if abs(math.dist(p, centre) - radii_mm(wheel)[0]) < 8]
        assert not (stroke.is_curved and len(around) == len(stroke.points))
    if not wheel.has_rim:
        # Beside the stitches along the plate's edge, nothing is drawn outside the disc but the arrow.
        radius = radii_mm(wheel)[0]
        outside = [s for s in eye_on(plate).strokes if math.dist(middle(s.points), centre) > radius]
        assert len(outside) == 1


@pytest.mark.parametrize("sizes", SHAPES)
def test_a_window_has_one_line_to_cut_and_room_for_a_knife(sizes: tuple[int, ...]) -> None:
    wheel = _wheel(sizes)
    for piece in wheel_pieces(wheel)[1:]:
        centres = _pivots(wheel)[piece.id]
        holes = [line.path for line in piece.lines if line.kind is LineKind.CUT]
        assert len(holes) == len(centres)
        for hole in holes:
            corners = corners_of(hole.segments)
            sides = [math.dist(a, b) for a, b in pairwise(corners)]
            assert min(sides[1::2]) >= 7.0 - 0.01
            assert sides[0] >= 4.8
            # Nothing else is stroked in or round it.
            around = math.dist(corners[0], middle(corners)) + 0.3
            for stroke in eye_on(piece).strokes:
                if len(stroke.points) > 2 and not stroke.is_curved:
                    near = [p for p in stroke.points if math.dist(p, middle(corners)) < around]
                    assert not near


@pytest.mark.parametrize("sizes", SHAPES)
def test_every_number_of_a_track_stands_on_a_bar(sizes: tuple[int, ...]) -> None:
    wheel = _wheel(sizes)
    pivots = _pivots(wheel)
    found = 0
    for piece in wheel_pieces(wheel):
        eye = eye_on(piece)
        bars = [s.points for s in eye.strokes if len(s.points) == 2]
        for text, corners in eye.seen:
            if len(text) != 2 or not text.isdigit():
                continue
            foot = middle(corners[:2])
            near = [bar for bar in bars if math.dist(middle(bar), foot) < 0.9]
            assert len(near) == 1
            # The foot points to the pivot, and the bar is as long as a number, within a millimetre.
            pivot = min(pivots[piece.id], key=lambda p: math.dist(p, foot))
            assert math.dist(middle(near[0]), pivot) < math.dist(foot, pivot)
            assert abs(math.dist(corners[0], corners[1]) - math.dist(near[0][0], near[0][1])) < 1
            found += 1
    assert found == 36 * wheel.rings == sum(len(disc.numbers()) for disc in discs_of(wheel))


@pytest.mark.parametrize("theme", ["midnight-thread", "harbour-lamp"])
def test_no_number_is_wider_than_windows_reckon_with(theme: str) -> None:
    font = TTFont(str(load_theme(theme).faces[Face.EXACT_BOLD]))
    advances, shapes, per_em = font["hmtx"], font["glyf"], font["head"].unitsPerEm

    def ink_mm(number: str, size_pt: float) -> float:
        first, last = (font.getBestCmap()[ord(digit)] for digit in number)
        left = advances[first][1]
        right = advances[first][0] + advances[last][1] + shapes[last].xMax - shapes[last].xMin
        return float((right - left) / per_em) * mm_from_pt(size_pt)

    assert max(ink_mm(number, 10.0) for number in NUMBERS) <= 10 * NUMBER_MM_PER_PT


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("sizes", SHAPES)
def test_all_words_fit_in_every_language_on_both_papers(language: str, sizes: tuple[int, ...]) -> None:
    words = Catalogue.load(language)
    wheel = _wheel(sizes)
    for paper in PAPERS.values():
        assert wheel_sheets(wheel_pieces(wheel), paper, language)
    for i, piece in enumerate(wheel_pieces(wheel)):
        eye = eye_on(piece, words)
        assert Box(0, 0, piece.width_mm, piece.height_mm).contains(eye.ink())
        assert min(eye.sizes_pt) >= 8
        if i == 0:
            said = " ".join(eye.texts)
            for key in ("turn", "look-up"):
                assert words.say(message(f"locks.wheel.{key}")) in said
            counts = {len(lock.dials) for lock in wheel.locks}
            number = f"r{wheel.rings}" if counts == {wheel.rings} else "some"
            assert words.say(message(f"locks.wheel.numbers.{number}")) in said


def test_not_yet_suits_one_answer_of_digits_in_any_story() -> None:
    for language, strange in {
        "en": ("more than one", "letter", "answers", "needle", "button", "door"),
        "de": ("mehr als eine", "Buchstab", "Lösungen", "Nadel", "Knopf", "Tür"),
    }.items():
        words = Catalogue.load(language)
        said = [words.say(message(f"locks.not-yet.s{i}")) for i in range(1, NOT_YET_SENTENCES + 1)]
        assert len(set(said)) == NOT_YET_SENTENCES
        for sentence in said:
            # It begins like a story, as what is read when a lock opens: stray eyes see no difference.
            assert not sentence.startswith({"en": "Not yet", "de": "Noch nicht"}[language])
            assert {"en": "Not yet: ", "de": "Noch nicht: "}[language] in sentence
            assert 24 <= len(sentence.split()) <= 36
            assert not [word for word in strange if word in sentence]


def _spoken(plans: tuple[LockPlan, ...]) -> list[LockPlan]:
    """The same plans, their slips with the longest thing a puzzle of this kit says."""
    longest = message("edge-wall.slip.halves-swapped")
    return [
        replace(
            plan,
            boxes=tuple(
                replace(box, slips=tuple(replace(slip, message=longest) for slip in box.slips))
                for box in plan.boxes
            ),
        )
        for plan in plans
    ]


def test_entries_are_sorted_and_keep_to_their_edges_and_look_alike() -> None:
    wheel = make_wheel(_spoken(night(4, 3, 1, 6)), Rng("4", "locks"))
    for lock in wheel.locks:
        cards = leaf_entries(wheel, lock, " ".join(["candle"] * 30), message("print.act-short", number=2))
        assert [card.name for card in cards] == sorted(card.name for card in cards)
        assert sum(card.kind.value == "opens" for card in cards) == 1
        tops: set[tuple[str, ...]] = set()
        looks: set[tuple[object, ...]] = set()
        for card in cards:
            eye = Eye()
            card.front(eye, Box(100, 50, WIDTH_MM, HEIGHT_MM))
            assert Box(100, 50, WIDTH_MM, HEIGHT_MM).contains(eye.ink())
            assert min(eye.sizes_pt) >= 8
            # Everything in the strip over an entry, but the name.
            top = [text for text, corners in eye.seen if middle(corners)[1] < 50 + TOP_MM]
            assert top[0] == card.name
            tops.add(tuple(top[1:]))
            if card.box:
                assert f"box {card.box}" in " ".join(eye.texts)
            below = eye.looks[len(top) :]
            assert len(set(below)) == 1
            _, first = eye.seen[len(top)]
            looks.add((below[0], first[0], len(eye.strokes)))
        assert len(tops) == 1
        # One typeface, size and colour, one place to begin, no line of its own: nothing betrays what opens.
        assert len(looks) == 1
