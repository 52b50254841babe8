"""The seeing stone on paper and in words: slips, hints, drawings, holes that forgive a slip of the hand."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator

from kitgen.canvas import CAP_HEIGHT, Face, LineKind, Path, Role
from kitgen.engine import Accepted
from kitgen.mechanisms.contract import Level, PieceKind
from kitgen.mechanisms.grille import stonework
from kitgen.mechanisms.grille.clues import (
    CREATURES,
    EYE,
    ITEMS,
    OTHER_SIGNS,
    SCENES,
    SIDES,
    lattices,
)
from kitgen.mechanisms.grille.table import LETTER_PT
from kitgen.message import Message
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.grille_cases import GRILLE, TEMPLATES, assert_inside, every, made, words

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
