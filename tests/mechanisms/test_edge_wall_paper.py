"""The wall of bricks on paper: bricks, mat, legend, and the uncut sheet."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from kitgen.layout.arrange import Spot
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind, Verdict
from kitgen.mechanisms.edge_wall.brick import (
    BUTTON_SHAPES,
    HOLE_AT_MM,
    HOLE_RADIUS_MM,
    SIGN_X_MM,
    draw_brick,
)
from kitgen.mechanisms.edge_wall.cut_sheet import printed_order
from kitgen.mechanisms.edge_wall.lettering import HALF_SIGNS, SIGN_COUNT
from kitgen.mechanisms.edge_wall.params import EdgeWallParams
from kitgen.mechanisms.edge_wall.wall import (
    BUTTONS,
    COURSES,
    FIGURES,
    Brick,
    Likeness,
    Side,
    WallClues,
    seams,
)
from kitgen.rng import Rng
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas
from tests.mechanisms.edge_wall_cases import WALL, draw, made
from tests.sheets import sheets_of, spots_of

ROOT = Path(__file__).parents[2]


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
    assert mat.height_mm <= 165
    assert len(rest) == bricks + 4 - 1


def _samples(sign: int) -> list[tuple[float, float]]:
    return [
        (ax + (bx - ax) * i / 20, ay + (by - ay) * i / 20)
        for stroke in HALF_SIGNS[sign]
        for (ax, ay), (bx, by) in pairwise(stroke)
        for i in range(21)
    ]


def test_half_signs_are_their_own_mirror_images_so_that_turning_changes_nothing() -> None:
    for sign in range(SIGN_COUNT):
        ink = {(round(x, 6), round(y, 6)) for x, y in _samples(sign)}
        assert {(x, -y) for x, y in ink} == ink


def test_half_signs_are_told_apart() -> None:
    def reach(one: int, other: int) -> float:
        return max(min(math.dist(p, q) for q in _samples(other)) for p in _samples(one))

    for one, other in combinations(range(SIGN_COUNT), 2):
        assert max(reach(one, other), reach(other, one)) > 0.6, f"{one} and {other}"


def sheet_rows(clues: WallClues) -> list[list[Brick]]:
    """Loose bricks as they abut on the uncut sheet, three to a row."""
    loose = [brick for i, brick in enumerate(clues.bricks) if i != clues.corner]
    return [loose[i : i + 3] for i in range(0, len(loose), 3)]


def whole_across_cuts(clues: WallClues) -> int:
    rows = sheet_rows(clues)
    beside = sum(a.right.button == b.left.button for row in rows for a, b in pairwise(row))
    below = sum(
        a.bottom[i] // 2 == b.top[i] // 2 and a.bottom[i] != b.top[i]
        for upper, lower in pairwise(rows)
        for a, b in zip(upper, lower, strict=False)
        for i in (0, 1)
    )
    return beside + below


@pytest.mark.parametrize("level", list(Level))
def test_the_uncut_sheet_shows_nothing_whole_across_a_cut(level: Level) -> None:
    for seed in range(40):
        assert whole_across_cuts(made(level, seed).clues) == 0


@pytest.mark.parametrize("bricks", [9, 16])
@pytest.mark.parametrize("corner", [False, True])
def test_other_walls_show_nothing_whole_either_with_few_buttons(bricks: int, corner: bool) -> None:
    params = EdgeWallParams(bricks=bricks, figures=4, buttons=2, decoys=3, corner=corner)
    for seed in range(20):
        assert whole_across_cuts(draw(params, "DOOR", seed)) == 0


def test_pieces_are_printed_in_the_order_of_their_numbers_three_to_a_row_on_either_paper() -> None:
    for level in Level:
        accepted = made(level, 3)
        pieces = [p for p in WALL.pieces(accepted.params, accepted.clues) if p.kind is PieceKind.PROP]
        bricks = [piece for piece in pieces if piece.group == "bricks"]
        assert [piece.id for piece in bricks] == sorted(piece.id for piece in bricks)
        for paper in PAPERS.values():
            sheets = sheets_of(pieces, paper)
            assert len(sheets) == 1
            spots = [spot for spot in spots_of(sheets) if spot.tile.group == "bricks"]
            assert [spot.tile.id for spot in spots] == [f"puzzle/{piece.id}" for piece in bricks]
            places = [upright_corner(spot) for spot in spots]
            left, top = places[0]
            for i, (x, y) in enumerate(places):
                assert (x - left, y - top) == pytest.approx((40 * (i % 3), 28 * (i // 3)))


def upright_corner(spot: Spot) -> tuple[float, float]:
    """Where a brick's own top left corner lies, in directions in which the bricks stand upright."""
    if spot.turned:  # clockwise by a quarter: its top is at the right
        return spot.box.y_mm, -spot.box.right_mm
    return spot.box.x_mm, spot.box.y_mm


