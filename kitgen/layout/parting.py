"""Where pieces that keep their margins are parted from what shares their sheet.

A table to write in or a leaf to look things up in is as good with paper around it. It wants no cut of its
own but one between it and its neighbour, from edge to edge of what is left of the sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.canvas import Path
from kitgen.layout.arrange import Block
from kitgen.units import Box

SLACK_MM = 1e-6


@dataclass(frozen=True)
class Parting:
    """One straight cut: level at a height, or upright at an x, across the part of a sheet.

    Args:
        is_level: whether it runs across.
        at_mm: its y where it is level, else its x.
        start_mm: where it begins along.
        end_mm: where it ends.
    """

    is_level: bool
    at_mm: float
    start_mm: float
    end_mm: float

    @property
    def path(self) -> Path:
        """The line to cut along."""
        if self.is_level:
            return Path.line(self.start_mm, self.at_mm, self.end_mm, self.at_mm)
        return Path.line(self.at_mm, self.start_mm, self.at_mm, self.end_mm)


@dataclass(frozen=True)
class _Item:
    """What is not cut through: a region with all its pieces, or one block."""

    box: Box
    blocks: tuple[Block, ...]

    @property
    def keeps_margin(self) -> bool:
        return any(block.keeps_margin for block in self.blocks)


def partings(regions: Sequence[tuple[Box, Sequence[Block]]], area: Box) -> list[Parting]:
    """The cuts that part pieces which keep their margins from everything else on a sheet.

    Regions are parted first, so that captions stay whole; then the blocks inside a region. Where no straight
    cut runs between them, such a piece is cut out along its four sides.

    Args:
        regions: box and blocks of each region, in mm on the sheet.
        area: the sheet, or what of it may bear ink, in mm.
    """
    return _parted([_Item(box, tuple(blocks)) for box, blocks in regions], area)


def _parted(items: Sequence[_Item], area: Box) -> list[Parting]:
    if not any(item.keeps_margin for item in items):
        return []
    if len(items) == 1:
        blocks = items[0].blocks
        if len(blocks) == 1:
            return []
        top = min(block.box.y_mm for block in blocks) - SLACK_MM
        below = Box(area.x_mm, max(area.y_mm, top), area.width_mm, area.bottom_mm - max(area.y_mm, top))
        return _parted([_Item(block.box, (block,)) for block in blocks], below)
    best = _best_cut(items)
    if best is None:
        return [side for item in items if item.keeps_margin for side in _sides(item.box)]
    is_level, at, before, after = best
    first, second = _halves(area, at, is_level=is_level)
    start, end = _extent(area, is_level=not is_level)
    return [Parting(is_level, at, start, end), *_parted(before, first), *_parted(after, second)]


def _best_cut(items: Sequence[_Item]) -> tuple[bool, float, list[_Item], list[_Item]] | None:
    """The straight cut beyond which the most pieces lie that need no more of them; None where none runs."""
    best, most = None, -1
    for is_level in (True, False):
        extents = [(_extent(item.box, is_level=is_level), item) for item in items]
        for edge in sorted({low for (low, _), _ in extents}):
            before = [item for (_, high), item in extents if high <= edge + SLACK_MM]
            after = [item for (low, _), item in extents if low >= edge - SLACK_MM]
            if not before or not after or len(before) + len(after) < len(items):
                continue
            done = max(len(side) for side in (before, after, []) if not any(i.keeps_margin for i in side))
            if done > most:
                reached = max(high for (_, high), item in extents if item in before)
                best, most = (is_level, (reached + edge) / 2, before, after), done
    return best


def _extent(box: Box, *, is_level: bool) -> tuple[float, float]:
    """From where to where a box reaches in the direction that a cut divides."""
    return (box.y_mm, box.bottom_mm) if is_level else (box.x_mm, box.right_mm)


def _halves(area: Box, at: float, *, is_level: bool) -> tuple[Box, Box]:
    if is_level:
        return (
            Box(area.x_mm, area.y_mm, area.width_mm, at - area.y_mm),
            Box(area.x_mm, at, area.width_mm, area.bottom_mm - at),
        )
    return (
        Box(area.x_mm, area.y_mm, at - area.x_mm, area.height_mm),
        Box(at, area.y_mm, area.right_mm - at, area.height_mm),
    )


def _sides(box: Box) -> list[Parting]:
    return [
        Parting(True, box.y_mm, box.x_mm, box.right_mm),
        Parting(True, box.bottom_mm, box.x_mm, box.right_mm),
        Parting(False, box.x_mm, box.y_mm, box.bottom_mm),
        Parting(False, box.right_mm, box.y_mm, box.bottom_mm),
    ]
