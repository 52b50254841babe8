"""Sheets that stay whole: a page for each sheet piece of a puzzle, and a second one where words need it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, Path
from kitgen.errors import LayoutError
from kitgen.layout.cards import facts
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_small_print
from kitgen.layout.hint_corner import in_lines
from kitgen.layout.notes import COLUMN_GAP_MM, Notes, notes_in
from kitgen.layout.plan import Page, Placed, PuzzlePrint, Setting
from kitgen.layout.sheet_head import SheetHead, frame_of, sheet_head
from kitgen.mechanisms.contract import Piece
from kitgen.message import message
from kitgen.theme.frames import stitch
from kitgen.typesetting.sections import Section, Sections, try_sections
from kitgen.typesetting.text import MIN_PT, label_pt, overflow
from kitgen.units import Box, mm_from_pt

Numbered = Callable[[SmallPrint], Page]
"""A page that waits for its number."""

NOTE_PT, FACTS_PT, CODE_PT = 11.0, 11.5, 9.5
CODE_LINE_MM = 3.8
BELOW_DRAWING_MM, BELOW_NOTES_MM, ABOVE_FACTS_MM = 2.5, 2.0, 4.0
MOST_PAGES = 6


def piece_sheets(puzzle: PuzzlePrint, piece: Piece, setting: Setting) -> list[Numbered]:
    """The page of a sheet piece: title, drawing, its notes, and the facts every page carries.

    Words that this print sets too large for the drawing's page follow on pages of their own.

    Raises:
        LayoutError: something does not fit.
    """
    where = f"sheet {puzzle.id}/{piece.id}"
    paper = setting.profile.sheet
    name = setting.say(message(f"{puzzle.mechanism}.sheet.{piece.id}"))
    head = _head(setting, where, puzzle, name)
    top = head.room.y_mm
    drawing = Box((paper.width_mm - piece.width_mm) / 2, top, piece.width_mm, piece.height_mm)
    y = drawing.bottom_mm + BELOW_DRAWING_MM
    below = Box(head.room.x_mm, y, head.room.width_mm, head.room.bottom_mm - y)
    notes = [setting.say(note) for note in piece.notes]
    foot = _foot(setting, notes, puzzle, below)
    # Notes are clues: they stay beside their drawing where the facts have to go.
    kept = None if foot is not None else notes_in(setting.metrics, notes, below.width_mm, NOTE_PT)
    if kept is not None and kept.height_mm > below.height_mm:
        kept = None

    def draw(canvas: Canvas) -> None:
        head.draw(canvas)
        piece.front(canvas, drawing)
        under = foot or kept
        if under is not None:
            under.draw(canvas, below)

    placed = Placed(f"{puzzle.id}/{piece.id}", puzzle.id, piece.group, drawing, puzzle.envelope_of(piece))
    first = _page(setting, draw, (placed,))
    if foot is not None:
        return [first]
    return [first, *_words_pages(setting, where, puzzle, [] if kept else notes)]


def _page(setting: Setting, draw: Callable[[Canvas], None], placed: tuple[Placed, ...] = ()) -> Numbered:
    paper = setting.profile.sheet

    def numbered(small: SmallPrint) -> Page:
        def whole(canvas: Canvas) -> None:
            draw(canvas)
            draw_small_print(canvas, small, paper, paper.height_mm - frame_of(paper).bottom_mm)

        return Page(whole, placed)

    return numbered


def _head(setting: Setting, where: str, puzzle: PuzzlePrint, name: str) -> SheetHead:
    title = setting.say(message("print.sheet-title", title=puzzle.title, sheet=name))
    return sheet_head(setting, where, setting.say(puzzle.act), title, puzzle.emblem)


@dataclass(frozen=True)
class _Foot:
    """What stands below a drawing: notes at the top, facts in two columns and the hint code at the foot."""

    notes: Notes
    columns: tuple[Sections, Sections]
    puzzle: PuzzlePrint

    @property
    def facts_mm(self) -> float:
        return max(_code_mm(self.puzzle), *(column.height_mm for column in self.columns))

    def draw(self, canvas: Canvas, box: Box) -> None:
        self.notes.draw(canvas, box)
        top = box.bottom_mm - self.facts_mm
        stitch(canvas, Path.line(box.x_mm, top - 2.2, box.right_mm, top - 2.2))
        width = _facts_column_mm(box.width_mm, self.puzzle)
        for number, column in enumerate(self.columns):
            x = box.x_mm + number * (width + COLUMN_GAP_MM)
            column.draw(canvas, Box(x, top, width, self.facts_mm))
        _draw_code(canvas, self.puzzle, box.right_mm, top - 0.4)


def _facts_column_mm(width_mm: float, puzzle: PuzzlePrint) -> float:
    code = puzzle.qr.side_mm + 3.0 if puzzle.qr is not None else 0.0
    return (width_mm - code - COLUMN_GAP_MM) / 2


def _foot(setting: Setting, notes: Sequence[str], puzzle: PuzzlePrint, room: Box) -> _Foot | None:
    """Notes and facts for the room below a drawing, or None where this print sets them too large for it.

    Rather smaller notes than a second page.
    """
    told = facts(setting, puzzle)
    column = _facts_column_mm(room.width_mm, puzzle)
    size_pt = NOTE_PT
    while size_pt >= (MIN_PT if notes else NOTE_PT):
        fitted = notes_in(setting.metrics, notes, room.width_mm, size_pt)
        size_pt -= 0.5
        if fitted is None:
            continue
        above = fitted.height_mm + BELOW_NOTES_MM if notes else 0.0
        free = room.height_mm - above - ABOVE_FACTS_MM
        if free <= 0:
            continue
        halves = [
            try_sections(setting.metrics, part, [(column, free)], largest_pt=FACTS_PT)
            for part in (told[:2], told[2:])
        ]
        if halves[0] is None or halves[1] is None:
            continue
        foot = _Foot(fitted, (halves[0][0], halves[1][0]), puzzle)
        if foot.facts_mm <= free + ABOVE_FACTS_MM:
            return foot
    return None


def _draw_code(canvas: Canvas, puzzle: PuzzlePrint, right_mm: float, top_mm: float) -> None:
    """The hint code with its right end and its top there, and its letters below."""
    if puzzle.qr is None:
        return
    side = puzzle.qr.side_mm
    draw_qr(canvas, puzzle.qr, right_mm - side, top_mm)
    size_pt = max(CODE_PT, min(label_pt(canvas.metrics, CODE_PT), 11.0))
    for number, line in enumerate(_code_lines(puzzle)):
        canvas.text(
            right_mm - side / 2,
            top_mm + side + mm_from_pt(size_pt) * 0.8 + number * CODE_LINE_MM,
            line,
            face=Face.EXACT_BOLD,
            size_pt=size_pt,
            align="centre",
        )


def _code_lines(puzzle: PuzzlePrint) -> list[str]:
    """The letters of a hint code, two groups to a line."""
    return in_lines(puzzle.code, 2).split("\n")


def _code_mm(puzzle: PuzzlePrint) -> float:
    """Height of the hint code with its letters; 0 where there is none."""
    if puzzle.qr is None:
        return 0.0
    return puzzle.qr.side_mm + 4.0 + (len(_code_lines(puzzle)) - 1) * CODE_LINE_MM


def _words_pages(setting: Setting, where: str, puzzle: PuzzlePrint, notes: Sequence[str]) -> list[Numbered]:
    """Notes and facts on pages of their own, with the head of the drawing's page."""
    head = _head(setting, where, puzzle, setting.say(message("print.sheet-task")))
    sections = [Section("", note) for note in notes] + facts(setting, puzzle)
    code = puzzle.qr.side_mm + 4.0 if puzzle.qr is not None else 0.0
    room = head.room
    size_mm = (room.width_mm - code, room.height_mm - 2.0)
    for count in range(1, MOST_PAGES + 1):
        parts = try_sections(setting.metrics, sections, [size_mm] * count, largest_pt=FACTS_PT)
        if parts is not None:
            return [
                _page(setting, _words_page(head, part, puzzle, with_code=number == 0))
                for number, part in enumerate(parts)
            ]
    raise _too_long(setting, where, sections, size_mm)


def _too_long(
    setting: Setting, where: str, sections: Sequence[Section], size_mm: tuple[float, float]
) -> LayoutError:
    text = "\n".join(f"{section.heading} {section.text}" for section in sections)
    return overflow(setting.metrics, where, text, Face.BODY, size_mm)


def _words_page(
    head: SheetHead, part: Sections, puzzle: PuzzlePrint, *, with_code: bool
) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        head.draw(canvas)
        room = head.room
        part.draw(canvas, Box(room.x_mm, room.y_mm + 2.0, room.width_mm, room.height_mm - 2.0))
        if with_code:
            _draw_code(canvas, puzzle, room.right_mm, room.y_mm + 2.0)

    return draw
