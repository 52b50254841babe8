"""The globe's panels on paper, and the host's picture of the solved ring.

A panel is a grid with three margins: the row numbers stand on the glue tab, which slips behind the
neighbour's right edge; the column numbers stand on the roof, which folds inward; the foot carries half
marks. Once glued, no number is left in sight and grid meets grid.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine
from kitgen.mechanisms.globe_nonogram.clues import START_MARK, Cells, GlobeClues, Panel
from kitgen.mechanisms.globe_nonogram.glyphs import (
    GLYPH_HEIGHT,
    GLYPH_WIDTH,
    digits_in_ring,
    joined,
)
from kitgen.units import Box

NUMBER_PT = 10.0
ROW_PITCH_MM = 4.3
COLUMN_PITCH_MM = 4.2
FOOT_MM = 12.0
MARK_MM = 3.7
"""Radius of a mark: half of it fits well into the foot."""
THIN, MIDDLE, BOLD = 0.2, 0.35, 0.6


@dataclass(frozen=True)
class PanelPlan:
    """Where the parts of a panel lie, in mm from its top left corner. All panels of a globe share one."""

    columns: int
    rows: int
    cell_mm: float
    tab_mm: float
    roof_mm: float
    dome_mm: float

    @property
    def grid(self) -> Box:
        return Box(self.tab_mm, self.roof_mm, self.columns * self.cell_mm, self.rows * self.cell_mm)

    @property
    def foot(self) -> Box:
        return Box(self.tab_mm, self.grid.bottom_mm, self.grid.width_mm, FOOT_MM)

    @property
    def width_mm(self) -> float:
        return self.grid.right_mm

    @property
    def height_mm(self) -> float:
        return self.foot.bottom_mm


def plan_for(clues: GlobeClues, cell_mm: float) -> PanelPlan:
    """The plan of a globe: margins as wide as its longest clues need."""
    panels = clues.panels
    longest_row = max(len(line) for panel in panels for line in panel.rows)
    longest_column = max(len(line) for panel in panels for line in panel.columns)
    roof = max(15.0, COLUMN_PITCH_MM * longest_column + 5.0)
    outer = max(len(panel.columns[x]) for panel in panels for x in (0, -1))
    # An arch over two cells has come down by half where the outer column's numbers stand.
    dome = min(roof - 2.0, 2 * (roof - 2.0 - COLUMN_PITCH_MM * max(1, outer)))
    tab = max(15.0, ROW_PITCH_MM * longest_row + 4.0)
    return PanelPlan(panels[0].width, panels[0].height, cell_mm, tab, roof, dome)


def outline(plan: PanelPlan) -> Path:
    """The cut line: a roof that is arched like a dome, a tab with clipped corners."""
    left, right = plan.tab_mm, plan.width_mm
    top, bottom, fall, reach = plan.roof_mm, plan.height_mm, plan.dome_mm, 2 * plan.cell_mm
    bend_x, bend_y = reach * 0.45, fall * 0.45
    return Path(
        (
            ("M", (left, top)),
            ("L", (left, fall)),
            ("C", (left, bend_y, left + bend_x, 0, left + reach, 0)),
            ("L", (right - reach, 0)),
            ("C", (right - bend_x, 0, right, bend_y, right, fall)),
            ("L", (right, bottom)),
            ("L", (2.0, bottom)),
            ("L", (0, bottom - 3.0)),
            ("L", (0, top + 1.6)),
            ("L", (1.6, top)),
            ("Z", ()),
        )
    )


def hand_lines(plan: PanelPlan) -> tuple[HandLine, ...]:
    """Two folds away from the reader and the edge of the glue tab."""
    grid, bottom = plan.grid, plan.height_mm
    return (
        HandLine(Path.line(grid.x_mm, grid.y_mm, grid.x_mm, bottom), LineKind.FOLD_MOUNTAIN),
        HandLine(Path.line(grid.x_mm, grid.y_mm, grid.right_mm, grid.y_mm), LineKind.FOLD_MOUNTAIN),
        HandLine(
            Path.line(2.0, plan.foot.y_mm + FOOT_MM / 2, grid.x_mm - 2.0, plan.foot.y_mm + FOOT_MM / 2),
            LineKind.GLUE,
        ),
    )


def draw_panel(canvas: Canvas, box: Box, panel: Panel, plan: PanelPlan) -> None:
    """One panel as players get it: numbers, an empty grid, the foot."""
    with canvas.moved(box.x_mm, box.y_mm):
        _stripes(canvas, plan)
        _numbers(canvas, panel, plan)
        canvas.draw(Path.rect(plan.grid), fill=Role.WHITE)
        _grid(canvas, plan.grid, plan.columns, plan.rows, plan.cell_mm)
        _foot(canvas, panel, plan)


def _stripes(canvas: Canvas, plan: PanelPlan) -> None:
    """Every other line's margin is shaded, to guide the eye from number to line."""
    grid, cell = plan.grid, plan.cell_mm
    for y in range(0, plan.rows, 2):
        canvas.draw(Path.rect(Box(1.8, grid.y_mm + y * cell, grid.x_mm - 1.8, cell)), fill=Role.SHADE)
    with canvas.clipped(outline(plan)):
        for x in range(0, plan.columns, 2):
            canvas.draw(Path.rect(Box(grid.x_mm + x * cell, 0, cell, grid.y_mm)), fill=Role.SHADE)


