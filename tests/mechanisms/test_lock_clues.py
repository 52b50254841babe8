"""LockClues: its worked example, a second opinion, players who would rather not think."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.lock_clues import LockClues, LockCluesParams
from kitgen.mechanisms.lock_clues.clues import BLADE_ROWS, CHARMS, STOPS, Clues, Key, Mark, Marks, marks_for
from kitgen.mechanisms.lock_clues.codes import code_space
from kitgen.mechanisms.lock_clues.deductions import next_deduction
from kitgen.mechanisms.lock_clues.notes import Notes, blank_notes
from kitgen.mechanisms.lock_clues.reasoning import MOST_SUPPOSITIONS, reasoned
from kitgen.mechanisms.lock_clues.suppositions import refuted
from kitgen.rng import Rng
from tests.mechanisms.lock_clues_second_opinion import codes, codes_of, see_below_charm

LOCK = LockClues()
LENGTHS = (3, 4, 4, 3, 4, 3, 5, 4)
SEEDS = 40


def some_code(length: int, rng: Rng) -> str:
    """Digits as they fall, so often with repeats, but not all the same."""
    code = "".join(rng.choice("0123456789") for _ in range(length))
    return code if len(set(code)) > 1 else some_code(length, rng)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"lock {seed}", level)
    code = some_code(LENGTHS[seed % len(LENGTHS)], rng.derive("code"))
    return make_puzzle(LOCK, LOCK.preset(level), level, code, NOTHING_GIVEN, rng.derive("clues"))


def every() -> Iterator[Accepted]:
    for level in Level:
        for seed in range(SEEDS):
            yield made(level, seed)


def key_of(charm: str, digits: str, marks: Marks) -> Key:
    """A key whose first charm is its own."""
    others = tuple(name for name in CHARMS if name != charm)[: BLADE_ROWS - 1]
    return Key(charm, digits, (charm, *others), ((Mark.HERE,), (Mark.HERE,), marks, (), ()))


def lock_of(code: str, keys: tuple[str, ...], placed: bool = False) -> Clues:
    pairs = zip(CHARMS, keys, strict=False)
    return Clues(
        len(code), placed, tuple(key_of(name, key, marks_for(key, code, placed)) for name, key in pairs)
    )


# --- rules ----------------------------------------------------------------------------------------


def test_the_worked_example_has_the_answer_it_claims() -> None:
    here, ring = Mark.HERE, Mark.ELSEWHERE
    keys = (
        key_of("moth", "175", (here, ring)),
        key_of("spool", "351", (here,)),
        key_of("thimble", "301", ()),
    )
    solution = LOCK.solve(Clues(3, False, keys), NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("755",)
    assert [step.technique for step in solution.steps[3:5]] == ["nowhere", "total"]


def test_a_digit_that_the_code_has_twice_gives_one_mark() -> None:
    assert marks_for("721", "774", placed=False) == (Mark.HERE,)
    assert marks_for("172", "774", placed=True) == (Mark.NOWHERE, Mark.HERE, Mark.NOWHERE)
    assert marks_for("127", "774", placed=False) == (Mark.ELSEWHERE,)


def test_no_key_has_a_digit_twice_and_none_is_the_code_or_nearly() -> None:
    for puzzle in every():
        for key in puzzle.clues.keys:
            assert len(set(key.digits)) == len(key.digits) == len(puzzle.answer)
            assert (
                sum(a == b for a, b in zip(key.digits, puzzle.answer, strict=True)) <= len(puzzle.answer) - 2
            )


def test_a_blade_carries_its_own_charm_once_and_no_row_of_marks_twice() -> None:
    for puzzle in every():
        charms = [key.charm for key in puzzle.clues.keys]
        assert len(set(charms)) == len(charms)
        for key in puzzle.clues.keys:
            assert key.charms.index(key.charm) < STOPS
            assert len(set(key.charms)) == len(set(key.rows)) == BLADE_ROWS


def test_keys_stop_in_different_places_so_that_no_row_can_be_guessed() -> None:
    stops = Counter(key.charms.index(key.charm) for puzzle in every() for key in puzzle.clues.keys)
    assert all(0.27 < stops[stop] / stops.total() < 0.4 for stop in range(STOPS))
    assert all(len({key.charms.index(key.charm) for key in puzzle.clues.keys}) > 1 for puzzle in every())


# --- proof ----------------------------------------------------------------------------------------


def test_every_code_tried_against_the_drawn_ink_leaves_the_same_answer() -> None:
    for puzzle in every():
        assert codes_of(puzzle.pieces, len(puzzle.answer), puzzle.clues.placed) == [puzzle.answer]


def test_both_solvers_see_several_codes_once_a_key_is_missing() -> None:
    for puzzle in every():
        clues = puzzle.clues
        for key in clues.keys:
            fewer = replace(clues, keys=tuple(other for other in clues.keys if other is not key))
            solution = LOCK.solve(fewer, NOTHING_GIVEN)
            assert solution.verdict is Verdict.SEVERAL
            assert len(set(solution.answers)) >= 2
            if clues.length == 3:
                pieces = LOCK.pieces(puzzle.params, fewer)
                assert set(solution.answers) <= set(codes_of(pieces, clues.length, clues.placed))


def test_both_solvers_agree_on_locks_drawn_without_any_care() -> None:
    verdicts: Counter[Verdict] = Counter()
    for seed in range(60):
        rng = Rng("careless", seed)
        code = some_code(3 + seed % 2, rng)
        keys = tuple("".join(rng.sample("0123456789", len(code))) for _ in range(rng.between(2, 5)))
        clues = lock_of(code, keys, placed=seed % 3 == 0)
        solution = LOCK.solve(clues, NOTHING_GIVEN)
        codes = codes_of(LOCK.pieces(LOCK.preset(Level.EASY), clues), clues.length, clues.placed)
        assert code in codes
        assert (solution.verdict is Verdict.SEVERAL) == (len(codes) > 1)
        assert set(solution.answers) <= set(codes)
        verdicts[solution.verdict] += 1
    assert verdicts[Verdict.UNIQUE] > 5
    assert verdicts[Verdict.SEVERAL] > 5


def test_marks_that_contradict_each_other_prove_nothing() -> None:
    clues = Clues(3, False, (key_of("moth", "123", ()), key_of("bell", "321", (Mark.HERE,))))
    solution = LOCK.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.GAVE_UP
    assert solution.answers == ()


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.permutations("0123456789"), st.text("0123456789", min_size=3, max_size=3), st.booleans())
def test_a_set_of_codes_holds_just_those_that_show_the_marks(
    digits: list[str], code: str, placed: bool
) -> None:
    key = "".join(digits[:3])
    marks = marks_for(key, code, placed)
    codes = code_space(3).fitting(key, marks, placed)
    wanted = [f"{n:03d}" for n in range(1000) if marks_for(key, f"{n:03d}", placed) == marks]
    assert code_space(3).some(codes, 1000) == wanted


# --- reasoning ------------------------------------------------------------------------------------


def true_to(notes: Notes, code: str) -> bool:
    """Whether notes say nothing false of the code."""
    numbers = [int(digit) for digit in code]
    present = sum(1 << digit for digit in set(numbers))
    return (
        all(may >> d & 1 for may, d in zip(notes.may, numbers, strict=True)) and not notes.present & ~present
    )


def test_every_deduction_is_true_of_every_code_that_is_left() -> None:
    for puzzle in every():
        # Without the last key several codes fit; what is deduced must hold for all of them.
        clues = replace(puzzle.clues, keys=puzzle.clues.keys[:-1])
        space = code_space(clues.length)
        codes = space.some(space.fitting_all(clues.keys, clues.placed), 300)
        notes = blank_notes(clues.length)
        for _ in range(60):
            deduction = next_deduction(notes, clues)
            if deduction is None:
                break
            notes = deduction.notes
            assert all(true_to(notes, code) for code in codes), deduction.technique
        refutation = None if notes.is_done else refuted(notes, clues)
        if refutation is not None:
            assert all(true_to(refutation.notes, code) for code in codes)


def test_steps_use_earlier_steps_and_keys_only_after_they_were_read() -> None:
    for puzzle in every():
        read = {
            step.pieces[1]: i for i, step in enumerate(puzzle.solution.steps) if step.technique == "slide"
        }
        for step in puzzle.solution.steps[len(read) :]:
            assert {read[piece] for piece in step.pieces} <= set(step.uses)
            assert step.fact


def test_levels_differ_by_marks_and_suppositions() -> None:
    for puzzle in every():
        suppositions = puzzle.solution.measures["suppositions"]
        assert puzzle.clues.placed is (puzzle.level is Level.EASY)
        assert (
            1 <= suppositions <= MOST_SUPPOSITIONS
            if puzzle.level.rank >= Level.HARD.rank
            else suppositions == 0
        )
        assert reasoned(puzzle.clues, 0)[0].is_done is (puzzle.level.rank < Level.HARD.rank)
        far = any(step.technique == "suppose-far" for step in puzzle.solution.steps)
        assert far is (puzzle.level is Level.FIENDISH)
        assert len(puzzle.clues.keys) >= 4


@pytest.mark.parametrize("level", list(Level))
def test_few_draws_are_refused(level: Level) -> None:
    tries = [made(level, seed).tries for seed in range(SEEDS)]
    assert sum(tries) / len(tries) < 6


@pytest.mark.parametrize("code", ["0013", "1113", "7007", "9899", "551", "10000", "22552"])
@pytest.mark.parametrize("level", list(Level))
def test_codes_with_repeated_digits_can_be_carried(level: Level, code: str) -> None:
    puzzle = make_puzzle(LOCK, LOCK.preset(level), level, code, NOTHING_GIVEN, Rng("repeats", level, code))
    assert puzzle.solution.answers == (code,)


# --- lazy players ---------------------------------------------------------------------------------


def test_the_digits_met_most_often_never_spell_the_code() -> None:
    for puzzle in every():
        spelt = ""
        for place in range(puzzle.clues.length):
            met = Counter(key.digits[place] for key in puzzle.clues.keys)
            likely = [digit for digit, count in met.items() if count == max(met.values())]
            spelt += puzzle.answer[place] if puzzle.answer[place] in likely else "-"
        assert spelt != puzzle.answer


def test_filled_marks_alone_leave_two_places_open() -> None:
    for seed in range(SEEDS):
        clues = made(Level.EASY, seed).clues
        filled = {i for key in clues.keys for i, mark in enumerate(key.marks) if mark is Mark.HERE}
        assert len(filled) <= clues.length - 2


def fitting(clues: Clues, chosen: list[int]) -> int:
    """How many codes fit the lock for players who read these rows, one of each key, as the true ones."""
    space = code_space(clues.length)
    left = space.every
    for key, row in zip(clues.keys, chosen, strict=True):
        left &= space.fitting(key.digits, key.rows[row], clues.placed)
    return left.bit_count()


@pytest.mark.parametrize("off", range(1, BLADE_ROWS))
def test_no_code_at_all_fits_rows_that_lie_a_fixed_way_off_the_true_ones(off: int) -> None:
    for puzzle in every():
        keys = puzzle.clues.keys
        assert fitting(puzzle.clues, [key.rows.index(key.marks) for key in keys]) == 1
        assert fitting(puzzle.clues, [(key.rows.index(key.marks) + off) % BLADE_ROWS for key in keys]) == 0


@pytest.mark.parametrize("row", range(BLADE_ROWS))
def test_no_code_at_all_fits_rows_that_lie_at_one_height(row: int) -> None:
    for puzzle in every():
        assert fitting(puzzle.clues, [row] * len(puzzle.clues.keys)) == 0


def test_marks_right_below_the_matching_charm_fit_no_code_as_drawn_either() -> None:
    for puzzle in islice(every(), 0, None, 3):
        seen = [see_below_charm(piece) for piece in puzzle.pieces if piece.id != "plate"]
        assert codes(seen, len(puzzle.answer), puzzle.clues.placed) == []


@pytest.mark.parametrize("code", ["123", "417", "4172", "90210"])
def test_locks_of_three_keys_have_such_false_rows_as_well(code: str) -> None:
    params = LockCluesParams(marks="placed", least_keys=3, most_keys=3)
    puzzle = make_puzzle(LOCK, params, Level.EASY, code, NOTHING_GIVEN, Rng("three", code))
    assert len(puzzle.clues.keys) == 3
    assert not any(fitting(puzzle.clues, [row] * 3) for row in range(BLADE_ROWS))


# --- params and slips -----------------------------------------------------------------------------


def test_params_that_cannot_work_are_named() -> None:
    assert "least_keys" in LOCK.impossible(LockCluesParams(least_keys=6, most_keys=4), "4172")
    assert "placed" in LOCK.impossible(LOCK.preset(Level.NORMAL), "7777")
    assert LOCK.impossible(LOCK.preset(Level.EASY), "7777") == ""
    assert all(LOCK.impossible(LOCK.preset(level), "4172") == "" for level in Level)


def test_a_code_of_one_digit_can_be_carried_where_marks_stand_in_columns() -> None:
    puzzle = make_puzzle(LOCK, LOCK.preset(Level.EASY), Level.EASY, "7777", NOTHING_GIVEN, Rng("sevens"))
    assert puzzle.solution.answers == ("7777",)


def test_reading_backwards_is_met_with_kind_words() -> None:
    for puzzle in every():
        slips = {slip.answer: slip.message.key for slip in puzzle.misreadings}
        backwards = puzzle.answer[::-1]
        if backwards != puzzle.answer:
            assert slips[backwards] == "lock-clues.slip.backwards"


def test_swapped_marks_and_forgotten_keys_are_recognised() -> None:
    keys = {slip.message.key for puzzle in every() for slip in puzzle.misreadings}
    assert {f"lock-clues.slip.{name}" for name in ("swapped", "one-key")} <= keys
