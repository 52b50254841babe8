"""The floor plan and the watcher: what is drawn on them. All lengths in mm."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.lured_watcher.house import COLUMNS, ROOMS, ROWS, Edge, EdgeKind, House, WatcherClues
from kitgen.mechanisms.lured_watcher.things import draw_thing
from kitgen.message import message
from kitgen.typesetting.drawn import DrawnMetrics
from kitgen.typesetting.text import fit_text
from kitgen.units import Box

PLAN_MM = (162.0, 118.0)
"""With the watcher beside it, half a sheet."""

WATCHER_MM = (18.0, 26.0)

ROOM_MM = (20.0, 26.4)
MARGIN_MM = (5.0, 6.0)
STRIP_MM = 31.0
"""Width of the rules at the right of the rooms."""

RULE_PT = 8.5
SIGN_MM = 7.5
"""Width of the signs at the left of what they mean."""


def plan_front(clues: WatcherClues) -> Draw:
    """The plan as players get it."""

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box.inset(1.6), 2), stroke=Role.FRAME, width_mm=0.35, dash=canvas.style.seam_mm)
        _rooms(canvas, box, clues)
        _rules(canvas, box, clues)

    return draw


def draw_solved(clues: WatcherClues, order: tuple[str, ...]) -> Draw:
    """The plan with her way on it."""

    def draw(canvas: Canvas, box: Box) -> None:
        plan_front(clues)(canvas, box)
        house, room, shut = House(clues.edges, clues.rugs), clues.start, 0
        targets = {noise.kind: noise.room for noise in clues.noises}
        for place, kind in enumerate(order):
            end, passed, _ = house.walk(room, targets[kind], shut)
            shut |= passed
            aside = 1.1 * place - 2.2
            (x1, y1), (x2, y2) = _centre(box, room), _centre(box, end)
            way = Path.line(x1 + aside, y1 + aside, x2 + aside, y2 + aside)
            canvas.draw(way, stroke=Role.ACCENT, width_mm=0.9, dash=(2.4, 1.4))
            canvas.draw(Path.circle(x2 + aside, y2 + aside, 2.3), fill=Role.ACCENT)
            mark = Box(x2 + aside - 2.3, y2 + aside - 2.3, 4.6, 4.6)
            canvas.text_in(mark, str(place + 1), face=Face.EXACT_BOLD, size_pt=8.5, role=Role.WHITE)
            room = end

    return draw


def _room(box: Box, room: int) -> Box:
    width, height = ROOM_MM
    x = box.x_mm + MARGIN_MM[0] + room % COLUMNS * width
    return Box(x, box.y_mm + MARGIN_MM[1] + room // COLUMNS * height, width, height)


def _centre(box: Box, room: int) -> tuple[float, float]:
    place = _room(box, room)
    return place.centre_x_mm, place.centre_y_mm


def _rooms(canvas: Canvas, box: Box, clues: WatcherClues) -> None:
    first, last = _room(box, 0), _room(box, ROOMS - 1)
    house = Box(first.x_mm, first.y_mm, last.right_mm - first.x_mm, last.bottom_mm - first.y_mm)
    canvas.draw(Path.rect(house), fill=Role.WHITE)
    for room in range(ROOMS):
        place = _room(box, room)
        if (room // COLUMNS + room % COLUMNS) % 2:
            canvas.draw(Path.rect(place), fill=Role.SHADE)
    for column in range(1, COLUMNS):
        x = house.x_mm + column * ROOM_MM[0]
        canvas.draw(
            Path.line(x, house.y_mm, x, house.bottom_mm), stroke=Role.MUTED, width_mm=0.2, dash=(0.6, 1.2)
        )
    for row in range(1, ROWS):
        y = house.y_mm + row * ROOM_MM[1]
        canvas.draw(
            Path.line(house.x_mm, y, house.right_mm, y), stroke=Role.MUTED, width_mm=0.2, dash=(0.6, 1.2)
        )
    for room in clues.rugs:
        place = _room(box, room)
        _rug(canvas, Box(place.x_mm + 2.6, place.y_mm + 7.5, 14.8, 14))
    for room, thing in ((clues.start, "chair"), (clues.goal, "door")):
        place = _room(box, room)
        draw_thing(canvas, thing, Box(place.x_mm + 3, place.y_mm + 6.5, 14, 17))
    for noise in clues.noises:
        place = _room(box, noise.room)
        draw_thing(canvas, noise.kind, Box(place.x_mm + 3.4, place.y_mm + 9.6, 13.2, 14))
        tag = Box(place.right_mm - 9.4, place.y_mm + 1.8, 7.6, 7)
        canvas.draw(Path.rect(tag, 1.2), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
        canvas.text_in(tag, noise.letter, face=Face.EXACT_BOLD, size_pt=15, role=Role.INK)
    for room in range(ROOMS):
        place = _room(box, room)
        canvas.text(
            place.x_mm + 2, place.y_mm + 4.6, str(room + 1), face=Face.LABEL, size_pt=8, role=Role.MUTED
        )
    for edge in clues.edges:
        _edge(canvas, box, edge)
    canvas.draw(Path.rect(house), stroke=Role.INK, width_mm=1.4)


def _edge(canvas: Canvas, box: Box, edge: Edge) -> None:
    """An edge, drawn as an upright one and turned where it lies level."""
    place = _room(box, min(edge.first, edge.second))
    is_forward = edge.first < edge.second
    if abs(edge.first - edge.second) == 1:
        x, y, turn, length = place.right_mm, place.centre_y_mm, 0.0, ROOM_MM[1]
    else:
        x, y, turn, length = place.centre_x_mm, place.bottom_mm, 90.0, ROOM_MM[0]
    with canvas.moved(x, y, turn_deg=turn + (0.0 if is_forward else 180.0)):
        _sign(canvas, edge.kind, length)


def _sign(canvas: Canvas, kind: EdgeKind, length: float) -> None:
    """A wall, flap or snap door upright around the origin; the flap opens to the right."""
    half = length / 2
    if kind is EdgeKind.WALL:
        canvas.draw(Path.line(0, -half, 0, half), stroke=Role.INK, width_mm=1.4)
        return
    gap = min(4.4, half - 1.5)
    for end in (-1, 1):
        canvas.draw(Path.line(0, end * gap, 0, end * half), stroke=Role.INK, width_mm=1.4)
    if kind is EdgeKind.FLAP:
        canvas.draw(Path.line(0, -gap, 0, gap), stroke=Role.INK, width_mm=0.35)
        arrow = Path.polyline([(-1.5, -2.6), (2.7, 0), (-1.5, 2.6)], closed=True)
        canvas.draw(arrow, fill=Role.ACCENT, stroke=Role.WHITE, width_mm=0.35)
        return
    door = Path.rect(Box(-1.3, -gap, 2.6, 2 * gap), 1.2)
    canvas.draw(door, fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    for y in (-0.5, 0.5):
        canvas.draw(Path.line(-0.6, y * gap - 0.6, 0.6, y * gap + 0.6), stroke=Role.INK, width_mm=0.35)
        canvas.draw(Path.line(0.6, y * gap - 0.6, -0.6, y * gap + 0.6), stroke=Role.INK, width_mm=0.35)


def _rug(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box.inset(0.5), 1), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
    inner = box.inset(box.width_mm * 0.15, box.height_mm * 0.15)
    canvas.draw(Path.rect(inner), stroke=Role.INK, width_mm=0.35, dash=(0.9, 0.7))
    x, y = box.centre_x_mm, box.centre_y_mm
    reach = min(box.width_mm, box.height_mm) * 0.2
    diamond = Path.polyline([(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)], closed=True)
    canvas.draw(diamond, fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)


def _rules(canvas: Canvas, box: Box, clues: WatcherClues) -> None:
    strip = Box(box.right_mm - STRIP_MM - 3.5, box.y_mm + MARGIN_MM[1] - 1.5, STRIP_MM, 109.0)
    metrics = DrawnMetrics(canvas.metrics)
    y = strip.y_mm
    kinds = {edge.kind for edge in clues.edges}
    kinds_named = (("wall", EdgeKind.WALL), ("flap", EdgeKind.FLAP), ("snap", EdgeKind.SNAP))
    signs = [name for name, kind in kinds_named
             if kind in kinds]  # fmt: skip
    if clues.rugs:
        signs.insert(1, "rug")
    parts = [("heading", Face.LABEL_BOLD, 0.0), ("hear", Face.BODY, 0.0), ("walk", Face.BODY, 0.0)]
    parts += [(sign, Face.BODY, SIGN_MM) for sign in signs]
    parts += [("once", Face.BODY, 0.0)]
    parts += [(sign, Face.BODY, SIGN_MM) for sign in ("start", "goal")]
    parts += [("numbers", Face.BODY, 0.0)]
    blocks = []
    for size in (RULE_PT, 8.0):
        blocks = [
            fit_text(
                metrics, "lured-watcher", canvas.say(message(f"lured-watcher.plan.{name}")), face,
                (STRIP_MM - indent, 60.0), largest_pt=size, smallest_pt=8.0,
            )
            for name, face, indent in parts
        ]  # fmt: skip
        heights = [
            max(block.height_mm, 6.0 if indent else 0.0)
            for block, (_, _, indent) in zip(blocks, parts, strict=True)
        ]
        if sum(heights) <= strip.height_mm - 8.0:
            break
    gap = min(2.8, (strip.height_mm - sum(heights)) / len(parts))
    for block, height, (name, _, indent) in zip(blocks, heights, parts, strict=True):
        lower = (height - block.height_mm) / 2
        block.draw(canvas, Box(strip.x_mm + indent, y + lower, STRIP_MM - indent, height))
        if indent:
            _legend_sign(canvas, name, Box(strip.x_mm, y + max(0.0, height / 2 - 3.2), 6.0, 6.4))
        y += height + gap


def _legend_sign(canvas: Canvas, name: str, box: Box) -> None:
    if name == "rug":
        _rug(canvas, Box(box.x_mm, box.y_mm + 0.4, 6.0, 5.6))
    elif name in ("start", "goal"):
        draw_thing(canvas, "chair" if name == "start" else "door", box)
    else:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm, scale=0.62):
            _sign(canvas, EdgeKind(name), 10.0 if name == "wall" else 11.8)


def draw_watcher(canvas: Canvas, box: Box) -> None:
    """The watcher with her lantern."""
    canvas.draw(
        Path.rect(box.inset(0.9), 1.6),
        fill=Role.PAPER,
        stroke=Role.FRAME,
        width_mm=0.35,
        dash=canvas.style.seam_mm,
    )
    with canvas.moved(box.x_mm, box.y_mm):
        dress = Path.polyline([(7.4, 10.5), (10.6, 10.5), (14.6, 23.4), (3.4, 23.4)], closed=True)
        canvas.draw(dress, fill=Role.BAND, stroke=Role.INK, width_mm=0.35)
        canvas.draw(Path.circle(9, 3.9, 1.6), fill=Role.INK)
        canvas.draw(Path.circle(9, 7.4, 3.6), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
        hair = Path.smooth(
            [(5.4, 7.2), (6.2, 4.4), (9, 3.6), (11.8, 4.4), (12.6, 7.2), (9, 5.6)], closed=True
        )
        canvas.draw(hair, fill=Role.INK)
        for x in (7.6, 10.4):
            canvas.draw(Path.circle(x, 7.7, 0.75), fill=Role.INK)
        canvas.draw(Path.line(8, 9.6, 10, 9.6), stroke=Role.INK, width_mm=0.35)
        for y in (13.6, 16.6, 19.6):
            canvas.draw(Path.circle(9, y, 0.6), fill=Role.ON_BAND)
        canvas.draw(Path.polyline([(10.3, 12), (14.2, 14.4)]), stroke=Role.INK, width_mm=0.6)
        canvas.draw(Path.rect(Box(12.9, 14.6, 2.8, 4), 0.6), fill=Role.GLOW, stroke=Role.INK, width_mm=0.35)
