"""Who lives in the house: residents in their hats, animals, and what they pass their time with.

Each picture is drawn on a square of 100 by 100 and scaled to its box.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from kitgen.canvas import Canvas, Path, Role
from kitgen.units import Box

Point = tuple[float, float]

LINE_MM = 0.35
THIN_MM = 0.2


class Pen:
    """Draws on a square of 100 by 100 that lies in a box."""

    def __init__(self, canvas: Canvas, box: Box) -> None:
        square = box.fitted(1, 1)
        self._canvas, self._x, self._y = canvas, square.x_mm, square.y_mm
        self._scale = square.width_mm / 100

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(self._x + x * self._scale, self._y + y * self._scale) for x, y in points]

    def oval(
        self, x: float, y: float, rx: float, ry: float, fill: Role, stroke: Role | None = Role.INK
    ) -> None:
        """An ellipse around (x, y)."""
        [(cx, cy)] = self._at([(x, y)])
        path = Path.ellipse(cx, cy, rx * self._scale, ry * self._scale)
        self._canvas.draw(path, fill=fill, stroke=stroke, width_mm=LINE_MM)

    def shape(
        self, points: Sequence[Point], fill: Role, stroke: Role | None = Role.INK, *, soft: bool = False
    ) -> None:
        """A closed shape with straight or soft sides."""
        at = self._at(points)
        path = Path.smooth(at, closed=True) if soft else Path.polyline(at, closed=True)
        self._canvas.draw(path, fill=fill, stroke=stroke, width_mm=LINE_MM)

    def stroke(
        self, points: Sequence[Point], role: Role = Role.INK, width_mm: float = LINE_MM, *, soft: bool = False
    ) -> None:
        """An open line."""
        at = self._at(points)
        path = Path.smooth(at) if soft else Path.polyline(at)
        self._canvas.draw(path, stroke=role, width_mm=width_mm)


def _face(pen: Pen, *, asleep: bool = False) -> None:
    pen.oval(50, 66, 28, 27, Role.WHITE)
    for x in (39, 61):
        if asleep:
            pen.stroke([(x - 7, 64), (x, 69), (x + 7, 64)], soft=True)
        else:
            pen.oval(x, 65, 4.5, 4.5, Role.INK, None)
    pen.stroke([(40, 80), (50, 84), (60, 80)], soft=True)


def _baker(pen: Pen) -> None:
    _face(pen)
    puff = [(32, 34), (20, 24), (28, 9), (40, 9), (50, 3), (60, 9), (72, 9), (80, 24), (68, 34)]
    pen.shape(puff, Role.WHITE, soft=True)
    pen.shape([(29, 34), (71, 34), (71, 49), (29, 49)], Role.SHADE)


def _captain(pen: Pen) -> None:
    _face(pen)
    pen.shape([(26, 40), (14, 26), (34, 16), (66, 16), (86, 26), (74, 40)], Role.BAND)
    pen.shape([(26, 38), (74, 38), (74, 47), (26, 47)], Role.WHITE)
    pen.shape([(24, 47), (76, 47), (84, 56), (16, 56)], Role.INK, None)
    pen.oval(50, 29, 6, 6, Role.GLOW, None)


def _gardener(pen: Pen) -> None:
    _face(pen)
    pen.shape([(30, 44), (33, 18), (50, 12), (67, 18), (70, 44)], Role.SHADE, soft=True)
    pen.oval(50, 46, 46, 9, Role.SHADE)
    pen.stroke([(31, 34), (50, 37), (69, 34)], Role.ACCENT, 0.6, soft=True)
    pen.stroke([(64, 30), (72, 8)])
    for dx, dy in ((-6, 0), (6, 0), (0, -6), (0, 6)):
        pen.oval(72 + dx, 9 + dy, 4, 4, Role.WHITE)


def _jester(pen: Pen) -> None:
    _face(pen)
    pen.shape([(24, 50), (12, 34), (4, 44), (2, 20), (24, 12), (50, 30), (50, 50)], Role.BAND)
    pen.shape([(76, 50), (88, 34), (96, 44), (98, 20), (76, 12), (50, 30), (50, 50)], Role.SHADE)
    for x in (5, 95):
        pen.oval(x, 48, 5, 5, Role.WHITE)
    pen.oval(50, 24, 6, 6, Role.WHITE)


def _magician(pen: Pen) -> None:
    _face(pen)
    pen.shape([(29, 44), (26, 4), (74, 4), (71, 44)], Role.BAND)
    pen.shape([(28, 32), (72, 32), (71, 41), (29, 41)], Role.GLOW, None)
    pen.oval(50, 46, 40, 6, Role.BAND)


def _sleepwalker(pen: Pen) -> None:
    _face(pen, asleep=True)
    pen.shape([(24, 46), (30, 20), (54, 6), (82, 14), (93, 40), (86, 42), (76, 28), (74, 46)], Role.SHADE)
    pen.stroke([(42, 12), (46, 44)])
    pen.stroke([(62, 9), (62, 44)])
    pen.shape([(22, 42), (78, 42), (78, 52), (22, 52)], Role.WHITE)
    pen.oval(90, 47, 8, 8, Role.WHITE)


def _bat(pen: Pen) -> None:
    half = [(50, 40), (60, 34), (72, 22), (98, 30), (94, 68), (82, 58), (72, 72), (60, 62), (50, 80)]
    pen.shape([*half, *((100 - x, y) for x, y in reversed(half[1:-1]))], Role.BAND)
    pen.shape([(38, 40), (37, 16), (47, 28), (53, 28), (63, 16), (62, 40), (56, 54), (44, 54)], Role.BAND)
    for x in (44, 56):
        pen.oval(x, 39, 4, 4, Role.GLOW, None)


def _hare(pen: Pen) -> None:
    pen.shape([(42, 50), (26, 28), (26, 6), (38, 6), (48, 46)], Role.SHADE, soft=True)
    pen.shape([(58, 50), (74, 28), (74, 6), (62, 6), (52, 46)], Role.SHADE, soft=True)
    pen.oval(50, 68, 27, 25, Role.SHADE)
    for x in (40, 60):
        pen.oval(x, 63, 4, 4, Role.INK, None)
    pen.shape([(45, 73), (55, 73), (50, 79)], Role.ACCENT, None)
    for side in (-1, 1):
        pen.stroke([(50 + 8 * side, 78), (50 + 34 * side, 74)], width_mm=THIN_MM)
        pen.stroke([(50 + 8 * side, 81), (50 + 33 * side, 84)], width_mm=THIN_MM)


def _owl(pen: Pen) -> None:
    pen.shape(
        [(20, 8), (36, 18), (64, 18), (80, 8), (82, 50), (72, 84), (50, 95), (28, 84), (18, 50)], Role.STONE
    )
    for x in (35, 65):
        pen.oval(x, 38, 15, 15, Role.WHITE)
        pen.oval(x, 38, 6, 6, Role.INK, None)
    pen.shape([(43, 48), (57, 48), (50, 62)], Role.ACCENT, None)
    for y in (68, 78):
        pen.stroke([(36, y), (43, y + 6), (50, y), (57, y + 6), (64, y)])


def _snail(pen: Pen) -> None:
    pen.shape(
        [(3, 88), (14, 78), (62, 78), (74, 66), (78, 44), (94, 42), (98, 58), (88, 82), (74, 91)],
        Role.WHITE,
        soft=True,
    )
    pen.stroke([(84, 44), (80, 24)])
    pen.stroke([(91, 44), (96, 25)])
    for x, y in ((80, 22), (96, 23)):
        pen.oval(x, y, 3.5, 3.5, Role.INK, None)
    pen.oval(42, 52, 33, 32, Role.STONE)
    turns = [(t / 8, 27 - 24 * t / 20) for t in range(21)]
    spiral = [
        (42 + r * math.cos(a * math.tau * 0.8), 52 + r * math.sin(a * math.tau * 0.8)) for a, r in turns
    ]
    pen.stroke(spiral, soft=True)


def _spider(pen: Pen) -> None:
    pen.stroke([(50, 0), (50, 34)], width_mm=THIN_MM)
    for side in (-1, 1):
        for knee, foot in (
            ((36, 26), (46, 44)),
            ((40, 42), (49, 58)),
            ((40, 62), (48, 80)),
            ((32, 80), (38, 98)),
        ):
            start = (50 + side * 14, 56)
            pen.stroke([start, (50 + side * knee[0], knee[1]), (50 + side * foot[0], foot[1])])
    pen.oval(50, 62, 22, 24, Role.BAND)
    for x in (42, 58):
        pen.oval(x, 56, 6, 6, Role.WHITE, None)
        pen.oval(x, 57, 2.5, 2.5, Role.INK, None)


def _toad(pen: Pen) -> None:
    pen.shape([(6, 88), (14, 50), (34, 34), (66, 34), (86, 50), (94, 88), (50, 94)], Role.STONE, soft=True)
    for x in (28, 72):
        pen.oval(x, 30, 14, 14, Role.WHITE)
        pen.oval(x, 30, 6, 4, Role.INK, None)
    pen.stroke([(16, 58), (34, 66), (50, 68), (66, 66), (84, 58)], width_mm=0.6, soft=True)
    for x, y in ((30, 80), (70, 80), (50, 84)):
        pen.oval(x, y, 4, 3, Role.WHITE)


def _book(pen: Pen) -> None:
    pen.shape([(4, 28), (50, 34), (96, 28), (96, 86), (50, 92), (4, 86)], Role.BAND)
    for side in (-1, 1):
        page = [(50, 28), (50 + side * 22, 18), (50 + side * 40, 20), (50 + side * 40, 78), (50, 84)]
        pen.shape(page, Role.WHITE)
        for y in (38, 50, 62):
            pen.stroke([(50 + side * 8, y), (50 + side * 32, y - 6)], width_mm=THIN_MM)


def _drum(pen: Pen) -> None:
    pen.shape([(14, 44), (86, 44), (86, 78), (50, 90), (14, 78)], Role.STONE)
    pen.stroke([(14, 46), (26, 82), (38, 52), (50, 88), (62, 52), (74, 82), (86, 46)])
    pen.oval(50, 44, 36, 13, Role.WHITE)
    pen.stroke([(44, 42), (8, 14)], width_mm=0.6)
    pen.stroke([(56, 42), (92, 14)], width_mm=0.6)
    for x in (8, 92):
        pen.oval(x, 13, 5, 5, Role.ACCENT, None)


def _kite(pen: Pen) -> None:
    pen.shape([(56, 2), (86, 30), (50, 68), (28, 26)], Role.WHITE)
    pen.shape([(56, 2), (86, 30), (54, 29)], Role.BAND)
    pen.shape([(50, 68), (28, 26), (54, 29)], Role.STONE)
    pen.stroke([(50, 68), (40, 78), (44, 88), (24, 96), (8, 90)], soft=True)
    for x, y in ((42, 80), (26, 95)):
        pen.shape([(x - 8, y - 6), (x + 8, y + 6), (x + 8, y - 6), (x - 8, y + 6)], Role.ACCENT, None)


def _loom(pen: Pen) -> None:
    pen.shape([(8, 6), (92, 6), (92, 94), (8, 94)], Role.STONE)
    pen.shape([(20, 18), (80, 18), (80, 82), (20, 82)], Role.WHITE)
    pen.shape([(20, 52), (80, 52), (80, 82), (20, 82)], Role.SHADE)
    for x in range(28, 80, 11):
        pen.stroke([(x, 18), (x, 82)], width_mm=THIN_MM)
    for y in (62, 72):
        pen.stroke([(20, y), (80, y)], width_mm=THIN_MM)
    pen.shape([(30, 52), (42, 44), (74, 44), (86, 52), (74, 60), (42, 60)], Role.BAND)


def _teapot(pen: Pen) -> None:
    pen.stroke([(24, 46), (6, 44), (6, 68), (26, 72)], width_mm=0.6, soft=True)
    pen.shape([(72, 66), (86, 40), (98, 34), (94, 48), (82, 80)], Role.SHADE)
    pen.oval(50, 64, 31, 26, Role.SHADE)
    pen.oval(50, 40, 19, 7, Role.WHITE)
    pen.oval(50, 28, 5, 5, Role.ACCENT, None)
    pen.stroke([(88, 26), (94, 18), (88, 10)], width_mm=THIN_MM, soft=True)
    for x in (36, 50, 64):
        pen.oval(x, 66, 4, 4, Role.WHITE)


def _telescope(pen: Pen) -> None:
    for x in (24, 50, 76):
        pen.stroke([(50, 54), (x, 97)], width_mm=0.6)
    pen.shape([(4, 62), (12, 76), (46, 62), (36, 44)], Role.WHITE)
    pen.shape([(34, 42), (46, 66), (72, 54), (58, 26)], Role.STONE)
    pen.shape([(56, 22), (74, 56), (98, 44), (78, 8)], Role.BAND)
    pen.oval(50, 58, 5, 5, Role.ACCENT, None)


PICTURES: dict[str, Callable[[Pen], None]] = {
    "baker": _baker,
    "captain": _captain,
    "gardener": _gardener,
    "jester": _jester,
    "magician": _magician,
    "sleepwalker": _sleepwalker,
    "bat": _bat,
    "hare": _hare,
    "owl": _owl,
    "snail": _snail,
    "spider": _spider,
    "toad": _toad,
    "book": _book,
    "drum": _drum,
    "kite": _kite,
    "loom": _loom,
    "teapot": _teapot,
    "telescope": _telescope,
}
"""By name, what draws it."""


def draw_figure(canvas: Canvas, name: str, box: Box) -> None:
    """A resident, an animal or a hobby, as large as fits, centred in the box."""
    PICTURES[name](Pen(canvas, box))
