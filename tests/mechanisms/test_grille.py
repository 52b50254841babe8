"""The seeing stone: what is printed has one answer, and nobody gets to it by sliding a card about."""

from __future__ import annotations

from dataclasses import replace
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.engine import make_puzzle
from kitgen.mechanisms import grille
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.grille import GrilleParams
from kitgen.mechanisms.grille.circus import count, number_of
from kitgen.mechanisms.grille.clues import (
    CREATURES,
    LIES,
    UPRIGHT,
    Clues,
    Lattice,
    Lie,
    Mouse,
    Pose,
    Sort,
    Stone,
    Tally,
    Vines,
    fits,
    lattices,
    poses,
)
from kitgen.mechanisms.grille.garden import way
from kitgen.mechanisms.grille.solver import is_right, reading
from kitgen.rng import Rng
from tests.mechanisms.grille_cases import GRILLE, SEEDS, assert_inside, every, made, placed
from tests.mechanisms.grille_second_opinion import opinion, placements

# --- rules ----------------------------------------------------------------------------------------


def test_the_worked_example_reads_what_the_docstring_says() -> None:
    lattice = Lattice((tuple("QWER"), tuple("TYUS"), tuple("OPAD")))
    stone = Stone(3, 2, ((2, 0), (1, 1)))
    text = " ".join((grille.__doc__ or "").split())
    for row in lattice.signs:
        assert " ".join(row) in text
    for pose, letters in (
        (Pose(1, 0, UPRIGHT), "RU"),
        (Pose(3, 0, Lie(1, False)), "DU"),
        (Pose(1, 0, Lie(0, True)), "PU"),
    ):
        assert fits(stone, pose, 4, 3)
        assert reading(stone, lattice, pose) == letters
        assert f": {letters}." in text


@given(st.sampled_from(LIES), st.integers(0, 6), st.integers(0, 5))
@settings(derandomize=True, deadline=None)
def test_turning_and_flipping_keep_distances_from_the_notch(lie: Lie, dx: int, dy: int) -> None:
    x, y = lie.placed(dx, dy)
    assert sorted((abs(x), abs(y))) == sorted((dx, dy))


def test_flipping_the_stone_like_a_page_gives_the_moon_with_its_notch_at_the_top_right() -> None:
    for dx in range(5):
        for dy in range(4):
            assert Lie(1, True).placed(dx, dy) == (-dx, dy)


def test_the_eight_lies_differ_and_a_lattice_of_12_by_10_has_440_placements() -> None:
    assert len({(lie.placed(2, 1), lie.placed(1, 0)) for lie in LIES}) == 8
    assert sum(1 for _ in poses(Stone(5, 4, ()), 12, 10)) == 440


def test_as_many_is_not_more_and_no_drawn_condition_is_a_tie() -> None:
    mice = (Mouse("drum", True, "left"), Mouse("flag", False, "left"), Mouse("ball", False, "right"))
    drums, flags = Sort(carries="drum"), Sort(carries="flag")
    tally = Tally(Sort(hat=True), drums, flags, Sort(looks="left"))
    assert count(mice, tally) == 2
    assert count((*mice, Mouse("drum", True, "right")), tally) == 2
    assert count((*mice, Mouse("flag", True, "left")), tally) == 3
    for puzzle in every():
        ring = puzzle.clues.ring
        for asked in ring.asked:
            if asked.more and asked.than:
                assert number_of(ring.mice, asked.more) != number_of(ring.mice, asked.than)


@given(st.data())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_vines_end_at_different_leaves_however_they_cross(data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 8))
    tangle = []
    for _ in range(data.draw(st.integers(0, 6))):
        places = data.draw(st.sets(st.integers(0, count - 2)))
        apart = [p for p in sorted(places) if p - 1 not in places]
        tangle.append(tuple((p, data.draw(st.booleans())) for p in apart))
    vines = Vines(CREATURES[:count], tuple(tangle), (), (), UPRIGHT)
    assert sorted(way(vines, root)[-1] for root in range(count)) == list(range(count))


# --- proof ----------------------------------------------------------------------------------------


def test_a_second_opinion_finds_the_same_single_answer_at_every_level() -> None:
    for puzzle in every():
        assert opinion(puzzle.clues) == (1, {puzzle.answer})


