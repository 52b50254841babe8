"""Typical slips: what the message seems to say when the wheel is used in another way."""

from __future__ import annotations

from kitgen.mechanisms.contract import Misreading
from kitgen.mechanisms.decoder_wheel.clues import PLACES, Cat, Gaze, Spoken, WheelClues, read_at, settings
from kitgen.mechanisms.decoder_wheel.solver import State
from kitgen.message import message


def misreadings(clues: WheelClues, state: State, answer: str) -> tuple[Misreading, ...]:
    """Wrong answers by name of the slip, each of them once and none of them the answer."""
    key, right = state
    numbers = dict(zip(clues.tails, key.numbers, strict=True))
    letters = [spoken.letter for spoken in clues.message]

    def turned(row: tuple[Spoken, ...], mirrored: bool = key.mirrored) -> str:
        return _read(clues, letters, settings(row, numbers, mirrored))

    slips = {
        "other-way": turned(clues.message, not key.mirrored),
        "ring-for-disc": "".join(
            clues.disc[(clues.ring.index(letter) - setting) % PLACES]
            for letter, setting in zip(letters, right, strict=True)
        ),
        "looks-ignored": turned(_changed(clues, gaze=Gaze.LEFT if key.mirrored else Gaze.RIGHT)),
        "always-home": turned(_changed(clues, shut=False)),
        "never-home" if clues.are_eyes_shut else "moon-forgotten": turned(_changed(clues, shut=True)),
        "not-turned": _read(clues, letters, (0,) * len(letters)),
        "backwards": answer[::-1],
    }
    taken, found = {answer}, []
    for name, wrong in slips.items():
        if wrong not in taken:
            taken.add(wrong)
            found.append(Misreading(wrong, message(f"decoder-wheel.slip.{name}")))
    return tuple(found)


def _read(clues: WheelClues, letters: list[str], turned: tuple[int, ...]) -> str:
    return "".join(read_at(clues, letter, setting) for letter, setting in zip(letters, turned, strict=True))


def _changed(clues: WheelClues, *, gaze: Gaze | None = None, shut: bool | None = None) -> tuple[Spoken, ...]:
    """The message as somebody sees it who overlooks something of its cats."""
    return tuple(
        Spoken(Cat(cat.tail, gaze or cat.gaze, cat.shut if shut is None else shut), letter)
        for cat, letter in clues.message
    )
