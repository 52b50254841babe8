"""The way as a person finds it: lay the strips, walk on, look into side passages and come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kitgen.mechanisms.contract import Level, Step, Technique, hardest
from kitgen.mechanisms.maze.clues import Floor, Strip
from kitgen.message import Message, message

TECHNIQUES = {
    "lay": Technique(Level.EASY, 12.0),
    "lay-by-openings": Technique(Level.NORMAL, 24.0),
    "walk": Technique(Level.EASY, 12.0),
    "bridge": Technique(Level.EASY, 6.0),
    "hole": Technique(Level.EASY, 12.0),
    "dead-end": Technique(Level.EASY, 13.0),
    "short-ends": Technique(Level.EASY, 15.0),
    "hole-astray": Technique(Level.NORMAL, 20.0),
    "curtain-open": Technique(Level.NORMAL, 6.0),
    "curtain": Technique(Level.HARD, 20.0),
}

FIENDISH_HOLES, FIENDISH_CURTAINS = 3, 4
"""Holes on the way and curtains that bar a short cut, from which a corridor is more than hard: nobody keeps
so many places in mind, so the way has to be written down. Assumed."""

MOST_SPELLED = 5
"""Letters of a side passage that a step names."""


@dataclass(frozen=True)
class Side:
    """What lies off the way at one place.

    Args:
        at: how far along the way one leaves it.
        tiles: nearest first.
        before: by tile, the tile one comes from.
    """

    at: int
    tiles: tuple[int, ...]
    before: Mapping[int, int]

    def path_to(self, tile: int) -> list[int]:
        """From the first tile off the way to this one."""
        path = [tile]
        while self.before[path[-1]] in self.before:
            path.append(self.before[path[-1]])
        return path[::-1]


def strip_id(strip: Strip) -> str:
    """The piece's id, by its little picture."""
    return f"strip-{strip.name}"


def strip_name(strip: Strip) -> Message:
    """What a strip is called, by its little picture."""
    return message(f"maze.strip.{strip.name}")


def sides(floor: Floor, way: Sequence[int]) -> list[Side]:
    """Everything off the way, one value for every passage that leaves it, in the order one meets them.

    One-way curtains end a side: what can only be reached through one belongs to the passage behind it.
    """
    barred = {frozenset(pair) for pair in floor.curtains}
    seen = set(way)
    found = []
    for at, tile in enumerate(way):
        for first in floor.leads.get(tile, ()):
            if first in seen or frozenset((tile, first)) in barred:
                continue
            before, queue = {first: tile}, [first]
            seen.add(first)
            for here in queue:
                for other in floor.leads.get(here, ()):
                    if other not in seen and frozenset((here, other)) not in barred:
                        seen.add(other)
                        before[other] = here
                        queue.append(other)
            found.append(Side(at, tuple(queue), before))
    return found


def leaving(way: Sequence[int], off: Sequence[Side]) -> dict[int, int]:
    """By tile, how far along the way one leaves it to get there."""
    at = {tile: i for i, tile in enumerate(way)}
    for side in off:
        at |= dict.fromkeys(side.tiles, side.at)
    return at


