"""What players know at a moment, and what follows from it without supposing anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from itertools import product

from kitgen.mechanisms.claims_and_liars.claims import FACTS, Claim, Clues, Kind, Rule, where_true, worlds


@dataclass(frozen=True)
class Knowledge:
    """Worlds that are still possible, claims known to be true and known to be lies, all as bits."""

    worlds: int
    true: int = 0
    false: int = 0


class Why(StrEnum):
    """What a claim was decided by; the names are techniques too."""

    WORLD = "world"  # by what is known about order and things
    QUOTE = "quote"  # by a claim about claims
    COUNT = "count"  # by the rule about lies, or how many claims are true
    COMPARE = "compare"  # the same where no two ghosts may lie equally often


@dataclass(frozen=True)
class Decided:
    """One claim that is decided, why, and which claim about claims did it where there was one."""

    claim: int
    value: bool
    why: Why
    by: int | None = None


class Table:
    """The clues, laid out for quick looking up."""

    def __init__(self, clues: Clues) -> None:
        self.clues = clues
        self.claims = clues.claims
        self.of_ghost = clues.of_ghost
        self.every = (1 << len(clues.claims)) - 1
        self.facts = [
            (i, where_true(claim.kind, claim.args, clues.things))
            for i, claim in enumerate(clues.claims)
            if claim.kind in FACTS
        ]
        self.where = dict(self.facts)
        self.quotes = [
            (i, claim, self._scope(claim) | 1 << i)
            for i, claim in enumerate(clues.claims)
            if claim.kind not in FACTS
        ]
        self.lies = len(clues.claims) - clues.truths
        self.why = Why.COMPARE if clues.rule is Rule.UNEQUAL else Why.COUNT

    def _scope(self, claim: Claim) -> int:
        if claim.kind is Kind.LIES:
            return self.of_ghost[claim.args[0]]
        if claim.kind is Kind.MORE:
            return self.of_ghost[claim.args[0]] | self.of_ghost[claim.args[1]]
        return sum(1 << i for i in set(claim.args))

    def start(self) -> Knowledge:
        """Nothing known yet."""
        return Knowledge((1 << len(worlds(self.clues.things))) - 1)

    def told(self, known: Knowledge, claim: int, value: bool) -> Knowledge | None:
        """Known besides: a claim's truth. None where that cannot be."""
        bit = 1 << claim
        if (known.false if value else known.true) & bit:
            return None
        left = known.worlds
        where = self.where.get(claim)
        if where is not None:
            left &= where if value else ~where
            if not left:
                return None
        if value:
            return Knowledge(left, known.true | bit, known.false)
        return Knowledge(left, known.true, known.false | bit)

    # --- what follows -----------------------------------------------------------------------------

    def by_world(self, known: Knowledge) -> Iterator[Decided]:
        """Claims about the world that are the same in every world left."""
        open_claims = ~(known.true | known.false)
        for i, where in self.facts:
            if open_claims >> i & 1:
                if not known.worlds & where:
                    yield Decided(i, False, Why.WORLD)
                elif not known.worlds & ~where:
                    yield Decided(i, True, Why.WORLD)

    def by_quote(self, known: Knowledge) -> Iterator[Decided]:
        """Claims decided by one claim about claims."""
        done = known.true | known.false
        for i, claim, scope in self.quotes:
            free = scope & ~done
            while free:
                bit = free & -free
                free ^= bit
                can = self._can(i, claim, known.true | bit, known.false)
                if not (can and self._can(i, claim, known.true, known.false | bit)):
                    yield Decided(bit.bit_length() - 1, can, Why.QUOTE, i)

    def broken_quote(self, known: Knowledge) -> int | None:
        """A claim about claims that is wrong whichever way the rest falls."""
        for i, claim, _ in self.quotes:
            if not self._can(i, claim, known.true, known.false):
                return i
        return None

    def _can(self, i: int, claim: Claim, true: int, false: int) -> bool:
        """Whether what a claim says can still agree with what is known of itself."""
        kind, args = claim.kind, claim.args
        if kind in (Kind.LIES, Kind.MORE):
            low, high = self._range(args[0], true, false)
            if kind is Kind.LIES:
                may, may_not = low <= args[1] <= high, not low == high == args[1]
            else:
                least, most = self._range(args[1], true, false)
                may, may_not = high > least, low <= most
        else:
            known = true | false
            if not all(known >> c & 1 for c in args):
                return True
            first = true >> args[0] & 1
            if kind in (Kind.LIE, Kind.TRUE):
                may = bool(first) == (kind is Kind.TRUE)
            else:
                may = (first == true >> args[1] & 1) == (kind is Kind.ALIKE)
            may_not = not may
        if true >> i & 1:
            return may
        return may_not if false >> i & 1 else True

    def _range(self, ghost: int, true: int, false: int) -> tuple[int, int]:
        """Fewest and most lies of a ghost."""
        mine = self.of_ghost[ghost]
        return (mine & false).bit_count(), (mine & ~true).bit_count()

    def _ranges(self, known: Knowledge) -> tuple[tuple[int, int], ...]:
        return tuple(self._range(g, known.true, known.false) for g in range(3))

    def lie_counts(self, known: Knowledge) -> tuple[frozenset[int], ...]:
        """By ghost, how many lies the rule still allows it; empty sets where nothing is left."""
        sizes = tuple(mine.bit_count() for mine in self.of_ghost)
        return _lie_counts(self.clues.rule, self.lies, sizes, self._ranges(known))

    def by_count(self, known: Knowledge) -> Iterator[Decided]:
        """Claims decided by the rule: a ghost's lies are all found, or it needs every one that is left."""
        done = known.true | known.false
        for mine, allowed, (low, high) in zip(
            self.of_ghost, self.lie_counts(known), self._ranges(known), strict=True
        ):
            if low < high and len(allowed) == 1:
                (count,) = allowed
                if count in (low, high):
                    for i in _bits(mine & ~done):
                        yield Decided(i, count == low, self.why)

    def follow(self, known: Knowledge) -> tuple[Knowledge | None, list[Decided]]:
        """All that follows, as a chain; None where it ends in a contradiction."""
        chain: list[Decided] = []
        rules: tuple[Callable[[Knowledge], Iterator[Decided]], ...] = (
            self.by_world,
            self.by_quote,
            self.by_count,
        )
        while True:
            if not all(self.lie_counts(known)) or self.broken_quote(known) is not None:
                return None, chain
            found = next((d for rule in rules for d in rule(known)), None)
            if found is None:
                return known, chain
            chain.append(found)
            after = self.told(known, found.claim, found.value)
            if after is None:
                return None, chain
            known = after

    def alone(self, known: Knowledge, ghost: int) -> tuple[Knowledge, list[int]] | None:
        """What all ways have in common in which one ghost may mix truths and lies, and its lies in each way.

        None where there is no way.
        """
        mine = self.of_ghost[ghost]
        free = list(_bits(mine & ~(known.true | known.false)))
        allowed = self.lie_counts(known)[ghost]
        before = (mine & known.false).bit_count()
        left, true, false = 0, self.every, self.every
        ways: list[int] = []
        for values in product((True, False), repeat=len(free)):
            if before + values.count(False) not in allowed:
                continue
            way: Knowledge | None = known
            for i, value in zip(free, values, strict=True):
                way = self.told(way, i, value) if way else None
            if way and self.broken_quote(way) is None:
                left, true, false = left | way.worlds, true & way.true, false & way.false
                ways.append(way.false & mine)
        return (Knowledge(left, true, false), ways) if left else None


def _bits(mask: int) -> Iterator[int]:
    while mask:
        bit = mask & -mask
        yield bit.bit_length() - 1
        mask ^= bit


@lru_cache(maxsize=1 << 14)
def _lie_counts(
    rule: Rule, lies: int, sizes: tuple[int, ...], ranges: tuple[tuple[int, int], ...]
) -> tuple[frozenset[int], ...]:
    ways = [
        counts
        for counts in product(*(range(low, high + 1) for low, high in ranges))
        if sum(counts) == lies and _keeps(rule, counts, sizes)
    ]
    return tuple(frozenset(way[g] for way in ways) for g in range(3))


@cache
def _keeps(rule: Rule, counts: tuple[int, ...], sizes: tuple[int, ...]) -> bool:
    if rule is Rule.ONCE:
        return counts == (1, 1, 1)
    if rule is Rule.UNEQUAL:
        return len(set(counts)) == 3
    return all(0 < count < size for count, size in zip(counts, sizes, strict=True))
