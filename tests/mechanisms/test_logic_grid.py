"""Logic grid: its worked example, its second opinion, its lazy players, its params."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import islice, permutations

import pytest
from pydantic import ValidationError

from kitgen import effort
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.logic_grid import GridClues, GridParams, LogicGrid, Note, generate
from kitgen.mechanisms.logic_grid.drawing import _lines, letter_box, room_box
from kitgen.rng import Rng
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas
from tests.mechanisms.logic_grid_second_opinion import houses, readings, word_of

MECHANISM = LogicGrid()
SEEDS = range(12)
CASES = [(level, seed) for level in Level for seed in SEEDS]
DECOYS = ("CRANE", "FLUTE", "MOUSY", "PILOT", "TOKEN", "GHOST", "BLIND")

BAKER, CAPTAIN, GARDENER, _, BAT, HARE, OWL, _, BOOK, DRUM, KITE, _ = range(12)
EXAMPLE = GridClues(
    4,
    ("baker", "captain", "gardener", "jester", "bat", "hare", "owl", "snail", "book", "drum", "kite", "loom"),
    (
        Note("at", BAKER, floor=0),
        Note("up", CAPTAIN, BAKER),
        Note("up", GARDENER, CAPTAIN),
        Note("same", HARE, BAKER),
        Note("same", OWL, CAPTAIN),
        Note("same", BAT, GARDENER),
        Note("same", BOOK, BAKER),
        Note("same", DRUM, CAPTAIN),
        Note("same", KITE, GARDENER),
    ),
    False,
    ("ANBC", "DEOF", "RGHI", "JKLM"),
    tuple(range(12)),
)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"house-{seed}", level.value)
    answer = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(4 + seed % 3))
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, NOTHING_GIVEN, rng.derive("clues"))


def _without(clues: GridClues, skipped: int) -> GridClues:
    return replace(clues, notes=(*clues.notes[:skipped], *clues.notes[skipped + 1 :]))


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("NORM",)
    assert solution.tier is Level.EASY
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"NORM"}
    (house,) = houses(EXAMPLE)
    assert [house[e] for e in (3, 7, 11)] == [4, 4, 4]


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_brute_force_finds_the_same_one_house_and_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}
    (house,) = houses(puzzle.clues)
    (state,) = puzzle.solution.states
    assert state == tuple(house[e] - 1 for e in range(3 * puzzle.clues.floors))


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_leaving_out_any_one_note_leaves_several_ways_to_live(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    for skipped in range(len(clues.notes)):
        left = _without(clues, skipped)
        solution = MECHANISM.solve(left, NOTHING_GIVEN)
        assert len(list(islice(houses(left), 2))) == 2
        assert solution.verdict is Verdict.SEVERAL
        assert len(solution.states) == 2
        assert len(solution.answers) == len(readings(left, NOTHING_GIVEN))


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_both_solvers_agree_on_notes_that_are_turned_round(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    rng = Rng(f"broken-{seed}", level.value)
    for _ in range(6):
        i = rng.below(len(clues.notes))
        note = clues.notes[i]
        if note.kind in ("at", "not-at", "floors"):
            broken = Note("at", note.a, floor=rng.below(clues.floors))
        elif note.kind == "only-one":
            broken = replace(note, floor=note.other, other=note.floor)
        else:
            broken = Note(rng.choice(("up", "higher", "neighbours", "gap")), note.b, note.a)
        changed = replace(clues, notes=(*clues.notes[:i], broken, *clues.notes[i + 1 :]))
        solution = MECHANISM.solve(changed, NOTHING_GIVEN)
        ways = list(islice(houses(changed), 2))
        assert len(solution.states) == len(ways)
        assert (solution.verdict is Verdict.SEVERAL) == (len(ways) != 1)
        right = readings(changed, NOTHING_GIVEN)
        assert len(solution.answers) == len(right)
        if len(right) == 1:
            assert set(solution.answers) == right


def test_gossip_that_cannot_all_be_true_has_no_answer_for_either() -> None:
    torn = replace(EXAMPLE, notes=(*EXAMPLE.notes, Note("at", CAPTAIN, floor=3)))
    solution = MECHANISM.solve(torn, NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert solution.answers == ()
    assert readings(torn, NOTHING_GIVEN) == set()


# --- lazy players ---------------------------------------------------------------------------------


@pytest.mark.parametrize("level", list(Level))
def test_who_only_looks_for_words_in_the_table_finds_several(level: Level) -> None:
    words = Given(decoys=DECOYS)
    for seed in range(4):
        puzzle = make_puzzle(
            MECHANISM, MECHANISM.preset(level), level, "WHARF", words, Rng(f"words-{seed}", level.value)
        )
        clues = puzzle.clues
        orders = list(permutations(range(clues.floors))) if clues.crossed else [tuple(range(clues.floors))]
        seen = {
            "".join(clues.rows[row][column] for row, column in zip(order, columns, strict=True))
            for columns in permutations(range(clues.floors))
            for order in orders
        }
        assert puzzle.answer in seen
        assert len(seen.intersection(DECOYS)) >= 2


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_in_the_table_of_floors_every_other_order_of_the_animals_reads_another_word(
    level: Level, seed: int
) -> None:
    clues = made(level, seed).clues
    if clues.crossed:
        return
    for row in clues.rows:
        assert len(set(row)) == clues.floors


def test_a_house_where_letters_are_crossed_needs_the_hobbies() -> None:
    for seed in SEEDS:
        clues = made(Level.HARD, seed).clues
        (house,) = houses(clues)
        n = clues.floors
        moved = {**house, 2 * n: house[2 * n + 1], 2 * n + 1: house[2 * n]}
        assert clues.crossed
        assert word_of(clues, moved) != made(Level.HARD, seed).answer


# --- levels, params -------------------------------------------------------------------------------


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_hardest_technique_and_minutes_are_those_of_the_level(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    low, high = generate.MINUTES[level]
    pieces = MECHANISM.pieces(puzzle.params, puzzle.clues)
    assert puzzle.solution.tier is level
    assert low <= effort.solving_minutes(MECHANISM.techniques, puzzle.solution, pieces) <= high


def test_seconds_before_the_first_note_are_those_of_every_puzzle() -> None:
    assert generate.READING_SECONDS == effort.READING_SECONDS
    assert generate.SORTING_SECONDS_PER_PIECE == effort.SORTING_SECONDS_PER_PIECE


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("answer", ["AAAA", "ZEBRA", "PUZZLE"])
def test_every_level_carries_every_length_with_letters_in_either_kind_of_table(
    level: Level, answer: str
) -> None:
    for crossed in (False, True) if level.rank >= Level.HARD.rank else (False,):
        params = GridParams(gossip=level, crossed=crossed)
        puzzle = make_puzzle(MECHANISM, params, level, answer, NOTHING_GIVEN, Rng(level.value, answer))
        assert puzzle.clues.floors == len(puzzle.clues.rows) == len(answer)
        assert readings(puzzle.clues, NOTHING_GIVEN) == {answer}


def test_what_cannot_be_carried_or_set_is_named() -> None:
    spec = MECHANISM.answer_spec(GridParams())
    assert "4 to 6" in spec.problem("ABC")
    assert "4 to 6" in spec.problem("ABCDEFG")
    assert "'1'" in spec.problem("AB1D")
    with pytest.raises(ValidationError, match="floors"):
        GridParams.model_validate({"floors": 4})
    with pytest.raises(ValidationError, match="gossip"):
        GridParams.model_validate({"gossip": "wild"})


def test_slips_are_the_house_read_from_the_roof() -> None:
    slips = {slip.answer for slip in made(Level.EASY, 0).misreadings}
    assert made(Level.EASY, 0).answer[::-1] in slips


# --- paper ----------------------------------------------------------------------------------------


def test_a_number_stays_on_the_line_of_its_floor() -> None:
    text = "Only one of these is true: the owl is on floor 3; the hare is on floor 4."
    metrics = RecordingCanvas(Catalogue.load("en").say).metrics
    for width_mm in range(25, 90):
        lines = _lines(metrics, text, 10.5, float(width_mm))
        assert " ".join(lines) == text
        assert not any(line[0].isdigit() for line in lines)


@pytest.mark.parametrize("answer", ["AAAA", "ZEBRA", "PUZZLE"])
def test_rows_of_a_table_of_hobbies_do_not_begin_where_floors_do(answer: str) -> None:
    params = MECHANISM.preset(Level.HARD)
    clues = make_puzzle(MECHANISM, params, Level.HARD, answer, NOTHING_GIVEN, Rng(answer)).clues
    n = len(answer)
    floor = room_box(n, 0, 0)
    rows = [letter_box(clues, row, 0) for row in range(n)]
    assert all(row.height_mm < 0.85 * floor.height_mm for row in rows)
    assert abs(rows[0].y_mm - room_box(n, n - 1, 0).y_mm) > 5
    assert abs(rows[-1].bottom_mm - floor.bottom_mm) > 5
