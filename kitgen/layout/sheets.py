"""Sheets that stay whole: the answer sheet first, then one page for each sheet piece of a puzzle."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path
from kitgen.layout.answers import answer_pages
from kitgen.layout.cards import facts
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_small_print
from kitgen.layout.plan import NightPrint, Page, Placed, PuzzlePrint
from kitgen.layout.sheet_head import BAND_MM, draw_sheet_head, frame_of
from kitgen.layout.text import TextBlock, fit_sections, fit_text
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import Message, message
from kitgen.theme.frames import bullet_button, stitch
from kitgen.units import Box, Paper


def sheet_pages(night: NightPrint, paper: Paper) -> list[Page]:
    """The sheet pieces of every puzzle in order, behind the answer sheet."""
    kit = night.kit
    pieces = [(p, piece) for p in night.puzzles for piece in p.pieces if piece.kind is PieceKind.SHEET]
    answers = [] if night.is_pack else answer_pages(night, paper)
    total = len(answers) + len(pieces)
    pages = [
        answers_page(
            SmallPrint(kit.small_name, kit.fingerprint, message("print.what.answers"), number, total)
        )
        for number, answers_page in enumerate(answers, start=1)
    ]
    for number, (puzzle, piece) in enumerate(pieces, start=len(pages) + 1):
        what = message("print.what.sheet", title=puzzle.title)
        small = SmallPrint(kit.small_name, kit.fingerprint, what, number, total)
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

    placed = Placed(f"{puzzle.id}/{piece.id}", puzzle.id, piece.group, drawing, puzzle.envelope_of(piece))
    return Page(draw, (placed,))


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
