"""Boards: what is small enough shares a page and says whose it is; what is not has a page of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitgen.canvas import Canvas, Path, Role
from kitgen.layout.batches import night_batches
from kitgen.layout.boards import HEIGHTS_MM, board_tile
from kitgen.layout.leaves import whole_leaves
from kitgen.layout.plan import ActPrint, NightPrint, PuzzlePrint, Setting
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import message
from kitgen.printing.profile import PrintProfile
from kitgen.theme.theme import load_theme
from kitgen.units import Box
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.test_goldens import KIT, button_puzzle, plain_setting

NOTE = message("edge-wall.note.left-over", count=2)


def fill(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box), fill=Role.SHADE)


def puzzle(height_mm: float, notes: int = 1) -> PuzzlePrint:
    piece = Piece("mat", "mat", PieceKind.SHEET, 182.0, height_mm, fill, notes=(NOTE,) * notes)
    return replace(button_puzzle(), mechanism="edge-wall", pieces=(piece,), envelope="one")


def night(one: PuzzlePrint) -> NightPrint:
    act = ActPrint("one", message("print.act", number=1, title="One"), 1, "One", (one,), None)
    return NightPrint(KIT, (act,), is_pack=True)


def large_print() -> Setting:
    profile = PrintProfile(large_print=True)
    metrics = FontMetrics(load_theme("midnight-thread").faces, profile.typography("en"))
    return replace(plain_setting(), profile=profile, metrics=metrics)


def test_a_small_sheet_piece_is_a_board_that_keeps_its_margin_and_goes_where_its_puzzle_goes() -> None:
    one = puzzle(90)
    tile = board_tile(one, one.pieces[0], plain_setting())
    assert tile is not None
    assert (tile.id, tile.envelope, tile.keeps_margin, tile.is_card) == ("buttons/mat", "one", True, False)
    assert 90 < tile.height_mm <= HEIGHTS_MM[0]


def test_a_board_says_puzzle_sheet_act_and_notes_inside_its_box() -> None:
    one = puzzle(90, notes=3)
    setting = plain_setting()
    tile = board_tile(one, one.pieces[0], setting)
    assert tile is not None
    canvas = RecordingCanvas(setting.say)
    canvas.metrics = setting.metrics
    box = Box(10, 20, tile.width_mm, tile.height_mm)
    tile.front(canvas, box)
    assert box.contains(canvas.ink(), slack_mm=0.3)
    assert "Buttons: the mat" in canvas.texts
    assert min(canvas.sizes_pt) >= 9
    said = " ".join(canvas.texts)
    assert said.count(setting.say(NOTE)) == 3
    assert setting.say(one.act).casefold() in said.casefold()


@pytest.mark.parametrize(("height", "notes", "is_board"), [(90, 1, True), (150, 2, True), (170, 1, False)])
def test_every_sheet_piece_is_printed_once_on_a_board_or_on_a_page(
    height: float, notes: int, is_board: bool
) -> None:
    setting = plain_setting()
    one = puzzle(height, notes)
    ids = [tile.id for batch in night_batches(night(one), setting) for tile in batch.tiles]
    leaves = [leaf.piece for leaf in whole_leaves(night(one), setting) if leaf.piece]
    assert ids.count("buttons/mat") == is_board
    assert leaves.count("buttons/mat") == (not is_board)


def test_notes_grow_smaller_rather_than_leave_half_a_page_but_not_under_nine_points() -> None:
    setting = plain_setting()
    heights = []
    for notes in range(1, 30):
        one = puzzle(100, notes)
        tile = board_tile(one, one.pieces[0], setting)
        if tile is None:
            break
        heights.append(tile.height_mm)
    assert max(heights) <= HEIGHTS_MM[1]
    assert any(height <= HEIGHTS_MM[0] for height in heights)
    assert any(HEIGHTS_MM[0] < height <= HEIGHTS_MM[1] for height in heights)
    assert len(heights) < 28, "at last there is a page for it"


def test_large_print_needs_more_room_for_the_same_board() -> None:
    one = puzzle(90, notes=2)
    usual = board_tile(one, one.pieces[0], plain_setting())
    large = board_tile(one, one.pieces[0], large_print())
    assert usual is not None
    assert large is None or large.height_mm > usual.height_mm
