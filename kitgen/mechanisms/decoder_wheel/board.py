"""The cat's board: what it says now, the key of tails and the rules, and a row that is solved already."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.mechanisms.decoder_wheel.cats import draw_cat, draw_key_cat
from kitgen.mechanisms.decoder_wheel.clues import Saying, Spoken, Sum, WheelClues
from kitgen.mechanisms.decoder_wheel.lettering import Rule, draw_rules, draw_words
from kitgen.mechanisms.decoder_wheel.wording import tail_words
from kitgen.message import message
from kitgen.units import Box

SIZE_MM = (182.0, 111.5)
"""As high as Letter has room below ring and disc, where the file's first page also has the ruler."""

MARGIN_MM = 4.5
MESSAGE_MM, MIDDLE_MM, SOLVED_MM = 3.4, 36.9, 69.7
"""Top edges of the three bands."""

SIDE_MM, SOLVED_SIDE_MM = 25.0, 20.0
"""Left column of a row of cats: what it is, and what its letters are."""

CAT_MM, WIDEST_PITCH_MM = 15.6, 24.5
KEY_CAT_MM, KEY_PITCH_MM = 13.8, 14.8
SOLVED_CAT_MM, WIDEST_SOLVED_PITCH_MM = 15.6, 22.0
SOLVED_LETTERS_MM = 12.3
"""Height of a solved letter's circle and box below its cat."""

SUM_CAT_MM, SIGN_MM = 12.4, 5.6
SUMS_MM = 3 * SUM_CAT_MM + 2 * SIGN_MM
SUM_ROW_MM = 14.4

HEADING_MM = 4.8
HEADING_PT = 11.0
HAIR, LINE = 0.2, 0.35


def board_piece(clues: WheelClues) -> Piece:
    """The board, cut out along straight lines only."""

    def front(canvas: Canvas, box: Box) -> None:
        draw_board(canvas, box, clues, ())

    return Piece("board", "board", PieceKind.PROP, *SIZE_MM, front=front)


def draw_board(canvas: Canvas, box: Box, clues: WheelClues, found: tuple[int, ...], answer: str = "") -> None:
    """The board, empty for players or filled in for the host.

    Args:
        canvas: where to.
        box: of the board's size.
        clues: what is printed.
        found: all tails' numbers in print order, or nothing.
        answer: what to write into the boxes below the message, or nothing.
    """
    canvas.draw(Path.rect(box), fill=Role.PAPER)
    canvas.draw(Path.rect(box.inset(1.6), 2.5), stroke=Role.ACCENT, width_mm=LINE, dash=(2.1, 1.3))
    left, right = box.x_mm + MARGIN_MM, box.right_mm - MARGIN_MM

    def band(top_mm: float, bottom_mm: float) -> Box:
        return Box(left, box.y_mm + top_mm, right - left, bottom_mm - top_mm)

    _message(canvas, band(MESSAGE_MM, MIDDLE_MM), clues.message, answer)
    _rule(canvas, left, right, box.y_mm + MIDDLE_MM - 0.7)
    middle = band(MIDDLE_MM, SOLVED_MM - 1.3)
    _key(canvas, middle, clues, found)
    key_mm = KEY_PITCH_MM * len(clues.numbers) + 4
    _how_to(canvas, Box(left + key_mm, middle.y_mm, middle.width_mm - key_mm, middle.height_mm), clues)
    _rule(canvas, left, right, box.y_mm + SOLVED_MM - 0.7)
    solved = band(SOLVED_MM, SIZE_MM[1] - 3.0)
    if clues.sums:
        _sums(canvas, Box(right - SUMS_MM, solved.y_mm, SUMS_MM, solved.height_mm), clues.sums)
        solved = Box(left, solved.y_mm, solved.width_mm - SUMS_MM - 6, solved.height_mm)
        bar = Path.line(solved.right_mm + 3, solved.y_mm + 1, solved.right_mm + 3, solved.bottom_mm - 0.6)
        canvas.draw(bar, stroke=Role.MUTED, width_mm=HAIR)
    _solved(canvas, solved, clues)


def _rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.draw(Path.line(left, y, right, y), stroke=Role.MUTED, width_mm=HAIR)


def _heading(canvas: Canvas, box: Box, key: str) -> None:
    words = message(f"decoder-wheel.board.{key}")
    draw_words(canvas, box, words, Face.LABEL_BOLD, largest_pt=HEADING_PT, role=Role.ACCENT)


