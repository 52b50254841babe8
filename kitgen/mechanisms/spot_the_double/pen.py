"""A pen for things: draws in a thing's own millimetres, which may be turned round or made smaller."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import Canvas, Path, Role
from kitgen.units import Box

LINE_MM = 0.35
PITCH_MM = 2.0
"""Distance of the stripes of a pattern; half of it is ink."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Pen:
    """Draws around a foot point: x to the right of it, y below it (so things have negative y).

    Args:
        canvas: where to.
        x_mm: foot point.
        y_mm: foot point.
        scale: 1 for a large thing.
        facing: 1, or -1 for left and right changed.
        pattern: how cloth, paint and glaze are filled, one of `clues.PATTERNS`.
        whole: whether the part that may be missing is drawn; things ask for it.
    """

    canvas: Canvas
    x_mm: float
    y_mm: float
    scale: float = 1.0
    facing: int = 1
    pattern: str = "plain"
    whole: bool = True

    def placed(self, path: Path) -> Path:
        """A path in the thing's own millimetres, on the canvas."""
        across, down = self.scale * self.facing, self.scale
        return Path(
            tuple(
                (
                    op,
                    tuple(
                        self.y_mm + v * down if i % 2 else self.x_mm + v * across for i, v in enumerate(vs)
                    ),
                )
                for op, vs in path.segments
            )
        )

    def shape(self, path: Path, fill: Role = Role.WHITE) -> None:
        """Something filled, with an outline."""
        self.canvas.draw(self.placed(path), fill=fill, stroke=Role.INK, width_mm=LINE_MM)

    def dark(self, path: Path) -> None:
        """Something cut from dark paper."""
        self.canvas.draw(self.placed(path), fill=Role.INK)

    def stroke(self, path: Path, width_mm: float = LINE_MM) -> None:
        """A line; broad ones shrink with the thing."""
        width = width_mm * self.scale if width_mm > LINE_MM else width_mm
        self.canvas.draw(self.placed(path), stroke=Role.INK, width_mm=width)

    def poly(self, *points: Point, fill: Role = Role.WHITE) -> None:
        """A filled shape with straight sides."""
        self.shape(Path.polyline(points, closed=True), fill)

    def rect(self, x: float, y: float, width: float, height: float, fill: Role = Role.WHITE) -> None:
        """A filled rectangle by its top left corner."""
        self.shape(Path.rect(Box(x, y, width, height)), fill)

    def cloth(self, path: Path) -> None:
        """The part of a thing that shows its pattern."""
        dark = self.pattern == "dark"
        self.canvas.draw(self.placed(path), fill=Role.INK if dark else Role.WHITE)
        if self.pattern not in ("plain", "dark"):
            with self.canvas.clipped(self.placed(path)):
                self.canvas.draw(self.placed(_pattern(self.pattern, path.bounds())), fill=Role.INK)
        # Dark on dark would run together, so dark cloth has a light hem.
        self.canvas.draw(self.placed(path), stroke=Role.WHITE if dark else Role.INK, width_mm=LINE_MM)


def _pattern(name: str, box: Box) -> Path:
    """All the ink of a pattern over a box, as one path."""
    columns, rows = int(box.width_mm / PITCH_MM) + 2, int(box.height_mm / PITCH_MM) + 2
    left, top = box.centre_x_mm - columns * PITCH_MM / 2, box.centre_y_mm - rows * PITCH_MM / 2
    ink = Path(())
    half = PITCH_MM / 2
    if name == "stripes":
        for i in range(columns):
            ink += Path.rect(Box(left + i * PITCH_MM, top, half, rows * PITCH_MM))
    elif name == "bars":
        for j in range(rows):
            ink += Path.rect(Box(left, top + j * PITCH_MM, columns * PITCH_MM, half))
    elif name == "checks":
        pitch = PITCH_MM * 1.4
        for i in range(columns):
            for j in range(rows * 2):
                x = left + (i + 0.5 * (j % 2)) * pitch
                ink += Path.rect(Box(x, top + j * pitch / 2, pitch / 2, pitch / 2))
    else:
        for i in range(columns):
            for j in range(rows):
                x = left + (i + 0.25 + 0.5 * (j % 2)) * PITCH_MM
                ink += Path.circle(x, top + (j + 0.25) * PITCH_MM, 0.55)
    return ink
