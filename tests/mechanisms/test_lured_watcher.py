"""LuredWatcher: worked example, second opinion, near misses, order, params."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise, permutations

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.lured_watcher import LuredWatcher
from kitgen.mechanisms.lured_watcher.drawing import MARGIN_MM, PLAN_MM, STRIP_MM, plan_front
from kitgen.mechanisms.lured_watcher.generate import WatcherParams
from kitgen.mechanisms.lured_watcher.house import Edge, EdgeKind, House, Noise, WatcherClues
from kitgen.mechanisms.lured_watcher.reasoning import WAYS
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.lured_watcher_second_opinion import readings

TRICK = LuredWatcher()
WORDS = ("CRASH", "SQUEAK", "HOOT", "BUBBLE", "THUD", "JINGLE", "BUZZ", "RATTLE", "GONG", "WARBLE")
SEEDS = range(12)

EXAMPLE = WatcherClues(
    edges=(Edge(1, 2, EdgeKind.WALL), Edge(20, 21, EdgeKind.WALL)),
    rugs=(),
    noises=(Noise("bell", 3, "O"), Noise("drum", 19, "N"), Noise("cup", 22, "E"), Noise("horn", 7, "S")),
    start=0,
    goal=20,
    count=3,
)
"""The worked example of the module's docstring; rooms count from 0 here."""


@cache
def made(level: Level, seed: int) -> Accepted:
    answer = WORDS[seed % len(WORDS)]
    known = Given(decoys=tuple(word for word in WORDS if word != answer))
    return make_puzzle(TRICK, TRICK.preset(level), level, answer, known, Rng(f"trick {seed}", level.value))


def every() -> list[Accepted]:
    return [made(level, seed) for level in Level for seed in SEEDS]


def test_the_worked_example_reads_one() -> None:
    solution = TRICK.solve(EXAMPLE, NOTHING_GIVEN)
    assert (solution.verdict, solution.answers) == (Verdict.UNIQUE, ("ONE",))
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"ONE"}


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_opinion_that_walks_forwards_finds_the_same_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}


def test_both_opinions_agree_where_a_wall_is_missing() -> None:
    seen = set()
    for puzzle in every():
        for skipped in range(len(puzzle.clues.edges)):
            fewer = puzzle.clues.edges[:skipped] + puzzle.clues.edges[skipped + 1 :]
            clues = replace(puzzle.clues, edges=fewer)
            solution, words = TRICK.solve(clues, NOTHING_GIVEN), readings(clues, NOTHING_GIVEN)
            seen.add(solution.verdict)
            if solution.verdict is Verdict.UNIQUE:
                assert words == set(solution.answers)
            if len(words) > 1:
                assert solution.verdict is not Verdict.UNIQUE
    assert Verdict.SEVERAL in seen


def test_the_right_noises_in_another_order_never_do() -> None:
    for puzzle in every():
        letters = {noise.letter for noise in puzzle.clues.noises}
        assert len(puzzle.clues.noises) > len(puzzle.answer), "some noises are not needed"
        assert set(puzzle.answer) <= letters
        others = {"".join(order) for order in permutations(puzzle.answer)} - {puzzle.answer}
        assert not others & readings(puzzle.clues, NOTHING_GIVEN)


def test_no_two_noise_makers_share_a_room_or_a_kind_and_none_stands_at_the_door() -> None:
    for puzzle in every():
        rooms = [noise.room for noise in puzzle.clues.noises]
        kinds = [noise.kind for noise in puzzle.clues.noises]
        assert len(set(rooms)) == len(rooms)
        assert len(set(kinds)) == len(kinds)
        assert puzzle.clues.goal != puzzle.clues.start


def test_each_level_brings_its_own_kind_of_obstacle() -> None:
    for puzzle in every():
        kinds = {edge.kind for edge in puzzle.clues.edges}
        assert (EdgeKind.SNAP in kinds) == (puzzle.level is Level.FIENDISH)
        if puzzle.level is Level.EASY:
            assert kinds == {EdgeKind.WALL}
            assert not puzzle.clues.rugs


def test_params_that_cannot_work_together_are_named() -> None:
    params = TRICK.preset(Level.EASY)
    assert TRICK.impossible(params, "CRASH") == ""
    assert "decoys" in TRICK.impossible(params.model_copy(update={"decoys": 9}), "SQUEAK")
    swapped = {"least_seconds": params.most_seconds + 1}
    assert "least_seconds" in TRICK.impossible(params.model_copy(update=swapped), "CRASH")
    assert isinstance(params, WatcherParams)


def test_trying_forwards_takes_as_many_walks_as_going_backwards() -> None:
    for puzzle in every():
        ways = sum(step.technique in WAYS for step in puzzle.solution.steps)
        assert puzzle.solution.measures["forwards"] >= ways


def test_whoever_only_tries_forwards_has_more_to_try_from_level_to_level() -> None:
    tried = {level: sorted(made(level, s).solution.measures["forwards"] for s in SEEDS) for level in Level}
    medians = [tried[level][len(SEEDS) // 2] for level in Level]
    assert medians == sorted(set(medians))
    assert tried[Level.EASY][-1] < tried[Level.HARD][0] < tried[Level.FIENDISH][0]


def test_a_house_with_one_way_forwards_is_easy_whatever_its_doors() -> None:
    doors = (*EXAMPLE.edges, Edge(6, 7, EdgeKind.SNAP))
    solution = TRICK.solve(replace(EXAMPLE, edges=doors, noises=EXAMPLE.noises[:3]), NOTHING_GIVEN)
    assert solution.tier is Level.EASY


def test_a_fiendish_way_is_stopped_by_a_door_that_shut_behind_her() -> None:
    for seed in SEEDS:
        clues, order = made(Level.FIENDISH, seed).clues, made(Level.FIENDISH, seed).solution.states[0]
        assert isinstance(order, tuple)
        house, room, shut, stops = House(clues.edges, clues.rugs), clues.start, 0, 0
        rooms = {noise.kind: noise.room for noise in clues.noises}
        for kind in order:
            room, passed, stopped = house.walk(room, rooms[kind], shut)
            shut |= passed
            stops |= stopped
        assert stops


def test_the_plan_says_what_its_numbers_are_for_and_all_its_rules_find_room() -> None:
    clues = made(Level.HARD, 0).clues
    every_kind = (*(edge for edge in clues.edges if edge.first), Edge(0, 1, EdgeKind.SNAP))
    for shown in (clues, made(Level.FIENDISH, 0).clues, replace(clues, edges=every_kind)):
        canvas = RecordingCanvas(Catalogue.load("en").say)
        canvas.metrics = FontMetrics(load_theme("midnight-thread").faces)
        plan_front(shown)(canvas, Box(0, 0, *PLAN_MM))
        assert "Numbers only name" in " ".join(canvas.texts)
        places = [line.split()[1].split(",") for line in canvas.log if line.startswith("text ")]
        rules = [float(y) for x, y in places if float(x) > PLAN_MM[0] - MARGIN_MM[0] - STRIP_MM]
        assert all(below - above > mm_from_pt(8.0) for above, below in pairwise(rules))
        assert rules[-1] < PLAN_MM[1] - MARGIN_MM[1]
