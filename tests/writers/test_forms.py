"""What stands on many pages is written once, and looks as if it were drawn each time."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.message import Message
from kitgen.theme.art import draw_art
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.writers.pdf import FontMetrics, PdfFile

THEME = load_theme("midnight-thread")
METRICS = FontMetrics(THEME.faces)


def say(message: Message) -> str:
    return message.key


def new_file(title: str = "Forms") -> PdfFile:
    return PdfFile(THEME, PAPERS["a4"], title, "en", METRICS, say)


def picture(file: PdfFile) -> Image.Image:
    image: Image.Image = pypdfium2.PdfDocument(file.to_bytes())[0].render(scale=150 / 72).to_pil()
    return image.convert("RGB")


def most_difference(first: PdfFile, second: PdfFile) -> int:
    difference = ImageChops.difference(picture(first), picture(second))
    return max(difference.tobytes())


def seam(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box, 3), stroke=Role.ACCENT, width_mm=0.6, dash=(2, 1))
    canvas.draw(Path.circle(box.centre_x_mm, box.centre_y_mm, 4), fill=Role.BAND)
    canvas.text(box.x_mm + 2, box.y_mm + 9, "moth", face=Face.TITLE, size_pt=14)


PLACES = [Box(20.3 + 50 * i, 30.7 + 40 * j, 45, 33) for i in range(3) for j in range(4)]


def test_what_is_repeated_is_drawn_once_and_looks_the_same_in_each_place() -> None:
    calls = []

    def counted(canvas: Canvas, box: Box) -> None:
        calls.append(box)
        seam(canvas, box)

    once, each = new_file(), new_file()
    with once.page() as canvas:
        for box in PLACES:
            canvas.repeated("seam", box, counted)
    with each.page() as canvas:
        for box in PLACES:
            seam(canvas, box)
    assert calls == [Box(0, 0, 45, 33)]
    assert most_difference(once, each) <= 2
    assert len(once.to_bytes()) < len(each.to_bytes())


def test_another_size_and_another_name_are_drawn_anew() -> None:
    calls = []

    def counted(canvas: Canvas, box: Box) -> None:
        calls.append((box.width_mm, box.height_mm))
        seam(canvas, box)

    file = new_file()
    with file.page() as canvas:
        canvas.repeated("seam", Box(20, 20, 45, 33), counted)
        canvas.repeated("seam", Box(20, 80, 60, 33), counted)
        canvas.repeated("hem", Box(20, 140, 45, 33), counted)
        canvas.repeated("seam", Box(90, 20, 45, 33), counted)
    assert calls == [(45, 33), (60, 33), (45, 33)]


def test_a_picture_is_written_once_for_all_pages_of_a_file() -> None:
    file = new_file()
    for _ in range(3):
        with file.page() as canvas:
            canvas.art("night-wall", Box(10, 10, 63, 88))
            canvas.art("moon", Box(100, 10, 30, 30))
            canvas.art("moon", Box(100, 60, 12, 12))
    with pikepdf.open(io.BytesIO(file.to_bytes())) as document:
        forms = [item for item in document.objects if isinstance(item, pikepdf.Stream) and "/BBox" in item]
        assert len(forms) == 2
        for page in document.pages:
            drawn = [step for step in pikepdf.parse_content_stream(page) if str(step.operator) == "Do"]
            assert len(drawn) == 3


@pytest.mark.parametrize("name", ["moon", "night-wall", "cat"])
def test_a_picture_looks_as_if_its_shapes_were_drawn_on_the_page(name: str) -> None:
    kept, drawn = new_file(), new_file()
    with kept.page() as canvas:
        canvas.art(name, Box(30, 40, 90, 120))
    with drawn.page() as canvas:
        draw_art(canvas, THEME.art[name], Box(30, 40, 90, 120))
    assert most_difference(kept, drawn) <= 2


def test_forms_side_by_side_show_no_line_between_them() -> None:
    def ground(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box.inset(-0.5)), fill=Role.BAND)

    file = new_file()
    with file.page() as canvas:
        for i in range(9):
            canvas.repeated("ground", Box(10.5 + 63 * (i % 3), 16.5 + 88 * (i // 3), 63, 88), ground)
    image = pypdfium2.PdfDocument(file.to_bytes())[0].render(scale=97 / 72).to_pil().convert("L")
    per_mm = 97 / 25.4
    inside = image.crop((round(12 * per_mm), round(18 * per_mm), round(198 * per_mm), round(279 * per_mm)))
    low, high = inside.getextrema()
    assert high - low <= 2


def test_colours_and_fonts_set_inside_a_moved_part_do_not_leak_out_of_it() -> None:
    def draw(canvas: Canvas, *, parted: bool) -> None:
        canvas.text(20, 30, "before", face=Face.BODY, size_pt=20, role=Role.ACCENT)
        with canvas.moved(20, 50, turn_deg=10):
            canvas.text(0, 0, "inside", face=Face.TITLE, size_pt=30, role=Role.MUTED)
            canvas.draw(Path.circle(60, 0, 8), fill=Role.GLOW)
        with canvas.clipped(Path.rect(Box(20, 90, 60, 20))):
            canvas.draw(Path.circle(40, 100, 30), fill=Role.BAND)
        if parted:
            # As if nothing had been drawn before: colour and font are set anew.
            with canvas.moved():
                canvas.draw(Path.rect(Box(0, 0, 0.01, 0.01)), fill=Role.WHITE)
                canvas.text(20, 150, "after", face=Face.BODY, size_pt=20, role=Role.ACCENT)
        else:
            canvas.text(20, 150, "after", face=Face.BODY, size_pt=20, role=Role.ACCENT)

    first, second = new_file(), new_file()
    with first.page() as canvas:
        draw(canvas, parted=False)
    with second.page() as canvas:
        draw(canvas, parted=True)
    assert most_difference(first, second) == 0


def test_many_boxes_in_one_path_lie_where_their_corners_are() -> None:
    boxes = [Box(20 + 3.7 * (i % 20), 30 + 4.3 * (i // 20), 2.9, 3.1) for i in range(60)]
    segments = tuple(segment for box in boxes for segment in Path.rect(box).segments)
    nook = Path.polyline([(150, 200), (150.2, 200), (150, 200.2)], closed=True)
    as_boxes, as_lines = new_file(), new_file()
    with as_boxes.page() as canvas:
        canvas.draw(Path(segments), fill=Role.BLACK)
        canvas.draw(nook, fill=Role.BLACK)
    with as_lines.page() as canvas:
        # With a triangle among them they are no longer all boxes, and are written line by line.
        canvas.draw(Path(segments) + nook, fill=Role.BLACK)
    assert most_difference(as_boxes, as_lines) <= 2
    assert len(as_boxes.to_bytes()) < len(as_lines.to_bytes())


def test_many_four_cornered_outlines_that_are_no_upright_boxes_stay_what_they_are() -> None:
    turned = [
        Path.polyline([(x, 30), (x + 4, 33), (x + 3, 38), (x - 2, 35)], closed=True)
        for x in range(20, 180, 8)
    ]
    together, apart = new_file(), new_file()
    with together.page() as canvas:
        canvas.draw(Path(tuple(s for path in turned for s in path.segments)), fill=Role.BLACK)
    with apart.page() as canvas:
        for path in turned:
            canvas.draw(path, fill=Role.BLACK)
    assert most_difference(together, apart) <= 2


def test_titles_in_any_script_and_with_any_sign_read_back() -> None:
    for title in ("The Small Door", "Tür (klein) \\ offen", "扉"):
        file = new_file(title)
        with file.page():
            pass
        with pikepdf.open(io.BytesIO(file.to_bytes())) as document:
            assert str(document.docinfo["/Title"]) == title
            assert document.check_pdf_syntax() == []
