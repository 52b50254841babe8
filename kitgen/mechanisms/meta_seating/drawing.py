"""The garden table with its chairs and plates, and the table as it is laid in the end."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.meta_seating.cards import gift_tag, place_card
from kitgen.mechanisms.meta_seating.clues import PartyClues
from kitgen.message import message
from kitgen.units import Box

__all__ = ["gift_tag", "place_card", "solved", "table"]

SHEET_MM = (182.0, 165.0)
"""Leaves a Letter page room for its notes and facts."""

CLOTH = (60.0, 51.5)
PLATES = (48.5, 40.0)
MARKS = (29.0, 22.0)
CHAIRS = (71.0, 63.0)
"""Half width and half height of the rings, in mm, from the middle of the table outwards and back."""

PLATE_MM = 9.5
CENTRE_MM = 10.5
MARK_MM = 8.5
LABEL_PT = 8.5


def table(clues: PartyClues) -> Piece:
    """The sheet in the middle: cards are laid beside its chairs, letters are written on its plates."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _party(canvas, clues)

    notes = [message("meta-seating.note.top"), message("meta-seating.note.beside")]
    if any(tag.turns for tag in clues.tags):
        notes.append(message("meta-seating.note.gifts"))
    return Piece("table", "table", PieceKind.SHEET, *SHEET_MM, front=front, notes=tuple(notes))


def solved(clues: PartyClues, chairs: Sequence[int], tops: Sequence[int]) -> Picture:
    """The same table with the top letters on the plates and the guests' pictures at their chairs."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _party(canvas, clues, dict(enumerate(chairs)))
            for guest, chair in enumerate(chairs):
                x, y = _spot(clues, chair, PLATES)
                letter = clues.cards[guest].letters[tops[guest]]
                place = Box(x - PLATE_MM, y - PLATE_MM, 2 * PLATE_MM, 2 * PLATE_MM)
                canvas.text_in(place, letter, face=Face.EXACT_BOLD, size_pt=24, role=Role.INK)

    return Picture(*SHEET_MM, draw, message("meta-seating.solved"))


def _angle(clues: PartyClues, chair: float) -> float:
    """Clockwise from the head of the page, in radians."""
    return 2 * math.pi * (chair - clues.top) / len(clues.cards)


def _spot(clues: PartyClues, chair: float, ring: tuple[float, float]) -> tuple[float, float]:
    angle = _angle(clues, chair)
    return ring[0] * math.sin(angle), -ring[1] * math.cos(angle)


def _party(canvas: Canvas, clues: PartyClues, seated: dict[int, int] | None = None) -> None:
    """Everything around the middle of the table.

    Args:
        canvas: its origin lies in the middle.
        clues: what is printed.
        seated: the chair of every guest whose picture stands on it, instead of the chair's mark.
    """
    guests = {chair: guest for guest, chair in (seated or {}).items()}
    for chair in range(len(clues.cards)):
        x, y = _spot(clues, chair, CHAIRS)
        with canvas.moved(x, y, turn_deg=_outwards(x, y)):
            _chair(canvas)
        picture = f"chair-{clues.marks[chair]}"
        if chair in guests:
            picture = f"guest-{clues.cards[guests[chair]].figure}"
        canvas.art(picture, Box(x - 5.5, y - 5.5, 11, 11))
    _cloth(canvas)
    for chair in range(len(clues.cards)):
        _plate(canvas, clues, chair)
        _mark(canvas, clues, chair)
        _arrow(canvas, clues, chair + 0.5)
    _middle(canvas)


def _outwards(x: float, y: float) -> float:
    """How far to turn what points up so that it points away from the middle, in degrees."""
    return math.degrees(math.atan2(x, -y))


def _chair(canvas: Canvas) -> None:
    """A garden chair from above, its back towards the top."""
    seat = Path.rect(Box(-9.5, -8.5, 19, 19), 4)
    canvas.draw(seat, fill=Role.PAPER, stroke=Role.INK, width_mm=0.35)
    canvas.draw(Path.rect(Box(-8, -7, 16, 16), 3), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    back = Path.smooth([(-11, -6.5), (-8, -10), (0, -11.2), (8, -10), (11, -6.5)])
    canvas.draw(back, stroke=Role.INK, width_mm=2.2)
    canvas.draw(back, stroke=Role.GLOW, width_mm=0.6, dash=(1.6, 1.6))


def _cloth(canvas: Canvas) -> None:
    """The cloth with a scalloped edge and a running stitch."""
    scallops = 44
    points = []
    for i in range(2 * scallops):
        angle, grow = math.pi * i / scallops, 1.5 if i % 2 else -0.3
        points.append(((CLOTH[0] + grow) * math.cos(angle), (CLOTH[1] + grow) * math.sin(angle)))
    canvas.draw(Path.smooth(points, closed=True), fill=Role.SHADE, stroke=Role.INK, width_mm=0.35)
    inner = Path.ellipse(0, 0, CLOTH[0] - 2.2, CLOTH[1] - 2.2)
    canvas.draw(inner, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))


def _plate(canvas: Canvas, clues: PartyClues, chair: int) -> None:
    """A plate to write on, with its number in a badge at its upper left."""
    x, y = _spot(clues, chair, PLATES)
    canvas.draw(Path.circle(x, y, PLATE_MM), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    canvas.draw(Path.circle(x, y, PLATE_MM - 1.8), stroke=Role.STONE, width_mm=0.2)
    bx, by = x - PLATE_MM * 0.72, y - PLATE_MM * 0.72
    first = chair == 0
    canvas.draw(
        Path.circle(bx, by, 3.2 if first else 2.6),
        fill=Role.ACCENT if first else Role.WHITE,
        stroke=Role.INK,
        width_mm=0.35,
    )
    badge = Box(bx - 3, by - 3, 6, 6)
    canvas.text_in(
        badge,
        str(chair + 1),
        face=Face.LABEL_BOLD,
        size_pt=10 if first else 8.5,
        role=Role.WHITE if first else Role.INK,
    )


def _mark(canvas: Canvas, clues: PartyClues, chair: int) -> None:
    """The chair's mark once more, with its name, where no card will cover it."""
    x, y = _spot(clues, chair, MARKS)
    mark = clues.marks[chair]
    canvas.art(f"chair-{mark}", Box(x - MARK_MM / 2, y - MARK_MM / 2 - 1.6, MARK_MM, MARK_MM))
    name = canvas.say(message(f"meta-seating.mark.{mark}"))
    canvas.text(x, y + MARK_MM / 2 + 1.4, name, face=Face.LABEL, size_pt=LABEL_PT, align="centre")


