"""The reference pages through kitgen's own canvas, theme and layout."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path as FilePath
from typing import Any

from benchmarks.reference.places import (
    CARD_PLACES,
    CELL_MM,
    CODE_MM,
    EMBLEM_MM,
    GRID_LEFT_MM,
    GRID_TOP_MM,
    SHARES,
)
from kitgen.canvas import Canvas, Face, LineKind, Path, Role, Segment
from kitgen.codes import qr_matrix
from kitgen.layout.card_face import Story, card_face
from kitgen.layout.flow import Flow
from kitgen.layout.furniture import draw_qr
from kitgen.layout.plan import Setting
from kitgen.message import Message, message
from kitgen.printing.profile import PrintProfile
from kitgen.theme.frames import night_frame, sheet_frame
from kitgen.theme.theme import load_theme
from kitgen.typesetting.text import fit_text
from kitgen.units import PAPERS, Box
from kitgen.writers.pdf import FontMetrics, PdfFile

PAPER = PAPERS["a4"]
HEADS = ("Box", "What lies in it", "Where it goes", "Count")


def say(said: Message) -> str:
    """Words stand in the messages themselves here."""
    return str(said.values["text"])


class Maker:
    """Makes kits one after the other, with one theme and one set of text widths.

    Args:
        folder: what `prepare` wrote; only the words are read.
    """

    def __init__(self, folder: FilePath) -> None:
        self._folder = folder
        self._theme = load_theme("midnight-thread")
        self._metrics = FontMetrics(self._theme.faces)
        self._setting = Setting(PrintProfile(paper=PAPER), self._metrics, say)

    def make(self, number: int) -> bytes:
        """The 32 pages of a kit as a PDF."""
        kit = json.loads((self._folder / f"kit-{number}.json").read_bytes())
        file = PdfFile(self._theme, PAPER, f"Reference kit {number}", "en", self._metrics, say)
        for first in range(0, len(kit["cards"]), len(CARD_PLACES)):
            cards = kit["cards"][first : first + len(CARD_PLACES)]
            with file.page() as canvas:
                for card, box in zip(cards, CARD_PLACES, strict=True):
                    draw_card(canvas, self._setting, card, box)
                cut_lines(canvas)
                small_print(canvas, number, "Cards")
            with file.page() as canvas:
                for box in CARD_PLACES:
                    draw_back(canvas, box)
                small_print(canvas, number, "Backs")
        for sheet in kit["sheets"]:
            with file.page() as canvas:
                draw_sheet(canvas, sheet)
                small_print(canvas, number, sheet["title"])
        for page in kit["guide"]:
            flow = guide_flow(page, self._metrics)
            with file.page() as canvas:
                for draw in flow._pages[0]:  # its public way to pages wants a whole kit
                    draw(canvas)
                small_print(canvas, number, page["title"])
        return file.to_bytes()


def draw_card(canvas: Canvas, setting: Setting, card: dict[str, Any], box: Box) -> None:
    """Frame, band, emblem, words, and the code where there is one."""
    story = Story("reference", "card", _words(card["label"]), card["title"], 17.0, "table")
    face = card_face(setting, story, 1, 1)
    room, code = face.room, qr_matrix(card["address"]) if card["address"] else None
    words = Box(room.x_mm, room.y_mm + EMBLEM_MM + 1, room.width_mm, room.height_mm - EMBLEM_MM - 1)
    top = room.bottom_mm - CODE_MM
    if code is not None:
        # The emblem stands beside the code, so that the words have the room above both.
        words = Box(room.x_mm, room.y_mm, room.width_mm, top - room.y_mm)
    size_mm = (words.width_mm, words.height_mm)
    block = fit_text(setting.metrics, story.where, card["text"], Face.BODY, size_mm, largest_pt=10.5)
    with canvas.moved(box.x_mm, box.y_mm):
        face.draw(canvas, setting.profile.cards)
        if code is not None:
            canvas.art(card["emblem"], Box(room.x_mm, top + 4, room.width_mm - CODE_MM, EMBLEM_MM))
            draw_qr(canvas, code, room.right_mm - CODE_MM, top)
        else:
            canvas.art(card["emblem"], Box(room.x_mm, room.y_mm, room.width_mm, EMBLEM_MM))
        block.draw(canvas, words)


def draw_back(canvas: Canvas, box: Box) -> None:
    """The night picture to the card's edge, with its frame."""
    with canvas.clipped(Path.rect(box)):
        canvas.art("night-wall", box)
    night_frame(canvas, box)


