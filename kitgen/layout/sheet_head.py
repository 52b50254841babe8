"""What every whole sheet begins with: its frame, its title band, its emblem."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, Role
from kitgen.layout.plan import Setting
from kitgen.printing.profile import UNPRINTABLE_MM
from kitgen.theme.frames import patch, sheet_frame, title_band
from kitgen.typesetting.text import fit_line, label_case, tracking_pt
from kitgen.units import Box, Paper

MARGIN_MM = UNPRINTABLE_MM + 1.5
FOOT_MM = 4.5
"""Strip under the frame for the small print."""

BAND_MM = 21.0
LABEL_PT, LABEL_GAP_PT = 9.0, 0.8
EMBLEM_MM = 16.0
BESIDE_TITLE_MM = 60.0
"""What emblems and air take of the band beside the title."""


def frame_of(paper: Paper) -> Box:
    """The framed part of a sheet."""
    return Box(
        MARGIN_MM, MARGIN_MM, paper.width_mm - 2 * MARGIN_MM, paper.height_mm - 2 * MARGIN_MM - FOOT_MM
    )


@dataclass(frozen=True)
class SheetHead:
    """The head of a sheet, its words fitted.

    Args:
        frame: the framed part of the sheet.
        label: the small line above the title, and its size.
        title: the title, and its size.
        emblem: name of the picture at both ends.
    """

    frame: Box
    label: tuple[str, float]
    title: tuple[str, float]
    emblem: str

    @property
    def band(self) -> Box:
        """The dark band."""
        return Box(self.frame.x_mm + 4, self.frame.y_mm + 4, self.frame.width_mm - 8, BAND_MM)

    @property
    def room(self) -> Box:
        """What is free below the band."""
        top = self.band.bottom_mm + 2.5
        return Box(self.frame.x_mm + 6, top, self.frame.width_mm - 12, self.frame.bottom_mm - 5 - top)

    def draw(self, canvas: Canvas) -> None:
        """Frame, band and emblems."""
        sheet_frame(canvas, self.frame)
        band = self.band
        title_band(canvas, band)
        label, label_size = self.label
        canvas.text(
            band.centre_x_mm,
            band.y_mm + 5.4,
            label,
            face=Face.LABEL,
            size_pt=label_size,
            role=Role.GLOW,
            align="centre",
            tracking_pt=tracking_pt(canvas.metrics, Face.LABEL, label_size, LABEL_GAP_PT),
        )
        title, title_size = self.title
        canvas.text(
            band.centre_x_mm,
            band.y_mm + BAND_MM - 5.6,
            title,
            face=Face.TITLE,
            size_pt=title_size,
            role=Role.ON_BAND,
            align="centre",
        )
        for x in (band.x_mm + 10, band.right_mm - 10 - EMBLEM_MM):
            canvas.art(self.emblem, patch(canvas, Box(x, band.y_mm + 1.5, EMBLEM_MM, BAND_MM - 5)))


def sheet_head(setting: Setting, where: str, label: str, title: str, emblem: str) -> SheetHead:
    """The head of a sheet.

    Args:
        setting: paper, and how words are set.
        where: the sheet, for errors.
        label: small, above the title.
        title: of the sheet.
        emblem: name of a picture.

    Raises:
        LayoutError: a line is wider than the band.
    """
    frame = frame_of(setting.profile.sheet)
    width = frame.width_mm - 8 - BESIDE_TITLE_MM
    metrics = setting.metrics
    text = label_case(metrics, label)
    label_size = fit_line(
        metrics, where, text, Face.LABEL, width, largest_pt=LABEL_PT, letter_gap_pt=LABEL_GAP_PT
    )
    title_size = fit_line(metrics, where, title, Face.TITLE, width, largest_pt=32, smallest_pt=16)
    return SheetHead(frame, (text, label_size), (title, title_size), emblem)
