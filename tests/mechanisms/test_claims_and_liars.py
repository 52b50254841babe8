"""Claims and liars: its worked example, its second opinion, its lazy players, its paper."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.claims_and_liars import ClaimsAndLiars, ClaimsAndLiarsParams
from kitgen.mechanisms.claims_and_liars.claims import (
    Claim,
    Clues,
    Kind,
    Rule,
    fits_rule,
    holds,
    number_of,
    reading_order,
    says,
    worlds,
)
from kitgen.mechanisms.claims_and_liars.drawing import STRIP_MM
from kitgen.mechanisms.claims_and_liars.knowledge import Knowledge, Table
from kitgen.mechanisms.claims_and_liars.reasoning import reason
from kitgen.mechanisms.claims_and_liars.space import states
from kitgen.mechanisms.claims_and_liars.wording import claim_id
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind, Verdict
from kitgen.rng import Rng
from kitgen.units import Box
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas
from tests.mechanisms.claims_and_liars_second_opinion import readings

MECHANISM = ClaimsAndLiars()
SEEDS = range(15)
CASES = [(level, seed) for level in Level for seed in SEEDS]

EXAMPLE = Clues(
    Rule.ONCE,
    3,
    False,
    (
        Claim(0, Kind.NOT_AT, (1, 0), "7"),
        Claim(0, Kind.AT, (0, 2), "5"),
        Claim(1, Kind.AT, (1, 1), "4"),
        Claim(1, Kind.BEFORE, (0, 1), "2"),
        Claim(2, Kind.BEFORE, (2, 0), "4"),
        Claim(2, Kind.AT, (2, 2), "6"),
    ),
)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"liars-{seed}", level.value)
    answer = "".join(rng.choice("0123456789") for _ in range(3 + seed % 3))
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, NOTHING_GIVEN, rng.derive("clues"))


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("472",)
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"472"}


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_brute_force_reads_the_same_one_answer(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_solvers_agree_on_broken_clues(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    rng = Rng(f"broken-{seed}", level.value)
    for _ in range(4):
        i = rng.below(len(clues.claims))
        other = rng.choice(clues.claims)
        if other.kind in (Kind.LIE, Kind.TRUE, Kind.ONE_OF, Kind.ALIKE) and i in other.args:
            continue
        broken = replace(clues.claims[i], kind=other.kind, args=other.args)
        changed = replace(clues, claims=(*clues.claims[:i], broken, *clues.claims[i + 1 :]))
        solution = MECHANISM.solve(changed, NOTHING_GIVEN)
        right = readings(changed, NOTHING_GIVEN)
        if solution.verdict is Verdict.UNIQUE:
            assert set(solution.answers) == right
        else:
            assert set(solution.answers) <= right
            assert len(right) != 1 or len(solution.states) > 1 or solution.verdict is Verdict.GAVE_UP


def test_two_claims_that_leave_the_order_open_are_refused_by_both() -> None:
    vague = replace(EXAMPLE.claims[0], kind=Kind.NOT_AT, args=(0, 2))
    open_end = replace(EXAMPLE, claims=(vague, *EXAMPLE.claims[1:]))
    assert MECHANISM.solve(open_end, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert len(readings(open_end, NOTHING_GIVEN)) > 1


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_every_deduction_is_true_of_the_one_state(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    ((world, true),) = states(clues)
    deductions = reason(clues)
    assert deductions is not None
    for deduction in deductions:
        assert deduction.worlds >> world & 1
        assert all(bool(true >> i & 1) == value for i, value in deduction.decided)
    decided = [i for deduction in deductions for i, _ in deduction.decided]
    assert sorted(decided) == list(range(len(clues.claims)))


def test_what_follows_from_the_truth_never_ends_in_a_contradiction() -> None:
    for level, seed in CASES:
        clues = made(level, seed).clues
        ((world, true),) = states(clues)
        table = Table(clues)
        for i in range(len(clues.claims)):
            told = table.told(table.start(), i, bool(true >> i & 1))
            assert told is not None
            after, _ = table.follow(told)
            assert isinstance(after, Knowledge)
            assert after.worlds >> world & 1


# --- lazy players ---------------------------------------------------------------------------------


def _guesses(clues: Clues, *, keeping_the_rule: bool) -> set[str]:
    """Digits of every set of claims of the right size, ghosts in every order, claims unread."""
    size = len(clues.claims)
    fair = [
        true
        for true in range(1 << size)
        if true.bit_count() == clues.truths
        and (not keeping_the_rule or fits_rule(clues.rule, true, clues.of_ghost))
    ]
    return {
        "".join(c.digit for g in order for i, c in enumerate(clues.claims) if c.ghost == g and true >> i & 1)
        for true in fair
        for order in permutations(range(3))
    }


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_who_reads_only_the_rule_is_left_with_many_numbers(level: Level, seed: int) -> None:
    assert len(_guesses(made(level, seed).clues, keeping_the_rule=True)) >= 30


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_no_claim_can_be_skipped_by_who_wants_the_whole_story_and_one_at_most_for_the_digits(
    level: Level, seed: int
) -> None:
    clues = made(level, seed).clues
    idle = 0
    for skipped in range(len(clues.claims)):
        left = [
            (number, true)
            for number, world in enumerate(worlds(clues.things))
            for true in _sets(clues)
            if all(
                _is_so(claim, world, true, clues) == bool(true >> i & 1)
                for i, claim in enumerate(clues.claims)
                if i != skipped
            )
        ]
        assert len(left) > 1
        numbers = {"".join(clues.claims[i].digit for i in reading_order(clues, state)) for state in left}
        idle += len(numbers) == 1
    assert idle <= 1


@cache
def _sets(clues: Clues) -> tuple[int, ...]:
    every = range(1 << len(clues.claims))
    return tuple(
        true
        for true in every
        if true.bit_count() == clues.truths and fits_rule(clues.rule, true, clues.of_ghost)
    )


def _is_so(claim: Claim, world: tuple[tuple[int, ...], tuple[int, ...]], true: int, clues: Clues) -> bool:
    if claim.kind in (Kind.AT, Kind.NOT_AT, Kind.BEFORE, Kind.HAS, Kind.HAS_NOT, Kind.THING_AT):
        return holds(claim.kind, claim.args, world)
    return says(claim, true, clues.of_ghost)


def test_believing_everybody_gives_too_many_digits() -> None:
    for level, seed in CASES:
        puzzle = made(level, seed)
        assert len(puzzle.clues.claims) >= len(puzzle.answer) + 3


# --- levels, params, paper ------------------------------------------------------------------------


def test_a_fiendish_puzzle_needs_a_supposition_in_another_or_a_ghost_that_counts_its_own_lies() -> None:
    for seed in SEEDS:
        used = {step.technique for step in made(Level.FIENDISH, seed).solution.steps}
        assert used & {"nested", "self"}


def test_an_easy_puzzle_needs_no_supposition_and_has_no_claims_about_claims() -> None:
    for seed in SEEDS:
        puzzle = made(Level.EASY, seed)
        assert puzzle.solution.measures["suppositions"] == 0
        assert {step.technique for step in puzzle.solution.steps} <= {"world", "count", "alone", "read-off"}


@pytest.mark.parametrize(
    ("params", "answer", "said"),
    [
        (ClaimsAndLiarsParams(selves=1), "123", "set quotes to 1"),
        (ClaimsAndLiarsParams(rule=Rule.UNEQUAL, claims=12, lies=7, quotes=1), "123", ""),
        (ClaimsAndLiarsParams(claims=10, most_claims=9), "123", "claims 10"),
        (ClaimsAndLiarsParams(least_seconds=300, most_seconds=200), "123", "least_seconds 300"),
    ],
)
def test_params_that_cannot_work_together_are_named(
    params: ClaimsAndLiarsParams, answer: str, said: str
) -> None:
    found = MECHANISM.impossible(params, answer)
    assert (said in found) if said else found == ""


def test_every_preset_carries_every_length() -> None:
    for level in Level:
        params = MECHANISM.preset(level)
        spec = MECHANISM.answer_spec(params)
        assert (spec.shortest, spec.longest) == (3, 5)
        for answer in ("000", "7777", "01234", "99999"):
            assert MECHANISM.impossible(params, answer) == ""
            rng = Rng("lengths", level.value, answer)
            puzzle = make_puzzle(MECHANISM, params, level, answer, NOTHING_GIVEN, rng)
            assert readings(puzzle.clues, NOTHING_GIVEN) == {answer}


def test_the_paper_is_half_a_sheet_of_strips_three_abreast() -> None:
    say = Catalogue.load("en").say
    for level, seed in CASES:
        puzzle = made(level, seed)
        pieces = MECHANISM.pieces(puzzle.params, puzzle.clues)
        assert all(piece.kind is PieceKind.PROP and not piece.lines for piece in pieces)
        rows = -(-len(pieces) // 3)
        assert 3 * STRIP_MM[0] <= 182
        assert rows * STRIP_MM[1] <= 118
        for piece in pieces:
            canvas = RecordingCanvas(say)
            box = Box(10, 10, *STRIP_MM)
            piece.front(canvas, box)
            assert box.contains(canvas.ink())
            assert min(canvas.sizes_pt) >= 8


def test_on_the_uncut_sheet_every_claim_stands_in_the_column_of_its_ghost() -> None:
    for level, seed in CASES:
        puzzle = made(level, seed)
        pieces = MECHANISM.pieces(puzzle.params, puzzle.clues)
        assert {piece.columns for piece in pieces} == {3}
        places = {piece.id: divmod(i, 3) for i, piece in enumerate(pieces)}
        for i, claim in enumerate(puzzle.clues.claims):
            assert places[claim_id(puzzle.clues, i)] == (number_of(puzzle.clues, i), claim.ghost)


def test_slips_differ_from_the_answer_and_cover_the_order_as_printed() -> None:
    names = set()
    for level, seed in CASES:
        puzzle = made(level, seed)
        for slip in puzzle.misreadings:
            assert slip.answer != puzzle.answer
            names.add(slip.message.key.rsplit(".", 1)[1])
    assert names == {"as-printed", "backwards", "lies"}
