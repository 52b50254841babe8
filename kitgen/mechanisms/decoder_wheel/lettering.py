"""Sentences on the board and the wheel: broken into lines of about one length, never smaller than 8 pt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kitgen.canvas import LINE_HEIGHT, Align, Canvas, Face, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.decoder_wheel.cats import draw_head
from kitgen.message import Message, message
from kitgen.typesetting.breaking import measured
from kitgen.typesetting.drawn import DrawnMetrics
from kitgen.units import Box, mm_from_pt

SMALLEST_PT, LARGEST_PT = 8.0, 10.0
STEP_PT = 0.25

NUMBER_MM = 4.6
"""Indent of the numbered rules."""

HEAD_CAT_MM, HEAD_PITCH_MM, HEAD_ROW_MM = 10.0, 8.2, 5.6
"""Heads beside a rule: the size of their cat, their distance, the least height of their line."""

ROW_GAPS_MM = 0.5, 1.6
"""Least and most air between two rules."""

_NARROWER = 0.98
"""Lines are made narrower by this factor for as long as their number stays the same."""


class Rule(NamedTuple):
    """One line of the rules.

    Args:
        words: what it says.
        number: of its step, or empty where it belongs to the step above.
        looks: heads in front of the words, by where they look.
        is_shut: whether these heads shut their eyes.
    """

    words: Message
    number: str = ""
    looks: tuple[str, ...] = ()
    is_shut: bool = False


def draw_words(
    canvas: Canvas,
    box: Box,
    words: Message,
    face: Face = Face.BODY,
    largest_pt: float = LARGEST_PT,
    role: Role = Role.BODY,
    *,
    align: Align = "left",
    is_centred: bool = False,
) -> None:
    """A sentence in the largest size that fits the box, from its top or about its middle.

    Raises:
        LayoutError: it does not fit even at 8 pt.
    """
    said = canvas.say(words)
    size_pt = largest_pt
    while size_pt >= SMALLEST_PT:
        lines = _wrapped(canvas, said, face, size_pt, box.width_mm)
        step = mm_from_pt(size_pt) * LINE_HEIGHT
        if lines is not None and len(lines) * step <= box.height_mm:
            y = box.y_mm + ((box.height_mm - len(lines) * step) / 2 if is_centred else 0.0)
            x = {"left": box.x_mm, "centre": box.centre_x_mm, "right": box.right_mm}[align]
            for i, line in enumerate(lines):
                baseline = y + (i + 0.78) * step
                canvas.text(x, baseline, line, face=face, size_pt=size_pt, role=role, align=align)
            return
        size_pt -= STEP_PT
    raise _no_room(said)


def draw_rules(canvas: Canvas, columns: Sequence[tuple[Box, Sequence[Rule]]]) -> None:
    """Rules below one another in columns, all in one size, the largest at which they fit their boxes.

    Raises:
        LayoutError: they do not fit even at 8 pt.
    """
    size_pt = LARGEST_PT
    while size_pt >= SMALLEST_PT:
        set_out = [_rows(canvas, box, rules, size_pt) for box, rules in columns]
        gaps = [
            (box.height_mm - sum(_height(rule, lines, size_pt) for rule, lines in rows)) / len(rows)
            for (box, _), rows in zip(columns, set_out, strict=True)
            if rows
        ]
        if len(gaps) == len(columns) and min(gaps) >= ROW_GAPS_MM[0]:
            for (box, _), rows, gap in zip(columns, set_out, gaps, strict=True):
                _draw_rows(canvas, box, rows, size_pt, min(ROW_GAPS_MM[1], gap))
            return
        size_pt -= STEP_PT
    raise _no_room(" ".join(canvas.say(rule.words) for _, rules in columns for rule in rules))


def _rows(canvas: Canvas, box: Box, rules: Sequence[Rule], size_pt: float) -> list[tuple[Rule, list[str]]]:
    """Each rule with its lines; none at all where a word is too wide."""
    rows = []
    for rule in rules:
        lines = _wrapped(canvas, canvas.say(rule.words), Face.BODY, size_pt, _room(box, rule))
        if lines is None:
            return []
        rows.append((rule, lines))
    return rows


def _room(box: Box, rule: Rule) -> float:
    return box.width_mm - NUMBER_MM - HEAD_PITCH_MM * len(rule.looks)


def _height(rule: Rule, lines: list[str], size_pt: float) -> float:
    return max(len(lines) * mm_from_pt(size_pt) * LINE_HEIGHT, HEAD_ROW_MM if rule.looks else 0.0)


def _draw_rows(
    canvas: Canvas, box: Box, rows: list[tuple[Rule, list[str]]], size_pt: float, gap_mm: float
) -> None:
    step = mm_from_pt(size_pt) * LINE_HEIGHT
    y = box.y_mm
    for rule, lines in rows:
        height = _height(rule, lines, size_pt)
        top = y + (height - len(lines) * step) / 2
        left = box.x_mm + NUMBER_MM
        if rule.number:
            number = canvas.say(message("decoder-wheel.board.number", number=rule.number))
            canvas.text(
                box.x_mm, top + 0.78 * step, number, face=Face.BODY_BOLD, size_pt=size_pt, role=Role.ACCENT
            )
        for look in rule.looks:
            middle = left + HEAD_PITCH_MM / 2 - 0.9
            draw_head(canvas, middle, y + height / 2, HEAD_CAT_MM, look, is_shut=rule.is_shut)
            left += HEAD_PITCH_MM
        for i, line in enumerate(lines):
            canvas.text(left, top + (i + 0.78) * step, line, face=Face.BODY, size_pt=size_pt)
        y += height + gap_mm


def _no_room(said: str) -> LayoutError:
    return LayoutError(
        f"the cat's board or wheel has no room for {said!r}.",
        "Shorten these words in `decoder-wheel.board` or `decoder-wheel.wheel`.",
    )


def _wrapped(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> list[str] | None:
    """As few lines as possible, as even as possible, so that no last word stands alone; None if too wide."""
    lines = _filled(canvas, text, face, size_pt, width_mm)
    best = lines
    while lines is not None and len(lines) == len(best or ()):
        best = lines
        width_mm *= _NARROWER
        lines = _filled(canvas, text, face, size_pt, width_mm)
    return best


def _filled(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> list[str] | None:
    """The text in lines, each as full as possible. Words joined by a no-break space stay together."""
    broken = measured(DrawnMetrics(canvas.metrics), text, face).broken(width_mm / size_pt, 0.0)
    return None if broken is None else [line for paragraph in broken for line in paragraph]
