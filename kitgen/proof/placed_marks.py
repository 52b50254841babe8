"""Where things stand on a page, as pdfium reads it: texts with their ink and turn, and drawn outlines.

Nothing here shares code with what wrote the file.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Any

from pypdfium2 import raw

from kitgen.units import PT_PER_MM, Box

Point = tuple[float, float]
Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_LINE_END = "\x02"
"""What pdfium makes of a hyphen at the end of a line."""

MAX_FORM_DEPTH = 12
MAX_PATHS = 200_000
"""On one page, forms counted as often as they are drawn."""


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
        start_mm: where its first character stands, from the left and the top.
        ink: the upright box round its ink.
        colour: what it is filled with.
    """

    text: str
    font: str
    size_pt: float
    turn_deg: float
    x_mm: float
    y_mm: float
    start_mm: Point
    ink: Box
    colour: Colour = (0, 0, 0)

    @property
    def line_and_along_mm(self) -> tuple[float, float]:
        """How far down its line stands and how far along it the text begins, to somebody who reads it."""
        x, y = self.start_mm
        turn = radians(self.turn_deg)
        return y * cos(turn) - x * sin(turn), x * cos(turn) + y * sin(turn)


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
        text="".join(chr(raw.FPDFText_GetUnicode(words, i)) for i in characters).replace(_LINE_END, "-"),
        font=_font(words, first),
        size_pt=raw.FPDFText_GetFontSize(words, first) * hypot(matrix.c, matrix.d),
        turn_deg=degrees(atan2(-matrix.b, matrix.a)) % 360,
        x_mm=sum(ink.centre_x_mm for ink in ends) / 2,
        y_mm=sum(ink.centre_y_mm for ink in ends) / 2,
        start_mm=(x.value / PT_PER_MM, height_mm - y.value / PT_PER_MM),
        ink=box_round(corners),
        colour=_colour(words, first),
    )


def _colour(words: Any, index: int) -> Colour:
    parts = tuple(ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(words, index, *parts)
    return parts[0].value, parts[1].value, parts[2].value


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


@dataclass(frozen=True)
class _Matrix:
    """Where a point of a form or a path lies on its page, in points."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def inside(self, outer: _Matrix) -> _Matrix:
        """This one first, then the outer one (ISO 32000-1, 8.3.4)."""
        return _Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def at(self, x: float, y: float) -> Point:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


def _matrix_of(item: Any) -> _Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, m)
    return _Matrix(m.a, m.b, m.c, m.d, m.e, m.f)


class TooManyPathsError(Exception):
    """A page draws more than this proof reads."""


def paths_on(page: Any) -> Iterator[PlacedPath]:
    """The paths of a page of pdfium's, form XObjects included each time they are drawn, in that order.

    Raises:
        TooManyPathsError: see there.
    """
    height_mm = page.get_height() / PT_PER_MM
    count = raw.FPDFPage_CountObjects(page)
    for i, (item, matrix) in enumerate(_paths(count, partial(raw.FPDFPage_GetObject, page), _Matrix(), 0)):
        if i >= MAX_PATHS:
            raise TooManyPathsError(f"a page draws more than {MAX_PATHS} paths")
        yield _path(item, matrix, height_mm)


def _paths(
    count: int, get: Callable[[int], Any], outer: _Matrix, depth: int
) -> Iterator[tuple[Any, _Matrix]]:
    """Path objects among some page objects, each with what turns its points into the page's."""
    for i in range(count):
        item = get(i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _matrix_of(item).inside(outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
            inner = raw.FPDFFormObj_CountObjects(item)
            here = _matrix_of(item).inside(outer)
            yield from _paths(inner, partial(raw.FPDFFormObj_GetObject, item), here, depth + 1)


def straight_lines_on(page: Any) -> Iterator[tuple[Point, Point]]:
    """The lines from point to point that a page draws itself: cuts and folds, but no picture's lines."""
    height_mm = page.get_height() / PT_PER_MM
    for i in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, i)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH and raw.FPDFPath_CountSegments(item) == 2:
            (outline, *others) = _path(item, _matrix_of(item), height_mm).outlines
            if len(outline) == 2 and not others:
                yield outline[0], outline[1]


def _path(item: Any, matrix: _Matrix, height_mm: float) -> PlacedPath:
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
        across, up = matrix.at(x.value, y.value)
        outlines[-1].append((across / PT_PER_MM, height_mm - up / PT_PER_MM))
    for outline in outlines:
        if len(outline) > 2 and hypot(*(a - b for a, b in zip(outline[0], outline[-1], strict=True))) < 1e-3:
            outline.pop()
    return PlacedPath(tuple(map(tuple, outlines)), is_curved)
