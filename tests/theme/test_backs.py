"""Card backs: a pattern that hides where it was cut, on real pages."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
from numpy.typing import NDArray

from kitgen.data import package_folder
from kitgen.printing.profile import CARD_FORMATS
from kitgen.theme.backs import MOTIF_ART, MOTIF_MM, card_back
from kitgen.theme.theme import load_theme
from kitgen.units import Box, Paper
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.doubles import RecordingCanvas

THEMES = sorted(p.name for p in (package_folder("templates") / "themes").iterdir() if p.is_dir())
BOTH = pytest.mark.parametrize("night", [True, False], ids=["night", "paper"])
SHEET = Paper("sheet", 150, 140)
PER_MM = 6.0


def rendered(theme: str, boxes: list[Box], bleed_mm: float, night: bool) -> NDArray[np.float64]:
    """Grey values of a sheet with these backs, 0 black to 1 white, `PER_MM` pixels a mm."""
    look = load_theme(theme)
    pdf = PdfFile(look, SHEET, "backs", "en", FontMetrics(look.faces), lambda message: message.key)
    with pdf.page() as canvas:
        for box in boxes:
            card_back(canvas, box, bleed_mm, night=night)
    document = pypdfium2.PdfDocument(pdf.to_bytes())
    grey = document[0].render(scale=PER_MM * 25.4 / 72).to_pil().convert("L")
    document.close()
    return np.asarray(grey, dtype=np.float64) / 255


def cut(sheet: NDArray[np.float64], box: Box) -> NDArray[np.float64]:
    top, left = round(box.y_mm * PER_MM), round(box.x_mm * PER_MM)
    return sheet[top : top + round(box.height_mm * PER_MM), left : left + round(box.width_mm * PER_MM)]


@BOTH
@pytest.mark.parametrize("name", CARD_FORMATS)
def test_the_pattern_goes_on_to_the_bleed_and_not_beyond(name: str, night: bool) -> None:
    card = CARD_FORMATS[name]
    box = Box(17, 23, card.width_mm, card.height_mm)
    canvas = RecordingCanvas()
    card_back(canvas, box, 3.0, night=night)
    ink = canvas.ink()
    assert box.inset(-3.0).contains(ink)
    assert ink.contains(box.inset(-2.0))


@BOTH
def test_backs_of_neighbours_go_on_in_each_other(night: bool) -> None:
    left, right = Box(11, 9, 63, 88), Box(74, 9, 63, 88)
    apart = rendered("midnight-thread", [left, right], 3.0, night)
    together = rendered("midnight-thread", [Box(11, 9, 126, 88)], 3.0, night)
    # Where both are drawn, soft edges of shapes are laid on twice; more than that would be a seam.
    assert np.mean(np.abs(apart - together)) < 0.01
    assert np.max(np.abs(apart - together)) < 0.3
    inside = right.inset(4.0)  # where only the right one is drawn, down to each stitch
    assert np.max(np.abs(cut(apart, inside) - cut(together, inside))) < 0.02


@BOTH
@pytest.mark.parametrize("theme", THEMES)
def test_the_pattern_repeats_and_belongs_to_the_sheet(theme: str, night: bool) -> None:
    sheet = rendered(theme, [Box(10, 10, 130, 120)], 0.0, night)
    one = cut(sheet, Box(22, 24, 60, 50))
    next_one = cut(sheet, Box(22 + 2 * MOTIF_MM, 24 + 2 * MOTIF_MM, 60, 50))
    beside = cut(sheet, Box(25, 24, 60, 50))
    # 40.8 mm are not whole pixels: edges differ a little, shapes do not.
    assert np.mean(np.abs(one - next_one)) < np.mean(np.abs(one - beside)) / 10


@BOTH
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CARD_FORMATS)
def test_a_back_that_missed_by_3_mm_looks_like_one_that_did_not(theme: str, name: str, night: bool) -> None:
    card = CARD_FORMATS[name]
    sheet = rendered(theme, [Box(5, 5, 140, 130)], 0.0, night)
    seen = [
        cut(sheet, Box(40 + x, 9 + y, card.width_mm, card.height_mm)) for x in (-3, 0, 3) for y in (-3, 0, 3)
    ]
    # As dark on the whole, and in no strip along an edge darker or lighter than a shift may make it: no
    # frame, no band, no middle that would show where the edge was meant to be.
    assert max(image.mean() for image in seen) - min(image.mean() for image in seen) < 0.02
    for image in seen:
        middle = image[len(image) // 4 : -len(image) // 4].mean()
        edge = np.concatenate([image[: len(image) // 4], image[-len(image) // 4 :]]).mean()
        assert abs(middle - edge) < 0.06


@pytest.mark.parametrize("theme", THEMES)
def test_the_back_on_bare_paper_takes_a_third_of_the_ink_at_most(theme: str) -> None:
    box = Box(20, 20, 63, 88)
    night, paper = (1 - cut(rendered(theme, [box], 0.0, dark), box).mean() for dark in (True, False))
    assert paper < night / 3
    assert paper < 0.25


@BOTH
@pytest.mark.parametrize("name", CARD_FORMATS)
def test_a_back_takes_few_drawing_calls_most_of_them_one_picture(name: str, night: bool) -> None:
    card = CARD_FORMATS[name]
    canvas = RecordingCanvas()
    card_back(canvas, Box(10, 10, card.width_mm, card.height_mm), 3.0, night=night)
    pictures = [line for line in canvas.log if line.startswith("art")]
    assert {line.split()[1] for line in pictures} == {MOTIF_ART}
    assert len(pictures) <= 40
    assert len(canvas.log) - len(pictures) <= 5
