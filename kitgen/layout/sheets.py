"""Sheets that stay whole: the answer sheet, and one page for each sheet piece of a puzzle."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.layout.cards import answer_strip, facts
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_ruler, draw_small_print, ruler_at
from kitgen.layout.plan import UNPRINTABLE_MM, KitPrint, Page, Placed, PuzzlePrint
from kitgen.layout.text import TextBlock, fit_line, fit_sections, fit_text
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import Message, message
from kitgen.theme.frames import bullet_button, patch, sheet_frame, stitch, title_band
from kitgen.units import Box, Paper

MARGIN_MM = UNPRINTABLE_MM + 1.5
FOOT_MM = 4.5
"""Strip under the frame for the small print."""

BAND_MM = 21.0


def frame_of(paper: Paper) -> Box:
    """The framed part of a sheet."""
    return Box(
        MARGIN_MM, MARGIN_MM, paper.width_mm - 2 * MARGIN_MM, paper.height_mm - 2 * MARGIN_MM - FOOT_MM
    )


def draw_sheet_head(canvas: Canvas, where: str, paper: Paper, label: str, title: str, emblem: str) -> Box:
    """Frame, title band and emblem of a sheet; returns the room below the band."""
    frame = frame_of(paper)
    sheet_frame(canvas, frame)
    band = Box(frame.x_mm + 4, frame.y_mm + 4, frame.width_mm - 8, BAND_MM)
    title_band(canvas, band)
    size_pt = fit_line(
        canvas.metrics, where, title, Face.TITLE, band.width_mm - 60, largest_pt=32, smallest_pt=16
    )
    canvas.text(
        band.centre_x_mm,
        band.y_mm + 5.4,
        label.upper(),
        face=Face.LABEL,
        size_pt=9,
        role=Role.GLOW,
        align="centre",
        tracking_pt=0.8,
    )
    canvas.text(
        band.centre_x_mm,
        band.y_mm + BAND_MM - 5.6,
        title,
        face=Face.TITLE,
        size_pt=size_pt,
        role=Role.ON_BAND,
        align="centre",
    )
    for x in (band.x_mm + 10, band.right_mm - 26):
        canvas.art(emblem, patch(canvas, Box(x, band.y_mm + 1.5, 16, BAND_MM - 5)))
    return Box(
        frame.x_mm + 6, band.bottom_mm + 2.5, frame.width_mm - 12, frame.bottom_mm - 5 - band.bottom_mm - 2.5
    )


def answer_sheet(puzzles: Sequence[PuzzlePrint], paper: Paper, small: SmallPrint) -> Page:
    """The first sheet: a box for each puzzle's answer, and the ruler that shows the print's size."""
    frame = frame_of(paper)
    ruler_place = (frame.centre_x_mm - 50, frame.bottom_mm - 9.5)

    def draw(canvas: Canvas) -> None:
        where = "sheet kit/answers"
        label, title = canvas.say(message("print.answers-label")), canvas.say(message("print.answers-title"))
        room = draw_sheet_head(canvas, where, paper, label, title, "key")
        intro = canvas.say(message("print.answers-intro"))
        block = fit_text(canvas.metrics, where, intro, Face.BODY, (room.width_mm, 22), largest_pt=13)
        y = block.draw(canvas, room) + 6
        space = ruler_place[1] - 8 - y
        height = min(36.0, space / len(puzzles))
        for puzzle in puzzles:
            _answer_row(canvas, where, Box(room.x_mm, y, room.width_mm, height - 5), puzzle)
            y += height
        notes_mm = ruler_place[1] - 10 - y
        if notes_mm > 24:
            canvas.text(
                room.x_mm,
                y + 3,
                canvas.say(message("print.answers-notes")).upper(),
                face=Face.LABEL_BOLD,
                size_pt=9,
                role=Role.ACCENT,
                tracking_pt=0.6,
            )
            _dotted_field(canvas, Box(room.x_mm, y + 6, room.width_mm, notes_mm - 6))
        draw_ruler(canvas, *ruler_place)
        draw_small_print(canvas, small, paper, paper.height_mm - frame.bottom_mm)

    placed = (Placed("kit/answers", "kit", "sheets", frame),)
    return Page(draw, placed, ruler_at(*ruler_place))


def _dotted_field(canvas: Canvas, box: Box) -> None:
    """A field of dots to write notes on."""
    step = 7.0
    columns, rows = int(box.width_mm // step), int(box.height_mm // step)
    left = box.x_mm + (box.width_mm - columns * step) / 2
    dots = [
        Path.circle(left + i * step, box.y_mm + 2 + j * step, 0.22)
        for i in range(columns + 1)
        for j in range(rows)
    ]
    canvas.draw(Path(tuple(segment for dot in dots for segment in dot.segments)), fill=Role.MUTED)


def _answer_row(canvas: Canvas, where: str, box: Box, puzzle: PuzzlePrint) -> None:
    emblem_mm = min(box.height_mm, 26.0)
    canvas.art(puzzle.emblem, Box(box.x_mm, box.y_mm, emblem_mm, box.height_mm))
    x = box.x_mm + emblem_mm + 5
    width = box.right_mm - x
    size_pt = fit_line(canvas.metrics, where, puzzle.title, Face.TITLE, width, largest_pt=22, smallest_pt=14)
    canvas.text(x, box.y_mm + 7.2, puzzle.title, face=Face.TITLE, size_pt=size_pt, role=Role.BODY)
    form = canvas.say(puzzle.instructions.answer_form)
    fit_text(canvas.metrics, where, form, Face.BODY, (width, 9.5), largest_pt=10.5).draw(
        canvas, Box(x, box.y_mm + 8.6, width, 9.5), role=Role.MUTED
    )
    strip = Box(x, box.bottom_mm - 11.5, min(width, 12 + 13.0 * puzzle.answer_length), 11.5)
    answer_strip(canvas, strip, puzzle)


def sheet_pages(puzzles: Sequence[PuzzlePrint], paper: Paper, kit: KitPrint) -> list[Page]:
    """The answer sheet, then every sheet piece of every puzzle in order."""
    pieces = [(p, piece) for p in puzzles for piece in p.pieces if piece.kind is PieceKind.SHEET]
    total = 1 + len(pieces)
    what = message("print.what.answers")
    pages = [answer_sheet(puzzles, paper, SmallPrint(kit.title, kit.fingerprint, what, 1, total))]
    for number, (puzzle, piece) in enumerate(pieces, start=2):
        what = message("print.what.sheet", title=puzzle.title)
        small = SmallPrint(kit.title, kit.fingerprint, what, number, total)
        pages.append(piece_sheet(puzzle, piece, paper, small))
    return pages


def piece_sheet(puzzle: PuzzlePrint, piece: Piece, paper: Paper, small: SmallPrint) -> Page:
    """A page for one sheet piece: title, drawing, its notes, and the facts every page carries."""
    frame = frame_of(paper)
    top = frame.y_mm + 4 + BAND_MM + 2.5
    drawing = Box((paper.width_mm - piece.width_mm) / 2, top, piece.width_mm, piece.height_mm)

    def draw(canvas: Canvas) -> None:
        where = f"sheet {puzzle.id}/{piece.id}"
        name = canvas.say(message(f"{puzzle.mechanism}.sheet.{piece.id}"))
        title = canvas.say(message("print.sheet-title", title=puzzle.title, sheet=name))
        room = draw_sheet_head(canvas, where, paper, canvas.say(puzzle.act), title, puzzle.emblem)
        piece.front(canvas, drawing)
        y = drawing.bottom_mm + 2.5
        if piece.notes:
            y = (
                _draw_notes(canvas, where, Box(room.x_mm, y, room.width_mm, room.bottom_mm - y), piece.notes)
                + 2
            )
        _draw_facts(canvas, where, Box(room.x_mm, y, room.width_mm, room.bottom_mm - y), puzzle)
        draw_small_print(canvas, small, paper, paper.height_mm - frame.bottom_mm)

    return Page(draw, (Placed(f"{puzzle.id}/{piece.id}", puzzle.id, piece.group, drawing),))


def _draw_notes(canvas: Canvas, where: str, box: Box, notes: Sequence[Message]) -> float:
    """The piece's sentences in two columns with a button before each; returns the y below them."""
    column_mm = (box.width_mm - 6) / 2
    blocks: list[TextBlock] = [
        fit_text(
            canvas.metrics, where, canvas.say(note), Face.BODY, (column_mm - 5, box.height_mm), largest_pt=11
        )
        for note in notes
    ]
    half = -(-len(blocks) // 2)
    lowest = box.y_mm
    for column, part in enumerate((blocks[:half], blocks[half:])):
        x, y = box.x_mm + column * (column_mm + 6), box.y_mm
        for block in part:
            bullet_button(canvas, x + 1.6, y + block.leading_mm / 2)
            y = block.draw(canvas, Box(x + 5, y, column_mm - 5, block.height_mm)) + 0.8
        lowest = max(lowest, y)
    return lowest


def _draw_facts(canvas: Canvas, where: str, box: Box, puzzle: PuzzlePrint) -> None:
    """At the foot of the box: the facts every page carries in two columns, and the hint code at the right."""
    right = box.right_mm
    height = 0.0
    if puzzle.qr is not None:
        side = puzzle.qr.side_mm
        right -= side + 3
        height = side + 4.0
    sections = facts(canvas, puzzle)
    column_mm = (right - box.x_mm - 6) / 2
    columns = [
        fit_sections(canvas.metrics, where, part, (column_mm, box.height_mm - 4), largest_pt=11.5)
        for part in (sections[:2], sections[2:])
    ]
    height = max(height, *(column.height_mm for column in columns))
    top = box.bottom_mm - height
    stitch(canvas, Path.line(box.x_mm, top - 2.2, box.right_mm, top - 2.2))
    for i, column in enumerate(columns):
        column.draw(canvas, Box(box.x_mm + i * (column_mm + 6), top, column_mm, height))
    if puzzle.qr is not None:
        draw_qr(canvas, puzzle.qr, box.right_mm - puzzle.qr.side_mm, top - 0.4)
        canvas.text(
            box.right_mm - puzzle.qr.side_mm / 2,
            top + puzzle.qr.side_mm + 2.4,
            puzzle.code,
            face=Face.EXACT_BOLD,
            size_pt=9.5,
            align="centre",
        )
