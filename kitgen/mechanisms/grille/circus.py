"""Mice to count: by what they carry, what they wear and which way they look."""

from __future__ import annotations

from kitgen.mechanisms.grille.clues import ITEMS, LIES, SIDES, Lie, Mouse, Pose, Ring, Sort, Tally
from kitgen.rng import Rng

_REPAIRS = 600
"""Mice changed at most until the counts are right; a few dozen are usual."""


def belongs(mouse: Mouse, sort: Sort) -> bool:
    """Whether a mouse is of a sort."""
    return (
        (not sort.carries or mouse.carries == sort.carries)
        and (not sort.without or mouse.carries != sort.without)
        and (sort.hat is None or mouse.hat == sort.hat)
        and (not sort.looks or mouse.looks == sort.looks)
    )


def number_of(mice: tuple[Mouse, ...] | list[Mouse], sort: Sort) -> int:
    """How many of the mice are of a sort."""
    return sum(belongs(mouse, sort) for mouse in mice)


def counted_sort(mice: tuple[Mouse, ...] | list[Mouse], tally: Tally) -> Sort:
    """The sort that a tally asks for, its condition decided."""
    if tally.more is None or tally.than is None or tally.instead is None:
        return tally.sort
    return tally.sort if number_of(mice, tally.more) > number_of(mice, tally.than) else tally.instead


def count(mice: tuple[Mouse, ...] | list[Mouse], tally: Tally) -> int:
    """The number that a tally gives."""
    return number_of(mice, counted_sort(mice, tally))


def readings(ring: Ring) -> list[Pose]:
    """Where the counts say the stone lies: one pose, or none if a count is too small or too large."""
    counts = [count(ring.mice, tally) for tally in ring.asked]
    if min(counts) < 1 or (ring.lie is None and counts[2] > ring.plates):
        return []
    lie = ring.lie if ring.lie is not None else LIES[counts[2] - 1]
    return [Pose(counts[0] - 1, counts[1] - 1, lie)]


def _single(rng: Rng) -> Sort:
    return rng.choice(
        [
            *(Sort(carries=item) for item in ITEMS),
            Sort(hat=True),
            Sort(hat=False),
            *(Sort(looks=side) for side in SIDES),
        ]
    )


def _double(rng: Rng) -> Sort:
    kind = rng.below(3)
    if kind == 0:
        return Sort(carries=rng.choice(ITEMS), looks=rng.choice(SIDES))
    if kind == 1:
        return Sort(carries=rng.choice(ITEMS), hat=rng.chance(0.5))
    return Sort(hat=rng.chance(0.5), looks=rng.choice(SIDES))


def _negative(rng: Rng) -> Sort:
    looks = rng.choice(SIDES) if rng.chance(0.5) else ""
    return Sort(without=rng.choice(ITEMS), looks=looks)


def _questions(style: str, number: int, rng: Rng) -> tuple[Tally, ...] | None:
    """What to count: plain sorts, sorts of two properties, or a condition and a 'no' among them."""
    if style == "plain":
        sorts = [_single(rng) for _ in range(number)]
    elif style == "double":
        sorts = [_double(rng), _double(rng), _single(rng)][:number]
    else:
        sorts = [_double(rng), _negative(rng), _single(rng)][:number]
    tallies = [Tally(sort) for sort in sorts]
    if style == "conditional":
        i = rng.below(number)
        one, other = rng.sample([Sort(carries=item) for item in ITEMS], 2)
        instead = _double(rng)
        tallies[i] = Tally(sorts[i], one, other, instead)
        sorts.append(instead)
    if len({repr(sort) for sort in sorts}) < len(sorts):
        return None
    rng.shuffle(tallies)
    return tuple(tallies)


def muster(pose: Pose, size: int, style: str, told: Lie | None, plates: int, rng: Rng) -> Ring | None:
    """A ring of mice whose counts say a pose, found by changing one mouse after another.

    Args:
        pose: where the stone lies.
        size: how many mice.
        style: `plain`, `double` or `conditional` questions.
        told: the lie where it is printed; then no count says it.
        plates: how many ways of lying are pictured with numbers.
        rng: the stream to draw from.
    """
    targets = [pose.column + 1, pose.row + 1] + ([] if told is not None else [LIES.index(pose.lie) + 1])
    asked = _questions(style, len(targets), rng)
    if asked is None:
        return None

    def draw() -> Mouse:
        return Mouse(rng.choice(ITEMS), rng.chance(0.5), rng.choice(SIDES))

    mice = [draw() for _ in range(size)]

    def error() -> int:
        return sum(abs(count(mice, tally) - want) for tally, want in zip(asked, targets, strict=True))

    off = error()
    for _ in range(_REPAIRS):
        if off == 0:
            break
        i = rng.below(size)
        before = mice[i]
        mice[i] = draw()
        now = error()
        if now <= off:
            off = now
        else:
            mice[i] = before
    if off:
        return None
    # "More" is plainly true or plainly false: a tie would start an argument.
    for tally in asked:
        if tally.more and tally.than and number_of(mice, tally.more) == number_of(mice, tally.than):
            return None
    rng.shuffle(mice)
    return Ring(tuple(mice), asked, told, plates)
