"""What the answer sheet says of a lock: what is locked, and how to try it."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Role
from kitgen.layout.furniture import draw_qr
from kitgen.layout.hint_corner import in_lines
from kitgen.layout.plan import LockPrint, Setting
from kitgen.theme.frames import panel
from kitgen.typesetting.text import TextBlock, fit_line, fit_text, try_text
from kitgen.units import Box, mm_from_pt

LINE_MM, LEAST_MM = 4.4, 8.6
TITLE_MM, COLUMNS = 48.0, 2
KEY_MM = 11.5
STEP_PT, CODE_PT = 10.0, 11.0
CODE_LINE_MM, CODE_GROUPS = 4.2, 2

BESIDE_MM, BESIDE_EDGE_MM = 34.6, 1.9
"""Width of a lock that stands beside its act, and the air within its sides."""

BESIDE_KEY_MM, BESIDE_TITLE_MM, BESIDE_STEP_GAP_MM = 6.0, 5.4, 0.9
BESIDE_TITLE_PT, BESIDE_STEP_PT, BESIDE_LEAST_PT = 15.0, 9.5, 8.0


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
        code = in_lines(lock.code, CODE_GROUPS).split("\n")
        if len(code) > 1:
            y = box.y_mm + 3 + mm_from_pt(self.title_pt) * CAP_HEIGHT
        canvas.text(left, y, lock.title, face=Face.TITLE, size_pt=self.title_pt, role=Role.ACCENT)
        for i, line in enumerate(reversed(code) if lock.code else ()):
            below = box.bottom_mm - 3 - i * CODE_LINE_MM
            canvas.text(left, below, line, face=Face.EXACT_BOLD, size_pt=CODE_PT)
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


@dataclass(frozen=True)
class LockBeside:
    """A lock's panel at the right of its act, its words fitted.

    Args:
        lock: what it says.
        title_pt: size of its title.
        steps: one block for each line of instruction, all of one size.
    """

    lock: LockPrint
    title_pt: float
    steps: tuple[TextBlock, ...]

    @property
    def _words_mm(self) -> float:
        steps = sum(step.height_mm for step in self.steps)
        return BESIDE_TITLE_MM + steps + BESIDE_STEP_GAP_MM * len(self.steps)

    @property
    def height_mm(self) -> float:
        """Least height of the panel and the air above it."""
        return 1.2 + BESIDE_KEY_MM + self._words_mm + 2.4

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the panel into a box: key, title, and then the steps in the middle of what is left."""
        panel(canvas, box)
        spare = max(0.0, box.height_mm - self.height_mm + 1.2)
        y = box.y_mm + 1.2 + min(spare / 3, 2.0)
        canvas.art("key", Box(box.centre_x_mm - BESIDE_KEY_MM / 2, y, BESIDE_KEY_MM, BESIDE_KEY_MM))
        y += BESIDE_KEY_MM + BESIDE_TITLE_MM - 1.2
        canvas.text(
            box.centre_x_mm,
            y,
            self.lock.title,
            face=Face.TITLE,
            size_pt=self.title_pt,
            role=Role.ACCENT,
            align="centre",
        )
        y += 1.2
        gap = BESIDE_STEP_GAP_MM + min(1.6, spare / 2 / len(self.steps))
        words = sum(step.height_mm for step in self.steps) + gap * (len(self.steps) - 1)
        y = max(y, y + (box.bottom_mm - 1.2 - y - words) / 2)
        width = box.width_mm - 2 * BESIDE_EDGE_MM
        for step in self.steps:
            y = step.draw(canvas, Box(box.x_mm + BESIDE_EDGE_MM, y, width, step.height_mm)) + gap


def lock_beside(setting: Setting, lock: LockPrint) -> LockBeside:
    """A lock's words for a panel beside its act.

    Raises:
        LayoutError: a word is wider than its room.
    """
    where = f"the answer sheet, lock {lock.title!r}"
    metrics = setting.metrics
    width = BESIDE_MM - 2 * BESIDE_EDGE_MM
    title_pt = fit_line(
        metrics, where, lock.title, Face.TITLE, width, largest_pt=BESIDE_TITLE_PT, smallest_pt=9
    )
    said = [setting.say(step) for step in lock.steps]
    # Two lines a step, all of one size, where they can be read so; else as many as it takes.
    size_pt = BESIDE_STEP_PT
    while size_pt > BESIDE_LEAST_PT:
        size_mm = (width, 2 * mm_from_pt(size_pt) * 1.5)
        blocks = [try_text(metrics, step, Face.LABEL, [size_mm], largest_pt=size_pt) for step in said]
        found = [block[0] for block in blocks if block is not None]
        if len(found) == len(said) and len({block.size_pt for block in found}) <= 1:
            return LockBeside(lock, title_pt, tuple(found))
        size_pt -= 0.5
    steps = tuple(
        fit_text(metrics, where, step, Face.LABEL, (width, 40), largest_pt=BESIDE_LEAST_PT) for step in said
    )
    return LockBeside(lock, title_pt, steps)
