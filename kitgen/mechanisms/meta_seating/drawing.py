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

SHEET_MM = (182.0, 151.0)
"""With its notes it leaves a row of cards room on a page."""

ACROSS_MM, DOWN_MM = 69.0, 53.5
"""How far chairs stand from the middle at most. Cards a little larger than a chair find room side by side."""

SEAT_MM = 40.0
CLOTH_MM = (45.0, 29.5)
"""Half width and half height of the cloth; no card on a chair covers anything that is printed on it."""

CORNER_MM, SCALLOPS = 16.0, 136
PLATE_MM = 7.4
MARK_MM = 6.4
LABEL_PT = 10.0
STACK_MM = 13.5
"""Room for a word between a plate and the side of the cloth."""


@dataclass(frozen=True)
class Setting:
    """One place at the table, in mm from the middle.

    Args:
        chair: middle of the chair.
        plate: middle of the plate.
        mark: middle of the chair's picture with its word.
        stacked: whether the word stands below its picture instead of beside it.
    """

    chair: tuple[float, float]
    plate: tuple[float, float]
    mark: tuple[float, float]
    stacked: bool = False

    def mirrored(self) -> Setting:
        """The same on the other side of the table."""
        (a, b), (c, d), (e, f) = self.chair, self.plate, self.mark
        return Setting((-a, b), (-c, d), (-e, f), self.stacked)


HEAD = Setting((0, -DOWN_MM), (0, -14.2), (0, -25.6))
FOOT = Setting((0, DOWN_MM), (0, 14.4), (0, 25.4))

RIGHT: dict[int, tuple[Setting, ...]] = {
    5: (
        Setting((ACROSS_MM, -20), (23.5, -5), (37, -16), stacked=True),
        Setting((38, DOWN_MM), (15, 15), (22, 25.4)),
    ),
    6: (
        Setting((ACROSS_MM, -26), (22.5, -8.2), (37, -18.5), stacked=True),
        Setting((ACROSS_MM, 26), (22.5, 8.2), (37, 17), stacked=True),
    ),
    7: (
        Setting((ACROSS_MM, -46), (21.5, -12), (37, -19), stacked=True),
        Setting((ACROSS_MM, 5), (25, 3.5), (38, 4), stacked=True),
        Setting((30, DOWN_MM), (9.5, 15.2), (15, 25.4)),
    ),
    8: (
        Setting((ACROSS_MM, -DOWN_MM), (24, -15), (26, -25.4)),
        Setting((ACROSS_MM, 0), (22.5, 0), (37.3, 0), stacked=True),
        Setting((ACROSS_MM, DOWN_MM), (24, 15), (26, 25.4)),
    ),
}
"""By guests: the places clockwise between the head of the table and its foot."""


def settings(count: int) -> tuple[Setting, ...]:
    """The places of a table, clockwise from the head of the page."""
    right = RIGHT[count]
    left = tuple(setting.mirrored() for setting in reversed(right))
    return (HEAD, *right, *(() if count % 2 else (FOOT,)), *left)


def table(clues: PartyClues) -> Piece:
    """The sheet in the middle: cards are laid on its chairs, letters are written on its plates."""

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _party(canvas, clues)

    return Piece("table", "table", PieceKind.SHEET, *SHEET_MM, front=front, notes=_notes(clues))


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
                canvas.draw(Path.rect(Box(x - 15, y - 15, 30, 30), 3), fill=Role.PAPER)
                canvas.art(f"guest-{card.figure}", Box(x - 10, y - 14, 20, 20))
                name = Box(x - 18, y + 7, 36, 8)
                canvas.text_in(name, canvas.say(card.name()), face=Face.LABEL_BOLD, size_pt=LABEL_PT)

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
    """A garden chair from above, with an arrow that points to the head of the page."""
    half = SEAT_MM / 2
    x, y = setting.chair
    seat = Path.rect(Box(-half, -half, SEAT_MM, SEAT_MM), 5)
    canvas.draw(seat, fill=Role.PAPER, stroke=Role.INK, width_mm=0.35)
    stitches = Path.rect(Box(-half + 1.8, -half + 1.8, SEAT_MM - 3.6, SEAT_MM - 3.6), 3.6)
    canvas.draw(stitches, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    outwards = (0 if y < 0 else 180) if setting.stacked is False else (90 if x > 0 else 270)
    with canvas.moved(turn_deg=outwards):
        back = Path.smooth([(-half - 0.5, -half + 5), (-half + 3, -half - 0.2), (0, -half - 0.8)])
        back += Path.smooth([(0, -half - 0.8), (half - 3, -half - 0.2), (half + 0.5, -half + 5)])
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
    """What the chair is known by, in a picture and a word, at the table's edge."""
    x, y = setting.mark
    name = canvas.say(message(f"meta-seating.mark.{mark}"))
    if setting.stacked:
        canvas.art(f"chair-{mark}", Box(x - MARK_MM / 2, y - MARK_MM / 2 - 2, MARK_MM, MARK_MM))
        size = fitting(canvas, name, Face.LABEL_BOLD, LABEL_PT, STACK_MM)
        canvas.text(x, y + 5.0, name, face=Face.LABEL_BOLD, size_pt=size, align="centre")
        return
    width = MARK_MM + 1.2 + canvas.metrics.width_mm(name, Face.LABEL_BOLD, LABEL_PT)
    left = x - width / 2
    canvas.art(f"chair-{mark}", Box(left, y - MARK_MM / 2, MARK_MM, MARK_MM))
    canvas.text(left + MARK_MM + 1.2, y + 1.2, name, face=Face.LABEL_BOLD, size_pt=LABEL_PT)


def _middle(canvas: Canvas) -> None:
    """The word 'clockwise' inside a ring whose arrowheads run that way."""
    wide, high = 11.0, 5.0
    canvas.draw(Path.ellipse(0, 0, wide, high), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.6)
    for x, turn in ((0.0, 90), (0.0, 270)):
        with canvas.moved(x, -high if turn == 90 else high, turn_deg=turn):
            head = Path.polyline([(-1.7, 1.4), (0, -2), (1.7, 1.4)], closed=True)
            canvas.draw(head, fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.35)
    word = canvas.say(message("meta-seating.clockwise"))
    canvas.text_in(Box(-wide, -3, 2 * wide, 6), word, face=Face.LABEL_BOLD, size_pt=9)
