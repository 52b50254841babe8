"""The lock's plate on paper: one piece with two slits, two windows, what marks mean, and room to think.

Pushed through the slits a key runs behind the plate, where the small hole shows one of its charms and the
long window one row of marks, two and a half steps further down.
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

PLATE_MM = (182.0, 93.0)

SLIT_MM = KEY_MM[0] + 3.0
"""Width of the slits: the key's, and play enough for a hand-cut strip."""

HOLE_MM = (9.0, 8.0)
"""The small hole."""

LONG_MM = (23.6, 7.0)
"""The long window: five marks in columns, and `SLIP_MM` on every side."""

LOCK_X = 33.0
"""Middle of the slits, and of a key in them."""

SLITS_Y = (26.5, 66.5)
HOLE_Y = SLITS_Y[0] + 9.0
LONG_Y = HOLE_Y + (REACH + 0.5) * STEP_MM

_KEY_X = LOCK_X - KEY_MM[0] / 2
_LOCK = Box(4, 0, 58, PLATE_MM[1])
_PANEL = Box(64.5, 5, 113, PLATE_MM[1] - 10)
_TEXT_X = _PANEL.x_mm + 3.5
_TEXT_MM = _PANEL.width_mm - 7
_LINE_MM = 5.9
_CELL_MM = (5.2, 5.0)
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


def _line(canvas: Canvas, x: float, y: float, key: str, width_mm: float, largest_pt: float = 11.5) -> float:
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


def _draw_slit_label(canvas: Canvas, y: float, key: str) -> None:
    """What to do at a slit, between two arrows."""
    width = _label(canvas, Box(_LOCK.x_mm + 12, y - 3, _LOCK.width_mm - 24, 6), key)
    for x in (LOCK_X - width / 2 - 4, LOCK_X + width / 2 + 4):
        draw_arrow(canvas, x, y - 1.3)


def _draw_screws(canvas: Canvas) -> None:
    for x in (_LOCK.x_mm + 4, _LOCK.right_mm - 4):
        for y in (8.0, PLATE_MM[1] - 8):
            canvas.draw(Path.circle(x, y, 2.4), fill=Role.STONE, stroke=Role.INK, width_mm=0.2)
            canvas.draw(Path.line(x - 1.3, y - 1.3, x + 1.3, y + 1.3), stroke=Role.INK, width_mm=0.35)


def _draw_lock(canvas: Canvas, clues: Clues) -> None:
    """The lock: only its slits and windows have lines, and those are to be cut."""
    _draw_screws(canvas)
    canvas.art("lock-keyhole", Box(LOCK_X - 3, 4.5, 6, 11))
    hole, window = hole_box(), long_box()
    for box in (hole, window):
        canvas.draw(Path.rect(box), fill=Role.WHITE)
    _draw_slit_label(canvas, SLITS_Y[0] - 5, "lock-clues.plate.in")
    _draw_slit_label(canvas, SLITS_Y[1] + 5.5, "lock-clues.plate.out")
    beside = Box(hole.right_mm + 2, HOLE_Y - 3, _LOCK.right_mm - hole.right_mm - 3, 6)
    _label(canvas, beside, "lock-clues.plate.charm", 9.5)
    top = window.y_mm - (6.6 if clues.placed else 1.2)
    _label(canvas, Box(window.centre_x_mm - 24, top - 5, 48, 5), "lock-clues.plate.marks")
    for place in range(clues.length if clues.placed else 0):
        x = _KEY_X + column_x(place, clues.length)
        canvas.text(
            x,
            window.y_mm - 1.6,
            str(place + 1),
            face=Face.EXACT_BOLD,
            size_pt=12,
            role=Role.INK,
            align="centre",
        )
    _label(
        canvas, Box(_LOCK.x_mm + 8, PLATE_MM[1] - 16, _LOCK.width_mm - 16, 8), "lock-clues.plate.trust", 11
    )