def _row_label(canvas: Canvas, x: float, centre_y: float, key: str) -> None:
    """What a row of letters is, in the column left of it."""
    box = Box(x, centre_y - 2.1, SOLVED_SIDE_MM - 1, 4.2)
    words = message(f"decoder-wheel.board.{key}")
    draw_words(canvas, box, words, Face.LABEL, largest_pt=9, is_centred=True)


def _message(canvas: Canvas, band: Box, row: tuple[Spoken, ...], answer: str) -> None:
    _heading(canvas, Box(band.x_mm, band.y_mm, SIDE_MM - 3, 10), "now")
    on_disc = band.y_mm + CAT_MM + 4.0
    _row_label(canvas, band.x_mm, on_disc, "on-disc")
    _row_label(canvas, band.x_mm, on_disc + 8.2, "on-ring")
    pitch = min(WIDEST_PITCH_MM, (band.width_mm - SIDE_MM) / len(row))
    for i, (cat, letter) in enumerate(row):
        middle = band.x_mm + SIDE_MM + (i + 0.5) * pitch
        draw_cat(canvas, Box(middle - CAT_MM / 2, band.y_mm, CAT_MM, CAT_MM), cat)
        _disc_letter(canvas, middle, on_disc, 3.3, letter, 14)
        below = Box(middle - 4.3, on_disc + 4.0, 8.6, 8.4)
        canvas.draw(Path.rect(below, 1), fill=Role.WHITE, stroke=Role.FRAME, width_mm=LINE)
        if answer:
            canvas.text_in(below, answer[i], face=Face.EXACT_BOLD, size_pt=15, role=Role.ACCENT)


def _disc_letter(canvas: Canvas, x: float, y: float, radius: float, letter: str, size_pt: float) -> None:
    """A letter to look for on the disc: in a circle, as the disc is one."""
    canvas.draw(Path.circle(x, y, radius), fill=Role.SHADE, stroke=Role.FRAME, width_mm=LINE)
    box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    canvas.text_in(box, letter, face=Face.EXACT_BOLD, size_pt=size_pt)


def _key(canvas: Canvas, band: Box, clues: WheelClues, found: tuple[int, ...]) -> None:
    heading = Box(band.x_mm, band.y_mm, KEY_PITCH_MM * len(clues.numbers), HEADING_MM)
    _heading(canvas, heading, "numbers" if clues.is_key_printed else "numbers-open")
    y = heading.bottom_mm + 0.5
    for i, (tail, number) in enumerate(clues.numbers):
        left = band.x_mm + i * KEY_PITCH_MM
        inset = (KEY_PITCH_MM - KEY_CAT_MM) / 2
        draw_key_cat(canvas, Box(left + inset, y, KEY_CAT_MM, KEY_CAT_MM), tail)
        name = Box(left, y + KEY_CAT_MM + 0.2, KEY_PITCH_MM, 3.4)
        canvas.text_in(name, canvas.say(tail_words(tail)), face=Face.LABEL, size_pt=8.5)
        box = Box(left + KEY_PITCH_MM / 2 - 4.2, name.bottom_mm + 0.9, 8.4, 7.4)
        is_told = number is not None
        canvas.draw(
            Path.rect(box, 1),
            fill=Role.SHADE if is_told else Role.WHITE,
            stroke=Role.FRAME,
            width_mm=LINE,
            dash=() if is_told else (1.2, 0.9),
        )
        shown = number if number is not None else (found[i] if found else None)
        if shown is not None:
            role = Role.BODY if is_told else Role.ACCENT
            canvas.text_in(box, str(shown), face=Face.EXACT_BOLD, size_pt=15, role=role)


def _how_to(canvas: Canvas, box: Box, clues: WheelClues) -> None:
    """The three steps for every cat, with what eyes and looks mean where that is told."""

    def words(name: str) -> Rule:
        return Rule(message(f"decoder-wheel.board.{name}"))

    both = ("left", "right")
    top = 0.5
    if clues.are_eyes_shut:
        _heading(canvas, Box(box.x_mm, box.y_mm, box.width_mm, HEADING_MM), "each-cat")
        top += HEADING_MM
        rules = [
            words("eyes-open")._replace(number="1", looks=both),
            words("eyes-shut")._replace(looks=both, is_shut=True),
        ]
    else:
        rules = [words("to-moon")._replace(number="1")]
    rules.append(words("move")._replace(number="2"))
    if clues.is_gaze_printed:
        rules += [words(f"looks-{look}")._replace(looks=(look,)) for look in both]
    rules.append(words("read")._replace(number="3"))
    draw_rules(canvas, Box(box.x_mm, box.y_mm + top, box.width_mm, box.height_mm - top), rules)


