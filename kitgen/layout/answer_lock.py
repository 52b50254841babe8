"""What the answer sheet says of a lock: what is locked, and how to try it."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Role
from kitgen.layout.furniture import draw_qr
from kitgen.layout.plan import LockPrint, Setting
from kitgen.theme.frames import panel
from kitgen.typesetting.text import TextBlock, fit_line, fit_text, try_text
from kitgen.units import Box, mm_from_pt

LINE_MM, LEAST_MM = 4.4, 8.6
TITLE_MM, COLUMNS = 48.0, 2
KEY_MM = 11.5
STEP_PT, CODE_PT = 10.0, 11.0


@dataclass(frozen=True)
class LockBlock:
    """A lock's panel, its words fitted.

    Args:
        lock: what it says.
        title_pt: size of its title.
        steps: one block for each line of instruction.
        columns: columns that the steps stand in.
    """

    lock: LockPrint
    title_pt: float
    steps: tuple[TextBlock, ...]
    columns: int

    @property
    def steps_mm(self) -> float:
        """Height of the steps."""
        rows = [self.steps[i : i + self.columns] for i in range(0, len(self.steps), self.columns)]
        return sum(max(_step_mm(step) for step in row) for row in rows)

    @property
    def height_mm(self) -> float:
        """Height of the panel and the air around it."""
        code = self.lock.qr.side_mm if self.lock.qr is not None else 0.0
        return max(LEAST_MM, self.steps_mm + 1.2, code) + 3.2

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the panel into a box."""
        lock = self.lock
        panel(canvas, box)
        canvas.art("key", Box(box.x_mm + 1.5, box.centre_y_mm - 3.6, 8, 7.2))
        left, right = box.x_mm + KEY_MM, box.right_mm - 2
        if lock.qr is not None:
            right -= lock.qr.side_mm
            draw_qr(canvas, lock.qr, right + 1, box.centre_y_mm - lock.qr.side_mm / 2)
        y = box.centre_y_mm + mm_from_pt(self.title_pt) * CAP_HEIGHT / 2
        canvas.text(left, y, lock.title, face=Face.TITLE, size_pt=self.title_pt, role=Role.ACCENT)
        if lock.code:
            canvas.text(left, box.bottom_mm - 3, lock.code, face=Face.EXACT_BOLD, size_pt=CODE_PT)
        left += TITLE_MM
        width = (right - left) / self.columns
        top = box.centre_y_mm - self.steps_mm / 2
        for start in range(0, len(self.steps), self.columns):
            row = self.steps[start : start + self.columns]
            for number, step in enumerate(row):
                step.draw(canvas, Box(left + number * width, top, width - 3, step.height_mm))
            top += max(_step_mm(step) for step in row)


def _step_mm(step: TextBlock) -> float:
    return max(LINE_MM, step.height_mm)


def lock_block(setting: Setting, lock: LockPrint, width_mm: float) -> LockBlock:
    """A lock's words, in two columns where each step is one line of half the width.

    Raises:
        LayoutError: a word is wider than its room.
    """
    where = f"the answer sheet, lock {lock.title!r}"
    metrics = setting.metrics
    title_pt = fit_line(metrics, where, lock.title, Face.TITLE, TITLE_MM - 2, largest_pt=15, smallest_pt=9)
    said = [setting.say(step) for step in lock.steps]
    room = width_mm - KEY_MM - TITLE_MM - 2 - (lock.qr.side_mm if lock.qr is not None else 0.0)
    most = 1 if lock.qr is not None else min(COLUMNS, len(said))
    for columns in range(most, 0, -1):
        size_mm = (room / columns - 3, LINE_MM + 2.4)
        blocks = [try_text(metrics, step, Face.LABEL, [size_mm], largest_pt=STEP_PT) for step in said]
        found = [block[0] for block in blocks if block is not None]
        if len(found) == len(said) and all(len(block.lines) == 1 for block in found):
            return LockBlock(lock, title_pt, tuple(found), columns)
    steps = tuple(
        fit_text(metrics, where, step, Face.LABEL, (room - 3, 40), largest_pt=STEP_PT) for step in said
    )
    return LockBlock(lock, title_pt, steps, 1)
