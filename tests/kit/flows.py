"""Random kits for tests, and a table that plays them: an opinion on flows that knows nothing of `kitgen.kit`.

The table opens the first envelope. It solves whatever is open, in every order; an envelope is opened when the
act before it is over, or, where nothing locks that act, whenever somebody feels like it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

MOST_ON_A_LOCK = 8
PRIME = 23
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Moment:
    """A beat: its act and what it needs by number; `choice` is one of a few printed answers."""

    act: int
    needs: tuple[int, ...] = ()
    meta: bool = False
    choice: bool = False

    @property
    def is_choice(self) -> bool:
        """The last word is never a choice: it is made of what was found."""
        return self.choice and not self.meta


@dataclass(frozen=True)
class Card:
    """Words that name boxes, read in an act after one of its beats, or as its envelope opens."""

    act: int
    after: int | None
    boxes: tuple[int, ...]


@dataclass(frozen=True)
class Flow:
    """A kit's flow by numbers; beat and act numbers that do not exist are allowed.

    Args:
        acts: how many acts.
        beats: the beats.
        locked: acts with a lock.
        opened: by act, boxes that the lock's words name.
        cards: scenes.
        endings: whether there are endings.
    """

    acts: int
    beats: tuple[Moment, ...]
    locked: frozenset[int] = frozenset()
    opened: dict[int, tuple[int, ...]] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    endings: bool = False


class Table:
    """People who play a flow."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.all = frozenset(range(len(flow.beats)))

    def of_act(self, act: int) -> frozenset[int]:
        return frozenset(i for i in self.all if self.flow.beats[i].act == act)

    @cached_property
    def last_act(self) -> int:
        return self.flow.acts - 1

    # What goes wrong, by kind.

    def faults(self, players: int = 4) -> set[str]:
        """Every kind of fault that this table meets; a night that gets stuck is told of before all else."""
        found: set[str] = set()
        if any(not self.of_act(act) for act in range(self.flow.acts)):
            found.add("empty")
        if self.is_stuck():
            return found | {"stuck"} | self._of_meta() | self._of_lists()
        if self.somebody_watches(players):
            found.add("watching")
        if self.skippable():
            found.add("idle")
        if any(self.early_boxes()):
            found.add("early")
        return found | self._of_meta() | self._of_lists()

    def is_stuck(self) -> bool:
        """Whether the night, played act by act, comes to a moment with nothing to do."""
        solved: frozenset[int] = frozenset()
        for act in range(self.flow.acts):
            while not self.of_act(act) <= solved:
                doable = self.doable(act, solved)
                if not doable:
                    return True
                solved |= doable
        return solved != self.all

    def doable(self, act: int, solved: frozenset[int]) -> frozenset[int]:
        return frozenset(i for i in self.of_act(act) - solved if set(self.flow.beats[i].needs) <= solved)

    def somebody_watches(self, players: int) -> bool:
        """Whether some order of solving leaves fewer puzzles than half the players, and others closed."""
        solved_before: frozenset[int] = frozenset()
        for act in range(self.flow.acts):
            seen: set[frozenset[int]] = set()
            if len(self.of_act(act)) <= MOST_ON_A_LOCK and any(
                self._too_few(act, solved, players) for solved in self._orders(act, solved_before, seen)
            ):
                return True
            solved_before |= self.of_act(act)
        return False

    def _orders(
        self, act: int, solved: frozenset[int], seen: set[frozenset[int]]
    ) -> Iterator[frozenset[int]]:
        if solved in seen:
            return
        seen.add(solved)
        yield solved
        for beat in self.doable(act, solved):
            yield from self._orders(act, solved | {beat}, seen)

    def _too_few(self, act: int, solved: frozenset[int], players: int) -> bool:
        metas = {i for i in self.all if self.flow.beats[i].meta}
        closed = self.of_act(act) - solved - self.doable(act, solved) - metas
        # Two people share a puzzle; where nothing is left closed, those who are done pour the tea.
        return bool(closed) and 2 * len(self.doable(act, solved) - metas) < players

    def reach_without(self, avoided: int) -> tuple[frozenset[int], int]:
        """What an impatient table can solve, and how many envelopes it opens, if it never solves one beat."""
        solved: frozenset[int] = frozenset()
        while True:
            opened = 1
            while opened < self.flow.acts and (
                opened - 1 not in self.flow.locked or self.of_act(opened - 1) <= solved
            ):
                opened += 1
            more = frozenset().union(*(self.doable(act, solved) for act in range(opened))) - {avoided}
            if not more:
                return solved, opened
            solved |= more

    def skippable(self) -> set[int]:
        """Beats without which the night comes to its end: all envelopes open, the last act done."""
        last = self.of_act(self.last_act)
        found = set()
        for beat in self.all - last:
            solved, opened = self.reach_without(beat)
            if opened == self.flow.acts and last <= solved:
                found.add(beat)
        return found

    def early_boxes(self) -> Iterator[bool]:
        """For each box that some words name, whether it may be empty, or not there, when they are read."""
        for card in self.flow.cards:
            # A card in the wrong envelope is told of as that: when it is read, nobody knows.
            for box in () if self.is_stray(card) else card.boxes:
                yield box not in self.all or self._read_without(card, box)
        for act, boxes in self.flow.opened.items():
            if act in self.flow.locked:
                for box in boxes:
                    yield box not in self.all or self._opens_without(act, box)

    def is_stray(self, card: Card) -> bool:
        return card.after is not None and card.after not in self.of_act(card.act)

    def _read_without(self, card: Card, box: int) -> bool:
        solved, opened = self.reach_without(box)
        return card.act < opened and (card.after is None or card.after in solved)

    def _opens_without(self, act: int, box: int) -> bool:
        solved, opened = self.reach_without(box)
        return act < opened and self.of_act(act) <= solved

    def _of_meta(self) -> set[str]:
        metas = [i for i in self.all if self.flow.beats[i].meta]
        sound = len(metas) < 2 and all(
            self.all - {i} <= set(self.flow.beats[i].needs) and self.flow.beats[i].act == self.last_act
            for i in metas
        )
        return set() if sound else {"meta"}

    def _of_lists(self) -> set[str]:
        """What needs no play: numbers, and cards that lie where nobody looks for them."""
        found: set[str] = set()
        if any(len(self.of_act(act)) > MOST_ON_A_LOCK for act in range(self.flow.acts)):
            found.add("many")
        if self.last_act in self.flow.locked and not self.flow.endings:
            found.add("endless")
        if any(
            card.after is not None and card.after not in self.of_act(card.act) for card in self.flow.cards
        ):
            found.add("stray card")
        for act in self.flow.locked:
            only = self.of_act(act)
            if len(only) == 1 and self.flow.beats[min(only)].is_choice:
                found.add("guessed")
        return found


