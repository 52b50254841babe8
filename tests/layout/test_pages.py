"""Pieces lie on their pages without overlap, inside what printers reach; codes have their quiet zone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Canvas, Path, Role
from kitgen.codes import qr_matrix
from kitgen.errors import LayoutError
from kitgen.layout.cards import Card, impose_cards, readable_address
from kitgen.layout.furniture import draw_qr, draw_ruler, ruler_at
from kitgen.layout.plan import UNPRINTABLE_MM, KitPrint
from kitgen.layout.props import field_of, pack
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import message
from kitgen.units import PAPERS, Box, Paper
from tests.doubles import RecordingCanvas

KIT = KitPrint("Kit", "", "", "AAAA-BBBB", "", None)


def fill(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box), fill=Role.SHADE)


def printable(paper: Paper) -> Box:
    return Box(0, 0, paper.width_mm, paper.height_mm).inset(UNPRINTABLE_MM)


def overlap(a: Box, b: Box) -> bool:
    slack = 1e-6
    return (
        a.x_mm < b.right_mm - slack
        and b.x_mm < a.right_mm - slack
        and a.y_mm < b.bottom_mm - slack
        and b.y_mm < a.bottom_mm - slack
    )


SIZES = st.tuples(st.sampled_from([28.0, 40.0, 63.0, 120.0]), st.sampled_from([20.0, 40.0, 88.0, 180.0]))


@given(
    st.lists(st.tuples(SIZES, st.integers(1, 4)), min_size=1, max_size=40), st.sampled_from(sorted(PAPERS))
)
@settings(derandomize=True, deadline=None)
def test_props_never_overlap_nor_leave_their_field(
    shapes: list[tuple[tuple[float, float], int]], paper_name: str
) -> None:
    paper = PAPERS[paper_name]
    pieces = [
        Piece(f"p-{i}", "g", PieceKind.PROP, w, h, fill, copies=copies)
        for i, ((w, h), copies) in enumerate(shapes)
    ]
    fields = (field_of(paper, first=True), field_of(paper, first=False))
    pages = pack(pieces, fields, "test")
    assert sum(len(page) for page in pages) == sum(piece.copies for piece in pieces)
    for number, page in enumerate(pages):
        field = fields[0] if number == 0 else fields[1]
        for i, spot in enumerate(page):
            assert field.contains(spot.box)
            assert not any(overlap(spot.box, other.box) for other in page[:i])


def test_equal_rectangles_share_their_cuts() -> None:
    pieces = [Piece(f"b-{i}", "bricks", PieceKind.PROP, 40, 28, fill) for i in range(8)]
    paper = PAPERS["a4"]
    (page,) = pack(pieces, (field_of(paper, first=True), field_of(paper, first=False)), "wall")
    lefts = sorted({round(spot.box.x_mm, 3) for spot in page})
    tops = sorted({round(spot.box.y_mm, 3) for spot in page})
    assert [round(b - a, 3) for a, b in pairwise(lefts)] == [40.0, 40.0, 40.0]
    assert [round(b - a, 3) for a, b in pairwise(tops)] == [28.0]


def test_a_prop_larger_than_the_page_is_named_with_its_size() -> None:
    paper = PAPERS["letter"]
    giant = Piece("globe", "g", PieceKind.PROP, 300, 20, fill)
    with pytest.raises(LayoutError, match=r"props of x: piece globe of 300 x 20 mm"):
        pack([giant], (field_of(paper, first=True), field_of(paper, first=False)), "props of x")


@pytest.mark.parametrize("paper_name", sorted(PAPERS))
@pytest.mark.parametrize("count", [1, 8, 9, 10, 19])
def test_cards_lie_nine_up_and_everything_stays_printable(paper_name: str, count: int) -> None:
    paper = PAPERS[paper_name]
    cards = [Card(f"k/{i}", "k", "cards", fill) for i in range(count)]
    pages = impose_cards(cards, paper, KIT, message("print.what.cards"))
    assert [len(page.placed) for page in pages] == [9] * (count // 9) + ([count % 9] if count % 9 else [])
    assert [page.ruler is not None for page in pages] == [True] + [False] * (len(pages) - 1)
    for page in pages:
        canvas = RecordingCanvas()
        page.draw(canvas)
        # The double sets wider type than any face of ours, so text is measured by `proof` instead.
        assert printable(paper).contains(canvas.drawn_ink(), slack_mm=0.2)
        for placed in page.placed:
            assert printable(paper).contains(placed.box)
            assert (placed.box.width_mm, placed.box.height_mm) == (63.0, 88.0)
        lines = [entry for entry in canvas.log if entry.startswith("line cut")]
        assert len(lines) >= 6


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
