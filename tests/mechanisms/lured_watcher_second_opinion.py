"""The lured watcher once more: every order of noises is walked forwards, step by step, on a grid of rooms."""

from __future__ import annotations

from typing import Any

from kitgen.mechanisms.contract import Given

WIDE = 6


def steps_towards(room: int, target: int) -> int:
    """The room beside her that lies towards a noise; her own where she does not hear it."""
    (row, column), (there_row, there_column) = divmod(room, WIDE), divmod(target, WIDE)
    if row == there_row and column != there_column:
        return room + (1 if there_column > column else -1)
    if column == there_column and row != there_row:
        return room + (WIDE if there_row > row else -WIDE)
    return room


def led(clues: Any, room: int, target: int, shut: frozenset[frozenset[int]]) -> tuple[int, Any]:
    """Where a noise leads her, and which doors are shut behind her then."""
    edges = {(edge.first, edge.second): str(edge.kind) for edge in clues.edges}
    while room != target:
        following = steps_towards(room, target)
        if following == room:
            break
        ahead, behind = edges.get((room, following)), edges.get((following, room))
        door = frozenset((room, following))
        if "wall" in (ahead, behind) or behind == "flap" or door in shut:
            break
        if "snap" in (ahead, behind):
            shut = shut | {door}
        room = following
        if room in clues.rugs:
            break
    return room, shut


def readings(clues: Any, given: Given) -> set[str]:
    """The words of all orders of noises that bring her to the wrong door with the last one, and no sooner."""
    found: set[str] = set()
    stack = [(clues.start, frozenset[frozenset[int]](), frozenset[int](), "")]
    while stack:
        room, shut, used, word = stack.pop()
        for number, noise in enumerate(clues.noises):
            if number in used:
                continue
            after, doors = led(clues, room, noise.room, shut)
            if after == room:
                continue
            said, is_last = word + noise.letter, len(word) + 1 == clues.count
            if (after == clues.goal) != is_last:
                continue
            if is_last:
                found.add(said)
            else:
                stack.append((after, doors, used | {number}, said))
    return found
