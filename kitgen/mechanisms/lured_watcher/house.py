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


def _way(room: int, target: int) -> tuple[tuple[tuple[int, int], int], ...]:
    """Gaps crossed on the straight way, each with the room behind it."""
    step = (1 if target > room else -1) * (1 if room // COLUMNS == target // COLUMNS else COLUMNS)
    return tuple(((here, here + step), here + step) for here in range(room, target, step))


WAYS = {(room, target): _way(room, target) for target in range(ROOMS) for room in IN_LINE[target]}
"""The straight ways between rooms in line."""


class House:
    """A house ready for walking. Snap doors are bits in the order of the edges."""

    def __init__(self, edges: tuple[Edge, ...], rugs: tuple[int, ...]) -> None:
        self.rugs = frozenset(rugs)
        self.gates: dict[tuple[int, int], int] = {}  # 0 for a wall, else the bit of a snap door
        snaps = 0
        for edge in edges:
            there, back = (edge.first, edge.second), (edge.second, edge.first)
            if edge.kind is EdgeKind.SNAP:
                self.gates[there] = self.gates[back] = 1 << snaps
                snaps += 1
            else:
                self.gates[back] = 0
                if edge.kind is EdgeKind.WALL:
                    self.gates[there] = 0

    def walk(self, room: int, target: int, shut: int) -> tuple[int, int, int]:
        """Where a noise in room `target` takes her from `room` while the doors in `shut` are shut.

        Returns:
            The room she stops in, the snap doors she passes, and those that end the walk, as bits.
        """
        passed = 0
        for gap, behind in WAYS.get((room, target), ()):
            if gap in self.gates:
                door = self.gates[gap]
                if not door or door & shut:
                    return room, passed, door
                passed |= door
            room = behind
            if room in self.rugs:
                break
        return room, passed, 0

    def arrivals(self, targets: tuple[int, ...]) -> list[list[Walk]]:
        """For every room the walks that end there, of at least one step, each way once."""
        ending: list[list[Walk]] = [[] for _ in range(ROOMS)]
        for noise, target in enumerate(targets):
            for room in IN_LINE[target]:
                end, passed, stopped = self.walk(room, target, 0)
                if end != room:
                    ending[end].append(Walk(room, noise, passed, stopped, end))
                # She may have shut any one of the doors on her way; those behind it do not matter then.
                for bit in _bits(passed) if passed else ():
                    end, before, stopped = self.walk(room, target, bit)
                    if end != room:
                        ending[end].append(Walk(room, noise, before, stopped, end))
        return ending

    def orders_begun(self, targets: tuple[int, ...], start: int, goal: int, count: int, most: int) -> int:
        """Walks that somebody tries who goes forwards from the start through every order; `most` at most."""
        tried = 0
        stack = [(start, 0, 0, count)]
        while stack and tried < most:
            room, used, shut, left = stack.pop()
            for noise, target in enumerate(targets):
                if used >> noise & 1 or (room, target) not in WAYS:
                    continue
                end, passed, _ = self.walk(room, target, shut)
                if end != room:
                    tried += 1
                    if left > 1 and end != goal:
                        stack.append((end, used | 1 << noise, shut | passed, left - 1))
        return min(tried, most)


def _bits(mask: int) -> list[int]:
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]
