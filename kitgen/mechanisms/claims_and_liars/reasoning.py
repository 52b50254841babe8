"""The reasoning of a person at the table, from what follows at once to suppositions inside suppositions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kitgen.mechanisms.claims_and_liars.claims import Clues
from kitgen.mechanisms.claims_and_liars.knowledge import Decided, Knowledge, Table
from kitgen.mechanisms.contract import Level, Technique, hardest

SHORT_CHAIN = 5
"""A supposition whose chain is no longer than this can be held in mind without notes."""


@dataclass(frozen=True)
class Deduction:
    """One step of the reasoning.

    Args:
        technique: its name.
        decided: claims that are decided by it, with their truth.
        chain: what followed from what was supposed, in order; `supposed` first where there was something.
        supposed: claim and truth that were supposed, if any.
        ghost: who was looked at alone, if anybody.
        inner: claim and truth supposed inside the supposition, if any.
        worlds: those possible afterwards.
        ways: where a ghost was looked at alone, the sets of lies that it may have told, as bits.
    """

    technique: str
    decided: tuple[tuple[int, bool], ...]
    worlds: int
    chain: tuple[Decided, ...] = ()
    supposed: tuple[int, bool] | None = None
    ghost: int | None = None
    inner: tuple[int, bool] | None = None
    ways: tuple[int, ...] = ()


TECHNIQUES: Mapping[str, Technique] = MappingProxyType(
    {
        "world": Technique(Level.EASY, 12.0),
        "count": Technique(Level.EASY, 10.0),
        "alone": Technique(Level.EASY, 45.0),
        "read-off": Technique(Level.EASY, 30.0),
        "quote": Technique(Level.NORMAL, 14.0),
        "suppose": Technique(Level.NORMAL, 60.0),
        "compare": Technique(Level.HARD, 25.0),
        "suppose-long": Technique(Level.HARD, 85.0),
        "either": Technique(Level.HARD, 100.0),
        "self": Technique(Level.FIENDISH, 60.0),
        "nested": Technique(Level.FIENDISH, 190.0),
    }
)
"""All ways of reasoning. Seconds count reading the claims in question again."""


def tier_of(deductions: Iterable[Deduction]) -> Level:
    """The level of the hardest technique used."""
    return hardest([TECHNIQUES[deduction.technique].tier for deduction in deductions])


def seconds_of(deductions: Iterable[Deduction]) -> float:
    """How long it all takes, reading off included."""
    seconds = sum(TECHNIQUES[deduction.technique].seconds for deduction in deductions)
    return seconds + TECHNIQUES["read-off"].seconds


def reason(
    clues: Clues, *, highest: Level = Level.FIENDISH, most_seconds: float = 1e9
) -> list[Deduction] | None:
    """All deductions in order, until every claim is decided; None where these techniques do not get there.

    Args:
        clues: as printed.
        highest: techniques above this level end it with None.
        most_seconds: so does reasoning that takes longer.
    """
    table = Table(clues)
    known = table.start()
    found: list[Deduction] = []
    while (known.true | known.false) != table.every:
        step = _at_once(table, known) or _alone(table, known) or _suppose(table, known)
        step = step or _either(table, known)
        if step is None and highest is Level.FIENDISH:
            step = _nested(table, known)
        if step is None or TECHNIQUES[step[0].technique].tier.rank > highest.rank:
            return None
        deduction, known = step
        found.append(deduction)
        if seconds_of(found) > most_seconds:
            return None
    return found


Found = tuple[Deduction, Knowledge]


def _at_once(table: Table, known: Knowledge) -> Found | None:
    for rule in (table.by_world, table.by_quote, table.by_count):
        first: Decided | None = None
        after = known
        decided: list[tuple[int, bool]] = []
        for each in rule(known):
            if first is None:
                first = each
            if (each.why, each.by) != (first.why, first.by) or (each.claim, each.value) in decided:
                continue
            told = table.told(after, each.claim, each.value)
            if told is None:
                return None
            after = told
            decided.append((each.claim, each.value))
        if first is not None:
            technique = first.why.value
            if first.by is not None and _is_self(table, first.by):
                technique = "self"
            return Deduction(technique, tuple(decided), after.worlds, (first,)), after
    return None


def _is_self(table: Table, quote: int) -> bool:
    """Whether a claim about claims speaks of itself too."""
    scope = next(scope for i, _, scope in table.quotes if i == quote)
    claim = table.claims[quote]
    named = {"lies": claim.args[:1], "more": claim.args}.get(claim.kind.value, ())
    return claim.ghost in named and bool(scope >> quote & 1)


def _alone(table: Table, known: Knowledge) -> Found | None:
    """The ghost of whom most can be told alone: claims decided, or at least many worlds ruled out."""
    best: Found | None = None
    before = known.worlds.bit_count()
    for ghost in range(3):
        found = table.alone(known, ghost)
        if found is None or found[0] == known:
            continue
        after, ways = found
        news, left = _news(known, after), after.worlds
        if not news and 3 * left.bit_count() > 2 * before:
            continue
        if best is None or (len(news), -left.bit_count()) > (
            len(best[0].decided),
            -best[0].worlds.bit_count(),
        ):
            best = Deduction("alone", news, left, ghost=ghost, ways=tuple(ways)), after
    return best


def _news(known: Knowledge, after: Knowledge) -> tuple[tuple[int, bool], ...]:
    new = (after.true | after.false) & ~(known.true | known.false)
    return tuple((i, bool(after.true >> i & 1)) for i in range(new.bit_length()) if new >> i & 1)


def _open(table: Table, known: Knowledge) -> Iterator[tuple[int, bool]]:
    for i in range(len(table.claims)):
        if not (known.true | known.false) >> i & 1:
            yield i, True
            yield i, False


def _refuted(table: Table, known: Knowledge) -> tuple[int, bool, list[Decided]] | None:
    """The supposition that fails soonest."""
    best: tuple[int, bool, list[Decided]] | None = None
    for i, value in _open(table, known):
        told = table.told(known, i, value)
        after, chain = table.follow(told) if told else (None, [])
        if after is None and (best is None or len(chain) < len(best[2])):
            best = i, value, chain
    return best


def _suppose(table: Table, known: Knowledge) -> Found | None:
    best = _refuted(table, known)
    if best is None:
        return None
    i, value, chain = best
    after = table.told(known, i, not value)
    if after is None:
        return None
    technique = "suppose" if len(chain) <= SHORT_CHAIN else "suppose-long"
    return Deduction(technique, ((i, not value),), after.worlds, tuple(chain), (i, value)), after


def _either(table: Table, known: Knowledge) -> Found | None:
    """A claim that leads to the same whether it is true or a lie."""
    best: Found | None = None
    best_gain = 0
    for i, value in _open(table, known):
        if not value:
            continue
        ways = [table.told(known, i, truth) for truth in (True, False)]
        ends = [table.follow(way)[0] for way in ways if way]
        if len(ends) < 2 or ends[0] is None or ends[1] is None:
            continue
        both = Knowledge(
            ends[0].worlds | ends[1].worlds, ends[0].true & ends[1].true, ends[0].false & ends[1].false
        )
        gain = len(_news(known, both))
        if gain > best_gain:
            best_gain = gain
            best = Deduction("either", _news(known, both), both.worlds, supposed=(i, True)), both
    return best


def _nested(table: Table, known: Knowledge) -> Found | None:
    """A supposition that fails only because a second one fails both ways inside it."""
    for i, value in _open(table, known):
        told = table.told(known, i, value)
        inside, chain = table.follow(told) if told else (None, [])
        if inside is None:
            continue
        inner: tuple[int, bool] | None = None
        while inside is not None:
            second = _refuted(table, inside)
            if second is None:
                break
            inner = inner or (second[0], second[1])
            told = table.told(inside, second[0], not second[1])
            inside, more = table.follow(told) if told else (None, [])
            chain = [*chain, Decided(second[0], not second[1], table.why), *more]
        if inside is None and inner is not None:
            after = table.told(known, i, not value)
            if after is None:
                return None
            made = Deduction("nested", ((i, not value),), after.worlds, tuple(chain), (i, value), inner=inner)
            return made, after
    return None
