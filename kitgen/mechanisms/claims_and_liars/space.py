"""All states at once: whether a claim agrees with itself, as one long row of bits.

A state pairs a world with a set of true claims that keeps the rule. Bit `world * sets + set` of a claim's row
says whether the claim, in that world and with those claims true, is true exactly where it is said to be.
Rows that are laid over one another leave the states of a puzzle, and finding them takes microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, reduce
from operator import and_

from kitgen.mechanisms.claims_and_liars.claims import (
    FACTS,
    Claim,
    Clues,
    Rule,
    State,
    fits_rule,
    read,
    says,
    where_true,
    worlds,
)


class Space:
    """Every pair of a world and a set of true claims that keeps the rule.

    Args:
        rule: about the lies.
        truths: how many claims are true.
        of_ghost: by ghost, its claims as bits.
        things: whether there are things as well as places.
    """

    def __init__(self, rule: Rule, truths: int, of_ghost: tuple[int, ...], things: bool) -> None:
        self.of_ghost, self.things = of_ghost, things
        every = range(1 << sum(mine.bit_count() for mine in of_ghost))
        self.sets = [true for true in every if true.bit_count() == truths and fits_rule(rule, true, of_ghost)]
        self.width = len(self.sets)
        self.every_world = (1 << len(worlds(things))) - 1
        self.every_set = (1 << self.width) - 1
        self.all = self._spread(self.every_world, self.every_set)
        self._row = lru_cache(maxsize=1 << 11)(self._new_row)

    def _spread(self, where: int, block: int) -> int:
        """A block of sets, once for each world."""
        return _copies(where, self.width) * block

    def row(self, i: int, claim: Claim) -> int:
        """The row of the claim that stands as number `i`."""
        return self._row(i, Claim(claim.ghost, claim.kind, claim.args, ""))

    def _new_row(self, i: int, claim: Claim) -> int:
        if claim.kind in FACTS:
            true = self._true(i)
            where = where_true(claim.kind, claim.args, self.things)
            lies = self.every_set & ~true
            return self._spread(where, true) | self._spread(self.every_world & ~where, lies)
        agree = sum(
            (says(claim, true, self.of_ghost) == bool(true >> i & 1)) << k for k, true in enumerate(self.sets)
        )
        return self._spread(self.every_world, agree)

    def _true(self, i: int) -> int:
        return sum((true >> i & 1) << k for k, true in enumerate(self.sets))

    def left(self, rows: Sequence[int]) -> int:
        """What several rows have in common."""
        return reduce(and_, rows, self.all)

    def states(self, left: int) -> Iterator[State]:
        """The states behind the bits, worlds in their order."""
        while left:
            bit = left & -left
            left ^= bit
            world, which = divmod(bit.bit_length() - 1, self.width)
            yield world, self.sets[which]


@cache
def _copies(where: int, width: int) -> int:
    return sum(1 << width * i for i in range(where.bit_length()) if where >> i & 1)


@lru_cache(maxsize=64)
def _space(rule: Rule, truths: int, of_ghost: tuple[int, ...], things: bool) -> Space:
    return Space(rule, truths, of_ghost, things)


def space_of(clues: Clues) -> Space:
    """The states among which clues choose."""
    return _space(clues.rule, clues.truths, clues.of_ghost, clues.things)


def states(clues: Clues) -> list[State]:
    """Every state that the printed rules leave."""
    space = space_of(clues)
    return list(space.states(space.left([space.row(i, claim) for i, claim in enumerate(clues.claims)])))


def idle_claims(clues: Clues) -> list[int]:
    """Claims of clues with one answer whose words nobody needs to read: without them it is the same."""
    space = space_of(clues)
    rows = [space.row(i, claim) for i, claim in enumerate(clues.claims)]
    found = []
    for i in range(len(rows)):
        left = space.left(rows[:i] + rows[i + 1 :])
        if len({read(clues, state) for state in space.states(left)}) == 1:
            found.append(i)
    return found
