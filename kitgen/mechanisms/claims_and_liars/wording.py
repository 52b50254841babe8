"""Claims, rules and deductions as messages."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from kitgen.mechanisms.claims_and_liars.claims import (
    FACTS,
    GHOSTS,
    LABELS,
    THINGS,
    Claim,
    Clues,
    Kind,
    Rule,
    State,
    number_of,
    read,
    worlds,
)
from kitgen.mechanisms.claims_and_liars.reasoning import Deduction
from kitgen.mechanisms.contract import Step
from kitgen.message import Message, message

S = "claims-and-liars"

RULE_PIECES = ("rule-1", "rule-2")


def ghost(which: int) -> Message:
    """'moon ghost'."""
    return message(f"{S}.ghost.{GHOSTS[which]}")


def label(clues: Clues, index: int) -> Message:
    """What a claim is called: 'Moon 2'."""
    return message(f"{S}.label.{GHOSTS[clues.claims[index].ghost]}", number=number_of(clues, index))


def head_id(which: int) -> str:
    """Piece id of a ghost's head."""
    return f"{GHOSTS[which]}-head"


def claim_id(clues: Clues, index: int) -> str:
    """Piece id of a claim."""
    return f"{GHOSTS[clues.claims[index].ghost]}-{number_of(clues, index)}"


def claim_words(clues: Clues, index: int) -> Message:
    """A claim as its ghost says it."""
    claim = clues.claims[index]
    kind, args = claim.kind, claim.args
    key = f"{S}.claim.{kind.value}"
    if kind in (Kind.LIE, Kind.TRUE):
        return message(key, claim=label(clues, args[0]))
    if kind in (Kind.ONE_OF, Kind.ALIKE):
        return message(key, first=label(clues, args[0]), second=label(clues, args[1]))
    if kind is Kind.THING_AT:
        return message(key, thing=_thing(args[0]), place=_place(args[1]))
    if kind in (Kind.BEFORE, Kind.MORE):
        return _about_two(key, claim)
    own = "me" if args[0] == claim.ghost else "other"
    values: dict[str, Message] = {"ghost": ghost(args[0])} if own == "other" else {}
    if kind is Kind.LIES:
        values["times"] = message(f"{S}.times.{args[1]}")
    elif kind in (Kind.HAS, Kind.HAS_NOT):
        values["thing"] = _thing(args[1])
    else:
        values["place"] = _place(args[1])
    return message(f"{key}.{own}", **values)


def _about_two(key: str, claim: Claim) -> Message:
    first, second = claim.args
    if first == claim.ghost:
        return message(f"{key}.me", other=ghost(second))
    if second == claim.ghost:
        return message(f"{key}.than-me", ghost=ghost(first))
    return message(f"{key}.other", ghost=ghost(first), other=ghost(second))


def _thing(which: int) -> Message:
    return message(f"{S}.thing.{THINGS[which]}")


def _place(which: int) -> Message:
    return message(f"{S}.place.{which + 1}")


def rule_words(clues: Clues) -> Message:
    """The rule about lies."""
    if clues.rule is Rule.ONCE:
        return message(f"{S}.rule.once")
    return message(f"{S}.rule.{clues.rule.value}", truths=clues.truths)


# --- deductions -----------------------------------------------------------------------------------


def verdict(clues: Clues, index: int, value: bool) -> Message:
    """'Moon 2 is a lie'."""
    return message(f"{S}.verdict.{'true' if value else 'lie'}", claim=label(clues, index))


def _joined(key: str, parts: Sequence[Message]) -> Message:
    return reduce(lambda rest, first: message(key, first=first, rest=rest), reversed(parts))


def _verdicts(clues: Clues, news: Sequence[tuple[int, bool]]) -> Message:
    return _joined(f"{S}.and", [verdict(clues, i, value) for i, value in news])


def _left(clues: Clues, left: int) -> Message:
    """What each ghost can still have been: places, and things where there are any."""
    possible = [world for i, world in enumerate(worlds(clues.things)) if left >> i & 1]
    lines = []
    for g in LABELS:
        places = "/".join(str(p + 1) for p in sorted({world[0][g] for world in possible}))
        if clues.things:
            things = [_thing(t) for t in sorted({world[1][g] for world in possible})]
            line = message(
                f"{S}.left.place-and-thing", ghost=ghost(g), places=places, things=_joined(f"{S}.or", things)
            )
        else:
            line = message(f"{S}.left.place", ghost=ghost(g), places=places)
        lines.append(line)
    return _joined(f"{S}.left.list", lines)


