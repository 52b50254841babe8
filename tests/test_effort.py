"""Minutes come from steps and from hands; each sort of work counts where it is done."""

from __future__ import annotations

import math

import pytest

from kitgen.canvas import Canvas, LineKind, Path
from kitgen.effort import scissors_minutes, solving_minutes
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
    plain = solving_minutes(TECHNIQUES, solution(1), [prop()])
    assert solving_minutes(TECHNIQUES, solution(1), [prop(LineKind.FOLD_MOUNTAIN, LineKind.GLUE)]) > plain
    assert solving_minutes(TECHNIQUES, solution(1), [prop(LineKind.CUT)]) == plain


def test_each_sort_of_cut_adds_to_the_minutes_with_scissors_and_nothing_takes_none() -> None:
    assert scissors_minutes(0, 0.0, 0) == 0
    whole = scissors_minutes(8, 314.0, 2)
    parts = scissors_minutes(8, 0.0, 0) + scissors_minutes(0, 314.0, 0) + scissors_minutes(0, 0.0, 2)
    assert whole == pytest.approx(parts)
    assert scissors_minutes(16, 628.0, 4) == pytest.approx(2 * whole)


def test_a_sheet_of_nine_cards_and_a_disc_take_what_their_reasons_say() -> None:
    # Nine cards edge to edge have four upright and four level cuts: a minute and a half.
    assert 1.2 <= scissors_minutes(8, 0.0, 0) <= 2.0
    # A disc of 10 cm: about 40 seconds.
    assert 0.5 <= scissors_minutes(0, math.pi * 100, 0) <= 0.9
