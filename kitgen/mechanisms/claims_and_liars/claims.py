"""What ghosts claim, what is printed, and every state of affairs that the printed rules leave.

A claim is a kind and the numbers it speaks of: ghosts, places, things, or other claims by their number. A
world says who came in which place and who brought what; a state is a world and a set of true claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import permutations

GHOSTS = ("moon", "star", "leaf")
THINGS = ("key", "bell", "button")
LABELS = range(3)


class Rule(StrEnum):
    """What the printed rule says about the lies."""

    ONCE = "once"  # each ghost lies exactly once
    MIXED = "mixed"  # each ghost tells at least one truth and at least one lie
    UNEQUAL = "unequal"  # no two ghosts lie equally often


class Kind(StrEnum):
    """What a claim says; in brackets its args, g and h ghosts, p a place, t a thing, c and d claims."""

    AT = "at"  # g came p-th
    NOT_AT = "not-at"
    BEFORE = "before"  # g came before h
    HAS = "has"  # g brought t
    HAS_NOT = "has-not"
    THING_AT = "thing-at"  # whoever brought t came p-th
    LIE = "lie"  # claim c is a lie
    TRUE = "true"  # claim c is true
    ONE_OF = "one-of"  # exactly one of c and d is true
    ALIKE = "alike"  # c and d are both true or both lies
    LIES = "lies"  # g lies exactly n times
    MORE = "more"  # g lies more often than h


FACTS = frozenset({Kind.AT, Kind.NOT_AT, Kind.BEFORE, Kind.HAS, Kind.HAS_NOT, Kind.THING_AT})
"""Kinds that speak of the world and not of other claims."""


@dataclass(frozen=True)
class Claim:
    """One claim as it is printed: who says it, what, and the digit at its end."""

    ghost: int
    kind: Kind
    args: tuple[int, ...]
    digit: str


@dataclass(frozen=True)
class Clues:
    """Exactly what is printed.

    Args:
        rule: about the lies.
        truths: how many claims are true in all.
        things: whether each ghost also brought one of three things.
        claims: in print order: all of the first ghost from top to bottom, then those of the next.
    """

    rule: Rule
    truths: int
    things: bool
    claims: tuple[Claim, ...]

    @property
    def of_ghost(self) -> tuple[int, ...]:
        """By ghost, its claims as bits."""
        return tuple(sum(1 << i for i, c in enumerate(self.claims) if c.ghost == g) for g in LABELS)


World = tuple[tuple[int, ...], tuple[int, ...]]
"""By ghost the place it came in, from 0, and the thing it brought."""


@cache
def worlds(things: bool) -> tuple[World, ...]:
    """All worlds; where there are no things, all bring the same."""
    orders = list(permutations(LABELS))
    brought = list(permutations(LABELS)) if things else [(0, 1, 2)]
    return tuple((order, having) for order in orders for having in brought)


def holds(kind: Kind, args: tuple[int, ...], world: World) -> bool:
    """Whether a claim about the world is true in it."""
    place, thing = world
    if kind is Kind.AT:
        return place[args[0]] == args[1]
    if kind is Kind.NOT_AT:
        return place[args[0]] != args[1]
    if kind is Kind.BEFORE:
        return place[args[0]] < place[args[1]]
    if kind is Kind.HAS:
        return thing[args[0]] == args[1]
    if kind is Kind.HAS_NOT:
        return thing[args[0]] != args[1]
    return place[thing.index(args[0])] == args[1]


@cache
def where_true(kind: Kind, args: tuple[int, ...], things: bool) -> int:
    """The worlds in which a claim about the world is true, as bits."""
    return sum(1 << i for i, world in enumerate(worlds(things)) if holds(kind, args, world))


def says(claim: Claim, true: int, of_ghost: Sequence[int]) -> bool:
    """Whether a claim about claims is right, when exactly the claims in `true` are true."""
    kind, args = claim.kind, claim.args
    if kind is Kind.LIE:
        return not true >> args[0] & 1
    if kind is Kind.TRUE:
        return bool(true >> args[0] & 1)
    if kind is Kind.ONE_OF:
        return (true >> args[0] & 1) != (true >> args[1] & 1)
    if kind is Kind.ALIKE:
        return (true >> args[0] & 1) == (true >> args[1] & 1)
    lies = (of_ghost[args[0]] & ~true).bit_count()
    if kind is Kind.LIES:
        return lies == args[1]
    return lies > (of_ghost[args[1]] & ~true).bit_count()


def fits_rule(rule: Rule, true: int, of_ghost: Sequence[int]) -> bool:
    """Whether a set of true claims keeps the rule about lies."""
    lies = [(mine & ~true).bit_count() for mine in of_ghost]
    if rule is Rule.ONCE:
        return lies == [1, 1, 1]
    if rule is Rule.UNEQUAL:
        return len(set(lies)) == len(lies)
    return all(0 < count < mine.bit_count() for count, mine in zip(lies, of_ghost, strict=True))


State = tuple[int, int]
"""Number of the world, and the true claims as bits."""


def reading_order(clues: Clues, state: State) -> list[int]:
    """The true claims, ghost by ghost as they came, each from top to bottom."""
    place = worlds(clues.things)[state[0]][0]
    true = [i for i in range(len(clues.claims)) if state[1] >> i & 1]
    return sorted(true, key=lambda i: (place[clues.claims[i].ghost], i))


def read(clues: Clues, state: State) -> str:
    """The answer of a state."""
    return "".join(clues.claims[i].digit for i in reading_order(clues, state))


def number_of(clues: Clues, index: int) -> int:
    """Which claim of its ghost it is, from 1 at the top."""
    return sum(c.ghost == clues.claims[index].ghost for c in clues.claims[: index + 1])
