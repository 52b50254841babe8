"""All keys that agree with what is printed, and what the message says by each.

Both letters of every pair of an old saying are printed, so the wheel stands at one setting only for each
pair: that leaves every tail which occurs there one number at most. What is left open by that is searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.mechanisms.decoder_wheel.clues import (
    MOST_STEPS,
    PLACES,
    Key,
    Sum,
    WheelClues,
    direction,
    meeting,
    read_at,
    settings,
)

State = tuple[Key, tuple[int, ...]]
"""A complete state: the whole key, and the setting of each letter of the message."""

_ANY = frozenset(range(1, MOST_STEPS + 1))


def keys(clues: WheelClues, limit: int = 2) -> list[Key]:
    """The keys that agree with all that is printed, `limit` of them at most."""
    found: list[Key] = []
    for mirrored in (False,) if clues.is_gaze_printed else (False, True):
        possible = _possible(clues, mirrored)
        for numbers in _filled(clues, possible, {}):
            found.append(Key(mirrored, tuple(numbers[tail] for tail in clues.tails)))
            if len(found) == limit:
                return found
    return found


def _possible(clues: WheelClues, mirrored: bool) -> dict[str, frozenset[int]]:
    """What each tail may count by the key's numbers and the old sayings, looks meaning one thing."""
    possible = {tail: _ANY if number is None else frozenset({number}) for tail, number in clues.numbers}
    for saying in clues.sayings:
        before = 0
        for (cat, letter), plain in zip(saying.spoken, saying.plain, strict=True):
            setting = meeting(clues, plain, letter)
            moved = setting - (before if cat.shut else 0)
            possible[cat.tail] &= {direction(cat.gaze, mirrored) * moved % PLACES}
            before = setting
    return possible


def _filled(
    clues: WheelClues, possible: dict[str, frozenset[int]], numbers: dict[str, int]
) -> Iterator[dict[str, int]]:
    """Every way to number all tails, each with a number of its own, so that all sums come out."""
    left = [tail for tail in clues.tails if tail not in numbers]
    if not left:
        yield dict(numbers)
        return
    tail = min(left, key=lambda name: len(possible[name]))
    for number in sorted(possible[tail] - set(numbers.values())):
        numbers[tail] = number
        if all(_comes_out(line, numbers) for line in clues.sums):
            yield from _filled(clues, possible, numbers)
        del numbers[tail]


def _comes_out(line: Sum, numbers: dict[str, int]) -> bool:
    """Whether a sum is right, or cannot be told yet."""
    if not {line.whole, *line.parts} <= numbers.keys():
        return True
    return numbers[line.whole] == sum(numbers[part] for part in line.parts)


def state_of(clues: WheelClues, key: Key) -> State:
    """The key and the settings it gives."""
    numbers = dict(zip(clues.tails, key.numbers, strict=True))
    return key, settings(clues.message, numbers, key.mirrored)


def answer_of(clues: WheelClues, state: State) -> str:
    """What the message says."""
    return "".join(
        read_at(clues, spoken.letter, setting)
        for spoken, setting in zip(clues.message, state[1], strict=True)
    )
