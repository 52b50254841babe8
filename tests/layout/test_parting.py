"""Partings: pieces that keep their margins come apart from everything else, with few cuts."""

from __future__ import annotations

from collections import deque
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Canvas
from kitgen.layout.arrange import Batch, Block, Caption, Spot
from kitgen.layout.cutting import edges
from kitgen.layout.impose import impose, pieces_field, sheet_cuts, sheet_partings
from kitgen.layout.parting import Parting, partings
from kitgen.layout.plan import Setting, Tile
from kitgen.printing.profile import PrintProfile
from kitgen.units import Box
from tests.doubles import FixedMetrics

SHEET = Box(0, 0, 200, 280)


def nothing(canvas: Canvas, box: Box) -> None:
    """Draws nothing."""


def block(x: float, y: float, width: float, height: float, *, keeps: bool = True) -> Block:
    tile = Tile("p/t", "p", "g", "e", width, height, nothing, keeps_margin=keeps)
    box = Box(x, y, width, height)
    return Block(box, (Spot(tile, box),))


def alone(one: Block) -> tuple[Box, tuple[Block, ...]]:
    return one.box, (one,)


def test_one_cut_runs_between_two_boards() -> None:
    upper, lower = block(5, 5, 180, 120), block(5, 135, 180, 120)
    assert partings([alone(upper), alone(lower)], SHEET) == [Parting(True, 130.0, 0, 200)]


def test_a_board_alone_on_its_sheet_is_not_cut_at_all() -> None:
    assert partings([alone(block(5, 5, 180, 120))], SHEET) == []


def test_pieces_that_are_cut_out_anyway_are_not_parted() -> None:
    cards = [alone(block(5, y, 63, 80, keeps=False)) for y in (5, 90, 175)]
    assert partings(cards, SHEET) == []


def test_only_the_cut_beside_the_board_is_made() -> None:
    cards = [alone(block(5, y, 63, 60, keeps=False)) for y in (5, 70, 135)]
    assert partings([*cards, alone(block(5, 200, 180, 60))], SHEET) == [Parting(True, 197.5, 0, 200)]


def test_the_caption_of_a_region_is_not_cut_through() -> None:
    left, right = block(5, 20, 80, 100), block(95, 20, 80, 100)
    (cut,) = partings([(Box(5, 5, 170, 115), (left, right))], SHEET)
    assert cut.path == Parting(False, 90.0, 20 - 1e-6, 280).path


def test_where_no_straight_cut_runs_a_board_is_cut_out() -> None:
    # Four around a fifth like the sails of a mill.
    mill = [
        block(0, 0, 120, 50),
        block(130, 0, 50, 120, keeps=False),
        block(60, 130, 120, 50, keeps=False),
        block(0, 60, 50, 120, keeps=False),
        block(60, 60, 60, 60, keeps=False),
    ]
    found = partings([alone(one) for one in mill], SHEET)
    assert sorted((cut.is_level, cut.at_mm) for cut in found) == [
        (False, 0.0),
        (False, 120.0),
        (True, 0.0),
        (True, 50.0),
    ]


def test_a_grid_that_keeps_its_margin_is_cut_between_its_pieces_only() -> None:
    spots = [
        Spot(replace(block(0, 0, 60, 40).spots[0].tile), Box(x, y, 60, 40))
        for x in (0, 60, 120)
        for y in (0, 40)
    ]
    upright, level, paths = edges(Block(Box(0, 0, 180, 80), tuple(spots)))
    assert (upright, level, len(paths)) == ([60, 120], [40], 3)


PIECES = st.lists(
    st.tuples(st.floats(30, 180), st.floats(25, 130), st.booleans(), st.booleans()), min_size=1, max_size=7
)


@given(PIECES)
@settings(derandomize=True, max_examples=40, deadline=None)
def test_after_its_cuts_every_board_hangs_together_with_nothing_else(
    pieces: list[tuple[float, float, bool, bool]],
) -> None:
    setting = Setting(PrintProfile(), FixedMetrics(), lambda message: message.key)
    batches = []
    for i, (width, height, keeps, has_caption) in enumerate(pieces):
        tile = Tile(f"p/t{i}", "p", "g", "e", width, height, nothing, keeps_margin=keeps)
        batches.append(Batch("p", "e", f"b{i}", (tile,), Caption("over it") if has_caption else None))
    for sheet in impose(batches, setting):
        cuts = sheet_partings(sheet, setting.profile)
        field = pieces_field(setting.profile, at_side=sheet.at_side, has_ruler=sheet.has_ruler)
        blocks = [one for region in sheet.regions for one in region.blocks]
        for one in blocks:
            if one.keeps_margin:
                others = [other for other in blocks if other is not one]
                assert not _hang_together(one, others, cuts, field)
        own = sum(4 for one in blocks if not one.keeps_margin)
        assert sheet_cuts(sheet, setting.profile).straight == own + len(cuts)


STEP_MM = 2


def _hang_together(one: Block, others: list[Block], cuts: list[Parting], field: Box) -> bool:
    """Whether paper leads from a block to any other without crossing a cut: found by walking over it."""
    start = (int(one.box.centre_x_mm), int(one.box.centre_y_mm))
    seen, todo = {start}, deque([start])
    while todo:
        x, y = todo.popleft()
        if any(_inside(other.box, x, y) for other in others):
            return True
        for there in ((x + STEP_MM, y), (x - STEP_MM, y), (x, y + STEP_MM), (x, y - STEP_MM)):
            is_free = _inside(field, *there) and not any(_crosses(cut, (x, y), there) for cut in cuts)
            if is_free and there not in seen:
                seen.add(there)
                todo.append(there)
    return False


def _inside(box: Box, x: float, y: float) -> bool:
    return box.x_mm < x < box.right_mm and box.y_mm < y < box.bottom_mm


def _crosses(cut: Parting, here: tuple[int, int], there: tuple[int, int]) -> bool:
    across, along = (1, 0) if cut.is_level else (0, 1)
    low, high = sorted((here[across], there[across]))
    return low <= cut.at_mm < high and cut.start_mm <= here[along] <= cut.end_mm
