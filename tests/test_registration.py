"""Fronts and backs meet, offsets move what they say and nothing comes too near an edge: measured on pictures.

Each tile bears three crosses on its front, and on its back the same three as seen from behind. They are found
in rendered pages as the middle of their ink, and laid over each other as paper does it: a sheet that is
turned along its long edge swaps left and right, along its short edge top and bottom, a fold along itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, partial

import numpy as np
import pytest

from kitgen.canvas import Canvas, Path, Role
from kitgen.layout.arrange import Batch
from kitgen.layout.backs import prepared
from kitgen.layout.furniture import SmallPrint
from kitgen.layout.impose import impose
from kitgen.layout.plan import Page, Placed, Setting, Tile
from kitgen.layout.press import has_backs, sheet_pages
from kitgen.message import message
from kitgen.printing.profile import Duplex, PrintProfile
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.printed import Picture, ink_reach_mm, pictures

DPI = 300.0
NEAR_MM = 0.1
EDGE_MM = 7.0
"""What printers leave blank; written anew here, on purpose."""

Point = tuple[float, float]
ARM_MM, WAIST_MM, LOOK_MM = 1.8, 0.5, 2.4
BESIDE = ((0.5, 0.5), (0.22, 0.31), (0.81, 0.66))
"""Where the crosses stand, as shares of a tile's width and height: no two tiles in a mirror look alike."""


def cross(canvas: Canvas, x: float, y: float) -> None:
    """A cross of four points. Renderers shift upright edges to whole pixels, and leave slanted ones."""
    corners = []
    for eighth in range(8):
        reach, angle = WAIST_MM if eighth % 2 else ARM_MM, math.tau * eighth / 8
        corners.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    canvas.draw(Path.polyline(corners, closed=True), fill=Role.BLACK)


def front(canvas: Canvas, box: Box) -> None:
    for u, v in BESIDE:
        cross(canvas, box.x_mm + u * box.width_mm, box.y_mm + v * box.height_mm)


def back(canvas: Canvas, box: Box) -> None:
    for u, v in BESIDE:
        cross(canvas, box.x_mm + (1 - u) * box.width_mm, box.y_mm + v * box.height_mm)


def tiles(count: int, width_mm: float, height_mm: float, *, is_card: bool) -> tuple[Tile, ...]:
    return tuple(
        Tile(
            f"t/{width_mm:g}-{i}",
            "t",
            "tiles",
            "e",
            width_mm,
            height_mm,
            front,
            back,
            is_card=is_card,
            tolerance_mm=5.0,
        )
        for i in range(count)
    )


@cache
def printed(profile: PrintProfile) -> tuple[list[Page], list[Picture]]:
    """Sheets of cards and other tiles, and how they look."""
    theme = load_theme("paper")
    say = partial(Catalogue.load("en").say, names={})
    setting = Setting(profile, FontMetrics(theme.faces, profile.typography("en")), say)
    batches = [
        Batch("cards", "e", "cards", _ready(tiles(8, 63, 88, is_card=True), profile), is_pool=True),
        Batch("long", "e", "long", _ready(tiles(3, 84, 36, is_card=False), profile), is_pool=True),
    ]
    sheets = impose(batches, setting)
    is_two_sided = has_backs(sheets, profile)

    def small(number: int, is_back: bool) -> SmallPrint:
        what = message("print.what.cards")
        return SmallPrint("Kit", "AAAA-BBBB", what, number, len(sheets), "the table", is_back)

    pages = [
        page
        for number, sheet in enumerate(sheets, start=1)
        for page in sheet_pages(sheet, setting, partial(small, number), is_two_sided=is_two_sided)
    ]
    file = PdfFile(theme, profile.paper, "Crosses", "en", setting.metrics, say)  # type: ignore[arg-type]  # they are a writer's own
    for page in pages:
        with file.page(profile.origin_mm(back=page.is_back)) as canvas:
            page.draw(canvas)
    return pages, pictures(file.to_bytes(), DPI)


