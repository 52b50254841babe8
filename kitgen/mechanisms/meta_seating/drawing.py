"""The garden table with its chairs and plates, and the table as it is laid in the end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.meta_seating.cards import fitting, gift_tag, place_card
from kitgen.mechanisms.meta_seating.clues import PartyClues, chair_name
from kitgen.message import Message, message
from kitgen.units import Box

__all__ = ["gift_tag", "place_card", "solved", "table"]

SHEET_MM = (182.0, 132.0)
"""A small card lies whole on its chair, so that none covers the notes; with them the board leaves a row of
cards room on its page."""

CLOTH_MM = (90.0, 27.0)
"""Half width and half height of the cloth; no card on a chair covers anything that is printed on it."""

CHAIR_MM, SEAT_MM = 46.2, (35.0, 35.4)
"""How far chairs stand from the middle of the table, and their size. A card is laid against the cloth; only a
large one reaches over the edge of the paper."""

CORNER_MM, SCALLOPS = 22.0, 168
PLATE_MM, PLATE_DOWN_MM = 8.4, 15.6
MARK_MM = 8.0
LABEL_PT = 11.0
PLATE_ASIDE_MM, MARK_ASIDE_MM = 9.4, 10.2
"""How far plate and mark lie from the middle of their place, the plate on the outer side."""

INWARDS = 0.88
"""Places stand somewhat nearer together than their chairs: the cloth has round corners."""

MARK_WIDE_MM = 19.0
"""Room for a word under its picture."""


@dataclass(frozen=True)
class Setting:
    """One place at the table, in mm from the middle.

    Args:
        chair: middle of the chair.
        plate: middle of the plate.
        mark: middle of the chair's picture with its word.
    """

    chair: tuple[float, float]
    plate: tuple[float, float]
    mark: tuple[float, float]


ROWS: dict[int, tuple[tuple[float, ...], tuple[float, ...]]] = {
    5: ((-58, 0, 58), (36, -36)),
    6: ((-58, 0, 58), (58, 0, -58)),
    7: ((-58, 0, 58), (72, 24, -24, -72)),
    8: ((-72, -24, 24, 72), (72, 24, -24, -72)),
}
"""By guests: how far right of the middle the chairs of the upper and the lower long side stand, clockwise."""


def settings(count: int) -> tuple[Setting, ...]:
    """The places of a table, clockwise from the left end of the upper side."""
    upper, lower = ROWS[count]
    return (*(_at(x, -1) for x in upper), *(_at(x, 1) for x in lower))


def _at(x_mm: float, side: int) -> Setting:
    """The place so far right of the middle, on the upper side (-1) or the lower one (1)."""
    outwards = 1 if x_mm > 0 else -1
    middle, down = x_mm * INWARDS, side * PLATE_DOWN_MM
    return Setting(
        (x_mm, side * CHAIR_MM),
        (middle + outwards * PLATE_ASIDE_MM, down),
        (middle - outwards * MARK_ASIDE_MM, down),
    )


def table(clues: PartyClues) -> Piece:
    """The board in the middle: cards are laid on its chairs, letters are written on its plates."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _party(canvas, clues)

    return Piece(
        "table", "table", PieceKind.SHEET, *SHEET_MM, front=front, notes=_notes(clues), keeps_margin=True
    )


def _notes(clues: PartyClues) -> tuple[Message, ...]:
    """What words on cards and gifts mean, as far as they are printed on any."""
    kinds = clues.kinds()
    wanted = {
        "lay": True,
        "top": True,
        "next": bool(kinds & {"beside", "apart"}),
        "clockwise": True,
        "across": "opposite" in kinds,
        "gifts": any(tag.turns for tag in clues.tags),
    }
    example = chair_name(clues, 0)
    return tuple(
        message(f"meta-seating.note.{name}", chair=example)
        if name == "lay"
        else message(f"meta-seating.note.{name}")
        for name, is_wanted in wanted.items()
        if is_wanted
    )


