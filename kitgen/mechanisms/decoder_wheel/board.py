"""The cat's board: what it says now, the key of tails and the rules, a row that is solved, and the wheel.

Everything is one piece. Its words stand in bands on the left, ring and disc below one another on the right;
the disc is the only thing to cut out of it. Bands beside the disc are wider than those beside the ring.
"""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.mechanisms.decoder_wheel.cats import draw_cat, draw_key_cat
from kitgen.mechanisms.decoder_wheel.clues import Saying, Spoken, Sum, WheelClues
from kitgen.mechanisms.decoder_wheel.lettering import Rule, draw_rules, draw_words
from kitgen.mechanisms.decoder_wheel.wheel import DISC_MM, RING_MM, draw_disc, draw_ring
from kitgen.mechanisms.decoder_wheel.wording import tail_words
from kitgen.message import message
from kitgen.units import Box

WIDTH_MM = 182.0
LEAST_HEIGHT_MM = 118.0
"""Half a sheet, which suffices for one saying and no sums."""

RING_AT, DISC_AT = (147.4, 34.6), (155.5, 91.9)
"""Middles of ring and disc, in mm from the board's top left corner."""

LEFT_MM, BESIDE_RING_MM, BESIDE_DISC_MM = 4.5, 113.5, 130.0
"""Left edge of all bands, and right edges of those beside the ring and of those beside the disc."""

MESSAGE_MM, KEY_MM, TOLD_MM, SAYING_MM = 3.2, 31.4, 54.8, 67.4
"""Top edges of the upper bands."""

SAYING_ROW_MM, SUMS_MM, HOW_TO_MM = 23.4, 15.0, 23.0
"""Heights of the lower bands."""

LEARN_BOTH_MM = 4.4
SHUT_EYES_MM, SHUT_AND_LOOKS_MM = 6.0, 8.0
"""What the rules take more where eyes are shut, and again where looks are explained, too."""

SIDE_MM = 21.0
"""Left column of a row of cats: what it is, and what its letters are."""

CAT_MM, WIDEST_PITCH_MM = 13.0, 17.0
KEY_CAT_MM, KEY_PITCH_MM = 12.0, 14.6
SOLVED_CAT_MM, WIDEST_SOLVED_PITCH_MM = 11.0, 16.0
SOLVED_LETTERS_MM = 12.2
"""Height of a solved letter's circle and box below its cat."""

SUM_CAT_MM, SIGN_MM = 12.4, 5.6
SUM_MM = 3 * SUM_CAT_MM + 2 * SIGN_MM + 6

HEADING_MM = 4.8
HEADING_PT = 10.0
HAIR, LINE = 0.2, 0.35


def board_height_mm(clues: WheelClues) -> float:
    """How high the board is: what is more than one saying to learn one thing from takes room."""
    height = LEAST_HEIGHT_MM + SAYING_ROW_MM * (len(clues.sayings) - 1) + _told_mm(clues)
    return height + (SUMS_MM if clues.sums else 0.0) + _how_to_mm(clues) - HOW_TO_MM


def _told_mm(clues: WheelClues) -> float:
    """What the words on two things to learn take more than those on one."""
    return LEARN_BOTH_MM if _find_out(clues) == "find-both" else 0.0


def _how_to_mm(clues: WheelClues) -> float:
    if not clues.are_eyes_shut:
        return HOW_TO_MM
    return HOW_TO_MM + SHUT_EYES_MM + (SHUT_AND_LOOKS_MM if clues.is_gaze_printed else 0.0)


def board_piece(clues: WheelClues) -> Piece:
    """The board, of which only the disc is cut out."""

    def front(canvas: Canvas, box: Box) -> None:
        draw_board(canvas, box, clues, ())

    disc = HandLine(Path.circle(*DISC_AT, DISC_MM), LineKind.CUT)
    size = (WIDTH_MM, board_height_mm(clues))
    return Piece("board", "board", PieceKind.PROP, *size, front=front, lines=(disc,), keeps_margin=True)


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
    canvas.draw(Path.rect(box.inset(1.2), 2.5), stroke=Role.ACCENT, width_mm=LINE, dash=(2.1, 1.3))
    _wheel(canvas, box, clues)

    def band(top_mm: float, bottom_mm: float, right_mm: float = BESIDE_RING_MM) -> Box:
        return Box(box.x_mm + LEFT_MM, box.y_mm + top_mm, right_mm - LEFT_MM, bottom_mm - top_mm)

    _message(canvas, band(MESSAGE_MM, KEY_MM), clues.message, answer)
    _key(canvas, band(KEY_MM, TOLD_MM), clues, found)
    top = SAYING_MM + _told_mm(clues)
    _told(canvas, band(TOLD_MM, top), clues)
    for saying in clues.sayings:
        _solved(canvas, band(top, top + SAYING_ROW_MM, BESIDE_DISC_MM), saying)
        top += SAYING_ROW_MM
    if clues.sums:
        _sums(canvas, band(top, top + SUMS_MM, BESIDE_DISC_MM), clues.sums)
        top += SUMS_MM
    how_to = band(top + 1.4, top + 1.4 + _how_to_mm(clues), BESIDE_DISC_MM)
    _how_to(canvas, how_to, clues)
    for y, right in ((KEY_MM, BESIDE_RING_MM), (TOLD_MM, BESIDE_RING_MM), (top + 1.4, BESIDE_DISC_MM)):
        _rule(canvas, box.x_mm + LEFT_MM, box.x_mm + right, box.y_mm + y - 0.8)


