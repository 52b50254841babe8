"""Ink is what a printer with four inks would take, counted a second time on pages of known areas."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from kitgen.budget.ink import ink_of, mean_ink, rendered
from kitgen.build import BuildOptions, Built, build_kit
from kitgen.printing.profile import Ink, PrintProfile
from tests.printed import OUTSIDE_THE_PILE


def pdf(*pages: tuple[tuple[float, float, float], float] | None) -> bytes:
    """Pages of 100 x 100 pt, each with a share of its area in one colour; None leaves one blank."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(100, 100))
    for page in pages:
        if page is not None:
            canvas.setFillColorRGB(*page[0])
            canvas.rect(0, 0, 100, 100 * page[1], stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("colour", "ink"),
    [
        ((0.0, 0.0, 0.0), {"black": 50.0}),
        ((0.0, 1.0, 1.0), {"cyan": 50.0}),
        ((1.0, 0.0, 1.0), {"magenta": 50.0}),
        ((1.0, 1.0, 0.0), {"yellow": 50.0}),
        ((1.0, 0.0, 0.0), {"magenta": 50.0, "yellow": 50.0}),
        ((0.6, 0.6, 0.6), {"black": 20.0}),
    ],
)
def test_half_a_page_of_a_colour_takes_half_a_page_of_its_inks(
    colour: tuple[float, float, float], ink: dict[str, float]
) -> None:
    expected = {"cyan": 0.0, "magenta": 0.0, "yellow": 0.0, "black": 0.0} | ink
    assert ink_of(rendered(pdf((colour, 0.5)))).per_cent() == pytest.approx(expected, abs=0.3)


def test_the_mean_is_taken_over_all_files_and_blank_backs_count_for_nothing() -> None:
    black = (0.0, 0.0, 0.0)
    measured = mean_ink([ink_of(rendered(pdf((black, 0.5), None))), ink_of(rendered(pdf((black, 0.1))))])
    assert measured.sides == 2
    assert measured.per_cent()["black"] == pytest.approx(30, abs=0.2)
    nothing = ink_of(rendered(pdf(None)))
    assert (nothing.sides, nothing.black) == (0, 0)


def test_the_manifest_has_the_ink_of_the_players_pages_as_finer_eyes_see_it(built: Built) -> None:
    assert built.manifest.budget is not None
    told = built.manifest.budget.ink
    shares = []
    for name, data in built.files.items():
        if not name.startswith("print/") or name in OUTSIDE_THE_PILE:
            continue
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                grey = page.render(scale=2, grayscale=True).to_pil().histogram()
                shares.append(
                    sum((255 - level) * count for level, count in enumerate(grey)) / sum(grey) / 255
                )
        finally:
            document.close()
    # Grey weighs the colours by how dark they look: somewhere between black alone and all four inks.
    mean = 100 * sum(shares) / len(shares)
    assert told.sides == len(shares)
    assert told.black * 0.9 < mean < told.black + told.cyan + told.magenta + told.yellow


def test_a_grey_print_takes_black_only() -> None:
    grey = build_kit(BuildOptions("trial", seed="moth", hints="none", profile=PrintProfile(ink=Ink.GREY)))
    assert grey.manifest.budget is not None
    ink = grey.manifest.budget.ink
    assert (ink.cyan, ink.magenta, ink.yellow) == (0, 0, 0)
    assert ink.black > 0
