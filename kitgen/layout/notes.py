"""A sheet's own sentences: they belong to its drawing and stand below it, in two columns with buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, Metrics
from kitgen.theme.frames import bullet_button
from kitgen.typesetting.text import TextBlock, try_text
from kitgen.units import Box

COLUMN_GAP_MM = 6.0
BULLET_MM, BETWEEN_NOTES_MM = 5.0, 0.8


@dataclass(frozen=True)
class Notes:
    """A piece's sentences in two columns with a button before each."""

    columns: tuple[tuple[TextBlock, ...], ...]

    @property
    def height_mm(self) -> float:
        """How high the longer column is."""
        return max((_column_mm(column) for column in self.columns), default=0.0)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw both columns from the top of a box."""
        width = (box.width_mm - COLUMN_GAP_MM) / 2
        for number, column in enumerate(self.columns):
            x, y = box.x_mm + number * (width + COLUMN_GAP_MM), box.y_mm
            for block in column:
                bullet_button(canvas, x + 1.6, y + block.leading_mm / 2)
                y = block.draw(canvas, Box(x + BULLET_MM, y, width, block.height_mm)) + BETWEEN_NOTES_MM


def _column_mm(column: Sequence[TextBlock]) -> float:
    return sum(block.height_mm + BETWEEN_NOTES_MM for block in column)


def notes_in(metrics: Metrics, notes: Sequence[str], width_mm: float, size_pt: float) -> Notes | None:
    """Notes of one size, or None where a word is too wide."""
    column = (width_mm - COLUMN_GAP_MM) / 2 - BULLET_MM
    blocks = []
    for note in notes:
        block = try_text(metrics, note, Face.BODY, [(column, 1e4)], largest_pt=size_pt, smallest_pt=size_pt)
        if block is None:
            return None
        blocks.append(block[0])
    # The lower of all ways to divide them; of equals the one with more on the left.
    ways = [Notes((tuple(blocks[:half]), tuple(blocks[half:]))) for half in range(len(blocks), -1, -1)]
    return min(ways, key=lambda way: round(way.height_mm, 3))
