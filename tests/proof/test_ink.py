"""Ink: what was asked for passes, and colour, filled areas and faint text are found."""

from __future__ import annotations

import pytest

from kitgen.printing.profile import Ink
from kitgen.proof.contrast import contrast
from tests.proof.conftest import Ask
from tests.proof.sample import HEIGHT, PT, Pen, Sample
from tests.proof.spoiling import CARDS


def asked(sample: Sample, ink: Ink) -> None:
    """The sample as a print in some ink."""
    sample.printing = sample.printing.model_copy(update={"ink": ink})


def area(pen: Pen, side_mm: float, grey: float = 0.2) -> None:
    """A filled square."""
    pen.canvas.setFillGray(grey)
    pen.canvas.rect(30.4 * PT, (HEIGHT - 230.3) * PT, side_mm * PT, side_mm * PT, stroke=0, fill=1)


@pytest.mark.parametrize("ink", list(Ink))
def test_the_sample_is_sound_in_every_ink(sample: Sample, faults: Ask, ink: Ink) -> None:
    asked(sample, ink)
    assert faults("ink") == []


@pytest.mark.parametrize(
    ("side_mm", "grey", "is_found"),
    [(9.2, 0.2, True), (9.2, 0.5, True), (9.2, 0.9, False), (6.5, 0.0, False), (40, 0.2, True)],
)
def test_a_filled_area_is_found_where_ink_is_saved(
    sample: Sample, faults: Ask, side_mm: float, grey: float, is_found: bool
) -> None:
    asked(sample, Ink.SAVER)
    sample.draw(CARDS, lambda pen: area(pen, side_mm, grey))
    found = faults("ink")
    assert bool(found) is is_found
    assert all(fault.startswith(f"{CARDS} page 1: a dark area of more than 8 mm") for fault in found)


def test_a_filled_area_may_be_where_ink_is_not_saved(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: area(pen, 40))
    assert faults("ink") == []


def test_colour_is_found_in_a_grey_print_and_allowed_elsewhere(sample: Sample, faults: Ask) -> None:
    def red(pen: Pen) -> None:
        pen.canvas.setFillColorRGB(0.6, 0.1, 0.1)
        pen.canvas.rect(30 * PT, 60 * PT, 3 * PT, 3 * PT, stroke=0, fill=1)

    sample.draw(CARDS, red)
    assert faults("ink") == []
    asked(sample, Ink.GREY)
    (sample.folder / "manifest.json").unlink()
    assert faults("ink") == [f"{CARDS} page 1: it is printed in colour, though the ink is grey"]


@pytest.mark.parametrize("ink", list(Ink))
@pytest.mark.parametrize(("grey", "is_found"), [(0.4, False), (0.52, True), (0.8, True), (1.0, True)])
def test_faint_text_is_found(sample: Sample, faults: Ask, ink: Ink, grey: float, is_found: bool) -> None:
    asked(sample, ink)
    sample.draw(CARDS, lambda pen: pen.text(30, 240, "faint", 9, grey))
    found = faults("ink")
    assert bool(found) is is_found
    assert all(fault.startswith(f"{CARDS} page 1: 'faint' has a contrast of ") for fault in found)


def test_text_is_measured_against_what_is_really_behind_it(sample: Sample, faults: Ask) -> None:
    def on_dark(pen: Pen) -> None:
        area(pen, 40)
        pen.text(35, 220, "light", 9, 1.0)
        pen.text(35, 210, "dark", 9, 0.0)

    sample.draw(CARDS, on_dark)
    (fault,) = faults("ink")
    assert fault.startswith(f"{CARDS} page 1: 'dark' has a contrast of 1.")


def test_the_worst_of_two_grounds_counts(sample: Sample, faults: Ask) -> None:
    def half(pen: Pen) -> None:
        area(pen, 8, 0.3)
        pen.text(32, 227, "over the edge", 12, 0.0)

    sample.draw(CARDS, half)
    assert any("'over the edge'" in fault for fault in faults("ink"))


def test_text_that_is_covered_is_no_matter_of_contrast(sample: Sample, faults: Ask) -> None:
    def covered(pen: Pen) -> None:
        pen.text(35, 220, "under", 9, 0.0)
        area(pen, 40, 0.85)

    sample.draw(CARDS, covered)
    assert faults("ink") == []


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
    assert contrast((0, 114, 178), (255, 255, 255)) == pytest.approx(5.19, abs=0.05)
