"""The lock's plate on paper: one piece with two windows, what marks mean, and room to think.

A key is laid under the plate along the way that is printed there, its number above the plate's upper edge.
The small hole then shows one of its charms and the long window one row of marks, two and a half steps
further down. Nothing guides the key but what shows: a charm in the middle of the hole is guide enough, and
slits would take longer to cut than all else on the plate.
"""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.mechanisms.lock_clues.clues import REACH, Clues, Mark, Marks, marks_for
from kitgen.mechanisms.lock_clues.drawing import (
    CHARM_X,
    KEY_MM,
    MARK_MM,
    SLIP_MM,
    STEP_MM,
    column_x,
    draw_arrow,
    draw_marks,
    mark_pitch_mm,
)
from kitgen.mechanisms.lock_clues.reasoning import PLATE
from kitgen.message import message
from kitgen.units import Box

PLATE_MM = (182.0, 48.5)
"""With the keys above it no higher than half a sheet."""

HOLE_MM = (9.0, 7.0)
"""The small hole."""

LONG_MM = (23.6, 7.0)
"""The long window: five marks in columns, and `SLIP_MM` on every side."""

LOCK_X = 25.0
"""Middle of a key under the plate."""

HOLE_Y = 9.0
LONG_Y = HOLE_Y + (REACH + 0.5) * STEP_MM

_KEY_X = LOCK_X - KEY_MM[0] / 2
_LOCK = Box(2.5, 0, 2 * (LOCK_X - 2.5), PLATE_MM[1])
_PANEL = Box(48.5, 2, 131, PLATE_MM[1] - 4)
_TEXT_X = _PANEL.x_mm + 2.5
_TEXT_MM = 68.0
_LINE_MM = 4.8
_CELL_MM = (5.2, 6.4)
_GRID_X = _PANEL.right_mm - 1.6 - 10 * _CELL_MM[0]
_EXAMPLE_CODE = "72"
_EXAMPLE_KEYS = ("75", "25", "27", "05")
_EXAMPLE_MM = 4.3


def hole_box() -> Box:
    """Where the small hole is cut, in mm from the plate's top left corner."""
    width, height = HOLE_MM
    return Box(_KEY_X + CHARM_X - width / 2, HOLE_Y - height / 2, width, height)


def long_box() -> Box:
    """Where the long window is cut, in mm from the plate's top left corner."""
    width, height = LONG_MM
    left = _KEY_X + column_x(0, 5) - MARK_MM - SLIP_MM
    return Box(left, LONG_Y - height / 2, width, height)


def _sized(canvas: Canvas, text: str, face: Face, width_mm: float, largest_pt: float) -> float:
    """The largest size, 8 pt at least, at which a line fits."""
    size = largest_pt
    while size > 8.0 and canvas.metrics.width_mm(text, face, size) > width_mm:
        size -= 0.25
    return size


def _line(canvas: Canvas, x: float, y: float, key: str, width_mm: float, largest_pt: float = 10.0) -> float:
    """A line of words, made small enough; gives its right end."""
    text = canvas.say(message(key))
    size = _sized(canvas, text, Face.BODY, width_mm, largest_pt)
    canvas.text(x, y, text, face=Face.BODY, size_pt=size)
    return x + canvas.metrics.width_mm(text, Face.BODY, size)


def _label(canvas: Canvas, box: Box, key: str, largest_pt: float = 10.0) -> float:
    """Bold words in the middle of a box; gives their width."""
    text = canvas.say(message(key))
    size = _sized(canvas, text, Face.LABEL_BOLD, box.width_mm, largest_pt)
    canvas.text_in(box, text, face=Face.LABEL_BOLD, size_pt=size)
    return canvas.metrics.width_mm(text, Face.LABEL_BOLD, size)


def _draw_way(canvas: Canvas) -> None:
    """Where a key lies under the plate: a ground from edge to edge, as wide as the key."""
    canvas.draw(Path.rect(Box(_KEY_X, 0, KEY_MM[0], PLATE_MM[1])), fill=Role.STONE)
    y = (HOLE_Y - HOLE_MM[1] / 2) / 2
    width = _label(canvas, Box(_KEY_X + 6, y - 2, KEY_MM[0] - 12, 4), "lock-clues.plate.in", 9)
    for x in (LOCK_X - width / 2 - 3.5, LOCK_X + width / 2 + 3.5):
        draw_arrow(canvas, x, y - 1.3)


def _draw_screws(canvas: Canvas) -> None:
    inset = (_KEY_X + _LOCK.x_mm) / 2 - 1
    for x in (inset, 2 * LOCK_X - inset):
        for y in (5.0, PLATE_MM[1] - 5):
            canvas.draw(Path.circle(x, y, 2.4), fill=Role.STONE, stroke=Role.INK, width_mm=0.2)
            canvas.draw(Path.line(x - 1.3, y - 1.3, x + 1.3, y + 1.3), stroke=Role.INK, width_mm=0.35)


