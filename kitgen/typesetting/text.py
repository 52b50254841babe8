"""Text that fits: broken into lines and made smaller within limits, never clipped, never under 8 pt."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, LINE_HEIGHT, Align, Canvas, Face, Metrics, Role
from kitgen.errors import LayoutError
from kitgen.typesetting.breaking import (
    SHORTEST_LINES,
    SLACK_MM,
    Measured,
    measured,
    shortest_lines,
    tracking_em,
)
from kitgen.typesetting.rooms import MOST_ROOMS, share_lines
from kitgen.units import Box, mm_from_pt

MIN_PT = 8.0
"""Smallest text on any page: what people read without glasses at arm's length."""

STEP_PT = 0.5

_BODY = frozenset({Face.BODY, Face.BODY_BOLD, Face.BODY_ITALIC})
_LABEL = frozenset({Face.LABEL, Face.LABEL_BOLD, Face.EXACT, Face.EXACT_BOLD})

WORDS_SHOWN = 12
"""Words of an overflow that an error tells; the rest is counted."""


def label_case(metrics: Metrics, text: str) -> str:
    """A label in capitals, where this print sets capitals."""
    return text.upper() if metrics.typography.has_capitals else text


def label_pt(metrics: Metrics, size_pt: float) -> float:
    """The size in points of a label that is given as many in a plain print."""
    return max(size_pt * metrics.typography.scale, metrics.typography.least_label_pt)


def body_pt(metrics: Metrics, size_pt: float) -> float:
    """The size in points of sentences that are given as many in a plain print."""
    return max(size_pt * metrics.typography.scale, metrics.typography.least_body_pt)


def tracking_pt(metrics: Metrics, face: Face, size_pt: float, extra_pt: float = 0.0) -> float:
    """Room between letters: what this print gives to a face of a size, and an ornament's own."""
    return tracking_em(metrics, face) * size_pt + extra_pt


def line_height(metrics: Metrics, face: Face) -> float:
    """Distance of baselines as a share of the size; titles stand as close as they were drawn for."""
    return LINE_HEIGHT if face is Face.TITLE else metrics.typography.line_height


def _face(metrics: Metrics, face: Face) -> Face:
    """The face that a text is set in: upright where this print has no italics."""
    return Face.BODY if face is Face.BODY_ITALIC and not metrics.typography.has_italics else face


def limits_pt(metrics: Metrics, face: Face, largest_pt: float, smallest_pt: float) -> tuple[float, float]:
    """Largest and smallest size in this print. Titles are as large as their bands, whatever the print."""
    typography = metrics.typography
    least = MIN_PT
    if face in _BODY:
        least, largest_pt = typography.least_body_pt, largest_pt * typography.scale
    elif face in _LABEL:
        least, largest_pt = typography.least_label_pt, largest_pt * typography.scale
    smallest_pt = max(smallest_pt, least, MIN_PT)
    return max(largest_pt, smallest_pt), smallest_pt


def sizes_pt(largest_pt: float, smallest_pt: float) -> Iterator[float]:
    """Sizes to try, from the largest down, the smallest always among them."""
    size_pt = largest_pt
    while size_pt > smallest_pt + 1e-9:
        yield size_pt
        size_pt -= STEP_PT
    yield smallest_pt


