"""What an author may set, what suits which level, and what cannot work together."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from kitgen.mechanisms.contract import Level, MechanismParams

SHORTEST, LONGEST = 4, 8
FEWEST_READ_OFF = 2
"""Tails that must be read off the wheel before sums of tails can say anything."""


class Order(StrEnum):
    """Where the letters of the wheel stand in another order than the alphabet's."""

    ALPHABET = "alphabet"
    DISC = "disc"
    BOTH = "both"


class DecoderWheelParams(MechanismParams):
    """Knobs of the wheel and the cat's language."""

    tails: int = Field(
        6, ge=4, le=6, description="How many different tails speak; never more than the answer has letters."
    )
    unprinted: int = Field(
        3, ge=0, le=6, description="Tails without a number in the key, to be found from solved words."
    )
    sums: int = Field(
        0, ge=0, le=2, description="How many of these stand in no solved word, only in a sum of tails."
    )
    shut_eyes: bool = Field(False, description="Some cats shut their eyes: turn on from where the arrow is.")
    gaze_printed: bool = Field(True, description="The board says which way a look turns the disc.")
    mixed: Order = Field(
        Order.DISC, description="Letters out of order: on neither (`alphabet`), on the `disc`, or on `both`."
    )
    knotted: bool = Field(
        False,
        description="With two sums: both hold both of their tails, so that neither says anything alone.",
    )
    sayings: int = Field(1, ge=1, le=2, description="Solved words to learn from; two leave no room for sums.")


PRESETS = {
    Level.EASY: DecoderWheelParams(tails=5, unprinted=0, mixed=Order.ALPHABET),
    Level.NORMAL: DecoderWheelParams(),
    Level.HARD: DecoderWheelParams(unprinted=6, sums=2, shut_eyes=True, gaze_printed=False, mixed=Order.BOTH),
    Level.FIENDISH: DecoderWheelParams(
        unprinted=6, sums=2, knotted=True, shut_eyes=True, gaze_printed=False, mixed=Order.BOTH
    ),
}


def impossible(params: DecoderWheelParams) -> str:
    """Why these params cannot work together, and what would; or the empty string."""
    if params.unprinted > params.tails:
        return (
            f"unprinted is {params.unprinted}, but there are {params.tails} tails; "
            f"0 to {params.tails} are possible"
        )
    if params.sums and params.unprinted - params.sums < FEWEST_READ_OFF:
        return (
            f"sums is {params.sums} with {params.unprinted} unprinted tails, but {FEWEST_READ_OFF} of these "
            f"must be left to read off old sayings; use {params.sums + FEWEST_READ_OFF} unprinted tails "
            "and more, or sums = 0"
        )
    if params.knotted and params.sums != 2:
        return f"knotted needs two sums, and sums is {params.sums}; set sums = 2, or knotted = false"
    if params.sums and params.sayings > 1:
        return (
            f"sayings is {params.sayings} with sums = {params.sums}, but the board has no room for both; "
            "use 1 saying, or sums = 0"
        )
    return ""
