"""LineUp for lazy players: nobody who does not read the notes finds her much more often than by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from itertools import combinations

import pytest

from kitgen.mechanisms.contract import Given, Level
from kitgen.mechanisms.line_up.generate import draw_clues
from kitgen.mechanisms.line_up.notes import LineUpClues
from kitgen.rng import Rng
from tests.mechanisms.test_line_up import MECHANISM, WORDS, looks_of

MOST_LUCK = 0.2
"""Share of 110 puzzles of a level that a blind rule may guess; chance alone is one in twelve, and hardly ever
beyond 0.16."""


def commonest(looks: Sequence[tuple[str, ...]]) -> list[int]:
    return [sum(a == b for other in looks for a, b in zip(look, other, strict=True)) for look in looks]


def lone_pairs(looks: Sequence[tuple[str, ...]]) -> list[int]:
    counts = Counter((i, j, look[i], look[j]) for look in looks for i, j in combinations(range(len(look)), 2))
    return [
        sum(counts[i, j, look[i], look[j]] == 1 for i, j in combinations(range(len(look)), 2))
        for look in looks
    ]


def named(clues: LineUpClues) -> list[int]:
    return [sum(t.value in doll.look for note in clues.notes for t in note.traits) for doll in clues.dolls]


def nearest_the_middle(scores: Sequence[int]) -> list[int]:
    middle = sorted(scores)[len(scores) // 2]
    return [-abs(score - middle) for score in scores]


def twins_in_length(clues: LineUpClues) -> list[int]:
    lengths = Counter(len(doll.tag) for doll in clues.dolls)
    return [lengths[len(doll.tag)] for doll in clues.dolls]


GUESSES: dict[str, Callable[[LineUpClues], Sequence[int]]] = {
    "most usual looks": lambda clues: commonest(looks_of(clues)),
    "least usual looks": lambda clues: [-n for n in commonest(looks_of(clues))],
    "odd one out by pairs": lambda clues: lone_pairs(looks_of(clues)),
    "shortest tag": lambda clues: [-len(doll.tag) for doll in clues.dolls],
    "longest tag": lambda clues: [len(doll.tag) for doll in clues.dolls],
    "first in the alphabet": lambda clues: [-ord(doll.tag[0]) for doll in clues.dolls],
    "first card printed": lambda clues: [-i for i in range(len(clues.dolls))],
    "rarest length of tag": lambda clues: [-n for n in twins_in_length(clues)],
    "commonest length of tag": twins_in_length,
    "most of what notes name": named,
    "fewest of what notes name": lambda clues: [-n for n in named(clues)],
    "half of what notes name": lambda clues: nearest_the_middle(named(clues)),
}
"""What somebody might go by who does not read the notes; the last three read words but no sentences."""


@cache
def drawn(level: Level) -> list[tuple[str, LineUpClues]]:
    """Many puzzles as the engine's first draw gives them, with their answers."""
    found = []
    for seed in range(110):
        rng = Rng("guess", level.value, seed)
        answer = rng.choice(WORDS)
        known = Given(decoys=tuple(word for word in WORDS if word != answer))
        clues = draw_clues(MECHANISM.preset(level), answer, known, rng)
        if clues is not None:
            found.append((answer, clues))
    return found


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("name", GUESSES)
def test_ignoring_what_the_notes_say_hits_hardly_more_often_than_chance(name: str, level: Level) -> None:
    hits = 0.0
    for answer, clues in drawn(level):
        scores = GUESSES[name](clues)
        best = [doll.word for doll, score in zip(clues.dolls, scores, strict=True) if score == max(scores)]
        hits += (answer in best) / len(best)
    assert len(drawn(level)) > 100
    assert hits / len(drawn(level)) < MOST_LUCK, f"{hits / len(drawn(level)):.3f}; one in twelve is 0.083"
