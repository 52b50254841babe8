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

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Align, Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.message import Message
from kitgen.theme.art import Art, draw_art
from kitgen.theme.hatching import Outlines, Point, half_width_of, hatching, outlines_of, winding
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

LARGE_TEXT_MM = 12.0
"""Size of letters, from which on they are as light as small labels may be."""

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


@dataclass(frozen=True)
class _Ground:
    """What became of an area that others lie on.

    Args:
        was_dark: its role is a dark one.
        is_dark: it stayed dark.
        is_hatched: it is hatched.
    """

    was_dark: bool
    is_dark: bool
    is_hatched: bool = False

    @property
    def name(self) -> str:
        """Tells grounds from each other in the names of what a canvas keeps."""
        return f"on {self.was_dark:d}{self.is_dark:d}{self.is_hatched:d}"


@dataclass(frozen=True)
class _Area:
    """Something that was filled, in page millimetres.

    Args:
        outlines: its outlines as points.
        is_even_odd: how they are filled.
        ground: what became of it.
        bounds: a box around it.
    """

    outlines: Outlines
    is_even_odd: bool
    ground: _Ground
    bounds: tuple[float, float, float, float]

    def holds(self, x: float, y: float) -> bool:
        left, top, right, bottom = self.bounds
        if not (left <= x <= right and top <= y <= bottom):
            return False
        turns = sum(winding(x, y, points) for points in self.outlines)
        return bool(turns % 2 if self.is_even_odd else turns)


@dataclass(frozen=True)
class _Pen:
    """A line's role, width and dashes in the drawing's units.

    Args:
        is_fat: it is drawn as two edges.
        is_edge: it stands for an area that is left out.
    """

    role: Role
    width: float
    dash: tuple[float, ...]
    is_fat: bool = False
    is_edge: bool = False


def _is_dark(ground: _Ground) -> bool:
    return ground.is_dark


def _was_dark(ground: _Ground) -> bool:
    return ground.was_dark and not ground.is_dark


def _is_blanked(ground: _Ground) -> bool:
    return _was_dark(ground) and not ground.is_hatched


