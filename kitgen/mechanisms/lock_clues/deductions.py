"""What a person concludes next: the simplest rule that adds something to the notes, and how it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Technique
from kitgen.mechanisms.lock_clues.clues import Clues, Key, Mark
from kitgen.mechanisms.lock_clues.notes import (
    Contradiction,
    Notes,
    by_place,
    by_total,
    common,
    compared,
    only_place,
    read_placed,
    roomy,
    together,
    ways,
)
from kitgen.message import Message, message

TECHNIQUES = MappingProxyType(
    {
        "slide": Technique(Level.EASY, 20.0),
        "nowhere": Technique(Level.EASY, 10.0),
        "here": Technique(Level.EASY, 8.0),
        "elsewhere": Technique(Level.EASY, 12.0),
        "only-place": Technique(Level.EASY, 12.0),
        "room": Technique(Level.EASY, 14.0),
        "none-here": Technique(Level.EASY, 12.0),
        "total": Technique(Level.NORMAL, 22.0),
        "in-place": Technique(Level.NORMAL, 22.0),
        "together": Technique(Level.NORMAL, 32.0),
        "compare": Technique(Level.NORMAL, 36.0),
        "share": Technique(Level.NORMAL, 45.0),
        "suppose": Technique(Level.HARD, 60.0),
        "suppose-far": Technique(Level.FIENDISH, 165.0),
    }
)

MOST_WAYS = 6
"""Ways of sharing out a key's marks that a person still goes through."""


@dataclass(frozen=True)
class Deduction:
    """One rule's outcome: how, on which keys (by index), and the notes after it."""

    technique: str
    keys: tuple[int, ...]
    notes: Notes
    reason: Message


def piece_id(key: Key) -> str:
    """The id of a key's strip: its charm, which says nothing of the code."""
    return f"key-{key.charm}"


def charm_name(key: Key) -> Message:
    """What a key is called."""
    return message(f"lock-clues.charm.{key.charm}")


def _reason(name: str, *keys: Key) -> Message:
    names = {f"key_{word}": charm_name(key) for word, key in zip(("one", "two"), keys, strict=False)}
    return message(f"lock-clues.step.{name}", **names)


KeyRule = Callable[[Notes, Key], Notes]


def _key_rules(clues: Clues) -> Iterator[tuple[str, int, KeyRule]]:
    """Technique, key and rule, in the order in which a person tries them."""
    rules: list[tuple[str, KeyRule]] = [("total", by_total), ("in-place", by_place)]
    if clues.placed:
        marks = (Mark.NOWHERE, Mark.HERE, Mark.ELSEWHERE)
        rules = [(mark.value, partial(read_placed, mark=mark)) for mark in marks]
    for name, rule in rules:
        for i in range(len(clues.keys)):
            yield name, i, rule


def _by_key(technique: str, i: int, before: Notes, after: Notes, key: Key) -> Deduction:
    """A deduction from one key, with the sentence that suits it."""
    name = technique
    if technique == "total" and not key.right:
        technique = name = "nowhere"
    elif technique == "total":
        name = "total-enough" if after.present == before.present else "total-rest"
    elif technique == "in-place" and not key.here:
        technique = name = "none-here"
    elif technique == "in-place":
        placed = any(key.numbers[p] == after.may[p].bit_length() - 1 for p in closed(before, after))
        name = "in-place-rest" if placed else "in-place-enough"
    return Deduction(technique, (i,), after, _reason(name, key))


def closed(before: Notes, after: Notes) -> list[int]:
    """The places whose digit has become known."""
    pairs = enumerate(zip(before.may, after.may, strict=True))
    return [place for place, (old, new) in pairs if old & (old - 1) and not new & (new - 1)]


def next_deduction(notes: Notes, clues: Clues) -> Deduction | None:
    """The simplest deduction that adds something, without any supposition.

    Raises:
        Contradiction: the notes fit no code; it names the key they break on, if one.
    """
    keys = clues.keys
    i: int | None = None
    try:
        for name, rule in (("only-place", only_place), ("room", roomy)):
            after = rule(notes)
            if after != notes:
                return Deduction(name, (), after, _reason(name))
        for name, i, key_rule in _key_rules(clues):
            after = key_rule(notes, keys[i])
            if after != notes:
                return _by_key(name, i, notes, after, keys[i])
        if clues.placed:
            return None
        i = None
        return _by_pairs(notes, keys) or _by_ways(notes, keys)
    except Contradiction as broken:
        raise Contradiction(i if broken.key is None else broken.key) from broken


def _by_pairs(notes: Notes, keys: tuple[Key, ...]) -> Deduction | None:
    for name, rule in (("together", together), ("compare", compared)):
        for i, one in enumerate(keys):
            for j, other in enumerate(keys):
                if i == j:
                    continue
                after = rule(notes, one, other)
                if after != notes:
                    return Deduction(name, (i, j), after, _reason(name, one, other))
    return None


def _by_ways(notes: Notes, keys: tuple[Key, ...]) -> Deduction | None:
    """The key with the fewest ways left that all agree in something new."""
    best: tuple[int, int, Notes] | None = None
    for i, key in enumerate(keys):
        left = ways(notes, key, MOST_WAYS)
        if not left:
            raise Contradiction(i)
        if len(left) > MOST_WAYS or (best and len(left) >= best[0]):
            continue
        after = common(left)
        if after != notes:
            best = (len(left), i, after)
    if best is None:
        return None
    _, i, after = best
    return Deduction("share", (i,), after, _reason("share", keys[i]))
