"""Text is fitted, never clipped, never under what the print allows; what does not fit is named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import LINE_HEIGHT, Face, Typography
from kitgen.errors import LayoutError
from kitgen.typesetting.drawn import DrawnMetrics, fit_alike
from kitgen.typesetting.text import (
    MIN_PT,
    TextBlock,
    fit_line,
    fit_over,
    fit_text,
    label_case,
    label_pt,
    try_text,
)
from kitgen.units import Box, mm_from_pt
from tests.doubles import FixedMetrics, RecordingCanvas

METRICS = FixedMetrics(Typography("und"))
LARGE = FixedMetrics(Typography(scale=1.5, least_body_pt=16.0, least_label_pt=12.0))
LEGIBLE = FixedMetrics(
    Typography(least_body_pt=12.0, line_height=1.4, tracking_em=0.02, has_capitals=False, has_italics=False)
)
# In no language, so that no hyphen helps and widths can be told by counting.
WORDS = st.lists(st.text("bcdfgh", min_size=1, max_size=9), min_size=1, max_size=40).map(" ".join)


def joined(blocks: list[TextBlock]) -> str:
    return " ".join(line for block in blocks for line in block.lines)


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
    assert joined([block]).split() == text.split()


@given(WORDS, st.floats(30, 90), st.floats(8, 60))
@settings(derandomize=True, deadline=None)
def test_no_larger_size_would_have_fitted(text: str, width_mm: float, height_mm: float) -> None:
    found = try_text(METRICS, text, Face.BODY, [(width_mm, height_mm)], largest_pt=14)
    if found is None or found[0].size_pt == 14:
        return
    size_pt = found[0].size_pt + 0.5
    assert (
        try_text(METRICS, text, Face.BODY, [(width_mm, height_mm)], largest_pt=size_pt, smallest_pt=size_pt)
        is None
    )


def test_what_overflows_is_named_word_for_word_and_in_millimetres() -> None:
    line_mm = mm_from_pt(8) * LINE_HEIGHT
    with pytest.raises(LayoutError) as caught:
        fit_text(METRICS, "card moth/story", "one two three", Face.BODY, (10, line_mm), largest_pt=9)
    assert "card moth/story" in caught.value.message
    assert "it is 3.4 mm too high for 10.0 x 3.4 mm" in caught.value.message
    assert "room for 1 lines; 'three' is too much" in caught.value.message
    assert caught.value.hint


def test_a_word_wider_than_the_room_is_named_with_its_excess() -> None:
    with pytest.raises(LayoutError, match=r"the word 'B1234567890123' is \d+\.\d mm wider than the 10\.0 mm"):
        fit_text(METRICS, "card", "a B1234567890123 word", Face.BODY, (10, 100), largest_pt=12)


def test_no_text_is_ever_set_under_eight_points() -> None:
    with pytest.raises(LayoutError):
        fit_text(METRICS, "card", "word " * 50, Face.BODY, (20, 10), largest_pt=12, smallest_pt=4)


def test_a_line_that_does_not_fit_says_by_how_much() -> None:
    assert fit_line(METRICS, "title", "short", Face.TITLE, 100, largest_pt=20) == 20
    with pytest.raises(LayoutError, match=r"title: the line 'a very long .* is 28\.9 mm wider at 8 pt"):
        fit_line(METRICS, "title", "a very long title indeed", Face.TITLE, 5, largest_pt=20)


@given(st.text("bcd ", min_size=1, max_size=30), st.floats(10, 120), st.integers(16, 60))
@settings(derandomize=True, deadline=None)
def test_a_line_has_the_largest_size_on_its_steps(text: str, width_mm: float, halves: int) -> None:
    largest = halves / 2
    fitting = [
        largest - step / 2
        for step in range(100)
        if largest - step / 2 >= MIN_PT and METRICS.width_mm(text, Face.TITLE, largest - step / 2) <= width_mm
    ]
    if fitting:
        assert fit_line(METRICS, "x", text, Face.TITLE, width_mm, largest_pt=largest) == pytest.approx(
            fitting[0]
        )


def test_large_print_sets_sentences_in_sixteen_points_and_labels_in_twelve() -> None:
    room = (100.0, 100.0)
    assert fit_text(LARGE, "x", "words", Face.BODY, room, largest_pt=9).size_pt == 16
    assert fit_text(LARGE, "x", "words", Face.BODY, room, largest_pt=12).size_pt == 18
    assert fit_text(LARGE, "x", "words", Face.LABEL, room, largest_pt=8).size_pt == 12
    assert label_pt(LARGE, 8) == 12
    with pytest.raises(LayoutError, match="16 pt"):
        fit_text(LARGE, "x", "words " * 20, Face.BODY, (40, 20), largest_pt=12)


def test_legible_print_has_neither_capitals_nor_italics_and_more_room() -> None:
    block = fit_text(LEGIBLE, "x", "some words", Face.BODY_ITALIC, (100, 100), largest_pt=12)
    assert block.face is Face.BODY
    assert block.leading_mm == pytest.approx(mm_from_pt(12) * 1.4)
    assert block.tracking_pt == pytest.approx(0.24)
    assert label_case(LEGIBLE, "Act 1") == "Act 1"
    assert label_case(METRICS, "Act 1") == "ACT 1"
    assert fit_text(METRICS, "x", "some words", Face.BODY_ITALIC, (100, 100), largest_pt=12).face is (
        Face.BODY_ITALIC
    )


def test_room_between_letters_counts_in_a_lines_width() -> None:
    text = "twelve signs"
    wide = METRICS.width_mm(text, Face.BODY, 12)
    with_gaps = wide + mm_from_pt(12) * 0.02 * (len(text) - 1)
    fits = fit_text(LEGIBLE, "x", text, Face.BODY, (with_gaps + 1e-6, 50), largest_pt=12)
    assert fits.lines == (text,)
    broken = fit_text(LEGIBLE, "x", text, Face.BODY, (with_gaps - 0.01, 50), largest_pt=12)
    assert len(broken.lines) == 2


def test_a_block_is_drawn_with_its_tracking() -> None:
    class Tracked(RecordingCanvas):
        gaps: list[float]

        def text(self, *args: object, tracking_pt: float = 0.0, **named: object) -> None:
            self.gaps.append(tracking_pt)

    canvas = Tracked()
    canvas.gaps = []
    block = fit_text(LEGIBLE, "x", "some words", Face.BODY, (100, 100), largest_pt=12)
    block.draw(canvas, Box(0, 0, 100, 100))
    assert canvas.gaps == [pytest.approx(0.24)]


ROOMS = st.lists(st.floats(12, 60), min_size=1, max_size=4)


@given(WORDS, st.floats(40, 90), ROOMS)
@settings(derandomize=True, deadline=None)
def test_text_over_several_rooms_loses_nothing_and_stays_inside(
    text: str, width_mm: float, heights_mm: list[float]
) -> None:
    rooms = [(width_mm, height) for height in heights_mm]
    blocks = fit_over(METRICS, "cards", text, Face.BODY, rooms, largest_pt=12)
    assert joined(blocks).split() == text.split()
    assert len({block.size_pt for block in blocks}) == 1
    for number, block in enumerate(blocks):
        assert block.height_mm <= heights_mm[min(number, len(heights_mm) - 1)] + 1e-6


@given(WORDS, st.floats(40, 90), st.floats(20, 60))
@settings(derandomize=True, deadline=None)
def test_fewer_rooms_would_not_have_been_enough(text: str, width_mm: float, height_mm: float) -> None:
    blocks = fit_over(METRICS, "cards", text, Face.BODY, [(width_mm, height_mm)], largest_pt=12)
    fewer = [(width_mm, height_mm)] * (len(blocks) - 1)
    assert not fewer or try_text(METRICS, text, Face.BODY, fewer, largest_pt=MIN_PT) is None


def test_words_of_a_drawing_keep_their_size_in_every_print() -> None:
    block = fit_text(DrawnMetrics(LARGE), "ring", "turn it", Face.BODY, (100, 100), largest_pt=9)
    assert block.size_pt == 9


def test_texts_that_lie_side_by_side_have_one_size() -> None:
    texts = ["bbb", "ccc " * 60]
    blocks = fit_alike(METRICS, "deck", texts, Face.BODY, (60, 40), largest_pt=11)
    assert blocks[0].size_pt == blocks[1].size_pt < 11
    large = fit_alike(LARGE, "deck", texts, Face.BODY, (90, 120), largest_pt=12)
    assert large[0].size_pt == large[1].size_pt >= 16
