"""What an author may set of a line-up, and what cannot work together."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams

SHORTEST, LONGEST = 4, 8
FEWEST_NOTES, MOST_NOTES = 4, 5
MOST_PLAIN = 4


class LineUpParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    notes: int = Field(
        default=4, ge=FEWEST_NOTES, le=MOST_NOTES, description="Sewing notes, each torn into two scraps."
    )
    features: int = Field(
        default=7,
        ge=5,
        le=7,
        description="What dolls differ in: hair, head, dress, feet, patch, eyes, buttons.",
    )
    linked: int = Field(
        default=0,
        ge=0,
        le=MOST_NOTES,
        description="How many notes tie two features together ('if ... then').",
    )
    compared: int = Field(
        default=0, ge=0, le=3, description="How many notes compare her with the eleven other dolls."
    )

    liar: bool = Field(
        default=False, description="One of the notes is not true of her, and nobody says which."
    )

    @property
    def plain(self) -> int:
        """How many notes say directly what she has or has not."""
        return self.notes - self.linked - self.compared

    def techniques(self) -> list[str]:
        """The technique of each note."""
        return ["plain"] * self.plain + ["linked"] * self.linked + ["compared"] * self.compared


PRESETS = {
    Level.EASY: LineUpParams(notes=4),
    Level.NORMAL: LineUpParams(notes=5, linked=3),
    Level.HARD: LineUpParams(notes=5, linked=1, compared=3),
    Level.FIENDISH: LineUpParams(notes=5, linked=2, liar=True),
}


def impossible(params: LineUpParams) -> str:
    """Why params cannot work together and what would, or the empty string."""
    if params.plain < 0:
        return (
            f"linked and compared notes are {params.linked + params.compared} together; "
            f"there are only {params.notes} notes, {MOST_NOTES} at most"
        )
    if params.liar and params.compared:
        return "a liar among notes that compare asks too much; set compared = 0, or liar = false"
    if params.plain > MOST_PLAIN:
        return (
            f"{params.plain} plain notes hardly ever need one another; "
            f"{MOST_PLAIN} work, so link or compare at least {params.plain - MOST_PLAIN}"
        )
    return ""
