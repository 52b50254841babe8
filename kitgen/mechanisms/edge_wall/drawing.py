"""The bricks, the mat they are laid on, and the finished wall."""

from __future__ import annotations

from collections.abc import Mapping

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.edge_wall.brick import BRICK_HEIGHT_MM, BRICK_WIDTH_MM, draw_brick, half_sign
from kitgen.mechanisms.edge_wall.cut_sheet import COLUMNS
from kitgen.mechanisms.edge_wall.legend import (
    STRIP_MM,
    draw_legend,
    draw_legend_strip,
    draw_words,
    fits_strip,
)
from kitgen.mechanisms.edge_wall.lettering import SIGN_COUNT, read
from kitgen.mechanisms.edge_wall.reasoning import brick_id
from kitgen.mechanisms.edge_wall.wall import Brick, Cell, Row, WallClues, cells, counts, seams
from kitgen.message import Message, message
from kitgen.units import Box

MAT_WIDTH_MM = 182.0
MAT_HEIGHT_MM = 165.0
"""The tallest drawing that leaves a Letter page room for its notes and facts."""

LEGEND_MM = 66.0
"""The legend where a low wall leaves it all the room it wants."""

LEGEND_GAP_MM, STRIP_GAP_MM = 4.0, 1.5
LOW_ROWS = 3
"""Rows of a wall that leaves half a page for it and its legend."""

SAFE_MM = 1.0


def bricks(clues: WallClues) -> tuple[Piece, ...]:
    """The bricks to cut out, by number; one that is printed on the mat is not among them."""
    return tuple(_brick_piece(clues, i) for i in range(len(clues.bricks)) if i != clues.corner)


def _brick_piece(clues: WallClues, index: int) -> Piece:
    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            draw_brick(canvas, clues, clues.bricks[index], index + 1)

    return Piece(
        id=brick_id(index),
        group="bricks",
        kind=PieceKind.PROP,
        columns=COLUMNS,
        width_mm=BRICK_WIDTH_MM,
        height_mm=BRICK_HEIGHT_MM,
        front=front,
    )


CARD_WIDTH_MM, CARD_HEIGHT_MM = 63.0, 88.0
COLUMN_MM, LINE_MM = 7.6, 9.0


def sampler() -> Piece:
    """The card that tells the letter of every pair of half signs: a row for each left half."""

    def front(canvas: Canvas, box: Box) -> None:
        frame = box.inset(3.5)
        canvas.draw(Path.rect(frame, 2.5), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
        title = Box(frame.x_mm + 3, frame.y_mm + 1.5, frame.width_mm - 6, 7)
        draw_words(canvas, message("edge-wall.sampler"), title)
        left = frame.centre_x_mm - COLUMN_MM * (SIGN_COUNT + 1) / 2
        top = frame.y_mm + 9.5
        for i in range(SIGN_COUNT):
            head = Box(left + COLUMN_MM * (i + 1), top, COLUMN_MM, LINE_MM)
            side = Box(left, top + LINE_MM * (i + 1), COLUMN_MM, LINE_MM)
            _sample(canvas, head, i, inward=1)
            _sample(canvas, side, i, inward=-1)
            for j in range(SIGN_COUNT):
                cell = Box(left + COLUMN_MM * (j + 1), side.y_mm, COLUMN_MM, LINE_MM)
                canvas.draw(Path.rect(cell), stroke=Role.STONE, width_mm=0.2)
                canvas.text_in(cell, read(i, j), face=Face.EXACT_BOLD, size_pt=14, role=Role.INK)
        foot = Box(frame.x_mm + 3, frame.bottom_mm - 7, frame.width_mm - 6, 6)
        draw_words(canvas, message("edge-wall.sampler-foot"), foot)

    return Piece(
        "sampler", "sampler", PieceKind.PROP, CARD_WIDTH_MM, CARD_HEIGHT_MM, front, keeps_margin=True
    )


def _sample(canvas: Canvas, box: Box, sign: int, *, inward: int) -> None:
    """A half sign in the sampler's margin, with its seam as a dotted line."""
    seam_x = box.centre_x_mm - inward * 1.7
    with canvas.moved(seam_x, box.centre_y_mm, scale=0.62):
        canvas.draw(Path.line(0, -6.2, 0, 6.2), stroke=Role.ACCENT, width_mm=0.32, dash=(1.2, 1.2))
        half_sign(canvas, sign, inward)


def _wall_size(rows: tuple[Row, ...]) -> tuple[float, float]:
    halves = max(shift + 2 * count for shift, count in rows)
    return halves * BRICK_WIDTH_MM / 2, len(rows) * BRICK_HEIGHT_MM


def _slot(cell: Cell) -> Box:
    return Box(cell[1] * BRICK_WIDTH_MM / 2, cell[0] * BRICK_HEIGHT_MM, BRICK_WIDTH_MM, BRICK_HEIGHT_MM)


def mat(clues: WallClues) -> Piece:
    """The sheet to lay the wall on: its places, the printed corner, and every figure and button whole."""
    wall_width, wall_height = _wall_size(clues.rows)
    is_low = len(clues.rows) <= LOW_ROWS and fits_strip(clues, MAT_WIDTH_MM)
    top_mm = SAFE_MM + wall_height + (STRIP_GAP_MM if is_low else LEGEND_GAP_MM)
    legend_mm = STRIP_MM if is_low else min(LEGEND_MM, MAT_HEIGHT_MM - top_mm)

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm - wall_width / 2, box.y_mm + SAFE_MM):
            _places(canvas, clues)
        legend = Box(box.x_mm, box.y_mm + top_mm, box.width_mm, legend_mm)
        (draw_legend_strip if is_low else draw_legend)(canvas, clues, legend)

    return Piece("mat", "mat", PieceKind.SHEET, MAT_WIDTH_MM, top_mm + legend_mm, front, notes=_notes(clues))


