"""Folded letters: its worked example, its second opinion, its lazy players, its params."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from math import prod

import pytest
from pydantic import ValidationError

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.folded_letters import (
    FoldedLetters,
    FoldedLettersClues,
    FoldedLettersParams,
    Moths,
    Row,
)
from kitgen.mechanisms.folded_letters.font import LETTERS, cut_of
from kitgen.mechanisms.folded_letters.words import HARMLESS
from kitgen.rng import Rng
from tests.mechanisms.folded_letters_second_opinion import (
    folds,
    part_of,
    readings,
    row_letters,
    vanished,
)

MECHANISM = FoldedLetters()
SEEDS = range(12)
CASES = [(level, seed) for level in Level for seed in SEEDS]
WORDS = (
    "LAMP",
    "DUSK",
    "MOTH",
    "FRAME",
    "GHOST",
    "CANDLE",
    "VELVET",
    "BARREL",
    "BONES",
    "PLUM",
    "TIMBER",
    "CLOCK",
)

HALVES = cut_of(2)
EXAMPLE = FoldedLettersClues(
    (
        (Row("sun", HALVES.word_pieces(0, "ONLY")), Row("moon", HALVES.word_pieces(0, "HATS"))),
        (Row("heart", HALVES.word_pieces(1, "MICE")), Row("leaf", HALVES.word_pieces(1, "ONLY"))),
    )
)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"mirror-{seed}", level.value)
    params = MECHANISM.preset(level)
    return make_puzzle(MECHANISM, params, level, WORDS[seed], NOTHING_GIVEN, rng.derive("clues"))


def _with_row(clues: FoldedLettersClues, zone: int, pick: int, row: Row) -> FoldedLettersClues:
    rows = (*clues.zones[zone][:pick], row, *clues.zones[zone][pick + 1 :])
    return replace(clues, zones=(*clues.zones[:zone], rows, *clues.zones[zone + 1 :]))


def _agree(clues: FoldedLettersClues) -> set[str]:
    """What both solvers read, who must not differ."""
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    right = readings(clues, NOTHING_GIVEN)
    assert set(solution.answers) == right
    if solution.verdict is Verdict.UNIQUE:
        assert len(right) == 1
    return right


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("ONLY",)
    assert solution.states == ((0, 1),)
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"ONLY"}
    wrong = [places for picks, places in folds(EXAMPLE).items() if picks != (0, 1)]
    assert all(places.count("") >= 2 for places in wrong)


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_brute_force_reads_the_same_one_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_a_second_whole_word_is_refused_by_both(level: Level, seed: int) -> None:
    clues, answer = made(level, seed).clues, made(level, seed).answer
    (right,) = made(level, seed).solution.states
    assert isinstance(right, tuple)
    other = next(word for word in WORDS if len(word) == len(answer) and word != answer)
    changed = replace(clues, moths=Moths.NONE)
    for zone, pick in enumerate(right):
        pieces = clues.cut.word_pieces(zone, other)
        beside = (pick + 1) % len(clues.zones[zone])
        changed = _with_row(changed, zone, beside, replace(clues.zones[zone][beside], pieces=pieces))
    assert {answer, other} <= _agree(changed)
    assert MECHANISM.solve(changed, NOTHING_GIVEN).verdict is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_solvers_agree_on_mirrors_whose_rows_moths_or_rule_are_mixed_up(level: Level, seed: int) -> None:
    clues, answer = made(level, seed).clues, made(level, seed).answer
    rng = Rng(f"broken-{seed}", level.value)
    for _ in range(4):
        zones = tuple(
            tuple(replace(row, moths=rng.between(0, 3)) for row in rng.shuffled(zone)) for zone in clues.zones
        )
        assert _agree(replace(clues, zones=zones, quota=rng.between(1, 6))) is not None
    (right,) = made(level, seed).solution.states
    assert isinstance(right, tuple)
    zone = rng.below(len(right))
    gone = (*clues.zones[zone][: right[zone]], *clues.zones[zone][right[zone] + 1 :])
    left = replace(clues, zones=(*clues.zones[:zone], gone, *clues.zones[zone + 1 :]))
    assert answer not in _agree(left)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", [Level.NORMAL, Level.FIENDISH])
def test_who_leaves_the_moths_uncounted_is_left_with_three_words(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    uncounted = replace(puzzle.clues, moths=Moths.NONE, quota=0)
    assert len(_agree(uncounted)) == 1 + puzzle.params.twins
    assert MECHANISM.solve(uncounted, NOTHING_GIVEN).verdict is Verdict.SEVERAL


# --- lazy players ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_every_fold_that_is_no_word_has_two_places_without_a_letter(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    whole = [picks for picks, places in folds(puzzle.clues).items() if all(places)]
    assert len(whole) == 1 + puzzle.params.twins
    for places in folds(puzzle.clues).values():
        assert all(places) or places.count("") >= 2


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_no_kind_of_rows_alone_tells_the_word(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    for kind, rows in enumerate(clues.zones):
        likely = [prod(len(letters) for letters in row_letters(clues, kind, row)) for row in rows]
        assert len(rows) >= 2
        assert min(likely) >= 1
        assert sum(likely) >= 4


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_counting_moths_alone_leaves_several_folds(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    if clues.moths is Moths.NONE:
        return
    counts = [vanished(clues, picks) for picks in folds(clues)]
    if clues.moths is Moths.NUMBER:
        kept = [gone for gone in counts if sum(gone) == clues.quota]
    else:
        kept = [gone for gone in counts if len(set(gone)) == 1]
    assert len(kept) >= 3


@pytest.mark.parametrize("parts", [2, 3])
def test_every_upper_part_is_that_of_several_letters(parts: int) -> None:
    cut = cut_of(parts)
    tops = [part_of(shape, cut.edges[0], cut.edges[1]) for shape in cut.shapes[0]]
    assert min(len(letters) for letters in tops) >= 2
    assert sum(len(letters) ** 2 for letters in tops) / len(LETTERS) >= 3  # what a letter meets on the mean
    feet = [part_of(shape, cut.edges[-2], cut.edges[-1]) for shape in cut.shapes[-1]]
    assert sum(len(letters) for letters in feet if len(letters) >= 2) >= 16


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_a_mirror_that_is_not_folded_gives_no_reading(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    for row in puzzle.clues.zones[0]:
        assert all(len(letters) >= 2 for letters in row_letters(puzzle.clues, 0, row))
    (picks,) = puzzle.solution.states
    assert isinstance(picks, tuple)
    for kind, pick in enumerate(picks):
        fitting = row_letters(puzzle.clues, kind, puzzle.clues.zones[kind][pick])
        assert prod(len(letters) for letters in fitting) >= (2 ** len(puzzle.answer) if kind == 0 else 4)


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_every_row_is_a_part_of_a_real_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    cut = puzzle.clues.cut
    real = [word for word in HARMLESS if len(word) == len(puzzle.answer)] + [puzzle.answer]
    for kind, rows in enumerate(puzzle.clues.zones):
        known = {cut.word_pieces(kind, word) for word in real}
        assert {row.pieces for row in rows} <= known
    words = {puzzle.clues.read(picks) for picks in puzzle.clues.every_fold()} - {""}
    assert words <= set(real)


def test_other_answers_of_the_beat_are_taken_before_words_of_our_own() -> None:
    given = Given(decoys=("CLOVER", "NETTLE", "COPPER", "SILVER"))
    for level in (Level.NORMAL, Level.FIENDISH):
        params = MECHANISM.preset(level)
        for seed in range(4):
            puzzle = make_puzzle(
                MECHANISM, params, level, "GARLIC", given, Rng("own", level.value, str(seed))
            )
            words = {puzzle.clues.read(picks) for picks in puzzle.clues.every_fold()} - {"", "GARLIC"}
            assert len(words) == params.twins
            assert words <= {*given.decoys, *HARMLESS}
            assert words & set(given.decoys)


def test_harmless_words_are_enough_for_every_length() -> None:
    assert len(set(HARMLESS)) == len(HARMLESS)
    for length in (4, 5, 6):
        assert sum(len(word) == length for word in HARMLESS) == 20


# --- params ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "level"),
    [
        (FoldedLettersParams(tops=2, bottoms=4), Level.EASY),
        (FoldedLettersParams(tops=4, bottoms=2), Level.EASY),
        (FoldedLettersParams(tops=2, bottoms=3, twins=1, moths=Moths.NUMBER), Level.NORMAL),
        (FoldedLettersParams(tops=2, middles=3, bottoms=4), Level.HARD),
        (FoldedLettersParams(tops=4, middles=2, bottoms=2, twins=1, moths=Moths.EQUAL), Level.FIENDISH),
    ],
)
def test_mirrors_need_not_have_as_many_upper_rows_as_lower_ones(
    params: FoldedLettersParams, level: Level
) -> None:
    assert MECHANISM.impossible(params, "CANDLE") == ""
    puzzle = make_puzzle(MECHANISM, params, level, "CANDLE", NOTHING_GIVEN, Rng("sizes", level.value))
    wanted = [n for n in (params.tops, params.middles, params.bottoms) if n]
    assert [len(zone) for zone in puzzle.clues.zones] == wanted
    assert readings(puzzle.clues, NOTHING_GIVEN) == {"CANDLE"}


@pytest.mark.parametrize(
    ("params", "said"),
    [
        (FoldedLettersParams(middles=1), "middles=1"),
        (FoldedLettersParams(tops=4, middles=3, bottoms=4), "11 rows"),
        (FoldedLettersParams(twins=1, moths=Moths.EQUAL), "moths=equal"),
        (FoldedLettersParams(twins=1), "twins and moths"),
        (FoldedLettersParams(moths=Moths.NUMBER), "twins and moths"),
        (FoldedLettersParams(twins=2, moths=Moths.NUMBER), "twins=2"),
    ],
)
def test_params_that_cannot_work_together_are_named(params: FoldedLettersParams, said: str) -> None:
    assert said in MECHANISM.impossible(params, "ONLY")


@pytest.mark.parametrize(
    ("level", "answer"), [(Level.HARD, "EUSE"), (Level.HARD, "OAQW"), (Level.FIENDISH, "CABG")]
)
def test_a_decoy_that_never_suits_the_answer_is_done_without(level: Level, answer: str) -> None:
    stubborn = Given(decoys=("WOOL",))
    puzzle = make_puzzle(
        MECHANISM, MECHANISM.preset(level), level, answer, stubborn, Rng(level.value, answer)
    )
    assert readings(puzzle.clues, NOTHING_GIVEN) == {answer}


def test_limits_of_params_and_answers_are_kept() -> None:
    for wrong in ({"tops": 1}, {"tops": 5}, {"middles": 4}, {"bottoms": 1}, {"twins": 3}):
        with pytest.raises(ValidationError, match=next(iter(wrong))):
            FoldedLettersParams.model_validate(wrong)
    spec = MECHANISM.answer_spec(FoldedLettersParams())
    assert "4 to 6" in spec.problem("OWL")
    assert "4 to 6" in spec.problem("MIRRORS")
    for level in Level:
        assert MECHANISM.impossible(MECHANISM.preset(level), "ONLY") == ""
