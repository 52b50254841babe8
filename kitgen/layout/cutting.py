"""Cuts: where they run, how many there are, and which areas pieces cover."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from kitgen.canvas import LineKind, Path
from kitgen.layout.arrange import Block, Spot
from kitgen.layout.furniture import MarkedCuts
from kitgen.layout.plan import Cuts, Tile
from kitgen.theme.frames import length_mm
from kitgen.units import Box

DIGITS = 4
"""Edges that lie nearer to each other than this many digits of a millimetre are one cut."""

Interval = tuple[float, float]


def edges(block: Block) -> tuple[list[float], list[float], list[Path]]:
    """Where a block of rectangles is cut.

    Returns:
        The x of all upright cuts, the y of all level cuts, and the lines to draw, each once.
    """
    upright: dict[float, list[Interval]] = defaultdict(list)
    level: dict[float, list[Interval]] = defaultdict(list)
    for box in _cut_out(block):
        for x in _inner((box.x_mm, box.right_mm), (block.box.x_mm, block.box.right_mm), block):
            upright[round(x, DIGITS)].append((box.y_mm, box.bottom_mm))
        for y in _inner((box.y_mm, box.bottom_mm), (block.box.y_mm, block.box.bottom_mm), block):
            level[round(y, DIGITS)].append((box.x_mm, box.right_mm))
    paths = [Path.line(x, a, x, b) for x in sorted(upright) for a, b in _joined(upright[x])]
    paths += [Path.line(a, y, b, y) for y in sorted(level) for a, b in _joined(level[y])]
    return sorted(upright), sorted(level), paths


def _cut_out(block: Block) -> list[Box]:
    """What of a block ends up in hands: each of its pieces, or all of it where they stay together."""
    return [block.box] if block.spots[0].tile.stays_whole else [spot.box for spot in block.spots]


def _inner(sides: Iterable[float], outer: Sequence[float], block: Block) -> list[float]:
    """The sides of a box to cut along: not those at the edge of a block that keeps its margin."""
    if not block.keeps_margin:
        return list(sides)
    return [side for side in sides if all(abs(side - edge) > 10**-DIGITS for edge in outer)]


def _joined(intervals: Iterable[Interval]) -> list[Interval]:
    """Intervals that touch or overlap as one."""
    out: list[Interval] = []
    for start, end in sorted(intervals):
        if out and start <= out[-1][1] + 10**-DIGITS:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def marked_cuts(block: Block) -> MarkedCuts:
    """Where the cuts of a block's pieces reach its four sides."""
    whole, boxes = block.box, _cut_out(block)

    def xs(side_mm: float, of: Callable[[Box], float]) -> list[float]:
        near = [box for box in boxes if abs(of(box) - side_mm) < 10**-DIGITS]
        found = [x for box in near for x in (box.x_mm, box.right_mm)]
        return sorted({round(x, DIGITS) for x in _inner(found, (whole.x_mm, whole.right_mm), block)})

    def ys(side_mm: float, of: Callable[[Box], float]) -> list[float]:
        near = [box for box in boxes if abs(of(box) - side_mm) < 10**-DIGITS]
        found = [y for box in near for y in (box.y_mm, box.bottom_mm)]
        return sorted({round(y, DIGITS) for y in _inner(found, (whole.y_mm, whole.bottom_mm), block)})

    return MarkedCuts(
        top=xs(whole.y_mm, lambda box: box.y_mm),
        bottom=xs(whole.bottom_mm, lambda box: box.bottom_mm),
        left=ys(whole.x_mm, lambda box: box.x_mm),
        right=ys(whole.right_mm, lambda box: box.right_mm),
    )


def spans(spots: Sequence[Spot]) -> list[Box]:
    """The areas that spots cover, as few rectangles as rows of equal length make."""
    rows: dict[tuple[float, float], list[Interval]] = defaultdict(list)
    for spot in spots:
        box = spot.box
        rows[round(box.y_mm, DIGITS), round(box.bottom_mm, DIGITS)].append((box.x_mm, box.right_mm))
    out: list[Box] = []
    for (top, bottom), intervals in sorted(rows.items()):
        for left, right in _joined(intervals):
            above = out[-1] if out else None
            if (
                above is not None
                and abs(above.bottom_mm - top) < 10**-DIGITS
                and abs(above.x_mm - left) + abs(above.right_mm - right) < 10**-DIGITS
            ):
                out[-1] = Box(left, above.y_mm, right - left, bottom - above.y_mm)
            else:
                out.append(Box(left, top, right - left, bottom - top))
    return out


def cuts_of(blocks: Sequence[Block], parted: int = 0) -> Cuts:
    """What hands have to cut: straight lines across each grid, and everything else by its length.

    Args:
        blocks: all blocks of a sheet.
        parted: straight cuts between them; see `kitgen.layout.parting`.
    """
    cards = holes = 0
    straight = parted
    shaped = 0.0
    for block in blocks:
        if block.spots[0].tile.outline is None:
            xs, ys, _ = edges(block)
            straight += len(xs) + len(ys)
        for spot in block.spots:
            cards += spot.tile.is_card
            if spot.tile.outline is not None:
                shaped += length_mm(spot.tile.outline)
            for line in spot.tile.lines:
                if line.kind is LineKind.CUT and _runs_through(line.path, spot.tile):
                    shaped += length_mm(line.path)
                else:
                    holes += line.kind is LineKind.CUT
    return Cuts(cards, straight, shaped, holes)


def _runs_through(path: Path, tile: Tile) -> bool:
    """Whether a cut runs from edge to edge of its piece, so that scissors do and nothing is pierced."""
    if tile.outline is not None or path.segments[-1][0] == "Z":
        return False
    ends = (path.segments[0][1], path.segments[-1][1][-2:])
    return all(
        min(abs(x), abs(x - tile.width_mm), abs(y), abs(y - tile.height_mm)) < 10**-DIGITS for x, y in ends
    )
