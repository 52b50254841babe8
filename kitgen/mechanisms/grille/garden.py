"""Vines to follow: from a root at the bottom to a leaf at the top."""

from __future__ import annotations

import itertools

from kitgen.mechanisms.grille.clues import CREATURES, LIES, Leaf, Lie, Pose, Vines
from kitgen.rng import Rng


def way(vines: Vines, root: int) -> tuple[int, ...]:
    """The places a vine passes, from its root up: one more than there are rows of crossings."""
    place = root
    places = [place]
    for row in vines.tangle:
        for left, _ in row:
            if place == left:
                place = left + 1
                break
            if place == left + 1:
                place = left
                break
        places.append(place)
    return tuple(places)


def crossings(places: tuple[int, ...]) -> int:
    """How many other vines a vine crosses."""
    return sum(a != b for a, b in itertools.pairwise(places))


def leaf_of(vines: Vines, creature: str) -> Leaf:
    """The leaf at the end of a creature's vine."""
    return vines.leaves[way(vines, vines.roots.index(creature))[-1]]


def readings(vines: Vines) -> list[Pose]:
    """Where the vines say the stone lies: one pose, or none if a vine ends at the wrong sort of leaf."""
    leaves = [leaf_of(vines, creature) for creature in vines.asked]
    kinds = ["column", "row", "lie"][: len(leaves)]
    if [leaf.kind for leaf in leaves] != kinds:
        return []
    lie = vines.lie if vines.lie is not None else LIES[leaves[2].value]
    return [Pose(leaves[0].value, leaves[1].value, lie)]


def _tangle(count: int, rows: int, rng: Rng) -> tuple[tuple[tuple[int, bool], ...], ...]:
    """Rows of crossings that do not touch each other, hardly ever undoing the row before."""
    tangle: list[tuple[tuple[int, bool], ...]] = []
    before: set[int] = set()
    for _ in range(rows):
        row: list[tuple[int, bool]] = []
        place = 0
        while place < count - 1:
            if rng.chance(0.12 if place in before else 0.68):
                row.append((place, rng.chance(0.5)))
                place += 2
            else:
                place += 1
        tangle.append(tuple(row))
        before = {left for left, _ in row}
    return tuple(tangle)


def grow(
    pose: Pose, wrong: dict[str, list[int]], count: int, rows: int, told: Lie | None, rng: Rng
) -> Vines | None:
    """Vines that say a pose.

    Args:
        pose: where the stone lies.
        wrong: for each kind of leaf, other values to hang up, the best first.
        count: how many vines.
        rows: rows of crossings.
        told: the lie where it is printed; then no vine says it.
        rng: the stream to draw from.

    Returns:
        The vines, or None where a vine that counts hardly crosses another.
    """
    kinds = ["column", "row"] + ([] if told is not None else ["lie"])
    true = {"column": pose.column, "row": pose.row, "lie": LIES.index(pose.lie)}
    tangle = _tangle(count, rows, rng)
    roots = tuple(rng.sample(CREATURES, count))
    draft = Vines(roots, tangle, (), (), told)
    starts = rng.sample(range(count), len(kinds))
    ways = [way(draft, start) for start in starts]
    if any(crossings(places) < 2 for places in ways):
        return None
    leaves: dict[int, Leaf] = {
        places[-1]: Leaf(kind, true[kind]) for places, kind in zip(ways, kinds, strict=True)
    }
    spare = {kind: list(wrong[kind]) for kind in kinds}
    for i, place in enumerate(rng.shuffled([p for p in range(count) if p not in leaves])):
        kind = kinds[i % len(kinds)]
        if not spare[kind]:
            return None
        leaves[place] = Leaf(kind, spare[kind].pop(0))
    asked = tuple(roots[start] for start in starts)
    return Vines(roots, tangle, tuple(leaves[p] for p in range(count)), asked, told)