def _ready(found: Sequence[Tile], profile: PrintProfile) -> tuple[Tile, ...]:
    return tuple(prepared(tile, profile) for tile in found)


def crosses(
    seen: Picture, box: Box, *, turned: bool, is_back: bool = False, is_head_down: bool = False
) -> list[Point]:
    """The middles of a tile's three crosses, in mm on the paper, in the order in which its front has them.

    Args:
        seen: the page.
        box: where the tile lies on the paper.
        turned: whether the front lies turned clockwise by a quarter.
        is_back: whether it is the tile's back, which shows all of it mirrored.
        is_head_down: whether the whole page stands on its head.
    """
    found = []
    for u, v in BESIDE:
        across = 1 - u if is_back else u
        # A back's quarter turn is seen from behind: it goes the other way round.
        x, y = ((v, 1 - across) if is_back else (1 - v, across)) if turned else (across, v)
        if is_head_down:
            x, y = 1 - x, 1 - y
        found.append(middle(seen, (box.x_mm + x * box.width_mm, box.y_mm + y * box.height_mm)))
    return found


def middle(seen: Picture, near: Point) -> Point:
    """The middle of the ink round a point, in mm."""
    # The renderer stretches a page to whole pixels.
    across, along = (size / pixels for size, pixels in zip(paper_mm(seen), seen.shape[::-1], strict=True))
    left, top = round((near[0] - LOOK_MM) / across), round((near[1] - LOOK_MM) / along)
    size = round(2 * LOOK_MM / across)
    ink = 255.0 - seen[top : top + size, left : left + size].astype(float)
    area = 4 * ARM_MM * WAIST_MM * math.sin(math.tau / 8)
    assert ink.sum() / 255 * across * along == pytest.approx(area, rel=0.05), (
        "no whole cross, or more than one"
    )
    rows, columns = np.indices(ink.shape)
    x = (columns * ink).sum() / ink.sum() + left + 0.5
    y = (rows * ink).sum() / ink.sum() + top + 0.5
    return float(x * across), float(y * along)


def paper_mm(seen: Picture) -> Point:
    """Which paper a picture shows: the one whose pixels it has."""
    sizes = [(paper.width_mm, paper.height_mm) for paper in PAPERS.values()]
    return min(sizes, key=lambda size: abs(size[0] / 25.4 * DPI - seen.shape[1]))


def moved(box: Box, by: Point) -> Box:
    return Box(box.x_mm + by[0], box.y_mm + by[1], box.width_mm, box.height_mm)


def fronts(profile: PrintProfile) -> Iterator[tuple[Picture, Picture | None, Placed]]:
    """Each tile with the picture of its page, and that of the next page where it is its back."""
    pages, seen = printed(profile)
    for i, page in enumerate(pages):
        behind = seen[i + 1] if i + 1 < len(pages) and pages[i + 1].is_back else None
        for placed in page.placed:
            yield seen[i], behind, placed


def gaps_mm(profile: PrintProfile) -> list[float]:
    """How far each cross of a front lies from its fellow on the back, once the paper is turned or folded."""
    paper = profile.paper
    found = []
    for page, behind, placed in fronts(profile):
        assert placed.back is not None
        is_short = profile.duplex is Duplex.SHORT
        here = crosses(page, moved(placed.box, profile.origin_mm()), turned=placed.turned)
        if profile.duplex is Duplex.FOLD:
            box = moved(placed.back, profile.origin_mm())
            there = [_folded(point, placed, profile) for point in _beside_fold(page, box, placed.turned)]
        else:
            assert behind is not None
            box = moved(placed.back, profile.origin_mm(back=True))
            there = crosses(behind, box, turned=placed.turned, is_back=True, is_head_down=is_short)
            there = [(x, paper.height_mm - y) if is_short else (paper.width_mm - x, y) for x, y in there]
        found += [float(np.hypot(a - c, b - d)) for (a, b), (c, d) in zip(here, there, strict=True)]
    return found


