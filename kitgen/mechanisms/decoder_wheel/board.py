"""The cat's board: what she says now, the key of tails, how the wheel is turned, and her old sayings."""

from __future__ import annotations

from kitgen.canvas import LINE_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.mechanisms.decoder_wheel.cats import draw_cat, draw_head, draw_key_cat
from kitgen.mechanisms.decoder_wheel.clues import Saying, Spoken, WheelClues
from kitgen.mechanisms.decoder_wheel.wording import tail_words
from kitgen.message import Message, message
from kitgen.units import Box, mm_from_pt

SIZE_MM = (182.0, 104.0)
MARGIN_MM = 4.5
SIDE_MM = 25.0
OLD_SIDE_MM = 20.0
"""Left column of a row of cats: what it is, and what its letters are."""

CAT_MM, PITCH_MM = 16.8, 18.5
OLD_CAT_MM = 12.0
OLD_PITCH_MM, TIGHT_PITCH_MM = 13.6, 12.8
KEY_CAT_MM, KEY_PITCH_MM = 15.0, 15.8
SUM_CAT_MM, SUM_PITCH_MM = 9.6, 12.4
LEGEND_MM = 6.95
"""Height of a line of the legend: two lines of small print beside a head."""

LEGEND_SHARE = 0.5
"""Of the room beside the key, the most that a legend of three lines may take."""

HAIR, LINE, BOLD = 0.2, 0.35, 0.6
SMALLEST_PT, LARGEST_PT = 8.0, 10.0


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
    edge = box.inset(1.6)
    canvas.draw(Path.rect(edge, 2.5), stroke=Role.ACCENT, width_mm=LINE, dash=(2.1, 1.3))
    x = box.x_mm + MARGIN_MM
    _message(canvas, x, box.y_mm + 3.4, clues.message, answer)
    _rule(canvas, box, box.y_mm + 38.4)
    _key(canvas, x, box.y_mm + 42.6, clues, found)
    left = x + KEY_PITCH_MM * len(clues.numbers) + 4
    _how_to(canvas, Box(left, box.y_mm + 39.4, box.right_mm - MARGIN_MM - left, 33.6), clues)
    _rule(canvas, box, box.y_mm + 73.6)
    _sayings(canvas, x, box.y_mm + 75, clues)


def _rule(canvas: Canvas, box: Box, y: float) -> None:
    canvas.draw(
        Path.line(box.x_mm + MARGIN_MM, y, box.right_mm - MARGIN_MM, y), stroke=Role.MUTED, width_mm=HAIR
    )


def _heading(canvas: Canvas, box: Box, key: str) -> None:
    draw_words(canvas, box, [message(key)], Face.LABEL_BOLD, largest_pt=11, role=Role.ACCENT)


def _row_label(canvas: Canvas, x: float, centre_y: float, key: str) -> None:
    """What a row of letters is, in the column left of it."""
    box = Box(x, centre_y - 1.9, OLD_SIDE_MM - 1, 4)
    draw_words(canvas, box, [message(key)], Face.LABEL, largest_pt=9)


def _message(canvas: Canvas, x: float, y: float, row: tuple[Spoken, ...], answer: str) -> None:
    _heading(canvas, Box(x, y, SIDE_MM - 3, 10), "decoder-wheel.board.now")
    _start(canvas, x + SIDE_MM - 9, y + CAT_MM * 0.75)
    on_disc = y + CAT_MM + 4.0
    _row_label(canvas, x, on_disc, "decoder-wheel.board.on-disc")
    _row_label(canvas, x, on_disc + 8.4, "decoder-wheel.board.on-ring")
    for i, (cat, letter) in enumerate(row):
        left = x + SIDE_MM + i * PITCH_MM
        draw_cat(canvas, Box(left, y, CAT_MM, CAT_MM), cat)
        middle = left + CAT_MM / 2
        _disc_letter(canvas, middle, on_disc, 3.3, letter, 14)
        below = Box(middle - 4.4, on_disc + 4.2, 8.8, 8.6)
        canvas.draw(Path.rect(below, 1), fill=Role.WHITE, stroke=Role.FRAME, width_mm=LINE)
        if answer:
            canvas.text_in(below, answer[i], face=Face.EXACT_BOLD, size_pt=15, role=Role.ACCENT)


