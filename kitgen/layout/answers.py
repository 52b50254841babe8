"""The answer sheet: one for the whole table, a box for each puzzle, and how to try each lock.

Acts follow each other from top to bottom, each with its boxes and then its lock; what does not fit goes on
a second sheet. Under the boxes stand the signs by which an answer is checked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.cards import answer_strip
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_ruler, draw_small_print, ruler_at
from kitgen.layout.plan import ActPrint, NightPrint, Page, Placed, PuzzlePrint
from kitgen.layout.sheet_head import draw_sheet_head, frame_of
from kitgen.layout.text import fit_line, fit_text
from kitgen.locks.sign_art import draw_sign, draw_sign_key
from kitgen.locks.signs import Signs
from kitgen.message import message
from kitgen.theme.frames import panel, stitch
from kitgen.units import Box, Paper, mm_from_pt

ACT_MM = 5.6
ROW_MM = 12.2
TALLEST_ROW_MM = 26.0
SIGN_MM = 3.0
DOTS_MM = 7.0
LEAST_NOTES_MM = 26.0
"""Free room that is worth a field for notes."""

INTRO_MM = 7.0
KEY_MM = 18.5
RULER_MM = 15.5
"""At the sheet's foot: the ruler and air above it."""

LOCK_LINE_MM, LOCK_LEAST_MM = 4.4, 8.6
LOCK_TITLE_MM, LOCK_COLUMNS = 48.0, 2
Numbered = Callable[[SmallPrint], Page]
"""A page that waits for its number."""


def answer_pages(night: NightPrint, paper: Paper) -> list[Numbered]:
    """The answer sheet, on as few pages as its acts need.

    Raises:
        LayoutError: one act alone is too tall for a page.
    """
    groups: list[list[ActPrint]] = []
    for act in night.acts:
        needed = _least_mm(night, [*(groups[-1] if groups else []), act])
        if not groups or needed > _room_mm(night, paper):
            groups.append([])
        groups[-1].append(act)
        if _least_mm(night, groups[-1]) > _room_mm(night, paper):
            raise LayoutError(
                f"The answer sheet: the {len(act.puzzles)} boxes of act {act.number} do not fit on a page.",
                "Move some beats to another act.",
            )
    return [_page_of(night, paper, group, is_first=i == 0) for i, group in enumerate(groups)]


def _room_mm(night: NightPrint, paper: Paper) -> float:
    key = KEY_MM if night.signs else 0.0
    return frame_of(paper).height_mm - 33.0 - INTRO_MM - key - RULER_MM


def _fixed_mm(night: NightPrint, acts: Sequence[ActPrint]) -> float:
    """Height of everything between the boxes: act lines and locks."""
    many = len(night.acts) > 1
    return sum((ACT_MM if many else 0.0) + _lock_mm(act) for act in acts)


def _least_mm(night: NightPrint, acts: Sequence[ActPrint]) -> float:
    return _fixed_mm(night, acts) + ROW_MM * sum(len(act.puzzles) for act in acts)


