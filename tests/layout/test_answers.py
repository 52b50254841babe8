"""The answer sheet: one page for a whole night where that can be had, and good to write on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitgen.codes import qr_matrix
from kitgen.layout.answer_rows import LEAST_CLOSE_BOX_MM, ROOMY, close_look, fits_close
from kitgen.layout.answer_strip import answer_strip
from kitgen.layout.answers import answer_pages
from kitgen.layout.furniture import SmallPrint
from kitgen.layout.plan import ActPrint, LockPrint, NightPrint, PuzzlePrint, Setting
from kitgen.layout.sheet_head import frame_of, sheet_head
from kitgen.message import message
from kitgen.printing.profile import PrintProfile
from kitgen.units import PAPERS, Box
from tests.doubles import RecordingCanvas
from tests.test_goldens import KIT, button_puzzle, plain_setting

ACTS = (3, 4, 3, 3, 3)
STEP = message("locks.dial.arrow", ring="II", place=message("locks.place.p2"), box="A")


def night_of(acts: tuple[int, ...], boxes: int = 6, lock: LockPrint | None = None) -> NightPrint:
    """A night of so many puzzles in each act, each with so many boxes."""
    puzzle = button_puzzle()
    said = lock or LockPrint("A gate", (STEP, STEP, STEP))
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghij")
    made = []
    for number, count in enumerate(acts, start=1):
        own = [
            replace(puzzle, id=f"p-{number}-{i}", box=next(letters), box_count=boxes) for i in range(count)
        ]
        made.append(ActPrint(f"act-{number}", puzzle.act, number, "One", tuple(own), said))
    return NightPrint(KIT, tuple(made))


def pages_of(night: NightPrint, setting: Setting) -> list[RecordingCanvas]:
    """What is drawn on each page."""
    small = SmallPrint(KIT.title, KIT.fingerprint, message("print.what.answers"), 1, 1)
    found = []
    for page in answer_pages(night, setting):
        canvas = RecordingCanvas(setting.say)
        canvas.metrics = setting.metrics
        page(small).draw(canvas)
        found.append(canvas)
    return found


def test_sixteen_puzzles_and_five_locks_stand_on_one_page() -> None:
    setting = plain_setting()
    (canvas,) = pages_of(night_of(ACTS), setting)
    assert [text for text in canvas.texts if len(text) == 1] == list("ABCDEFGHIJKLMNOP")
    assert canvas.texts.count("A gate") == len(ACTS)
    assert min(canvas.sizes_pt) >= 8
    frame = frame_of(setting.profile.sheet)
    assert all(frame.inset(-0.5).x_mm <= x <= frame.right_mm + 0.5 for x, _ in canvas.extremes)


@pytest.mark.parametrize("boxes", range(1, 9))
def test_boxes_of_close_rows_are_good_to_write_in(boxes: int) -> None:
    setting = plain_setting()
    look = close_look(sheet_head(setting, "a sheet", "Label", "Title", "key").room.width_mm)
    puzzle: PuzzlePrint = replace(button_puzzle(), box_count=boxes)
    assert fits_close(night_of(ACTS, boxes).acts)
    high = look.row_mm - look.air_mm - look.sign_mm
    places = answer_strip(RecordingCanvas(), Box(0, 0, 70.2, min(high, look.box_mm)), puzzle, 0.8)
    assert all(LEAST_CLOSE_BOX_MM <= place.width_mm <= look.box_mm for place in places)
    assert look.words_mm >= 0.85 * ROOMY.words_mm


def test_what_one_page_has_no_room_for_goes_on_over_further_pages() -> None:
    setting = plain_setting()
    found = pages_of(night_of((5, 5, 5, 5, 5)), setting)
    assert len(found) == 2
    said = [text for canvas in found for text in canvas.texts if len(text) == 1]
    assert said == list("ABCDEFGHIJKLMNOPQRSTUVWXY")
    letter = Setting(PrintProfile(paper=PAPERS["letter"]), setting.metrics, setting.say)
    assert len(pages_of(night_of(ACTS), letter)) <= 2


def test_a_short_night_keeps_its_roomy_rows() -> None:
    (canvas,) = pages_of(night_of((3, 3)), plain_setting())
    assert any(str(text).startswith("Room to think".upper()[:4]) or "think" in text for text in canvas.texts)


def test_codes_to_scan_and_long_answers_stand_in_roomy_rows() -> None:
    code = LockPrint("A gate", (STEP,), "ABCD-EFGH", qr_matrix("HTTP://192.168.1.20:8737/ABCDEFGH/"))
    assert not fits_close(night_of(ACTS, lock=code).acts)
    assert fits_close(night_of(ACTS, 9).acts)
    assert not fits_close(night_of(ACTS, 10).acts)
