"""Measures of a strip on paper, in mm."""

from __future__ import annotations

COLUMNS = 26
TILE_MM = 6.5
WALL_MM = 1.0
MARGIN_MM = 1.2
"""Bare paper between the strip's dark frame and the cut: the line is seen, and scissors may stray."""

END_MM = 6.5
"""From the cut to the outermost tiles: paper, then a wall so thick that a gap in it is plainly a passage."""

CORNICE_MM = 4.7
SKIRTING_MM = 1.0
TOP_MM = MARGIN_MM + CORNICE_MM
"""From the cut to the topmost tiles."""

STRIP_WIDTH_MM = COLUMNS * TILE_MM + 2 * END_MM

MOST_HEIGHT_MM = 203.9
"""All strips lie on one page: what a Letter page with the ruler has room for."""


def strip_height_mm(rows: int) -> float:
    """Height of a strip that is `rows` tiles wide."""
    return TOP_MM + rows * TILE_MM + SKIRTING_MM + MARGIN_MM
