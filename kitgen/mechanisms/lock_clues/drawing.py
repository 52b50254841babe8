"""Keys on paper, and the marks that keys and plate share.

A key is a straight strip, cut along one rectangle; six of them lie side by side on half a sheet. Its charms
run down its left edge, its rows of marks beside them, each row half a step below a charm, so that no charm
looks like the label of a row.
"""

from __future__ import annotations

from functools import partial

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.lock_clues.clues import BLADE_ROWS, Clues, Key, Mark, Marks
from kitgen.mechanisms.lock_clues.deductions import piece_id
from kitgen.units import Box, mm_from_pt

KEY_MM = (31.5, 65.5)

NUMBER_END_MM = 11.5
"""From the top of a key to the lower edge of its number, which stays above the plate's upper edge."""

FIRST_CHARM_MM = 24.5
"""From the top of a key to the middle of its first charm."""

STEP_MM = 8.0
"""From charm to charm and from row to row."""

CHARM_X = 4.1
"""Middle of the charms, in mm from a key's left edge."""

CHARM_MM = 5.6
"""Width and height of a charm on a blade at most."""

MARKS_X = 20.3
"""Middle of digits and marks, in mm from a key's left edge."""

MARK_MM = 1.7
"""Radius of a mark."""

SLIP_MM = 1.5
"""How far a key may be pushed off its stop, or lie to one side: its marks still show whole and alone."""

_RULE_X = 8.3
_HEAD_MM = 13.0
_BOW = (5.4, 6.5, 4.9)
_HEAD_CHARM_MM = 7.8
_COUNTED_MM = 4.3


def charm_y(index: int) -> float:
    """Middle of a charm of a blade, in mm from the key's top."""
    return FIRST_CHARM_MM + index * STEP_MM


def row_y(index: int) -> float:
    """Middle of a row of marks, in mm from the key's top."""
    return charm_y(index) + STEP_MM / 2


def column_mm(length: int) -> float:
    """From digit to digit on a key, and from mark to mark where they stand in columns."""
    return 4.2 if length > 4 else 5.0


def column_x(place: int, length: int) -> float:
    """Middle of a digit's column, in mm from the key's left edge."""
    return MARKS_X + (place - (length - 1) / 2) * column_mm(length)


def mark_pitch_mm(clues: Clues) -> float:
    """From mark to mark in a row."""
    return column_mm(clues.length) if clues.placed else _COUNTED_MM


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


def draw_arrow(canvas: Canvas, x: float, y: float) -> None:
    """A small arrow downwards, its top at `y`: the way of the key."""
    canvas.draw(Path.polyline([(x - 2, y), (x + 2, y), (x, y + 2.6)], closed=True), fill=Role.ACCENT)


# --- keys -----------------------------------------------------------------------------------------


def _draw_head(canvas: Canvas, key: Key) -> None:
    """The charm that names the key, and its number on a tag, both on a ground of their own."""
    # The ground bleeds over the strip: a line around it would look like another one to cut.
    canvas.draw(Path.rect(Box(0, 0, KEY_MM[0], _HEAD_MM)), fill=Role.STONE)
    x, y, radius = _BOW
    half = _HEAD_CHARM_MM / 2
    tag = Box(x, 1.8, KEY_MM[0] - 0.4 - x, NUMBER_END_MM - 1.8)
    canvas.draw(Path.rect(tag, 1), fill=Role.WHITE)
    canvas.draw(Path.circle(x, y, radius), fill=Role.WHITE)
    canvas.art(f"charm-{key.charm}", Box(x - half, y - half, _HEAD_CHARM_MM, _HEAD_CHARM_MM))
    for place, digit in enumerate(key.digits):
        cell = Box(column_x(place, len(key.digits)) - 2.5, tag.y_mm, 5, tag.height_mm)
        canvas.text_in(cell, digit, face=Face.EXACT_BOLD, size_pt=17 if len(key.digits) < 5 else 15)


def _draw_columns(canvas: Canvas, key: Key) -> None:
    """Lines that lead from each digit down to its marks."""
    clear = MARK_MM + 0.5
    for place in range(len(key.digits)):
        x, top = column_x(place, len(key.digits)), _HEAD_MM
        # In pieces, since a line through rings and crosses would change them.
        for i in range(BLADE_ROWS):
            canvas.draw(Path.line(x, top, x, row_y(i) - clear), stroke=Role.MUTED, width_mm=0.2)
            top = row_y(i) + clear


def draw_key(canvas: Canvas, box: Box, key: Key, clues: Clues) -> None:
    """A key; its ground fills its strip, so that the cut line is its only edge."""
    with canvas.moved(box.x_mm, box.y_mm):
        canvas.draw(Path.rect(Box(0, 0, *KEY_MM)), fill=Role.SHADE)
        if clues.placed:
            _draw_columns(canvas, key)
        _draw_head(canvas, key)
        rule = Path.line(_RULE_X, charm_y(0) - 1.5, _RULE_X, row_y(BLADE_ROWS - 1) + 1.5)
        canvas.draw(rule, stroke=Role.MUTED, width_mm=0.35)
        for i, (charm, marks) in enumerate(zip(key.charms, key.rows, strict=True)):
            half = CHARM_MM / 2
            canvas.art(f"charm-{charm}", Box(CHARM_X - half, charm_y(i) - half, CHARM_MM, CHARM_MM))
            draw_marks(canvas, MARKS_X, row_y(i), marks, mark_pitch_mm(clues))


def key_piece(key: Key, clues: Clues) -> Piece:
    """One key as a straight strip."""
    front = partial(draw_key, key=key, clues=clues)
    return Piece(piece_id(key), "keys", PieceKind.PROP, *KEY_MM, front=front, tolerance_mm=SLIP_MM)


# --- for the host ---------------------------------------------------------------------------------

_SOLVED_MM = 5.0


def solved_picture(clues: Clues, code: str) -> Picture:
    """Every key with its true marks, and the code under them."""
    row, left = 11.0, 24.0
    marks_x = left + _SOLVED_MM * (clues.length + 0.5 * clues.length + 1)
    width, height = marks_x + _SOLVED_MM * clues.length / 2 + 4, row * len(clues.keys) + 16

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            for i, key in enumerate(clues.keys):
                y = i * row + row / 2
                canvas.art(f"charm-{key.charm}", Box(4, y - 4.5, 9, 9))
                _digits(canvas, left, y, key.digits, Role.BODY)
                draw_marks(canvas, marks_x, y, key.marks, _SOLVED_MM)
            y = len(clues.keys) * row + 7
            band = Box(left - 4, y - 6, _SOLVED_MM * clues.length + 6, 12)
            canvas.draw(Path.rect(band, 1.6), fill=Role.BAND)
            _digits(canvas, left, y, code, Role.ON_BAND)

    return Picture(width, height, draw)


def _digits(canvas: Canvas, x: float, y: float, digits: str, role: Role) -> None:
    baseline = y + mm_from_pt(15) * 0.33
    for i, digit in enumerate(digits):
        at = x + i * _SOLVED_MM + 1.5
        canvas.text(at, baseline, digit, face=Face.EXACT_BOLD, size_pt=15, role=role, align="centre")
