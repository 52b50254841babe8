"""The stone on paper: its outline, its holes, its two faces, and small pictures of how it lies.

One function draws a side of the stone, and everything that shows the stone calls it: the piece itself,
the small pictures, the example and the host's pictures. So a picture is what players really see.
"""

from __future__ import annotations

import math
from functools import cache

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

RIM_MM = 4.0
"""Paper around the outer cells of the stone: room for its hem beside the stitches of a hole."""

_ROWS_MM = (0.8, 1.7)  # outside the hole; two cells on, the next hole begins 3.8 mm further out

_HEM_MM = 1.4  # from the edge to the stitches along it

_SIGN_MM = 5.0  # the largest sun or moon

Point = tuple[float, float]


def face_size(stone: Stone) -> tuple[float, float]:
    """Width and height of a side of the stone as it is printed, in mm."""
    return stone.columns * PITCH_MM + 2 * RIM_MM, stone.rows * PITCH_MM + 2 * RIM_MM


def cell_on_face(stone: Stone, cell: Cell, moon: bool) -> Point:
    """Centre of a cell of the stone on a printed side; the moon's side is the sun's seen from behind."""
    x, y = (RIM_MM + (i + 0.5) * PITCH_MM for i in cell)
    return (face_size(stone)[0] - x if moon else x), y


def hole_path(x: float, y: float, number: int) -> Path:
    """The edge of a hole around a cell's centre: square where a letter is read, round where an eye shows."""
    half = HOLE_HALF_MM
    if number < 2:
        return Path.rect(Box(x - half, y - half, 2 * half, 2 * half), 0.3 * half)
    return Path.circle(x, y, half)


def _edge(stone: Stone, moon: bool, inset_mm: float = 0.0) -> Path:
    """The edge of a printed side, or a line that far inside it; the missing corner is the notch."""
    width, height = face_size(stone)
    bite = PITCH_MM + RIM_MM + inset_mm
    right, bottom = width - inset_mm, height - inset_mm
    points = [
        (bite, inset_mm), (right, inset_mm), (right, bottom), (inset_mm, bottom), (inset_mm, bite),
        (bite, bite),
    ]  # fmt: skip
    return Path.polyline([(width - x, y) if moon else (x, y) for x, y in points], closed=True)


def _draw_rows(canvas: Canvas, x: float, y: float, number: int, thread: Role) -> None:
    """One row of stitches around the first hole that is read, two around the second."""
    for out in _ROWS_MM[: number + 1] if number < 2 else ():
        half = HOLE_HALF_MM + out
        row = Path.rect(Box(x - half, y - half, 2 * half, 2 * half), 0.3 * HOLE_HALF_MM + 1.6 * out)
        canvas.draw(row, stroke=thread, width_mm=0.35, dash=(1.2, 0.9))


def _draw_sun(canvas: Canvas, x: float, y: float, radius_mm: float) -> None:
    """A sun with rays, dark on the light side."""
    canvas.draw(Path.circle(x, y, radius_mm * 0.56), fill=Role.ACCENT)
    for i in range(8):
        dx, dy = math.cos(i * math.pi / 4), math.sin(i * math.pi / 4)
        ray = Path.line(
            x + dx * radius_mm * 0.76, y + dy * radius_mm * 0.76, x + dx * radius_mm, y + dy * radius_mm
        )
        canvas.draw(ray, stroke=Role.ACCENT, width_mm=max(0.2, radius_mm * 0.2))


def _draw_moon(canvas: Canvas, x: float, y: float, radius_mm: float) -> None:
    """A crescent, open to the right, light on the dark side."""
    r = radius_mm
    path = Path(
        (
            ("M", (x + 0.45 * r, y - 0.85 * r)),
            ("C", (x - 1.3 * r, y - 1.4 * r, x - 1.3 * r, y + 1.4 * r, x + 0.45 * r, y + 0.85 * r)),
            ("C", (x - 0.35 * r, y + 0.6 * r, x - 0.35 * r, y - 0.6 * r, x + 0.45 * r, y - 0.85 * r)),
            ("Z", ()),
        )
    )
    canvas.draw(path, fill=Role.GLOW)


@cache
def _sign_place(stone: Stone) -> tuple[float, float, float]:
    """Centre and radius of the largest sun that fits between holes, stitches and edge, on the sun's side."""
    width, height = face_size(stone)
    hem, bite = _HEM_MM + 0.5, PITCH_MM + RIM_MM + _HEM_MM + 0.5
    holes = [cell_on_face(stone, cell, False) for cell in stone.holes]

    def room(x: float, y: float) -> float:
        free = [x - hem, y - hem, width - hem - x, height - hem - y]
        free.append(math.hypot(max(0.0, x - bite), max(0.0, y - bite)))
        for i, (a, b) in enumerate(holes):
            if i < 2:
                half = HOLE_HALF_MM + _ROWS_MM[i]
                free.append(math.hypot(max(0.0, abs(x - a) - half), max(0.0, abs(y - b) - half)) - 0.5)
            else:
                free.append(math.hypot(x - a, y - b) - HOLE_HALF_MM - 0.5)
        return min(free)

    grid = [(float(x), float(y)) for y in range(int(height)) for x in range(int(width))]
    x, y = max(grid, key=lambda place: room(*place))
    return x, y, min(_SIGN_MM, room(x, y))


