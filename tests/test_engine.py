"""The engine believes only the solver: wrong, several, ungraded and unlucky draws are refused."""

from __future__ import annotations

import dataclasses

import pytest

from kitgen.engine import make_puzzle, refusal
from kitgen.errors import GenerationError
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Piece, Solution, Use, Verdict
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


class _Littering(ButtonRow):
    """Hands out a card that no step of its solution touches."""

    use = Use.NEEDED

    def pieces(self, params: ButtonParams, clues: ButtonClues) -> tuple[Piece, ...]:
        first, *rest = super().pieces(params, clues)
        return (first, *rest, dataclasses.replace(first, id="stray", use=self.use))


def test_a_piece_without_a_use_is_a_fault_of_its_mechanism() -> None:
    with pytest.raises(GenerationError, match="prints stray, and no step"):
        make_puzzle(_Littering(), ButtonParams(), Level.EASY, "MOTH", NOTHING_GIVEN, Rng("s"))


def test_a_piece_that_says_it_is_a_decoy_is_none() -> None:
    mechanism = _Littering()
    mechanism.use = Use.DECOY
    assert make_puzzle(mechanism, ButtonParams(), Level.EASY, "MOTH", NOTHING_GIVEN, Rng("s")).pieces


class _Forgetful(ButtonRow):
    """Says that it uses earlier answers, and does not."""

    uses_given = True


def test_a_last_word_that_can_do_without_an_earlier_answer_is_refused() -> None:
    given = Given(answers={"wall": "DANGER"}, boxes={"wall": "A"})
    with pytest.raises(GenerationError, match="3 x it does not need the answer of wall"):
        make_puzzle(_Forgetful(), ButtonParams(), Level.EASY, "MOTH", given, Rng("s"), max_tries=3)


def test_a_solver_is_never_told_the_decoys() -> None:
    seen: list[tuple[str, ...]] = []

    class Peeking(ButtonRow):
        def solve(self, clues: ButtonClues, given: Given) -> Solution:
            seen.append(given.decoys)
            return super().solve(clues, given)

    given = Given(decoys=("SPOOL", "THIMBLE"))
    make_puzzle(Peeking(), ButtonParams(), Level.EASY, "MOTH", given, Rng("s"))
    assert set(seen) == {()}
