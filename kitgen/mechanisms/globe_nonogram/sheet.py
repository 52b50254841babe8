"""The sheet beside the globe: how picture logic works, how the globe is glued, how its digits look."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.mechanisms.globe_nonogram.cells import Place, cells_path, draw_cells
from kitgen.mechanisms.globe_nonogram.clues import START_MARK, panel_of, runs, transposed
from kitgen.mechanisms.globe_nonogram.drawing import BOLD, MIDDLE, THIN, draw_foot, draw_mark, draw_mesh
from kitgen.mechanisms.globe_nonogram.glyphs import DIGITS, GLYPH_HEIGHT, GLYPH_WIDTH, GLYPHS, LEFT_PART
from kitgen.mechanisms.globe_nonogram.plan import PanelPlan, outline
from kitgen.message import message
from kitgen.units import Box

SHEET_MM = (182.0, 90.0)
_EXAMPLE = (0b01110, 0b11011, 0b11111, 0b00100)
"""A mushroom, four rows of five cells."""

_PLAN = PanelPlan(9, 9, 2.6, tab_mm=9.5, roof_mm=11.5, dome_mm=7.5, foot_mm=7.0)
"""A panel drawn small."""
_MARK_MM = 2.3
_FACE_COLUMNS = 7
"""Columns that the picture of the glued corner shows on either side of the seam."""
_SEEN_DIGIT = "5"
_SEEN_TOP = 1
_SEEN_SNOW = (
    0b11000000000001,
    0b10000000000011,
    0b00000000000000,
    0b01100000000110,
    0b01000000000010,
    0b00000000000000,
    0b10000000000101,
    0b11000000000100,
    0b00000000000001,
)
"""Snow round the digit in that picture, a cell or more away from it."""


def draw_sheet(canvas: Canvas, box: Box) -> None:
    """Three pictures: an example, the gluing, the digits."""
    with canvas.moved(box.x_mm, box.y_mm):
        _heading(canvas, 0.5, 0, 46, "example")
        _example(canvas, 0, 11)
        _heading(canvas, 54, 0, 127.5, "build")
        _flat_panel(canvas, 54, 12)
        _arrow(canvas, 91, 37)
        _tab_behind(canvas, 95, 12)
        _arrow(canvas, 134.3, 37)
        _glued_corner(canvas, 138, 12)
        _heading(canvas, 0.5, 60, 181, "digits")
        _digits(canvas, 6, 71.2)


def _heading(canvas: Canvas, x: float, y: float, width: float, name: str) -> None:
    text = canvas.say(message(f"globe-nonogram.caption.{name}"))
    canvas.text(x, y + 5, text, face=Face.LABEL_BOLD, size_pt=11, role=Role.ACCENT)
    canvas.draw(
        Path.line(x, y + 7.4, x + width, y + 7.4), stroke=Role.FRAME, width_mm=MIDDLE, dash=(2.2, 1.6)
    )


def _example(canvas: Canvas, x: float, y: float) -> None:
    """A tiny solved panel: its numbers, the way they are read, and crosses where cells stay blank."""
    cell, columns, rows = 7.0, 5, len(_EXAMPLE)
    left, top = x + 12, y + 15
    for i, row in enumerate(_EXAMPLE):
        for back, run in enumerate(reversed(runs(row))):
            _number(canvas, Box(left - 1 - (back + 1) * 4.6, top + i * cell, 4.6, cell), run)
    for i, column in enumerate(transposed(_EXAMPLE, columns)):
        for back, run in enumerate(reversed(runs(column))):
            _number(canvas, Box(left + i * cell, top - 1 - (back + 1) * 4.6, cell, 4.6), run)
    _arrow(canvas, left - 6, top + rows * cell + 3)
    _arrow(canvas, left + columns * cell + 3, top - 6, turn_deg=90)
    draw_cells(canvas, _EXAMPLE, (left, top), cell)
    for i, row in enumerate(_EXAMPLE):
        for j in range(columns):
            if not row >> j & 1:
                cross = Box(left + j * cell, top + i * cell, cell, cell).inset(cell * 0.36)
                for ends in (
                    (cross.x_mm, cross.y_mm, cross.right_mm, cross.bottom_mm),
                    (cross.x_mm, cross.bottom_mm, cross.right_mm, cross.y_mm),
                ):
                    canvas.draw(Path.line(*ends), stroke=Role.MUTED, width_mm=MIDDLE)
    grid = Box(left, top, columns * cell, rows * cell)
    draw_mesh(canvas, grid, columns, rows)
    canvas.draw(Path.rect(grid), stroke=Role.INK, width_mm=BOLD)


def _number(canvas: Canvas, box: Box, run: int) -> None:
    canvas.text_in(box, str(run), face=Face.EXACT_BOLD, size_pt=11)


def _arrow(canvas: Canvas, x: float, y: float, *, turn_deg: float = 0.0) -> None:
    with canvas.moved(x, y, turn_deg=turn_deg):
        head = Path.polyline([(0.7, -1.6), (2.6, 0), (0.7, 1.6)])
        for path in (Path.line(-2.6, 0, 2.6, 0), head):
            canvas.draw(path, stroke=Role.ACCENT, width_mm=BOLD)


def _caption(canvas: Canvas, box: Box, name: str, **values: str) -> None:
    text = canvas.say(message(f"globe-nonogram.caption.{name}", **values))
    canvas.text_in(box, text, face=Face.LABEL_BOLD, size_pt=9)


def _flat_panel(canvas: Canvas, x: float, y: float) -> None:
    """A panel as it is cut out, with its folds; its tab and roof are named."""
    plan = _PLAN
    with canvas.moved(x, y):
        canvas.draw(outline(plan), fill=Role.SHADE)
        canvas.draw(Path.rect(plan.grid), fill=Role.WHITE)
        draw_mesh(canvas, plan.grid, plan.columns, plan.rows)
        draw_foot(canvas, plan.foot, "heart", START_MARK, _MARK_MM)
        canvas.draw(outline(plan), stroke=Role.INK, width_mm=MIDDLE)
        grid = plan.grid
        canvas.line(Path.line(grid.x_mm, grid.y_mm, grid.x_mm, plan.height_mm), LineKind.FOLD_MOUNTAIN)
        canvas.line(Path.line(grid.x_mm, grid.y_mm, grid.right_mm, grid.y_mm), LineKind.FOLD_MOUNTAIN)
        _caption(canvas, Box(grid.x_mm, 0.8, grid.width_mm, plan.roof_mm - 0.8), "roof")
        _caption(canvas, Box(0, grid.y_mm, plan.tab_mm, grid.height_mm), "tab")


def _tab_behind(canvas: Canvas, x: float, y: float) -> None:
    """Two panels seen from the front, the right one's tab slipping behind the left one's edge."""
    cell, foot_mm, tab = _PLAN.cell_mm, _PLAN.foot_mm, _PLAN.tab_mm
    top, height = y + _PLAN.roof_mm, _PLAN.rows * cell
    left, right = Box(x, top, 6 * cell, height), Box(x + 6 * cell + 4.5, top, 6 * cell, height)
    _front(canvas, left, "heart", START_MARK)
    slid = Box(right.x_mm - tab, top, tab, height + foot_mm)
    clip = 2.3
    near = Path.polyline(
        [
            (left.right_mm, slid.y_mm),
            (right.x_mm, slid.y_mm),
            (right.x_mm, slid.bottom_mm),
            (left.right_mm, slid.bottom_mm),
        ],
        closed=True,
    )
    canvas.draw(near, fill=Role.SHADE, stroke=Role.INK, width_mm=MIDDLE)
    hidden = Path.polyline(
        [
            (left.right_mm, slid.y_mm + 0.6),
            (slid.x_mm + clip, slid.y_mm + 0.6),
            (slid.x_mm, slid.y_mm + clip),
            (slid.x_mm, slid.bottom_mm - clip),
            (slid.x_mm + clip, slid.bottom_mm - 0.6),
            (left.right_mm, slid.bottom_mm - 0.6),
        ]
    )
    hidden_above_foot = Path.rect(Box(left.x_mm, left.y_mm, left.width_mm, height))
    with canvas.clipped(hidden_above_foot):
        canvas.draw(hidden, stroke=Role.ACCENT, width_mm=BOLD, dash=(1.3, 1.1))
    _front(canvas, right, START_MARK, "tree")
    _arrow(canvas, (left.right_mm + right.x_mm) / 2, top - 3.0, turn_deg=180)
    _caption(canvas, Box(x, top + height + foot_mm + 0.6, right.right_mm - x, 5), "behind")


def _front(canvas: Canvas, grid: Box, left_mark: str, right_mark: str) -> None:
    """A panel with roof and tab folded away, broken off at the side that does not matter here."""
    columns = round(grid.width_mm / _PLAN.cell_mm)
    foot = Box(grid.x_mm, grid.bottom_mm, grid.width_mm, _PLAN.foot_mm)
    canvas.draw(Path.rect(grid), fill=Role.WHITE)
    draw_mesh(canvas, grid, columns, _PLAN.rows)
    draw_foot(canvas, foot, left_mark, right_mark, _MARK_MM)
    canvas.draw(Path.rect(grid), stroke=Role.INK, width_mm=MIDDLE)


def _glued_corner(canvas: Canvas, x: float, y: float) -> None:
    """Two glued panels seen over their seam: a star closes, roofs lean in, a digit stands across."""
    side, cell, lean, foot = 19.0, _PLAN.cell_mm, 4.0, _PLAN.foot_mm
    seam, top, height = x + side, y + _PLAN.roof_mm, _PLAN.rows * cell

    def place(column: float, row: float) -> tuple[float, float]:
        """Columns are counted from the seam, to the left below zero."""
        share = column / _FACE_COLUMNS
        return seam + share * side, top + row * cell - abs(share) * lean

    for way in (-1, 1):
        end = way * _FACE_COLUMNS
        roof = [place(0, 0), place(end, 0), (seam + way * 12.5, top - 9), (seam, top - 6.5)]
        face = [place(0, 0), place(end, 0), place(end, _PLAN.rows), place(0, _PLAN.rows)]
        drop = foot / cell
        base = [face[3], face[2], place(end, _PLAN.rows + drop), place(0, _PLAN.rows + drop)]
        canvas.draw(Path.polyline(roof, closed=True), fill=Role.SHADE, stroke=Role.INK, width_mm=MIDDLE)
        canvas.draw(Path.polyline(face, closed=True), fill=Role.WHITE)
        canvas.draw(Path.polyline(base, closed=True), fill=Role.BAND)
        _seen_cells(canvas, way, place)
        for row in range(1, _PLAN.rows):
            canvas.draw(Path.line(*place(0, row), *place(end, row)), stroke=Role.MUTED, width_mm=THIN)
        for column in range(1, _FACE_COLUMNS):
            at = way * column
            canvas.draw(Path.line(*place(at, 0), *place(at, _PLAN.rows)), stroke=Role.MUTED, width_mm=THIN)
        canvas.draw(Path.polyline(face, closed=True), stroke=Role.INK, width_mm=MIDDLE)
    _seam(canvas, seam, top, top + height)
    draw_mark(canvas, START_MARK, seam, top + height + foot / 2, _MARK_MM, ground=Role.BAND)
    _caption(canvas, Box(x, top + height + foot + 0.6, 2 * side, 5), "seen", digit=_SEEN_DIGIT)


def seen_rows() -> Sequence[int]:
    """The cells round the seam in the picture of the glued corner, by row."""
    rows = list(_SEEN_SNOW)
    for i, row in enumerate(GLYPHS[_SEEN_DIGIT]):
        rows[_SEEN_TOP + i] |= row << _FACE_COLUMNS - LEFT_PART
    return rows


def _seen_cells(canvas: Canvas, way: int, place: Place) -> None:
    """The cells left (-1) or right (1) of the seam."""
    mask = (1 << _FACE_COLUMNS) - 1
    rows = [row >> _FACE_COLUMNS if way > 0 else row & mask for row in seen_rows()]
    first = 0 if way > 0 else -_FACE_COLUMNS
    canvas.draw(cells_path(rows, lambda column, row: place(column + first, row)), fill=Role.INK)


def _seam(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    for role, width, dash in ((Role.WHITE, 0.9, ()), (Role.ACCENT, BOLD, (1.4, 1.1))):
        canvas.draw(Path.line(x, top, x, bottom), stroke=role, width_mm=width, dash=dash)


def _digits(canvas: Canvas, x: float, y: float) -> None:
    """The ten digits on cells, each over its plain name, a dashed line where the seam runs."""
    cell, across = 2.3, 18.1
    width, height = GLYPH_WIDTH * cell, GLYPH_HEIGHT * cell
    for i, digit in enumerate(DIGITS):
        left, top = x + i * across, y
        grid = Box(left, top, width, height)
        draw_cells(canvas, GLYPHS[digit], (left, top), cell)
        for column in range(GLYPH_WIDTH + 1):
            at = left + column * cell
            canvas.draw(Path.line(at, top, at, grid.bottom_mm), stroke=Role.MUTED, width_mm=THIN)
        for row in range(GLYPH_HEIGHT + 1):
            at = top + row * cell
            canvas.draw(Path.line(left, at, grid.right_mm, at), stroke=Role.MUTED, width_mm=THIN)
        _seam(canvas, left + LEFT_PART * cell, top - 1.6, grid.bottom_mm + 1.6)
        name = Box(left - 5.6, top, 5.0, height)
        canvas.text_in(name, digit, face=Face.EXACT_BOLD, size_pt=11, role=Role.MUTED)


EXAMPLE_PANEL = panel_of(_EXAMPLE, 5, "", "")
"""The example as clues, so that a test can prove it."""
