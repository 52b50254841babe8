"""The well, a flat sleeve with a window; the rope that runs through it; the key that falls into it.

The sleeve is folded in three and no wider than the rope needs, so that the rope cannot wander: the window
shows the column of letters and hides the column of numbers. The well's upper edge is its rim.
"""

from __future__ import annotations

from functools import partial

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.mechanisms.split_scales.clues import SplitScalesClues
from kitgen.mechanisms.split_scales.params import HEAVIEST, WINDOW_CELLS
from kitgen.mechanisms.split_scales.things import draw_key, draw_thing
from kitgen.message import message
from kitgen.units import Box

ROPE_MM = (182.0, 14.0)
CELL_MM = 6.0
"""A stitch of the rope."""

FLAP_MM = 15.5
FRONT_MM = 16.5
WELL_MM = (2 * FLAP_MM + FRONT_MM, 74.0)
KEY_MM = (14.0, 25.0)

NUMBER_X, LETTER_X = 3.7, 10.0
"""Middles of the rope's two columns, from its left edge when it hangs."""

WINDOW = Box(FLAP_MM + 7.4, WINDOW_CELLS * CELL_MM - CELL_MM, 7.4, CELL_MM)
"""On the unfolded well. With n just above the rim, the cell of n - WINDOW_CELLS lies behind it."""

SLIP_MM = 1.2
"""How far the rope may hang off its mark: the letter in the window stays whole and alone."""


def well_piece(clues: SplitScalesClues) -> Piece:
    """The well: two folds, one window."""
    lines = (
        HandLine(Path.line(FLAP_MM, 0, FLAP_MM, WELL_MM[1]), LineKind.FOLD_MOUNTAIN),
        HandLine(Path.line(FLAP_MM + FRONT_MM, 0, FLAP_MM + FRONT_MM, WELL_MM[1]), LineKind.FOLD_MOUNTAIN),
        HandLine(Path.rect(WINDOW), LineKind.CUT),
    )
    front = partial(_well, clues=clues)
    return Piece("well", "well", PieceKind.PROP, *WELL_MM, front=front, lines=lines, tolerance_mm=SLIP_MM)


def rope_piece(clues: SplitScalesClues) -> Piece:
    """The rope as a straight strip, lying."""
    front = partial(_rope, clues=clues)
    return Piece("rope", "rope", PieceKind.PROP, *ROPE_MM, front=front, tolerance_mm=SLIP_MM)


def key_piece() -> Piece:
    """The key that goes down the well for ever."""
    return Piece("key", "key", PieceKind.PROP, *KEY_MM, front=_paper_key)


def _paper_key(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box), fill=Role.BAND)
    seam = Path.rect(box.inset(1.2), 1)
    canvas.draw(seam, stroke=Role.ON_BAND, width_mm=0.2, dash=canvas.style.seam_mm)
    draw_key(canvas, box.inset(1.2, 2.6), Role.GLOW)


def _rope(canvas: Canvas, box: Box, clues: SplitScalesClues) -> None:
    """Drawn as it hangs, turned so that its lower end lies right."""
    width, length = ROPE_MM[1], ROPE_MM[0]
    with canvas.moved(box.x_mm, box.bottom_mm, turn_deg=-90):
        canvas.draw(Path.rect(Box(0, 0, width, length)), fill=Role.SHADE)
        with canvas.clipped(Path.rect(Box(0, 0, width, length))):
            for edge in (0.0, width - 1.1):
                _twist(canvas, edge, length)
        canvas.draw(Path.line(6.9, 0.6, 6.9, length - 14.6), stroke=Role.MUTED, width_mm=0.2)
        for index, letter in enumerate(clues.rope):
            number = index + 1 - WINDOW_CELLS
            top = (HEAVIEST - number) * CELL_MM
            if number > 0:
                label = Box(NUMBER_X - 2.6, top, 5.2, CELL_MM)
                canvas.text_in(label, str(number), face=Face.LABEL_BOLD, size_pt=8.5)
            cell = Box(LETTER_X - 3, top, 6, CELL_MM)
            canvas.text_in(cell, letter, face=Face.EXACT_BOLD, size_pt=12)
            mark = Path.line(1.4, top + CELL_MM, width - 1.4, top + CELL_MM)
            canvas.draw(mark, stroke=Role.ACCENT, width_mm=0.35, dash=canvas.style.seam_mm)
        for i in range(2):
            y = length - 11 + 4.2 * i
            arrow = Path.polyline([(4, y), (10, y), (7, y + 3.6)], closed=True)
            canvas.draw(arrow, fill=Role.ACCENT)


