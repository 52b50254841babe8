"""What is printed on a brick: half figures, half buttons with half signs, a number."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.edge_wall.lettering import HALF_SIGNS
from kitgen.mechanisms.edge_wall.wall import Brick, Side, WallClues
from kitgen.units import Box

BRICK_WIDTH_MM = 40.0
BRICK_HEIGHT_MM = 28.0
FIGURE_MM = 11.0
"""A whole figure; half of it lies on each brick."""

SIGN_X_MM, SIGN_Y_MM = 4.0, 5.2
"""How far half a sign reaches from the seam, and to either side of its middle."""

HOLE_AT_MM, HOLE_RADIUS_MM = 6.2, 1.0
"""From the seam to the middle of a button's hole, clear of the sign and of every outline; and its radius."""

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
    inner, outer = _polar(32, 7.8, 5.625), _polar(32, 10.2, 5.625)
    return Path.polyline([(outer if (i + 1) % 4 < 2 else inner)[i] for i in range(32)], closed=True)


BUTTON_SHAPES: Mapping[str, Path] = {
    "round": Path.circle(0, 0, 9.0),
    "square": Path.rect(Box(-8.7, -8.7, 17.4, 17.4)),
    "diamond": Path.polyline([(12, 0), (0, 12), (-12, 0), (0, -12)], closed=True),
    "flower": _waves(6, 8.6, 1.1),
    "cross": _cross(),
    "bow": Path.polyline([(-10, -8.5), (0, -6), (10, -8.5), (10, 8.5), (0, 6), (-10, 8.5)], closed=True),
    "eight": Path.polyline(_polar(8, 9.6, 22.5), closed=True),
    "six": Path.polyline(_polar(6, 10.0), closed=True),
    "scallop": _waves(12, 8.8, 0.9),
    "cog": _cog(),
    "barrel": Path.rect(Box(-8.6, -8.6, 17.2, 17.2), radius_mm=4.5),
}
"""Outlines around (0, 0), in mm: left and right halves are mirror images, so that like meets like."""


def draw_brick(canvas: Canvas, clues: WallClues, brick: Brick, number: int) -> None:
    """Draw a brick with its top left corner at the origin.

    Args:
        canvas: where to.
        clues: for the names of figures and buttons.
        brick: as it lies.
        number: what is printed on it.
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
        _number(canvas, number, turnable=clues.turnable)


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
        button_ground(canvas, shape)
        half_sign(canvas, side.sign, inward)
        if side.hole:
            hole(canvas, HOLE_AT_MM * inward)


def button_ground(canvas: Canvas, shape: str) -> None:
    """A whole button around the origin, without its holes."""
    outline = BUTTON_SHAPES[shape]
    canvas.draw(outline, fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)


def hole(canvas: Canvas, x: float) -> None:
    """A button's hole, at `x` from the seam through the origin."""
    canvas.draw(Path.circle(x, 0, HOLE_RADIUS_MM), fill=Role.ACCENT, stroke=Role.INK, width_mm=0.35)


def half_sign(canvas: Canvas, sign: int, inward: int) -> None:
    """Half a sign at a seam through the origin, to the right of it (inward 1) or to the left (-1)."""
    for width, role, dash in ((1.4, Role.INK, ()), (0.2, Role.WHITE, (1.1, 1.1))):
        for stroke in HALF_SIGNS[sign]:
            points = [(x * inward * SIGN_X_MM, y * SIGN_Y_MM) for x, y in stroke]
            canvas.draw(Path.polyline(points), stroke=role, width_mm=width, dash=dash)


def _number(canvas: Canvas, number: int, *, turnable: bool) -> None:
    """The brick's number: upright with a mark of the top, or on its side where bricks have no top."""
    label = Box(-4, -2.6, 8, 5.2)
    with canvas.moved(BRICK_WIDTH_MM / 2, BRICK_HEIGHT_MM / 2, turn_deg=-90 if turnable else 0):
        canvas.text_in(label, str(number), face=Face.LABEL, size_pt=9, role=Role.MUTED)
        if turnable:  # A line under the number tells 6 from 9.
            canvas.draw(Path.line(-1.8, 2.3, 1.8, 2.3), stroke=Role.MUTED, width_mm=0.2)
        else:
            top = Path.polyline([(-1.5, -2.8), (0, -4.6), (1.5, -2.8)])
            canvas.draw(top, stroke=Role.MUTED, width_mm=0.35)
