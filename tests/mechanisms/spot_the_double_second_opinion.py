"""The two rooms once more, by looking: things are drawn, and the drawings are laid upon one another.

Nothing is read from how the mechanism describes a thing (which way it faces, its pattern, its size): a pen
without paper notes every outline, and a thing over there is the one at home turned, shrunk, with other cloth
or without a part if its outlines say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, permutations, product
from typing import Any

from kitgen.canvas import Path
from kitgen.mechanisms.contract import Given
from kitgen.mechanisms.spot_the_double.clues import DoubleClues, Placed
from kitgen.mechanisms.spot_the_double.sheet import ROOM_MM, draw_thing, foot_of
from kitgen.units import Box
from tests.doubles import RecordingCanvas

NEAR_MM = 0.02
FAR_MM = 6.0
ROW_ENDS_MM = (30.0, 50.0)
FROM_SMALL_TO_LARGE = 1 / 0.72

Outline = tuple[str, tuple[float, ...]]


class Tracing(RecordingCanvas):
    """Notes outlines; what is drawn inside a clip is cloth and kept apart."""

    def __init__(self) -> None:
        super().__init__()
        self.outlines: list[Outline] = []
        self.colours: list[str] = []
        self.cloth: list[Outline] = []
        self._inside = 0

    def draw(self, path: Path, **looks: Any) -> None:
        ops = "".join(op for op, _ in path.segments)
        values = tuple(value for _, numbers in path.segments for value in numbers)
        if self._inside:
            self.cloth.append((ops, values))
        else:
            self.outlines.append((ops, values))
            self.colours.append(f"{looks.get('fill')} {looks.get('stroke')}")

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        self._inside += 1
        yield
        self._inside -= 1


def traced(placed: Placed) -> tuple[Tracing, tuple[float, float]]:
    """A thing's outlines around its foot, and where on the page that foot is."""
    canvas = Tracing()
    draw_thing(canvas, placed, (0.0, 0.0))
    return canvas, foot_of(placed, Box(0, 0, *ROOM_MM))


def laid(outline: Outline, facing: int, scale: float) -> Outline:
    """An outline turned round or not, and scaled."""
    ops, values = outline
    return ops, tuple(v * (scale if i % 2 else scale * facing) for i, v in enumerate(values))


def same(a: Outline, b: Outline) -> bool:
    """Whether one outline covers the other."""
    return a[0] == b[0] and all(abs(p - q) < NEAR_MM for p, q in zip(a[1], b[1], strict=True))


def covered(home: Sequence[Outline], there: Sequence[Outline]) -> list[int] | None:
    """For each outline over there, in order, the one at home that covers it; None where one has no such."""
    found: list[int] = []
    for outline in there:
        start = found[-1] + 1 if found else 0
        hit = next((i for i in range(start, len(home)) if same(home[i], outline)), None)
        if hit is None:
            return None
        found.append(hit)
    return found


def differences(home: Placed, there: Placed, *, mirrored: bool) -> set[str] | None:
    """The names of what the drawings differ in; None where they cannot be brought to cover one another."""
    (a, at_home), (b, over_there) = traced(home), traced(there)
    for facing, scale in product((1, -1), (1.0, FROM_SMALL_TO_LARGE, 1 / FROM_SMALL_TO_LARGE)):
        outlines = [laid(outline, facing, scale) for outline in a.outlines]
        matched = covered(outlines, b.outlines)
        if matched is None:
            continue
        names = set()
        x = ROOM_MM[0] - at_home[0] if mirrored else at_home[0]
        if abs(x - over_there[0]) > FAR_MM:
            names.add("moved")
        if (facing == 1) == mirrored:
            names.add("turned")
        if scale != 1.0:
            names.add("bigger" if scale > 1 else "smaller")
        if len(matched) < len(outlines):
            names.add("part")
        cloth = [laid(outline, facing, scale) for outline in a.cloth]
        colours = [a.colours[i] for i in matched]
        alike = len(cloth) == len(b.cloth) and all(map(same, cloth, b.cloth))
        if not alike or colours != b.colours:
            names.add("pattern")
        return names
    return None


def place(placed: Placed) -> tuple[int, float]:
    """Row from the top and distance from the left, as measured on the paper."""
    x, y = foot_of(placed, Box(0, 0, *ROOM_MM))
    return sum(y > end for end in ROW_ENDS_MM), x


def readings(clues: DoubleClues, given: Given) -> set[str]:
    """All answers that the printed rules leave possible; none where a change has no letter."""
    home = {placed.thing: placed for placed in clues.home}
    there = {placed.thing: placed for placed in clues.double}
    letters = {
        (column.thing, kind.value): (row, letter)
        for column in clues.columns
        for row, (kind, letter) in enumerate(zip(clues.kinds, column.letters, strict=True))
    }
    tags = {column.thing: column.tag for column in clues.columns}
    found: list[tuple[tuple[float, ...], str, list[tuple[int, str]]]] = []
    for thing in sorted(set(home) | set(there)):
        names: set[str] | None
        if thing in home and thing in there:
            names = differences(home[thing], there[thing], mirrored=clues.mirrored)
        else:
            names = {"gone" if thing in home else "new"}
        if names is None or any((thing, name) not in letters for name in names):
            return set()
        if "moved" in names and not clues.tagged:
            return set()
        if names:
            where = place(home.get(thing) or there[thing])
            rank = (float(tags[thing]),) if clues.tagged else where
            found.append((rank, thing, sorted(letters[thing, name] for name in names)))
    if not found or (clues.mirrored and not clues.tagged):
        return set()
    return words_of(found, twice=clues.twice)


def words_of(found: list[tuple[tuple[float, ...], str, list[tuple[int, str]]]], *, twice: bool) -> set[str]:
    """Every word that the ranks allow."""
    words = {""}
    for _, tied in groupby(sorted(found), key=lambda entry: entry[0]):
        things = [[letter for _, letter in rows] for _, _, rows in tied]
        own = [{tuple(rows)} if twice else set(permutations(rows)) for rows in things]
        tails = {
            "".join("".join(rows) for rows in order)
            for choice in product(*own)
            for order in permutations(choice)
        }
        words = {word + tail for word in words for tail in tails}
    return words
