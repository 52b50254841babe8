"""The bricks, the mat they are laid on, and the finished wall."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.edge_wall.lettering import HALF_SIGNS, SIGN_COUNT, read
from kitgen.mechanisms.edge_wall.reasoning import brick_id
from kitgen.mechanisms.edge_wall.wall import Brick, Cell, Row, Side, WallClues, cells, counts, seams
from kitgen.message import Message, message
from kitgen.units import Box, mm_from_pt

BRICK_WIDTH_MM = 40.0
BRICK_HEIGHT_MM = 28.0
FIGURE_MM = 11.0
"""A whole figure; half of it lies on each brick."""

SIGN_X_MM, SIGN_Y_MM = 4.0, 5.2
"""How far half a sign reaches from the seam, and to either side of its middle."""

HOLE_AT_MM = 6.4
"""From the seam to the middle of a button's hole."""

MAT_WIDTH_MM = 182.0
KEY_GAP_MM = 5.0
KEY_ROW_MM = 15.0
SAFE_MM = 1.0
MORTAR_MM = 0.7

Points = list[tuple[float, float]]


def _polar(count: int, radius: float, start_deg: float = 0.0) -> Points:
    angles = (math.radians(start_deg + 360 * i / count) for i in range(count))
    return [(radius * math.cos(a), radius * math.sin(a)) for a in angles]


def _waves(lobes: int, radius: float, depth: float) -> Path:
    return Path.smooth(
        [
            (
                (radius + depth * math.cos(lobes * a)) * math.cos(a),
                (radius + depth * math.cos(lobes * a)) * math.sin(a),
            )
            for a in (2 * math.pi * i / (lobes * 6) for i in range(lobes * 6))
        ],
        closed=True,
    )


def _cross() -> Path:
    a, b = 6.1, 9.3
    corner = [(a, -b), (a, -a), (b, -a)]
    points = corner + [(x, -y) for x, y in reversed(corner)]
    return Path.polyline(points + [(-x, y) for x, y in reversed(points)], closed=True)


def _cog() -> Path:
    inner, outer = _polar(32, 7.2, 5.625), _polar(32, 9.4, 5.625)
    return Path.polyline([(outer if (i + 1) % 4 < 2 else inner)[i] for i in range(32)], closed=True)


BUTTON_SHAPES: Mapping[str, Path] = {
    "round": Path.circle(0, 0, 9.0),
    "square": Path.rect(Box(-8, -8, 16, 16)),
    "diamond": Path.polyline([(12, 0), (0, 12), (-12, 0), (0, -12)], closed=True),
    "flower": _waves(6, 8.6, 1.1),
    "cross": _cross(),
    "bow": Path.polyline([(-10, -8.5), (0, -6), (10, -8.5), (10, 8.5), (0, 6), (-10, 8.5)], closed=True),
    "eight": Path.polyline(_polar(8, 9.6, 22.5), closed=True),
    "six": Path.polyline(_polar(6, 10.0), closed=True),
    "scallop": _waves(12, 8.7, 0.5),
    "cog": _cog(),
    "barrel": Path.rect(Box(-8.6, -8.6, 17.2, 17.2), radius_mm=4.5),
}
"""Outlines around (0, 0), in mm: left and right halves are mirror images, so that like meets like."""


def brick_art(canvas: Canvas, clues: WallClues, brick: Brick, number: int, *, quiet: bool = False) -> None:
    """Draw a brick with its top left corner at the origin.

    Args:
        canvas: where to.
        clues: for the names of figures and buttons.
        brick: as it lies.
        number: what is printed on it.
        quiet: leave out the mark of the top (a brick that lies in its place needs none).
    """
    whole = Path.rect(Box(0, 0, BRICK_WIDTH_MM, BRICK_HEIGHT_MM))
    with canvas.clipped(whole):
        # A rim of bare paper looks like mortar and forgives a cut that is a little off.
        stone = Path.rect(Box(0, 0, BRICK_WIDTH_MM, BRICK_HEIGHT_MM).inset(MORTAR_MM), radius_mm=1.6)
        canvas.draw(stone, fill=Role.SHADE, stroke=Role.STONE, width_mm=0.35)
        _cracks(canvas, number)
        for i in (0, 1):
            x = BRICK_WIDTH_MM * (1 + 2 * i) / 4
            _figure(canvas, clues.figures, brick.top[i], x, 0.0, below=True)
            _figure(canvas, clues.figures, brick.bottom[i], x, BRICK_HEIGHT_MM, below=False)
        _button(canvas, clues.buttons[brick.left.button], brick.left, 0.0, inward=1)
        _button(canvas, clues.buttons[brick.right.button], brick.right, BRICK_WIDTH_MM, inward=-1)
        _number(canvas, number, turnable=clues.turnable, quiet=quiet)


