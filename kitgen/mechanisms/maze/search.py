"""Every way from the door to the mouse that steps on no tile twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kitgen.mechanisms.maze.clues import Floor

SEARCH_BUDGET = 40_000
"""Tiles stepped on before the search gives up; the presets need a few hundred."""

Leads = Mapping[int, Sequence[int]]


def reachable(leads: Leads, start: int) -> dict[int, int]:
    """Every tile that can be reached, nearest first, with the tile before it."""
    before = {start: start}
    queue = [start]
    for tile in queue:
        for other in leads.get(tile, ()):
            if other not in before:
                before[other] = tile
                queue.append(other)
    return before


def trace(before: Mapping[int, int], goal: int) -> list[int]:
    """The path that `reachable` found to a tile."""
    path = [goal]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return path[::-1]


def without_dead_ends(floor: Floor) -> dict[int, list[int]]:
    """Where each tile leads once every dead end is filled, again and again until none is left."""
    back: dict[int, list[int]] = {}
    for tile, near in floor.leads.items():
        for other in near:
            back.setdefault(other, []).append(tile)
    alive = reachable(floor.leads, floor.start).keys() & reachable(back, floor.goal).keys()
    near_by = {tile: {*floor.leads.get(tile, ()), *back.get(tile, ())} & alive for tile in alive}
    ends = sorted(tile for tile in alive if len(near_by[tile]) <= 1)
    while ends:
        tile = ends.pop()
        if tile in (floor.start, floor.goal) or tile not in near_by:
            continue
        for other in sorted(near_by.pop(tile)):
            near_by[other].discard(tile)
            if len(near_by[other]) <= 1:
                ends.append(other)
    return {tile: [o for o in floor.leads.get(tile, ()) if o in near_by] for tile in sorted(near_by)}


def ways(floor: Floor, limit: int = 2) -> tuple[list[tuple[int, ...]], bool]:
    """Ways from the door to the mouse.

    Args:
        floor: the strips, laid in one order.
        limit: stop at so many.

    Returns:
        The ways, and whether the search looked everywhere or stopped at the limit (not: gave up).
    """
    leads = without_dead_ends(floor)
    if floor.start not in leads or floor.goal not in leads:
        return [], True
    found: list[tuple[int, ...]] = []
    path, on_path = [floor.start], {floor.start}
    turns = [iter(leads[floor.start])]
    budget = SEARCH_BUDGET
    while turns:
        tile = next((t for t in turns[-1] if t not in on_path), None)
        if tile is None:
            turns.pop()
            on_path.discard(path.pop())
            continue
        budget -= 1
        if budget < 0:
            return found, False
        if tile == floor.goal:
            found.append((*path, tile))
            if len(found) >= limit:
                return found, True
            continue
        path.append(tile)
        on_path.add(tile)
        turns.append(iter(leads[tile]))
    return found, True
