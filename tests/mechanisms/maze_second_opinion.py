"""The corridor once more, from nothing but the drawing: what is dark is a wall.

Every strip is drawn on a canvas that writes down its calls. From the calls alone the walls are rasterised,
the tiles are probed for passages, letters and pictures are found where they were drawn, every way is tried.
This knows nothing of the clues and shares no code with the solver.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, permutations

from kitgen.mechanisms.contract import Piece
from kitgen.units import Box
from tests.doubles import RecordingCanvas

PIXEL_MM = 0.5
TILE_MM, LEFT_MM, TOP_MM = 6.5, 6.5, 5.9
NUMBER = re.compile(r"-?\d+\.\d\d")
TURNS = {0: (0, 1), 90: (1, 0), 180: (0, -1), 270: (-1, 0)}

Spot = tuple[int, int, int, bool]
"""Strip, row, column, and whether underneath a bridge."""


Outline = tuple[tuple[float, float], ...]
"""Corners of a half sign: how far from the strip's end, and how far down."""


@dataclass
class Drawn:
    """One strip, as its ink tells it."""

    width_mm: float
    rows: int
    columns: int
    wall: list[bytearray]
    letters: dict[tuple[int, int], str] = field(default_factory=dict)
    holes: dict[tuple[int, int], str] = field(default_factory=dict)
    bridges: dict[tuple[int, int], bool] = field(default_factory=dict)
    curtains: set[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=set)
    door: tuple[int, int] | None = None
    mouse: tuple[int, int] | None = None
    ends: tuple[Outline, Outline] = ((), ())

    def is_dark(self, x_mm: float, y_mm: float) -> bool:
        """Whether a point lies on a wall."""
        row = min(int(y_mm / PIXEL_MM), len(self.wall) - 1)
        return bool(self.wall[row][min(int(x_mm / PIXEL_MM), len(self.wall[0]) - 1)])

    def is_open(self, row: int, column: int, down: int, right: int) -> bool:
        """Whether the straight line from a tile's middle to its neighbour's meets no wall."""
        x, y = LEFT_MM + (column + 0.5) * TILE_MM, TOP_MM + (row + 0.5) * TILE_MM
        return not any(
            self.is_dark(x + right * TILE_MM * i / 16, y + down * TILE_MM * i / 16) for i in range(17)
        )

    def openings(self, *, right: bool) -> tuple[int, ...]:
        """Rows in which nothing dark lies between the outermost tile and the end."""
        first = self.width_mm - LEFT_MM if right else 0.0
        rows = []
        for row in range(self.rows):
            y = TOP_MM + (row + 0.5) * TILE_MM
            if not any(self.is_dark(first + LEFT_MM * (i + 0.5) / 16, y) for i in range(16)):
                rows.append(row)
        return tuple(rows)


def look_at(piece: Piece) -> Drawn:
    """Draw a strip and find out what is on it."""
    canvas = RecordingCanvas()
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    rows = int((piece.height_mm - TOP_MM) / TILE_MM)
    columns = round((piece.width_mm - 2 * LEFT_MM) / TILE_MM)
    wide, high = int(piece.width_mm / PIXEL_MM) + 1, int(piece.height_mm / PIXEL_MM) + 1
    drawn = Drawn(piece.width_mm, rows, columns, [bytearray(wide) for _ in range(high)])
    pushes: list[tuple[float, float, int]] = []
    for line in canvas.log:
        if line.startswith("push"):
            x, y, turn = re.findall(r"-?\d+\.?\d*", line)[:3]
            pushes.append((float(x), float(y), round(float(turn)) % 360))
        elif line == "pop":
            pushes.pop()
        elif line.startswith("draw"):
            _see_shape(drawn, line)
        elif line.startswith("text"):
            _see_letter(drawn, line)
        elif line.startswith("art"):
            _see_picture(drawn, line, pushes)
    return drawn


def _see_shape(drawn: Drawn, line: str) -> None:
    path = re.split(r" (?=M-?\d)", line, maxsplit=1)[1]
    numbers = [float(v) for v in NUMBER.findall(path)]
    xs, ys = numbers[0::2], numbers[1::2]
    if "fill=ink" in line:
        left = min(xs) < LEFT_MM
        half = tuple((x if left else drawn.width_mm - x, y) for x, y in zip(xs, ys, strict=True))
        drawn.ends = (half, drawn.ends[1]) if left else (drawn.ends[0], half)
    is_line = "stroke=band" in line
    if not is_line and "fill=band" not in line:
        return
    grow = float(re.findall(r"stroke=\S+ (\S+)", line)[0]) / 2 if is_line else 0.0
    first, last = _pixels(min(xs) - grow, max(xs) + grow)
    top, bottom = _pixels(min(ys) - grow, max(ys) + grow)
    for row in drawn.wall[top:bottom]:
        row[first:last] = b"\1" * (min(last, len(row)) - first)


def _pixels(low_mm: float, high_mm: float) -> tuple[int, int]:
    """The pixels whose middles lie in a stretch, as (first, one past the last)."""
    return max(0, math.ceil(low_mm / PIXEL_MM - 0.5)), math.floor(high_mm / PIXEL_MM - 0.5) + 1


