"""Syntax, fonts, margins and rulers: each check passes what is sound and finds what is not."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest

from kitgen.manifest import RulerEntry
from tests.proof.conftest import Ask
from tests.proof.sample import PT, Pen, Sample, cards, changed, pdf

CARDS = "print/firm-paper.pdf"


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"title": " "}, "it has no title"),
        ({"language": None}, "it names no language"),
        ({"version": (1, 4)}, "its header is not that of PDF 1.7"),
        ({"scaling": None}, "it lets viewers scale it"),
        ({"size": (200.0, 297.0)}, "200 x 297 mm is not the size of a4"),
        ({"size": (5000.0, 5000.0)}, "5000 x 5000 mm is not the size of a4"),
    ],
)
def test_what_a_pdf_must_say_of_itself_is_checked(
    sample: Sample, faults: Ask, options: dict[str, Any], fault: str
) -> None:
    sample.files[CARDS] = pdf(cards, **options)
    assert len(faults("pdf")) == 1
    assert fault in faults("pdf")[0]


def test_an_encrypted_pdf_is_found(sample: Sample, faults: Ask) -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.files[CARDS])) as file:
        file.save(buffer, encryption=pikepdf.Encryption(owner="x", user=""))
    sample.files[CARDS] = buffer.getvalue()
    assert any("it is encrypted" in fault for fault in faults("pdf"))


def test_a_page_with_its_own_unit_is_found(sample: Sample, faults: Ask) -> None:
    def stretch(file: Any) -> None:
        file.pages[0].obj["/UserUnit"] = 1.02

    sample.files[CARDS] = changed(sample.files[CARDS], stretch)
    assert any("(UserUnit)" in fault for fault in faults("pdf"))


def test_a_cropped_page_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = changed(
        sample.files[CARDS],
        lambda file: file.pages[0].obj.update({"/CropBox": pikepdf.Array([9, 9, 500, 800])}),
    )
    assert any("page 1 is not drawn" in fault for fault in faults("pdf"))


def test_a_truncated_pdf_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = sample.files[CARDS][:-400]
    assert any("print/firm-paper.pdf" in fault for fault in faults("pdf"))


def test_a_pdf_cut_at_its_last_line_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = sample.files[CARDS].removesuffix(b"%%EOF\n")
    assert faults("pdf") == ["print/firm-paper.pdf: it does not end with startxref, a number and %%EOF"]


def test_a_table_with_a_wrong_place_is_found(sample: Sample, faults: Ask) -> None:
    data = sample.files[CARDS]
    at = data.index(b" 00000 n")
    sample.files[CARDS] = data[: at - 1] + (b"0" if data[at - 1 : at] != b"0" else b"1") + data[at:]
    assert any("wrong place for object 1" in fault for fault in faults("pdf"))


def test_a_font_of_the_viewer_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.text(30, 150, "Plain", font="Helvetica"))
    found = faults("fonts")
    assert "print/firm-paper.pdf page 1: 'Plain' is in Helvetica, which is not embedded" in found
    assert "print/firm-paper.pdf: the font 'Helvetica' is named and not embedded" in found


def test_a_font_whose_words_cannot_be_read_back_is_found(sample: Sample, faults: Ask) -> None:
    def strip(file: Any) -> None:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                del item["/ToUnicode"]

    sample.files[CARDS] = changed(sample.files[CARDS], strip)
    assert all("cannot be read back (no ToUnicode)" in fault for fault in faults("fonts"))
    assert faults("fonts")


def test_small_text_is_found(sample: Sample, faults: Ask) -> None:
    sample.draw(CARDS, lambda pen: pen.text(30, 150, "tiny", 6))
    assert faults("fonts") == ["print/firm-paper.pdf page 1: 'tiny' is set in 6.0 pt; 8 is the least"]


def test_text_made_small_by_a_matrix_is_found(sample: Sample, faults: Ask) -> None:
    def scaled(pen: Pen) -> None:
        pen.canvas.saveState()
        pen.canvas.scale(0.7, 0.7)
        pen.text(30, 150, "seven", 10)
        pen.canvas.restoreState()

    sample.draw(CARDS, scaled)
    assert faults("fonts") == ["print/firm-paper.pdf page 1: 'seven' is set in 7.0 pt; 8 is the least"]


def test_small_text_in_a_nested_form_is_found(sample: Sample, faults: Ask) -> None:
    def nested(pen: Pen) -> None:
        pen.canvas.beginForm("inner")
        pen.text(10, 290, "deep", 20)
        pen.canvas.endForm()
        pen.canvas.beginForm("outer")
        pen.canvas.scale(0.5, 0.5)
        pen.canvas.doForm("inner")
        pen.canvas.endForm()
        pen.canvas.translate(100, 300)
        pen.canvas.scale(0.5, 0.5)
        pen.canvas.doForm("outer")

    sample.draw(CARDS, nested)
    assert faults("fonts") == ["print/firm-paper.pdf page 1: 'deep' is set in 5.0 pt; 8 is the least"]


def test_turned_text_keeps_its_size(sample: Sample, faults: Ask) -> None:
    def turned(pen: Pen) -> None:
        pen.canvas.translate(300, 300)
        pen.canvas.rotate(37)
        pen.canvas.setFont(pen.font, 8)
        pen.canvas.drawString(0, 0, "eight")

    sample.draw(CARDS, turned)
    assert faults("fonts") == []


@pytest.mark.parametrize(
    ("place", "side"),
    [((100, 6.7), "top"), ((100, 290.5), "bottom"), ((6.5, 100), "left"), ((203.4, 100), "right")],
)
def test_ink_in_the_margin_is_found(
    sample: Sample, faults: Ask, place: tuple[float, float], side: str
) -> None:
    x, y = place
    sample.draw(CARDS, lambda pen: pen.line(x, y, x + 0.01, y, 0.2))
    assert faults("margins") == [f"print/firm-paper.pdf page 1: ink within 7 mm of the edge ({side})"]


def test_ink_up_to_the_margin_is_allowed(sample: Sample, faults: Ask) -> None:
    def frame(pen: Pen) -> None:
        pen.canvas.rect(7 * PT, 7 * PT, 196 * PT, 283 * PT, stroke=0, fill=1)

    sample.draw(CARDS, frame)
    assert faults("margins") == []


def test_a_short_ruler_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = pdf(lambda pen: pen.ruler(55, 20, 97))
    assert faults("ruler") == ["print/firm-paper.pdf page 1: the ruler of 100 mm measures 97.0 mm"]


@pytest.mark.parametrize(("length", "ok"), [(99.8, True), (100.2, True), (99.5, False), (100.5, False)])
def test_rulers_may_be_off_by_three_tenths_of_a_millimetre(
    sample: Sample, faults: Ask, length: float, ok: bool
) -> None:
    sample.files["print/plain-paper.pdf"] = pdf(lambda pen: pen.ruler(15, 200, length, upright=True))
    assert (faults("ruler") == []) is ok


def test_a_longer_line_beside_the_ruler_is_not_taken_for_it(sample: Sample, faults: Ask) -> None:
    def beside(pen: Pen) -> None:
        cards(pen)
        pen.line(20, 22.6, 190, 22.6)
        pen.line(20, 17.6, 190, 17.6)

    sample.files[CARDS] = pdf(beside)
    assert faults("ruler") == []


def test_a_ruler_that_is_only_listed_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = pdf(lambda pen: pen.text(30, 40, "100 mm"))
    assert faults("ruler") == ["print/firm-paper.pdf page 1: no ruler is drawn where the manifest has one"]


def test_a_ruler_without_end_ticks_is_found(sample: Sample, faults: Ask) -> None:
    def bare(pen: Pen) -> None:
        pen.text(30, 40, "100 mm")
        pen.line(55, 20, 155, 20)

    sample.files[CARDS] = pdf(bare)
    assert faults("ruler") == ["print/firm-paper.pdf page 1: no ruler is drawn where the manifest has one"]


def test_a_print_without_a_ruler_is_found(sample: Sample, faults: Ask) -> None:
    sample.rulers = []
    assert faults("ruler") == ["print: no file has a ruler of 100 mm on its first page"]


def test_a_ruler_without_words_is_found(sample: Sample, faults: Ask) -> None:
    sample.files[CARDS] = changed(sample.files[CARDS], _without_texts)
    assert f"{CARDS} page 1: no words say how long its ruler is" in faults("ruler")


def _without_texts(file: Any) -> None:
    page = file.pages[0]
    drawn = [step for step in pikepdf.parse_content_stream(page) if str(step.operator) != "Tj"]
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(drawn))


def test_a_ruler_on_no_page_is_found(sample: Sample, faults: Ask) -> None:
    sample.rulers.append(RulerEntry(file=CARDS, page=9, from_mm=(55, 20), to_mm=(155, 20), length_mm=100))
    assert "there is no such page" in faults("ruler")[0]


# --- Large print.


def _worded(sample: Sample, size_pt: float, words: str = "You wake up in a house") -> None:
    """The first card with a text of its own, in a print for eyes that want large letters."""
    sample.printing = sample.printing.model_copy(update={"large_print": True})
    sample.pieces = [sample.pieces[0]]
    sample.files[CARDS] = pdf(lambda pen: pen.text(24, 60, words, size_pt))


@pytest.mark.parametrize(
    ("size_pt", "words", "is_found"),
    [(16, "You wake up in a house", False), (15.5, "You wake up in a house", True), (9, "ONE LABEL", False)],
)
def test_running_text_of_cards_is_large_in_large_print(
    sample: Sample, faults: Ask, size_pt: float, words: str, is_found: bool
) -> None:
    _worded(sample, size_pt, words)
    found = faults("fonts")
    assert bool(found) is is_found
    fault = f"text in {size_pt:.1f} pt; large print has 16 at least"
    assert all(one == f"{CARDS} page 1: piece attic-window/story: {fault}" for one in found)


def test_drawings_may_have_smaller_words_in_large_print(sample: Sample, faults: Ask) -> None:
    _worded(sample, 9)
    sample.pieces = [sample.pieces[0].model_copy(update={"id": "attic-window/drawing"})]
    assert faults("fonts") == []


def test_text_may_be_small_where_large_print_is_not_asked_for(sample: Sample, faults: Ask) -> None:
    _worded(sample, 9)
    sample.printing = sample.printing.model_copy(update={"large_print": False})
    assert faults("fonts") == []