def _cracks(canvas: Canvas, number: int) -> None:
    """A little wear in the middle, the same seen either way up, so that it marks no top."""
    x, y = BRICK_WIDTH_MM / 2, BRICK_HEIGHT_MM / 2
    lean = (number * 37 % 11 - 5) * 0.35
    for turn in (0, 180):
        with canvas.moved(x, y, turn_deg=turn):
            crack = Path.smooth([(lean, -10.5), (lean + 1.1, -8.6), (lean - 0.5, -7.2), (lean + 0.7, -5.4)])
            canvas.draw(crack, stroke=Role.STONE, width_mm=0.35)


def _figure(canvas: Canvas, names: tuple[str, ...], half: int, x: float, y: float, *, below: bool) -> None:
    """Half a figure at an edge; the caller clips. Halves 0 are upper halves, halves 1 lower ones."""
    figure, lower = divmod(half, 2)
    size = FIGURE_MM
    with canvas.moved(x, y, turn_deg=0 if bool(lower) == below else 180):
        canvas.art(f"wall-{names[figure]}", Box(-size / 2, -size / 2, size, size))


def _button(canvas: Canvas, shape: str, side: Side, x: float, *, inward: int) -> None:
    with canvas.moved(x, BRICK_HEIGHT_MM / 2):
        _button_ground(canvas, shape)
        _half_sign(canvas, side.sign, inward)
        if side.hole:
            _hole(canvas, HOLE_AT_MM * inward)


def _button_ground(canvas: Canvas, shape: str) -> None:
    outline = BUTTON_SHAPES[shape]
    canvas.draw(outline, fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)


def _hole(canvas: Canvas, x: float) -> None:
    canvas.draw(Path.circle(x, 0, 1.15), fill=Role.ACCENT, stroke=Role.INK, width_mm=0.35)


def _half_sign(canvas: Canvas, sign: int, inward: int) -> None:
    """Half a sign at a seam through the origin, to the right of it (inward 1) or to the left (-1)."""
    for width, role, dash in ((1.4, Role.INK, ()), (0.2, Role.WHITE, (1.1, 1.1))):
        for stroke in HALF_SIGNS[sign]:
            points = [(x * inward * SIGN_X_MM, y * SIGN_Y_MM) for x, y in stroke]
            canvas.draw(Path.polyline(points), stroke=role, width_mm=width, dash=dash)


def _number(canvas: Canvas, number: int, *, turnable: bool, quiet: bool) -> None:
    x, y = BRICK_WIDTH_MM / 2, BRICK_HEIGHT_MM / 2
    label = Box(x - 4, y - 2.6, 8, 5.2)
    canvas.text_in(label, str(number), face=Face.LABEL, size_pt=9, role=Role.MUTED)
    if turnable:  # A line under the number tells 6 from 9; the number's top is not the brick's.
        canvas.draw(Path.line(x - 1.6, y + 2.3, x + 1.6, y + 2.3), stroke=Role.MUTED, width_mm=0.2)
    elif not quiet:
        canvas.draw(
            Path.polyline([(x - 1.5, y - 2.8), (x, y - 4.6), (x + 1.5, y - 2.8)]),
            stroke=Role.MUTED,
            width_mm=0.35,
        )


def bricks(clues: WallClues) -> tuple[Piece, ...]:
    """The bricks to cut out, by number; one that is printed on the mat is not among them."""
    return tuple(_brick_piece(clues, i) for i in range(len(clues.bricks)) if i != clues.corner)


