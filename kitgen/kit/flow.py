"""The order of beats: what must be solved before what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def order_of(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Beats so that each stands behind all that it needs, otherwise in the order given.

    Args:
        needs: by beat, the beats it needs; names that are no beats are passed over.

    Returns:
        Every beat that can be reached; those on a circle, or behind one, are left out.
    """
    done: list[str] = []
    left = list(needs)
    while True:
        ready = next((beat for beat in left if all(n in done or n not in needs for n in needs[beat])), None)
        if ready is None:
            return done
        done.append(ready)
        left.remove(ready)


def circles_in(needs: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Circles of need, each as `[a, b, ..., a]`; every beat on a circle is in at least one of them."""
    reached = set(order_of(needs))
    stuck = {
        beat: [need for need in wanted if need in needs and need not in reached]
        for beat, wanted in needs.items()
        if beat not in reached
    }
    circles: list[list[str]] = []
    told: set[str] = set()
    for start in stuck:
        if start in told:
            continue
        # Everything stuck needs something stuck, so walking on must meet the way again.
        way = [start]
        while (following := stuck[way[-1]][0]) not in way:
            way.append(following)
        circle = way[way.index(following) :]
        if not told & set(circle):
            circles.append([*circle, following])
        told |= set(way)
    return circles


def all_needs(needs: Mapping[str, Sequence[str]], beat: str) -> set[str]:
    """Everything that must be solved before a beat, whether it says so itself or what it needs does."""
    found: set[str] = set()
    waiting = [beat]
    while waiting:
        for need in needs.get(waiting.pop(), ()):
            if need not in found:
                found.add(need)
                waiting.append(need)
    return found


def watched(needs: Mapping[str, Sequence[str]], least: int) -> tuple[frozenset[str], list[str]] | None:
    """A moment of an act at which too few of its puzzles are open, whatever order players took to get there.

    Args:
        needs: by beat of the act, what it needs; beats of other acts are solved already.
        least: how many must be open at a time, up to those left.

    Returns:
        The beats solved by then and those open, of the earliest such moment; None where there is none.
    """
    inside = {beat: [need for need in wanted if need in needs] for beat, wanted in needs.items()}
    moments = {frozenset[str]()}
    while moments:
        after: set[frozenset[str]] = set()
        for solved in sorted(moments, key=sorted):
            left = [beat for beat in inside if beat not in solved]
            are_open = [beat for beat in left if solved.issuperset(inside[beat])]
            if len(are_open) < min(least, len(left)):
                return solved, are_open
            after |= {solved | {beat} for beat in are_open}
        moments = after
    return None
