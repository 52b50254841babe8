"""The mat's legend: every figure and button whole, and which buttons are read."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.edge_wall.brick import FIGURE_MM, HOLE_AT_MM, button_ground, half_sign, hole
from kitgen.mechanisms.edge_wall.wall import WallClues
from kitgen.message import Message, message
from kitgen.units import Box, mm_from_pt

ROW_SHARES = (0.28, 0.4, 0.32)
"""Of the legend's height: figures, buttons, and what is read."""

LABEL_MM = 32.0
"""Room for the words at the left of the rows."""

BUTTON_MM = 24.0
"""The widest button, point to point, with a little air."""

TICK_MM, TICK_GAP_MM = 1.5, 0.6
"""A tick where the cut runs, and the air between it and its picture."""

READING_SCALE = 0.65
"""Small enough to leave half the row to words, large enough that holes are seen."""

SAMPLE_SIGNS = (1, 4)
"""Left and right half of the sign on the legend's buttons: any one, the same in every kit."""

READ_OR_SKIP = (
    ("read", (-HOLE_AT_MM, HOLE_AT_MM)),
    ("skip-one", (HOLE_AT_MM,)),
    ("skip-none", ()),
)


def draw_legend(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Three rows of pictures with their words at the left."""
    y = box.y_mm
    for share, (key, draw) in zip(
        ROW_SHARES, (("figures", _figures), ("buttons", _buttons), ("reading", _reading)), strict=True
    ):
        row = Box(box.x_mm, y, box.width_mm, box.height_mm * share)
        draw_words(canvas, message(f"edge-wall.mat.{key}"), Box(row.x_mm + 1, y, LABEL_MM - 2, row.height_mm))
        draw(canvas, clues, Box(row.x_mm + LABEL_MM, y, row.width_mm - LABEL_MM, row.height_mm))
        y += row.height_mm


def draw_words(canvas: Canvas, text: Message, box: Box) -> None:
    """One line of words from the left of a box, halfway down, as large as there is room for."""
    said = canvas.say(text)
    size = 11.0
    while size > 8 and canvas.metrics.width_mm(said, Face.LABEL, size) > box.width_mm:
        size -= 0.5
    baseline = box.centre_y_mm + mm_from_pt(size) / 3
    canvas.text(box.x_mm, baseline, said, face=Face.LABEL, size_pt=size, role=Role.BODY)


def _seam_ticks(canvas: Canvas, reach: float, *, upright: bool) -> None:
    """Where the cut runs through a picture around the origin: ticks beside it, never a line across."""
    near, far = reach + TICK_GAP_MM, reach + TICK_GAP_MM + TICK_MM
    for start, end in ((-far, -near), (near, far)):
        line = Path.line(0, start, 0, end) if upright else Path.line(start, 0, end, 0)
        canvas.draw(line, stroke=Role.ACCENT, width_mm=0.35)


def _figures(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Every figure whole, where there is room larger than on the bricks."""
    step = box.width_mm / len(clues.figures)
    size = min(FIGURE_MM * 1.2, box.height_mm - 2, step - 2 * (TICK_MM + TICK_GAP_MM) - 1)
    for i, name in enumerate(clues.figures):
        with canvas.moved(box.x_mm + step * (i + 0.5), box.centre_y_mm):
            canvas.art(f"wall-{name}", Box(-size / 2, -size / 2, size, size))
            _seam_ticks(canvas, size / 2, upright=False)


def _buttons(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Every button's outline whole; holes stay away, since they do not matter for laying."""
    step = box.width_mm / len(clues.buttons)
    scale = min(1.0, (box.height_mm - 1) / (BUTTON_MM + 2 * (TICK_MM + TICK_GAP_MM)), (step - 2) / BUTTON_MM)
    for i, shape in enumerate(clues.buttons):
        with canvas.moved(box.x_mm + step * (i + 0.5), box.centre_y_mm, scale=scale):
            button_ground(canvas, shape)
            _seam_ticks(canvas, BUTTON_MM / 2, upright=True)


def _reading(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """A button with two holes, with one and with none, and what to do with each."""
    step = box.width_mm / len(READ_OR_SKIP)
    scale = min(READING_SCALE, (box.height_mm - 2) / BUTTON_MM)
    for i, (key, holes) in enumerate(READ_OR_SKIP):
        x, radius = box.x_mm + step * i, scale * BUTTON_MM / 2
        with canvas.moved(x + radius, box.centre_y_mm, scale=scale):
            button_ground(canvas, clues.buttons[0])
            for sign, inward in zip(SAMPLE_SIGNS, (-1, 1), strict=True):
                half_sign(canvas, sign, inward)
            for at in holes:
                hole(canvas, at)
        words = Box(x + 2 * radius + 1, box.y_mm, step - 2 * radius - 2, box.height_mm)
        draw_words(canvas, message(f"edge-wall.mat.{key}"), words)
