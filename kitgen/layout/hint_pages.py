"""The sheets of `print/paper-hints.pdf`: how to fold or read them, then the strips with their lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.layout.furniture import SmallPrint, draw_legend, draw_small_print
from kitgen.layout.hint_film import draw_under_film
from kitgen.layout.hint_strips import (
    BESIDE_EMBLEM_MM,
    EMBLEM_MM,
    PADDING_X_MM,
    PADDING_Y_MM,
    FittedStrip,
    FittedStrips,
    HintPaper,
    PaperHints,
    TitlePanel,
    fit_heading,
    fit_strips,
)
from kitgen.layout.leaves import Leaf, Small
from kitgen.layout.plan import Page, Setting, Strip
from kitgen.message import message
from kitgen.printing.profile import UNPRINTABLE_MM
from kitgen.theme.frames import stitch
from kitgen.typesetting.text import TextBlock
from kitgen.units import Box

EDGE_MM = UNPRINTABLE_MM + 1.5
"""From the paper's edge to the outermost cut."""

FOOT_MM = 11.5
"""Below the strips: the legend and the small print."""

HEADING_PT, MAKING_PT = 24.0, 10.0
BELOW_HEADING_MM, BELOW_MAKING_MM = 0.8, 2.5


@dataclass(frozen=True)
class _Head:
    """What stands above the strips of each sheet."""

    heading: TextBlock
    making: TextBlock

    @property
    def height_mm(self) -> float:
        return self.heading.height_mm + BELOW_HEADING_MM + self.making.height_mm + BELOW_MAKING_MM

    def draw(self, canvas: Canvas, box: Box) -> None:
        y = self.heading.draw(canvas, box, role=Role.ACCENT) + BELOW_HEADING_MM
        self.making.draw(canvas, Box(box.x_mm, y, box.width_mm, self.making.height_mm))


def hint_leaves(setting: Setting, hints: Sequence[PaperHints], kind: HintPaper) -> list[Leaf]:
    """The sheets of hints on paper.

    Args:
        setting: paper, and how words are set.
        hints: of each puzzle, in order.
        kind: how they are kept from being read too early; `NONE` makes no sheets.

    Raises:
        LayoutError: the hints of a puzzle do not fit on a sheet.
    """
    if kind is HintPaper.NONE or not hints:
        return []
    paper = setting.profile.sheet
    whole = Box(EDGE_MM, EDGE_MM, paper.width_mm - 2 * EDGE_MM, paper.height_mm - EDGE_MM - UNPRINTABLE_MM)
    head = _Head(
        fit_heading(setting, "paper-hints.heading", Face.TITLE, whole.width_mm, HEADING_PT),
        fit_heading(setting, f"paper-hints.{kind.value}.making", Face.BODY, whole.width_mm, MAKING_PT),
    )
    top = whole.y_mm + head.height_mm
    block = Box(whole.x_mm, top, whole.width_mm, whole.bottom_mm - FOOT_MM - top)
    fitted = fit_strips(setting, hints, kind, block)
    what = message("paper-hints.what")
    return [
        Leaf((), what, _sheet(setting, head, whole, fitted, strips, block, kind))
        for strips in fitted.sheets()
    ]


def _sheet(
    setting: Setting,
    head: _Head,
    whole: Box,
    fitted: FittedStrips,
    strips: Sequence[FittedStrip],
    block: Box,
    kind: HintPaper,
) -> Callable[[Small], list[Page]]:
    paper = setting.profile.sheet
    placed = list(zip(strips, fitted.places(block), strict=False))

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        head.draw(canvas, whole)
        for strip, box in placed:
            _draw_strip(canvas, strip, box, kind)
        for _, box in placed:
            canvas.line(Path.rect(box), LineKind.CUT)
        folds = (LineKind.FOLD_VALLEY,) if kind is HintPaper.FOLD else ()
        foot = paper.height_mm - UNPRINTABLE_MM
        draw_legend(canvas, block.x_mm, foot - 6.2, (LineKind.CUT, *folds))
        draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)

    def pages(small: Small) -> list[Page]:
        lying = tuple(Strip(strip.puzzle, strip.boxes(box)) for strip, box in placed)
        return [Page(lambda canvas: draw(canvas, small(False)), strips=lying)]

    return pages


def _draw_strip(canvas: Canvas, strip: FittedStrip, box: Box, kind: HintPaper) -> None:
    title, *below = strip.boxes(box)
    _draw_title(canvas, strip.head, title)
    seam = title.bottom_mm
    stitch(canvas, Path.line(box.x_mm + PADDING_X_MM, seam, box.right_mm - PADDING_X_MM, seam))
    for number, (panel, place) in enumerate(zip(strip.panels, below, strict=True)):
        room = place.inset(PADDING_X_MM, PADDING_Y_MM)
        if number:
            line = Path.line(box.x_mm, place.y_mm, box.right_mm, place.y_mm)
            if kind is HintPaper.FOLD:
                canvas.line(line, LineKind.FOLD_VALLEY)
            else:
                canvas.draw(line, stroke=Role.MUTED, width_mm=0.2)
        if kind is HintPaper.FILM:
            draw_under_film(canvas, panel.words, place, room, f"{strip.puzzle} {number}")
        elif panel.is_answer:
            # Upside down: whoever folds the sheet the right way up does not read it by accident.
            with canvas.moved(room.right_mm, room.bottom_mm, turn_deg=180):
                panel.words.draw(canvas, Box(0, 0, room.width_mm, room.height_mm))
        else:
            panel.words.draw(canvas, room)


def _draw_title(canvas: Canvas, head: TitlePanel, box: Box) -> None:
    room = box.inset(PADDING_X_MM, PADDING_Y_MM)
    canvas.art(head.emblem, Box(room.x_mm, room.y_mm, EMBLEM_MM, EMBLEM_MM))
    x = room.x_mm + EMBLEM_MM + BESIDE_EMBLEM_MM
    beside = Box(x, room.y_mm, room.right_mm - x, room.height_mm)
    y = head.act.draw(canvas, beside, role=Role.MUTED)
    y = head.title.draw(canvas, Box(x, y, beside.width_mm, beside.height_mm))
    y = max(y, room.y_mm + EMBLEM_MM) + 1.0
    head.how.draw(canvas, Box(room.x_mm, y, room.width_mm, head.how.height_mm), role=Role.MUTED)