def _arrow(canvas: Canvas, clues: PartyClues, chair: float) -> None:
    """A small arrowhead between two plates, clockwise; none before plate 1, so that the way has an end."""
    x, y = _spot(clues, chair, PLATES)
    bx, by = _spot(clues, chair - 0.03, PLATES)
    with canvas.moved(x, y, turn_deg=_outwards(x - bx, y - by)):
        head = Path.polyline([(-1.7, 2.4), (0, -2.8), (1.7, 2.4), (0, 1.3)], closed=True)
        canvas.draw(head, fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.35)


def _middle(canvas: Canvas) -> None:
    """The word 'clockwise' inside an arrow that runs that way."""
    arc = [
        (CENTRE_MM * math.sin(math.radians(a)), -CENTRE_MM * math.cos(math.radians(a)))
        for a in range(-150, 141, 15)
    ]
    canvas.draw(Path.circle(0, 0, CENTRE_MM), fill=Role.WHITE)
    canvas.draw(Path.smooth(arc), stroke=Role.ACCENT, width_mm=0.6)
    x, y = arc[-1]
    with canvas.moved(x, y, turn_deg=140 + 90):
        head = Path.polyline([(-2, 1.4), (0, -2), (2, 1.4)], closed=True)
        canvas.draw(head, fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.35)
    word = canvas.say(message("meta-seating.clockwise"))
    canvas.text_in(Box(-CENTRE_MM, -3, 2 * CENTRE_MM, 6), word, face=Face.LABEL_BOLD, size_pt=8.5)
