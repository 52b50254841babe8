"""Keys and plate on paper: a page, a pair of hands that slip, words in another language."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from itertools import combinations, islice, pairwise, product
from pathlib import Path

import pytest

import kitgen
from kitgen.canvas import Face
from kitgen.engine import make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Piece, PieceKind
from kitgen.mechanisms.lock_clues import drawing
from kitgen.mechanisms.lock_clues import plate as plates
from kitgen.mechanisms.lock_clues.clues import CHARMS, Mark
from kitgen.mechanisms.lock_clues.drawing import SLIP_MM
from kitgen.message import Message, message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.mechanisms.lock_clues_second_opinion import CROSS, FILLED, RING, see
from tests.mechanisms.test_lock_clues import LOCK, SEEDS, every, made
from tests.sheets import sheets_of

ENGLISH = Catalogue.load("en")
THEME = load_theme("midnight-thread")
METRICS = FontMetrics(THEME.faces)
WORDS = Path(kitgen.__file__).parent.parent / "templates" / "words" / "en" / "lock-clues.toml"
SORTS = {Mark.HERE: FILLED, Mark.ELSEWHERE: RING, Mark.NOWHERE: CROSS}
GERMAN = Catalogue.load("de")


def plate_of(pieces: tuple[Piece, ...]) -> Piece:
    return next(piece for piece in pieces if piece.id == "plate")


def drawn(piece: Piece, say: object = None) -> RecordingCanvas:
    canvas = RecordingCanvas(say if callable(say) else ENGLISH.say)
    canvas.metrics = METRICS
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    return canvas


@pytest.mark.parametrize("paper", list(PAPERS.values()), ids=list(PAPERS))
def test_six_keys_and_the_plate_fit_one_page_even_beside_the_ruler(paper: object) -> None:
    puzzle = max(every(), key=lambda puzzle: len(puzzle.clues.keys))
    most = puzzle.pieces
    assert len(most) == 7
    making = puzzle.mechanism.instructions(puzzle.params, puzzle.clues).making
    (sheet,) = sheets_of(most, paper, making)  # type: ignore[arg-type]  # of PAPERS
    assert sheet.has_ruler
    assert all(piece.kind is PieceKind.PROP and piece.outline is None for piece in most)


def test_keys_side_by_side_and_the_plate_take_half_a_sheet() -> None:
    for puzzle in every():
        *keys, plate = puzzle.pieces
        assert max(sum(key.width_mm for key in keys), plate.width_mm) <= 189
        assert max(key.height_mm for key in keys) + 4 + plate.height_mm <= 118


def test_through_the_window_a_key_shows_its_true_marks_and_nothing_else_in_spite_of_a_slip() -> None:
    for puzzle in islice(every(), 0, None, 3):
        plate = plate_of(puzzle.pieces)
        for key, piece in zip(puzzle.clues.keys, puzzle.pieces, strict=False):
            for off, aside in product((-SLIP_MM, 0.0, SLIP_MM), (-SLIP_MM, 0.0, SLIP_MM)):
                seen = see(piece, plate, off, aside)
                assert seen.digits == key.digits
                assert tuple(sort for sort, _ in seen.marks) == tuple(SORTS[mark] for mark in key.marks)
                if puzzle.clues.placed:
                    assert [column for _, column in seen.marks] == list(range(puzzle.clues.length))


def test_five_marks_in_columns_show_whole_in_spite_of_a_slip() -> None:
    puzzle = make_puzzle(LOCK, LOCK.preset(Level.EASY), Level.EASY, "90218", NOTHING_GIVEN, Rng("five"))
    plate, keys = plate_of(puzzle.pieces), puzzle.pieces[:-1]
    for key, piece in zip(puzzle.clues.keys, keys, strict=True):
        for off, aside in product((-SLIP_MM, SLIP_MM), (-SLIP_MM, SLIP_MM)):
            seen = see(piece, plate, off, aside)
            assert seen.marks == tuple((SORTS[mark], i) for i, mark in enumerate(key.marks))


def test_windows_can_be_cut_and_the_paper_around_them_holds() -> None:
    plate = plate_of(made(Level.EASY, 0).pieces)
    holes = [line.path.bounds() for line in plate.lines]
    assert len(holes) == 2
    for box in holes:
        assert min(box.width_mm, box.height_mm) >= 6
        assert min(box.x_mm, box.y_mm, plate.width_mm - box.right_mm, plate.height_mm - box.bottom_mm) >= 4.5
    ordered = sorted(holes, key=lambda box: box.y_mm)
    gaps = [b.y_mm - a.bottom_mm for a, b in pairwise(ordered)]
    assert min(gaps) >= 4.5


def outlines(piece: Piece) -> list[Box]:
    """Boxes of all that is stroked in front, bows and marks included."""
    found = []
    for line in drawn(piece).log:
        if line.startswith("draw ") and "stroke=None" not in line:
            numbers = [float(n) for n in re.findall(r"-?\d+\.\d+", line[line.index("M") :])]
            xs, ys = numbers[0::2], numbers[1::2]
            found.append(Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return found


def test_nothing_drawn_looks_like_a_second_line_to_cut() -> None:
    for level in Level:
        puzzle = made(level, 0)
        plate = plate_of(puzzle.pieces)
        windows = [line.path.bounds() for line in plate.lines]
        for piece in puzzle.pieces:
            whole = Box(0, 0, piece.width_mm, piece.height_mm)
            ground = drawn(piece).log[1]
            assert ground.startswith("draw fill=shade stroke=None")
            assert (
                f"M0.00,0.00 L{whole.width_mm:.2f},0.00 L{whole.width_mm:.2f},{whole.height_mm:.2f}" in ground
            )
            for box in outlines(piece):
                assert box.height_mm < whole.height_mm * 0.6
                assert box.x_mm >= 1.5
                assert box.right_mm <= whole.width_mm - 0.5
        for box in outlines(plate):
            for window in windows:
                assert not (box.x_mm <= window.x_mm and box.right_mm >= window.right_mm) or (
                    box.bottom_mm < window.y_mm or box.y_mm > window.bottom_mm
                )


def test_at_every_stop_the_number_stays_above_the_plate() -> None:
    for puzzle in every():
        for piece in puzzle.pieces[:-1]:
            log = drawn(piece).log
            charms = [line.split() for line in log if line.startswith("art charm-")]
            head = max(charms, key=lambda words: float(words[3].partition("x")[0]))
            own = next(words for words in charms if words[1] == head[1] and words is not head)
            charm = float(own[2].split(",")[1]) + float(own[3].split("x")[1]) / 2
            digits = max(float(line.split()[1].split(",")[1]) for line in log if line.startswith("text "))
            top = charm - plates.HOLE_Y
            assert top - digits >= 3
            assert top - drawing.NUMBER_END_MM >= 3


@pytest.mark.parametrize("code", ["417", "4172", "90218"])
@pytest.mark.parametrize("level", list(Level))
def test_the_plate_has_no_words_of_its_own_and_german_ones_fit_it(level: Level, code: str) -> None:
    puzzle = make_puzzle(LOCK, LOCK.preset(level), level, code, NOTHING_GIVEN, Rng("words", level, code))
    words = tomllib.loads((WORDS.parent.parent / "de" / WORDS.name).read_text())["plate"]
    plate = plate_of(puzzle.pieces)
    canvas = drawn(plate, GERMAN.say)
    assert {text for text in canvas.texts if re.search("[A-Za-z]", text)} <= set(words.values())
    assert Box(0, 0, plate.width_mm, plate.height_mm).contains(canvas.ink())
    assert min(canvas.sizes_pt) >= 8


def test_a_bar_is_explained_only_where_a_key_has_one() -> None:
    told: Counter[bool] = Counter()
    for puzzle in every():
        if puzzle.clues.placed:
            continue
        texts = drawn(plate_of(puzzle.pieces)).texts
        has_bar = any(not row for key in puzzle.clues.keys for row in key.rows)
        assert (ENGLISH.say(message("lock-clues.plate.nowhere-counted")) in texts) is has_bar
        told[has_bar] += 1
    assert min(told[True], told[False]) > 0


@pytest.mark.parametrize("level", list(Level))
def test_there_is_room_to_think_each_digit_once_for_each_place(level: Level) -> None:
    puzzle = made(level, 6)  # five digits
    pattern = r"text [\d.]+,[\d.]+ exact 9.5 .*'(\d)'$"
    cells = [m[1] for line in drawn(plate_of(puzzle.pieces)).log if (m := re.match(pattern, line))]
    assert cells == list("0123456789") * puzzle.clues.length


@pytest.mark.parametrize("say", [ENGLISH.say, GERMAN.say], ids=["en", "de"])
def test_texts_of_the_plate_do_not_run_into_each_other(say: Callable[[Message], str]) -> None:
    for level in Level:
        for seed in (0, 6):
            canvas = drawn(plate_of(made(level, seed).pieces), say)
            boxes = []
            for line in canvas.log:
                if m := re.match(r"text ([\d.]+),([\d.]+) (\S+) ([\d.]+) \S+ (\w+).*?'(.*)'$", line):
                    width = METRICS.width_mm(m[6], Face(m[3]), float(m[4]))
                    left = float(m[1]) - {"left": 0.0, "centre": width / 2, "right": width}[m[5]]
                    cap = float(m[4]) * 0.3528 * 0.66
                    boxes.append((Box(left, float(m[2]) - cap, width, cap), m[6]))
            assert len(boxes) > 20
            for (one, a), (other, b) in combinations(boxes, 2):
                across = one.x_mm < other.right_mm and other.x_mm < one.right_mm
                assert not (across and one.y_mm < other.bottom_mm and other.y_mm < one.bottom_mm), (a, b)


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


@pytest.mark.parametrize("say", [ENGLISH.say, GERMAN.say], ids=["en", "de"])
def test_task_and_answer_form_are_short(say: Callable[[Message], str]) -> None:
    ins = LOCK.instructions(LOCK.preset(Level.EASY), made(Level.EASY, 0).clues)
    assert len(say(ins.task)) <= 230
    assert len(say(ins.done)) <= 110
    assert len(say(ins.answer_form)) <= 75


def test_hints_leave_work_to_do() -> None:
    for puzzle in every():
        hints = LOCK.hints(puzzle.params, puzzle.clues, puzzle.solution)
        text = " ".join(ENGLISH.say(hint) for hint in (hints.nudge, *hints.method))
        assert puzzle.answer not in text.replace(" ", "").replace(",", "")
        assert 2 <= len(hints.method) <= 4
