"""The corridor: rules, one way by two solvers, lazy players."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from kitgen.canvas import Face
from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.maze import Maze
from kitgen.mechanisms.maze.clues import Floor, MazeClues, Strip, Tile, orders
from kitgen.mechanisms.maze.generate import draw_clues
from kitgen.mechanisms.maze.paper import MOST_HEIGHT_MM
from kitgen.mechanisms.maze.params import PRESETS, MazeParams
from kitgen.mechanisms.maze.search import ways
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box
from kitgen.words import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms import maze_second_opinion as second

MAZE = Maze()
ANSWERS = ("WHISPER", "DARKNESS", "MOTH", "SQUEAK", "TUNNEL")
DECOYS = (
    "SILENCE",
    "MARBLES",
    "WHISKER",
    "CELLAR",
    "DUSTY",
    "LANTERN",
    "SHADOW",
    "TWITCH",
    "CHEESE",
    "WHISTLE",
)
SEEDS = 40


@cache
def made(level: Level, seed: int) -> Accepted:
    """An accepted puzzle, drawn once for all tests."""
    answer = ANSWERS[seed % len(ANSWERS)]
    return make_puzzle(MAZE, PRESETS[level], level, answer, Given(decoys=DECOYS), Rng(f"maze-{seed}", level))


def floor_of(clues: MazeClues) -> Floor:
    return Floor(clues, orders(clues)[0])


def way_of(puzzle: Accepted) -> Sequence[int]:
    (state,) = puzzle.solution.states
    assert isinstance(state, tuple)
    way: Sequence[int] = state[1]
    return way


def example() -> MazeClues:
    """The two strips of the module's docstring, the second one printed first."""
    first = Strip(
        "bell",
        west=0,
        east=(0b1111, 0b1011),
        south=(0b0100, 0),
        letters=(Tile(0, 1, "N"), Tile(1, 1, "A")),
        holes=(Tile(1, 3, "moon"),),
        door=0,
    )
    last = Strip(
        "cup",
        west=0b11,
        east=(0b0101, 0b0111),
        south=(0b0100, 0),
        letters=(Tile(0, 3, "E"), Tile(1, 2, "O")),
        holes=(Tile(0, 1, "moon"),),
        mouse=1,
    )
    return MazeClues(4, 2, (last, first))


def with_bit(strip: Strip, row: int, column: int, *, across: bool) -> Strip:
    """The strip with one wall taken away: to the right of a tile, or below it."""
    bits = list(strip.east if across else strip.south)
    bits[row] |= 1 << column
    return replace(strip, east=tuple(bits)) if across else replace(strip, south=tuple(bits))


def one_wall_less(clues: MazeClues, rng: Rng) -> MazeClues:
    """The clues with one wall fewer, between two tiles that hold nothing special."""
    while True:
        i, row, column = rng.below(len(clues.strips)), rng.below(clues.rows - 1), rng.below(clues.columns - 1)
        strip, across = clues.strips[i], rng.chance(0.5)
        other = (row, column + 1) if across else (row + 1, column)
        special = {(t.row, t.column) for t in (*strip.bridges, *strip.holes, *strip.curtains)}
        changed = with_bit(strip, row, column, across=across)
        if changed != strip and not special & {(row, column), other}:
            return replace(clues, strips=(*clues.strips[:i], changed, *clues.strips[i + 1 :]))


