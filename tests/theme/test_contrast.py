"""The loader's list of text and grounds holds what pages really show: found by looking under every text."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from kitgen import build
from kitgen.build import BuildOptions, build_kit
from kitgen.canvas import Align, Canvas, Face, LineKind, Metrics, Path, Role
from kitgen.message import Message
from kitgen.theme.art import draw_art
from kitgen.theme.contrast import TEXT_ON, grey_of, luminance, ratio
from kitgen.theme.theme import Theme
from kitgen.units import Box, mm_from_pt
from kitgen.writers.pdf import PdfFile

Point = tuple[float, float]
CURVE_PARTS = 8


def outlines(path: Path) -> Iterator[list[Point]]:
    """Each outline as points; curves are followed in a few straight parts."""
    points: list[Point] = []
    for op, v in path.segments:
        if op == "M":
            if points:
                yield points
            points = [(v[0], v[1])]
        elif op == "L":
            points.append((v[0], v[1]))
        elif op == "C":
            (x, y), (a, b, c, d, e, f) = points[-1], v
            for i in range(1, CURVE_PARTS + 1):
                t = i / CURVE_PARTS
                w = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                points.append(
                    (w[0] * x + w[1] * a + w[2] * c + w[3] * e, w[0] * y + w[1] * b + w[2] * d + w[3] * f)
                )
    if points:
        yield points


def winding(x: float, y: float, points: list[Point]) -> int:
    """How often an outline goes round a point."""
    turns = 0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            turns += 1 if by > ay else -1
    return turns


class GroundCanvas(Canvas):
    """Notes the role of each text with the role of what is filled under its middle and near both its ends."""

    def __init__(self, theme: Theme, metrics: Metrics, say: Callable[[Message], str]) -> None:
        self.metrics, self._theme, self._say = metrics, theme, say
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._areas: list[tuple[Box, list[list[Point]], bool, Role]] = []
        self.pairs: dict[tuple[Role, Role], str] = {}

    def _at(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._matrix
        return a * x + c * y + e, b * x + d * y + f

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
        if fill is None or not path.segments:
            return
        shapes = [[self._at(*point) for point in points] for points in outlines(path)]
        xs, ys = [x for points in shapes for x, _ in points], [y for points in shapes for _, y in points]
        around = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        self._areas.append((around, shapes, even_odd, fill))

    def line(self, path: Path, kind: LineKind) -> None:
        """Lines are no ground."""

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
        if not text.strip():
            return
        width = self.metrics.width_mm(text, face, size_pt)
        left = x_mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
        for share in (0.1, 0.5, 0.9):
            x, y = self._at(left + width * share, y_mm - mm_from_pt(size_pt) * 0.3)
            self.pairs.setdefault((role, self._ground(x, y)), text)

    def _ground(self, x: float, y: float) -> Role:
        for box, shapes, even_odd, role in reversed(self._areas):
            if box.x_mm <= x <= box.right_mm and box.y_mm <= y <= box.bottom_mm:
                turns = sum(winding(x, y, points) for points in shapes)
                if turns % 2 if even_odd else turns:
                    return role
        return Role.WHITE

    def art(self, name: str, box: Box) -> None:
        draw_art(self, self._theme.art[name], box)

    def say(self, message: Message) -> str:
        return self._say(message)

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        before = a, b, c, d, _, _ = self._matrix
        cos, sin = math.cos(math.radians(turn_deg)) * scale, math.sin(math.radians(turn_deg)) * scale
        turned = (a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin)
        self._matrix = (*turned, *self._at(x_mm, y_mm))
        yield
        self._matrix = before

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        yield


@pytest.mark.parametrize("kit", ["small-door", "trial"])
def test_every_ground_that_text_of_a_kit_stands_on_is_among_those_the_loader_checks(
    kit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: dict[tuple[Role, Role], str] = {}

    class Watched(PdfFile):
        @contextmanager
        def page(self, offset_mm: tuple[float, float] = (0.0, 0.0)) -> Iterator[Canvas]:
            seen = GroundCanvas(self._theme, self._metrics, self._say)
            with super().page(offset_mm):
                yield seen
            for pair, text in seen.pairs.items():
                found.setdefault(pair, text)

    monkeypatch.setattr(build, "PdfFile", Watched)
    build_kit(BuildOptions(kit=kit, seed="moth", hints="none"))
    assert (Role.ON_BAND, Role.BAND) in found
    assert (Role.BODY, Role.WHITE) in found
    assert {pair: text for pair, text in found.items() if pair not in TEXT_ON} == {}


@pytest.mark.parametrize(
    ("colour", "light"), [("#000000", 0.0), ("#ffffff", 1.0), ("#ff0000", 0.2126), ("#808080", 0.21586)]
)
def test_luminance_is_that_of_the_published_examples(colour: str, light: float) -> None:
    assert luminance(colour) == pytest.approx(light, abs=1e-5)


def test_contrast_goes_from_one_to_twenty_one_and_knows_no_order() -> None:
    assert ratio("#123456", "#123456") == 1
    assert ratio("#000000", "#ffffff") == ratio("#ffffff", "#000000") == pytest.approx(21)
    # #767676 is known as the lightest grey that passes on white.
    assert ratio("#767676", "#ffffff") >= 4.5 > ratio("#777777", "#ffffff")


def test_the_grey_of_a_colour_is_as_light_as_the_colour() -> None:
    assert [grey_of(colour) for colour in ("#000000", "#ffffff", "#5a5a5a")] == [
        "#000000",
        "#ffffff",
        "#5a5a5a",
    ]
    assert luminance(grey_of("#b3262e")) == pytest.approx(luminance("#b3262e"), abs=0.005)
