"""The wheel on paper: its pieces, its cats, its words."""

from __future__ import annotations

import math
import re
import tomllib
from itertools import product
from pathlib import Path as FilePath

import pytest

from kitgen.canvas import Path
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level
from kitgen.mechanisms.decoder_wheel import DecoderWheel
from kitgen.mechanisms.decoder_wheel.board import DISC_AT, RING_AT
from kitgen.mechanisms.decoder_wheel.cats import draw_cat, draw_key_cat
from kitgen.mechanisms.decoder_wheel.clues import TAILS, Cat, Gaze, WheelClues
from kitgen.mechanisms.decoder_wheel.lettering import draw_words
from kitgen.mechanisms.decoder_wheel.params import PRESETS
from kitgen.mechanisms.decoder_wheel.wheel import DISC_MM, RING_MM, draw_disc, draw_ring
from kitgen.message import Message, message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.sheets import sheets_of

ROOT = FilePath(__file__).parents[2]
ART = tomllib.loads(
    (ROOT / "templates/themes/midnight-thread/art/decoder-wheel.toml").read_text(encoding="utf-8")
)
WHEEL = DecoderWheel()


def clues_of(level: Level, answer: str = "LANTERNS") -> WheelClues:
    for draw in range(20):
        clues = WHEEL.generate(PRESETS[level], answer, NOTHING_GIVEN, Rng("paper", draw))
        if clues is not None:
            return clues
    raise AssertionError("no draw came to anything")


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_wheel_and_board_lie_on_one_page_even_where_the_file_begins(level: Level, paper: str) -> None:
    pieces = WHEEL.pieces(PRESETS[level], clues_of(level))
    (sheet,) = sheets_of(pieces, PAPERS[paper], WHEEL.instructions(PRESETS[level], clues_of(level)).making)
    assert sheet.has_ruler


@pytest.mark.parametrize("level", list(Level))
def test_all_is_one_piece_of_half_a_sheet_or_little_more_and_only_the_disc_is_cut_out(level: Level) -> None:
    (board,) = WHEEL.pieces(PRESETS[level], clues_of(level))
    assert board.keeps_margin
    assert board.width_mm <= 182
    assert board.height_mm <= (118 if level in (Level.EASY, Level.NORMAL) else 145)
    (cut,) = board.lines
    disc = cut.path.bounds()
    assert disc.width_mm == pytest.approx(2 * DISC_MM)
    assert min(board.width_mm - disc.right_mm, disc.x_mm) >= 2.5
    ring = Box(RING_AT[0] - RING_MM, RING_AT[1] - RING_MM, 2 * RING_MM, 2 * RING_MM)
    apart = math.dist((disc.centre_x_mm, disc.centre_y_mm), (ring.centre_x_mm, ring.centre_y_mm))
    assert apart >= RING_MM + DISC_MM + 2, "scissors round the disc leave the ring whole"


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("answer", ["LAIR", "LANTERNS"])
def test_cats_stay_clear_of_ring_and_disc(level: Level, answer: str) -> None:
    (board,) = WHEEL.pieces(PRESETS[level], clues_of(level, answer))
    canvas = RecordingCanvas(Catalogue.load("en").say)
    canvas.metrics = FontMetrics(load_theme("midnight-thread").faces)
    board.front(canvas, Box(0, 0, board.width_mm, board.height_mm))
    for line in canvas.log:
        if m := re.match(r"art \S+ ([\d.]+),([\d.]+) ([\d.]+)x([\d.]+)", line):
            x, y, width, height = map(float, m.groups())
            for (cx, cy), radius in ((RING_AT, RING_MM), (DISC_AT, DISC_MM)):
                near = math.dist((cx, cy), (min(x + width, cx), min(max(y, cy), y + height)))
                assert near >= radius, line


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("answer", ["LAIR", "BEWARE", "LANTERNS"])
def test_drawing_stays_inside_each_piece_wherever_it_lies(level: Level, answer: str) -> None:
    for piece in WHEEL.pieces(PRESETS[level], clues_of(level, answer)):
        for x, y in ((0, 0), (31, 57)):
            canvas = RecordingCanvas(Catalogue.load("en").say)
            piece.front(canvas, Box(x, y, piece.width_mm, piece.height_mm))
            assert Box(x, y, piece.width_mm, piece.height_mm).contains(canvas.ink(), slack_mm=0.3)
            assert min(canvas.sizes_pt) >= 8