def _numbers(canvas: Canvas, panel: Panel, plan: PanelPlan) -> None:
    grid, cell = plan.grid, plan.cell_mm
    for y, clue in enumerate(panel.rows):
        for back, run in enumerate(reversed(clue or (0,))):
            x = grid.x_mm - 1.2 - (back + 1) * ROW_PITCH_MM
            _number(canvas, Box(x, grid.y_mm + y * cell, ROW_PITCH_MM, cell), run)
    for x, clue in enumerate(panel.columns):
        for back, run in enumerate(reversed(clue or (0,))):
            top = grid.y_mm - 1.0 - (back + 1) * COLUMN_PITCH_MM
            _number(canvas, Box(grid.x_mm + x * cell, top, cell, COLUMN_PITCH_MM), run)


def _number(canvas: Canvas, box: Box, run: int) -> None:
    canvas.text_in(
        box, str(run), face=Face.EXACT_BOLD, size_pt=NUMBER_PT, role=Role.MUTED if not run else Role.BODY
    )


def _grid(canvas: Canvas, grid: Box, columns: int, rows: int, cell: float) -> None:
    """Cell lines, every fifth a little stronger. The sides stay thin: there the next grid goes on."""
    for x in range(1, columns):
        at = grid.x_mm + x * cell
        width = MIDDLE if x % 5 == 0 else THIN
        ends = (grid.y_mm + width / 2, grid.bottom_mm - width / 2)
        canvas.draw(Path.line(at, ends[0], at, ends[1]), stroke=Role.INK, width_mm=width)
    for y in range(1, rows):
        at = grid.y_mm + y * cell
        width = MIDDLE if y % 5 == 0 else THIN
        ends = (grid.x_mm + width / 2, grid.right_mm - width / 2)
        canvas.draw(Path.line(ends[0], at, ends[1], at), stroke=Role.INK, width_mm=width)


def _foot(canvas: Canvas, panel: Panel, plan: PanelPlan) -> None:
    foot = plan.foot
    with canvas.clipped(Path.rect(foot)):
        canvas.draw(Path.rect(foot), fill=Role.BAND)
        _drift(canvas, foot)
        middle = foot.y_mm + FOOT_MM * 0.56
        for name, x in ((panel.left_mark, foot.x_mm), (panel.right_mark, foot.right_mm)):
            draw_mark(canvas, name, x, middle, MARK_MM, ground=Role.BAND)
        seam = Path.line(foot.x_mm + 7, middle, foot.right_mm - 7, middle)
        canvas.draw(seam, stroke=Role.GLOW, width_mm=MIDDLE, dash=(2.0, 1.6))


def _drift(canvas: Canvas, foot: Box) -> None:
    """A snowdrift along the top of the foot, level at both sides so that neighbours meet."""
    top, waves = foot.y_mm, max(2, round(foot.width_mm / 22))
    points = [
        (foot.x_mm + foot.width_mm * i / (4 * waves), top + 1.0 + 0.8 * math.sin(math.pi * i / 2))
        for i in range(4 * waves + 1)
    ]
    curve = Path.smooth(points)
    closing = (("L", (foot.right_mm, top)), ("L", (foot.x_mm, top)), ("Z", ()))
    canvas.draw(Path(curve.segments + closing), fill=Role.WHITE)
    canvas.draw(Path.line(foot.x_mm, top, foot.right_mm, top), stroke=Role.INK, width_mm=BOLD)


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


def draw_cells(
    canvas: Canvas, rows: Sequence[int], columns: int, corner: tuple[float, float], cell: float
) -> None:
    """Filled cells, in runs so that no hairlines show."""
    x0, y0 = corner
    for y, row in enumerate(rows):
        x = 0
        while x < columns:
            end = x
            while end < columns and row >> end & 1:
                end += 1
            if end > x:
                run = Box(x0 + x * cell, y0 + y * cell, (end - x) * cell, cell)
                canvas.draw(Path.rect(run), fill=Role.INK)
            x = end + 1


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
    draw_cells(canvas, ring, around, (x0, y0), cell)
    _grid(canvas, Box(x0, y0, around * cell, height), around, len(ring), cell)
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
