"""How the words of a message lie on its strip: whole words, in four rows at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

STRIP_MM = (182.0, 63.0)
PITCH_MM, WIDEST_PITCH_MM = 9.2, 10.8
ROOM_MM = 172.0
MOST_ROWS = 4
_GAP = 0.62  # between words, as a share of the pitch
_STEP_MM = 0.2


@dataclass(frozen=True)
class Lines:
    """The words in rows.

    Args:
        rows: indices of the words by row.
        pitch_mm: from button to button.
    """

    rows: tuple[tuple[int, ...], ...]
    pitch_mm: float

    @property
    def gap_mm(self) -> float:
        """Between two words."""
        return _GAP * self.pitch_mm

    def width_mm(self, lengths: Sequence[int]) -> float:
        """Width of words in one row, by the number of their buttons."""
        return _width_mm(lengths, self.pitch_mm)


def fits(lengths: Sequence[int]) -> bool:
    """Whether words of these lengths lie on the strip, at the narrowest."""
    return bool(_filled(lengths, PITCH_MM, ROOM_MM))


def lines_of(lengths: Sequence[int]) -> Lines:
    """Words that fit, as far apart as they can be and in rows about equally long."""
    pitch = WIDEST_PITCH_MM
    while pitch > PITCH_MM and not _filled(lengths, pitch, ROOM_MM):
        pitch -= _STEP_MM
    pitch, room = max(pitch, PITCH_MM), ROOM_MM
    rows: tuple[tuple[int, ...], ...] = ()
    while filled := _filled(lengths, pitch, room):
        rows, room = filled, room - PITCH_MM / 2
    return Lines(rows, pitch)


def _width_mm(lengths: Sequence[int], pitch_mm: float) -> float:
    return (sum(lengths) + _GAP * (len(lengths) - 1)) * pitch_mm


def _filled(lengths: Sequence[int], pitch_mm: float, room_mm: float) -> tuple[tuple[int, ...], ...]:
    """The rows, each filled as far as whole words go; empty where that takes too many."""
    rows: list[list[int]] = [[]]
    for i, length in enumerate(lengths):
        if length * pitch_mm > room_mm:
            return ()
        if _width_mm([*(lengths[j] for j in rows[-1]), length], pitch_mm) > room_mm:
            rows.append([])
        rows[-1].append(i)
    return tuple(map(tuple, rows)) if len(rows) <= MOST_ROWS else ()
