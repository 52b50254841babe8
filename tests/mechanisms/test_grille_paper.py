"""The seeing stone on paper and in words: slips, hints, drawings, holes that forgive a slip of the hand."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest

from kitgen.canvas import CAP_HEIGHT, Face, LineKind, Path, Role
from kitgen.engine import Accepted
from kitgen.mechanisms.contract import Level, PieceKind
from kitgen.mechanisms.grille import stonework
from kitgen.mechanisms.grille.clues import (
    CREATURES,
    EYE,
    ITEMS,
    LIES,
    OTHER_SIGNS,
    SCENES,
    SIDES,
    Lie,
    Stone,
    lattices,
)
from kitgen.mechanisms.grille.example import LETTERS, example_lie
from kitgen.mechanisms.grille.table import LETTER_PT
from kitgen.message import Message
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.grille_cases import GRILLE, TEMPLATES, Speaking, assert_inside, every, made, words

# --- slips, hints, words --------------------------------------------------------------------------


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


def said(puzzle: Accepted) -> list[Message]:
    ins = GRILLE.instructions(puzzle.params, puzzle.clues)
    hints = GRILLE.hints(puzzle.params, puzzle.clues, puzzle.solution)
    assert ins.tools is not None
    assert ins.making is not None
    out = [ins.task, ins.done, ins.answer_form, ins.tools, ins.making, hints.nudge, *hints.method]
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


def test_every_kind_of_sentence_that_has_words_is_really_said() -> None:
    used = {key for puzzle in every() for message in said(puzzle) for key in keys_of(message)}
    written = {key for key in words() if key.startswith("grille.sentence.")}
    assert written <= used


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


# --- paper ----------------------------------------------------------------------------------------


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


class Shapes(RecordingCanvas):
    """Remembers the points of filled shapes where they lie on the page, by what they are filled with."""

    def __init__(self) -> None:
        super().__init__()
        self.filled: list[tuple[Role, list[tuple[float, float]]]] = []

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
        before = len(self.extremes)
        super().draw(path, fill=fill, stroke=None, width_mm=width_mm, dash=dash, even_odd=even_odd)
        if fill is not None:
            self.filled.append((fill, self.extremes[before::2]))

    def points(self, *roles: Role) -> list[tuple[float, float]]:
        return [point for fill, points in self.filled if fill in roles for point in points]

    def centres(self, role: Role) -> list[tuple[float, float]]:
        """Middles of the boxes around shapes."""
        boxes = [(*zip(*points, strict=True),) for fill, points in self.filled if fill is role]
        return [(round((min(x) + max(x)) / 2, 3), round((min(y) + max(y)) / 2, 3)) for x, y in boxes]


def test_the_moon_half_mirrors_the_sun_half_so_that_folded_holes_meet() -> None:
    for puzzle in every(3):
        piece = GRILLE.pieces(puzzle.params, puzzle.clues)[0]
        canvas = Shapes()
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        shapes = set(canvas.centres(Role.WHITE))
        assert {(round(piece.width_mm - x, 3), y) for x, y in shapes} == shapes
        assert len(shapes) == 2 * len(puzzle.clues.stone.holes) + 1
        cuts = [line for line in piece.lines if line.kind is LineKind.CUT]
        assert len(cuts) == len(puzzle.clues.stone.holes)
        for cut in cuts:
            bounds = cut.path.bounds()
            assert bounds.right_mm < piece.width_mm / 2
            assert (round(bounds.centre_x_mm, 3), round(bounds.centre_y_mm, 3)) in shapes


SIGN = {False: Role.ACCENT, True: Role.GLOW}
GROUND = {False: Role.SHADE, True: Role.BAND}


def small_picture(stone: Stone, lie: Lie) -> Shapes:
    canvas = Shapes()
    stonework.draw_lie(canvas, Box(3.0, 5.0, 10.0, 10.0), stone, lie)
    return canvas


@pytest.mark.parametrize("lie", LIES)
def test_a_small_picture_is_the_printed_side_turned_and_scaled_with_sun_moon_and_holes(lie: Lie) -> None:
    stone = made(Level.HARD, 0).clues.stone
    piece = GRILLE.pieces(GRILLE.preset(Level.HARD), made(Level.HARD, 0).clues)[0]
    printed, small = Shapes(), small_picture(stone, lie)
    piece.front(printed, Box(0, 0, piece.width_mm, piece.height_mm))
    half = piece.width_mm / 2
    scale = 10.0 / half
    for role in (SIGN[lie.moon], GROUND[lie.moon]):
        wanted = []
        for x, y in printed.points(role):
            x, y = x - half * (1.5 if lie.moon else 0.5), y - piece.height_mm / 2
            # The sun is printed with the missing corner at the top left, the moon at the top right.
            for _ in range((lie.corner + (3 if lie.moon else 0)) % 4):
                x, y = -y, x
            wanted.append((8.0 + x * scale, 10.0 + y * scale))
        shown = small.points(role)
        assert len(shown) == len(wanted) > 4
        for (x, y), (a, b) in zip(shown, wanted, strict=True):
            assert math.hypot(x - a, y - b) < 1e-6
    assert not small.points(SIGN[not lie.moon])


@pytest.mark.parametrize("lie", LIES)
def test_holes_and_missing_corner_of_a_small_picture_lie_where_the_rules_put_them(lie: Lie) -> None:
    stone = made(Level.HARD, 1).clues.stone
    small = small_picture(stone, lie)
    holes = small.centres(Role.WHITE)
    scale = 10.0 / (stone.columns * stonework.PITCH_MM + 2 * stonework.RIM_MM) * stonework.PITCH_MM
    x0, y0 = lie.placed(*stone.holes[0])
    for (x, y), hole in zip(holes, stone.holes, strict=True):
        a, b = lie.placed(*hole)
        assert math.isclose(x - holes[0][0], (a - x0) * scale, abs_tol=0.01)
        assert math.isclose(y - holes[0][1], (b - y0) * scale, abs_tol=0.01)
    body = next(points for fill, points in small.filled if fill is GROUND[lie.moon])
    xs, ys = [x for x, _ in body], [y for _, y in body]
    corners = [(min(xs), min(ys)), (max(xs), min(ys)), (max(xs), max(ys)), (min(xs), max(ys))]
    missing = [i for i, (a, b) in enumerate(corners) if all(math.hypot(x - a, y - b) > 1.5 for x, y in body)]
    assert missing == [lie.corner]


def test_the_sun_and_the_moon_stay_clear_of_holes_and_stitches() -> None:
    for puzzle in every():
        piece = GRILLE.pieces(puzzle.params, puzzle.clues)[0]
        canvas = Shapes()
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        holes = canvas.centres(Role.WHITE)
        crescent = canvas.points(Role.GLOW)
        page = Box(0, 0, piece.width_mm, piece.height_mm).inset(2)
        for i, t in product((0, 3), (0.0, 0.1, 0.3, 0.5, 0.7, 0.9)):
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            x, y = (
                sum(w * point[axis] for w, point in zip(weights, crescent[i : i + 4], strict=True))
                for axis in (0, 1)
            )
            assert page.contains(Box(x, y, 0, 0))
            assert all(math.hypot(x - a, y - b) > stonework.HOLE_HALF_MM for a, b in holes[:-1])


def test_the_how_to_card_is_the_same_for_every_answer_and_shows_what_it_says() -> None:
    for level in Level:
        drawn = set()
        for seed in range(6):
            puzzle = made(level, seed)
            piece = GRILLE.pieces(puzzle.params, puzzle.clues)[1]
            canvas = Speaking()
            piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
            drawn.add("\n".join(canvas.log))
            for letter in LETTERS:
                assert canvas.texts.count(letter) == 1
            assert sum(line.startswith("art grille-eye ") for line in canvas.log) == 2
        assert len(drawn) == 1
        lie = example_lie(made(level, 0).clues)
        assert (lie == LIES[0]) == (level is Level.EASY)
        assert lie.moon == (level in (Level.HARD, Level.FIENDISH))


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
    # An eye's tips, at half its height, are what a round hole would hide first.
    for tenths in range(36):
        angle = math.tau * tenths / 36
        dx, dy = stonework.SLIP_MM * math.cos(angle), stonework.SLIP_MM * math.sin(angle)
        assert math.hypot(sign + dx, dy) <= half + 1e-9


def test_the_widest_capital_is_no_wider_than_a_sign() -> None:
    metrics = FontMetrics(load_theme("midnight-thread").faces)
    widest = max(metrics.width_mm(c, Face.EXACT_BOLD, LETTER_PT) for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    assert widest <= 2 * stonework.SIGN_HALF_MM
    assert mm_from_pt(LETTER_PT) * CAP_HEIGHT <= 2 * stonework.SIGN_HALF_MM
