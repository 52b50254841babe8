"""The signs of the answer sheet: three shapes, a key of their characters, and one under every box.

A shape is known by its outlines alone: those beside the key's rows are taken as they are drawn, and whatever
else on the sheet has the same outlines is that sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kitgen.proof.opened import Output
from kitgen.proof.placed_marks import PlacedPath, PlacedText
from kitgen.proof.wheel_reading import marks_in
from kitgen.units import Box

SHEET = re.compile(r"kit/answers(-[a-z0-9-]+)?")
"""Ids of the answer sheet's pages."""

KEY_ROWS, KEY_CHARACTERS = 3, 12

_KEY_ROW = re.compile(r"[A-Z0-9]( [A-Z0-9])+")
_BESIDE_MM, _LEVEL_MM, _ALIKE = 6.0, 1.5, 0.02
_LARGEST_MM = 3.4
_MIDDLE_MM, _BELOW_MM, _SAME_MM = 1.0, 3.0, 0.1


class UnreadableSignsError(Exception):
    """The answer sheet has no key that tells three signs; says why."""


@dataclass(frozen=True)
class _Shape:
    """Outlines drawn to a box of side 1."""

    outlines: tuple[tuple[tuple[float, float], ...], ...]

    def is_like(self, other: _Shape) -> bool:
        if [len(part) for part in self.outlines] != [len(part) for part in other.outlines]:
            return False
        pairs = zip(sum(self.outlines, ()), sum(other.outlines, ()), strict=True)
        return all(abs(a - c) < _ALIKE and abs(b - d) < _ALIKE for (a, b), (c, d) in pairs)


@dataclass(frozen=True)
class SignRow:
    """The writing boxes of one puzzle.

    Args:
        boxes: how many there are.
        signs: by number of a box, from 0, the sign under it.
    """

    boxes: int
    signs: Mapping[int, int]

    @property
    def is_full(self) -> bool:
        """Whether a sign stands under every box; where answers are chosen from a few, one is enough."""
        return len(self.signs) == self.boxes

    def passes(self, answer: str, sign_of: Mapping[str, int]) -> bool:
        """Whether an answer fits into the boxes and every sign is that of the character above it."""
        fits = len(answer) == self.boxes if self.is_full else len(answer) <= self.boxes
        return fits and all(sign_of.get(answer[i : i + 1]) == sign for i, sign in self.signs.items())


@dataclass(frozen=True)
class SignSheet:
    """One page of the answer sheet.

    Args:
        sign_of: number of the sign (0 to 2) by character.
        rows: the writing boxes with their signs, a row a puzzle, from the top.
    """

    sign_of: dict[str, int]
    rows: tuple[SignRow, ...]


def sign_sheets(output: Output) -> list[SignSheet]:
    """The answer sheet, page by page.

    Raises:
        UnreadableSignsError: a page has no key, or one that tells a character twice or not at all.
    """
    pages = [piece for piece in output.manifest.pieces if SHEET.fullmatch(piece.id)]
    if not pages:
        raise UnreadableSignsError("kit/answers: it is not printed")
    return [_read(piece.id, *marks_in(output, piece)) for piece in pages]


def _read(name: str, texts: Sequence[PlacedText], paths: Sequence[PlacedPath]) -> SignSheet:
    key = sorted((text for text in texts if _KEY_ROW.fullmatch(text.text)), key=lambda text: text.y_mm)
    rows = [row.text.split() for row in key]
    told = sorted(character for row in rows for character in row)
    if [len(row) for row in rows] != [KEY_CHARACTERS] * KEY_ROWS or len(set(told)) < len(told):
        raise UnreadableSignsError(
            f"{name}: its key has rows of {', '.join(str(len(row)) for row in rows) or 'nothing'}; it must "
            f"be {KEY_ROWS} of {KEY_CHARACTERS}, each character once"
        )
    beside = [_beside(row, paths) for row in key]
    shapes = [_shape(path) for path in beside if path is not None]
    alike = any(a.is_like(b) for i, a in enumerate(shapes) for b in shapes[:i])
    if len(shapes) < KEY_ROWS or alike:
        raise UnreadableSignsError(f"{name}: its key does not show {KEY_ROWS} different signs")
    signs = [
        (path, sign)
        for path in paths
        if max(path.box.width_mm, path.box.height_mm) <= _LARGEST_MM and path not in beside
        for sign, shape in enumerate(shapes)
        if shape.is_like(_shape(path))
    ]
    sign_of = {character: sign for sign, row in enumerate(rows) for character in row}
    return SignSheet(sign_of, tuple(_row(name, signs, paths) for signs in _in_rows(signs)))


def _beside(row: PlacedText, paths: Sequence[PlacedPath]) -> PlacedPath | None:
    """What is drawn in front of a row of the key."""
    level = [path for path in paths if abs(path.box.centre_y_mm - row.y_mm) < _LEVEL_MM]
    near = [path for path in level if 0 < row.ink.x_mm - path.box.right_mm < _BESIDE_MM]
    return max(near, key=lambda path: path.box.right_mm, default=None)


def _shape(path: PlacedPath) -> _Shape:
    box = path.box
    wide, high = max(box.width_mm, 1e-6), max(box.height_mm, 1e-6)
    return _Shape(
        tuple(
            tuple(((x - box.x_mm) / wide, (y - box.y_mm) / high) for x, y in outline)
            for outline in path.outlines
        )
    )


def _in_rows(signs: Sequence[tuple[PlacedPath, int]]) -> list[list[tuple[Box, int]]]:
    """Signs that stand on one level, from the top."""
    rows: list[list[tuple[Box, int]]] = []
    for path, sign in sorted(signs, key=lambda sign: sign[0].box.centre_y_mm):
        if not rows or path.box.centre_y_mm - rows[-1][0][0].centre_y_mm > _LEVEL_MM:
            rows.append([])
        rows[-1].append((path.box, sign))
    return rows


def _row(name: str, signs: Sequence[tuple[Box, int]], paths: Sequence[PlacedPath]) -> SignRow:
    """The writing boxes above some signs: outlines of one size on one level, one of them above each sign."""
    at, _ = signs[0]
    above = [
        path.box
        for path in paths
        if abs(path.box.centre_x_mm - at.centre_x_mm) < _MIDDLE_MM
        and 0 < at.y_mm - path.box.bottom_mm < _BELOW_MM
    ]
    if not above:
        raise UnreadableSignsError(f"{name}: a sign stands under no writing box")
    first = max(above, key=lambda box: box.width_mm * box.height_mm)
    alike = {
        round(path.box.centre_x_mm, 1)
        for path in paths
        if abs(path.box.y_mm - first.y_mm) < _SAME_MM
        and abs(path.box.width_mm - first.width_mm) < _SAME_MM
        and abs(path.box.height_mm - first.height_mm) < _SAME_MM
    }
    boxes = sorted(alike)
    found: dict[int, int] = {}
    for box, sign in signs:
        number = min(range(len(boxes)), key=lambda i: abs(boxes[i] - box.centre_x_mm))
        if number in found or abs(boxes[number] - box.centre_x_mm) > _MIDDLE_MM:
            raise UnreadableSignsError(f"{name}: a sign stands under no writing box, or two under one")
        found[number] = sign
    return SignRow(len(boxes), found)
