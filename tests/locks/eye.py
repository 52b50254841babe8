"""An eye for the tests: what is drawn on the wheel's pieces, and what is seen through its windows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from kitgen.canvas import Align, Face, LineKind, Path, Role
from kitgen.locks.wheel import Wheel
from kitgen.locks.wheel_pieces import plate_centre_mm, ring_centres_mm, wheel_pieces
from kitgen.mechanisms.contract import Piece
from kitgen.theme.theme import load_theme
from kitgen.units import Box, mm_from_pt
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas

Point = tuple[float, float]
WORDS = Catalogue.load("en")


@cache
def metrics() -> FontMetrics:
    """The real widths of the flagship's faces."""
    return FontMetrics(load_theme("midnight-thread").faces)


@dataclass(frozen=True)
class Stroke:
    """A drawn line: its points in the piece's mm, its dashes, and whether it is curved."""

    points: list[Point]
    dash: tuple[float, ...]
    is_curved: bool


class Eye(RecordingCanvas):
    """Remembers every text as the four corners of its ink, and every stroke, in the piece's mm."""

    def __init__(self, words: Catalogue = WORDS) -> None:
        super().__init__(words.say)
        self.metrics = metrics()
        self.seen: list[tuple[str, list[Point]]] = []
        self.looks: list[tuple[Face, float, Role]] = []
        self.strokes: list[Stroke] = []

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
        super().draw(path, fill=fill, stroke=stroke, width_mm=width_mm, dash=dash, even_odd=even_odd)
        if stroke:
            ends = [values[-2:] for _, values in path.segments if values]
            points = [self._here(x, y) for x, y in ends]
            self.strokes.append(Stroke(points, dash, any(op == "C" for op, _ in path.segments)))

    def _here(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

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
        super().text(
            x_mm, y_mm, text, face=face, size_pt=size_pt, role=role, align=align, tracking_pt=tracking_pt
        )
        width, high = self.metrics.width_mm(text, face, size_pt), mm_from_pt(size_pt) * 0.66
        left = x_mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
        corners = [(left, y_mm), (left + width, y_mm), (left + width, y_mm - high), (left, y_mm - high)]
        self.looks.append((face, size_pt, role))
        self.seen.append((text, [self._here(x, y) for x, y in corners]))


def eye_on(piece: Piece, words: Catalogue = WORDS) -> Eye:
    """What is drawn on a piece."""
    eye = Eye(words)
    piece.front(eye, Box(0, 0, piece.width_mm, piece.height_mm))
    return eye


def middle(points: list[Point]) -> Point:
    """The mean of some points."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def around(point: Point, turn_deg: float) -> Point:
    """A point turned clockwise round the origin."""
    cos, sin = math.cos(math.radians(turn_deg)), math.sin(math.radians(turn_deg))
    return point[0] * cos - point[1] * sin, point[0] * sin + point[1] * cos


class Disc:
    """One cut-out disc: texts and window relative to its pivot."""

    def __init__(self, piece: Piece, centre: Point, reach_mm: float) -> None:
        def here(points: list[Point]) -> list[Point]:
            return [(x - centre[0], y - centre[1]) for x, y in points]

        texts = [(text, here(corners)) for text, corners in eye_on(piece).seen]
        self.texts = [(t, corners) for t, corners in texts if math.hypot(*middle(corners)) < reach_mm]
        squares = [here(corners_of(line.path.segments)) for line in piece.lines if line.kind is LineKind.CUT]
        self.windows = [s for s in squares if math.hypot(*middle(s)) < reach_mm]

    def direction(self, character: str) -> float:
        """Degrees clockwise from the top at which a character of the edge stands."""
        found = [middle(corners) for text, corners in self.texts if text == character]
        x, y = max(found, key=lambda point: math.hypot(*point))
        return math.degrees(math.atan2(x, -y))

    def numbers(self) -> list[tuple[str, list[Point]]]:
        return [(text, corners) for text, corners in self.texts if len(text) == 2 and text.isdigit()]


def corners_of(segments: object) -> list[Point]:
    assert isinstance(segments, tuple)
    return [values for op, values in segments if op in "ML"]


def discs_of(wheel: Wheel) -> list[Disc]:
    """The plate and the rings from the outermost, cut out."""
    pieces = {piece.id: piece for piece in wheel_pieces(wheel)}
    discs = [Disc(pieces["plate"], plate_centre_mm(wheel), 82)]
    centres = ring_centres_mm(wheel)
    outline = {ring: radius_of(pieces[name], (x, y)) for ring, (name, x, y) in centres.items()}
    for ring in sorted(centres):
        name, x, y = centres[ring]
        discs.append(Disc(pieces[name], (x, y), outline[ring]))
    return discs


def radius_of(piece: Piece, centre: Point) -> float:
    """The radius of the circle of the outline that goes round a centre."""
    assert piece.outline is not None
    starts = [values for op, values in piece.outline.segments if op == "M"]
    return next(x - centre[0] for x, y in starts if abs(y - centre[1]) < 0.01 and x > centre[0] + 20)


def inside(point: Point, square: list[Point], grow_mm: float) -> bool:
    """Whether a point lies in a turned rectangle, grown by a little on every side."""
    (ax, ay), (bx, by), _, (dx, dy) = square
    for ox, oy in ((bx - ax, by - ay), (dx - ax, dy - ay)):
        length = math.hypot(ox, oy)
        along = ((point[0] - ax) * ox + (point[1] - ay) * oy) / length
        if not -grow_mm <= along <= length + grow_mm:
            return False
    return True


def seen_through(discs: list[Disc], turns: list[float], ring: int, grow_mm: float) -> list[str]:
    """The numbers of which any part is seen through a ring's window, each disc turned as given."""
    (window,) = discs[ring].windows
    hole = [around(corner, turns[ring]) for corner in window]
    found = []
    for number, corners in discs[ring - 1].numbers():
        edge = [around(corner, turns[ring - 1]) for corner in corners]
        points = [
            (ax + (bx - ax) * i / 8, ay + (by - ay) * i / 8)
            for (ax, ay), (bx, by) in zip(edge, edge[1:] + edge[:1], strict=True)
            for i in range(8)
        ]
        if any(inside(point, hole, grow_mm) for point in points):
            found.append(number)
    return found


def whole(discs: list[Disc], turns: list[float], ring: int, less_mm: float = 0.3) -> list[str]:
    """The numbers that are seen as a whole, with a window cut a little too small on every side."""
    (window,) = discs[ring].windows
    hole = [around(corner, turns[ring]) for corner in window]
    return [
        number
        for number, corners in discs[ring - 1].numbers()
        if all(inside(around(corner, turns[ring - 1]), hole, -less_mm) for corner in corners)
    ]
