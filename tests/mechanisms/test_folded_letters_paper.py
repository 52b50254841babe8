"""The mirror as paper: what is drawn is folded line by line and laid beside the alphabet drawn at its foot.

Nothing of the font or the solver is used: letters are told from one another by their ink alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level
from kitgen.mechanisms.folded_letters import FoldedLetters
from kitgen.rng import Rng
from kitgen.units import Box
from tests.doubles import RecordingCanvas

MECHANISM = FoldedLetters()
WORDS = ("QUARTZ", "JUMBO", "CAVEX", "WHISKY", "FADE", "PLING")
CASES = [(level, word) for level in (Level.EASY, Level.FIENDISH) for word in WORDS]
"""One level of letters in halves, one of letters in thirds; the words have all 26 letters."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LEAST_TUCK_MM = 5.0
CARELESS_MM = 1.0

Point = tuple[float, float]
Interval = tuple[float, float]


@dataclass(frozen=True)
class Paper:
    """What the drawing log holds: bands of glass from the top down, ink in them, moths, alphabet."""

    bands: tuple[Interval, ...]
    ink: tuple[tuple[Point, ...], ...]
    moths: tuple[Point, ...]
    alphabet: tuple[tuple[Point, ...], ...]


@cache
def made(level: Level, word: str) -> Accepted:
    rng = Rng("paper", level.value, word)
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, word, NOTHING_GIVEN, rng)


def _sampled(path: str, step: float) -> Iterator[Point]:
    """Points along the straight lines of a path in the log."""
    corners = [(op, float(x), float(y)) for op, x, y in re.findall(r"([ML])(-?[\d.]+),(-?[\d.]+)", path)]
    for (_, x1, y1), (op, x2, y2) in pairwise(corners):
        if op == "L":
            count = max(1, math.ceil(math.hypot(x2 - x1, y2 - y1) / step))
            for i in range(count + 1):
                yield x1 + (x2 - x1) * i / count, y1 + (y2 - y1) * i / count


@cache
def paper(level: Level, word: str) -> Paper:
    puzzle = made(level, word)
    canvas = RecordingCanvas()
    (piece,) = puzzle.pieces
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    bands: list[Interval] = []
    ink: list[tuple[Point, ...]] = []
    moths: list[Point] = []
    alphabet: list[tuple[Point, ...]] = []
    clip: Interval | None = None
    row: list[Point] = []
    for entry in canvas.log:
        if entry.startswith("clip "):
            heights = [float(y) for y in re.findall(r",(-?[\d.]+)", entry)]
            clip, row = (min(heights), max(heights)), []
        elif entry == "unclip" and clip:
            bands.append(clip)
            ink.append(tuple(row))
            clip = None
        elif clip and "stroke=ink" in entry:
            row += [p for p in _sampled(entry, 1.0) if clip[0] <= p[1] <= clip[1]]
        elif "stroke=ink 0.45" in entry:
            alphabet.append(tuple(_sampled(entry, 0.3)))
        elif entry.startswith("draw fill=ink stroke=None") and " C" in entry:
            x, y = re.findall(r"M(-?[\d.]+),(-?[\d.]+)", entry)[0]
            moths.append((float(x), float(y)))
    return Paper(tuple(bands), tuple(ink), tuple(moths), tuple(alphabet))


def _rows(puzzle: Accepted, picks: Sequence[int]) -> list[int]:
    """Numbers from the top down of the rows that meet."""
    before = [sum(len(zone) for zone in puzzle.clues.zones[:i]) for i in range(len(puzzle.clues.zones))]
    return [start + pick for start, pick in zip(before, picks, strict=True)]


def _tucks(sheet: Paper, rows: Sequence[int]) -> list[Interval]:
    """Heights that vanish: from the lower edge of the upper row to the upper edge of the lower one."""
    return [(sheet.bands[a][1], sheet.bands[b][0]) for a, b in pairwise(rows)]


def _folded(sheet: Paper, rows: Sequence[int], slip_mm: float = 0.0) -> list[Point]:
    """Ink of the rows that meet, where it lies after folding; each fold is off by `slip_mm`."""
    seen: list[Point] = []
    tucks = _tucks(sheet, rows)
    for row in rows:
        up = sum(bottom - top - slip_mm for top, bottom in tucks if bottom <= sheet.bands[row][0] + 0.01)
        seen += [(x, y - up) for x, y in sheet.ink[row]]
    return seen


def _far(one: Sequence[Point], two: Sequence[Point]) -> float:
    return max(min(math.hypot(x - a, y - b) for a, b in two) for x, y in one)


