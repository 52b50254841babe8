"""Finished PDFs as eyes see them: words and pictures of whole pages, and of a box on them in millimetres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

PT_PER_MM = 72 / 25.4
"""Written anew here, so that a wrong scale in the program shows."""

OUTSIDE_THE_PILE = ("print/cover.pdf", "print/join.pdf", "print/paper-hints.pdf")
"""Files that nobody needs to play, which count in no number of sheets."""

Picture = NDArray[np.uint8]
"""A page in shades of grey, 0 for black: rows from the top."""


def page_words(data: bytes) -> list[str]:
    """The words of each page, line breaks as blanks."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_in_one_line(page.get_textpage().get_text_range()) for page in document]
    finally:
        document.close()


def words_of(data: bytes) -> str:
    """The words of all pages."""
    return " ".join(page_words(data))


def words_in(data: bytes, page: int, box_mm: Sequence[float]) -> str:
    """The words inside a box (x, y, width, height from the top left) on a page, from 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        found = document[page - 1]
        x, y, width, height = (value * PT_PER_MM for value in box_mm)
        top = found.get_height() - y
        text = found.get_textpage().get_text_bounded(x, top - height, x + width, top)
    finally:
        document.close()
    return _in_one_line(text)


def _in_one_line(text: str) -> str:
    # The reader marks a word broken at a hyphen with a character of its own.
    return " ".join(text.replace("\ufffe", "").split())


def pictures(data: bytes, dpi: float) -> list[Picture]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_picture(page, dpi) for page in document]
    finally:
        document.close()


def picture(data: bytes, page: int, dpi: float) -> Picture:
    """One page, from 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        return _picture(document[page - 1], dpi)
    finally:
        document.close()


def _picture(page: Any, dpi: float) -> Picture:
    return np.asarray(page.render(scale=dpi / 72, grayscale=True).to_numpy(), dtype=np.uint8).squeeze()


def ink_reach_mm(seen: Picture, dpi: float) -> tuple[float, float, float, float]:
    """How far the nearest ink lies from the left, top, right and bottom edge of the paper, in mm.

    Args:
        seen: a page.
        dpi: how it was rendered.
    """
    dark = seen < 250
    if not dark.any():
        return (float("inf"),) * 4
    columns, rows = np.flatnonzero(dark.any(axis=0)), np.flatnonzero(dark.any(axis=1))
    height, width = seen.shape
    pixels = (columns[0], rows[0], width - 1 - columns[-1], height - 1 - rows[-1])
    left, top, right, bottom = (float(value) * 25.4 / dpi for value in pixels)
    return left, top, right, bottom
