"""Lengths. Everything is in millimetres, with the origin at the top left and y growing downwards.

Only font sizes are in points, because that is how the field speaks of them.
"""

from __future__ import annotations

from dataclasses import dataclass

PT_PER_MM = 72 / 25.4


def mm_from_pt(size_pt: float) -> float:
    """Points to millimetres."""
    return size_pt / PT_PER_MM


@dataclass(frozen=True)
class Box:
    """A rectangle on paper, in mm: top-left corner, width and height."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        return self.x_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        return self.y_mm + self.height_mm

    @property
    def centre_x_mm(self) -> float:
        return self.x_mm + self.width_mm / 2

    @property
    def centre_y_mm(self) -> float:
        return self.y_mm + self.height_mm / 2

    def inset(self, x_mm: float, y_mm: float | None = None) -> Box:
        """The box without a margin on all four sides (`y_mm` defaults to `x_mm`); negative grows it."""
        dy = x_mm if y_mm is None else y_mm
        return Box(self.x_mm + x_mm, self.y_mm + dy, self.width_mm - 2 * x_mm, self.height_mm - 2 * dy)

    def contains(self, other: Box, slack_mm: float = 1e-6) -> bool:
        """Whether `other` lies inside this box, allowing `slack_mm` of rounding."""
        return (
            other.x_mm >= self.x_mm - slack_mm
            and other.y_mm >= self.y_mm - slack_mm
            and other.right_mm <= self.right_mm + slack_mm
            and other.bottom_mm <= self.bottom_mm + slack_mm
        )

    def fitted(self, width: float, height: float) -> Box:
        """The largest box of the proportion width : height that lies centred inside this one."""
        scale = min(self.width_mm / width, self.height_mm / height)
        w, h = width * scale, height * scale
        return Box(self.centre_x_mm - w / 2, self.centre_y_mm - h / 2, w, h)


@dataclass(frozen=True)
class Paper:
    """A sheet size by its name in `--paper`."""

    name: str
    width_mm: float
    height_mm: float


PAPERS = {
    "a4": Paper("a4", 210.0, 297.0),
    "letter": Paper("letter", 215.9, 279.4),
}
