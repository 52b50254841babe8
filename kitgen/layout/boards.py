"""Boards: sheet pieces that are small enough to share a page with others, and keep their margins.

Whole pages say everything a player needs; a board says what it is and its own sentences. What to do stands
on the puzzle's card, which lies beside it.
"""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Role
from kitgen.errors import LayoutError
from kitgen.layout.notes import Notes, notes_in
from kitgen.layout.plan import PuzzlePrint, Setting, Tile
from kitgen.mechanisms.contract import Piece
from kitgen.message import message
from kitgen.theme.frames import patch, title_band
from kitgen.typesetting.text import MIN_PT, fit_line, label_case
from kitgen.units import Box, mm_from_pt

HEIGHTS_MM = (133.5, 179.2)
"""Heights worth keeping to: half an A4 page, else what leaves a row of cards room there. A higher board has a
page of its own, with everything on it."""

BAND_MM, EMBLEM_MM = 12.0, 8.8
BELOW_BAND_MM, BELOW_DRAWING_MM = 1.0, 1.0
LEAST_WIDTH_MM = 150.0
TITLE_PT, LEAST_TITLE_PT, LABEL_PT = 20.0, 12.0, 9.0
BESIDE_TITLE_MM = 44.0
"""What emblem and act take of the band at each end."""

NOTE_PT, LEAST_NOTE_PT = 10.5, 9.0
"""Rather somewhat smaller notes than a page more; they are read often, so never the smallest size of all."""


@dataclass(frozen=True)
class _Board:
    """What is drawn, its words fitted."""

    puzzle: PuzzlePrint
    piece: Piece
    title: tuple[str, float]
    act: tuple[str, float]
    notes: Notes

    def draw(self, canvas: Canvas, box: Box) -> None:
        self._draw_band(canvas, Box(box.x_mm, box.y_mm, box.width_mm, BAND_MM))
        top = box.y_mm + BAND_MM + BELOW_BAND_MM
        left = box.centre_x_mm - self.piece.width_mm / 2
        self.piece.front(canvas, Box(left, top, self.piece.width_mm, self.piece.height_mm))
        y = top + self.piece.height_mm + BELOW_DRAWING_MM
        self.notes.draw(canvas, Box(box.x_mm, y, box.width_mm, self.notes.height_mm))

    def _draw_band(self, canvas: Canvas, band: Box) -> None:
        title_band(canvas, band)
        # The waves of the hem take the lowest part of a band.
        middle = band.y_mm + BAND_MM * 0.44
        spot = Box(band.x_mm + 8, middle - EMBLEM_MM / 2, EMBLEM_MM, EMBLEM_MM)
        canvas.art(self.puzzle.emblem, patch(canvas, spot))
        (title, title_pt), (act, act_pt) = self.title, self.act
        canvas.text(
            band.centre_x_mm,
            middle + mm_from_pt(title_pt) * CAP_HEIGHT / 2,
            title,
            face=Face.TITLE,
            size_pt=title_pt,
            role=Role.ON_BAND,
            align="centre",
        )
        canvas.text(
            band.right_mm - 8,
            middle + mm_from_pt(act_pt) * CAP_HEIGHT / 2,
            act,
            face=Face.LABEL,
            size_pt=act_pt,
            role=Role.GLOW,
            align="right",
        )


def board_tile(puzzle: PuzzlePrint, piece: Piece, setting: Setting) -> Tile | None:
    """A sheet piece as a board, or None where this print sets it too large to share a page.

    Args:
        puzzle: its puzzle.
        piece: a piece of the kind `sheet`.
        setting: paper, and how words are set.
    """
    width = max(piece.width_mm, LEAST_WIDTH_MM)
    bare_mm = BAND_MM + BELOW_BAND_MM + piece.height_mm + BELOW_DRAWING_MM
    fitted = (_notes(setting, piece, width, height - bare_mm) for height in HEIGHTS_MM)
    notes = next((notes for notes in fitted if notes is not None), None)
    if notes is None:
        return None
    name = setting.say(message(f"{puzzle.mechanism}.sheet.{piece.id}"))
    title = setting.say(message("print.sheet-title", title=puzzle.title, sheet=name))
    act = label_case(setting.metrics, setting.say(puzzle.act))
    try:
        sizes = _sizes(setting, f"board {puzzle.id}/{piece.id}", title, act, width)
    except LayoutError:
        return None
    board = _Board(puzzle, piece, (title, sizes[0]), (act, sizes[1]), notes)
    return Tile(
        f"{puzzle.id}/{piece.id}",
        puzzle.id,
        piece.group,
        puzzle.envelope_of(piece),
        width,
        bare_mm + notes.height_mm,
        board.draw,
        keeps_margin=True,
    )


def _notes(setting: Setting, piece: Piece, width_mm: float, room_mm: float) -> Notes | None:
    """A piece's sentences as large as they fit a room of that height, or None where they do not."""
    said = [setting.say(note) for note in piece.notes]
    size_pt = NOTE_PT
    while size_pt >= LEAST_NOTE_PT:
        notes = notes_in(setting.metrics, said, width_mm, size_pt)
        if notes is not None and notes.height_mm <= room_mm:
            return notes
        size_pt -= 0.5
    return None


def _sizes(setting: Setting, where: str, title: str, act: str, width_mm: float) -> tuple[float, float]:
    """Sizes of title and act in points.

    Raises:
        LayoutError: one of them is wider than its part of the band.
    """
    room = width_mm - 2 * BESIDE_TITLE_MM
    title_pt = fit_line(
        setting.metrics, where, title, Face.TITLE, room, largest_pt=TITLE_PT, smallest_pt=LEAST_TITLE_PT
    )
    act_pt = fit_line(
        setting.metrics,
        where,
        act,
        Face.LABEL,
        BESIDE_TITLE_MM - 9,
        largest_pt=LABEL_PT,
        smallest_pt=MIN_PT,
    )
    return title_pt, act_pt
