"""Order: what small print says of its sheet is true, or it is found."""

from __future__ import annotations

import pytest

from kitgen.proof.small_print import parsed
from tests.proof.conftest import Ask
from tests.proof.sample import PAGES, Pen, Sample, pdf, small_print, solutions_json
from tests.proof.spoiling import CARDS, SHEETS, Spoiled


def test_the_sample_and_the_trial_kit_are_sound(sample: Sample, faults: Ask, spoiled: Spoiled) -> None:
    assert faults("order") == []
    assert spoiled.faults("order") == []


def _with_foot(text: str) -> bytes:
    def draw(pen: Pen) -> None:
        pen.text(30, 40, "Set the hands of the clock.")
        if text:
            pen.text(30, 288, text, 8)

    return pdf(draw)


@pytest.mark.parametrize(
    ("foot", "fault"),
    [
        (small_print(1, what="x"), "it says sheet 1 of 2; it is sheet 2 of 2 in print order"),
        (small_print(2, of=3), "it says sheet 2 of 3; it is sheet 2 of 2 in print order"),
        ("The Attic · print ABCD-EFGH · x · envelope 1 · sheet two", "it says no number; it is sheet 2"),
        (small_print(2).replace("ABCD", "ABCE"), "no small print names the print ABCD-EFGH and the sheet"),
        (small_print(2).replace("Attic", "Cellar"), "it names 'The Cellar'; the kit is 'The Attic'"),
        (
            small_print(2, goes_to="envelope 2"),
            "goes to 'envelope 2'; elsewhere its envelope is 'envelope 1'",
        ),
        (small_print(2, goes_to="envelope 1, envelope 2"), "its pieces lie in 1 envelopes"),
        ("", "no small print names the print"),
    ],
)
def test_small_print_that_is_not_true_is_found(sample: Sample, faults: Ask, foot: str, fault: str) -> None:
    sample.files[SHEETS] = _with_foot(foot)
    assert any(found.startswith(f"{SHEETS} page 1: ") and fault in found for found in faults("order"))


def test_a_sheet_that_names_one_of_two_envelopes_is_found(sample: Sample, faults: Ask) -> None:
    sample.pieces[-2] = sample.pieces[-2].model_copy(update={"envelope": "II"})
    assert f"{CARDS} page 1: it goes to 'envelope 1'; its pieces lie in 2 envelopes" in faults("order")


def test_two_envelopes_of_one_name_are_found(sample: Sample, faults: Ask) -> None:
    sample.pieces[-1] = sample.pieces[-1].model_copy(update={"envelope": "II"})
    assert "two envelopes are both called 'envelope 1' on their sheets" in faults("order")


def test_a_fingerprint_that_tells_the_seed_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["host/solutions.json"] = solutions_json(seed="abcd efgh")
    assert faults("order") == ["the fingerprint that is printed on every sheet tells the seed"]


def _two_sided(sample: Sample, back: str) -> None:
    def behind(pen: Pen) -> None:
        if back:
            pen.text(30, 288, back, 8)

    sample.files[CARDS] = pdf(PAGES[CARDS], behind, duplex="DuplexFlipLongEdge")


@pytest.mark.parametrize(
    ("back", "fault"),
    [
        (small_print(1).replace("sheet 1", "back of sheet 1"), ""),
        ("", ""),
        (small_print(2).replace("sheet 2", "back of sheet 2"), "it is the back of sheet 1 and says"),
        (small_print(1), "nothing says that it is a back"),
        ("words", "no small print names the print ABCD-EFGH and the sheet"),
    ],
)
def test_backs_say_whose_they_are_or_nothing(sample: Sample, faults: Ask, back: str, fault: str) -> None:
    _two_sided(sample, back)
    found = faults("order")
    assert len(found) == bool(fault)
    assert all(line.startswith(f"{CARDS} page 2: {fault}") for line in found)


def test_sheets_run_on_through_the_files_in_print_order(spoiled: Spoiled) -> None:
    spoiled.change(lambda manifest: manifest["files"].reverse())
    assert spoiled.faults("order") == []
    assert spoiled.reword(SHEETS, {"· sheet ": "· sheets "})
    assert spoiled.faults("order") == []
    assert spoiled.redraw(SHEETS, lambda text: text.replace(" of ", " of 1"))
    assert "in print order" in spoiled.faults("order")[0]


def test_the_last_part_tells_backs_from_fronts_in_any_language() -> None:
    front, back = (
        parsed("K · Druck F · Karten · Umschlag 1 · Blatt 3 von 20"),
        parsed("K · Druck F · Karten · Umschlag 1 · Rückseite von Blatt 3 von 20"),
    )
    assert (front.number, front.of) == (back.number, back.of) == (3, 20)
    assert front.words != back.words
    assert front.goes_to == "Umschlag 1"


def test_the_title_page_is_numbered_by_itself_and_its_file_holds_no_piece(
    spoiled: Spoiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kitgen.proof.check_order.OPTIONAL", (SHEETS,))
    found = spoiled.faults("order")
    assert any(line.endswith("pieces in a file that nobody needs to play") for line in found)
    assert any("it is sheet 1 of" in line for line in found if line.startswith(SHEETS))
