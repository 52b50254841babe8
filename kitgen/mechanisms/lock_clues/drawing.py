"""Keys and plate on paper.

A key is a straight strip. Pushed down through the plate's two slits it runs behind the plate, where only
two windows show it: the small hole shows one charm, the long window the marks three rows further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine, Picture, Piece, PieceKind
from kitgen.mechanisms.lock_clues.clues import (
    BLADE_CHARMS,
    CHARMS,
    Clues,
    Key,
    Mark,
    Marks,
    marks_for,
)
from kitgen.mechanisms.lock_clues.deductions import piece_id
from kitgen.mechanisms.lock_clues.reasoning import PLATE
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

KEY_MM = (30.0, 118.0)
PLATE_MM = (182.0, 80.0)

HEAD_MM = 40.0
"""From the top of a key to its first row; it stays in front of the plate."""

ROW_MM = 9.0
"""From row to row on a blade, charms and marks in turn."""

SLIP_MM = 1.5
"""How far a key may be pushed off its stop: its marks still show whole, and the next row does not."""

WINDOW_MM = 8.0
"""Height of both windows, and width of the small hole."""

LONG_MM = 27.0
"""Width of the long window."""

SLIT_MM = 32.0
"""Width of the slits: the key's, and a little play."""

_WARDS_MM = ((7.0, 0.0), (4.5, 3.5), (7.0, 5.0), (3.0, 0.0), (6.0, 2.5))
"""How deep a blade is cut beside its charms, on the right and on the left; decoration."""

COLUMN_MM = 5.0
MARK_MM = 1.7  # radius
_COUNTED_MM = 4.5  # from mark to mark where they are only counted

LOCK_X = 33.0
SLITS_Y = (17.5, 62.5)
HOLE_Y = SLITS_Y[0] + 9.0
LONG_Y = HOLE_Y + 3 * ROW_MM

_LEGEND_X = 69.0
_EXAMPLE_CODE = "72"
_EXAMPLE_KEYS = ("75", "25", "27", "05")


def row_y(index: int) -> float:
    """Middle of a row of a blade, in mm from the key's top; charms have even rows, marks odd ones."""
    return HEAD_MM + (index + 0.5) * ROW_MM


def column_x(place: int, length: int) -> float:
    """Middle of a digit's column, in mm from the key's left edge."""
    return KEY_MM[0] / 2 + (place - (length - 1) / 2) * COLUMN_MM


