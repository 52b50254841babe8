"""The globe's panels on paper, and the host's picture of the solved ring."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.globe_nonogram.cells import draw_cells
from kitgen.mechanisms.globe_nonogram.clues import START_MARK, Cells, Panel
from kitgen.mechanisms.globe_nonogram.glyphs import (
    GLYPH_HEIGHT,
    GLYPH_WIDTH,
    digits_in_ring,
    joined,
)
from kitgen.mechanisms.globe_nonogram.plan import (
    GLUE_MM,
    PanelPlan,
    column_numbers,
    glue_area,
    outline,
    row_numbers,
)
from kitgen.message import message
from kitgen.units import Box

NUMBER_PT = 10.0
MARK_MM = 3.9
"""Radius of a mark: half of it fits well into the foot."""
THIN, MIDDLE, BOLD = 0.2, 0.35, 0.6
FRAME_INSET_MM = 0.55
"""The frame lies this far inside the folds and cuts, so that their own lines stay readable."""


def draw_panel(canvas: Canvas, box: Box, panel: Panel, plan: PanelPlan) -> None:
    """One panel as players get it: numbers, an empty grid, the foot, the glue area."""
    with canvas.moved(box.x_mm, box.y_mm):
        _stripes(canvas, plan)
        _glue(canvas, plan)
        for numbers in (row_numbers(panel, plan), column_numbers(panel, plan)):
            for place, run in numbers:
                role = Role.BODY if run else Role.MUTED
                canvas.text_in(place, str(run), face=Face.EXACT_BOLD, size_pt=NUMBER_PT, role=role)
        draw_grid(canvas, plan.grid, plan.columns, plan.rows)
        frame = plan.grid.inset(FRAME_INSET_MM)
        canvas.draw(Path.rect(frame), stroke=Role.INK, width_mm=MIDDLE)
        draw_foot(canvas, plan.foot, panel.left_mark, panel.right_mark, MARK_MM)


def _stripes(canvas: Canvas, plan: PanelPlan) -> None:
    """Every other line's margin is shaded, to guide the eye from number to line."""
    grid, cell, left = plan.grid, plan.cell_mm, GLUE_MM + 0.6
    for y in range(0, plan.rows, 2):
        canvas.draw(Path.rect(Box(left, grid.y_mm + y * cell, grid.x_mm - left, cell)), fill=Role.SHADE)
    with canvas.clipped(outline(plan)):
        for x in range(0, plan.columns, 2):
            canvas.draw(Path.rect(Box(grid.x_mm + x * cell, 0, cell, grid.y_mm)), fill=Role.SHADE)


def _glue(canvas: Canvas, plan: PanelPlan) -> None:
    canvas.draw(glue_area(plan), fill=Role.SHADE)
    word = canvas.say(message("globe-nonogram.caption.glue"))
    foot = Box(GLUE_MM, plan.foot.y_mm, plan.tab_mm - GLUE_MM, plan.foot_mm)
    canvas.text_in(foot, word, face=Face.LABEL_BOLD, size_pt=9, role=Role.MUTED)


def draw_grid(canvas: Canvas, grid: Box, columns: int, rows: int) -> None:
    """Cell lines, without the sides: there the next grid goes on. Some lines are stronger, to count by."""
    for x in range(1, columns):
        at = grid.x_mm + grid.width_mm * x / columns
        width = BOLD if is_counting_line(x, columns) else THIN
        ends = (grid.y_mm + FRAME_INSET_MM, grid.bottom_mm - FRAME_INSET_MM)
        canvas.draw(Path.line(at, ends[0], at, ends[1]), stroke=Role.INK, width_mm=width)
    for y in range(1, rows):
        at = grid.y_mm + grid.height_mm * y / rows
        width = BOLD if is_counting_line(y, rows) else THIN
        ends = (grid.x_mm + FRAME_INSET_MM, grid.right_mm - FRAME_INSET_MM)
        canvas.draw(Path.line(ends[0], at, ends[1], at), stroke=Role.INK, width_mm=width)


def is_counting_line(line: int, length: int) -> bool:
    """Whether a line between cells is drawn strong: every fifth, where at least two cells are left."""
    return line % 5 == 0 and length - line >= 2


def draw_foot(canvas: Canvas, foot: Box, left_mark: str, right_mark: str, mark_mm: float) -> None:
    """The dark band under a grid, half a mark at each end (none where its name is empty)."""
    canvas.draw(Path.rect(foot), fill=Role.BAND)
    with canvas.clipped(Path.rect(foot)):
        for name, x in ((left_mark, foot.x_mm), (right_mark, foot.right_mm)):
            if name:
                draw_mark(canvas, name, x, foot.centre_y_mm, mark_mm, ground=Role.BAND)
        away = mark_mm * 1.9
        seam = Path.line(foot.x_mm + away, foot.centre_y_mm, foot.right_mm - away, foot.centre_y_mm)
        canvas.draw(seam, stroke=Role.GLOW, width_mm=MIDDLE, dash=(2.0, 1.6))