def test_bricks_that_cannot_be_printed_apart_are_refused() -> None:
    side = Side(0, 0, False)
    assert printed_order([Brick((0, 0), (2, 2), side, side)] * 2, Rng("x")) is None
    other = Brick((0, 0), (2, 2), replace(side, button=1), replace(side, button=1))
    assert printed_order([Brick((0, 0), (2, 2), side, side), other], Rng("x")) is not None


@pytest.mark.parametrize("shape", sorted(BUTTON_SHAPES))
def test_holes_touch_neither_the_outline_nor_the_sign(shape: str) -> None:
    """Half of both strokes is 0.3 + 0.175 mm; a third of a millimetre of white must be left."""
    points = [values[-2:] for _, values in BUTTON_SHAPES[shape].segments if values]
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        for i in range(41):
            x, y = ax + (bx - ax) * i / 40, ay + (by - ay) * i / 40
            assert math.dist((x, y), (HOLE_AT_MM, 0)) - HOLE_RADIUS_MM - 0.475 > 0.3
    assert HOLE_AT_MM - HOLE_RADIUS_MM - 0.175 - (SIGN_X_MM + 0.7) > 0.3


@pytest.mark.parametrize("level", list(Level))
def test_the_mat_says_what_is_printed_what_may_be_turned_and_what_is_left_over(level: Level) -> None:
    clues = made(level, 2).clues
    mat = WALL.pieces(made(level, 2).params, clues)[0]
    notes = {note.key.removeprefix("edge-wall.note."): note.values for note in mat.notes}
    kind = "turned" if clues.turnable else "upright"
    assert clues.turnable == (level in (Level.HARD, Level.FIENDISH))
    assert clues.corner is not None
    assert notes[f"printed-{kind}"]["brick"] == clues.corner + 1
    assert kind in notes
    assert ("left-over" in notes) == (clues.decoys > 0)
    assert ("underline" in notes) == clues.turnable


def brick_log(clues: WallClues, index: int) -> list[str]:
    canvas = RecordingCanvas()
    draw_brick(canvas, clues, clues.bricks[index], index + 1)
    return canvas.log


@pytest.mark.parametrize("level", list(Level))
def test_every_brick_wears_the_same_marks_the_printed_one_too(level: Level) -> None:
    """Upright bricks have a roof over an upright number; the number of others lies on its side."""
    accepted = made(level, 2)
    clues = accepted.clues
    ends = set()
    for index in range(len(clues.bricks)):
        log = brick_log(clues, index)
        number = next(i for i, line in enumerate(log) if line.startswith("text"))
        assert ("turn=-90.0" in log[number - 1]) == clues.turnable
        ends.add("\n".join(log[number + 1 :]))
    assert len(ends) == 1
    assert clues.corner is not None
    mat = RecordingCanvas()
    piece = WALL.pieces(accepted.params, clues)[0]
    piece.front(mat, Box(0, 0, piece.width_mm, piece.height_mm))
    assert "\n".join(brick_log(clues, clues.corner)) in "\n".join(mat.log)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("place", [(0.0, 0.0), (31.5, 12.25)])
def test_drawing_stays_inside_its_box(level: Level, place: tuple[float, float]) -> None:
    accepted = made(level, 4)
    for piece in WALL.pieces(accepted.params, accepted.clues):
        # In the words that are printed, so that they take the room they really take.
        canvas = RecordingCanvas(Catalogue.load("en").say)
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
            instructions.making,
            *(note for piece in WALL.pieces(accepted.params, accepted.clues) for note in piece.notes),
            hints.nudge,
            *hints.method,
            *(step.message for step in accepted.solution.steps),
            *(slip.message for slip in accepted.misreadings),
        ]
        for spoken in said:
            assert spoken is not None
            found = words
            for part in spoken.key.split(".")[1:]:
                found = found[part]
            texts = [found["one"], found["many"]] if isinstance(found, dict) else [found]
            for text in texts:
                text.format(**spoken.values)
        assert {piece.group for piece in WALL.pieces(accepted.params, accepted.clues)} <= set(words["group"])