# --- The same flow as files.


def word(beat: int, number: int) -> str:
    """Words of which any two differ in four letters of five (Reed and Solomon's code over 23 letters)."""
    values = (beat, number, beat + number, beat + 2 * number, beat + 3 * number)
    return "".join(LETTERS[value % PRIME] for value in values)


def write_kit(flow: Flow, folder: Path) -> None:
    """Write a flow as a kit on stub mechanisms; what was in the folder goes."""
    for old in folder.glob("*.toml"):
        old.unlink()
    (folder / "kit.toml").write_text("\n".join(_lines(flow, folder.name)), encoding="utf-8")
    for i, beat in enumerate(flow.beats):
        kind = "stub-last" if beat.meta else "stub-choice" if beat.is_choice else "stub-wall"
        lines = ("format = 1", f'id = "p{i}"', f'mechanism = "{kind}"', 'emblem = "key"',
                 'text.en = { title = "T", story = "S" }')  # fmt: skip
        (folder / f"p{i}.toml").write_text("\n".join(lines), encoding="utf-8")


def _lines(flow: Flow, name: str) -> Iterator[str]:
    yield f'format = 1\nid = "{name}"\nversion = "1.0"\ndefault_cast = "ours"'
    yield '[text.en]\ntitle = "T"\ntagline = "L"\nwelcome = "W"\n[cast.ours]\nhero = "Mia"'
    for act in range(flow.acts):
        yield f'[[acts]]\nid = "a{act}"\nnumber = {act + 1}\ntext.en.title = "A"'
    for i, beat in enumerate(flow.beats):
        needs = ", ".join(f'"b{need}"' for need in beat.needs)
        answers = ", ".join(f'"{word(i, number)}"' for number in range(12))
        yield f'[[beats]]\nid = "b{i}"\nact = "a{beat.act}"\npuzzles = ["p{i}"]\nneeds = [{needs}]'
        yield f"answers = [{answers}]" + ("\nmeta = true" if beat.meta else "")
    for act in sorted(flow.locked):
        words = _named(flow.opened.get(act, ()))
        yield f'[[locks]]\nact = "a{act}"\ntext.en = {{ title = "L", opened = "{words}" }}'
    for i, card in enumerate(flow.cards):
        after = f'\nafter = "b{card.after}"' if card.after is not None else ""
        yield f'[[scenes]]\nid = "s{i}"\nact = "a{card.act}"{after}'
        yield f'text.en = {{ title = "S", words = "{_named(card.boxes)}" }}'
    for when in ("time-to-spare", "just-in-time", "next-morning") if flow.endings else ():
        yield f'[[endings]]\nwhen = "{when}"\ntext.en = {{ title = "E", words = "Good night." }}'


def _named(boxes: tuple[int, ...]) -> str:
    return " ".join(["Look into", *(f"{{box:b{box}}}" for box in boxes)])