def solved(clues: PartyClues, chairs: Sequence[int], tops: Sequence[int]) -> Picture:
    """The same table with the top letters on the plates and the guests on their chairs."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _party(canvas, clues)
            for guest, chair in enumerate(chairs):
                card, setting = clues.cards[guest], _setting(clues, chair)
                x, y = setting.plate
                place = Box(x - PLATE_MM, y - PLATE_MM, 2 * PLATE_MM, 2 * PLATE_MM)
                canvas.text_in(place, card.letters[tops[guest]], face=Face.EXACT_BOLD, size_pt=24)
                x, y = setting.chair
                wide, high = SEAT_MM
                seat = Path.rect(Box(x - wide / 2, y - high / 2, wide, high), 4)
                canvas.draw(seat, fill=Role.PAPER, stroke=Role.INK, width_mm=0.35)
                canvas.art(f"guest-{card.figure}", Box(x - 5.5, y - 8, 11, 11))
                said = canvas.say(card.name())
                size = fitting(canvas, said, Face.LABEL_BOLD, LABEL_PT, wide - 2)
                canvas.text(x, y + 6.6, said, face=Face.LABEL_BOLD, size_pt=size, align="centre")

    return Picture(*SHEET_MM, draw, message("meta-seating.solved"))


def _setting(clues: PartyClues, chair: int) -> Setting:
    count = len(clues.cards)
    return settings(count)[(chair - clues.top) % count]


def _party(canvas: Canvas, clues: PartyClues) -> None:
    """Cloth, chairs and places around the middle of the table, where the canvas has its origin."""
    _cloth(canvas)
    for chair in range(len(clues.cards)):
        setting = _setting(clues, chair)
        with canvas.moved(*setting.chair):
            _chair(canvas, setting)
        _plate(canvas, setting, chair)
        _mark(canvas, setting, clues.marks[chair])
    _middle(canvas)


def _chair(canvas: Canvas, setting: Setting) -> None:
    """A garden chair from above, with an arrow that points to the head of the board."""
    wide, high = SEAT_MM[0] / 2, SEAT_MM[1] / 2
    seat = Path.rect(Box(-wide, -high, 2 * wide, 2 * high), 4)
    canvas.draw(seat, fill=Role.PAPER, stroke=Role.INK, width_mm=0.35)
    stitches = Path.rect(Box(1.6 - wide, 1.6 - high, 2 * wide - 3.2, 2 * high - 3.2), 2.6)
    canvas.draw(stitches, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    with canvas.moved(turn_deg=0 if setting.chair[1] < 0 else 180):
        back = Path.smooth([(-wide - 0.5, 5 - high), (3 - wide, -high - 0.2), (0, -high - 0.6)])
        back += Path.smooth([(0, -high - 0.6), (wide - 3, -high - 0.2), (wide + 0.5, 5 - high)])
        canvas.draw(back, stroke=Role.INK, width_mm=2.2)
        canvas.draw(back, stroke=Role.GLOW, width_mm=0.6, dash=(1.6, 1.6))
    arrow = [(0, -9), (7, -1), (3, -1), (3, 9), (-3, 9), (-3, -1), (-7, -1)]
    canvas.draw(Path.polyline(arrow, closed=True), fill=Role.SHADE, stroke=Role.STONE, width_mm=0.35)


def _cloth(canvas: Canvas) -> None:
    """The cloth with round corners and a scalloped edge."""
    edge = _rounded(*CLOTH_MM, CORNER_MM, SCALLOPS)
    points = [
        (x + nx * (0.8 if i % 2 else -0.6), y + ny * (0.8 if i % 2 else -0.6)) for i, (x, y, nx, ny) in edge
    ]
    canvas.draw(Path.smooth(points, closed=True), fill=Role.SHADE, stroke=Role.INK, width_mm=0.35)


def _rounded(
    half_width: float, half_height: float, radius: float, count: int
) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """Points at equal steps along a rectangle with round corners: number, place and direction outwards."""
    across, down, bend = 2 * (half_width - radius), 2 * (half_height - radius), math.pi / 2 * radius
    step = 2 * (across + down + 2 * bend) / count
    # Two sides and two bends, then the same turned by half.
    for i in range(count):
        half, along = divmod(i * step, across + down + 2 * bend)
        if along < across:
            x, y, angle = -across / 2 + along, -half_height, -math.pi / 2
        elif along < across + bend:
            angle = (along - across) / radius - math.pi / 2
            x, y = across / 2 + radius * math.cos(angle), -down / 2 + radius * math.sin(angle)
        elif along < across + bend + down:
            x, y, angle = half_width, -down / 2 + along - across - bend, 0.0
        else:
            angle = (along - across - bend - down) / radius
            x, y = across / 2 + radius * math.cos(angle), down / 2 + radius * math.sin(angle)
        sign = -1 if half else 1
        yield i, (sign * x, sign * y, sign * math.cos(angle), sign * math.sin(angle))


def _plate(canvas: Canvas, setting: Setting, chair: int) -> None:
    """A plate to write on, with its number in a badge above it on the side of the middle."""
    x, y = setting.plate
    canvas.draw(Path.circle(x, y, PLATE_MM), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    canvas.draw(Path.circle(x, y, PLATE_MM - 1.5), stroke=Role.STONE, width_mm=0.2)
    bx, by = x + PLATE_MM * (0.74 if x < 0 else -0.74), y - PLATE_MM * 0.74
    first = chair == 0
    fill, ink = (Role.ACCENT, Role.WHITE) if first else (Role.WHITE, Role.INK)
    canvas.draw(Path.circle(bx, by, 2.8), fill=fill, stroke=Role.INK, width_mm=0.35)
    badge = Box(bx - 3, by - 3, 6, 6)
    canvas.text_in(badge, str(chair + 1), face=Face.EXACT_BOLD, size_pt=10, role=ink)


def _mark(canvas: Canvas, setting: Setting, mark: str) -> None:
    """What the chair is known by, in a picture with its word below, beside the plate."""
    x, y = setting.mark
    name = canvas.say(message(f"meta-seating.mark.{mark}"))
    canvas.art(f"chair-{mark}", Box(x - MARK_MM / 2, y - MARK_MM / 2 - 2, MARK_MM, MARK_MM))
    size = fitting(canvas, name, Face.LABEL_BOLD, LABEL_PT, MARK_WIDE_MM)
    canvas.text(x, y + 6.0, name, face=Face.LABEL_BOLD, size_pt=size, align="centre")


def _middle(canvas: Canvas) -> None:
    """The word 'clockwise' inside a ring whose arrowheads run that way."""
    wide, high = 12.0, 4.6
    canvas.draw(Path.ellipse(0, 0, wide, high), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.6)
    for x, turn in ((0.0, 90), (0.0, 270)):
        with canvas.moved(x, -high if turn == 90 else high, turn_deg=turn):
            head = Path.polyline([(-1.7, 1.4), (0, -2), (1.7, 1.4)], closed=True)
            canvas.draw(head, fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.35)
    word = canvas.say(message("meta-seating.clockwise"))
    canvas.text_in(Box(-wide, -3, 2 * wide, 6), word, face=Face.LABEL_BOLD, size_pt=9)
