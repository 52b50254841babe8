"""Exact cover: its worked example, its second opinion, its lazy players."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import islice

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.exact_cover import CoverClues, CoverParams, ExactCover
from kitgen.mechanisms.exact_cover.shapes import SHAPES, Patch
from kitgen.rng import Rng
from tests.mechanisms.exact_cover_second_opinion import laid, readings

MECHANISM = ExactCover()
SEEDS = range(12)
CASES = [(level, seed) for level in Level for seed in SEEDS]

EXAMPLE = CoverClues(
    columns=3,
    rows=3,
    letters=("", "N", "E", "A", "", "T", "L", "O", "B"),
    plates=(4,),
    homes=(("star", 0),),
    patches=(Patch("bar-three", "star"), Patch("bar-three")),
    beside_rows=(None, None, None),
    above_columns=(None, 2, None),
)
"""A star in the corner, a plate in the middle, a 2 above the middle column, and two bars of three."""


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"cloth-{seed}", level.value)
    answer = "".join(rng.choice(MECHANISM.ALPHABET) for _ in range(4 + seed % 5))
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, NOTHING_GIVEN, rng.derive("clues"))


def agree(clues: CoverClues) -> Verdict:
    """The mechanism's verdict, after the second opinion was held against it."""
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    right = readings(clues, NOTHING_GIVEN)
    packings = len(list(islice(laid(clues), 2)))
    if solution.verdict is Verdict.UNIQUE:
        assert set(solution.answers) == right
        assert packings == 1
    elif solution.verdict is Verdict.SEVERAL:
        assert packings == (2 if solution.states else 0)
        assert len(solution.answers) <= max(1, len(right))
    else:
        assert right
    return solution.verdict


def without_pictures(clues: CoverClues) -> CoverClues:
    """As seen by who lays the pieces anywhere: a letter stands where the pictures were."""
    letters = list(clues.letters)
    for _, square in clues.homes:
        letters[square] = "Z"
    plain = tuple(replace(patch, motif="") for patch in clues.patches)
    return replace(clues, letters=tuple(letters), homes=(), patches=plain)


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("NO",)
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"NO"}


def test_the_worked_example_needs_its_number() -> None:
    bare = replace(EXAMPLE, above_columns=(None, None, None))
    assert readings(bare, NOTHING_GIVEN) == {"NO", "AT"}
    assert agree(bare) is Verdict.SEVERAL


def test_a_cloth_on_which_nothing_fits_is_refused_by_both() -> None:
    for column in (1, 3):
        wrong = replace(EXAMPLE, above_columns=(None, column, None))
        assert readings(wrong, NOTHING_GIVEN) == set()
        assert agree(wrong) is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_second_opinion_reads_the_same_one_answer(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}
    assert agree(puzzle.clues) is Verdict.UNIQUE


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_solvers_agree_on_broken_clues(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    rng = Rng(f"broken-{seed}", level.value)
    rows, columns = list(clues.beside_rows), list(clues.above_columns)
    row = rng.choice([i for i, number in enumerate(rows) if number is not None] or [0])
    rows[row] = 1 - (rows[row] or 0)
    column = rng.choice([i for i, number in enumerate(columns) if number is not None] or [0])
    columns[column] = None
    i = rng.below(len(clues.patches))
    other = rng.choice([shape for shape in SHAPES if len(SHAPES[shape]) == len(clues.patches[i].squares)])
    swapped = replace(clues.patches[i], shape=other)
    agree(replace(clues, beside_rows=tuple(rows)))
    agree(replace(clues, above_columns=tuple(columns)))
    agree(replace(clues, patches=(*clues.patches[:i], swapped, *clues.patches[i + 1 :])))


def test_broken_clues_are_often_refused() -> None:
    verdicts: Counter[Verdict] = Counter()
    for level, seed in CASES[::3]:
        clues = made(level, seed).clues
        bare = replace(clues, beside_rows=(None,) * clues.rows, above_columns=(None,) * clues.columns)
        verdicts[agree(bare)] += 1
    assert verdicts[Verdict.SEVERAL] >= 6


# --- lazy players ---------------------------------------------------------------------------------


def test_who_never_looks_at_the_hem_mostly_finds_several_packings() -> None:
    for level, least in ((Level.NORMAL, 7), (Level.HARD, 7), (Level.FIENDISH, 9)):
        several = [len(list(islice(laid(made(level, seed).clues, hem=False), 2))) > 1 for seed in SEEDS]
        assert sum(several) >= least, level


def test_who_lets_open_squares_touch_sometimes_finds_several_packings() -> None:
    several = [
        len(list(islice(laid(made(level, seed).clues, apart=False), 2))) > 1
        for level, seed in CASES
        if level is not Level.EASY
    ]
    assert sum(several) >= 6


def test_who_never_looks_at_the_pictures_mostly_finds_several_answers() -> None:
    for level in (Level.NORMAL, Level.HARD, Level.FIENDISH):
        clues = [without_pictures(made(level, seed).clues) for seed in SEEDS[::2]]
        assert sum(len(readings(c, NOTHING_GIVEN)) > 1 for c in clues) >= 4, level


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_who_only_packs_finds_several_answers(level: Level, seed: int) -> None:
    plain = without_pictures(made(level, seed).clues)
    words = {word for word, _ in islice(laid(plain, hem=False, apart=False), 40)}
    assert len(words) > 1


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_letters_lie_in_no_obvious_order(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    clues, answer = puzzle.clues, puzzle.answer
    grid = [clues.letters[r * clues.columns : (r + 1) * clues.columns] for r in range(clues.rows)]
    for line in ["".join(row) for row in (*grid, *zip(*grid, strict=True))]:
        assert answer not in line
        assert answer not in line[::-1]
    assert answer not in "".join(clues.letters)
    # Letters that no answer uses would tell nothing apart: most stand elsewhere too.
    count = Counter(clues.letters)
    assert sum(count[letter] > answer.count(letter) for letter in answer) >= len(answer) // 3
    assert sum(map(bool, clues.letters)) >= 2 * len(answer)


# --- params ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "answer", "said"),
    [
        (CoverParams(patches=4, homes=5), "NOON", "4 at most"),
        (CoverParams(columns=5, rows=5, patches=8), "WHISPERS", "larger cloth"),
        (CoverParams(), "NOON", ""),
    ],
)
def test_params_that_cannot_work_together_are_named(params: CoverParams, answer: str, said: str) -> None:
    found = MECHANISM.impossible(params, answer)
    assert (said in found) if said else found == ""


@pytest.mark.parametrize("wrong", [{"columns": 7}, {"rows": 4}, {"patches": 9}, {"homes": -1}, {"pieces": 3}])
def test_params_beyond_their_limits_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        CoverParams.model_validate(wrong)


def test_every_preset_carries_every_length() -> None:
    for level in Level:
        params = MECHANISM.preset(level)
        spec = MECHANISM.answer_spec(params)
        assert (spec.shortest, spec.longest) == (4, 8)
        for answer in ("NOON", "AAAAAAAA"):
            assert MECHANISM.impossible(params, answer) == ""
            rng = Rng("lengths", level.value, answer)
            puzzle = make_puzzle(MECHANISM, params, level, answer, NOTHING_GIVEN, rng)
            assert readings(puzzle.clues, NOTHING_GIVEN) == {answer}


def test_slips_differ_from_the_answer() -> None:
    for level, seed in CASES[::4]:
        puzzle = made(level, seed)
        assert all(slip.answer != puzzle.answer for slip in puzzle.misreadings)
