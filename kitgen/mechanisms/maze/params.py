"""What an author may set, what suits which level, and what cannot work together."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.maze.paper import MOST_HEIGHT_MM, strip_height_mm


class MazeParams(MechanismParams):
    """Knobs of the corridor."""

    strips: int = Field(4, ge=3, le=5, description="How many strips make the corridor, 182 mm each.")
    rows: int = Field(6, ge=4, le=6, description="How many tiles the corridor is wide.")
    signed: bool = Field(
        True, description="Half signs at the ends show the order of the strips; if not, only openings do."
    )
    bridges: int = Field(4, ge=0, le=6, description="Places where one passage crosses over another.")
    holes: int = Field(2, ge=0, le=3, description="Pairs of mouse holes on the one way.")
    false_holes: int = Field(1, ge=0, le=2, description="Pairs of mouse holes that lead astray.")
    curtains: int = Field(
        0, ge=0, le=4, description="Curtains that bar a short cut; as many again hang where they let you by."
    )


PRESETS = {
    Level.EASY: MazeParams(strips=3, rows=5, bridges=2, holes=1, false_holes=0),
    Level.NORMAL: MazeParams(strips=4, rows=6, bridges=4, holes=2, false_holes=1),
    Level.HARD: MazeParams(strips=5, rows=5, signed=False, bridges=5, holes=2, false_holes=2, curtains=3),
    Level.FIENDISH: MazeParams(strips=5, rows=5, signed=False, bridges=6, holes=3, false_holes=2, curtains=4),
}


def impossible(params: MazeParams) -> str:
    """Why these params cannot work together, and what would; or the empty string."""
    height = params.strips * strip_height_mm(params.rows)
    if height > MOST_HEIGHT_MM:
        fits = int(MOST_HEIGHT_MM // strip_height_mm(params.rows))
        return (
            f"{params.strips} strips of {params.rows} rows do not fit on one page; "
            f"use {fits} strips, or fewer rows"
        )
    return ""