def test_both_opinions_lay_the_stone_in_the_same_ways() -> None:
    for level in Level:
        clues = made(level, 0).clues
        for lattice in lattices(clues):
            theirs = placements(clues.stone, lattice)
            ours = list(poses(clues.stone, lattice.columns, lattice.rows))
            assert {(p.column, p.row, *p.lie) for p in ours} == set(theirs)
            right = {(p.column, p.row, *p.lie) for p in ours if is_right(clues.stone, lattice, p)}
            assert right == {w for w, (a, b, blind) in theirs.items() if not blind and len(a) == len(b) == 1}


def test_near_misses_are_counted_as_the_second_opinion_counts_them() -> None:
    for level in Level:
        puzzle = made(level, 1)
        near = [
            sum(blind == 1 for _, _, blind in placements(puzzle.clues.stone, lattice).values())
            for lattice in lattices(puzzle.clues)
        ]
        assert sum(near) == puzzle.solution.measures["near-misses"]


def all_letters(lattice: Lattice) -> Lattice:
    """A lattice of letters alone: with a stone that checks nothing, every placement looks done."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows, columns = range(lattice.rows), range(lattice.columns)
    return Lattice(tuple(tuple(letters[(7 * r + c) % 26] for c in columns) for r in rows))


@pytest.mark.parametrize("level", list(Level))
def test_without_its_sentences_the_theatre_has_several_readings_for_both(level: Level) -> None:
    clues = made(level, 2).clues
    stone = replace(clues.stone, holes=clues.stone.holes[:2])
    broken = replace(
        clues,
        stone=stone,
        theatre=all_letters(clues.theatre),
        garden=all_letters(clues.garden),
        circus=all_letters(clues.circus),
        seats=replace(clues.seats, sentences=()),
    )
    states, answers = opinion(broken)
    solution = GRILLE.solve(broken, NOTHING_GIVEN)
    assert states > 1
    assert len(answers) > 1
    assert solution.verdict is Verdict.SEVERAL
    assert set(solution.answers) <= answers


@pytest.mark.parametrize("level", list(Level))
def test_with_any_one_sentence_missing_both_count_the_same(level: Level) -> None:
    for seed in range(6):
        clues = made(level, seed).clues
        for sentence in clues.seats.sentences:
            fewer = tuple(s for s in clues.seats.sentences if s != sentence)
            broken = replace(clues, seats=replace(clues.seats, sentences=fewer))
            states, answers = opinion(broken)
            solution = GRILLE.solve(broken, NOTHING_GIVEN)
            assert (solution.verdict is Verdict.UNIQUE) == (states == 1)
            assert (solution.verdict is Verdict.SEVERAL) == (states > 1)
            assert set(solution.answers) <= answers


def test_paper_that_shows_no_eyes_proves_nothing() -> None:
    clues = made(Level.NORMAL, 0).clues
    blind = Lattice(tuple(tuple("A" for _ in row) for row in clues.garden.signs))
    broken = replace(clues, garden=blind)
    solution = GRILLE.solve(broken, NOTHING_GIVEN)
    assert opinion(broken) == (0, set())
    assert solution.verdict is Verdict.GAVE_UP
    assert solution.answers == ()


def test_the_engine_needs_few_tries_and_effort_rises_with_the_level() -> None:
    efforts = []
    for level in Level:
        puzzles = [made(level, seed) for seed in range(SEEDS)]
        assert mean(p.tries for p in puzzles) < 5
        seconds = [sum(GRILLE.techniques[s.technique].seconds for s in p.solution.steps) for p in puzzles]
        efforts.append(median(seconds))
    assert efforts[0] * 1.25 < efforts[1]
    assert efforts[1] * 1.1 < efforts[2]


def test_the_same_stream_draws_the_same_clues() -> None:
    for level in Level:
        params = GRILLE.preset(level)
        first, second = (GRILLE.generate(params, "BUTTON", NOTHING_GIVEN, Rng("moth", "x")) for _ in range(2))
        assert first == second
        assert hash(first) == hash(second)


@pytest.mark.parametrize(
    ("level", "changed"),
    [
        (Level.EASY, {"columns": 10, "rows": 8, "stone_columns": 4, "stone_rows": 3, "holes": 5}),
        (Level.NORMAL, {"columns": 10, "rows": 10, "stone_columns": 4, "stone_rows": 4}),
        (Level.NORMAL, {"columns": 12, "rows": 8, "guests": 4, "vines": 4, "mice": 18}),
        (Level.HARD, {"columns": 10, "rows": 9, "stone_columns": 4, "stone_rows": 5}),
        (Level.HARD, {"stone_columns": 6, "stone_rows": 5, "holes": 8, "mice": 18}),
    ],
)
def test_other_sizes_work_too(level: Level, changed: dict[str, int]) -> None:
    params = GrilleParams.model_validate({**GRILLE.preset(level).model_dump(), **changed})
    assert GRILLE.impossible(params, "WINTER") == ""
    for seed in range(3):
        puzzle = make_puzzle(GRILLE, params, level, "WINTER", NOTHING_GIVEN, Rng(f"{seed}", "sizes"))
        assert opinion(puzzle.clues) == (1, {"WINTER"})
        assert_inside(params, puzzle.clues)


# --- lazy players ---------------------------------------------------------------------------------


def readings_that_look_done(clues: Clues, lattice: Lattice, allowed: list[Pose]) -> set[str]:
    return {reading(clues.stone, lattice, p) for p in allowed if is_right(clues.stone, lattice, p)}


def test_sliding_the_stone_until_eyes_show_leaves_several_readings_in_every_scene() -> None:
    for puzzle in every():
        told = puzzle.clues.vines.lie
        for lattice in lattices(puzzle.clues):
            allowed = [
                p
                for p in poses(puzzle.clues.stone, lattice.columns, lattice.rows)
                if told is None or p.lie == told
            ]
            assert len(readings_that_look_done(puzzle.clues, lattice, allowed)) >= 3


def test_whoever_skips_one_question_has_at_least_two_readings_left() -> None:
    for puzzle in every():
        for lattice, true in zip(lattices(puzzle.clues), placed(puzzle), strict=True):
            anywhere = list(poses(puzzle.clues.stone, lattice.columns, lattice.rows))
            skipped = [
                [p for p in anywhere if p.row == true.row and p.lie == true.lie],
                [p for p in anywhere if p.column == true.column and p.lie == true.lie],
            ]
            if puzzle.clues.vines.lie is None:
                skipped.append([p for p in anywhere if p[:2] == true[:2]])
            for allowed in skipped:
                assert len(readings_that_look_done(puzzle.clues, lattice, allowed)) >= 2


def test_trying_only_the_printed_columns_of_the_leaves_and_seats_leaves_two_readings() -> None:
    for puzzle in every(12):
        clues = puzzle.clues
        garden, theatre, _ = placed(puzzle)
        leaf_columns = [leaf.value for leaf in clues.vines.leaves if leaf.kind == "column"]
        seat_columns = [plates.column for plates in clues.seats.seats]
        for lattice, true, columns in (
            (clues.garden, garden, leaf_columns),
            (clues.theatre, theatre, seat_columns),
        ):
            allowed = [true._replace(column=column) for column in columns]
            assert len(readings_that_look_done(clues, lattice, allowed)) >= 2


def test_the_visible_letters_of_a_scene_are_far_too_many_to_sort() -> None:
    for puzzle in every():
        for lattice in lattices(puzzle.clues):
            letters = {sign for row in lattice.signs for sign in row if len(sign) == 1}
            assert len(letters) >= 10


def test_plates_are_pictured_only_where_a_count_names_how_the_stone_lies() -> None:
    for puzzle in every():
        ring = puzzle.clues.ring
        assert (ring.plates == 0) == (ring.lie is not None)
        assert ring.plates == {Level.EASY: 0, Level.NORMAL: 4, Level.HARD: 8, Level.FIENDISH: 8}[puzzle.level]


def test_levels_turn_and_flip_the_stone_as_they_promise() -> None:
    for puzzle in every():
        lies = [pose.lie for pose in placed(puzzle)]
        if puzzle.level is Level.EASY:
            assert lies == [UPRIGHT] * 3
        elif puzzle.level is Level.NORMAL:
            assert sum(not lie.upright for lie in lies) >= 2
        else:
            assert any(lie.moon for lie in lies)


# --- params ---------------------------------------------------------------------------------------


def test_too_many_holes_for_a_small_stone_are_named_with_what_is_possible() -> None:
    small = GrilleParams(stone_columns=4, stone_rows=3, holes=8)
    assert "at most 5 fit" in GRILLE.impossible(small, "WINTER")
    assert GRILLE.impossible(GrilleParams(), "WINTER") == ""


def test_too_few_mice_for_a_flipped_stone_are_named_with_what_is_possible() -> None:
    few = GrilleParams(lies="flipped", mice=8)
    assert "12 or more" in GRILLE.impossible(few, "WINTER")


def test_answers_of_another_length_or_alphabet_are_refused() -> None:
    spec = GRILLE.answer_spec(GrilleParams())
    assert spec.problem("WINTER") == ""
    assert spec.problem("WINT")
    assert spec.problem("WINT3R")
