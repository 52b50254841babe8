"""What an author may set for the scales, and what is in the hands."""

from __future__ import annotations

from pydantic import Field

from kitgen.mechanisms.contract import MechanismParams

THINGS = ("stone", "button", "spool", "thimble", "bell", "key")
"""All that can lie on the scales; the key always goes down the well last."""

HEAVIEST = 24
"""Weights are whole numbers of stitches from 1 to this; so far goes the rope."""

WINDOW_CELLS = 4
"""How many stitches below the well's rim its window lies; its letter belongs to the number above the rim."""


class SplitScalesParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    things: int = Field(
        default=4,
        ge=4,
        le=len(THINGS),
        description="How many things lie on the scales at least; never fewer than the answer has letters.",
    )
    halves: int = Field(default=0, ge=0, le=3, description="Scales with two or three of the thing asked for.")
    replaces: int = Field(
        default=0, ge=0, le=2, description="Pairs of things where one has to be replaced by the other."
    )
    lists: int = Field(
        default=0,
        ge=0,
        le=1,
        description="Pairs of things with a few possible weights, settled by a leaning scale.",
    )
    crosses: int = Field(
        default=0,
        ge=0,
        le=1,
        description="Two or three things that only come out of adding or subtracting whole scales.",
    )


def least_things(params: SplitScalesParams) -> int:
    """How many things the params need on the scales."""
    return params.halves + 2 * params.replaces + 2 * params.lists + 2 * params.crosses
