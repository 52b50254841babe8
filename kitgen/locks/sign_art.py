"""The three signs as small drawings, and the key that stands beside them on the answer sheet."""

from __future__ import annotations

import math

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.locks.signs import Sign, Signs
from kitgen.units import Box, mm_from_pt

MOON_SHIFT, MOON_BITE = 0.3, 0.83
"""The bite out of the moon: how far to the right, and its radius, in radii of the moon."""

MOON_TILT = math.radians(-30)
"""Leaning back, so that nobody takes it for a letter C."""

STAR_WAIST = 0.42
"""Inner radius of the star in outer ones: fat enough to stay a star at 3 mm."""

HOLE_AT, HOLE_RADIUS = 0.34, 0.19
"""Holes of the button in its radii: seen at 3 mm, never running together."""


def draw_sign(canvas: Canvas, x_mm: float, y_mm: float, size_mm: float, sign: Sign) -> None:
    """Draw a sign centred at a point; its shape alone tells it, at 3 mm and in grey.

    Args:
        canvas: what to draw on.
        x_mm: centre of the sign.
        y_mm: centre of the sign.
        size_mm: width and height of the sign.
        sign: which one.
    """
    shape = {Sign.MOON: _moon, Sign.STAR: _star, Sign.BUTTON: _button}[sign]
    path, even_odd = shape(size_mm / 2)
    canvas.draw(path.moved(x_mm, y_mm), fill=Role.INK, even_odd=even_odd)


def _arc(x: float, radius: float, start: float, end: float) -> list[tuple[float, float]]:
    """Points on a circle round (x, 0), angles in radians, close enough for a smooth edge."""
    steps = 24
    return [
        (x + radius * math.cos(a), radius * math.sin(a))
        for a in (start + (end - start) * i / steps for i in range(steps + 1))
    ]


def _moon(r: float) -> tuple[Path, bool]:
    r *= 0.95  # it leans out of its middle a little
    shift, bite = MOON_SHIFT * r, MOON_BITE * r
    # Where both circles cross: the moon's horns.
    x = (r * r - bite * bite + shift * shift) / (2 * shift)
    outer, inner = math.acos(x / r), math.acos((x - shift) / bite)
    # Horns end where the crossing is; shifted so that the crescent's own middle is the centre.
    points = _arc(0, r, outer, 2 * math.pi - outer) + _arc(shift, bite, 2 * math.pi - inner, inner)
    cos, sin = math.cos(MOON_TILT), math.sin(MOON_TILT)
    middle = (r - x) / 4
    turned = [((a + middle) * cos - b * sin, (a + middle) * sin + b * cos) for a, b in points]
    return Path.polyline(turned, closed=True), False


def _star(r: float) -> tuple[Path, bool]:
    points = [
        (length * math.sin(a), -length * math.cos(a))
        for i in range(10)
        for length, a in ((r if i % 2 == 0 else r * STAR_WAIST, i * math.pi / 5),)
    ]
    return Path.polyline(points, closed=True), False


def _button(r: float) -> tuple[Path, bool]:
    path = Path.circle(0, 0, r * 0.94)
    for dx in (-1, 1):
        for dy in (-1, 1):
            path += Path.circle(dx * r * HOLE_AT, dy * r * HOLE_AT, r * HOLE_RADIUS)
    return path, True


def draw_sign_key(canvas: Canvas, box: Box, signs: Signs, *, largest_pt: float = 11.0) -> None:
    """The three signs below one another, each with its characters, as large as the box allows.

    Args:
        canvas: what to draw on.
        box: room for three lines; 62 x 15 mm is plenty.
        signs: which characters belong to which sign.
        largest_pt: size of the characters to start from.
    """
    row = box.height_mm / len(Sign)
    lines = [(sign, " ".join(signs.characters(sign))) for sign in Sign]
    sign_mm = min(row * 0.8, 4.0)
    room = box.width_mm - sign_mm - 2
    size_pt = largest_pt
    while size_pt > 8 and any(
        canvas.metrics.width_mm(text, Face.EXACT_BOLD, size_pt) > room for _, text in lines
    ):
        size_pt -= 0.5
    for i, (sign, text) in enumerate(lines):
        y = box.y_mm + row * (i + 0.5)
        draw_sign(canvas, box.x_mm + sign_mm / 2, y, sign_mm, sign)
        baseline = y + mm_from_pt(size_pt) * CAP_HEIGHT / 2
        canvas.text(box.x_mm + sign_mm + 2, baseline, text, face=Face.EXACT_BOLD, size_pt=size_pt)
