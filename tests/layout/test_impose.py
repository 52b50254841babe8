"""Imposition: no piece overlaps another or leaves the sheet, whatever has to be laid out."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Canvas, Path
from kitgen.errors import LayoutError
from kitgen.layout.arrange import Batch, Caption
from kitgen.layout.backs import prepared
from kitgen.layout.cutting import edges
from kitgen.layout.impose import Sheet, impose, straight_cuts
from kitgen.layout.nest import nest
from kitgen.layout.plan import Setting, Tile
from kitgen.printing.profile import CARD_FORMATS, Duplex, PrintProfile
from kitgen.units import PAPERS, Box
from tests.doubles import FixedMetrics

EDGE_MM = 7.0
"""What printers leave blank; written anew here, on purpose."""


def nothing(canvas: Canvas, box: Box) -> None:
    """Draws nothing."""


def tile(
    name: str,
    width: float,
    height: float,
    *,
    is_card: bool = False,
    has_back: bool = False,
    round_: bool = False,
) -> Tile:
    outline = Path.ellipse(width / 2, height / 2, width / 2, height / 2) if round_ else None
    back = nothing if has_back else None
    return Tile(name, "p", "g", "e", width, height, nothing, back, is_card, outline, tolerance_mm=3.0)


def setting(profile: PrintProfile) -> Setting:
    return Setting(profile, FixedMetrics(), lambda message: message.key)


def boxes(sheet: Sheet) -> list[Box]:
    return [spot.box for region in sheet.regions for block in region.blocks for spot in block.spots]


def names(sheets: list[Sheet]) -> list[str]:
    return [
        spot.tile.id
        for sheet in sheets
        for region in sheet.regions
        for block in region.blocks
        for spot in block.spots
    ]


def overlap_mm(a: Box, b: Box) -> float:
    """How deep two boxes lie in each other; nothing where they only touch."""
    x = min(a.x_mm + a.width_mm, b.x_mm + b.width_mm) - max(a.x_mm, b.x_mm)
    y = min(a.y_mm + a.height_mm, b.y_mm + b.height_mm) - max(a.y_mm, b.y_mm)
    return min(x, y)


SIZES = st.sampled_from(
    [(63.0, 88.0), (63.0, 44.0), (44.0, 68.0), (70.0, 120.0), (20.0, 15.0), (182.0, 90.0)]
)
FREE = st.tuples(st.floats(8, 190), st.floats(8, 240))
PIECES = st.tuples(st.one_of(SIZES, FREE), st.integers(1, 30), st.booleans(), st.booleans(), st.booleans())
PROFILES = st.builds(
    PrintProfile,
    paper=st.sampled_from(list(PAPERS.values())),
    cards=st.sampled_from(list(CARD_FORMATS.values())),
    duplex=st.sampled_from(list(Duplex)),
    sleeves=st.booleans(),
    offset_mm=st.tuples(st.floats(-3, 3), st.floats(-3, 3)),
)


@settings(derandomize=True, deadline=None, max_examples=120)
@given(st.lists(PIECES, min_size=1, max_size=8), PROFILES, st.booleans())
def test_no_piece_of_any_mix_overlaps_another_or_leaves_the_sheet(
    mix: list[tuple[tuple[float, float], int, bool, bool, bool]], profile: PrintProfile, keep_apart: bool
) -> None:
    batches = []
    total = 0
    for i, ((width, height), count, is_card, has_back, round_) in enumerate(mix):
        count = min(count, 120 - total)
        total += count
        tiles = tuple(
            prepared(
                tile(f"{i}-{n}", width, height, is_card=is_card, has_back=has_back, round_=round_), profile
            )
            for n in range(count)
        )
        caption = None if is_card else Caption(f"piece {i}", "cut it out")
        if tiles:
            batches.append(Batch(f"b{i}", f"e{i // 2}", "b", tiles, caption))
    try:
        sheets = impose(batches, setting(profile), keep_apart=keep_apart)
    except LayoutError as error:
        refusal = str(error)
        sheets = []
    else:
        refusal = ""
    if refusal:
        # Only a piece that no sheet can hold may be refused, and by its size.
        assert "larger than" in refusal
        largest = max((max(t.width_mm, t.height_mm) for b in batches for t in b.tiles), default=0)
        assert largest > 150
        return
    assert sorted(names(sheets)) == sorted(t.id for batch in batches for t in batch.tiles)
    paper = profile.sheet
    bleed = 3.0 if profile.duplex is not Duplex.NONE and not profile.sleeves else 0.0
    for sheet in sheets:
        for region in sheet.regions:
            for block in region.blocks:
                own = bleed if any(spot.tile.is_card for spot in block.spots) else 0.0
                for spot in block.spots:
                    box = spot.box
                    assert min(box.x_mm, box.y_mm) >= EDGE_MM + own - 1e-3
                    assert box.right_mm <= paper.width_mm - EDGE_MM - own + 1e-3
                    assert box.bottom_mm <= paper.height_mm - EDGE_MM - own + 1e-3
        assert all(overlap_mm(a, b) < 1e-3 for a, b in combinations(boxes(sheet), 2))
        if keep_apart:
            assert len(sheet.envelopes) == 1


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: paper.name)
def test_nine_poker_cards_share_a_sheet_of_either_paper(paper: object) -> None:
    cards = tuple(tile(str(i), 63, 88, is_card=True) for i in range(9))
    sheets = impose([Batch("cards", "e", "cards", cards)], setting(PrintProfile(paper=PAPERS[paper.name])))  # type: ignore[attr-defined]  # parametrize hides the type
    assert len(sheets) == 1
    assert len({box.x_mm for box in boxes(sheets[0])}) == 3
    assert len({box.y_mm for box in boxes(sheets[0])}) == 3


def test_cards_with_backs_keep_their_bleed_on_letter_by_turning() -> None:
    cards = tuple(tile(str(i), 63, 88, is_card=True) for i in range(8))
    profile = PrintProfile(paper=PAPERS["letter"], duplex=Duplex.LONG)
    sheets = impose([Batch("cards", "e", "cards", cards)], setting(profile))
    assert len(sheets) == 1
    assert all(spot.turned for region in sheets[0].regions for block in region.blocks for spot in block.spots)


def test_cuts_of_cards_run_from_edge_to_edge() -> None:
    cards = tuple(tile(str(i), 63, 88, is_card=True) for i in range(7))
    halves = tuple(tile(f"h{i}", 63, 44, is_card=True) for i in range(2))
    sheets = impose([Batch("cards", "e", "cards", cards + halves)], setting(PrintProfile()))
    for sheet in sheets:
        for region in sheet.regions:
            for block in region.blocks:
                xs = {round(x, 3) for spot in block.spots for x in (spot.box.x_mm, spot.box.right_mm)}
                # No upright cut runs through the middle of a card in another row.
                assert not any(
                    spot.box.x_mm + 0.01 < x < spot.box.right_mm - 0.01 for spot in block.spots for x in xs
                )


def test_tiles_that_stay_together_are_cut_out_along_their_outer_edges_alone() -> None:
    apart = tuple(tile(f"k/entry-{i}", 63, 24) for i in range(7))
    together = tuple(replace(one, columns=3, stays_whole=True) for one in apart)
    for tiles, cuts in ((tuple(replace(one, columns=3) for one in apart), 4 + 4), (together, 2 + 2)):
        (sheet,) = impose([Batch("leaf", "e", "leaf", tiles, Caption("leaf"))], setting(PrintProfile()))
        assert straight_cuts(sheet, PrintProfile()) == cuts
        (block,) = (block for region in sheet.regions for block in region.blocks)
        assert len(edges(block)[2]) == cuts


def test_a_piece_larger_than_any_sheet_is_refused_with_its_size() -> None:
    batch = Batch("attic", "e", "attic", (tile("ladder", 250, 300),), Caption("attic"))
    with pytest.raises(LayoutError, match=r"attic: piece ladder of 250 x 300 mm is larger than the 195.6 x"):
        impose([batch], setting(PrintProfile()))


def test_a_back_that_must_meet_better_than_the_printer_can_is_refused() -> None:
    lamp = replace(tile("lamp", 60, 60, has_back=True), tolerance_mm=1.0)
    with pytest.raises(
        LayoutError, match="may miss each other by 1 mm, and with --duplex long they miss by up to 3"
    ):
        prepared(lamp, PrintProfile(duplex=Duplex.LONG))
    assert prepared(lamp, PrintProfile(duplex=Duplex.FOLD)).fold_mm == 60


def test_small_leftovers_of_two_envelopes_share_a_sheet_unless_they_are_kept_apart() -> None:
    batches = [
        Batch("a", "one", "a", (tile("a", 100, 60),), Caption("a")),
        Batch("b", "two", "b", (tile("b", 100, 60),), Caption("b")),
    ]
    assert len(impose(batches, setting(PrintProfile()))) == 1
    assert len(impose(batches, setting(PrintProfile()), keep_apart=True)) == 2


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.lists(st.lists(FREE, min_size=1, max_size=3), max_size=9), st.floats(0, 6))
def test_nested_things_keep_their_gap_and_stay_in_the_room(
    things: list[list[tuple[float, float]]], gap: float
) -> None:
    places = nest(things, (200.0, 260.0), gap)
    if places is None:
        return
    for thing, place in zip(things, places, strict=True):
        assert (place.box.width_mm, place.box.height_mm) == thing[place.shape]
        assert place.box.right_mm <= 200.001
        assert place.box.bottom_mm <= 260.001
    for a, b in combinations(places, 2):
        grown = Box(a.box.x_mm - gap, a.box.y_mm - gap, a.box.width_mm + 2 * gap, a.box.height_mm + 2 * gap)
        assert overlap_mm(grown, b.box) < 1e-3
