"""Seats to deduce: who sits where, from sentences; left and right are the reader's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from kitgen.mechanisms.grille.clues import CREATURES, LIES, Lie, Plates, Pose, Seats, Sentence
from kitgen.rng import Rng

Rule = Callable[[tuple[int, ...], int, int], bool]

HOLDS: dict[str, Rule] = {
    "seat": lambda s, _n, seat: s[0] == seat,
    "end": lambda s, n, _: s[0] in (0, n - 1),
    "left": lambda s, _n, _: s[0] < s[1],
    "directly-left": lambda s, _n, _: s[0] + 1 == s[1],
    "beside": lambda s, _n, _: abs(s[0] - s[1]) == 1,
    "one-between": lambda s, _n, _: abs(s[0] - s[1]) == 2,
    "between": lambda s, _n, _: min(s[1], s[2]) < s[0] < max(s[1], s[2]),
    "not-end": lambda s, n, _: s[0] not in (0, n - 1),
    "not-beside": lambda s, _n, _: abs(s[0] - s[1]) != 1,
}
"""For each kind of sentence, whether it is true of the seats of its guests: (seats, how many, seat)."""

STYLES = {
    "plain": ("seat", "end", "left", "directly-left", "beside"),
    "linked": ("end", "left", "directly-left", "beside", "one-between", "between"),
    "negative": ("left", "directly-left", "beside", "one-between", "between", "not-end", "not-beside"),
    "doubtful": ("left", "directly-left", "beside", "one-between", "between", "not-end", "not-beside"),
}
"""Kinds of sentences by how sly they may be; `doubtful` ones also leave a seat that must be supposed."""

NEGATIVE = ("not-end", "not-beside")
_MOST_NEGATIVE = 3
MOST_SENTENCES = 7
"""More would neither fit below the picture nor into a head."""

_SYMMETRIC = ("beside", "one-between", "not-beside")


def seatings(seats: Seats) -> list[tuple[str, ...]]:
    """Every order of the guests, from the left, that all sentences allow."""
    n = len(seats.guests)
    index = {guest: i for i, guest in enumerate(seats.guests)}
    rules = [(HOLDS[s.kind], tuple(index[g] for g in s.guests), s.seat) for s in seats.sentences]
    found = []
    for places in permutations(range(n)):  # places[i] is the seat of guest i
        if all(rule(tuple(places[i] for i in who), n, seat) for rule, who, seat in rules):
            order = sorted(range(n), key=places.__getitem__)
            found.append(tuple(seats.guests[i] for i in order))
    return found


def pose_of(seats: Seats, order: Sequence[str]) -> Pose:
    """Where the stone lies if the guests sit in this order."""
    named = [seats.seats[order.index(guest)] for guest in seats.asked]
    lie = seats.lie if seats.lie is not None else LIES[named[2].lie]
    return Pose(named[0].column, named[1].row, lie)


@dataclass(frozen=True)
class Deduction:
    """One thought about the seats.

    Args:
        way: `sentence`, `taken` (a seated guest blocks the seat), `only-guest`, or `suppose`.
        guest: whom the thought seats or concerns first.
        seats: for each guest concerned, the seats that are left after it.
        uses: indices of earlier deductions.
        sentence: the sentence used, if it is one.
    """

    way: str
    guest: str
    seats: tuple[tuple[str, tuple[int, ...]], ...]
    uses: tuple[int, ...]
    sentence: Sentence | None = None


class _Thinker:
    """Candidate seats per guest, and why each other seat is out."""

    def __init__(self, seats: Seats) -> None:
        self.seats = seats
        n = len(seats.guests)
        self.left: dict[str, set[int]] = {guest: set(range(n)) for guest in seats.guests}
        self.why: dict[tuple[str, int], int] = {}
        self.done: list[Deduction] = []

    def copy(self) -> _Thinker:
        other = _Thinker(self.seats)
        other.left = {guest: set(left) for guest, left in self.left.items()}
        return other

    def broken(self) -> bool:
        n = len(self.seats.guests)
        return any(not left for left in self.left.values()) or any(
            all(seat not in left for left in self.left.values()) for seat in range(n)
        )

    def _reasons(self, pairs: list[tuple[str, int]]) -> tuple[int, ...]:
        return tuple(sorted({self.why[p] for p in pairs if p in self.why}))

    def record(
        self, way: str, guest: str, out: dict[str, set[int]], uses: tuple[int, ...], sentence: Sentence | None
    ) -> None:
        for who, gone in out.items():
            self.left[who] -= gone
            for seat in sorted(gone):
                self.why[who, seat] = len(self.done)
        after = tuple((who, tuple(sorted(self.left[who]))) for who in out)
        self.done.append(Deduction(way, guest, after, uses, sentence))

    def _apply(self, sentence: Sentence) -> bool:
        n = len(self.seats.guests)
        rule = HOLDS[sentence.kind]
        kept: list[set[int]] = [set() for _ in sentence.guests]
        for places in product(*(sorted(self.left[g]) for g in sentence.guests)):
            if len(set(places)) == len(places) and rule(places, n, sentence.seat):
                for seat_set, seat in zip(kept, places, strict=True):
                    seat_set.add(seat)
        out = {g: self.left[g] - k for g, k in zip(sentence.guests, kept, strict=True) if self.left[g] - k}
        if not out:
            return False
        gone = [(g, s) for g in sentence.guests for s in range(n) if s not in self.left[g]]
        self.record("sentence", sentence.guests[0], out, self._reasons(gone), sentence)
        return True

    def _single(self) -> bool:
        n = len(self.seats.guests)
        for guest, left in self.left.items():
            if len(left) == 1:
                out = {g: set(left) for g, other in self.left.items() if g != guest and left <= other}
                if out:
                    gone = [(guest, s) for s in range(n) if s not in left]
                    self.record("taken", guest, out, self._reasons(gone), None)
                    return True
        for seat in range(n):
            able = [g for g, left in self.left.items() if seat in left]
            if len(able) == 1 and len(self.left[able[0]]) > 1:
                gone = [(g, seat) for g in self.left if g != able[0]]
                self.record(
                    "only-guest", able[0], {able[0]: self.left[able[0]] - {seat}}, self._reasons(gone), None
                )
                return True
        return False

    def settle(self) -> None:
        """Apply seated guests and sentences until nothing changes or nothing fits."""
        while not self.broken() and (self._single() or any(self._apply(s) for s in self.seats.sentences)):
            pass

    def suppose(self) -> bool:
        """Rule out one seat because it would leave somebody without any."""
        for guest, left in self.left.items():
            for seat in sorted(left) if len(left) > 1 else ():
                trial = self.copy()
                trial.left[guest] = {seat}
                trial.settle()
                if trial.broken():
                    self.record("suppose", guest, {guest: {seat}}, tuple(range(len(self.done))), None)
                    return True
        return False


def deduce(seats: Seats, *, supposing: bool = True) -> tuple[Deduction, ...] | None:
    """The thoughts that seat the guests who are asked for, without those that are not needed.

    Returns:
        The deductions in order, or None where these ways of thinking do not seat them all.
    """
    thinker = _Thinker(seats)
    thinker.settle()
    while (
        supposing
        and not thinker.broken()
        and any(len(thinker.left[g]) > 1 for g in seats.asked)
        and thinker.suppose()
    ):
        thinker.settle()
    if thinker.broken() or any(len(thinker.left[g]) != 1 for g in seats.asked):
        return None
    needed = {step for (guest, _), step in thinker.why.items() if guest in seats.asked}
    for i in range(len(thinker.done) - 1, -1, -1):
        if i in needed:
            needed.update(thinker.done[i].uses)
    order = sorted(needed)
    new = {old: i for i, old in enumerate(order)}
    return tuple(
        Deduction(d.way, d.guest, d.seats, tuple(new[u] for u in d.uses), d.sentence)
        for d in (thinker.done[i] for i in order)
    )


def _true_sentences(order: Sequence[str], style: str, rng: Rng) -> list[Sentence]:
    """Everything true that a style may say, in random order but with every kind turning up early."""
    n = len(order)
    place = {guest: i for i, guest in enumerate(order)}
    by_kind: list[list[Sentence]] = []
    for kind in STYLES[style]:
        size = {"seat": 1, "end": 1, "not-end": 1, "between": 3}.get(kind, 2)
        found = []
        for who in permutations(rng.shuffled(order), size):
            if kind in _SYMMETRIC and who[0] > who[1]:
                continue
            if kind == "between" and who[1] > who[2]:
                continue
            if HOLDS[kind](tuple(place[g] for g in who), n, place[who[0]]):
                found.append(Sentence(kind, who, place[who[0]] if kind == "seat" else 0))
        by_kind.append(found[:1] if kind == "seat" else found[:7])
    mixed = rng.shuffled(sentence for found in by_kind for sentence in found)
    # A few of the sly ones first, or the friendly ones would have said everything; not many, or the
    # list of sentences grows long, as each of them says little.
    sly = [s for s in mixed if s.kind in NEGATIVE][:_MOST_NEGATIVE]
    return sly + [s for s in mixed if s.kind not in NEGATIVE]


def _minimal(seats: Seats, sentences: list[Sentence], supposing: bool, rng: Rng) -> list[Sentence]:
    """Drop sentences, the friendly ones first, as long as the seats can still be deduced."""
    for sentence in sorted(rng.shuffled(sentences), key=lambda s: s.kind in NEGATIVE):
        fewer = [s for s in sentences if s != sentence]
        trial = Seats(seats.guests, seats.seats, tuple(fewer), seats.guests, seats.lie)
        if deduce(trial, supposing=supposing) is not None:
            sentences = fewer
    return sentences


def usher(
    pose: Pose, wrong: dict[str, list[int]], count: int, style: str, told: Lie | None, rng: Rng
) -> Seats | None:
    """Seats and sentences that say a pose.

    Args:
        pose: where the stone lies.
        wrong: for each of `column`, `row` and `lie`, other values for the plates, the best first.
        count: how many guests.
        style: a key of `STYLES`.
        told: the lie where it is printed; then no seat says it.
        rng: the stream to draw from.
    """
    order = rng.sample(CREATURES, count)
    true = {"column": pose.column, "row": pose.row, "lie": LIES.index(pose.lie)}
    kinds = ["column", "row"] + ([] if told is not None else ["lie"])
    asked = rng.sample(order, len(kinds))
    plates: dict[str, list[int]] = {}
    for kind in ("column", "row", "lie"):
        others = wrong[kind][: count - 1]
        if len(others) < count - 1 and kind != "lie":
            return None
        while len(others) < count - 1:
            others.append(rng.choice(wrong["lie"]) if wrong["lie"] else true["lie"])
        values = rng.shuffled(others)
        seat = order.index(asked[kinds.index(kind)]) if kind in kinds else 0
        values.insert(seat, true[kind])
        plates[kind] = values
    rows = tuple(Plates(plates["column"][i], plates["row"][i], plates["lie"][i]) for i in range(count))
    seats = Seats(tuple(sorted(order)), rows, (), tuple(asked), told)
    chosen: list[Sentence] = []
    alive = list(permutations(range(count)))
    index = {guest: i for i, guest in enumerate(seats.guests)}
    for sentence in _true_sentences(order, style, rng):
        who = [index[g] for g in sentence.guests]
        rule = HOLDS[sentence.kind]
        still = [p for p in alive if rule(tuple(p[i] for i in who), count, sentence.seat)]
        # Once one seating is left, more is said only until it can be reasoned out without guessing.
        if len(still) < len(alive) or len(alive) == 1:
            chosen.append(sentence)
            alive = still
        if len(alive) == 1:
            full = Seats(seats.guests, rows, tuple(chosen), seats.guests, told)
            if deduce(full, supposing=False) is not None:
                break
    else:
        return None
    chosen = rng.shuffled(_minimal(seats, chosen, style == "doubtful", rng))
    if len(chosen) > MOST_SENTENCES or (style == "negative" and all(s.kind not in NEGATIVE for s in chosen)):
        return None
    said = Seats(seats.guests, rows, tuple(chosen), tuple(asked), told)
    if style == "doubtful" and not any(thought.way == "suppose" for thought in deduce(said) or ()):
        return None
    return said
