"""Small things that name a column, a row or a lie, the same wherever they stand."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.grille.clues import LIES, Leaf, Stone
from kitgen.mechanisms.grille.stonework import draw_lie
from kitgen.mechanisms.grille.wording import row_letter
from kitgen.units import Box

TAG_MM = 2.3
"""Half the width of a button or patch."""


def draw_button(canvas: Canvas, x: float, y: float, column: int, half_mm: float = TAG_MM) -> None:
    """A round dark button: the number of a column."""
    canvas.draw(Path.circle(x, y, half_mm), fill=Role.BAND)
    size_pt = 8.5 * half_mm / TAG_MM
    box = Box(x - half_mm, y - half_mm, 2 * half_mm, 2 * half_mm)
    canvas.text_in(box, str(column + 1), face=Face.LABEL_BOLD, size_pt=size_pt, role=Role.ON_BAND)


def draw_patch(canvas: Canvas, x: float, y: float, row: int, half_mm: float = TAG_MM) -> None:
    """A light square patch with a sewn edge: the letter of a row."""
    box = Box(x - half_mm, y - half_mm, 2 * half_mm, 2 * half_mm)
    canvas.draw(Path.rect(box, 0.5), fill=Role.SHADE, stroke=Role.ACCENT, width_mm=0.35, dash=(1.0, 0.8))
    size_pt = 8.5 * half_mm / TAG_MM
    canvas.text_in(box, row_letter(row), face=Face.LABEL_BOLD, size_pt=size_pt, role=Role.BODY)


def draw_leaf(canvas: Canvas, box: Box, stone: Stone, leaf: Leaf) -> None:
    """What a leaf says, as large as the box allows."""
    half = min(box.width_mm, box.height_mm) / 2
    if leaf.kind == "column":
        draw_button(canvas, box.centre_x_mm, box.centre_y_mm, leaf.value, half * 0.8)
    elif leaf.kind == "row":
        draw_patch(canvas, box.centre_x_mm, box.centre_y_mm, leaf.value, half * 0.75)
    else:
        draw_lie(canvas, box, stone, LIES[leaf.value])
