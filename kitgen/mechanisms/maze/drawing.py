"""The strips on paper, and the way that the host sees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw, Picture, Piece, PieceKind
from kitgen.mechanisms.maze.clues import Floor, MazeClues, Order, Strip, Way
from kitgen.mechanisms.maze.paper import (
    CORNICE_MM,
    END_MM,
    MARGIN_MM,
    SKIRTING_MM,
    STRIP_WIDTH_MM,
    TILE_MM,
    TOP_MM,
    WALL_MM,
    strip_height_mm,
)
from kitgen.mechanisms.maze.reasoning import strip_id, strip_name
from kitgen.message import Message, message
from kitgen.units import Box

LETTER_PT = 12.0
PLATE_MM = 4.6
"""Side of the plate that a letter lies on; it clears the walls on all sides."""

RULE_PT = 8.0
ICON_MM = 3.9
SIGN_MM = 2.0
"""Half the height of a half sign at the end of the cornice."""

SIGN_ROOM_MM = 5.0
"""From the cut to the cornice where a half sign lies on bare paper between them."""

NAME_AT_MM = 7.2
RULES_AT_MM = 22.5
"""Where the strip's name and the rules begin in the cornice."""

RULES_END_MM = 3.2
"""From the end of the last rule to the cut, at least, where no half sign lies."""

SHADOW_MM = 0.6
KERB_MM = 0.6
DASH_MM = (0.9, 1.1)
"""Marks on the floor of an opening that lead over the seam."""

GAP_MM = 2.0
"""Between strips in the host's picture."""


def pieces(clues: MazeClues) -> tuple[Piece, ...]:
    """The strips, in the order of printing."""
    height = strip_height_mm(clues.rows)
    return tuple(
        Piece(strip_id(strip), "strips", PieceKind.PROP, STRIP_WIDTH_MM, height, _front(clues, strip))
        for strip in clues.strips
    )


def _front(clues: MazeClues, strip: Strip) -> Draw:
    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            draw_strip(canvas, clues, strip)

    return draw


