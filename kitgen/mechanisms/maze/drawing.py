"""The strips on paper, and the way that the host sees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw, Picture, Piece, PieceKind
from kitgen.mechanisms.maze.clues import Floor, MazeClues, Order, Strip, Tile, Way
from kitgen.mechanisms.maze.paper import (
    CORNICE_MM,
    END_MM,
    SKIRTING_MM,
    STRIP_WIDTH_MM,
    TILE_MM,
    WALL_MM,
    strip_height_mm,
)
from kitgen.mechanisms.maze.reasoning import strip_id, strip_name
from kitgen.message import Message, message
from kitgen.units import Box

LETTER_PT = 12.0
RULE_PT = 8.5
SIGN_MM = 1.75
"""Half the height of a half button in the cornice."""

RULES_AT_MM = 31.0
"""Where the rules begin in the cornice, right of the strip's name."""

SHADOW_MM = 0.8
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
    height = strip_height_mm(clues.rows)
    canvas.draw(Path.rect(Box(0, 0, STRIP_WIDTH_MM, height)), fill=Role.SHADE)
    for tile in strip.letters:
        plate = _tile_box(tile.row, tile.column).inset((TILE_MM - 5.0) / 2)
        canvas.draw(Path.rect(plate, 0.8), fill=Role.WHITE, stroke=Role.STONE, width_mm=0.2)
    walls = _walls(clues, strip)
    for wall in walls:
        canvas.draw(wall.moved(0, SHADOW_MM), stroke=Role.STONE, width_mm=WALL_MM)
    _frame(canvas, clues, strip)
    for wall in walls:
        canvas.draw(wall, stroke=Role.BAND, width_mm=WALL_MM)
    _furnish(canvas, clues, strip)
    for tile in strip.letters:
        canvas.text_in(
            _tile_box(tile.row, tile.column),
            tile.mark,
            face=Face.EXACT_BOLD,
            size_pt=LETTER_PT,
            role=Role.INK,
        )
    _cornice(canvas, clues, strip)


def _tile_box(row: int, column: int) -> Box:
    return Box(END_MM + column * TILE_MM, CORNICE_MM + row * TILE_MM, TILE_MM, TILE_MM)


def _walls(clues: MazeClues, strip: Strip) -> list[Path]:
    """Every wall inside the strip; what lies in one line and touches is one wall."""
    rows, columns = clues.rows, clues.columns
    found = []
    for row in range(rows - 1):
        y = CORNICE_MM + (row + 1) * TILE_MM
        closed = [not strip.south[row] >> c & 1 for c in range(columns)]
        found += [Path.line(END_MM + a * TILE_MM, y, END_MM + b * TILE_MM, y) for a, b in _runs(closed)]
    for column in range(columns - 1):
        x = END_MM + (column + 1) * TILE_MM
        closed = [not strip.east[r] >> column & 1 for r in range(rows)]
        found += [
            Path.line(x, CORNICE_MM + a * TILE_MM, x, CORNICE_MM + b * TILE_MM) for a, b in _runs(closed)
        ]
    return found