def test_both_rings_show_all_their_letters_once_in_order_from_the_top() -> None:
    clues = clues_of(Level.HARD)
    ring, disc = RecordingCanvas(), RecordingCanvas()
    draw_ring(ring, 50, 50, clues.ring)
    draw_disc(disc, 50, 50, clues.disc)
    assert "".join(text for text in ring.texts if text.isalpha()) == clues.ring
    assert "".join(disc.texts) == clues.disc
    numbers = [int(text) for text in ring.texts if text.isdigit()]
    assert numbers == [*range(1, 14), *range(12, 0, -1)]


def test_a_turned_disc_lays_its_letters_beside_those_the_solver_reads() -> None:
    """Where texts are drawn is compared, not where they are computed to lie."""
    clues = clues_of(Level.HARD)
    solution = WHEEL.solve(clues, NOTHING_GIVEN)
    state = solution.states[0]
    assert isinstance(state, tuple)
    for spoken, setting, plain in zip(clues.message, state[1], solution.answers[0], strict=True):
        ring, disc = RecordingCanvas(), RecordingCanvas()
        draw_ring(ring, 0, 0, clues.ring)
        draw_disc(disc, 0, 0, clues.disc, setting)
        where = _turn_of(disc, spoken.letter) + 360 * setting / 26
        assert (where - _turn_of(ring, plain) + 180) % 360 - 180 == pytest.approx(0, abs=0.2)


def _turn_of(canvas: RecordingCanvas, letter: str) -> float:
    at = next(i for i, line in enumerate(canvas.log) if line.startswith("text") and repr(letter) in line)
    turn = re.search(r"turn=([-\d.]+)", canvas.log[at - 1])
    assert turn
    return float(turn[1])


def test_every_cat_has_its_pictures_and_no_two_cats_look_alike() -> None:
    looks = set()
    for tail, gaze, shut in product(TAILS, Gaze, (False, True)):
        canvas = RecordingCanvas()
        draw_cat(canvas, Box(0, 0, 18, 18), Cat(tail, gaze, shut))
        names = [line.split()[1] for line in canvas.log]
        assert set(names) <= ART.keys()
        looks.add(tuple(str(ART[name]["layers"]) for name in names))
    assert len(looks) == 24
    for tail in TAILS:
        canvas = RecordingCanvas()
        draw_key_cat(canvas, Box(0, 0, 18, 18), tail)
        assert {line.split()[1] for line in canvas.log} <= ART.keys()
        assert all("-front" in line for line in canvas.log), "the key's cats look nowhere"


def test_the_key_shows_numbers_only_where_they_are_printed() -> None:
    for level in Level:
        clues = clues_of(level)
        board = WHEEL.pieces(PRESETS[level], clues)[0]
        canvas = RecordingCanvas(Catalogue.load("en").say)
        board.front(canvas, Box(0, 0, board.width_mm, board.height_mm))
        ring = [*range(1, 14), *range(12, 0, -1)]
        shown = [int(text) for text in canvas.texts if text.isdigit()]
        assert shown[: len(ring)] == ring
        shown = shown[len(ring) :]
        assert shown == [number for _, number in clues.numbers if number is not None]


def test_no_line_is_drawn_where_scissors_go_but_the_cut_itself() -> None:
    """A frame of its own made the disc's edge look as if it were to be cut in another way."""
    canvas = RecordingCanvas()
    draw_disc(canvas, 0, 0, clues_of(Level.HARD).disc)
    drawn = [line for line in canvas.log if line.endswith(canvas._path(Path.circle(0, 0, DISC_MM)))]
    assert drawn
    assert all("stroke=None" in line for line in drawn)