def _start(canvas: Canvas, x: float, y: float) -> None:
    """The arrow from which a row is read."""
    canvas.draw(Path.line(x - 3, y, x + 3.4, y), stroke=Role.INK, width_mm=BOLD)
    head = Path.polyline([(x + 6, y), (x + 2.6, y - 1.9), (x + 2.6, y + 1.9)], closed=True)
    canvas.draw(head, fill=Role.INK)


def _disc_letter(canvas: Canvas, x: float, y: float, radius: float, letter: str, size_pt: float) -> None:
    """A letter to look for on the disc: in a circle, as the disc is one."""
    canvas.draw(Path.circle(x, y, radius), fill=Role.SHADE, stroke=Role.FRAME, width_mm=LINE)
    box = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    canvas.text_in(box, letter, face=Face.EXACT_BOLD, size_pt=size_pt)


def _key(canvas: Canvas, x: float, y: float, clues: WheelClues, found: tuple[int, ...]) -> None:
    for i, (tail, number) in enumerate(clues.numbers):
        left = x + i * KEY_PITCH_MM
        inset = (KEY_PITCH_MM - KEY_CAT_MM) / 2
        draw_key_cat(canvas, Box(left + inset, y - 0.4, KEY_CAT_MM, KEY_CAT_MM), tail)
        name = Box(left, y + 15.0, KEY_PITCH_MM, 3.4)
        canvas.text_in(name, canvas.say(tail_words(tail)), face=Face.LABEL, size_pt=8.5)
        box = Box(left + KEY_PITCH_MM / 2 - 4.2, y + 19.0, 8.4, 7.6)
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
    """How the wheel is turned, and below it what looks and shut eyes mean."""
    legend: list[tuple[tuple[str, ...], str, str]] = []
    if clues.is_gaze_printed:
        legend += [((side,), "open", f"looks-{side}") for side in ("left", "right")]
    else:
        legend.append((("left", "right"), "open", "looks-open"))
    if clues.are_eyes_shut:
        legend.append((("left", "right"), "shut", "shut"))
    words = [message("decoder-wheel.board.how-to")]
    if any(number is None for _, number in clues.numbers):
        words.append(message("decoder-wheel.board.numbers"))
    row_mm = min(LEGEND_MM, LEGEND_SHARE * box.height_mm / len(legend))
    y = box.bottom_mm - row_mm * len(legend)
    draw_words(canvas, Box(box.x_mm, box.y_mm, box.width_mm, y - box.y_mm), words, Face.BODY)
    for looks, eye, name in legend:
        _legend(canvas, Box(box.x_mm, y, box.width_mm, row_mm), looks, eye, f"decoder-wheel.board.{name}")
        y += row_mm


def _legend(canvas: Canvas, box: Box, looks: tuple[str, ...], eye: str, key: str) -> None:
    """Heads, and what they mean beside them."""
    for i, look in enumerate(looks):
        draw_head(canvas, box.x_mm + 3.5 + i * 7.4, box.centre_y_mm, 12.0, look, is_shut=eye == "shut")
    left = box.x_mm + 7.4 * len(looks) + 1
    text = Box(left, box.y_mm, box.right_mm - left, box.height_mm)
    draw_words(canvas, text, [message(key)], Face.BODY, is_centred=True)