class SaverCanvas(Canvas):
    """Draws thriftily on another canvas.

    Args:
        inner: what is drawn on.
        pictures: the theme's art by name.
        scale: how large a unit of the drawing is on paper, in mm.
        floor: what lies under all that is drawn, if that is no bare paper.
    """

    def __init__(
        self, inner: Canvas, pictures: Mapping[str, Art], scale: float = 1.0, floor: _Ground | None = None
    ) -> None:
        self._inner, self._pictures, self._scale, self._floor = inner, pictures, scale, floor
        self.metrics, self.style = inner.metrics, inner.style
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._areas: list[_Area] = []

    def _at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

    def _ground(self, x: float, y: float) -> _Ground | None:
        """What was filled last under a place of the drawing."""
        px, py = self._at(x, y)
        found = (area.ground for area in reversed(self._areas) if area.holds(px, py))
        return next(found, self._floor)

    @property
    def _is_bare(self) -> bool:
        """Whether there is nothing but paper yet."""
        return not self._areas and self._floor is None

    def _lies_on(self, path: Path, what: Callable[[_Ground], bool]) -> bool:
        """Whether most of some places along a path lie on areas of a kind."""
        spots = [(v[-2], v[-1]) for op, v in path.segments if op != "Z"]
        chosen = spots[:: max(1, len(spots) // 4)]
        grounds = [] if self._is_bare else [self._ground(x, y) for x, y in chosen]
        return sum(ground is not None and what(ground) for ground in grounds) * 2 > len(chosen)

    def _note(self, outlines: Outlines, even_odd: bool, ground: _Ground) -> None:
        """Remember an area for whatever will lie on it."""
        placed = tuple(tuple(self._at(x, y) for x, y in points) for points in outlines)
        if placed:
            xs = [x for points in placed for x, _ in points]
            ys = [y for points in placed for _, y in points]
            bounds = (min(xs), min(ys), max(xs), max(ys))
            self._areas.append(_Area(placed, even_odd, ground, bounds))

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
        pen = None if stroke is None else self._pen(path, stroke, width_mm, dash)
        if fill is not None:
            self._fill(path, fill, even_odd, None if pen and pen.is_fat else pen)
        if pen and (pen.is_fat or fill is None):
            self._stroke(path, pen)

    def _fill(self, path: Path, role: Role, even_odd: bool, pen: _Pen | None) -> None:
        outlines = outlines_of(path)
        half_width = half_width_of(outlines, even_odd, SMALL_MM / self._scale) * self._scale
        is_small = half_width < SMALL_MM
        if role in _LIGHT:
            keeps = is_small and self._lies_on(path, _is_dark)
            if not keeps and pen is None and (role in _EDGED or self._lies_on(path, _was_dark)):
                pen = self._edge(Role.MUTED)
            self._blank(path, Role.WHITE, even_odd, pen, half_width)
            self._note(outlines, even_odd, _Ground(was_dark=False, is_dark=False))
        elif is_small or role is Role.BLACK:
            self._blank(path, Role.INK if role is Role.BAND else role, even_odd, pen, half_width)
            self._note(outlines, even_odd, _Ground(was_dark=True, is_dark=True))
        else:
            self._blank(path, Role.WHITE, even_odd, pen or self._edge(_EDGE.get(role, role)), half_width)
            is_hatched = role in _HATCH and self._hatch(outlines, role, half_width, even_odd)
            self._note(outlines, even_odd, _Ground(was_dark=True, is_dark=False, is_hatched=is_hatched))

    def _edge(self, role: Role) -> _Pen:
        return _Pen(role, HAIRLINE_MM / self._scale, (), is_edge=True)

    def _hatch(self, outlines: Outlines, role: Role, half_width_mm: float, even_odd: bool) -> bool:
        most_mm, angle_deg = _HATCH[role]
        apart_mm = min(most_mm, max(CLOSEST_HATCHING_MM, half_width_mm * HATCH_BY_WIDTH))
        width = HATCH_LINE_MM / self._scale
        lines = hatching(outlines, apart_mm / self._scale, angle_deg, even_odd, short=width)
        if lines.segments:
            self._inner.draw(lines, stroke=role, width_mm=width)
        return bool(lines.segments)

    def _blank(self, path: Path, role: Role, even_odd: bool, pen: _Pen | None, half_width_mm: float) -> None:
        """An area of one role, with a line around it if there is a pen."""
        inner = self._inner
        if pen is None:
            inner.draw(path, fill=role, even_odd=even_odd)
        elif not pen.is_edge or even_odd or half_width_mm < LARGE_MM:
            width, dash = pen.width, pen.dash
            inner.draw(path, fill=role, stroke=pen.role, width_mm=width, dash=dash, even_odd=even_odd)
        else:
            # Inside: such an area may end where nothing more may be printed.
            with inner.clipped(path):
                inner.draw(path, fill=role, stroke=pen.role, width_mm=2 * pen.width)

    def _pen(self, path: Path, role: Role, width: float, dash: tuple[float, ...]) -> _Pen:
        """What a line is drawn with."""
        if role is Role.BLACK:
            return _Pen(role, width, dash)
        is_fat = width * self._scale >= FAT_LINE_MM
        if role in _LIGHT:
            # A wide white line cuts what lies under it, such as a thread under another; on a band it shows.
            is_cut = role is Role.WHITE and is_fat and not dash and not self._lies_on(path, _is_blanked)
            if is_cut or self._lies_on(path, _is_dark):
                return _Pen(Role.WHITE, width, dash)
            is_quiet = role in (Role.STONE, Role.SHADE, Role.PAPER) and not is_fat
            role = Role.STONE if is_quiet else Role.MUTED
        if is_fat:
            return _Pen(role, width, dash, is_fat=True)
        thickest = HAIRLINE_MM if role is Role.FRAME else THICKEST_LINE_MM
        return _Pen(role, min(width, thickest / self._scale), dash)

    def _stroke(self, path: Path, pen: _Pen) -> None:
        self._inner.draw(path, stroke=pen.role, width_mm=pen.width, dash=pen.dash)
        if pen.is_fat:
            core = pen.width - 2 * HAIRLINE_MM / self._scale
            self._inner.draw(path, stroke=Role.WHITE, width_mm=core, dash=pen.dash)

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
        ground = None if self._is_bare else self._under(x_mm, y_mm, text, face, size_pt, align)
        if role in _LIGHT and (ground is None or not ground.is_dark):
            role = Role.MUTED if role is Role.GLOW else Role.BODY
        if mm_from_pt(size_pt) * self._scale > LARGE_TEXT_MM and role in (Role.BODY, Role.INK):
            role = Role.MUTED  # large letters are areas too
        self._inner.text(
            x_mm, y_mm, text, face=face, size_pt=size_pt, role=role, align=align, tracking_pt=tracking_pt
        )

    def _under(
        self, x_mm: float, y_mm: float, text: str, face: Face, size_pt: float, align: Align
    ) -> _Ground | None:
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

        floor = None if self._is_bare else self._ground(box.centre_x_mm, box.centre_y_mm)

        def thrifty(canvas: Canvas, place: Box) -> None:
            draw(SaverCanvas(canvas, self._pictures, self._scale, floor), place)

        # A canvas may keep what it drew, so what is inside learns of what lies below no more than what lies
        # under its middle; and what lies above takes it for light, which it is but for small things that
        # nobody writes on.
        below = "" if floor is None else f" {floor.name}"
        self._inner.repeated(f"{name} x{self._scale:.4f}{below}", box, thrifty)

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
