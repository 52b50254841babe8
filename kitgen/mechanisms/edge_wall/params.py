"""What an author may set, what suits which level, and what cannot work together."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.edge_wall.wall import COURSES, FIGURES, Likeness, looks_the_same_turned

MANY_DECOYS = 3


def fewest_figures(turned: bool, decoys: int) -> int:
    """The fewest figures that leave one wall often enough for the engine to find one at a level.

    Source: 40 draws each of 9, 12 and 16 turned bricks with two buttons. With three figures 15 % and more
    were unique at two decoys, 2 to 10 % at four; with four figures 12 % and more at four decoys.
    """
    return 4 if turned and decoys >= MANY_DECOYS else 3


class EdgeWallParams(MechanismParams):
    """Knobs of the wall."""

    bricks: int = Field(12, ge=9, le=16, description="How many bricks the wall has.")
    figures: int = Field(6, ge=3, le=10, description="How many different figures cross the level seams.")
    buttons: int = Field(4, ge=2, le=6, description="How many shapes of button cross the upright seams.")
    likeness: Likeness = Field(
        Likeness.DIFFERENT, description="`different` figures, or a family of keys that look `alike`."
    )
    turned: bool = Field(False, description="Bricks have no marked top and may lie either way up.")
    decoys: int = Field(0, ge=0, le=4, description="Bricks too many, which belong nowhere.")
    corner: bool = Field(True, description="The first brick is printed in its place on the mat.")


PRESETS = {
    Level.EASY: EdgeWallParams(bricks=9, figures=8, buttons=5),
    Level.NORMAL: EdgeWallParams(bricks=12, figures=4, buttons=4, decoys=1),
    Level.HARD: EdgeWallParams(
        bricks=12, figures=6, buttons=5, likeness=Likeness.ALIKE, turned=True, decoys=1
    ),
    Level.FIENDISH: EdgeWallParams(bricks=12, figures=4, buttons=5, likeness=Likeness.ALIKE, turned=True),
}


def impossible(params: EdgeWallParams) -> str:
    """Why these params cannot work together, and what would; or the empty string."""
    most = len(FIGURES[params.likeness])
    if params.figures > most:
        return (
            f"figures is {params.figures}, but the family {params.likeness.value!r} has {most}; "
            f"3 to {most} are possible"
        )
    if params.turned and not params.corner and looks_the_same_turned(COURSES[params.bricks]):
        odd = ", ".join(str(n) for n, rows in COURSES.items() if not looks_the_same_turned(rows))
        return (
            f"a wall of {params.bricks} bricks that may be turned can be turned as a whole; "
            f"set corner = true, or use {odd} bricks"
        )
    fewest = fewest_figures(params.turned, params.decoys)
    if params.figures < fewest:
        return (
            f"with {params.figures} figures, turned bricks and {params.decoys} decoys nearly every draw has "
            f"several walls; use {fewest} figures and more, or fewer decoys"
        )
    return ""
