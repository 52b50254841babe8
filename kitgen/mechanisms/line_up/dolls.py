"""Doll cards and the pattern card: what is drawn on them. All lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Metrics, Path, Role
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.line_up.looks import FEATURES, Doll, Trait, value_of
from kitgen.mechanisms.line_up.params import LONGEST
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

DOLL_MM = (31.5, 37.2)
"""Twelve make 189 x 74.4, which with two rows of scraps is half a page."""

PATTERN_MM = (63.0, 88.0)

LAYERS = ("body", "feet", "dress", "front", "patch", "face", "eyes", "hair", "head")
"""Back to front."""

PLACES = {
    "body": (13, 33, 54, 23),
    "face": (24.5, 10, 31, 28),
    "dress-plain": (13, 36, 54, 29),
    "dress-dots": (13, 36, 54, 29),
    "dress-stripes": (13, 36, 54, 29),
    "dress-checks": (13, 36, 54, 29),
    "front-one": (35, 38, 10, 26.5),
    "front-plain": (35, 38, 10, 26.5),
    "front-two": (35, 38, 10, 26.5),
    "front-three": (35, 38, 10, 26.5),
    "patch-heart": (44, 49, 14.5, 13),
    "patch-star": (44, 47, 15, 14.5),
    "feet-boots": (22.5, 62.5, 35, 13),
    "feet-shoes": (23, 60, 34, 15.5),
    "feet-barefoot": (22, 60, 35.5, 16),
    "eyes-buttons": (29, 20.5, 22, 9),
    "eyes-crosses": (29.5, 20.5, 21, 9),
    "eyes-closed": (28.5, 22.5, 23, 8.5),
    "hair-plaits": (11.5, 8.5, 57, 42),
    "hair-bob": (20.5, 8, 39, 28),
    "hair-curls": (18, 4.5, 44, 30),
    "head-bow": (24.5, 0, 31, 14.5),
    "head-hat": (18.5, -0.5, 43, 18.5),
}
"""Where each picture lies in the doll's frame: left, top, width and height in units; its size in the art."""

NAKED = {"hair": "bob", "head": "bare", "dress": "dots", "feet": "barefoot", "patch": "unpatched",
         "eyes": "buttons", "front": "two"}  # fmt: skip
"""What a doll has of a feature that is not in play."""

FRAME_UNITS = (80.0, 76.0)
"""Size of the frame that holds a whole doll."""

WINDOWS = {
    "hair": (11, 0, 58, 51), "dress": (12, 35, 56, 30), "eyes": (28, 20, 24, 11.5),
    "front": (27, 36.5, 26, 29), "feet": (21, 59, 38, 17), "head": (15, 0, 50, 39), "patch": (38, 46, 32, 18),
}  # fmt: skip
"""Part of the frame that the pattern card shows of a feature: left, top, width and height in units."""

SHOWN_WITH = {
    "hair": {"eyes": "buttons"},
    "head": {"hair": "bob", "eyes": "buttons"},
    "dress": {"front": "plain"},
    "front": {"dress": "plain"},
    "patch": {"dress": "plain"},
}
"""What else the pattern card draws beside a value, so that it looks as it does on a doll."""

ROW_MM = {"hair": 15.4, "dress": 10.9, "eyes": 8.3, "front": 10.2, "feet": 8.3, "head": 14.4, "patch": 8.9}
"""Heights of the pattern card's rows where all are in play: what is small on it is hard to tell apart."""

HEADING_MM = 14.0
"""Width of the pattern card's column of headings."""

NAME_MM = 3.3
"""Strip for a value's name below its picture."""

TAG_PT = 8.5
HEADING_PT = 8.0
LETTER_PITCH_MM = 3.1
LINE_MM = 0.35


def draw_doll(canvas: Canvas, box: Box, looks: dict[str, str], layers: Sequence[str] = LAYERS) -> None:
    """A doll in a box.

    Args:
        canvas: where to.
        box: place of the frame, fitted into it.
        looks: feature to value; features left out are drawn as nothing.
        layers: those to draw.
    """
    frame = box.fitted(*FRAME_UNITS)
    scale = frame.width_mm / FRAME_UNITS[0]
    for layer in layers:
        name = f"{layer}-{looks.get(layer, '')}" if layer in FEATURES else layer
        if name in PLACES:
            left, top, width, height = (unit * scale for unit in PLACES[name])
            canvas.art(f"doll-{name}", Box(frame.x_mm + left, frame.y_mm + top, width, height))


def doll_front(doll: Doll, features: Sequence[str], *, marked: bool = False) -> Draw:
    """The front of a doll card: a doll and the tag at her feet.

    Args:
        doll: who.
        features: those in play.
        marked: with a heavy frame, for the host's picture of the solution.
    """
    looks = NAKED | {feature: value_of(doll.look, feature) for feature in features}

    def draw(canvas: Canvas, box: Box) -> None:
        frame = Path.rect(box.inset(1.2), 2.0)
        canvas.draw(frame, fill=Role.PAPER, stroke=Role.FRAME, width_mm=1.2 if marked else LINE_MM)
        draw_doll(canvas, Box(box.x_mm + 1.5, box.y_mm + 1.6, box.width_mm - 3, 27.4), looks)
        _draw_tag(canvas, Box(box.x_mm + 2.0, box.y_mm + 29.6, box.width_mm - 4.0, 5.4), doll.tag)

    return draw


