"""The sheet: the room at home, the room in the other house, and the sampler. All lengths in mm."""

from __future__ import annotations

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.spot_the_double.clues import SLOTS, Column, DoubleClues, Placed
from kitgen.mechanisms.spot_the_double.pen import Pen
from kitgen.mechanisms.spot_the_double.things import THINGS
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

SHEET_MM = (182.0, 175.4)
ROOM_MM = (182.0, 64.0)
GAP_MM = 1.6

FEET_MM = (24.8, 43.4, 62.0)
"""How far below a room's top its things stand or end, row by row."""

MARGIN_MM = 2.4
"""Between a room's frame and its outermost places."""

SMALL = 0.72
"""Size of a small thing beside a large one."""

TALLEST = (18.0, 15.6, 17.0)
"""Height of the largest thing of each row."""

FRAME_MM = 0.6
LINE_MM = 0.35
HEADING_MM = 25.0
"""Width of the sampler's column of headings."""

PICTURE_MM = 8.6
TAG_ROW_MM = 4.8
LETTER_PT = 10.0
LABEL_PT = 8.5
SEAM = (2.1, 1.3)


def room_box(box: Box, index: int) -> Box:
    """Where on the sheet a room lies: 0 at home, 1 in the other house."""
    return Box(box.x_mm, box.y_mm + index * (ROOM_MM[1] + GAP_MM), *ROOM_MM)


def foot_of(placed: Placed, room: Box) -> tuple[float, float]:
    """The point a thing stands or hangs on, on the page."""
    count = SLOTS[placed.row]
    pitch = (room.width_mm - 2 * MARGIN_MM) / count
    small = 0.0 if placed.large or placed.row else TALLEST[0] * (1 - SMALL) / 2
    return (room.x_mm + MARGIN_MM + (placed.slot + 0.5) * pitch, room.y_mm + FEET_MM[placed.row] - small)


def draw_thing(canvas: Canvas, placed: Placed, foot: tuple[float, float]) -> None:
    """A thing as a room shows it, its foot at a point on the page."""
    scale = 1.0 if placed.large else SMALL
    THINGS[placed.thing].draw(Pen(canvas, *foot, scale, placed.facing, placed.pattern, placed.whole))


def draw_room(canvas: Canvas, box: Box, things: tuple[Placed, ...], title: str = "") -> None:
    """A room in its frame.

    Args:
        canvas: where to.
        box: its place on the page, `ROOM_MM` large.
        things: what is in it.
        title: stands on the cornice.
    """
    _draw_walls(canvas, box)
    if title:
        width = canvas.metrics.width_mm(title, Face.LABEL_BOLD, 9) + 7
        label = Box(box.centre_x_mm - width / 2, box.y_mm + 0.9, width, 4.6)
        canvas.draw(Path.rect(label, 1.4), fill=Role.BAND)
        canvas.text_in(label, title, face=Face.LABEL_BOLD, size_pt=9, role=Role.ON_BAND)
    for placed in things:
        draw_thing(canvas, placed, foot_of(placed, box))


def _draw_walls(canvas: Canvas, box: Box) -> None:
    """Wall, shelf and floor, the same in both rooms and in a mirror."""
    canvas.draw(Path.rect(box.inset(0.3), 2), fill=Role.PAPER, stroke=Role.FRAME, width_mm=FRAME_MM)
    cornice = Box(box.x_mm + 1.2, box.y_mm + 1.2, box.width_mm - 2.4, 4.0)
    canvas.draw(Path.rect(cornice), fill=Role.SHADE)
    for end in (cornice.x_mm + 1, cornice.right_mm - 1):
        # From the middle both ways, so that a mirror shows the same stitches.
        seam = Path.line(cornice.centre_x_mm, cornice.centre_y_mm, end, cornice.centre_y_mm)
        canvas.draw(seam, stroke=Role.MUTED, width_mm=LINE_MM, dash=SEAM)
    board = Box(box.x_mm + 1.2, box.y_mm + FEET_MM[1], box.width_mm - 2.4, 1.5)
    canvas.draw(Path.rect(board), fill=Role.STONE, stroke=Role.INK, width_mm=LINE_MM)
    ground = Box(box.x_mm + 1.2, box.y_mm + FEET_MM[2] - 2.6, box.width_mm - 2.4, 3.4)
    canvas.draw(Path.rect(ground), fill=Role.SHADE)
    edge = Path.line(ground.x_mm, ground.y_mm, ground.right_mm, ground.y_mm)
    canvas.draw(edge, stroke=Role.MUTED, width_mm=LINE_MM)


