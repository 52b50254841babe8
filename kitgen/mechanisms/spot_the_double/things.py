"""Twenty-four things of the house, cut from paper: eight for each row of a room.

Each is drawn facing right, looks different from its mirror picture, has cloth that shows a pattern, and one
part that may be missing. Lengths in the thing's own mm, from the middle of its foot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kitgen.canvas import Path, Role
from kitgen.mechanisms.spot_the_double.pen import Pen
from kitgen.units import Box


@dataclass(frozen=True)
class Thing:
    """A thing's row (index in `clues.ROWS`) and how it is drawn."""

    row: int
    draw: Callable[[Pen], None]


def _closed(*points: tuple[float, float]) -> Path:
    return Path.polyline(points, closed=True)


def _box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> Path:
    return Path.rect(Box(x, y, width, height), radius)


def _curve(*points: tuple[float, float]) -> Path:
    return Path.smooth(points)


def _blob(*points: tuple[float, float]) -> Path:
    return Path.smooth(points, closed=True)


# --- on the wall ----------------------------------------------------------------------------------


def _clock(pen: Pen) -> None:
    pen.poly((-7, -12.5), (0, -18), (7, -12.5), fill=Role.STONE)
    pen.cloth(_box(-5.8, -12.5, 11.6, 8.6))
    pen.shape(Path.circle(0, -8.4, 3.5))
    pen.stroke(Path.line(0, -8.4, 0, -11), 0.6)
    pen.stroke(Path.line(0, -8.4, 1.8, -7.4), 0.6)
    pen.dark(_blob((5.8, -12.6), (8.4, -14.4), (10.6, -12.9), (8.6, -10.6), (5.8, -10.8)))
    if pen.whole:
        pen.stroke(Path.line(-1.5, -3.9, -1.5, -2), 0.7)
        pen.dark(Path.ellipse(-1.5, -2.1, 2.6, 2.1))


def _picture(pen: Pen) -> None:
    pen.stroke(Path.polyline([(-5, -14), (0, -18), (5, -14)]))
    pen.cloth(_box(-10, -14, 20, 14))
    pen.rect(-7.2, -11.6, 14.4, 9.2)
    pen.stroke(Path.line(-7.2, -4.2, 7.2, -4.2))
    pen.dark(_closed((-6, -5.6), (1.4, -5.6), (0, -3.4), (-4.8, -3.4)))
    pen.poly((-3.2, -6), (-3.2, -11), (0.8, -6), fill=Role.SHADE)
    if pen.whole:
        pen.dark(Path.circle(4.6, -8.9, 2.0))


def _wall_lamp(pen: Pen) -> None:
    pen.rect(-9, -15, 2.6, 11, fill=Role.STONE)
    pen.stroke(_curve((-6.4, -8), (-3, -16.5), (3, -17), (4, -14)), 0.9)
    pen.cloth(_closed((1.6, -14), (6.4, -14), (10.4, -6.4), (-2.4, -6.4)))
    if pen.whole:
        pen.dark(_blob((1.8, -6.2), (6.2, -6.2), (5.6, -2.8), (4, -1.2), (2.4, -2.8)))


def _key_board(pen: Pen) -> None:
    pen.cloth(_box(-10.5, -17, 21, 6, 1.2))
    pen.shape(Path.circle(-6, -8.2, 2.4), Role.STONE)
    pen.shape(Path.circle(-6, -8.2, 0.9))
    pen.stroke(Path.polyline([(-6, -5.8), (-6, 0), (-3.4, 0)]), 1.0)
    pen.stroke(Path.line(-6, -2.3, -4, -2.3), 1.0)
    pen.stroke(Path.line(1, -11, 1, -9.6), 0.9)
    if pen.whole:
        pen.dark(_blob((5.5, -9.8), (7.6, -8.6), (8.2, -5), (9.4, -3.6), (2.6, -3.6), (3.6, -5), (4, -8.6)))


def _window(pen: Pen) -> None:
    pen.rect(-9, -17.4, 19, 16.6, fill=Role.STONE)
    pen.rect(-7.6, -16, 16.2, 13.6, fill=Role.INK)
    if pen.whole:
        moon = _blob(
            (5.4, -14.6), (2.6, -13.2), (2.2, -10.2), (4.4, -8), (7, -8.6), (4.6, -10.8), (4.4, -12.8)
        )
        pen.canvas.draw(pen.placed(moon), fill=Role.WHITE)
    pen.cloth(_closed((-10.5, -18), (0, -18), (-0.6, -12), (-4, -6), (-4.6, 0), (-10.5, 0)))


