"""Split scales: its worked example, its second opinion, its lazy players."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.split_scales import SplitScales
from kitgen.mechanisms.split_scales.clues import LEFT_DOWN, RIGHT_DOWN, Pan, Scale, SplitScalesClues
from kitgen.mechanisms.split_scales.params import HEAVIEST, WINDOW_CELLS, SplitScalesParams
from kitgen.mechanisms.split_scales.well import (
    CELL_MM,
    FLAP_MM,
    FRONT_MM,
    LETTER_X,
    NUMBER_X,
    ROPE_MM,
    WINDOW,
)
from kitgen.rng import Rng
from tests.mechanisms.split_scales_second_opinion import readings, weighings

MECHANISM = SplitScales()
SEEDS = range(12)
CASES = [(level, seed) for level in Level for seed in SEEDS]

EXAMPLE = SplitScalesClues(
    pictures=(
        (Scale(Pan(("bell", "bell")), Pan(("key",), 1)),),
        (Scale(Pan(("bell", "key")), Pan((), 8)),),
    ),
    order=("bell", "key"),
    rope=tuple("XYNXOZABCDEFGHIJKLMPQRSTUVWX"),
)
"""Two bells balance a key and 1; on the other picture a bell and a key balance 8: so 3 and 5."""


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"scales-{seed}", level.value)
    answer = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(4 + seed % 3))
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, NOTHING_GIVEN, rng.derive("clues"))


def agree(clues: SplitScalesClues) -> Verdict:
    """The mechanism's verdict, after the second opinion was held against it."""
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    right = readings(clues, NOTHING_GIVEN)
    if solution.verdict is Verdict.UNIQUE:
        assert set(solution.answers) == right
    elif solution.verdict is Verdict.SEVERAL:
        assert len(right) == len(solution.answers) != 1
    else:
        assert len(right) == 1
        assert set(solution.answers) == right
    return solution.verdict


def changed(clues: SplitScalesClues, picture: int, place: int, *scales: Scale) -> SplitScalesClues:
    """The same with a scale replaced, or left out."""
    pictures = list(clues.pictures)
    pictures[picture] = (*pictures[picture][:place], *scales, *pictures[picture][place + 1 :])
    return replace(clues, pictures=(pictures[0], pictures[1]))


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("NO",)
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"NO"}


def test_the_worked_example_needs_both_pictures() -> None:
    for picture in (0, 1):
        assert agree(changed(EXAMPLE, picture, 0)) is Verdict.SEVERAL


def test_scales_that_cannot_stand_as_drawn_are_refused_by_both() -> None:
    odd = changed(EXAMPLE, 1, 0, Scale(Pan(("bell", "key")), Pan((), 9)))
    assert readings(odd, NOTHING_GIVEN) == set()
    assert agree(odd) is Verdict.SEVERAL
    leaning = changed(EXAMPLE, 1, 0, Scale(Pan(("bell", "key")), Pan((), 48), LEFT_DOWN))
    assert readings(leaning, NOTHING_GIVEN) == set()
    assert agree(leaning) is Verdict.SEVERAL


