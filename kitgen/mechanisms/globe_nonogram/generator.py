"""From a number to panels: digits over the seams, snow elsewhere, mended until the reasoning fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kitgen.mechanisms.globe_nonogram.board import PanelProof, glance_solvable, line_solvable, prove
from kitgen.mechanisms.globe_nonogram.clues import MARKS, START_MARK, Cells, GlobeClues, Panel, panel_of
from kitgen.mechanisms.globe_nonogram.glyphs import (
    GLYPH_HEIGHT,
    GLYPHS,
    LEFT_PART,
    RIGHT_PART,
    read_ring,
)
from kitgen.mechanisms.globe_nonogram.reasoning import seconds_for
from kitgen.rng import Rng

Reasoning = Literal["simple", "line", "probe", "probes"]

PROBING: Mapping[Reasoning, int] = {"probe": 1, "probes": 2}
"""Panels that ask for an assumption each."""

MENDS = 30
"""Cells of snow that are turned over before a panel is drawn anew."""
REDRAWS = 16
"""Panels drawn anew before the whole draw is given up."""
EASINGS: Mapping[Reasoning, int] = {"simple": 16, "line": 20, "probe": 40}
"""Cells of snow that are turned over once a panel is right, to see whether it then takes less time."""


class PanelDraft:
    """A panel being drawn: two half digits that stand fast, and snow that may change.

    Args:
        width, height: cells.
        before: the digit whose right part lies at the left edge, and its top row.
        after: the digit whose left part lies at the right edge, and its top row.
    """

    def __init__(self, width: int, height: int, before: tuple[str, int], after: tuple[str, int]) -> None:
        self.width, self.height = width, height
        self._fixed = [0] * height
        reserved = [0] * height
        right_part = (1 << RIGHT_PART) - 1
        self._reserve(reserved, before[1], (right_part << 1) | 1)
        self._reserve(reserved, after[1], ((1 << LEFT_PART + 1) - 1) << width - LEFT_PART - 1)
        # Above and below the border, gaps keep snow from running along a digit like a line drawn under it.
        for top, columns in (
            (before[1], 1 | 1 << RIGHT_PART),
            (after[1], 1 << width - LEFT_PART - 1),
        ):
            for y in (top - 2, top + GLYPH_HEIGHT + 1):
                if 0 <= y < height:
                    reserved[y] |= columns
        for i in range(GLYPH_HEIGHT):
            self._fixed[before[1] + i] |= GLYPHS[before[0]][i] >> LEFT_PART
            self._fixed[after[1] + i] |= (GLYPHS[after[0]][i] & (1 << LEFT_PART) - 1) << width - LEFT_PART
        self.snow = [(y, x) for y in range(height) for x in range(width) if not reserved[y] >> x & 1]

    def _reserve(self, reserved: list[int], top: int, columns: int) -> None:
        for y in range(max(0, top - 1), min(self.height, top + GLYPH_HEIGHT + 1)):
            reserved[y] |= columns

    def snowed(self, density: float, rng: Rng) -> list[int]:
        """Cells with fresh snow."""
        rows = list(self._fixed)
        for y, x in self.snow:
            if rng.chance(density):
                rows[y] |= 1 << x
        return rows


def draw_clues(
    answer: str, width: int, height: int, snow: float, reasoning: Reasoning, rng: Rng
) -> GlobeClues | None:
    """Panels whose ring reads the answer, or None where this draw came to nothing."""
    count = len(answer)
    tops = [rng.below(height - GLYPH_HEIGHT + 1) for _ in answer]
    marks = [START_MARK, *rng.sample(MARKS[1:], count - 1)]
    # Panel i lies between seam i - 1 and seam i; the star is under seam 0.
    drafts = [
        PanelDraft(width, height, (answer[i - 1], tops[i - 1]), (answer[i], tops[i])) for i in range(count)
    ]
    order = rng.shuffled(range(count))
    cells: dict[int, Cells] = {}
    probing = PROBING.get(reasoning, 0)
    # Not every pair of half digits can be made to ask for an assumption, so try them in turn.
    for i in order if probing else ():
        drawn = _draw_panel(drafts[i], snow, "probe", rng)
        if drawn is not None:
            cells[i] = drawn
        if len(cells) == probing:
            break
    if len(cells) < probing:
        return None
    for i in (i for i in order if i not in cells):
        # Half of the panels stay simple: somebody at the table is always younger, or new to this. Where
        # a panel asks for an assumption, all others do: that one takes as long as four of them.
        wanted: Reasoning = "line" if reasoning == "line" and len(cells) < (count + 1) // 2 else "simple"
        drawn = _draw_panel(drafts[i], snow, wanted, rng)
        if drawn is None:
            return None
        cells[i] = drawn
    if read_ring([cells[i] for i in range(count)], width) != answer:
        return None  # the snow made a digit of its own
    panels = [panel_of(cells[i], width, marks[i - 1], marks[i]) for i in range(count)]
    return GlobeClues(tuple(rng.shuffled(panels)))


def _draw_panel(draft: PanelDraft, snow: float, reasoning: Reasoning, rng: Rng) -> Cells | None:
    for _ in range(REDRAWS):
        cells = _mended(draft, draft.snowed(snow, rng), reasoning, rng)
        if cells is not None:
            return _eased(draft, cells, reasoning, rng)
    return None


def _eased(draft: PanelDraft, cells: Cells, reasoning: Reasoning, rng: Rng) -> Cells:
    """The same panel with other snow, which asks for the same reasoning but takes less time or as much.

    A globe is three to five panels, to be solved, folded and glued in one sitting: what a panel asks for
    beside the reasoning that makes its level is time, and seldom joy.
    """
    panel = panel_of(cells, draft.width, "", "")
    least = seconds_for(prove(panel).visits)
    for y, x in rng.shuffled(draft.snow)[: EASINGS[reasoning]]:
        rows = list(cells)
        rows[y] ^= 1 << x
        panel = panel_of(tuple(rows), draft.width, "", "")
        if reasoning == "probe" and not 0 < sum(1 for _ in line_solvable(panel).unknown()) <= PROBE_AREA:
            continue
        proof = _tried(panel, reasoning)
        if _suits(proof, reasoning) and (seconds := seconds_for(proof.visits)) <= least:
            cells, least = tuple(rows), seconds
    return cells


def _mended(draft: PanelDraft, rows: list[int], reasoning: Reasoning, rng: Rng) -> Cells | None:
    """Turn snow over where the reasoning stops, until the panel needs just what is wanted."""
    for _ in range(MENDS):
        panel = panel_of(tuple(rows), draft.width, "", "")
        board = glance_solvable(panel) if reasoning == "simple" else line_solvable(panel)
        stuck = set(board.unknown())
        # A panel that lines settle asks for no assumption: then any other snow may make it ask for one.
        ready = 0 < len(stuck) <= PROBE_AREA if reasoning == "probe" else not stuck
        if ready:
            if _suits(_tried(panel, reasoning), reasoning):
                return tuple(rows)
            if reasoning == "line":
                return None  # solved, but at a glance: draw something else
        y, x = rng.choice(_near(draft.snow, stuck))
        rows[y] ^= 1 << x
    return None


def _near(snow: list[tuple[int, int]], stuck: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Snow among the stuck cells, else in their rows and columns, else anywhere."""
    rows, columns = {y for y, _ in stuck}, {x for _, x in stuck}
    return (
        [cell for cell in snow if cell in stuck]
        or [(y, x) for y, x in snow if y in rows or x in columns]
        or snow
    )


PROBE_AREA = 24
"""Unknown cells a probing panel may have left when line logic ends: more are rarely settled by one probe."""


def _tried(panel: Panel, reasoning: Reasoning) -> PanelProof:
    """The proof of a panel, given up where it asks for more than is wanted."""
    return prove(panel, 1 if reasoning == "probe" else 0, searching=False)


def _suits(proof: PanelProof, reasoning: Reasoning) -> bool:
    used = [visit.technique for visit in proof.visits]
    if not proof.reasoned:
        return False
    if reasoning == "simple":
        return "reason" not in used
    if reasoning == "line":
        return "reason" in used
    return used.count("probe") == 1
