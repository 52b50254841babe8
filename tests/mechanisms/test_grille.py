"""The seeing stone: what is printed has one answer, and nobody gets to it by sliding a card about."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path as FilePath
from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import CAP_HEIGHT, Face, LineKind, Path, Role
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind, Verdict
from kitgen.mechanisms.grille import Grille, GrilleParams, stonework
from kitgen.mechanisms.grille.clues import (
    CREATURES,
    EYE,
    ITEMS,
    LIES,
    OTHER_SIGNS,
    SCENES,
    SIDES,
    UPRIGHT,
    Clues,
    Lattice,
    Lie,
    Pose,
    Stone,
    Vines,
    fits,
    lattices,
    poses,
)
from kitgen.mechanisms.grille.garden import way
from kitgen.mechanisms.grille.solver import is_right, reading
from kitgen.mechanisms.grille.table import LETTER_PT
from kitgen.message import Message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.grille_second_opinion import opinion, placements

GRILLE = Grille()
TEMPLATES = FilePath(__file__).parents[2] / "templates"
SEEDS = 30


def answer_of(seed: int) -> str:
    rng = Rng(f"answer {seed}")
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(6))


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"seed {seed}", "grille")
    return make_puzzle(GRILLE, GRILLE.preset(level), level, answer_of(seed), NOTHING_GIVEN, rng)


def placed(puzzle: Accepted) -> list[Pose]:
    state = puzzle.solution.states[0]
    assert isinstance(state, tuple)
    return [pose for pose, _ in state]


def every(seeds: int = SEEDS) -> Iterator[Accepted]:
    for level in Level:
        for seed in range(seeds):
            yield made(level, seed)


# --- rules ------------------------------------------------------------------------------------------


def test_the_worked_example_reads_what_the_docstring_says() -> None:
    lattice = Lattice((tuple("QWER"), tuple("TYUS"), tuple("OPAD")))
    stone = Stone(3, 2, ((2, 0), (1, 1)))
    text = " ".join(
        ((Grille.__module__ and __import__(Grille.__module__, fromlist=["x"]).__doc__) or "").split()
    )
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


# --- proof ------------------------------------------------------------------------------------------


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


def easy_signs(lattice: Lattice, stone: Stone) -> Lattice:
    """A lattice on which every placement looks done: letters and eyes in stripes cannot do that, so
    all the checked holes are given up and every sign is a letter."""
    del stone
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = range(lattice.rows)
    columns = range(lattice.columns)
    return Lattice(tuple(tuple(letters[(7 * r + c) % 26] for c in columns) for r in rows))


@pytest.mark.parametrize("level", list(Level))
def test_without_its_sentences_the_theatre_has_several_readings_for_both(level: Level) -> None:
    clues = made(level, 2).clues
    stone = replace(clues.stone, holes=clues.stone.holes[:2])
    broken = replace(
        clues,
        stone=stone,
        theatre=easy_signs(clues.theatre, stone),
        garden=easy_signs(clues.garden, stone),
        circus=easy_signs(clues.circus, stone),
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


# --- lazy players -----------------------------------------------------------------------------------


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


def test_only_the_circus_question_with_plates_can_name_a_lie_and_the_number_is_printed() -> None:
    for puzzle in every():
        ring = puzzle.clues.ring
        assert (ring.plates == 0) == (ring.lie is not None)
        assert all(p.lie.moon is False for p in placed(puzzle)) or puzzle.level is Level.HARD


def test_levels_turn_and_flip_the_stone_as_they_promise() -> None:
    for puzzle in every():
        lies = [pose.lie for pose in placed(puzzle)]
        if puzzle.level is Level.EASY:
            assert lies == [UPRIGHT] * 3
        elif puzzle.level is Level.NORMAL:
            assert sum(not lie.upright for lie in lies) >= 2
        else:
            assert any(lie.moon for lie in lies)


# --- slips, hints, words ----------------------------------------------------------------------------


def test_no_slip_reads_the_answer_and_no_two_slips_read_the_same() -> None:
    for puzzle in every():
        wrong = [slip.answer for slip in puzzle.misreadings]
        assert puzzle.answer not in wrong
        assert len(set(wrong)) == len(wrong) >= 2
        assert all(GRILLE.answer_spec(puzzle.params).problem(answer) == "" for answer in wrong)


def test_a_flipped_stone_laid_sun_side_up_is_recognised_when_it_reads_letters() -> None:
    keys = {slip.message.key for puzzle in every() for slip in puzzle.misreadings}
    assert {f"grille.slip.{name}" for name in ("other-face", "not-turned", "column-for-row")} <= keys


def keys_of(message: Message) -> Iterator[str]:
    yield message.key
    for value in message.values.values():
        if isinstance(value, Message):
            yield from keys_of(value)


def values_of(message: Message) -> Iterator[str]:
    for value in message.values.values():
        yield from values_of(value) if isinstance(value, Message) else [str(value)]


def words() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(table: dict[str, object], prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, f"{prefix}.{key}")
            else:
                found[f"{prefix}.{key}"] = str(value)

    walk(tomllib.loads((TEMPLATES / "words/en/grille.toml").read_text("utf-8")), "grille")
    return found


def said(puzzle: Accepted) -> list[Message]:
    ins = GRILLE.instructions(puzzle.params, puzzle.clues)
    hints = GRILLE.hints(puzzle.params, puzzle.clues, puzzle.solution)
    out = [ins.task, ins.done, ins.answer_form, hints.nudge, *hints.method]
    out += [step.message for step in puzzle.solution.steps]
    out += [slip.message for slip in puzzle.misreadings]
    for piece in GRILLE.pieces(puzzle.params, puzzle.clues):
        out += [*piece.notes]
    out += [p.caption for p in GRILLE.solved(puzzle.params, puzzle.clues, puzzle.solution) if p.caption]
    return out


def test_every_message_has_words_and_fills_every_place_of_them() -> None:
    known = words()
    for puzzle in every():
        for message in said(puzzle):
            for key in keys_of(message):
                assert key in known, key
            for name in _places(known[message.key]):
                assert name in message.values, (message.key, name)
    for piece in GRILLE.pieces(GRILLE.preset(Level.EASY), made(Level.EASY, 0).clues):
        assert f"grille.group.{piece.group}.one" in known
        assert f"grille.group.{piece.group}.many" in known
        if piece.kind is PieceKind.SHEET:
            assert f"grille.sheet.{piece.id}" in known
    for name in (*CREATURES, *ITEMS, *SIDES):
        assert any(key.endswith(f".{name}") for key in known)


def _places(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_no_words_are_left_over_in_the_word_file_of_steps_that_cannot_happen() -> None:
    used = {key for puzzle in every() for message in said(puzzle) for key in keys_of(message)}
    steps = {key for key in words() if key.startswith("grille.sentence.")}
    assert steps - used <= {"grille.sentence.not-end", "grille.sentence.seat"}


def test_hints_never_hold_the_answer_nor_a_pair_of_its_letters() -> None:
    for puzzle in every():
        hints = GRILLE.hints(puzzle.params, puzzle.clues, puzzle.solution)
        pairs = [puzzle.answer[i : i + 2] for i in range(0, 6, 2)]
        for message in (hints.nudge, *hints.method):
            for value in values_of(message):
                assert puzzle.answer not in value
                assert value not in pairs
        reads = [s for s in puzzle.solution.steps if s.technique == "read"]
        assert len(reads) == 3


def test_steps_rest_on_earlier_steps_only_and_use_named_techniques() -> None:
    for puzzle in every():
        steps = puzzle.solution.steps
        assert 5 <= len(steps) <= 60
        ids = {piece.id for piece in GRILLE.pieces(puzzle.params, puzzle.clues)}
        for i, step in enumerate(steps):
            assert step.technique in GRILLE.techniques
            assert all(0 <= used < i for used in step.uses)
            assert set(step.pieces) <= ids
        needed = {len(steps) - 1}
        for i in range(len(steps) - 1, -1, -1):
            if i in needed:
                needed.update(steps[i].uses)
        assert needed == set(range(len(steps)))


def test_sentences_under_the_theatre_stay_few_enough_to_print() -> None:
    assert max(len(puzzle.clues.seats.sentences) for puzzle in every()) <= 7


# --- params -----------------------------------------------------------------------------------------


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


# --- paper ------------------------------------------------------------------------------------------


def assert_inside(params: GrilleParams, clues: Clues) -> None:
    for piece in GRILLE.pieces(params, clues):
        canvas = RecordingCanvas()
        box = Box(13.0, 21.0, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink()), (piece.id, canvas.ink())
        assert min(canvas.sizes_pt, default=8) >= 8
        if piece.kind is PieceKind.SHEET:
            assert piece.width_mm <= 182
            assert piece.height_mm <= 180


def test_drawings_stay_inside_their_boxes_with_text_of_8_points_or_more() -> None:
    for puzzle in every(6):
        assert_inside(puzzle.params, puzzle.clues)
        for picture in GRILLE.solved(puzzle.params, puzzle.clues, puzzle.solution):
            canvas = RecordingCanvas()
            box = Box(5.0, 9.0, picture.width_mm, picture.height_mm)
            picture.draw(canvas, box)
            assert box.contains(canvas.ink())


def test_every_picture_that_is_drawn_exists_in_the_theme() -> None:
    theme = TEMPLATES / "themes/midnight-thread/art"
    known = {name for file in theme.glob("*.toml") for name in tomllib.loads(file.read_text("utf-8"))}
    for puzzle in every(6):
        for piece in GRILLE.pieces(puzzle.params, puzzle.clues):
            canvas = RecordingCanvas()
            piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
            drawn = {line.split()[1] for line in canvas.log if line.startswith("art ")}
            assert drawn <= known
    assert {f"grille-{sign}" for sign in (EYE, *OTHER_SIGNS)} <= known


def test_all_signs_of_a_lattice_are_printed() -> None:
    clues = made(Level.NORMAL, 0).clues
    pieces = {piece.id: piece for piece in GRILLE.pieces(GRILLE.preset(Level.NORMAL), clues)}
    for scene, lattice in zip(SCENES, lattices(clues), strict=True):
        canvas = RecordingCanvas()
        piece = pieces[scene]
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        eyes = sum(line.startswith("art grille-eye ") for line in canvas.log)
        assert eyes == sum(row.count(EYE) for row in lattice.signs)
        for letter in "ETAQ":
            shown = sum("exact-bold" in line and line.endswith(repr(letter)) for line in canvas.log)
            assert shown == sum(row.count(letter) for row in lattice.signs)


class WhiteShapes(RecordingCanvas):
    """Remembers the centres of shapes filled with bare paper."""

    def __init__(self) -> None:
        super().__init__()
        self.centres: list[tuple[float, float]] = []

    def draw(
        self,
        path: Path,
        *,
        fill: Role | None = None,
        stroke: Role | None = None,
        width_mm: float = 0.3,
        dash: tuple[float, ...] = (),
        even_odd: bool = False,
    ) -> None:
        if fill is Role.WHITE:
            bounds = path.bounds()
            self.centres.append((round(bounds.centre_x_mm, 3), round(bounds.centre_y_mm, 3)))


def test_the_moon_half_mirrors_the_sun_half_so_that_folded_holes_meet() -> None:
    for puzzle in every(3):
        piece = GRILLE.pieces(puzzle.params, puzzle.clues)[0]
        canvas = WhiteShapes()
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        shapes = set(canvas.centres)
        assert {(round(piece.width_mm - x, 3), y) for x, y in shapes} == shapes
        assert len(shapes) == 2 * len(puzzle.clues.stone.holes) + 1
        cuts = [line for line in piece.lines if line.kind is LineKind.CUT]
        assert len(cuts) == len(puzzle.clues.stone.holes)
        for cut in cuts:
            bounds = cut.path.bounds()
            assert bounds.right_mm < piece.width_mm / 2
            assert (round(bounds.centre_x_mm, 3), round(bounds.centre_y_mm, 3)) in shapes


def test_no_two_holes_touch_and_none_touches_the_notch() -> None:
    for puzzle in every():
        holes = [(0, 0), *puzzle.clues.stone.holes]
        for i, (x, y) in enumerate(holes):
            assert all(abs(x - a) + abs(y - b) > 1 for a, b in holes[:i])


def test_with_a_slip_of_one_and_a_half_millimetres_a_hole_shows_one_whole_sign_and_no_other() -> None:
    half, sign = stonework.HOLE_HALF_MM, stonework.SIGN_HALF_MM
    assert stonework.SLIP_MM >= 1.5
    assert sign + stonework.SLIP_MM <= half + 1e-9
    assert half + stonework.SLIP_MM < stonework.PITCH_MM - sign
    # An eye is as wide as a sign, and lower: its tips are what leaves a round hole first.
    tip = sign
    for dx, dy in ((1.5, 0.0), (0.0, 1.5), (1.06, 1.06)):
        assert ((tip + dx) ** 2 + dy**2) ** 0.5 <= half + 1e-9 or dx == 0
    assert (tip**2 + 1.5**2) ** 0.5 <= half


def test_the_widest_capital_is_no_wider_than_a_sign() -> None:
    metrics = FontMetrics(load_theme("midnight-thread").faces)
    widest = max(metrics.width_mm(c, Face.EXACT_BOLD, LETTER_PT) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert widest <= 2 * stonework.SIGN_HALF_MM
    assert mm_from_pt(LETTER_PT) * CAP_HEIGHT <= 2 * stonework.SIGN_HALF_MM