def test_the_worked_example_reads_no() -> None:
    solution = MAZE.solve(example(), NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("NO",)
    assert solution.states[0] == ((1, 0), (0, 1, 2, 3, 4, 5, 11, 12, 13, 14, 15))
    assert [step.technique for step in solution.steps] == [
        "lay-by-openings", "walk", "hole", "short-ends", "walk", "short-ends", "walk",
    ]  # fmt: skip


def test_the_worked_example_with_a_second_way_or_none_is_refused() -> None:
    last, first = example().strips
    opened = replace(example(), strips=(with_bit(last, 0, 1, across=True), first))
    assert MAZE.solve(opened, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert len(MAZE.solve(opened, NOTHING_GIVEN).states) == 2
    other_sign = replace(first, holes=(Tile(1, 3, "star"),))
    blocked = MAZE.solve(replace(example(), strips=(last, other_sign)), NOTHING_GIVEN)
    assert (blocked.verdict, blocked.states) == (Verdict.SEVERAL, ())


@pytest.mark.parametrize("level", list(Level))
def test_whoever_knows_only_the_ink_finds_the_same_order_and_the_same_word(level: Level) -> None:
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        (state,) = puzzle.solution.states
        assert isinstance(state, tuple)
        assert second.readings(puzzle.pieces) == [(state[0], puzzle.answer)]


@pytest.mark.parametrize("level", list(Level))
def test_both_solvers_count_alike_where_a_wall_is_missing(level: Level) -> None:
    verdicts = []
    for seed in range(14):
        clues = one_wall_less(made(level, seed).clues, Rng("broken", level, seed))
        solution = MAZE.solve(clues, NOTHING_GIVEN)
        found = second.readings(MAZE.pieces(PRESETS[level], clues))
        assert len(solution.states) == len(found)
        assert (solution.verdict is Verdict.UNIQUE) == (len(found) == 1)
        verdicts.append(solution.verdict)
    assert set(verdicts) == {Verdict.UNIQUE, Verdict.SEVERAL}


def test_two_ways_that_read_the_same_are_two() -> None:
    last, first = example().strips
    same = replace(with_bit(last, 0, 1, across=True), letters=(Tile(0, 3, "E"), Tile(1, 3, "O")))
    solution = MAZE.solve(replace(example(), strips=(same, first)), NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert len(solution.states) == 2
    assert solution.answers == ("NO",)


def test_strips_that_fit_in_two_orders_are_refused_by_both() -> None:
    clues = made(Level.HARD, 0).clues
    order = orders(clues)[0]
    twin = replace(clues.strips[order[1]], name="twin")
    openings = twin.right_openings(clues.columns)
    # A strip whose two ends are alike can lie before or behind another such strip.
    a = replace(twin, west=openings)
    b = replace(clues.strips[order[2]], west=openings)
    width = 1 << (clues.columns - 1)
    b = replace(
        b,
        east=tuple((bits & ~width) | (width if openings >> r & 1 else 0) for r, bits in enumerate(b.east)),
    )
    door = clues.strips[order[0]]
    door = replace(
        door,
        east=tuple((bits & ~width) | (width if openings >> r & 1 else 0) for r, bits in enumerate(door.east)),
    )
    mouse = replace(clues.strips[order[4]], west=openings)
    four = MazeClues(clues.columns, clues.rows, (door, a, b, mouse))
    assert len(orders(four)) == 2
    assert MAZE.solve(four, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert len(second.laid([second.look_at(piece) for piece in MAZE.pieces(PRESETS[Level.HARD], four)])) == 2


def test_a_hall_without_walls_makes_the_search_give_up_and_a_walled_in_mouse_does_not() -> None:
    side, every = 12, (1 << 12) - 1
    hall = Strip("bell", 0, (every,) * side, (every,) * (side - 1) + (0,), door=0)
    last = Strip("cup", every, (every >> 1,) + (0,) * (side - 1), (0,) * side, mouse=0)
    solution = MAZE.solve(MazeClues(side, side, (hall, last)), NOTHING_GIVEN)
    assert (solution.verdict, solution.answers) == (Verdict.GAVE_UP, ())
    walled_in = replace(last, east=(0b110, *last.east[1:]))
    assert ways(Floor(MazeClues(side, side, (hall, walled_in)), (0, 1))) == ([], True)


# -- Lazy players


@pytest.mark.parametrize("level", list(Level))
def test_letters_read_without_walking_never_give_the_answer(level: Level) -> None:
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        floor = floor_of(puzzle.clues)
        spots = {floor.spot(tile): letter for tile, letter in floor.letters.items()}
        by_column = "".join(spots[s] for s in sorted(spots, key=lambda s: (s[1], s[0])))
        rows = ["".join(spots[s] for s in sorted(spots) if s[0] == r) for r in range(floor.rows)]
        middle = floor.rows // 2
        near = sorted(spots, key=lambda s: (abs(s[0] - middle), s[1]))[: len(puzzle.answer)]
        readings = [
            by_column,
            by_column[::-1],
            "".join(sorted(spots.values())),
            "".join(spots[s] for s in near),
        ]
        for text in (*readings, *rows):
            assert puzzle.answer not in text


@pytest.mark.parametrize("level", list(Level))
def test_false_letters_are_many_and_of_all_kinds(level: Level) -> None:
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        floor, way = floor_of(puzzle.clues), way_of(puzzle)
        false = [letter for tile, letter in floor.letters.items() if tile not in set(way)]
        assert len(false) >= 2 * len(puzzle.answer)
        assert len(set(false)) >= 6


@pytest.mark.parametrize("level", list(Level))
def test_always_turning_the_same_way_first_hardly_ever_reads_the_answer(level: Level) -> None:
    lucky = 0
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        floor = floor_of(puzzle.clues)
        for turn in (1, -1):
            seen: dict[int, None] = {}
            stack = [floor.start]
            while stack[-1] != floor.goal:
                tile = stack.pop()
                if tile not in seen:
                    seen[tile] = None
                    stack += sorted(floor.leads.get(tile, ()))[::turn]
            lucky += floor.read([*seen, floor.goal]) == puzzle.answer
    assert lucky <= SEEDS * 2 // 20


@pytest.mark.parametrize("level", list(Level))
def test_who_ignores_mouse_holes_never_arrives(level: Level) -> None:
    for seed in range(SEEDS):
        clues = made(level, seed).clues
        plugged = replace(clues, strips=tuple(replace(strip, holes=()) for strip in clues.strips))
        assert ways(floor_of(plugged)) == ([], True)


def test_who_lifts_curtains_from_behind_walks_elsewhere_and_is_told_so() -> None:
    for seed in range(SEEDS):
        puzzle = made(Level.HARD, seed)
        lifted = replace(puzzle.clues, strips=tuple(_without_curtains(s) for s in puzzle.clues.strips))
        assert MAZE.solve(lifted, NOTHING_GIVEN).verdict is Verdict.SEVERAL
        assert puzzle.solution.measures["barred"] >= 1
        assert "maze.slip.curtain" in {slip.message.key for slip in puzzle.misreadings}


def _without_curtains(strip: Strip) -> Strip:
    return replace(strip, curtains=())


def test_openings_alone_tell_the_order_at_hard_and_no_strip_can_be_left_out() -> None:
    for seed in range(SEEDS):
        for level in Level:
            clues = made(level, seed).clues
            bare = replace(clues, strips=tuple(replace(s, left_sign="", right_sign="") for s in clues.strips))
            assert orders(bare) == orders(clues)
            for left_out in clues.strips:
                assert orders(replace(clues, strips=tuple(s for s in clues.strips if s != left_out))) == []
    printed = [orders(made(Level.HARD, seed).clues)[0] for seed in range(SEEDS)]
    assert len(set(printed)) > SEEDS / 2  # the order of printing gives nothing away


@pytest.mark.parametrize("level", list(Level))
def test_strips_are_never_printed_in_the_right_order(level: Level) -> None:
    for seed in range(SEEDS):
        clues = made(level, seed).clues
        assert orders(clues)[0] != tuple(range(len(clues.strips)))


@pytest.mark.parametrize("level", list(Level))
def test_no_two_openings_are_neighbours_and_all_seams_differ(level: Level) -> None:
    for seed in range(SEEDS):
        clues = made(level, seed).clues
        bits = [strip.right_openings(clues.columns) for strip in clues.strips]
        ends = [tuple(row for row in range(clues.rows) if end >> row & 1) for end in bits]
        seams = [rows for rows in ends if rows]
        assert all(b - a > 1 for rows in seams for a, b in pairwise(rows))
        assert len(set(seams)) == len(seams) == len(ends) - 1


# -- Walks, steps, slips


@pytest.mark.parametrize("level", list(Level))
def test_the_way_is_a_walk_by_the_rules_that_visits_every_strip(level: Level) -> None:
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        floor, way = floor_of(puzzle.clues), way_of(puzzle)
        assert (way[0], way[-1]) == (floor.start, floor.goal)
        assert len({floor.spot(tile) for tile in way}) == len(way)  # not even over and under one bridge
        assert all(b in floor.leads[a] for a, b in pairwise(way))
        assert {floor.strip_of(tile).name for tile in way} == {strip.name for strip in puzzle.clues.strips}
        assert floor.read(way[-7:])[-1] == puzzle.answer[-1]  # who stops early misses a letter


def test_effort_rises_and_minutes_stay_in_their_band() -> None:
    bands = {Level.EASY: (4, 6), Level.NORMAL: (6, 9), Level.HARD: (8, 12)}
    for level, (low, high) in bands.items():
        minutes = [
            solving_minutes(MAZE.techniques, made(level, seed).solution, made(level, seed).pieces)
            for seed in range(SEEDS)
        ]
        assert low <= statistics.median(minutes) <= high
        counts = [len(made(level, seed).solution.steps) for seed in range(SEEDS)]
        assert 5 <= min(counts) <= max(counts) <= 60
        assert statistics.mean(made(level, seed).tries for seed in range(SEEDS)) < 4


@pytest.mark.parametrize("level", list(Level))
def test_steps_never_tell_of_a_way_they_have_not_come_to(level: Level) -> None:
    for seed in range(12):
        puzzle = made(level, seed)
        walked = [
            str(s.message.values.get("letter", "")) for s in puzzle.solution.steps if s.technique == "walk"
        ]
        assert "".join(walked) == puzzle.answer
        assert puzzle.solution.steps[-1].fact == "mouse"


def test_slips_are_walked_and_each_is_another_word() -> None:
    keys = set()
    for level in Level:
        for seed in range(SEEDS):
            slips = made(level, seed).misreadings
            assert made(level, seed).answer not in [slip.answer for slip in slips]
            keys |= {slip.message.key.removeprefix("maze.slip.") for slip in slips}
    assert keys == {"backwards", "curtain", "bridge", "hole", "dead-end", "turned-back", "last", "first"}


# -- Paper and params


@pytest.mark.parametrize("level", list(Level))
def test_passages_and_letters_are_large_enough_and_ink_stays_on_the_strip(level: Level) -> None:
    for seed in range(4):
        puzzle = made(level, seed)
        for piece in puzzle.pieces:
            canvas = RecordingCanvas()
            box = Box(11, 17, piece.width_mm, piece.height_mm)
            piece.front(canvas, box)
            assert box.contains(canvas.ink(), slack_mm=0.05)
            walls = [line for line in canvas.log if "stroke=band" in line]
            widths = {float(line.split()[3]) for line in walls}
            assert min(widths) >= 0.6
            assert second.TILE_MM - max(widths) >= 5.5
            bare = Box(0, 0, piece.width_mm, piece.height_mm).inset(1.2)
            assert all(bare.contains(dark, slack_mm=0.01) for dark in _dark_shapes(canvas))
            letters = [
                size for size, text in zip(canvas.sizes_pt, canvas.texts, strict=True) if len(text) == 1
            ]
            assert min(letters) >= 10
            assert not re.search(puzzle.answer, " ".join(canvas.texts))


def _dark_shapes(canvas: RecordingCanvas) -> list[Box]:
    """What is filled dark: all that must keep off the cut."""
    boxes = []
    for line in canvas.log:
        if line.startswith("draw fill=band"):
            numbers = [float(v) for v in second.NUMBER.findall(re.split(r" (?=M-?\d)", line, maxsplit=1)[1])]
            xs, ys = numbers[0::2], numbers[1::2]
            boxes.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return boxes


def _corridor(drawn: Sequence[RecordingCanvas]) -> list[list[str]]:
    """The pictures and sentences in each strip's cornice, without its own name and picture."""
    return [
        [
            re.sub(r" [-\d.,x]+", "", line)
            for line in canvas.log
            if line.startswith(("art", "text")) and "strip" not in line and 0 < _height(line) < second.TOP_MM
        ]
        for canvas in drawn
    ]


def _height(line: str) -> float:
    return float(second.NUMBER.findall(line)[1])


@pytest.mark.parametrize("level", list(Level))
def test_every_strip_shows_all_rules_of_this_corridor_and_no_others(level: Level) -> None:
    for seed in range(SEEDS):
        puzzle = made(level, seed)
        drawn = []
        for piece in puzzle.pieces:
            drawn.append(RecordingCanvas())
            piece.front(drawn[-1], Box(0, 0, piece.width_mm, piece.height_mm))
        rules = _corridor(drawn)
        assert rules.count(rules[0]) == len(rules)
        shown = {word for line in rules[0] for word in re.findall(r"maze-(bridge|curtain|hole-\w+)", line)}
        strips = puzzle.clues.strips
        signs = {tile.mark for strip in strips for tile in strip.holes}
        assert ("bridge" in shown) == any(strip.bridges for strip in strips)
        assert ("curtain" in shown) == any(strip.curtains for strip in strips)
        icons = {name.removeprefix("hole-") for name in shown if name.startswith("hole-")}
        assert icons <= signs
        assert len(icons) == min(2, len(signs))


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_rule_runs_into_the_next_or_into_a_half_sign(language: str) -> None:
    fonts, say = FontMetrics(load_theme("midnight-thread").faces), Catalogue.load(language).say
    crowded = PRESETS[Level.HARD].model_copy(update={"signed": True})
    draws = (draw_clues(crowded, "MOTH", (), Rng("crowded", attempt)) for attempt in range(60))
    clues = next(clues for clues in draws if clues)
    assert len({tile.mark for strip in clues.strips for tile in strip.holes}) > 1
    assert any(strip.curtains for strip in clues.strips)
    for each in (clues, made(Level.HARD, 0).clues, made(Level.NORMAL, 0).clues):
        for strip, piece in zip(each.strips, MAZE.pieces(crowded, each), strict=True):
            canvas = RecordingCanvas(say)
            canvas.metrics = fonts
            piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
            _check_cornice(canvas, fonts, piece.width_mm - (5.5 if strip.right_sign else 2.5))


def _check_cornice(canvas: RecordingCanvas, fonts: FontMetrics, end_mm: float) -> None:
    """That every picture and sentence in the cornice ends before the next one begins."""
    at = 0.0
    for line in canvas.log:
        if line.startswith("art") and 0 < _height(line) < second.TOP_MM:
            x, _, width, _ = (float(v) for v in second.NUMBER.findall(line))
            assert x >= at + 0.3
            at = x + width
        elif "label-bold" in line:
            x = float(second.NUMBER.findall(line)[0])
            assert x >= at + 0.3
            at = x + fonts.width_mm(line.split("'", 1)[1][:-1], Face.LABEL_BOLD, 8.0)
    assert 20 < at <= end_mm


@examples(
    strips=st.integers(3, 5),
    rows=st.integers(4, 6),
    bridges=st.integers(0, 6),
    holes=st.integers(0, 3),
    false_holes=st.integers(0, 2),
    curtains=st.integers(0, 4),
    signed=st.booleans(),
    answer=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=4, max_size=8),
    seed=st.integers(0, 999),
)
@settings(derandomize=True, deadline=None, max_examples=40)
def test_whatever_is_drawn_has_one_way_and_fits_its_page(
    strips: int, rows: int, bridges: int, holes: int, false_holes: int, curtains: int, signed: bool,
    answer: str, seed: int,
) -> None:  # fmt: skip
    params = MazeParams(
        strips=strips, rows=rows, bridges=bridges, holes=holes, false_holes=false_holes,
        curtains=curtains, signed=signed,
    )  # fmt: skip
    if MAZE.impossible(params, answer):
        return
    draws = (draw_clues(params, answer, (), Rng("any", seed, attempt)) for attempt in range(60))
    clues = next((clues for clues in draws if clues), None)
    assert clues, "no draw in 60 came to anything"
    solution = MAZE.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == (answer,)
    pieces = MAZE.pieces(params, clues)
    assert sum(piece.height_mm for piece in pieces) <= MOST_HEIGHT_MM
    assert second.readings(pieces) == [(orders(clues)[0], answer)]


def test_strips_that_no_page_holds_are_named() -> None:
    assert "use 4 strips" in MAZE.impossible(MazeParams(strips=5, rows=6), "MOUSE")
    for level in Level:
        assert MAZE.impossible(PRESETS[level], "MOUSE") == ""
