"""Pages of pieces: shared cuts, rulers, codes in their quiet zone, nothing where printers do not reach."""

from __future__ import annotations

import math
import re
from functools import partial
from itertools import pairwise

import pytest

from kitgen.canvas import Canvas, LineKind, Path, Role
from kitgen.codes import qr_matrix
from kitgen.layout.arrange import Batch, Caption
from kitgen.layout.furniture import SmallPrint, draw_qr, draw_ruler, ruler_at
from kitgen.layout.hint_corner import readable_address
from kitgen.layout.impose import impose
from kitgen.layout.plan import Page, Setting, Tile
from kitgen.layout.press import has_backs, sheet_pages
from kitgen.mechanisms.contract import HandLine
from kitgen.message import message
from kitgen.printing.profile import Duplex, PrintProfile
from kitgen.units import PAPERS, Box, Paper
from kitgen.words.catalogue import Catalogue
from tests.doubles import FixedMetrics, RecordingCanvas

WORDS = partial(Catalogue.load("en").say, names={})
EDGE_MM = 7.0
"""What printers leave blank; written anew here, on purpose."""


def fill(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box), fill=Role.SHADE)


def printable(paper: Paper) -> Box:
    return Box(0, 0, paper.width_mm, paper.height_mm).inset(EDGE_MM)


def small(number: int, is_back: bool) -> SmallPrint:
    return SmallPrint("Kit", "AAAA-BBBB", message("print.what.cards"), number, 9, "on the table", is_back)


def pages_of(tiles: tuple[Tile, ...], profile: PrintProfile, caption: Caption | None = None) -> list[Page]:
    setting = Setting(profile, FixedMetrics(), WORDS)
    sheets = impose([Batch("k", "e", "k", tiles, caption, is_pool=caption is None)], setting)
    is_two_sided = has_backs(sheets, profile)
    return [
        page
        for number, sheet in enumerate(sheets, start=1)
        for page in sheet_pages(sheet, setting, partial(small, number), is_two_sided=is_two_sided)
    ]


def drawn(page: Page) -> RecordingCanvas:
    canvas = RecordingCanvas(WORDS)
    page.draw(canvas)
    return canvas


def cards(count: int) -> tuple[Tile, ...]:
    return tuple(Tile(f"k/{i}", "k", "cards", "e", 63, 88, fill, is_card=True) for i in range(count))


def bricks(count: int) -> tuple[Tile, ...]:
    return tuple(Tile(f"b-{i}", "wall", "bricks", "e", 40, 28, fill) for i in range(count))


def cut_lines(page: Page) -> list[str]:
    """The lines of cuts, without the short marks at their ends and the legend's sample."""
    found = []
    for entry in drawn(page).log:
        numbers = [float(number) for number in re.findall(r"-?\d+\.\d+", entry)]
        if entry.startswith("line cut") and math.dist(numbers[:2], numbers[2:]) > 15:
            found.append(entry)
    return found


def test_equal_rectangles_share_their_cuts() -> None:
    (page,) = pages_of(bricks(8), PrintProfile(), Caption("The wall", "Cut it."))
    lefts = sorted({round(placed.box.x_mm, 3) for placed in page.placed})
    tops = sorted({round(placed.box.y_mm, 3) for placed in page.placed})
    across, along = (40.0, 28.0) if not page.placed[0].turned else (28.0, 40.0)
    assert len(lefts) * len(tops) == 8
    assert {round(b - a, 3) for a, b in pairwise(lefts)} == {across}
    assert {round(b - a, 3) for a, b in pairwise(tops)} <= {along}
    # Each seam is one line, drawn once, and the page counts it as one cut.
    lines = cut_lines(page)
    assert len(lines) == len(set(lines)) == page.cuts.straight == len(lefts) + len(tops) + 2


