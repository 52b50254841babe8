"""The discs of the button wheel: geometry, rings and the plate's face.

A disc is drawn round the origin with place 0 at the top, the other places clockwise, 10 degrees each. From
its edge inwards a ring bears characters, then its one window, and below the next ring's window its hidden
track of numbers.
"""

from __future__ import annotations

import math

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, LineKind, Path, Role
from kitgen.locks.contract import CHARACTERS
from kitgen.locks.dials import NUMERALS, PLACES
from kitgen.locks.lettering import write_round
from kitgen.locks.wheel import Wheel
from kitgen.mechanisms.contract import HandLine
from kitgen.message import message
from kitgen.units import mm_from_pt

PLACE_DEG = 360 / PLACES

RADII_MM = {2: (62.5, 48.5), 3: (66.5, 52.5, 38.5)}
"""Radii of the rings from the outermost, by their number: all of them lie on one page of 182 x 240 mm. The
step from ring to ring is what is always seen of the lower one: characters, a bridge, the window, a bridge."""

WINDOW_HEIGHT_MM = 7.0
"""What the step leaves, so that scissors and knives find room."""

RIM_MM = 6.5
"""Width of the plate's scale of characters round ring I."""

CHARACTER_DEEP_MM = 2.8
"""From a disc's edge to the middle of its characters; twice that is their belt."""

OFF_DEG = 2.0
"""How far a ring may be off and still show its number whole and no other, where the track is long enough."""

LARGEST_NUMBER_PT, SMALLEST_NUMBER_PT = 12.0, 8.0

NUMBER_MM_PER_PT = 0.431
"""How wide the ink of the widest number is, by its size. Cut lines are known before there is a canvas to
measure on; a test measures the numbers in the real face."""

NUMBER_FOOT_MM = 1.5
"""From a track's middle to the feet of its numbers, where neighbours are nearest."""

WINDOW_SLACK_MM = 0.3
"""Beside a number that is seen through a ring as far off as it may be: its corners lie farther out."""

BAR_BELOW_MM = 0.75
"""From a number's baseline to the bar at its foot, which tells 12 from 21 turned round."""

NUMBER_OUT_MM = 0.3
"""How far a number stands outwards from the middle of its track, so that its bar has room in the window."""

TRACK_BELT_MM = 4.2
"""Half the white belt that a track stands in on the plate: more than a window shows."""

PIVOT_AIR_MM = 5.2
"""Round the pivot, kept free of words: a split pin's head or a shirt button covers it."""

PIN_RADIUS_MM = 1.0

CHARACTER_PT, LABEL_PT = 11.5, 8.5

CROSS_STITCH_MM, CROSS_STITCH_APART_MM = 1.1, 3.6
"""Size and distance of the stitches round a ring: crosses, since dashes mean the hole in the middle."""


def radii_mm(wheel: Wheel) -> tuple[float, ...]:
    """The radii of a wheel's rings from the outermost."""
    return RADII_MM[wheel.rings]


def plate_radius_mm(wheel: Wheel) -> float:
    """How far the plate's round drawing reaches, without the arrow."""
    return radii_mm(wheel)[0] + (RIM_MM if wheel.has_rim else 0.0)


def ring_step_mm(wheel: Wheel) -> float:
    """How much smaller each ring is than the one below: the part of a ring that is always seen."""
    outer, next_one = radii_mm(wheel)[:2]
    return outer - next_one


def window_deep_mm(wheel: Wheel) -> float:
    """From a ring's edge to the middle of its window, and of the track below it."""
    return CHARACTER_DEEP_MM + ring_step_mm(wheel) / 2


def track_mm(wheel: Wheel, ring: int) -> float:
    """Radius of the track that is seen through a ring's window."""
    return radii_mm(wheel)[ring - 1] - window_deep_mm(wheel)


