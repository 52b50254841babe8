"""Backs: those that meet their fronts pass, turned over and folded; whatever is off by a little is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.manifest import BackEntry
from kitgen.printing.profile import Duplex, Ink
from kitgen.proof.measured_ink import ink_end_mm, line_mm, strip_along
from kitgen.proof.pdf_reading import PdfReading
from kitgen.units import PAPERS, Box
from tests.proof.conftest import Ask, Build
from tests.proof.sample import (
    CARD,
    HEIGHT,
    PT,
    WIDTH,
    Draw,
    Pen,
    Sample,
    frame,
    pdf,
    small_print,
)
from tests.proof.spoiling import CARDS, Spoiled

BLOCK = (20.0, 30.0, 126.0, 176.0)
"""The four cards of the sample."""

FLIP = {Duplex.LONG: "DuplexFlipLongEdge", Duplex.SHORT: "DuplexFlipShortEdge"}


def block(pen: Pen, x: float, y: float, width: float, height: float, bleed: float = 3.0) -> None:
    """A dark back with its bleed."""
    pen.canvas.setFillGray(0.2)
    left, bottom = (x - bleed) * PT, (HEIGHT - y - height - bleed) * PT
    pen.canvas.rect(left, bottom, (width + 2 * bleed) * PT, (height + 2 * bleed) * PT, stroke=0, fill=1)


def fronts(pen: Pen) -> None:
    """The sample's four cards, with nothing else on their sheet."""
    for number in range(4):
        x, y = BLOCK[0] + CARD[0] * (number % 2), BLOCK[1] + CARD[1] * (number // 2)
        frame(pen, x, y, *CARD)
        pen.text(x + 5, y + 20, "What the window saw")
        pen.text(x + CARD[0] / 2 - 0.8, y + CARD[1] - 2.5, str(number + 1), 8)
    frame(pen, 150, 30, 40, 40)
    pen.text(30, 288, small_print(1), 8)


def behind(box: tuple[float, float, float, float], duplex: Duplex) -> tuple[float, float, float, float]:
    """Where the back of a box lies."""
    x, y, width, height = box
    return (
        (WIDTH - x - width, y, width, height)
        if duplex is Duplex.LONG
        else (x, HEIGHT - y - height, width, height)
    )


def two_sided(
    sample: Sample,
    duplex: Duplex = Duplex.LONG,
    *,
    off: tuple[float, float] = (0.0, 0.0),
    bleed: float = 3.0,
    more: Draw | None = None,
) -> None:
    """Cards with their backs on a second page, laid beside where they belong by `off`."""
    sample.printing = sample.printing.model_copy(update={"duplex": duplex})
    for i in range(4):
        piece = sample.pieces[i]
        back = BackEntry(page=2, box_mm=behind(piece.box_mm, duplex))
        sample.pieces[i] = piece.model_copy(update={"back": back})
    x, y, width, height = behind(BLOCK, duplex)

    def page(pen: Pen) -> None:
        block(pen, x + off[0], y + off[1], width, height, bleed)
        pen.text(30, 288, small_print(1).replace("sheet 1", "back of sheet 1"), 8)
        if more:
            more(pen)

    sample.files[CARDS] = pdf(fronts, page, duplex=FLIP[duplex])


@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
def test_backs_that_meet_their_fronts_pass(sample: Sample, faults: Ask, duplex: Duplex) -> None:
    two_sided(sample, duplex)
    assert faults("backs") == []
    assert faults("pieces") == []


@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
@pytest.mark.parametrize("off", [(0.3, 0.0), (-0.3, 0.0), (0.0, 0.3), (0.0, -0.3)], ids=str)
def test_a_back_drawn_beside_its_front_is_found(
    sample: Sample, faults: Ask, duplex: Duplex, off: tuple[float, float]
) -> None:
    two_sided(sample, duplex, off=off)
    assert any(
        "its pattern ends 3.3" in fault or "its pattern ends 3.2" in fault for fault in faults("backs")
    )


@pytest.mark.parametrize("bleed", [0.0, 1.5, 2.7])
def test_a_back_with_too_little_bleed_is_found(sample: Sample, faults: Ask, bleed: float) -> None:
    two_sided(sample, bleed=bleed)
    assert len(faults("backs")) == 8, "each free side of four cards"


def test_saved_ink_may_end_a_stitch_earlier_and_no_later(sample: Sample, faults: Ask) -> None:
    sample.printing = sample.printing.model_copy(update={"ink": Ink.SAVER})
    two_sided(sample, bleed=1.6)
    assert faults("backs") == []
    two_sided(sample, bleed=3.3)
    (sample.folder / "manifest.json").unlink()
    assert len([fault for fault in faults("backs") if "its pattern ends 3.2" in fault or "3.3" in fault]) == 8


@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
def test_a_list_that_mirrors_wrongly_is_found(sample: Sample, faults: Ask, duplex: Duplex) -> None:
    two_sided(sample, duplex)
    other = Duplex.SHORT if duplex is Duplex.LONG else Duplex.LONG
    sample.printing = sample.printing.model_copy(update={"duplex": other})
    assert any("its back lies" in fault for fault in faults("backs"))


@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
def test_offsets_are_put_back_before_fronts_and_backs_are_compared(
    sample: Sample, faults: Ask, duplex: Duplex
) -> None:
    two_sided(sample, duplex)
    sample.printing = sample.printing.model_copy(update={"offset_mm": (0.0, 0.4)})
    assert any("its back lies 0.40 mm off" in fault for fault in faults("backs"))
    same = (0.0, 0.4) if duplex is Duplex.LONG else (0.0, -0.4)
    sample.printing = sample.printing.model_copy(update={"back_offset_mm": same})
    (sample.folder / "manifest.json").unlink()
    assert faults("backs") == []


def test_ink_beside_the_backs_is_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample, more=lambda pen: pen.text(30, 250, "x"))
    assert faults("backs") == [
        f"{CARDS} page 2: ink on a back beside all pieces, 30 mm from the left and 248 mm from the top"
    ]