def _coat(pen: Pen) -> None:
    pen.rect(-3, -18, 6, 2, fill=Role.STONE)
    pen.poly((3.6, -14.6), (10, -5.4), (7.4, -3.6), (3, -9), fill=Role.SHADE)
    pen.cloth(_closed((-3, -16), (2.4, -16), (5, -13), (5.4, 0), (-6.4, 0), (-5.4, -13)))
    pen.poly((-3, -16), (2.4, -16), (0.4, -12), fill=Role.STONE)
    if pen.whole:
        pen.dark(_closed((-10.4, -5.4), (-5.4, -7.4), (-4.6, -3), (-6.6, -0.6), (-10, -2)))


def _bird_cage(pen: Pen) -> None:
    pen.stroke(Path.circle(0, -16.8, 1.0), 0.6)
    pen.shape(_blob((-6.6, -5), (-6.8, -11.4), (0, -15.8), (6.8, -11.4), (6.6, -5)))
    for x in (-4.4, -1.6, 1.6, 4.4):
        pen.stroke(_curve((x * 0.4, -15.2), (x, -12), (x, -5)))
    if pen.whole:
        pen.dark(
            _blob((-3.6, -6), (-1.6, -9.6), (0.8, -12), (2.6, -11), (4.4, -10.4), (2.4, -9.4), (1, -6.4))
        )
    pen.cloth(_box(-7.6, -5.4, 15.2, 5.2, 1))
    pen.poly((7.6, -8.4), (10.4, -8.4), (10, -5.2), (7.6, -5.2), fill=Role.STONE)


def _pennant(pen: Pen) -> None:
    pen.rect(-9.6, -17, 1.4, 17, fill=Role.STONE)
    pen.shape(Path.circle(-8.9, -16.8, 1.2), Role.INK)
    pen.cloth(_closed((-8.2, -15), (10, -13.4), (6, -9.4), (10, -5.4), (-8.2, -4)))
    if pen.whole:
        pen.stroke(Path.line(-8.2, -3.4, -5, -3.0), 0.7)
        pen.dark(_closed((-5.8, -3.4), (-3.4, -3.4), (-2.4, -0.2), (-6.8, -0.2)))


# --- on the shelf ---------------------------------------------------------------------------------


def _teapot(pen: Pen) -> None:
    pen.poly((4, -3), (5, -8), (8.6, -11.4), (10.4, -10.4), (7.6, -5), fill=Role.SHADE)
    if pen.whole:
        pen.stroke(_curve((-4.6, -9.4), (-9.4, -9.4), (-9.4, -4.2), (-5, -2.8)), 1.3)
    pen.cloth(_blob((-5, 0), (-6.4, -4.6), (-4, -9.8), (0, -11), (4, -9.8), (6.4, -4.6), (5, 0)))
    pen.poly((-3.4, -10.4), (3.4, -10.4), (2, -12.4), (-2, -12.4), fill=Role.STONE)
    pen.dark(Path.circle(0, -13.2, 1.2))


def _vase(pen: Pen) -> None:
    pen.stroke(_curve((0, -7), (2, -11), (5, -12.6)), 0.7)
    pen.shape(Path.circle(6, -12.6, 2.7), Role.STONE)
    pen.dark(Path.circle(6, -12.6, 1.1))
    if pen.whole:
        pen.dark(_blob((-0.6, -7), (-3.8, -8.6), (-6.8, -14), (-2.2, -12)))
    pen.cloth(_blob((-3, 0), (-5.4, -4), (-2, -7.8), (2, -7.8), (5.4, -4), (3, 0)))


def _candle(pen: Pen) -> None:
    pen.stroke(Path.circle(-6.8, -2.4, 1.9), 1.0)
    pen.poly((-6, -2.4), (6, -2.4), (4.4, 0), (-4.4, 0), fill=Role.STONE)
    pen.cloth(_closed((-3.2, -2.4), (-3.2, -10.4), (3.4, -9.4), (3.4, -2.4)))
    pen.stroke(_curve((3.2, -8.6), (4.8, -8), (4.6, -5.4)), 1.0)
    if pen.whole:
        pen.dark(_blob((0, -10.2), (-1.8, -11.8), (0.2, -15.4), (2, -11.8)))


