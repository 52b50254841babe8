"""The flow of a night as a picture: acts from top to bottom, puzzles side by side, locks between them."""

from __future__ import annotations

from functools import partial

from kitgen.canvas import Canvas, Face, Metrics, Path, Role
from kitgen.guide.model import GuideAct, GuideKit, GuidePuzzle
from kitgen.layout.flow import Flow
from kitgen.message import message
from kitgen.theme.frames import panel, stitch
from kitgen.typesetting.text import fit_line, fit_text, label_case, label_pt, tracking_pt
from kitgen.units import Box

NODE_MM, GAP_MM, LOCK_MM = 20.5, 3.0, 9.0
LABEL_MM, LABEL_PT = 32.0, 9.0
WIDEST_NODE_MM = 66.0
SMALLEST_TITLE_PT, TITLE_MM = 8.0, 9.0
WHERE = "flow picture"


def picture_mm(kit: GuideKit, metrics: Metrics) -> float:
    """How high the picture is."""
    return sum(_act_mm(act, metrics) for act in kit.acts)


def _larger(metrics: Metrics) -> float:
    """How much higher nodes and locks are in this print, whose labels may take another line."""
    return label_pt(metrics, LABEL_PT) / LABEL_PT


def _act_mm(act: GuideAct, metrics: Metrics) -> float:
    return (NODE_MM + (LOCK_MM if act.lock else 0.0)) * _larger(metrics) + GAP_MM


def flow_picture(flow: Flow, kit: GuideKit) -> None:
    """Add the picture to the guide: each act's puzzles with box and minutes, its scenes, and its lock."""
    for act in kit.acts:
        flow.add(_act_mm(act, flow.metrics), partial(_act, act=act, kit=kit))


def _act(canvas: Canvas, box: Box, *, act: GuideAct, kit: GuideKit) -> None:
    _label(canvas, box, act, kit)
    larger = _larger(canvas.metrics)
    node_mm, lock_mm = NODE_MM * larger, LOCK_MM * larger
    places: dict[str, Box] = {}
    width = min(WIDEST_NODE_MM, (box.width_mm - LABEL_MM) / len(act.puzzles) - GAP_MM)
    for i, puzzle in enumerate(act.puzzles):
        place = Box(box.x_mm + LABEL_MM + i * (width + GAP_MM), box.y_mm, width, node_mm)
        places[puzzle.beat] = place
        _node(canvas, place, puzzle)
    for puzzle in act.puzzles:
        for need in puzzle.needs:
            if need in places:
                _need(canvas, places[need], places[puzzle.beat])
    if act.lock is None:
        return
    y = box.y_mm + node_mm + lock_mm / 2 + 0.4
    left = box.x_mm + LABEL_MM
    canvas.art("key", Box(left, y - 3.2, 7, 6.4))
    text = canvas.say(message("guide.flow-lock", title=act.lock.title, then=act.lock.then))
    room = box.right_mm - left - 10
    block = fit_text(canvas.metrics, WHERE, text, Face.LABEL, (room, lock_mm - 0.8), largest_pt=9.5)
    block.draw(canvas, Box(left + 9, y - block.height_mm / 2, room, block.height_mm), role=Role.MUTED)
    end = left + 12 + max(canvas.metrics.width_mm(line, Face.LABEL, block.size_pt) for line in block.lines)
    if box.right_mm - end > 8:
        stitch(canvas, Path.line(end, y, box.right_mm, y))


def _label(canvas: Canvas, box: Box, act: GuideAct, kit: GuideKit) -> None:
    name = label_case(canvas.metrics, canvas.say(message("print.act-short", number=act.number)))
    size_pt = label_pt(canvas.metrics, 8.5)
    canvas.text(
        box.x_mm,
        box.y_mm + 6,
        name,
        face=Face.LABEL_BOLD,
        size_pt=size_pt,
        role=Role.ACCENT,
        tracking_pt=tracking_pt(canvas.metrics, Face.LABEL_BOLD, size_pt, 0.6),
    )
    size_pt = fit_line(
        canvas.metrics, WHERE, act.title, Face.TITLE, LABEL_MM - 2, largest_pt=18, smallest_pt=10
    )
    canvas.text(box.x_mm, box.y_mm + 12.6, act.title, face=Face.TITLE, size_pt=size_pt)
    teams = -(-kit.players // 2)
    minutes = max(max(p.minutes for p in act.puzzles), sum(p.minutes for p in act.puzzles) / teams)
    said = canvas.say(message("guide.minutes", count=max(1, round(minutes))))
    room = Box(box.x_mm, box.y_mm + 13.8, LABEL_MM - 2, NODE_MM * _larger(canvas.metrics) - 13.8)
    size_mm = (room.width_mm, room.height_mm)
    fit_text(canvas.metrics, WHERE, said, Face.LABEL, size_mm, largest_pt=LABEL_PT).draw(
        canvas, room, role=Role.MUTED
    )


def _node(canvas: Canvas, place: Box, puzzle: GuidePuzzle) -> None:
    panel(canvas, place)
    picture_mm = min(15.0, place.width_mm * 0.24)
    canvas.art(puzzle.page.emblem, Box(place.x_mm + 2, place.y_mm + 2.5, picture_mm, place.height_mm - 5))
    left = place.x_mm + picture_mm + 4
    room = place.right_mm - left - 2
    title = puzzle.page.title
    if canvas.metrics.width_mm(title, Face.TITLE, SMALLEST_TITLE_PT) <= room:
        size_pt = fit_line(
            canvas.metrics, WHERE, title, Face.TITLE, room, largest_pt=16, smallest_pt=SMALLEST_TITLE_PT
        )
        canvas.text(left, place.y_mm + 8.5, title, face=Face.TITLE, size_pt=size_pt)
    else:
        # Four puzzles side by side in wide letters: the title takes two lines.
        two_lines = (room, TITLE_MM)
        block = fit_text(canvas.metrics, WHERE, title, Face.TITLE, two_lines, largest_pt=SMALLEST_TITLE_PT)
        block.draw(canvas, Box(left, place.y_mm + 1.6, *two_lines))
    minutes = canvas.say(message("guide.minutes", count=max(1, round(puzzle.minutes))))
    text = canvas.say(message("guide.node", box=puzzle.page.box, minutes=minutes))
    below = Box(left, place.y_mm + 10.6, room, place.height_mm - 11.2)
    fit_text(canvas.metrics, WHERE, text, Face.LABEL, (room, below.height_mm), largest_pt=LABEL_PT).draw(
        canvas, below, role=Role.MUTED
    )


def _need(canvas: Canvas, start: Box, end: Box) -> None:
    """A line of stitches from a puzzle to one of the same act that needs it."""
    y = start.bottom_mm - 2
    stitch(canvas, Path.line(start.centre_x_mm, y, end.centre_x_mm, y))
    tip = end.x_mm if end.x_mm > start.x_mm else end.right_mm
    back = tip - 2 if end.x_mm > start.x_mm else tip + 2
    head = [(back, y - 1.5), (tip, y), (back, y + 1.5)]
    canvas.draw(Path.polyline(head, closed=True), fill=Role.ACCENT)
