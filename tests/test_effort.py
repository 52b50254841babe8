"""Minutes come from steps and from hands; each sort of work counts where it is done."""

from __future__ import annotations

import pytest

from kitgen.canvas import Canvas, LineKind, Path
from kitgen.effort import cutting_minutes, solving_minutes
from kitgen.mechanisms.contract import HandLine, Level, Piece, PieceKind, Solution, Step, Technique, Verdict
from kitgen.message import message
from kitgen.units import Box

TECHNIQUES = {"look": Technique(Level.EASY, 30.0)}
LINE = Path.line(0, 0, 1, 1)


def nothing(canvas: Canvas, box: Box) -> None:
    del canvas, box


def prop(*kinds: LineKind, copies: int = 1) -> Piece:
    lines = tuple(HandLine(LINE, kind) for kind in kinds)
    return Piece("p", "g", PieceKind.PROP, 10, 10, nothing, lines=lines, copies=copies)


def solution(steps: int) -> Solution:
    return Solution(Verdict.UNIQUE, ("A",), ("s",), tuple(Step(message("x"), "look") for _ in range(steps)))


def test_each_step_adds_the_seconds_of_its_technique() -> None:
    more = solving_minutes(TECHNIQUES, solution(7), ()) - solving_minutes(TECHNIQUES, solution(3), ())
    assert more == pytest.approx(4 * 30 / 60)


def test_folding_and_gluing_belong_to_the_play_and_cutting_to_the_day_before() -> None:
    plain = [prop()]
    folded = [prop(LineKind.FOLD_MOUNTAIN, LineKind.GLUE)]
    holed = [prop(LineKind.CUT)]
    assert solving_minutes(TECHNIQUES, solution(1), folded) > solving_minutes(TECHNIQUES, solution(1), plain)
    assert cutting_minutes(folded) == cutting_minutes(plain)
    assert cutting_minutes(holed) > cutting_minutes(plain)
    assert solving_minutes(TECHNIQUES, solution(1), holed) == solving_minutes(TECHNIQUES, solution(1), plain)


def test_copies_count_and_sheets_are_not_cut() -> None:
    assert cutting_minutes([prop(copies=3)]) == pytest.approx(3 * cutting_minutes([prop()]))
    assert cutting_minutes([Piece("s", "g", PieceKind.SHEET, 10, 10, nothing)]) == 0
