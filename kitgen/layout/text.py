"""Text that fits: broken into lines and made smaller within limits, never clipped, never under 8 pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, LINE_HEIGHT, Align, Canvas, Face, Metrics, Role
from kitgen.errors import LayoutError
from kitgen.units import Box, mm_from_pt

MIN_PT = 8.0
"""Smallest text on any page: what people read without glasses at arm's length."""

STEP_PT = 0.5


@dataclass(frozen=True)
class TextBlock:
    """Lines of one size, ready to draw.

    Args:
        lines: the text, broken.
        face: typeface of all lines.
        size_pt: font size.
    """

    lines: tuple[str, ...]
    face: Face
    size_pt: float

    @property
    def leading_mm(self) -> float:
        """Distance of baselines."""
        return mm_from_pt(self.size_pt) * LINE_HEIGHT

    @property
    def height_mm(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return self.leading_mm * len(self.lines)

    def draw(self, canvas: Canvas, box: Box, *, role: Role = Role.BODY, align: Align = "left") -> float:
        """Draw the block from the top of the box; returns the y in mm below its last line."""
        x = {"left": box.x_mm, "centre": box.centre_x_mm, "right": box.right_mm}[align]
        # The first baseline lies so far down that capitals and leading share the line evenly.
        offset = (self.leading_mm + mm_from_pt(self.size_pt) * CAP_HEIGHT) / 2
        for i, line in enumerate(self.lines):
            y = box.y_mm + offset + i * self.leading_mm
            canvas.text(x, y, line, face=self.face, size_pt=self.size_pt, role=role, align=align)
        return box.y_mm + self.height_mm


def break_lines(
    metrics: Metrics, text: str, face: Face, size_pt: float, width_mm: float, *, first_indent_mm: float = 0.0
) -> list[str] | None:
    """The text in lines no wider than `width_mm`, or None where a single word is wider.

    The first line is shorter by `first_indent_mm`; it may stay empty where its word is too wide for it.
    """
    lines: list[str] = []
    # Words are measured one by one: writers set text without kerning, so a line is as wide as its parts, and
    # far fewer texts are measured that way.
    blank_mm = metrics.width_mm(" ", face, size_pt)
    for paragraph in text.split("\n"):
        line: list[str] = []
        line_mm = 0.0
        for word in paragraph.split():
            word_mm = metrics.width_mm(word, face, size_pt)
            if word_mm > width_mm:
                return None
            longer_mm = line_mm + blank_mm + word_mm if line else word_mm
            if longer_mm <= width_mm - (0.0 if lines else first_indent_mm):
                line.append(word)
                line_mm = longer_mm
            else:
                lines.append(" ".join(line))
                line, line_mm = [word], word_mm
        lines.append(" ".join(line))
    return lines


def fit_text(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    size_mm: tuple[float, float],
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
) -> TextBlock:
    """The text as large as it fits.

    Args:
        metrics: text widths.
        where: the card or sheet, for the error.
        text: one or more paragraphs, separated by line breaks.
        face: typeface.
        size_mm: width and height there is room for.
        largest_pt: size to start from.
        smallest_pt: size to stop at; never under 8 pt.

    Raises:
        LayoutError: it does not fit at the smallest size; names the place and the words that overflow.
    """
    width_mm, height_mm = size_mm
    size_pt = largest_pt
    smallest_pt = max(smallest_pt, MIN_PT)
    while size_pt >= smallest_pt:
        lines = break_lines(metrics, text, face, size_pt, width_mm)
        if lines is not None and mm_from_pt(size_pt) * LINE_HEIGHT * len(lines) <= height_mm + 1e-6:
            return TextBlock(tuple(lines), face, size_pt)
        size_pt -= STEP_PT
    raise LayoutError(
        f"{where}: the text does not fit at {smallest_pt:g} pt: "
        f"{_overflow(metrics, text, face, size_mm, smallest_pt)}",
        "Make the text shorter.",
    )


def _overflow(metrics: Metrics, text: str, face: Face, size_mm: tuple[float, float], size_pt: float) -> str:
    """Which words are too much, for people."""
    width_mm, height_mm = size_mm
    lines = break_lines(metrics, text, face, size_pt, width_mm)
    if lines is None:
        word = max(text.split(), key=lambda w: metrics.width_mm(w, face, size_pt))
        over = metrics.width_mm(word, face, size_pt) - width_mm
        return f"the word {word!r} is {over:.1f} mm wider than the {width_mm:.1f} mm there are."
    room = int((height_mm + 1e-6) / (mm_from_pt(size_pt) * LINE_HEIGHT))
    rest = " ".join(lines[room:])
    return f"there is room for {room} lines; {rest!r} is too much."


def fit_line(
    metrics: Metrics,
    where: str,
    text: str,
    face: Face,
    width_mm: float,
    *,
    largest_pt: float,
    smallest_pt: float = MIN_PT,
) -> float:
    """The size in points at which the text fits on one line of `width_mm`.

    Raises:
        LayoutError: it does not fit at the smallest size.
    """
    block_height = mm_from_pt(largest_pt) * LINE_HEIGHT
    size_pt = largest_pt
    while size_pt >= max(smallest_pt, MIN_PT):
        if metrics.width_mm(text, face, size_pt) <= width_mm:
            return size_pt
        size_pt -= STEP_PT
    # The same words as for a block of one line.
    return fit_text(
        metrics,
        where,
        text.replace(" ", "\u00a0"),
        face,
        (width_mm, block_height),
        largest_pt=max(smallest_pt, MIN_PT),
    ).size_pt


@dataclass(frozen=True)
class Section:
    """A small heading with a text after it."""

    heading: str
    text: str


HEADING_PT = 8.0
HEADING_TRACKING_PT = 0.3
SECTION_GAP_MM = 1.1


@dataclass(frozen=True)
class Sections:
    """Headed texts below one another, broken into lines of one size.

    Args:
        sections: headings and texts.
        lines: the lines of each text.
        size_pt: size of all texts.
        run_in: whether each heading stands at the beginning of its text's first line.
    """

    sections: tuple[Section, ...]
    lines: tuple[tuple[str, ...], ...]
    size_pt: float
    run_in: bool

    @property
    def height_mm(self) -> float:
        """From the top of the first heading to the bottom of the last line."""
        return sum(map(self._height_mm, self.lines)) + SECTION_GAP_MM * (len(self.lines) - 1)

    def _height_mm(self, lines: Sequence[str]) -> float:
        heading = 0.0 if self.run_in else mm_from_pt(HEADING_PT) * LINE_HEIGHT
        return heading + mm_from_pt(self.size_pt) * LINE_HEIGHT * len(lines)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw from the top of the box."""
        y = box.y_mm
        for section, lines in zip(self.sections, self.lines, strict=True):
            place = Box(box.x_mm, y, box.width_mm, self._height_mm(lines))
            _draw_section(canvas, section, lines, place, self.size_pt, run_in=self.run_in)
            y = place.bottom_mm + SECTION_GAP_MM


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
        metrics: text widths.
        where: the card or sheet, for the error.
        sections: what to say.
        size_mm: width and height there is room for.
        largest_pt: size to start from.
        run_in: put each heading at the beginning of its text's first line instead of above it.

    Raises:
        LayoutError: they do not fit at 8 pt.
    """
    width_mm, height_mm = size_mm
    size_pt = largest_pt
    while size_pt >= MIN_PT:
        broken = [_section_lines(metrics, section, size_pt, width_mm, run_in=run_in) for section in sections]
        lines = tuple(tuple(part) for part in broken if part is not None)
        if len(lines) == len(sections):
            fitted = Sections(tuple(sections), lines, size_pt, run_in)
            if fitted.height_mm <= height_mm + 1e-6:
                return fitted
        size_pt -= STEP_PT
    joined = " ".join(f"{section.heading}: {section.text}" for section in sections)
    fit_text(metrics, where, joined, Face.BODY, size_mm, largest_pt=MIN_PT)
    raise LayoutError(
        f"{where}: its sections do not fit at {MIN_PT:g} pt by a line or two.",
        "Make one of its texts shorter.",
    )


def _heading_width(metrics: Metrics, heading: str) -> float:
    text = heading.upper()
    return (
        metrics.width_mm(text, Face.LABEL_BOLD, HEADING_PT)
        + mm_from_pt(HEADING_TRACKING_PT) * len(text)
        + 1.6
    )


def _section_lines(
    metrics: Metrics, section: Section, size_pt: float, width_mm: float, *, run_in: bool
) -> list[str] | None:
    indent = _heading_width(metrics, section.heading) if run_in else 0.0
    return break_lines(metrics, section.text, Face.BODY, size_pt, width_mm, first_indent_mm=indent)


def _draw_section(
    canvas: Canvas, section: Section, lines: Sequence[str], box: Box, size_pt: float, *, run_in: bool
) -> None:
    block = TextBlock(tuple(lines), Face.BODY, size_pt)
    heading_mm = mm_from_pt(HEADING_PT) * LINE_HEIGHT
    first = (block.leading_mm + mm_from_pt(size_pt) * CAP_HEIGHT) / 2
    baseline = box.y_mm + (first if run_in else (heading_mm + mm_from_pt(HEADING_PT) * CAP_HEIGHT) / 2)
    canvas.text(
        box.x_mm,
        baseline,
        section.heading.upper(),
        face=Face.LABEL_BOLD,
        size_pt=HEADING_PT,
        role=Role.ACCENT,
        tracking_pt=HEADING_TRACKING_PT,
    )
    if not run_in:
        block.draw(canvas, Box(box.x_mm, box.y_mm + heading_mm, box.width_mm, block.height_mm))
        return
    indent = _heading_width(canvas.metrics, section.heading)
    head = TextBlock(tuple(lines[:1]), Face.BODY, size_pt)
    head.draw(canvas, Box(box.x_mm + indent, box.y_mm, box.width_mm - indent, block.leading_mm))
    rest = TextBlock(tuple(lines[1:]), Face.BODY, size_pt)
    rest.draw(canvas, Box(box.x_mm, box.y_mm + block.leading_mm, box.width_mm, rest.height_mm))