def test_nothing_weighs_more_than_the_rope_is_long() -> None:
    heavy = changed(EXAMPLE, 1, 0, Scale(Pan(("bell",)), Pan((), 23), LEFT_DOWN))
    assert readings(heavy, NOTHING_GIVEN) == set()
    assert agree(heavy) is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_second_opinion_reads_the_same_one_answer(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}
    assert agree(puzzle.clues) is Verdict.UNIQUE


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_solvers_agree_on_broken_clues(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    rng = Rng(f"broken-{seed}", level.value)
    for picture, place, scale in clues.scales:
        agree(changed(clues, picture, place))
        lean = rng.choice([value for value in (0, LEFT_DOWN, RIGHT_DOWN) if value != scale.lean])
        agree(changed(clues, picture, place, replace(scale, lean=lean)))
        heavier = replace(scale.right, number=scale.right.number + rng.between(1, 3))
        agree(changed(clues, picture, place, replace(scale, right=heavier)))


# --- lazy players ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_either_picture_alone_leaves_several_answers(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    for alone in (
        replace(clues, pictures=(clues.pictures[0], ())),
        replace(clues, pictures=((), clues.pictures[1])),
    ):
        assert len(readings(alone, NOTHING_GIVEN)) > 1
        assert agree(alone) is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_players_have_scales_to_read(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    a, b = map(len, clues.pictures)
    assert min(a, b) >= 2
    assert abs(a - b) <= 2


def test_most_scales_cannot_be_skipped() -> None:
    # That nothing is heavier than 24 may make up for a scale, though nobody would reckon that way.
    idle = []
    for level, seed in CASES:
        clues = made(level, seed).clues
        skipped = [changed(clues, picture, place) for picture, place, _ in clues.scales]
        idle.append(sum(len(readings(left, NOTHING_GIVEN)) == 1 for left in skipped))
        assert idle[-1] <= len(skipped) - 2
    assert sum(idle) <= len(CASES)


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_one_state_alone_stands_and_no_two_letters_are_pulled_to_the_same_place(
    level: Level, seed: int
) -> None:
    clues = made(level, seed).clues
    scales = [scale for _, _, scale in clues.scales]
    (weights,) = weighings(scales, clues.things)
    assert len(set(weights.values())) == len(weights)


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_rope_does_not_read_the_answer_by_itself(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    rope = "".join(puzzle.clues.rope)
    assert len(rope) == 28
    assert puzzle.answer not in rope
    assert puzzle.answer not in rope[::-1]


# --- params ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "answer", "said"),
    [
        (SplitScalesParams(halves=3, lists=1), "NOON", "set things to 5"),
        (SplitScalesParams(replaces=2, lists=1, crosses=1), "NOON", "at most 6"),
        (SplitScalesParams(halves=3, lists=1), "DRAIN", ""),
        (SplitScalesParams(), "NOON", ""),
    ],
)
def test_params_that_cannot_work_together_are_named(
    params: SplitScalesParams, answer: str, said: str
) -> None:
    found = MECHANISM.impossible(params, answer)
    assert (said in found) if said else found == ""


@pytest.mark.parametrize("wrong", [{"things": 3}, {"things": 7}, {"halves": 4}, {"lists": 2}, {"scales": 1}])
def test_params_beyond_their_limits_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        SplitScalesParams.model_validate(wrong)


def test_every_preset_carries_every_length() -> None:
    for level in Level:
        params = MECHANISM.preset(level)
        spec = MECHANISM.answer_spec(params)
        assert (spec.shortest, spec.longest) == (4, 6)
        for answer in ("NOON", "AAAAA", "WINDOW"):
            assert MECHANISM.impossible(params, answer) == ""
            rng = Rng("lengths", level.value, answer)
            puzzle = make_puzzle(MECHANISM, params, level, answer, NOTHING_GIVEN, rng)
            assert readings(puzzle.clues, NOTHING_GIVEN) == {answer}


def test_slips_differ_from_the_answer() -> None:
    for level, seed in CASES:
        puzzle = made(level, seed)
        assert all(slip.answer != puzzle.answer for slip in puzzle.misreadings)


# --- the paper ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "seed"), [(level, seed) for level in Level for seed in range(3)])
def test_one_picture_alone_fixes_one_letter_at_the_most(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    for picture in clues.pictures:
        still_open = 0
        for thing in clues.order:
            letters: set[str] = set()
            for weight in range(1, HEAVIEST + 1):
                supposed = Scale(Pan((thing,)), Pan((), weight))
                if readings(replace(clues, pictures=(picture, (supposed,))), NOTHING_GIVEN):
                    letters.add(clues.letter(weight))
                if len(letters) > 1:
                    break
            still_open += len(letters) > 1
        assert still_open >= len(clues.order) - 1


@pytest.mark.parametrize("weight", range(1, HEAVIEST + 1))
def test_the_window_lies_over_the_letter_that_the_solver_reads(weight: int) -> None:
    # The lower edge of the number's cell lies on the rim; everything is measured from there.
    rope_top = -(HEAVIEST - weight + 1) * CELL_MM
    cell_of_letter = weight - WINDOW_CELLS
    cell_top = rope_top + (HEAVIEST - cell_of_letter) * CELL_MM
    assert cell_top == pytest.approx(WINDOW.y_mm)
    assert WINDOW.height_mm == pytest.approx(CELL_MM)


def test_the_window_shows_letters_and_hides_numbers_wherever_the_rope_lies() -> None:
    play = FRONT_MM - ROPE_MM[1]
    left = WINDOW.x_mm - FLAP_MM
    widest_letter, widest_number = 4.2, 3.6
    assert left >= NUMBER_X + widest_number / 2 - 0.1
    assert left <= LETTER_X - widest_letter / 2
    assert left + WINDOW.width_mm >= LETTER_X + widest_letter / 2 + play


def test_everything_fits_in_half_a_sheet() -> None:
    size = {piece.id: (piece.width_mm, piece.height_mm) for piece in made(Level.EASY, 0).pieces}
    assert size["scales-a"][0] + size["scales-b"][0] + size["well"][0] <= 182
    assert size["scales-a"][1] + size["rope"][1] <= 118
    assert size["well"][1] + size["key"][1] <= size["scales-a"][1]
    assert size["key"][0] < FRONT_MM


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_sums_stay_small_and_the_key_comes_last(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    (weights,) = weighings([scale for _, _, scale in clues.scales], clues.things)
    assert clues.order[-1] == "key"
    for _, _, scale in clues.scales:
        for pan in (scale.left, scale.right):
            assert pan.weight(weights) < 50
            assert 1 <= pan.size <= 5
