"""Words that are read through red film: light blue, below a thicket of red, orange, yellow and pink.

Red film lets red light through and nothing else. Paper, red, orange, yellow and pink then all look alike, and
blue looks dark. Without the film the blue is as light as the thicket around it, and strokes as long and as
thick as those of letters lie over and under it.

Source: measured in a trial: of #9fe8f5 the contrast rises from 1.4 to 2.7 through a red filter, of #56b4e9
from 2.3 to 7.3; the colour taken here lies between them.
"""

from __future__ import annotations

import math

from kitgen.canvas import Canvas, Path, Role, Segment
from kitgen.layout.hint_strips import AnswerWords
from kitgen.rng import Rng
from kitgen.typesetting.sections import Sections
from kitgen.units import Box

CLUTTER = (Role.FILM_RED, Role.FILM_ORANGE, Role.FILM_YELLOW, Role.FILM_PINK)
UNDER_PER_CM2, OVER_PER_CM2 = 230, 60
"""How many strokes lie under and over the words."""

UNDER_MM, OVER_MM = 0.45, 0.18
"""How wide they are: those above are thinner than the strokes of letters, so that these stay readable."""

STROKE_MM = 3.4
"""Size of the letters that strokes are taken from."""

PATCH = Box(0, 0, 48.0, 32.0)
"""A piece of thicket; panels are covered with it over and over, each from another place on."""


def draw_under_film(canvas: Canvas, words: Sections | AnswerWords, panel: Box, room: Box, label: str) -> None:
    """Words that only red film shows.

    Args:
        canvas: where to draw.
        words: to be hidden.
        panel: what the thicket covers.
        room: where the words stand.
        label: of the panel; with another one the thicket begins elsewhere.
    """
    rng = Rng("red film", label)
    area = panel.inset(1.2)
    with canvas.clipped(Path.rect(area, 1.5)):
        _cover(canvas, rng, area, "under")
        words.draw(canvas, room, Role.FILM_BLUE)
        _cover(canvas, rng, area, "over")


def _cover(canvas: Canvas, rng: Rng, area: Box, layer: str) -> None:
    """An area covered with patches of a layer, from a place on that chance names."""
    first_x = area.x_mm - rng.below(100) / 100 * PATCH.width_mm
    y = area.y_mm - rng.below(100) / 100 * PATCH.height_mm
    while y < area.bottom_mm:
        x = first_x
        while x < area.right_mm:
            place = Box(x, y, PATCH.width_mm, PATCH.height_mm)
            canvas.repeated(f"red film {layer}", place, _under if layer == "under" else _over)
            x += PATCH.width_mm
        y += PATCH.height_mm


def _under(canvas: Canvas, box: Box) -> None:
    _thicket(canvas, Rng("red film", "under"), box, UNDER_PER_CM2, UNDER_MM)


def _over(canvas: Canvas, box: Box) -> None:
    _thicket(canvas, Rng("red film", "over"), box, OVER_PER_CM2, OVER_MM)


def _thicket(canvas: Canvas, rng: Rng, area: Box, per_cm2: int, width_mm: float) -> None:
    """Strokes like those of letters, as many of each colour, in layers that go through one another."""
    count = round(area.width_mm * area.height_mm / 100 * per_cm2)
    for layer in range(2 * len(CLUTTER)):
        segments: list[Segment] = []
        for _ in range(count // (2 * len(CLUTTER))):
            x = area.x_mm + rng.random() * area.width_mm
            y = area.y_mm + rng.random() * area.height_mm
            segments += _stroke(rng, x, y)
        canvas.draw(Path(tuple(segments)), stroke=CLUTTER[layer % len(CLUTTER)], width_mm=width_mm)


def _stroke(rng: Rng, x: float, y: float) -> tuple[Segment, Segment]:
    """A bent stroke from a point, as long as those of a small letter."""
    angle = rng.random() * 2 * math.pi
    length = STROKE_MM * (0.3 + 0.4 * rng.random())
    bend = (1.2 * rng.random() - 0.6) * length
    dx, dy = math.cos(angle), math.sin(angle)

    def at(along: float, aside: float) -> tuple[float, float]:
        return x + along * dx - aside * dy, y + along * dy + aside * dx

    return ("M", at(0, 0)), ("C", (*at(length / 3, bend), *at(2 * length / 3, bend), *at(length, 0)))