def draw_side(canvas: Canvas, stone: Stone, moon: bool, *, bare: bool = True, small: float = 1.0) -> None:
    """A side of the stone as it is printed, its top left corner at the origin.

    The sun's side is light and the moon's dark, so that even a small picture tells which one is up.

    Args:
        canvas: where to draw.
        stone: the card with holes.
        moon: which side.
        bare: whether holes are bare paper; otherwise they let through what lies below.
        small: what the drawing is scaled by; a small picture leaves stitches out and keeps its lines.
    """
    ground, thread = (Role.BAND, Role.GLOW) if moon else (Role.SHADE, Role.ACCENT)
    centres = [cell_on_face(stone, cell, moon) for cell in stone.holes]
    body = _edge(stone, moon)
    for i, centre in enumerate(centres):
        body += hole_path(*centre, i)
    canvas.draw(body, fill=ground, even_odd=True)
    for i, centre in enumerate(centres if bare else ()):
        canvas.draw(hole_path(*centre, i), fill=Role.WHITE)
    x, y, radius = _sign_place(stone)
    (_draw_moon if moon else _draw_sun)(canvas, face_size(stone)[0] - x if moon else x, y, radius)
    if small < 1:
        canvas.draw(body, stroke=Role.INK, width_mm=0.2 / small)
        return
    for i, centre in enumerate(centres):
        _draw_rows(canvas, *centre, i, thread)
    canvas.draw(_edge(stone, moon, _HEM_MM), stroke=thread, width_mm=0.35, dash=(2.1, 1.3))


def _turn_deg(lie: Lie) -> float:
    """How far a printed side is turned clockwise; the moon's is printed with its corner at the right."""
    return 90.0 * ((lie.corner - lie.moon) % 4)


def draw_lie(canvas: Canvas, box: Box, stone: Stone, lie: Lie) -> None:
    """A small picture of the stone as it lies: the side that is up, turned as it is turned."""
    width, height = face_size(stone)
    turn = _turn_deg(lie)
    across = (width, height) if turn in (0.0, 180.0) else (height, width)
    room = box.fitted(*across)
    scale = room.width_mm / across[0]
    with (
        canvas.moved(room.centre_x_mm, room.centre_y_mm, turn_deg=turn, scale=scale),
        canvas.moved(-width / 2, -height / 2),
    ):
        draw_side(canvas, stone, lie.moon, small=scale)


def draw_laid_stone(canvas: Canvas, stone: Stone, lie: Lie, x: float, y: float) -> None:
    """The stone lying on a lattice, its notch around (x, y); what its holes show stays visible."""
    notch_x, notch_y = cell_on_face(stone, (0, 0), lie.moon)
    with canvas.moved(x, y, turn_deg=_turn_deg(lie)), canvas.moved(-notch_x, -notch_y):
        draw_side(canvas, stone, lie.moon, bare=False)
        canvas.draw(_edge(stone, lie.moon), stroke=Role.INK, width_mm=0.35)
        for i, cell in enumerate(stone.holes):
            hole = hole_path(*cell_on_face(stone, cell, lie.moon), i)
            canvas.draw(hole, stroke=Role.INK, width_mm=0.35)


def stone_piece(stone: Stone) -> Piece:
    """The stone as a strip of two sides, to be folded back along its middle.

    The moon's half mirrors the sun's, so that holes cut through both layers meet. Only the sun's half
    carries the lines to cut: a hole that is cut twice would be cut badly twice.
    """
    face_mm, height_mm = face_size(stone)
    width_mm = 2 * face_mm
    bite = PITCH_MM + RIM_MM
    outline = Path.polyline(
        [
            (bite, 0), (width_mm - bite, 0), (width_mm - bite, bite), (width_mm, bite), (width_mm, height_mm),
            (0, height_mm), (0, bite), (bite, bite),
        ],
        closed=True,
    )  # fmt: skip

    def front(canvas: Canvas, box: Box) -> None:
        for moon in (False, True):
            with canvas.moved(box.x_mm + face_mm * moon, box.y_mm):
                draw_side(canvas, stone, moon)
        fold = Box(box.x_mm + face_mm - 0.7, box.y_mm, 1.4, height_mm)
        canvas.draw(Path.rect(fold), fill=Role.WHITE)

    holes = tuple(
        HandLine(hole_path(*cell_on_face(stone, cell, False), i), LineKind.CUT)
        for i, cell in enumerate(stone.holes)
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