def _notes(clues: WallClues) -> tuple[Message, ...]:
    """What is given, what may be turned, and how many bricks are left over."""
    kind = "turned" if clues.turnable else "upright"
    notes = [message(f"edge-wall.note.{kind}")]
    if clues.corner is not None:
        notes.insert(0, message(f"edge-wall.note.printed-{kind}", brick=clues.corner + 1))
    if clues.decoys:
        notes.append(message("edge-wall.note.left-over", count=clues.decoys))
    if clues.turnable:
        notes.append(message("edge-wall.note.underline"))
    return tuple(notes)


def _places(canvas: Canvas, clues: WallClues) -> None:
    first = cells(clues.rows)[0]
    if clues.corner is not None:
        with canvas.moved(_slot(first).x_mm, _slot(first).y_mm):
            draw_brick(canvas, clues, clues.bricks[clues.corner], clues.corner + 1)
    for path in _joints(clues.rows):
        canvas.draw(path, stroke=Role.MUTED, width_mm=0.2, dash=(1.6, 1.2))
    if clues.corner is not None:
        canvas.draw(Path.rect(_slot(first)), stroke=Role.INK, width_mm=0.35)


def _joints(rows: tuple[Row, ...]) -> list[Path]:
    """Where bricks will meet or end, each line once, so that dashes never run over each other."""
    half = BRICK_WIDTH_MM / 2
    spans = [(shift, shift + 2 * count) for shift, count in rows]
    lines = []
    for r, (low, high) in enumerate(spans):
        top = r * BRICK_HEIGHT_MM
        for x in range(low, high + 1, 2):
            lines.append(Path.line(x * half, top, x * half, top + BRICK_HEIGHT_MM))
    for r in range(len(rows) + 1):
        touching = spans[max(r - 1, 0) : r + 1]
        low, high = min(low for low, _ in touching), max(high for _, high in touching)
        lines.append(Path.line(low * half, r * BRICK_HEIGHT_MM, high * half, r * BRICK_HEIGHT_MM))
    return lines


def solved(clues: WallClues, faces: Mapping[Cell, Brick], numbers: Mapping[Cell, int]) -> Picture:
    """The finished wall, with a ring around every letter that is read."""
    width, height = _wall_size(clues.rows)
    margin = 1.0

    def draw(canvas: Canvas, box: Box) -> None:
        scale = min(box.width_mm / (width + 2 * margin), box.height_mm / (height + 2 * margin))
        with canvas.moved(box.x_mm, box.y_mm, scale=scale), canvas.moved(margin, margin):
            for cell, face in faces.items():
                slot = _slot(cell)
                with canvas.moved(slot.x_mm, slot.y_mm):
                    draw_brick(canvas, clues, face, numbers[cell])
                canvas.draw(Path.rect(slot), stroke=Role.MUTED, width_mm=0.2)
            for left, right in seams(clues.rows):
                if counts(faces[left], faces[right]):
                    slot = _slot(right)
                    ring = Path.ellipse(slot.x_mm, slot.centre_y_mm, 10.5, 7.4)
                    canvas.draw(ring, stroke=Role.ACCENT, width_mm=0.6, dash=(1.8, 1.2))

    return Picture(width + 2 * margin, height + 2 * margin, draw, message("edge-wall.solved"))
