"""What the host's file for programs says of the locks, as far as it can be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitgen.proof.opened import Output


@dataclass(frozen=True)
class BoxSolution:
    """One box: its letter, its puzzle, the right answer, and each known slip with what is said of it."""

    box: str
    puzzle: str
    answer: str
    slips: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LockSolution:
    """One lock: what is read as it opens, what to open then, and its boxes."""

    act: str
    opened: str
    then: str
    boxes: tuple[BoxSolution, ...]

    def answers(self) -> dict[str, str]:
        """The right answer of every box."""
        return {box.box: box.answer for box in self.boxes}


def lock_solutions(output: Output) -> dict[str, LockSolution]:
    """The locks by act. What is not there reads as an empty text, and the checks will miss it."""
    found = {}
    for lock in _tables(output.solutions().get("locks")):
        boxes = tuple(
            BoxSolution(
                _text(box, "box"),
                _text(box, "puzzle"),
                _text(box, "answer"),
                tuple((_text(slip, "answer"), _text(slip, "say")) for slip in _tables(box.get("slips"))),
            )
            for box in _tables(lock.get("boxes"))
        )
        act = _text(lock, "act")
        found[act] = LockSolution(act, _text(lock, "opened"), _text(lock, "then"), boxes)
    return found


def _tables(value: object) -> Iterator[dict[str, object]]:
    yield from (item for item in (value if isinstance(value, list) else []) if isinstance(item, dict))


def _text(table: dict[str, object], key: str) -> str:
    return str(table.get(key) or "")