def _find_out(clues: WheelClues) -> str:
    """The name of what is to be learnt from the solved row; empty where it is only an example."""
    if clues.is_gaze_printed:
        return "" if clues.is_key_printed else "find-numbers"
    return "find-looks" if clues.is_key_printed else "find-both"


def _solved(canvas: Canvas, band: Box, clues: WheelClues) -> None:
    find_out = _find_out(clues)
    _heading(
        canvas, Box(band.x_mm, band.y_mm, band.width_mm, HEADING_MM), "learn-from" if find_out else "try-it"
    )
    top = band.y_mm + HEADING_MM
    if find_out:
        told = Box(band.x_mm, top, band.width_mm, 8.7)
        draw_words(canvas, told, message(f"decoder-wheel.board.{find_out}"))
        top = told.bottom_mm
    letters = sum(len(saying.spoken) for saying in clues.sayings)
    gaps = 2.6 * (len(clues.sayings) - 1)
    pitch = min(WIDEST_SOLVED_PITCH_MM, (band.width_mm - SOLVED_SIDE_MM - gaps) / letters)
    room = band.bottom_mm - top - 0.5
    cat = min(SOLVED_CAT_MM, pitch - 0.9, room - SOLVED_LETTERS_MM)
    top = band.bottom_mm - cat - SOLVED_LETTERS_MM - (room - cat - SOLVED_LETTERS_MM) / 3
    on_disc = top + cat + 3.2
    _row_label(canvas, band.x_mm, on_disc, "on-disc")
    _row_label(canvas, band.x_mm, on_disc + 6.2, "on-ring")
    left = band.x_mm + SOLVED_SIDE_MM
    for i, saying in enumerate(clues.sayings):
        if i:
            bar = Path.line(left + 1.3, top + 1, left + 1.3, top + cat + SOLVED_LETTERS_MM - 0.5)
            canvas.draw(bar, stroke=Role.MUTED, width_mm=HAIR)
            left += 2.6
        left = _saying(canvas, left, top, saying, pitch, cat)


def _saying(canvas: Canvas, left: float, top: float, saying: Saying, pitch: float, cat_mm: float) -> float:
    """A saying with its meaning; returns where it ends."""
    for i, ((cat, letter), plain) in enumerate(zip(saying.spoken, saying.plain, strict=True)):
        middle = left + (i + 0.5) * pitch
        draw_cat(canvas, Box(middle - cat_mm / 2, top, cat_mm, cat_mm), cat)
        _disc_letter(canvas, middle, top + cat_mm + 3.2, 2.6, letter, 11)
        box = Box(middle - 2.9, top + cat_mm + 6.6, 5.8, 5.6)
        canvas.draw(Path.rect(box, 0.8), fill=Role.WHITE, stroke=Role.FRAME, width_mm=HAIR)
        canvas.text_in(box, plain, face=Face.EXACT_BOLD, size_pt=11)
    return left + len(saying.spoken) * pitch


def _sums(canvas: Canvas, box: Box, sums: tuple[Sum, ...]) -> None:
    """Tail = tail + tail, in cats."""
    _heading(canvas, Box(box.x_mm, box.y_mm, box.width_mm, HEADING_MM), "sums")
    spare = box.height_mm - HEADING_MM - SUM_ROW_MM * len(sums)
    for row, line in enumerate(sums):
        y = box.y_mm + HEADING_MM + SUM_ROW_MM * row + spare * (row + 1) / (len(sums) + 1) + 0.8
        for i, tail in enumerate((line.whole, *line.parts)):
            x = box.x_mm + i * (SUM_CAT_MM + SIGN_MM)
            draw_key_cat(canvas, Box(x, y, SUM_CAT_MM, SUM_CAT_MM), tail)
            if i:
                sign = Box(x - SIGN_MM, y + SUM_CAT_MM * 0.3, SIGN_MM, SUM_CAT_MM * 0.5)
                canvas.text_in(sign, "=+"[i - 1], face=Face.EXACT_BOLD, size_pt=14, role=Role.ACCENT)