def test_a_back_that_is_bare_in_places_is_found(sample: Sample, faults: Ask) -> None:
    def hole(pen: Pen) -> None:
        pen.canvas.setFillGray(1)
        pen.canvas.rect(70 * PT, (HEIGHT - 90) * PT, 30 * PT, 30 * PT, stroke=0, fill=1)

    two_sided(sample, more=hole)
    assert any(fault.endswith("is bare in places") for fault in faults("backs"))


def test_a_missing_back_page_and_a_stray_one_are_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample)
    sample.files[CARDS] = pdf(fronts, duplex=FLIP[Duplex.LONG])
    assert f"{CARDS}: 1 pages for two sides; a back is missing or one too many" in faults("backs")


def test_a_front_on_the_back_of_another_sheet_is_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample)
    sample.files[CARDS] = pdf(
        fronts, lambda pen: pen.text(30, 288, small_print(2), 8), duplex=FLIP[Duplex.LONG]
    )
    assert f"{CARDS} page 2: sheet 2 is printed on the back of sheet 1" in faults("backs")


def test_a_piece_on_a_back_page_is_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample)
    sample.pieces[4] = sample.pieces[4].model_copy(update={"page": 2})
    fault = f"{CARDS} page 2: piece attic-window/prop lies on the back of another sheet"
    assert fault in faults("backs")


@pytest.mark.parametrize(
    ("preset", "fault"),
    [
        ("Simplex", "it has backs, and tells viewers to print on one side"),
        ("DuplexFlipShortEdge", "viewers turn its sheets along the short edge, not long"),
        (None, "it does not tell viewers how to turn its sheets"),
    ],
)
def test_viewers_that_are_told_wrongly_are_found(
    sample: Sample, faults: Ask, preset: str | None, fault: str
) -> None:
    two_sided(sample)
    page = behind(BLOCK, Duplex.LONG)
    sample.files[CARDS] = pdf(fronts, lambda pen: block(pen, *page), duplex=preset)
    assert f"{CARDS}: {fault}" in faults("backs")


def test_a_card_without_a_back_among_cards_with_backs_is_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample)
    sample.pieces[2] = sample.pieces[2].model_copy(update={"back": None})
    assert f"{CARDS} page 1: piece clock-tower/story has no back; this profile has one" in faults("backs")


def test_a_back_where_none_is_wanted_is_found(sample: Sample, faults: Ask) -> None:
    two_sided(sample)
    sample.printing = sample.printing.model_copy(update={"sleeves": True})
    assert f"{CARDS} page 1: piece clock-tower/story has a back; this profile has none" in faults("backs")


# --- Folded.