def _twist(canvas: Canvas, x: float, length: float) -> None:
    """Strands along one edge."""
    canvas.draw(Path.rect(Box(x, 0, 1.1, length)), fill=Role.STONE)
    strokes = Path(())
    for i in range(int(length / 1.8)):
        y = i * 1.8 + 0.5
        strokes += Path.line(x + 0.1, y + 1.0, x + 1.0, y)
    canvas.draw(strokes, stroke=Role.INK, width_mm=0.2)


def _courses(canvas: Canvas, box: Box) -> None:
    """A wall of rough stones."""
    canvas.draw(Path.rect(box), fill=Role.SHADE)
    height = 5.2
    joints = Path(())
    for row in range(int(box.height_mm / height) + 1):
        y = box.y_mm + row * height
        if row:
            joints += Path.line(box.x_mm, y, box.right_mm, y)
        x = box.x_mm + (5.0 if row % 2 else 8.6)
        while x < box.right_mm - 1:
            joints += Path.line(x, y, x, min(y + height, box.bottom_mm))
            x += 7.6 if (row + int(x)) % 3 else 6.0
    canvas.draw(joints, stroke=Role.STONE, width_mm=0.6)


def _well(canvas: Canvas, box: Box, clues: SplitScalesClues) -> None:
    with canvas.moved(box.x_mm, box.y_mm):
        _courses(canvas, Box(0, 0, *WELL_MM))
        canvas.draw(Path.rect(Box(0, 0, WELL_MM[0], 2.4)), fill=Role.STONE)
        canvas.draw(Path.line(0, 2.4, WELL_MM[0], 2.4), stroke=Role.INK, width_mm=0.35)
        _depth(canvas)
        canvas.draw(Path.rect(WINDOW.inset(-0.9), 0.9), fill=Role.BAND)
        canvas.draw(Path.rect(WINDOW), fill=Role.WHITE)
        _rim(canvas)
        _order(canvas, clues)


def _rim(canvas: Canvas) -> None:
    """The word for the upper edge, with an arrow to it on either side."""
    said = canvas.say(message("split-scales.rim"))
    canvas.text_in(Box(FLAP_MM + 4, 2.9, FRONT_MM - 8, 3.6), said, face=Face.LABEL_BOLD, size_pt=8)
    for x in (FLAP_MM + 2.4, FLAP_MM + FRONT_MM - 2.4):
        head = Path.polyline([(x - 1.0, 4.6), (x, 3.0), (x + 1.0, 4.6)], closed=True)
        canvas.draw(head, fill=Role.INK)
        canvas.draw(Path.line(x, 4.4, x, 6.0), stroke=Role.INK, width_mm=0.35)


def _depth(canvas: Canvas) -> None:
    """A round mouth of night with a star or two, above the window."""
    x, y = FLAP_MM + FRONT_MM / 2, 11.6
    canvas.draw(Path.ellipse(x, y, 6.4, 4.4), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
    canvas.draw(Path.ellipse(x, y, 5.0, 3.2), fill=Role.BAND)
    for dx, dy, size in ((-2.6, -0.8, 0.45), (2.2, -1.6, 0.35), (3.0, 1.2, 0.3)):
        canvas.draw(Path.circle(x + dx, y + dy, size), fill=Role.GLOW)


def _order(canvas: Canvas, clues: SplitScalesClues) -> None:
    """The things in order, first on top, each with a box for its letter."""
    top, bottom = WINDOW.bottom_mm + 2.2, WELL_MM[1] - 1.2
    step = min(9.0, (bottom - top) / len(clues.order))
    top += (bottom - top - step * len(clues.order)) / 2
    panel = Box(FLAP_MM + 0.9, top - 0.4, FRONT_MM - 1.8, step * len(clues.order) + 0.8)
    canvas.draw(Path.rect(panel, 1), fill=Role.PAPER, stroke=Role.INK, width_mm=0.35)
    for i, name in enumerate(clues.order):
        y = top + i * step
        canvas.text_in(Box(panel.x_mm + 0.4, y, 2.6, step), str(i + 1), face=Face.LABEL_BOLD, size_pt=8)
        draw_thing(canvas, name, Box(panel.x_mm + 3.1, y + (step - 6.2) / 2, 6.2, 6.2))
        blank = Box(panel.right_mm - 5.0, y + (step - 5.8) / 2, 4.4, 5.8)
        canvas.draw(Path.rect(blank, 0.5), fill=Role.WHITE, stroke=Role.INK, width_mm=0.2)
