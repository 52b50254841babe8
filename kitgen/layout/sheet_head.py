"""What every whole sheet begins with: its frame, its title band, its emblem."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Role
from kitgen.layout.plan import UNPRINTABLE_MM
from kitgen.layout.text import fit_line
from kitgen.theme.frames import patch, sheet_frame, title_band
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
