"""Sharing out rows among rooms: cards or pages that a text goes on over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.typesetting.hyphens import HYPHEN

MOST_ROOMS = 40
"""A text over more rooms than this was never meant to be printed."""

LEAST_ROWS = 2
"""Rows that a paragraph has on each side where it goes on in another room."""

SLACK_MM = 1e-6


@dataclass(frozen=True)
class Row:
    """One row of a text.

    Args:
        height_mm: its height.
        gap_mm: free above it, unless it begins a room.
        may_end: whether a room may end below it.
        begins: whether a paragraph or a section begins with it.
    """

    height_mm: float
    gap_mm: float = 0.0
    may_end: bool = True
    begins: bool = False


def paragraph_rows(
    lines: Sequence[str], height_mm: float, gap_mm: float = 0.0, *, begins: bool = True
) -> list[Row]:
    """The rows of a paragraph: it is split so that two rows at least stand on each side, and in no word.

    Args:
        lines: the paragraph's lines.
        height_mm: of each row.
        gap_mm: above the first.
        begins: False where a heading stands above that belongs to it.
    """
    count = len(lines)
    return [
        Row(
            height_mm,
            gap_mm if number == 1 else 0.0,
            number == count or (LEAST_ROWS <= number <= count - LEAST_ROWS and not line.endswith(HYPHEN)),
            begins and number == 1,
        )
        for number, line in enumerate(lines, start=1)
    ]


def spread(rows: Sequence[Row], heights_mm: Sequence[float], most: int = MOST_ROOMS) -> list[int] | None:
    """How many rows stand in each room, or None where they do not fit.

    Args:
        rows: from top to bottom.
        heights_mm: of the rooms; the last one repeats. A room may stay empty where nothing may end in it.
        most: as many rooms may be used.
    """
    counts: list[int] = []
    start = 0
    while start < len(rows):
        if len(counts) == most:
            return None
        height = heights_mm[min(len(counts), len(heights_mm) - 1)]
        full = _filled(rows, start, height)
        end = full
        while end > start and not rows[end - 1].may_end:
            end -= 1
        if end == start and height >= max(heights_mm[len(counts) + 1 :], default=height):
            # No room to come is higher: rather a lonely row than no room at all.
            end = full
            if end == start:
                return None
        counts.append(end - start)
        start = end
    return counts


LEVELS = 12
"""Halvings of the height to which rooms are filled; after so many it is told to a millimetre."""


def share_out(rows: Sequence[Row], heights_mm: Sequence[float]) -> list[int] | None:
    """How many rows stand in each of these rooms, about as many in each, or None where they do not fit.

    Paragraphs stay whole where that is possible.
    """
    whole = [
        Row(row.height_mm, row.gap_mm, number + 1 == len(rows) or rows[number + 1].begins)
        for number, row in enumerate(rows)
    ]
    for kept in (whole, rows) if len(heights_mm) > 1 else (rows,):
        full = spread(kept, heights_mm, len(heights_mm))
        # Where a row stands all alone, a paragraph was split in spite of all.
        if full is not None and _is_kept(kept, full):
            return _levelled(kept, heights_mm, full)
    return spread(rows, heights_mm, len(heights_mm))


def share_lines(
    paragraphs: Sequence[Sequence[str]], leading_mm: float, heights_mm: Sequence[float], most: int
) -> list[int] | None:
    """How many lines of some paragraphs stand in each room, or None where they do not fit.

    Args:
        paragraphs: the lines of each.
        leading_mm: height of a line.
        heights_mm: of the rooms.
        most: as many rooms may be used; if there are as many, about as much stands in each, and if not, the
            last one repeats.
    """
    if most == len(heights_mm) == 1:
        # Most texts have one room, and nothing is to be shared out.
        count = sum(map(len, paragraphs))
        return [count] if count * leading_mm <= heights_mm[0] + SLACK_MM else None
    rows = [row for lines in paragraphs for row in paragraph_rows(lines, leading_mm)]
    return share_out(rows, heights_mm) if most == len(heights_mm) else spread(rows, heights_mm, most)


def _is_kept(rows: Sequence[Row], counts: Sequence[int]) -> bool:
    """Whether every room ends where it may."""
    end = 0
    for count in counts:
        end += count
        if end and not rows[end - 1].may_end:
            return False
    return True


def _levelled(rows: Sequence[Row], heights_mm: Sequence[float], full: list[int]) -> list[int]:
    """Rooms filled to about one height, so that the last card is not all but empty."""
    best = full
    low, high = 0.0, max(heights_mm)
    for _ in range(LEVELS if len(heights_mm) > 1 else 0):
        level = (low + high) / 2
        counts = spread(rows, [min(height, level) for height in heights_mm], len(heights_mm))
        if counts is not None and _is_kept(rows, counts):
            best, high = counts, level
        else:
            low = level
    return best


def _filled(rows: Sequence[Row], start: int, height_mm: float) -> int:
    """Where a room is full that begins with a row."""
    used = 0.0
    for number in range(start, len(rows)):
        used += rows[number].height_mm + (rows[number].gap_mm if number > start else 0.0)
        if used > height_mm + SLACK_MM:
            return number
    return len(rows)


def height_mm(rows: Sequence[Row]) -> float:
    """How high rows are in one room."""
    return sum(row.height_mm + (row.gap_mm if number else 0.0) for number, row in enumerate(rows))
