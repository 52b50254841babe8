"""The answer sheet: one for the whole table, a box for each puzzle, and how to try each lock.

Acts follow each other from top to bottom, each with its boxes and then its lock; what does not fit goes on
a second sheet. Under the boxes stand the signs by which an answer is checked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.answer_lock import LockBlock, lock_block
from kitgen.layout.answer_strip import answer_strip, boxes_a_row
from kitgen.layout.furniture import SmallPrint, draw_ruler, draw_small_print, ruler_at
from kitgen.layout.plan import ActPrint, NightPrint, Page, Placed, PuzzlePrint, Setting
from kitgen.layout.sheet_head import SheetHead, frame_of, sheet_head
from kitgen.locks.sign_art import draw_sign, draw_sign_key
from kitgen.locks.signs import Signs
from kitgen.message import message
from kitgen.theme.frames import panel, stitch
from kitgen.typesetting.text import (
    TextBlock,
    fit_line,
    fit_text,
    label_case,
    label_pt,
    tracking_pt,
    try_text,
)
from kitgen.units import Box, mm_from_pt

ROW_MM, TALLEST_ROW_MM, BETWEEN_ROWS_MM = 12.2, 26.0, 1.2
TITLE_MM = 5.2
"""A puzzle's title in its row; what its answer looks like stands below."""

WORDS_MM, BESIDE_WORDS_MM = 66.0, 5.0
SIGN_MM, SIGN_ROW_MM = 3.0, 4.0
DOTS_MM = 7.0
LEAST_NOTES_MM = 26.0
"""Free room that is worth a field for notes."""

ACT_PT, ACT_GAP_PT, ACT_LEAST_MM = 9.0, 0.6, 5.6
INTRO_PT, CHECK_PT, FORM_PT = 12.0, 10.5, 10.0
INTRO_MM, KEY_MM = 6.0, 16.5
"""Least height of the first line, and of the panel with the signs' characters."""

RULER_MM = 15.5
"""At the sheet's foot: the ruler and air above it."""

Numbered = Callable[[SmallPrint], Page]
"""A page that waits for its number."""


@dataclass(frozen=True)
class _Row:
    """A puzzle's row: its title's size, and what its answer looks like."""

    puzzle: PuzzlePrint
    title_pt: float
    form: TextBlock

    @property
    def least_mm(self) -> float:
        return max(ROW_MM, TITLE_MM + self.form.height_mm + BETWEEN_ROWS_MM)


@dataclass(frozen=True)
class _Act:
    """An act, or a part of one, its words fitted."""

    label: str
    label_pt: float
    rows: tuple[_Row, ...]
    lock: LockBlock | None

    @property
    def head_mm(self) -> float:
        if not self.label:
            return 0.0
        return max(ACT_LEAST_MM, mm_from_pt(self.label_pt) * CAP_HEIGHT + 4.0)

    @property
    def fixed_mm(self) -> float:
        """Height of all but the rows."""
        return self.head_mm + (self.lock.height_mm if self.lock else 0.0)

    @property
    def least_mm(self) -> float:
        return self.fixed_mm + sum(row.least_mm for row in self.rows)


@dataclass(frozen=True)
class _Top:
    """What stands above the boxes on every answer sheet."""

    intro: TextBlock
    check: TextBlock | None

    @property
    def check_mm(self) -> float:
        return max(KEY_MM, self.check.height_mm + 3.0) + 2.0 if self.check else 0.0

    @property
    def intro_mm(self) -> float:
        return max(INTRO_MM, self.intro.height_mm) + 1.5

    @property
    def height_mm(self) -> float:
        return self.intro_mm + self.check_mm


def answer_pages(night: NightPrint, setting: Setting) -> list[Numbered]:
    """The answer sheet, on as few pages as its acts need.

    Raises:
        LayoutError: something is too large for a page.
    """
    where = "the answer sheet"
    label = setting.say(message("print.answers-label"))
    head = sheet_head(setting, where, label, setting.say(message("print.answers-title")), "key")
    top = _top(night, setting, head.room)
    free_mm = head.room.bottom_mm - head.room.y_mm - top.height_mm - RULER_MM
    groups: list[list[_Act]] = []
    used = 0.0
    for act in night.acts:
        for part in _parts(night, setting, act, head.room, free_mm):
            if not groups or used + part.least_mm > free_mm:
                groups.append([])
                used = 0.0
            groups[-1].append(part)
            used += part.least_mm
    return [_page(setting, night, head, top, group, number) for number, group in enumerate(groups)]


