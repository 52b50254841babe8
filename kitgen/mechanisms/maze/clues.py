"""What is printed on the strips, and the floor that they make when they lie end to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

STRIP_NAMES = ("bell", "candle", "clock", "cup", "spool")
"""The little picture in each strip's cornice: art `maze-strip-<name>`, word `maze.strip.<name>`."""

HOLE_SIGNS = ("moon", "star", "heart", "ring", "cross", "drop")
"""The signs over mouse holes: art `maze-hole-<sign>`, word `maze.sign.<sign>`."""

SEAM_SIGNS = ("disc", "diamond", "square", "roof")
"""Signs of which two neighbouring strips show one half each, where the strips are signed."""


class Way(IntEnum):
    """A direction on the floor as it lies before the players."""

    NORTH = 0
    EAST = 1
    SOUTH = 2
    WEST = 3

    @property
    def step(self) -> tuple[int, int]:
        """Rows and columns to go."""
        return ((-1, 0), (0, 1), (1, 0), (0, -1))[self]

    @property
    def is_level(self) -> bool:
        """Whether it runs along the corridor."""
        return self in (Way.EAST, Way.WEST)


@dataclass(frozen=True)
class Tile:
    """Something on one tile of a strip.

    Args:
        row: from the top, from 0.
        column: from the left end of the strip, from 0.
        mark: the letter, the sign of the hole, or the name of the direction.
    """

    row: int
    column: int
    mark: str


@dataclass(frozen=True)
class Strip:
    """One strip of the corridor, exactly as printed.

    Args:
        name: the picture in its cornice.
        west: bit r is set where the left end is open in row r.
        east: by row; bit c is set where tile c is open to its right (the last bit: to the strip's end).
        south: by row; bit c is set where tile c is open downwards.
        letters: tiles with a letter.
        holes: tiles with a mouse hole and its sign; two holes of one sign are one passage.
        curtains: tiles and the direction in which a curtain lets you leave them; it never lets you back.
        bridges: tiles with a bridge, `level` where it carries the passage along the corridor and `steep`
            where it carries the one across; the other passage runs underneath.
        left_sign: half sign at the left end, or empty.
        right_sign: half sign at the right end, or empty.
        door: the row of the door, at the left end, or -1.
        mouse: the row of the mouse, at the right end, or -1.
    """

    name: str
    west: int
    east: tuple[int, ...]
    south: tuple[int, ...]
    letters: tuple[Tile, ...] = ()
    holes: tuple[Tile, ...] = ()
    curtains: tuple[Tile, ...] = ()
    bridges: tuple[Tile, ...] = ()
    left_sign: str = ""
    right_sign: str = ""
    door: int = -1
    mouse: int = -1

    def right_openings(self, columns: int) -> int:
        """Bit r is set where the right end is open in row r."""
        return sum((bits >> (columns - 1) & 1) << r for r, bits in enumerate(self.east))


@dataclass(frozen=True)
class MazeClues:
    """Exactly what is printed: strips in the shuffled order of printing."""

    columns: int
    rows: int
    strips: tuple[Strip, ...]


Order = tuple[int, ...]
"""Indices of strips from the door to the mouse."""


def orders(clues: MazeClues) -> list[Order]:
    """Every order in which all ends meet: openings meet openings, halves of signs meet their like.

    Both ends of the whole corridor must be closed, the door at the left one, the mouse at the right one.
    """
    found: list[Order] = []

    def extend(order: Order) -> None:
        last = clues.strips[order[-1]]
        if len(order) == len(clues.strips):
            if not last.right_openings(clues.columns) and last.mouse >= 0 and not last.right_sign:
                found.append(order)
            return
        for i, strip in enumerate(clues.strips):
            if i not in order and _meet(clues, last, strip):
                extend((*order, i))

    for i, strip in enumerate(clues.strips):
        if strip.door >= 0 and not strip.west and not strip.left_sign:
            extend((i,))
    return found


def _meet(clues: MazeClues, left: Strip, right: Strip) -> bool:
    openings = left.right_openings(clues.columns)
    return openings != 0 and openings == right.west and left.right_sign == right.left_sign


