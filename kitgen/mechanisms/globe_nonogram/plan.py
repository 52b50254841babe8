"""The shape of a panel on paper: where its parts lie, where it is cut, folded and glued.

A panel is a grid with three margins. The row numbers stand on the glue tab, which slips behind the
neighbour's right edge; the column numbers stand on the roof, which folds inward; the foot carries half
marks. Once glued, no number is left in sight and grid meets grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitgen.canvas import LineKind, Path
from kitgen.mechanisms.contract import HandLine
from kitgen.mechanisms.globe_nonogram.clues import GlobeClues, Panel
from kitgen.units import Box

ROW_PITCH_MM = 4.3
COLUMN_PITCH_MM = 4.2
FOOT_MM = 12.0
GLUE_MM = 5.0
"""Breadth of the glue area along the tab's edge: a glue stick's narrow side."""
CLEAR_MM = 1.6
"""Numbers keep this far from a cut, for scissors seldom follow a curve more closely than 1.5 mm. The tenth
is for the arch, which is reckoned as an ellipse and drawn as a curve close to it."""
DIGIT_MM = (2.2, 2.5)
"""Width and height of a printed digit of a number, measured generously."""


@dataclass(frozen=True)
class PanelPlan:
    """Where the parts of a panel lie, in mm from its top left corner. All panels of a globe share one."""

    columns: int
    rows: int
    cell_mm: float
    tab_mm: float
    roof_mm: float
    dome_mm: float
    foot_mm: float = FOOT_MM

    @property
    def grid(self) -> Box:
        return Box(self.tab_mm, self.roof_mm, self.columns * self.cell_mm, self.rows * self.cell_mm)

    @property
    def foot(self) -> Box:
        return Box(self.tab_mm, self.grid.bottom_mm, self.grid.width_mm, self.foot_mm)

    @property
    def width_mm(self) -> float:
        return self.grid.right_mm

    @property
    def height_mm(self) -> float:
        return self.foot.bottom_mm


def plan_for(clues: GlobeClues, cell_mm: float) -> PanelPlan:
    """The plan of a globe: margins as wide as its longest clues need, under as round a roof as they allow."""
    panels = clues.panels
    width, height = panels[0].width, panels[0].height
    longest_row = max(len(line) for panel in panels for line in panel.rows)
    longest_column = max(len(line) for panel in panels for line in panel.columns)
    tab = max(17.0, GLUE_MM + 1.8 + ROW_PITCH_MM * longest_row)
    least = max(14.0, COLUMN_PITCH_MM * longest_column + 2.4)
    stacks = _stacks(panels)
    plan = PanelPlan(width, height, cell_mm, tab, least, 0.0)
    for half_mm in range(25):
        roof = least + half_mm / 2
        for dome in range(int(roof * 0.6), 5, -1):
            plan = PanelPlan(width, height, cell_mm, tab, roof, float(dome))
            if _clearance(stacks, plan) >= CLEAR_MM:
                return plan
    return plan


def row_numbers(panel: Panel, plan: PanelPlan) -> Iterator[tuple[Box, int]]:
    """A box for each number on the tab, and the number; 0 where a row has none."""
    grid = plan.grid
    for y, clue in enumerate(panel.rows):
        for back, run in enumerate(reversed(clue or (0,))):
            x = grid.x_mm - 1.2 - (back + 1) * ROW_PITCH_MM
            yield Box(x, grid.y_mm + y * plan.cell_mm, ROW_PITCH_MM, plan.cell_mm), run


def column_numbers(panel: Panel, plan: PanelPlan) -> Iterator[tuple[Box, int]]:
    """The same on the roof."""
    grid = plan.grid
    for x, clue in enumerate(panel.columns):
        for back, run in enumerate(reversed(clue or (0,))):
            top = grid.y_mm - 1.0 - (back + 1) * COLUMN_PITCH_MM
            yield Box(grid.x_mm + x * plan.cell_mm, top, plan.cell_mm, COLUMN_PITCH_MM), run


def _stacks(panels: Sequence[Panel]) -> list[tuple[int, int]]:
    """The most numbers and the most digits in a number that any panel has in each column."""
    lines = zip(*(panel.columns for panel in panels), strict=True)
    return [
        (max(max(1, len(line)) for line in same), max(len(str(run)) for line in same for run in (*line, 0)))
        for same in lines
    ]


def _clearance(stacks: Sequence[tuple[int, int]], plan: PanelPlan) -> float:
    """The least distance in mm between the topmost numbers on the roof and the roof's edge."""
    cell, reach = plan.cell_mm, 2 * plan.cell_mm
    arch = [(reach * i / 20, _arch(i / 20, plan.dome_mm)) for i in range(21)]
    least = math.inf
    for x, (numbers, digits) in enumerate(stacks):
        centre = (x + 0.5) * cell
        half = DIGIT_MM[0] * digits / 2
        top = plan.roof_mm - 1.0 - (numbers - 0.5) * COLUMN_PITCH_MM - DIGIT_MM[1] / 2
        least = min(least, top)
        # The arch at the right is the left one's mirror image.
        for middle in (centre, plan.columns * cell - centre):
            for at, fall in arch:
                least = min(least, math.hypot(max(0.0, abs(at - middle) - half), max(0.0, top - fall)))
    return least


