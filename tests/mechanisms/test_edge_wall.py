"""The wall of bricks: rules, uniqueness by two solvers, lazy players."""

from __future__ import annotations

import statistics
from dataclasses import replace

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.edge_wall import laid_faces, read_wall
from kitgen.mechanisms.edge_wall.lettering import ALPHABET, SIGN_COUNT, halves, read
from kitgen.mechanisms.edge_wall.params import EdgeWallParams
from kitgen.mechanisms.edge_wall.wall import (
    COURSES,
    Brick,
    Likeness,
    Side,
    cells,
    looks_the_same_turned,
    read_seam,
)
from kitgen.rng import Rng
from tests.mechanisms import edge_wall_second_opinion as second
from tests.mechanisms.edge_wall_cases import WALL, draw, made, replace_decoys, worked_example


def test_the_worked_example_reads_no() -> None:
    solution = WALL.solve(worked_example(), NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("NO",)
    assert [step.technique for step in solution.steps] == ["given", "fit", "fit", "fit", "read"]
    assert [step.message.values["brick"] for step in solution.steps[1:-1]] == [2, 3, 4]
    assert second.read(worked_example(), second.walls(worked_example())[0]) == "NO"


def test_the_worked_example_with_a_seam_that_cannot_be_met_has_no_wall() -> None:
    clues = worked_example()
    broken = replace(clues, bricks=(*clues.bricks[:3], replace(clues.bricks[3], top=(1, 2))))
    assert WALL.solve(broken, NOTHING_GIVEN).verdict is not Verdict.UNIQUE
    assert WALL.solve(broken, NOTHING_GIVEN).states == ()
    assert second.walls(broken) == []


@pytest.mark.parametrize("level", list(Level))
def test_a_second_solver_finds_the_same_wall_and_the_same_word(level: Level) -> None:
    for seed in range(40):
        accepted = made(level, seed)
        found = second.walls(accepted.clues)
        assert len(found) == 1
        assert second.read(accepted.clues, found[0]) == accepted.answer
        (state,) = accepted.solution.states
        assert isinstance(state, tuple)
        assert {(r, brick, turned) for (r, _), brick, turned in state} == {
            (y // 2, brick, turned) for (_, y), (brick, turned) in found[0]
        }


@pytest.mark.parametrize("turned", [False, True])
def test_both_solvers_count_alike_where_walls_are_ambiguous(turned: bool) -> None:
    kinds = set()
    for seed in range(30):
        params = EdgeWallParams(bricks=9, figures=3, buttons=2, turned=turned, decoys=seed % 3)
        clues = draw(params, "DOOR", seed)
        solution = WALL.solve(clues, NOTHING_GIVEN)
        found = second.walls(clues, limit=2)
        assert len(solution.states) == len(found)
        assert (solution.verdict is Verdict.UNIQUE) == (len(found) == 1)
        kinds.add(solution.verdict)
    assert kinds == {Verdict.UNIQUE, Verdict.SEVERAL}


def test_two_equal_bricks_make_two_walls_though_they_read_the_same() -> None:
    for level in Level:
        clues = made(level, 1).clues
        (state,) = made(level, 1).solution.states
        assert isinstance(state, tuple)
        twin = clues.bricks[state[-1][1]]
        doubled = replace(clues, bricks=(*clues.bricks, twin))
        solution = WALL.solve(doubled, NOTHING_GIVEN)
        assert solution.verdict is Verdict.SEVERAL
        assert solution.answers == (made(level, 1).answer,)
        assert sum(second.read(doubled, wall) == made(level, 1).answer for wall in second.walls(doubled)) >= 2


def test_a_wall_of_turnable_bricks_without_its_corner_can_be_turned_as_a_whole() -> None:
    params = EdgeWallParams(bricks=10, figures=8, buttons=5, turned=True)
    clues = next(
        c
        for c in (draw(params, "DOOR", s) for s in range(50))
        if WALL.solve(c, NOTHING_GIVEN).verdict is Verdict.UNIQUE
    )
    assert WALL.solve(replace(clues, corner=None), NOTHING_GIVEN).verdict is Verdict.SEVERAL


@pytest.mark.parametrize("level", list(Level))
def test_a_level_is_met_within_few_tries(level: Level) -> None:
    assert statistics.mean(made(level, seed).tries for seed in range(40)) < 6


def test_effort_rises_from_level_to_level_and_stays_under_twelve_minutes() -> None:
    medians = [
        statistics.median(
            sum(WALL.techniques[step.technique].seconds for step in made(level, seed).solution.steps)
            for seed in range(40)
        )
        for level in Level
    ]
    assert medians == sorted(set(medians))
    assert medians[-1] < 12 * 60


@pytest.mark.parametrize("level", list(Level))
def test_steps_rest_on_earlier_steps_and_lay_every_brick(level: Level) -> None:
    for seed in range(40):
        solution = made(level, seed).solution
        assert 5 <= len(solution.steps) <= 60
        for i, step in enumerate(solution.steps):
            assert all(use < i for use in step.uses)
            assert step.technique in WALL.techniques
        laid = [s for s in solution.steps if s.technique.startswith(("given", "fit"))]
        assert len(laid) == len(cells(made(level, seed).clues.rows))
        used = {s.technique for s in solution.steps}
        assert ("chain" in used) <= (level.rank >= Level.HARD.rank)
        assert bool(used & {"long-chain", "trial"}) == (level is Level.FIENDISH)


def test_any_two_halves_make_a_letter_and_no_letter_has_two_signs() -> None:
    letters = [read(left, right) for left in range(SIGN_COUNT) for right in range(SIGN_COUNT)]
    assert len(set(letters)) == len(letters) == 36
    assert set(ALPHABET) < set(letters)
    assert not set("01") & set(ALPHABET), "they are written like I and O"
    for letter in ALPHABET:
        assert read(*halves(letter)) == letter


@pytest.mark.parametrize("level", list(Level))
def test_letters_alone_allow_very_many_words(level: Level) -> None:
    """Somebody ignores figures and buttons and lays whatever has the right number of whole buttons."""
    for seed in range(6):
        clues = made(level, seed).clues
        rng = Rng("lazy", seed)
        words = set()
        for _ in range(3000):
            pile = [i for i in range(len(clues.bricks)) if i != clues.corner]
            order = [clues.corner, *rng.shuffled(pile)] if clues.corner is not None else rng.shuffled(pile)
            state = tuple((cell, order[i], False) for i, cell in enumerate(cells(clues.rows)))
            word = read_wall(clues, state)
            if len(word) == clues.length:
                words.add(word)
        assert len(words) >= 150


def test_half_signs_show_no_letter_to_sort() -> None:
    """Every half on a brick belongs to six letters, and more halves wear a hole than the answer needs."""
    for sign in range(SIGN_COUNT):
        assert len({read(sign, other) for other in range(SIGN_COUNT)}) == SIGN_COUNT
        assert len({read(other, sign) for other in range(SIGN_COUNT)}) == SIGN_COUNT
    for level in Level:
        spare = [
            sum(brick.right.hole for brick in made(level, seed).clues.bricks) - made(level, seed).clues.length
            for seed in range(40)
        ]
        assert statistics.mean(spare) >= 1


@pytest.mark.parametrize("level", [Level.EASY, Level.NORMAL])
def test_skipping_the_figures_or_the_buttons_leaves_several_walls(level: Level) -> None:
    several = 0
    for seed in range(10):
        clues = made(level, seed).clues
        no_figures = replace(clues, bricks=tuple(replace(b, top=(0, 0), bottom=(1, 1)) for b in clues.bricks))
        assert len(WALL.solve(no_figures, NOTHING_GIVEN).states) == 2
        no_buttons = replace(
            clues,
            bricks=tuple(
                replace(b, left=replace(b.left, button=0), right=replace(b.right, button=0))
                for b in clues.bricks
            ),
        )
        several += WALL.solve(no_buttons, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert several >= 1, "where figures leave a choice, buttons decide"


@pytest.mark.parametrize("level", [Level.NORMAL, Level.HARD])
def test_above_easy_the_buttons_decide_at_least_every_fourth_wall(level: Level) -> None:
    several = 0
    for seed in range(40):
        clues = made(level, seed).clues
        one_button = tuple(
            replace(b, left=replace(b.left, button=0), right=replace(b.right, button=0)) for b in clues.bricks
        )
        several += WALL.solve(replace(clues, bricks=one_button), NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert several >= 10


def test_the_rim_is_not_told_by_its_holes() -> None:
    rim: list[bool] = []
    inside: list[bool] = []
    for seed in range(60):
        clues = made(Level.NORMAL, seed % 40).clues
        faces = laid_faces(clues, made(Level.NORMAL, seed % 40).solution.states[0])
        for cell, face in faces.items():
            (inside if (cell[0], cell[1] + 2) in faces else rim).append(face.right.hole)
    assert abs(statistics.mean(rim) - statistics.mean(inside)) < 0.15


@pytest.mark.parametrize("level", list(Level))
def test_slips_differ_from_the_answer_and_from_each_other(level: Level) -> None:
    for seed in range(40):
        slips = [slip.answer for slip in made(level, seed).misreadings]
        assert made(level, seed).answer not in slips
        assert len(slips) == len(set(slips)) >= 2


@pytest.mark.parametrize("level", list(Level))
def test_hints_never_hold_the_answer(level: Level) -> None:
    for seed in range(6):
        accepted = made(level, seed)
        hints = WALL.hints(accepted.params, accepted.clues, accepted.solution)
        assert 2 <= len(hints.method) <= 4
        for said in (hints.nudge, *hints.method):
            assert accepted.answer not in map(str, said.values.values())


def test_params_that_cannot_work_are_named_with_what_would() -> None:
    assert "corner = true" in WALL.impossible(EdgeWallParams(bricks=16, turned=True, corner=False), "DOOR")
    assert "8" in WALL.impossible(EdgeWallParams(figures=10, likeness=Likeness.ALIKE), "DOOR")
    few = EdgeWallParams(figures=3, buttons=2, turned=True, decoys=4)
    assert "4 figures" in WALL.impossible(few, "DOOR")
    found = [WALL.solve(draw(few, "DOOR", seed), NOTHING_GIVEN).verdict for seed in range(20)]
    assert found.count(Verdict.UNIQUE) <= 2
    assert WALL.impossible(replace_decoys(few, 0), "DOOR") == ""
    for level in Level:
        assert WALL.impossible(WALL.preset(level), "DOOR") == ""


def test_an_outline_that_looks_the_same_turned_is_known_as_such() -> None:
    assert looks_the_same_turned(COURSES[16])
    assert looks_the_same_turned(COURSES[10])
    assert not looks_the_same_turned(COURSES[12])
    assert not looks_the_same_turned(COURSES[15])


SIDES = st.builds(Side, st.integers(0, 4), st.integers(0, SIGN_COUNT - 1), st.booleans())
HALVES = st.tuples(st.integers(0, 9), st.integers(0, 9))
BRICKS = st.builds(Brick, HALVES, HALVES, SIDES, SIDES)


@settings(derandomize=True, deadline=None)
@examples(BRICKS, BRICKS)
def test_turning_a_brick_twice_changes_nothing(one: Brick, other: Brick) -> None:
    assert one.turned().turned() == one
    assert read_seam(one, other.turned()) == read(one.right.sign, other.right.sign)


@settings(derandomize=True, deadline=None, max_examples=30)
@examples(st.integers(0, 10_000), st.sampled_from(list(Level)), st.text(ALPHABET, min_size=4, max_size=6))
def test_what_was_written_is_what_every_unique_wall_reads(seed: int, level: Level, answer: str) -> None:
    clues = draw(WALL.preset(level), answer, seed)
    solution = WALL.solve(clues, NOTHING_GIVEN)
    assert answer in solution.answers or solution.verdict is Verdict.SEVERAL
    if solution.verdict is Verdict.UNIQUE:
        assert solution.answers == (answer,)
        assert read_wall(clues, solution.states[0]) == answer


@settings(derandomize=True, deadline=None, max_examples=20)
@examples(st.integers(0, 10_000))
def test_the_order_of_bricks_in_the_pile_does_not_matter(seed: int) -> None:
    clues = draw(WALL.preset(Level.NORMAL), "LATCH", seed)
    order = Rng(str(seed)).shuffled(range(len(clues.bricks)))
    assert clues.corner is not None
    mixed = replace(clues, bricks=tuple(clues.bricks[i] for i in order), corner=order.index(clues.corner))
    one, other = WALL.solve(clues, NOTHING_GIVEN), WALL.solve(mixed, NOTHING_GIVEN)
    assert (one.verdict, set(one.answers)) == (other.verdict, set(other.answers))
