"""The button alphabet once more, from the printed rules: threads are sewn and unpicked hole by hole.

Stitches are pairs of holes here and threadings sets of them. Nothing comes from the mechanism but the shape
of its clues.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations, product
from string import ascii_uppercase

from kitgen.mechanisms.contract import Given
from kitgen.mechanisms.stitch_alphabet import Clues

Stitch = frozenset[str]
Threading = frozenset[Stitch]

CORNERS = ("nw", "ne", "sw", "se")
ALL = frozenset(frozenset(two) for two in combinations(CORNERS, 2))
PRINTED = ("nw ne", "sw se", "nw sw", "ne se", "nw se", "sw ne")
"""What the bits of a sign print, lowest first."""


def threading(sign: int) -> Threading:
    """The stitches that a sign prints."""
    return frozenset(frozenset(ends.split()) for i, ends in enumerate(PRINTED) if sign >> i & 1)


def sewing(turn: tuple[Stitch, ...], begun: int, length: int) -> list[Threading]:
    """What is on the button at `length` moments from the moment `begun` on."""
    on: set[Stitch] = set()
    seen = []
    for moment in range(begun + length):
        if moment >= begun:
            seen.append(frozenset(on))
        stitch = turn[moment % len(turn)]
        if stitch in on:
            on.remove(stitch)
        else:
            on.add(stitch)
    return seen


def pairs_of_the_row(is_told: bool) -> Iterator[tuple[Stitch, Stitch]]:
    """Two stitches without a common hole; the crossing ones where the key says so."""
    for one, other in combinations(sorted(ALL, key=sorted), 2):
        if not one & other and (not is_told or {one, other} == threading(0b110000)):
            yield one, other


def rounds(stitches: Threading) -> Iterator[tuple[Stitch, ...]]:
    """Orders in which each stitch begins at a hole where the one before ends, the first after the last."""
    for turn in permutations(sorted(stitches, key=sorted)):
        if all(len(turn[i] & turn[i - 1]) == 1 for i in range(4)):
            yield turn


def agrees(lines: list[list[Threading | None]], states: list[Threading], part: Threading) -> bool:
    """Whether all buttons seen have the line's state of some stitches."""
    return all(
        seen is None or seen & part == state
        for line, state in zip(lines, states, strict=True)
        for seen in line
    )


def tables(clues: Clues) -> Iterator[list[Threading]]:
    """Every complete key, place by place, that the buttons left on it allow."""
    halves = [[[None if s < 0 else threading(s) for s in row] for row in part] for part in clues.parts]
    for order in permutations(halves):
        key = [[seen for half in order for seen in half[row]] for row in range(4)]
        upright = [[row[column] for row in key] for column in range(7)]
        for pair in pairs_of_the_row(clues.is_told):
            mask = frozenset(pair)
            across = [
                states
                for turn, begun in product((pair, pair[::-1]), range(4))
                if agrees(key, states := sewing(turn, begun, 4), mask)
            ]
            if not across:
                continue
            for turn, begun in product(rounds(ALL - mask), range(8)):
                down = sewing(turn, begun, 7)
                if agrees(upright, down, ALL - mask):
                    yield from ([row | column for row in states for column in down] for states in across)


def readings(clues: Clues, given: Given) -> set[str]:
    """All words that the framed buttons may be; only keys in which each button of the message is a letter."""
    del given
    words = [[threading(sign) for sign in word] for word in clues.words]
    known = [(letter, threading(sign)) for letter, sign in clues.sample]
    found = set()
    for table in tables(clues):
        for first in (0,) if clues.is_lettered else range(28):
            turned = table[first:] + table[:first]
            letters = dict(zip(turned, ascii_uppercase, strict=False))
            if any(letters.get(seen) != letter for letter, seen in known):
                continue
            if all(seen in letters for word in words for seen in word):
                found.add("".join(letters[seen] for seen in words[clues.marked]))
    return found
