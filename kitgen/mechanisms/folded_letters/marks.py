"""Small pictures at the rim of the mirror: a mark for each row, and the moths."""

from __future__ import annotations

import math

from kitgen.canvas import Canvas, Path, Role


def draw_mark(canvas: Canvas, name: str, x: float, y: float, r: float) -> None:
    """Draw a row's mark around (x, y), at most `r` mm from it."""
    for path in _PATHS[name](x, y, r):
        canvas.draw(path, fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)


def draw_moth(canvas: Canvas, x: float, y: float, r: float) -> None:
    """Draw a moth around (x, y), at most `r` mm from it."""
    for side in (-1, 1):
        wing = [(0.12, -0.2), (0.55, -0.85), (0.98, -0.6), (0.7, -0.02), (0.75, 0.55), (0.4, 0.7), (0.1, 0.3)]
        canvas.draw(_soft(x, y, r, [(side * a, b) for a, b in wing]), fill=Role.ACCENT)
        canvas.draw(
            Path.line(x, y - r * 0.35, x + side * r * 0.3, y - r * 0.95), stroke=Role.INK, width_mm=0.2
        )
    canvas.draw(Path.ellipse(x, y, r * 0.13, r * 0.55), fill=Role.INK)


def _soft(x: float, y: float, r: float, points: list[tuple[float, float]]) -> Path:
    return Path.smooth([(x + r * a, y + r * b) for a, b in points], closed=True)


def _sharp(x: float, y: float, r: float, points: list[tuple[float, float]]) -> Path:
    return Path.polyline([(x + r * a, y + r * b) for a, b in points], closed=True)


def _round(count: int, radii: tuple[float, float]) -> list[tuple[float, float]]:
    """Corners of a star with `count` rays, the first one up."""
    angles = [math.pi * i / count - math.pi / 2 for i in range(2 * count)]
    return [(radii[i % 2] * math.cos(a), radii[i % 2] * math.sin(a)) for i, a in enumerate(angles)]


def _sun(x: float, y: float, r: float) -> list[Path]:
    return [_sharp(x, y, r, _round(10, (1.0, 0.66))), Path.circle(x, y, r * 0.5)]


def _moon(x: float, y: float, r: float) -> list[Path]:
    outside = [(0.3, -0.9), (-0.4, -0.75), (-0.8, 0.0), (-0.4, 0.75), (0.3, 0.9)]
    inside = [(-0.1, 0.5), (-0.25, 0.0), (-0.1, -0.5)]
    return [_soft(x + r * 0.2, y, r, outside + inside)]


def _star(x: float, y: float, r: float) -> list[Path]:
    return [_sharp(x, y, r, _round(5, (1.0, 0.42)))]


def _heart(x: float, y: float, r: float) -> list[Path]:
    half = [(0.0, -0.45), (0.45, -0.85), (0.9, -0.45), (0.6, 0.25)]
    return [_soft(x, y, r, [*half, (0.0, 0.9), *((-a, b) for a, b in half[:0:-1])])]


def _leaf(x: float, y: float, r: float) -> list[Path]:
    blade = [(0.75, -0.8), (0.6, 0.1), (-0.1, 0.55), (-0.55, 0.5), (-0.55, -0.1), (0.0, -0.65)]
    return [_soft(x, y, r, blade), Path.line(x - r * 0.85, y + r * 0.85, x + r * 0.4, y - r * 0.45)]


def _drop(x: float, y: float, r: float) -> list[Path]:
    half = [(0.25, -0.4), (0.6, 0.3), (0.4, 0.8)]
    return [_soft(x, y, r, [(0.0, -1.0), *half, (0.0, 0.95), *((-a, b) for a, b in half[::-1])])]


def _button(x: float, y: float, r: float) -> list[Path]:
    holes = [Path.circle(x + r * 0.27 * a, y + r * 0.27 * b, r * 0.13) for a in (-1, 1) for b in (-1, 1)]
    return [Path.circle(x, y, r * 0.9), Path.circle(x, y, r * 0.68), *holes]


def _flag(x: float, y: float, r: float) -> list[Path]:
    cloth = _sharp(x, y, r, [(-0.6, -0.9), (0.9, -0.4), (-0.6, 0.15)])
    return [cloth, Path.line(x - r * 0.6, y - r * 0.9, x - r * 0.6, y + r)]


def _spool(x: float, y: float, r: float) -> list[Path]:
    rims = [_sharp(x, y, r, [(-0.7, b), (0.7, b), (0.7, b + 0.3), (-0.7, b + 0.3)]) for b in (-0.95, 0.65)]
    thread = _sharp(x, y, r, [(-0.45, -0.65), (0.45, -0.65), (0.45, 0.65), (-0.45, 0.65)])
    lines = [Path.line(x - r * 0.45, y + r * b, x + r * 0.45, y + r * (b - 0.2)) for b in (-0.2, 0.15, 0.5)]
    return [*rims, thread, *lines]


def _gem(x: float, y: float, r: float) -> list[Path]:
    body = _sharp(x, y, r, [(-0.5, -0.7), (0.5, -0.7), (0.95, -0.15), (0.0, 0.9), (-0.95, -0.15)])
    girdle = Path.line(x - r * 0.95, y - r * 0.15, x + r * 0.95, y - r * 0.15)
    return [body, girdle, Path.line(x - r * 0.35, y - r * 0.15, x, y + r * 0.85)]


_PATHS = {
    "sun": _sun,
    "moon": _moon,
    "star": _star,
    "heart": _heart,
    "leaf": _leaf,
    "drop": _drop,
    "button": _button,
    "flag": _flag,
    "spool": _spool,
    "gem": _gem,
}
