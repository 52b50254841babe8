"""The PDF writer: what is drawn is what is read back, by readers nobody here wrote."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.message import Message
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.writers.pdf import DuplexPrinting, FontMetrics, PdfFile

THEME = load_theme("midnight-thread")
METRICS = FontMetrics(THEME.faces)


def say(message: Message) -> str:
    return message.key


def new_file(duplex: DuplexPrinting = "simplex") -> PdfFile:
    return PdfFile(THEME, PAPERS["a4"], "A title", "en", METRICS, say, duplex)


def picture_of(file: PdfFile, dpi: float = 100) -> pypdfium2.PdfBitmap:
    document = pypdfium2.PdfDocument(file.to_bytes())
    return document[0].render(scale=dpi / 72).to_pil()


def test_millimetres_on_the_canvas_are_millimetres_on_paper() -> None:
    file = new_file()
    with file.page() as canvas:
        canvas.draw(Path.rect(Box(30, 50, 100, 20)), fill=Role.BLACK)
    picture = picture_of(file, dpi=254).convert("L").point(lambda v: 255 if v < 128 else 0)
    assert picture.getbbox() == pytest.approx((300, 500, 1300, 700), abs=1)


def test_turned_and_scaled_drawing_lands_where_it_should() -> None:
    file = new_file()
    with file.page() as canvas, canvas.moved(100, 100, turn_deg=90, scale=2):
        canvas.draw(Path.rect(Box(0, 0, 10, 5)), fill=Role.BLACK)
    picture = picture_of(file, dpi=254).convert("L").point(lambda v: 255 if v < 128 else 0)
    assert picture.getbbox() == pytest.approx((900, 1000, 1000, 1200), abs=1)


def test_a_clip_keeps_ink_inside() -> None:
    file = new_file()
    with file.page() as canvas, canvas.clipped(Path.rect(Box(50, 50, 10, 10))):
        canvas.draw(Path.rect(Box(0, 0, 200, 200)), fill=Role.BLACK)
    picture = picture_of(file, dpi=254).convert("L").point(lambda v: 255 if v < 128 else 0)
    assert picture.getbbox() == pytest.approx((500, 500, 600, 600), abs=1)


@pytest.mark.parametrize("face", list(Face))
def test_text_in_every_face_reads_back_and_is_as_wide_as_was_said(face: Face) -> None:
    text = "Behind (the) wall \\ é 27"
    file = new_file()
    with file.page() as canvas:
        canvas.text(30, 60, text, face=face, size_pt=20, role=Role.BLACK)
    page = pypdfium2.PdfDocument(file.to_bytes())[0]
    assert text in page.get_textpage().get_text_range()
    ink = page.render(scale=10).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
    width_mm = (ink[2] - ink[0]) / 10 / 72 * 25.4
    assert width_mm == pytest.approx(METRICS.width_mm(text, face, 20), abs=2)


def test_text_ends_where_it_is_aligned() -> None:
    rights = {}
    for align, x in (("left", 30.0), ("right", 150.0), ("centre", 90.0)):
        file = new_file()
        with file.page() as canvas:
            canvas.text(x, 60, "HHHH", face=Face.EXACT, size_pt=20, role=Role.BLACK, align=align)  # type: ignore[arg-type]  # the literal is spelt in a loop
        ink = picture_of(file, dpi=254).convert("L").point(lambda v: 255 if v < 128 else 0).getbbox()
        rights[align] = (ink[0] / 10, ink[2] / 10)
    assert rights["left"][0] == pytest.approx(30, abs=1)
    assert rights["right"][1] == pytest.approx(150, abs=1)
    assert sum(rights["centre"]) / 2 == pytest.approx(90, abs=0.5)


def test_a_character_without_a_shape_is_an_error_that_names_it() -> None:
    file = new_file()
    with file.page() as canvas, pytest.raises(LayoutError, match="漢"):
        canvas.text(10, 10, "漢", face=Face.BODY, size_pt=10)


def test_a_picture_that_the_theme_lacks_is_an_error_that_lists_those_it_has() -> None:
    file = new_file()
    with file.page() as canvas, pytest.raises(LayoutError, match=r"no picture 'dragon'; it has .*moon"):
        canvas.art("dragon", Box(10, 10, 20, 20))


def test_each_kind_of_hand_line_looks_different_in_grey() -> None:
    styles = {(THEME.lines[kind].dash, THEME.lines[kind].width_mm) for kind in LineKind}
    assert len(styles) == len(LineKind)


def test_the_document_says_what_it_is_and_how_to_print_it() -> None:
    file = new_file()
    with file.page() as canvas:
        canvas.text(30, 60, "x", face=Face.BODY, size_pt=12)
    data = file.to_bytes()
    assert data.startswith(b"%PDF-1.7")
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root
        assert str(root.Lang) == "en"
        assert str(root.ViewerPreferences.PrintScaling) == "/None"
        assert str(document.docinfo["/Title"]) == "A title"
        fonts = document.pages[0].Resources.Font
        assert all("+" in str(font.BaseFont) for font in fonts.values())
        assert b"ASCII85" not in data


@pytest.mark.parametrize(
    ("duplex", "preset"),
    [("simplex", "/Simplex"), ("long", "/DuplexFlipLongEdge"), ("short", "/DuplexFlipShortEdge")],
)
def test_the_document_presets_the_printers_duplex_unit(duplex: DuplexPrinting, preset: str) -> None:
    file = new_file(duplex)
    with file.page():
        pass
    with pikepdf.open(io.BytesIO(file.to_bytes())) as document:
        assert str(document.Root.ViewerPreferences.Duplex) == preset


def test_a_page_is_moved_by_its_offset_with_all_that_is_on_it() -> None:
    file = new_file()
    with file.page(offset_mm=(2.0, -1.5)) as canvas:
        canvas.draw(Path.rect(Box(30, 50, 100, 20)), fill=Role.BLACK)
        with canvas.moved(40, 90):
            canvas.draw(Path.rect(Box(0, 0, 10, 10)), fill=Role.BLACK)
    picture = picture_of(file, dpi=254).convert("L").point(lambda v: 255 if v < 128 else 0)
    assert picture.getbbox() == pytest.approx((320, 485, 1320, 985), abs=1)


def test_a_page_after_a_moved_one_lies_where_it_should() -> None:
    file = new_file()
    with file.page(offset_mm=(2.0, 2.0)):
        pass
    with file.page() as canvas:
        canvas.draw(Path.rect(Box(30, 50, 100, 20)), fill=Role.BLACK)
    page = pypdfium2.PdfDocument(file.to_bytes())[1]
    picture = page.render(scale=254 / 72).to_pil().convert("L").point(lambda v: 255 if v < 128 else 0)
    assert picture.getbbox() == pytest.approx((300, 500, 1300, 700), abs=1)


def test_equal_drawing_gives_equal_bytes() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.text(30, 60, "Moth", face=Face.TITLE, size_pt=30)
        canvas.art("moon", Box(50, 50, 30, 30))

    files = []
    for _ in range(2):
        file = new_file()
        with file.page() as canvas:
            draw(canvas)
        files.append(file.to_bytes())
    assert files[0] == files[1]
