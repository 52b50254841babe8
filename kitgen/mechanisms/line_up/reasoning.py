"""The way a table gets there: join every note, then let one after the other rule dolls out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Step, Technique, hardest
from kitgen.mechanisms.line_up.looks import Doll
from kitgen.mechanisms.line_up.notes import (
    FORMS,
    LineUpClues,
    Note,
    broken_notes,
    fits,
    note_words,
    staying,
    stitch_words,
    technique_of,
)
from kitgen.message import message

TECHNIQUES = MappingProxyType(
    {
        "join": Technique(Level.EASY, 12.0),  # find the other half by edge and stitch, and read
        "match": Technique(Level.NORMAL, 20.0),  # the same where all are stitched alike: by edge and sense
        "plain": Technique(Level.EASY, 20.0),  # ask one thing of every doll left
        "linked": Technique(Level.NORMAL, 38.0),  # ask two things and what they have to do with each other
        "compared": Technique(Level.HARD, 85.0),  # count among all twelve
        "suppose-liar": Technique(Level.FIENDISH, 85.0),  # one note false, all others true: who is left?
        "read": Technique(Level.EASY, 5.0),
    }
)

EXPLAINED = ("pair", "tally", "more", "if", "only-one", "both-or-neither", "never-together", "not", "or")
"""Forms whose reading a hint explains, the trickiest first."""


def explain(clues: LineUpClues) -> tuple[Step, ...]:
    """The steps, for clues that leave one doll."""
    ids = {doll: f"doll-{i}" for i, doll in enumerate(clues.dolls, start=1)}
    looks = [doll.look for doll in clues.dolls]
    steps: list[Step] = []
    joined: dict[int, int] = {}
    for i, note in enumerate(clues.notes):
        joined[i] = len(steps)
        how = "match" if clues.sewn_alike else "join"
        said = message(f"line-up.step.{how}", stitch=stitch_words(note), note=note_words(note))
        pieces = (*clues.scrap_ids(i), *(["pattern"] if not steps else []))
        steps.append(Step(said, how, pieces=pieces, fact=f"note {i + 1} is whole"))
    if clues.lies:
        return (*steps, *_suppositions(clues, ids, len(steps)))
    left = list(clues.dolls)
    last: tuple[int, ...] = ()
    for i in _order(clues):
        note = clues.notes[i]
        out = [doll for doll in left if not fits(note, doll.look, looks)]
        if not out:
            continue  # only where somebody wrote notes with one to spare
        left = [doll for doll in left if doll not in out]
        said = message(
            "line-up.step.rule-out",
            note=note_words(note),
            count=len(out),
            words=", ".join(doll.word for doll in out),
        )
        touched = tuple(ids[doll] for doll in out)
        steps.append(Step(said, technique_of(note), (joined[i], *last), touched, f"{len(left)} left"))
        last = (len(steps) - 1,)
    said = message("line-up.step.read", answer=left[0].word)
    steps.append(Step(said, "read", last, (ids[left[0]],), "the doll is found"))
    return tuple(steps)


def _suppositions(clues: LineUpClues, ids: Mapping[Doll, str], first: int) -> list[Step]:
    """Every note is supposed the liar in turn: the others must then be true, and one leaves a doll."""
    hers = staying(clues)[0]
    liar = broken_notes(clues, hers)[0]
    order = [*(i for i in range(len(clues.notes)) if i != liar), liar]
    whole = tuple(range(first))
    steps = []
    for i in order:
        key = "liar" if i == liar else "no-liar"
        said = message(f"line-up.step.{key}", note=note_words(clues.notes[i]), word=hers.word)
        touched = tuple(ids.values()) if i != liar else (ids[hers],)
        fact = f"note {i + 1} {'lies' if i == liar else 'is true'}"
        steps.append(Step(said, "suppose-liar", whole, touched, fact))
    said = message("line-up.step.read", answer=hers.word)
    suppositions = tuple(range(first, first + len(steps)))
    return [*steps, Step(said, "read", suppositions, (ids[hers],), "the doll is found")]


def _order(clues: LineUpClues) -> list[int]:
    """Plain notes first; of one sort first the one that rules out most of those left."""
    looks = [doll.look for doll in clues.dolls]
    left = list(looks)
    order: list[int] = []
    todo = list(range(len(clues.notes)))
    techniques = list(FORMS)
    while todo:
        ranks = {
            i: (
                techniques.index(technique_of(clues.notes[i])),
                sum(fits(clues.notes[i], look, looks) for look in left),
                i,
            )
            for i in todo
        }
        best = min(ranks.values())[-1]
        todo.remove(best)
        order.append(best)
        left = [look for look in left if fits(clues.notes[best], look, looks)]
    return order


def split(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The steps that join notes, and those that use them."""
    return [s for s in steps if s.technique in ("join", "match")], [
        s for s in steps if s.technique in (*FORMS, "suppose-liar")
    ]


def grade(steps: Sequence[Step]) -> Level:
    """The hardest technique among the steps."""
    return hardest([TECHNIQUES[step.technique].tier for step in steps])


def near_misses(clues: LineUpClues) -> list[tuple[Doll, Note]]:
    """Dolls whom all notes fit but one, with that note."""
    looks = [doll.look for doll in clues.dolls]
    found = []
    for doll in clues.dolls:
        against = [note for note in clues.notes if not fits(note, doll.look, looks)]
        if len(against) == 1:
            found.append((doll, against[0]))
    return found
