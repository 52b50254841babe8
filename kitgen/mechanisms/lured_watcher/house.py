"""The house: rooms, walls, doors, rugs and noise-makers, and how the watcher walks in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

COLUMNS = 6
ROWS = 4
ROOMS = COLUMNS * ROWS

IN_LINE = tuple(
    tuple(r for r in range(ROOMS) if r != t and (r % COLUMNS == t % COLUMNS or r // COLUMNS == t // COLUMNS))
    for t in range(ROOMS)
)
"""For each room the others of its row and column: where its noise is heard."""

KINDS = ("bell", "kettle", "clock", "piano", "trap", "drum", "horn", "rattle", "cup", "shutter")
"""Noise-makers. No two of a kind stand in one house."""


class EdgeKind(StrEnum):
    """What stands between two neighbouring rooms where there is no open doorway."""

    WALL = "wall"
    FLAP = "flap"  # lets her through from the first room to the second only
    SNAP = "snap"  # shuts for good behind her


@dataclass(frozen=True)
class Edge:
    """What stands between two neighbouring rooms.

    Args:
        first: a room, numbered from 0 in rows. A flap opens from here.
        second: its neighbour.
        kind: what stands between them.
    """

    first: int
    second: int
    kind: EdgeKind


@dataclass(frozen=True)
class Noise:
    """A noise-maker: what it is, the room it stands in, and the letter on its label."""

    kind: str
    room: int
    letter: str


@dataclass(frozen=True)
class WatcherClues:
    """Exactly what is printed.

    Args:
        edges: walls, flaps and snap doors; all else is open.
        rugs: rooms with a rug.
        noises: noise-makers.
        start: the room with her armchair.
        goal: the room with the wrong door.
        count: how many noises are to be made.
    """

    edges: tuple[Edge, ...]
    rugs: tuple[int, ...]
    noises: tuple[Noise, ...]
    start: int
    goal: int
    count: int


@dataclass(frozen=True)
class Walk:
    """One way to come into a room by one noise.

    Args:
        start: the room she sets out from.
        noise: index of the noise-maker.
        passed: bits of the snap doors she goes through; they must be open before.
        stopped: bits of the snap doors that end the walk; they must be shut before.
        end: the room she stops in.
    """

    start: int
    noise: int
    passed: int
    stopped: int
    end: int


class House:
    """A house ready for walking. Snap doors are bits in the order of the edges."""

    def __init__(self, edges: tuple[Edge, ...], rugs: tuple[int, ...]) -> None:
        self.rugs = frozenset(rugs)
        self.walls: set[tuple[int, int]] = set()
        self.snaps: dict[tuple[int, int], int] = {}
        for edge in edges:
            there, back = (edge.first, edge.second), (edge.second, edge.first)
            if edge.kind is EdgeKind.SNAP:
                bit = 1 << len(self.snaps) // 2
                self.snaps[there] = self.snaps[back] = bit
            else:
                self.walls.add(back)
                if edge.kind is EdgeKind.WALL:
                    self.walls.add(there)
        self.all_snaps = (1 << len(self.snaps) // 2) - 1

    def walk(self, room: int, target: int, shut: int) -> tuple[int, int, int]:
        """Where a noise in room `target` takes her from `room` while the doors in `shut` are shut.

        Returns:
            The room she stops in, the snap doors she passes, and those that end the walk, as bits.
        """
        passed = stopped = 0
        across = target % COLUMNS - room % COLUMNS
        down = target // COLUMNS - room // COLUMNS
        if across and down:
            return room, 0, 0
        step = (across > 0) - (across < 0) + COLUMNS * ((down > 0) - (down < 0))
        while room != target:
            gap = (room, room + step)
            if gap in self.walls:
                break
            door = self.snaps.get(gap, 0)
            if door & shut:
                stopped = door
                break
            passed |= door
            room += step
            if room in self.rugs:
                break
        return room, passed, stopped

    def arrivals(self, targets: tuple[int, ...]) -> list[list[Walk]]:
        """For every room the walks that end there, of at least one step, each way once."""
        ending: list[list[Walk]] = [[] for _ in range(ROOMS)]
        pairs = ((room, noise, target) for noise, target in enumerate(targets) for room in IN_LINE[target])
        for room, noise, target in pairs:
            shut_sets = [0]
            seen: set[tuple[int, int]] = set()
            while shut_sets:
                shut = shut_sets.pop()
                end, passed, stopped = self.walk(room, target, shut)
                if (passed, stopped) in seen:
                    continue
                seen.add((passed, stopped))
                if end != room:
                    ending[end].append(Walk(room, noise, passed, stopped, end))
                shut_sets += [shut | bit for bit in _bits(passed)]
        return ending


def _bits(mask: int) -> list[int]:
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]
