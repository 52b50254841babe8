"""Small pictures show the piece that they should, upright, and in few bytes."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from kitgen.hints.piece_pictures import LONGEST_PX, piece_pictures
from kitgen.layout.plan import Page, Placed
from kitgen.units import Box

DPI = 72
PX = DPI / 25.4


def printed(*placed: Placed, dark: Box) -> tuple[list[Page], list[Image.Image]]:
    """A page of 200 x 280 mm, white but for one dark box."""
    picture = Image.new("RGB", (round(200 * PX), round(280 * PX)), "white")
    corners = [dark.x_mm * PX, dark.y_mm * PX, dark.right_mm * PX, dark.bottom_mm * PX]
    ImageDraw.Draw(picture).rectangle(corners, fill="black")
    return [Page(lambda canvas: None, placed=tuple(placed))], [picture]


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "WEBP"
    return picture.convert("L")


def test_the_first_piece_of_a_group_is_shown_as_it_lies_on_the_paper() -> None:
    first = Placed("p/a", "p", "bricks", Box(20, 30, 40, 20))
    second = Placed("p/b", "p", "bricks", Box(100, 30, 40, 20))
    # The sheet lies 5 mm to the right and 3 mm down on the paper.
    found = piece_pictures([printed(first, second, dark=Box(25, 33, 20, 20))], (5.0, 3.0), DPI)
    assert list(found) == [("p", "bricks")]
    picture = opened(found["p", "bricks"])
    assert picture.width == LONGEST_PX
    assert picture.getpixel((LONGEST_PX // 4, picture.height // 2)) < 60  # type: ignore[operator]
    assert picture.getpixel((LONGEST_PX * 3 // 4, picture.height // 2)) > 180  # type: ignore[operator]


def test_a_piece_that_lies_turned_is_shown_upright() -> None:
    # Turned clockwise by a quarter, its top lies on the right.
    turned = Placed("p/a", "p", "card", Box(20, 30, 40, 20), turned=True)
    found = piece_pictures([printed(turned, dark=Box(40, 30, 20, 20))], (0.0, 0.0), DPI)
    picture = opened(found["p", "card"])
    assert picture.height == LONGEST_PX > picture.width
    middle = picture.width // 2
    assert picture.getpixel((middle, LONGEST_PX // 4)) < 60  # type: ignore[operator]
    assert picture.getpixel((middle, LONGEST_PX * 3 // 4)) > 180  # type: ignore[operator]


@pytest.mark.parametrize("size", [(3.0, 3.0), (190.0, 5.0), (5.0, 270.0)])
def test_pieces_of_any_shape_are_shown(size: tuple[float, float]) -> None:
    placed = Placed("p/a", "p", "x", Box(2, 2, *size))
    found = piece_pictures([printed(placed, dark=Box(2, 2, *size))], (0.0, 0.0), DPI)
    picture = opened(found["p", "x"])
    assert max(picture.size) <= LONGEST_PX
    assert len(found["p", "x"]) < 1500
