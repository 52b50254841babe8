"""Answers and the seed hidden in every place that once gave one away, and words that only look alike."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from kitgen.proof.tokens import Needle, folded
from tests.proof.conftest import Ask
from tests.proof.sample import (
    ANSWERS,
    CODES,
    PT,
    RUNGS,
    SEED,
    Pen,
    Sample,
    changed,
    guide,
    page,
    pdf,
    rung,
    solutions_json,
)

CARDS = "print/firm-paper.pdf"


def _white(pen: Pen) -> None:
    pen.text(30, 150, "lantern", grey=1)


def _covered(pen: Pen) -> None:
    pen.text(30, 150, "a Lantern!")
    pen.canvas.rect(20 * PT, 100 * PT, 500, 300, stroke=0, fill=1)


def _off_page(pen: Pen) -> None:
    pen.text(-300, 150, "4719")


def _invisible(pen: Pen) -> None:
    pen.canvas.drawString(100, 300, "LANTERN", mode=3)


def _letter_by_letter(pen: Pen) -> None:
    for i, letter in enumerate("LANTERN"):
        pen.text(40 + 9 * i, 150, letter)


def _tracked(pen: Pen) -> None:
    pen.canvas.drawString(100, 300, "4719", charSpace=9)


def _in_a_form(pen: Pen) -> None:
    pen.canvas.beginForm("form")
    pen.text(30, 150, "LANTERN")
    pen.canvas.endForm()
    pen.canvas.doForm("form")


@pytest.mark.parametrize(
    "hide", [_white, _covered, _off_page, _invisible, _letter_by_letter, _tracked, _in_a_form]
)
def test_an_answer_in_the_text_is_found_seen_or_not(
    sample: Sample, faults: Ask, hide: Callable[[Pen], None]
) -> None:
    sample.draw(CARDS, hide)
    (fault,) = faults("spoilers")
    assert fault.startswith("print/firm-paper.pdf: page 1 gives away the answer of")


def test_an_answer_in_the_guide_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw("host/guide.pdf", lambda pen: pen.text(30, 90, "The clock shows 4719."))
    assert faults("spoilers") == ["host/guide.pdf: page 1 gives away the answer of clock-tower"]


def test_an_answer_in_the_title_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["host/guide.pdf"] = pdf(guide, title="The Lantern")
    assert faults("spoilers") == ["host/guide.pdf: the title gives away the answer of attic-window"]


def test_an_answer_in_an_outline_is_found(sample: Sample, faults: Ask) -> None:
    def mark(pen: Pen) -> None:
        pen.canvas.bookmarkPage("here")
        pen.canvas.addOutlineEntry("Find the lantern", "here")

    sample.draw(CARDS, mark)
    assert faults("spoilers") == ["print/firm-paper.pdf: an outline gives away the answer of attic-window"]


def test_an_answer_in_a_link_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.canvas.linkURL("http://x.example/4719/", (0, 0, 9, 9)))
    assert faults("spoilers") == ["print/firm-paper.pdf: a link gives away the answer of clock-tower"]


def test_an_answer_in_the_xmp_metadata_is_found(sample: Sample, faults: Ask) -> None:
    def describe(file: Any) -> None:
        with file.open_metadata(set_pikepdf_as_editor=False) as meta:
            meta["dc:description"] = "the lantern"

    sample.files[CARDS] = changed(sample.files[CARDS], describe)
    assert "print/firm-paper.pdf: the XMP metadata gives away the answer of attic-window" in faults(
        "spoilers"
    )


def test_an_answer_inside_an_object_stream_is_found(sample: Sample, faults: Ask) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.files[CARDS])) as file:
        file.Root.PieceInfo = pikepdf.Dictionary(Note=pikepdf.String("Lantern ✓"))
        file.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    sample.files[CARDS] = buffer.getvalue()
    assert any("gives away the answer of attic-window" in fault for fault in faults("spoilers"))


def test_an_answer_left_over_by_an_earlier_version_is_found(sample: Sample, faults: Ask) -> None:
    data = sample.files[CARDS]
    sample.files[CARDS] = data.replace(b"\nxref\n", b"\n999 0 obj (lan\\164ern) endobj\nxref\n", 1)
    assert any("object 999" in fault for fault in faults("spoilers"))


def test_an_answer_in_a_file_name_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["print/lantern.txt"] = b"-"
    assert "print/lantern.txt: its name gives away the answer of attic-window" in faults("spoilers")


def test_an_answer_in_the_manifest_is_found(sample: Sample, faults: Ask) -> None:
    sample.puzzles[0] = sample.puzzles[0].model_copy(update={"title": "The lantern"})
    assert faults("spoilers") == ["manifest.json gives away the answer of attic-window"]


def test_the_numbers_of_the_manifest_are_no_spoilers(sample: Sample, faults: Ask) -> None:
    sample.pages["host/guide.pdf"] = 4719
    assert faults("spoilers") == []


def test_longer_words_and_numbers_are_no_spoilers(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.text(30, 150, "lanterns 47190 4719th 4 7 1 9 slantern"))
    assert faults("spoilers") == []


def test_a_missing_answer_is_a_fault_and_not_silence(sample: Sample, faults: Ask) -> None:
    sample.files["host/solutions.json"] = b'{"format": 1, "seed": "x", "puzzles": []}'
    assert len(faults("spoilers")) == len(ANSWERS)


@pytest.mark.parametrize("seed", [SEED, SEED.lower(), SEED.replace("-", ""), SEED.replace("-", " ")])
def test_the_seed_on_a_page_is_found(sample: Sample, faults: Ask, seed: str) -> None:
    sample.draw("host/guide.pdf", lambda pen: pen.text(30, 90, f"Built from {seed}."))
    assert faults("spoilers") == ["host/guide.pdf: page 1 gives away the seed"]


def test_a_search_that_does_not_see_the_answers_in_the_solutions_is_a_fault(
    sample: Sample, faults: Ask
) -> None:
    sample.files["host/solutions.pdf"] = pdf(guide)
    assert len(faults("spoilers")) == len(ANSWERS)
    assert all("so the search may be blind" in fault for fault in faults("spoilers"))


def test_the_solutions_may_name_the_seed(sample: Sample, faults: Ask) -> None:
    sample.draw("host/solutions.pdf", lambda pen: pen.text(30, 90, f"Built from {SEED}."))
    assert faults("spoilers") == []


def test_a_typed_everyday_word_is_not_searched_for_as_a_seed(sample: Sample, faults: Ask) -> None:
    sample.files["host/solutions.json"] = solutions_json("window")
    assert faults("spoilers") == []


def test_the_seed_in_the_manifest_or_a_hint_page_is_found(sample: Sample, faults: Ask) -> None:
    sample.puzzles[0] = sample.puzzles[0].model_copy(update={"act": SEED})
    sample.files["hints/index.html"] = page(f"<!-- {SEED} -->")
    assert faults("spoilers") == ["manifest.json gives away the seed", "hints/index.html gives away the seed"]


FIRST = CODES["attic-window"]
NUDGE, METHOD, QUESTION, END = (rung("attic-window", name) for name in RUNGS)


@pytest.mark.parametrize("text", ["Lantern", "<i title='lantern'>", "<!-- LANTERN -->", "l&#97;ntern"])
def test_an_answer_on_the_nudge_page_is_found(sample: Sample, faults: Ask, text: str) -> None:
    sample.files[f"hints/{NUDGE}/index.html"] = page(text, FIRST, METHOD, QUESTION)
    assert faults("hints") == [
        f"hints/{NUDGE}/index.html gives away the answer of attic-window before its last page"
    ]


def test_the_answer_of_another_puzzle_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[f"hints/{END}/index.html"] = page("LANTERN, not 4719", FIRST)
    assert faults("hints") == [f"hints/{END}/index.html gives away the answer of clock-tower"]


@pytest.mark.parametrize(
    ("path", "links", "fault"),
    [
        (NUDGE, (END, QUESTION, METHOD), "2 pages lead to the answer"),
        (FIRST, (NUDGE, METHOD), "it leads to 2 pages"),
        (FIRST, (QUESTION,), "is 2 links from its first page"),
        (NUDGE, (METHOD, QUESTION, "NOWHERE"), "a link leads to NOWHERE, which is no page"),
        (METHOD, (CODES["clock-tower"], QUESTION), "linked from the pages of two puzzles"),
        (METHOD, ("https://x.example", QUESTION), "which is no page"),
    ],
)
def test_a_wrong_way_through_the_hints_is_found(
    sample: Sample, faults: Ask, path: str, links: tuple[str, ...], fault: str
) -> None:
    sample.files[f"hints/{path}/index.html"] = page("Hm.", *links)
    assert any(fault in found for found in faults("hints"))


def test_a_page_beside_the_ways_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["hints/ORPHAN00/index.html"] = page("Hello.")
    assert faults("hints") == ["hints/ORPHAN00/index.html: no puzzle's first page leads there"]


def test_a_way_without_an_answer_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[f"hints/{END}/index.html"] = page("Sorry.", FIRST)
    assert faults("hints") == [
        f"hints/{FIRST}/index.html: no page behind it gives the answer of attic-window"
    ]


def test_a_landing_page_that_names_an_address_is_found(sample: Sample, faults: Ask) -> None:
    sample.files["hints/index.html"] = page(f"<a href='./{FIRST}/'>hint</a>")
    assert faults("hints") == ["hints/index.html: it names the address of a hint page"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the MOTH flies", True),
        ("„moth“", True),
        ("mo\u00adth", True),
        ("m o t h", True),
        ("row: M O T H.", True),
        ("ｍｏｔｈ", True),
        ("mothball", False),
        ("moth2", False),
        ("a m o t h s", False),
        ("m-o-t-h", False),
    ],
)
def test_a_word_is_found_as_a_whole_token(text: str, found: bool) -> None:
    assert Needle("Moth").within(folded(text)) is found


def test_an_answer_of_several_words_is_found_over_any_blanks() -> None:
    assert Needle("snow globe").within(folded("a SNOW\nGLOBE"))
    assert not Needle("snow globe").within(folded("snow in a globe"))


def test_an_answer_without_letters_or_digits_is_never_found() -> None:
    assert not Needle("–").within(folded("a – b"))


@pytest.mark.parametrize("turn", [0, 90])
def test_an_answer_that_is_broken_at_the_end_of_a_line_is_found(
    sample: Sample, faults: Ask, turn: int
) -> None:
    def broken(pen: Pen) -> None:
        pen.canvas.saveState()
        pen.canvas.translate(300, 300)
        pen.canvas.rotate(-turn)
        pen.canvas.setFont(pen.font, 10)
        pen.canvas.drawString(0, 0, "you light the lan-")
        pen.canvas.drawString(0, -14, "tern and wait")
        pen.canvas.restoreState()

    sample.draw(CARDS, broken)
    assert f"{CARDS}: page 1 gives away the answer of attic-window" in faults("spoilers")
