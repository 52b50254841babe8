"""Keys and plate on paper: a page, a pair of hands that slip, words in another language."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

import kitgen
from kitgen.canvas import Face
from kitgen.layout.props import field_of, pack
from kitgen.mechanisms.contract import Level, Piece, PieceKind
from kitgen.mechanisms.lock_clues import drawing
from kitgen.mechanisms.lock_clues.clues import CHARMS, Mark
from kitgen.mechanisms.lock_clues.drawing import SLIP_MM
from kitgen.message import Message, message
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.lock_clues_second_opinion import CROSS, FILLED, RING, see
from tests.mechanisms.test_lock_clues import LOCK, SEEDS, every, made

ENGLISH = Catalogue.load("en")
THEME = load_theme("midnight-thread")
METRICS = FontMetrics(THEME.faces)
WORDS = Path(kitgen.__file__).parent.parent / "templates" / "words" / "en" / "lock-clues.toml"
SORTS = {Mark.HERE: FILLED, Mark.ELSEWHERE: RING, Mark.NOWHERE: CROSS}
GERMAN = {
    "title": "Was das Schloss verrät",
    "charm": "das Zeichen vom Griff",
    "marks": "was daran richtig war",
    "here-placed": "Diese Ziffer gehört zum Code und steht genau hier.",
    "elsewhere-placed": "Diese Ziffer gehört zum Code, steht aber nicht hier.",
    "nowhere-placed": "Diese Ziffer kommt im Code nirgends vor.",
    "order-placed": "Jedes Zeichen steht in der Spalte seiner Ziffer.",
    "here-counted": "Eine Ziffer des Schlüssels gehört zum Code und steht am richtigen Platz.",
    "elsewhere-counted": "Eine Ziffer des Schlüssels gehört zum Code, steht aber am falschen Platz.",
    "nowhere-counted": "An diesem Schlüssel ist gar nichts richtig.",
    "order-counted": "Nur die Zahl der Zeichen gilt, ihre Reihenfolge verrät nichts.",
    "twice": "Im Code darf eine Ziffer zweimal stehen, auf einem Schlüssel nie.",
    "example": "Wäre der Code",
}


def plate_of(pieces: tuple[Piece, ...]) -> Piece:
    return next(piece for piece in pieces if piece.id == "plate")


def drawn(piece: Piece, say: object = None) -> RecordingCanvas:
    canvas = RecordingCanvas(say if callable(say) else ENGLISH.say)
    canvas.metrics = METRICS
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    return canvas


@pytest.mark.parametrize("paper", list(PAPERS.values()), ids=list(PAPERS))
def test_six_keys_and_the_plate_fit_one_page_even_beside_the_ruler(paper: object) -> None:
    most = max(every(), key=lambda puzzle: len(puzzle.clues.keys)).pieces
    assert len(most) == 7
    fields = tuple(field_of(paper, first=first) for first in (True, False))  # type: ignore[arg-type]  # of PAPERS
    assert len(pack(most, fields, "a lock")) == 1  # type: ignore[arg-type]  # two fields
    assert all(piece.kind is PieceKind.PROP and piece.outline is None for piece in most)


def test_through_the_window_a_key_shows_its_true_marks_and_nothing_else_in_spite_of_a_slip() -> None:
    for puzzle in every():
        plate = plate_of(puzzle.pieces)
        for key, piece in zip(puzzle.clues.keys, puzzle.pieces, strict=False):
            for off in (-SLIP_MM, 0.0, SLIP_MM):
                seen = see(piece, plate, off)
                assert seen.digits == key.digits
                assert tuple(sort for sort, _ in seen.marks) == tuple(SORTS[mark] for mark in key.marks)
                if puzzle.clues.placed:
                    assert [column for _, column in seen.marks] == list(range(puzzle.clues.length))


def test_a_slip_neither_cuts_a_mark_nor_lets_the_next_row_in() -> None:
    half = drawing.WINDOW_MM / 2
    assert half >= drawing.MARK_MM + SLIP_MM
    charm_mm = 3.3
    assert drawing.ROW_MM - charm_mm - SLIP_MM >= half
    widest = drawing.column_x(4, 5) - drawing.column_x(0, 5) + 2 * drawing.MARK_MM
    play = (drawing.SLIT_MM - drawing.KEY_MM[0]) / 2
    assert widest + 2 * play <= drawing.LONG_MM


def test_windows_can_be_cut_and_the_paper_around_them_holds() -> None:
    plate = plate_of(made(Level.EASY, 0).pieces)
    holes = [line.path.bounds() for line in plate.lines]
    assert len(holes) == 4
    for box in holes:
        assert box.height_mm == 0 or min(box.width_mm, box.height_mm) >= 6
    ordered = sorted(holes, key=lambda box: box.y_mm)
    gaps = [b.y_mm - a.bottom_mm for a, b in pairwise(ordered)]
    assert min(gaps) >= 4.5
    assert ordered[0].width_mm >= drawing.KEY_MM[0] + 1.5


def test_at_every_stop_the_head_stays_before_the_plate_and_the_tip_comes_out_of_it() -> None:
    for stop in range(3):
        charm = drawing.row_y(2 * stop)
        top = charm - (drawing.HOLE_Y - drawing.SLITS_Y[0])
        bottom = charm + (drawing.SLITS_Y[1] - drawing.HOLE_Y)
        assert top >= 35.5  # the digits end above the upper slit
        assert bottom <= drawing.KEY_MM[1]


def test_the_plate_has_no_words_of_its_own_and_german_ones_fit_it() -> None:
    def german(said: Message) -> str:
        return GERMAN[said.key.rpartition(".")[2]]

    for level in Level:
        plate = plate_of(made(level, 0).pieces)
        canvas = drawn(plate, german)
        wordy = {text for text in canvas.texts if re.search("[A-Za-z]", text)}
        assert wordy <= set(GERMAN.values())
        assert Box(0, 0, plate.width_mm, plate.height_mm).contains(canvas.ink())
        assert min(canvas.sizes_pt) >= 8


def test_texts_of_the_plate_do_not_run_into_the_examples() -> None:
    for level in Level:
        canvas = drawn(plate_of(made(level, 0).pieces))
        example = next(line for line in canvas.log if "If the code were" in line)
        x = float(example.split()[1].split(",")[0])
        text = canvas.metrics.width_mm("If the code were", Face.BODY, 11)
        cells = [line for line in canvas.log if line.startswith("draw fill=band")]
        assert x + text < float(re.findall(r"M(\d+\.\d+)", cells[0])[0])


def test_keys_carry_digits_and_pictures_only() -> None:
    for seed in range(SEEDS):
        for piece in made(Level.NORMAL, seed).pieces:
            if piece.id != "plate":
                assert all(re.fullmatch(r"\d", text) for text in drawn(piece).texts)


def test_all_charms_have_a_picture_and_a_name() -> None:
    art, say = THEME.art, ENGLISH.say
    for charm in CHARMS:
        assert f"charm-{charm}" in art
        assert say(message(f"lock-clues.charm.{charm}"))


def test_every_word_is_said_somewhere_and_everything_said_is_filled_in() -> None:
    said: set[str] = set()

    def walk(what: Message) -> None:
        said.add(what.key)
        for value in what.values.values():
            if isinstance(value, Message):
                walk(value)

    say = ENGLISH.say
    for puzzle in every():
        ins = LOCK.instructions(puzzle.params, puzzle.clues)
        hints = LOCK.hints(puzzle.params, puzzle.clues, puzzle.solution)
        told = [ins.task, ins.done, ins.answer_form, ins.tools, ins.making, hints.nudge, *hints.method]
        told += [step.message for step in puzzle.solution.steps]
        told += [slip.message for slip in puzzle.misreadings]
        for what in told:
            assert what is not None
            walk(what)
            assert "{" not in say(what)
    unsaid = {key for key in _keys(tomllib.loads(WORDS.read_text()), "lock-clues") if key not in said}
    silent = ("lock-clues.format", "lock-clues.group", "lock-clues.plate")
    rare = "lock-clues.step.suppose"  # which of them occur is a matter of luck
    assert {key for key in unsaid if not key.startswith((*silent, rare))} == set()


def _keys(table: dict[str, object], before: str) -> set[str]:
    found: set[str] = set()
    for name, value in table.items():
        key = f"{before}.{name}"
        found |= _keys(value, key) if isinstance(value, dict) else {key}
    return found


def test_task_and_answer_form_are_short() -> None:
    ins = LOCK.instructions(LOCK.preset(Level.EASY), made(Level.EASY, 0).clues)
    say = ENGLISH.say
    assert len(say(ins.task)) <= 230
    assert len(say(ins.done)) <= 110
    assert len(say(ins.answer_form)) <= 75


def test_hints_leave_work_to_do() -> None:
    for puzzle in every():
        hints = LOCK.hints(puzzle.params, puzzle.clues, puzzle.solution)
        text = " ".join(ENGLISH.say(hint) for hint in (hints.nudge, *hints.method))
        assert puzzle.answer not in text.replace(" ", "").replace(",", "")
        assert 2 <= len(hints.method) <= 4