def number_pt(track_mm: float) -> float:
    """Size of the numbers on a track of that radius: as large as a ring that is a little off allows.

    A place has 10 degrees; what a number and twice the turn to either side do not take keeps the neighbours
    out of the window.
    """
    room = math.radians(PLACE_DEG - 2 * OFF_DEG) * (track_mm - NUMBER_FOOT_MM)
    return min(max(math.floor(room / NUMBER_MM_PER_PT * 10) / 10, SMALLEST_NUMBER_PT), LARGEST_NUMBER_PT)


def window_width_mm(track_mm: float) -> float:
    """Width of the window over a track: one place of it, or less where less is enough."""
    place = 2 * track_mm * math.sin(math.radians(PLACE_DEG / 2))
    number = NUMBER_MM_PER_PT * number_pt(track_mm)
    return min(place - 0.1, number + 2 * (math.radians(OFF_DEG) * track_mm + WINDOW_SLACK_MM))


def _at(radius_mm: float, size_pt: float) -> float:
    """The baseline's y for text whose capitals stand halfway on a radius at the top of a disc."""
    return -radius_mm + mm_from_pt(size_pt) * CAP_HEIGHT / 2


def draw_characters(canvas: Canvas, radius_mm: float) -> None:
    """The 36 characters along the inside of an edge, with a tick between each two."""
    for place, character in enumerate(CHARACTERS):
        with canvas.moved(turn_deg=place * PLACE_DEG):
            y = _at(radius_mm - CHARACTER_DEEP_MM, CHARACTER_PT)
            canvas.text(0, y, character, face=Face.EXACT_BOLD, size_pt=CHARACTER_PT, align="centre")
        with canvas.moved(turn_deg=(place + 0.5) * PLACE_DEG):
            tick = Path.line(0, -radius_mm + 0.6, 0, -radius_mm + 2 * CHARACTER_DEEP_MM - 0.6)
            canvas.draw(tick, stroke=Role.MUTED, width_mm=0.2)


def draw_track(canvas: Canvas, numbers: tuple[str, ...], radius_mm: float) -> None:
    """A hidden track: at every place of a circle a number, and a bar at its foot."""
    size_pt = number_pt(radius_mm)
    half = NUMBER_MM_PER_PT * size_pt / 2 - 0.3
    baseline = _at(radius_mm + NUMBER_OUT_MM, size_pt)
    bar = Path.line(-half, baseline + BAR_BELOW_MM, half, baseline + BAR_BELOW_MM)
    for place, number in enumerate(numbers):
        with canvas.moved(turn_deg=place * PLACE_DEG):
            canvas.text(0, baseline, number, face=Face.EXACT_BOLD, size_pt=size_pt, align="centre")
            canvas.draw(bar, stroke=Role.INK, width_mm=0.35)


def draw_pivot(canvas: Canvas) -> None:
    """Where a split pin or a needle is pricked through."""
    canvas.draw(Path.circle(0, 0, PIN_RADIUS_MM), fill=Role.INK)


def draw_ring(canvas: Canvas, wheel: Wheel, ring: int) -> None:
    """The face of one ring, round the origin; its window is a hole to cut, left white in the tinted belt.

    Args:
        canvas: what to draw on, its origin at the ring's centre.
        wheel: the wheel.
        ring: its number from the rim inwards, from 1.
    """
    radius = radii_mm(wheel)[ring - 1]
    next_mm = radius - ring_step_mm(wheel)
    # Characters stand on bare paper. No line bounds the belt: a line round the middle asks to be cut.
    belt = Path.circle(0, 0, radius - 2 * CHARACTER_DEEP_MM) + Path.circle(0, 0, next_mm - 1)
    canvas.draw(belt + window_line(wheel, ring, 0, 0).path, fill=Role.SHADE, even_odd=True)
    draw_characters(canvas, radius)
    _draw_belt(canvas, wheel, ring)
    if ring < wheel.rings:
        draw_track(canvas, wheel.tracks[ring], track_mm(wheel, ring + 1))
    else:
        _draw_button_face(canvas, next_mm)
    draw_pivot(canvas)


