"""Title page, act divider and envelope label: inside their boxes, in every theme, with words that fit."""

from __future__ import annotations

from collections.abc import Callable

import pypdfium2
import pytest

from kitgen.canvas import Canvas, Face, Role
from kitgen.data import package_folder
from kitgen.errors import LayoutError
from kitgen.theme.posters import (
    MOST_LINES,
    TITLE_SCENE_ART,
    act_divider,
    envelope_label,
    fitted_lines,
    fitted_size,
    title_page,
)
from kitgen.theme.theme import load_theme
from kitgen.units import Box, Paper
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.doubles import RecordingCanvas

THEMES = sorted(p.name for p in (package_folder("templates") / "themes").iterdir() if p.is_dir())


def title(canvas: Canvas, box: Box) -> None:
    title_page(canvas, box, "The House of Seven Clocks", "Come before the last one strikes.")


def divider(canvas: Canvas, box: Box) -> None:
    act_divider(canvas, box, "Act 3", "The Clock Nobody Wound", "clock", "Open when the lock says so.")


def label(canvas: Canvas, box: Box) -> None:
    envelope_label(canvas, box, "3", "The Clock Nobody Wound", "clock")


PAGES: dict[str, tuple[Callable[[Canvas, Box], None], Box]] = {
    "title page on A4": (title, Box(7, 7, 196, 283)),
    "title page on Letter": (title, Box(7, 7, 201.9, 265.4)),
    "title page on a card": (title, Box(7, 7, 63, 88)),
    "title page lying": (title, Box(7, 7, 283, 196)),
    "square title page": (title, Box(7, 7, 120, 120)),
    "act divider": (divider, Box(9, 9, 180, 120)),
    "small act divider": (divider, Box(9, 9, 120, 90)),
    "envelope label": (label, Box(9, 9, 90, 60)),
    "large envelope label": (label, Box(9, 9, 110, 70)),
}
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)


@EVERY_PAGE
def test_a_page_stays_inside_the_box_it_was_given_and_fills_it(name: str) -> None:
    draw, box = PAGES[name]
    canvas = RecordingCanvas()
    draw(canvas, box)
    assert box.contains(canvas.ink(), slack_mm=0.01)
    assert canvas.ink().contains(box.inset(2.1))


@EVERY_PAGE
def test_a_page_is_the_same_every_time(name: str) -> None:
    draw, box = PAGES[name]
    first, second = RecordingCanvas(), RecordingCanvas()
    draw(first, box)
    draw(second, box)
    assert first.log == second.log


@EVERY_PAGE
def test_a_page_shows_all_of_its_words_in_8_points_at_least(name: str) -> None:
    draw, box = PAGES[name]
    canvas = RecordingCanvas()
    draw(canvas, box)
    said = " ".join(canvas.texts)
    assert "Seven Clocks" in said or "Nobody Wound" in said or "Clock Nobody" in said
    assert min(canvas.sizes_pt) >= 8


@EVERY_PAGE
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_what_a_page_needs_and_its_words_are_on_it(theme: str, name: str) -> None:
    draw, box = PAGES[name]
    look = load_theme(theme)
    paper = Paper("page", box.right_mm + 7, box.bottom_mm + 7)
    pdf = PdfFile(look, paper, "page", "en", FontMetrics(look.faces), lambda message: message.key)
    with pdf.page() as canvas:
        draw(canvas, box)
    document = pypdfium2.PdfDocument(pdf.to_bytes())
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "Clock" in text


def test_the_title_is_the_largest_thing_said_on_every_page() -> None:
    for draw, box in PAGES.values():
        canvas = RecordingCanvas()
        draw(canvas, box)
        largest = max(zip(canvas.sizes_pt, canvas.texts, strict=True))[1]
        assert "Clock" in largest or "House" in largest or "Seven" in largest or largest == "3"


def test_no_star_stands_behind_the_words_of_the_title() -> None:
    canvas = RecordingCanvas()
    title_page(canvas, Box(0, 0, 196, 283), "The House of Seven Clocks", "Come soon.")
    night = next(line for line in canvas.log if line.startswith("draw") and f"fill={Role.GLOW}" in line)
    words = [line for line in canvas.log if line.startswith("text") and "title" in line]
    top = min(float(line.split()[1].split(",")[1]) for line in words) - 20
    bottom = max(float(line.split()[1].split(",")[1]) for line in words)
    starts = [tuple(map(float, part.split()[0].split(","))) for part in night.split("M")[1:]]
    assert len(starts) > 60
    assert not [place for place in starts if top < place[1] < bottom and 30 < place[0] < 166]


def test_the_title_pages_scene_comes_from_the_theme() -> None:
    canvas = RecordingCanvas()
    title(canvas, Box(0, 0, 196, 283))
    assert [line.split()[1] for line in canvas.log if line.startswith("art")] == [TITLE_SCENE_ART]


def test_a_title_is_broken_where_its_lines_come_out_most_even() -> None:
    lines, _ = fitted_lines(
        RecordingCanvas(), "The garden party and the truth", Face.TITLE, Box(0, 0, 60, 40), 2
    )
    assert lines == ["The garden party", "and the truth"]


@pytest.mark.parametrize("words", range(1, 9))
def test_a_fitted_title_keeps_its_words_and_its_room(words: int) -> None:
    text = " ".join(("door", "of", "midnight", "a", "thread", "moonlit", "key", "was")[:words])
    canvas, room = RecordingCanvas(), Box(0, 0, 90, 50)
    lines, size = fitted_lines(canvas, text, Face.TITLE, room)
    assert " ".join(lines) == text
    assert len(lines) <= MOST_LINES
    assert all(canvas.metrics.width_mm(line, Face.TITLE, size) <= 90 + 1e-6 for line in lines)
    assert len(lines) * size * 25.4 / 72 <= 50


def test_a_title_that_cannot_fit_is_refused_by_name_with_what_it_needs() -> None:
    with pytest.raises(LayoutError, match=r"'Incomprehensibilities.*at least 13 pt"):
        fitted_lines(RecordingCanvas(), "Incomprehensibilities" * 4, Face.TITLE, Box(0, 0, 60, 40))


def test_a_line_that_cannot_fit_says_by_how_much() -> None:
    # 40 characters of 4 pt each at 8 pt are 56.4 mm.
    with pytest.raises(LayoutError, match=r"16\.4 mm too wide for 40\.0 mm"):
        fitted_size(RecordingCanvas(), "x" * 40, Face.BODY, 40, 12, 8)
