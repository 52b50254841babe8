"""What an author may set, and what cannot work together."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.exact_cover.shapes import SHAPES

SHORTEST, LONGEST = 4, 8
LEAST_PLATES = 2
MOST_EASY = 6
LEAST_HARD = 6
LEAST_WITHOUT = 2
LEAST_SQUARES = 30
"""Measured: outside these hardly a draw has the thoughts and the minutes of its level."""


class CoverParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    columns: int = Field(default=6, ge=5, le=6, description="Squares in a row of the cloth.")
    rows: int = Field(default=6, ge=5, le=6, description="Rows of the cloth.")
    patches: int = Field(
        default=7, ge=5, le=8, description="Cut pieces; one or two fewer where a long answer leaves no room."
    )
    homes: int = Field(
        default=4, ge=3, le=6, description="Pieces with a picture that lies on the same picture on the cloth."
    )
    numbers: int = Field(
        default=6,
        ge=0,
        le=12,
        description="Numbers on the hem are taken away, where possible, down to this many.",
    )
    reasoning: Level = Field(default=Level.NORMAL, description="The hardest kind of thought that is needed.")


PRESETS = {
    Level.EASY: CoverParams(patches=6, homes=6, numbers=8, reasoning=Level.EASY),
    Level.NORMAL: CoverParams(patches=7, homes=5, numbers=7, reasoning=Level.NORMAL),
    Level.HARD: CoverParams(patches=8, homes=4, numbers=6, reasoning=Level.HARD),
    Level.FIENDISH: CoverParams(patches=8, homes=3, numbers=5, reasoning=Level.FIENDISH),
}


def impossible(params: CoverParams, answer: str) -> str:
    """Why these params cannot work together with this answer, and what would; or ''."""
    room = params.columns * params.rows - len(answer) - LEAST_PLATES
    least = sum(sorted(len(squares) for squares in SHAPES.values())[: max(params.patches - 2, 1)])
    if least > room:
        return (
            f"{params.patches} pieces cover at least {least} squares even with two pieces fewer, and a cloth "
            f"of {params.columns} x {params.rows} has {room} to cover beside {len(answer)} open ones; "
            "use fewer pieces or a larger cloth"
        )
    if params.homes > params.patches:
        return (
            f"{params.homes} of {params.patches} pieces cannot have a picture; {params.patches} at most can"
        )
    return _unlike_level(params)


def _unlike_level(params: CoverParams) -> str:
    """Why a cloth offers too much or too little to think about for its level; or ''."""
    without = params.patches - params.homes
    if params.reasoning is Level.EASY:
        if params.patches > MOST_EASY or without:
            return (
                f"easy takes 5 or {MOST_EASY} pieces, all of them with a picture (homes as many as patches)"
            )
        return ""
    if params.columns * params.rows < LEAST_SQUARES:
        return f"a cloth of {params.columns} x {params.rows} is too small above easy; 5 x 6 will do"
    if params.patches < LEAST_HARD or without < LEAST_WITHOUT:
        return f"above easy {LEAST_HARD} to 8 pieces are needed, {LEAST_WITHOUT} or more without a picture"
    return ""
