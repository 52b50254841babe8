"""The word of a solved row: another answer of the beat, or else a word that means nothing in any kit.

It is never as long as the answer: who sees at once that it cannot be written into the boxes does not take
it for what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.mechanisms.decoder_wheel.clues import ALPHABET
from kitgen.rng import Rng

SHORTEST = 4
LONGEST_ALONE = {False: 8, True: 7}
"""Letters of a single word that fit the board, without and with sums beside it."""

LONGEST_TOGETHER = (6, 5)
"""Letters of two words that fit the board."""

FAR_APART = 3
"""Letters to change, add or leave out before a printed word could be taken for the answer."""

HARMLESS = (
    "KIWI", "SOFA", "TUBA", "PONY", "OBOE", "YOGA",
    "BANJO", "HOTEL", "KOALA", "RADIO", "TANGO", "ZEBRA",
    "BUTTER", "DOMINO", "FINGER", "MUSEUM", "TUNNEL", "WINTER",
    "GORILLA", "KETCHUP", "PANTHER", "POLYGON", "TORNADO", "TRANSIT",
    "AQUARIUM", "BUNGALOW", "DIPLOMAT", "FLAMINGO", "MARATHON", "TOMAHAWK",
)  # fmt: skip
"""Words that English and German share, six of every length."""


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
    count: int, letters: int, are_sums_beside: bool, answer: str, decoys: Sequence[str], rng: Rng
) -> tuple[str, ...] | None:
    """Words for the solved rows, no two of them alike, none near the answer and none as long as it.

    Args:
        count: one or two.
        letters: how many cats must find room in them, seven at most.
        are_sums_beside: whether sums take a part of the room.
        answer: the word that must not be given away.
        decoys: other answers of the beat; those that fit are taken first.
        rng: the draw's stream.

    Returns:
        The words, or None where no word is left that fits.
    """
    longest = (LONGEST_ALONE[are_sums_beside],) if count == 1 else LONGEST_TOGETHER
    shortest = max(SHORTEST, letters) if count == 1 else SHORTEST
    pool = [*rng.shuffled(word for word in decoys if set(word) <= set(ALPHABET)), *rng.shuffled(HARMLESS)]
    words: list[str] = []
    for most in longest:
        fitting = (
            word
            for word in pool
            if shortest <= len(word) <= most and len(word) != len(answer) and is_apart(word, [answer, *words])
        )
        word = next(fitting, None)
        if word is None:
            return None
        words.append(word)
    return tuple(rng.shuffled(words))
