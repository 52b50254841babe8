"""The typical wrong walks, and what they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitgen.mechanisms.contract import Misreading
from kitgen.mechanisms.maze.clues import Floor
from kitgen.mechanisms.maze.reasoning import Side, leaving, sides
from kitgen.mechanisms.maze.search import reachable, trace
from kitgen.message import message

DEAD_ENDS_TOLD = 3
"""Side passages, those with most letters first, whose letters are foreseen as slips."""

SHORTEST_SLIP = 3
"""Fewer letters nobody would write down as the answer."""


def misreadings(floor: Floor, way: Sequence[int]) -> tuple[Misreading, ...]:
    """Wrong answers by the slip that leads to them, each once."""
    answer = floor.read(way)
    said: dict[str, Misreading] = {}
    for key, wrong in _walks(floor, way, answer):
        if wrong != answer and len(wrong) >= SHORTEST_SLIP and wrong not in said:
            said[wrong] = Misreading(wrong, message(f"maze.slip.{key}"))
    return tuple(said.values())


def _walks(floor: Floor, way: Sequence[int], answer: str) -> Iterator[tuple[str, str]]:
    off = sides(floor, way)
    yield "backwards", answer[::-1]
    for short_cut in _through_curtains(floor, way, off):
        yield "curtain", floor.read(short_cut)
    yield "bridge", floor.read(_off_the_bridge(floor))
    yield "hole", floor.read(_up_to_the_last_hole(floor, way))
    aside_of = [(side, floor.read(_deepest(floor, side))) for side in off if side.at < len(way) - 1]
    for side, aside in sorted(aside_of, key=lambda pair: -len(pair[1]))[:DEAD_ENDS_TOLD]:
        before = floor.read(way[: side.at + 1])
        if aside:
            yield "dead-end", before + aside
            yield "turned-back", before + aside + floor.read(way[side.at + 1 :])
    yield "last", answer[:-1]
    yield "first", answer[1:]


def _deepest(floor: Floor, side: Side) -> list[int]:
    """The path into a side passage that meets most letters."""
    met: dict[int, int] = {}
    for tile in side.tiles:
        met[tile] = met.get(side.before[tile], 0) + (tile in floor.letters)
    return side.path_to(max(side.tiles, key=met.__getitem__))


def _through_curtains(floor: Floor, way: Sequence[int], off: Sequence[Side]) -> Iterator[list[int]]:
    """The walks of somebody who lifts one curtain from behind."""
    at = leaving(way, off)
    home = {tile: side for side in off for tile in side.tiles}
    for here, there in floor.curtains:
        if here in at and there in at and at[there] < at[here]:
            out, back = (home[tile].path_to(tile) if tile in home else [] for tile in (there, here))
            yield [*way[: at[there] + 1], *out, *reversed(back), *way[at[here] :]]


def _off_the_bridge(floor: Floor) -> list[int]:
    """The shortest walk of somebody who turns off on bridges as if they were crossings."""
    below = floor.rows * floor.width
    leads = {tile: list(near) for tile, near in floor.leads.items()}
    for tile in list(leads):
        if floor.is_below(tile):
            leads[tile].append(tile - below)
            leads.setdefault(tile - below, []).append(tile)
    return trace(reachable(leads, floor.start), floor.goal)


def _up_to_the_last_hole(floor: Floor, way: Sequence[int]) -> Sequence[int]:
    """The walk of somebody who takes a mouse hole for the end."""
    last = max((i for i, tile in enumerate(way) if tile in floor.holes), default=0)
    return way[:last]
