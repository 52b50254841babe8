"""The two rooms once more, by another road: each thing of one room is held against its like in the other.

Nothing here comes from the mechanism but the values that are printed.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

from kitgen.mechanisms.contract import Given

PLACES = {0: 6, 1: 7, 2: 6}
"""Places side by side on the wall, the shelf and the floor."""


def differences(clues: Any) -> list[tuple[str, str, tuple[int, int]]]:
    """Every thing that differs, how, and where it stands: at home, or over there if it is new."""
    home = {thing.thing: thing for thing in clues.home}
    other = {thing.thing: thing for thing in clues.double}
    found = [(name, "gone", (home[name].row, home[name].slot)) for name in home.keys() - other.keys()]
    found += [(name, "new", (other[name].row, other[name].slot)) for name in other.keys() - home.keys()]
    for name in home.keys() & other.keys():
        here, there = home[name], other[name]
        at = (here.row, here.slot)
        flips = -1 if clues.mirrored else 1
        slot = PLACES[here.row] - 1 - here.slot if clues.mirrored else here.slot
        pairs = (
            ("moved", (here.row, slot), (there.row, there.slot)),
            ("turned", here.facing * flips, there.facing),
            ("pattern", here.pattern, there.pattern),
            ("part", here.whole, there.whole),
        )
        found += [(name, how, at) for how, one, two in pairs if one != two]
        if here.large != there.large:
            found.append((name, "bigger" if there.large else "smaller", at))
    return found


def readings(clues: Any, given: Given) -> set[str]:
    """All words that the order on the sheet allows for the letters of all differences."""
    rows = [str(kind) for kind in clues.kinds]
    sampler = {column.thing: column for column in clues.columns}
    letters = []
    for name, how, at in differences(clues):
        if name not in sampler or how not in rows:
            return set()
        column = sampler[name]
        rank: tuple[int, ...] = (column.tag,) if clues.tagged else at
        letters.append((rank, rows.index(how), name, column.letters[rows.index(how)]))
    words = {""}
    for rank in sorted({place for place, _, _, _ in letters}):
        tied = sorted(letter for letter in letters if letter[0] == rank)
        orders = list(permutations([letter for _, _, _, letter in tied]))
        if clues.twice and len({name for _, _, name, _ in tied}) == 1:
            orders = orders[:1]  # one thing that differs in two ways: the upper row comes first
        words = {word + "".join(order) for word in words for order in orders}
    return words
