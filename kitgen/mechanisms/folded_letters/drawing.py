"""The mirror on paper: rows of letter parts, edges to fold along, marks, moths and the alphabet below.

Every row is a band of shade that ends exactly at the edge where its letters are cut. After a right fold the
bands of upper and lower parts run into one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw, Picture
from kitgen.mechanisms.folded_letters.clues import FoldedLettersClues, Moths, Row
from kitgen.mechanisms.folded_letters.font import HIGH, LETTERS, WIDE, Shape, letter_shape
from kitgen.mechanisms.folded_letters.marks import draw_mark, draw_moth
from kitgen.message import message
from kitgen.units import Box

PAPER_MM = (182.0, 118.0)
LEFT_MM, RIGHT_MM = 24.0, 154.0
"""Where the letters of a row begin and end; marks stand to the left of it, moths to the right."""

TOP_MM, FOOT_MM = 5.0, 101.0
"""Between these lie the rows; the alphabet stands below."""

HEM_MM = 1.6
"""What a band leaves above upper and below lower parts, so that round line ends stay whole."""

GAP_MM = 1.9
CRACK_MM = 11.0
"""Bare glass between kinds of rows: the least that is folded away, a tuck half as deep."""

BIGGEST_UNIT_MM = 4.0
THICK = 0.42
"""Width of a letter's line, in units."""


@dataclass(frozen=True)
class Sizes:
    """Where things stand on the paper, in mm from its top left corner.

    Args:
        unit_mm: one unit of the letters' grid.
        bands: by zone and row, top and bottom of the row's band.
    """

    unit_mm: float
    bands: tuple[tuple[tuple[float, float], ...], ...]


def sizes(clues: FoldedLettersClues) -> Sizes:
    """The largest letters that fit, spread over the height."""
    edges = clues.cut.edges
    last = len(clues.zones) - 1
    units = sum(len(zone) * (edges[i + 1] - edges[i]) for i, zone in enumerate(clues.zones))
    fixed = sum((len(zone) - 1) * GAP_MM for zone in clues.zones) + CRACK_MM * last
    fixed += HEM_MM * (len(clues.zones[0]) + len(clues.zones[last]))
    unit = min(BIGGEST_UNIT_MM, (FOOT_MM - TOP_MM - fixed) / units)
    spare = FOOT_MM - TOP_MM - fixed - unit * units
    y = TOP_MM
    bands = []
    for i, zone in enumerate(clues.zones):
        height = (edges[i + 1] - edges[i]) * unit + HEM_MM * (i == 0) + HEM_MM * (i == last)
        rows = []
        for _ in zone:
            rows.append((y, y + height))
            y += height + GAP_MM
        bands.append(tuple(rows))
        y += CRACK_MM - GAP_MM + spare / last
    return Sizes(unit, tuple(bands))


def place_left(place: int, places: int, unit_mm: float) -> float:
    """Left end of a letter, in mm from the paper's left edge; `place` counts from 0."""
    pitch = (RIGHT_MM - LEFT_MM) / places
    return LEFT_MM + pitch * (place + 0.5) - WIDE * unit_mm / 2


def mirror_front(clues: FoldedLettersClues) -> Draw:
    """Draw the whole paper."""

    def draw(canvas: Canvas, box: Box) -> None:
        room = sizes(clues)
        with canvas.moved(box.x_mm, box.y_mm):
            _frame(canvas)
            for i, (zone, bands) in enumerate(zip(clues.zones, room.bands, strict=True)):
                for row, (top, bottom) in zip(zone, bands, strict=True):
                    _row(canvas, clues, i, row, Box(0, top, PAPER_MM[0], bottom - top), room.unit_mm)
            for number, (above, below) in enumerate(pairwise(room.bands), start=1):
                _crack(canvas, (above[-1][1] + below[0][0]) / 2)
                if len(room.bands) == 3:
                    _tuck_label(canvas, number, (above[-1][1] + below[0][0]) / 2)
            _side_view(canvas, (room.bands[0][-1][1] + room.bands[1][0][0]) / 2, len(room.bands) - 1)
            _foot(canvas, clues)

    return draw


def folded_picture(clues: FoldedLettersClues, picks: tuple[int, ...]) -> Picture:
    """The picked rows as they stand after folding."""
    room = sizes(clues)
    bands = [room.bands[zone][pick] for zone, pick in enumerate(picks)]

    def draw(canvas: Canvas, box: Box) -> None:
        y = box.y_mm + 3
        for zone, (pick, (top, bottom)) in enumerate(zip(picks, bands, strict=True)):
            with canvas.moved(box.x_mm, y):
                place = Box(0, 0, PAPER_MM[0], bottom - top)
                _row(canvas, clues, zone, clues.zones[zone][pick], place, room.unit_mm)
            y += bottom - top
        canvas.draw(Path.rect(box.inset(0.5), 3), stroke=Role.FRAME, width_mm=0.6)

    return Picture(PAPER_MM[0], sum(bottom - top for top, bottom in bands) + 6, draw)


