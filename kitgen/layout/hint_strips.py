"""Hints on paper: a strip for each puzzle, panel below panel, to fold up from the bottom or to read by film.

A strip has a title panel, which stays in sight, below it panels of one height, and lowest of all a smaller
one with the answer: what is folded up is never higher than what it is folded onto. A rung that is too long
for a panel goes on in the one below. All strips of a print are equal rectangles, cut apart by straight cuts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from kitgen.canvas import Canvas, Face, Metrics, Role
from kitgen.errors import LayoutError
from kitgen.layout.plan import Setting
from kitgen.message import message
from kitgen.typesetting.sections import Section, Sections, try_sections
from kitgen.typesetting.text import TextBlock, body_pt, fit_text, label_case, label_pt, try_text
from kitgen.units import Box

LEAST_PT = 9.0
"""Hints are read by lamplight, off a narrow strip."""

SIZES_PT = (12.0, 11.0, 10.5, 10.0, 9.5, LEAST_PT)
HEADING_PT = 9.0
GRIDS = ((3, 2), (2, 2), (3, 1), (2, 1), (1, 1))
"""Strips side by side and below one another, the thriftiest first."""

PADDING_X_MM, PADDING_Y_MM = 4.0, 3.0
LEAST_PANEL_MM = 15.0
"""Lower panels are hard to fold, and make a thick packet."""

MOST_PANELS = 16
MOST_PARTS = 6
TITLE_PT, SMALLEST_TITLE_PT = 19.0, 11.0
EMBLEM_MM, BESIDE_EMBLEM_MM = 12.0, 2.5
LABEL_PT, ANSWER_PT = 9.0, 15.0


class HintPaper(StrEnum):
    """How hints on paper are kept from being read too early."""

    FOLD = "fold"  # rolled up from the bottom; one fold at a time is opened
    FILM = "film"  # under clutter that red film takes away
    NONE = "none"


@dataclass(frozen=True)
class PaperRung:
    """One hint.

    Args:
        heading: what kind of hint it is, without telling anything.
        lines: what it says, a paragraph each.
    """

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class PaperHints:
    """All hints of one puzzle.

    Args:
        puzzle: its id.
        title: its title.
        act: 'Act IV'.
        emblem: name of its picture.
        rungs: in the order of reading; the last one is the answer, and no other holds it.
        part: which strip of the puzzle's it is, where its hints take several.
        parts: how many strips they take; only the last has the answer.
    """

    puzzle: str
    title: str
    act: str
    emblem: str
    rungs: tuple[PaperRung, ...]
    part: int = 1
    parts: int = 1

    @property
    def has_answer(self) -> bool:
        """Whether its last rung is the answer."""
        return self.part == self.parts

    def over(self, parts: int) -> list[PaperHints]:
        """The same over several strips, about as many rungs on each."""
        bounds = [round(len(self.rungs) * i / parts) for i in range(parts + 1)]
        return [
            replace(self, rungs=self.rungs[start:end], part=number, parts=parts)
            for number, (start, end) in enumerate(pairwise(bounds), start=1)
        ]


@dataclass(frozen=True)
class AnswerWords:
    """The answer under its heading, in letters that are not mistaken."""

    heading: TextBlock
    answer: TextBlock

    @property
    def size_pt(self) -> float:
        """Size of the answer."""
        return self.answer.size_pt

    @property
    def height_mm(self) -> float:
        """Of both."""
        return self.heading.height_mm + self.answer.height_mm

    def draw(self, canvas: Canvas, box: Box, role: Role | None = None) -> None:
        """Draw it in the middle of the box, all of it in one role where one is given."""
        y = box.centre_y_mm - self.height_mm / 2
        for block, own in ((self.heading, Role.ACCENT), (self.answer, Role.BODY)):
            place = Box(box.x_mm, y, box.width_mm, block.height_mm)
            y = block.draw(canvas, place, role=role or own, align="centre")


@dataclass(frozen=True)
class Panel:
    """What stands in one panel.

    Args:
        words: headed text, or the answer in the last panel.
    """

    words: Sections | AnswerWords

    @property
    def is_answer(self) -> bool:
        """Whether it is the last one."""
        return isinstance(self.words, AnswerWords)


@dataclass(frozen=True)
class TitlePanel:
    """The panel that stays in sight: act, title, how to open the strip.

    Args:
        emblem: name of the puzzle's picture.
        act: the line above the title.
        title: of the puzzle.
        how: how the strip is read.
    """

    emblem: str
    act: TextBlock
    title: TextBlock
    how: TextBlock

    @property
    def height_mm(self) -> float:
        """With the room above and below."""
        head = max(EMBLEM_MM, self.act.height_mm + self.title.height_mm)
        return head + self.how.height_mm + 2 * PADDING_Y_MM + 1.5


@dataclass(frozen=True)
class FittedStrip:
    """A puzzle's strip with its words broken.

    Args:
        puzzle: its id.
        head: the title panel.
        head_mm: its height.
        panels: below it, the answer last.
        panel_mm: the height of each but the answer's.
        answer_mm: the height of that; 0 on a strip that goes on on another one.
    """

    puzzle: str
    head: TitlePanel
    head_mm: float
    panels: tuple[Panel, ...]
    panel_mm: float
    answer_mm: float

    def boxes(self, box: Box) -> tuple[Box, ...]:
        """Where the title and each panel lie in the strip's box."""
        heights = [self.answer_mm if panel.is_answer else self.panel_mm for panel in self.panels]
        boxes = []
        y = box.y_mm
        for height in (self.head_mm, *heights):
            boxes.append(Box(box.x_mm, y, box.width_mm, height))
            y += height
        return tuple(boxes)


