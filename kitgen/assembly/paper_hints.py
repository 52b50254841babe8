"""Hints on paper: the same rungs as phones show, as a sequence for each puzzle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kitgen.assembly.resolved import Say
from kitgen.hints.addresses import Rung
from kitgen.hints.site import NEED, PuzzleHints
from kitgen.layout.hint_strips import PaperHints, PaperRung
from kitgen.layout.plan import NightPrint
from kitgen.message import message

BULLET = "• "


def describe_paper_hints(puzzles: Sequence[PuzzleHints], night: NightPrint, say: Say) -> list[PaperHints]:
    """The hints of each puzzle as they stand on its strip."""
    emblems = {page.id: page.emblem for page in night.puzzles}
    return [
        PaperHints(puzzle.id, puzzle.title, puzzle.act_label, emblems[puzzle.id], tuple(_rungs(puzzle, say)))
        for puzzle in puzzles
    ]


def _rungs(puzzle: PuzzleHints, say: Say) -> Iterator[PaperRung]:
    """What the pages of a puzzle say in turn, the answer last."""
    form = say(message("paper-hints.form", form=puzzle.answer_form))
    needs = (*(BULLET + need for need in puzzle.needs), form)
    yield PaperRung(say(message(f"hints.rung.{NEED}")), needs)
    for rung, following in pairwise(puzzle.rungs):
        more = (say(message("paper-hints.answer-next")),) if following.name == Rung.ANSWER else ()
        yield PaperRung(say(rung.heading), (*rung.lines, *more))
    last = puzzle.rungs[-1]
    yield PaperRung(say(last.heading), last.lines)
