"""The black cat: one sitting cat, drawn with every tail, looking either way, with open and shut eyes."""

from __future__ import annotations

from kitgen.canvas import Canvas
from kitgen.mechanisms.decoder_wheel.clues import Cat
from kitgen.units import Box

BODY_OFF, SHAWL_OFF = 0.05, 0.13
"""How far a cat sits off the middle of its square, as a share of it: the shawl leaves one side empty."""

HEAD_SHARE = 0.56
"""Side of a head's square, as a share of the cat's."""


def draw_cat(canvas: Canvas, box: Box, cat: Cat) -> None:
    """A cat of the message or of a saying: the whole cat turns to where it looks."""
    # The body, not the square, stands over the letter below it.
    off = SHAWL_OFF if cat.tail == "shawl" else BODY_OFF
    lean = off * box.width_mm * (-1 if cat.gaze.value == "right" else 1)
    shut = "-shut" if cat.shut else ""
    name = f"wheel-cat-{cat.tail}-{cat.gaze.value}{shut}"
    canvas.art(name, Box(box.x_mm + lean, box.y_mm, box.width_mm, box.height_mm))


def draw_key_cat(canvas: Canvas, box: Box, tail: str) -> None:
    """A cat of the key: it looks at the reader, since its tail counts the same for either look."""
    lean = -SHAWL_OFF * box.width_mm if tail == "shawl" else 0.0
    canvas.art(f"wheel-cat-{tail}-front", Box(box.x_mm + lean, box.y_mm, box.width_mm, box.height_mm))


def draw_head(canvas: Canvas, x: float, y: float, cat_mm: float, look: str, *, is_shut: bool) -> None:
    """A head alone around (x, y), as large as on a cat of `cat_mm`."""
    side = cat_mm * HEAD_SHARE
    shut = "-shut" if is_shut else ""
    canvas.art(f"wheel-cat-head-{look}{shut}", Box(x - side / 2, y - side / 2, side, side))