def _sayings(canvas: Canvas, x: float, y: float, clues: WheelClues) -> None:
    _heading(canvas, Box(x, y, OLD_SIDE_MM - 1, OLD_CAT_MM), "decoder-wheel.board.before")
    on_disc = y + OLD_CAT_MM + 3.1
    _row_label(canvas, x, on_disc, "decoder-wheel.board.on-disc")
    _row_label(canvas, x, on_disc + 6.1, "decoder-wheel.board.on-ring")
    left = x + OLD_SIDE_MM
    pitch = TIGHT_PITCH_MM if clues.sums else OLD_PITCH_MM
    for i, saying in enumerate(clues.sayings):
        if i:
            bar = Path.line(left + 1.3, y + 1, left + 1.3, y + 24)
            canvas.draw(bar, stroke=Role.MUTED, width_mm=HAIR)
            left += 2.6
        left = _saying(canvas, left, y, saying, pitch)
    for i, line in enumerate(clues.sums):
        _sum(canvas, x + 173 - SUM_CAT_MM - 2 * SUM_PITCH_MM, y + 0.8 + i * 12.4, line.whole, line.parts)


def _saying(canvas: Canvas, left: float, top: float, saying: Saying, pitch: float) -> float:
    """An old saying with its meaning; returns where it ends."""
    for i, ((cat, letter), plain) in enumerate(zip(saying.spoken, saying.plain, strict=True)):
        at = left + i * pitch
        draw_cat(canvas, Box(at, top, OLD_CAT_MM, OLD_CAT_MM), cat)
        middle = at + OLD_CAT_MM / 2
        _disc_letter(canvas, middle, top + OLD_CAT_MM + 3.1, 2.6, letter, 11)
        box = Box(middle - 2.9, top + OLD_CAT_MM + 6.3, 5.8, 5.6)
        canvas.draw(Path.rect(box, 0.8), fill=Role.WHITE, stroke=Role.FRAME, width_mm=HAIR)
        canvas.text_in(box, plain, face=Face.EXACT_BOLD, size_pt=11)
    return left + len(saying.spoken) * pitch


def _sum(canvas: Canvas, x: float, y: float, whole: str, parts: tuple[str, str]) -> None:
    """Tail = tail + tail, in cats."""
    for i, tail in enumerate((whole, *parts)):
        draw_key_cat(canvas, Box(x + i * SUM_PITCH_MM, y, SUM_CAT_MM, SUM_CAT_MM), tail)
        if i:
            sign = Box(x + i * SUM_PITCH_MM - 3.2, y + 3.4, 3, 4)
            canvas.text_in(sign, "=+"[i - 1], face=Face.EXACT_BOLD, size_pt=12, role=Role.ACCENT)


def draw_words(
    canvas: Canvas,
    box: Box,
    messages: list[Message],
    face: Face,
    largest_pt: float = LARGEST_PT,
    role: Role = Role.BODY,
    is_centred: bool = False,
) -> None:
    """Sentences, one after another, in the largest size that fits the box, from its top or about its middle.

    Raises:
        LayoutError: they do not fit even at 8 pt.
    """
    said = " ".join(canvas.say(words) for words in messages)
    size_pt = largest_pt
    while size_pt >= SMALLEST_PT:
        lines = _wrapped(canvas, said, face, size_pt, box.width_mm)
        step = mm_from_pt(size_pt) * LINE_HEIGHT
        if len(lines) * step <= box.height_mm and all(
            canvas.metrics.width_mm(line, face, size_pt) <= box.width_mm for line in lines
        ):
            y = box.y_mm + ((box.height_mm - len(lines) * step) / 2 if is_centred else 0.0)
            for i, line in enumerate(lines):
                baseline = y + (i + 0.78) * step
                canvas.text(box.x_mm, baseline, line, face=face, size_pt=size_pt, role=role)
            return
        size_pt -= 0.25
    raise LayoutError(
        f"the board of the wheel has no room for {said!r}.",
        "Shorten these words in `decoder-wheel.board`.",
    )


def _wrapped(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and canvas.metrics.width_mm(longer, face, size_pt) <= width_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
