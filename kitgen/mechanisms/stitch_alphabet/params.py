"""What an author may set of a button alphabet, and what cannot work together."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams

SHORTEST, LONGEST = 4, 8
FEWEST_LETTERS = 2
MOST_TO_LOSE_ROW = 21
FEWEST_BLIND = 6


class StitchAlphabetParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    buttons: int = Field(default=14, ge=5, le=18, description="Buttons that are left on the key.")
    lost_rows: int = Field(default=0, ge=0, le=2, description="Rows of the key that have lost every button.")
    lost_columns: int = Field(default=0, ge=0, le=4, description="Columns that have lost every button.")
    told: bool = Field(
        default=True, description="Whether the key says in words that crossing stitches tell the row."
    )
    halves: bool = Field(
        default=False,
        description="Whether the key is torn in two, has no letters, and a sample word shows where A stands.",
    )


PRESETS = {
    Level.EASY: StitchAlphabetParams(buttons=14),
    Level.NORMAL: StitchAlphabetParams(buttons=10, lost_rows=1, lost_columns=2),
    Level.HARD: StitchAlphabetParams(buttons=7, lost_rows=1, lost_columns=3, told=False),
    Level.FIENDISH: StitchAlphabetParams(buttons=9, lost_rows=1, lost_columns=2, told=False, halves=True),
}


def impossible(params: StitchAlphabetParams, answer: str) -> str:
    """Why params cannot work together or with this answer and what would, or the empty string."""
    if len(set(answer)) < FEWEST_LETTERS:
        return f"{answer} has only one letter over and over; two different letters or more can be hidden"
    if params.halves and params.told:
        return "a key in halves does not say which stitches tell the row; set told = false"
    if params.halves and params.lost_columns > 2:
        return f"{params.lost_columns} lost columns leave open which half is the left one; 2 at most"
    rows, columns = 4 - params.lost_rows, 7 - params.lost_columns
    if params.buttons < columns + (0 if params.told else 1):
        return f"{params.buttons} buttons are too few for {columns} columns that keep one; {columns + 1} work"
    most = rows * columns - 5
    if params.buttons > most:
        return f"{params.buttons} buttons leave too little lost; {most} work with these rows and columns"
    return ""