class Account:
    """The steps of one walk, in order."""

    def __init__(self, floor: Floor, way: Sequence[int], *, is_signed: bool) -> None:
        self.floor, self.way = floor, way
        self.steps: list[Step] = []
        self.sides = sides(floor, way)
        self._at = leaving(way, self.sides)
        self._is_signed = is_signed
        self._main = 0  # the step that the next one rests on
        self._asides: list[int] = []
        self._last = ""
        self._short: list[Side] = []

    def tell(self) -> tuple[Step, ...]:
        """All the steps."""
        self._lay()
        by_place: dict[int, list[Side]] = {}
        for side in self.sides:
            by_place.setdefault(side.at, []).append(side)
        barred: dict[int, list[tuple[int, int]]] = {}
        for here, there in self.floor.curtains:
            early, late = self._at.get(there), self._at.get(here)
            if early is not None and late is not None and early < late:
                barred.setdefault(early, []).append((here, there))
        for i, tile in enumerate(self.way):
            if i + 1 == len(self.way):
                break  # whoever stands beside the mouse looks no further
            for side in by_place.get(i, ()):
                self._look_into(side)
            for here, _ in barred.get(i, ()):
                self._aside("curtain", self.way[i], strip=strip_name(self.floor.strip_of(here)))
            self._step_on(tile, self.way[i + 1])
        return tuple(self.steps)

    def _say(
        self, key: str, technique: str, pieces: Sequence[Strip], fact: str, **values: str | int | Message
    ) -> int:
        uses = (self._main, *self._asides) if self.steps and technique == "walk" else ()
        if self.steps and not uses:
            uses = (self._main,)
        ids = tuple(dict.fromkeys(strip_id(strip) for strip in pieces))
        self.steps.append(Step(message(f"maze.step.{key}", **values), technique, uses, ids, fact))
        return len(self.steps) - 1

    def _aside(self, technique: str, tile: int, *more: Strip, **values: str | int | Message) -> None:
        """A step that says where the way does not go."""
        after = {"letter": self._last} if self._last else {}
        key = technique if self._last else f"{technique}-door"
        pieces = (self.floor.strip_of(tile), *more)
        self._asides.append(self._say(key, technique, pieces, f"not by {technique}", **after, **values))

    def _lay(self) -> None:
        technique = "lay" if self._is_signed else "lay-by-openings"
        for left, right in pairwise(self.floor.strips):
            names = {"left": strip_name(left), "right": strip_name(right)}
            fact = f"{left.name} before {right.name}"
            self._main = self._say(technique, technique, (left, right), fact, **names)

    def _look_into(self, side: Side) -> None:
        letters = self.floor.read(side.tiles)
        strip = self.floor.strip_of(side.tiles[0])
        name, spelled = strip_name(strip), " ".join(letters[:MOST_SPELLED])
        signs = [self.floor.holes[tile] for tile in side.tiles if tile in self.floor.holes]
        if signs:
            others = [self.floor.strip_of(tile) for tile in side.tiles if tile in self.floor.holes]
            sign = message(f"maze.sign.{signs[0]}")
            self._aside("hole-astray", self.way[side.at], *others, strip=name, sign=sign)
        elif len(letters) == 1:
            self._short.append(side)
        elif letters:
            self._aside("dead-end", self.way[side.at], strip, strip=name, spelled=spelled)

    def _step_on(self, tile: int, following: int) -> None:
        floor = self.floor
        strip = floor.strip_of(tile)
        if floor.is_bridge(following):
            key = "under" if floor.is_below(following) else "over"
            self._main = self._say(key, "bridge", (floor.strip_of(following),), key, strip=strip_name(strip))
        if tile in floor.holes and floor.holes[tile] == floor.holes.get(following):
            end = floor.strip_of(following)
            names = {"strip": strip_name(strip), "end": strip_name(end)}
            sign = message(f"maze.sign.{floor.holes[tile]}")
            self._main = self._say("hole", "hole", (strip, end), "through the hole", sign=sign, **names)
        if (tile, following) in floor.curtains:
            self._main = self._say(
                "curtain-open", "curtain-open", (strip,), "through", strip=strip_name(strip)
            )
        letter = floor.letters.get(following, "")
        if letter:
            self._walk("walk", floor.strip_of(following), letter)
        elif following == floor.goal:
            self._walk("goal", floor.strip_of(following), "")

    def _pass_short_ends(self) -> None:
        """One step for all side passages with a single letter since the last letter of the way."""
        if self._short:
            strips = [self.floor.strip_of(side.tiles[0]) for side in self._short]
            spelled = " ".join(self.floor.read(side.tiles) for side in self._short)
            tile = self.way[self._short[0].at]
            self._aside("short-ends", tile, *strips, spelled=spelled, count=len(strips))
            self._short = []

    def _walk(self, key: str, strip: Strip, letter: str) -> None:
        self._pass_short_ends()
        values = {"letter": letter} if letter else {}
        self._main = self._say(key, "walk", (strip,), letter or "mouse", strip=strip_name(strip), **values)
        self._asides = []
        self._last = letter or self._last


def grade(steps: Sequence[Step], counts: Mapping[str, int]) -> Level:
    """How hard a corridor is: by its techniques, and where these end by how much there is to search."""
    if counts["holes"] >= FIENDISH_HOLES and counts["barred"] >= FIENDISH_CURTAINS:
        return Level.FIENDISH
    return hardest([TECHNIQUES[step.technique].tier for step in steps])


def measures(floor: Floor, way: Sequence[int], account: Account) -> dict[str, int]:
    """Counts that grade the search."""
    techniques = [step.technique for step in account.steps]
    on_way = set(way)
    return {
        "way": len(way),
        "forks": sum(any(tile in floor.letters for tile in side.tiles) for side in account.sides),
        "longest-side": max((len(side.path_to(side.tiles[-1])) for side in account.sides), default=0),
        "holes": techniques.count("hole"),
        "holes-astray": techniques.count("hole-astray"),
        "barred": techniques.count("curtain"),
        "false-letters": sum(tile not in on_way for tile in floor.letters),
    }
