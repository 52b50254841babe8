"""Texts and outlines are found where they are drawn, however deep in forms."""

from __future__ import annotations

import math

import pytest

from kitgen.proof.pdf_reading import PdfReading
from kitgen.units import PAPERS
from tests.proof.sample import HEIGHT, PT, Draw, Pen, pdf


def reading(draw: Draw) -> PdfReading:
    """A page that is drawn by `draw`."""
    return PdfReading("x.pdf", pdf(draw), PAPERS["a4"])


def nested(pen: Pen) -> None:
    """A form in a form: shifted, halved, and turned by a quarter against the clock."""
    canvas = pen.canvas
    canvas.beginForm("inner", 0, 0, 600, 900)
    canvas.setFont(pen.font, 40)
    canvas.drawString(0, 0, "E")
    canvas.rect(0, 0, 20 * PT, 10 * PT, stroke=1, fill=0)
    canvas.endForm()
    canvas.beginForm("outer", -900, -900, 900, 900)
    canvas.rotate(90)
    canvas.translate(10 * PT, 0)
    canvas.doForm("inner")
    canvas.endForm()
    for x in (100, 150):
        canvas.saveState()
        canvas.translate(x * PT, (HEIGHT - 200) * PT)
        canvas.scale(0.5, 0.5)
        canvas.doForm("outer")
        canvas.restoreState()


def test_outlines_in_forms_lie_where_their_matrices_put_them() -> None:
    page = reading(nested)
    boxes = [path.box for path in page.placed_paths(0)]
    assert len(boxes) == 2, "a form that is drawn twice is there twice"
    for box, x in zip(boxes, (100, 150), strict=True):
        # 10 mm up by half, then 20 x 10 mm by half, standing on its left side.
        assert (box.x_mm, box.y_mm) == pytest.approx((x - 5, 200 - 15), abs=0.01)
        assert (box.width_mm, box.height_mm) == pytest.approx((5, 10), abs=0.01)
    page.close()


def test_texts_in_forms_have_their_place_size_and_turn() -> None:
    page = reading(nested)
    texts = page.placed_texts(0)
    assert [text.text for text in texts] == ["E", "E"]
    for text, x in zip(texts, (100, 150), strict=True):
        assert text.start_mm == pytest.approx((x, 195), abs=0.01)
        assert text.size_pt == pytest.approx(20, abs=0.01)
        assert text.turn_deg == pytest.approx(270, abs=0.01)
        assert text.ink.right_mm <= x + 0.1
    page.close()


def test_straight_lines_are_those_of_the_page_alone() -> None:
    def draw(pen: Pen) -> None:
        nested(pen)
        pen.line(20, 30, 80, 30)

    page = reading(draw)
    ((begin, end),) = page.straight_lines(0)
    assert (*begin, *end) == pytest.approx((20, 30, 80, 30), abs=0.01)
    page.close()


@pytest.mark.parametrize("turn", [0, 90, 180, 270, 30])
def test_lines_are_in_reading_order_however_they_are_turned(turn: int) -> None:
    def draw(pen: Pen) -> None:
        pen.canvas.translate(300, 400)
        pen.canvas.rotate(-turn)
        pen.canvas.setFont(pen.font, 12)
        for x, y, text in ((0, 0, "one"), (40, 0, "two"), (0, -20, "three")):
            pen.canvas.drawString(x, y, text)

    page = reading(draw)
    placed = {text.text: text.line_and_along_mm for text in page.placed_texts(0)}
    assert placed["one"][0] == pytest.approx(placed["two"][0], abs=0.01)
    assert placed["two"][1] - placed["one"][1] == pytest.approx(40 / PT, abs=0.01)
    assert placed["three"][0] - placed["one"][0] == pytest.approx(20 / PT, abs=0.01)
    assert math.isclose(placed["three"][1], placed["one"][1], abs_tol=0.01)
    page.close()


def test_colours_of_texts_are_read() -> None:
    page = reading(lambda pen: pen.text(30, 30, "grey", 10, 0.5))
    (text,) = page.placed_texts(0)
    assert all(abs(part - 128) <= 1 for part in text.colour)
    page.close()