def _wheel(canvas: Canvas, box: Box, clues: WheelClues) -> None:
    """The ring with room for the disc, and the disc to cut out."""
    x, y = box.x_mm + RING_AT[0], box.y_mm + RING_AT[1]
    draw_ring(canvas, x, y, clues.ring)
    room = Box(x - RING_MM / 2, y - 6, RING_MM, 12)
    words = message("decoder-wheel.wheel.middle")
    draw_words(canvas, room, words, Face.LABEL, 9, Role.MUTED, align="centre", is_centred=True)
    draw_disc(canvas, box.x_mm + DISC_AT[0], box.y_mm + DISC_AT[1], clues.disc)


def _rule(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.draw(Path.line(left, y, right, y), stroke=Role.MUTED, width_mm=HAIR)


def _heading(canvas: Canvas, box: Box, key: str) -> None:
    words = message(f"decoder-wheel.board.{key}")
    draw_words(canvas, box, words, Face.LABEL_BOLD, largest_pt=HEADING_PT, role=Role.ACCENT)


def _row_label(canvas: Canvas, x: float, centre_y: float, key: str) -> None:
    """What a row of letters is, in the column left of it."""
    box = Box(x, centre_y - 2.1, SIDE_MM - 1, 4.2)
    words = message(f"decoder-wheel.board.{key}")
    draw_words(canvas, box, words, Face.LABEL, largest_pt=9, is_centred=True)


def _message(canvas: Canvas, band: Box, row: tuple[Spoken, ...], answer: str) -> None:
    _heading(canvas, Box(band.x_mm, band.y_mm, SIDE_MM - 1, 13), "now")
    pitch = min(WIDEST_PITCH_MM, (band.width_mm - SIDE_MM) / len(row))
    size = min(CAT_MM, pitch - 0.4)
    on_disc = band.y_mm + CAT_MM + 3.5
    _row_label(canvas, band.x_mm, on_disc, "on-disc")
    _row_label(canvas, band.x_mm, on_disc + 7.2, "on-ring")
    for i, (cat, letter) in enumerate(row):
        middle = band.x_mm + SIDE_MM + (i + 0.5) * pitch
        draw_cat(canvas, Box(middle - size / 2, band.y_mm + CAT_MM - size, size, size), cat)
        _disc_letter(canvas, middle, on_disc, 3.0, letter, 13)
        below = Box(middle - 4.0, on_disc + 3.5, 8.0, 7.2)
        canvas.draw(Path.rect(below, 1), fill=Role.WHITE, stroke=Role.FRAME, width_mm=LINE)
        if answer:
            canvas.text_in(below, answer[i], face=Face.EXACT_BOLD, size_pt=15, role=Role.ACCENT)


def _disc_letter(canvas: Canvas, x: float, y: float, radius: float, letter: str, size_pt: float) -> None:
    """A letter to look for on the disc: in a circle, as the disc is one."""
    canvas.draw(Path.circle(x, y, radius), fill=Role.SHADE, stroke=Role.FRAME, width_mm=LINE)
    box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    canvas.text_in(box, letter, face=Face.EXACT_BOLD, size_pt=size_pt)


def _key(canvas: Canvas, band: Box, clues: WheelClues, found: tuple[int, ...]) -> None:
    heading = Box(band.x_mm, band.y_mm, SIDE_MM - 1, band.height_mm - 1.5)
    _heading(canvas, heading, "numbers" if clues.is_key_printed else "numbers-open")
    y = band.y_mm
    for i, (tail, number) in enumerate(clues.numbers):
        left = band.x_mm + SIDE_MM + i * KEY_PITCH_MM
        inset = (KEY_PITCH_MM - KEY_CAT_MM) / 2
        draw_key_cat(canvas, Box(left + inset, y, KEY_CAT_MM, KEY_CAT_MM), tail)
        name = Box(left, y + KEY_CAT_MM + 0.2, KEY_PITCH_MM, 3.4)
        canvas.text_in(name, canvas.say(tail_words(tail)), face=Face.LABEL, size_pt=8.5)
        box = Box(left + KEY_PITCH_MM / 2 - 4.2, name.bottom_mm + 0.6, 8.4, 6.6)
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
    """The three steps for every cat in two columns, with what eyes and looks mean where that is told."""

    def words(name: str) -> Rule:
        return Rule(message(f"decoder-wheel.board.{name}"))

    both = ("left", "right")
    top = 0.0
    move, read = words("move")._replace(number="2"), words("read")._replace(number="3")
    if clues.are_eyes_shut:
        _heading(canvas, Box(box.x_mm, box.y_mm, box.width_mm, HEADING_MM), "each-cat")
        top += HEADING_MM
        first = [
            words("eyes-open")._replace(number="1", looks=both),
            words("eyes-shut")._replace(looks=both, is_shut=True),
        ]
        then = [move]
    else:
        first, then = [words("to-moon")._replace(number="1"), move], []
    if clues.is_gaze_printed:
        then += [words(f"looks-{look}")._replace(looks=(look,)) for look in both]
    width = (box.width_mm - 3) / 2
    left = Box(box.x_mm, box.y_mm + top, width, box.height_mm - top)
    right = Box(left.right_mm + 3, left.y_mm, width, left.height_mm)
    draw_rules(canvas, ((left, first), (right, [*then, read])))


def _find_out(clues: WheelClues) -> str:
    """The name of what is to be learnt from the solved row; empty where it is only an example."""
    if clues.is_gaze_printed:
        return "" if clues.is_key_printed else "find-numbers"
    return "find-looks" if clues.is_key_printed else "find-both"


def _told(canvas: Canvas, band: Box, clues: WheelClues) -> None:
    """What the solved rows are for."""
    find_out = _find_out(clues)
    heading = Box(band.x_mm, band.y_mm, band.width_mm, HEADING_MM - 0.4)
    _heading(canvas, heading, "learn-from" if find_out else "try-it")
    if find_out:
        told = Box(band.x_mm, heading.bottom_mm, band.width_mm, band.bottom_mm - heading.bottom_mm)
        draw_words(canvas, told, message(f"decoder-wheel.board.{find_out}"))


def _solved(canvas: Canvas, band: Box, saying: Saying) -> None:
    """A solved row."""
    pitch = min(WIDEST_SOLVED_PITCH_MM, (band.width_mm - SIDE_MM) / len(saying.spoken))
    cat = min(SOLVED_CAT_MM, pitch - 0.9)
    top = band.y_mm + SOLVED_CAT_MM - cat
    on_disc = top + cat + 3.2
    _row_label(canvas, band.x_mm, on_disc, "on-disc")
    _row_label(canvas, band.x_mm, on_disc + 6.2, "on-ring")
    _saying(canvas, band.x_mm + SIDE_MM, top, saying, pitch, cat)


def _saying(canvas: Canvas, left: float, top: float, saying: Saying, pitch: float, cat_mm: float) -> None:
    """A saying with its meaning."""
    for i, ((cat, letter), plain) in enumerate(zip(saying.spoken, saying.plain, strict=True)):
        middle = left + (i + 0.5) * pitch
        draw_cat(canvas, Box(middle - cat_mm / 2, top, cat_mm, cat_mm), cat)
        _disc_letter(canvas, middle, top + cat_mm + 3.2, 2.6, letter, 11)
        box = Box(middle - 2.9, top + cat_mm + 6.6, 5.8, 5.6)
        canvas.draw(Path.rect(box, 0.8), fill=Role.WHITE, stroke=Role.FRAME, width_mm=HAIR)
        canvas.text_in(box, plain, face=Face.EXACT_BOLD, size_pt=11)


def _sums(canvas: Canvas, band: Box, sums: tuple[Sum, ...]) -> None:
    """Tail = tail + tail, in cats, side by side."""
    _heading(canvas, Box(band.x_mm, band.y_mm + 1, SIDE_MM - 1, band.height_mm - 1), "sums")
    for row, line in enumerate(sums):
        left = band.x_mm + SIDE_MM + row * SUM_MM
        for i, tail in enumerate((line.whole, *line.parts)):
            x, y = left + i * (SUM_CAT_MM + SIGN_MM), band.y_mm + 1.4
            draw_key_cat(canvas, Box(x, y, SUM_CAT_MM, SUM_CAT_MM), tail)
            if i:
                sign = Box(x - SIGN_MM, y + SUM_CAT_MM * 0.3, SIGN_MM, SUM_CAT_MM * 0.5)
                canvas.text_in(sign, "=+"[i - 1], face=Face.EXACT_BOLD, size_pt=14, role=Role.ACCENT)
