"""All codes of a length at once: a set of codes is one integer, bit i standing for code i.

This is the proof that there is one answer; the reasoning is in `reasoning.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from kitgen.mechanisms.lock_clues.clues import Key, Mark, Marks


class CodeSpace:
    """The 10^n codes of n digits.

    Args:
        length: n, at most 5.
    """

    def __init__(self, length: int) -> None:
        self.length = length
        size: int = 10**length
        self.every = (1 << size) - 1
        self.at: list[list[int]] = []
        for place in range(length):
            run: int = 10 ** (length - 1 - place)
            # One run of ones in every ten runs, repeated over the whole length.
            comb = self.every // ((1 << 10 * run) - 1) * ((1 << run) - 1)
            self.at.append([comb << digit * run for digit in range(10)])
        self.has = []
        for digit in range(10):
            somewhere = 0
            for place in range(length):
                somewhere |= self.at[place][digit]
            self.has.append(somewhere)
        self._elsewhere = [[self.has[d] & ~at[d] for d in range(10)] for at in self.at]
        self._nowhere = [self.every & ~has for has in self.has]

    def fitting(self, digits: str, marks: Marks, placed: bool) -> int:
        """The codes for which the lock would show these marks of this key."""
        numbers = [int(digit) for digit in digits]
        here = [self.at[place][digit] for place, digit in enumerate(numbers)]
        elsewhere = [self._elsewhere[place][digit] for place, digit in enumerate(numbers)]
        nowhere = [self._nowhere[digit] for digit in numbers]
        if placed:
            codes = self.every
            of = {Mark.HERE: here, Mark.ELSEWHERE: elsewhere, Mark.NOWHERE: nowhere}
            for place, mark in enumerate(marks):
                codes &= of[mark][place]
            return codes
        return self._counted(here, elsewhere, nowhere, marks)

    def _counted(self, here: list[int], elsewhere: list[int], nowhere: list[int], marks: Marks) -> int:
        """The codes with so many filled marks and rings, wherever they belong."""
        wanted = (marks.count(Mark.HERE), marks.count(Mark.ELSEWHERE))
        counted = {(0, 0): self.every}
        for place in range(self.length):
            # Fewer than this many of the marks by now, and the places left could not make up for it.
            least = sum(wanted) - (self.length - 1 - place)
            longer: dict[tuple[int, int], int] = {}
            for (filled, rings), codes in counted.items():
                for seen, part in (
                    ((filled + 1, rings), here[place]),
                    ((filled, rings + 1), elsewhere[place]),
                    ((filled, rings), nowhere[place]),
                ):
                    if seen[0] <= wanted[0] and seen[1] <= wanted[1] and sum(seen) >= least:
                        longer[seen] = longer.get(seen, 0) | codes & part
            counted = longer
        return counted.get(wanted, 0)

    def fitting_all(self, keys: Iterable[Key], placed: bool) -> int:
        """The codes that every key agrees with."""
        codes = self.every
        for key in keys:
            codes &= self.fitting(key.digits, key.marks, placed)
        return codes

    def some(self, codes: int, most: int) -> list[str]:
        """The first codes of a set, as digits."""
        found: list[str] = []
        while codes and len(found) < most:
            lowest = codes & -codes
            found.append(f"{lowest.bit_length() - 1:0{self.length}d}")
            codes ^= lowest
        return found


@cache
def code_space(length: int) -> CodeSpace:
    """The codes of a length, made once."""
    return CodeSpace(length)
