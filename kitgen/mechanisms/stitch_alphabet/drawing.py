"""Sewn buttons on the message, on the key and its halves, and on the tag with the sample word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import partial

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw, Picture
from kitgen.mechanisms.stitch_alphabet.reasoning import Pattern
from kitgen.mechanisms.stitch_alphabet.rows import PITCH_MM, STRIP_MM, lines_of
from kitgen.mechanisms.stitch_alphabet.signs import (
    ALPHABET,
    BOTTOM,
    COLUMNS,
    FALLING,
    HOLE,
    LEFT,
    LETTERS,
    PLACES,
    RIGHT,
    RISING,
    ROUNDS,
    ROWS,
    TOP,
    Clues,
    Grid,
)
from kitgen.message import Message, message
from kitgen.typesetting.drawn import DrawnMetrics
from kitgen.typesetting.text import fit_text
from kitgen.units import Box

S = "stitch-alphabet"
KEY_MM = (182.0, 55.0)
HALF_MM = (56.0, 55.0)
TAG_MM = (70.0, 55.0)

BUTTON_MM = 8.8
"""Width of a button; its knot stands out a little above."""

_HOLE_MM = 1.75  # from the middle of a button to its holes, across and upright
_KEY_PITCH = (15.0, 11.6)
_HALF_PITCH = (12.8, 11.6)
_TEXT_PT = 9.0
_LINE_MM = 14.4  # from row to row of the message: a button, and room to write below it

_ENDS = {
    TOP: ((-1, -1), (1, -1)),
    BOTTOM: ((-1, 1), (1, 1)),
    LEFT: ((-1, -1), (-1, 1)),
    RIGHT: ((1, -1), (1, 1)),
    FALLING: ((-1, -1), (1, 1)),
    RISING: ((-1, 1), (1, -1)),
}


def draw_button(canvas: Canvas, x: float, y: float, sign: int) -> None:
    """A button with its stitches around (x, y), its knot at the top."""
    size = BUTTON_MM / 2 + 0.5
    box = Box(x - size, y - size, 2 * size, 2 * size)
    canvas.repeated(f"{S}-button-{sign}", box, partial(_draw_button, sign=sign))


def _draw_button(canvas: Canvas, box: Box, *, sign: int) -> None:
    x, y, r = box.centre_x_mm, box.centre_y_mm, BUTTON_MM / 2 - 0.2
    canvas.draw(Path.circle(x, y, r), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    canvas.draw(Path.circle(x, y, r - 0.75), stroke=Role.MUTED, width_mm=0.2)
    canvas.draw(Path.circle(x, y - r, 0.65), fill=Role.ACCENT)
    _draw_holes(canvas, x, y)
    draw_stitches(canvas, x, y, sign, _HOLE_MM, 0.95)


def draw_stitches(canvas: Canvas, x: float, y: float, sign: int, reach_mm: float, width_mm: float) -> None:
    """The stitches of a sign, between holes that lie `reach_mm` off the middle."""
    for bit, ((x1, y1), (x2, y2)) in _ENDS.items():
        if sign & bit:
            path = Path.line(x + x1 * reach_mm, y + y1 * reach_mm, x + x2 * reach_mm, y + y2 * reach_mm)
            canvas.draw(path, stroke=Role.INK, width_mm=width_mm)


def _draw_holes(canvas: Canvas, x: float, y: float) -> None:
    for dx in (-_HOLE_MM, _HOLE_MM):
        for dy in (-_HOLE_MM, _HOLE_MM):
            canvas.draw(Path.circle(x + dx, y + dy, 0.5), fill=Role.WHITE, stroke=Role.INK, width_mm=0.2)


def _draw_lost(canvas: Canvas, x: float, y: float) -> None:
    """Where a button is lost: a dashed ring with four holes, to draw stitches in."""
    ring = Path.circle(x, y, BUTTON_MM / 2 - 0.3)
    canvas.draw(ring, stroke=Role.MUTED, width_mm=0.2, dash=(0.9, 0.8))
    _draw_holes(canvas, x, y)


def _draw_cloth(canvas: Canvas, box: Box) -> None:
    """Cloth with a seam along its edge."""
    canvas.draw(Path.rect(box), fill=Role.SHADE)
    canvas.draw(Path.rect(box.inset(1.6), 2.0), stroke=Role.ACCENT, width_mm=0.35, dash=canvas.style.seam_mm)


# --- the message ----------------------------------------------------------------------------------


def message_front(clues: Clues, letters: Sequence[str] = ()) -> Draw:
    """The strip with the message; with letters below the buttons for the host."""
    return partial(_draw_message, clues=clues, letters=letters)


def _draw_message(canvas: Canvas, box: Box, *, clues: Clues, letters: Sequence[str]) -> None:
    _draw_cloth(canvas, box)
    lines = lines_of([len(word) for word in clues.words])
    top = box.centre_y_mm - (len(lines.rows) * _LINE_MM - 0.6) / 2 + BUTTON_MM / 2 + 0.6
    for i, row in enumerate(lines.rows):
        x = box.centre_x_mm - lines.width_mm([len(clues.words[j]) for j in row]) / 2
        for j in row:
            text = letters[j] if letters else ""
            _draw_word(
                canvas, (x, top + i * _LINE_MM), lines.pitch_mm, clues.words[j], text, j == clues.marked
            )
            x += lines.width_mm([len(clues.words[j])]) + lines.gap_mm


def _draw_word(
    canvas: Canvas, at: tuple[float, float], pitch_mm: float, signs: Sequence[int], text: str, framed: bool
) -> None:
    """One word from its left edge on; below each button a line to write on."""
    x, y = at
    if framed:
        frame = Box(x - 1.0, y - BUTTON_MM / 2 - 0.9, len(signs) * pitch_mm + 2.0, BUTTON_MM + 5.2)
        canvas.draw(Path.rect(frame, 1.6), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.6)
    for i, sign in enumerate(signs):
        middle = x + (i + 0.5) * pitch_mm
        draw_button(canvas, middle, y, sign)
        line = y + BUTTON_MM / 2 + 3.6
        canvas.draw(Path.line(middle - 2.4, line, middle + 2.4, line), stroke=Role.MUTED, width_mm=0.2)
        if text:
            canvas.text(middle, line - 0.3, text[i], face=Face.EXACT_BOLD, size_pt=9, align="centre")


# --- the key --------------------------------------------------------------------------------------


def key_front(clues: Clues) -> Draw:
    """The whole key: letters in four rows, and what is known of the pattern."""
    return partial(_draw_key, clues=clues)


def _draw_key(canvas: Canvas, box: Box, *, clues: Clues) -> None:
    _draw_cloth(canvas, box)
    field = Box(box.x_mm + 3.5, box.y_mm, COLUMNS * _KEY_PITCH[0] + 1.0, box.height_mm)
    grid = clues.parts[0]
    _draw_places(canvas, field, grid, _KEY_PITCH, clues.is_lettered)
    room = Box(field.right_mm + 3.0, box.y_mm + 3.6, box.right_mm - field.right_mm - 6.6, box.height_mm - 7.2)
    canvas.draw(
        Path.line(field.right_mm + 1.2, room.y_mm, field.right_mm + 1.2, room.bottom_mm),
        stroke=Role.ACCENT, width_mm=0.2, dash=canvas.style.seam_mm,
    )  # fmt: skip
    _draw_rules(canvas, room, clues)


def half_front(grid: Grid) -> Draw:
    """Half a key, torn on both sides so that neither looks like the left one."""

    def draw(canvas: Canvas, box: Box) -> None:
        _draw_cloth_torn(canvas, box)
        _draw_places(canvas, box, grid, _HALF_PITCH, False)

    return draw


def _draw_cloth_torn(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box), fill=Role.WHITE)
    steps = 22
    edge = [(0.9 + 0.55 * math.sin(2.3 * i) + 0.3 * math.sin(5.1 * i), i / steps) for i in range(steps + 1)]
    left = [(box.x_mm + dx, box.y_mm + share * box.height_mm) for dx, share in edge]
    right = [(box.right_mm - dx, box.y_mm + share * box.height_mm) for dx, share in reversed(edge)]
    canvas.draw(Path.polyline([*left, *right], closed=True), fill=Role.SHADE, stroke=Role.MUTED, width_mm=0.2)
    for y in (box.y_mm + 1.6, box.bottom_mm - 1.6):
        seam = Path.line(box.x_mm + 2.4, y, box.right_mm - 2.4, y)
        canvas.draw(seam, stroke=Role.ACCENT, width_mm=0.35, dash=canvas.style.seam_mm)


def _draw_places(
    canvas: Canvas, box: Box, grid: Grid, pitch: tuple[float, float], is_lettered: bool, start: int = 0
) -> None:
    """All places of a key or half, in the middle of the box."""
    wide, high = pitch
    columns = len(grid[0])
    left = box.centre_x_mm - columns * wide / 2
    top = box.centre_y_mm - ROWS * high / 2 + 0.2
    places = [(r, c) for r in range(ROWS) for c in range(columns)]
    used = [(r, c) for r, c in places if not is_lettered or (r * COLUMNS + c - start) % PLACES < LETTERS]
    aside = 2.6 if is_lettered else 0.0
    middles = {(r, c): (left + (c + 0.5) * wide + aside, top + (r + 0.5) * high) for r, c in used}
    lost = [(r, c) for r, c in used if grid[r][c] == HOLE]
    tears = [_tear(*middles[place], 3 * place[0] + 5 * place[1]) for place in lost]
    for r, c in lost:
        tears += [_bridge(middles[r, c], middles[near]) for near in ((r, c + 1), (r + 1, c)) if near in lost]
    # All edges first, so that holes side by side run into one.
    for tear in tears:
        canvas.draw(tear, stroke=Role.INK, width_mm=0.5)
    for tear in tears:
        canvas.draw(tear, fill=Role.WHITE)
    for r, c in used:
        x, y = middles[r, c]
        if is_lettered:
            letter = ALPHABET[(r * COLUMNS + c - start) % PLACES]
            cell = Box(x - BUTTON_MM / 2 - 4.6, y - 2.5, 4.0, 5.0)
            canvas.text_in(cell, letter, face=Face.EXACT_BOLD, size_pt=11, role=Role.INK)
        if grid[r][c] == HOLE:
            _draw_lost(canvas, x, y)
        else:
            draw_button(canvas, x, y, grid[r][c])


def _tear(x: float, y: float, turn: int) -> Path:
    """A ragged hole in the cloth around a lost button."""
    points = []
    for i in range(30):
        angle = 2 * math.pi * i / 30
        reach = 4.85 + 0.2 * math.sin(5 * angle + turn) + 0.16 * (-1) ** i
        points.append((x + math.cos(angle) * reach, y + math.sin(angle) * reach))
    return Path.polyline(points, closed=True)


def _bridge(one: tuple[float, float], other: tuple[float, float]) -> Path:
    """A ragged gap in the cloth that joins two holes beside or below each other."""
    (x1, y1), (x2, y2) = one, other
    across = (0.0, 1.0) if y1 == y2 else (1.0, 0.0)
    points = []
    for side in (-1, 1):
        for i in range(13)[::-side]:
            reach = side * (3.5 + 0.18 * (-1) ** i + 0.3 * math.sin(1.7 * i + x1))
            x, y = x1 + (x2 - x1) * i / 12, y1 + (y2 - y1) * i / 12
            points.append((x + across[0] * reach, y + across[1] * reach))
    return Path.polyline(points, closed=True)


# --- what is known of the pattern -------------------------------------------------------------------


def tag_front(clues: Clues) -> Draw:
    """The tag with the sample word and what is known of the pattern."""

    def draw(canvas: Canvas, box: Box) -> None:
        _draw_cloth(canvas, box)
        room = box.inset(3.6, 3.0)
        label = Box(room.x_mm, room.y_mm, room.width_mm, 3.6)
        _draw_text(canvas, label, (message(f"{S}.key.sample"),), Face.LABEL_BOLD)
        x = room.centre_x_mm - len(clues.sample) * PITCH_MM / 2
        for i, (letter, sign) in enumerate(clues.sample):
            middle = x + (i + 0.5) * PITCH_MM
            draw_button(canvas, middle, room.y_mm + 8.4, sign)
            base = room.y_mm + 16.0
            canvas.text(middle, base, letter, face=Face.EXACT_BOLD, size_pt=9, role=Role.INK, align="centre")
        _draw_rules(canvas, Box(room.x_mm, room.y_mm + 16.8, room.width_mm, room.height_mm - 16.8), clues)

    return draw


def _draw_rules(canvas: Canvas, room: Box, clues: Clues) -> None:
    """The pattern in words; where the pair is not told, a picture of the three that it may be."""
    if clues.is_told:
        _draw_text(
            canvas, room, tuple(message(f"{S}.key.{name}") for name in ("knot", "rows", "columns", "change"))
        )
        return
    names = ("pairs", "change-any") if len(clues.parts) > 1 else ("knot", "pair", "change-round")
    _draw_text(
        canvas,
        Box(room.x_mm, room.y_mm, room.width_mm - 8.0, room.height_mm),
        tuple(message(f"{S}.key.{name}") for name in names),
    )
    for i, kind in enumerate(ROUNDS):
        x, y = room.right_mm - 2.8, room.centre_y_mm + (i - 1) * min(11.0, room.height_mm / 3)
        _draw_holes(canvas, x, y)
        draw_stitches(canvas, x, y, kind.pair_mask, _HOLE_MM, 0.95)


def _draw_text(canvas: Canvas, room: Box, said: Sequence[Message], face: Face = Face.BODY) -> None:
    text = "\n".join(canvas.say(part) for part in said)
    size = (room.width_mm, room.height_mm)
    block = fit_text(DrawnMetrics(canvas.metrics), S, text, face, size, largest_pt=_TEXT_PT)
    baseline = room.y_mm + (room.height_mm - block.height_mm) / 2 + block.baseline_mm
    for line in block.lines:
        canvas.text(room.x_mm, baseline, line, face=face, size_pt=block.size_pt, role=Role.BODY)
        baseline += block.leading_mm


# --- the solved picture -----------------------------------------------------------------------------


def solved_picture(clues: Clues, pattern: Pattern, text: Sequence[str]) -> Picture:
    """The message with its letters above the whole key."""
    grid = tuple(tuple(row | column for column in pattern.columns) for row in pattern.rows)
    width, high = COLUMNS * _KEY_PITCH[0] + 6.0, ROWS * _KEY_PITCH[1] + 4.0

    def draw(canvas: Canvas, box: Box) -> None:
        message_front(clues, text)(canvas, Box(box.x_mm, box.y_mm, *STRIP_MM))
        below = Box(box.centre_x_mm - width / 2, box.y_mm + STRIP_MM[1] + 3.0, width, high)
        _draw_cloth(canvas, below)
        _draw_places(canvas, below, grid, _KEY_PITCH, True, pattern.start)

    return Picture(STRIP_MM[0], STRIP_MM[1] + 3.0 + high, draw)