def _beside_fold(page: Picture, box: Box, turned: bool) -> list[Point]:
    """The crosses of a back that lies beside its front: mirrored, and turned as the front is."""
    found = []
    for u, v in BESIDE:
        x, y = (1 - v, 1 - u) if turned else (1 - u, v)
        found.append(middle(page, (box.x_mm + x * box.width_mm, box.y_mm + y * box.height_mm)))
    return found


def _folded(point: Point, placed: Placed, profile: PrintProfile) -> Point:
    """Where a point of the back comes to lie when its half is folded behind the front."""
    x0, y0 = profile.origin_mm()
    x, y = point
    if placed.turned:
        return x, 2 * (placed.box.bottom_mm + y0) - y
    return 2 * (placed.box.right_mm + x0) - x, y


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT, Duplex.FOLD])
def test_fronts_and_backs_meet_within_a_tenth_of_a_millimetre(duplex: Duplex, paper: str) -> None:
    gaps = gaps_mm(PrintProfile(paper=PAPERS[paper], duplex=duplex))
    assert len(gaps) == 11 * len(BESIDE)
    assert max(gaps) < NEAR_MM


def test_turned_tiles_are_among_those_that_meet() -> None:
    for duplex in (Duplex.LONG, Duplex.SHORT, Duplex.FOLD):
        turns = {
            placed.turned
            for paper in PAPERS.values()
            for _, _, placed in fronts(PrintProfile(paper=paper, duplex=duplex))
        }
        assert turns == {False, True}, duplex


def test_the_measure_sees_a_back_that_misses_by_a_quarter_of_a_millimetre() -> None:
    gaps = gaps_mm(PrintProfile(duplex=Duplex.LONG, back_offset_mm=(0.25, 0.0)))
    assert min(gaps) == pytest.approx(0.25, abs=0.05)


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("duplex", [Duplex.LONG, Duplex.SHORT])
def test_offsets_move_fronts_and_backs_each_by_its_own(duplex: Duplex, paper: str) -> None:
    # Both leave the same room, so that only what they move differs.
    one = PrintProfile(paper=PAPERS[paper], duplex=duplex, offset_mm=(3, -3), back_offset_mm=(-2, 1))
    other = PrintProfile(paper=PAPERS[paper], duplex=duplex, offset_mm=(-3, 3), back_offset_mm=(2, -1))
    steps: dict[bool, list[Point]] = {False: [], True: []}
    for (page, behind, placed), (page2, behind2, placed2) in zip(fronts(one), fronts(other), strict=True):
        assert placed == placed2
        assert placed.back is not None
        for is_back, box, a, b in ((False, placed.box, page, page2), (True, placed.back, behind, behind2)):
            assert a is not None
            assert b is not None
            is_head_down = is_back and duplex is Duplex.SHORT
            look = partial(crosses, turned=placed.turned, is_back=is_back, is_head_down=is_head_down)
            here = look(a, moved(box, one.origin_mm(back=is_back)))
            there = look(b, moved(box, other.origin_mm(back=is_back)))
            steps[is_back] += [(x - x2, y - y2) for (x, y), (x2, y2) in zip(here, there, strict=True)]
    assert np.allclose(steps[False], (6, -6), atol=NEAR_MM)
    assert np.allclose(steps[True], (-4, 2), atol=NEAR_MM)


@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("duplex", list(Duplex))
def test_whatever_the_offset_no_ink_comes_nearer_than_seven_millimetres_to_an_edge(
    duplex: Duplex, paper: str
) -> None:
    for offset, back_offset in (
        ((3.0, -3.0), (-3.0, 3.0)),
        ((-3.0, 3.0), (3.0, -3.0)),
        ((0.0, 0.0), (0.0, 0.0)),
    ):
        profile = PrintProfile(
            paper=PAPERS[paper], duplex=duplex, offset_mm=offset, back_offset_mm=back_offset
        )
        for seen in printed(profile)[1]:
            # A pixel that is touched counts as inked.
            assert min(ink_reach_mm(seen, DPI)) > EDGE_MM - 25.4 / DPI