def _lock_mm(act: ActPrint) -> float:
    if act.lock is None:
        return 0.0
    if act.lock.qr is not None:
        return act.lock.qr.side_mm + 2.0
    lines = -(-len(act.lock.steps) // LOCK_COLUMNS)
    return max(LOCK_LEAST_MM, LOCK_LINE_MM * lines + 2.6) + 2.0


def _page_of(night: NightPrint, paper: Paper, acts: list[ActPrint], *, is_first: bool) -> Numbered:
    frame = frame_of(paper)
    ruler_place = (frame.centre_x_mm - 50, frame.bottom_mm - 9.5)
    name = f"kit/answers-{acts[0].id}" if not is_first else "kit/answers"

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        where = f"sheet {name}"
        label, title = canvas.say(message("print.answers-label")), canvas.say(message("print.answers-title"))
        room = draw_sheet_head(canvas, where, paper, label, title, "key")
        intro = canvas.say(message("print.answers-intro" if night.signs else "print.answers-intro-plain"))
        size_mm = (room.width_mm, INTRO_MM - 1)
        y = fit_text(canvas.metrics, where, intro, Face.BODY, size_mm, largest_pt=12).draw(canvas, room) + 1.5
        if night.signs is not None:
            y = _check(canvas, where, Box(room.x_mm, y, room.width_mm, KEY_MM - 2), night.signs) + 2
        rows = sum(len(act.puzzles) for act in acts)
        spare = ruler_place[1] - 6 - y - _fixed_mm(night, acts)
        height = min(TALLEST_ROW_MM, spare / rows)
        for act in acts:
            y = _act(canvas, where, Box(room.x_mm, y, room.width_mm, height), act, many=len(night.acts) > 1)
        free_mm = ruler_place[1] - 8 - y
        if free_mm > LEAST_NOTES_MM:
            _room_to_think(canvas, Box(room.x_mm, y + 2, room.width_mm, free_mm - 2))
        draw_ruler(canvas, *ruler_place)
        draw_small_print(canvas, small, paper, paper.height_mm - frame.bottom_mm)

    def numbered(small: SmallPrint) -> Page:
        placed = (Placed(name, "kit", "sheets", frame),)
        return Page(lambda canvas: draw(canvas, small), placed, ruler_at(*ruler_place))

    return numbered


def _room_to_think(canvas: Canvas, box: Box) -> None:
    """A field of dots to write notes on."""
    label = canvas.say(message("print.answers-notes")).upper()
    canvas.text(
        box.x_mm,
        box.y_mm + 3,
        label,
        face=Face.LABEL_BOLD,
        size_pt=9,
        role=Role.ACCENT,
        tracking_pt=0.6,
    )
    columns, rows = int(box.width_mm // DOTS_MM), int((box.height_mm - 7) // DOTS_MM)
    left = box.x_mm + (box.width_mm - columns * DOTS_MM) / 2
    dots = [
        Path.circle(left + i * DOTS_MM, box.y_mm + 8 + j * DOTS_MM, 0.22)
        for i in range(columns + 1)
        for j in range(rows)
    ]
    canvas.draw(Path(tuple(segment for dot in dots for segment in dot.segments)), fill=Role.MUTED)


def _check(canvas: Canvas, where: str, box: Box, signs: Signs) -> float:
    """How an answer is checked alone, and the characters of each sign; returns the y below it."""
    panel(canvas, box)
    words = Box(box.x_mm + 3, box.y_mm + 1.5, box.width_mm * 0.5, box.height_mm - 3)
    text = canvas.say(message("print.answers-check"))
    size_mm = (words.width_mm, words.height_mm)
    fit_text(canvas.metrics, where, text, Face.BODY, size_mm, largest_pt=10.5).draw(canvas, words)
    left = words.right_mm + 5
    draw_sign_key(canvas, Box(left, words.y_mm, box.right_mm - left - 3, words.height_mm), signs)
    return box.bottom_mm


def _act(canvas: Canvas, where: str, box: Box, act: ActPrint, *, many: bool) -> float:
    """An act's boxes and its lock from the top of a box as high as one row; returns the y below them."""
    y = box.y_mm
    if many:
        label = canvas.say(act.label).upper()
        canvas.text(
            box.x_mm, y + 4.2, label, face=Face.LABEL_BOLD, size_pt=9, role=Role.ACCENT, tracking_pt=0.6
        )
        start = box.x_mm + canvas.metrics.width_mm(label, Face.LABEL_BOLD, 9) + 0.22 * len(label) + 4
        stitch(canvas, Path.line(start, y + 3.2, box.right_mm, y + 3.2))
        y += ACT_MM
    for puzzle in act.puzzles:
        _row(canvas, where, Box(box.x_mm, y, box.width_mm, box.height_mm - 1.2), puzzle)
        y += box.height_mm
    if act.lock is not None:
        _lock(canvas, where, Box(box.x_mm, y, box.width_mm, _lock_mm(act) - 2.0), act)
        y += _lock_mm(act)
    return y


def _row(canvas: Canvas, where: str, box: Box, puzzle: PuzzlePrint) -> None:
    """One puzzle: emblem, title, what its answer looks like, and its boxes with their signs."""
    emblem_mm = min(box.height_mm - 1.0, 15.0)
    canvas.art(puzzle.emblem, Box(box.x_mm, box.y_mm, emblem_mm, emblem_mm))
    words = Box(box.x_mm + emblem_mm + 3, box.y_mm, 66, box.height_mm)
    size_pt = fit_line(
        canvas.metrics, where, puzzle.title, Face.TITLE, words.width_mm, largest_pt=18, smallest_pt=11
    )
    canvas.text(words.x_mm, words.y_mm + 4.9, puzzle.title, face=Face.TITLE, size_pt=size_pt, role=Role.BODY)
    form = canvas.say(puzzle.instructions.answer_form)
    room = (words.width_mm, words.height_mm - 5.2)
    fit_text(canvas.metrics, where, form, Face.BODY, room, largest_pt=10).draw(
        canvas, Box(words.x_mm, words.y_mm + 5.2, *room), role=Role.MUTED
    )
    boxes_mm = box.height_mm - (SIGN_MM + 1.0 if puzzle.signs else 0.0)
    strip = Box(words.right_mm + 5, box.y_mm, box.right_mm - words.right_mm - 5, min(boxes_mm, 11.0))
    places = answer_strip(canvas, strip, puzzle)
    for number, sign in puzzle.signs.items():
        place = places[number]
        draw_sign(canvas, place.centre_x_mm, place.bottom_mm + SIGN_MM / 2 + 0.6, SIGN_MM, sign)


def _lock(canvas: Canvas, where: str, box: Box, act: ActPrint) -> None:
    """What closes the act and how to try it."""
    lock = act.lock
    assert lock is not None, "only acts with a lock come here"
    panel(canvas, box)
    canvas.art("key", Box(box.x_mm + 1.5, box.centre_y_mm - 3.6, 8, 7.2))
    left, right = box.x_mm + 11.5, box.right_mm - 2
    if lock.qr is not None:
        right -= lock.qr.side_mm
        draw_qr(canvas, lock.qr, right + 1, box.y_mm)
    size_pt = fit_line(
        canvas.metrics, where, lock.title, Face.TITLE, LOCK_TITLE_MM - 2, largest_pt=15, smallest_pt=9
    )
    y = box.centre_y_mm + mm_from_pt(size_pt) * CAP_HEIGHT / 2
    canvas.text(left, y, lock.title, face=Face.TITLE, size_pt=size_pt, role=Role.ACCENT)
    if lock.code:
        canvas.text(left, box.bottom_mm - 3, lock.code, face=Face.EXACT_BOLD, size_pt=11)
    left += LOCK_TITLE_MM
    columns = 1 if lock.qr is not None else min(LOCK_COLUMNS, len(lock.steps))
    rows = -(-len(lock.steps) // columns)
    top = box.centre_y_mm - rows * LOCK_LINE_MM / 2
    width = (right - left) / columns
    for i, step in enumerate(lock.steps):
        place = Box(
            left + (i % columns) * width, top + (i // columns) * LOCK_LINE_MM, width - 3, LOCK_LINE_MM
        )
        _lock_line(canvas, where, place, canvas.say(step))


def _lock_line(canvas: Canvas, where: str, box: Box, text: str) -> None:
    size_pt = fit_line(canvas.metrics, where, text, Face.LABEL, box.width_mm, largest_pt=10)
    canvas.text(box.x_mm, box.y_mm + 3.0, text, face=Face.LABEL, size_pt=size_pt)