def _top(night: NightPrint, setting: Setting, room: Box) -> _Top:
    where = "the answer sheet"
    intro = setting.say(message("print.answers-intro" if night.signs else "print.answers-intro-plain"))
    # On one line where that is large enough to read, else on as many as it takes.
    line = try_text(setting.metrics, intro, Face.BODY, [(room.width_mm, INTRO_MM)], largest_pt=INTRO_PT)
    size_mm = (room.width_mm, room.height_mm)
    block = (
        line[0] if line else fit_text(setting.metrics, where, intro, Face.BODY, size_mm, largest_pt=INTRO_PT)
    )
    if night.signs is None:
        return _Top(block, None)
    text = setting.say(message("print.answers-check"))
    width = room.width_mm * 0.5
    fits = try_text(setting.metrics, text, Face.BODY, [(width, KEY_MM - 3)], largest_pt=CHECK_PT)
    check = (
        fits[0]
        if fits
        else fit_text(setting.metrics, where, text, Face.BODY, (width, room.height_mm), largest_pt=CHECK_PT)
    )
    return _Top(block, check)


def _parts(night: NightPrint, setting: Setting, act: ActPrint, room: Box, free_mm: float) -> list[_Act]:
    """The act whole, or in parts of a page each with its lock on the last."""
    whole = _fitted(night, setting, act, room)
    if whole.least_mm <= free_mm:
        return [whole]
    if len(act.puzzles) == 1:
        raise LayoutError(
            f"The answer sheet: act {act.number} is {whole.least_mm - free_mm:.1f} mm too high for a page.",
            "Make the words of its lock or of its last puzzle shorter.",
        )
    half = -(-len(act.puzzles) // 2)
    parts = [
        replace(act, puzzles=act.puzzles[:half], lock=None),
        replace(act, puzzles=act.puzzles[half:]),
    ]
    return [fitted for part in parts for fitted in _parts(night, setting, part, room, free_mm)]


def _fitted(night: NightPrint, setting: Setting, act: ActPrint, room: Box) -> _Act:
    metrics = setting.metrics
    label = label_case(metrics, setting.say(act.label)) if len(night.acts) > 1 else ""
    size_pt = label_pt(metrics, ACT_PT)
    rows = tuple(_row(setting, puzzle) for puzzle in act.puzzles)
    lock = lock_block(setting, act.lock, room.width_mm) if act.lock else None
    return _Act(label, size_pt, rows, lock)


def _row(setting: Setting, puzzle: PuzzlePrint) -> _Row:
    where = f"the answer sheet, {puzzle.id}"
    metrics = setting.metrics
    title_pt = fit_line(metrics, where, puzzle.title, Face.TITLE, WORDS_MM, largest_pt=18, smallest_pt=11)
    form = setting.say(puzzle.instructions.answer_form)
    room = ROW_MM - TITLE_MM - BETWEEN_ROWS_MM
    for height in (room, 4 * room, 16 * room):
        block = try_text(metrics, form, Face.BODY, [(WORDS_MM, height)], largest_pt=FORM_PT)
        if block is not None:
            return _Row(puzzle, title_pt, block[0])
    return _Row(
        puzzle, title_pt, fit_text(metrics, where, form, Face.BODY, (WORDS_MM, room), largest_pt=FORM_PT)
    )


def _page(
    setting: Setting, night: NightPrint, head: SheetHead, top: _Top, acts: Sequence[_Act], number: int
) -> Numbered:
    paper = setting.profile.sheet
    frame, room = frame_of(paper), head.room
    ruler_place = (paper.width_mm / 2 - 50, frame.bottom_mm - 8)

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        head.draw(canvas)
        top.intro.draw(canvas, room)
        y = room.y_mm + top.intro_mm
        if night.signs is not None and top.check is not None:
            _check(canvas, Box(room.x_mm, y, room.width_mm, top.check_mm - 2.0), top.check, night.signs)
        y = room.y_mm + top.height_mm
        spare = ruler_place[1] - 6 - y - sum(act.least_mm for act in acts)
        rows = sum(len(act.rows) for act in acts)
        for act in acts:
            y = _act(canvas, Box(room.x_mm, y, room.width_mm, 0), act, max(0.0, spare / rows))
        free_mm = ruler_place[1] - 8 - y
        if free_mm > LEAST_NOTES_MM:
            _room_to_think(canvas, Box(room.x_mm, y + 2, room.width_mm, free_mm - 2))
        draw_ruler(canvas, *ruler_place)
        draw_small_print(canvas, small, paper, paper.height_mm - frame.bottom_mm)

    name = "kit/answers" if number == 0 else f"kit/answers-{number + 1}"

    def numbered(small: SmallPrint) -> Page:
        placed = (Placed(name, "kit", "sheets", frame),)
        return Page(lambda canvas: draw(canvas, small), placed, ruler_at(*ruler_place))

    return numbered


def _heading(canvas: Canvas, x_mm: float, baseline_mm: float, text: str) -> float:
    """A small heading; returns the x of its right end."""
    metrics = canvas.metrics
    size_pt = label_pt(metrics, ACT_PT)
    gap = tracking_pt(metrics, Face.LABEL_BOLD, size_pt, ACT_GAP_PT)
    canvas.text(
        x_mm,
        baseline_mm,
        text,
        face=Face.LABEL_BOLD,
        size_pt=size_pt,
        role=Role.ACCENT,
        tracking_pt=gap,
    )
    return x_mm + metrics.width_mm(text, Face.LABEL_BOLD, size_pt) + mm_from_pt(gap) * len(text)


def _room_to_think(canvas: Canvas, box: Box) -> None:
    """A field of dots to write notes on."""
    _heading(
        canvas,
        box.x_mm,
        box.y_mm + 3,
        label_case(canvas.metrics, canvas.say(message("print.answers-notes"))),
    )
    columns, rows = int(box.width_mm // DOTS_MM), int((box.height_mm - 7) // DOTS_MM)
    left = box.x_mm + (box.width_mm - columns * DOTS_MM) / 2
    dots = [
        Path.circle(left + i * DOTS_MM, box.y_mm + 8 + j * DOTS_MM, 0.22)
        for i in range(columns + 1)
        for j in range(rows)
    ]
    canvas.draw(Path(tuple(segment for dot in dots for segment in dot.segments)), fill=Role.MUTED)


def _check(canvas: Canvas, box: Box, words: TextBlock, signs: Signs) -> None:
    """How an answer is checked alone, and the characters of each sign."""
    panel(canvas, box)
    left = Box(box.x_mm + 3, box.y_mm + 1.5, box.width_mm * 0.5, words.height_mm)
    words.draw(canvas, left)
    x = left.right_mm + 5
    height = KEY_MM - 3
    key = Box(x, box.centre_y_mm - height / 2, box.right_mm - x - 3, height)
    draw_sign_key(canvas, key, signs)


def _act(canvas: Canvas, box: Box, act: _Act, spare_mm: float) -> float:
    """An act's boxes and its lock from the top of a box; returns the y below them."""
    y = box.y_mm
    if act.label:
        baseline = y + act.head_mm - 1.4
        end = _heading(canvas, box.x_mm, baseline, act.label)
        line = baseline - mm_from_pt(act.label_pt) * CAP_HEIGHT / 2
        if box.right_mm - end > 10:
            stitch(canvas, Path.line(end + 4, line, box.right_mm, line))
        y += act.head_mm
    for row in act.rows:
        height = max(row.least_mm, min(row.least_mm + spare_mm, TALLEST_ROW_MM))
        _draw_row(canvas, Box(box.x_mm, y, box.width_mm, height - BETWEEN_ROWS_MM), row)
        y += height
    if act.lock is not None:
        act.lock.draw(canvas, Box(box.x_mm, y, box.width_mm, act.lock.height_mm - 2.0))
        y += act.lock.height_mm
    return y


def _draw_row(canvas: Canvas, box: Box, row: _Row) -> None:
    """One puzzle: emblem, title, what its answer looks like, and its boxes with their signs."""
    puzzle = row.puzzle
    emblem_mm = min(box.height_mm - 1.0, 15.0)
    canvas.art(puzzle.emblem, Box(box.x_mm, box.y_mm, emblem_mm, emblem_mm))
    words = Box(box.x_mm + emblem_mm + 3, box.y_mm, WORDS_MM, box.height_mm)
    canvas.text(
        words.x_mm, words.y_mm + 4.9, puzzle.title, face=Face.TITLE, size_pt=row.title_pt, role=Role.BODY
    )
    form = Box(words.x_mm, words.y_mm + TITLE_MM, words.width_mm, row.form.height_mm)
    row.form.draw(canvas, form, role=Role.MUTED)
    boxes_mm = box.height_mm - (SIGN_ROW_MM if puzzle.signs else 0.0)
    left = words.right_mm + BESIDE_WORDS_MM
    strip = Box(left, box.y_mm, box.right_mm - left, min(boxes_mm, 11.0))
    if puzzle.box_count > boxes_a_row(strip.width_mm):
        raise LayoutError(
            f"The answer sheet, {puzzle.id}: {puzzle.box_count} boxes do not fit beside its words.",
            "Choose params with shorter answers.",
        )
    places = answer_strip(canvas, strip, puzzle)
    for number, sign in puzzle.signs.items():
        place = places[number]
        draw_sign(canvas, place.centre_x_mm, place.bottom_mm + SIGN_MM / 2 + 0.6, SIGN_MM, sign)
