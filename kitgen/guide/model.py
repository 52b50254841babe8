"""What the host's pages are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kitgen.engine import Accepted
from kitgen.layout.plan import KitPrint, PuzzlePrint


@dataclass(frozen=True)
class GuidePuzzle:
    """One puzzle as a host sees it.

    Args:
        page: what players' pages say about it.
        made: the proven puzzle; only the solutions read it.
        beat: its beat's id.
        act: number of its act.
        act_title: title of its act.
        needs: ids of the beats that must be solved before it.
        minutes: median minutes for one table.
        cutting_minutes: minutes with scissors before the night.
    """

    page: PuzzlePrint
    made: Accepted
    beat: str
    act: int
    act_title: str
    needs: tuple[str, ...]
    minutes: float
    cutting_minutes: float


@dataclass(frozen=True)
class GuideKit:
    """The kit as a host sees it.

    Args:
        page: what players' pages say about it.
        puzzles: in the order of the flow.
        sheets: number of pages by PDF file name.
        hints: 'lan', 'url' or 'none'.
        seed: printed in the solutions only.
        drawn_seed: whether kitgen drew it, so that nobody can guess it.
    """

    page: KitPrint
    puzzles: tuple[GuidePuzzle, ...]
    sheets: Mapping[str, int]
    hints: str
    seed: str
    drawn_seed: bool
