"""Paths as a content stream spells them."""

from __future__ import annotations

from functools import lru_cache

from kitgen.canvas import Path, Segment
from kitgen.theme.path_data import outline


@lru_cache(maxsize=4096)  # pens and places come again and again
def number(value: float, places: int = 3) -> str:
    """A number for a content stream: thousandths of a millimetre are finer than any printer."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


_OPERATORS = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}


def operators(path: Path) -> str:
    """A path for a content stream, in millimetres."""
    # One format a segment: a kit has some fifty thousand numbers, and trimming each cost more than its zeros.
    return _boxes(path.segments) or " ".join([_OPERATORS[op] % values for op, values in path.segments])


MANY_BOXES = 8


def _boxes(segments: tuple[Segment, ...]) -> str:
    """A path of many upright boxes, such as a code's modules or a grid's cells, or nothing if it is none.

    PDF has an operator for boxes, with half as many numbers to spell and to pack: 8 ms of the reference kit.
    """
    if len(segments) < 5 * MANY_BOXES or len(segments) % 5:
        return ""
    numbers: list[float] = []
    each = iter(segments)
    for (begin, at), (side, second), (_, third), (_, last), (end, _) in zip(*[each] * 5, strict=True):
        if begin != "M" or side != "L" or end != "Z" or len(third) != 2:
            return ""
        (x, y), (right, bottom) = at, third
        if second != (right, y) or last != (x, bottom):
            return ""
        numbers += (x, y, right - x, bottom - y)
    return ("%.3f %.3f %.3f %.3f re " * (len(numbers) // 4))[:-1] % tuple(numbers)


@lru_cache(maxsize=1024)
def outline_operators(d: str) -> str:
    """Path data of a picture, spelt once a process: each file of a kit has the picture again."""
    return operators(outline(d))
