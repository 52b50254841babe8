"""Text on what the locks print: in a box, as large as it fits, and round a disc."""

from __future__ import annotations

import math
from collections.abc import Sequence

from kitgen.canvas import Align, Canvas, Face, Role
from kitgen.typesetting.drawn import DrawnMetrics
from kitgen.typesetting.text import MIN_PT, STEP_PT, TextBlock, fit_text, overflow, try_text
from kitgen.units import Box

NUMERAL_MM = 4.5
"""What a step's numeral takes at its left."""

TRACKING_MM = 0.12
"""Between characters that stand round a disc: a curve brings their feet together."""


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
    metrics = DrawnMetrics(canvas.metrics)
    size_mm = (box.width_mm, box.height_mm)
    block = fit_text(metrics, where, text, face, size_mm, largest_pt=largest_pt)
    top = box.centre_y_mm - block.height_mm / 2 if middle else box.y_mm
    return block.draw(canvas, Box(box.x_mm, top, box.width_mm, block.height_mm), role=role, align=align)


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
    blocks = _steps(canvas, where, steps, text, largest_pt)
    y = text.centre_y_mm - sum(block.height_mm for block in blocks) / 2
    for number, block in enumerate(blocks, start=1):
        canvas.text(
            box.x_mm,
            y + block.baseline_mm,
            str(number),
            face=Face.LABEL_BOLD,
            size_pt=block.size_pt,
            role=Role.ACCENT,
        )
        y = block.draw(canvas, Box(text.x_mm, y, text.width_mm, block.height_mm))


def _steps(canvas: Canvas, where: str, steps: Sequence[str], box: Box, largest_pt: float) -> list[TextBlock]:
    """The steps in the largest size at which all of them fit below each other."""
    metrics = DrawnMetrics(canvas.metrics)
    size_pt = largest_pt
    while size_pt >= MIN_PT:
        size_mm = (box.width_mm, box.height_mm)
        found = [try_text(metrics, step, Face.BODY, [size_mm], largest_pt=size_pt) for step in steps]
        blocks = [block[0] for block in found if block is not None]
        is_alike = len(blocks) == len(steps) and all(block.size_pt == size_pt for block in blocks)
        if is_alike and sum(block.height_mm for block in blocks) <= box.height_mm + 1e-6:
            return blocks
        size_pt -= STEP_PT
    raise overflow(metrics, where, "\n".join(steps), Face.BODY, (box.width_mm, box.height_mm))


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
