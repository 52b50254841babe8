"""The reference pages by fpdf2."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from fpdf import FPDF, Align, FontFace, XPos, YPos
from fpdf.drawing import Transform
from fpdf.svg import SVGObject

from benchmarks.reference.places import (
    BAND_MM,
    CARD_PLACES,
    CELL_MM,
    CODE_MM,
    EMBLEM_MM,
    GRID_LEFT_MM,
    GRID_TOP_MM,
)

FACES = {
    "title": "AmaticSC-Bold",
    "body": "CrimsonText-Regular",
    "label": "AlegreyaSans-Medium",
    "exact": "AtkinsonHyperlegible-Regular",
}
PT = 25.4 / 72


class Maker:
    """Makes kits one after the other.

    Args:
        folder: what `prepare` wrote.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, number: int) -> bytes:
        """The 32 pages of a kit as a PDF."""
        kit = json.loads((self._folder / f"kit-{number}.json").read_bytes())
        pdf = FPDF(unit="mm", format="A4")
        pdf.set_auto_page_break(False)
        pdf.set_margin(0)
        pdf.c_margin = 0
        for name, file in FACES.items():
            pdf.add_font(name, fname=self._folder / "fonts" / f"{file}.ttf")
        for first in range(0, len(kit["cards"]), 9):
            cards = kit["cards"][first : first + 9]
            self._fronts(pdf, cards)
            self._backs(pdf, cards)
        for sheet in kit["sheets"]:
            self._sheet(pdf, sheet)
        for page in kit["guide"]:
            self._guide(pdf, page)
        return bytes(pdf.output())

    def _picture(self, pdf: FPDF, name: str, x: float, y: float, width: float, height: float) -> None:
        picture = _svg(self._folder / name)
        _, _, paths = picture.transform_to_rect_viewport(
            scale=1, width=width, height=height, ignore_svg_top_attrs=True
        )
        with pdf.local_context():
            paths.transform = paths.transform @ Transform.translation(x, y)
            pdf.draw_path(paths)

    def _fronts(self, pdf: FPDF, cards: list[dict[str, Any]]) -> None:
        pdf.add_page()
        for card, box in zip(cards, CARD_PLACES, strict=True):
            x, y, coded = box.x_mm, box.y_mm, "code" in card
            self._picture(pdf, "front.svg", x, y, 63, 88)
            _line(pdf, x, y + 8.4, 63, "C", "label", 8, (242, 200, 75), card["label"].upper())
            _line(pdf, x, y + 14.8, 63, "C", "title", 17, (255, 253, 246), card["title"])
            top = y + 6.4 + BAND_MM
            emblem_x = x + 6 + ((51 - CODE_MM if coded else 51) - EMBLEM_MM) / 2
            emblem_y = y + 67.5 if coded else top
            self._picture(pdf, f"{card['emblem']}.svg", emblem_x, emblem_y, EMBLEM_MM, EMBLEM_MM)
            if coded:
                self._picture(pdf, card["code"], x + 57 - CODE_MM, y + 63.5, CODE_MM, CODE_MM)
            _words(pdf, x + 6, top if coded else top + EMBLEM_MM + 1, 51, 8.5, card["text"])
        pdf.set_line_width(0.2)
        for i in range(4):
            pdf.line(10.5 + 63 * i, 16.5, 10.5 + 63 * i, 280.5)
            pdf.line(10.5, 16.5 + 88 * i, 199.5, 16.5 + 88 * i)
        _small(pdf, "Cards")

    def _backs(self, pdf: FPDF, cards: list[dict[str, Any]]) -> None:
        pdf.add_page()
        for _, box in zip(cards, CARD_PLACES, strict=True):
            self._picture(pdf, "back.svg", box.x_mm, box.y_mm, 63, 88)
        _small(pdf, "Backs")

    def _sheet(self, pdf: FPDF, sheet: dict[str, Any]) -> None:
        pdf.add_page()
        self._picture(pdf, "sheet.svg", 10, 12, 190, 270)
        _line(pdf, 20, 30, 170, "L", "title", 30, (21, 23, 43), sheet["title"])
        _words(pdf, 20, 36, 170, 11, sheet["text"])
        pdf.set_fill_color(243, 236, 220)
        for down, row in enumerate(sheet["cells"]):
            for across, is_filled in enumerate(row):
                if is_filled:
                    x, y = GRID_LEFT_MM + across * CELL_MM, GRID_TOP_MM + down * CELL_MM
                    pdf.rect(x, y, CELL_MM, CELL_MM, "F")
        side = CELL_MM * len(sheet["cells"])
        for i in range(len(sheet["cells"]) + 1):
            x, y = GRID_LEFT_MM + i * CELL_MM, GRID_TOP_MM + i * CELL_MM
            pdf.set_line_width(0.2 if i % 5 else 0.6)
            pdf.line(x, GRID_TOP_MM, x, GRID_TOP_MM + side)
            pdf.line(GRID_LEFT_MM, y, GRID_LEFT_MM + side, y)
        black = (21, 23, 43)
        for i, row in enumerate(sheet["rows"]):
            y = GRID_TOP_MM + (i + 0.7) * CELL_MM
            _line(pdf, 10, y, GRID_LEFT_MM - 11.5, "R", "exact", 9, black, row)
        for i, column in enumerate(sheet["columns"]):
            for j, number in enumerate(reversed(column)):
                x, y = GRID_LEFT_MM + i * CELL_MM, GRID_TOP_MM - 1.5 - 3.6 * j
                _line(pdf, x, y, CELL_MM, "C", "exact", 9, black, str(number))
        _small(pdf, sheet["title"])

    def _guide(self, pdf: FPDF, page: dict[str, Any]) -> None:
        pdf.add_page()
        _line(pdf, 18, 31, 174, "L", "title", 34, (21, 23, 43), page["title"])
        _words(pdf, 18, 40, 174, 11, page["text"])
        _line(pdf, 18, 80, 174, "L", "title", 20, (179, 38, 46), "What lies where")
        pdf.set_text_color(21, 23, 43)
        pdf.set_fill_color(255, 255, 255)
        pdf.set_xy(18, 83)
        pdf.set_left_margin(18)
        pdf.set_font("body", size=10.5)
        with pdf.table(
            width=174,
            col_widths=(10, 45, 30, 15),
            align=Align.L,
            borders_layout="HORIZONTAL_LINES",
            headings_style=FontFace(family="label", size_pt=8, color=(179, 38, 46)),
            line_height=10.5 * PT * 1.22,
            padding=0.6,
        ) as table:
            for cells in (("BOX", "WHAT LIES IN IT", "WHERE IT GOES", "COUNT"), *page["rows"]):
                row = table.row()
                for cell in cells:
                    row.cell(cell)
        pdf.set_left_margin(0)
        _small(pdf, page["title"])


@lru_cache(maxsize=64)
def _svg(file: Path) -> SVGObject:
    return SVGObject.from_file(file)


def _line(
    pdf: FPDF,
    x: float,
    baseline: float,
    width: float,
    align: str,
    face: str,
    size_pt: float,
    colour: tuple[int, int, int],
    text: str,
) -> None:
    pdf.set_font(face, size=size_pt)
    pdf.set_text_color(*colour)
    room = width - pdf.get_string_width(text)
    pdf.text(x + {"L": 0, "C": room / 2, "R": room}[align], baseline, text)


def _words(pdf: FPDF, x: float, y: float, width: float, size_pt: float, text: str) -> None:
    pdf.set_font("body", size=size_pt)
    pdf.set_text_color(21, 23, 43)
    pdf.set_xy(x, y)
    pdf.multi_cell(width, size_pt * PT * 1.22, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _small(pdf: FPDF, what: str) -> None:
    text = f"The reference kit · K7Q2-M9XB · {what}"
    _line(pdf, 0, 288.8, 210, "C", "label", 8, (61, 74, 120), text)
