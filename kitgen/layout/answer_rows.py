"""An act on the answer sheet: its heading, a row of boxes for each puzzle, and its lock.

Roomy rows have the lock below them. Close rows have it beside them, which takes no height at all, so that a
whole night stands on one page; nothing is said in other words there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.answer_lock import BESIDE_MM, LockBeside, LockBlock, lock_beside, lock_block
from kitgen.layout.answer_strip import answer_strip, boxes_a_row
from kitgen.layout.plan import ActPrint, PuzzlePrint, Setting
from kitgen.locks.sign_art import draw_sign
from kitgen.theme.frames import stitch
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

SIGN_MM, BELOW_BOX_MM, CLOSE_BELOW_BOX_MM = 3.0, 0.6, 0.35
"""A sign, and the air above it: in close rows it must belong to the box above more plainly."""

ACT_PT, ACT_GAP_PT, ACT_LEAST_MM = 9.0, 0.6, 5.6
FORM_PT = 10.0
LOCK_GAP_MM = 3.2
"""Between the boxes and a lock beside them."""

CLOSE_STRIP_MM = 70.2
"""Letter and boxes of a close row: eight boxes of 7 mm and a little air."""

LEAST_CLOSE_BOX_MM, CLOSE_GAP_MM = 6.5, 0.8


@dataclass(frozen=True)
class Look:
    """How the rows of a sheet are laid out.

    Args:
        row_mm: least height of a row with the air below it.
        air_mm: of it, the air.
        tallest_mm: most height of a row.
        sign_mm: what a sign takes below its box.
        box_mm: largest side of a box.
        title_mm: height of a puzzle's title; what its answer looks like stands below.
        title_pt: largest size of the title.
        words_mm: width of title and words.
        gap_mm: between the words and the boxes.
        emblem_mm: largest side of the emblem.
        beside_emblem_mm: between the emblem and the words.
        form_rooms: heights to try for what an answer looks like, in those a row leaves for it.
        is_close: whether the lock stands beside the rows.
    """

    row_mm: float
    air_mm: float
    tallest_mm: float
    sign_mm: float
    box_mm: float
    title_mm: float
    title_pt: float
    words_mm: float
    gap_mm: float
    emblem_mm: float
    beside_emblem_mm: float
    form_rooms: tuple[float, ...]
    is_close: bool


ROOMY = Look(12.2, 1.2, 26.0, 4.0, 11.0, 5.2, 18.0, 66.0, 5.0, 15.0, 3.0, (1.0, 4.0, 16.0), is_close=False)


def close_look(width_mm: float) -> Look:
    """Rows that leave room for the lock at their right.

    Args:
        width_mm: width of the sheet's room.
    """
    emblem, beside, gap = 9.4, 2.4, 2.5
    words = width_mm - emblem - beside - gap - CLOSE_STRIP_MM - LOCK_GAP_MM - BESIDE_MM
    # Rather two small lines than a higher row.
    rooms = (1.0, 1.45, 4.0, 16.0)
    return Look(10.7, 0.0, 13.0, 3.8, 7.0, 5.0, 17.0, words, gap, emblem, beside, rooms, is_close=True)


@dataclass(frozen=True)
class Row:
    """A puzzle's row: its title's size, and what its answer looks like."""

    look: Look
    puzzle: PuzzlePrint
    title_pt: float
    form: TextBlock

    @property
    def least_mm(self) -> float:
        """Height of the row with the air below it."""
        look = self.look
        return max(look.row_mm, look.title_mm + self.form.height_mm + max(look.air_mm, 0.8))


@dataclass(frozen=True)
class Act:
    """An act, or a part of one, its words fitted."""

    label: str
    label_pt: float
    rows: tuple[Row, ...]
    below: LockBlock | None
    beside: LockBeside | None

    @property
    def head_mm(self) -> float:
        """Height of the act's heading."""
        if not self.label:
            return 0.0
        return max(ACT_LEAST_MM, mm_from_pt(self.label_pt) * CAP_HEIGHT + 4.0)

    @property
    def least_mm(self) -> float:
        """Height of all of it."""
        rows = self.head_mm + sum(row.least_mm for row in self.rows)
        return max(rows + (self.below.height_mm if self.below else 0.0), self._beside_mm)

    @property
    def _beside_mm(self) -> float:
        return self.beside.height_mm if self.beside else 0.0

    def draw(self, canvas: Canvas, box: Box, spare_mm: float) -> float:
        """Draw it from the top of a box; returns the y below it.

        Args:
            canvas: what to draw on.
            box: where it starts, and how wide it is.
            spare_mm: what each row may grow by.
        """
        rows = Box(box.x_mm, box.y_mm, box.width_mm, box.height_mm)
        if self.beside is not None:
            rows = Box(box.x_mm, box.y_mm, box.width_mm - BESIDE_MM - LOCK_GAP_MM, box.height_mm)
        y = self._draw_head(canvas, rows)
        # Where the lock is the higher of the two, the rows take what it leaves beside them.
        own_mm = self.head_mm + sum(row.least_mm for row in self.rows)
        grow_mm = spare_mm + max(0.0, self._beside_mm - own_mm) / len(self.rows)
        for row in self.rows:
            height = max(row.least_mm, min(row.least_mm + grow_mm, row.look.tallest_mm))
            _draw_row(canvas, Box(box.x_mm, y, rows.width_mm, height - row.look.air_mm), row)
            y += height
        if self.beside is not None:
            y = max(y, box.y_mm + self._beside_mm)
            panel = Box(rows.right_mm + LOCK_GAP_MM, box.y_mm + 1.2, BESIDE_MM, y - box.y_mm - 1.2)
            self.beside.draw(canvas, panel)
        if self.below is not None:
            self.below.draw(canvas, Box(box.x_mm, y, box.width_mm, self.below.height_mm - 2.0))
            y += self.below.height_mm
        return y

    def _draw_head(self, canvas: Canvas, box: Box) -> float:
        if not self.label:
            return box.y_mm
        baseline = box.y_mm + self.head_mm - 1.4
        end = heading(canvas, box.x_mm, baseline, self.label)
        line = baseline - mm_from_pt(self.label_pt) * CAP_HEIGHT / 2
        if box.right_mm - end > 10:
            stitch(canvas, Path.line(end + 4, line, box.right_mm, line))
        return box.y_mm + self.head_mm


