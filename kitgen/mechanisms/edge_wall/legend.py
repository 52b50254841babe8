"""The mat's legend: every figure and button whole, and which buttons are read.

A low wall with few of them leaves half a page: then all stands in one strip.
"""

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


STRIP_MM = 19.5
"""Height of a legend that stands in one strip."""

STRIP_HEAD_MM, STRIP_WORDS_MM, STRIP_GAP_MM = 5.0, 4.5, 1.0
STRIP_FIGURE_MM, STRIP_BUTTON_MM, STRIP_READING_MM = 11.0, 14.0, 22.0
"""Width of each picture in a strip, the least for a figure."""

LARGEST_FIGURE_MM = 14.5


def fits_strip(clues: WallClues, width_mm: float) -> bool:
    """Whether the whole legend has room side by side."""
    return _strip_widths(clues, width_mm)[0] >= STRIP_FIGURE_MM * len(clues.figures)


def _strip_widths(clues: WallClues, width_mm: float) -> tuple[float, float, float]:
    """Of the three groups; figures get what the others leave, as far as they can use it."""
    buttons, reading = STRIP_BUTTON_MM * len(clues.buttons), STRIP_READING_MM * len(READ_OR_SKIP)
    left = width_mm - buttons - reading - 2 * STRIP_GAP_MM
    return min(left, LARGEST_FIGURE_MM * len(clues.figures)), buttons, reading


def draw_legend_strip(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Figures, buttons and what is read side by side, each under its words."""
    widths = _strip_widths(clues, box.width_mm)
    gap = (box.width_mm - sum(widths)) / 2
    x = box.x_mm
    for width, (key, draw) in zip(
        widths,
        (("figures", _figures), ("buttons", _buttons), ("reading", _reading_above_words)),
        strict=True,
    ):
        draw_words(canvas, message(f"edge-wall.mat.{key}"), Box(x, box.y_mm, width, STRIP_HEAD_MM))
        room = Box(x, box.y_mm + STRIP_HEAD_MM, width, box.height_mm - STRIP_HEAD_MM)
        draw(canvas, clues, room)
        x += width + gap


def _reading_above_words(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """A button with two holes, with one and with none, and below each what to do with it."""
    step = box.width_mm / len(READ_OR_SKIP)
    high = box.height_mm - STRIP_WORDS_MM
    for i, (key, holes) in enumerate(READ_OR_SKIP):
        x = box.x_mm + step * i
        _draw_reading(canvas, clues, (x + step / 2, box.y_mm + high / 2), high / BUTTON_MM, holes)
        said = canvas.say(message(f"edge-wall.mat.{key}"))
        words = Box(x, box.bottom_mm - STRIP_WORDS_MM, step, STRIP_WORDS_MM)
        canvas.text_in(words, said, face=Face.LABEL, size_pt=8)


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
        _draw_reading(canvas, clues, (x + radius, box.centre_y_mm), scale, holes)
        words = Box(x + 2 * radius + 1, box.y_mm, step - 2 * radius - 2, box.height_mm)
        draw_words(canvas, message(f"edge-wall.mat.{key}"), words)


def _draw_reading(
    canvas: Canvas, clues: WallClues, middle: tuple[float, float], scale: float, holes: tuple[float, ...]
) -> None:
    """A whole button around a point, with its sign and these holes."""
    with canvas.moved(*middle, scale=scale):
        button_ground(canvas, clues.buttons[0])
        for sign, inward in zip(SAMPLE_SIGNS, (-1, 1), strict=True):
            half_sign(canvas, sign, inward)
        for at in holes:
            hole(canvas, at)
