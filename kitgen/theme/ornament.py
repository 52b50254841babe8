"""Ornament by rule: brick walls, vines, snow and stars, for any box and along any path.

Running stitches along a path are `kitgen.theme.frames.stitch`. All here is the same on every machine and
in every print: chance comes from a stream that belongs to a label, never to the kit's seed, so that
ornament can tell nobody anything. Whatever is many things is drawn as one path, which a writer sets once.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Path, Role, Segment
from kitgen.errors import LayoutError
from kitgen.rng import Rng
from kitgen.theme.frames import LINE_MM, flattened, length_mm
from kitgen.units import Box

SMALLEST_BRICK_SHARE = 0.18  # of a brick's length: a narrower rest is no brick, but a sliver beside a joint
MOST_THINGS = 4000
_TRIES_A_THING = 30


@dataclass(frozen=True)
class Bond:
    """How bricks lie: every course is shifted by half a brick against its neighbours.

    Args:
        length_mm: from one upright joint's middle to the next.
        height_mm: from one course's middle to the next.
        joint_mm: width of the joints.
        origin_mm: where the middle of a joint and the upper edge of an even course meet. Walls with the same
            origin go on in each other.
    """

    length_mm: float = 9.0
    height_mm: float = 3.8
    joint_mm: float = 0.7
    origin_mm: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        if not 0 <= self.joint_mm < min(self.length_mm, self.height_mm):
            raise LayoutError(
                f"Bricks of {self.length_mm:g} x {self.height_mm:g} mm with joints of {self.joint_mm:g} mm "
                "leave no brick; joints must be thinner than a brick is high."
            )


def bricks_in(box: Box, bond: Bond | None = None) -> tuple[Box, ...]:
    """The bricks of a wall that fills a box, course by course from the top, those at its edges cut there.

    Args:
        box: the wall, in mm.
        bond: how the bricks lie.

    Raises:
        LayoutError: there would be more than `MOST_THINGS`.
    """
    bond = bond or Bond()
    if box.width_mm * box.height_mm / (bond.length_mm * bond.height_mm) > MOST_THINGS:
        raise LayoutError(
            f"A wall of {box.width_mm:.0f} x {box.height_mm:.0f} mm would have more than {MOST_THINGS} "
            f"bricks of {bond.length_mm:g} x {bond.height_mm:g} mm; make the bricks larger."
        )
    half, (x0, y0) = bond.joint_mm / 2, bond.origin_mm
    least = bond.length_mm * SMALLEST_BRICK_SHARE
    wall: list[Box] = []
    for row in _spanning(box.y_mm, box.bottom_mm, y0, bond.height_mm):
        top = max(y0 + row * bond.height_mm + half, box.y_mm)
        bottom = min(y0 + (row + 1) * bond.height_mm - half, box.bottom_mm)
        start = x0 + (bond.length_mm / 2 if row % 2 else 0.0)
        for column in _spanning(box.x_mm, box.right_mm, start, bond.length_mm):
            left = max(start + column * bond.length_mm + half, box.x_mm)
            right = min(start + (column + 1) * bond.length_mm - half, box.right_mm)
            if right - left >= least and bottom - top >= bond.height_mm * SMALLEST_BRICK_SHARE:
                wall.append(Box(left, top, right - left, bottom - top))
    return tuple(wall)


def _spanning(low: float, high: float, origin: float, step: float) -> range:
    """Which steps from the origin touch the stretch from low to high."""
    return range(math.floor((low - origin) / step), math.ceil((high - origin) / step))


def joined(paths: Iterable[Path]) -> Path:
    """Many outlines as one path, so that they are drawn by one call."""
    return Path(tuple(itertools.chain.from_iterable(path.segments for path in paths)))


def brick_wall(
    canvas: Canvas,
    shape: Box | Path,
    *,
    fill: Role | None = Role.STONE,
    stroke: Role | None = None,
    width_mm: float = LINE_MM,
    bond: Bond | None = None,
) -> None:
    """A wall of bricks that fills a box or any outline; bricks at its edge are cut.

    Args:
        canvas: what to draw on; joints show what lies there already.
        shape: a box, or a closed path.
        fill: role of the bricks, or None.
        stroke: role of the bricks' edges, or None.
        width_mm: width of the edges.
        bond: how the bricks lie.

    Raises:
        LayoutError: there would be too many bricks.
    """
    box = shape if isinstance(shape, Box) else shape.bounds()
    if box.width_mm <= 0 or box.height_mm <= 0:
        return
    # Half a line's width inside, so that edges stay within the box too.
    edge = width_mm / 2 if stroke is not None else 0.0
    wall = joined(Path.rect(brick.inset(edge)) for brick in bricks_in(box, bond) if _fits(brick, edge))
    if isinstance(shape, Box):
        canvas.draw(wall, fill=fill, stroke=stroke, width_mm=width_mm)
        return
    with canvas.clipped(shape):
        canvas.draw(wall, fill=fill, stroke=stroke, width_mm=width_mm)


def _fits(brick: Box, edge: float) -> bool:
    return min(brick.width_mm, brick.height_mm) > 2 * edge


def scattered(
    box: Box, spacing_mm: float, label: str, most: int = 200, keep_clear: Sequence[Box] = ()
) -> tuple[tuple[float, float], ...]:
    """Places strewn over a box, no two nearer than the spacing.

    Args:
        box: where, in mm.
        spacing_mm: the least distance between two places.
        label: other labels strew otherwise; the same label always strews the same.
        most: how many at most; fewer when no more find room.
        keep_clear: boxes in which none lies.

    Raises:
        LayoutError: the spacing is not positive, or more than `MOST_THINGS` are asked for.

    Source: dart throwing on a grid of cells whose diagonal is the spacing, so that each holds one place.
    """
    if not spacing_mm > 0 or most > MOST_THINGS:
        raise LayoutError(
            f"Up to {MOST_THINGS} things can be strewn, with room between them; asked for were {most} with "
            f"{spacing_mm:g} mm."
        )
    rng = Rng("ornament", label)
    cell = spacing_mm / math.sqrt(2)
    taken: dict[tuple[int, int], tuple[float, float]] = {}
    for _ in range(most * _TRIES_A_THING):
        if len(taken) == most:
            break
        x, y = box.x_mm + rng.random() * box.width_mm, box.y_mm + rng.random() * box.height_mm
        home = (int((x - box.x_mm) / cell), int((y - box.y_mm) / cell))
        near = (taken.get((home[0] + i, home[1] + j)) for i in range(-2, 3) for j in range(-2, 3))
        if any(other and math.dist((x, y), other) < spacing_mm for other in near):
            continue
        if not any(_holds(clear, x, y) for clear in keep_clear):
            taken[home] = (x, y)
    return tuple(taken.values())


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x_mm <= x <= box.right_mm and box.y_mm <= y <= box.bottom_mm


def star(x_mm: float, y_mm: float, radius_mm: float) -> Path:
    """A four-pointed star with hollow sides, as stars are embroidered."""
    r, waist = radius_mm, radius_mm * 0.16
    points = [(x_mm, y_mm - r), (x_mm + r, y_mm), (x_mm, y_mm + r), (x_mm - r, y_mm)]
    waists = [(waist, -waist), (waist, waist), (-waist, waist), (-waist, -waist)]
    segments: list[Segment] = [("M", points[0])]
    for (x, y), (dx, dy) in zip([*points[1:], points[0]], waists, strict=True):
        cx, cy = x_mm + dx, y_mm + dy
        segments.append(("C", (cx, cy, cx, cy, x, y)))
    return Path((*segments, ("Z", ())))


def stars(
    canvas: Canvas,
    box: Box,
    label: str,
    *,
    spacing_mm: float = 6.0,
    most: int = 120,
    role: Role = Role.GLOW,
    keep_clear: Sequence[Box] = (),
) -> None:
    """A night sky's stars in a box: mostly points, every seventh a star with four rays; no two touch.

    Args:
        canvas: what to draw on.
        box: where; no star reaches out of it.
        label: which sky.
        spacing_mm: the least distance between two stars' middles, from 1 mm.
        most: how many at most.
        role: their colour.
        keep_clear: boxes that stay free of stars' middles, such as a title's.
    """
    largest = min(1.9, spacing_mm * 0.32)
    sky = box.inset(largest)
    if sky.width_mm <= 0 or sky.height_mm <= 0:
        return
    shapes: list[Path] = []
    for i, (x, y) in enumerate(scattered(sky, spacing_mm, label, most, keep_clear)):
        if i % 7 == 3:
            shapes.append(star(x, y, largest * (1.0 if i % 2 else 0.7)))
        else:
            shapes.append(Path.circle(x, y, largest * (0.13, 0.2, 0.16, 0.25, 0.14)[i % 5]))
    if shapes:
        canvas.draw(joined(shapes), fill=role)


def snow(
    canvas: Canvas, box: Box, label: str, *, spacing_mm: float = 5.0, most: int = 80, role: Role = Role.WHITE
) -> None:
    """Snow in a box: every third flake has six arms, the others are dots; no two touch.

    Args:
        canvas: what to draw on.
        box: where; no flake reaches out of it.
        label: which fall of snow.
        spacing_mm: the least distance between two flakes' middles.
        most: how many at most.
        role: their colour.
    """
    largest = spacing_mm * 0.34
    air = box.inset(largest + LINE_MM / 2)
    if air.width_mm <= 0 or air.height_mm <= 0:
        return
    arms: list[Path] = []
    dots: list[Path] = []
    for i, (x, y) in enumerate(scattered(air, spacing_mm, label, most)):
        if i % 3:
            dots.append(Path.circle(x, y, largest * (0.22, 0.36)[i % 2]))
            continue
        for turn in range(3):
            angle = math.radians(60 * turn + 30)
            dx, dy = largest * math.cos(angle), largest * math.sin(angle)
            arms.append(Path.line(x - dx, y - dy, x + dx, y + dy))
    if dots:
        canvas.draw(joined(dots), fill=role)
    if arms:
        canvas.draw(joined(arms), stroke=role, width_mm=LINE_MM)


def steps_along(path: Path, step_mm: float, start_mm: float = 0.0) -> Iterator[tuple[float, float, float]]:
    """Places along the first outline of a path, evenly spaced.

    Args:
        path: the path, in mm.
        step_mm: distance between two places, measured along the path.
        start_mm: how far along the first one lies.

    Yields:
        x and y in mm, and the direction of travel in radians.

    Raises:
        LayoutError: the step is not positive.
    """
    if not step_mm > 0:
        raise LayoutError(f"Steps along a path must be longer than nothing; {step_mm:g} mm was asked for.")
    run, need = next(flattened(path), []), start_mm
    for (x0, y0), (x1, y1) in itertools.pairwise(run):
        length = math.dist((x0, y0), (x1, y1))
        while length and need <= length:
            part = need / length
            yield x0 + (x1 - x0) * part, y0 + (y1 - y0) * part, math.atan2(y1 - y0, x1 - x0)
            need += step_mm
        need -= length


def leaf(x_mm: float, y_mm: float, angle_rad: float, length_mm: float) -> Path:
    """A leaf that grows from (x, y): pointed at both ends, half as wide as long."""
    c, s = math.cos(angle_rad), math.sin(angle_rad)

    def at(along: float, across: float) -> tuple[float, float]:
        a, b = along * length_mm, across * length_mm
        return x_mm + a * c - b * s, y_mm + a * s + b * c

    tip, one, two, three, four = at(1, 0), at(0.2, 0.4), at(0.68, 0.3), at(0.68, -0.3), at(0.2, -0.4)
    return Path(
        (("M", (x_mm, y_mm)), ("C", (*one, *two, *tip)), ("C", (*three, *four, x_mm, y_mm)), ("Z", ()))
    )


def vine_leaves(path: Path, leaf_mm: float, spacing_mm: float) -> tuple[Path, ...]:
    """The leaves of a vine, by turns left and right of its stem, smaller towards its tip, one at the tip.

    Args:
        path: the stem; it grows from its start.
        leaf_mm: length of the largest leaf.
        spacing_mm: from leaf to leaf along the stem.
    """
    whole = length_mm(path)
    leaves: list[Path] = []
    for i, (x, y, angle) in enumerate(steps_along(path, spacing_mm, spacing_mm / 2)):
        share = 1.0 - 0.45 * min(1.0, (i + 0.5) * spacing_mm / whole)
        lean = math.radians(48 + 14 * (i % 3))
        leaves.append(leaf(x, y, angle + (lean if i % 2 else -lean), leaf_mm * share))
    (x0, y0), (x1, y1) = next(flattened(path))[-2:]
    leaves.append(leaf(x1, y1, math.atan2(y1 - y0, x1 - x0), leaf_mm * 0.6))
    return tuple(leaves)


def vine(
    canvas: Canvas,
    path: Path,
    *,
    leaf_mm: float = 3.2,
    spacing_mm: float = 4.0,
    stem: Role = Role.ACCENT,
    leaves: Role = Role.INK,
    width_mm: float = LINE_MM,
) -> None:
    """A vine along a path: a stem and its leaves, which reach at most `leaf_mm` beside it.

    Args:
        canvas: what to draw on.
        path: one open outline, in mm; the vine grows from its start.
        leaf_mm: length of the largest leaf.
        spacing_mm: from leaf to leaf along the stem.
        stem: the stem's colour.
        leaves: the leaves' colour.
        width_mm: the stem's width.
    """
    canvas.draw(path, stroke=stem, width_mm=width_mm)
    canvas.draw(joined(vine_leaves(path, leaf_mm, spacing_mm)), fill=leaves)


def tendril(x_mm: float, y_mm: float, rise_mm: float, sway_mm: float, waves: int) -> Path:
    """A stem that climbs straight up in even waves, for vines beside a frame or up a wall.

    Args:
        x_mm: where it starts.
        y_mm: where it starts; it climbs from there to `y_mm - rise_mm`.
        rise_mm: how high.
        sway_mm: how far it swings to either side; negative begins to the left.
        waves: how many bends.
    """
    points = [(x_mm, y_mm)]
    for i in range(waves):
        side = sway_mm if i % 2 == 0 else -sway_mm
        points.append((x_mm + side, y_mm - rise_mm * (i + 0.5) / waves))
    points.append((x_mm, y_mm - rise_mm))
    return Path.smooth(points)
