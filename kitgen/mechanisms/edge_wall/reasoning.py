"""How a person lays the wall: brick by brick, looking ahead where several fit. Only for a wall known unique.

Techniques, from the easiest:

* `given`: a brick is printed on the mat.
* `fit`: one brick alone agrees with all that lies around a place. It takes longer where figures look alike
  (`fit-alike`) or bricks may be turned (`fit-turned`, `fit-alike-turned`).
* `look-ahead`: several bricks fit a place; with one of them, nothing would fit a neighbouring place.
* `chain`: the same, seen only after one or two forced bricks further on; `long-chain`: after more.
* `trial`: the brick has to be built on until nothing fits any more.
* `read`: the letters on whole buttons, row by row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kitgen.mechanisms.contract import Level, Step, Technique, hardest
from kitgen.mechanisms.edge_wall.search import Bond, bits_of
from kitgen.mechanisms.edge_wall.wall import Cell, Likeness
from kitgen.message import Message, message

TECHNIQUES: Mapping[str, Technique] = {
    "given": Technique(Level.EASY, 5),
    "fit": Technique(Level.EASY, 12),
    "fit-alike": Technique(Level.EASY, 18),
    "fit-turned": Technique(Level.EASY, 18),
    "fit-alike-turned": Technique(Level.EASY, 24),
    "look-ahead": Technique(Level.NORMAL, 25),
    "chain": Technique(Level.HARD, 40),
    "long-chain": Technique(Level.FIENDISH, 55),
    "trial": Technique(Level.FIENDISH, 75),
    "read": Technique(Level.EASY, 20),
}

SHORT_CHAIN = 2
"""Forced bricks in a row that most people see through without laying them."""

LONGEST_CHAIN = 5
"""Forced bricks in a row that a person follows before it feels like building on trial."""


@dataclass
class Mason:
    """Somebody at the table with the bricks.

    Args:
        bond: the bricks and which may lie beside which.
        wall: the one wall, by place: used only to tell which trial to give up, never to lay a brick.
    """

    bond: Bond
    wall: Mapping[Cell, int]
    laid: dict[Cell, int] = field(default_factory=dict)
    laid_by: dict[Cell, int] = field(default_factory=dict)
    banned: dict[Cell, int] = field(default_factory=dict)
    banned_by: dict[Cell, list[int]] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def work(self) -> None:
        """Lay every brick, noting each thought."""
        for cell, tile in self.bond.start().items():
            self._lay(cell, tile, "given")
        while len(self.laid) < len(self.bond.places):
            if not (self._forced() or self._look_ahead()):
                self._trial()

    def _candidates(self, cell: Cell, laid: dict[Cell, int], free: int) -> int:
        return self.bond.fitting(cell, laid, free) & ~self.banned.get(cell, 0)

    def _open(self, laid: dict[Cell, int]) -> list[Cell]:
        """Empty places beside something laid; the first place of all where nothing lies yet."""
        if not laid:
            return [self.bond.places[0]]
        return [
            cell
            for cell in self.bond.places
            if cell not in laid and any(n in laid for n, _ in self.bond.neighbours[cell])
        ]

    def _forced(self) -> bool:
        free = self.bond.free(self.laid)
        ready = []
        for cell in self._open(self.laid):
            tiles = bits_of(self._candidates(cell, self.laid, free))
            if len(tiles) == 1:
                touching = sum(n in self.laid for n, _ in self.bond.neighbours[cell])
                ready.append((-touching, cell, tiles[0]))
        if not ready:
            return False
        _, cell, tile = min(ready)
        self._lay(cell, tile, self._fit())
        return True

    def _fit(self) -> str:
        alike = "-alike" if self.bond.clues.likeness is Likeness.ALIKE else ""
        return f"fit{alike}{'-turned' if self.bond.clues.turnable else ''}"

    def _lay(self, cell: Cell, tile: int, technique: str) -> None:
        around = [n for n, _ in self.bond.neighbours[cell] if n in self.laid]
        uses = {self.laid_by[n] for n in around} | set(self.banned_by.get(cell, []))
        kind = "given" if technique == "given" else "left-over" if self.banned_by.get(cell) else "fit"
        turned = "-turned" if self.bond.tiles[tile].turned else ""
        names = self._names(cell, tile)
        self.laid[cell] = tile
        self.laid_by[cell] = len(self.steps)
        self._note(
            message(f"edge-wall.step.{kind}{turned}", count=len(around), **names), technique, uses, tile
        )

    def _look_ahead(self) -> bool:
        """Rule out one brick at one place, by the shortest chain there is."""
        free = self.bond.free(self.laid)
        best: tuple[int, int, Cell, int, Cell] | None = None
        for cell in self._open(self.laid):
            tiles = bits_of(self._candidates(cell, self.laid, free))
            for tile in tiles:
                longest = LONGEST_CHAIN if best is None else best[0]
                end = self._contradiction(cell, tile, longest)
                if end and (best is None or (end[0], len(tiles)) < best[:2]):
                    best = (end[0], len(tiles), cell, tile, end[1])
        if best is None:
            return False
        length, _, cell, tile, dead = best
        technique = "long-chain" if length > SHORT_CHAIN else "chain" if length else "look-ahead"
        self._ban(cell, tile, technique, dead, length)
        return True

    def _contradiction(self, cell: Cell, tile: int, longest: int) -> tuple[int, Cell] | None:
        """How many forced bricks lead from a brick on trial to a place that stays empty, and which place."""
        laid = {**self.laid, cell: tile}
        for length in range(longest + 1):
            free = self.bond.free(laid)
            forced: tuple[Cell, int] | None = None
            for empty in self._open(laid):
                bits = self._candidates(empty, laid, free)
                if not bits:
                    return length, empty
                if forced is None and not bits & (bits - 1):
                    forced = (empty, bits.bit_length() - 1)
            if forced is None:
                return None
            laid[forced[0]] = forced[1]
        return None

    def _trial(self) -> None:
        """Build on until nothing fits: every wrong brick is given up at the place with the fewest."""
        free = self.bond.free(self.laid)
        cell = min(self._open(self.laid), key=lambda c: self._candidates(c, self.laid, free).bit_count())
        for tile in bits_of(self._candidates(cell, self.laid, free)):
            if tile != self.wall[cell]:
                self._ban(cell, tile, "trial", cell, 0)

    def _ban(self, cell: Cell, tile: int, technique: str, dead: Cell, length: int) -> None:
        touched = [n for place in (cell, dead) for n, _ in self.bond.neighbours[place] if n in self.laid]
        uses = {self.laid_by[n] for n in touched} | set(self.banned_by.get(dead, []))
        self.banned[cell] = self.banned.get(cell, 0) | 1 << tile
        self.banned_by.setdefault(cell, []).append(len(self.steps))
        there = self._names(dead, tile)
        turned = "-turned" if self.bond.tiles[tile].turned else ""
        text = message(
            f"edge-wall.step.{technique.removeprefix('long-')}{turned}",
            **self._names(cell, tile),
            there_row=there["row"],
            there_place=there["place"],
            count=length,
        )
        self._note(text, technique, uses, tile, "not ")

    def _names(self, cell: Cell, tile: int) -> dict[str, int]:
        row = [c for c in self.bond.places if c[0] == cell[0]]
        return {"brick": self.bond.tiles[tile].brick + 1, "row": cell[0] + 1, "place": row.index(cell) + 1}

    def _note(self, text: Message, technique: str, uses: set[int], tile: int, sign: str = "") -> None:
        piece = "mat" if technique == "given" else brick_id(self.bond.tiles[tile].brick)
        fact = f"{sign}{text.values['brick']} at {text.values['row']}/{text.values['place']}"
        self.steps.append(Step(text, technique, tuple(sorted(uses)), (piece,), fact))


def brick_id(brick: int) -> str:
    """The id of a brick's piece: the number that is printed on it."""
    return f"brick-{brick + 1:02}"


