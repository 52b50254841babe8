"""The globe on paper: snow that leads nobody astray, panels, the sheet, words that fit."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from pathlib import Path as FilePath
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Path
from kitgen.mechanisms.contract import Level, PieceKind
from kitgen.mechanisms.globe_nonogram import GlobeParams
from kitgen.mechanisms.globe_nonogram.cells import cells_path
from kitgen.mechanisms.globe_nonogram.drawing import is_counting_line
from kitgen.mechanisms.globe_nonogram.glyphs import (
    digits_in_ring,
    joined,
)
from kitgen.mechanisms.globe_nonogram.plan import column_numbers, plan_for, row_numbers
from kitgen.mechanisms.globe_nonogram.sheet import SHEET_MM, seen_rows
from kitgen.message import Message
from kitgen.units import Box
from tests.doubles import RecordingCanvas
from tests.mechanisms.test_globe_nonogram import GLOBE, LEVELS, made, round_the_globe

# --- snow ------------------------------------------------------------------------------------------


def longest_run_along(row: int, around: int, columns: set[int]) -> int:
    """The longest run of a closed row of cells that touches some columns."""
    longest = 0
    for start in columns:
        cells = {start % around} if row >> start % around & 1 else set()
        for way in (1, -1):
            at = start
            while cells and len(cells) < around and row >> (at + way) % around & 1:
                at += way
                cells.add(at % around)
        longest = max(longest, len(cells))
    return longest


@pytest.mark.parametrize("level", LEVELS)
def test_no_snow_looks_like_a_line_over_or_under_a_digit(level: Level) -> None:
    looked = 0
    # Eight rows leave no room beyond a digit's border, so that the presets could not go wrong here.
    params = GLOBE.preset(level).model_copy(update={"rows": 9})
    for seed in range(30):
        puzzle = made(level, seed, params=params)
        width = puzzle.clues.panels[0].width
        ring = joined(round_the_globe(puzzle), width)
        around = width * len(puzzle.clues.panels)
        for digit in digits_in_ring(ring, around):
            columns = {digit.column + i for i in range(5)}
            for y in (digit.row - 2, digit.row + 8):
                if 0 <= y < len(ring):
                    looked += 1
                    assert longest_run_along(ring[y], around, columns) < 3
            for y in (digit.row - 1, digit.row + 7):
                if 0 <= y < len(ring):
                    assert longest_run_along(ring[y], around, columns) == 0
    assert looked > 20


def test_tall_panels_keep_snow_off_too() -> None:
    params = GlobeParams(columns=10, rows=12, snow=0.7, reasoning="line")
    puzzle = made(Level.NORMAL, 3, "4072", params)
    ring, around = joined(round_the_globe(puzzle), 10), 40
    for digit in digits_in_ring(ring, around):
        for y in (digit.row - 2, digit.row + 8):
            if 0 <= y < len(ring):
                assert longest_run_along(ring[y], around, {digit.column + i for i in range(5)}) < 3


# --- paper -------------------------------------------------------------------------------------------


class WordsCanvas(RecordingCanvas):
    """Says the words that are printed, so that they take the room they really take."""

    words: ClassVar[dict[str, Any]] = tomllib.loads(
        (FilePath(__file__).parents[2] / "templates/words/en/globe-nonogram.toml").read_text("utf-8")
    )

    def say(self, message: Message) -> str:
        found: Any = self.words
        for part in message.key.split(".")[1:]:
            found = found[part]
        return str(found).format(**message.values)


@pytest.mark.parametrize("cell_mm", [5.6, 7.0])
@pytest.mark.parametrize("answer", ["407", "18365"])
def test_drawings_stay_in_their_boxes_and_fit_the_page(cell_mm: float, answer: str) -> None:
    params = GlobeParams(columns=12, rows=12, cell_mm=cell_mm)
    puzzle = made(Level.NORMAL, 1, answer, params)
    for piece in GLOBE.pieces(params, puzzle.clues):
        canvas = WordsCanvas()
        box = Box(20, 30, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink(), 0.05), piece.id
        assert min(canvas.sizes_pt) >= 8
        assert piece.width_mm <= 182
        assert piece.height_mm <= (180 if piece.kind is PieceKind.SHEET else 235)
        own = Box(0, 0, piece.width_mm, piece.height_mm)
        paths: list[Path] = [line.path for line in piece.lines] + ([piece.outline] if piece.outline else [])
        assert all(own.contains(path.bounds()) for path in paths)
    for picture in GLOBE.solved(params, puzzle.clues, puzzle.solution):
        canvas = WordsCanvas()
        box = Box(10, 10, picture.width_mm, picture.height_mm)
        picture.draw(canvas, box)
        assert picture.width_mm <= 182
        assert box.contains(canvas.ink(), 0.05)


def curve(start: tuple[float, float], values: tuple[float, ...]) -> list[tuple[float, float]]:
    """Points on a cubic segment."""
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, values
    points = []
    for i in range(31):
        t, u = i / 30, 1 - i / 30
        weights = (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
        points.append(
            (
                sum(w * x for w, x in zip(weights, (x0, x1, x2, x3), strict=True)),
                sum(w * y for w, y in zip(weights, (y0, y1, y2, y3), strict=True)),
            )
        )
    return points


def cut_points(cut: Path) -> list[tuple[float, float]]:
    """Points on an outline, close together."""
    here, points = (0.0, 0.0), []
    start = (cut.segments[0][1][0], cut.segments[0][1][1])
    for op, values in cut.segments:
        end = (values[-2], values[-1]) if values else start
        if op == "C":
            points += curve(here, values)
        elif op in "LZ":
            points += [
                (here[0] + (end[0] - here[0]) * i / 60, here[1] + (end[1] - here[1]) * i / 60)
                for i in range(61)
            ]
        here = end
    return points


@pytest.mark.parametrize("cell_mm", [5.6, 6.6])
@pytest.mark.parametrize("level", LEVELS)
def test_printed_numbers_keep_clear_of_every_cut(level: Level, cell_mm: float) -> None:
    for seed in range(5):
        puzzle = made(level, seed)
        params = GLOBE.preset(level).model_copy(update={"cell_mm": cell_mm})
        plan = plan_for(puzzle.clues, cell_mm)
        for piece, panel in zip(GLOBE.pieces(params, puzzle.clues)[1:], puzzle.clues.panels, strict=True):
            assert piece.outline is not None
            edge = cut_points(piece.outline)
            for box, run in (*column_numbers(panel, plan), *row_numbers(panel, plan)):
                # A digit of 10 pt is 2.1 mm wide and 2.35 mm high in the faces that are used.
                half_x, half_y = 1.05 * len(str(run)), 1.18
                far = min(
                    math.hypot(
                        max(0.0, abs(x - box.centre_x_mm) - half_x),
                        max(0.0, abs(y - box.centre_y_mm) - half_y),
                    )
                    for x, y in edge
                )
                assert far >= 1.5, (seed, panel, run)


@pytest.mark.parametrize("level", LEVELS)
def test_panels_lie_two_by_two_on_a_page(level: Level) -> None:
    for seed in range(12):
        params = GLOBE.preset(level)
        assert params.cell_mm >= 6.2
        panel = GLOBE.pieces(params, made(level, seed, "4072").clues)[1]
        assert 2 * panel.width_mm + 4 <= 194
        assert 2 * panel.height_mm + 4 <= 204


def test_counting_lines_leave_two_cells_at_least() -> None:
    assert [[x for x in range(1, n) if is_counting_line(x, n)] for n in (8, 9, 10, 11, 12)] == [
        [5],
        [5],
        [5],
        [5],
        [5, 10],
    ]


def test_all_panels_of_a_globe_share_one_outline_so_that_seams_meet() -> None:
    puzzle = made(Level.NORMAL, 4, "4072")
    panels = GLOBE.pieces(GLOBE.preset(Level.NORMAL), puzzle.clues)[1:]
    assert len({piece.outline for piece in panels}) == 1
    assert len({(piece.width_mm, piece.height_mm) for piece in panels}) == 1


def test_the_players_paper_holds_the_numbers_and_nothing_of_the_cells() -> None:
    puzzle = made(Level.NORMAL, 4, "4072")
    for piece, panel in zip(
        GLOBE.pieces(GLOBE.preset(Level.NORMAL), puzzle.clues)[1:], puzzle.clues.panels, strict=True
    ):
        canvas = RecordingCanvas()
        piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
        lines = (*panel.rows, *panel.columns)
        words = Counter(text for text in canvas.texts if not text.isdigit())
        assert words == Counter({"globe nonogram caption glue": 1})
        numbers_seen = Counter(text for text in canvas.texts if text.isdigit())
        assert numbers_seen == Counter(str(run) for line in lines for run in (line or (0,)))


def test_the_sheet_does_not_depend_on_the_answer() -> None:
    logs = []
    for answer in ("407", "18365"):
        puzzle = made(Level.EASY, 1, answer)
        canvas = RecordingCanvas()
        GLOBE.pieces(GLOBE.preset(Level.EASY), puzzle.clues)[0].front(canvas, Box(0, 0, *SHEET_MM))
        logs.append(canvas.log)
    assert logs[0] == logs[1]


def test_the_sheet_tells_of_trying_a_cell_only_where_clues_ask_for_it() -> None:
    for level in LEVELS:
        sheet = GLOBE.pieces(GLOBE.preset(Level.EASY), made(level, 2).clues)[0]
        probes = "globe-nonogram.note.probe" in [note.key for note in sheet.notes]
        assert probes == (level in (Level.HARD, Level.FIENDISH))


def test_the_picture_of_a_glued_corner_shows_a_digit_as_the_key_has_it() -> None:
    found = digits_in_ring(seen_rows(), 15)
    assert [(seen.digit, seen.column, seen.row) for seen in found] == [("5", 5, 1)]


@given(st.lists(st.integers(0, 63), min_size=1, max_size=6))
@settings(derandomize=True, deadline=None)
def test_outlines_of_cells_hold_just_the_filled_cells(rows: list[int]) -> None:
    path = cells_path(rows, lambda x, y: (x, y))
    edges: list[tuple[float, float, float]] = []
    start = here = (0.0, 0.0)
    for op, values in path.segments:
        end = (values[0], values[1]) if values else start
        if op == "M":
            start = end
        elif here[0] == end[0]:
            edges.append((here[0], min(here[1], end[1]), max(here[1], end[1])))
        here = end
    for y, row in enumerate(rows):
        for x in range(7):
            left_of = sum(at <= x and top <= y < bottom for at, top, bottom in edges)
            assert left_of % 2 == (row >> x & 1)


def test_words_keep_to_the_room_on_the_card() -> None:
    puzzle = made(Level.HARD, 1, "18365")
    ins = GLOBE.instructions(GLOBE.preset(Level.HARD), puzzle.clues)
    said = [WordsCanvas().say(text) for text in (ins.task, ins.done, ins.answer_form)]
    assert [len(text) <= most for text, most in zip(said, (230, 110, 75), strict=True)] == [True] * 3
    assert not said[2].endswith(".")
    sheet = GLOBE.pieces(GLOBE.preset(Level.HARD), puzzle.clues)[0]
    assert not any(WordsCanvas().say(note)[0].isdigit() for note in sheet.notes)
