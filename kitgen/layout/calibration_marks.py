"""The marks of the calibration page: crosses, scales, ladders at the edges, fields of ink.

All of them know a place and nothing of words; `calibration` says what they are for and how they are read.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.printing.profile import UNPRINTABLE_MM, Duplex
from kitgen.theme.frames import HAIRLINE_MM, LINE_MM
from kitgen.units import Box, Paper, mm_from_pt

LABEL_PT = 8.0
SCALE_MM = 4
"""How far scales reach either way: offsets go up to 3 mm, and who misses by more should see it."""

TICK_MM, HALF_TICK_MM = 2.6, 1.4
ARM_MM = 12.0
"""Arms of the cross; the scales begin where they end."""

FAN = 4.6
"""Numbers stand this far apart, since a millimetre is too narrow for one; lines lead to them."""

FAN_FROM_MM, FAN_TO_MM = 9.0, 10.5
CROSS_MM = ARM_MM + FAN_TO_MM + 5.0
"""From the middle to the far side of the numbers."""

LAMP_FROM_MM, LAMP_TO_MM = 34.0, 46.0
"""From the middle, on the arms to the right and down: a line of the front that shows through on the back's
scale."""

CORNER_MM, CORNER_ARM_MM = 20.0, 8.0
RINGS_MM = (1.0, 2.0, 3.0)
TURN_MARK_MM = (36.0, 16.0)
"""Ring near the front's first corner, with the back's dot behind it if the sheet was turned the right way."""

LADDER_MM = 15
RUNG_APART_MM, RUNG_MM = 4.6, 3.4
LADDER_LABEL_MM = 18.0
MINUS = "\u2212"

Point = tuple[float, float]


def behind(point: Point, paper: Paper, duplex: Duplex) -> Point:
    """Where on the back's page the point lies that is behind a point of the front.

    A sheet turned over its long edge, like a page of a book, swaps left and right; one turned over its short
    edge, like a page of a calendar, swaps top and bottom.
    """
    x, y = point
    return (x, paper.height_mm - y) if duplex is Duplex.SHORT else (paper.width_mm - x, y)


def page_middle(paper: Paper) -> Point:
    """Where the cross stands."""
    return paper.width_mm / 2, paper.height_mm / 2


def corner_points(paper: Paper) -> list[Point]:
    """Where the small crosses stand."""
    return [
        (x, y)
        for y in (CORNER_MM, paper.height_mm - CORNER_MM)
        for x in (CORNER_MM, paper.width_mm - CORNER_MM)
    ]


def lamp_lines(middle: Point) -> tuple[tuple[Point, Point], ...]:
    """The front's lines that are read through the paper: one below the middle, one to its right."""
    x, y = middle
    return ((x, y + LAMP_FROM_MM), (x, y + LAMP_TO_MM)), ((x + LAMP_FROM_MM, y), (x + LAMP_TO_MM, y))


def stroke(canvas: Canvas, path: Path, width_mm: float = HAIRLINE_MM) -> None:
    """A black line: what is measured is no matter of looks."""
    canvas.draw(path, stroke=Role.BLACK, width_mm=width_mm)


def together(paths: Sequence[Path]) -> Path:
    """Many lines as one path."""
    return Path(tuple(segment for path in paths for segment in path.segments))


def signed(value: float) -> str:
    """A reading as scales show it: with its sign, and 0 without one."""
    if value == 0:
        return "0"
    return f"{MINUS if value < 0 else '+'}{abs(value):g}"


def cross(canvas: Canvas, x: float, y: float) -> None:
    """The cross in the middle, X above it and Y to its left: a crease runs on and crosses its scale there."""
    stroke(canvas, Path.line(x - ARM_MM, y, x + ARM_MM, y) + Path.line(x, y - ARM_MM, x, y + ARM_MM))
    for is_across in (True, False):
        lines = []
        for half in range(-2 * SCALE_MM, 2 * SCALE_MM + 1):
            at = half / 2
            out = TICK_MM if half % 2 == 0 else HALF_TICK_MM
            points = [(at, ARM_MM), (at, ARM_MM + out)]
            if half % 2 == 0:
                points += [(at * FAN, ARM_MM + FAN_FROM_MM), (at * FAN, ARM_MM + FAN_TO_MM)]
                label_at = (at * FAN, ARM_MM + FAN_TO_MM + (1.8 if is_across else 2.6))
                number(canvas, *_beside((x, y), *label_at, is_across=is_across), signed(at))
            lines.append(Path.polyline([_beside((x, y), *point, is_across=is_across) for point in points]))
        ends = [_beside((x, y), end * SCALE_MM, ARM_MM, is_across=is_across) for end in (-1, 1)]
        stroke(canvas, together([*lines, Path.polyline(ends)]))
        name_at = (SCALE_MM * FAN + 5, ARM_MM + FAN_TO_MM + (1.8 if is_across else 2.6))
        name = "X" if is_across else "Y"
        number(canvas, *_beside((x, y), *name_at, is_across=is_across), name, Face.EXACT_BOLD)


