"""Folding by thought: which rows may lie on which, fold by fold, with a step for each that falls."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product

from kitgen.mechanisms.contract import Solution, Step, Verdict
from kitgen.mechanisms.folded_letters.clues import FoldedLettersClues, Moths
from kitgen.message import Message, message

PLAINLY = 2
"""Places that must be no letter for a fold to count as wrong: one alone might be a badly printed line."""

PAPER = ("mirror",)
Picks = tuple[int, ...]


@dataclass
class _Notes:
    """What has been found so far."""

    steps: list[Step] = field(default_factory=list)
    whole: list[tuple[Picks, str, int]] = field(default_factory=list)
    doubtful: list[Picks] = field(default_factory=list)

    def add(self, text: Message, technique: str, uses: tuple[int, ...], fact: str) -> int:
        self.steps.append(Step(text, technique, uses, PAPER, fact))
        return len(self.steps) - 1


def solved_mirror(clues: FoldedLettersClues) -> Solution:
    """Try every fold; several where more than one may be meant, or where one is not plainly wrong."""
    notes = _Notes()
    firsts = product(range(len(clues.zones[0])), range(len(clues.zones[1])))
    for first in firsts:
        if len(clues.zones) == 2:
            _judge_whole(clues, first, "fold", (), notes)
            continue
        began = _judge_first(clues, first, notes)
        if began is not None:
            for last in range(len(clues.zones[2])):
                _judge_whole(clues, (*first, last), "second-fold", (began,), notes)
    right = [(picks, word) for picks, word, _ in notes.whole if clues.keeps_rule(picks)]
    open_folds = [picks for picks in notes.doubtful if clues.keeps_rule(picks)]
    answers = tuple(dict.fromkeys(word for _, word in right))
    if len(right) != 1 or open_folds:
        return Solution(Verdict.SEVERAL, answers, tuple(picks for picks, _ in right) + tuple(open_folds))
    _weigh_moths(clues, notes)
    picks, word = right[0]
    seen = next(step for found, _, step in notes.whole if found == picks)
    uses = tuple(dict.fromkeys((seen, len(notes.steps) - 1)))
    notes.add(message("folded-letters.step.read", word=word), "read", uses, word)
    measures = {"whole": len(notes.whole), "folds": len(clues.every_fold())}
    return Solution(Verdict.UNIQUE, (word,), (picks,), tuple(notes.steps), measures=measures)


def mark(clues: FoldedLettersClues, zone: int, pick: int) -> Message:
    """The name of a row's mark."""
    return message(f"folded-letters.mark.{clues.zones[zone][pick].mark}")


def _judge_first(clues: FoldedLettersClues, first: Picks, notes: _Notes) -> int | None:
    """The step that says a first fold may be right, or None where it is plainly wrong."""
    upper, lower = mark(clues, 0, first[0]), mark(clues, 1, first[1])
    broken = clues.broken(first)
    fact = f"{clues.zones[0][first[0]].mark} on {clues.zones[1][first[1]].mark}"
    if len(broken) >= PLAINLY:
        text = message(
            "folded-letters.step.first-broken", upper=upper, lower=lower, place=broken[0], other=broken[1]
        )
        notes.add(text, "first-fold", (), f"not {fact}")
        return None
    text = message("folded-letters.step.first-fits", upper=upper, lower=lower)
    return notes.add(text, "first-fold", (), f"perhaps {fact}")


def _judge_whole(
    clues: FoldedLettersClues, picks: Picks, technique: str, uses: tuple[int, ...], notes: _Notes
) -> None:
    upper, lower = mark(clues, len(picks) - 2, picks[-2]), mark(clues, len(picks) - 1, picks[-1])
    names = [clues.zones[zone][pick].mark for zone, pick in enumerate(picks)]
    word = clues.read(picks)
    if word:
        text = message("folded-letters.step.whole", upper=upper, lower=lower, word=word)
        notes.whole.append((picks, word, notes.add(text, technique, uses, f"whole: {' on '.join(names)}")))
        return
    broken = clues.broken(picks)
    if len(broken) < PLAINLY:
        notes.doubtful.append(picks)
        return
    text = message("folded-letters.step.broken", upper=upper, lower=lower, place=broken[0], other=broken[1])
    notes.add(text, technique, uses, f"not {' on '.join(names)}")


def _weigh_moths(clues: FoldedLettersClues, notes: _Notes) -> None:
    """A step for every fold with whole letters: how many moths it hides."""
    if clues.moths is Moths.NONE:
        return
    for picks, word, seen in notes.whole:
        counts = clues.hidden(picks)
        kept = "kept" if clues.keeps_rule(picks) else "missed"
        if clues.moths is Moths.EQUAL:
            text = message(f"folded-letters.step.equal-{kept}", word=word, first=counts[0], second=counts[-1])
            notes.add(text, "balance", (seen,), f"{word}: {counts}")
        else:
            key = f"folded-letters.step.number-{kept}"
            text = message(key, word=word, count=sum(counts), quota=clues.quota)
            notes.add(text, "hidden-moths", (seen,), f"{word}: {sum(counts)}")
