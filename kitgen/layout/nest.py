"""Rectangles into a room: where each lies so that none overlaps another, and as much as possible fits.

The method is 'maximal rectangles': keep every largest free rectangle, put the next one where it fits best,
cut what it covers out of all free ones. Each thing to place may come in several shapes (a grid of cards is
three by one, two by two or one by three); the first way that works is taken. Nothing is left to chance, so
equal input gives an equal sheet.

Source: J. Jylänki, A Thousand Ways to Pack the Bin (2010), the MaxRects family.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kitgen.units import Box

SLACK_MM = 1e-6
"""Room that rounding may take."""

Size = tuple[float, float]
"""Width and height in mm."""


@dataclass(frozen=True)
class Nested:
    """Where one thing lies.

    Args:
        shape: index of the shape that was taken.
        box: in mm from the room's top left corner.
    """

    shape: int
    box: Box


Score = Callable[[Box, Box], tuple[float, ...]]
"""How good a place is (smaller is better), from the box placed and the free rectangle it is placed in."""


def _lowest(box: Box, free: Box) -> tuple[float, ...]:
    del free
    return (box.bottom_mm, box.x_mm)


def _snug(box: Box, free: Box) -> tuple[float, ...]:
    rest = (free.width_mm - box.width_mm, free.height_mm - box.height_mm)
    return (min(rest), max(rest), box.y_mm, box.x_mm)


def _leftmost(box: Box, free: Box) -> tuple[float, ...]:
    del free
    return (box.right_mm, box.y_mm)


SCORES: tuple[Score, ...] = (_lowest, _snug, _leftmost)


def nest(things: Sequence[Sequence[Size]], room: Size, gap_mm: float) -> list[Nested] | None:
    """Places for all things, in the order given, or None where no way was found.

    Args:
        things: the shapes that each thing may take, best first.
        room: width and height there is.
        gap_mm: free between any two of them; none is needed at the room's edge.
    """
    if not things:
        return []
    for order in _orders(things):
        for score in SCORES:
            found = _place_all(things, order, room, gap_mm, score)
            if found is not None:
                return found
    return None


def _orders(things: Sequence[Sequence[Size]]) -> Iterator[list[int]]:
    """As given, the tallest first, the largest first, the widest first; each order once."""
    indices = list(range(len(things)))
    keys: tuple[Callable[[int], float], ...] = (
        lambda _: 0.0,
        lambda i: -min(h for _, h in things[i]),
        lambda i: -min(w * h for w, h in things[i]),
        lambda i: -min(w for w, _ in things[i]),
    )
    seen: list[list[int]] = []
    for key in keys:
        order = sorted(indices, key=key)
        if order not in seen:
            seen.append(order)
            yield order


def _place_all(
    things: Sequence[Sequence[Size]], order: Sequence[int], room: Size, gap_mm: float, score: Score
) -> list[Nested] | None:
    # Every thing carries its gap at its right and bottom, and so does the room.
    free = [Box(0, 0, room[0] + gap_mm, room[1] + gap_mm)]
    found: dict[int, Nested] = {}
    for index in order:
        best = _best(things[index], free, gap_mm, score)
        if best is None:
            return None
        found[index] = best
        taken = best.box
        free = _without(free, Box(taken.x_mm, taken.y_mm, taken.width_mm + gap_mm, taken.height_mm + gap_mm))
    return [found[i] for i in range(len(things))]


def _best(shapes: Sequence[Size], free: Sequence[Box], gap_mm: float, score: Score) -> Nested | None:
    best: tuple[tuple[float, ...], Nested] | None = None
    for shape, (width, height) in enumerate(shapes):
        for place in free:
            if width + gap_mm > place.width_mm + SLACK_MM or height + gap_mm > place.height_mm + SLACK_MM:
                continue
            box = Box(place.x_mm, place.y_mm, width, height)
            grade = (*score(box, place), shape)
            if best is None or grade < best[0]:
                best = grade, Nested(shape, box)
    return best[1] if best else None


def _without(free: Sequence[Box], taken: Box) -> list[Box]:
    """The largest free rectangles after one was taken."""
    left: list[Box] = []
    for box in free:
        left += _around(box, taken) if _overlap(box, taken) else [box]
    # A rectangle inside another says nothing new.
    return [
        box
        for i, box in enumerate(left)
        if not any(
            other.contains(box) and (i != j and (other != box or j < i)) for j, other in enumerate(left)
        )
    ]


def _overlap(a: Box, b: Box) -> bool:
    return (
        a.x_mm < b.right_mm - SLACK_MM
        and b.x_mm < a.right_mm - SLACK_MM
        and a.y_mm < b.bottom_mm - SLACK_MM
        and b.y_mm < a.bottom_mm - SLACK_MM
    )


def _around(box: Box, taken: Box) -> list[Box]:
    """What is left of a free rectangle at the four sides of one that was taken; the parts overlap."""
    parts = [
        Box(box.x_mm, box.y_mm, taken.x_mm - box.x_mm, box.height_mm),
        Box(taken.right_mm, box.y_mm, box.right_mm - taken.right_mm, box.height_mm),
        Box(box.x_mm, box.y_mm, box.width_mm, taken.y_mm - box.y_mm),
        Box(box.x_mm, taken.bottom_mm, box.width_mm, box.bottom_mm - taken.bottom_mm),
    ]
    return [part for part in parts if part.width_mm > SLACK_MM and part.height_mm > SLACK_MM]
