"""Text is fitted, never clipped, never under 8 pt; what does not fit is named, with its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import LINE_HEIGHT, Face
from kitgen.errors import LayoutError
from kitgen.layout.text import MIN_PT, Section, break_lines, fit_line, fit_sections, fit_text
from kitgen.units import Box, mm_from_pt
from tests.doubles import FixedMetrics, RecordingCanvas

METRICS = FixedMetrics()
WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.floats(25, 120))
@settings(derandomize=True, deadline=None)
def test_breaking_keeps_every_word_in_order_and_every_line_within_its_width(
    text: str, width_mm: float
) -> None:
    lines = break_lines(METRICS, text, Face.BODY, 10, width_mm)
    assert lines is not None
    assert " ".join(lines).split() == text.split()
    assert all(METRICS.width_mm(line, Face.BODY, 10) <= width_mm for line in lines)


@given(WORDS, st.floats(30, 90), st.floats(8, 60))
@settings(derandomize=True, deadline=None)
def test_fitted_text_fits_or_says_that_it_does_not(text: str, width_mm: float, height_mm: float) -> None:
    try:
        block = fit_text(METRICS, "card x", text, Face.BODY, (width_mm, height_mm), largest_pt=14)
    except LayoutError:
        assert METRICS.width_mm(text, Face.BODY, MIN_PT) > width_mm or height_mm < 10
        return
    assert MIN_PT <= block.size_pt <= 14
    assert block.height_mm <= height_mm + 1e-6
    assert " ".join(block.lines).split() == text.split()


def test_what_overflows_is_named_word_for_word() -> None:
    line_mm = mm_from_pt(8) * LINE_HEIGHT
    with pytest.raises(LayoutError) as caught:
        fit_text(METRICS, "card moth/story", "one two three", Face.BODY, (10, line_mm), largest_pt=9)
    assert "card moth/story" in caught.value.message
    assert "room for 1 lines; 'three' is too much" in caught.value.message
    assert caught.value.hint


def test_a_word_wider_than_the_room_is_named_with_its_excess() -> None:
    with pytest.raises(
        LayoutError, match=r"the word 'incomprehensible' is \d+\.\d mm wider than the 10\.0 mm"
    ):
        fit_text(METRICS, "card", "an incomprehensible word", Face.BODY, (10, 100), largest_pt=12)


def test_no_text_is_ever_set_under_eight_points() -> None:
    with pytest.raises(LayoutError):
        fit_text(METRICS, "card", "word " * 50, Face.BODY, (20, 10), largest_pt=12, smallest_pt=4)


def test_a_line_that_does_not_fit_says_so() -> None:
    assert fit_line(METRICS, "title", "short", Face.TITLE, 100, largest_pt=20) == 20
    with pytest.raises(LayoutError, match="title"):
        fit_line(METRICS, "title", "a very long title indeed", Face.TITLE, 5, largest_pt=20)


@pytest.mark.parametrize("run_in", [False, True])
def test_sections_are_drawn_inside_their_room_with_all_their_words(run_in: bool) -> None:
    sections = [Section("Need", "two bricks and a mat to lay them on"), Section("Do", "lay the wall again")]
    room = Box(10, 10, 40, 60)
    fitted = fit_sections(
        METRICS, "card", sections, (room.width_mm, room.height_mm), largest_pt=10, run_in=run_in
    )
    canvas = RecordingCanvas()
    fitted.draw(canvas, room)
    assert room.contains(canvas.ink(), slack_mm=0.5)
    said = " ".join(canvas.texts)
    assert all(word in said for section in sections for word in section.text.split())


def test_sections_that_do_not_fit_are_an_error() -> None:
    with pytest.raises(LayoutError, match="card y"):
        fit_sections(METRICS, "card y", [Section("Do", "word " * 80)], (30, 20), largest_pt=10)
