"""Words the cat is known to have said: other answers of the beat, or else words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.mechanisms.decoder_wheel.clues import ALPHABET
from kitgen.rng import Rng

SHORTEST = 4
LONGEST_ALONE = 8
"""Letters of a single saying that fit the board."""

LONGEST_TOGETHER = {False: (6, 5), True: (5, 4)}
"""Letters of two sayings that fit the board, without and with sums beside them."""

FAR_APART = 3
"""Letters to change, add or leave out before a printed word could be taken for the answer."""

_CONSONANTS, _VOWELS = "BDFGKLMNPRSTVZ", "AEIOU"


def distance(one: str, other: str) -> int:
    """The fewest letters to change, add or leave out to make one word the other.

    Source: V. Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals (1966).
    """
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


def is_apart(word: str, taken: Sequence[str]) -> bool:
    """Whether a word is far from all the words that are taken, and neither holds the other."""
    return all(
        distance(word, other) >= FAR_APART and word not in other and other not in word for other in taken
    )


def sample_words(
    count: int, tails: int, are_sums_beside: bool, answer: str, decoys: Sequence[str], rng: Rng
) -> tuple[str, ...]:
    """Words for the old sayings, no two of them alike and none near the answer.

    Args:
        count: one or two.
        tails: how many different tails must find room in them, six at most.
        are_sums_beside: whether sums take a part of the room.
        answer: the word that must not be given away.
        decoys: other answers of the beat; those that fit are taken first.
        rng: the draw's stream.
    """
    longest = (LONGEST_ALONE,) if count == 1 else LONGEST_TOGETHER[are_sums_beside]
    shortest = max(SHORTEST, tails) if count == 1 else SHORTEST
    usable = [word for word in decoys if set(word) <= set(ALPHABET) and len(word) >= shortest]
    pool = rng.shuffled(usable)
    words: list[str] = []
    for most in longest:
        fitting = [word for word in pool if len(word) <= most and is_apart(word, [answer, *words])]
        words.append(fitting[0] if fitting else _made_up(most, [answer, *words], rng))
    return tuple(rng.shuffled(words))


def _made_up(most: int, taken: Sequence[str], rng: Rng) -> str:
    """A word that can be said aloud in any language, such as `MIRO`."""
    while True:
        letters = min(most, 6)
        word = "".join(rng.choice(_VOWELS if i % 2 else _CONSONANTS) for i in range(letters))
        if is_apart(word, taken):
            return word
