"""Small pictures of what lies on the scales, cut from paper: each has a silhouette of its own."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.units import Box

_LINE = 0.3


def draw_thing(canvas: Canvas, name: str, box: Box) -> None:
    """One thing, as large as fits, drawn in a square of 10 units."""
    side = min(box.width_mm, box.height_mm)
    scale = side / 10
    with canvas.moved(box.centre_x_mm - side / 2, box.bottom_mm - side, scale=scale):
        _THINGS[name](canvas, _LINE / scale)


def draw_iron(canvas: Canvas, number: int, box: Box) -> None:
    """An iron weight with its stitches on it."""
    side = min(box.width_mm, box.height_mm)
    x, bottom = box.centre_x_mm, box.bottom_mm
    canvas.draw(Path.circle(x, bottom - side * 0.84, side * 0.13), stroke=Role.INK, width_mm=0.5)
    low, high = side * 0.49, side * 0.36
    body = [
        (x - low, bottom),
        (x + low, bottom),
        (x + high, bottom - side * 0.72),
        (x - high, bottom - side * 0.72),
    ]
    canvas.draw(Path.polyline(body, closed=True), fill=Role.BAND)
    label = Box(x - low, bottom - side * 0.72, 2 * low, side * 0.72)
    canvas.text_in(label, str(number), face=Face.EXACT_BOLD, size_pt=8.5, role=Role.ON_BAND)


def _stone(canvas: Canvas, line: float) -> None:
    points = [(0.8, 9.8), (0.4, 7.2), (2.4, 4.6), (5.6, 3.8), (8.6, 5.4), (9.6, 8.2), (9.0, 9.8)]
    canvas.draw(Path.polyline(points, closed=True), fill=Role.STONE, stroke=Role.INK, width_mm=line)
    canvas.draw(
        Path.polyline([(2.4, 4.6), (4.0, 7.0), (8.6, 5.4)]) + Path.line(4.0, 7.0, 3.6, 9.6),
        stroke=Role.INK,
        width_mm=line * 0.7,
    )


def _button(canvas: Canvas, line: float) -> None:
    canvas.draw(Path.circle(5, 5.3, 4.5), fill=Role.WHITE, stroke=Role.INK, width_mm=line)
    canvas.draw(Path.circle(5, 5.3, 3.3), stroke=Role.INK, width_mm=line * 0.7)
    for x, y in ((3.9, 4.2), (6.1, 4.2), (3.9, 6.4), (6.1, 6.4)):
        canvas.draw(Path.circle(x, y, 0.62), fill=Role.INK)


def _spool(canvas: Canvas, line: float) -> None:
    canvas.draw(Path.rect(Box(2.5, 2.0, 5, 6.2)), fill=Role.GLOW, stroke=Role.INK, width_mm=line)
    for y in (3.2, 4.4, 5.6, 6.8):
        canvas.draw(Path.line(2.5, y + 0.5, 7.5, y - 0.3), stroke=Role.INK, width_mm=line * 0.7)
    for y in (0.5, 8.1):
        canvas.draw(Path.rect(Box(1.1, y, 7.8, 1.7), 0.6), fill=Role.STONE, stroke=Role.INK, width_mm=line)


def _thimble(canvas: Canvas, line: float) -> None:
    body = Path(
        (
            ("M", (1.9, 8.6)),
            ("L", (2.9, 2.6)),
            ("C", (3.2, 0.2, 6.8, 0.2, 7.1, 2.6)),
            ("L", (8.1, 8.6)),
            ("Z", ()),
        )
    )
    canvas.draw(body, fill=Role.SHADE, stroke=Role.INK, width_mm=line)
    for row, y in enumerate((2.6, 4.2, 5.8)):
        for i in range(3):
            x = 5 + (i - 1) * 1.5 + (0.35 if row % 2 else -0.35)
            canvas.draw(Path.circle(x, y, 0.38), fill=Role.INK)
    canvas.draw(Path.rect(Box(1.2, 7.6, 7.6, 2.2), 0.8), fill=Role.STONE, stroke=Role.INK, width_mm=line)


def _bell(canvas: Canvas, line: float) -> None:
    canvas.draw(Path.circle(5, 8.8, 1.0), fill=Role.INK)
    body = Path(
        (
            ("M", (0.8, 8.4)),
            ("C", (3.2, 6.6, 1.6, 2.0, 5, 1.8)),
            ("C", (8.4, 2.0, 6.8, 6.6, 9.2, 8.4)),
            ("Z", ()),
        )
    )
    canvas.draw(body, fill=Role.STONE, stroke=Role.INK, width_mm=line)
    canvas.draw(Path.circle(5, 1.2, 0.8), stroke=Role.INK, width_mm=line)
    canvas.draw(Path.line(2.3, 6.7, 7.7, 6.7), stroke=Role.INK, width_mm=line * 0.7)


def draw_key(canvas: Canvas, box: Box, role: Role) -> None:
    """A long key in one colour."""
    scale = min(box.width_mm / 6, box.height_mm / 10)
    with canvas.moved(box.centre_x_mm - 3 * scale, box.centre_y_mm - 5 * scale, scale=scale):
        ring = Path.circle(3, 2.5, 2.4) + Path.circle(3, 2.5, 1.2)
        canvas.draw(ring, fill=role, even_odd=True)
        canvas.draw(Path.rect(Box(2.4, 4.6, 1.2, 5.2)), fill=role)
        canvas.draw(Path.rect(Box(3.4, 6.5, 1.9, 1.0)), fill=role)
        canvas.draw(Path.rect(Box(3.4, 8.5, 2.4, 1.3)), fill=role)


def _key(canvas: Canvas, line: float) -> None:
    del line
    draw_key(canvas, Box(0, 0, 10, 10), Role.INK)


_THINGS: dict[str, Callable[[Canvas, float], None]] = {
    "stone": _stone,
    "button": _button,
    "spool": _spool,
    "thimble": _thimble,
    "bell": _bell,
    "key": _key,
}
