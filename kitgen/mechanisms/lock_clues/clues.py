"""What is printed on keys, and which of its marks count.

A blade carries two columns: charms at its left edge, and rows of marks beside them, each row half a step
below its charm: charm 0, row 0, charm 1, row 1 and so on. The plate's long window lies two and a half
steps below its small hole, so a charm in the hole brings none of the rows beside it into the window but the
row `REACH` further down.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

CHARMS = ("moth", "spool", "thimble", "bell", "scissors", "leaf")
"""Pictures on the keys; a key is named by the one on its head."""

STOPS = 3
"""Charms of a blade that bring marks into the window."""

REACH = 2
"""Rows from the one just below a charm down to the one that the charm brings into the window."""

BLADE_ROWS = STOPS + REACH
"""Charms on a blade, and as many rows of marks: the last charms and the first rows only mislead."""


class Mark(StrEnum):
    """What the lock says about a digit of a key."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


Marks = tuple[Mark, ...]


@dataclass(frozen=True)
class Key:
    """One key that failed.

    Args:
        charm: the charm on its head, which names it.
        digits: the digits on it, no two the same.
        charms: on the blade, from the head down; one of the first `STOPS` is its own.
        rows: the rows of marks on the blade, from the head down.
    """

    charm: str
    digits: str
    charms: tuple[str, ...]
    rows: tuple[Marks, ...]

    @cached_property
    def marks(self) -> Marks:
        """The marks in the window while the key's own charm is in the hole."""
        return self.rows[self.true_row]

    @cached_property
    def true_row(self) -> int:
        """Index of the row of marks that counts."""
        return self.charms.index(self.charm) + REACH

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The digits as numbers."""
        return tuple(int(digit) for digit in self.digits)

    @cached_property
    def mask(self) -> int:
        """The set of the digits: bit d for digit d."""
        return sum(1 << number for number in self.numbers)

    @cached_property
    def here(self) -> int:
        """How many digits stand in their place."""
        return self.marks.count(Mark.HERE)

    @cached_property
    def right(self) -> int:
        """How many digits are in the code at all."""
        return len(self.marks) - self.marks.count(Mark.NOWHERE)


@dataclass(frozen=True)
class Clues:
    """Exactly what is printed.

    Args:
        length: digits of the code and of every key.
        placed: whether each mark stands in its digit's column; otherwise marks are only counted.
        keys: in print order.
    """

    length: int
    placed: bool
    keys: tuple[Key, ...]


def marks_for(digits: str, code: str, placed: bool) -> Marks:
    """What the lock would show of a key if this were the code."""
    marks = [
        Mark.HERE if code[i] == digit else Mark.ELSEWHERE if digit in code else Mark.NOWHERE
        for i, digit in enumerate(digits)
    ]
    if placed:
        return tuple(marks)
    # Counted marks come filled ones first, so that their order tells nothing.
    return (Mark.HERE,) * marks.count(Mark.HERE) + (Mark.ELSEWHERE,) * marks.count(Mark.ELSEWHERE)