def _draw_examples(canvas: Canvas, box: Box, clues: Clues, *, with_bar: bool) -> None:
    """What the lock would show of small keys if a small code were the right one."""
    x = _line(canvas, box.x_mm, box.y_mm + 6, "lock-clues.plate.example", box.width_mm - 13, 11) + 2
    canvas.draw(Path.rect(Box(x, box.y_mm + 0.4, 11, 8), 1.6), fill=Role.BAND)
    for i, digit in enumerate(_EXAMPLE_CODE):
        cell = Box(x + 1.2 + i * _EXAMPLE_MM, box.y_mm + 0.4, _EXAMPLE_MM, 8)
        canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=14, role=Role.ON_BAND)
    y = box.y_mm + 11
    for n, digits in enumerate(_EXAMPLE_KEYS):
        marks = marks_for(digits, _EXAMPLE_CODE, clues.placed)
        if not marks and not with_bar:
            continue
        key = Box(box.x_mm + n * 11.0, y, 10.4, 15)
        canvas.draw(Path.rect(key, 1.6), fill=Role.SHADE)
        for i, digit in enumerate(digits):
            cell = Box(key.x_mm + 0.9 + i * _EXAMPLE_MM, y + 0.5, _EXAMPLE_MM, 8)
            canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=12)
        draw_marks(canvas, key.centre_x_mm, y + 11.5, marks, _EXAMPLE_MM)


def _draw_grid(canvas: Canvas, box: Box, clues: Clues) -> None:
    """The digits once for each place, to be crossed out."""
    width, height = _CELL_MM
    left, top = box.right_mm - 10 * width, box.bottom_mm - clues.length * height
    _label(canvas, Box(left, top - 6, 10 * width, 6), "lock-clues.plate.grid", 9.5)
    for place in range(clues.length):
        y = top + place * height
        tab = Box(left - 7, y + 0.3, 6, height - 0.6)
        canvas.draw(Path.rect(tab, 1), fill=Role.STONE)
        canvas.text_in(tab, str(place + 1), face=Face.EXACT_BOLD, size_pt=10)
        for digit in range(10):
            cell = Box(left + digit * width, y, width, height)
            canvas.draw(Path.rect(cell), stroke=Role.MUTED, width_mm=0.2)
            canvas.text_in(cell, str(digit), face=Face.EXACT, size_pt=9.5, role=Role.MUTED)


def _draw_panel(canvas: Canvas, clues: Clues) -> None:
    """What the marks mean."""
    canvas.draw(Path.rect(_PANEL, 4), fill=Role.WHITE)
    title = canvas.say(message("lock-clues.plate.title"))
    canvas.text(
        _TEXT_X, 14.5, title, face=Face.TITLE, size_pt=_sized(canvas, title, Face.TITLE, _TEXT_MM, 21)
    )
    sort = "placed" if clues.placed else "counted"
    # A bar that is on no key needs no words.
    with_bar = any(not row for key in clues.keys for row in key.rows)
    lines: list[tuple[str, Marks]] = [("here", (Mark.HERE,)), ("elsewhere", (Mark.ELSEWHERE,))]
    if clues.placed or with_bar:
        lines.append(("nowhere", (Mark.NOWHERE,) if clues.placed else ()))
    y = 22.0
    for name, marks in lines:
        draw_marks(canvas, _TEXT_X + 4, y - 1.2, marks, mark_pitch_mm(clues))
        _line(canvas, _TEXT_X + 11, y, f"lock-clues.plate.{name}-{sort}", _TEXT_MM - 11)
        y += _LINE_MM
    for name in (f"order-{sort}", "twice", "on-no-key"):
        _line(canvas, _TEXT_X, y, f"lock-clues.plate.{name}", _TEXT_MM)
        y += _LINE_MM
    _draw_examples(canvas, Box(_TEXT_X, y - 2.5, 44, 27), clues, with_bar=with_bar)
    _draw_grid(canvas, Box(_TEXT_X + 46, y, _TEXT_MM - 46, _PANEL.bottom_mm - 2 - y), clues)


def plate_piece(clues: Clues) -> Piece:
    """The lock's plate, one piece."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            # The ground fills the piece to its cut line: nothing inside looks like an edge.
            canvas.draw(Path.rect(Box(0, 0, *PLATE_MM)), fill=Role.SHADE)
            _draw_lock(canvas, clues)
            _draw_panel(canvas, clues)

    slits = [Path.line(LOCK_X - SLIT_MM / 2, y, LOCK_X + SLIT_MM / 2, y) for y in SLITS_Y]
    holes = [Path.rect(box) for box in (hole_box(), long_box())]
    lines = tuple(HandLine(path, LineKind.CUT) for path in (*slits, *holes))
    return Piece(PLATE, "plate", PieceKind.PROP, *PLATE_MM, front=front, lines=lines, tolerance_mm=SLIP_MM)
