"""The two discs: a ring of letters with numbered places, and the disc that turns on it.

The ring is printed on the board and stays there; the disc is cut out of the board's corner, inwards from the
edge. They need no pin: the disc is laid on the white circle inside the ring and turned with a finger. It has
neither hole nor flaps, which took longer to cut than the disc itself.
"""

from __future__ import annotations

import math

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.mechanisms.decoder_wheel.clues import PLACES, signed
from kitgen.units import mm_from_pt

RING_MM, DISC_MM = 32.0, 23.5
"""Radii: below one another both are as high as half a sheet."""

SIZE_MM = 2 * RING_MM
RING_LETTERS_MM, SCALE_MM, NUMBERS_MM = 26.0, 28.4, 30.3
"""Radii of the ring's letters, of the line outside them, and of the numbered places."""

BAND_MM, DISC_LETTERS_MM, ARROW_MM = 17.6, 20.2, 21.3
"""Radii inside the disc's letters, of these letters, and of the foot of the arrow."""

RING_PT, DISC_PT, NUMBER_PT = 11.5, 11.5, 8.0
TURNED_NUMBERS = ("6", "9")
"""Numbers that are another one upside down."""

HAIR, LINE = 0.2, 0.35


def _angle(place: float) -> float:
    return 360.0 * place / PLACES


def _point(x: float, y: float, radius: float, place: float) -> tuple[float, float]:
    a = math.radians(_angle(place))
    return x + radius * math.sin(a), y - radius * math.cos(a)


def _round_text(
    canvas: Canvas, radius: float, place: int, text: str, face: Face, size_pt: float, role: Role
) -> None:
    """Text around the origin with its middle at a radius, its foot towards the middle.

    A bar under it tells which way it stands where that may be mistaken: M and W, N and Z, 6 and 9.
    """
    with canvas.moved(turn_deg=_angle(place)):
        baseline = -radius + mm_from_pt(size_pt) * CAP_HEIGHT / 2
        canvas.text(0, baseline, text, face=face, size_pt=size_pt, role=role, align="centre")
        if text.isalpha() or text in TURNED_NUMBERS:
            half, y = mm_from_pt(size_pt) * 0.3, baseline + mm_from_pt(size_pt) * 0.13
            canvas.draw(Path.line(-half, y, half, y), stroke=role, width_mm=LINE)


def _spokes(inner: float, outer: float) -> Path:
    path = Path(())
    for place in range(PLACES):
        path += Path.line(*_point(0, 0, inner, place + 0.5), *_point(0, 0, outer, place + 0.5))
    return path


def crescent(x: float, y: float, radius: float) -> Path:
    """A waxing moon, drawn as two arcs through its horns."""
    k = radius * 1.32
    top, bottom = (x - radius * 0.35, y - radius), (x - radius * 0.35, y + radius)
    return Path(
        (
            ("M", top),
            ("C", (x + k, top[1], x + k, bottom[1], *bottom)),
            ("C", (x + radius * 0.55, y + radius * 0.5, x + radius * 0.55, y - radius * 0.5, *top)),
            ("Z", ()),
        )
    )


def draw_ring(canvas: Canvas, x: float, y: float, letters: str) -> None:
    """The ring around (x, y); what the disc hides is left empty."""
    with canvas.moved(x, y):
        canvas.draw(Path.circle(0, 0, RING_MM), fill=Role.SHADE)
        canvas.draw(
            Path.circle(0, 0, SCALE_MM), fill=Role.PAPER, stroke=Role.ACCENT, width_mm=LINE, dash=(2.1, 1.3)
        )
        # A hairline in a quiet colour: who sees it must not take it for a line to cut.
        canvas.draw(Path.circle(0, 0, DISC_MM), fill=Role.WHITE, stroke=Role.MUTED, width_mm=HAIR)
        canvas.draw(_spokes(DISC_MM, RING_MM - 1), stroke=Role.MUTED, width_mm=HAIR)
        for place, letter in enumerate(letters):
            _round_text(canvas, RING_LETTERS_MM, place, letter, Face.EXACT_BOLD, RING_PT, Role.BODY)
            if place:
                number = str(abs(signed(place)))
                _round_text(canvas, NUMBERS_MM, place, number, Face.EXACT_BOLD, NUMBER_PT, Role.MUTED)
        canvas.draw(crescent(-0.3, -NUMBERS_MM, 1.8), fill=Role.GLOW, stroke=Role.INK, width_mm=LINE)


def draw_disc(canvas: Canvas, x: float, y: float, letters: str, setting: int = 0) -> None:
    """The disc around (x, y), turned clockwise by a setting. Its edge is drawn by the cut only."""
    with canvas.moved(x, y, turn_deg=_angle(setting)):
        canvas.draw(Path.circle(0, 0, DISC_MM), fill=Role.PAPER)
        canvas.draw(Path.circle(0, 0, BAND_MM), fill=Role.WHITE, stroke=Role.FRAME, width_mm=LINE)
        canvas.draw(Path.circle(0, 0, BAND_MM - 1.1), stroke=Role.ACCENT, width_mm=LINE, dash=(2.1, 1.3))
        canvas.draw(_spokes(BAND_MM, DISC_MM), stroke=Role.MUTED, width_mm=HAIR)
        canvas.draw(_arrow(), fill=Role.BAND)
        for place, letter in enumerate(letters):
            role = Role.BODY if place else Role.ON_BAND
            _round_text(canvas, DISC_LETTERS_MM, place, letter, Face.EXACT_BOLD, DISC_PT, role)
        _stars(canvas)


def _arrow() -> Path:
    """The disc's arrow: the place of its first letter, with a tip that touches the rim."""
    half = ARROW_MM * math.tan(math.pi / PLACES)
    foot = half * BAND_MM / ARROW_MM
    return Path.polyline(
        [(0, -DISC_MM + 0.1), (half, -ARROW_MM), (foot, -BAND_MM), (-foot, -BAND_MM), (-half, -ARROW_MM)],
        closed=True,
    )


def _stars(canvas: Canvas) -> None:
    """A little sky. No moon: there is one only, and the arrow points at it."""
    for place, radius, size in (
        (0, 12.5, 0.8),
        (4, 8.5, 0.9),
        (8, 13, 0.6),
        (12, 10, 0.8),
        (16, 13, 0.9),
        (21, 9, 0.6),
    ):
        px, py = _point(0, 0, radius, place)
        four = [
            (px + (size if i % 2 else size * 2.4) * math.sin(i * math.pi / 4) * (0.45 if i % 2 else 1),
             py - (size if i % 2 else size * 2.4) * math.cos(i * math.pi / 4) * (0.45 if i % 2 else 1))
            for i in range(8)
        ]  # fmt: skip
        canvas.draw(Path.polyline(four, closed=True), fill=Role.STONE)