@dataclass(frozen=True)
class FittedStrips:
    """All strips of a print.

    Args:
        columns: strips side by side on a sheet.
        rows: strips below one another.
        strips: in the order of the puzzles.
    """

    columns: int
    rows: int
    strips: tuple[FittedStrip, ...]

    def places(self, block: Box) -> list[Box]:
        """Where the strips of one sheet lie, row by row."""
        width, height = block.width_mm / self.columns, block.height_mm / self.rows
        return [
            Box(block.x_mm + column * width, block.y_mm + row * height, width, height)
            for row in range(self.rows)
            for column in range(self.columns)
        ]

    def sheets(self) -> Iterator[tuple[FittedStrip, ...]]:
        """The strips of each sheet."""
        most = self.columns * self.rows
        for start in range(0, len(self.strips), most):
            yield self.strips[start : start + most]


def fit_strips(setting: Setting, hints: Sequence[PaperHints], kind: HintPaper, block: Box) -> FittedStrips:
    """All strips of a print, as many to a sheet as all words allow, each then in words as large as it holds.

    Args:
        setting: how words are set.
        hints: of each puzzle, in order.
        kind: whether it is folded or read by film.
        block: what strips share on each sheet.

    Raises:
        LayoutError: a hint does not fit on a strip as large as a sheet; names the puzzle.
    """
    for columns, rows in GRIDS:
        size_mm = (block.width_mm / columns, block.height_mm / rows)
        strips: list[FittedStrip] = []
        for puzzle in hints:
            # Where many are to share a sheet, one strip a puzzle must do; else long ones go on on another.
            parts = _over_strips(setting, puzzle, kind, size_mm, MOST_PARTS if rows == 1 else 1)
            if not parts:
                break
            strips += parts
        else:
            return FittedStrips(columns, rows, tuple(strips))
    stuck = next(
        puzzle.puzzle
        for puzzle in hints
        if not _over_strips(setting, puzzle, kind, (block.width_mm, block.height_mm), MOST_PARTS)
    )
    raise LayoutError(
        f"print/paper-hints.pdf: a hint of {stuck} does not fit on one sheet at "
        f"{body_pt(setting.metrics, LEAST_PT):g} pt.",
        "Choose smaller print, or --hint-paper none.",
    )


def _over_strips(
    setting: Setting, hints: PaperHints, kind: HintPaper, size_mm: tuple[float, float], most: int
) -> list[FittedStrip]:
    """A puzzle's hints on one strip, or on as many as it takes; none where `most` are too few."""
    for parts in range(1, min(most, len(hints.rungs)) + 1):
        strips = [_largest_strip(setting, part, kind, size_mm) for part in hints.over(parts)]
        found = [strip for strip in strips if strip is not None]
        if len(found) == parts:
            return found
    return []


def _largest_strip(
    setting: Setting, hints: PaperHints, kind: HintPaper, size_mm: tuple[float, float]
) -> FittedStrip | None:
    """A strip of a size in words as large as they fit, or None where they do not."""
    for size_pt in dict.fromkeys(body_pt(setting.metrics, size) for size in SIZES_PT):
        strip = _strip(setting, hints, kind, size_mm, size_pt)
        if strip is not None:
            return strip
    return None


