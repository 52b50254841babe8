"""Where things stand on a page, as pdfium reads it: texts with their ink and turn, and drawn outlines.

Nothing here shares code with what wrote the file.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Any

from pypdfium2 import raw

from kitgen.units import PT_PER_MM, Box

Point = tuple[float, float]


@dataclass(frozen=True)
class PlacedText:
    """What one text operator draws.

    Args:
        text: its characters.
        font: the font's name.
        size_pt: what reaches the paper.
        turn_deg: how far it is turned clockwise, 0 up to 360.
        x_mm: middle of its ink from the left.
        y_mm: middle of its ink from the top.
        baseline_mm: where its first character stands, from the top.
        ink: the upright box round its ink.
    """

    text: str
    font: str
    size_pt: float
    turn_deg: float
    x_mm: float
    y_mm: float
    baseline_mm: float
    ink: Box


@dataclass(frozen=True)
class PlacedPath:
    """What one path operator draws.

    Args:
        outlines: the points of each part of the path in mm from the top left; control points of curves are
            among them, a closing point that repeats the first is not.
        is_curved: whether any part is a curve.
    """

    outlines: tuple[tuple[Point, ...], ...]
    is_curved: bool

    @property
    def box(self) -> Box:
        """The upright box round all its points."""
        return box_round([point for outline in self.outlines for point in outline])


def box_round(points: Sequence[Point]) -> Box:
    """The smallest upright box that holds all points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def within(box: Box, x_mm: float, y_mm: float) -> bool:
    """Whether a point lies in a box."""
    return box.x_mm <= x_mm <= box.right_mm and box.y_mm <= y_mm <= box.bottom_mm


def texts_on(page: Any) -> Iterator[PlacedText]:
    """The texts of a page of pdfium's, form XObjects included, in the order of drawing."""
    height_mm = page.get_height() / PT_PER_MM
    words = page.get_textpage()
    try:
        by_object: dict[int, list[int]] = {}
        for i in range(raw.FPDFText_CountChars(words)):
            if raw.FPDFText_IsGenerated(words, i) != 1:
                handle = ctypes.cast(raw.FPDFText_GetTextObject(words, i), ctypes.c_void_p)
                by_object.setdefault(handle.value or 0, []).append(i)
        for characters in by_object.values():
            yield _placed(words, characters, height_mm)
    finally:
        words.close()


def _placed(words: Any, characters: Sequence[int], height_mm: float) -> PlacedText:
    first = characters[0]
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(words, first, matrix)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words, first, x, y)
    inks = [_ink(words, i, height_mm) for i in characters]
    # The ink of a first and a last character that stand turned lies evenly round their own middles.
    ends = (inks[0], inks[-1])
    corners = [(ink.x_mm, ink.y_mm) for ink in inks] + [(ink.right_mm, ink.bottom_mm) for ink in inks]
    return PlacedText(
        text="".join(chr(raw.FPDFText_GetUnicode(words, i)) for i in characters),
        font=_font(words, first),
        size_pt=raw.FPDFText_GetFontSize(words, first) * hypot(matrix.c, matrix.d),
        turn_deg=degrees(atan2(-matrix.b, matrix.a)) % 360,
        x_mm=sum(ink.centre_x_mm for ink in ends) / 2,
        y_mm=sum(ink.centre_y_mm for ink in ends) / 2,
        baseline_mm=height_mm - y.value / PT_PER_MM,
        ink=box_round(corners),
    )


def _ink(words: Any, index: int, height_mm: float) -> Box:
    sides = tuple(ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(words, index, *sides)
    left, right, bottom, top = (side.value / PT_PER_MM for side in sides)
    return Box(left, height_mm - top, right - left, top - bottom)


def _font(words: Any, index: int) -> str:
    length = raw.FPDFText_GetFontInfo(words, index, None, 0, None)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFText_GetFontInfo(words, index, buffer, length, None)
    return buffer.value.decode("utf-8", "replace")


def paths_on(page: Any) -> Iterator[PlacedPath]:
    """The paths that a page of pdfium's draws itself, without those of form XObjects."""
    height_mm = page.get_height() / PT_PER_MM
    for i in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            yield _path(item, height_mm)


def _path(item: Any, height_mm: float) -> PlacedPath:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    outlines: list[list[Point]] = []
    is_curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        is_curved = is_curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if kind == raw.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        across = (m.a * x.value + m.c * y.value + m.e) / PT_PER_MM
        up = (m.b * x.value + m.d * y.value + m.f) / PT_PER_MM
        outlines[-1].append((across, height_mm - up))
    for outline in outlines:
        if len(outline) > 2 and hypot(*(a - b for a, b in zip(outline[0], outline[-1], strict=True))) < 1e-3:
            outline.pop()
    return PlacedPath(tuple(map(tuple, outlines)), is_curved)
