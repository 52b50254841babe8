"""Edges measured on pictures of pages.

A pixel that ink covers in part is drawn in part: how dark it is tells where in it the ink ends. Only clips
and upright rectangles are drawn to whole pixels by pdfium, so that their edges are good to one pixel.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from PIL import Image

from kitgen.proof.pdf_reading import Picture
from kitgen.units import Box

Side = Literal["left", "right", "top", "bottom"]
SIDES: tuple[Side, ...] = ("left", "right", "top", "bottom")
OPPOSITE: dict[Side, Side] = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}

_TRACE = 1.0  # of 255: less is rounding
_LINE_DARK = 60.0
_LINE_PIXELS = 5


class Interval(NamedTuple):
    """From here to there, in mm."""

    start_mm: float
    end_mm: float


def darkest(image: Image.Image) -> int:
    """The darkest shade of a picture in grey, 0 to 255; 255 where it has no pixels."""
    return next((shade for shade, count in enumerate(image.histogram()) if count), 255)


def lightest(image: Image.Image) -> int:
    """The lightest shade of a picture in grey, 0 to 255; 0 where it has no pixels."""
    return max((shade for shade, count in enumerate(image.histogram()) if count), default=0)


def edge_of(box: Box, side: Side) -> float:
    """Where a side of a box is, in mm across (left, right) or down (top, bottom)."""
    edges = {"left": box.x_mm, "right": box.right_mm, "top": box.y_mm, "bottom": box.bottom_mm}
    return edges[side]


def strip_along(box: Box, side: Side, inside_mm: float, outside_mm: float, inset_mm: float) -> Box:
    """A strip along a side, from `inside_mm` within the box to `outside_mm` beyond it, short of its ends."""
    at, deep = edge_of(box, side), inside_mm + outside_mm
    if side in ("left", "right"):
        x = at - (outside_mm if side == "left" else inside_mm)
        return Box(x, box.y_mm + inset_mm, deep, box.height_mm - 2 * inset_mm)
    y = at - (outside_mm if side == "top" else inside_mm)
    return Box(box.x_mm + inset_mm, y, box.width_mm - 2 * inset_mm, deep)


def _across(picture: Picture, strip: Box, side: Side) -> tuple[Image.Image, list[float], float]:
    """A strip so that it runs from left to right outwards, the mm of each pixel's inner edge, mm a pixel."""
    left, top, right, bottom = picture.pixel_box(strip)
    image = picture.image.crop((left, top, right, bottom))
    kx, ky = picture.per_mm
    if side == "right":
        return image, [x / kx for x in range(left, right)], 1 / kx
    if side == "left":
        flipped = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return flipped, [(x + 1) / kx for x in range(right - 1, left - 1, -1)], -1 / kx
    if side == "bottom":
        turned = image.transpose(Image.Transpose.TRANSPOSE)
        return turned, [y / ky for y in range(top, bottom)], 1 / ky
    turned = image.transpose(Image.Transpose.TRANSPOSE).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return turned, [(y + 1) / ky for y in range(bottom - 1, top - 1, -1)], -1 / ky


def _means(image: Image.Image) -> list[float]:
    """How dark each column is on the mean, 0 to 255."""
    row = image.convert("F").resize((image.width, 1), Image.Resampling.BOX)
    return [255.0 - mean for mean in memoryview(row.tobytes()).cast("f")]


def ink_end_mm(picture: Picture, strip: Box, side: Side) -> float | None:
    """Where ink ends towards a side, in mm on the page; None where the strip is bare or inked throughout.

    Args:
        picture: the page.
        strip: where to look, from inked ground outwards.
        side: which way outwards is.
    """
    image, edges, pixel_mm = _across(picture, strip, side)
    if image.width < 2 or image.height < 1:
        return None
    dark = _means(image)
    inked = [i for i, value in enumerate(dark) if value > _TRACE]
    if not inked or inked[-1] == len(dark) - 1:
        return None
    last = inked[-1]
    behind = dark[max(0, last - 3) : last]
    ground = sum(behind) / len(behind) if behind else dark[last]
    return edges[last] + pixel_mm * min(1.0, dark[last] / max(ground, _TRACE))


def line_mm(picture: Picture, strip: Box, side: Side) -> float | None:
    """The middle of a line that runs through a strip from end to end, in mm; None where none stands out."""
    image, edges, pixel_mm = _across(picture, strip, side)
    if image.width < 3 or image.height < 1:
        return None
    pixels, width = image.tobytes(), image.width
    # What is dark in every row is a line along the strip: pictures beside it are interrupted.
    dark = [255.0 - max(pixels[x::width]) for x in range(width)]
    peak = max(range(width), key=dark.__getitem__)
    near = [i for i in range(width) if dark[i] > _TRACE]
    if dark[peak] < _LINE_DARK or near[-1] - near[0] >= _LINE_PIXELS:
        return None
    total = sum(dark[i] for i in near)
    return edges[0] + pixel_mm * (sum((i + 0.5) * dark[i] for i in near) / total)


def fold_mm(picture: Picture, strip: Box, side: Side) -> float | None:
    """Where bare paper turns into an inked back, in mm; None where too few rows are bare before it.

    Args:
        picture: the page.
        strip: from the front, over the fold, into the back.
        side: which way the back lies.
    """
    image, edges, pixel_mm = _across(picture, strip, side)
    pixels, width = image.tobytes(), image.width
    bare = int(width * 0.4)
    found = []
    for y in range(image.height):
        row = pixels[y * width : (y + 1) * width]
        if min(row[:bare], default=0) < 250:
            continue
        half = (255 + sum(row[-3:]) / 3) / 2
        first = next((i for i, value in enumerate(row) if value < half), None)
        if first is None or first == 0:
            continue
        before, after = row[first - 1], row[first]
        found.append(first - 0.5 + (before - half) / max(1, before - after))
    if len(found) < max(8, image.height // 5):
        return None
    # Dashes of the fold's line reach a little to the front; between them the back itself begins.
    found.sort()
    return edges[0] + pixel_mm * found[int(len(found) * 0.9)]
