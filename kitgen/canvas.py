"""Drawing, without knowing on what.

A canvas takes shapes and text in millimetres (origin top left, y downwards) and names for everything
that is a matter of looks: a role for a colour, a face for a font, a kind for a line, a name for a
picture. The theme gives the names their looks, a writer puts them on paper, and tests record them.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol

from kitgen.message import Message
from kitgen.units import Box, mm_from_pt

Align = Literal["left", "centre", "right"]


class Role(StrEnum):
    """What a colour is for. A theme gives each its value, checked for contrast."""

    INK = "ink"  # lines and shapes of a drawing that must be seen
    BODY = "body"  # text to read on paper
    MUTED = "muted"  # small labels, quiet shapes; still readable as text
    FRAME = "frame"  # frames around cards and sheets
    ACCENT = "accent"  # stitches, buttons, what should be noticed; readable as text
    BAND = "band"  # dark areas: title bands, night
    ON_BAND = "on-band"  # text and lines on dark areas
    GLOW = "glow"  # light things on dark areas: moon, windows, thread
    PAPER = "paper"  # the tinted ground of a card
    SHADE = "shade"  # a light filling that keeps black lines readable
    STONE = "stone"  # a middle filling: bricks, buttons; black and white both read on it
    WHITE = "white"  # bare paper
    BLACK = "black"  # codes, cut lines: never themed
    FILM_BLUE = "film-blue"  # what only red film shows; this and the four below are the same in any theme
    FILM_RED = "film-red"  # what lies over it, and is gone under red film
    FILM_ORANGE = "film-orange"
    FILM_YELLOW = "film-yellow"
    FILM_PINK = "film-pink"


class Face(StrEnum):
    """What a typeface is for."""

    TITLE = "title"
    BODY = "body"
    BODY_BOLD = "body-bold"
    BODY_ITALIC = "body-italic"
    LABEL = "label"
    LABEL_BOLD = "label-bold"
    EXACT = "exact"  # codes, answers, letters that must not be mistaken
    EXACT_BOLD = "exact-bold"


class LineKind(StrEnum):
    """Lines that tell hands what to do; each kind looks different and stands in a legend."""

    CUT = "cut"
    FOLD_VALLEY = "fold-valley"  # towards the reader
    FOLD_MOUNTAIN = "fold-mountain"  # away from the reader
    GLUE = "glue"
    STITCH = "stitch"  # ornament


Segment = tuple[str, tuple[float, ...]]
"""('M', (x, y)), ('L', (x, y)), ('C', (x1, y1, x2, y2, x, y)) or ('Z', ()); lengths in mm."""

_ARC = 4 / 3 * math.tan(math.pi / 8)  # handle length of a cubic quarter circle of radius 1


@dataclass(frozen=True)
class Path:
    """An outline of straight and curved segments, in mm. Paths are values: joining makes a new one."""

    segments: tuple[Segment, ...]

    def __add__(self, other: Path) -> Path:
        return Path(self.segments + other.segments)

    @staticmethod
    def polyline(points: Iterable[tuple[float, float]], *, closed: bool = False) -> Path:
        """Straight lines through the points."""
        segments: list[Segment] = [("L" if i else "M", (x, y)) for i, (x, y) in enumerate(points)]
        if closed:
            segments.append(("Z", ()))
        return Path(tuple(segments))

    @staticmethod
    def line(x1: float, y1: float, x2: float, y2: float) -> Path:
        """One straight line."""
        return Path((("M", (x1, y1)), ("L", (x2, y2))))

    @staticmethod
    def rect(box: Box, radius_mm: float = 0.0) -> Path:
        """A rectangle, with round corners if asked."""
        x, y, right, bottom = box.x_mm, box.y_mm, box.right_mm, box.bottom_mm
        if radius_mm <= 0:
            return Path(
                (("M", (x, y)), ("L", (right, y)), ("L", (right, bottom)), ("L", (x, bottom)), ("Z", ()))
            )
        r = min(radius_mm, box.width_mm / 2, box.height_mm / 2)
        h = r * (1 - _ARC)
        return Path(
            (
                ("M", (x + r, y)),
                ("L", (right - r, y)),
                ("C", (right - h, y, right, y + h, right, y + r)),
                ("L", (right, bottom - r)),
                ("C", (right, bottom - h, right - h, bottom, right - r, bottom)),
                ("L", (x + r, bottom)),
                ("C", (x + h, bottom, x, bottom - h, x, bottom - r)),
                ("L", (x, y + r)),
                ("C", (x, y + h, x + h, y, x + r, y)),
                ("Z", ()),
            )
        )

    @staticmethod
    def circle(x: float, y: float, radius_mm: float) -> Path:
        """A circle around (x, y)."""
        return Path.ellipse(x, y, radius_mm, radius_mm)

    @staticmethod
    def ellipse(x: float, y: float, rx: float, ry: float) -> Path:
        """An ellipse around (x, y)."""
        kx, ky = rx * _ARC, ry * _ARC
        return Path(
            (
                ("M", (x + rx, y)),
                ("C", (x + rx, y + ky, x + kx, y + ry, x, y + ry)),
                ("C", (x - kx, y + ry, x - rx, y + ky, x - rx, y)),
                ("C", (x - rx, y - ky, x - kx, y - ry, x, y - ry)),
                ("C", (x + kx, y - ry, x + rx, y - ky, x + rx, y)),
                ("Z", ()),
            )
        )

    @staticmethod
    def smooth(points: Sequence[tuple[float, float]], *, closed: bool = False) -> Path:
        """A soft curve through all the points (Catmull-Rom, written as cubic segments)."""
        n = len(points)
        if n < 3:
            return Path.polyline(points, closed=closed)

        def at(i: int) -> tuple[float, float]:
            return points[i % n] if closed else points[min(max(i, 0), n - 1)]

        segments: list[Segment] = [("M", points[0])]
        for i in range(n if closed else n - 1):
            (x0, y0), (x1, y1), (x2, y2), (x3, y3) = at(i - 1), at(i), at(i + 1), at(i + 2)
            segments.append(
                (
                    "C",
                    (x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2),
                )
            )
        if closed:
            segments.append(("Z", ()))
        return Path(tuple(segments))

    def moved(self, dx_mm: float, dy_mm: float) -> Path:
        """The same path elsewhere."""
        return Path(
            tuple(
                (op, tuple(v + (dy_mm if i % 2 else dx_mm) for i, v in enumerate(values)))
                for op, values in self.segments
            )
        )

    def bounds(self) -> Box:
        """A box that holds the path (control points included, so it may be a little large)."""
        xs = [v for _, values in self.segments for v in values[0::2]]
        ys = [v for _, values in self.segments for v in values[1::2]]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


LINE_HEIGHT = 1.22
"""Distance of baselines as a share of the font size, for every face."""

CAP_HEIGHT = 0.66
"""Height of a capital as a share of the font size, near enough for centring in every face we use."""


@dataclass(frozen=True)
class Typography:
    """How running text is set for the eyes at the table. Drawings keep their own sizes.

    Args:
        language: BCP 47 tag of the text, for hyphens.
        scale: the largest sizes are multiplied by it.
        least_body_pt: smallest size of sentences.
        least_label_pt: smallest size of labels.
        line_height: distance of baselines as a share of the font size.
        tracking_em: room added between letters, as a share of the font size.
        has_capitals: whether labels may stand in capitals.
        has_italics: whether italics may be used.
    """

    language: str = "en"
    scale: float = 1.0
    least_body_pt: float = 8.0
    least_label_pt: float = 8.0
    line_height: float = LINE_HEIGHT
    tracking_em: float = 0.0
    has_capitals: bool = True
    has_italics: bool = True


@dataclass(frozen=True)
class Style:
    """How frames, bands and seams are ornamented; a theme says it.

    Args:
        corner: what holds the corners of frames and bands.
        hem: how a title band ends below.
        has_stars: whether stars shine at the sides of a title.
        seam_mm: thread and gap of a running stitch; empty for a plain line.
    """

    corner: Literal["button", "none"] = "button"
    hem: Literal["wave", "straight"] = "wave"
    has_stars: bool = True
    seam_mm: tuple[float, ...] = (2.1, 1.3)


class Metrics(Protocol):
    """How wide text will be, known before it is drawn, and how running text is set."""

    typography: Typography

    def width_mm(self, text: str, face: Face, size_pt: float) -> float:
        """The advance width of one line of text."""

    def missing(self, text: str, face: Face) -> str:
        """The characters of `text` that the face has no shape for."""


class Canvas(ABC):
    """A surface to draw on. Later calls lie on top of earlier ones."""

    metrics: Metrics
    style: Style = Style()

    @abstractmethod
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
        """Fill and/or stroke a path.

        Args:
            path: what to draw.
            fill: role of the inside, or None.
            stroke: role of the line, or None.
            width_mm: width of the line.
            dash: lengths of dashes and gaps in mm; empty for a solid line. Ends and joins are round.
            even_odd: fill by the even-odd rule, so that inner outlines become holes.
        """

    @abstractmethod
    def line(self, path: Path, kind: LineKind) -> None:
        """Draw a line that tells hands what to do, in the kind's own look."""

    @abstractmethod
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
        """Draw one line of text with its baseline at `y_mm`; `x_mm` is its left end, centre or right end.

        Raises:
            LayoutError: the face has no shape for a character.
        """

    @abstractmethod
    def art(self, name: str, box: Box) -> None:
        """Draw the theme's picture of that name as large as fits, centred in the box."""

    @abstractmethod
    def say(self, message: Message) -> str:
        """A message in the language of this print."""

    @abstractmethod
    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """Draw with the origin at (x_mm, y_mm), then turned clockwise, then scaled."""
        yield

    @abstractmethod
    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        """Draw only inside the path."""
        yield

    def repeated(self, name: str, box: Box, draw: Callable[[Canvas, Box], None]) -> None:
        """Draw something that stands in many places and looks the same in each.

        Args:
            name: tells it from everything else that is repeated, boxes of other sizes apart; what it looks
                like follows from the name and the box's size alone.
            box: where, in mm.
            draw: draws it into a box of that size. A writer may call it once and keep what it drew.
        """
        del name
        draw(self, box)

    def text_in(self, box: Box, text: str, *, face: Face, size_pt: float, role: Role = Role.BODY) -> None:
        """Draw one line of text centred in a box, across and upright."""
        baseline = box.centre_y_mm + mm_from_pt(size_pt) * CAP_HEIGHT / 2
        self.text(box.centre_x_mm, baseline, text, face=face, size_pt=size_pt, role=role, align="centre")