def _books(pen: Pen) -> None:
    pen.rect(-9, -10.4, 2.8, 10.4, fill=Role.STONE)
    pen.cloth(_box(-6.2, -13.6, 6, 13.6))
    pen.rect(-0.2, -9.4, 2.6, 9.4, fill=Role.SHADE)
    pen.poly((2.6, -0.4), (7, -10.6), (9.6, -9.6), (5.4, 0), fill=Role.WHITE)
    if pen.whole:
        pen.dark(_blob((-9, -10.4), (-9.6, -12.6), (-8.2, -14.8), (-6.6, -12.6), (-6.4, -10.4)))


def _radio(pen: Pen) -> None:
    if pen.whole:
        pen.stroke(Path.line(-6, -9.6, -9.2, -14.6), 1.2)
        pen.dark(Path.circle(-9, -14.2, 1.2))
    pen.cloth(_box(-9.4, -9.6, 18.8, 9.6, 1.6))
    pen.shape(Path.circle(4.4, -4.8, 3.3))
    pen.stroke(Path.line(4.4, -4.8, 6.2, -6.4), 0.6)
    pen.rect(-7.6, -7.6, 4, 2.2)


def _sewing_machine(pen: Pen) -> None:
    arm = [(-8.4, -3.6), (-8.4, -12), (-6, -13.4), (8, -13.4), (8, -3.6), (4.2, -3.6), (4.2, -9.6), (-4.4,
    -9.6),
           (-4.4, -6.8), (-6, -3.6)]  # fmt: skip
    pen.poly(*arm, fill=Role.STONE)
    pen.stroke(Path.line(-6.2, -6, -6.2, -3.2), 0.7)
    if pen.whole:
        pen.dark(Path.circle(8.2, -8.4, 2.6))
    pen.cloth(_box(-10, -4.2, 20.2, 4.2, 0.6))


def _mouse(pen: Pen) -> None:
    pen.stroke(_curve((-6, -2), (-9.6, -3.4), (-8.6, -7.4), (-10.2, -9)), 0.7)
    pen.cloth(_blob((-7, 0), (-6.4, -5.6), (-1, -9.4), (5, -7.2), (10, -2), (7, 0)))
    pen.dark(Path.circle(6.2, -4.6, 0.7))
    if pen.whole:
        pen.dark(Path.ellipse(2.4, -9.2, 2.3, 2.8))


def _spool(pen: Pen) -> None:
    if pen.whole:
        pen.stroke(Path.line(4, -2.4, 9.8, -12.6), 1.3)
    pen.rect(-6, -14, 11, 2.4, fill=Role.STONE)
    pen.cloth(_box(-4.6, -11.6, 8.2, 9.2))
    pen.rect(-6, -2.4, 11, 2.4, fill=Role.STONE)
    pen.stroke(_curve((-4.6, -4), (-8, -5), (-7.6, -1.4), (-10, -0.6)), 0.8)


# --- on the floor ---------------------------------------------------------------------------------


def _chair(pen: Pen) -> None:
    pen.cloth(_closed((-7.2, -7), (-9.4, -16.8), (-4, -16.8), (-1.8, -7)))
    pen.rect(-7, -7, 14, 2, fill=Role.STONE)
    for x in (-6.8, 5.2):
        pen.rect(x, -5, 1.6, 5, fill=Role.STONE)
    if pen.whole:
        pen.dark(_blob((-2.6, -7), (-2.4, -9.4), (2.4, -9.8), (6.6, -9.2), (6.8, -7)))


def _basket(pen: Pen) -> None:
    if pen.whole:
        pen.dark(Path.circle(4.2, -9.4, 2.9))
    pen.stroke(_curve((-7, -7.6), (-7, -15), (0, -16.2), (1, -8)), 0.9)
    pen.cloth(_closed((-8.6, -8), (8.6, -8), (6.4, 0), (-6.4, 0)))
    pen.stroke(_curve((7.4, -6), (10, -4), (8, -2), (10.2, -0.6)), 0.7)


def _plant(pen: Pen) -> None:
    pen.stroke(_curve((0, -6), (0.8, -11), (4, -15)), 0.8)
    pen.shape(_blob((2, -12), (3.4, -15.6), (8.6, -16.4), (7, -12.4)), Role.STONE)
    pen.shape(_blob((0.6, -8.6), (4.4, -10.6), (8.4, -8.8), (4.6, -7.2)), Role.STONE)
    if pen.whole:
        pen.dark(_blob((0.4, -9), (-3.2, -10), (-7, -14.4), (-2, -13.4)))
    pen.cloth(_closed((-5.6, -6.6), (5.6, -6.6), (4.2, 0), (-4.2, 0)))