def sheet_front(clues: DoubleClues, *, marks: frozenset[tuple[str, str]] = frozenset()) -> Draw:
    """The whole sheet.

    Args:
        clues: what is printed.
        marks: things and kinds of change to be marked, for the host's picture of the solution.
    """

    def draw(canvas: Canvas, box: Box) -> None:
        names = ("home", "double-mirror" if clues.mirrored else "double")
        marked = {thing for thing, _ in marks}
        for index, (name, things) in enumerate(zip(names, (clues.home, clues.double), strict=True)):
            room = room_box(box, index)
            draw_room(canvas, room, things, canvas.say(message(f"spot-the-double.room.{name}")))
            for placed in things:
                if placed.thing in marked:
                    _draw_ring(canvas, placed, room)
        top = 2 * (ROOM_MM[1] + GAP_MM)
        _draw_sampler(canvas, Box(box.x_mm, box.y_mm + top, box.width_mm, box.height_mm - top), clues, marks)

    return draw


def _draw_ring(canvas: Canvas, placed: Placed, room: Box) -> None:
    x, y = foot_of(placed, room)
    high = TALLEST[placed.row] * (1.0 if placed.large else SMALL)
    ring = Path.ellipse(x, y - high / 2, 11.8, high / 2 + 0.6)
    canvas.draw(ring, stroke=Role.ACCENT, width_mm=0.9, dash=(1.6, 1.4))


def _draw_sampler(canvas: Canvas, box: Box, clues: DoubleClues, marks: frozenset[tuple[str, str]]) -> None:
    """The sampler: a column for each thing, a row for each kind of change."""
    canvas.draw(Path.rect(box.inset(0.3), 2), fill=Role.WHITE, stroke=Role.FRAME, width_mm=FRAME_MM)
    canvas.draw(Path.rect(box.inset(1.3), 1.4), stroke=Role.MUTED, width_mm=LINE_MM, dash=SEAM)
    inner = box.inset(2.0, 1.9)
    tags = TAG_ROW_MM if clues.tagged else 0.0
    pitch = (inner.height_mm - PICTURE_MM - tags) / len(clues.kinds)
    first = inner.y_mm + PICTURE_MM
    for i, kind in enumerate(clues.kinds):
        row = Box(inner.x_mm, first + i * pitch, inner.width_mm, pitch)
        if i % 2 == 0:
            canvas.draw(Path.rect(row), fill=Role.SHADE)
        _label(canvas, row, canvas.say(message(f"spot-the-double.kind.{kind}")))
    corner = Box(inner.x_mm, inner.y_mm, HEADING_MM, PICTURE_MM)
    name = canvas.say(message("spot-the-double.sampler"))
    canvas.text_in(corner, name, face=Face.TITLE, size_pt=11)
    if clues.tagged:
        row = Box(inner.x_mm, inner.bottom_mm - tags, inner.width_mm, tags)
        _label(canvas, row, canvas.say(message("spot-the-double.tag")))
    width = (inner.width_mm - HEADING_MM) / len(clues.columns)
    facing = {placed.thing: placed.facing for placed in (*clues.double, *clues.home)}
    for j, column in enumerate(clues.columns):
        x = inner.x_mm + HEADING_MM + j * width
        canvas.draw(Path.line(x, inner.y_mm, x, inner.bottom_mm), stroke=Role.MUTED, width_mm=0.2)
        _draw_icon(canvas, Box(x, inner.y_mm, width, PICTURE_MM), column.thing, facing.get(column.thing, 1))
        for i, (kind, letter) in enumerate(zip(clues.kinds, column.letters, strict=True)):
            cell = Box(x, first + i * pitch, width, pitch)
            if (column.thing, kind.value) in marks:
                canvas.draw(Path.rect(cell.inset(0.8, 0.1), 1), stroke=Role.ACCENT, width_mm=0.6)
            size = min(LETTER_PT, pitch * 2.6)
            canvas.text_in(cell, letter, face=Face.EXACT_BOLD, size_pt=max(8.5, size))
        if clues.tagged:
            _draw_tag(canvas, Box(x, inner.bottom_mm - tags, width, tags), column)


def _label(canvas: Canvas, row: Box, text: str) -> None:
    baseline = row.centre_y_mm + mm_from_pt(LABEL_PT) * CAP_HEIGHT / 2
    canvas.text(row.x_mm + 1, baseline, text, face=Face.LABEL, size_pt=LABEL_PT)


def _draw_icon(canvas: Canvas, box: Box, thing: str, facing: int) -> None:
    """A thing's picture above its column: plain and whole, and facing as at home so that it is no change."""
    high = TALLEST[THINGS[thing].row]
    scale = min((box.height_mm - 0.8) / high, (box.width_mm - 0.8) / 21.5)
    foot = (box.centre_x_mm, box.centre_y_mm + high * scale / 2)
    THINGS[thing].draw(Pen(canvas, *foot, scale, facing))


def _draw_tag(canvas: Canvas, box: Box, column: Column) -> None:
    """The number of a column, on a paper tag."""
    tag = box.inset(0.9, 0.4)
    canvas.draw(Path.rect(tag, 1.2), fill=Role.WHITE, stroke=Role.INK, width_mm=0.2)
    canvas.text_in(tag, str(column.tag), face=Face.EXACT_BOLD, size_pt=9)
