"""The wall of bricks: rules, uniqueness by two solvers, lazy players, drawing."""

from __future__ import annotations

import math
import statistics
import tomllib
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind, Verdict
from kitgen.mechanisms.edge_wall import EdgeWall, laid_faces, read_wall
from kitgen.mechanisms.edge_wall.drawing import BUTTON_SHAPES
from kitgen.mechanisms.edge_wall.lettering import ALPHABET, HALF_SIGNS, SIGN_COUNT, halves, read
from kitgen.mechanisms.edge_wall.params import EdgeWallParams
from kitgen.mechanisms.edge_wall.wall import (
    BUTTONS,
    COURSES,
    FIGURES,
    Brick,
    Likeness,
    Side,
    WallClues,
    cells,
    looks_the_same_turned,
    read_seam,
    seams,
)
from kitgen.rng import Rng
from kitgen.units import Box
from tests.doubles import RecordingCanvas
from tests.mechanisms import edge_wall_second_opinion as second

WALL = EdgeWall()
ANSWERS = ("DOOR", "LATCH", "HIDDEN", "VXKQ", "3479", "MWMZJY")
ROOT = Path(__file__).parents[2]


@cache
def made(level: Level, seed: int) -> Accepted:
    return make_puzzle(
        WALL,
        WALL.preset(level),
        level,
        ANSWERS[seed % len(ANSWERS)],
        NOTHING_GIVEN,
        Rng(f"wall {seed}", level),
    )


def draw(params: EdgeWallParams, answer: str, seed: int) -> WallClues:
    clues = WALL.generate(params, answer, NOTHING_GIVEN, Rng(f"draw {seed}"))
    assert clues is not None
    return clues


def replace_decoys(params: EdgeWallParams, decoys: int) -> EdgeWallParams:
    return params.model_copy(update={"decoys": decoys})


def worked_example() -> WallClues:
    """The docstring's wall: two rows of two."""
    heart, heart_, key, key_ = 0, 1, 2, 3
    round_, square = 0, 1
    return WallClues(
        rows=((0, 2), (1, 2)),
        figures=("heart", "key"),
        buttons=("round", "square"),
        likeness=Likeness.DIFFERENT,
        bricks=(
            Brick((key, key_), (heart, heart), Side(square, 3, False), Side(round_, 2, True)),
            Brick((heart_, heart), (key, heart_), Side(round_, 1, True), Side(square, 4, False)),
            Brick((heart_, key_), (heart, heart), Side(square, 0, False), Side(square, 2, True)),
            Brick((heart, key), (key_, heart_), Side(square, 2, True), Side(round_, 5, False)),
        ),
        corner=0,
        turnable=False,
        length=2,
    )


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
        assert len(second.walls(doubled)) == 2


def test_a_wall_of_turnable_bricks_without_its_corner_can_be_turned_as_a_whole() -> None:
    params = EdgeWallParams(bricks=10, figures=8, buttons=5, turned=True)
    clues = next(
        c
        for c in (draw(params, "DOOR", s) for s in range(50))
        if WALL.solve(c, NOTHING_GIVEN).verdict is Verdict.UNIQUE
    )
    assert WALL.solve(replace(clues, corner=None), NOTHING_GIVEN).verdict is Verdict.SEVERAL


@pytest.mark.parametrize("bricks", range(9, 17))
def test_every_number_of_bricks_gives_walls_that_fit_their_sheet(bricks: int) -> None:
    assert sum(count for _, count in COURSES[bricks]) == bricks
    assert len(seams(COURSES[bricks])) >= WALL.LONGEST
    for (shift, _), (below, _) in pairwise(COURSES[bricks]):
        assert abs(shift - below) == 1, "running bond: every row shifted by half a brick"
    params = EdgeWallParams(bricks=bricks, figures=8, decoys=4)
    found = [WALL.solve(draw(params, "LATCH", s), NOTHING_GIVEN) for s in range(10)]
    assert sum(s.verdict is Verdict.UNIQUE for s in found) >= 6
    mat, sampler, *rest = WALL.pieces(params, draw(params, "LATCH", 0))
    assert mat.kind is PieceKind.SHEET
    assert (sampler.kind, sampler.width_mm, sampler.height_mm) == (PieceKind.PROP, 63, 88)
    assert mat.width_mm <= 182
    assert mat.height_mm <= 180
    assert len(rest) == bricks + 4 - 1


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
        assert not any(s.technique in ("chain", "trial") for s in solution.steps) or level is Level.HARD


