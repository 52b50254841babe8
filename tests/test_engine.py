"""The engine believes only the solver: wrong, several, ungraded and unlucky draws are refused."""

from __future__ import annotations

import dataclasses

import pytest

from kitgen.engine import make_puzzle, refusal
from kitgen.errors import GenerationError
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Solution, Verdict
from kitgen.mechanisms.template import ButtonClues, ButtonParams, ButtonRow
from kitgen.rng import Rng

GOOD = Solution(Verdict.UNIQUE, ("WINDOW",), ("state",), (), Level.EASY)


@pytest.mark.parametrize(
    ("solution", "reason"),
    [
        (dataclasses.replace(GOOD, verdict=Verdict.SEVERAL), "verdict several"),
        (dataclasses.replace(GOOD, verdict=Verdict.GAVE_UP), "verdict gave up"),
        (dataclasses.replace(GOOD, states=("a", "b")), "2 complete states"),
        (dataclasses.replace(GOOD, states=()), "0 complete states"),
        (dataclasses.replace(GOOD, answers=("WIDOW",)), "reads another answer"),
        (dataclasses.replace(GOOD, answers=("WINDOW", "WIDOW")), "reads another answer"),
        (dataclasses.replace(GOOD, tier=Level.HARD), "graded hard"),
    ],
)
def test_a_solution_that_proves_less_is_refused_with_its_reason(solution: Solution, reason: str) -> None:
    assert refusal(solution, "WINDOW", Level.EASY) == reason


def test_a_proven_solution_of_the_right_level_is_taken() -> None:
    assert refusal(GOOD, "WINDOW", Level.EASY) == ""


class _Unlucky(ButtonRow):
    """Draws nothing twice, then like its parent."""

    def generate(self, params: ButtonParams, answer: str, given: Given, rng: Rng) -> ButtonClues | None:
        first_numbers = getattr(self, "first_numbers", [])
        first_numbers.append(rng.derive("peek").random())
        self.first_numbers = first_numbers
        return super().generate(params, answer, given, rng) if len(first_numbers) > 2 else None


def test_an_unlucky_draw_is_drawn_again_from_a_stream_of_its_own() -> None:
    mechanism = _Unlucky()
    made = make_puzzle(mechanism, ButtonParams(), Level.EASY, "MOTH", NOTHING_GIVEN, Rng("s"))
    assert made.tries == 3
    assert len(set(mechanism.first_numbers)) == 3
    assert made.refusals["the draw came to nothing"] == 2


def test_giving_up_says_how_often_and_why() -> None:
    with pytest.raises(GenerationError, match=r"No hard puzzle by template in 7 tries: 7 x graded easy\."):
        make_puzzle(ButtonRow(), ButtonParams(), Level.HARD, "MOTH", NOTHING_GIVEN, Rng("s"), max_tries=7)


def test_a_slip_that_reads_as_another_answer_of_the_kit_is_refused() -> None:
    with pytest.raises(GenerationError, match="a slip reads as an answer of the kit"):
        make_puzzle(
            ButtonRow(),
            ButtonParams(),
            Level.EASY,
            "STAR",
            NOTHING_GIVEN,
            Rng("s"),
            forbidden=["RATS"],
            max_tries=3,
        )
