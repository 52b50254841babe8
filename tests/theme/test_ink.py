"""Thrifty print: how much ink it takes, measured on rendered pages, and that drawings still mean the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageStat

from kitgen.build import BuildOptions, build_kit
from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.printing.profile import Duplex, Ink, Lettering, PrintProfile
from kitgen.theme.frames import button, card_frame, night_frame, panel, sheet_frame, stitch, title_band
from kitgen.theme.ink import SMALL_MM, SaverCanvas
from kitgen.theme.posters import title_page
from kitgen.theme.theme import Theme, load_theme
from kitgen.units import PAPERS, Box
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.doubles import RecordingCanvas

DPI = 200  # pdfium draws no line thinner than a pixel, so that hairlines look thicker on coarser pictures
MIDNIGHT = load_theme("midnight-thread")
SHEET = Box(0, 0, 210, 297)
CARD = Box(20, 20, 63, 88)

Drawing = Callable[[Canvas], None]


def rendered(draw: Drawing, ink: Ink, theme: Theme = MIDNIGHT) -> Image.Image:
    """A page in an ink, in shades of grey."""
    printed = theme.printed(ink, Lettering.PLAIN)
    file = PdfFile(printed, PAPERS["a4"], "test", "en", FontMetrics(printed.faces), lambda said: said.key)
    with file.page() as canvas:
        draw(canvas)
    document = pypdfium2.PdfDocument(file.to_bytes())
    picture: Image.Image = document[0].render(scale=DPI / 72).to_pil().convert("L")
    document.close()
    return picture


def coverage(picture: Image.Image, box: Box = SHEET) -> float:
    """Mean darkness of a part of a page, from 0 to 1."""
    k = DPI / 25.4
    part = picture.crop((box.x_mm * k, box.y_mm * k, box.right_mm * k, box.bottom_mm * k))
    return 1 - ImageStat.Stat(part).mean[0] / 255


def saved(theme: Theme = MIDNIGHT) -> tuple[RecordingCanvas, SaverCanvas]:
    log = RecordingCanvas()
    return log, SaverCanvas(log, theme.art)


def night_card(canvas: Canvas) -> None:
    canvas.draw(Path.rect(CARD), fill=Role.BAND)
    canvas.art("night-wall", CARD)
    night_frame(canvas, CARD)


def task_card(canvas: Canvas) -> None:
    canvas.draw(Path.rect(CARD), fill=Role.PAPER)
    card_frame(canvas, CARD)
    title_band(canvas, Box(26, 26, 51, 20), 3)
    panel(canvas, Box(28, 60, 47, 30))
    button(canvas, 50, 54, 4)


def emblems(canvas: Canvas) -> None:
    names = ["door", "cat", "eye", "lantern", "house", "key", "moth", "tent", "letter", "ghost"]
    for i, name in enumerate(names):
        canvas.art(name, Box(15 + i % 5 * 38, 30 + i // 5 * 45, 32, 32))


def title(canvas: Canvas) -> None:
    title_page(canvas, SHEET.inset(7), "The Small Door", "A house too many")


def cells(canvas: Canvas) -> None:
    """A picture puzzle's cells: every second one is filled."""
    for i in range(40):
        place = Box(20 + i % 8 * 6.0, 20 + i // 8 * 6.0, 6, 6)
        filled = (i % 8 + i // 8) % 2 == 0
        canvas.draw(Path.rect(place), fill=Role.INK if filled else Role.WHITE)


@pytest.mark.parametrize("theme", ["midnight-thread", "harbour-lamp", "paper"])
@pytest.mark.parametrize(
    "draw", [night_card, task_card, emblems, title, cells], ids=lambda draw: draw.__name__
)
def test_saver_takes_a_third_of_full_ink_at_most(draw: Drawing, theme: str) -> None:
    full, saver = (rendered(draw, ink, load_theme(theme)) for ink in (Ink.FULL, Ink.SAVER))
    # Paper that fills no band has less to save; its frames and emblems are lines already.
    assert coverage(saver) <= coverage(full) / 3
    assert coverage(saver) > 0


@cache
def kit_pages(kit: str, ink: Ink, duplex: Duplex = Duplex.NONE) -> dict[str, list[Image.Image]]:
    """All pages that players of a kit get, in shades of grey, by file."""
    profile = PrintProfile(ink=ink, duplex=duplex)
    built = build_kit(BuildOptions(kit=kit, seed="moth", hints="http://192.168.1.20:8737", profile=profile))
    pages = {}
    for path, data in built.files.items():
        # Codes as large as a hand, and pages of nothing but text, can save nothing.
        if path.startswith("print/") and path not in ("print/join.pdf", "print/paper-hints.pdf"):
            document = pypdfium2.PdfDocument(data)
            pages[path] = [page.render(scale=150 / 72).to_pil().convert("L") for page in document]
            document.close()
    return pages


def kit_coverage(kit: str, ink: Ink, duplex: Duplex) -> float:
    return sum(coverage_of(page) for pages in kit_pages(kit, ink, duplex).values() for page in pages)


def coverage_of(page: Image.Image) -> float:
    return 1 - ImageStat.Stat(page).mean[0] / 255


@pytest.mark.parametrize(
    ("kit", "duplex"), [("trial", Duplex.NONE), ("trial", Duplex.LONG), ("small-door", Duplex.NONE)]
)
def test_a_whole_kit_takes_a_third_of_full_ink_at_most(kit: str, duplex: Duplex) -> None:
    # Text, codes and cut lines count, though nothing can be saved there.
    full, saver = (kit_coverage(kit, ink, duplex) for ink in (Ink.FULL, Ink.SAVER))
    assert 0 < saver <= full / 3


def has_dark_square(page: Image.Image, side_mm: float) -> bool:
    """Whether a page has a square of that side without a light pixel."""
    side = math.floor(side_mm / 25.4 * 150) - 1
    dark = np.asarray(page) < 160
    # Dark pixels above and left of each place: four of these sums give the dark pixels of a square.
    sums = np.pad(dark.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    squares = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return bool((squares == side * side).any())


def filled(kit: str, ink: Ink, side_mm: float) -> Iterator[tuple[str, int]]:
    for path, pages in kit_pages(kit, ink).items():
        yield from ((path, number) for number, page in enumerate(pages, 1) if has_dark_square(page, side_mm))


def test_no_page_has_a_filled_area_of_6_mm() -> None:
    # The title page is the one with letters as large as that; their stems are 7 mm wide at most.
    title_page = ("print/cover.pdf", 1)
    assert set(filled("trial", Ink.SAVER, 6.0)) <= {title_page}
    assert list(filled("trial", Ink.SAVER, 7.0)) == []
    assert len(list(filled("trial", Ink.FULL, 7.0))) > 2, "the check finds areas where there are some"


def test_saver_and_grey_print_in_pure_grey() -> None:
    for ink in (Ink.GREY, Ink.SAVER):
        colours = MIDNIGHT.printed(ink, Lettering.PLAIN).colours.values()
        assert all(red == green == blue for red, green, blue in colours)


def test_filled_cells_are_told_from_blank_ones_at_every_size() -> None:
    for size in (1.0, 1.8, 2.4, 3.0, 6.0, 20.0):

        def pair(canvas: Canvas, size: float = size) -> None:
            for x, role in ((20.0, Role.INK), (60.0, Role.WHITE)):
                place = Path.rect(Box(x, 20, size, size))
                canvas.draw(place, fill=role, stroke=Role.INK, width_mm=0.2)

        picture = rendered(pair, Ink.SAVER)
        inside = [coverage(picture, Box(x, 20, size, size).inset(size * 0.2)) for x in (20.0, 60.0)]
        assert inside[0] > 0.04, size
        assert inside[1] == pytest.approx(0, abs=0.01), size


def test_shapes_thin_as_letters_stay_filled_and_large_ones_do_not() -> None:
    log, canvas = saved()
    canvas.draw(Path.circle(10, 10, 2 * SMALL_MM - 0.05), fill=Role.INK)
    canvas.draw(Path.rect(Box(0, 20, 100, 2 * SMALL_MM - 0.1)), fill=Role.MUTED)
    assert [line.split()[1] for line in log.log] == ["fill=ink", "fill=muted"]
    log.log.clear()
    canvas.draw(Path.circle(10, 10, 2 * SMALL_MM + 0.05), fill=Role.INK)
    assert log.log[0].startswith("draw fill=white stroke=ink")


def test_size_is_that_on_paper_however_a_drawing_is_scaled() -> None:
    log, canvas = saved()
    with canvas.moved(10, 10, scale=0.02), canvas.moved(scale=0.5):
        canvas.draw(Path.circle(50, 50, 50), fill=Role.INK)  # a disc of 1 mm
        canvas.draw(Path.circle(50, 50, 500), fill=Role.INK)  # and one of 10 mm
    fills = [line.split()[1] for line in log.log if line.startswith("draw")]
    assert fills[:2] == ["fill=ink", "fill=white"]
    assert "stroke=ink 20.00" in next(line for line in log.log if "fill=white" in line)  # 0.2 mm on paper


def test_codes_and_cut_lines_stay_black_as_they_are() -> None:
    plain, (log, canvas) = RecordingCanvas(), saved()
    for each in (plain, canvas):
        each.draw(Path.rect(Box(0, 0, 30, 30)), fill=Role.BLACK)
        each.draw(Path.line(0, 0, 9, 9), stroke=Role.BLACK, width_mm=1.2)
        each.line(Path.line(0, 0, 50, 0), LineKind.CUT)
    assert log.log == plain.log


def test_light_text_turns_dark_where_its_band_is_white_now() -> None:
    log, canvas = saved()
    canvas.draw(Path.rect(Box(0, 0, 60, 20)), fill=Role.BAND)
    for role in (Role.ON_BAND, Role.GLOW, Role.WHITE, Role.ACCENT):
        canvas.text(5, 10, "moth", face=Face.TITLE, size_pt=12, role=role)
    assert [line.split()[4] for line in log.log if line.startswith("text")] == [
        "body",
        "muted",
        "body",
        "accent",
    ]


def test_light_text_stays_light_on_what_stays_dark() -> None:
    log, canvas = saved()
    canvas.draw(Path.rect(Box(0, 0, 60, 20)), fill=Role.BLACK)
    canvas.text(5, 10, "moth", face=Face.TITLE, size_pt=12, role=Role.WHITE)
    assert log.log[-1].split()[4] == "white"


def test_text_on_hatching_stands_on_a_white_plate() -> None:
    log, canvas = saved()
    canvas.draw(Path.rect(Box(0, 0, 60, 20)), fill=Role.MUTED)
    canvas.text(5, 10, "moth", face=Face.EXACT, size_pt=12, role=Role.ON_BAND)
    assert log.log[-2].startswith("draw fill=white stroke=None")
    assert log.log[-1].startswith("text")


def test_an_area_still_hides_what_lies_under_it() -> None:
    def covered(canvas: Canvas) -> None:
        for i in range(30):
            canvas.draw(Path.line(20, 20 + i, 80, 20 + i), stroke=Role.INK)
        canvas.draw(Path.rect(Box(30, 20, 40, 30)), fill=Role.BAND)

    assert coverage(rendered(covered, Ink.SAVER), Box(35, 25, 30, 20)) == 0


def test_thread_on_a_small_dark_button_stays_light_and_on_a_large_one_turns_dark() -> None:
    for radius, light in ((1.1, True), (4.0, False)):
        log, canvas = saved()
        button(canvas, 20, 20, radius, Role.ACCENT)
        cross = log.log[-1]
        assert ("stroke=white" in cross) == light, radius


def test_a_fat_line_becomes_two_edges() -> None:
    log, canvas = saved()
    canvas.draw(Path.line(0, 0, 50, 0), stroke=Role.INK, width_mm=3)
    canvas.draw(Path.line(0, 0, 50, 0), stroke=Role.INK, width_mm=0.6)
    assert [line.split()[2:4] for line in log.log] == [
        ["stroke=ink", "3.00"],
        ["stroke=white", "2.60"],
        ["stroke=ink", "0.35"],
    ]


def test_a_wide_white_line_cuts_a_line_under_it_and_has_no_edges_of_its_own() -> None:
    def crossing(canvas: Canvas) -> None:
        canvas.draw(Path.line(20, 40, 80, 60), stroke=Role.INK, width_mm=1.7)
        for role, width in ((Role.WHITE, 3.6), (Role.INK, 1.7)):
            canvas.draw(Path.line(20, 60, 80, 40), stroke=role, width_mm=width)

    page = rendered(crossing, Ink.SAVER)
    across, along = (-0.316, -0.949), (0.949, -0.316)

    def ink_at(beside_mm: float, onwards_mm: float) -> float:
        """Ink so far from the middle of the upper line and from where the two cross."""
        x, y = (50 + beside_mm * across[i] + onwards_mm * along[i] for i in (0, 1))
        return coverage(page, Box(x - 0.2, y - 0.2, 0.4, 0.4))

    assert ink_at(0.75, 15) > 0.2, "the upper line has its own edges"
    assert all(ink_at(1.7, onwards) < 0.02 for onwards in range(8, 20)), "the white one has none"
    assert all(ink_at(1.25, onwards / 2) < 0.02 for onwards in range(-6, 7)), "the lower line ends there"
    assert coverage(page, Box(20, 38, 60, 24)) > 0.01


@pytest.mark.parametrize(("role", "ground"), [(Role.WHITE, Role.BAND), (Role.ON_BAND, Role.BAND)])
def test_a_wide_light_line_on_a_band_is_still_seen(role: Role, ground: Role) -> None:
    def lit(canvas: Canvas) -> None:
        canvas.draw(Path.rect(Box(20, 20, 60, 40)), fill=ground)
        canvas.draw(Path.line(30, 40, 70, 40), stroke=role, width_mm=2)

    assert coverage(rendered(lit, Ink.SAVER), Box(35, 38, 30, 4)) > 0.05


def test_a_light_picture_on_a_band_has_edges_and_none_on_paper() -> None:
    def sail(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box.inset(box.width_mm / 4)), fill=Role.WHITE)

    def both(canvas: Canvas) -> None:
        canvas.draw(Path.rect(Box(20, 20, 60, 60)), fill=Role.BAND)
        canvas.repeated("sail", Box(30, 30, 40, 40), sail)
        canvas.repeated("sail", Box(120, 30, 40, 40), sail)

    page = rendered(both, Ink.SAVER)
    assert coverage(page, Box(30, 30, 40, 40)) > 0.005
    assert coverage(page, Box(120, 30, 40, 40)) == 0


@pytest.mark.parametrize("even_odd", [True, False])
def test_hatching_stays_inside_its_shape_and_out_of_its_holes(even_odd: bool) -> None:
    hole = Path.circle(60, 50, 9) if even_odd else Path(tuple(_backwards(Path.circle(60, 50, 9))))

    def ring(canvas: Canvas) -> None:
        canvas.draw(Path.circle(60, 50, 25) + hole, fill=Role.ACCENT, even_odd=even_odd)

    picture = rendered(ring, Ink.SAVER)
    assert coverage(picture, Box(56, 46, 8, 8)) == 0
    assert coverage(picture, Box(38, 44, 10, 12)) > 0.03
    assert coverage(picture, Box(0, 0, 210, 24.5)) == 0
    total = coverage(picture) * 210 * 297
    area = math.pi * (25**2 - 9**2)
    assert 0.03 * area < total < 0.15 * area


def _backwards(path: Path) -> list[tuple[str, tuple[float, ...]]]:
    """A closed outline of curves the other way round."""
    ends = [segment[1][-2:] for segment in path.segments[:-1]]
    curves = [segment[1] for segment in path.segments[1:-1]]
    back: list[tuple[str, tuple[float, ...]]] = [("M", ends[-1])]
    for start, v in zip(ends[-2::-1], curves[::-1], strict=True):
        back.append(("C", (v[2], v[3], v[0], v[1], *start)))
    return [*back, ("Z", ())]


def test_every_picture_of_every_theme_still_shows_something() -> None:
    for name in ("midnight-thread", "harbour-lamp"):
        theme = load_theme(name)
        names = sorted(theme.art)
        places = [Box(10 + i % 15 * 12.6, 10 + i // 15 * 12.6, 12, 12) for i in range(len(names))]

        def all_of_them(canvas: Canvas, names: list[str] = names, places: list[Box] = places) -> None:
            for picture, place in zip(names, places, strict=True):
                canvas.art(picture, place)

        page = rendered(all_of_them, Ink.SAVER, theme)
        blank = [
            picture for picture, place in zip(names, places, strict=True) if coverage(page, place) < 0.002
        ]
        assert blank == []


def test_a_picture_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(LayoutError, match="dragon"):
        rendered(lambda canvas: canvas.art("dragon", CARD), Ink.SAVER)


def test_full_ink_draws_what_it_is_told() -> None:
    theme = MIDNIGHT.printed(Ink.FULL, Lettering.PLAIN)
    file = PdfFile(theme, PAPERS["a4"], "test", "en", FontMetrics(theme.faces), lambda said: said.key)
    with file.page() as canvas:
        assert not isinstance(canvas, SaverCanvas)


def test_seams_and_frames_keep_their_rhythm() -> None:
    plain, (log, canvas) = RecordingCanvas(), saved()
    for each in (plain, canvas):
        stitch(each, Path.line(0, 0, 60, 0))
        sheet_frame(each, SHEET.inset(8))
    assert log.log[0] == plain.log[0]
    dashed = [line for line in plain.log if "()" not in line and line.startswith("draw")]
    assert len(dashed) >= 2
    assert all(line in log.log for line in dashed)


def test_a_shape_that_crosses_itself_counts_with_all_its_parts() -> None:
    log, canvas = saved()
    bow = Path.polyline([(0, 0), (40, 30), (40, 0), (0, 30)], closed=True)
    canvas.draw(bow, fill=Role.ACCENT)
    assert log.log[0].startswith("draw fill=white")


def test_an_area_with_a_line_around_it_is_drawn_once() -> None:
    log, canvas = saved()
    canvas.draw(Path.rect(Box(0, 0, 30, 4)), fill=Role.STONE, stroke=Role.INK, width_mm=0.35)
    (line,) = log.log
    assert line.startswith("draw fill=white stroke=ink 0.35")


@pytest.mark.parametrize("role", [Role.BAND, Role.INK, Role.SHADE])
def test_the_edge_of_a_large_area_lies_inside_it(role: Role) -> None:
    page = rendered(lambda canvas: canvas.draw(Path.rect(CARD), fill=role), Ink.SAVER)
    assert coverage(page, Box(19, 19, 65, 0.9)) == 0
    assert coverage(page, Box(19, 20, 65, 0.3)) > 0.2


def test_large_letters_are_lighter_than_small_ones() -> None:
    log, canvas = saved()
    for size_pt in (10, 80):
        canvas.text(5, 90, "moth", face=Face.TITLE, size_pt=size_pt)
    assert [line.split()[4] for line in log.log] == ["body", "muted"]
