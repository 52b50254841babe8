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
from kitgen.units import Box, mm_from_pt

PLACE_DEG = 360 / PLACES

RADII_MM = {2: (61.5, 49.5), 3: (73.5, 61.5, 49.5), 4: (73.5, 61.5, 49.5, 37.5)}
"""Radii of the rings from the outermost, by their number. The sum of two that share a page is 111 at most, so
that they lie diagonally on 182 x 199 mm; the innermost leaves 6 mm of its rim to a character."""

RIM_MM = 6.5
"""Width of the plate's scale of characters round ring I."""

RING_STEP_MM = 12.0
"""How much smaller each ring is than the one below: the part of a ring that is always seen."""

CHARACTER_DEEP_MM = 3.05
"""From a disc's edge to the middle of its characters."""

WINDOW_DEEP_MM = 8.9
"""From a ring's edge to the middle of its window, and of the track below it."""

WINDOW_HEIGHT_MM = 4.2
"""A bridge of 1 mm stays between a window and the next ring."""

WIDE_PITCH_MM = 6.0
"""Where the numbers of a track stand so far apart, they are printed large and seen through a wide window."""

FRAME_MM = 0.45
"""From the window to the line printed round it, which stays when the cut is a little off."""

HUB_RADIUS_MM = 5.2
"""Hole for the paper button's square of 7 mm (9.9 mm across)."""

PIN_RADIUS_MM = 1.0

CHARACTER_PT, LABEL_PT = 11.5, 8.5


def radii_mm(wheel: Wheel) -> tuple[float, ...]:
    """The radii of a wheel's rings from the outermost."""
    return RADII_MM[wheel.rings]


def plate_radius_mm(wheel: Wheel) -> float:
    """How far the plate's round drawing reaches, without the arrow."""
    return radii_mm(wheel)[0] + (RIM_MM if wheel.has_rim else 0.0)


def _number_pt(track_mm: float) -> float:
    """Size of the numbers on a track of that radius."""
    return 11.0 if 2 * math.pi * track_mm / PLACES >= WIDE_PITCH_MM else 9.0


def window_width_mm(wheel: Wheel, ring: int) -> float:
    """Width of a ring's window: a whole number and 0.3 mm on both sides, but never part of its neighbours."""
    return 5.8 if _number_pt(radii_mm(wheel)[ring - 1] - WINDOW_DEEP_MM) > 9 else 4.8


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
    """A hidden track: a number at every place of a circle."""
    size_pt = _number_pt(radius_mm)
    for place, number in enumerate(numbers):
        with canvas.moved(turn_deg=place * PLACE_DEG):
            y = _at(radius_mm, size_pt)
            canvas.text(0, y, number, face=Face.EXACT_BOLD, size_pt=size_pt, align="centre")


def draw_pivot(canvas: Canvas) -> None:
    """Where the pin is pricked through, and round it the edge to cut for the paper button."""
    canvas.draw(Path.circle(0, 0, HUB_RADIUS_MM), stroke=Role.MUTED, width_mm=0.35, dash=(0.9, 0.9))
    canvas.draw(Path.circle(0, 0, PIN_RADIUS_MM), stroke=Role.INK, width_mm=0.2)
    for dx, dy in ((1.8, 0.0), (0.0, 1.8)):
        canvas.draw(Path.line(-dx, -dy, dx, dy), stroke=Role.INK, width_mm=0.2)


