"""The back of a card: a quilted wall that goes on for ever.

Duplex printers miss by up to 3 mm, so nothing on a back may show where the card's edge was meant to be: no
frame, no middle, only a pattern. It belongs to the sheet and not to the card, so that the backs of
neighbours go on in each other and a cut between them leaves no trace.

A theme gives the pattern its picture under the name `back-motif`: a square that is repeated edge to edge,
drawn so that it shows on white and on the dark of `band`.
"""

from __future__ import annotations

import math

from kitgen.canvas import Canvas, Path, Role, Segment
from kitgen.theme.frames import LINE_MM, STITCH_GAP_MM, STITCH_MM
from kitgen.theme.ornament import Bond, bricks_in, joined
from kitgen.units import Box

MOTIF_ART = "back-motif"
STITCHES_A_BRICK = 3
BRICK_MM = STITCHES_A_BRICK * (STITCH_MM + STITCH_GAP_MM)  # so that stitches fall alike in every brick
COURSE_MM = BRICK_MM / 2
JOINT_MM = 0.7
CORNER_MM = 0.5
MOTIF_MM = 2 * BRICK_MM
"""The pattern repeats every so many mm, across and down."""


def card_back(canvas: Canvas, box: Box, bleed_mm: float = 3.0, *, night: bool = True) -> None:
    """The back of a card, or of a whole block of cards at once: the result is the same.

    Args:
        canvas: what to draw on; its origin is the pattern's, so it must be the sheet's.
        box: the card as it is cut, in mm from the sheet's corner.
        bleed_mm: how far the pattern goes on beyond it.
        night: on a dark ground; otherwise on bare paper, which takes a quarter of the ink.
    """
    room = box.inset(-bleed_mm)
    with canvas.clipped(Path.rect(room)):
        if night:
            canvas.draw(Path.rect(room), fill=Role.BAND)
            wall = bricks_in(_whole(room), Bond(BRICK_MM, COURSE_MM, JOINT_MM))
            canvas.draw(joined(Path.rect(brick, CORNER_MM) for brick in wall), fill=Role.MUTED)
        else:
            # Every seam begins at a joint of the pattern, so that dashes agree wherever the box begins.
            canvas.draw(_courses(room), dash=(STITCH_MM, STITCH_GAP_MM), stroke=Role.STONE, width_mm=LINE_MM)
            canvas.draw(_joints(room), stroke=Role.STONE, width_mm=LINE_MM)
        for row in _cells(room.y_mm, room.bottom_mm, MOTIF_MM):
            for column in _cells(room.x_mm, room.right_mm, MOTIF_MM):
                canvas.art(MOTIF_ART, Box(column * MOTIF_MM, row * MOTIF_MM, MOTIF_MM, MOTIF_MM))


def _whole(room: Box) -> Box:
    """The room grown to whole cells of the pattern, so that no brick is cut before its edge is clipped."""
    left, top = math.floor(room.x_mm / MOTIF_MM), math.floor(room.y_mm / MOTIF_MM)
    right, bottom = math.ceil(room.right_mm / MOTIF_MM), math.ceil(room.bottom_mm / MOTIF_MM)
    # Half a brick more on both sides: odd courses begin there.
    return Box(
        left * MOTIF_MM - BRICK_MM / 2,
        top * MOTIF_MM,
        (right - left) * MOTIF_MM + BRICK_MM,
        (bottom - top) * MOTIF_MM,
    )


def _cells(low: float, high: float, step: float) -> range:
    return range(math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9))


def _courses(room: Box) -> Path:
    left = math.floor(room.x_mm / BRICK_MM) * BRICK_MM + STITCH_GAP_MM / 2
    segments: list[Segment] = []
    for row in _cells(room.y_mm, room.bottom_mm + COURSE_MM, COURSE_MM):
        segments += (("M", (left, row * COURSE_MM)), ("L", (room.right_mm, row * COURSE_MM)))
    return Path(tuple(segments))


def _joints(room: Box) -> Path:
    """Upright joints: one stitch each, in the middle of its course."""
    segments: list[Segment] = []
    for row in _cells(room.y_mm, room.bottom_mm, COURSE_MM):
        top = row * COURSE_MM + (COURSE_MM - STITCH_MM) / 2
        shift = BRICK_MM / 2 if row % 2 else 0.0
        for column in _cells(room.x_mm - shift, room.right_mm - shift + BRICK_MM, BRICK_MM):
            x = column * BRICK_MM + shift
            segments += (("M", (x, top)), ("L", (x, top + STITCH_MM)))
    return Path(tuple(segments))