def _strip(
    setting: Setting, hints: PaperHints, kind: HintPaper, size_mm: tuple[float, float], size_pt: float
) -> FittedStrip | None:
    """A strip of a size in words of a size, or None where they do not fit."""
    width, height = size_mm
    head = _title_panel(setting, hints, kind, width)
    if head is None:
        return None
    rungs = hints.rungs[:-1] if hints.has_answer else hints.rungs
    answer, answer_mm = None, 0.0
    if hints.has_answer:
        answer = _answer(setting.metrics, hints.rungs[-1], (width - 2 * PADDING_X_MM, height), size_pt)
        if answer is None:
            return None
        answer_mm = max(answer.height_mm + 2 * PADDING_Y_MM, LEAST_PANEL_MM)
    if not rungs:
        assert answer is not None, "a strip has a hint or the answer"
        head_mm = height - answer_mm
        return FittedStrip(hints.puzzle, head, head_mm, (Panel(answer),), 0.0, answer_mm)
    free = height - head.height_mm - answer_mm
    for count in range(len(rungs), MOST_PANELS + 1):
        panel_mm = free / count
        if panel_mm < max(answer_mm, LEAST_PANEL_MM):
            return None
        panels = _panels(setting.metrics, rungs, (width, panel_mm), size_pt)
        if panels is not None and len(panels) <= count:
            # Whatever height is left goes to the title, which is never folded.
            head_mm = height - answer_mm - panel_mm * len(panels)
            last = [Panel(answer)] if answer is not None else []
            return FittedStrip(hints.puzzle, head, head_mm, (*panels, *last), panel_mm, answer_mm)
    return None


def _title_panel(setting: Setting, hints: PaperHints, kind: HintPaper, width_mm: float) -> TitlePanel | None:
    metrics = setting.metrics
    room = width_mm - 2 * PADDING_X_MM
    beside = room - EMBLEM_MM - BESIDE_EMBLEM_MM
    act = try_text(metrics, label_case(metrics, hints.act), Face.LABEL, [(beside, 6.0)], largest_pt=LABEL_PT)
    named = hints.title
    if hints.parts > 1:
        count = setting.say(message("print.part.count", number=hints.part, of=hints.parts))
        named = f"{named} ({count})"
    title = try_text(
        metrics,
        named,
        Face.TITLE,
        [(beside, 16.0)],
        largest_pt=TITLE_PT,
        smallest_pt=SMALLEST_TITLE_PT,
    )
    how = try_text(
        metrics,
        setting.say(message(f"paper-hints.{kind.value}.{'how' if hints.has_answer else 'how-on'}")),
        Face.LABEL,
        [(room, 60.0)],
        largest_pt=LABEL_PT,
        smallest_pt=LEAST_PT,
    )
    if act is None or title is None or how is None:
        return None
    return TitlePanel(hints.emblem, act[0], title[0], how[0])


def _panels(
    metrics: Metrics, rungs: Sequence[PaperRung], panel_mm: tuple[float, float], size_pt: float
) -> list[Panel] | None:
    """The panels that some rungs take, or None where one takes more than there may be."""
    room = (panel_mm[0] - 2 * PADDING_X_MM, panel_mm[1] - 2 * PADDING_Y_MM)
    panels: list[Panel] = []
    for rung in rungs:
        # A rung that is too long goes on below.
        parts = _rung_parts(metrics, rung, room, size_pt, MOST_PANELS - len(panels))
        if parts is None:
            return None
        panels += [Panel(part) for part in parts]
    return panels


def _rung_parts(
    metrics: Metrics, rung: PaperRung, room_mm: tuple[float, float], size_pt: float, most: int
) -> list[Sections] | None:
    section = Section(rung.heading, "\n".join(rung.lines))
    for count in range(1, most + 1):
        # Sizes are given for this print already, so they are not to be scaled again.
        scale = metrics.typography.scale
        parts = try_sections(
            metrics,
            [section],
            [room_mm] * count,
            largest_pt=size_pt / scale,
            smallest_pt=size_pt,
            heading_pt=HEADING_PT,
        )
        if parts is not None:
            # Rooms stay empty where paragraphs are kept whole.
            return [part for part in parts if part.parts]
    return None


def _answer(
    metrics: Metrics, rung: PaperRung, room_mm: tuple[float, float], size_pt: float
) -> AnswerWords | None:
    heading = try_text(
        metrics, label_case(metrics, rung.heading), Face.LABEL_BOLD, [room_mm], largest_pt=HEADING_PT
    )
    if heading is None:
        return None
    free = room_mm[1] - heading[0].height_mm
    answer = try_text(
        metrics,
        "\n".join(rung.lines),
        Face.EXACT_BOLD,
        [(room_mm[0], free)],
        largest_pt=ANSWER_PT,
        smallest_pt=size_pt,
    )
    return None if answer is None else AnswerWords(heading[0], answer[0])


def fit_heading(setting: Setting, key: str, face: Face, width_mm: float, size_pt: float) -> TextBlock:
    """Words above the strips of a sheet.

    Raises:
        LayoutError: they are wider or higher than a sheet.
    """
    where = "print/paper-hints.pdf"
    return fit_text(
        setting.metrics,
        where,
        setting.say(message(key)),
        face,
        (width_mm, 120.0),
        largest_pt=size_pt,
        smallest_pt=min(LEAST_PT, label_pt(setting.metrics, LEAST_PT)),
    )
