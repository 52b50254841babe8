"""The solver: compares the rooms thing by thing and reads the sampler."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, permutations, product

from kitgen.mechanisms.contract import Level, Solution, Step, Technique, Verdict
from kitgen.mechanisms.spot_the_double.clues import ROWS, SLOTS, DoubleClues, Kind, Placed
from kitgen.message import Message, message

TECHNIQUES = {
    "compare": Technique(Level.EASY, 28.0),
    "missing": Technique(Level.EASY, 18.0),
    "facing": Technique(Level.EASY, 24.0),
    "pattern": Technique(Level.EASY, 24.0),
    "compare-closely": Technique(Level.NORMAL, 52.0),
    "measure": Technique(Level.NORMAL, 34.0),
    "search": Technique(Level.HARD, 72.0),
    "place": Technique(Level.HARD, 36.0),
    "part": Technique(Level.HARD, 40.0),
    "mirror": Technique(Level.FIENDISH, 85.0),
    "look-again": Technique(Level.FIENDISH, 30.0),
    "order-rows": Technique(Level.EASY, 15.0),
    "order-tags": Technique(Level.HARD, 70.0),
}

BY_KIND = {
    Kind.GONE: "missing",
    Kind.NEW: "missing",
    Kind.MOVED: "place",
    Kind.TURNED: "facing",
    Kind.PATTERN: "pattern",
    Kind.BIGGER: "measure",
    Kind.SMALLER: "measure",
    Kind.PART: "part",
}

LOOKING = ("compare", "compare-closely", "search", "mirror")
"""Techniques of going along a row before anything is found."""

FEW_KINDS = 4
"""Up to so many rows of the sampler a glance tells a change; with more, each thing is looked at twice."""

SHEET = "rooms"
"""Id of the one piece."""


@dataclass(frozen=True)
class Change:
    """One difference: which thing, how, and where it stands (at home, or there if it is new)."""

    thing: str
    kind: Kind
    row: int
    slot: int
    letter: str
    tag: int


def mirrored_place(row: int, slot: int) -> int:
    """The place that a mirror shows a place at."""
    return SLOTS[row] - 1 - slot


def kinds_between(home: Placed, there: Placed, *, mirrored: bool) -> list[Kind]:
    """How a thing that is in both rooms differs."""
    place = mirrored_place(home.row, home.slot) if mirrored else home.slot
    facing = -home.facing if mirrored else home.facing
    seen = {
        Kind.MOVED: (there.row, there.slot) != (home.row, place),
        Kind.TURNED: there.facing != facing,
        Kind.PATTERN: there.pattern != home.pattern,
        Kind.BIGGER: there.large and not home.large,
        Kind.SMALLER: home.large and not there.large,
        Kind.PART: home.whole and not there.whole,
    }
    return [kind for kind in Kind if seen.get(kind)]


def changes(clues: DoubleClues) -> list[Change] | None:
    """All differences, row by row from the left; None where the sampler cannot name one of them."""
    home = {placed.thing: placed for placed in clues.home}
    there = {placed.thing: placed for placed in clues.double}
    columns = {column.thing: column for column in clues.columns}
    if len(home) < len(clues.home) or len(there) < len(clues.double) or len(columns) < len(clues.columns):
        return None
    found = []
    for thing in {**home, **there}:
        if thing not in there:
            kinds = [Kind.GONE]
        elif thing not in home:
            kinds = [Kind.NEW]
        else:
            kinds = kinds_between(home[thing], there[thing], mirrored=clues.mirrored)
            if there[thing].whole and not home[thing].whole:
                return None
        if kinds and (thing not in columns or not set(kinds) <= set(clues.kinds)):
            return None
        at = home.get(thing) or there[thing]
        for kind in sorted(kinds, key=clues.kinds.index):
            column = columns[thing]
            letter = column.letters[clues.kinds.index(kind)]
            found.append(Change(thing, kind, at.row, at.slot, letter, column.tag))
    return sorted(found, key=lambda change: (change.row, change.slot))


def solve(clues: DoubleClues) -> Solution:
    """What players can find out from the sheet."""
    found = changes(clues)
    if not found:
        return Solution(Verdict.SEVERAL, ())
    if not clues.tagged and (clues.mirrored or any(change.kind is Kind.MOVED for change in found)):
        return Solution(Verdict.SEVERAL, ())  # left to right in which of the rooms?
    ordered = in_order(clues, found)
    readings = _readings(clues, ordered)
    if len(readings) > 1:
        return Solution(Verdict.SEVERAL, tuple(readings[:2]))
    steps = _steps(clues, found)
    tier = max((TECHNIQUES[step.technique].tier for step in steps), key=lambda level: level.rank)
    state = tuple((change.thing, change.kind) for change in ordered)
    measures = {"changes": len(found), "things": len(clues.columns)}
    return Solution(Verdict.UNIQUE, (readings[0],), (state,), steps, tier, measures)


def in_order(clues: DoubleClues, found: list[Change]) -> list[Change]:
    """The changes in the order that the sheet asks for."""
    return sorted(found, key=lambda change: change.tag) if clues.tagged else list(found)


def _readings(clues: DoubleClues, ordered: list[Change]) -> list[str]:
    """All words that the order leaves open: one, unless it says nothing about two of the letters."""

    def rank(change: Change) -> tuple[int, ...]:
        return (change.tag,) if clues.tagged else (change.row, change.slot)

    parts = []
    for _, group in groupby(ordered, key=rank):
        tied = list(group)
        owners = {change.thing for change in tied}
        settled = len(tied) == 1 or (len(owners) == 1 and clues.twice)
        orders = [tied] if settled else list(permutations(tied))
        parts.append(sorted({"".join(change.letter for change in order) for order in orders}))
    return ["".join(words) for words in product(*parts)]


def _steps(clues: DoubleClues, found: list[Change]) -> tuple[Step, ...]:
    technique = _looking(clues)
    steps: list[Step] = []
    letters: list[int] = []
    seen: Counter[str] = Counter()
    for row, name in enumerate(ROWS):
        here = [change for change in found if change.row == row]
        text = message(f"spot-the-double.step.{technique}.{name}", count=len({c.thing for c in here}))
        steps.append(Step(text, technique, (), (SHEET,), f"{len(here)} changes: {name}"))
        start = len(steps) - 1
        for change in here:
            if seen[change.thing]:
                again = message("spot-the-double.step.look-again", thing=name_of(change.thing))
                steps.append(Step(again, "look-again", (letters[-1],), (SHEET,)))
            seen[change.thing] += 1
            steps.append(_change_step(change, start, mirrored=clues.mirrored))
            letters.append(len(steps) - 1)
    order = "order-tags" if clues.tagged else "order-rows"
    word = "".join(change.letter for change in in_order(clues, found))
    final = message(f"spot-the-double.step.{order}", answer=word)
    steps.append(Step(final, order, tuple(letters), (SHEET,), word))
    return tuple(steps)


def _looking(clues: DoubleClues) -> str:
    """How a row of things has to be looked at."""
    if clues.mirrored:
        return "mirror"
    if {Kind.MOVED, Kind.PART} & set(clues.kinds):
        return "search"
    return "compare-closely" if len(clues.kinds) > FEW_KINDS else "compare"


def _change_step(change: Change, start: int, *, mirrored: bool) -> Step:
    key = "turned-mirror" if mirrored and change.kind is Kind.TURNED else change.kind.value
    text = message(f"spot-the-double.step.{key}", thing=name_of(change.thing), letter=change.letter)
    fact = f"{change.thing} {change.kind}: {change.letter}"
    return Step(text, BY_KIND[change.kind], (start,), (SHEET,), fact)


def name_of(thing: str) -> Message:
    """The thing's name with its article, as a message."""
    return message(f"spot-the-double.thing.{thing}")