def _frame(canvas: Canvas) -> None:
    outer = Box(0, 0, *PAPER_MM).inset(1.5)
    canvas.draw(Path.rect(outer, 4), stroke=Role.FRAME, width_mm=0.6)
    canvas.draw(Path.rect(outer.inset(1.3), 3), stroke=Role.ACCENT, width_mm=0.35, dash=canvas.style.seam_mm)


def _row(canvas: Canvas, clues: FoldedLettersClues, zone: int, row: Row, band: Box, unit_mm: float) -> None:
    """One band: `band` is as wide as the paper."""
    cut = clues.cut
    glass = Box(LEFT_MM - 3, band.y_mm, RIGHT_MM - LEFT_MM + 6, band.height_mm)
    canvas.draw(Path.rect(glass), fill=Role.SHADE)
    last = len(clues.zones) - 1
    folds = [band.bottom_mm] * (zone < last) + [band.y_mm] * (zone > 0)
    for y in folds:
        for x1, x2 in ((4.4, glass.x_mm), (glass.right_mm, PAPER_MM[0] - 4.4)):
            canvas.draw(Path.line(x1, y, x2, y), stroke=Role.MUTED, width_mm=0.2, dash=(1.2, 1.0))
    base = band.y_mm + HEM_MM * (zone == 0) - cut.edges[zone] * unit_mm
    with canvas.clipped(Path.rect(glass)):
        for place, piece in enumerate(row.pieces):
            left = place_left(place, len(row.pieces), unit_mm)
            canvas.draw(
                stroke_path(cut.shapes[zone][piece], left, base, unit_mm),
                stroke=Role.INK,
                width_mm=THICK * unit_mm,
            )
    middle = band.y_mm + band.height_mm / 2
    draw_mark(canvas, row.mark, 12.0, middle, min(3.2, band.height_mm / 2 - 0.5))
    for i in range(row.moths):
        draw_moth(canvas, 162.0 + 6.2 * i, middle, 2.5)


def stroke_path(shape: Shape, x_mm: float, y_mm: float, unit_mm: float) -> Path:
    """A letter part as lines; the letter's top left corner stands at (x_mm, y_mm)."""
    path = Path(())
    for (x1, y1), (x2, y2) in shape:
        path += Path.line(x_mm + x1 * unit_mm, y_mm + y1 * unit_mm, x_mm + x2 * unit_mm, y_mm + y2 * unit_mm)
    return path


def _crack(canvas: Canvas, y: float) -> None:
    """A crack across bare glass: no letters, folded away by every fold."""
    points = [
        (LEFT_MM - 3 + i * 8.5, y + (1.6 if i % 2 else -1.6) * (1 if i % 3 else 0.4)) for i in range(17)
    ]
    canvas.draw(Path.polyline(points), stroke=Role.MUTED, width_mm=0.35)
    for i in (3, 8, 12):
        x, high = points[i]
        canvas.draw(
            Path.line(x, high, x + 3, high + (2.2 if i % 2 else -2.2)), stroke=Role.MUTED, width_mm=0.2
        )


def _tuck_label(canvas: Canvas, number: int, y: float) -> None:
    """Beside a crack, which tuck hides it."""
    label = canvas.say(message("folded-letters.tuck", count=number))
    canvas.text(5.5, y + 1.1, label, face=Face.LABEL_BOLD, size_pt=8.5)


def _side_view(canvas: Canvas, y: float, tucks: int) -> None:
    """Beside the first crack, all tucks as they are seen from the paper's side."""
    canvas.text(159.0, y - 1.8, canvas.say(message("folded-letters.side")), face=Face.LABEL, size_pt=8.5)
    turns = [(0.0, 0.0)]
    for i in range(tucks):
        x, down = 7 + 5.5 * i, 2.0 * i
        turns += [(x, down), (x, down + 1), (x - 3.5, down + 1), (x - 3.5, down + 2)]
    turns.append((7 + 5.5 * tucks, 2.0 * tucks))
    canvas.draw(Path.polyline([(159.0 + x, y - 0.3 + d) for x, d in turns]), stroke=Role.INK, width_mm=0.6)


def _foot(canvas: Canvas, clues: FoldedLettersClues) -> None:
    """The rule of the moths and the alphabet that says what a whole letter is."""
    canvas.draw(Path.line(8, 102.4, PAPER_MM[0] - 8, 102.4), stroke=Role.FRAME, width_mm=0.2)
    unit = 0.82
    left = 8.0
    rule = ""
    if clues.moths is not Moths.NONE:
        rule = canvas.say(message(f"folded-letters.rule-{clues.moths.value}", count=clues.quota))
    caption = canvas.say(message("folded-letters.alphabet"))
    canvas.text(left, 106.3, caption, face=Face.LABEL, size_pt=8.5, role=Role.BODY)
    if rule:
        canvas.text(PAPER_MM[0] - 8, 106.3, rule, face=Face.LABEL_BOLD, size_pt=8.5, align="right")
    step = (PAPER_MM[0] - 2 * left - WIDE * unit) / (len(LETTERS) - 1)
    for i, letter in enumerate(LETTERS):
        path = stroke_path(letter_shape(letter), left + i * step, 108.2, unit)
        canvas.draw(path, stroke=Role.INK, width_mm=0.45)
    assert 108.2 + HIGH * unit < PAPER_MM[1] - 3
