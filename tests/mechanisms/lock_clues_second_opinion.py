"""A second opinion on locks: it looks at the ink of keys and plate and tries every code there is.

It knows the rules as the plate prints them and nothing of the first solver: keys are laid to their stop
by where charms and windows are drawn, marks are what then shows in the long window.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from kitgen.mechanisms.contract import Piece
from kitgen.units import Box
from tests.doubles import RecordingCanvas

FILLED, RING, CROSS, BAR = "filled", "ring", "cross", "bar"


@dataclass(frozen=True)
class Seen:
    """What a player sees of a key at its stop: digits, and (sort, column) of each mark from the left."""

    digits: str
    marks: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Ink:
    """Something drawn: its sort and its box, in mm from its piece's top left corner."""

    sort: str
    box: Box

    @property
    def x(self) -> float:
        return self.box.centre_x_mm

    @property
    def y(self) -> float:
        return self.box.centre_y_mm


def _bounds(path: str) -> Box:
    numbers = [float(n) for n in re.findall(r"-?\d+\.\d+", path)]
    xs, ys = numbers[0::2], numbers[1::2]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _marks(log: Iterable[str]) -> list[Ink]:
    found = []
    strokes: list[Box] = []
    for line in log:
        if not line.startswith("draw "):
            continue
        box = _bounds(line[line.index("M") :])
        small = box.width_mm < 5 and abs(box.width_mm - box.height_mm) < 0.1
        if small and line.startswith("draw fill=ink stroke=None"):
            found.append(Ink(FILLED, box))
        elif small and line.startswith("draw fill=white stroke=ink"):
            found.append(Ink(RING, box))
        elif small and line.startswith("draw fill=None stroke=ink 0.60"):
            if box in strokes:
                found.append(Ink(CROSS, box))
            strokes.append(box)
        elif box.height_mm == 0 and line.startswith("draw fill=None stroke=ink 0.60"):
            found.append(Ink(BAR, box))
    return found


def _windows(plate: Piece) -> tuple[Box, Box]:
    """The small hole and the long window, by the lines to cut."""
    holes = [line.path.bounds() for line in plate.lines]
    small, long = sorted(holes, key=lambda box: box.width_mm)
    return small, long


@lru_cache(maxsize=16)
def _log(piece: Piece) -> tuple[str, ...]:
    canvas = RecordingCanvas()
    piece.front(canvas, Box(0, 0, piece.width_mm, piece.height_mm))
    return tuple(canvas.log)


def _charms(log: Iterable[str]) -> tuple[Box, list[Box]]:
    """The charm on the blade that matches the head, and all charms of the blade."""
    pattern = re.compile(r"art charm-(\w+) ([\d.]+),([\d.]+) ([\d.]+)x([\d.]+)")
    charms = [match for line in log if (match := pattern.match(line))]
    head = max(charms, key=lambda match: float(match[4]))
    blade = [(m[1], Box(*(float(m[i]) for i in range(2, 6)))) for m in charms if m is not head]
    own = [box for name, box in blade if name == head[1]]
    assert len(own) == 1, "a key's own charm is on its blade once"
    return own[0], [box for _, box in blade]


def _reading(log: Iterable[str], shown: list[Ink]) -> Seen:
    """The digits of a key, and marks with the columns they stand in."""
    digits = [
        (float(m[1]), m[2])
        for line in log
        if (m := re.match(r"text ([\d.]+),[\d.]+ exact-bold .*'(\d)'$", line))
    ]
    columns = [x for x, _ in sorted(digits)]
    shown = sorted((mark for mark in shown if mark.sort != BAR), key=lambda mark: mark.x)
    marks = [
        (mark.sort, min(range(len(columns)), key=lambda i, x=mark.x: abs(columns[i] - x)))  # type: ignore[misc]  # mypy infers no lambda with a default
        for mark in shown
    ]
    return Seen("".join(digit for _, digit in sorted(digits)), tuple(marks))


def _meet(one: Box, other: Box) -> bool:
    across = one.x_mm < other.right_mm and other.x_mm < one.right_mm
    return across and one.y_mm < other.bottom_mm and other.y_mm < one.bottom_mm


def see(key: Piece, plate: Piece, off_mm: float = 0.0, aside_mm: float = 0.0) -> Seen:
    """Lay a key under the plate until its own charm is in the small hole, and look through the long window.

    Args:
        key: the strip.
        plate: the lock's plate.
        off_mm: how far the key lies below its stop.
        aside_mm: how far the key lies to the right of the hole's middle.
    """
    log = _log(key)
    own, charms = _charms(log)
    small, long = _windows(plate)
    dx = small.centre_x_mm - own.centre_x_mm + aside_mm
    dy = small.centre_y_mm - own.centre_y_mm + off_mm

    def laid(box: Box) -> Box:
        return Box(box.x_mm + dx, box.y_mm + dy, box.width_mm, box.height_mm)

    in_hole = [box for box in charms if _meet(laid(box), small)]
    assert in_hole == [own], "the small hole shows the key's own charm alone"
    assert not any(_meet(laid(box), long) for box in charms), "the long window shows no charm"
    shown = [mark for mark in _marks(log) if _meet(laid(mark.box), long)]
    assert all(long.contains(laid(mark.box)) for mark in shown), "no mark is cut by the window"
    return _reading(log, shown)


def see_below_charm(key: Piece) -> Seen:
    """What players read who leave the plate aside and take the marks right below the matching charm."""
    log = _log(key)
    own, _ = _charms(log)
    marks = _marks(log)
    nearest = min(mark.y for mark in marks if mark.y > own.centre_y_mm)
    return _reading(log, [mark for mark in marks if abs(mark.y - nearest) < 1])


def fits(code: str, seen: Seen, in_columns: bool) -> bool:
    """Whether the lock would show these marks, by the sentences on the plate."""
    says = []
    for place, digit in enumerate(seen.digits):
        if code[place] == digit:
            says.append((FILLED, place))
        elif digit in code:
            says.append((RING, place))
        else:
            says.append((CROSS, place))
    if in_columns:
        return tuple(says) == seen.marks
    sorts = [sort for sort, _ in seen.marks]
    mine = [sort for sort, _ in says]
    return all(mine.count(sort) == sorts.count(sort) for sort in (FILLED, RING))


def codes(keys: Iterable[Seen], length: int, in_columns: bool) -> list[str]:
    """Every code that fits every key."""
    left = ["".join(code) for code in product("0123456789", repeat=length)]
    for seen in keys:
        left = [code for code in left if fits(code, seen, in_columns)]
    return left


def codes_of(pieces: Iterable[Piece], length: int, in_columns: bool) -> list[str]:
    """Every code that fits what is drawn."""
    table = list(pieces)
    plate = next(piece for piece in table if piece.id == "plate")
    return codes([see(piece, plate) for piece in table if piece is not plate], length, in_columns)
