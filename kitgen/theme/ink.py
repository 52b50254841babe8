"""Thrifty drawing for `--ink saver`: outlines and hatching instead of filled areas, thin lines.

A `SaverCanvas` stands between whoever draws and the canvas that writes. It goes by role and by size on paper:

- a dark area becomes white paper with a hairline edge, and shapes of a drawing are hatched too, so that a
  cat stays a silhouette and a filled cell is told from a blank one;
- a light area becomes white paper; it gets an edge where nothing else would show that it is there;
- what is as thin as a letter's stroke stays filled: dots, digits, arrow heads, walls;
- text and lines in light roles turn dark where the area under them is light now;
- black is left alone: codes and cut lines.

Areas still hide what lies under them, so a drawing keeps its depth.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from kitgen.canvas import CAP_HEIGHT, Align, Canvas, Face, LineKind, Path, Role, Segment
from kitgen.errors import LayoutError
from kitgen.message import Message
from kitgen.theme.art import Art, draw_art
from kitgen.theme.frames import flattened
from kitgen.units import Box, mm_from_pt

HAIRLINE_MM = 0.2
THICKEST_LINE_MM = 0.35
FAT_LINE_MM = 0.9
"""A line this wide is an area: it is drawn as two edges with white paper between them."""

SMALL_MM = 0.6
"""Mean half width of a shape that stays filled: a disc of 2.4 mm, a bar of 1.2 mm."""

_LIGHT = frozenset({Role.ON_BAND, Role.GLOW, Role.PAPER, Role.SHADE, Role.STONE, Role.WHITE})
_EDGED = frozenset({Role.GLOW, Role.STONE, Role.SHADE})
"""Light roles whose shapes are seen on bare paper, so that they need an edge there."""

LARGE_MM = 5.0
"""Mean half width of a shape whose edge lies all inside it: half a card and more."""

# Role -> most distance of the hatching's lines in mm, and their angle: areas that differ go on differing.
_HATCH: Mapping[Role, tuple[float, float]] = {
    Role.INK: (1.8, 45.0),
    Role.BODY: (1.8, 45.0),
    Role.FRAME: (1.8, 45.0),
    Role.ACCENT: (2.0, 135.0),
    Role.MUTED: (2.4, 45.0),
}
# Bands are where words stand, so they are left blank; their edges are quiet.
_EDGE = {Role.BAND: Role.MUTED}
HATCH_LINE_MM = 0.15
CLOSEST_HATCHING_MM = 0.55
HATCH_BY_WIDTH = 0.9
"""Share of a shape's half width that hatching lies apart at most: four lines or so cross the smallest."""

Point = tuple[float, float]
Outlines = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class _Area:
    """Something that was filled, in page millimetres.

    Args:
        outlines: its outlines as points.
        is_even_odd: how they are filled.
        was_dark: its role is a dark one.
        is_dark: it stayed dark.
        is_hatched: it is hatched.
        bounds: a box around it.
    """

    outlines: Outlines
    is_even_odd: bool
    was_dark: bool
    is_dark: bool
    is_hatched: bool
    bounds: tuple[float, float, float, float]

    def holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.bounds
        if not (left <= x <= right and top <= y <= bottom):
            return False
        turns = sum(_winding(x, y, points) for points in self.outlines)
        return bool(turns % 2 if self.is_even_odd else turns)


def _is_dark(area: _Area) -> bool:
    return area.is_dark


def _was_dark(area: _Area) -> bool:
    return area.was_dark and not area.is_dark


def _winding(x: float, y: float, points: tuple[Point, ...]) -> int:
    turns = 0
    bx, by = points[-1]
    for ax, ay in points:
        if (by > y) != (ay > y) and x < bx + (y - by) * (ax - bx) / (ay - by):
            turns += 1 if ay > by else -1
        bx, by = ax, ay
    return turns


@lru_cache(maxsize=4096)
def _outlines(path: Path) -> Outlines:
    return tuple(tuple(points) for points in flattened(path) if len(points) > 2)


def _area_and_length(points: tuple[Point, ...]) -> tuple[float, float]:
    area = length = 0.0
    bx, by = points[-1]
    for ax, ay in points:
        area += bx * ay - ax * by
        length += math.hypot(ax - bx, ay - by)
        bx, by = ax, ay
    return area / 2, length


def _half_width(outlines: Outlines) -> float:
    """Mean half width of the shape: its area by half its outline's length; of many alike, that of one."""
    parts = [_area_and_length(points) for points in outlines]
    length = sum(part for _, part in parts)
    # Holes run the other way round as a rule; where they do not the shape is taken for thicker than it is.
    return abs(sum(area for area, _ in parts)) / length if length else 0.0