def draw_strip(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    """One strip with its top left corner at the origin."""
    floor = Box(END_MM, TOP_MM, STRIP_WIDTH_MM - 2 * END_MM, clues.rows * TILE_MM)
    canvas.draw(Path.rect(floor), fill=Role.SHADE)
    walls = _walls(clues, strip)
    for wall in walls:
        canvas.draw(wall.moved(0, SHADOW_MM), stroke=Role.STONE, width_mm=WALL_MM)
    _frame(canvas, clues, strip)
    for wall in walls:
        canvas.draw(wall, stroke=Role.BAND, width_mm=WALL_MM)
    _furnish(canvas, clues, strip)
    for tile in strip.letters:
        box = _tile_box(tile.row, tile.column)
        plate = Path.rect(box.inset((TILE_MM - PLATE_MM) / 2), 0.8)
        canvas.draw(plate, fill=Role.WHITE, stroke=Role.STONE, width_mm=0.2)
        canvas.text_in(box, tile.mark, face=Face.EXACT_BOLD, size_pt=LETTER_PT, role=Role.INK)
    _cornice(canvas, clues, strip)


def _tile_box(row: int, column: int) -> Box:
    return Box(END_MM + column * TILE_MM, TOP_MM + row * TILE_MM, TILE_MM, TILE_MM)


def _walls(clues: MazeClues, strip: Strip) -> list[Path]:
    """Every wall inside the strip; what lies in one line and touches is one wall."""
    rows, columns = clues.rows, clues.columns
    found = []
    for row in range(rows - 1):
        y = TOP_MM + (row + 1) * TILE_MM
        closed = [not strip.south[row] >> c & 1 for c in range(columns)]
        found += [Path.line(END_MM + a * TILE_MM, y, END_MM + b * TILE_MM, y) for a, b in _runs(closed)]
    for column in range(columns - 1):
        x = END_MM + (column + 1) * TILE_MM
        closed = [not strip.east[r] >> column & 1 for r in range(rows)]
        found += [Path.line(x, TOP_MM + a * TILE_MM, x, TOP_MM + b * TILE_MM) for a, b in _runs(closed)]
    return found


def _runs(closed: Sequence[bool]) -> list[tuple[int, int]]:
    """Stretches of True, as (first, one past the last)."""
    edges = [i for i, (a, b) in enumerate(zip((False, *closed), (*closed, False), strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _frame(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    """Cornice, skirting and the two ends, open where the corridor goes on.

    All of it keeps off the cut; only the floor of an opening runs up to it.
    """
    half = WALL_MM / 2
    bottom = TOP_MM + clues.rows * TILE_MM
    width = STRIP_WIDTH_MM - 2 * MARGIN_MM
    canvas.draw(
        Path.rect(Box(END_MM, TOP_MM + half, STRIP_WIDTH_MM - 2 * END_MM, SHADOW_MM)), fill=Role.STONE
    )
    left, right = (SIGN_ROOM_MM if sign else MARGIN_MM for sign in (strip.left_sign, strip.right_sign))
    cornice = Box(left, MARGIN_MM, STRIP_WIDTH_MM - left - right, CORNICE_MM - half)
    canvas.draw(Path.rect(cornice), fill=Role.BAND)
    canvas.draw(Path.rect(Box(MARGIN_MM, TOP_MM - half, width, WALL_MM)), fill=Role.BAND)
    canvas.draw(Path.rect(Box(MARGIN_MM, bottom - half, width, SKIRTING_MM + half)), fill=Role.BAND)
    for openings, is_left in ((strip.west, True), (strip.right_openings(clues.columns), False)):
        closed = [not openings >> row & 1 for row in range(clues.rows)]
        x = MARGIN_MM if is_left else STRIP_WIDTH_MM - END_MM - half
        for a, b in _runs(closed):
            end = Box(x, TOP_MM + a * TILE_MM - half, END_MM + half - MARGIN_MM, (b - a) * TILE_MM + WALL_MM)
            canvas.draw(Path.rect(end), fill=Role.BAND)
        for row in (row for row in range(clues.rows) if openings >> row & 1):
            _opening(canvas, row, 0.0 if is_left else STRIP_WIDTH_MM - END_MM)


def _opening(canvas: Canvas, row: int, x: float) -> None:
    """The floor of one opening, from the outermost tile up to the cut, its kerbs, and marks that lead on."""
    box = Box(x, TOP_MM + row * TILE_MM + WALL_MM / 2, END_MM, TILE_MM - WALL_MM)
    canvas.draw(Path.rect(box), fill=Role.SHADE)
    # The kerbs lie where the walls do, on bare paper: they lead the eye over the cut line.
    for y in (box.y_mm - KERB_MM / 2, box.bottom_mm + KERB_MM / 2):
        kerb = Path.line(box.x_mm + KERB_MM / 2, y, box.right_mm - KERB_MM / 2, y)
        canvas.draw(kerb, stroke=Role.BAND, width_mm=KERB_MM)
    marks = Path.line(box.x_mm + 0.8, box.centre_y_mm, box.right_mm - 0.8, box.centre_y_mm)
    canvas.draw(marks, stroke=Role.WHITE, width_mm=0.9, dash=DASH_MM)


def _furnish(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    for tile in strip.bridges:
        box = _tile_box(tile.row, tile.column)
        turn = 0.0 if tile.mark == "level" else 90.0
        with canvas.moved(box.centre_x_mm, box.centre_y_mm, turn_deg=turn):
            canvas.art("maze-bridge", Box(-3.99, -3.0, 7.98, 6.0))
    for tile in strip.holes:
        canvas.art(f"maze-hole-{tile.mark}", _tile_box(tile.row, tile.column).inset(0.6))
    for tile in strip.curtains:
        way = Way[tile.mark]
        down, right = way.step
        box = _tile_box(tile.row, tile.column)
        x, y = box.centre_x_mm + right * TILE_MM / 2, box.centre_y_mm + down * TILE_MM / 2
        with canvas.moved(x, y, turn_deg=(int(way) - 1) * 90.0):
            canvas.art("maze-curtain", Box(-3.0, -3.0, 6.0, 6.0))
    if strip.door >= 0:
        canvas.art("maze-door", _tile_box(strip.door, 0).inset(0.55))
    if strip.mouse >= 0:
        canvas.art("maze-mouse", _tile_box(strip.mouse, clues.columns - 1).inset(0.55))


def _cornice(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    """The strip's picture and name, the rules of this corridor, and half signs at its ends."""
    middle = MARGIN_MM + CORNICE_MM / 2
    canvas.art(f"maze-strip-{strip.name}", Box(NAME_AT_MM, middle - 1.9, 3.8, 3.8))
    _label(canvas, NAME_AT_MM + 4.6, middle, canvas.say(strip_name(strip)))
    rules = [(icons, canvas.say(rule)) for icons, rule in _rules(clues)]
    widths = [
        len(icons) * (ICON_MM + 0.3) + 0.7 + canvas.metrics.width_mm(text, Face.LABEL_BOLD, RULE_PT)
        for icons, text in rules
    ]
    end = STRIP_WIDTH_MM - (SIGN_ROOM_MM + 1.0 if strip.right_sign else RULES_END_MM)
    x = RULES_AT_MM
    gap = min(6.0, (end - x - sum(widths)) / max(1, len(rules) - 1))
    for (icons, text), width in zip(rules, widths, strict=True):
        for i, icon in enumerate(icons):
            plate = Box(x + i * (ICON_MM + 0.3), middle - ICON_MM / 2, ICON_MM, ICON_MM)
            canvas.draw(Path.rect(plate, 0.6), fill=Role.WHITE)
            canvas.art(icon, plate.inset(0.25))
        _label(canvas, x + len(icons) * (ICON_MM + 0.3) + 0.7, middle, text)
        x += width + gap
    for sign, left in ((strip.left_sign, True), (strip.right_sign, False)):
        if sign:
            half = _half_sign(sign, 0.0 if left else STRIP_WIDTH_MM, middle - 0.1, left=left)
            canvas.draw(half, fill=Role.INK)


def _label(canvas: Canvas, x: float, middle: float, text: str) -> None:
    """One line on the cornice."""
    canvas.text(x, middle + 1.0, text, face=Face.LABEL_BOLD, size_pt=RULE_PT, role=Role.ON_BAND)


def _rules(clues: MazeClues) -> list[tuple[tuple[str, ...], Message]]:
    """Pictures and sentence for all that players meet on these strips: the same on every one of them."""
    rules: list[tuple[tuple[str, ...], Message]] = []
    if any(strip.bridges for strip in clues.strips):
        rules.append((("maze-bridge",), message("maze.rule.bridge")))
    signs = sorted({tile.mark for strip in clues.strips for tile in strip.holes})
    if signs:
        # Two signs where there are two: nobody shall think that the rule is about one of them.
        rules.append((tuple(f"maze-hole-{sign}" for sign in signs[:2]), message("maze.rule.hole")))
    if any(strip.curtains for strip in clues.strips):
        rules.append((("maze-curtain",), message("maze.rule.curtain")))
    return rules


def _half_sign(sign: str, x: float, y: float, *, left: bool) -> Path:
    """Half of a sign around (x, y): its right half at a left end, its left half at a right end."""
    r = SIGN_MM
    outlines = {
        "disc": [(r * math.sin(a * math.pi / 12), -r * math.cos(a * math.pi / 12)) for a in range(13)],
        "diamond": [(0, -r), (r * 1.2, 0), (0, r)],
        "square": [(0, -r), (r, -r), (r, r), (0, r)],
        "roof": [(0, -r), (r * 1.15, r), (0, r)],
    }
    turn = 1 if left else -1
    return Path.polyline([(x + turn * dx, y + dy) for dx, dy in outlines[sign]], closed=True)


def solved(clues: MazeClues, order: Order, way: Sequence[int]) -> Picture:
    """The strips in their order, one below the other, the way stitched, its letters ringed."""
    height = strip_height_mm(clues.rows)
    total = len(order) * (height + GAP_MM) - GAP_MM
    floor = Floor(clues, order)

    def draw(canvas: Canvas, box: Box) -> None:
        scale = min(box.width_mm / STRIP_WIDTH_MM, box.height_mm / total)
        with canvas.moved(box.x_mm, box.y_mm, scale=scale):
            for place, strip in enumerate(floor.strips):
                with canvas.moved(0, place * (height + GAP_MM)):
                    draw_strip(canvas, clues, strip)
            _stitch(canvas, floor, way)

    return Picture(STRIP_WIDTH_MM, total, draw, message("maze.solved"))


def _stitch(canvas: Canvas, floor: Floor, way: Sequence[int]) -> None:
    spots = [_spot(floor, tile) for tile in way]
    run = [spots[0]]
    runs = [run]
    for a, b in pairwise(spots):
        if math.dist(a, b) > TILE_MM * 1.01:
            run = []
            runs.append(run)
        run.append(b)
    for points in runs:
        canvas.draw(Path.polyline(points), stroke=Role.ACCENT, width_mm=0.9, dash=(2.0, 1.6))
    for tile, (x, y) in zip(way, spots, strict=True):
        if tile in floor.letters:
            canvas.draw(Path.circle(x, y, 2.9), stroke=Role.ACCENT, width_mm=0.6)


def _spot(floor: Floor, tile: int) -> tuple[float, float]:
    """The middle of a tile in the host's picture."""
    row, column = floor.spot(tile)
    place, column = divmod(column, floor.columns)
    box = _tile_box(row, column)
    return box.centre_x_mm, box.centre_y_mm + place * (strip_height_mm(floor.rows) + GAP_MM)
