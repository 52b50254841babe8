"""The join sheet: one page that brings phones into the Wi-Fi and to the hints, to be read across a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.codes import QUIET_MODULES, QrCode
from kitgen.errors import LayoutError
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_small_print
from kitgen.layout.hint_corner import readable_address
from kitgen.layout.leaves import Leaf, Small
from kitgen.layout.plan import Page, Setting
from kitgen.layout.sheet_head import SheetHead, frame_of, sheet_head
from kitgen.message import message
from kitgen.theme.frames import bullet_button, stitch
from kitgen.typesetting.text import TextBlock, fit_text, try_text
from kitgen.units import Box

WHERE = "print/join.pdf"
EMBLEM = "key"
GAP_MM = 8.0
LARGEST_CODE_MM = 104.0
HEADING_PT, UNDER_PT, NOTE_PT, TROUBLE_PT = 26.0, 17.0, 12.0, 12.0
TROUBLES: dict[str, int] = {"lan": 5, "url": 2, "sealed": 3}
"""How many lines say what to do when nothing opens, by where the hints are."""

LEAST_MODULE_MM = 0.6
"""As on cards where there is room; most codes here have modules of 1 to 2 mm."""

BULLET_MM, BELOW_MM = 6.0, 1.6
SEAM_ROOM_MM = 5.0


_Draw = Callable[[Canvas, SmallPrint], None]


@dataclass(frozen=True)
class JoinPrint:
    """What the join sheet says.

    Args:
        title: of the kit.
        hints: 'lan', 'url' or 'sealed'.
        address: of the page where codes are typed.
        landing: the same as a code.
        ssid: name of the Wi-Fi, or empty where it is not told.
        wifi: code that joins it, or None.
    """

    title: str
    hints: Literal["lan", "url", "sealed"]
    address: str
    landing: QrCode
    ssid: str = ""
    wifi: QrCode | None = None


@dataclass(frozen=True)
class _Step:
    """A code with its heading above, what it stands for in letters below it, and a note."""

    heading: TextBlock
    code: QrCode
    under: TextBlock
    note: TextBlock

    def height_mm(self, side_mm: float) -> float:
        return self.heading.height_mm + side_mm + self.under.height_mm + self.note.height_mm + 2.0

    def draw(self, canvas: Canvas, box: Box, side_mm: float) -> None:
        y = self.heading.draw(canvas, box, align="centre")
        with canvas.moved(box.centre_x_mm - side_mm / 2, y, scale=side_mm / self.code.side_mm):
            draw_qr(canvas, self.code, 0, 0)
        below = Box(box.x_mm, y + side_mm, box.width_mm, self.under.height_mm)
        y = self.under.draw(canvas, below, align="centre") + 1.0
        note = Box(box.x_mm, y, box.width_mm, self.note.height_mm)
        self.note.draw(canvas, note, role=Role.MUTED, align="centre")


def join_leaf(setting: Setting, join: JoinPrint) -> Leaf:
    """The sheet.

    Raises:
        LayoutError: an address or a sentence is too long for it.
    """
    head = sheet_head(setting, WHERE, join.title, setting.say(message("join.title")), EMBLEM)
    room = head.room
    steps = _steps(setting, join, room)
    first = _same_wifi(setting, join, room.width_mm)
    draw = _composed(setting, head, steps, first, _troubles(setting, join, room.width_mm))

    def pages(small: Small) -> list[Page]:
        return [Page(lambda canvas: draw(canvas, small(False)))]

    return Leaf((), message("join.what"), pages)


def _composed(
    setting: Setting,
    head: SheetHead,
    steps: Sequence[_Step],
    first: TextBlock | None,
    troubles: tuple[TextBlock, Sequence[TextBlock]],
) -> _Draw:
    """The page, its codes as large as the words leave room."""
    room = head.room
    heading, lines = troubles
    lines_mm = sum(line.height_mm + BELOW_MM for line in lines)
    foot_mm = heading.height_mm + 1.5 + lines_mm
    top_mm = first.height_mm + 3.0 if first is not None else 0.0
    width = (room.width_mm - GAP_MM * (len(steps) - 1)) / len(steps)
    free = room.height_mm - foot_mm - top_mm - SEAM_ROOM_MM
    side = min(width, LARGEST_CODE_MM, min(free - step.height_mm(0.0) for step in steps))
    if any(side / (step.code.modules + 2 * QUIET_MODULES) < LEAST_MODULE_MM for step in steps):
        raise LayoutError(
            f"{WHERE}: words and codes do not fit on one page.", "Choose smaller print or a shorter address."
        )
    used = top_mm + max(step.height_mm(side) for step in steps)
    # Air is shared out above and below the codes.
    air = max(0.0, room.height_mm - foot_mm - SEAM_ROOM_MM - used) / 2
    paper = setting.profile.sheet

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        head.draw(canvas)
        y = room.y_mm
        if first is not None:
            y += air / 2
            first.draw(canvas, Box(room.x_mm, y, room.width_mm, first.height_mm), align="centre")
            y += top_mm + air / 2
        else:
            y += air
        for number, step in enumerate(steps):
            step.draw(canvas, Box(room.x_mm + number * (width + GAP_MM), y, width, free), side)
        y = room.bottom_mm - foot_mm
        stitch(canvas, Path.line(room.x_mm, y - SEAM_ROOM_MM / 2, room.right_mm, y - SEAM_ROOM_MM / 2))
        y = heading.draw(canvas, Box(room.x_mm, y, room.width_mm, heading.height_mm), role=Role.ACCENT) + 1.5
        for line in lines:
            bullet_button(canvas, room.x_mm + 1.6, y + line.leading_mm / 2)
            place = Box(room.x_mm + BULLET_MM, y, room.width_mm - BULLET_MM, line.height_mm)
            y = line.draw(canvas, place) + BELOW_MM
        draw_small_print(canvas, small, paper, paper.height_mm - frame_of(paper).bottom_mm)

    return draw


def _steps(setting: Setting, join: JoinPrint, room: Box) -> list[_Step]:
    count = 1 + (join.wifi is not None)
    width = (room.width_mm - GAP_MM * (count - 1)) / count
    steps = []
    if join.wifi is not None:
        # A name in letters that the typeface lacks is in the code all the same.
        is_told = bool(join.ssid) and not setting.metrics.missing(join.ssid, Face.EXACT_BOLD)
        name = join.ssid if is_told else setting.say(message("join.wifi.unnamed"))
        note = setting.say(message("join.wifi.note"))
        steps.append(_step(setting, "join.wifi.heading", join.wifi, [name], note, width))
    address = [join.address, readable_address(join.address), " ".join(_pieces(join.address))]
    note = setting.say(message("join.landing.note"))
    heading = "join.landing.heading" if join.wifi is None else "join.landing.heading-second"
    steps.append(_step(setting, heading, join.landing, address, note, width))
    return steps


def _pieces(address: str) -> list[str]:
    """An address in pieces of ten, for one that has no place to break it."""
    return [address[i : i + 10] for i in range(0, len(address), 10)]


def _step(
    setting: Setting, heading: str, code: QrCode, under: Sequence[str], note: str, width_mm: float
) -> _Step:
    metrics = setting.metrics
    title = fit_text(
        metrics, WHERE, setting.say(message(heading)), Face.TITLE, (width_mm, 24), largest_pt=HEADING_PT
    )
    letters = _letters(setting, under, width_mm)
    words = fit_text(metrics, WHERE, note, Face.BODY, (width_mm, 60), largest_pt=NOTE_PT)
    return _Step(title, code, letters, words)


def _letters(setting: Setting, ways: Sequence[str], width_mm: float) -> TextBlock:
    """A name or an address on one line, else broken where it may be."""
    metrics = setting.metrics
    one_line = try_text(
        metrics, ways[0], Face.EXACT_BOLD, [(width_mm, 10)], largest_pt=UNDER_PT, smallest_pt=11.0
    )
    if one_line is not None and len(one_line[0].lines) == 1:
        return one_line[0]
    for way in ways:
        broken = try_text(metrics, way, Face.EXACT_BOLD, [(width_mm, 30)], largest_pt=UNDER_PT)
        if broken is not None:
            is_address = len(ways) > 1
            lines = tuple(line.replace(" ", "") if is_address else line for line in broken[0].lines)
            return replace(broken[0], lines=lines)
    pieces = " ".join(_pieces(ways[0]))
    return fit_text(metrics, WHERE, pieces, Face.EXACT_BOLD, (width_mm, 40), largest_pt=UNDER_PT)


def _same_wifi(setting: Setting, join: JoinPrint, width_mm: float) -> TextBlock | None:
    """What to do first at home, where no code does it."""
    if join.hints != "lan" or join.wifi is not None:
        return None
    text = setting.say(message("join.same-wifi"))
    return fit_text(setting.metrics, WHERE, text, Face.BODY, (width_mm, 60), largest_pt=NOTE_PT + 2)


def _troubles(setting: Setting, join: JoinPrint, width_mm: float) -> tuple[TextBlock, list[TextBlock]]:
    metrics = setting.metrics
    heading = fit_text(
        metrics,
        WHERE,
        setting.say(message("join.trouble.heading")),
        Face.TITLE,
        (width_mm, 20),
        largest_pt=HEADING_PT - 6,
    )
    return heading, [
        fit_text(
            metrics,
            WHERE,
            setting.say(message(f"join.trouble.{join.hints}.{number}")),
            Face.BODY,
            (width_mm - BULLET_MM, 60),
            largest_pt=TROUBLE_PT,
        )
        for number in range(1, TROUBLES[join.hints] + 1)
    ]