@dataclass(frozen=True)
class TextBlock:
    """Lines of one size, ready to draw.

    Args:
        lines: the text, broken.
        face: typeface of all lines.
        size_pt: font size.
        line_height: distance of baselines as a share of the size.
        tracking_pt: room added between letters.
    """

    lines: tuple[str, ...]
    face: Face
    size_pt: float
    line_height: float = LINE_HEIGHT
    tracking_pt: float = 0.0

    @property
    def leading_mm(self) -> float:
        """Distance of baselines."""
        return mm_from_pt(self.size_pt) * self.line_height

    @property
    def height_mm(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.leading_mm * len(self.lines)

    @property
    def baseline_mm(self) -> float:
        """From the top to the first baseline, so that capitals and leading share the line evenly."""
        return (self.leading_mm + mm_from_pt(self.size_pt) * CAP_HEIGHT) / 2

    def draw(self, canvas: Canvas, box: Box, *, role: Role = Role.BODY, align: Align = "left") -> float:
        """Draw the block from the top of the box; returns the y in mm below its last line."""
        x = {"left": box.x_mm, "centre": box.centre_x_mm, "right": box.right_mm}[align]
        first, leading = box.y_mm + self.baseline_mm, self.leading_mm
        for i, line in enumerate(self.lines):
            canvas.text(
                x,
                first + i * leading,
                line,
                face=self.face,
                size_pt=self.size_pt,
                role=role,
                align=align,
                tracking_pt=self.tracking_pt,
            )
        return box.y_mm + self.height_mm


def break_lines(metrics: Metrics, text: str, face: Face, size_pt: float, width_mm: float) -> list[str] | None:
    """The text in lines no wider than `width_mm`, or None where a single word is wider."""
    broken = measured(metrics, text, face).broken(width_mm / size_pt, SHORTEST_LINES[0])
    return None if broken is None else [line for paragraph in broken for line in paragraph]


def fit_text(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    size_mm: tuple[float, float],
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
    letter_gap_pt: float = 0.0,
) -> TextBlock:
    """The text as large as it fits.

    Args:
        metrics: text widths, and how running text is set in this print.
        where: the card or sheet, for the error.
        text: one or more paragraphs, separated by line breaks.
        face: typeface.
        size_mm: width and height there is room for.
        largest_pt: size to start from in a plain print.
        smallest_pt: size to stop at; never under what this print allows.
        letter_gap_pt: room added between letters for the look of it.

    Raises:
        LayoutError: it does not fit at the smallest size; names the place, the words and the millimetres.
    """
    blocks = _fit(
        metrics,
        text,
        face,
        [size_mm],
        1,
        largest_pt=largest_pt,
        smallest_pt=smallest_pt,
        gap_pt=letter_gap_pt,
    )
    if blocks is None:
        raise overflow(metrics, where, text, face, size_mm, smallest_pt)
    return blocks[0]


def try_text(
    metrics: Metrics,
    text: str,
    face: Face,
    rooms_mm: Sequence[tuple[float, float]],
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
) -> list[TextBlock] | None:
    """The text as large as it fits into these rooms one after the other, or None where it does not.

    Lines are broken for the narrowest room, so that all blocks look like one text, and the rooms are filled
    about evenly. There is a block for each room; some may have no lines.
    """
    blocks = _fit(
        metrics, text, face, rooms_mm, len(rooms_mm), largest_pt=largest_pt, smallest_pt=smallest_pt
    )
    if blocks is None:
        return None
    none = TextBlock((), blocks[0].face, blocks[0].size_pt, blocks[0].line_height, blocks[0].tracking_pt)
    return blocks + [none] * (len(rooms_mm) - len(blocks))


def fit_over(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    rooms_mm: Sequence[tuple[float, float]],
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
) -> list[TextBlock]:
    """The text over as few rooms as possible, then as large as those allow.

    Args:
        metrics: text widths, and how running text is set in this print.
        where: the card or sheet, for the error.
        text: one or more paragraphs, separated by line breaks.
        face: typeface.
        rooms_mm: width and height of each room; the last one repeats.
        largest_pt: size to start from in a plain print.
        smallest_pt: size to stop at; never under what this print allows.

    Raises:
        LayoutError: a word or a line is larger than the room that repeats.
    """
    smallest = limits_pt(metrics, _face(metrics, face), largest_pt, smallest_pt)[1]
    at_least = _fit(
        metrics, text, face, rooms_mm, MOST_ROOMS, largest_pt=0, smallest_pt=smallest, is_exact=True
    )
    if at_least is None:
        raise overflow(metrics, where, text, face, rooms_mm[-1], smallest)
    blocks = _fit(
        metrics, text, face, rooms_mm, len(at_least), largest_pt=largest_pt, smallest_pt=smallest_pt
    )
    return blocks or at_least


def _fit(
    metrics: Metrics,
    text: str,
    face: Face,
    rooms_mm: Sequence[tuple[float, float]],
    most: int,
    *,
    largest_pt: float,
    smallest_pt: float,
    gap_pt: float = 0.0,
    is_exact: bool = False,
) -> list[TextBlock] | None:
    """Blocks of the largest size at which the text fits into at most so many rooms, or None."""
    face = _face(metrics, face)
    limits = (smallest_pt, smallest_pt) if is_exact else limits_pt(metrics, face, largest_pt, smallest_pt)
    width_mm = min(width for width, _ in rooms_mm)
    heights_mm = [height for _, height in rooms_mm]
    room_mm = _whole_height_mm(heights_mm, most)
    high = line_height(metrics, face)
    if not gap_pt and _is_one_line(metrics, text, face, limits[0], (width_mm, heights_mm[0])):
        gap = tracking_pt(metrics, face, limits[0])
        return [TextBlock((" ".join(text.split()),), face, limits[0], high, gap)]
    words = measured(metrics, text, face)
    for size_pt in sizes_pt(*limits):
        if gap_pt:
            words = measured(metrics, text, face, gap_pt / size_pt)
        leading = mm_from_pt(size_pt) * high
        room = width_mm / size_pt
        # No way of breaking it makes fewer lines than this, so most sizes need not be tried.
        if words.least_lines(room) * leading > room_mm + SLACK_MM:
            continue
        for shortest in shortest_lines(size_pt, limits[1]):
            broken = words.broken(room, shortest)
            if broken is None:
                break
            counts = share_lines(broken, leading, heights_mm, most)
            if counts is not None:
                lines = [line for paragraph in broken for line in paragraph]
                gap = tracking_pt(metrics, face, size_pt, gap_pt)
                return list(_blocks(lines, counts, TextBlock((), face, size_pt, high, gap)))
    return None


def _is_one_line(
    metrics: Metrics, text: str, face: Face, size_pt: float, room_mm: tuple[float, float]
) -> bool:
    """Whether a text needs no breaking at its largest size: a cell of a table, a label, a title.

    Four texts in five of a kit are, and ten times as quickly told as broken.
    """
    width_mm, height_mm = room_mm
    leading = mm_from_pt(size_pt) * line_height(metrics, face)
    if leading > height_mm + SLACK_MM or "\n" in text:
        return False
    tracking = mm_from_pt(tracking_pt(metrics, face, size_pt)) * len(text)
    return metrics.width_mm(text, face, size_pt) + tracking <= width_mm


def _whole_height_mm(heights_mm: Sequence[float], most: int) -> float:
    """Height of all rooms together, the last one repeated."""
    used = heights_mm[:most]
    return sum(used) + heights_mm[-1] * (most - len(used))


def _blocks(lines: Sequence[str], counts: Sequence[int], like: TextBlock) -> Iterator[TextBlock]:
    start = 0
    for count in counts:
        part = tuple(lines[start : start + count])
        yield TextBlock(part, like.face, like.size_pt, like.line_height, like.tracking_pt)
        start += count


def fit_line(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    width_mm: float,
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
    letter_gap_pt: float = 0.0,
) -> float:
    """The size in points at which the text fits on one line of `width_mm`.

    Args:
        metrics: text widths, and how running text is set in this print.
        where: the card or sheet, for the error.
        text: the line.
        face: typeface.
        width_mm: room there is.
        largest_pt: size to start from in a plain print.
        smallest_pt: size to stop at; never under what this print allows.
        letter_gap_pt: room added between letters for the look of it.

    Raises:
        LayoutError: it does not fit at the smallest size.
    """
    face = _face(metrics, face)
    largest, smallest = limits_pt(metrics, face, largest_pt, smallest_pt)
    gaps = len(text) - 1
    wide = metrics.width_mm(text, face, 1.0) + mm_from_pt(tracking_em(metrics, face)) * gaps
    free_mm = width_mm - mm_from_pt(letter_gap_pt) * gaps + SLACK_MM
    if wide * largest <= free_mm:
        return largest
    size_pt = largest - math.ceil((largest - free_mm / wide) / STEP_PT - 1e-9) * STEP_PT
    if size_pt >= smallest:
        return size_pt
    if wide * smallest <= free_mm:
        return smallest
    raise LayoutError(
        f"{where}: the line {text!r} is {wide * smallest - free_mm:.1f} mm wider at {smallest:g} pt than the "
        f"{width_mm:.1f} mm there are.",
        "Make it shorter.",
    )


def overflow(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    size_mm: tuple[float, float],
    smallest_pt: float = MIN_PT,
) -> LayoutError:
    """The error for a text that does not fit: where, at which size, by how much, and which words."""
    face = _face(metrics, face)
    size_pt = limits_pt(metrics, face, 0.0, smallest_pt)[1]
    return LayoutError(
        f"{where}: the text does not fit at {size_pt:g} pt: "
        f"{_excess(metrics, measured(metrics, text, face), size_mm, size_pt)}",
        "Make the text shorter.",
    )


def _excess(metrics: Metrics, words: Measured, size_mm: tuple[float, float], size_pt: float) -> str:
    """Which words are too much and by how many millimetres, for people."""
    width_mm, height_mm = size_mm
    broken = words.broken(width_mm / size_pt, SHORTEST_LINES[-1])
    if broken is None:
        widest = max((word for part in words.paragraphs for word in part), key=lambda word: word.width)
        over = widest.width * size_pt - width_mm
        return f"the word {widest.text!r} is {over:.1f} mm wider than the {width_mm:.1f} mm there are."
    lines = [line for paragraph in broken for line in paragraph]
    leading = mm_from_pt(size_pt) * line_height(metrics, words.face)
    room = max(0, int((height_mm + SLACK_MM) / leading))
    over = len(lines) * leading - height_mm
    if over <= SLACK_MM:
        return f"a part of it that stays together is higher than the {height_mm:.1f} mm there are."
    rest = " ".join(lines[room:]).split(" ")
    shown = " ".join(rest[:WORDS_SHOWN])
    more = f" and {len(rest) - WORDS_SHOWN} more words" if len(rest) > WORDS_SHOWN else ""
    return (
        f"it is {over:.1f} mm too high for {width_mm:.1f} x {height_mm:.1f} mm; there is room for {room} "
        f"lines; {shown!r}{more} is too much."
    )
