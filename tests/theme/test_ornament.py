"""Ornament by rule: inside its box, the same every time, evenly spaced, nothing touching."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.canvas import Canvas, Path, Role
from kitgen.errors import LayoutError
from kitgen.theme import ornament
from kitgen.theme.frames import length_mm
from kitgen.theme.ornament import Bond, bricks_in, scattered, steps_along, tendril, vine_leaves
from kitgen.units import Box
from tests.doubles import RecordingCanvas

BOX = Box(11, 7, 83, 46)
WAVE = Path.smooth([(20, 40), (35, 20), (50, 45), (70, 15)])


def stars_apart(canvas: Canvas, box: Box) -> None:
    ornament.stars(canvas, box, "sky", spacing_mm=4)


def snow_apart(canvas: Canvas, box: Box) -> None:
    ornament.snow(canvas, box, "winter", spacing_mm=4)


def edged_wall(canvas: Canvas, box: Box) -> None:
    ornament.brick_wall(canvas, box, stroke=Role.INK, width_mm=0.35)


def round_wall(canvas: Canvas, box: Box) -> None:
    ornament.brick_wall(canvas, Path.ellipse(box.centre_x_mm, box.centre_y_mm, 30, 20))


DRAWINGS: dict[str, Callable[[Canvas, Box], None]] = {
    "wall": ornament.brick_wall,
    "wall with edges": edged_wall,
    "round wall": round_wall,
    "stars": stars_apart,
    "snow": snow_apart,
}

boxes = st.builds(
    Box,
    st.floats(-50, 200),
    st.floats(-50, 200),
    st.floats(1, 120),
    st.floats(1, 90),
)


@pytest.mark.parametrize("name", DRAWINGS)
def test_ornament_stays_inside_its_box_and_reaches_most_of_it(name: str) -> None:
    canvas = RecordingCanvas()
    DRAWINGS[name](canvas, BOX)
    ink = canvas.ink()
    assert BOX.contains(ink)
    assert ink.width_mm > BOX.width_mm * 0.7
    assert ink.height_mm > BOX.height_mm * 0.7


@pytest.mark.parametrize("name", DRAWINGS)
def test_ornament_is_the_same_every_time(name: str) -> None:
    first, second = RecordingCanvas(), RecordingCanvas()
    DRAWINGS[name](first, BOX)
    DRAWINGS[name](second, BOX)
    assert first.log == second.log


@pytest.mark.parametrize("name", DRAWINGS)
def test_many_things_are_drawn_by_a_few_calls(name: str) -> None:
    canvas = RecordingCanvas()
    DRAWINGS[name](canvas, BOX)
    assert sum(line.startswith("draw") for line in canvas.log) <= 2


@pytest.mark.parametrize("name", DRAWINGS)
@pytest.mark.parametrize("box", [Box(5, 5, 0, 20), Box(5, 5, 0.1, 0.1), Box(5, 5, 40, 0)], ids=str)
def test_a_box_without_room_gets_no_ornament_outside_it(name: str, box: Box) -> None:
    if name == "round wall":
        return
    canvas = RecordingCanvas()
    DRAWINGS[name](canvas, box)
    assert not canvas.extremes or box.contains(canvas.ink(), slack_mm=0.01)


# --- bricks


@given(box=boxes)
def test_bricks_lie_inside_the_wall_and_never_on_each_other(box: Box) -> None:
    wall = bricks_in(box, Bond(12, 6, 1))
    assert all(box.contains(brick) for brick in wall)
    for one, other in combinations(wall, 2):
        across = min(one.right_mm, other.right_mm) - max(one.x_mm, other.x_mm)
        down = min(one.bottom_mm, other.bottom_mm) - max(one.y_mm, other.y_mm)
        assert across < 1e-6 or down < 1e-6


def test_joints_are_as_wide_as_asked_for_and_never_meet_those_of_the_next_course() -> None:
    wall = bricks_in(Box(0, 0, 100, 60), Bond(10, 5, 0.8))
    courses: dict[float, list[Box]] = {}
    for brick in wall:
        courses.setdefault(round(brick.y_mm, 6), []).append(brick)
    for course in courses.values():
        gaps = [right.x_mm - left.right_mm for left, right in pairwise(course)]
        assert gaps == pytest.approx([0.8] * len(gaps))
    for upper, lower in pairwise(courses[y] for y in sorted(courses)):
        ends = {round(brick.right_mm, 3) for brick in upper} - {100.0}
        assert not ends & {round(brick.right_mm, 3) for brick in lower}


def test_walls_of_one_origin_go_on_in_each_other() -> None:
    bond = Bond(10, 5, 0.8, (3, 4))
    whole = bricks_in(Box(0, 0, 120, 50), bond)
    part = [
        brick for brick in bricks_in(Box(30, 12, 60, 30), bond) if brick.x_mm > 31 and brick.right_mm < 89
    ]
    inner = [brick for brick in part if brick.y_mm > 13 and brick.bottom_mm < 41]
    assert len(inner) > 12
    assert set(inner) <= set(whole)


def test_a_wall_in_a_path_is_clipped_to_it() -> None:
    canvas = RecordingCanvas()
    round_wall(canvas, BOX)
    assert [line.split()[0] for line in canvas.log] == ["clip", "draw", "unclip"]


def test_bricks_thinner_than_their_joints_are_refused() -> None:
    with pytest.raises(LayoutError, match="leave no brick"):
        Bond(9, 0.5, 0.7)


def test_a_wall_of_too_many_bricks_is_refused_before_it_is_laid() -> None:
    with pytest.raises(LayoutError, match="more than 4000"):
        bricks_in(Box(0, 0, 2000, 2000), Bond(1, 0.5, 0.1))


# --- things strewn over a box


@given(box=boxes, spacing=st.floats(0.5, 20), label=st.text(max_size=8))
def test_strewn_places_keep_their_distance_and_their_box(box: Box, spacing: float, label: str) -> None:
    places = scattered(box, spacing, label, most=40)
    assert 1 <= len(places) <= 40
    assert all(box.contains(Box(x, y, 0, 0)) for x, y in places)
    # Every pair, without the grid that the places were found with.
    assert all(math.dist(one, other) >= spacing - 1e-9 for one, other in combinations(places, 2))


def test_another_label_strews_otherwise() -> None:
    assert scattered(BOX, 5, "one") != scattered(BOX, 5, "two")


def test_nothing_is_strewn_where_it_must_stay_clear() -> None:
    clear = Box(30, 10, 40, 30)
    places = scattered(BOX, 3, "sky", keep_clear=(clear,))
    assert len(places) > 30
    assert not any(30 <= x <= 70 and 10 <= y <= 40 for x, y in places)


@pytest.mark.parametrize("spacing", [0.0, -1.0, math.nan])
def test_a_spacing_that_is_none_is_refused(spacing: float) -> None:
    with pytest.raises(LayoutError, match="room between them"):
        scattered(BOX, spacing, "sky")


# --- along a path


def test_steps_along_a_bent_path_are_evenly_spaced_round_its_corners() -> None:
    bent = Path.polyline([(0, 0), (10, 0), (10, 10)])
    got = [(round(x, 6), round(y, 6)) for x, y, _ in steps_along(bent, 4, 1)]
    assert got == [(1, 0), (5, 0), (9, 0), (10, 3), (10, 7)]


def test_steps_along_a_circle_point_along_it() -> None:
    for x, y, angle in steps_along(Path.circle(0, 0, 20), 7):
        assert math.hypot(x, y) == pytest.approx(20, abs=0.1)
        # The radius and the direction of travel stand upright on each other.
        assert abs(x * math.cos(angle) + y * math.sin(angle)) < 20 * math.sin(math.radians(6))


@pytest.mark.parametrize("step", [0.0, -2.0, math.nan])
def test_steps_that_lead_nowhere_are_refused(step: float) -> None:
    with pytest.raises(LayoutError, match="longer than nothing"):
        list(steps_along(WAVE, step))


@given(st.floats(1, 8), st.floats(2, 9))
def test_a_vines_leaves_stay_within_a_leaf_of_its_stem(leaf_mm: float, spacing: float) -> None:
    stem = WAVE.bounds()
    for leaf in vine_leaves(WAVE, leaf_mm, spacing):
        # Handles reach a little beyond the leaf that they bend.
        assert stem.inset(-leaf_mm * 1.1).contains(leaf.bounds())


def test_a_vine_has_a_leaf_every_so_many_mm_by_turns_left_and_right_and_one_at_its_tip() -> None:
    stem = Path.line(0, 0, 60, 0)
    *side, tip = vine_leaves(stem, 4, 5)
    assert len(side) == 12
    tips = [leaf.segments[1][1][-2:] for leaf in side]
    assert [y < 0 for _, y in tips] == [True, False] * 6
    assert tip.segments[1][1][-2:] == pytest.approx((60 + 4 * 0.6, 0))
    sizes = [math.dist(leaf.segments[0][1], end) for leaf, end in zip(side, tips, strict=True)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_tendril_climbs_from_its_foot_to_its_height_and_no_further_aside_than_its_sway() -> None:
    stem = tendril(10, 100, 50, 3, 5)
    assert stem.segments[0][1] == (10, 100)
    assert stem.segments[-1][1][-2:] == (10, 50)
    assert Box(6.5, 49, 7, 52).contains(stem.bounds())
    assert length_mm(stem) > 55
