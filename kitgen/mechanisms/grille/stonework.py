"""The stone on paper: its outline, its holes, its two faces, and small pictures of how it lies."""

from __future__ import annotations

import math

from kitgen.canvas import Canvas, LineKind, Path, Role
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.mechanisms.grille.clues import Cell, Lie, Stone
from kitgen.units import Box

PITCH_MM = 9.0
"""From sign to sign on a lattice."""

SLIP_MM = 1.5
"""How far the stone may lie beside its place, cutting included, and still show one whole sign a hole."""

SIGN_HALF_MM = 2.2
"""Half the width, and at most half the height, of a sign."""

HOLE_HALF_MM = SIGN_HALF_MM + SLIP_MM
"""Half the width of a hole: a whole sign shows in spite of a slip, and a neighbour's sign never does."""

RIM_MM = 3.0
"""Paper around the outer cells of the stone."""

_RING_MM = (0.8, 1.7)  # outside the hole; two cells on, the next hole begins 3.8 mm further out


def _mapped(lie: Lie, x: float, y: float) -> tuple[float, float]:
    """`Lie.placed` for lengths instead of cells."""
    x, y = (y, x) if lie.moon else (x, y)
    for _ in range(lie.corner):
        x, y = -y, x
    return x, y


def stone_outline(
    stone: Stone, lie: Lie, origin: tuple[float, float], pitch_mm: float, rim_mm: float
) -> Path:
    """The stone's edge.

    Args:
        stone: the card with holes.
        lie: which way up it lies.
        origin: centre of the notch cell, in mm.
        pitch_mm: from cell to cell.
        rim_mm: paper around the outer cells.
    """
    half = pitch_mm / 2
    right = (stone.columns - 0.5) * pitch_mm + rim_mm
    bottom = (stone.rows - 0.5) * pitch_mm + rim_mm
    corners = [
        (half, -half - rim_mm),
        (right, -half - rim_mm),
        (right, bottom),
        (-half - rim_mm, bottom),
        (-half - rim_mm, half),
        (half, half),
    ]
    turned = [_mapped(lie, x, y) for x, y in corners]
    return Path.polyline([(origin[0] + x, origin[1] + y) for x, y in turned], closed=True)


def hole_path(x: float, y: float, number: int, pitch_mm: float = PITCH_MM) -> Path:
    """The edge of a hole around a cell's centre: square where a letter is read, round where an eye shows."""
    half = HOLE_HALF_MM * pitch_mm / PITCH_MM
    if number < 2:
        return Path.rect(Box(x - half, y - half, 2 * half, 2 * half), 0.3 * half)
    return Path.circle(x, y, half)


def _rings(canvas: Canvas, x: float, y: float, number: int) -> None:
    """One stitched ring around the first hole that is read, two around the second."""
    for out in _RING_MM[: number + 1] if number < 2 else ():
        half = HOLE_HALF_MM + out
        ring = Path.rect(Box(x - half, y - half, 2 * half, 2 * half), 0.3 * HOLE_HALF_MM + 1.6 * out)
        canvas.draw(ring, stroke=Role.GLOW, width_mm=0.35, dash=(1.2, 0.9))


def draw_sun(canvas: Canvas, x: float, y: float, radius_mm: float) -> None:
    """A small sun with rays."""
    canvas.draw(Path.circle(x, y, radius_mm * 0.55), fill=Role.GLOW)
    for i in range(8):
        dx, dy = math.cos(i * math.pi / 4), math.sin(i * math.pi / 4)
        ray = Path.line(
            x + dx * radius_mm * 0.74, y + dy * radius_mm * 0.74, x + dx * radius_mm, y + dy * radius_mm
        )
        canvas.draw(ray, stroke=Role.GLOW, width_mm=max(0.2, radius_mm * 0.14))


def draw_moon(canvas: Canvas, x: float, y: float, radius_mm: float) -> None:
    """A small crescent, open to the right."""
    r = radius_mm
    path = Path(
        (
            ("M", (x + 0.45 * r, y - 0.85 * r)),
            ("C", (x - 1.25 * r, y - 1.35 * r, x - 1.25 * r, y + 1.35 * r, x + 0.45 * r, y + 0.85 * r)),
            ("C", (x - 0.45 * r, y + 0.6 * r, x - 0.45 * r, y - 0.6 * r, x + 0.45 * r, y - 0.85 * r)),
            ("Z", ()),
        )
    )
    canvas.draw(path, fill=Role.GLOW)


def draw_face(canvas: Canvas, moon: bool, x: float, y: float, radius_mm: float) -> None:
    """The sign of a face of the stone."""
    (draw_moon if moon else draw_sun)(canvas, x, y, radius_mm)