class Floor:
    """The whole corridor in one order, as tiles to stand on and where each leads.

    A tile is `row * width + column`; underneath a bridge lies one more, `rows * width` further on.

    Attributes:
        leads: by tile, the tiles that may be stepped to next.
        letters: by tile.
        holes: by tile, the sign.
        curtains: (from, to) pairs that cannot be walked the other way.
        start: the door's tile.
        goal: the mouse's tile.
    """

    def __init__(self, clues: MazeClues, order: Order) -> None:
        self.columns, self.rows = clues.columns, clues.rows
        self.width = clues.columns * len(order)
        self.strips = tuple(clues.strips[i] for i in order)
        self.leads: dict[int, list[int]] = {}
        self.letters: dict[int, str] = {}
        self.holes: dict[int, str] = {}
        self.curtains: list[tuple[int, int]] = []
        self._bridges: dict[int, bool] = {}
        for place, strip in enumerate(self.strips):
            self.letters |= {self._tile(place, t): t.mark for t in strip.letters}
            self.holes |= {self._tile(place, t): t.mark for t in strip.holes}
            self._bridges |= {self._tile(place, t): t.mark == "level" for t in strip.bridges}
        self.start = self.strips[0].door * self.width
        self.goal = (self.strips[-1].mouse + 1) * self.width - 1
        self._open_passages()
        self._open_holes()
        self._hang_curtains()

    def _tile(self, place: int, tile: Tile) -> int:
        return tile.row * self.width + place * self.columns + tile.column

    def is_below(self, tile: int) -> bool:
        """Whether the tile lies underneath a bridge."""
        return tile >= self.rows * self.width

    def spot(self, tile: int) -> tuple[int, int]:
        """Row and column in the whole corridor."""
        return divmod(tile % (self.rows * self.width), self.width)

    def strip_of(self, tile: int) -> Strip:
        """The strip that a tile is printed on."""
        return self.strips[self.spot(tile)[1] // self.columns]

    def is_bridge(self, tile: int) -> bool:
        """Whether the tile is a bridge's deck or lies underneath one."""
        return tile % (self.rows * self.width) in self._bridges

    def _level(self, tile: int, *, is_level: bool) -> int:
        """The tile one stands on when one comes along (or across) the corridor."""
        if self._bridges.get(tile, is_level) == is_level:
            return tile
        return tile + self.rows * self.width

    def _join(self, a: int, b: int, *, is_level: bool) -> None:
        here, there = self._level(a, is_level=is_level), self._level(b, is_level=is_level)
        self.leads.setdefault(here, []).append(there)
        self.leads.setdefault(there, []).append(here)

    def _open_passages(self) -> None:
        for place, strip in enumerate(self.strips):
            for row in range(self.rows):
                first = row * self.width + place * self.columns
                for column in range(self.columns):
                    if strip.east[row] >> column & 1 and (first + column + 1) % self.width:
                        self._join(first + column, first + column + 1, is_level=True)
                    if strip.south[row] >> column & 1 and row + 1 < self.rows:
                        self._join(first + column, first + column + self.width, is_level=False)

    def _open_holes(self) -> None:
        by_sign: dict[str, list[int]] = {}
        for tile, sign in sorted(self.holes.items()):
            by_sign.setdefault(sign, []).append(tile)
        for mouths in by_sign.values():
            for mouth in mouths:
                self.leads.setdefault(mouth, []).extend(other for other in mouths if other != mouth)

    def _hang_curtains(self) -> None:
        for place, strip in enumerate(self.strips):
            for hung in strip.curtains:
                way = Way[hung.mark]
                down, right = way.step
                tile = self._tile(place, hung)
                here = self._level(tile, is_level=way.is_level)
                there = self._level(tile + down * self.width + right, is_level=way.is_level)
                self.leads[there] = [tile for tile in self.leads.get(there, ()) if tile != here]
                self.curtains.append((here, there))

    def read(self, tiles: Sequence[int]) -> str:
        """The letters of tiles, in the order given."""
        return "".join(self.letters.get(tile, "") for tile in tiles)
