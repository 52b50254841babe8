"""Sheets of pieces as pages: fronts, backs, marks, captions, and what stands small at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from kitgen.canvas import Canvas, LineKind, Path, Role
from kitgen.layout.arrange import Block, Spot, bleed_of
from kitgen.layout.backs import draw_back
from kitgen.layout.cards import draw_card_number
from kitgen.layout.cutting import edges, marked_cuts, spans
from kitgen.layout.furniture import (
    LEGEND_LINES,
    RULER_MM,
    SmallPrint,
    draw_legend,
    draw_marks,
    draw_ruler,
    draw_small_print,
    draw_small_print_upright,
    ruler_at,
)
from kitgen.layout.impose import FOOT_MM, HALF_LINE_MM, Region, Sheet, sheet_cuts, sheet_partings
from kitgen.layout.plan import Page, Placed, Setting
from kitgen.printing.profile import UNPRINTABLE_MM, Duplex, PrintProfile
from kitgen.units import Box

MARK_MM, MARK_GAP_MM = 2.2, 0.8
"""Longest crop mark, and the air between it and what it marks."""

Small = Callable[[bool], SmallPrint]
"""The small print of a sheet's front, or of its back."""


def sheet_pages(sheet: Sheet, setting: Setting, small: Small, *, is_two_sided: bool) -> list[Page]:
    """The page of a sheet of pieces, and that of its back where its file is printed on both sides.

    A sheet without any back has a blank page then, so that the printer turns no sheet wrongly.
    """
    profile = setting.profile
    pages = [_front(sheet, profile, small(False))]
    if is_two_sided:
        pages.append(_back(sheet, profile, small(True)))
    return pages


def has_backs(sheets: Sequence[Sheet], profile: PrintProfile) -> bool:
    """Whether any piece of some sheets has a back to print on their other side."""
    return profile.is_two_sided and any(
        spot.tile.back is not None or (spot.tile.is_card and profile.has_card_backs)
        for sheet in sheets
        for _, block in _blocks(sheet)
        for spot in block.spots
    )


def _blocks(sheet: Sheet) -> Iterator[tuple[Region, Block]]:
    for region in sheet.regions:
        for block in region.blocks:
            yield region, block


def _bleed(block: Block, profile: PrintProfile) -> float:
    return bleed_of([spot.tile for spot in block.spots], profile)


def _front(sheet: Sheet, profile: PrintProfile, small: SmallPrint) -> Page:
    paper = profile.sheet
    placed = tuple(_placed(spot, profile) for _, block in _blocks(sheet) for spot in block.spots)
    ruler = _ruler_place(sheet, profile)

    def draw(canvas: Canvas) -> None:
        for _, block in _blocks(sheet):
            _draw_block(canvas, block, profile)
        kinds = {LineKind.CUT}
        # Lines for the hands lie on top of all drawing, so that no fill of a neighbour hides them.
        for _, block in _blocks(sheet):
            kinds |= _draw_lines(canvas, block)
            if block.spots[0].tile.outline is None:
                free, bleed = _free(block, profile), _bleed(block, profile)
                draw_marks(canvas, marked_cuts(block), block.box, free, bleed)
        for parting in sheet_partings(sheet, profile):
            canvas.line(parting.path, LineKind.CUT)
        for region in sheet.regions:
            _draw_caption(canvas, region)
        if sheet.at_side:
            draw_small_print_upright(canvas, small, paper)
        else:
            y = paper.height_mm - UNPRINTABLE_MM - FOOT_MM + 4.4
            draw_legend(canvas, UNPRINTABLE_MM + 2, y, tuple(k for k in LEGEND_LINES if k in kinds))
            draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)
        if ruler is not None:
            draw_ruler(canvas, *ruler, upright=sheet.at_side)

    cuts = sheet_cuts(sheet, profile)
    drawn = ruler_at(*ruler, upright=sheet.at_side) if ruler is not None else None
    return Page(draw, placed, drawn, cuts, is_firm=True)


def _back(sheet: Sheet, profile: PrintProfile, small: SmallPrint) -> Page:
    paper = profile.sheet

    def draw_long(canvas: Canvas) -> None:
        has_any = False
        for _, block in _blocks(sheet):
            if not any(spot.tile.is_card or spot.tile.back for spot in block.spots):
                continue
            has_any = True
            _draw_backs(canvas, block, profile)
        if has_any:
            if sheet.at_side:
                draw_small_print_upright(canvas, small, paper)
            else:
                draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)

    def draw(canvas: Canvas) -> None:
        if profile.duplex is Duplex.LONG:
            draw_long(canvas)
            return
        # Turned along the short edge, what was the top of the sheet is its bottom.
        with canvas.moved(paper.width_mm, paper.height_mm, turn_deg=180):
            draw_long(canvas)

    return Page(draw, is_back=True)


def _mirrored(box: Box, profile: PrintProfile) -> Box:
    """Where the back of a box lies on a page that was turned along its long edge."""
    return Box(profile.sheet.width_mm - box.right_mm, box.y_mm, box.width_mm, box.height_mm)


def _turned_page(box: Box, profile: PrintProfile) -> Box:
    """The same box on a page that stands on its head."""
    paper = profile.sheet
    return Box(paper.width_mm - box.right_mm, paper.height_mm - box.bottom_mm, box.width_mm, box.height_mm)


