"""How people move the tokens: note by note, the plainest deduction first, a short what-if last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Step, Technique
from kitgen.mechanisms.logic_grid.floors import nothing_known, settle
from kitgen.mechanisms.logic_grid.notes import KINDS, GridClues, name_words, narrow, note_words
from kitgen.message import Message, message

TECHNIQUES = MappingProxyType(
    {
        "place": Technique(Level.EASY, 9.0),  # a note names the floor
        "share": Technique(Level.EASY, 11.0),  # two tokens move together
        "stairs": Technique(Level.EASY, 13.0),  # one floor up or down from a token
        "last-left": Technique(Level.EASY, 10.0),  # one floor left for a token, or one token for a floor
        "narrow": Technique(Level.NORMAL, 19.0),  # a choice of two floors
        "apart": Technique(Level.NORMAL, 19.0),  # a floor that is out because another is there
        "loose": Technique(Level.NORMAL, 26.0),  # somewhere higher, or up or down: count what is left
        "either": Technique(Level.HARD, 31.0),  # one of two partners is out
        "only-one": Technique(Level.HARD, 31.0),  # one of two claims is settled
        "pair": Technique(Level.HARD, 38.0),  # two of a sort fill two floors
        "what-if": Technique(Level.FIENDISH, 60.0),  # try a floor and run into a wall
        "read": Technique(Level.EASY, 16.0),
        "read-crossed": Technique(Level.HARD, 30.0),
    }
)

LONGEST_CHAIN = 6
"""Notes that a what-if may run through: people hold no more in their heads."""

_ORDER = ("place", "share", "stairs", "narrow", "apart", "loose", "either", "only-one")


class Reasoner:
    """One table at work; `left` holds the floors still possible and `steps` what was said."""

    def __init__(self, clues: GridClues) -> None:
        self.clues = clues
        self.n = clues.floors
        self.full = (1 << self.n) - 1
        self.left = nothing_known(self.n)
        self.steps: list[Step] = []
        self.broken = False
        self._last: dict[int, int] = {}
        self._notes = sorted(
            enumerate(clues.notes), key=lambda pair: (_ORDER.index(KINDS[pair[1].kind]), pair[0])
        )

    @property
    def solved(self) -> bool:
        """Whether everybody's floor is known."""
        return not self.broken and all(not bits & (bits - 1) for bits in self.left)

    def run(self) -> bool:
        """Go as far as the techniques lead; whether everybody's floor is known."""
        while not self.broken and not self.solved:
            if not (
                self._use_a_note() or self._use_the_last() or self._use_a_pair() or self._use_a_what_if()
            ):
                break
        if self.solved:
            # A note that was never asked must hold as well.
            after = self.left[:]
            for note in self.clues.notes:
                narrow(note, after, self.full)
            self.broken = after != self.left
        return self.solved

    def _use_a_note(self) -> bool:
        for number, note in self._notes:
            after = self.left[:]
            narrow(note, after, self.full)
            if after == self.left:
                continue
            told = note_words(note, self.clues.names)
            found = self._found(after)
            said = message("logic-grid.step.note", number=number + 1, note=told, found=found)
            self._log(said, KINDS[note.kind], after, note.named, number)
            return True
        return False

    def _found(self, after: Sequence[int]) -> Message:
        """What changed, of which the first is said."""
        changed = [e for e, bits in enumerate(after) if bits != self.left[e]]
        e = min(changed, key=lambda e: (after[e].bit_count(), e))
        return self._where(e, after[e])

    def _where(self, e: int, bits: int) -> Message:
        floors = ", ".join(str(f + 1) for f in range(self.n) if bits >> f & 1)
        kind = "found" if bits.bit_count() == 1 else "still"
        return message(f"logic-grid.step.{kind}", a=name_words(self.clues.names[e]), floors=floors)

    def _use_the_last(self) -> bool:
        for sort in range(3):
            group = range(sort * self.n, (sort + 1) * self.n)
            for floor in range(self.n):
                here = [e for e in group if self.left[e] >> floor & 1]
                if len(here) == 1 and self.left[here[0]] != 1 << floor:
                    after = self.left[:]
                    after[here[0]] = 1 << floor
                    name = name_words(self.clues.names[here[0]])
                    said = message("logic-grid.step.last", a=name, floor=floor + 1)
                    self._log(said, "last-left", after, group)
                    return True
        return False

    def _use_a_pair(self) -> bool:
        for sort in range(3):
            group = range(sort * self.n, (sort + 1) * self.n)
            for one, two in combinations(group, 2):
                bits = self.left[one]
                if bits != self.left[two] or bits.bit_count() != 2:
                    continue
                after = [
                    b & ~bits if e in group and e not in (one, two) else b for e, b in enumerate(self.left)
                ]
                if after != self.left:
                    low, high = (f + 1 for f in range(self.n) if bits >> f & 1)
                    a, b = (name_words(self.clues.names[e]) for e in (one, two))
                    said = message("logic-grid.step.pair", a=a, b=b, floor=low, other=high)
                    self._log(said, "pair", after, group)
                    return True
        return False

    def _use_a_what_if(self) -> bool:
        best: tuple[int, int, int, int] | None = None
        order = sorted((bits.bit_count(), e) for e, bits in enumerate(self.left) if bits & (bits - 1))
        for count, e in order:
            if best and count > 2:
                break
            for floor in range(self.n):
                if self.left[e] >> floor & 1:
                    length, stuck = self._chain(e, floor)
                    if length and (best is None or length < best[0]):
                        best = (length, e, floor, stuck)
        if best is None:
            return False
        length, e, floor, stuck = best
        after = self.left[:]
        after[e] &= ~(1 << floor)
        name, note = name_words(self.clues.names[e]), note_words(self.clues.notes[stuck], self.clues.names)
        said = message(
            "logic-grid.step.what-if", a=name, floor=floor + 1, count=length, number=stuck + 1, note=note
        )
        self._log(said, "what-if", after, (e,), stuck)
        return True

    def _chain(self, e: int, floor: int) -> tuple[int, int]:
        """How many notes it takes until e on this floor cannot be, and the last of them; or noughts."""
        left = self.left[:]
        left[e] = 1 << floor
        used = 0
        settled = settle(left, self.n)
        if not settled:
            return 0, 0
        while used < LONGEST_CHAIN:
            for number, note in self._notes:
                before = left[:]
                narrow(note, left, self.full)
                if left != before:
                    used += 1
                    if not settle(left, self.n):
                        return used, number
                    break
            else:
                return 0, 0
        return 0, 0

    def _log(
        self, said: Message, technique: str, after: list[int], named: Sequence[int], note: int = -1
    ) -> None:
        """Keep a step; those of one sort never share a floor, which needs no saying."""
        changed = [e for e, bits in enumerate(after) if bits != self.left[e]]
        uses = sorted({self._last[e] for e in named if e in self._last})
        self.left = after
        self.broken = not all(after) or not self._cleared()
        for e in (*changed, *named):
            self._last[e] = len(self.steps)
        pieces = [f"token-{self.clues.names[e]}" for e in dict.fromkeys((*named, *changed))]
        if note >= 0:
            pieces.append(gossip_id(note, len(self.clues.notes)))
        fact = "; ".join(
            f"{self.clues.names[e]} on {'/'.join(str(f + 1) for f in range(self.n) if self.left[e] >> f & 1)}"
            for e in changed
        )
        self.steps.append(Step(said, technique, tuple(uses), tuple(pieces), fact))

    def _cleared(self) -> bool:
        """Take the floors of placed tokens from others of their sort; whether everybody still has a floor."""
        again = True
        while again:
            again = False
            for start in range(0, len(self.left), self.n):
                for i in range(start, start + self.n):
                    bits = self.left[i]
                    if bits & (bits - 1):
                        continue
                    for j in range(start, start + self.n):
                        if j != i and self.left[j] & bits:
                            self.left[j] &= ~bits
                            again = True
                            if not self.left[j]:
                                return False
        return True

    def read(self) -> tuple[int, ...]:
        """Say the last step; the floor of everybody."""
        state = tuple(bits.bit_length() - 1 for bits in self.left)
        how = "read-crossed" if self.clues.crossed else "read"
        said = message(f"logic-grid.step.{how}", answer=self.clues.word(state))
        pieces = ("house", *(f"token-{name}" for name in self.clues.names))
        self.steps.append(Step(said, how, (len(self.steps) - 1,) if self.steps else (), pieces, "the word"))
        return state


MOST_ON_CARD = 6
"""Pieces of gossip of the longest sort that fit on one card."""


def gossip_cards(count: int) -> Iterator[range]:
    """The numbers of the notes on each gossip card: two cards, or more where there are many, fullest
    first."""
    cards = max(2, -(-count // MOST_ON_CARD))
    first = 0
    for left in range(cards, 0, -1):
        last = first + -(-(count - first) // left)
        if last > first:
            yield range(first, last)
        first = last


def gossip_id(note: int, count: int) -> str:
    """The piece that a note is printed on."""
    return f"gossip-{next(i for i, notes in enumerate(gossip_cards(count), 1) if note in notes)}"


def seconds_of(steps: Sequence[Step]) -> float:
    """How long the reasoning takes a person."""
    return sum(TECHNIQUES[step.technique].seconds for step in steps)


__all__ = ["TECHNIQUES", "Reasoner", "gossip_cards", "gossip_id", "seconds_of"]