def _arch(share: float, fall: float) -> float:
    """How far the roof's edge has come down at a share of the way from the side to its flat top, in mm.

    The outline's curve has its handles at 0.55 of the way to the corner, as a quarter of an ellipse has.
    """
    return fall * (1 - math.sqrt(max(0.0, 1 - (1 - share) ** 2)))


def outline(plan: PanelPlan) -> Path:
    """The cut line: a roof that is arched like a dome, a tab with clipped corners."""
    left, right = plan.tab_mm, plan.width_mm
    top, bottom, fall, reach = plan.roof_mm, plan.height_mm, plan.dome_mm, 2 * plan.cell_mm
    clip = min(3.0, plan.foot_mm / 3)
    bend_x, bend_y = reach * 0.45, fall * 0.45
    return Path(
        (
            ("M", (left, top)),
            ("L", (left, fall)),
            ("C", (left, bend_y, left + bend_x, 0, left + reach, 0)),
            ("L", (right - reach, 0)),
            ("C", (right - bend_x, 0, right, bend_y, right, fall)),
            ("L", (right, bottom)),
            ("L", (clip, bottom)),
            ("L", (0, bottom - clip)),
            ("L", (0, top + clip)),
            ("L", (clip, top)),
            ("Z", ()),
        )
    )


def glue_area(plan: PanelPlan) -> Path:
    """The part of the tab that takes glue: a strip along its edge, and all that lies beside the foot."""
    top, bottom, foot = plan.roof_mm, plan.height_mm, plan.foot.y_mm
    clip = min(3.0, plan.foot_mm / 3)
    corners: Sequence[tuple[float, float]] = (
        (clip, top),
        (GLUE_MM, top),
        (GLUE_MM, foot),
        (plan.tab_mm, foot),
        (plan.tab_mm, bottom),
        (clip, bottom),
        (0, bottom - clip),
        (0, top + clip),
    )
    return Path.polyline(corners, closed=True)


def hand_lines(plan: PanelPlan) -> tuple[HandLine, ...]:
    """Two folds away from the reader, and the middle of the glue area."""
    grid, bottom = plan.grid, plan.height_mm
    return (
        HandLine(Path.line(grid.x_mm, grid.y_mm, grid.x_mm, bottom), LineKind.FOLD_MOUNTAIN),
        HandLine(Path.line(grid.x_mm, grid.y_mm, grid.right_mm, grid.y_mm), LineKind.FOLD_MOUNTAIN),
        HandLine(
            Path.line(GLUE_MM / 2, grid.y_mm + 4.0, GLUE_MM / 2, bottom - 4.5),
            LineKind.GLUE,
        ),
    )