def draw_lie(canvas: Canvas, box: Box, stone: Stone, lie: Lie) -> None:
    """A small picture of the stone as it lies: its shape, its notch and the face that is up."""
    dx, dy = stone.spread(lie)
    across, down = abs(dx) + 1, abs(dy) + 1
    room = box.fitted(across, down)
    pitch = room.width_mm / across
    origin = (
        room.x_mm + (0.5 if dx > 0 else across - 0.5) * pitch,
        room.y_mm + (0.5 if dy > 0 else down - 0.5) * pitch,
    )
    canvas.draw(stone_outline(stone, lie, origin, pitch, 0.0), fill=Role.BAND, stroke=Role.INK, width_mm=0.2)
    draw_face(canvas, lie.moon, room.centre_x_mm, room.centre_y_mm, 0.27 * min(room.width_mm, room.height_mm))


def draw_laid_stone(canvas: Canvas, stone: Stone, lie: Lie, x: float, y: float) -> None:
    """The stone lying on a lattice, its notch around (x, y); what its holes show stays visible."""
    path = stone_outline(stone, lie, (x, y), PITCH_MM, RIM_MM)
    offsets = [lie.placed(dx, dy) for dx, dy in stone.holes]
    centres = [(x + dx * PITCH_MM, y + dy * PITCH_MM) for dx, dy in offsets]
    for i, centre in enumerate(centres):
        path += hole_path(*centre, i)
    canvas.draw(path, fill=Role.BAND, stroke=Role.INK, width_mm=0.35, even_odd=True)
    for i, centre in enumerate(centres):
        _rings(canvas, *centre, i)


def _free_cell(stone: Stone) -> Cell:
    """The cell farthest from every hole and from the notch: there the face's sign has most room."""
    taken = [*stone.holes, (0, 0)]
    cells = [(x, y) for y in range(stone.rows) for x in range(stone.columns)]
    return max(cells, key=lambda c: (min((c[0] - a) ** 2 + (c[1] - b) ** 2 for a, b in taken), -c[1], -c[0]))


def stone_piece(stone: Stone) -> Piece:
    """The stone as a strip of two faces, to be folded back along its middle.

    The moon's half mirrors the sun's, so that holes cut through both layers meet. Only the sun's half
    carries the lines to cut: a hole that is cut twice would be cut badly twice.
    """
    face_mm = stone.columns * PITCH_MM + 2 * RIM_MM
    height_mm = stone.rows * PITCH_MM + 2 * RIM_MM
    width_mm = 2 * face_mm
    bite = PITCH_MM + RIM_MM
    outline = Path.polyline(
        [
            (bite, 0), (width_mm - bite, 0), (width_mm - bite, bite), (width_mm, bite), (width_mm, height_mm),
            (0, height_mm), (0, bite), (bite, bite),
        ],
        closed=True,
    )  # fmt: skip
    first = RIM_MM + PITCH_MM / 2

    def centre(cell: Cell, moon: bool) -> tuple[float, float]:
        x, y = first + cell[0] * PITCH_MM, first + cell[1] * PITCH_MM
        return (width_mm - x if moon else x), y

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            canvas.draw(outline, fill=Role.BAND)
            fold = Box(face_mm - 0.7, 0, 1.4, height_mm)
            canvas.draw(Path.rect(fold), fill=Role.WHITE)
            for moon in (False, True):
                _draw_holes(canvas, [centre(cell, moon) for cell in stone.holes])
                draw_face(canvas, moon, *centre(_free_cell(stone), moon), 2.9)
                _draw_hem(canvas, moon, face_mm, height_mm, width_mm)

    holes = tuple(
        HandLine(hole_path(*centre(cell, False), i), LineKind.CUT) for i, cell in enumerate(stone.holes)
    )
    fold_line = HandLine(Path.line(face_mm, 0, face_mm, height_mm), LineKind.FOLD_MOUNTAIN)
    return Piece(
        id="stone",
        group="stone",
        kind=PieceKind.PROP,
        width_mm=width_mm,
        height_mm=height_mm,
        front=front,
        outline=outline,
        lines=(*holes, fold_line),
        tolerance_mm=SLIP_MM,
    )


def _draw_holes(canvas: Canvas, centres: list[tuple[float, float]]) -> None:
    """Bare paper where the holes will be, so that the line to cut stands out."""
    for i, (x, y) in enumerate(centres):
        canvas.draw(hole_path(x, y, i), fill=Role.WHITE)
        _rings(canvas, x, y, i)


def _draw_hem(canvas: Canvas, moon: bool, face_mm: float, height_mm: float, width_mm: float) -> None:
    """Stitches along the edge, and around the notch."""
    inset, bite = 1.3, PITCH_MM + RIM_MM
    points: list[tuple[float, float]] = [
        (bite + inset, inset), (face_mm - inset - 0.3, inset), (face_mm - inset - 0.3, height_mm - inset),
        (inset, height_mm - inset), (inset, bite + inset), (bite + inset, bite + inset),
    ]  # fmt: skip
    if moon:
        points = [(width_mm - x, y) for x, y in points]
    canvas.draw(Path.polyline(points, closed=True), stroke=Role.GLOW, width_mm=0.35, dash=(2.1, 1.3))
