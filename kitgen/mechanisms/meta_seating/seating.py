"""Which seatings keep the rules: every one of them, by trying."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from kitgen.mechanisms.meta_seating.clues import Rule

UNARY = ("chair", "either", "neither")
"""Rules that speak of chairs only."""

BINARY: dict[str, Callable[[int, int], bool]] = {
    "clockwise": lambda apart, _: apart == 1,
    "anticlockwise": lambda apart, m: apart == m - 1,
    "two-clockwise": lambda apart, _: apart == 2,
    "two-anticlockwise": lambda apart, m: apart == m - 2,
    "opposite": lambda apart, m: 2 * apart == m,
    "beside": lambda apart, m: apart in (1, m - 1),
    "apart": lambda apart, m: apart not in (0, 1, m - 1),
}
"""By kind: whether a guest so many chairs clockwise of the other one at a table of m keeps the rule."""


@lru_cache(maxsize=4096)
def own_chairs(rule: Rule, m: int) -> int:
    """Bits of the chairs a guest may take by a rule that speaks of chairs only."""
    named = sum(1 << chair for chair in rule.chairs)
    return (1 << m) - 1 - named if rule.kind == "neither" else named


@lru_cache(maxsize=4096)
def partner_chairs(kind: str, m: int, chair: int, *, backwards: bool) -> int:
    """Bits of the chairs that go with a chair.

    Args:
        kind: a key of `BINARY`.
        m: chairs at the table.
        chair: where the other guest sits; read backwards, where the rule's own guest sits.
        backwards: whether the rule's own guest is the one who sits already.
    """
    holds = BINARY[kind]
    return sum(
        1 << c for c in range(m) if holds((chair - c if backwards else c - chair) % m, m) and c != chair
    )


def keeps(rule: Rule, seating: Sequence[int]) -> bool:
    """Whether a seating (chair by guest) keeps a rule."""
    m, chair = len(seating), seating[rule.guest]
    if rule.kind in UNARY:
        return bool(own_chairs(rule, m) >> chair & 1)
    return BINARY[rule.kind]((chair - seating[rule.other]) % m, m)


def candidates(guest: int, m: int, others: Sequence[int]) -> list[Rule]:
    """Every rule that a guest at a table of m might be given, about chairs or some other guests."""
    rules = [Rule("chair", guest, chairs=(c,)) for c in range(m)]
    for kind in ("either", "neither"):
        rules += [Rule(kind, guest, chairs=(a, b)) for a in range(m) for b in range(a + 1, m)]
    return rules + [
        Rule(kind, guest, other) for kind in BINARY for other in others if kind != "opposite" or m % 2 == 0
    ]


def seatings(m: int, rules: Sequence[Rule]) -> Iterator[tuple[int, ...]]:
    """Every seating of m guests (chair by guest) that keeps all the rules."""
    masks = [(1 << m) - 1] * m
    pairs: list[list[tuple[int, str, bool]]] = [[] for _ in range(m)]
    for rule in rules:
        if rule.kind in UNARY:
            masks[rule.guest] &= own_chairs(rule, m)
        else:
            pairs[rule.guest].append((rule.other, rule.kind, True))
            pairs[rule.other].append((rule.guest, rule.kind, False))
    yield from _seat(m, masks, pairs, [-1] * m)


def _seat(
    m: int, masks: list[int], pairs: list[list[tuple[int, str, bool]]], chairs: list[int]
) -> Iterator[tuple[int, ...]]:
    """Seat the guest with the fewest chairs left, and narrow all others by it."""
    waiting = [guest for guest in range(m) if chairs[guest] < 0]
    if not waiting:
        yield tuple(chairs)
        return
    guest = min(waiting, key=lambda g: masks[g].bit_count())
    for chair in range(m):
        if not masks[guest] >> chair & 1:
            continue
        left = [mask & ~(1 << chair) for mask in masks]
        for other, kind, backwards in pairs[guest]:
            left[other] &= partner_chairs(kind, m, chair, backwards=backwards)
        chairs[guest] = chair
        if all(left[g] for g in waiting if g != guest):
            yield from _seat(m, left, pairs, chairs)
        chairs[guest] = -1
