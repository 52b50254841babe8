"""Shapes as points: how wide they are, what lies in them, and straight lines that fill them."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kitgen.canvas import Path, Segment
from kitgen.theme.frames import flattened

Point = tuple[float, float]
Outlines = tuple[tuple[Point, ...], ...]
Run = tuple[float, float, float]

MOST_ROWS = 600  # lines that a shape is measured along


@lru_cache(maxsize=4096)
def outlines_of(path: Path) -> Outlines:
    """The outlines of a path that can be filled, as points."""
    return tuple(tuple(points) for points in flattened(path) if len(points) > 2)


def winding(x: float, y: float, points: Sequence[Point]) -> int:
    """How often an outline goes round a point."""
    turns = 0
    bx, by = points[-1]
    for ax, ay in points:
        if (by > y) != (ay > y) and x < bx + (y - by) * (ax - bx) / (ay - by):
            turns += 1 if ay > by else -1
        bx, by = ax, ay
    return turns


def _area_and_length(points: tuple[Point, ...]) -> tuple[float, float]:
    area = length = 0.0
    bx, by = points[-1]
    for ax, ay in points:
        area += bx * ay - ax * by
        length += math.hypot(ax - bx, ay - by)
        bx, by = ax, ay
    return area / 2, length


@lru_cache(maxsize=4096)
def half_width_of(outlines: Outlines, even_odd: bool, small: float) -> float:
    """Mean half width of a shape: its area by half its outline's length; of many alike, that of one.

    Args:
        outlines: of the shape.
        even_odd: how it is filled.
        small: below this it matters, so that the area is measured again by scanning.
    """
    parts = [_area_and_length(points) for points in outlines]
    length = sum(part for _, part in parts)
    if not length:
        return 0.0
    half_width = abs(sum(area for area, _ in parts)) / length
    if half_width >= small:
        return half_width
    # Outlines that cross themselves, or run both ways round, count their parts against each other.
    ys = [y for points in outlines for _, y in points]
    step = max(small / 2, (max(ys) - min(ys)) / MOST_ROWS)
    return sum(end - start for _, start, end in _rows(outlines, step, even_odd)) * step / length


def _rows(outlines: Sequence[Sequence[Point]], apart: float, even_odd: bool) -> Iterator[Run]:
    """Where level lines run inside a shape: their height, and from where to where each runs."""
    rows: dict[int, list[tuple[float, int]]] = {}
    for points in outlines:
        bx, by = points[-1]
        for ax, ay in points:
            low, high, way = (by, ay, 1) if by < ay else (ay, by, -1)
            for row in range(math.ceil(low / apart - 0.5), math.ceil(high / apart - 0.5)):
                y = (row + 0.5) * apart
                rows.setdefault(row, []).append((bx + (y - by) * (ax - bx) / (ay - by), way))
            bx, by = ax, ay
    for row in sorted(rows):
        turns = 0
        for (start, way), (end, _) in itertools.pairwise(sorted(rows[row])):
            turns += 1 if even_odd else way
            if turns % 2 if even_odd else turns:
                yield (row + 0.5) * apart, start, end


@lru_cache(maxsize=1024)
def hatching(outlines: Outlines, apart: float, angle_deg: float, even_odd: bool, short: float) -> Path:
    """Straight lines inside a shape.

    Args:
        outlines: of the shape.
        apart: distance of the lines, in the drawing's units.
        angle_deg: their angle.
        even_odd: how the shape is filled.
        short: how far lines end before the outline, so that their round ends stay inside.
    """
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    turned = [[(x * cos + y * sin, y * cos - x * sin) for x, y in points] for points in outlines]
    segments: list[Segment] = []
    for y, start, end in _rows(turned, apart, even_odd):
        start, end = start + short, end - short
        if start < end:
            segments.append(("M", (start * cos - y * sin, start * sin + y * cos)))
            segments.append(("L", (end * cos - y * sin, end * sin + y * cos)))
    return Path(tuple(segments))