def explain(bond: Bond, wall: Mapping[Cell, int], answer: str) -> tuple[Step, ...]:
    """The steps that lead to the wall and to the answer, without thoughts that led nowhere."""
    mason = Mason(bond, wall)
    mason.work()
    assert mason.laid == wall, "forced bricks must build the one wall"
    needed = set(mason.laid_by.values())
    for i in reversed(range(len(mason.steps))):
        if i in needed:
            needed.update(mason.steps[i].uses)
    kept = sorted(needed)
    renumbered = {old: new for new, old in enumerate(kept)}
    steps = [
        replace(mason.steps[old], uses=tuple(renumbered[use] for use in mason.steps[old].uses))
        for old in kept
    ]
    read = message("edge-wall.step.read", answer=answer)
    placed = tuple(sorted(renumbered[i] for i in mason.laid_by.values()))
    # Bricks that are left over were held against the others too.
    corner = bond.clues.corner  # printed on the mat
    bricks = dict.fromkeys(brick_id(tile.brick) for tile in bond.tiles if tile.brick != corner)
    pieces = ("mat", "sampler", *bricks)
    return (*steps, Step(read, "read", placed, pieces, answer))


def grade(steps: tuple[Step, ...]) -> Level:
    """The tier of the hardest technique that could not be done without."""
    return hardest([TECHNIQUES[step.technique].tier for step in steps])
