"""What an author may set about the party, and the presets of the levels."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams
from kitgen.mechanisms.meta_seating.clues import LETTERS

SHORTEST, LONGEST = 5, 8
MOST_FEEDERS = 16
"""More cards and gifts than this are no finale any more."""

Manner = Literal["direct", "relative", "doubtful", "tangled"]


class MetaSeatingParams(MechanismParams):
    """All an author may set."""

    manner: Manner = Field(
        default="direct",
        description="How guests say where they sit: direct (by a chair or by a guest who sits already), "
        "relative (some guests must be held against each other), doubtful (a short 'what if' is needed) "
        "or tangled (more than one of them is).",
    )
    seat_gifts: int = Field(
        default=1,
        ge=0,
        le=3,
        description="At most so many gift tags say where a guest sits; all other gifts turn a place card.",
    )
    guests: dict[str, str] = Field(
        default_factory=dict,
        description="By beat, the role of the kit's cast whose name the place card of that beat carries; "
        "these beats are given place cards first, in this order. When every letter has a card, the others "
        "bring gifts under their names.",
    )
    reads: Literal["name", "word"] = Field(
        default="word",
        description="What players are told that the plates read in the end: a name or a word.",
    )


PRESETS = {
    Level.EASY: MetaSeatingParams(manner="direct", seat_gifts=1),
    Level.NORMAL: MetaSeatingParams(manner="relative", seat_gifts=2),
    Level.HARD: MetaSeatingParams(manner="doubtful", seat_gifts=2),
    Level.FIENDISH: MetaSeatingParams(manner="tangled", seat_gifts=2),
}

TIERS: dict[Manner, Level] = {
    "direct": Level.EASY,
    "relative": Level.NORMAL,
    "doubtful": Level.HARD,
    "tangled": Level.FIENDISH,
}


def impossible(params: MetaSeatingParams, answer: str) -> str:
    """See `Mechanism.impossible`."""
    roles = list(params.guests.values())
    twice = sorted({role for role in roles if roles.count(role) > 1})
    if twice:
        return f"guests names the role {twice[0]} twice; every guest needs a name of their own"
    if any(letter not in LETTERS for letter in answer):
        return f"the answer has characters other than {LETTERS}; place cards carry letters only"
    return ""
