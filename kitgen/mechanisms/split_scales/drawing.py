"""The two pictures: scales that stand level or lean, with things and iron weights piled on their pans."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.mechanisms.split_scales.clues import LEVEL, Pan, Scale, SplitScalesClues
from kitgen.mechanisms.split_scales.params import THINGS
from kitgen.mechanisms.split_scales.reasoning import PICTURE_IDS
from kitgen.mechanisms.split_scales.things import draw_iron, draw_thing
from kitgen.mechanisms.split_scales.well import key_piece, rope_piece, well_piece
from kitgen.message import message
from kitgen.units import Box

PICTURE_MM = (67.0, 104.0)
THING_MM = 6.4
"""Side of the square that a thing fills, the same on both pictures."""

ROOMY_MM = 8.2
"""The same where no pan and no picture holds more than `_ROOMY`."""

_ROOMY = 3

_ROWS_TOP, _ROWS_BOTTOM = 13.6, 92.4
_TALLEST_ROW = 26.0
_ARM_MM = 15.6
_PAN_MM = 27.0
_LEAN_MM = 2.0
_IN_A_ROW = 4


def all_pieces(clues: SplitScalesClues) -> tuple[Piece, ...]:
    """The two pictures, the well, the rope, the key."""
    pans = [pan for _, _, scale in clues.scales for pan in (scale.left, scale.right)]
    roomy = max(map(len, clues.pictures)) <= _ROOMY and max(pan.size for pan in pans) <= _ROOMY
    side = ROOMY_MM if roomy else THING_MM
    pictures = [
        Piece(
            name,
            "pictures",
            PieceKind.PROP,
            *PICTURE_MM,
            front=partial(_picture, scales=scales, index=index, side=side),
            keeps_margin=True,
        )
        for index, (name, scales) in enumerate(zip(PICTURE_IDS, clues.pictures, strict=True))
    ]
    return (*pictures, well_piece(clues), rope_piece(clues), key_piece())


def _picture(canvas: Canvas, box: Box, scales: tuple[Scale, ...], index: int, side: float) -> None:
    with canvas.moved(box.x_mm, box.y_mm):
        whole = Box(0, 0, *PICTURE_MM)
        canvas.draw(Path.rect(whole), fill=Role.PAPER)
        canvas.draw(Path.rect(whole.inset(1.8), 2), stroke=Role.FRAME, width_mm=0.35)
        seam = Path.rect(whole.inset(2.8), 1.4)
        canvas.draw(seam, stroke=Role.ACCENT, width_mm=0.35, dash=canvas.style.seam_mm)
        band = Box(4.2, 4.2, PICTURE_MM[0] - 8.4, 8.2)
        canvas.draw(Path.rect(band, 1.2), fill=Role.BAND)
        letter = Box(band.x_mm + 1, band.y_mm, 8, band.height_mm)
        canvas.text_in(letter, "AB"[index], face=Face.EXACT_BOLD, size_pt=14, role=Role.ON_BAND)
        who = Box(band.x_mm + 8, band.y_mm, band.width_mm - 10, band.height_mm)
        said = canvas.say(message(f"split-scales.picture.{'ab'[index]}"))
        canvas.text_in(who, said, face=Face.BODY_BOLD, size_pt=10, role=Role.ON_BAND)
        for i, key in enumerate(("level", "range")):
            foot = Box(3, _ROWS_BOTTOM + 0.3 + 3.5 * i, PICTURE_MM[0] - 6, 3.4)
            canvas.text_in(
                foot, canvas.say(message(f"split-scales.picture.{key}")), face=Face.BODY, size_pt=8
            )
        height = min(_TALLEST_ROW, (_ROWS_BOTTOM - _ROWS_TOP) / len(scales))
        top = (_ROWS_TOP + _ROWS_BOTTOM - height * len(scales)) / 2
        for i, scale in enumerate(scales):
            if i:
                rule = Path.line(8, top + i * height, PICTURE_MM[0] - 8, top + i * height)
                canvas.draw(rule, stroke=Role.MUTED, width_mm=0.2, dash=(0.6, 1.2))
            _scale(canvas, Box(4, top + i * height, PICTURE_MM[0] - 8, height), scale, i + 1, side)


def _scale(canvas: Canvas, row: Box, scale: Scale, number: int, side: float) -> None:
    """One scale in its row; the heavier side hangs low."""
    middle, floor = row.centre_x_mm, row.bottom_mm - 0.9
    canvas.draw(
        Path.circle(row.x_mm + 3.4, row.y_mm + 4.0, 2.3), fill=Role.WHITE, stroke=Role.INK, width_mm=0.2
    )
    tag = Box(row.x_mm + 1.1, row.y_mm + 1.7, 4.6, 4.6)
    canvas.text_in(tag, str(number), face=Face.LABEL_BOLD, size_pt=8.5)
    beam = floor - 3.2
    drop = _LEAN_MM * scale.lean
    foot = [(middle, beam - 0.4), (middle + 4.2, floor), (middle - 4.2, floor)]
    canvas.draw(Path.polyline(foot, closed=True), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
    ends = ((middle - _ARM_MM, beam + drop), (middle + _ARM_MM, beam - drop))
    canvas.draw(Path.line(*ends[0], *ends[1]), stroke=Role.INK, width_mm=0.9)
    canvas.draw(Path.circle(middle, beam, 1.1), fill=Role.GLOW, stroke=Role.INK, width_mm=0.35)
    for (x, y), pan in zip(ends, (scale.left, scale.right), strict=True):
        # Where it leans, the low pan stands high enough to leave the beam in sight.
        tray = y - (1.6 if scale.lean == LEVEL else 3.4)
        canvas.draw(Path.line(x, y, x, tray + 0.2), stroke=Role.INK, width_mm=0.9)
        rim = _PAN_MM / 2
        bowl = [
            (x - rim, tray - 0.7),
            (x + rim, tray - 0.7),
            (x + rim - 1.8, tray + 0.5),
            (x - rim + 1.8, tray + 0.5),
        ]
        canvas.draw(Path.polyline(bowl, closed=True), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
        _pile(canvas, x, tray - 0.8, pan, side)
    if scale.lean == LEVEL:
        for dy in (-0.55, 0.55):
            y = beam - 5.2 + dy
            canvas.draw(Path.line(middle - 1.1, y, middle + 1.1, y), stroke=Role.ACCENT, width_mm=0.5)


def _pile(canvas: Canvas, x: float, bottom: float, pan: Pan, side: float) -> None:
    """The things of a pan: side by side, or in two layers with a board between where they are many."""
    names = [*sorted(pan.things, key=THINGS.index), *([""] if pan.number else [])]
    layers = [names] if len(names) <= _IN_A_ROW else [names[:3], names[3:]]
    step = min(side + 0.5, (_PAN_MM - 1.4) / min(len(names), _IN_A_ROW))
    for level, layer in enumerate(layers):
        floor = bottom - level * (side + 0.9)
        if level:
            board = Box(x - 9.5, floor + 0.1, 19, 0.7)
            canvas.draw(Path.rect(board), fill=Role.STONE, stroke=Role.INK, width_mm=0.2)
        for i, name in enumerate(layer):
            middle = x + (i - (len(layer) - 1) / 2) * step
            place = Box(middle - side / 2, floor - side, side, side)
            if name:
                draw_thing(canvas, name, place)
            else:
                draw_iron(canvas, pan.number, place)


# --- for the host ---------------------------------------------------------------------------------

_CELL_MM = 18.0


def solved_picture(clues: SplitScalesClues, weights: Mapping[str, int]) -> Picture:
    """Every thing with its weight; those of the well in order, with their letters below."""
    names = [*clues.order, *(name for name in clues.things if name not in clues.order)]

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            for i, name in enumerate(names):
                cell = Box(i * _CELL_MM + 1, 1, _CELL_MM - 2, 38)
                canvas.draw(Path.rect(cell, 1.5), fill=Role.PAPER, stroke=Role.FRAME, width_mm=0.35)
                draw_thing(canvas, name, Box(cell.x_mm, 3, cell.width_mm, 10))
                label = Box(cell.x_mm, 14, cell.width_mm, 9)
                canvas.text_in(label, str(weights[name]), face=Face.EXACT_BOLD, size_pt=14)
                if name in clues.order:
                    canvas.draw(Path.rect(Box(cell.x_mm + 2, 25, cell.width_mm - 4, 12), 1.2), fill=Role.BAND)
                    letter = Box(cell.x_mm, 25, cell.width_mm, 12)
                    said = clues.letter(weights[name])
                    canvas.text_in(letter, said, face=Face.EXACT_BOLD, size_pt=18, role=Role.ON_BAND)

    return Picture(_CELL_MM * len(names), 40, draw)
