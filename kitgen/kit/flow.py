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
