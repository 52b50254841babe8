"""Where things stand on the reference pages, in mm; every contender puts them there."""

from __future__ import annotations

from kitgen.units import Box

CARD_PLACES = tuple(
    Box(10.5 + 63.0 * column, 16.5 + 88.0 * row, 63.0, 88.0) for row in range(3) for column in range(3)
)
"""Nine cards of 63 x 88 mm on A4, edge to edge."""

BAND_MM = 15.0
EMBLEM_MM = 10.0
ROOM = Box(6.0, 4.4 + BAND_MM + 2.0, 51.0, 88.0 - 6.0 - (4.4 + BAND_MM + 2.0))
"""What a card's frame leaves free below its band, from the card's corner."""

CODE_MM = 18.5
"""A version-3 code with its quiet zone, modules of 0.5 mm."""

CELL_MM = 6.0
GRID_LEFT_MM, GRID_TOP_MM = 62.0, 150.0
SHARES = (0.1, 0.45, 0.3, 0.15)
"""Widths of the table's columns as shares of the page."""