def test_every_letter_on_a_ring_and_6_and_9_are_underlined() -> None:
    clues = clues_of(Level.HARD)
    for draw, letters, numbers in ((draw_ring, clues.ring, 4), (draw_disc, clues.disc, 0)):
        canvas = RecordingCanvas()
        draw(canvas, 0, 0, letters)
        bars = [
            canvas.log[i - 1]
            for i, line in enumerate(canvas.log)
            if line.startswith("draw fill=None") and canvas.log[i - 1].startswith("text")
        ]
        marked = [line.rpartition(" ")[2].strip("'") for line in bars]
        assert sorted(marked) == sorted([*letters, *["6", "6", "9", "9"][:numbers]])


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_what_to_do_before_the_night_is_a_line_or_two_above_the_pieces(language: str, paper: str) -> None:
    clues = clues_of(Level.EASY)
    making = WHEEL.instructions(PRESETS[Level.EASY], clues).making
    assert making is not None
    (sheet,) = sheets_of(WHEEL.pieces(PRESETS[Level.EASY], clues), PAPERS[paper], making, language)
    ((_, note),) = [region.caption for region in sheet.regions]
    said = Catalogue.load(language).say(message("print.before-the-night", making=making))
    assert re.sub(r"[\s-]", "", "".join(note.lines)) == re.sub(r"[\s-]", "", said)
    assert len(note.lines) <= 2


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("answer", ["LAIR", "LANTERNS"])
def test_all_words_fit_in_both_languages(language: str, level: Level, answer: str) -> None:
    for piece in WHEEL.pieces(PRESETS[level], clues_of(level, answer)):
        canvas = RecordingCanvas(Catalogue.load(language).say)
        canvas.metrics = FontMetrics(load_theme("midnight-thread").faces)
        box = Box(10, 10, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink(), slack_mm=0.3)


def test_the_board_never_says_she_which_might_be_somebody_else_of_the_story() -> None:
    words = tomllib.loads((ROOT / "templates/words/en/decoder-wheel.toml").read_text(encoding="utf-8"))
    said = " ".join([*words["board"].values(), *words["slip"].values()])
    assert not re.search(r"\b(she|her)\b", said, re.IGNORECASE)


def test_no_last_word_stands_alone_and_joined_words_stay_together() -> None:
    text = "Every cat of the row has a tail, and every tail has a number of its own from 1\u00a0to\u00a09."
    for width in range(46, 160):
        canvas = RecordingCanvas(lambda said: text)
        draw_words(canvas, Box(0, 0, width, 60), message("decoder-wheel.board.now"))
        assert " ".join(canvas.texts) == text.replace("\u00a0", " ")
        assert canvas.texts[-1].endswith("1 to 9.")
        if len(canvas.texts) > 1:
            assert len(canvas.texts[-1]) > max(map(len, canvas.texts)) / 2


def test_words_of_another_language_may_be_a_quarter_longer() -> None:
    english = Catalogue.load("en")

    def longer(said: Message) -> str:
        text = english.say(said)
        return text + " " + "wort " * (len(text) // 20) if len(text) > 20 else text

    for level in Level:
        for piece in WHEEL.pieces(PRESETS[level], clues_of(level)):
            canvas = RecordingCanvas(longer)
            canvas.metrics = FontMetrics(load_theme("midnight-thread").faces)
            piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))


def test_words_that_do_not_fit_are_refused() -> None:
    board = WHEEL.pieces(PRESETS[Level.HARD], clues_of(Level.HARD))[0]
    canvas = RecordingCanvas(lambda said: "far too many words " * 30)
    with pytest.raises(LayoutError, match="no room"):
        board.front(canvas, Box(0, 0, board.width_mm, board.height_mm))