@pytest.mark.parametrize("paper_name", sorted(PAPERS))
@pytest.mark.parametrize("count", [1, 8, 9, 10, 19])
def test_cards_lie_nine_up_and_everything_stays_printable(paper_name: str, count: int) -> None:
    paper = PAPERS[paper_name]
    pages = pages_of(cards(count), PrintProfile(paper=paper))
    counts = [9] * (count // 9) + ([count % 9] if count % 9 else [])
    # The sheet with the ruler comes first, and nine cards leave no room for one.
    assert sorted((len(page.placed) for page in pages), reverse=True) == counts
    assert [page.cuts.cards for page in pages] == [len(page.placed) for page in pages]
    for page in pages:
        canvas = drawn(page)
        # The double sets wider type than any face of ours, so text is measured by `proof` instead.
        assert printable(paper).contains(canvas.drawn_ink(), slack_mm=0.2)
        for placed in page.placed:
            assert printable(paper).contains(placed.box)
            assert sorted((placed.box.width_mm, placed.box.height_mm)) == [63.0, 88.0]
        assert len(cut_lines(page)) == page.cuts.straight >= 4


@pytest.mark.parametrize("paper_name", sorted(PAPERS))
def test_the_first_sheet_that_has_room_bears_the_ruler_and_no_other(paper_name: str) -> None:
    for tiles, caption in ((cards(4), None), (bricks(100), Caption("The wall", "Cut it."))):
        pages = pages_of(tiles, PrintProfile(paper=PAPERS[paper_name]), caption)
        assert [page.ruler is not None for page in pages] == [True] + [False] * (len(pages) - 1)


@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
def test_a_file_with_backs_has_one_for_every_sheet_even_a_blank_one(duplex: Duplex) -> None:
    setting = Setting(PrintProfile(duplex=duplex), FixedMetrics(), WORDS)
    batches = [
        Batch("wall", "e", "wall", bricks(40), Caption("The wall", "Cut it.")),
        Batch("cards", "f", "cards", cards(3), is_pool=True),
    ]
    sheets = impose(batches, setting, keep_apart=True)
    assert has_backs(sheets, setting.profile)
    blank = 0
    for number, sheet in enumerate(sheets, start=1):
        front, back = sheet_pages(sheet, setting, partial(small, number), is_two_sided=True)
        assert (front.is_back, back.is_back) == (False, True)
        says = f"back of sheet {number} of 9"
        if any(placed.back for placed in front.placed):
            assert any(says in text for text in drawn(back).texts)
        else:
            blank += 1
            assert drawn(back).texts == []
            assert drawn(back).extremes == []
    assert blank == len(sheets) - 1 > 0


@pytest.mark.parametrize("duplex", list(Duplex))
def test_a_legend_names_the_lines_that_are_there_and_no_others(duplex: Duplex) -> None:
    fold = (HandLine(Path.line(20, 0, 20, 28), LineKind.FOLD_VALLEY),)
    plain = bricks(4)
    folded = tuple(Tile(f"f-{i}", "wall", "bricks", "e", 40, 28, fill, lines=fold) for i in range(4))
    for tiles, kinds in ((plain, {"cut"}), (folded, {"cut", "fold-valley"})):
        (page,) = pages_of(tiles, PrintProfile(duplex=duplex), Caption("The wall", "Cut it."))
        texts = drawn(page).texts
        known = ("cut", "fold-valley", "fold-mountain", "glue")
        assert {kind for kind in known if WORDS(message(f"print.legend.{kind}")) in texts} == kinds


@pytest.mark.parametrize("upright", [False, True])
def test_a_ruler_is_where_it_is_said_to_be(upright: bool) -> None:
    canvas = RecordingCanvas()
    drawn = draw_ruler(canvas, 40, 150, upright=upright)
    assert drawn == ruler_at(40, 150, upright=upright)
    (x1, y1), (x2, y2) = drawn.start_mm, drawn.end_mm
    assert abs(x2 - x1) + abs(y2 - y1) == drawn.length_mm == 100.0


def test_a_code_is_drawn_module_by_module_inside_its_quiet_zone() -> None:
    code = qr_matrix("HTTP://192.168.1.20:8737/K7Q2M9XB/")
    canvas = RecordingCanvas()
    draw_qr(canvas, code, 20, 30)
    white, black = canvas.log
    assert f"fill={Role.WHITE}" in white
    assert f"fill={Role.BLACK}" in black
    dark = RecordingCanvas()
    draw_qr(dark, code, 0, 0)
    margin = 4 * 0.6
    inner = [(x, y) for x, y in dark.extremes[8:]]
    assert min(x for x, _ in inner) == pytest.approx(margin)
    assert max(x for x, _ in inner) == pytest.approx(code.side_mm - margin)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("http://192.168.1.20:8737", "http:// 192.168.1.20:8737"),
        ("https://example.org/h", "https:// example.org/ h"),
        ("https://a-long-name.of-a-host.example.org", "https:// a- long- name. of- a- host. example. org"),
    ],
)
def test_an_address_is_shown_in_groups_that_lose_nothing(address: str, shown: str) -> None:
    assert readable_address(address) == shown
    assert shown.replace(" ", "") == address