def _samples(sign: int) -> list[tuple[float, float]]:
    return [
        (ax + (bx - ax) * i / 20, ay + (by - ay) * i / 20)
        for stroke in HALF_SIGNS[sign]
        for (ax, ay), (bx, by) in pairwise(stroke)
        for i in range(21)
    ]


def test_half_signs_are_told_apart() -> None:
    def reach(one: int, other: int) -> float:
        return max(min(math.dist(p, q) for q in _samples(other)) for p in _samples(one))

    for one, other in combinations(range(SIGN_COUNT), 2):
        assert max(reach(one, other), reach(other, one)) > 0.6, f"{one} and {other}"


def test_half_signs_are_their_own_mirror_images_so_that_turning_changes_nothing() -> None:
    for sign in range(SIGN_COUNT):
        ink = {(round(x, 6), round(y, 6)) for x, y in _samples(sign)}
        assert {(x, -y) for x, y in ink} == ink


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


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("place", [(0.0, 0.0), (31.5, 12.25)])
def test_drawing_stays_inside_its_box(level: Level, place: tuple[float, float]) -> None:
    accepted = made(level, 4)
    for piece in WALL.pieces(accepted.params, accepted.clues):
        canvas = RecordingCanvas()
        box = Box(*place, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink(), slack_mm=0.31), piece.id
        assert all(size >= 8 for size in canvas.sizes_pt)
        assert accepted.answer not in canvas.texts
    (picture,) = WALL.solved(accepted.params, accepted.clues, accepted.solution)
    canvas = RecordingCanvas()
    box = Box(*place, picture.width_mm / 2, picture.height_mm / 2)
    picture.draw(canvas, box)
    assert box.contains(canvas.ink())


def test_a_drawn_brick_shows_what_the_clues_say_and_nothing_else_changes_it() -> None:
    accepted = made(Level.NORMAL, 5)
    brick = next(p for p in WALL.pieces(accepted.params, accepted.clues) if p.group == "bricks")
    logs = []
    for side in ("top", "bottom", "left", "right"):
        index = int(brick.id[-2:]) - 1
        clue = accepted.clues.bricks[index]
        changed = (
            replace(clue, **{side: tuple(half ^ 1 for half in getattr(clue, side))})
            if side in ("top", "bottom")
            else replace(clue, **{side: replace(getattr(clue, side), hole=not getattr(clue, side).hole)})
        )
        bricks = tuple(changed if i == index else b for i, b in enumerate(accepted.clues.bricks))
        piece = next(
            p
            for p in WALL.pieces(accepted.params, replace(accepted.clues, bricks=bricks))
            if p.id == brick.id
        )
        canvas = RecordingCanvas()
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        logs.append("\n".join(canvas.log))
    assert len(set(logs)) == 4


def test_every_figure_and_button_has_its_picture() -> None:
    art = tomllib.loads((ROOT / "templates/themes/midnight-thread/art/edge-wall.toml").read_text("utf-8"))
    for likeness in Likeness:
        assert {f"wall-{name}" for name in FIGURES[likeness]} <= set(art)
        assert set(BUTTONS[likeness]) <= set(BUTTON_SHAPES)


@pytest.mark.parametrize("shape", sorted(BUTTON_SHAPES))
def test_a_button_has_equal_halves_so_that_a_turned_brick_meets_it(shape: str) -> None:
    points = {
        (round(x, 4) + 0.0, round(y, 4) + 0.0)
        for _, values in BUTTON_SHAPES[shape].segments
        for x, y in zip(values[0::2], values[1::2], strict=True)
    }
    assert {(-x, y) for x, y in points} == points
    assert {(-x, -y) for x, y in points} == points


def test_every_message_has_its_words() -> None:
    words = tomllib.loads((ROOT / "templates/words/en/edge-wall.toml").read_text("utf-8"))
    for level in Level:
        accepted = made(level, 6)
        instructions = WALL.instructions(accepted.params, accepted.clues)
        hints = WALL.hints(accepted.params, accepted.clues, accepted.solution)
        said = [
            instructions.task,
            instructions.done,
            instructions.answer_form,
            hints.nudge,
            *hints.method,
            *(step.message for step in accepted.solution.steps),
            *(slip.message for slip in accepted.misreadings),
        ]
        for spoken in said:
            found = words
            for part in spoken.key.split(".")[1:]:
                found = found[part]
            texts = [found["one"], found["many"]] if isinstance(found, dict) else [found]
            for text in texts:
                text.format(**spoken.values)
        assert {piece.group for piece in WALL.pieces(accepted.params, accepted.clues)} <= set(words["group"])


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
