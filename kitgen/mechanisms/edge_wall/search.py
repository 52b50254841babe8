"""Every complete wall: exhaustive search over bricks and turns, with sets of bricks as bits of an integer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kitgen.mechanisms.edge_wall.wall import Brick, Cell, WallClues, cells

NODE_BUDGET = 150_000
"""Bricks laid before the search gives up; the presets need some hundreds."""

Offset = tuple[int, int]
"""From one place to a neighbour: rows down, half bricks to the right."""


@dataclass(frozen=True)
class Tile:
    """A brick in one of the ways it may lie."""

    brick: int
    turned: bool
    face: Brick


def _fits_right(a: Brick, b: Brick) -> bool:
    return a.right.button == b.left.button


def _fits_below_left(a: Brick, b: Brick) -> bool:
    return a.bottom[0] ^ 1 == b.top[1]


def _fits_below_right(a: Brick, b: Brick) -> bool:
    return a.bottom[1] ^ 1 == b.top[0]


@dataclass
class Bond:
    """The bricks, how they may lie, and which may lie beside which.

    Args:
        clues: what is printed.
    """

    clues: WallClues
    nodes: int = field(default=0, init=False)
    exhausted: bool = field(default=False, init=False)

    @cached_property
    def places(self) -> tuple[Cell, ...]:
        return cells(self.clues.rows)

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        turns = (False, True) if self.clues.turnable else (False,)
        return tuple(
            Tile(i, turned, brick.turned() if turned else brick)
            for i, brick in enumerate(self.clues.bricks)
            for turned in turns
        )

    @cached_property
    def same_brick(self) -> tuple[int, ...]:
        """For each tile, the bits of all tiles of its brick."""
        bits = [0] * len(self.clues.bricks)
        for t, tile in enumerate(self.tiles):
            bits[tile.brick] |= 1 << t
        return tuple(bits[tile.brick] for tile in self.tiles)

    @cached_property
    def beside(self) -> dict[Offset, tuple[int, ...]]:
        """For each offset to a neighbour and each tile, the bits of the tiles that fit there."""
        rules = {(0, 2): _fits_right, (1, -1): _fits_below_left, (1, 1): _fits_below_right}
        table: dict[Offset, tuple[int, ...]] = {}
        for (down, across), fits in rules.items():
            there, back = [0] * len(self.tiles), [0] * len(self.tiles)
            for a, first in enumerate(self.tiles):
                for b, second in enumerate(self.tiles):
                    if first.brick != second.brick and fits(first.face, second.face):
                        there[a] |= 1 << b
                        back[b] |= 1 << a
            table[(down, across)], table[(-down, -across)] = tuple(there), tuple(back)
        return table

    @cached_property
    def neighbours(self) -> dict[Cell, tuple[tuple[Cell, Offset], ...]]:
        """For each place, its neighbours and the offset from the neighbour back to the place."""
        return {
            (r, x): tuple(
                ((r - down, x - across), (down, across))
                for down, across in self.beside
                if (r - down, x - across) in self.places
            )
            for r, x in self.places
        }

    def start(self) -> dict[Cell, int]:
        """What lies before anybody moves: the corner that is printed on the mat, if there is one."""
        if self.clues.corner is None:
            return {}
        upright = next(
            t for t, tile in enumerate(self.tiles) if tile.brick == self.clues.corner and not tile.turned
        )
        return {self.places[0]: upright}

    def free(self, laid: dict[Cell, int]) -> int:
        """Bits of the tiles whose bricks have not been laid."""
        bits = (1 << len(self.tiles)) - 1
        for tile in laid.values():
            bits &= ~self.same_brick[tile]
        return bits

    def fitting(self, cell: Cell, laid: dict[Cell, int], free: int) -> int:
        """Bits of the free tiles that agree with everything laid around a place."""
        for neighbour, offset in self.neighbours[cell]:
            tile = laid.get(neighbour)
            if tile is not None:
                free &= self.beside[offset][tile]
        return free

    @cached_property
    def order(self) -> tuple[Cell, ...]:
        """Places in an order in which each touches as many earlier ones as can be."""
        chosen: list[Cell] = [self.places[0]]
        while len(chosen) < len(self.places):
            rest = [cell for cell in self.places if cell not in chosen]
            chosen.append(max(rest, key=lambda c: sum(n in chosen for n, _ in self.neighbours[c])))
        return tuple(chosen)

    def walls(self, laid: dict[Cell, int], limit: int) -> list[dict[Cell, int]]:
        """Complete walls that hold what is laid, at most `limit`; sets `exhausted` when the budget ends."""
        found: list[dict[Cell, int]] = []
        places = [cell for cell in self.order if cell not in laid]
        self._extend(places, 0, dict(laid), self.free(laid), found, limit)
        return found

    def _extend(
        self,
        places: list[Cell],
        depth: int,
        laid: dict[Cell, int],
        free: int,
        found: list[dict[Cell, int]],
        limit: int,
    ) -> None:
        if depth == len(places):
            found.append(dict(laid))
            return
        cell = places[depth]
        for tile in bits_of(self.fitting(cell, laid, free)):
            self.nodes += 1
            if self.nodes > NODE_BUDGET:
                self.exhausted = True
            if self.exhausted or len(found) >= limit:
                break
            laid[cell] = tile
            self._extend(places, depth + 1, laid, free & ~self.same_brick[tile], found, limit)
            del laid[cell]


def bits_of(bits: int) -> list[int]:
    """The numbers of the bits that are set, from the lowest."""
    numbers = []
    while bits:
        low = bits & -bits
        numbers.append(low.bit_length() - 1)
        bits ^= low
    return numbers
