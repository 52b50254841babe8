"""The house once more, from the printed sentences: tokens are laid one by one, gossip held against them.

Nothing comes from the mechanism but the shape of its clues. A token goes on every floor where none of its
sort lies; a note is asked as soon as everybody it names has a floor.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kitgen.mechanisms.contract import Given

House = dict[int, int]
"""By token its floor; the lowest floor is 1."""


def _sentence(note: Any) -> Callable[[House], bool]:
    """What a note says of a house, as the gossip cards word it."""
    a, b, c = note.a, note.b, note.c
    floor, other = note.floor + 1, note.other + 1
    said: dict[str, Callable[[House], bool]] = {
        "at": lambda house: house[a] == floor,
        "not-at": lambda house: house[a] != floor,
        "floors": lambda house: house[a] in {floor, other},
        "same": lambda house: house[a] == house[b],
        "apart": lambda house: house[a] != house[b],
        "up": lambda house: house[a] - house[b] == 1,
        "higher": lambda house: house[a] > house[b],
        "neighbours": lambda house: house[a] - house[b] in {1, -1},
        "gap": lambda house: house[a] - house[b] in {2, -2},
        "either": lambda house: [house[b], house[c]].count(house[a]) == 1,
        "only-one": lambda house: [house[a] == floor, house[b] == other].count(True) == 1,
    }
    return said[note.kind]


def _laying_order(clues: Any) -> list[int]:
    """Tokens in an order in which notes can be asked early."""
    named = [{e for e in (note.a, note.b, note.c) if e >= 0} for note in clues.notes]
    order: list[int] = []
    rest = set(range(3 * clues.floors))
    while rest:
        laid = set(order)

        def worth(e: int, laid: set[int] = laid) -> tuple[int, int, int]:
            asked = sum(e in group and group <= laid | {e} for group in named)
            begun = sum(e in group for group in named)
            company = sum(other // clues.floors == e // clues.floors for other in laid)
            return asked, begun, company

        order.append(max(sorted(rest), key=worth))
        rest.remove(order[-1])
    return order


def houses(clues: Any) -> Iterator[House]:
    """Every way to live in the house that the gossip leaves."""
    order = _laying_order(clues)
    turn = {e: i for i, e in enumerate(order)}
    asked: list[list[Callable[[House], bool]]] = [[] for _ in order]
    for note in clues.notes:
        asked[max(turn[e] for e in (note.a, note.b, note.c) if e >= 0)].append(_sentence(note))
    house: House = {}
    taken: set[tuple[int, int]] = set()

    def lay(i: int) -> Iterator[House]:
        if i == len(order):
            yield dict(house)
            return
        e = order[i]
        for floor in range(1, clues.floors + 1):
            place = (e // clues.floors, floor)
            if place in taken:
                continue
            house[e] = floor
            if all(holds(house) for holds in asked[i]):
                taken.add(place)
                yield from lay(i + 1)
                taken.remove(place)
            del house[e]

    return lay(0)


def word_of(clues: Any, house: House) -> str:
    """The letters from floor 1 up."""
    n = clues.floors
    word = ""
    for floor in range(1, n + 1):
        animal = next(i for i in range(n) if house[n + i] == floor)
        hobby = next(i for i in range(n) if house[2 * n + i] == floor)
        word += clues.rows[hobby if clues.crossed else floor - 1][animal]
    return word


def readings(clues: Any, given: Given) -> set[str]:
    """Every word that the gossip leaves; stops at two."""
    del given
    found: set[str] = set()
    for house in houses(clues):
        found.add(word_of(clues, house))
        if len(found) == 2:
            break
    return found
