"""The answer sheet: one for the whole table, a box for each puzzle, and how to try each lock.

Acts follow each other from top to bottom, each with its boxes and its lock; what does not fit goes on a
second sheet. Rows stand close, each lock beside its act, where that saves a sheet. Under the boxes stand the
signs by which an answer is checked alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.answer_rows import ROOMY, Act, Look, close_look, fits_close, fitted_act, heading
from kitgen.layout.furniture import SmallPrint, draw_ruler, draw_small_print, ruler_at
from kitgen.layout.plan import ActPrint, NightPrint, Page, Placed, Setting
from kitgen.layout.sheet_head import SheetHead, frame_of, sheet_head
from kitgen.locks.sign_art import draw_sign_key
from kitgen.locks.signs import Signs
from kitgen.message import message
from kitgen.theme.frames import panel
from kitgen.typesetting.text import TextBlock, fit_text, label_case, try_text
from kitgen.units import Box

DOTS_MM = 7.0
LEAST_NOTES_MM = 26.0
"""Free room that is worth a field for notes."""

INTRO_PT, CHECK_PT = 12.0, 10.5
INTRO_MM, KEY_MM, KEY_WIDTH_MM = 6.0, 16.5, 52.0
"""Least height of the first line, and of the panel with the signs' characters; their width."""

RULER_MM, CLOSE_RULER_MM = 15.5, 9.0
"""At the sheet's foot: the ruler and air above it, and how little will do."""

Numbered = Callable[[SmallPrint], Page]
"""A page that waits for its number."""


@dataclass(frozen=True)
class _Top:
    """What stands above the boxes on every answer sheet."""

    intro: TextBlock | None
    check: TextBlock | None
    check_width_mm: float

    @property
    def check_mm(self) -> float:
        return max(KEY_MM, self.check.height_mm + 3.0) + 2.0 if self.check else 0.0

    @property
    def intro_mm(self) -> float:
        return max(INTRO_MM, self.intro.height_mm) + 1.5 if self.intro else 0.0

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
    top, groups = _laid_out(night, setting, head.room, ROOMY)
    if len(groups) > 1 and fits_close(night.acts):
        close = _laid_out_close(night, setting, head.room)
        if close is not None and len(close[1]) < len(groups):
            top, groups = close
    return [_page(setting, night, head, top, group, number) for number, group in enumerate(groups)]


def _laid_out_close(night: NightPrint, setting: Setting, room: Box) -> tuple[_Top, list[list[Act]]] | None:
    """All of it close together, or None where some title is too wide for that."""
    try:
        return _laid_out(night, setting, room, close_look(room.width_mm))
    except LayoutError:
        return None


def _laid_out(night: NightPrint, setting: Setting, room: Box, look: Look) -> tuple[_Top, list[list[Act]]]:
    """What stands at the top, and the acts of each page."""
    top = _top_close(setting, room) if look.is_close and night.signs else _top(night, setting, room)
    free_mm = room.bottom_mm - room.y_mm - top.height_mm - (CLOSE_RULER_MM if look.is_close else RULER_MM)
    groups: list[list[Act]] = []
    used = 0.0
    for act in night.acts:
        for part in _parts(night, setting, act, (room.width_mm, free_mm), look):
            if not groups or used + part.least_mm > free_mm:
                groups.append([])
                used = 0.0
            groups[-1].append(part)
            used += part.least_mm
    return top, groups


def _top(night: NightPrint, setting: Setting, room: Box) -> _Top:
    intro = setting.say(message("print.answers-intro" if night.signs else "print.answers-intro-plain"))
    # On one line where that is large enough to read, else on as many as it takes.
    block = _fitted(setting, intro, (room.width_mm, INTRO_MM), INTRO_PT)
    if night.signs is None:
        return _Top(block, None, 0.0)
    width = room.width_mm * 0.5
    text = setting.say(message("print.answers-check"))
    return _Top(block, _fitted(setting, text, (width, KEY_MM - 3), CHECK_PT), width)


def _top_close(setting: Setting, room: Box) -> _Top:
    """All in one panel, its words as wide as the signs' characters leave them."""
    width = room.width_mm - KEY_WIDTH_MM - 11
    text = "\n".join(setting.say(message(f"print.answers-{part}")) for part in ("intro", "check"))
    return _Top(None, _fitted(setting, text, (width, KEY_MM - 1), CHECK_PT), width)


def _fitted(setting: Setting, text: str, size_mm: tuple[float, float], largest_pt: float) -> TextBlock:
    """The text in the room, or in one of its width that is as high as the text needs."""
    metrics = setting.metrics
    fits = try_text(metrics, text, Face.BODY, [size_mm], largest_pt=largest_pt)
    if fits:
        return fits[0]
    higher = (size_mm[0], setting.profile.sheet.height_mm)
    return fit_text(metrics, "the answer sheet", text, Face.BODY, higher, largest_pt=largest_pt)


def _parts(
    night: NightPrint, setting: Setting, act: ActPrint, size_mm: tuple[float, float], look: Look
) -> list[Act]:
    """The act whole, or in parts of a page each with its lock on the last."""
    width_mm, free_mm = size_mm
    whole = fitted_act(setting, act, width_mm, look, is_named=len(night.acts) > 1)
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
    return [fitted for part in parts for fitted in _parts(night, setting, part, size_mm, look)]


def _page(
    setting: Setting, night: NightPrint, head: SheetHead, top: _Top, acts: Sequence[Act], number: int
) -> Numbered:
    paper = setting.profile.sheet
    frame, room = frame_of(paper), head.room
    ruler_place = (paper.width_mm / 2 - 50, frame.bottom_mm - 8)

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        head.draw(canvas)
        if top.intro is not None:
            top.intro.draw(canvas, room)
        y = room.y_mm + top.intro_mm
        if night.signs is not None and top.check is not None:
            panel_box = Box(room.x_mm, y, room.width_mm, top.check_mm - 2.0)
            _check(canvas, panel_box, top.check, top.check_width_mm, night.signs)
        y = room.y_mm + top.height_mm
        spare = ruler_place[1] - 6 - y - sum(act.least_mm for act in acts)
        rows = sum(len(act.rows) for act in acts)
        for act in acts:
            y = act.draw(canvas, Box(room.x_mm, y, room.width_mm, 0), max(0.0, spare / rows))
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


def _room_to_think(canvas: Canvas, box: Box) -> None:
    """A field of dots to write notes on."""
    heading(
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


def _check(canvas: Canvas, box: Box, words: TextBlock, width_mm: float, signs: Signs) -> None:
    """How an answer is checked alone, and the characters of each sign."""
    panel(canvas, box)
    left = Box(box.x_mm + 3, box.centre_y_mm - words.height_mm / 2, width_mm, words.height_mm)
    words.draw(canvas, left)
    x = left.right_mm + 5
    height = KEY_MM - 3
    key = Box(x, box.centre_y_mm - height / 2, box.right_mm - x - 3, height)
    draw_sign_key(canvas, key, signs)