def _placed(spot: Spot, profile: PrintProfile) -> Placed:
    tile = spot.tile
    box, back = spot.box, None
    has_back = tile.back is not None or (tile.is_card and profile.has_card_backs)
    if tile.fold_mm:
        box, back = _halves(spot)
    elif has_back and profile.is_two_sided:
        back = _mirrored(box, profile)
        if profile.duplex is Duplex.SHORT:
            back = _turned_page(back, profile)
    return Placed(tile.id, tile.puzzle, tile.group, box, tile.envelope, tile.number, spot.turned, back)


def _halves(spot: Spot) -> tuple[Box, Box]:
    """Front and back of a folded tile; the fold runs down its middle, or across it where it is turned."""
    box = spot.box
    if spot.turned:
        half = box.height_mm / 2
        return (
            Box(box.x_mm, box.y_mm, box.width_mm, half),
            Box(box.x_mm, box.y_mm + half, box.width_mm, half),
        )
    half = box.width_mm / 2
    return (
        Box(box.x_mm, box.y_mm, half, box.height_mm),
        Box(box.x_mm + half, box.y_mm, half, box.height_mm),
    )


@contextmanager
def _upright(canvas: Canvas, box: Box, *, turn_deg: int) -> Iterator[Box]:
    """The box in coordinates in which what is drawn there stands upright: turned by 90, -90 or 0 degrees."""
    if not turn_deg:
        yield box
        return
    origin = (box.right_mm, box.y_mm) if turn_deg > 0 else (box.x_mm, box.bottom_mm)
    with canvas.moved(*origin, turn_deg=turn_deg):
        yield Box(0, 0, box.height_mm, box.width_mm)


def _draw_block(canvas: Canvas, block: Block, profile: PrintProfile) -> None:
    bleed = _bleed(block, profile)
    folded = [spot for spot in block.spots if spot.tile.fold_mm]
    # First all folded backs with their bleed, then white under each front that one of them may have reached.
    for spot in folded:
        with _upright(canvas, spot.box, turn_deg=90 if spot.turned else 0) as box:
            back = Box(box.x_mm + spot.tile.fold_mm, box.y_mm, spot.tile.fold_mm, box.height_mm)
            draw_back(canvas, spot.tile, back, profile, bleed)
    for spot in block.spots:
        with _upright(canvas, spot.box, turn_deg=90 if spot.turned else 0) as box:
            front = Box(box.x_mm, box.y_mm, spot.tile.fold_mm or box.width_mm, box.height_mm)
            if folded:
                white = Box(front.x_mm - bleed, front.y_mm, front.width_mm + bleed, front.height_mm)
                canvas.draw(Path.rect(white), fill=Role.WHITE)
            if spot.tile.outline is None:
                with canvas.clipped(Path.rect(front)):
                    spot.tile.front(canvas, front)
            else:
                spot.tile.front(canvas, front)
            if spot.tile.number:
                draw_card_number(canvas, front, spot.tile.number)


def _draw_backs(canvas: Canvas, block: Block, profile: PrintProfile) -> None:
    """The backs of a block on a page turned along its long edge."""
    bleed = _bleed(block, profile)
    is_turned = block.spots[0].turned
    turn_deg = -90 if is_turned else 0
    if profile.has_card_backs:
        for area in spans([spot for spot in block.spots if spot.tile.is_card and spot.tile.back is None]):
            with _upright(canvas, _mirrored(area, profile), turn_deg=turn_deg) as box:
                draw_back(canvas, block.spots[0].tile, box, profile, bleed)
    for spot in block.spots:
        if spot.tile.back is not None:
            with _upright(canvas, _mirrored(spot.box, profile), turn_deg=turn_deg) as box:
                draw_back(canvas, spot.tile, box, profile, bleed)


def _draw_lines(canvas: Canvas, block: Block) -> set[LineKind]:
    """Cut lines, folds and holes of a block; returns which kinds there are."""
    kinds: set[LineKind] = set()
    if block.spots[0].tile.outline is None:
        for path in edges(block)[2]:
            canvas.line(path, LineKind.CUT)
    for spot in block.spots:
        with _upright(canvas, spot.box, turn_deg=90 if spot.turned else 0) as box:
            if spot.tile.outline is not None:
                canvas.line(spot.tile.outline.moved(box.x_mm, box.y_mm), LineKind.CUT)
            for line in spot.tile.lines:
                canvas.line(line.path.moved(box.x_mm, box.y_mm), line.kind)
                kinds.add(line.kind)
    return kinds


def _free(block: Block, profile: PrintProfile) -> Box:
    """How far the marks of a block may reach: into the gap beside it, and never nearer to the paper's edge
    than anything else."""
    reach = _bleed(block, profile) + MARK_GAP_MM + MARK_MM
    # A mark's round end goes on beyond its point.
    wide, free = block.box.inset(-reach), profile.printable.inset(HALF_LINE_MM)
    x, y = max(wide.x_mm, free.x_mm), max(wide.y_mm, free.y_mm)
    return Box(x, y, min(wide.right_mm, free.right_mm) - x, min(wide.bottom_mm, free.bottom_mm) - y)


def _draw_caption(canvas: Canvas, region: Region) -> None:
    y = region.box.y_mm
    for lines in region.caption:
        y = lines.draw(canvas, Box(region.box.x_mm, y, region.box.width_mm, lines.height_mm))


def _ruler_place(sheet: Sheet, profile: PrintProfile) -> tuple[float, float] | None:
    if not sheet.has_ruler:
        return None
    paper = profile.sheet
    if sheet.at_side:
        return paper.width_mm - UNPRINTABLE_MM - 3.6, paper.height_mm / 2 + RULER_MM / 2
    return paper.width_mm / 2 - RULER_MM / 2, UNPRINTABLE_MM + 2.4
