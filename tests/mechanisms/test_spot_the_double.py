"""The room and its double: one word by two ways of looking, and no difference but those that count."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest

from kitgen.canvas import Canvas
from kitgen.codes import qr_matrix
from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.layout.plan import PuzzlePrint, Setting
from kitgen.layout.sheets import piece_sheets
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, Verdict
from kitgen.mechanisms.spot_the_double import SpotTheDouble
from kitgen.mechanisms.spot_the_double.clues import PATTERNS, ROWS, SLOTS, Column, DoubleClues, Kind, Placed
from kitgen.mechanisms.spot_the_double.params import DoubleParams
from kitgen.mechanisms.spot_the_double.reasoning import changes
from kitgen.mechanisms.spot_the_double.sheet import (
    FEET_MM,
    MARGIN_MM,
    ROOM_MM,
    SHEET_MM,
    TALLEST,
    draw_room,
    draw_thing,
    foot_of,
    sheet_front,
)
from kitgen.mechanisms.spot_the_double.things import THINGS
from kitgen.message import message
from kitgen.printing.profile import PrintProfile
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box, Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics, PdfFile
from tests.doubles import RecordingCanvas
from tests.mechanisms.spot_the_double_second_opinion import readings

MECHANISM = SpotTheDouble()
WORDS = ("DOOR", "MOUSE", "NEEDLE", "SHADOWS", "BUTTONED")
SEEDS = range(15)

PIXELS_PER_MM = 6
GREY_STEP = 60
"""Difference of grey, of 255, that is seen at a glance."""

LEAST_INK_MM2 = 8.0
LEAST_ACROSS_MM = 4.0


@cache
def english() -> Catalogue:
    return Catalogue.load("en")


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"double {seed}", level.value)
    word = WORDS[seed % len(WORDS)]
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, word, NOTHING_GIVEN, rng)


def worked_example() -> DoubleClues:
    kinds = (Kind.GONE, Kind.NEW, Kind.TURNED)
    boot, cat, trunk = Placed("boot", 2, 0), Placed("cat", 2, 2), Placed("trunk", 2, 4)
    columns = (
        Column("trunk", ("S", "A", "E")),
        Column("cat", ("T", "E", "N")),
        Column("boot", ("O", "R", "U")),
    )
    return DoubleClues((boot, cat, trunk), (replace(cat, facing=-1), trunk), kinds, columns)


def verdicts(clues: DoubleClues) -> tuple[Verdict, int]:
    return MECHANISM.solve(clues, NOTHING_GIVEN).verdict, len(readings(clues, NOTHING_GIVEN))


# --- one word -------------------------------------------------------------------------------------


def test_the_worked_example_has_the_answer_it_claims() -> None:
    clues = worked_example()
    assert MECHANISM.solve(clues, NOTHING_GIVEN).answers == ("ON",)
    assert readings(clues, NOTHING_GIVEN) == {"ON"}


@pytest.mark.parametrize("level", list(Level))
def test_whoever_lays_the_drawings_upon_one_another_reads_the_same_word(level: Level) -> None:
    for seed in SEEDS:
        puzzle = made(level, seed)
        assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}


def test_equal_tags_leave_the_order_open_for_both() -> None:
    for seed in SEEDS:
        clues = made(Level.HARD, seed).clues
        changed = {change.thing for change in changes(clues) or ()}
        columns = tuple(replace(c, tag=50) if c.thing in changed else c for c in clues.columns)
        verdict, count = verdicts(replace(clues, columns=columns))
        assert verdict is Verdict.SEVERAL
        assert count > 1


def test_two_changes_on_a_thing_need_the_rule_that_orders_them() -> None:
    for seed in SEEDS:
        clues = replace(made(Level.FIENDISH, seed).clues, twice=False)
        verdict, count = verdicts(clues)
        assert verdict is Verdict.SEVERAL
        assert count > 1


@pytest.mark.parametrize("level", list(Level))
def test_a_sampler_without_a_needed_row_is_refused_by_both(level: Level) -> None:
    clues = made(level, 1).clues
    used = (changes(clues) or [])[0].kind
    at = clues.kinds.index(used)
    columns = tuple(replace(c, letters=c.letters[:at] + c.letters[at + 1 :]) for c in clues.columns)
    kinds = clues.kinds[:at] + clues.kinds[at + 1 :]
    assert verdicts(replace(clues, kinds=kinds, columns=columns)) == (Verdict.SEVERAL, 0)


def test_left_to_right_says_nothing_in_a_mirror_or_of_a_thing_that_moved() -> None:
    mirrored = replace(made(Level.FIENDISH, 0).clues, tagged=False)
    assert verdicts(mirrored) == (Verdict.SEVERAL, 0)
    example = worked_example()
    moved = (replace(example.double[0], slot=5), *example.double[1:])
    kinds = (*example.kinds, Kind.MOVED)
    columns = tuple(replace(c, letters=(*c.letters, "Y")) for c in example.columns)
    assert verdicts(replace(example, double=moved, kinds=kinds, columns=columns)) == (Verdict.SEVERAL, 0)


def test_the_same_room_twice_says_nothing() -> None:
    clues = made(Level.NORMAL, 0).clues
    assert verdicts(replace(clues, double=clues.home)) == (Verdict.SEVERAL, 0)


# --- lazy players ---------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [Level.HARD, Level.FIENDISH])
def test_reading_by_place_gives_another_word_where_there_are_tags(level: Level) -> None:
    for seed in SEEDS:
        puzzle = made(level, seed)
        assert "".join(change.letter for change in changes(puzzle.clues) or ()) != puzzle.answer


@pytest.mark.parametrize("level", list(Level))
def test_every_thing_has_a_column_and_no_column_a_letter_twice(level: Level) -> None:
    for seed in SEEDS:
        clues = made(level, seed).clues
        things = {placed.thing for placed in (*clues.home, *clues.double)}
        assert sorted(column.thing for column in clues.columns) == sorted(things)
        assert len(things) > len(changes(clues) or ()) + 3
        assert all(len(set(column.letters)) == len(clues.kinds) for column in clues.columns)


@pytest.mark.parametrize("level", list(Level))
def test_whoever_misses_a_change_has_a_letter_too_few(level: Level) -> None:
    for seed in SEEDS:
        assert len(changes(made(level, seed).clues) or ()) == len(made(level, seed).answer)


def test_looking_at_each_thing_once_is_too_short_a_word_at_the_last_level() -> None:
    for seed in SEEDS:
        found = changes(made(Level.FIENDISH, seed).clues) or []
        assert len({change.thing for change in found}) < len(found)


@pytest.mark.parametrize("level", list(Level))
def test_slips_are_other_words_and_most_are_known(level: Level) -> None:
    for seed in SEEDS:
        told = [slip.answer for slip in made(level, seed).misreadings]
        assert len(told) >= 3
        assert made(level, seed).answer not in told


# --- on paper -------------------------------------------------------------------------------------


def grey(width: float, height: float, draw: Any) -> np.ndarray[Any, Any]:
    """A page as grey pixels."""
    theme = load_theme("midnight-thread")
    paper = Paper("x", width, height)
    pdf = PdfFile(theme, paper, "x", "en", FontMetrics(theme.faces), english().say)
    with pdf.page() as canvas:
        draw(canvas)
    document = pypdfium2.PdfDocument(pdf.to_bytes())
    picture = document[0].render(scale=PIXELS_PER_MM * 25.4 / 72).to_pil().convert("L")
    document.close()
    return np.asarray(picture).astype(np.int16)


def changed(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where two pictures differ to the eye; lines that shift by a pixel in the printing do not count."""
    raw = (np.abs(a - b) > GREY_STEP).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(raw, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)))