def _tile_at(x: float, y: float) -> tuple[int, int]:
    return int((y - TOP_MM) // TILE_MM), int((x - LEFT_MM) // TILE_MM)


def _see_letter(drawn: Drawn, line: str) -> None:
    x, y = (float(v) for v in NUMBER.findall(line)[:2])
    words = re.search(r"'(.*)'$", line)
    if words and y > TOP_MM:
        drawn.letters[_tile_at(x, y - 1.4)] = words[1]


def _see_picture(drawn: Drawn, line: str, pushes: Sequence[tuple[float, float, int]]) -> None:
    name = line.split()[1].removeprefix("maze-")
    x, y, width, height = (float(v) for v in NUMBER.findall(line))
    if len(pushes) > 1:
        (px, py, turn) = pushes[-1]
        if name == "bridge":
            drawn.bridges[_tile_at(px, py)] = turn == 0
        else:
            assert name == "curtain"
            down, right = TURNS[turn]
            before = _tile_at(px - right, py - down)
            drawn.curtains.add((before, _tile_at(px + right, py + down)))
        return
    place = _tile_at(x + width / 2, y + height / 2)
    if y < TOP_MM:
        return
    if name.startswith("hole-"):
        drawn.holes[place] = name
    elif name == "door":
        drawn.door = place
    elif name == "mouse":
        drawn.mouse = place


def _alike(one: Outline, other: Outline) -> bool:
    """Whether two half signs are mirror images, but for the rounding of the log."""
    near = (abs(x - u) + abs(y - v) < 0.05 for (x, y), (u, v) in zip(one, other, strict=False))
    return len(one) == len(other) and all(near)


def laid(strips: Sequence[Drawn]) -> list[tuple[int, ...]]:
    """Every order in which the ends meet, by trying them all."""
    found = []
    for order in permutations(range(len(strips))):
        row = [strips[i] for i in order]
        closed = not row[0].openings(right=False) and not row[-1].openings(right=True)
        bare = not row[0].ends[0] and not row[-1].ends[1]
        meet = all(
            a.openings(right=True) == b.openings(right=False) != () and _alike(a.ends[1], b.ends[0])
            for a, b in pairwise(row)
        )
        if closed and bare and meet and row[0].door and row[-1].mouse:
            found.append(order)
    return found


def _steps(strips: Sequence[Drawn]) -> dict[Spot, list[Spot]]:
    """Where one may step from every spot of strips that lie in this order."""
    steps: dict[Spot, list[Spot]] = {}
    for place, strip in enumerate(strips):
        for row in range(strip.rows):
            for column in range(strip.columns):
                for down, right in ((0, 1), (1, 0), (0, -1), (-1, 0)):
                    other = _beside(strips, place, row, column, down, right)
                    if other is None or ((other[1], other[2]), (row, column)) in (
                        strip.curtains if other[0] == place else ()
                    ):
                        continue
                    here = _stand(strips, (place, row, column), right != 0)
                    steps.setdefault(here, []).append(_stand(strips, other, right != 0))
        for spot, sign in strip.holes.items():
            for place2, strip2 in enumerate(strips):
                for spot2, sign2 in strip2.holes.items():
                    if sign == sign2 and (place, spot) != (place2, spot2):
                        steps.setdefault((place, *spot, False), []).append((place2, *spot2, False))
    return steps


def _beside(
    strips: Sequence[Drawn], place: int, row: int, column: int, down: int, right: int
) -> tuple[int, int, int] | None:
    strip = strips[place]
    if not (0 <= row + down < strip.rows):
        return None
    if 0 <= column + right < strip.columns:
        return (place, row + down, column + right) if strip.is_open(row, column, down, right) else None
    if not (0 <= place + right < len(strips)) or row not in strip.openings(right=right > 0):
        return None
    return place + right, row, 0 if right > 0 else strip.columns - 1


def _stand(strips: Sequence[Drawn], spot: tuple[int, int, int], is_level: bool) -> Spot:
    place, row, column = spot
    deck = strips[place].bridges.get((row, column))
    return place, row, column, deck is not None and deck != is_level


def walks(strips: Sequence[Drawn]) -> Iterator[list[Spot]]:
    """Every walk from the door to the mouse, by trying each turning; strips lie in this order."""
    steps = _steps(strips)
    assert strips[0].door is not None
    assert strips[-1].mouse is not None
    start: Spot = (0, *strips[0].door, False)
    goal: Spot = (len(strips) - 1, *strips[-1].mouse, False)
    stack: list[tuple[Spot, int]] = [(start, 0)]
    path: list[Spot] = []
    while stack:
        spot, depth = stack.pop()
        del path[depth:]
        path.append(spot)
        if spot == goal:
            yield list(path)
            continue
        been = set(path)
        stack += [(other, depth + 1) for other in steps.get(spot, ()) if other not in been]


def read(strips: Sequence[Drawn], walk: Sequence[Spot]) -> str:
    """The letters of one walk."""
    return "".join(strips[place].letters.get((row, column), "") for place, row, column, _ in walk)


def readings(pieces: Sequence[Piece], limit: int = 2) -> list[tuple[tuple[int, ...], str]]:
    """Orders and what each walk in them reads; stops at `limit` walks."""
    strips = [look_at(piece) for piece in pieces]
    found = []
    for order in laid(strips):
        row = [strips[i] for i in order]
        for walk in walks(row):
            found.append((order, read(row, walk)))
            if len(found) >= limit:
                return found
    return found