class SaverCanvas(Canvas):
    """Draws thriftily on another canvas.

    Args:
        inner: what is drawn on.
        pictures: the theme's art by name.
        scale: how large a unit of the drawing is on paper, in mm.
    """

    def __init__(self, inner: Canvas, pictures: Mapping[str, Art], scale: float = 1.0) -> None:
        self._inner, self._pictures, self._scale = inner, pictures, scale
        self.metrics, self.style = inner.metrics, inner.style
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._areas: list[_Area] = []

    def _at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    def _ground(self, x: float, y: float) -> _Area | None:
        """What was filled last under a place of the drawing."""
        px, py = self._at(x, y)
        return next((area for area in reversed(self._areas) if area.holds(px, py)), None)

    def _lies_on(self, path: Path, what: Callable[[_Area], bool]) -> bool:
        """Whether most of some places along a path lie on areas of a kind."""
        spots = [(v[-2], v[-1]) for op, v in path.segments if op != "Z"]
        chosen = spots[:: max(1, len(spots) // 4)]
        grounds = [self._ground(x, y) for x, y in chosen] if self._areas else []
        return sum(ground is not None and what(ground) for ground in grounds) * 2 > len(chosen)

    def _note(
        self, outlines: Outlines, even_odd: bool, was_dark: bool, is_dark: bool, is_hatched: bool = False
    ) -> None:
        """Remember an area for whatever will lie on it."""
        placed = tuple(tuple(self._at(x, y) for x, y in points) for points in outlines)
        if placed:
            xs = [x for points in placed for x, _ in points]
            ys = [y for points in placed for _, y in points]
            bounds = (min(xs), min(ys), max(xs), max(ys))
            self._areas.append(_Area(placed, even_odd, was_dark, is_dark, is_hatched, bounds))

    def draw(
        self,
        path: Path,
        *,
        fill: Role | None = None,
        stroke: Role | None = None,
        width_mm: float = 0.3,
        dash: tuple[float, ...] = (),
        even_odd: bool = False,
    ) -> None:
        """See `Canvas.draw`."""
        if not path.segments:
            return
        if fill is not None:
            self._fill(path, fill, even_odd, has_edge=stroke is not None)
        if stroke is not None:
            self._stroke(path, stroke, width_mm, dash)

    def _fill(self, path: Path, role: Role, even_odd: bool, has_edge: bool) -> None:
        inner, outlines = self._inner, _outlines(path)
        half_width = _half_width(outlines) * self._scale
        is_small = half_width < SMALL_MM
        if role in _LIGHT:
            if is_small and self._lies_on(path, _is_dark):
                inner.draw(path, fill=Role.WHITE, even_odd=even_odd)
            else:
                needs_edge = role in _EDGED or self._lies_on(path, _was_dark)
                self._blank(path, even_odd, Role.MUTED if needs_edge and not has_edge else None, half_width)
            self._note(outlines, even_odd, was_dark=False, is_dark=False)
        elif is_small or role is Role.BLACK:
            inner.draw(path, fill=role, even_odd=even_odd)
            self._note(outlines, even_odd, was_dark=True, is_dark=True)
        else:
            self._blank(path, even_odd, None if has_edge else _EDGE.get(role, role), half_width)
            is_hatched = role in _HATCH and self._hatch(outlines, role, half_width, even_odd)
            self._note(outlines, even_odd, was_dark=True, is_dark=False, is_hatched=is_hatched)

    def _hatch(self, outlines: Outlines, role: Role, half_width_mm: float, even_odd: bool) -> bool:
        most_mm, angle_deg = _HATCH[role]
        apart_mm = min(most_mm, max(CLOSEST_HATCHING_MM, half_width_mm * HATCH_BY_WIDTH))
        lines = _hatching(outlines, apart_mm / self._scale, angle_deg, even_odd)
        if lines.segments:
            self._inner.draw(lines, stroke=role, width_mm=HATCH_LINE_MM / self._scale)
        return bool(lines.segments)

    def _blank(self, path: Path, even_odd: bool, edge: Role | None, half_width_mm: float) -> None:
        """White paper in place of an area, with a hairline around it if asked."""
        inner, width = self._inner, HAIRLINE_MM / self._scale
        if edge is None:
            inner.draw(path, fill=Role.WHITE, even_odd=even_odd)
        elif even_odd or half_width_mm < LARGE_MM:
            inner.draw(path, fill=Role.WHITE, stroke=edge, width_mm=width, even_odd=even_odd)
        else:
            # Inside: such an area may end where nothing more may be printed.
            with inner.clipped(path):
                inner.draw(path, fill=Role.WHITE, stroke=edge, width_mm=2 * width)

    def _stroke(self, path: Path, role: Role, width_mm: float, dash: tuple[float, ...]) -> None:
        inner, k = self._inner, self._scale
        if role is Role.BLACK:
            inner.draw(path, stroke=role, width_mm=width_mm, dash=dash)
            return
        if role in _LIGHT:
            if self._lies_on(path, _is_dark):
                inner.draw(path, stroke=Role.WHITE, width_mm=width_mm, dash=dash)
                return
            is_quiet = role in (Role.STONE, Role.SHADE, Role.PAPER) and width_mm * k < FAT_LINE_MM
            role = Role.STONE if is_quiet else Role.MUTED
        if width_mm * k < FAT_LINE_MM:
            thickest = HAIRLINE_MM if role is Role.FRAME else THICKEST_LINE_MM
            inner.draw(path, stroke=role, width_mm=min(width_mm, thickest / k), dash=dash)
        else:
            inner.draw(path, stroke=role, width_mm=width_mm, dash=dash)
            inner.draw(path, stroke=Role.WHITE, width_mm=width_mm - 2 * HAIRLINE_MM / k, dash=dash)

    def line(self, path: Path, kind: LineKind) -> None:
        """See `Canvas.line`: lines that guide hands are thin already."""
        self._inner.line(path, kind)

    def text(
        self,
        x_mm: float,
        y_mm: float,
        text: str,
        *,
        face: Face,
        size_pt: float,
        role: Role = Role.BODY,
        align: Align = "left",
        tracking_pt: float = 0.0,
    ) -> None:
        """See `Canvas.text`."""
        ground = self._under(x_mm, y_mm, text, face, size_pt, align) if self._areas else None
        if role in _LIGHT and (ground is None or not ground.is_dark):
            role = Role.MUTED if role is Role.GLOW else Role.BODY
        self._inner.text(
            x_mm, y_mm, text, face=face, size_pt=size_pt, role=role, align=align, tracking_pt=tracking_pt
        )

    def _under(
        self, x_mm: float, y_mm: float, text: str, face: Face, size_pt: float, align: Align
    ) -> _Area | None:
        """What was filled last under the middle of a line of text; hatching is covered by a white plate."""
        width, height = self.metrics.width_mm(text, face, size_pt), mm_from_pt(size_pt)
        left = x_mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
        ground = self._ground(left + width / 2, y_mm - height * CAP_HEIGHT / 2)
        if ground is not None and ground.is_hatched and text.strip():
            plate = Box(left, y_mm - height * 0.72, width, height * 0.8).inset(-0.12 * height)
            self._inner.draw(Path.rect(plate, height * 0.2), fill=Role.WHITE)
        return ground

    def art(self, name: str, box: Box) -> None:
        """See `Canvas.art`.

        Raises:
            LayoutError: the theme has no such picture.
        """
        picture = self._pictures.get(name)
        if picture is None:
            self._inner.art(name, box)  # which refuses it by name
            raise LayoutError(f"There is no picture {name!r}.")
        self.repeated(f"art {name}", box, lambda canvas, place: draw_art(canvas, picture, place))

    def repeated(self, name: str, box: Box, draw: Callable[[Canvas, Box], None]) -> None:
        """See `Canvas.repeated`; what is small on paper is drawn otherwise than what is large."""

        def thrifty(canvas: Canvas, place: Box) -> None:
            draw(SaverCanvas(canvas, self._pictures, self._scale), place)

        # A canvas may keep what it drew, so what is inside never learns what lies below; and what lies above
        # takes it for light, which it is but for small things that nobody writes on.
        self._inner.repeated(f"{name} x{self._scale:.4f}", box, thrifty)

    def say(self, message: Message) -> str:
        """See `Canvas.say`."""
        return self._inner.say(message)

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """See `Canvas.moved`."""
        before, k = self._matrix, self._scale
        a, b, c, d, _, _ = before
        cos, sin = math.cos(math.radians(turn_deg)) * scale, math.sin(math.radians(turn_deg)) * scale
        turned = (a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin)
        self._matrix = (*turned, *self._at(x_mm, y_mm))
        self._scale = k * scale
        with self._inner.moved(x_mm, y_mm, turn_deg=turn_deg, scale=scale):
            yield
        self._matrix, self._scale = before, k

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        """See `Canvas.clipped`."""
        with self._inner.clipped(path):
            yield


@lru_cache(maxsize=1024)
def _hatching(outlines: Outlines, apart: float, angle_deg: float, even_odd: bool) -> Path:
    """Straight lines inside a shape.

    Args:
        outlines: of the shape.
        apart: distance of the lines, in the drawing's units.
        angle_deg: their angle.
        even_odd: how the shape is filled.
    """
    cos, sin = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    # Turned so that the lines run across, and crossed row by row.
    turned = [[(x * cos + y * sin, y * cos - x * sin) for x, y in points] for points in outlines]
    rows: dict[int, list[tuple[float, int]]] = {}
    for points in turned:
        bx, by = points[-1]
        for ax, ay in points:
            low, high, way = (by, ay, 1) if by < ay else (ay, by, -1)
            for row in range(math.ceil(low / apart), math.ceil(high / apart)):
                y = row * apart
                rows.setdefault(row, []).append((bx + (y - by) * (ax - bx) / (ay - by), way))
            bx, by = ax, ay
    segments: list[Segment] = []
    for row in sorted(rows):
        y, turns = row * apart, 0
        crossings = sorted(rows[row])
        for (start, way), (end, _) in itertools.pairwise(crossings):
            turns += 1 if even_odd else way
            if (turns % 2 if even_odd else turns) and end - start > apart * 0.15:
                segments.append(("M", (start * cos - y * sin, start * sin + y * cos)))
                segments.append(("L", (end * cos - y * sin, end * sin + y * cos)))
    return Path(tuple(segments))