def _draw_lock(canvas: Canvas, clues: Clues) -> None:
    """The lock: only its windows have lines, and those are to be cut."""
    _draw_way(canvas)
    _draw_screws(canvas)
    hole, window = hole_box(), long_box()
    canvas.art("lock-keyhole", Box(_LOCK.x_mm + 0.6, LONG_Y - 5, 5.4, 10))
    for box in (hole, window):
        canvas.draw(Path.rect(box), fill=Role.WHITE)
    beside = Box(hole.right_mm + 1, HOLE_Y - 3, _KEY_X + KEY_MM[0] - hole.right_mm - 1, 6)
    _label(canvas, beside, "lock-clues.plate.charm", 9.5)
    top = window.y_mm - (6.0 if clues.placed else 1.6)
    _label(canvas, Box(_LOCK.x_mm + 1, top - 5, _LOCK.width_mm - 2, 5), "lock-clues.plate.marks", 9.5)
    for place in range(clues.length if clues.placed else 0):
        x, y = _KEY_X + column_x(place, clues.length), window.y_mm - 1.6
        number = str(place + 1)
        canvas.text(x, y, number, face=Face.EXACT_BOLD, size_pt=12, role=Role.BODY, align="centre")
    below = Box(_LOCK.x_mm + 1, window.bottom_mm + 2, _LOCK.width_mm - 2, 8)
    _label(canvas, below, "lock-clues.plate.trust")


def _draw_examples(canvas: Canvas, x: float, y: float, clues: Clues, *, with_bar: bool) -> None:
    """What the lock would show of small keys if a small code were the right one."""
    _line(canvas, x, y + 4, "lock-clues.plate.example", 24.5, 10)
    band = Box(x, y + 5.6, 11, 7.2)
    canvas.draw(Path.rect(band, 1.6), fill=Role.BAND)
    for i, digit in enumerate(_EXAMPLE_CODE):
        cell = Box(x + 1.2 + i * _EXAMPLE_MM, band.y_mm, _EXAMPLE_MM, band.height_mm)
        canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=14, role=Role.ON_BAND)
    for n, digits in enumerate(_EXAMPLE_KEYS):
        marks = marks_for(digits, _EXAMPLE_CODE, clues.placed)
        if not marks and not with_bar:
            continue
        key = Box(x + 26 + n * 10.6, y, 10.2, 12.8)
        canvas.draw(Path.rect(key, 1.6), fill=Role.SHADE)
        for i, digit in enumerate(digits):
            cell = Box(key.x_mm + 0.8 + i * _EXAMPLE_MM, y + 0.4, _EXAMPLE_MM, 6.6)
            canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=12)
        draw_marks(canvas, key.centre_x_mm, y + 9.8, marks, _EXAMPLE_MM)


def _draw_grid(canvas: Canvas, top: float, clues: Clues) -> None:
    """The digits once for each place, to be crossed out."""
    width, height = _CELL_MM
    _label(canvas, Box(_GRID_X, top, 10 * width, 6), "lock-clues.plate.grid", 9.5)
    for place in range(clues.length):
        y = top + 6.5 + place * height
        tab = Box(_GRID_X - 6, y + 0.3, 5, height - 0.6)
        canvas.draw(Path.rect(tab, 1), fill=Role.SHADE)
        canvas.text_in(tab, str(place + 1), face=Face.EXACT_BOLD, size_pt=10)
        for digit in range(10):
            cell = Box(_GRID_X + digit * width, y, width, height)
            canvas.draw(Path.rect(cell), stroke=Role.MUTED, width_mm=0.2)
            canvas.text_in(cell, str(digit), face=Face.EXACT, size_pt=9.5, role=Role.MUTED)


def _draw_panel(canvas: Canvas, clues: Clues) -> None:
    """What the marks mean."""
    canvas.draw(Path.rect(_PANEL, 3), fill=Role.WHITE)
    sort = "placed" if clues.placed else "counted"
    # A bar that is on no key needs no words.
    with_bar = any(not row for key in clues.keys for row in key.rows)
    lines: list[tuple[str, Marks]] = [("here", (Mark.HERE,)), ("elsewhere", (Mark.ELSEWHERE,))]
    if clues.placed or with_bar:
        lines.append(("nowhere", (Mark.NOWHERE,) if clues.placed else ()))
    y = _PANEL.y_mm + 4.6
    for name, marks in lines:
        draw_marks(canvas, _TEXT_X + 4, y - 1.2, marks, mark_pitch_mm(clues))
        _line(canvas, _TEXT_X + 10, y, f"lock-clues.plate.{name}-{sort}", _TEXT_MM - 10)
        y += _LINE_MM
    for name in (f"order-{sort}", "twice", "on-no-key"):
        _line(canvas, _TEXT_X, y, f"lock-clues.plate.{name}", _TEXT_MM - 2)
        y += _LINE_MM
    _draw_examples(canvas, _TEXT_X, _PANEL.bottom_mm - 14, clues, with_bar=with_bar)
    height = 6.5 + clues.length * _CELL_MM[1]
    _draw_grid(canvas, _PANEL.centre_y_mm - height / 2 - 0.6, clues)


def plate_piece(clues: Clues) -> Piece:
    """The lock's plate, one piece."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            # The ground fills the piece to its cut line: nothing inside looks like an edge.
            canvas.draw(Path.rect(Box(0, 0, *PLATE_MM)), fill=Role.SHADE)
            _draw_lock(canvas, clues)
            _draw_panel(canvas, clues)

    lines = tuple(HandLine(Path.rect(box), LineKind.CUT) for box in (hole_box(), long_box()))
    return Piece(PLATE, "plate", PieceKind.PROP, *PLATE_MM, front=front, lines=lines, tolerance_mm=SLIP_MM)
