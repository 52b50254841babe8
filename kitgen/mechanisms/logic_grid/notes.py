"""Gossip: what a note says of who lives where, and how floors are ruled out by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.message import Message, message

RESIDENTS = ("baker", "captain", "gardener", "jester", "magician", "sleepwalker")
ANIMALS = ("bat", "hare", "owl", "snail", "spider", "toad")
HOBBIES = ("book", "drum", "kite", "loom", "teapot", "telescope")
SORTS = (RESIDENTS, ANIMALS, HOBBIES)
"""Every floor has one of each sort."""

RESIDENT, ANIMAL, HOBBY = range(3)

SHORTEST, LONGEST = 4, 6


@dataclass(frozen=True)
class Note:
    """One piece of gossip.

    Args:
        kind: what it claims (`KINDS`).
        a: who or what it speaks of, as an index into `GridClues.names`.
        b: the second of them, or -1.
        c: the third, or -1.
        floor: a floor from 0, or -1.
        other: another floor, or -1.
    """

    kind: str
    a: int
    b: int = -1
    c: int = -1
    floor: int = -1
    other: int = -1

    @property
    def named(self) -> tuple[int, ...]:
        """Everybody and everything it speaks of."""
        return tuple(e for e in (self.a, self.b, self.c) if e >= 0)


@dataclass(frozen=True)
class GridClues:
    """Exactly what is printed.

    Args:
        floors: how many floors the house has.
        names: residents, then animals, then hobbies, as many of each as floors, in table order.
        notes: the gossip in print order.
        crossed: whether the rows of the table are hobbies; else they are floors, the lowest first.
        rows: the letters of the table, row by row, a letter below each animal.
        tokens: indices into `names` in print order.
    """

    floors: int
    names: tuple[str, ...]
    notes: tuple[Note, ...]
    crossed: bool
    rows: tuple[str, ...]
    tokens: tuple[int, ...]

    def word(self, state: Sequence[int]) -> str:
        """What is read, floor by floor from the bottom.

        Args:
            state: the floor of each of `names`.
        """
        n = self.floors
        animal = {state[n + i]: i for i in range(n)}
        hobby = {state[2 * n + i]: i for i in range(n)}
        return "".join(self.rows[hobby[f] if self.crossed else f][animal[f]] for f in range(n))


KINDS = {
    "at": "place",
    "not-at": "place",
    "same": "share",
    "up": "stairs",
    "floors": "narrow",
    "apart": "apart",
    "higher": "loose",
    "neighbours": "loose",
    "gap": "loose",
    "either": "either",
    "only-one": "only-one",
}
"""Kind of note to the technique that uses it."""


def told(note: Note, state: Sequence[int]) -> bool:
    """Whether a note is true when everybody's floor is known."""
    a = state[note.a]
    b = state[note.b] if note.b >= 0 else -1
    match note.kind:
        case "at":
            return a == note.floor
        case "not-at":
            return a != note.floor
        case "floors":
            return a in (note.floor, note.other)
        case "same":
            return a == b
        case "apart":
            return a != b
        case "up":
            return a == b + 1
        case "higher":
            return a > b
        case "neighbours":
            return abs(a - b) == 1
        case "gap":
            return abs(a - b) == 2
        case "either":
            return a in (b, state[note.c])
        case _:
            return (a == note.floor) != (b == note.other)


def narrow(note: Note, left: list[int], full: int) -> None:
    """Rule out, in place, the floors that a note alone no longer allows.

    Args:
        note: what is claimed.
        left: by index, the floors still possible, as bits.
        full: the bits of all floors.
    """
    i, j, kind = note.a, note.b, note.kind
    a = left[i]
    if j < 0:
        bit = 1 << note.floor
        left[i] = a & (bit if kind == "at" else ~bit if kind == "not-at" else bit | 1 << note.other)
        return
    b = left[j]
    if kind == "same":
        left[i] = left[j] = a & b
    elif kind == "up":
        a &= b << 1
        left[i], left[j] = a, b & a >> 1
    elif kind == "higher":
        a &= -((b & -b) << 1)
        left[i], left[j] = a, b & ((1 << max(a.bit_length() - 1, 0)) - 1)
    elif kind == "neighbours":
        a &= b << 1 | b >> 1
        left[i], left[j] = a, b & (a << 1 | a >> 1)
    elif kind == "gap":
        a &= b << 2 | b >> 2
        left[i], left[j] = a, b & (a << 2 | a >> 2)
    elif kind == "apart":
        if not a & (a - 1):
            left[j] = b & ~a
        if not b & (b - 1):
            left[i] = a & ~b
    elif kind == "either":
        _narrow_either(note, left)
    else:
        _narrow_only_one(note, left, full)


def _narrow_either(note: Note, left: list[int]) -> None:
    i, j, k = note.named
    left[i] &= left[j] | left[k]
    if not left[i] & left[j]:
        left[i] = left[k] = left[i] & left[k]
    elif not left[i] & left[k]:
        left[i] = left[j] = left[i] & left[j]


def _narrow_only_one(note: Note, left: list[int], full: int) -> None:
    pairs = (
        (note.a, 1 << note.floor, note.b, 1 << note.other),
        (note.b, 1 << note.other, note.a, 1 << note.floor),
    )
    for one, here, other, there in pairs:
        if left[one] == here:
            left[other] &= full & ~there
        elif not left[one] & here:
            left[other] &= there


def name_words(name: str) -> Message:
    """A resident, an animal or a hobby as sentences name it."""
    return message(f"logic-grid.name.{name}")


def note_words(note: Note, names: Sequence[str]) -> Message:
    """The sentence of a note."""
    values: dict[str, str | int | Message] = {
        place: name_words(names[e]) for place, e in zip("abc", note.named, strict=False)
    }
    if note.floor >= 0:
        values["floor"] = note.floor + 1
    if note.other >= 0:
        values["other"] = note.other + 1
    return Message(f"logic-grid.note.{note.kind}", values)