def draw_ring(canvas: Canvas, wheel: Wheel, ring: int) -> None:
    """The face of one ring, round the origin; its window is a hole to cut and not drawn here.

    Args:
        canvas: what to draw on, its origin at the ring's centre.
        wheel: the wheel.
        ring: its number from the rim inwards, from 1.
    """
    radius = radii_mm(wheel)[ring - 1]
    inner = radius - 2 * CHARACTER_DEEP_MM
    # Characters stand on bare paper, the window in a tinted belt: what shows through it is white again.
    belt = Path.circle(0, 0, inner) + Path.circle(0, 0, radius - RING_STEP_MM - 1)
    canvas.draw(belt, fill=Role.SHADE, even_odd=True)
    canvas.draw(Path.circle(0, 0, inner), stroke=Role.FRAME, width_mm=0.35)
    draw_characters(canvas, radius)
    _draw_belt(canvas, wheel, ring, radius)
    if ring < wheel.rings:
        track = radii_mm(wheel)[ring] - WINDOW_DEEP_MM
        draw_track(canvas, wheel.tracks[ring], track)
    else:
        _draw_button_face(canvas, radius - RING_STEP_MM)
    draw_pivot(canvas)


def _draw_belt(canvas: Canvas, wheel: Wheel, ring: int, radius: float) -> None:
    """The window's belt: stitches all round, and the ring's name beside the window and opposite it."""
    deep, wide = radius - WINDOW_DEEP_MM, window_width_mm(wheel, ring)
    window = wheel.windows[ring - 1] * PLACE_DEG
    said = canvas.say(message("locks.ring", ring=NUMERALS[ring - 1])).upper()
    width = canvas.metrics.width_mm(said, Face.LABEL_BOLD, LABEL_PT)
    half_name = math.degrees((width / 2 + 2.4) / deep)
    half_window = math.degrees((wide / 2 + 1.6) / deep)
    middles = [window + offset for offset in (90, 180, 270)]
    for middle in middles:
        y = deep - mm_from_pt(LABEL_PT) * CAP_HEIGHT / 2
        write_round(canvas, said, y, middle, face=Face.LABEL_BOLD, size_pt=LABEL_PT, role=Role.ACCENT)
    edges = [window + half_window]
    for middle in middles:
        edges += [middle - half_name, middle + half_name]
    edges.append(window + 360 - half_window)
    for start, end in zip(edges[0::2], edges[1::2], strict=True):
        canvas.draw(arc(deep, start, end), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    with canvas.moved(turn_deg=window):
        frame = Box(-wide / 2, -deep - WINDOW_HEIGHT_MM / 2, wide, WINDOW_HEIGHT_MM)
        canvas.draw(Path.rect(frame.inset(-FRAME_MM), 0.8), stroke=Role.FRAME, width_mm=0.35)


def arc(radius_mm: float, start_deg: float, end_deg: float) -> Path:
    """Part of a circle round the origin, degrees clockwise from the top."""
    steps = max(2, int((end_deg - start_deg) / 4) + 1)
    angles = [math.radians(start_deg + (end_deg - start_deg) * i / steps) for i in range(steps + 1)]
    return Path.smooth([(radius_mm * math.sin(a), -radius_mm * math.cos(a)) for a in angles])


def _draw_button_face(canvas: Canvas, radius: float) -> None:
    """The innermost ring's middle: a button of night sky, sewn on with thread above and below the pivot."""
    canvas.draw(Path.circle(0, 0, radius), fill=Role.BAND)
    canvas.draw(Path.circle(0, 0, radius - 1.6), stroke=Role.GLOW, width_mm=0.35, dash=(2.1, 1.3))
    dish = radius * 0.74
    canvas.draw(Path.circle(0, 0, dish), fill=Role.WHITE, stroke=Role.GLOW, width_mm=0.6)
    canvas.draw(Path.circle(0, 0, dish - 1.2), stroke=Role.MUTED, width_mm=0.2)
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
    deep = radii_mm(wheel)[ring - 1] - WINDOW_DEEP_MM
    half, high = window_width_mm(wheel, ring) / 2, WINDOW_HEIGHT_MM / 2
    corners = [(-half, -deep - high), (half, -deep - high), (half, -deep + high), (-half, -deep + high)]
    cos, sin = math.cos(angle), math.sin(angle)
    turned = [(x_mm + x * cos - y * sin, y_mm + x * sin + y * cos) for x, y in corners]
    return HandLine(Path.polyline(turned, closed=True), LineKind.CUT)