def _brick_piece(clues: WallClues, index: int) -> Piece:
    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            brick_art(canvas, clues, clues.bricks[index], index + 1)

    return Piece(
        id=brick_id(index),
        group="bricks",
        kind=PieceKind.PROP,
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
        _label(canvas, message("edge-wall.sampler"), title)
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
        _label(canvas, message("edge-wall.sampler-foot"), foot)

    return Piece("sampler", "sampler", PieceKind.PROP, CARD_WIDTH_MM, CARD_HEIGHT_MM, front)


def _sample(canvas: Canvas, box: Box, sign: int, *, inward: int) -> None:
    """A half sign in the sampler's margin, with its seam as a dotted line."""
    seam_x = box.centre_x_mm - inward * 1.7
    with canvas.moved(seam_x, box.centre_y_mm, scale=0.62):
        canvas.draw(Path.line(0, -6.2, 0, 6.2), stroke=Role.ACCENT, width_mm=0.32, dash=(1.2, 1.2))
        _half_sign(canvas, sign, inward)


def _wall_size(rows: tuple[Row, ...]) -> tuple[float, float]:
    halves = max(shift + 2 * count for shift, count in rows)
    return halves * BRICK_WIDTH_MM / 2, len(rows) * BRICK_HEIGHT_MM


def _slot(cell: Cell) -> Box:
    return Box(cell[1] * BRICK_WIDTH_MM / 2, cell[0] * BRICK_HEIGHT_MM, BRICK_WIDTH_MM, BRICK_HEIGHT_MM)


def mat(clues: WallClues) -> Piece:
    """The sheet to lay the wall on: its places, the printed corner, and every figure and button whole."""
    wall_width, wall_height = _wall_size(clues.rows)
    height = SAFE_MM + wall_height + KEY_GAP_MM + 2 * KEY_ROW_MM

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm - wall_width / 2, box.y_mm + SAFE_MM):
            _places(canvas, clues)
        top = box.y_mm + SAFE_MM + wall_height + KEY_GAP_MM
        _figure_key(canvas, clues, Box(box.x_mm, top, box.width_mm, KEY_ROW_MM))
        _button_key(canvas, clues, Box(box.x_mm, top + KEY_ROW_MM, box.width_mm, KEY_ROW_MM))

    return Piece("mat", "mat", PieceKind.SHEET, MAT_WIDTH_MM, height, front)


def _places(canvas: Canvas, clues: WallClues) -> None:
    first = cells(clues.rows)[0]
    if clues.corner is not None:
        with canvas.moved(_slot(first).x_mm, _slot(first).y_mm):
            brick_art(canvas, clues, clues.bricks[clues.corner], clues.corner + 1, quiet=True)
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


def _label(canvas: Canvas, text: Message, box: Box) -> None:
    said = canvas.say(text)
    size = 11.0
    while size > 8 and canvas.metrics.width_mm(said, Face.LABEL, size) > box.width_mm:
        size -= 0.5
    canvas.text(
        box.x_mm, box.centre_y_mm + mm_from_pt(size) / 3, said, face=Face.LABEL, size_pt=size, role=Role.BODY
    )


LABEL_MM = 50.0
"""Room for the words at the left of the key's rows."""


def _figure_key(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Every figure whole, with the seam through it."""
    _label(canvas, message("edge-wall.mat.figures"), Box(box.x_mm + 1, box.y_mm, LABEL_MM - 2, box.height_mm))
    step = (box.width_mm - LABEL_MM) / len(clues.figures)
    size = min(FIGURE_MM, step - 1)
    for i, name in enumerate(clues.figures):
        x = box.x_mm + LABEL_MM + step * (i + 0.5)
        canvas.art(f"wall-{name}", Box(x - size / 2, box.centre_y_mm - size / 2, size, size))
        seam = Path.line(x - step / 2 + 0.8, box.centre_y_mm, x + step / 2 - 0.8, box.centre_y_mm)
        canvas.draw(seam, stroke=Role.ACCENT, width_mm=0.2, dash=(0.8, 0.8))


def _button_key(canvas: Canvas, clues: WallClues, box: Box) -> None:
    """Every button whole, with both its holes and the seam through it."""
    _label(canvas, message("edge-wall.mat.buttons"), Box(box.x_mm + 1, box.y_mm, LABEL_MM - 2, box.height_mm))
    step = (box.width_mm - LABEL_MM) / len(clues.buttons)
    for i, shape in enumerate(clues.buttons):
        with canvas.moved(box.x_mm + LABEL_MM + step * (i + 0.5), box.centre_y_mm, scale=0.55):
            _button_ground(canvas, shape)
            for x in (-HOLE_AT_MM, HOLE_AT_MM):
                _hole(canvas, x)
            canvas.draw(Path.line(0, -12.5, 0, 12.5), stroke=Role.ACCENT, width_mm=0.36, dash=(1.4, 1.4))


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
                    brick_art(canvas, clues, face, numbers[cell], quiet=True)
                canvas.draw(Path.rect(slot), stroke=Role.MUTED, width_mm=0.2)
            for left, right in seams(clues.rows):
                if counts(faces[left], faces[right]):
                    slot = _slot(right)
                    ring = Path.ellipse(slot.x_mm, slot.centre_y_mm, 10.5, 7.4)
                    canvas.draw(ring, stroke=Role.ACCENT, width_mm=0.6, dash=(1.8, 1.2))

    return Picture(width + 2 * margin, height + 2 * margin, draw, message("edge-wall.solved"))
