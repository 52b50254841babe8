"""Codes: scanned from pictures, and their addresses looked up."""

from __future__ import annotations

from tests.proof.conftest import Ask
from tests.proof.sample import BASE, CODES, Sample, address, pdf

CARDS = "print/firm-paper.pdf"


def test_a_code_to_an_unknown_address_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.code(120, 150, f"{BASE}/ZZZZZZZZ/".upper()))
    assert faults("codes") == [
        "print/firm-paper.pdf page 1: the code HTTP://192.168.1.20:8737/ZZZZZZZZ/ belongs to no puzzle"
    ]


def test_a_code_to_another_host_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.code(120, 150, address("attic-window").replace("192", "193")))
    assert "belongs to no puzzle" in faults("codes")[0]


def test_a_missing_code_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = pdf(lambda pen: pen.text(30, 40, "no code"))
    assert faults("codes") == [
        f"attic-window: its address {address('attic-window')} is in no code of the players' pages"
    ]


def test_a_code_in_the_guide_alone_does_not_count_as_printed(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = pdf(lambda pen: pen.text(30, 40, "no code"))
    sample.draw("host/guide.pdf", lambda pen: pen.code(60, 60, address("attic-window")))
    assert len(faults("codes")) == 1


def test_a_code_too_fine_for_a_phone_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = pdf(lambda pen: pen.code(60, 60, address("attic-window"), module=0.2))
    assert any("read at only one of 150 and 300 dpi" in fault for fault in faults("codes"))


def test_the_page_for_typing_codes_may_be_printed(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.code(120, 150, f"{BASE}/".upper()))
    assert faults("codes") == []


def test_a_code_without_its_page_is_found(sample: Sample, faults: Ask) -> None:
    del sample.files[f"hints/{CODES['clock-tower']}/index.html"]
    assert faults("codes") == [f"clock-tower: {address('clock-tower')} leads to no page of the site"]


def test_codes_without_hints_are_found(sample: Sample, faults: Ask) -> None:
    sample.hints = "none"
    sample.puzzles = [puzzle.model_copy(update={"hints": ""}) for puzzle in sample.puzzles]
    assert len(faults("codes")) == 2
    assert "though there are no hints" in faults("codes")[0]
    assert "hints: pages are there, though there are no hints" in faults("hints")


def test_a_kit_without_hints_needs_no_codes(sample: Sample, faults: Ask) -> None:
    sample.hints = "none"
    sample.puzzles = [puzzle.model_copy(update={"hints": ""}) for puzzle in sample.puzzles]
    for path in (CARDS, "print/plain-paper.pdf"):
        sample.files[path] = pdf(lambda pen: pen.text(30, 40, "no code"))
    sample.files = {path: data for path, data in sample.files.items() if not path.startswith("hints/")}
    assert faults("codes") == []
    assert faults("hints") == []
