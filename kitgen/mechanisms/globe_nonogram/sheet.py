"""The sheet beside the globe: how picture logic works, how the globe is glued, how its digits look."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.globe_nonogram.clues import START_MARK, panel_of, runs, transposed
from kitgen.mechanisms.globe_nonogram.drawing import BOLD, MIDDLE, THIN, draw_cells, draw_mark
from kitgen.mechanisms.globe_nonogram.glyphs import DIGITS, GLYPH_HEIGHT, GLYPH_WIDTH, GLYPHS, LEFT_PART
from kitgen.message import message
from kitgen.units import Box

SHEET_MM = (182.0, 116.0)
_EXAMPLE = (0b01110, 0b11011, 0b11111, 0b00100)
"""A mushroom, four rows of five cells."""


def draw_sheet(canvas: Canvas, box: Box) -> None:
    """Three pictures: an example, the gluing, the digits."""
    with canvas.moved(box.x_mm, box.y_mm):
        _heading(canvas, 0.5, 0, 56, "example")
        _example(canvas, 6, 13)
        _heading(canvas, 64, 0, 117.5, "build")
        _flat_panel(canvas, 68, 14)
        _arrow(canvas, 112, 37)
        _joined_panels(canvas, 122, 14)
        _heading(canvas, 0.5, 70, 134, "digits")
        _digits(canvas, 0, 86)
        canvas.art("globe-nonogram", Box(142, 66, 40, 50))


def _heading(canvas: Canvas, x: float, y: float, width: float, name: str) -> None:
    text = canvas.say(message(f"globe-nonogram.caption.{name}"))
    canvas.text(x, y + 5, text, face=Face.LABEL_BOLD, size_pt=11, role=Role.ACCENT)
    canvas.draw(
        Path.line(x, y + 7.4, x + width, y + 7.4), stroke=Role.FRAME, width_mm=MIDDLE, dash=(2.2, 1.6)
    )


def _example(canvas: Canvas, x: float, y: float) -> None:
    """A tiny solved panel with its numbers, and crosses where cells stay blank."""
    cell, columns, rows = 7.0, 5, len(_EXAMPLE)
    left, top = x + 11, y + 13
    for i, row in enumerate(_EXAMPLE):
        for back, run in enumerate(reversed(runs(row))):
            _number(canvas, Box(left - 1 - (back + 1) * 4.6, top + i * cell, 4.6, cell), run)
    for i, column in enumerate(transposed(_EXAMPLE, columns)):
        for back, run in enumerate(reversed(runs(column))):
            _number(canvas, Box(left + i * cell, top - 1 - (back + 1) * 4.6, cell, 4.6), run)
    draw_cells(canvas, _EXAMPLE, columns, (left, top), cell)
    for i, row in enumerate(_EXAMPLE):
        for j in range(columns):
            if not row >> j & 1:
                cross = Box(left + j * cell, top + i * cell, cell, cell).inset(cell * 0.36)
                for ends in (
                    (cross.x_mm, cross.y_mm, cross.right_mm, cross.bottom_mm),
                    (cross.x_mm, cross.bottom_mm, cross.right_mm, cross.y_mm),
                ):
                    canvas.draw(Path.line(*ends), stroke=Role.MUTED, width_mm=MIDDLE)
    _mesh(canvas, Box(left, top, columns * cell, rows * cell), columns, rows)


def _number(canvas: Canvas, box: Box, run: int) -> None:
    canvas.text_in(box, str(run), face=Face.EXACT_BOLD, size_pt=11)


def _mesh(canvas: Canvas, box: Box, columns: int, rows: int) -> None:
    for i in range(columns + 1):
        x = box.x_mm + box.width_mm * i / columns
        canvas.draw(Path.line(x, box.y_mm, x, box.bottom_mm), stroke=Role.INK, width_mm=THIN)
    for i in range(rows + 1):
        y = box.y_mm + box.height_mm * i / rows
        canvas.draw(Path.line(box.x_mm, y, box.right_mm, y), stroke=Role.INK, width_mm=THIN)
    canvas.draw(Path.rect(box), stroke=Role.INK, width_mm=BOLD)


def _flat_panel(canvas: Canvas, x: float, y: float) -> None:
    """A panel lying flat, its tab, roof and foot named."""
    tab, roof, foot = 12.0, 11.0, 6.0
    grid = Box(x + tab, y + roof, 27, 27)
    canvas.draw(Path.rect(Box(x, grid.y_mm, tab, grid.height_mm + foot)), fill=Role.SHADE, stroke=Role.INK)
    canvas.draw(Path.rect(Box(grid.x_mm, y, grid.width_mm, roof), 2), fill=Role.SHADE, stroke=Role.INK)
    canvas.draw(Path.rect(grid), fill=Role.WHITE)
    _mesh(canvas, grid, 9, 9)
    canvas.draw(Path.rect(Box(grid.x_mm, grid.bottom_mm, grid.width_mm, foot)), fill=Role.BAND)
    _label(canvas, Box(grid.x_mm, y, grid.width_mm, roof), "roof")
    _label(canvas, Box(x, grid.y_mm, tab, grid.height_mm), "tab")


def _label(canvas: Canvas, box: Box, name: str) -> None:
    text = canvas.say(message(f"globe-nonogram.caption.{name}"))
    canvas.text_in(box, text, face=Face.LABEL_BOLD, size_pt=9)


def _arrow(canvas: Canvas, x: float, y: float) -> None:
    canvas.draw(Path.line(x - 3, y, x + 3, y), stroke=Role.ACCENT, width_mm=BOLD)
    head = Path.polyline([(x + 1.2, y - 1.9), (x + 3.4, y), (x + 1.2, y + 1.9)])
    canvas.draw(head, stroke=Role.ACCENT, width_mm=BOLD)


def _joined_panels(canvas: Canvas, x: float, y: float) -> None:
    """Two glued panels seen over their seam: a star closes, roofs lean in, a scribble shows across."""
    width, top, height, foot, lean = 27.0, y + 11, 27.0, 6.0, 4.0
    for side in (-1, 1):
        middle = x + width
        outer, drop = middle + side * width, -lean
        face = [(middle, top), (outer, top + drop), (outer, top + drop + height), (middle, top + height)]
        base = [
            (middle, top + height),
            (outer, top + drop + height),
            (outer, top + drop + height + foot),
            (middle, top + height + foot),
        ]
        roof = [(middle, top), (outer, top + drop), (outer - side * 8, top - 10), (middle, top - 8)]
        canvas.draw(Path.polyline(roof, closed=True), fill=Role.SHADE, stroke=Role.INK, width_mm=MIDDLE)
        canvas.draw(Path.polyline(face, closed=True), fill=Role.WHITE, stroke=Role.INK, width_mm=MIDDLE)
        canvas.draw(Path.polyline(base, closed=True), fill=Role.BAND)
    cell = 3.0
    seam = (x + width - LEFT_PART * cell, top + 3)
    blots = [row & 0b11011 for row in (0b01010, 0b11011, 0b00010, 0b11001, 0b01010, 0b01011, 0b10010)]
    draw_cells(canvas, blots, GLYPH_WIDTH, seam, cell)
    canvas.draw(
        Path.line(x + width, top, x + width, top + height),
        stroke=Role.ACCENT,
        width_mm=MIDDLE,
        dash=(1.2, 1.0),
    )
    draw_mark(canvas, START_MARK, x + width, top + height + foot * 0.5, 2.4, ground=Role.BAND)


def _digits(canvas: Canvas, x: float, y: float) -> None:
    """The ten digits, a dashed line where the seam runs."""
    cell, pitch = 2.1, 13.5
    for i, digit in enumerate(DIGITS):
        left = x + i * pitch + 1.0
        draw_cells(canvas, GLYPHS[digit], GLYPH_WIDTH, (left, y), cell)
        seam = left + LEFT_PART * cell
        bottom = y + GLYPH_HEIGHT * cell
        canvas.draw(
            Path.line(seam, y - 2, seam, bottom + 2), stroke=Role.ACCENT, width_mm=MIDDLE, dash=(1.2, 1.0)
        )


EXAMPLE_PANEL = panel_of(_EXAMPLE, 5, "", "")
"""The example as clues, so that a test can prove it."""
