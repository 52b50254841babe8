"""SpotTheDouble: worked example, second opinion, drawn differences measured, lazy players, params."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pypdfium2
import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.spot_the_double import SpotTheDouble
from kitgen.mechanisms.spot_the_double.clues import SLOTS, Column, DoubleClues, Kind, Placed
from kitgen.mechanisms.spot_the_double.sheet import FEET_MM, MARGIN_MM, ROOM_MM, SHEET_MM, TALLEST, room_box
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import Box, Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.mechanisms.spot_the_double_second_opinion import differences, readings

ROOMS = SpotTheDouble()
WORDS = ("BLINK", "SNEEZE", "YAWN", "SQUINT", "STUMBLE", "HESITATE", "WINK", "GRUMBLE", "SHRUG", "DAYDREAM")
SEEDS = range(12)
DPI = 254  # ten pixels a millimetre, so that both rooms lie on the pixels alike
DARKER = 60
"""Grey levels by which a pixel must differ to count; smoothing of edges makes less."""


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"rooms {seed}", level.value)
    return make_puzzle(ROOMS, ROOMS.preset(level), level, WORDS[seed % len(WORDS)], NOTHING_GIVEN, rng)


def every() -> list[Accepted]:
    return [made(level, seed) for level in Level for seed in SEEDS]


def test_the_worked_example_reads_on() -> None:
    boot, cat, trunk = (Placed(thing, 2, slot) for slot, thing in enumerate(("boot", "cat", "trunk")))
    columns = (Column("boot", ("O", "A")), Column("cat", ("E", "N")), Column("trunk", ("U", "R")))
    clues = DoubleClues(
        (boot, cat, trunk), (replace(cat, facing=-1), trunk), (Kind.GONE, Kind.TURNED), columns
    )
    solution = ROOMS.solve(clues, NOTHING_GIVEN)
    assert (solution.verdict, solution.answers) == (Verdict.UNIQUE, ("ON",))
    assert readings(clues, NOTHING_GIVEN) == {"ON"}


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("seed", SEEDS)
def test_a_second_opinion_reads_the_same_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}
    assert len(differences(puzzle.clues)) == len(puzzle.answer)


def test_both_opinions_see_that_equal_tags_leave_the_order_open() -> None:
    for puzzle in every():
        if not puzzle.clues.tagged:
            continue
        names = {name for name, _, _ in differences(puzzle.clues)}
        columns = tuple(replace(c, tag=1) if c.thing in names else c for c in puzzle.clues.columns)
        clues = replace(puzzle.clues, columns=columns)
        assert len(readings(clues, NOTHING_GIVEN)) > 1
        assert ROOMS.solve(clues, NOTHING_GIVEN).verdict is Verdict.SEVERAL


@cache
def drawn(level: Level, seed: int) -> tuple[Any, Any]:
    """Both rooms as grey pixels, from the rendered page."""
    puzzle = made(level, seed)
    theme = load_theme("midnight-thread")
    say = Catalogue.load("en").say
    pdf = PdfFile(theme, Paper("sheet", *SHEET_MM), "rooms", "en", FontMetrics(theme.faces), say)
    sheet = Box(0, 0, *SHEET_MM)
    with pdf.page() as canvas:
        puzzle.pieces[0].front(canvas, sheet)
    document = pypdfium2.PdfDocument(io.BytesIO(pdf.to_bytes()))
    page = np.asarray(document[0].render(scale=DPI / 72).to_pil().convert("L"), dtype=int)
    document.close()
    first, second = (part(page, room_box(sheet, index)) for index in (0, 1))
    return first, second


def part(page: Any, box: Box) -> Any:
    """The pixels of a box in mm."""
    left, top, right, bottom = (
        round(mm / 25.4 * DPI) for mm in (box.x_mm, box.y_mm, box.right_mm, box.bottom_mm)
    )
    return page[top:bottom, left:right]


def place_box(row: int, slot: int) -> Box:
    """What a thing's place takes of its room, in mm from the room's corner."""
    pitch = (ROOM_MM[0] - 2 * MARGIN_MM) / SLOTS[row]
    return Box(MARGIN_MM + slot * pitch, FEET_MM[row] - TALLEST[row], pitch, TALLEST[row])


@pytest.mark.parametrize("level", [Level.EASY, Level.NORMAL, Level.HARD])
@pytest.mark.parametrize("seed", range(4))
def test_the_drawn_rooms_differ_where_the_clues_say_and_nowhere_else(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    home, other = drawn(level, seed)
    places = {(thing.row, thing.slot): thing for thing in clues.home}
    there = {(thing.row, thing.slot): thing for thing in clues.double}
    expected = {place for place in places.keys() | there.keys() if places.get(place) != there.get(place)}
    found = set()
    for row, count in enumerate(SLOTS):
        for slot in range(count):
            one, two = (part(room, place_box(row, slot)) for room in (home, other))
            unlike = np.abs(one - two) > DARKER
            if not unlike.any():
                continue
            across = np.ptp(np.argwhere(unlike), axis=0).max() / DPI * 25.4
            area = unlike.sum() * (25.4 / DPI) ** 2
            assert across >= 3.0, "too small to be seen"
            assert area >= 3.0, "too little ink to be seen"
            found.add((row, slot))
    assert found == expected


def test_by_position_alone_tagged_sheets_read_another_word() -> None:
    for puzzle in every():
        if puzzle.clues.tagged:
            plain = replace(puzzle.clues, tagged=False, twice=True)
            assert puzzle.answer not in readings(plain, NOTHING_GIVEN)


def test_the_sampler_has_letters_for_many_more_changes_than_there_are() -> None:
    for puzzle in every():
        letters = [letter for column in puzzle.clues.columns for letter in column.letters]
        assert len(letters) >= 4 * len(puzzle.answer)
        assert len(set(letters)) >= 10


def test_params_that_cannot_work_together_are_named() -> None:
    easy = ROOMS.preset(Level.EASY)
    assert ROOMS.impossible(easy, "BLINK") == ""
    assert ROOMS.impossible(easy, "AAAA")
