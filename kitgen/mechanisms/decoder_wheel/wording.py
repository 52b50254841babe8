"""Messages that several parts of the wheel speak in."""

from __future__ import annotations

from kitgen.mechanisms.decoder_wheel.clues import signed
from kitgen.message import Message, message


def tail_words(tail: str) -> Message:
    """What players call a tail."""
    return message(f"decoder-wheel.tail.{tail}")


def place_words(setting: int) -> Message:
    """Where the arrow points, as it is printed on the ring: a number, to the right or left of the moon."""
    places = signed(setting)
    if places == 0:
        return message("decoder-wheel.place.moon")
    side = "right" if places > 0 else "left"
    return message(f"decoder-wheel.place.{side}", number=abs(places))