def assert_seen(mask: np.ndarray[Any, Any], what: object) -> None:
    ys, xs = np.nonzero(mask)
    assert len(ys) / PIXELS_PER_MM**2 >= LEAST_INK_MM2, what
    assert max(np.ptp(ys), np.ptp(xs)) / PIXELS_PER_MM >= LEAST_ACROSS_MM, what


def place_box(placed: Placed, *, mirrored: bool) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a thing's place in pixels, in the room as it is at home."""
    x, _ = foot_of(placed, Box(0, 0, *ROOM_MM))
    x = ROOM_MM[0] - x if mirrored else x
    half = (ROOM_MM[0] - 2 * MARGIN_MM) / SLOTS[placed.row] / 2
    bottom = FEET_MM[placed.row] + 1.4
    box = (x - half, bottom - TALLEST[placed.row] - 2.2, x + half, bottom)
    left, top, right, low = (round(v * PIXELS_PER_MM) for v in box)
    return max(left, 0), top, right, low


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("seed", range(5))
def test_the_printed_rooms_differ_where_a_thing_changed_and_nowhere_else(level: Level, seed: int) -> None:
    clues = made(level, seed).clues
    rooms = [
        grey(*ROOM_MM, lambda canvas, room=room: draw_room(canvas, Box(0, 0, *ROOM_MM), room))
        for room in (clues.home, clues.double)
    ]
    mask = changed(rooms[0], np.fliplr(rooms[1]) if clues.mirrored else rooms[1])
    home = {placed.thing: placed for placed in clues.home}
    there = {placed.thing: placed for placed in clues.double}
    rest = mask.copy()
    for thing in {change.thing for change in changes(clues) or ()}:
        for room, mirrored in ((home, False), (there, clues.mirrored)):
            if thing in room:
                left, top, right, bottom = place_box(room[thing], mirrored=mirrored)
                assert_seen(mask[top:bottom, left:right], (thing, mirrored))
                rest[top:bottom, left:right] = 0
    assert not rest.any()


