"""Small pictures of pieces for the first page of a puzzle's hints, cut out of the printed pages.

They show which thing is meant, not what stands on it: so small and in so few greys that no clue can be read.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from PIL import Image, ImageOps

from kitgen.layout.plan import Page, Placed
from kitgen.units import Box

LONGEST_PX = 32
"""Shown at 44. At 60 the name on a doll's tag can be read, at 40 guessed, and one of these is an answer."""

GREYS = 4
QUALITY = 30
MARGIN_MM = 1.0

PiecePictures = Mapping[tuple[str, str], bytes]
"""By puzzle and group, the picture of its first piece as WebP."""


def piece_pictures(
    files: Sequence[tuple[Sequence[Page], Sequence[Image.Image]]], origin_mm: tuple[float, float], dpi: float
) -> PiecePictures:
    """A picture of the first piece of each group.

    Args:
        files: pages of each players' file, and the same pages as rendered, in the order of printing.
        origin_mm: where the sheet lies on the paper.
        dpi: at which the pages were rendered.
    """
    found: dict[tuple[str, str], bytes] = {}
    for pages, pictures in files:
        for page, picture in zip(pages, pictures, strict=True):
            for placed in page.placed:
                key = (placed.puzzle, placed.group)
                if key not in found:
                    found[key] = _small(picture, placed, origin_mm, dpi)
    return found


def _small(picture: Image.Image, placed: Placed, origin_mm: tuple[float, float], dpi: float) -> bytes:
    crop = picture.crop(_pixels(placed.box, origin_mm, dpi)).convert("L")
    if placed.turned:
        crop = crop.transpose(Image.Transpose.ROTATE_90)
    share = LONGEST_PX / max(crop.size)
    if share < 1:
        crop = crop.resize(
            (max(1, round(crop.width * share)), max(1, round(crop.height * share))), Image.Resampling.BOX
        )
    out = io.BytesIO()
    ImageOps.posterize(crop, GREYS.bit_length()).save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()


def _pixels(box: Box, origin_mm: tuple[float, float], dpi: float) -> tuple[int, int, int, int]:
    scale = dpi / 25.4
    left, top = (box.x_mm + origin_mm[0] - MARGIN_MM) * scale, (box.y_mm + origin_mm[1] - MARGIN_MM) * scale
    return (
        round(left),
        round(top),
        round(left + (box.width_mm + 2 * MARGIN_MM) * scale),
        round(top + (box.height_mm + 2 * MARGIN_MM) * scale),
    )