def _draw_tag(canvas: Canvas, box: Box, letters: Sequence[str]) -> None:
    """The tag: a paper label with a hole, its letters sewn on one by one from the middle."""
    left, top, right, bottom = box.x_mm, box.y_mm, box.right_mm, box.bottom_mm
    corners = [
        (left + 2.4, top),
        (right, top),
        (right, bottom),
        (left + 2.4, bottom),
        (left, bottom - 2),
        (left, top + 2),
    ]
    canvas.draw(Path.polyline(corners, closed=True), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE_MM)
    canvas.draw(
        Path.circle(left + 1.7, box.centre_y_mm, 0.55), fill=Role.PAPER, stroke=Role.INK, width_mm=0.2
    )
    room = Box(left + 2.9, top, right - left - 3.3, box.height_mm)
    pitch = min(LETTER_PITCH_MM, room.width_mm / LONGEST)
    first = room.centre_x_mm - pitch * (len(letters) - 1) / 2
    baseline = room.centre_y_mm + mm_from_pt(TAG_PT) * CAP_HEIGHT / 2
    for i, letter in enumerate(letters):
        x = first + i * pitch
        canvas.text(x, baseline, letter, face=Face.EXACT_BOLD, size_pt=TAG_PT, role=Role.BODY, align="centre")


def pattern_front(features: Sequence[str]) -> Draw:
    """The pattern card: every value of every feature with its picture and its name."""

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box.inset(2), 3), fill=Role.PAPER, stroke=Role.FRAME, width_mm=LINE_MM)
        title = Box(box.x_mm + 4, box.y_mm + 3.0, box.width_mm - 8, 5)
        canvas.text_in(title, canvas.say(message("line-up.pattern")), face=Face.BODY_BOLD, size_pt=11)
        top, room = box.y_mm + 8.6, box.height_mm - 11.4
        share = room / sum(ROW_MM[feature] for feature in features)
        y = top
        for feature in features:
            row = Box(box.x_mm + 3.2, y, box.width_mm - 6.4, ROW_MM[feature] * share)
            _draw_row(canvas, row, feature)
            y = row.bottom_mm

    return draw


def _draw_row(canvas: Canvas, row: Box, feature: str) -> None:
    """One feature of the pattern card: its name as the notes say it, and its three values."""
    line = Path.line(row.x_mm + 0.8, row.y_mm, row.right_mm - 0.8, row.y_mm)
    canvas.draw(line, stroke=Role.MUTED, width_mm=0.2, dash=(0.6, 1.0))
    lines = heading_lines(canvas.metrics, canvas.say(message(f"line-up.heading.{feature}")))
    pitch = mm_from_pt(HEADING_PT) * 1.18
    first = row.centre_y_mm - pitch * (len(lines) - 1) / 2 + mm_from_pt(HEADING_PT) * CAP_HEIGHT / 2
    for i, text in enumerate(lines):
        canvas.text(
            row.x_mm + 0.8, first + i * pitch, text, face=Face.LABEL, size_pt=HEADING_PT, role=Role.BODY
        )
    width = (row.width_mm - HEADING_MM) / 3
    for column, value in enumerate(FEATURES[feature]):
        cell = Box(row.x_mm + HEADING_MM + column * width, row.y_mm, width, row.height_mm)
        _draw_sample(canvas, cell, Trait(feature, value))


def heading_lines(metrics: Metrics, text: str) -> list[str]:
    """A heading of the pattern card, broken where it is wider than its column."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and metrics.width_mm(longer, Face.LABEL, HEADING_PT) <= HEADING_MM - 1.4:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _draw_sample(canvas: Canvas, cell: Box, trait: Trait) -> None:
    """One value of the pattern card: the part of a doll that shows it, and its name below."""
    u, v, wide, high = WINDOWS[trait.feature]
    room = Box(cell.x_mm + 0.4, cell.y_mm + 0.5, cell.width_mm - 0.8, cell.height_mm - NAME_MM - 0.8)
    picture = room.fitted(wide, high)
    scale = picture.width_mm / wide
    looks = SHOWN_WITH.get(trait.feature, {}) | {trait.feature: trait.value}
    frame = Box(picture.x_mm - u * scale, picture.y_mm - v * scale, *(unit * scale for unit in FRAME_UNITS))
    with canvas.clipped(Path.rect(picture)):
        # Of a face cut off by its window only odd bits would be left.
        draw_doll(canvas, frame, looks, ["eyes"] if trait.feature == "eyes" else LAYERS)
    name = canvas.say(message(f"line-up.pattern-of.{trait.feature}.{trait.value}"))
    label = Box(cell.x_mm, cell.bottom_mm - NAME_MM - 0.2, cell.width_mm, NAME_MM)
    canvas.text_in(label, name, face=Face.LABEL_BOLD, size_pt=8)
