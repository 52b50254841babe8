"""What the mirror shows, what an author may set of it, and what a fold makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.folded_letters.font import Cut, cut_of

SHORTEST, LONGEST = 4, 6
MARKS = ("sun", "moon", "star", "heart", "leaf", "drop", "button", "flag", "spool", "gem")
MOST_ROWS = 9
MOST_MOTHS = 3


class Moths(StrEnum):
    """What the moths that vanish in a fold must be like."""

    NONE = "none"
    NUMBER = "number"
    EQUAL = "equal"


class FoldedLettersParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    tops: int = Field(default=3, ge=2, le=4, description="Rows of upper letter parts.")
    middles: int = Field(
        default=0,
        ge=0,
        le=3,
        description="Rows of middle letter parts; 0 for letters cut in halves, one fold.",
    )
    bottoms: int = Field(default=2, ge=2, le=4, description="Rows of lower letter parts.")
    twins: int = Field(
        default=0, ge=0, le=2, description="Wrong folds that make whole letters too, but break the moth rule."
    )
    moths: Moths = Field(
        default=Moths.NONE,
        description="Moths beside the rows: none, a number that the fold must hide, or equally many in both"
        " folds.",
    )


PRESETS = {
    Level.EASY: FoldedLettersParams(tops=3, bottoms=2),
    Level.NORMAL: FoldedLettersParams(tops=3, bottoms=3, twins=1, moths=Moths.NUMBER),
    Level.HARD: FoldedLettersParams(tops=3, middles=3, bottoms=3),
    Level.FIENDISH: FoldedLettersParams(tops=3, middles=3, bottoms=3, twins=2, moths=Moths.EQUAL),
}


def impossible_rows(params: FoldedLettersParams) -> str:
    """Why params cannot work together, and what would; or ''."""
    if params.middles == 1:
        return "middles=1 leaves nothing to choose between; set 2 or 3, or 0 for letters in halves"
    rows = params.tops + params.middles + params.bottoms
    if rows > MOST_ROWS:
        return f"{rows} rows are too many for the paper; {MOST_ROWS} in all fit"
    if params.moths is Moths.EQUAL and not params.middles:
        return "moths=equal compares two folds; set middles to 2 or 3, or moths to number"
    if bool(params.twins) != (params.moths is not Moths.NONE):
        return "twins and moths need each other; set both, or twins=0 and moths=none"
    fewest = min(count for count in (params.tops, params.middles or params.tops, params.bottoms))
    if params.twins >= fewest:
        return f"twins={params.twins} needs as many rows besides the right one; at most {fewest - 1} here"
    return ""


@dataclass(frozen=True)
class Row:
    """One row of letter parts: its mark, the numbers of its pieces (see `Cut.shapes`) and its moths."""

    mark: str
    pieces: tuple[int, ...]
    moths: int = 0


@dataclass(frozen=True)
class FoldedLettersClues:
    """Exactly what is printed.

    Args:
        zones: from the top down, the rows of upper, (middle,) and lower parts, each in order of printing.
        moths: the rule that is printed.
        quota: how many moths the fold must hide, where the rule is a number.
    """

    zones: tuple[tuple[Row, ...], ...]
    moths: Moths = Moths.NONE
    quota: int = 0

    @property
    def cut(self) -> Cut:
        """How the letters are cut."""
        return cut_of(len(self.zones))

    @property
    def places(self) -> int:
        """How many letters a row has."""
        return len(self.zones[0][0].pieces)

    def every_fold(self) -> tuple[tuple[int, ...], ...]:
        """All ways to fold, each as the row picked of each zone from the top down."""
        return tuple(product(*(range(len(zone)) for zone in self.zones)))

    def hidden(self, picks: tuple[int, ...]) -> tuple[int, ...]:
        """Moths that vanish in each fold, for the row picked of each zone from the top down."""
        counts = []
        for zone, (upper, lower) in enumerate(pairwise(picks)):
            gone = self.zones[zone][upper + 1 :] + self.zones[zone + 1][:lower]
            counts.append(sum(row.moths for row in gone))
        return tuple(counts)

    def keeps_rule(self, picks: tuple[int, ...]) -> bool:
        """Whether complete folds hide the moths that they should."""
        counts = self.hidden(picks)
        if self.moths is Moths.NUMBER:
            return sum(counts) == self.quota
        return self.moths is Moths.NONE or len(set(counts)) == 1

    def stacks(self, picks: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
        """By place, the pieces that stand over one another after folding."""
        rows = [self.zones[zone][pick].pieces for zone, pick in enumerate(picks)]
        return tuple(zip(*rows, strict=True))

    def broken(self, picks: tuple[int, ...]) -> tuple[int, ...]:
        """The places, from 1, where folds make plainly no letter."""
        stacks = enumerate(self.stacks(picks), start=1)
        return tuple(place for place, stack in stacks if self.cut.is_broken(stack))

    def read(self, picks: tuple[int, ...]) -> str:
        """The word that complete folds make, or '' where a place is no letter."""
        letters = [self.cut.letters(stack) for stack in self.stacks(picks)]
        return "".join(letters) if all(letters) else ""
