"""Headed texts below one another, on one page or going on over several cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, Metrics, Role
from kitgen.typesetting.breaking import SLACK_MM, Measured, measured, shortest_lines
from kitgen.typesetting.rooms import Row, height_mm, paragraph_rows, share_out
from kitgen.typesetting.text import (
    MIN_PT,
    TextBlock,
    label_case,
    label_pt,
    limits_pt,
    line_height,
    overflow,
    sizes_pt,
    tracking_pt,
)
from kitgen.units import Box, mm_from_pt

HEADING_PT = 8.0
HEADING_TRACKING_PT = 0.3
HEADING_GAP_MM = 1.6
"""Between a heading and the words that go on behind it."""

SECTION_GAP_MM = 1.1
"""Between two sections of 9 pt and less; larger print has more."""


@dataclass(frozen=True)
class Section:
    """A small heading with a text after it."""

    heading: str
    text: str


@dataclass(frozen=True)
class Part:
    """A section, or as much of it as stands in one room.

    Args:
        heading: the heading's lines; empty where the section goes on from another room.
        words: the text's lines.
        indent_mm: what the first line of words stands in by, beside the last line of the heading.
    """

    heading: TextBlock
    words: TextBlock
    indent_mm: float

    @property
    def rows(self) -> list[Row]:
        """Its rows: a heading that stands above keeps with two lines of its words."""
        run_in = bool(self.indent_mm)
        above = self.heading.lines[: -1 if run_in else None]
        gap = section_gap_mm(self.words.size_pt)
        rows = [
            Row(self.heading.leading_mm, 0.0 if number else gap, False, number == 0)
            for number in range(len(above))
        ]
        lead = gap if not above else 0.0
        words = paragraph_rows(self.words.lines, self.words.leading_mm, lead, begins=not above)
        return rows + words

    def first(self, count: int) -> tuple[Part, Part | None]:
        """The part that holds so many rows, and what is left."""
        above = len(self.rows) - len(self.words.lines)
        lines = self.words.lines
        cut = count - above
        if cut >= len(lines):
            return self, None
        head = Part(self.heading, _with(self.words, lines[:cut]), self.indent_mm)
        return head, Part(_with(self.heading, ()), _with(self.words, lines[cut:]), 0.0)

    def draw(self, canvas: Canvas, box: Box, role: Role | None = None) -> None:
        """Draw from the top of the box, all of it in one role where one is given."""
        heading_role, words_role = role or Role.ACCENT, role or Role.BODY
        run_in = bool(self.indent_mm)
        above = self.heading.lines[: -1 if run_in else None]
        y = _with(self.heading, above).draw(canvas, box, role=heading_role)
        if run_in:
            canvas.text(
                box.x_mm,
                y + self.words.baseline_mm,
                self.heading.lines[-1],
                face=self.heading.face,
                size_pt=self.heading.size_pt,
                role=heading_role,
                tracking_pt=self.heading.tracking_pt,
            )
        first = _with(self.words, self.words.lines[:1])
        y = first.draw(
            canvas, Box(box.x_mm + self.indent_mm, y, box.width_mm, box.height_mm), role=words_role
        )
        rest = Box(box.x_mm, y, box.width_mm, box.height_mm)
        _with(self.words, self.words.lines[1:]).draw(canvas, rest, role=words_role)


def section_gap_mm(size_pt: float) -> float:
    """Free between two sections."""
    return max(SECTION_GAP_MM, mm_from_pt(size_pt) * 0.34)


def _with(block: TextBlock, lines: Sequence[str]) -> TextBlock:
    return TextBlock(tuple(lines), block.face, block.size_pt, block.line_height, block.tracking_pt)


@dataclass(frozen=True)
class Sections:
    """Parts of sections below one another, all of one size, in one room."""

    parts: tuple[Part, ...]

    @property
    def size_pt(self) -> float:
        """Size of all texts; 0 in an empty room."""
        return self.parts[0].words.size_pt if self.parts else 0.0

    @property
    def height_mm(self) -> float:
        """From the top of the first heading to the bottom of the last line."""
        return height_mm([row for part in self.parts for row in part.rows])

    def draw(self, canvas: Canvas, box: Box, role: Role | None = None) -> None:
        """Draw from the top of the box, all of it in one role where one is given."""
        y = box.y_mm
        for number, part in enumerate(self.parts):
            y += part.rows[0].gap_mm if number else 0.0
            part.draw(canvas, Box(box.x_mm, y, box.width_mm, box.height_mm), role)
            y += height_mm(part.rows)


def fit_sections(
    metrics: Metrics,
    where: str,
    sections: Sequence[Section],
    size_mm: tuple[float, float],
    *,
    largest_pt: float,
    run_in: bool = False,
) -> Sections:
    """Headed texts as large as they fit.

    Args:
        metrics: text widths, and how running text is set in this print.
        where: the card or sheet, for the error.
        sections: what to say.
        size_mm: width and height there is room for.
        largest_pt: size to start from in a plain print.
        run_in: put each heading at the beginning of its text's first line instead of above it.

    Raises:
        LayoutError: they do not fit at the smallest size of this print.
    """
    fitted = try_sections(metrics, sections, [size_mm], largest_pt=largest_pt, run_in=run_in)
    if fitted is None:
        joined = "\n".join(f"{section.heading}: {section.text}" for section in sections)
        raise overflow(metrics, where, joined, Face.BODY, size_mm)
    return fitted[0]


def try_sections(
    metrics: Metrics,
    sections: Sequence[Section],
    rooms_mm: Sequence[tuple[float, float]],
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
    heading_pt: float = HEADING_PT,
    run_in: bool = False,
) -> list[Sections] | None:
    """Headed texts as large as they fit into these rooms one after the other, or None where they do not.

    A section may go on in the next room, with at least two lines on each side.
    """
    width_mm = min(width for width, _ in rooms_mm)
    heights_mm = [height for _, height in rooms_mm]
    texts = [measured(metrics, section.text, Face.BODY) for section in sections]
    headings = [_heading(metrics, section.heading, width_mm, heading_pt) for section in sections]
    if any(heading is None for heading in headings):
        return None
    heads = [heading for heading in headings if heading is not None]
    high = line_height(metrics, Face.BODY)
    limits = limits_pt(metrics, Face.BODY, largest_pt, smallest_pt)
    for size_pt in sizes_pt(*limits):
        like = TextBlock((), Face.BODY, size_pt, high, tracking_pt(metrics, Face.BODY, size_pt))
        least = sum(text.least_lines(width_mm / size_pt) for text in texts) * like.leading_mm
        if least > sum(heights_mm) + SLACK_MM:
            continue
        for shortest in shortest_lines(size_pt, limits[1]):
            parts = [
                _part(metrics, text, head, like, width_mm, shortest, run_in=run_in)
                for text, head in zip(texts, heads, strict=True)
            ]
            if any(part is None for part in parts):
                break
            whole = [part for part in parts if part is not None]
            counts = share_out([row for part in whole for row in part.rows], heights_mm)
            if counts is not None:
                rooms = _shared(whole, counts)
                return rooms + [Sections(())] * (len(rooms_mm) - len(rooms))
    return None


def _heading(metrics: Metrics, heading: str, width_mm: float, least_pt: float) -> TextBlock | None:
    """A heading, in several lines where it is wider than the room."""
    size_pt = label_pt(metrics, least_pt)
    if not heading:
        return TextBlock((), Face.LABEL_BOLD, size_pt)
    text = label_case(metrics, heading)
    words = measured(metrics, text, Face.LABEL_BOLD, HEADING_TRACKING_PT / size_pt)
    broken = words.broken(width_mm / size_pt, 0.0)
    if broken is None:
        return None
    gap = tracking_pt(metrics, Face.LABEL_BOLD, size_pt, HEADING_TRACKING_PT)
    lines = tuple(line for paragraph in broken for line in paragraph)
    return TextBlock(lines, Face.LABEL_BOLD, size_pt, line_height(metrics, Face.LABEL_BOLD), gap)


def _part(
    metrics: Metrics,
    text: Measured,
    heading: TextBlock,
    like: TextBlock,
    width_mm: float,
    shortest: float,
    *,
    run_in: bool,
) -> Part | None:
    indent_mm = 0.0
    if run_in and heading.lines:
        last = heading.lines[-1]
        wide = metrics.width_mm(last, heading.face, heading.size_pt)
        indent_mm = wide + mm_from_pt(heading.tracking_pt) * len(last) + HEADING_GAP_MM
    broken = text.broken(width_mm / like.size_pt, shortest, indent_mm / like.size_pt)
    if broken is None:
        return None
    lines = [line for paragraph in broken for line in paragraph]
    if indent_mm and lines[0] == "":
        # No word fits beside the heading, which then stands above.
        lines, indent_mm = lines[1:], 0.0
    return Part(heading, _with(like, lines), indent_mm)


def _shared(parts: Sequence[Part], counts: Sequence[int]) -> list[Sections]:
    """The parts in each room."""
    rooms: list[Sections] = []
    left = list(parts)
    for count in counts:
        taken: list[Part] = []
        while count > 0:
            part = left.pop(0)
            fits, rest = part.first(min(count, len(part.rows)))
            count -= len(fits.rows)
            taken.append(fits)
            if rest is not None:
                left.insert(0, rest)
        rooms.append(Sections(tuple(taken)))
    return rooms
