"""Canvases for tests: one writes down what is drawn, with fixed metrics and no theme."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kitgen.canvas import Align, Canvas, Face, LineKind, Path, Role, Typography
from kitgen.message import Message
from kitgen.units import Box, mm_from_pt


class FixedMetrics:
    """Every character is half its size wide, in every face."""

    def __init__(self, typography: Typography | None = None) -> None:
        self.typography = typography or Typography()

    def width_mm(self, text: str, face: Face, size_pt: float) -> float:
        return len(text) * mm_from_pt(size_pt) * 0.5

    def missing(self, text: str, face: Face) -> str:
        return ""


class RecordingCanvas(Canvas):
    """Logs every call as a line of text, and remembers where ink may fall.

    Args:
        say: puts messages into words; without it their keys stand for them.

    Attributes:
        log: one line a call, numbers with two decimals: what golden files hold.
        texts: every string drawn, in order.
        extremes: (x, y) points in page millimetres that something was drawn at.
    """

    def __init__(self, say: Callable[[Message], str] | None = None) -> None:
        self.metrics = FixedMetrics()
        self._say = say
        self.log: list[str] = []
        self.texts: list[str] = []
        self.sizes_pt: list[float] = []
        self.extremes: list[tuple[float, float]] = []
        self._drawn: list[tuple[float, float]] = []
        self._matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._clips: list[Box] = []

    def _note(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self._matrix
        px, py = a * x + c * y + e, b * x + d * y + f
        for clip in self._clips:
            px = min(max(px, clip.x_mm), clip.right_mm)
            py = min(max(py, clip.y_mm), clip.bottom_mm)
        self.extremes.append((px, py))

    def _note_path(self, path: Path, grow_mm: float) -> None:
        for _, values in path.segments:
            for x, y in zip(values[0::2], values[1::2], strict=True):
                self._note(x - grow_mm, y - grow_mm)
                self._note(x + grow_mm, y + grow_mm)
                self._drawn += self.extremes[-2:]

    @staticmethod
    def _path(path: Path) -> str:
        return " ".join(op + ",".join(f"{v:.2f}" for v in values) for op, values in path.segments)

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
        self._note_path(path, width_mm / 2 if stroke else 0.0)
        rule = " even-odd" if even_odd else ""
        self.log.append(f"draw fill={fill} stroke={stroke} {width_mm:.2f} {dash}{rule} {self._path(path)}")

    def line(self, path: Path, kind: LineKind) -> None:
        self._note_path(path, 0.0)
        self.log.append(f"line {kind} {self._path(path)}")

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
        width = self.metrics.width_mm(text, face, size_pt) + len(text) * mm_from_pt(tracking_pt)
        left = x_mm - {"left": 0.0, "centre": width / 2, "right": width}[align]
        self._note(left, y_mm - mm_from_pt(size_pt) * 0.66)
        self._note(left + width, y_mm)
        self.texts.append(text)
        self.sizes_pt.append(size_pt)
        self.log.append(f"text {x_mm:.2f},{y_mm:.2f} {face} {size_pt:.1f} {role} {align} {text!r}")

    def art(self, name: str, box: Box) -> None:
        self._note(box.x_mm, box.y_mm)
        self._note(box.right_mm, box.bottom_mm)
        self.log.append(f"art {name} {box.x_mm:.2f},{box.y_mm:.2f} {box.width_mm:.2f}x{box.height_mm:.2f}")

    def say(self, message: Message) -> str:
        if self._say:
            return self._say(message)
        values = " ".join(self.say(v) if isinstance(v, Message) else str(v) for v in message.values.values())
        # In words that can be broken into lines, as a sentence would be.
        return " ".join([*message.key.replace("-", ".").split("."), *([values] if values else [])])

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        before = self._matrix
        a, b, c, d, e, f = before
        cos, sin = math.cos(math.radians(turn_deg)) * scale, math.sin(math.radians(turn_deg)) * scale
        e, f = a * x_mm + c * y_mm + e, b * x_mm + d * y_mm + f
        self._matrix = (a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f)
        self.log.append(f"push {x_mm:.2f},{y_mm:.2f} turn={turn_deg:.1f} scale={scale:.3f}")
        yield
        self._matrix = before
        self.log.append("pop")

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        bounds = path.bounds()
        corners = RecordingCanvas()
        corners._matrix = self._matrix
        corners._note(bounds.x_mm, bounds.y_mm)
        corners._note(bounds.right_mm, bounds.bottom_mm)
        self._clips.append(corners.ink())
        self.log.append(f"clip {self._path(path)}")
        yield
        self._clips.pop()
        self.log.append("unclip")

    def ink(self) -> Box:
        """A box around everything drawn, in page millimetres."""
        return _around(self.extremes)

    def drawn_ink(self) -> Box:
        """A box around all shapes and lines, without text and pictures, in page millimetres."""
        return _around(self._drawn)


def _around(points: list[tuple[float, float]]) -> Box:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
