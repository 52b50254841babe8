"""Picture logic on a paper globe: the number appears when solved panels meet.

The rules, in a player's words: *Every panel is a grid. The numbers beside a row and above a column are its
runs of filled cells, in order, with a blank cell or more between two runs. When all panels are solved, fold
roof and tab back and glue each tab behind the panel whose half mark completes its own. The numbers vanish
inside, grid meets grid, and a digit stands across each seam. Start over the star, read to the right.*

Worked example: three panels of 6 x 7 cells, here solved and already in their order round the globe, the
star under the first seam.

    ###.##   ..#.##   ###.##
    ..#.##   ..#.##   ..#...
    ..#.##   ..#.##   ..#...
    ..#.##   ###.##   ..#...
    ..#...   ..#.##   ..#...
    ..#...   ..#.##   ..#...
    ..#...   ..#.##   ###...

`EXAMPLE` holds their printed numbers (the first row of the first panel says 3 2, its columns say 1, 1, 7,
0, 4, 4). Each panel ends with the left part of a digit and begins with the right part of the one before.
Across the seams stand 4, 0 and, from the last panel back to the first, 7: the answer is 407. Real panels
are larger; random snow fills all that is not a digit or its blank border. In the row beyond that border no
run of snow of three cells or more lies along a digit, where it would look like a line under it.

How the generator aims: digits are laid over the seams at random heights, snow falls at the density asked
for, and one cell of snow after the other is turned over where reasoning stops, until every panel yields to
what the level allows: looks at a glance (`simple`), full reasoning along a line in half of the panels
(`line`), or one assumption that dies in one panel (`probe`) or in each of two (`probes`), lines reasoned
there besides. The other panels stay simple. Then it turns single cells of snow over once more and keeps what
asks for the same but takes less time, as a globe has three to five panels to be solved, folded and glued.

What the solver knows: the numbers and the half marks. It takes the easiest reasoning first; where lines give
nothing more it supposes a cell, follows it along lines, and takes the opposite of what dies. What that does
not settle is not called unique, and a search only tells whether there are two pictures. Digits are read from
the cells, strictly: at each seam exactly one shape of the printed alphabet with a blank border, and none
anywhere else. So the number is what is proven, not a picture.

Lazy players: a panel shows no digit but only parts, and every left part belongs to two digits at least.
Who leaves a panel out is left guessing at the digit at its left edge.

Impossible: `probe` on panels of fewer than `PROBE_CELLS` cells; the digits leave too little to doubt.
Panels are at most 12 x 12: on larger ones the digits' blank surroundings seldom yield to looks alone.

Sources: that digits in snow can be mended to be line-solvable, and how often, was measured before (99 % of
draws). Seconds of techniques are assumed until somebody has measured them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import permutations
from typing import ClassVar

from pydantic import Field

from kitgen.canvas import Canvas
from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    MechanismParams,
    Misreading,
    Picture,
    Piece,
    PieceKind,
    Solution,
    Technique,
)
from kitgen.mechanisms.globe_nonogram.board import Visit, prove
from kitgen.mechanisms.globe_nonogram.clues import MARKS, Cells, GlobeClues, Panel, panel_of
from kitgen.mechanisms.globe_nonogram.drawing import draw_panel, draw_ring, ring_size
from kitgen.mechanisms.globe_nonogram.generator import Reasoning, draw_clues
from kitgen.mechanisms.globe_nonogram.glyphs import (
    DIGITS,
    GLYPHS,
    LEFT_PART,
    RIGHT_PART,
    read_ring,
)
from kitgen.mechanisms.globe_nonogram.plan import hand_lines, outline, plan_for
from kitgen.mechanisms.globe_nonogram.reasoning import (
    TECHNIQUES,
    State,
    line_list,
    panel_name,
    piece_ids,
    solve_globe,
    state_of,
    sweeps,
)
from kitgen.mechanisms.globe_nonogram.sheet import SHEET_MM, draw_sheet
from kitgen.message import Message, message
from kitgen.rng import Rng
from kitgen.units import Box

PROBE_CELLS = 72
"""Cells of a panel below which no draw in hundreds needed an assumption; 8 x 9 takes three draws."""


MOST_SNOW_TO_PROBE = 0.6
"""Snow above which hardly any draw leaves two panels open: 6 % at 0.65, none in 400 at 0.7."""


class GlobeParams(MechanismParams):
    """All an author may set."""

    columns: int = Field(default=9, ge=8, le=12, description="Cells across a panel.")
    rows: int = Field(default=9, ge=8, le=12, description="Cells down a panel; a digit takes seven.")
    snow: float = Field(
        default=0.5,
        ge=0.3,
        le=0.7,
        description="Share of the cells beside the digits that are filled at first.",
    )
    reasoning: Reasoning = Field(
        default="line",
        description="What is needed: 'simple' looks, reasoning along a 'line', a 'probe' that dies, or "
        "'probes' on two panels.",
    )
    cell_mm: float = Field(default=6.6, ge=5.6, le=7.0, description="Side of a cell on paper.")


class GlobeNonogram(Mechanism[GlobeParams, GlobeClues]):
    """The globe, by the contract."""

    slug: ClassVar[str] = "globe-nonogram"
    version: ClassVar[int] = 1
    techniques: ClassVar[Mapping[str, Technique]] = TECHNIQUES
    params_type = GlobeParams

    def preset(self, level: Level) -> GlobeParams:
        return {
            Level.EASY: GlobeParams(columns=8, rows=8, snow=0.65, reasoning="simple", cell_mm=6.6),
            Level.NORMAL: GlobeParams(columns=8, rows=9, snow=0.65, reasoning="line", cell_mm=6.6),
            Level.HARD: GlobeParams(columns=9, rows=8, snow=0.45, reasoning="probe", cell_mm=6.6),
            Level.FIENDISH: GlobeParams(columns=9, rows=8, snow=0.5, reasoning="probes", cell_mm=6.6),
        }[level]

    def answer_spec(self, params: GlobeParams) -> AnswerSpec:
        del params
        return AnswerSpec(DIGITS, 3, len(MARKS))

    def impossible(self, params: GlobeParams, answer: str) -> str:
        del answer
        cells = params.columns * params.rows
        if params.reasoning in ("probe", "probes") and cells < PROBE_CELLS:
            return (
                f"panels of {params.columns} x {params.rows} cells leave too little snow "
                f'beside the digits for "{params.reasoning}"; it needs {PROBE_CELLS} cells, such as 9 x 8'
            )
        if params.reasoning == "probes" and params.snow > MOST_SNOW_TO_PROBE:
            return (
                f"snow = {params.snow} settles nearly every cell at a glance, so that two panels hardly ever "
                f'need "probes"; {MOST_SNOW_TO_PROBE} is possible at most'
            )
        return ""

    def generate(self, params: GlobeParams, answer: str, given: Given, rng: Rng) -> GlobeClues | None:
        del given
        return draw_clues(answer, params.columns, params.rows, params.snow, params.reasoning, rng)

    def solve(self, clues: GlobeClues, given: Given) -> Solution:
        del given
        return solve_globe(clues)

    def pieces(self, params: GlobeParams, clues: GlobeClues) -> tuple[Piece, ...]:
        plan = plan_for(clues, params.cell_mm)
        names = ["numbers", "build", "digits"]
        if any(visit.probe for panel in clues.panels for visit in prove(panel).visits):
            names.insert(1, "probe")
        notes = tuple(message(f"globe-nonogram.note.{name}") for name in names)
        sheet = Piece("directions", "sheet", PieceKind.SHEET, *SHEET_MM, front=draw_sheet, notes=notes)
        panels = (
            Piece(
                piece_id,
                "panels",
                PieceKind.PROP,
                plan.width_mm,
                plan.height_mm,
                front=partial(draw_panel, panel=panel, plan=plan),
                outline=outline(plan),
                lines=hand_lines(plan),
                tolerance_mm=params.cell_mm / 3,
            )
            for piece_id, panel in zip(piece_ids(clues), clues.panels, strict=True)
        )
        return (sheet, *panels)

    def instructions(self, params: GlobeParams, clues: GlobeClues) -> Instructions:
        del params
        return Instructions(
            message("globe-nonogram.task"),
            message("globe-nonogram.done"),
            message("globe-nonogram.answer-form", count=len(clues.panels)),
            tools=message("globe-nonogram.tools"),
            making=message("globe-nonogram.making"),
        )

    def hints(self, params: GlobeParams, clues: GlobeClues, solution: Solution) -> Hints:
        del params, solution
        groups = [(panel, list(sweeps(prove(panel).visits))) for panel in clues.panels]
        panel, first = min(((p, g[0]) for p, g in groups if g), key=lambda pair: -_gain(pair[1]))
        method = [_method(panel, first)]
        for technique in ("reason", "probe"):
            told = next(
                ((p, g) for p, gs in groups for g in gs if technique in [v.technique for v in g]), None
            )
            if told is not None:
                method.append(_method(*told))
        method.append(message("globe-nonogram.method.build"))
        lines = line_list(first[0].axis, [visit.index for visit in first])
        return Hints(message("globe-nonogram.nudge", panel=panel_name(panel), lines=lines), tuple(method))

    def solved(self, params: GlobeParams, clues: GlobeClues, solution: Solution) -> tuple[Picture, ...]:
        del params
        panels, cells = _ring(clues, solution)

        def draw(canvas: Canvas, box: Box) -> None:
            draw_ring(canvas, box, panels, cells)

        size = ring_size(sum(panel.width for panel in panels), panels[0].height)
        return (Picture(*size, draw, message("globe-nonogram.picture.solved")),)

    def misreadings(self, clues: GlobeClues, solution: Solution) -> tuple[Misreading, ...]:
        answer = solution.answers[0]
        slips = {answer[0] + answer[:0:-1]: "backwards"}
        slips.setdefault(answer[::-1], "backwards")
        for i in range(1, len(answer)):
            slips.setdefault(answer[i:] + answer[:i], "start")
        panels, cells = _ring(clues, solution)
        for order in permutations(range(1, len(panels))):
            wrong = read_ring([cells[i] for i in (0, *order)], panels[0].width)
            if wrong:
                slips.setdefault(wrong, "ring")
        slips.pop(answer, None)
        return tuple(
            Misreading(wrong, message(f"globe-nonogram.slip.{name}")) for wrong, name in slips.items()
        )

    def demands(self, params: GlobeParams) -> frozenset[Demand]:
        del params
        return frozenset({Demand.SCISSORS})


def _ring(clues: GlobeClues, solution: Solution) -> tuple[list[Panel], list[Cells]]:
    """Panels and their cells in order round the globe, the one left of the star first."""
    order, cells = state_of(solution)
    return [clues.panels[i] for i in order], [cells[i] for i in order]


def _gain(sweep: list[Visit]) -> int:
    return sum((visit.filled | visit.blank).bit_count() for visit in sweep)


def _method(panel: Panel, sweep: list[Visit]) -> Message:
    first = sweep[0]
    if first.probe is not None:
        return message(
            "globe-nonogram.method.probe",
            panel=panel_name(panel),
            row=first.probe.row + 1,
            column=first.probe.column + 1,
        )
    technique = max((visit.technique for visit in sweep), key=list(TECHNIQUES).index)
    lines = line_list(first.axis, [visit.index for visit in sweep if visit.technique == technique])
    return message(f"globe-nonogram.method.{technique}", panel=panel_name(panel), lines=lines)


def _example() -> GlobeClues:
    halves = [("7", "4"), ("4", "0"), ("0", "7")]
    marks = ["star", "heart", "tree"]
    panels = []
    for i, (before, after) in enumerate(halves):
        cells = tuple(
            a >> LEFT_PART | (b & (1 << LEFT_PART) - 1) << RIGHT_PART + 1
            for a, b in zip(GLYPHS[before], GLYPHS[after], strict=True)
        )
        panels.append(panel_of(cells, RIGHT_PART + 1 + LEFT_PART, marks[i - 1], marks[i]))
    return GlobeClues(tuple(panels))


EXAMPLE = _example()
"""The worked example above."""

__all__ = ["EXAMPLE", "GlobeClues", "GlobeNonogram", "GlobeParams", "State"]
