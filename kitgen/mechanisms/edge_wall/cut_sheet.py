"""The order in which loose bricks are printed, so that the uncut sheet neither helps nor misleads.

Bricks of one size abut on the props page, three to a row. Whoever saw half a figure meet its other half
across a cut would take it for part of the wall: so no two that are printed side by side share a button, and
no two that are printed one above the other make a figure whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.mechanisms.edge_wall.wall import Brick
from kitgen.rng import Rng

COLUMNS = 3
"""Bricks in a row of a props page: beside three the sampler has room, and a dozen take half a page."""

ORDER_BUDGET = 4000
"""Bricks set down before a draw is given up; the presets need a few dozen."""


def looks_whole_beside(left: Brick, right: Brick) -> bool:
    """Whether two bricks, printed side by side, show a whole button across the cut."""
    return left.right.button == right.left.button


def looks_whole_below(upper: Brick, lower: Brick) -> bool:
    """Whether two bricks, printed one right above the other, show a whole figure across the cut."""
    return any(half ^ 1 == other for half, other in zip(upper.bottom, lower.top, strict=True))


def printed_order(bricks: Sequence[Brick], rng: Rng) -> list[Brick] | None:
    """The bricks in an order in which no printed neighbours look whole.

    Args:
        bricks: the loose bricks, printed as they are.
        rng: shuffles them; of the orders that will do, the first one found is taken.

    Returns:
        The order, or None where the budget is spent or no order will do.
    """
    order: list[Brick] = []
    budget = [ORDER_BUDGET]
    return order if _extend(order, rng.shuffled(bricks), budget) else None


def _extend(order: list[Brick], rest: list[Brick], budget: list[int]) -> bool:
    if not rest:
        return True
    for i, brick in enumerate(rest):
        if budget[0] <= 0:
            return False
        if _may_follow(order, brick):
            budget[0] -= 1
            order.append(brick)
            if _extend(order, rest[:i] + rest[i + 1 :], budget):
                return True
            order.pop()
    return False


def _may_follow(order: Sequence[Brick], brick: Brick) -> bool:
    at = len(order)
    if at % COLUMNS and looks_whole_beside(order[-1], brick):
        return False
    return at < COLUMNS or not looks_whole_below(order[at - COLUMNS], brick)
