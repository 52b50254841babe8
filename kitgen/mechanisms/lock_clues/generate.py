"""From a code to keys that failed: each narrows the codes down a little, and none can be left out."""

from __future__ import annotations

import math
from collections import Counter

from kitgen.mechanisms.lock_clues.clues import marks_for
from kitgen.mechanisms.lock_clues.codes import code_space
from kitgen.rng import Rng

_SAMPLE = 8
"""Keys drawn for each one that is taken."""


def failed_keys(code: str, placed: bool, aim: int, most: int, rng: Rng) -> list[str] | None:
    """Digits of keys that leave this code alone, none of which can be spared; or None.

    Args:
        code: the code they must lead to.
        placed: whether marks stand in columns.
        aim: in how many keys the codes should have melted down to one.
        most: keys at most.
        rng: the stream to draw from.
    """
    space = code_space(len(code))
    taken: list[tuple[str, int]] = []
    codes = space.every
    while codes & (codes - 1):
        if len(taken) == most:
            return None
        size, left = codes.bit_count(), max(1, aim - len(taken))
        best: tuple[float, str, int] | None = None
        for _ in range(_SAMPLE):
            digits = "".join(rng.sample("0123456789", len(code)))
            if not _tells_little(digits, code) or any(digits == other for other, _ in taken):
                continue
            fits = space.fitting(digits, marks_for(digits, code, placed), placed)
            rest = (codes & fits).bit_count()
            if rest == size:
                continue
            miss = abs(math.log(rest) - math.log(size) * (left - 1) / left)
            if best is None or miss < best[0]:
                best = (miss, digits, fits)
        if best is None:
            return None
        taken.append(best[1:])
        codes &= best[2]
    return rng.shuffled(digits for digits, _ in _needed(taken, space.every))


def _tells_little(digits: str, code: str) -> bool:
    """Whether a key leaves at least two places open, so that it is not nearly the code itself."""
    return sum(a == b for a, b in zip(digits, code, strict=True)) <= len(code) - 2


def _needed(taken: list[tuple[str, int]], every: int) -> list[tuple[str, int]]:
    """The keys without those that can be spared."""
    for candidate in list(taken):
        codes = every
        for other in taken:
            if other is not candidate:
                codes &= other[1]
        if not codes & (codes - 1):
            taken = [other for other in taken if other is not candidate]
    return taken


def is_by_majority(keys: list[str], code: str) -> bool:
    """Whether the code can be had without any marks: by the digits met most often in each place."""
    for place, digit in enumerate(code):
        met = Counter(key[place] for key in keys)
        if met[digit] < max(met.values()):
            return False
    return True


def shows_too_much(keys: list[str], code: str) -> bool:
    """Whether the filled marks in their columns alone leave less than two places open."""
    filled = {i for key in keys for i, digit in enumerate(key) if code[i] == digit}
    return len(filled) > len(code) - 2