def draw_mark(canvas: Canvas, name: str, x: float, y: float, radius: float, *, ground: Role) -> None:
    """A mark centred at (x, y). All are the same seen in a mirror, so each half tells which it is."""
    ink = Role.GLOW if ground is Role.BAND else Role.INK
    if name == START_MARK:
        canvas.draw(_star(x, y, radius * 1.12), fill=ink)
    elif name == "heart":
        canvas.draw(_heart(x, y, radius), fill=ink)
    elif name == "button":
        canvas.draw(Path.circle(x, y, radius * 0.95), fill=ink)
        for dx in (-1, 1):
            for dy in (-1, 1):
                canvas.draw(
                    Path.circle(x + dx * radius * 0.3, y + dy * radius * 0.3, radius * 0.16), fill=ground
                )
    elif name == "tree":
        canvas.draw(_tree(x, y, radius), fill=ink)
    else:
        points = [(x, y - radius * 1.1), (x + radius * 0.8, y), (x, y + radius * 1.1), (x - radius * 0.8, y)]
        canvas.draw(Path.polyline(points, closed=True), fill=ink)


def _star(x: float, y: float, radius: float) -> Path:
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.45
        angle = math.pi * i / 5
        points.append((x + r * math.sin(angle), y - r * math.cos(angle)))
    return Path.polyline(points, closed=True)


def _heart(x: float, y: float, r: float) -> Path:
    return Path(
        (
            ("M", (x, y + r)),
            ("C", (x - r * 0.5, y + r * 0.55, x - r, y + r * 0.1, x - r, y - r * 0.35)),
            ("C", (x - r, y - r * 1.0, x - r * 0.2, y - r * 1.0, x, y - r * 0.4)),
            ("C", (x + r * 0.2, y - r * 1.0, x + r, y - r * 1.0, x + r, y - r * 0.35)),
            ("C", (x + r, y + r * 0.1, x + r * 0.5, y + r * 0.55, x, y + r)),
            ("Z", ()),
        )
    )


def _tree(x: float, y: float, r: float) -> Path:
    half = [(0.0, -1.1), (0.55, -0.25), (0.3, -0.25), (0.85, 0.6), (0.18, 0.6), (0.18, 1.05)]
    right = [(x + dx * r, y + dy * r) for dx, dy in half]
    left = [(x - dx * r, y + dy * r) for dx, dy in reversed(half[1:])]
    return Path.polyline([*right, *left], closed=True)


RING_MM = 176.0
RING_FOOT_MM = 10.0
RING_MARGIN_MM = 3.0


def ring_size(columns: int, rows: int) -> tuple[float, float]:
    """Size in mm of the picture of a solved ring: `columns` all round, and a little of its start again."""
    cell = min(5.0, RING_MM / columns)
    return columns * cell + 2 * RING_MARGIN_MM, rows * cell + RING_FOOT_MM + RING_MARGIN_MM


def draw_ring(canvas: Canvas, box: Box, panels: Sequence[Panel], cells: Sequence[Cells]) -> None:
    """The solved globe unrolled, cut open in the middle of the panel left of the star.

    Args:
        canvas: where to.
        box: of `ring_size`.
        panels: in their order round the globe, the one left of the star first.
        cells: of each.
    """
    width, count = panels[0].width, len(panels)
    around = width * count
    cut = width // 2
    mask = (1 << around) - 1
    ring = [(row >> cut | row << around - cut) & mask for row in joined(cells, width)]
    cell = (box.width_mm - 2 * RING_MARGIN_MM) / around
    x0, y0 = box.x_mm + RING_MARGIN_MM, box.y_mm + RING_MARGIN_MM
    height = len(ring) * cell
    draw_cells(canvas, ring, (x0, y0), cell)
    draw_mesh(canvas, Box(x0, y0, around * cell, height), around, len(ring))
    for found in digits_in_ring(ring, around):
        digit = Box(x0 + found.column * cell, y0 + found.row * cell, GLYPH_WIDTH * cell, GLYPH_HEIGHT * cell)
        canvas.draw(
            Path.rect(digit.inset(-cell / 2), 1.0), stroke=Role.ACCENT, width_mm=BOLD, dash=(1.8, 1.2)
        )
    for i, panel in enumerate(panels):
        x = x0 + (width * (i + 1) - cut) * cell
        canvas.draw(
            Path.line(x, y0, x, y0 + height + 1.5), stroke=Role.MUTED, width_mm=MIDDLE, dash=(0.8, 0.8)
        )
        draw_mark(canvas, panel.right_mark, x, y0 + height + RING_FOOT_MM / 2 + 1.2, 2.6, ground=Role.WHITE)
    canvas.draw(Path.rect(Box(x0, y0, around * cell, height)), stroke=Role.INK, width_mm=BOLD)


def draw_mesh(canvas: Canvas, box: Box, columns: int, rows: int) -> None:
    """Thin lines between cells."""
    for x in range(1, columns):
        at = box.x_mm + box.width_mm * x / columns
        canvas.draw(Path.line(at, box.y_mm, at, box.bottom_mm), stroke=Role.INK, width_mm=THIN)
    for y in range(1, rows):
        at = box.y_mm + box.height_mm * y / rows
        canvas.draw(Path.line(box.x_mm, at, box.right_mm, at), stroke=Role.INK, width_mm=THIN)
