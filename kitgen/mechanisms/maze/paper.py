"""Measures of a strip on paper, in mm."""

from __future__ import annotations

COLUMNS = 26
TILE_MM = 6.9
WALL_MM = 1.0
END_MM = 1.3
"""Wall beyond the outermost tiles: a cut that misses by a millimetre still leaves it closed."""

CORNICE_MM = 4.9
SKIRTING_MM = 1.3
STRIP_WIDTH_MM = COLUMNS * TILE_MM + 2 * END_MM

MOST_HEIGHT_MM = 203.9
"""All strips lie on one page: what a Letter page with the ruler has room for."""


def strip_height_mm(rows: int) -> float:
    """Height of a strip that is `rows` tiles wide."""
    return CORNICE_MM + rows * TILE_MM + SKIRTING_MM
