"""The reference pages by WeasyPrint, from HTML with absolute places."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

from benchmarks.reference.places import BAND_MM, CELL_MM, CODE_MM, EMBLEM_MM, GRID_LEFT_MM, GRID_TOP_MM

FACES = {
    "title": "AmaticSC-Bold",
    "body": "CrimsonText-Regular",
    "label": "AlegreyaSans-Medium",
    "label-bold": "AlegreyaSans-Bold",
    "exact": "AtkinsonHyperlegible-Regular",
}

STYLE = """
@page { size: 210mm 297mm; margin: 0 }
body { margin: 0; font-family: body; font-size: 11pt; line-height: 1.22; color: #15172b }
section { position: relative; width: 210mm; height: 297mm; break-after: page; overflow: hidden }
div, img, p, svg { position: absolute; margin: 0 }
.title { font-family: title; white-space: nowrap }
.label { font-family: label; font-size: 8pt; color: #3d4a78; white-space: nowrap }
.centre { text-align: center }
.exact { font-family: exact; font-size: 9pt; white-space: nowrap; line-height: 1 }
table { position: absolute; border-collapse: collapse; width: 174mm; table-layout: fixed; font-size: 10.5pt }
th { font-family: label-bold; font-size: 8pt; color: #b3262e; text-align: left }
th { border-bottom: 0.35mm solid #16213f }
td { border-bottom: 0.2mm solid #3d4a78; padding: 0.6mm 3mm 0.6mm 0; vertical-align: top }
"""


class Maker:
    """Makes kits one after the other.

    Args:
        folder: what `prepare` wrote.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fonts = FontConfiguration()

    def make(self, number: int) -> bytes:
        """The 32 pages of a kit as a PDF."""
        kit = json.loads((self._folder / f"kit-{number}.json").read_bytes())
        faces = "".join(
            f"@font-face {{ font-family: {name}; src: url(fonts/{file}.ttf) }}"
            for name, file in FACES.items()
        )
        pages: list[str] = []
        for first in range(0, len(kit["cards"]), 9):
            cards = kit["cards"][first : first + 9]
            pages += [_fronts(cards), _backs(cards)]
        pages += [*map(_sheet, kit["sheets"]), *map(_guide, kit["guide"])]
        html = f"<html lang=en><title>Reference kit</title><style>{faces}{STYLE}</style>{''.join(pages)}"
        made = HTML(string=html, base_url=f"{self._folder}/").write_pdf(font_config=self._fonts)
        assert isinstance(made, bytes)
        return made


def _at(x: float, y: float, style: str, kind: str, text: str) -> str:
    return f'<div class="{kind}" style="left:{x}mm;top:{y}mm;{style}">{escape(text)}</div>'


def _picture(x: float, y: float, style: str, name: str) -> str:
    return f'<img src="{name}" style="left:{x}mm;top:{y}mm;{style}">'


def _page(parts: list[str], what: str) -> str:
    small = _at(0, 285.5, "width:210mm", "label centre", f"The reference kit · K7Q2-M9XB · {what}")
    return f"<section>{''.join(parts)}{small}</section>"


def _fronts(cards: list[dict[str, Any]]) -> str:
    parts: list[str] = []
    for i, card in enumerate(cards):
        x, y = 10.5 + 63 * (i % 3), 16.5 + 88 * (i // 3)
        coded = "code" in card
        parts.append(_picture(x, y, "width:63mm", "front.svg"))
        parts.append(_at(x, y + 5, "width:63mm;color:#f2c84b", "label centre", card["label"].upper()))
        parts.append(_at(x, y + 8, "width:63mm;color:#fffdf6;font-size:17pt", "title centre", card["title"]))
        top = y + 6.4 + BAND_MM
        emblem_y = y + 67.5 if coded else top
        emblem_x = x + 6 + ((51 - CODE_MM if coded else 51) - EMBLEM_MM) / 2
        parts.append(_picture(emblem_x, emblem_y, f"height:{EMBLEM_MM}mm", f"{card['emblem']}.svg"))
        if coded:
            parts.append(_picture(x + 57 - CODE_MM, y + 63.5, f"width:{CODE_MM}mm", card["code"]))
        words_y = top if coded else top + EMBLEM_MM + 1
        parts.append(_at(x + 6, words_y, "width:51mm;font-size:8.5pt", "", card["text"]))
    lines = "".join(
        f'<path d="M{10.5 + 63 * i} 16.5v264M10.5 {16.5 + 88 * i}h189" stroke="#000" stroke-width=".2"/>'
        for i in range(4)
    )
    parts.append(f'<svg viewBox="0 0 210 297" style="left:0;top:0;width:210mm;height:297mm">{lines}</svg>')
    return _page(parts, "Cards")


def _backs(cards: list[dict[str, Any]]) -> str:
    places = [(10.5 + 63 * (i % 3), 16.5 + 88 * (i // 3)) for i in range(len(cards))]
    return _page([_picture(x, y, "width:63mm", "back.svg") for x, y in places], "Backs")


def _sheet(sheet: dict[str, Any]) -> str:
    side = CELL_MM * len(sheet["cells"])
    filled = "".join(
        f"M{x * CELL_MM} {y * CELL_MM}h{CELL_MM}v{CELL_MM}h-{CELL_MM}z"
        for y, row in enumerate(sheet["cells"])
        for x, is_filled in enumerate(row)
        if is_filled
    )
    lines = "".join(
        f'<path d="M{i * CELL_MM} 0v{side}M0 {i * CELL_MM}h{side}" stroke="#141a34" '
        f'stroke-width="{0.2 if i % 5 else 0.6}"/>'
        for i in range(len(sheet["cells"]) + 1)
    )
    parts = [
        _picture(10, 12, "width:190mm", "sheet.svg"),
        _at(20, 18, "font-size:30pt", "title", sheet["title"]),
        _at(20, 36, "width:170mm", "", sheet["text"]),
        f'<svg viewBox="0 0 {side} {side}" style="left:{GRID_LEFT_MM}mm;top:{GRID_TOP_MM}mm;width:{side}mm;'
        f'height:{side}mm"><path d="{filled}" fill="#f3ecdc"/>{lines}</svg>',
    ]
    for i, row in enumerate(sheet["rows"]):
        style = f"width:{GRID_LEFT_MM - 11.5}mm;text-align:right"
        parts.append(_at(10, GRID_TOP_MM + (i + 0.2) * CELL_MM, style, "exact", row))
    for i, column in enumerate(sheet["columns"]):
        for j, number in enumerate(reversed(column)):
            x, y = GRID_LEFT_MM + i * CELL_MM, GRID_TOP_MM - 4.5 - 3.6 * j
            parts.append(_at(x, y, f"width:{CELL_MM}mm", "exact centre", str(number)))
    return _page(parts, sheet["title"])


def _guide(page: dict[str, Any]) -> str:
    heads = "".join(
        f"<th style='width:{share}%'>{head}"
        for head, share in zip(
            ("BOX", "WHAT LIES IN IT", "WHERE IT GOES", "COUNT"), (10, 45, 30, 15), strict=True
        )
    )
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in page["rows"])
    parts = [
        _at(18, 18, "font-size:34pt", "title", page["title"]),
        _at(18, 40, "width:174mm", "", page["text"]),
        _at(18, 72, "font-size:20pt;color:#b3262e", "title", "What lies where"),
        f"<table style='left:18mm;top:82mm'><tr>{heads}{rows}</table>",
    ]
    return _page(parts, page["title"])
