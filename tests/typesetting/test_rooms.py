"""Rows are shared out among rooms in order, paragraphs kept whole or split with two rows on each side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Typography
from kitgen.errors import LayoutError
from kitgen.typesetting.rooms import Row, height_mm, paragraph_rows, share_out, spread
from kitgen.typesetting.sections import Section, Sections, fit_sections, try_sections
from kitgen.units import Box
from tests.doubles import FixedMetrics, RecordingCanvas

METRICS = FixedMetrics()
PARAGRAPHS = st.lists(st.integers(1, 9), min_size=1, max_size=6)


def rows_of(counts: list[int]) -> list[Row]:
    return [row for count in counts for row in paragraph_rows(["words"] * count, 4.0, 1.0)]


@given(PARAGRAPHS, st.lists(st.floats(4, 60), min_size=1, max_size=4))
@settings(derandomize=True, deadline=None)
def test_rooms_hold_all_rows_and_none_is_too_full(counts: list[int], heights: list[float]) -> None:
    rows = rows_of(counts)
    found = spread(rows, heights)
    if found is None:
        return
    assert sum(found) == len(rows)
    start = 0
    for number, count in enumerate(found):
        room = heights[min(number, len(heights) - 1)]
        assert height_mm(rows[start : start + count]) <= room + 1e-6
        start += count


@given(PARAGRAPHS, st.floats(16, 60))
@settings(derandomize=True, deadline=None)
def test_a_split_paragraph_has_two_rows_on_each_side(counts: list[int], height: float) -> None:
    found = spread(rows_of(counts), [height])
    assert found is not None
    starts = {sum(counts[:i]): counts[i] for i in range(len(counts))}
    end = 0
    for count in found[:-1]:
        end += count
        start = max(place for place in starts if place <= end)
        above, below = end - start, starts[start] - (end - start)
        assert above == 0 or (above >= 2 and below >= 2)


@given(PARAGRAPHS, st.floats(16, 60), st.integers(1, 5))
@settings(derandomize=True, deadline=None)
def test_sharing_out_fits_whenever_filling_up_does(counts: list[int], height: float, rooms: int) -> None:
    rows = rows_of(counts)
    full, shared = spread(rows, [height] * rooms, rooms), share_out(rows, [height] * rooms)
    assert (full is None) == (shared is None)
    assert shared is None or sum(shared) == len(rows)


def test_rooms_are_filled_about_evenly() -> None:
    assert share_out(rows_of([12]), [40.0, 40.0]) == [6, 6]
    assert spread(rows_of([12]), [40.0, 40.0]) == [10, 2]


def test_paragraphs_stay_whole_where_there_is_room_for_that() -> None:
    assert share_out(rows_of([3, 7]), [40.0, 40.0]) == [3, 7]


def test_no_room_ends_inside_a_word() -> None:
    lines = ["one two", "three four", "five some-", "thing six", "seven", "eight"]
    assert spread(paragraph_rows(lines, 4.0), [12.0]) == [2, 2, 2]


def test_a_row_higher_than_its_room_is_not_squeezed_in() -> None:
    assert spread([Row(9.0)], [8.0]) is None


WORDS = st.lists(st.text("bcdfgh", min_size=1, max_size=7), min_size=1, max_size=30).map(" ".join)
SECTIONS = st.lists(st.tuples(st.sampled_from(["Do", "You need", ""]), WORDS), min_size=1, max_size=4)


def said(rooms: list[Sections], width: float = 60) -> list[str]:
    words: list[str] = []
    for room in rooms:
        canvas = RecordingCanvas()
        room.draw(canvas, Box(0, 0, width, 500))
        words += " ".join(canvas.texts).split()
    return words


@given(SECTIONS, st.floats(30, 90), st.integers(1, 4), st.booleans())
@settings(derandomize=True, deadline=None)
def test_sections_over_rooms_say_everything_once_and_in_order(
    sections: list[tuple[str, str]], height: float, count: int, run_in: bool
) -> None:
    parts = [Section(heading, text) for heading, text in sections]
    rooms = try_sections(METRICS, parts, [(60, height)] * count, largest_pt=10, run_in=run_in)
    if rooms is None:
        return
    assert len(rooms) == count
    assert said(rooms) == [word for s in parts for word in f"{s.heading.upper()} {s.text}".split()]
    for room in rooms:
        assert room.height_mm <= height + 1e-6
        if room.parts:
            canvas = RecordingCanvas()
            room.draw(canvas, Box(0, 0, 60, height))
            assert Box(0, 0, 60, height).contains(canvas.ink(), slack_mm=0.5)


def test_a_heading_wider_than_its_room_takes_several_lines() -> None:
    large = FixedMetrics(Typography(scale=1.5, least_body_pt=16, least_label_pt=12))
    parts = [Section("You are done when", "it is done")]
    fitted = fit_sections(large, "x", parts, (30, 80), largest_pt=10, run_in=True)
    assert len(fitted.parts[0].heading.lines) > 1
    assert said([fitted], 30) == ["YOU", "ARE", "DONE", "WHEN", "it", "is", "done"]


def test_sections_that_do_not_fit_are_an_error_with_its_place_and_millimetres() -> None:
    with pytest.raises(LayoutError, match=r"card y: .* mm too high"):
        fit_sections(METRICS, "card y", [Section("Do", "word " * 80)], (30, 20), largest_pt=10)