def _beside(middle: Point, along: float, out: float, *, is_across: bool) -> Point:
    """A point of a scale: `along` it to the right or down, `out` from the middle upwards or to the left."""
    x, y = middle
    return (x + along, y - out) if is_across else (x - out, y + along)


def number(canvas: Canvas, x: float, y: float, text: str, face: Face = Face.EXACT) -> None:
    """Text centred on a point, across and upright."""
    baseline = y + mm_from_pt(LABEL_PT) * CAP_HEIGHT / 2
    canvas.text(x, baseline, text, face=face, size_pt=LABEL_PT, role=Role.BLACK, align="centre")


def lamp_scale(canvas: Canvas, start: Point, end: Point) -> None:
    """A scale across the place behind a line of the front, with a number at each end."""
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    is_across = abs(start[0] - end[0]) < abs(start[1] - end[1])
    ticks = []
    for half in range(-2 * SCALE_MM, 2 * SCALE_MM + 1):
        at = half / 2
        reach = 3.6 if not half else TICK_MM if half % 2 == 0 else HALF_TICK_MM
        if is_across:
            ticks.append(Path.line(x + at, y - reach, x + at, y + reach))
        else:
            ticks.append(Path.line(x - reach, y + at, x + reach, y + at))
    stroke(canvas, together(ticks))
    number(canvas, *((x - 14, y) if is_across else (x, y - 12)), "X" if is_across else "Y", Face.EXACT_BOLD)
    for at in (-SCALE_MM, SCALE_MM):
        beside = at + (3.2 if at > 0 else -3.2)
        number(canvas, *((x + beside, y) if is_across else (x, y + beside)), signed(at))


def corner_cross(canvas: Canvas, x: float, y: float) -> None:
    """A small cross with a scale of 4 mm either way."""
    arm = CORNER_ARM_MM
    lines = [Path.line(x - arm, y, x + arm, y), Path.line(x, y - arm, x, y + arm)]
    for at in (-4, -3, -2, -1, 1, 2, 3, 4):
        reach = 1.4 if abs(at) == 4 else 0.7
        lines += [
            Path.line(x + at, y - reach, x + at, y + reach),
            Path.line(x - reach, y + at, x + reach, y + at),
        ]
    stroke(canvas, together(lines))


def target(canvas: Canvas, x: float, y: float) -> None:
    """A cross in rings of 1, 2 and 3 mm, to lie behind a corner's cross."""
    arm = CORNER_ARM_MM
    stroke(canvas, Path.line(x - arm, y, x + arm, y) + Path.line(x, y - arm, x, y + arm))
    for radius in RINGS_MM:
        stroke(canvas, Path.circle(x, y, radius))


# Edges


def _at_edge(paper: Paper, edge: str, along: float, depth: float) -> Point:
    """A point `along` to the right of, or down from, the middle of an edge, and `depth` inside it."""
    x, y = page_middle(paper)
    return {
        "top": (x + along, depth),
        "bottom": (x + along, paper.height_mm - depth),
        "left": (depth, y + along),
        "right": (paper.width_mm - depth, y + along),
    }[edge]


def ladder(canvas: Canvas, paper: Paper, edge: str) -> None:
    """Bars 0 to 15 mm from an edge, each with a stem that leads to its number."""
    bars, stems = [], []
    for depth in range(LADDER_MM + 1):
        along = (depth - LADDER_MM / 2) * RUNG_APART_MM
        bar = [_at_edge(paper, edge, along + side * RUNG_MM / 2, depth) for side in (-1, 1)]
        stem = [_at_edge(paper, edge, along, at) for at in (depth, LADDER_MM + 0.8)]
        bars.append(Path.polyline(bar))
        stems.append(Path.polyline(stem))
        place = _at_edge(paper, edge, along, LADDER_LABEL_MM)
        number(canvas, *place, str(depth), Face.EXACT_BOLD if depth == UNPRINTABLE_MM else Face.EXACT)
        if depth == UNPRINTABLE_MM:
            frame = Box(place[0] - 1.8, place[1] - 1.8, 3.6, 3.6)
            stroke(canvas, Path.rect(frame, 0.8), LINE_MM)
    stroke(canvas, together(bars), LINE_MM)
    stroke(canvas, together(stems))


def hatch(canvas: Canvas, box: Box, percent: int) -> None:
    """A field of which that share is black, in hairlines: greys are a theme's, black is every printer's."""
    if percent == 100:
        canvas.draw(Path.rect(box), fill=Role.BLACK)
        return
    apart = HAIRLINE_MM * 100 / percent
    count = int((box.width_mm - HAIRLINE_MM) / apart) + 1
    lines = [
        Path.line(x, box.y_mm + HAIRLINE_MM / 2, x, box.bottom_mm - HAIRLINE_MM / 2)
        for x in (box.x_mm + HAIRLINE_MM / 2 + i * apart for i in range(count))
    ]
    stroke(canvas, together(lines))