def cut_lines(canvas: Canvas) -> None:
    """Cuts that run through all nine cards."""
    first, last = CARD_PLACES[0], CARD_PLACES[-1]
    for i in range(4):
        x, y = first.x_mm + i * first.width_mm, first.y_mm + i * first.height_mm
        canvas.line(Path.line(x, first.y_mm, x, last.bottom_mm), LineKind.CUT)
        canvas.line(Path.line(first.x_mm, y, last.right_mm, y), LineKind.CUT)


def small_print(canvas: Canvas, number: int, what: str) -> None:
    """The line at a page's foot."""
    text = f"The reference kit · K7Q2-M9XB · {what} · kit {number}"
    x, y = PAPER.width_mm / 2, PAPER.height_mm - 8.2
    canvas.text(x, y, text, face=Face.LABEL, size_pt=8, role=Role.MUTED, align="centre")


def draw_sheet(canvas: Canvas, sheet: dict[str, Any]) -> None:
    """A framed sheet: title, words, and the grid with its numbers."""
    sheet_frame(canvas, Box(10, 12, 190, 270))
    canvas.text(20, 30, sheet["title"], face=Face.TITLE, size_pt=30, role=Role.BODY)
    fit_text(canvas.metrics, sheet["title"], sheet["text"], Face.BODY, (170.0, 70.0), largest_pt=11).draw(
        canvas, Box(20, 36, 170, 70)
    )
    draw_grid(canvas, sheet["cells"])
    for i, text in enumerate(sheet["rows"]):
        y = GRID_TOP_MM + (i + 0.7) * CELL_MM
        canvas.text(GRID_LEFT_MM - 1.5, y, text, face=Face.EXACT, size_pt=9, align="right")
    for i, numbers in enumerate(sheet["columns"]):
        x = GRID_LEFT_MM + (i + 0.5) * CELL_MM
        for j, number in enumerate(reversed(numbers)):
            y = GRID_TOP_MM - 1.5 - 3.6 * j
            canvas.text(x, y, str(number), face=Face.EXACT, size_pt=9, align="centre")


def draw_grid(canvas: Canvas, cells: list[list[bool]]) -> None:
    """Filled cells, thin lines, and every fifth one bold."""
    size, side = len(cells), CELL_MM * len(cells)
    filled = [
        Path.rect(Box(GRID_LEFT_MM + x * CELL_MM, GRID_TOP_MM + y * CELL_MM, CELL_MM, CELL_MM)).segments
        for y, row in enumerate(cells)
        for x, is_filled in enumerate(row)
        if is_filled
    ]
    canvas.draw(Path(tuple(chain.from_iterable(filled))), fill=Role.SHADE)
    for is_bold, width_mm in ((False, 0.2), (True, 0.6)):
        lines: list[Segment] = []
        for i in range(size + 1):
            if (i % 5 == 0) == is_bold:
                x, y = GRID_LEFT_MM + i * CELL_MM, GRID_TOP_MM + i * CELL_MM
                lines += [("M", (x, GRID_TOP_MM)), ("L", (x, GRID_TOP_MM + side))]
                lines += [("M", (GRID_LEFT_MM, y)), ("L", (GRID_LEFT_MM + side, y))]
        canvas.draw(Path(tuple(lines)), stroke=Role.INK, width_mm=width_mm)


def guide_flow(page: dict[str, Any], metrics: FontMetrics) -> Flow:
    """A guide page: title, words, a heading and a table."""
    flow = Flow(PAPER, metrics, say, page["title"])
    flow.title(_words(page["title"]))
    flow.paragraph(page["text"])
    flow.heading(_words("What lies where"))
    flow.table([_words(head) for head in HEADS], page["rows"], SHARES)
    return flow


def _words(text: str) -> Message:
    return message("reference.words", text=text)