def draw_mark(canvas: Canvas, x: float, y: float, mark: Mark, radius_mm: float = MARK_MM) -> None:
    """A filled disc, a ring or a cross."""
    if mark is Mark.HERE:
        canvas.draw(Path.circle(x, y, radius_mm), fill=Role.INK)
    elif mark is Mark.ELSEWHERE:
        ring = Path.circle(x, y, radius_mm - 0.3)
        canvas.draw(ring, fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    else:
        arm = radius_mm * 0.72
        canvas.draw(Path.line(x - arm, y - arm, x + arm, y + arm), stroke=Role.INK, width_mm=0.6)
        canvas.draw(Path.line(x - arm, y + arm, x + arm, y - arm), stroke=Role.INK, width_mm=0.6)


def draw_marks(canvas: Canvas, x: float, y: float, marks: Marks, pitch_mm: float) -> None:
    """A row of marks around (x, y); a bar where nothing was right."""
    if not marks:
        canvas.draw(Path.line(x - 4, y, x + 4, y), stroke=Role.INK, width_mm=0.6)
    for i, mark in enumerate(marks):
        draw_mark(canvas, x + (i - (len(marks) - 1) / 2) * pitch_mm, y, mark)


def _pitch(clues: Clues) -> float:
    return COLUMN_MM if clues.placed else _COUNTED_MM


# --- keys -----------------------------------------------------------------------------------------


def _blade(key: Key) -> Path:
    """A blade whose wards are cut beside its charms; rows of marks have its whole width."""
    turn = CHARMS.index(key.charm)
    right, left = [(28.6, 36.0)], [(1.4, 36.0)]
    for i in range(BLADE_CHARMS):
        y = row_y(2 * i)
        deep, shallow = _WARDS_MM[(turn + i) % len(_WARDS_MM)]
        right += [(28.6, y - 2.6), (28.6 - deep, y - 2.6), (28.6 - deep, y + 2.6), (28.6, y + 2.6)]
        if shallow:
            left += [(1.4, y - 2.6), (1.4 + shallow, y - 2.6), (1.4 + shallow, y + 2.6), (1.4, y + 2.6)]
    bottom = KEY_MM[1] - 2.0
    right += [(28.6, bottom - 3), (25.6, bottom)]
    left += [(1.4, bottom - 3), (4.4, bottom)]
    return Path.polyline([*right, *reversed(left)], closed=True)


def _draw_head(canvas: Canvas, key: Key) -> None:
    middle = KEY_MM[0] / 2
    bow = Path.circle(middle, 13.2, 11.8) + Path.circle(middle, 13.2, 8.6)
    canvas.draw(bow, fill=Role.STONE, stroke=Role.INK, width_mm=0.6, even_odd=True)
    canvas.draw(Path.circle(middle, 13.2, 10.2), stroke=Role.INK, width_mm=0.2, dash=(1.2, 0.9))
    canvas.art(f"charm-{key.charm}", Box(middle - 6, 7.2, 12, 12))
    tag = Box(1.4, 26.4, 27.2, 9.2)
    canvas.draw(Path.rect(tag, 1.6), fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    for place, digit in enumerate(key.digits):
        cell = Box(column_x(place, len(key.digits)) - 2.5, tag.y_mm, 5, tag.height_mm)
        canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=17)


def _draw_columns(canvas: Canvas, key: Key) -> None:
    """Lines that lead from each digit down to its marks."""
    with canvas.clipped(_blade(key)):
        for place in range(len(key.digits)):
            x = column_x(place, len(key.digits))
            end = row_y(2 * BLADE_CHARMS - 1)
            canvas.draw(Path.line(x, 36.4, x, end), stroke=Role.MUTED, width_mm=0.2)
            for i in range(BLADE_CHARMS):
                # Ground around each mark keeps the line out of rings and crosses.
                canvas.draw(Path.circle(x, row_y(2 * i + 1), MARK_MM + 0.5), fill=Role.SHADE)


def draw_key(canvas: Canvas, box: Box, key: Key, clues: Clues) -> None:
    """A key on its strip."""
    middle = KEY_MM[0] / 2
    with canvas.moved(box.x_mm, box.y_mm):
        canvas.draw(_blade(key), fill=Role.SHADE, stroke=Role.INK, width_mm=0.35)
        if clues.placed:
            _draw_columns(canvas, key)
        _draw_head(canvas, key)
        for i, (charm, marks) in enumerate(zip(key.charms, key.rows, strict=True)):
            y = row_y(2 * i)
            canvas.draw(Path.circle(middle, y, 4.1), fill=Role.SHADE)
            canvas.art(f"charm-{charm}", Box(middle - 3.3, y - 3.3, 6.6, 6.6))
            draw_marks(canvas, middle, row_y(2 * i + 1), marks, _pitch(clues))


# --- the plate ------------------------------------------------------------------------------------


def _windows() -> tuple[Box, Box]:
    half = WINDOW_MM / 2
    return (
        Box(LOCK_X - half, HOLE_Y - half, WINDOW_MM, WINDOW_MM),
        Box(LOCK_X - LONG_MM / 2, LONG_Y - half, LONG_MM, WINDOW_MM),
    )


def _fit(canvas: Canvas, text: str, face: Face, width_mm: float, largest_pt: float) -> float:
    """The largest size, 8 pt at least, at which a line fits."""
    size = largest_pt
    while size > 8.0 and canvas.metrics.width_mm(text, face, size) > width_mm:
        size -= 0.25
    return size


def _line(canvas: Canvas, x: float, y: float, key: str, width_mm: float, largest_pt: float = 11.5) -> float:
    """A line of words, made small enough; gives its right end."""
    text = canvas.say(message(key))
    size = _fit(canvas, text, Face.BODY, width_mm, largest_pt)
    canvas.text(x, y, text, face=Face.BODY, size_pt=size)
    return x + canvas.metrics.width_mm(text, Face.BODY, size)


def _label(canvas: Canvas, y: float, key: str) -> None:
    text = canvas.say(message(key))
    size = _fit(canvas, text, Face.LABEL_BOLD, 46, 9.5)
    canvas.text(LOCK_X, y, text, face=Face.LABEL_BOLD, size_pt=size, align="centre")


def _arrow(canvas: Canvas, x: float, y: float) -> None:
    """A small arrow downwards: the way of the key."""
    canvas.draw(Path.polyline([(x - 2, y), (x + 2, y), (x, y + 2.6)], closed=True), fill=Role.ACCENT)


def _draw_lock(canvas: Canvas, clues: Clues) -> None:
    face = Box(3, 3, 60, PLATE_MM[1] - 6)
    canvas.draw(Path.rect(face, 5), fill=Role.SHADE, stroke=Role.INK, width_mm=0.6)
    canvas.draw(Path.rect(face.inset(1.6), 4), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    for x in (face.x_mm + 6, face.right_mm - 6):
        for y in (face.y_mm + 6, face.bottom_mm - 6):
            canvas.draw(Path.circle(x, y, 2.4), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
            canvas.draw(Path.line(x - 1.3, y - 1.3, x + 1.3, y + 1.3), stroke=Role.INK, width_mm=0.35)
    for x in (LOCK_X - 22.5, LOCK_X + 22.5):
        canvas.art("lock-keyhole", Box(x - 4, 31, 8, 16))
    for window in _windows():
        canvas.draw(Path.rect(window.inset(-1.2)), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
        canvas.draw(Path.rect(window), fill=Role.WHITE)
    _arrow(canvas, LOCK_X, SLITS_Y[0] - 5.6)
    _arrow(canvas, LOCK_X, SLITS_Y[1] + 3.4)
    _label(canvas, HOLE_Y + 9.4, "lock-clues.plate.charm")
    _label(canvas, LONG_Y - (10.6 if clues.placed else 7.4), "lock-clues.plate.marks")
    for place in range(clues.length if clues.placed else 0):
        x = LOCK_X - KEY_MM[0] / 2 + column_x(place, clues.length)
        canvas.text(
            x, LONG_Y - 6.2, str(place + 1), face=Face.EXACT, size_pt=8, role=Role.MUTED, align="centre"
        )


def _draw_examples(canvas: Canvas, y: float, clues: Clues) -> None:
    """What the lock would show of small keys if a small code were the right one."""
    x = _line(canvas, _LEGEND_X, y + 6, "lock-clues.plate.example", 34, 11) + 2
    canvas.draw(Path.rect(Box(x, y, 13, 9), 1.6), fill=Role.BAND)
    for i, digit in enumerate(_EXAMPLE_CODE):
        cell = Box(x + 1.5 + i * COLUMN_MM, y, COLUMN_MM, 9)
        canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=14, role=Role.ON_BAND)
    x += 17
    step = min(16.0, (PLATE_MM[0] - 4 - x) / len(_EXAMPLE_KEYS))
    for digits in _EXAMPLE_KEYS:
        canvas.draw(Path.rect(Box(x, y - 4, 13, 16), 1.6), stroke=Role.INK, width_mm=0.35)
        for i, digit in enumerate(digits):
            cell = Box(x + 1.5 + i * COLUMN_MM, y - 4, COLUMN_MM, 9)
            canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=12)
        marks = marks_for(digits, _EXAMPLE_CODE, clues.placed)
        draw_marks(canvas, x + 6.5, y + 8, marks, _pitch(clues))
        x += step


def _draw_legend(canvas: Canvas, clues: Clues) -> None:
    """What the marks mean."""
    width = PLATE_MM[0] - _LEGEND_X - 5
    title = canvas.say(message("lock-clues.plate.title"))
    canvas.text(_LEGEND_X, 12.5, title, face=Face.TITLE, size_pt=_fit(canvas, title, Face.TITLE, width, 22))
    sort = "placed" if clues.placed else "counted"
    lines: Sequence[tuple[str, Marks]] = (
        ("here", (Mark.HERE,)),
        ("elsewhere", (Mark.ELSEWHERE,)),
        ("nowhere", (Mark.NOWHERE,) if clues.placed else ()),
    )
    y = 21.0
    for name, marks in lines:
        draw_marks(canvas, _LEGEND_X + 4, y - 1.2, marks, COLUMN_MM)
        _line(canvas, _LEGEND_X + 11, y, f"lock-clues.plate.{name}-{sort}", width - 11)
        y += 6.6
    for name in (f"order-{sort}", "twice"):
        _line(canvas, _LEGEND_X, y + 1, f"lock-clues.plate.{name}", width)
        y += 6.2
    _draw_examples(canvas, 60.0, clues)


def plate_piece(clues: Clues) -> Piece:
    """The lock's plate: two slits, two windows, and what the marks mean."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            _draw_lock(canvas, clues)
            _draw_legend(canvas, clues)

    slits = [Path.line(LOCK_X - SLIT_MM / 2, y, LOCK_X + SLIT_MM / 2, y) for y in SLITS_Y]
    holes = [Path.rect(window) for window in _windows()]
    lines = tuple(HandLine(path, LineKind.CUT) for path in (*slits, *holes))
    return Piece(PLATE, "plate", PieceKind.PROP, *PLATE_MM, front=front, lines=lines, tolerance_mm=SLIP_MM)


def key_piece(key: Key, clues: Clues) -> Piece:
    """One key as a straight strip."""
    front = partial(draw_key, key=key, clues=clues)
    return Piece(piece_id(key), "keys", PieceKind.PROP, *KEY_MM, front=front, tolerance_mm=SLIP_MM)


# --- for the host ---------------------------------------------------------------------------------


def solved_picture(clues: Clues, code: str) -> Picture:
    """Every key with its true marks, and the code under them."""
    row, left = 11.0, 24.0
    marks_x = left + COLUMN_MM * (clues.length + 0.5 * clues.length + 1)
    width, height = marks_x + COLUMN_MM * clues.length / 2 + 4, row * len(clues.keys) + 16

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            for i, key in enumerate(clues.keys):
                y = i * row + row / 2
                canvas.art(f"charm-{key.charm}", Box(4, y - 4.5, 9, 9))
                _digits(canvas, left, y, key.digits, Role.BODY)
                draw_marks(canvas, marks_x, y, key.marks, COLUMN_MM)
            y = len(clues.keys) * row + 7
            band = Box(left - 4, y - 6, COLUMN_MM * clues.length + 6, 12)
            canvas.draw(Path.rect(band, 1.6), fill=Role.BAND)
            _digits(canvas, left, y, code, Role.ON_BAND)

    return Picture(width, height, draw)


def _digits(canvas: Canvas, x: float, y: float, digits: str, role: Role) -> None:
    baseline = y + mm_from_pt(15) * 0.33
    for i, digit in enumerate(digits):
        at = x + i * COLUMN_MM + 1.5
        canvas.text(at, baseline, digit, face=Face.EXACT_BOLD, size_pt=15, role=role, align="centre")
