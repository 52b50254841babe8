"""Pictures of the noise-makers, the armchair and the door, cut from paper. Drawn in a square of 20 units."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.canvas import Canvas, Path, Role
from kitgen.units import Box

UNITS = 20.0
LINE = 0.9


def draw_thing(canvas: Canvas, kind: str, box: Box) -> None:
    """Draw a noise-maker, `chair` or `door` as large as fits into the box."""
    fitted = box.fitted(UNITS, UNITS)
    with canvas.moved(fitted.x_mm, fitted.y_mm, scale=fitted.width_mm / UNITS):
        THINGS[kind](canvas)


def _shape(canvas: Canvas, path: Path, fill: Role = Role.STONE) -> None:
    canvas.draw(path, fill=fill, stroke=Role.INK, width_mm=LINE)


def _lines(canvas: Canvas, *points: tuple[float, float], width: float = LINE) -> None:
    canvas.draw(Path.polyline(points), stroke=Role.INK, width_mm=width)


def _rect(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    return Path.rect(Box(x, y, width, height), radius)


def _bell(c: Canvas) -> None:
    _shape(c, Path.circle(10, 16, 2), Role.INK)
    _shape(
        c,
        Path.smooth([(2, 15.5), (4.5, 12), (5.5, 6), (10, 3), (14.5, 6), (15.5, 12), (18, 15.5)])
        + Path.line(18, 15.5, 2, 15.5),
    )
    c.draw(Path.circle(10, 2.4, 1.3), stroke=Role.INK, width_mm=LINE)


def _kettle(c: Canvas) -> None:
    c.draw(Path.smooth([(4.5, 9), (6, 2.5), (12, 2.5), (13.5, 9)]), stroke=Role.INK, width_mm=1.3)
    _shape(c, Path.polyline([(13, 11), (18.6, 6.5), (19, 8.5), (14, 16)], closed=True))
    _shape(
        c,
        Path.smooth(
            [(9, 7.5), (14, 9.5), (15.5, 15.5), (13, 18), (5, 18), (2.5, 15.5), (4, 9.5)], closed=True
        ),
    )


def _clock(c: Canvas) -> None:
    _lines(c, (5, 18.4), (7, 15))
    _lines(c, (15, 18.4), (13, 15))
    _shape(c, Path.circle(5.4, 4, 2))
    _shape(c, Path.circle(14.6, 4, 2))
    _shape(c, Path.circle(10, 10.5, 7), Role.WHITE)
    _lines(c, (10, 6), (10, 10.5), (13.5, 12.5), width=1.2)


def _piano(c: Canvas) -> None:
    _shape(c, _rect(2.5, 2.5, 15, 8.5, 1))
    _shape(c, _rect(1, 10.5, 18, 4.5), Role.WHITE)
    for x in (4.6, 8.2, 11.8, 15.4):
        _lines(c, (x, 10.8), (x, 13), width=1.5)
    _lines(c, (3, 15), (3, 19))
    _lines(c, (17, 15), (17, 19))


def _trap(c: Canvas) -> None:
    _shape(c, _rect(1.2, 6.5, 17.6, 10, 1))
    c.draw(_rect(3.5, 8.5, 6.5, 6, 0.8), stroke=Role.INK, width_mm=1.2)
    _lines(c, (10, 11.5), (13, 11.5))
    _shape(c, Path.polyline([(12.6, 13.6), (17.2, 13.6), (17.2, 9.2)], closed=True), Role.WHITE)


def _drum(c: Canvas) -> None:
    _shape(c, _rect(3, 8, 14, 10, 1))
    _lines(c, (3, 9), (6.5, 17.5), (10, 9), (13.5, 17.5), (17, 9))
    _shape(c, Path.ellipse(10, 8, 7, 2.4), Role.WHITE)
    _lines(c, (2, 2), (8.5, 7.6), width=1.2)
    _lines(c, (18, 2), (11.5, 7.6), width=1.2)


def _horn(c: Canvas) -> None:
    _shape(c, Path.circle(4.2, 14.5, 3.2), Role.INK)
    _shape(c, Path.polyline([(6, 12), (8, 14.6), (18.5, 11), (14, 2)], closed=True))
    c.draw(Path.ellipse(16.2, 6.5, 1.6, 4.4), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)


def _rattle(c: Canvas) -> None:
    _lines(c, (10, 11), (10, 18.6), width=2)
    _shape(c, Path.circle(10, 7, 5.6))
    _lines(c, (4.6, 6), (15.4, 6))
    _lines(c, (4.8, 8.6), (15.2, 8.6))
    c.draw(Path.circle(10, 18, 1.2), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)


def _cup(c: Canvas) -> None:
    c.draw(Path.ellipse(15, 9.5, 3.2, 3), stroke=Role.INK, width_mm=1.3)
    _shape(c, Path.polyline([(3, 5), (15.4, 5), (14, 13), (11.6, 15.4), (6.8, 15.4), (4.4, 13)], closed=True))
    _shape(c, Path.ellipse(9.2, 17, 7.4, 1.5), Role.WHITE)
    _lines(c, (9.5, 5), (8, 8), (10, 9.5), (8.6, 12.5))


def _shutter(c: Canvas) -> None:
    for x in (1.5, 10.6):
        _shape(c, _rect(x, 2, 7.9, 16.4, 0.6))
        for y in (5, 8.2, 11.4, 14.6):
            _lines(c, (x + 1.8, y), (x + 6.1, y))


def _chair(c: Canvas) -> None:
    _lines(c, (4.5, 16), (4, 19))
    _lines(c, (15.5, 16), (16, 19))
    _shape(c, _rect(4, 1.5, 12, 13, 4))
    _shape(c, _rect(5, 10.5, 10, 5.5, 1), Role.SHADE)
    _shape(c, _rect(1.6, 8, 4, 8.6, 2))
    _shape(c, _rect(14.4, 8, 4, 8.6, 2))


def _door(c: Canvas) -> None:
    _shape(c, _rect(3.5, 0.8, 13, 18.4, 1), Role.INK)
    _shape(c, _rect(5.2, 2.5, 9.6, 16.7), Role.GLOW)
    for y in (4.5, 11.5):
        c.draw(_rect(7, y, 6, 5, 0.6), stroke=Role.INK, width_mm=LINE)
    c.draw(Path.circle(13.6, 10.4, 0.9), fill=Role.INK)


THINGS: dict[str, Callable[[Canvas], None]] = {
    "bell": _bell, "kettle": _kettle, "clock": _clock, "piano": _piano, "trap": _trap, "drum": _drum,
    "horn": _horn, "rattle": _rattle, "cup": _cup, "shutter": _shutter, "chair": _chair, "door": _door,
}  # fmt: skip
