"""Picture logic on a paper globe."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms import globe_nonogram
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.globe_nonogram import EXAMPLE, GlobeNonogram, GlobeParams
from kitgen.mechanisms.globe_nonogram.board import glance_solvable, prove
from kitgen.mechanisms.globe_nonogram.clues import GlobeClues, Panel, panel_of, runs, transposed
from kitgen.mechanisms.globe_nonogram.glyphs import (
    DIGITS,
    GLYPHS,
    LEFT_PART,
    RIGHT_PART,
    digits_in_ring,
    read_ring,
)
from kitgen.mechanisms.globe_nonogram.lines import all_ways, at_a_glance, placements
from kitgen.mechanisms.globe_nonogram.reasoning import rings, state_of
from kitgen.mechanisms.globe_nonogram.sheet import EXAMPLE_PANEL
from kitgen.message import Message
from kitgen.rng import Rng
from tests.doubles import RecordingCanvas
from tests.mechanisms.globe_nonogram_second_opinion import PRINTED, numbers, pictures

GLOBE = GlobeNonogram()
LEVELS = list(Level)


def drawn_answer(seed: int, length: int | None = None) -> str:
    rng = Rng("globe test", seed)
    return "".join(str(rng.below(10)) for _ in range(length or 3 + seed % 3))


def made(level: Level, seed: int, answer: str = "", params: GlobeParams | None = None) -> Accepted:
    answer = answer or drawn_answer(seed)
    params = params or GLOBE.preset(level)
    return make_puzzle(GLOBE, params, level, answer, NOTHING_GIVEN, Rng("globe test", level, seed))


def round_the_globe(puzzle: Accepted) -> list[tuple[int, ...]]:
    order, cells = state_of(puzzle.solution)
    return [cells[i] for i in order]


def effort(puzzle: Accepted) -> float:
    return sum(GLOBE.techniques[step.technique].seconds for step in puzzle.solution.steps)


# --- the rules -------------------------------------------------------------------------------------


def test_the_worked_example_reads_407() -> None:
    lines = [line.split() for line in (globe_nonogram.__doc__ or "").split("\n")]
    drawn = [line for line in lines if len(line) == 3 and all(set(part) <= set("#.") for part in line)]
    for i, panel in enumerate(EXAMPLE.panels):
        cells = tuple(sum(1 << x for x, cell in enumerate(line[i]) if cell == "#") for line in drawn)
        assert panel == panel_of(cells, 6, panel.left_mark, panel.right_mark)
    assert EXAMPLE.panels[0].rows[0] == (3, 2)
    assert EXAMPLE.panels[0].columns == ((1,), (1,), (7,), (), (4,), (4,))
    solution = GLOBE.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("407",)
    assert numbers(EXAMPLE) == {"407"}


def test_the_example_on_the_sheet_has_one_picture() -> None:
    assert len(prove(EXAMPLE_PANEL).solutions) == 1
    assert len(pictures(EXAMPLE_PANEL)) == 1


def test_the_digits_are_those_that_the_sheet_prints() -> None:
    for digit in DIGITS:
        rows = [line.split()[int(digit)] for line in PRINTED.strip().split("\n")]
        assert [f"{row:05b}"[::-1].replace("1", "#").replace("0", ".") for row in GLYPHS[digit]] == rows


def test_no_two_digits_are_closer_than_two_cells() -> None:
    for a, b in combinations(DIGITS, 2):
        far = sum((x ^ y).bit_count() for x, y in zip(GLYPHS[a], GLYPHS[b], strict=True))
        assert far >= 2, (a, b)


@pytest.mark.parametrize("level", LEVELS)
def test_a_second_opinion_agrees_on_forty_seeds(level: Level) -> None:
    for seed in range(40):
        puzzle = made(level, seed)
        assert numbers(puzzle.clues) == {puzzle.answer}, seed


@given(st.lists(st.integers(0, 63), min_size=6, max_size=6))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_panels_of_any_cells_are_judged_as_the_second_opinion_does(cells: list[int]) -> None:
    panel = panel_of(tuple(cells), 6, "", "")
    proof = prove(panel)
    others = pictures(panel)
    assert proof.exhausted
    assert len(proof.solutions) == len(others)
    assert tuple(cells) in proof.solutions or len(others) == 2
    if proof.reasoned:
        assert len(others) == 1


@given(st.integers(1, 12), st.data())
@settings(derandomize=True, deadline=None, max_examples=400)
def test_what_is_seen_at_a_glance_is_true_in_every_completion(length: int, data: st.DataObject) -> None:
    truth = data.draw(st.integers(0, (1 << length) - 1))
    known = data.draw(st.integers(0, (1 << length) - 1))
    filled, blank = truth & known, ~truth & known
    seen = at_a_glance(length, runs(truth), filled, blank)
    always, never = all_ways(length, runs(truth), filled, blank)
    if seen is not None:
        assert seen[1] & ~always == 0
        assert seen[2] & ~never == 0
        assert (seen[1] | seen[2]) & known == 0


@given(st.integers(1, 12), st.data())
@settings(derandomize=True, deadline=None)
def test_placements_are_all_lines_with_those_runs(length: int, data: st.DataObject) -> None:
    truth = data.draw(st.integers(0, (1 << length) - 1))
    clue = runs(truth)
    ways = placements(length, clue)
    assert sorted(ways) == [line for line in range(1 << length) if runs(line) == clue]


# --- broken clues ----------------------------------------------------------------------------------


def ambiguous() -> GlobeClues:
    """A globe with a panel that has two pictures: two cells at opposite corners of a square."""
    puzzle = made(Level.NORMAL, 3, "4072")
    panels = list(puzzle.clues.panels)
    rows = [1 << 4, 1 << 5] + [0] * (panels[0].height - 2)
    panels[0] = panel_of(tuple(rows), panels[0].width, panels[0].left_mark, panels[0].right_mark)
    return GlobeClues(tuple(panels))


def test_a_panel_with_two_pictures_makes_the_verdict_several() -> None:
    clues = ambiguous()
    assert numbers(clues) == {"several"}
    solution = GLOBE.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert len(solution.states) == 2


def test_marks_that_close_in_two_ways_make_the_verdict_several() -> None:
    puzzle = made(Level.EASY, 1, "4072")
    mend = {"heart": "heart", "button": "heart", "tree": "heart", "diamond": "heart", "star": "star"}
    panels = tuple(
        replace(panel, left_mark=mend[panel.left_mark], right_mark=mend[panel.right_mark])
        for panel in puzzle.clues.panels
    )
    assert len(list(rings(panels))) == 2
    assert GLOBE.solve(GlobeClues(panels), NOTHING_GIVEN).verdict is Verdict.SEVERAL


def test_clues_that_contradict_each_other_prove_nothing() -> None:
    puzzle = made(Level.EASY, 2, "315")
    first = puzzle.clues.panels[0]
    broken = replace(first, rows=((first.width,), *first.rows[1:]))
    clues = GlobeClues((broken, *puzzle.clues.panels[1:]))
    assert pictures(broken) == []
    solution = GLOBE.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.GAVE_UP
    assert solution.states == ()


def test_a_digit_with_one_cell_off_is_no_digit() -> None:
    puzzle = made(Level.EASY, 4, "863")
    panels = round_the_globe(puzzle)
    width = puzzle.clues.panels[0].width
    assert read_ring(panels, width) == "863"
    top = next(y for y, row in enumerate(panels[1]) if row & 1)
    spoiled = list(panels[1])
    spoiled[top] ^= 1
    assert read_ring([panels[0], tuple(spoiled), *panels[2:]], width) == ""


def test_a_digit_touched_by_snow_is_no_digit() -> None:
    puzzle = made(Level.EASY, 4, "863")
    panels = round_the_globe(puzzle)
    width = puzzle.clues.panels[0].width
    touched = list(panels[1])
    top = next(y for y, row in enumerate(touched) if row & 0b111)
    touched[top + 2] |= 1 << RIGHT_PART
    assert read_ring([panels[0], tuple(touched), *panels[2:]], width) == ""


# --- lazy players ----------------------------------------------------------------------------------


def test_every_left_part_belongs_to_two_digits_or_more() -> None:
    lefts = Counter(tuple(row & (1 << LEFT_PART) - 1 for row in rows) for rows in GLYPHS.values())
    assert sum(lefts.values()) == len(DIGITS)
    assert min(lefts.values()) >= 2


@pytest.mark.parametrize("level", LEVELS)
def test_who_leaves_out_any_panel_is_left_guessing(level: Level) -> None:
    for seed in range(6):
        puzzle = made(level, seed)
        panels = round_the_globe(puzzle)
        width = puzzle.clues.panels[0].width
        for skipped in range(len(panels)):
            before = panels[skipped - 1]
            edge = [row >> width - LEFT_PART for row in before]
            digits = {
                digit
                for digit, rows in GLYPHS.items()
                for top in range(len(edge) - len(rows) + 1)
                if [row & 3 for row in rows] == edge[top : top + len(rows)]
            }
            assert puzzle.answer[skipped - 1] in digits
            assert len(digits) >= 2


@pytest.mark.parametrize("level", LEVELS)
def test_no_panel_shows_a_digit_by_itself(level: Level) -> None:
    for seed in range(15):
        puzzle = made(level, seed)
        for panel, cells in zip(puzzle.clues.panels, round_the_globe(puzzle), strict=True):
            # A blank column between the ends keeps the panel from closing on itself.
            assert digits_in_ring(cells, panel.width + 1) == ()


def test_print_order_and_ids_do_not_tell_the_order_round_the_globe() -> None:
    orders = {state_of(made(Level.EASY, seed, "4072").solution)[0] for seed in range(40)}
    assert len(orders) > 12


def test_panels_in_the_order_of_print_rarely_read_as_a_number() -> None:
    readable = 0
    for seed in range(30):
        puzzle = made(Level.NORMAL, seed, drawn_answer(seed, 4))
        _, cells = state_of(puzzle.solution)
        width = puzzle.clues.panels[0].width
        readings = {read_ring([cells[i] for i in (0, *rest)], width) for rest in permutations(range(1, 4))}
        readable += len(readings - {""}) > 1
    assert readable <= 6


# --- levels ----------------------------------------------------------------------------------------


def test_median_effort_rises_from_level_to_level() -> None:
    medians = [
        statistics.median(effort(made(level, s, drawn_answer(s, 4))) for s in range(11)) for level in LEVELS
    ]
    assert medians[0] * 1.15 < medians[1]
    assert medians[1] * 1.15 < medians[2]


@pytest.mark.parametrize("level", LEVELS)
def test_few_draws_are_refused(level: Level) -> None:
    assert statistics.mean(made(level, seed).tries for seed in range(12)) < 5


def test_easy_panels_need_only_looks_at_a_glance() -> None:
    for panel in made(Level.EASY, 7).clues.panels:
        assert glance_solvable(panel).solved()


def test_hard_globes_need_exactly_one_assumption_and_it_dies() -> None:
    for seed in range(8):
        puzzle = made(Level.HARD, seed)
        assert puzzle.solution.measures["probes"] == 1
        probes = [v for panel in puzzle.clues.panels for v in prove(panel).visits if v.probe is not None]
        assert len(probes) == 1


@pytest.mark.parametrize("level", LEVELS)
def test_steps_rest_on_earlier_steps_and_tell_every_cell(level: Level) -> None:
    puzzle = made(level, 5)
    steps = puzzle.solution.steps
    assert 5 <= len(steps) <= 90
    for i, step in enumerate(steps):
        assert all(use < i for use in step.uses)
        assert step.technique in GLOBE.techniques
    settled = sum(step.fact.count("#") + step.fact.count(".") for step in steps if "[" in step.fact)
    assert settled == sum(panel.width * panel.height for panel in puzzle.clues.panels)


# --- shapes, params, answers -----------------------------------------------------------------------


@pytest.mark.parametrize(("columns", "rows"), [(8, 12), (12, 8), (11, 9), (8, 8)])
def test_panels_need_not_be_square(columns: int, rows: int) -> None:
    params = GlobeParams(columns=columns, rows=rows, reasoning="line")
    puzzle = made(Level.NORMAL, 1, "519", params)
    assert {(panel.width, panel.height) for panel in puzzle.clues.panels} == {(columns, rows)}
    assert numbers(puzzle.clues) == {"519"}


@given(st.text(DIGITS, min_size=3, max_size=5))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_every_number_of_three_to_five_digits_can_be_carried(answer: str) -> None:
    assert GLOBE.answer_spec(GlobeParams()).problem(answer) == ""
    assert made(Level.NORMAL, 0, answer).solution.answers == (answer,)


@pytest.mark.parametrize("snow", [0.3, 0.7])
@pytest.mark.parametrize("level", LEVELS)
def test_little_and_much_snow_still_make_puzzles(level: Level, snow: float) -> None:
    params = GLOBE.preset(level).model_copy(update={"snow": snow})
    if GLOBE.impossible(params, "4072"):
        assert (level, snow) == (Level.FIENDISH, 0.7)
        return
    assert statistics.mean(made(level, seed, params=params).tries for seed in range(4)) < 30


def test_answers_that_cannot_be_carried_are_named() -> None:
    spec = GLOBE.answer_spec(GlobeParams())
    assert "'A'" in spec.problem("4A7")
    assert "short" in spec.problem("42")
    assert "long" in spec.problem("123456")


def test_impossible_params_are_named_and_possible_ones_are_not() -> None:
    problem = GLOBE.impossible(GlobeParams(columns=8, rows=8, reasoning="probe"), "407")
    assert "8 x 8" in problem
    assert "9 x 8" in problem
    for level in LEVELS:
        assert GLOBE.impossible(GLOBE.preset(level), "40725") == ""
    params = GlobeParams(columns=9, rows=8, reasoning="probe")
    assert GLOBE.impossible(params, "407") == ""
    assert made(Level.HARD, 1, "407", params).tries < 40


@pytest.mark.parametrize(
    "wrong", [{"columns": 7}, {"rows": 13}, {"snow": 0.9}, {"reasoning": "guess"}, {"cell": 5}]
)
def test_params_out_of_range_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        GlobeParams.model_validate(wrong)


def test_the_same_stream_draws_the_same_clues() -> None:
    params = GLOBE.preset(Level.HARD)
    once, again = (GLOBE.generate(params, "4072", NOTHING_GIVEN, Rng("same", 1)) for _ in range(2))
    assert once is not None
    assert once == again
    assert hash(once) == hash(again)


def test_misreadings_are_slips_and_never_the_answer() -> None:
    puzzle = made(Level.NORMAL, 2, "4072")
    slips = {slip.answer: slip.message.key for slip in puzzle.misreadings}
    assert "4072" not in slips
    assert slips["4270"] == "globe-nonogram.slip.backwards"
    assert slips["2704"] == "globe-nonogram.slip.backwards"
    assert slips["0724"] == "globe-nonogram.slip.start"
    assert made(Level.EASY, 2, "777").misreadings == ()


@pytest.mark.parametrize("level", LEVELS)
def test_hints_name_a_place_to_start_and_never_the_answer(level: Level) -> None:
    puzzle = made(level, 6, "4072")
    hints = GLOBE.hints(GLOBE.preset(level), puzzle.clues, puzzle.solution)
    assert 2 <= len(hints.method) <= 4
    assert hints.method[-1].key == "globe-nonogram.method.build"
    assert any(m.key.endswith("probe") for m in hints.method) == (level.rank >= Level.HARD.rank)
    assert any(m.key.endswith("reason") for m in hints.method) == (level is not Level.EASY)
    canvas = RecordingCanvas()
    for text in (hints.nudge, *hints.method):
        assert "4072" not in canvas.say(text)
        assert isinstance(text, Message)


def test_rows_and_columns_turn_into_each_other() -> None:
    panel = Panel(((1,), ()), ((1,), (), ()), "", "")
    assert (panel.width, panel.height) == (3, 2)
    assert transposed(transposed((0b101, 0b011), 3), 2) == (0b101, 0b011)