CELL_MM = (24.0, 21.0)


@cache
def looks() -> dict[Placed, np.ndarray[Any, Any]]:
    """Every thing in every look, in grey."""
    things: list[Placed] = []
    for name, thing in THINGS.items():
        plain = Placed(name, thing.row, 0)
        for pattern in PATTERNS:
            for large in (True, False):
                for facing in (1, -1):
                    things.append(replace(plain, pattern=pattern, large=large, facing=facing))
            things.append(replace(plain, pattern=pattern, whole=False))
    columns = 26
    rows = -(-len(things) // columns)

    def draw(canvas: Canvas) -> None:
        for i, placed in enumerate(things):
            x, y = (i % columns + 0.5) * CELL_MM[0], (i // columns + 1) * CELL_MM[1] - 1
            draw_thing(canvas, placed, (x, y))

    page = grey(columns * CELL_MM[0], rows * CELL_MM[1], draw)
    wide, high = (round(v * PIXELS_PER_MM) for v in CELL_MM)
    return {
        placed: page[
            i // columns * high : (i // columns + 1) * high, i % columns * wide : (i % columns + 1) * wide
        ]
        for i, placed in enumerate(things)
    }


@pytest.mark.parametrize("name", list(THINGS))
def test_every_change_of_every_thing_is_large_enough_to_be_seen_in_grey(name: str) -> None:
    plain = Placed(name, THINGS[name].row, 0)
    for pattern in PATTERNS:
        large = replace(plain, pattern=pattern)
        small = replace(large, large=False)
        pairs = [(large, small), (large, replace(large, facing=-1)), (small, replace(small, facing=-1))]
        if pattern != "dark":
            pairs.append((large, replace(large, whole=False)))
        for other in PATTERNS:
            if other != pattern:
                pairs.append((large, replace(large, pattern=other)))
        for a, b in pairs:
            assert_seen(changed(looks()[a], looks()[b]), (a, b))


def test_things_keep_to_their_place_and_rows_hold_more_than_a_room_needs() -> None:
    for name, thing in THINGS.items():
        for facing in (1, -1):
            canvas = RecordingCanvas()
            draw_thing(canvas, Placed(name, thing.row, 0, facing), (0, 0))
            ink = canvas.drawn_ink()
            assert Box(-11.6, -TALLEST[thing.row] - 1.0, 23.2, TALLEST[thing.row] + 2.2).contains(ink), name
    for row in range(len(ROWS)):
        assert sum(thing.row == row for thing in THINGS.values()) > SLOTS[row]


def test_every_thing_and_kind_has_a_name() -> None:
    for name in THINGS:
        assert english().say(message(f"spot-the-double.thing.{name}"))
    for kind in Kind:
        assert len(english().say(message(f"spot-the-double.kind.{kind}"))) <= 16


def test_task_and_done_are_short_enough_for_their_card() -> None:
    for level in Level:
        said = MECHANISM.instructions(made(level, 0).params, made(level, 0).clues)
        assert len(english().say(said.task)) <= 230
        assert len(english().say(said.done)) <= 110
        assert len(english().say(said.answer_form)) <= 75


@pytest.mark.parametrize("level", list(Level))
def test_the_task_says_in_which_order_the_letters_are_read(level: Level) -> None:
    said = english().say(MECHANISM.instructions(made(level, 0).params, made(level, 0).clues).task)
    tagged = made(level, 0).clues.tagged
    assert ("numbers on the tags, smallest first" in said) == tagged
    assert ("wall, then shelf, then floor, each from left to right" in said) != tagged


def test_the_pictures_in_the_sampler_face_as_the_things_at_home() -> None:
    clues = worked_example()
    turned = replace(clues, home=tuple(replace(placed, facing=-1) for placed in clues.home))
    sheets = (sheet_front(clues), sheet_front(turned))
    pages = [grey(*SHEET_MM, lambda canvas, s=s: s(canvas, Box(0, 0, *SHEET_MM))) for s in sheets]
    assert_seen(changed(*(page[round(131.2 * PIXELS_PER_MM) :] for page in pages)), "below the rooms")


def sheet_print(level: Level, seed: int) -> PuzzlePrint:
    """The puzzle as the layout sees it, with a hint code beside its facts."""
    accepted = made(level, seed)
    return PuzzlePrint(
        id="double",
        mechanism=MECHANISM.slug,
        title="The other parents",
        act=message("print.heading.task"),
        act_number=1,
        story="A story.",
        emblem="door",
        box="A",
        box_count=8,
        instructions=MECHANISM.instructions(accepted.params, accepted.clues),
        needs=(message("spot-the-double.group.rooms", count=1),),
        pieces=accepted.pieces,
        code="AB12",
        qr=qr_matrix("https://example.org/kit/hints/#AB12"),
    )


@pytest.mark.parametrize("paper", list(PAPERS))
@pytest.mark.parametrize("level", list(Level))
def test_the_rooms_their_rules_and_their_facts_share_one_page(paper: str, level: Level) -> None:
    profile = PrintProfile(paper=PAPERS[paper])
    metrics = FontMetrics(load_theme("midnight-thread").faces, profile.typography("en"))
    puzzle = sheet_print(level, 4)
    pages = piece_sheets(puzzle, puzzle.pieces[0], Setting(profile, metrics, english().say))
    assert len(pages) == 1


# --- params and time ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed_params", "part_of_reason"),
    [
        ({"kinds": (Kind.GONE, Kind.NEW, Kind.NEW)}, "twice"),
        ({"mirrored": True}, "tagged"),
        ({"kinds": tuple(Kind), "bold": False}, "tagged"),
        ({"kinds": (Kind.GONE, Kind.NEW, Kind.PATTERN), "twins": 1}, "twins"),
        ({"kinds": (Kind.GONE, Kind.TURNED, Kind.PATTERN), "twins": 2}, "twins"),
        ({"kinds": (Kind.GONE, Kind.NEW, Kind.PART)}, "bold"),
        ({"kinds": (Kind.GONE, Kind.NEW, Kind.TURNED)}, "kinds"),
    ],
)
def test_params_that_cannot_work_are_named(changed_params: dict[str, Any], part_of_reason: str) -> None:
    params = DoubleParams(**changed_params)
    assert part_of_reason in MECHANISM.impossible(params, "SHADOWS")


def test_a_word_of_two_letters_is_refused_and_presets_carry_all_others() -> None:
    for level in Level:
        assert "different letters" in MECHANISM.impossible(MECHANISM.preset(level), "ANNA")
        assert all(not MECHANISM.impossible(MECHANISM.preset(level), word) for word in WORDS)


def test_minutes_rise_from_level_to_level_as_the_house_asks() -> None:
    spans = {Level.EASY: (4, 5.5), Level.NORMAL: (6, 8), Level.HARD: (8, 10), Level.FIENDISH: (10, 12)}
    for level, (least, most) in spans.items():
        minutes = sorted(
            solving_minutes(MECHANISM.techniques, made(level, seed).solution, made(level, seed).pieces)
            for seed in SEEDS
        )
        assert least <= minutes[len(minutes) // 2] <= most, level
