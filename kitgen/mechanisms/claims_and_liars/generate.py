"""Claims for an answer: a hidden state first, then claims that are true or false in it as they should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, product
from operator import and_
from types import MappingProxyType

from kitgen.mechanisms.claims_and_liars.claims import (
    FACTS,
    LABELS,
    Claim,
    Clues,
    Kind,
    Rule,
    fits_rule,
    holds,
    says,
    worlds,
)
from kitgen.mechanisms.claims_and_liars.space import Space, space_of
from kitgen.rng import Rng

ROUNDS = 120
"""Claims that are exchanged at most before a draw is given up."""

DIGITS = "0123456789"


def sizes(rule: Rule, truths: int, claims: int, lies: int, most: int) -> tuple[int, int, int]:
    """How many claims each ghost makes, as level as can be, the longest first.

    Args:
        rule: about the lies; where each ghost lies once there are three lies, whatever else is asked for.
        truths: how many of them are true.
        claims: how many in all at least.
        lies: how many of them are lies, if `most` allows.
        most: how many in all at most.
    """
    total = truths + 3 if rule is Rule.ONCE else min(most, max(claims, truths + lies))
    return total // 3 + (total % 3 > 0), total // 3 + (total % 3 > 1), total // 3


def lie_shares(rule: Rule, parts: tuple[int, ...], truths: int) -> list[tuple[int, ...]]:
    """By ghost, how many lies there may be."""
    owned = [((1 << size) - 1) << sum(parts[:g]) for g, size in enumerate(parts)]
    found = []
    for counts in product(*(range(size + 1) for size in parts)):
        true = sum(
            ((1 << size - lies) - 1) << sum(parts[:g])
            for g, (size, lies) in enumerate(zip(parts, counts, strict=True))
        )
        if sum(parts) - sum(counts) == truths and fits_rule(rule, true, owned):
            found.append(counts)
    return found


def draw(
    rule: Rule, parts: tuple[int, ...], things: bool, quotes: int, selves: int, answer: str, rng: Rng
) -> Clues | None:
    """Clues with exactly one state whose answer is this one, or None where the draw came to nothing.

    Args:
        rule: about the lies.
        parts: by ghost, how many claims it makes.
        things: whether there are things as well as places.
        quotes: how many claims speak of other claims.
        selves: how many of those speak of their own ghost's lies.
        answer: the digits to hide.
        rng: for every choice.
    """
    shares = lie_shares(rule, parts, len(answer))
    if not shares:
        return None
    lies = rng.choice(shares)
    world = rng.choice(worlds(things))
    ghosts = [g for g, size in enumerate(parts) for _ in range(size)]
    values: list[bool] = []
    for size, count in zip(parts, lies, strict=True):
        values += rng.shuffled([False] * count + [True] * (size - count))
    digits = _digits(ghosts, values, world[0], answer, rng)
    true = sum(1 << i for i, value in enumerate(values) if value)
    roles = _roles(ghosts, quotes, selves, rng)
    maker = _Maker(ghosts, true, world, things, roles, rng)
    claims: list[Claim] = []
    for i, digit in enumerate(digits):
        claim = maker.claim(i, digit, claims)
        if claim is None:
            return None
        claims.append(claim)
    return _sharpened(Clues(rule, len(answer), things, tuple(claims)), maker, rng)


def _roles(ghosts: list[int], quotes: int, selves: int, rng: Rng) -> list[str]:
    roles = ["self"] * selves + ["quote"] * (quotes - selves) + ["fact"] * (len(ghosts) - quotes)
    return rng.shuffled(roles)


def _digits(
    ghosts: list[int], values: list[bool], place: tuple[int, ...], answer: str, rng: Rng
) -> list[str]:
    """The answer on the true claims in the order of reading; others on the lies."""
    # A printed 0 has a stroke through it: where all of them were lies, players would call it struck out.
    pool = DIGITS if "0" in answer else DIGITS.replace("0", "")
    digits = [rng.choice(pool) for _ in ghosts]
    true = sorted((i for i, value in enumerate(values) if value), key=lambda i: (place[ghosts[i]], i))
    for i, digit in zip(true, answer, strict=True):
        digits[i] = digit
    # No lie has the digit of a claim of the same ghost: mixing them up must show in the answer.
    for i, ghost in enumerate(ghosts):
        if not values[i]:
            others = {digits[j] for j, other in enumerate(ghosts) if other == ghost and j != i}
            digits[i] = rng.choice([d for d in pool if d not in others])
    return digits


def _sharpened(clues: Clues, maker: _Maker, rng: Rng) -> Clues | None:
    """The clues with claims exchanged until one state is left and every claim is needed for that."""
    space = space_of(clues)
    claims = list(clues.claims)
    rows = [space.row(i, claim) for i, claim in enumerate(claims)]
    worth = _worth(space, rows)
    for _ in range(ROUNDS):
        if worth == (1, 0):
            return replace(clues, claims=tuple(claims))
        i = rng.below(len(claims))
        claim = maker.claim(i, claims[i].digit, claims[:i] + claims[i + 1 :])
        if claim is None:
            continue
        changed = [*rows[:i], space.row(i, claim), *rows[i + 1 :]]
        better = _worth(space, changed)
        if better <= worth:
            claims[i], rows, worth = claim, changed, better
    return None


def _worth(space: Space, rows: list[int]) -> tuple[int, int]:
    """How many states there are, and where there is one, how many claims are not needed; less is better."""
    before = list(accumulate(rows, and_, initial=space.all))
    count = before.pop().bit_count()
    if count != 1:
        return count, 0
    idle, after = 0, space.all
    for row, left in zip(reversed(rows), reversed(before), strict=True):
        idle += (left & after).bit_count() == 1
        after &= row
    return count, idle


class _Maker:
    """Makes claims that are true or false in the hidden state, as that state wants them."""

    def __init__(
        self,
        ghosts: list[int],
        true: int,
        world: tuple[tuple[int, ...], tuple[int, ...]],
        things: bool,
        roles: list[str],
        rng: Rng,
    ) -> None:
        self.ghosts, self.true, self.world, self.things, self.roles = ghosts, true, world, things, roles
        self.rng = rng
        self.of_ghost = [sum(1 << i for i, ghost in enumerate(ghosts) if ghost == g) for g in LABELS]

    def claim(self, i: int, digit: str, others: list[Claim]) -> Claim | None:
        """A claim for place `i` that says nothing that is said already."""
        ghost, wanted = self.ghosts[i], bool(self.true >> i & 1)
        said = {(claim.kind, claim.args) for claim in others}
        for _ in range(40):
            kind, args = self._draft(i, ghost)
            if (kind, args) in said or not _may_stand(kind, args, said):
                continue
            made = Claim(ghost, kind, args, digit)
            fact = kind in FACTS
            right = holds(kind, args, self.world) if fact else says(made, self.true, self.of_ghost)
            if right == wanted:
                return made
        return None

    def _draft(self, i: int, ghost: int) -> tuple[Kind, tuple[int, ...]]:
        role, rng = self.roles[i], self.rng
        if role == "fact":
            return self._fact(ghost)
        other = rng.choice([g for g in LABELS if g != ghost])
        if role == "self":
            if rng.chance(0.5):
                return Kind.LIES, (ghost, rng.between(1, self.of_ghost[ghost].bit_count() - 1))
            return Kind.MORE, ((other, ghost) if rng.chance(0.5) else (ghost, other))
        kind = rng.choice((Kind.LIE, Kind.LIE, Kind.TRUE, Kind.ONE_OF, Kind.ALIKE))
        targets = [j for j in range(len(self.ghosts)) if j != i and self.ghosts[j] != ghost]
        if kind in (Kind.LIE, Kind.TRUE):
            return kind, (rng.choice(targets),)
        return kind, tuple(sorted(rng.sample(targets, 2)))

    def _fact(self, ghost: int) -> tuple[Kind, tuple[int, ...]]:
        rng = self.rng
        about = ghost if rng.chance(0.6) else rng.choice(LABELS)
        kinds = WITH_THINGS if self.things else PLACES
        kind = rng.choice(kinds)
        if kind is Kind.BEFORE:
            return kind, (about, rng.choice([g for g in LABELS if g != about]))
        return kind, (about, rng.below(3))


PLACES = (Kind.AT, Kind.AT, Kind.NOT_AT, Kind.BEFORE, Kind.BEFORE)
WITH_THINGS = (*PLACES, Kind.HAS, Kind.HAS, Kind.HAS_NOT, Kind.THING_AT, Kind.THING_AT)

OPPOSITES: Mapping[Kind, Kind] = MappingProxyType(
    {Kind.AT: Kind.NOT_AT, Kind.HAS: Kind.HAS_NOT, Kind.LIE: Kind.TRUE, Kind.ONE_OF: Kind.ALIKE}
)


def _may_stand(kind: Kind, args: tuple[int, ...], said: set[tuple[Kind, tuple[int, ...]]]) -> bool:
    """Whether a claim is neither the plain opposite of another nor the same the other way round."""
    for one, other in OPPOSITES.items():
        if (kind is one and (other, args) in said) or (kind is other and (one, args) in said):
            return False
    return not (kind in (Kind.BEFORE, Kind.MORE) and (kind, args[::-1]) in said)
