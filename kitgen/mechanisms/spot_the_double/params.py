"""All an author may set."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.spot_the_double.clues import Kind

SHORTEST, LONGEST = 4, 8
MOST_THINGS = 17

PLAIN_KINDS = (Kind.GONE, Kind.NEW, Kind.TURNED, Kind.PATTERN)
CLOSE_KINDS = (*PLAIN_KINDS, Kind.BIGGER, Kind.SMALLER)


class DoubleParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    things: int = Field(default=14, ge=12, le=MOST_THINGS, description="Different things in the two rooms.")
    kinds: tuple[Kind, ...] = Field(
        default=PLAIN_KINDS, min_length=3, max_length=8, description="Rows of the sampler: kinds of change."
    )
    bold: bool = Field(default=True, description="Whether patterns differ at first sight.")
    tagged: bool = Field(
        default=False, description="Whether the letters are put in order by numbered tags, not by place."
    )
    mirrored: bool = Field(default=False, description="Whether the other room is drawn as in a mirror.")
    twins: int = Field(default=0, ge=0, le=2, description="Things that differ in two ways at once.")


PRESETS = {
    Level.EASY: DoubleParams(),
    Level.NORMAL: DoubleParams(things=16, kinds=CLOSE_KINDS, bold=False),
    Level.HARD: DoubleParams(things=17, kinds=tuple(Kind), bold=False, tagged=True),
    Level.FIENDISH: DoubleParams(
        things=17, kinds=tuple(Kind), bold=False, tagged=True, mirrored=True, twins=2
    ),
}


def why_impossible(params: DoubleParams, answer: str) -> str:
    """Why these params cannot carry this answer, and what would; or the empty string."""
    if len(set(params.kinds)) < len(params.kinds):
        return "a kind of change stands twice in kinds; name each once"
    if params.mirrored and not params.tagged:
        return "left and right change places in a mirror, so mirrored needs tagged = true"
    if Kind.MOVED in params.kinds and not params.tagged:
        return "a thing that moved has two places, so the kind moved needs tagged = true"
    beside = len(TWIN_KINDS & set(params.kinds) - {Kind.TURNED})
    if params.twins and (Kind.TURNED not in params.kinds or beside < params.twins):
        return (
            f"twins = {params.twins} needs the kind turned and {params.twins} of pattern, bigger, "
            "smaller, moved"
        )
    if Kind.PART in params.kinds and params.bold:
        return "a part is not seen against dark cloth, so the kind part needs bold = false"
    if len(answer) > 2 * len(params.kinds):
        return f"each kind is used twice at most; {len(answer)} letters need {-(-len(answer) // 2)} kinds"
    if len(set(answer)) < LEAST_LETTERS:
        return f"it has fewer than {LEAST_LETTERS} different letters, so a wrong order would read the same"
    return ""


LEAST_LETTERS = 3

TWIN_KINDS = {Kind.MOVED, Kind.TURNED, Kind.PATTERN, Kind.BIGGER, Kind.SMALLER}
"""What can be seen on one thing at once: whatever else is changed, each stays visible."""
