"""Text on what the locks print: in a box, as large as it fits, and round a disc."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kitgen.canvas import CAP_HEIGHT, LINE_HEIGHT, Align, Canvas, Face, Metrics, Role
from kitgen.errors import LayoutError
from kitgen.units import Box, mm_from_pt

MIN_PT = 8.0
STEP_PT = 0.5

NUMERAL_MM = 4.5
"""What a step's numeral takes at its left."""

TRACKING_MM = 0.12
"""Between characters that stand round a disc: a curve brings their feet together."""


def _lines(metrics: Metrics, text: str, face: Face, size_pt: float, width_mm: float) -> list[str] | None:
    """The text in lines; None where a word is wider than a line."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if metrics.width_mm(longer, face, size_pt) <= width_mm:
                line = longer
                continue
            if metrics.width_mm(word, face, size_pt) > width_mm:
                return None
            lines.append(line)
            line = word
        lines.append(line)
    return lines


def fitting_pt(
    metrics: Metrics,
    where: str,
    texts: Sequence[str],
    face: Face,
    width_mm: float,
    height_mm: float,
    largest_pt: float,
) -> float:
    """The largest size at which each of some texts fits into one room.

    Args:
        metrics: of the canvas.
        where: what they are written on, for the error.
        texts: one or more paragraphs each, separated by line breaks.
        face: typeface.
        width_mm: room across.
        height_mm: room down.
        largest_pt: size to start from.

    Raises:
        LayoutError: one does not fit at 8 pt.
    """
    size_pt = largest_pt
    for text in texts:
        while not _fits(metrics, text, face, size_pt, width_mm, height_mm):
            size_pt -= STEP_PT
            if size_pt < MIN_PT:
                raise LayoutError(
                    f"{where}: the text does not fit into {width_mm:.0f} x {height_mm:.0f} mm at "
                    f"{MIN_PT:g} pt: {text!r}",
                    "Make the text shorter.",
                )
    return size_pt


def _fits(metrics: Metrics, text: str, face: Face, size_pt: float, width_mm: float, height_mm: float) -> bool:
    lines = _lines(metrics, text, face, size_pt, width_mm)
    return lines is not None and mm_from_pt(size_pt) * LINE_HEIGHT * len(lines) <= height_mm + 1e-6


def write(
    canvas: Canvas,
    where: str,
    text: str,
    box: Box,
    *,
    face: Face = Face.BODY,
    largest_pt: float,
    role: Role = Role.BODY,
    align: Align = "left",
    middle: bool = False,
) -> float:
    """Write a text into a box, as large as it fits; returns the y in mm below its last line.

    Args:
        canvas: what to draw on.
        where: what is written on, for the error.
        text: one or more paragraphs, separated by line breaks.
        box: room there is.
        face: typeface.
        largest_pt: size to start from.
        role: colour.
        align: how lines stand in the box.
        middle: whether the block stands halfway down instead of at the top.

    Raises:
        LayoutError: it does not fit at 8 pt.
    """
    size_pt = fitting_pt(canvas.metrics, where, [text], face, box.width_mm, box.height_mm, largest_pt)
    lines = _lines(canvas.metrics, text, face, size_pt, box.width_mm) or []
    leading = mm_from_pt(size_pt) * LINE_HEIGHT
    x = {"left": box.x_mm, "centre": box.centre_x_mm, "right": box.right_mm}[align]
    top = box.centre_y_mm - leading * len(lines) / 2 if middle else box.y_mm
    baseline = top + (leading + mm_from_pt(size_pt) * CAP_HEIGHT) / 2
    for i, line in enumerate(lines):
        canvas.text(x, baseline + i * leading, line, face=face, size_pt=size_pt, role=role, align=align)
    return top + leading * len(lines)


def write_steps(canvas: Canvas, where: str, steps: Sequence[str], box: Box, *, largest_pt: float) -> None:
    """Write numbered steps below each other, their numerals hanging at the left, halfway down a box.

    Args:
        canvas: what to draw on.
        where: what is written on, for the error.
        steps: one paragraph each.
        box: room there is, numerals included.
        largest_pt: size to start from.

    Raises:
        LayoutError: they do not fit at 8 pt.
    """
    text = Box(box.x_mm + NUMERAL_MM, box.y_mm, box.width_mm - NUMERAL_MM, box.height_mm)
    whole = "\n".join(steps)
    size_pt = fitting_pt(canvas.metrics, where, [whole], Face.BODY, text.width_mm, text.height_mm, largest_pt)
    leading = mm_from_pt(size_pt) * LINE_HEIGHT
    count = len(_lines(canvas.metrics, whole, Face.BODY, size_pt, text.width_mm) or [])
    y = text.centre_y_mm - leading * count / 2
    for number, step in enumerate(steps, start=1):
        baseline = y + (leading + mm_from_pt(size_pt) * CAP_HEIGHT) / 2
        canvas.text(box.x_mm, baseline, str(number), face=Face.LABEL_BOLD, size_pt=size_pt, role=Role.ACCENT)
        room = Box(text.x_mm, y, text.width_mm, text.bottom_mm - y + leading)
        y = write(canvas, where, step, room, largest_pt=size_pt)


def write_round(
    canvas: Canvas, text: str, radius_mm: float, middle_deg: float, *, face: Face, size_pt: float, role: Role
) -> None:
    """Write one line round the origin, feet inwards.

    Args:
        canvas: what to draw on, its origin at the disc's centre.
        text: the line.
        radius_mm: radius that the baseline runs on.
        middle_deg: where the middle of the line stands, clockwise from the top.
        face: typeface.
        size_pt: font size.
        role: colour.
    """
    widths = [canvas.metrics.width_mm(character, face, size_pt) for character in text]
    at = -sum(widths) / 2 - TRACKING_MM * (len(text) - 1) / 2
    for character, width in zip(text, widths, strict=True):
        turn = middle_deg + math.degrees((at + width / 2) / radius_mm)
        with canvas.moved(turn_deg=turn):
            canvas.text(0, -radius_mm, character, face=face, size_pt=size_pt, role=role, align="centre")
        at += width + TRACKING_MM