def folded(sample: Sample, *, line: float = 0.0, pattern: float = 0.0) -> None:
    """One card beside its back; the fold's line and the pattern may lie beside the middle."""
    box = (20.0, 30.0, *CARD)
    beside = BackEntry(page=1, box_mm=(83.0, 30.0, *CARD))
    sample.printing = sample.printing.model_copy(update={"duplex": Duplex.FOLD})
    sample.pieces = [sample.pieces[0].model_copy(update={"back": beside, "box_mm": box})]
    sample.only = ["card:1"]

    def page(pen: Pen) -> None:
        block(pen, 83, 30, *CARD)
        pen.canvas.setFillGray(1)
        white = (20 + CARD[0] + pattern) * PT
        pen.canvas.rect(10 * PT, (HEIGHT - 125) * PT, white - 10 * PT, 100 * PT, stroke=0, fill=1)
        for x in (20.0, 83.0 + CARD[0]):
            pen.line(x, 30, x, 30 + CARD[1])
        for y in (30.0, 30 + CARD[1]):
            pen.line(20, y, 83 + CARD[0], y)
        pen.canvas.setDash([4, 4])
        pen.line(83 + line, 30, 83 + line, 30 + CARD[1])
        pen.canvas.setDash([])
        pen.text(20 + CARD[0] / 2 - 0.8, 30 + CARD[1] - 2.5, "1", 8)
        pen.text(30, 288, small_print(1), 8)

    sample.files[CARDS] = pdf(page)


def test_a_folded_card_passes(sample: Sample, faults: Ask) -> None:
    folded(sample)
    assert faults("backs") == []
    assert faults("pieces") == []


@pytest.mark.parametrize("line", [-0.2, 0.2])
def test_a_fold_beside_the_middle_is_found(sample: Sample, faults: Ask, line: float) -> None:
    folded(sample, line=line)
    assert any(fault.endswith("in the middle between front and back") for fault in faults("backs"))


@pytest.mark.parametrize("pattern", [-0.25, 0.25])
def test_a_pattern_that_begins_beside_the_fold_is_found(sample: Sample, faults: Ask, pattern: float) -> None:
    folded(sample, pattern=pattern)
    (fault,) = faults("backs")
    off = float(fault.partition(" begins ")[2].split()[0])
    assert off == pytest.approx(pattern, abs=0.06)


def test_a_folded_back_that_is_no_neighbour_is_found(sample: Sample, faults: Ask) -> None:
    folded(sample)
    away = BackEntry(page=1, box_mm=(83.5, 30.0, *CARD))
    sample.pieces[0] = sample.pieces[0].model_copy(update={"back": away})
    assert any(fault.endswith("does not lie beside it along one fold") for fault in faults("backs"))


# --- Real kits.


@pytest.mark.parametrize("duplex", list(Duplex))
def test_the_trial_kits_backs_meet_their_fronts(kits: Build, tmp_path: Path, duplex: Duplex) -> None:
    kit = Spoiled(kits(duplex=duplex, offset_mm=(0.5, -1.0), back_offset_mm=(-0.25, 0.75)), tmp_path / "kit")
    assert kit.faults("backs") == kit.faults("pieces") == kit.faults("order") == []


def test_an_offset_that_was_not_drawn_is_found(kits: Build, tmp_path: Path) -> None:
    kit = Spoiled(kits(duplex=Duplex.LONG), tmp_path / "kit")
    kit.change(lambda manifest: manifest["options"]["printing"].update(back_offset_mm=[0.3, 0.0]))
    assert any(fault.endswith("its back lies 0.30 mm off") for fault in kit.faults("backs"))


def test_what_is_printed_again_passes_with_and_without_backs(kits: Build, tmp_path: Path) -> None:
    for duplex in (Duplex.NONE, Duplex.LONG, Duplex.FOLD):
        kit = Spoiled(kits(duplex=duplex, only=("card:5", "card:9")), tmp_path / duplex)
        names = (
            "files",
            "pdf",
            "pieces",
            "backs",
            "order",
            "ruler",
            "codes",
            "envelopes",
            "locks",
            "spoilers",
        )
        assert {name: kit.faults(name) for name in names} == {name: [] for name in names}


# --- Measuring.


@pytest.mark.parametrize("x", [50.0, 50.03, 50.08, 50.11, 50.16])
def test_edges_are_measured_to_a_pixel_and_lines_finer(x: float) -> None:
    def page(pen: Pen) -> None:
        pen.canvas.setFillGray(0.3)
        pen.canvas.rect(20 * PT, 500, (x - 20) * PT, 300, stroke=0, fill=1)
        pen.line(x + 20, 20, x + 20, 120)

    reading = PdfReading("x", pdf(page), PAPERS["a4"])
    picture = reading.picture(0, 300)
    box = Box(20, 20, 30, 80)
    end = ink_end_mm(picture, strip_along(box, "right", 2, 3, 1), "right")
    assert end == pytest.approx(x, abs=0.09)
    line = line_mm(picture, strip_along(Box(70, 20, 30, 80), "left", 1, 1, 1), "left")
    assert line == pytest.approx(x + 20, abs=0.03)
    reading.close()