def _boot(pen: Pen) -> None:
    pen.rect(-5.6, -1.6, 4, 1.6, fill=Role.INK)
    pen.shape(
        _blob((-5, -1.4), (-5, -6), (1.6, -6.4), (4, -4.8), (9.4, -3.6), (9.6, -0.8), (2, -0.4)), Role.STONE
    )
    if pen.whole:
        pen.dark(_blob((4.6, -4.8), (9.6, -4), (10, -0.4), (4.6, -0.4)))
    pen.cloth(_closed((-6, -16), (2.6, -16), (2.2, -5.4), (-5.4, -5.4)))


def _cat(pen: Pen) -> None:
    if pen.whole:
        pen.stroke(_curve((-5, -1), (-9.4, -2), (-8.6, -7), (-10, -9.6)), 1.6)
    pen.cloth(_blob((-6.4, 0), (-6.6, -5), (-2, -10), (3, -10.4), (5, -5), (5, 0)))
    pen.dark(
        _closed((0.4, -10.2), (0.2, -16.4), (2.8, -14.4), (5, -14.4), (7, -16.4), (7.2, -11.6), (4.4, -9))
    )


def _umbrella_stand(pen: Pen) -> None:
    pen.stroke(_curve((0, -6), (4.2, -13.4), (6.6, -15.8), (9, -13.8), (8.2, -12)), 1.2)
    if pen.whole:
        pen.dark(_closed((-1.4, -8), (-5.6, -16.4), (-2.6, -16.6), (1.4, -8)))
    pen.cloth(_closed((-5, -9), (4.6, -9), (4, 0), (-4.4, 0)))


def _rocking_horse(pen: Pen) -> None:
    pen.stroke(_curve((-9.4, -2.2), (-4, -0.7), (4, -0.7), (9.4, -2.2)), 1.2)
    for x in (-4.6, 3.6):
        pen.rect(x, -6, 1.6, 5, fill=Role.STONE)
    if pen.whole:
        pen.dark(_blob((-5.4, -9.6), (-9.4, -9.4), (-10, -3.8), (-7.2, -6)))
    pen.poly(
        (2.4, -7),
        (3.2, -14.4),
        (5, -16.4),
        (9.6, -12.6),
        (8.8, -11),
        (6.2, -11.6),
        (5.6, -6),
        fill=Role.STONE,
    )
    pen.cloth(_blob((-6.4, -5.4), (-5.8, -9.8), (0, -9.4), (5, -10), (5.6, -5.6), (0, -4.8)))


def _trunk(pen: Pen) -> None:
    pen.poly((-9.4, -9), (-6.2, -15), (7, -16), (9.4, -9), fill=Role.STONE)
    pen.cloth(_box(-9.4, -9, 18.8, 9))
    pen.rect(2.6, -9.6, 4, 4.2)
    pen.dark(Path.circle(4.6, -7.6, 0.8))
    if pen.whole:
        pen.poly((-7.6, -9.4), (-2.4, -9.4), (-3, -3.4), (-5, -5), (-7.2, -3.4), fill=Role.INK)
        pen.canvas.draw(
            pen.placed(Path.line(-6.8, -5.6, -3, -5.6)), stroke=Role.WHITE, width_mm=0.5 * pen.scale
        )


THINGS: Mapping[str, Thing] = MappingProxyType(
    {
        "clock": Thing(0, _clock),
        "picture": Thing(0, _picture),
        "wall-lamp": Thing(0, _wall_lamp),
        "key-board": Thing(0, _key_board),
        "window": Thing(0, _window),
        "coat": Thing(0, _coat),
        "bird-cage": Thing(0, _bird_cage),
        "pennant": Thing(0, _pennant),
        "teapot": Thing(1, _teapot),
        "vase": Thing(1, _vase),
        "candle": Thing(1, _candle),
        "books": Thing(1, _books),
        "radio": Thing(1, _radio),
        "sewing-machine": Thing(1, _sewing_machine),
        "mouse": Thing(1, _mouse),
        "spool": Thing(1, _spool),
        "chair": Thing(2, _chair),
        "basket": Thing(2, _basket),
        "plant": Thing(2, _plant),
        "boot": Thing(2, _boot),
        "cat": Thing(2, _cat),
        "umbrella-stand": Thing(2, _umbrella_stand),
        "rocking-horse": Thing(2, _rocking_horse),
        "trunk": Thing(2, _trunk),
    }
)
"""By name; the word file has each name under `thing`."""
