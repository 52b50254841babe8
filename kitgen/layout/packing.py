"""What lies in which envelope, in words that give nothing away: numbers of cards, titles, counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kitgen.layout.plan import PuzzlePrint
from kitgen.message import Message, message


@dataclass(frozen=True)
class Item:
    """One piece, as far as packing goes.

    Args:
        puzzle: its puzzle, or `kit`.
        group: which sort of piece it is.
        envelope: id of the envelope it belongs in.
        number: printed on it, or 0.
    """

    puzzle: str
    group: str
    envelope: str
    number: int = 0


def packing_lists(
    items: Iterable[Item], puzzles: Sequence[PuzzlePrint], say: Callable[[Message], str]
) -> dict[str, list[Message]]:
    """Lines to tick for each envelope, by its id: numbered cards first, then everything else by its sort.

    Args:
        items: all pieces of one or more packs, in print order.
        puzzles: whose pieces they are.
        say: puts messages into words.
    """
    numbers: dict[str, list[int]] = {}
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for item in items:
        if item.number:
            numbers.setdefault(item.envelope, []).append(item.number)
        else:
            counts.setdefault(item.envelope, Counter())[item.puzzle, item.group] += 1
    by_id = {puzzle.id: puzzle for puzzle in puzzles}
    lists: dict[str, list[Message]] = {}
    for envelope in dict.fromkeys([*numbers, *counts]):
        lines = [_cards(numbers[envelope], say)] if envelope in numbers else []
        for (puzzle, group), count in counts.get(envelope, Counter()).items():
            lines.append(_line(by_id, puzzle, group, count))
        lists[envelope] = lines
    return lists


def _line(by_id: Mapping[str, PuzzlePrint], puzzle: str, group: str, count: int) -> Message:
    if puzzle not in by_id:
        return message(f"print.packing.{group}", count=count)
    what = message(f"{by_id[puzzle].mechanism}.group.{group}", count=count)
    return message("print.packing.of", title=by_id[puzzle].title, what=what)


def _cards(numbers: Sequence[int], say: Callable[[Message], str]) -> Message:
    """'cards 4 to 11, 13': runs of numbers, each once; a second pack has the same numbers again."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [
        str(first) if first == last else say(message("print.packing.run", first=first, last=last))
        for first, last in runs
    ]
    between = say(message("print.list-separator"))
    copies = len(numbers) // len(set(numbers))
    listed = between.join(words)
    if copies > 1:
        return message("print.packing.numbered-copies", cards=listed, copies=copies)
    return message("print.packing.numbered", cards=listed)
