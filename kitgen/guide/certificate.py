"""The keepsake: a page to fill in by hand after the night."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.guide.model import GuideKit
from kitgen.layout.flow import Flow
from kitgen.message import message
from kitgen.theme.frames import sheet_frame, stitch, title_band
from kitgen.typesetting.text import fit_line, fit_text, label_case, label_pt
from kitgen.units import Box

HEIGHT_MM = 150.0
WHERE = "certificate"


def certificate(flow: Flow, kit: GuideKit) -> None:
    """Add the certificate to the guide, on a page of its own."""
    flow.new_page()
    flow.add(HEIGHT_MM, lambda canvas, box: _draw(canvas, box, kit))


def _draw(canvas: Canvas, box: Box, kit: GuideKit) -> None:
    sheet_frame(canvas, box)
    band = Box(box.x_mm + 5, box.y_mm + 5, box.width_mm - 10, 24)
    title_band(canvas, band)
    title = kit.page.title
    size_pt = fit_line(canvas.metrics, WHERE, title, Face.TITLE, band.width_mm - 30, largest_pt=38)
    canvas.text(
        band.centre_x_mm,
        band.y_mm + 16,
        title,
        face=Face.TITLE,
        size_pt=size_pt,
        role=Role.ON_BAND,
        align="centre",
    )
    label = label_case(canvas.metrics, canvas.say(message("guide.certificate.label")))
    canvas.text(
        band.centre_x_mm,
        band.bottom_mm + 10,
        label,
        face=Face.LABEL_BOLD,
        size_pt=11,
        role=Role.ACCENT,
        align="centre",
        tracking_pt=1.2,
    )
    # Large print takes more lines; what they take is given back by the air below them.
    words = Box(box.x_mm + 12, band.bottom_mm + 15, box.width_mm - 24, 36)
    text = kit.certificate or canvas.say(message("guide.certificate.words"))
    size_mm = (words.width_mm, words.height_mm)
    fit_text(canvas.metrics, WHERE, text, Face.BODY, size_mm, largest_pt=15).draw(
        canvas, words, align="centre"
    )
    _lines(canvas, Box(box.x_mm + 22, words.bottom_mm + 6, box.width_mm - 44, 52))


def _lines(canvas: Canvas, box: Box) -> None:
    """Six lines for names, then date, time left and who was host."""
    for row in range(3):
        for column in range(2):
            x = box.x_mm + column * (box.width_mm / 2 + 3)
            y = box.y_mm + row * 10
            stitch(canvas, Path.line(x, y, x + box.width_mm / 2 - 3, y), Role.MUTED)
    y = box.y_mm + 44
    width = box.width_mm / 3
    for i, key in enumerate(("date", "time", "host")):
        x = box.x_mm + i * width
        stitch(canvas, Path.line(x, y, x + width - 6, y), Role.MUTED)
        label = canvas.say(message(f"guide.certificate.{key}"))
        size_pt = label_pt(canvas.metrics, 9)
        canvas.text(x, y + 2.2 + size_pt * 0.27, label, face=Face.LABEL, size_pt=size_pt, role=Role.MUTED)