def _draw_belt(canvas: Canvas, wheel: Wheel, ring: int) -> None:
    """The window's belt: stitches all round, and the ring's name on three sides."""
    deep = track_mm(wheel, ring)
    window = wheel.windows[ring - 1] * PLACE_DEG
    said = canvas.say(message("locks.ring", ring=NUMERALS[ring - 1])).upper()
    width = canvas.metrics.width_mm(said, Face.LABEL_BOLD, LABEL_PT)
    half_name = math.degrees((width / 2 + 1.4) / deep)
    half_window = math.degrees((window_width_mm(deep) / 2 + 0.9) / deep)
    middles = [window + offset for offset in (90, 180, 270)]
    for middle in middles:
        y = deep - mm_from_pt(LABEL_PT) * CAP_HEIGHT / 2
        write_round(canvas, said, y, middle, face=Face.LABEL_BOLD, size_pt=LABEL_PT, role=Role.ACCENT)
    edges = [window + half_window]
    for middle in middles:
        edges += [middle - half_name, middle + half_name]
    edges.append(window + 360 - half_window)
    stitches = Path(())
    for start, end in zip(edges[0::2], edges[1::2], strict=True):
        stitches += _cross_stitches(deep, start, end)
    canvas.draw(stitches, stroke=Role.ACCENT, width_mm=0.2)


def _cross_stitches(radius_mm: float, start_deg: float, end_deg: float) -> Path:
    """Crosses in equal steps along part of a circle round the origin."""
    count = max(1, int(math.radians(end_deg - start_deg) * radius_mm / CROSS_STITCH_APART_MM))
    half = math.sqrt(0.5) * CROSS_STITCH_MM / 2
    out = Path(())
    for i in range(count):
        turn = math.radians(start_deg + (end_deg - start_deg) * (i + 0.5) / count)
        x, y, cos, sin = (
            radius_mm * math.sin(turn),
            -radius_mm * math.cos(turn),
            math.cos(turn),
            math.sin(turn),
        )
        for dx, dy in ((half, half), (half, -half)):
            rx, ry = dx * cos - dy * sin, dx * sin + dy * cos
            out += Path.line(x - rx, y - ry, x + rx, y + ry)
    return out


def _draw_button_face(canvas: Canvas, radius: float) -> None:
    """The innermost ring's middle: a button of night sky, sewn on with thread above and below the pivot."""
    canvas.draw(Path.circle(0, 0, radius), fill=Role.BAND)
    canvas.draw(_cross_stitches(radius - 2.2, 0, 360), stroke=Role.GLOW, width_mm=0.35)
    dish = radius * 0.74
    canvas.draw(Path.circle(0, 0, dish), fill=Role.WHITE, stroke=Role.GLOW, width_mm=0.6)
    at, hole = dish * 0.5, dish * 0.13
    corners = [(-at, -at), (at, -at), (at, at), (-at, at)]
    for x, y in corners:
        canvas.draw(Path.circle(x, y, hole), fill=Role.BAND)
    for row in (-at, at):
        for shift in (-0.45, 0.45):
            thread = Path.line(-at, row + shift, at, row + shift)
            canvas.draw(thread, stroke=Role.ACCENT, width_mm=0.6)


def window_line(wheel: Wheel, ring: int, x_mm: float, y_mm: float) -> HandLine:
    """The hole to cut into a ring whose centre lies at a point of its piece."""
    angle = math.radians(wheel.windows[ring - 1] * PLACE_DEG)
    deep = track_mm(wheel, ring)
    half, high = window_width_mm(deep) / 2, WINDOW_HEIGHT_MM / 2
    corners = [(-half, -deep - high), (half, -deep - high), (half, -deep + high), (-half, -deep + high)]
    cos, sin = math.cos(angle), math.sin(angle)
    turned = [(x_mm + x * cos - y * sin, y_mm + x * sin + y * cos) for x, y in corners]
    return HandLine(Path.polyline(turned, closed=True), LineKind.CUT)