def _runs(closed: Sequence[bool]) -> list[tuple[int, int]]:
    """Stretches of True, as (first, one past the last)."""
    edges = [i for i, (a, b) in enumerate(zip((False, *closed), (*closed, False), strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _frame(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    """Cornice, skirting and the two ends, open where the corridor goes on."""
    half = WALL_MM / 2
    bottom = CORNICE_MM + clues.rows * TILE_MM
    canvas.draw(Path.rect(Box(0, CORNICE_MM + half, STRIP_WIDTH_MM, SHADOW_MM)), fill=Role.STONE)
    canvas.draw(Path.rect(Box(0, 0, STRIP_WIDTH_MM, CORNICE_MM + half)), fill=Role.BAND)
    canvas.draw(Path.rect(Box(0, bottom - half, STRIP_WIDTH_MM, SKIRTING_MM + half)), fill=Role.BAND)
    right = strip.right_openings(clues.columns)
    for openings, x in ((strip.west, 0.0), (right, STRIP_WIDTH_MM - END_MM - half)):
        end = Box(x, CORNICE_MM, END_MM + half, TILE_MM)
        for row in range(clues.rows):
            y = CORNICE_MM + row * TILE_MM
            if not openings >> row & 1:
                canvas.draw(Path.rect(Box(x, y - half, end.width_mm, TILE_MM + WALL_MM)), fill=Role.BAND)
            elif row:
                canvas.draw(Path.rect(Box(x, y - half, end.width_mm, WALL_MM)), fill=Role.BAND)


def _furnish(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    for tile in strip.bridges:
        box = _tile_box(tile.row, tile.column)
        turn = 0.0 if tile.mark == "level" else 90.0
        with canvas.moved(box.centre_x_mm, box.centre_y_mm, turn_deg=turn):
            canvas.art("maze-bridge", Box(-4.2, -3.15, 8.4, 6.3))
    for tile in strip.holes:
        canvas.art(f"maze-hole-{tile.mark}", _tile_box(tile.row, tile.column).inset(0.65))
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
    for tile in _haunts(clues, strip):
        canvas.art(f"maze-{tile.mark}", _tile_box(tile.row, tile.column).inset(0.9))


def _haunts(clues: MazeClues, strip: Strip) -> list[Tile]:
    """Dead ends where somebody looks at you, or nobody has been for long: only to be looked at."""
    taken = {(t.row, t.column) for t in (*strip.letters, *strip.holes, *strip.curtains, *strip.bridges)}
    taken |= {(strip.door, 0), (strip.mouse, clues.columns - 1)}
    found = []
    for row in range(clues.rows):
        for column in range(clues.columns):
            exits = (strip.east[row] >> column & 1) + (strip.south[row] >> column & 1)
            exits += strip.south[row - 1] >> column & 1 if row else 0
            exits += strip.east[row] >> (column - 1) & 1 if column else strip.west >> row & 1
            kind = (row * 5 + column * 3 + len(strip.letters)) % 6
            if exits == 1 and (row, column) not in taken and kind in (0, 3):
                found.append(Tile(row, column, "eyes" if kind else "web"))
    return found


def _cornice(canvas: Canvas, clues: MazeClues, strip: Strip) -> None:
    """The strip's picture and name, the rules of what it may hold, and halves of buttons at its ends."""
    middle = CORNICE_MM / 2 + 0.1
    canvas.art(f"maze-strip-{strip.name}", Box(7.0, middle - 1.9, 3.8, 3.8))
    name = canvas.say(strip_name(strip))
    _label(canvas, 11.8, middle, name)
    rules = [(art, canvas.say(rule)) for art, rule in _rules(clues)]
    widths = [4.9 + canvas.metrics.width_mm(text, Face.LABEL_BOLD, RULE_PT) for _, text in rules]
    x = RULES_AT_MM
    gap = min(6.0, (STRIP_WIDTH_MM - x - 3.0 - sum(widths)) / max(1, len(rules)))
    for (art, text), width in zip(rules, widths, strict=True):
        plate = Box(x, middle - 1.95, 3.9, 3.9)
        canvas.draw(Path.rect(plate, 0.6), fill=Role.WHITE)
        canvas.art(art, plate.inset(0.25))
        _label(canvas, x + 4.9, middle, text)
        x += width + gap
    for sign, left in ((strip.left_sign, True), (strip.right_sign, False)):
        if sign:
            canvas.draw(
                _half_button(sign, 0.0 if left else STRIP_WIDTH_MM, middle, left=left), fill=Role.GLOW
            )


def _label(canvas: Canvas, x: float, middle: float, text: str) -> None:
    """One line on the cornice."""
    canvas.text(x, middle + 1.0, text, face=Face.LABEL_BOLD, size_pt=RULE_PT, role=Role.ON_BAND)


def _rules(clues: MazeClues) -> list[tuple[str, Message]]:
    """Picture and sentence for all that players may meet on these strips."""
    rules = []
    if any(strip.bridges for strip in clues.strips):
        rules.append(("maze-bridge", message("maze.rule.bridge")))
    signs = [tile.mark for strip in clues.strips for tile in strip.holes]
    if signs:
        rules.append((f"maze-hole-{min(signs)}", message("maze.rule.hole")))
    if any(strip.curtains for strip in clues.strips):
        rules.append(("maze-curtain", message("maze.rule.curtain")))
    return rules


def _half_button(sign: str, x: float, y: float, *, left: bool) -> Path:
    """Half of a button around (x, y): its right half at a left end, its left half at a right end."""
    r = SIGN_MM
    outlines = {
        "disc": [(r * math.sin(a * math.pi / 12), -r * math.cos(a * math.pi / 12)) for a in range(13)],
        "diamond": [(0, -r), (r, 0), (0, r)],
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