def fitted_act(setting: Setting, act: ActPrint, width_mm: float, look: Look, *, is_named: bool) -> Act:
    """An act, its words fitted.

    Args:
        setting: how words are set.
        act: what it says.
        width_mm: width of the sheet's room.
        look: how its rows are laid out.
        is_named: whether its heading is printed.

    Raises:
        LayoutError: a word is wider than its room.
    """
    metrics = setting.metrics
    label = label_case(metrics, setting.say(act.label)) if is_named else ""
    rows = tuple(_row(setting, puzzle, look) for puzzle in act.puzzles)
    below = lock_block(setting, act.lock, width_mm) if act.lock and not look.is_close else None
    beside = lock_beside(setting, act.lock) if act.lock and look.is_close else None
    return Act(label, label_pt(metrics, ACT_PT), rows, below, beside)


def fits_close(acts: Sequence[ActPrint]) -> bool:
    """Whether boxes and locks have room beside each other: no code to scan, no very long answer."""
    longest = max((puzzle.box_count for act in acts for puzzle in act.puzzles), default=0)
    has_room = longest <= boxes_a_row(CLOSE_STRIP_MM, LEAST_CLOSE_BOX_MM)
    return has_room and not any(act.lock is not None and act.lock.qr is not None for act in acts)


def _row(setting: Setting, puzzle: PuzzlePrint, look: Look) -> Row:
    where = f"the answer sheet, {puzzle.id}"
    metrics = setting.metrics
    width = look.words_mm
    title_pt = fit_line(
        metrics, where, puzzle.title, Face.TITLE, width, largest_pt=look.title_pt, smallest_pt=11
    )
    form = setting.say(puzzle.instructions.answer_form)
    room = look.row_mm - look.title_mm - max(look.air_mm, 0.8)
    for part in look.form_rooms:
        block = try_text(metrics, form, Face.BODY, [(width, part * room)], largest_pt=FORM_PT)
        if block is not None:
            return Row(look, puzzle, title_pt, block[0])
    block_of = fit_text(metrics, where, form, Face.BODY, (width, room), largest_pt=FORM_PT)
    return Row(look, puzzle, title_pt, block_of)


def heading(canvas: Canvas, x_mm: float, baseline_mm: float, text: str) -> float:
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


def _draw_row(canvas: Canvas, box: Box, row: Row) -> None:
    """One puzzle: emblem, title, what its answer looks like, and its boxes with their signs."""
    puzzle, look = row.puzzle, row.look
    emblem_mm = min(box.height_mm - 1.0, look.emblem_mm)
    canvas.art(puzzle.emblem, Box(box.x_mm, box.y_mm, emblem_mm, emblem_mm))
    indent = (look.emblem_mm if look.is_close else emblem_mm) + look.beside_emblem_mm
    words = Box(box.x_mm + indent, box.y_mm, look.words_mm, box.height_mm)
    baseline = words.y_mm + look.title_mm - 0.3
    canvas.text(words.x_mm, baseline, puzzle.title, face=Face.TITLE, size_pt=row.title_pt, role=Role.BODY)
    form = Box(words.x_mm, words.y_mm + look.title_mm, words.width_mm, row.form.height_mm)
    row.form.draw(canvas, form, role=Role.MUTED)
    boxes_mm = box.height_mm - (look.sign_mm if puzzle.signs else 0.0)
    left = words.right_mm + look.gap_mm
    strip = Box(left, box.y_mm, box.right_mm - left, min(boxes_mm, look.box_mm))
    if puzzle.box_count > boxes_a_row(strip.width_mm):
        raise LayoutError(
            f"The answer sheet, {puzzle.id}: {puzzle.box_count} boxes do not fit beside its words.",
            "Choose params with shorter answers.",
        )
    places = answer_strip(canvas, strip, puzzle, CLOSE_GAP_MM if look.is_close else 0.0)
    air = SIGN_MM / 2 + (CLOSE_BELOW_BOX_MM if look.is_close else BELOW_BOX_MM)
    for number, sign in puzzle.signs.items():
        place = places[number]
        draw_sign(canvas, place.centre_x_mm, place.bottom_mm + air, SIGN_MM, sign)