@cache
def _letters(level: Level, word: str) -> tuple[tuple[Point, ...], ...]:
    """The printed alphabet, in sixths of its height around each letter's middle."""
    shapes = paper(level, word).alphabet
    unit = (max(y for _, y in shapes[0]) - min(y for _, y in shapes[0])) / 6
    left = min(x for x, _ in shapes[0]) + 2 * unit
    step = (max(x for x, _ in shapes[-1]) - 2 * unit - left) / 25
    top = min(y for _, y in shapes[0])
    return tuple(
        tuple(((x - left - i * step) / unit, (y - top) / unit) for x, y in shape)
        for i, shape in enumerate(shapes)
    )


def _strays(level: Level, word: str, slip_mm: float) -> list[list[float]]:
    """By place and letter of the alphabet, how far the ink strays after the right fold, in units."""
    puzzle, sheet = made(level, word), paper(level, word)
    (picks,) = puzzle.solution.states
    assert isinstance(picks, tuple)
    rows = _rows(puzzle, picks)
    straight = _folded(sheet, rows)
    top = min(y for _, y in straight)
    unit = (max(y for _, y in straight) - top) / 6
    points = _folded(sheet, rows, slip_mm)
    places = []
    for place in range(len(word)):
        pitch = 130.0 / len(word)
        middle = 24.0 + pitch * (place + 0.5)
        own = [((x - middle) / unit, (y - top) / unit) for x, y in points if abs(x - middle) < pitch / 2]
        places.append([max(_far(own, shape), _far(shape, own)) for shape in _letters(level, word)])
    return places


@pytest.mark.parametrize(("level", "word"), CASES)
def test_the_right_fold_shows_letters_of_the_alphabet_at_the_foot(level: Level, word: str) -> None:
    assert len(paper(level, word).alphabet) == 26
    for letter, strays in zip(word, _strays(level, word, 0.0), strict=True):
        assert strays[LETTERS.index(letter)] < 0.2
        assert min(s for other, s in zip(LETTERS, strays, strict=True) if other != letter) > 0.7


@pytest.mark.parametrize("slip_mm", [-CARELESS_MM, CARELESS_MM])
@pytest.mark.parametrize(("level", "word"), CASES)
def test_a_careless_fold_still_looks_most_like_the_right_letters(
    level: Level, word: str, slip_mm: float
) -> None:
    for letter, strays in zip(word, _strays(level, word, slip_mm), strict=True):
        assert min(zip(strays, LETTERS, strict=True))[1] == letter


@pytest.mark.parametrize(("level", "word"), [(level, word) for level in Level for word in WORDS])
def test_every_tuck_is_deep_enough_for_fingers_and_hides_no_row_that_is_read(level: Level, word: str) -> None:
    puzzle, sheet = made(level, word), paper(level, word)
    for picks in puzzle.clues.every_fold():
        rows = _rows(puzzle, picks)
        tucks = _tucks(sheet, rows)
        assert all((bottom - top) / 2 >= LEAST_TUCK_MM for top, bottom in tucks)
        for row in rows:
            top, bottom = sheet.bands[row]
            assert all(bottom <= start + 0.01 or top >= end - 0.01 for start, end in tucks)


@pytest.mark.parametrize(("level", "word"), [(level, word) for level in Level for word in WORDS])
def test_the_moths_drawn_in_a_tuck_are_those_that_the_clues_count(level: Level, word: str) -> None:
    puzzle, sheet = made(level, word), paper(level, word)
    assert len(sheet.moths) == sum(row.moths for zone in puzzle.clues.zones for row in zone)
    for picks in puzzle.clues.every_fold():
        tucks = _tucks(sheet, _rows(puzzle, picks))
        gone = tuple(sum(top < y < bottom for _, y in sheet.moths) for top, bottom in tucks)
        assert gone == puzzle.clues.hidden(picks)


@pytest.mark.parametrize(("level", "word"), [(level, word) for level in Level for word in WORDS])
def test_every_tuck_is_drawn_in_bare_glass_and_two_of_them_are_named(level: Level, word: str) -> None:
    puzzle, sheet = made(level, word), paper(level, word)
    (piece,) = puzzle.pieces
    canvas = RecordingCanvas()
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    sides = [entry for entry in canvas.log if entry.startswith("draw") and "stroke=ink 0.6" in entry]
    texts = [entry for entry in canvas.log if "folded letters tuck" in entry]
    assert len(texts) == (2 if len(puzzle.clues.zones) == 3 else 0)
    (side,) = sides
    heights = [y for _, y in _sampled(side, 1.0)]
    above, below = sheet.bands[len(puzzle.clues.zones[0]) - 1], sheet.bands[len(puzzle.clues.zones[0])]
    assert above[1] < min(heights)
    assert max(heights) < below[0]