def _lies(clues: Clues, way: int) -> Message:
    """One set of lies: 'Moon 1 + Moon 3'."""
    told = [label(clues, i) for i in range(len(clues.claims)) if way >> i & 1]
    return _joined(f"{S}.plus", told) if told else message(f"{S}.no-lie")


def deduction_words(clues: Clues, made: Deduction) -> Message:
    """A deduction as a sentence for the host."""
    key = f"{S}.step.{made.technique}"
    news = _verdicts(clues, made.decided) if made.decided else None
    if made.technique == "alone" and made.ghost is not None:
        left = _left(clues, made.worlds)
        lies = _joined(f"{S}.or-else", [_lies(clues, way) for way in made.ways])
        if news is None:
            count = made.worlds.bit_count()
            return message(f"{S}.step.alone-open", ghost=ghost(made.ghost), lies=lies, count=count)
        return message(key, ghost=ghost(made.ghost), lies=lies, news=news, left=left)
    if news is None:
        raise ValueError(f"a deduction by {made.technique} that decides nothing")
    if made.supposed is None:
        by = made.chain[0].by
        return message(key, news=news) if by is None else message(key, claim=label(clues, by), news=news)
    supposed = verdict(clues, *made.supposed)
    if made.technique == "either":
        return message(key, claim=label(clues, made.supposed[0]), news=news)
    if made.technique == "nested" and made.inner is not None:
        return message(key, supposed=supposed, inner=verdict(clues, *made.inner), news=news)
    if not made.chain:
        return message(f"{S}.step.suppose-clash", supposed=supposed, news=news)
    chain = _verdicts(clues, [(link.claim, link.value) for link in made.chain])
    return message(key, supposed=supposed, chain=chain, news=news)


def _touched(clues: Clues, made: Deduction) -> tuple[str, ...]:
    claims = {i for i, _ in made.decided} | {link.claim for link in made.chain}
    claims |= {link.by for link in made.chain if link.by is not None}
    claims |= {pair[0] for pair in (made.supposed, made.inner) if pair}
    heads: tuple[str, ...] = ()
    if made.ghost is not None:
        claims |= {i for i, claim in enumerate(clues.claims) if claim.ghost == made.ghost}
        heads = (head_id(made.ghost),)
    return (*heads, *(claim_id(clues, i) for i in sorted(claims)))


def _rests_on(before: Sequence[Deduction], clues: Clues) -> tuple[int, ...]:
    """Earlier steps a step may need: the latest, and every one that told something about the world."""
    return tuple(
        i
        for i, earlier in enumerate(before)
        if earlier.ghost is not None
        or i == len(before) - 1
        or any(clues.claims[claim].kind in FACTS for claim, _ in earlier.decided)
    )


def steps(clues: Clues, deductions: Sequence[Deduction], state: State) -> tuple[Step, ...]:
    """The reasoning, and reading the digits at its end."""
    found = [
        Step(
            deduction_words(clues, made),
            made.technique,
            _rests_on(deductions[:i], clues),
            _touched(clues, made),
            ", ".join(f"{claim_id(clues, c)} {'true' if value else 'lie'}" for c, value in made.decided),
        )
        for i, made in enumerate(deductions)
    ]
    order = arrivals(clues, state)
    text = message(
        f"{S}.step.read-off",
        first=ghost(order[0]),
        second=ghost(order[1]),
        third=ghost(order[2]),
        answer=read(clues, state),
    )
    heads = tuple(head_id(g) for g in LABELS)
    found.append(Step(text, "read-off", tuple(range(len(found))), (*heads, *RULE_PIECES)))
    return tuple(found)


def arrivals(clues: Clues, state: State) -> list[int]:
    """The ghosts as they came."""
    place = worlds(clues.things)[state[0]][0]
    return sorted(LABELS, key=lambda g: place[g])
