"""The simulated print and phone: gentle where they should be, and able to fail a code."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp

from benchmarks.codes import PAPER_MM, artwork, printed_codes
from benchmarks.phone import (
    HARSH,
    INK_LIGHT,
    ORDINARY,
    PAPER_LIGHT,
    PAPER_PX_MM,
    Camera,
    Light,
    Picture,
    Shot,
    draw_shot,
    photographed,
    printed,
)
from kitgen.build import Built
from kitgen.codes import qr_matrix

ADDRESS = "HTTPS://ESCAPE-NIGHTS.EXAMPLE.ORG/M4K0TS5Q/"
SIDE_PX = round(PAPER_MM * PAPER_PX_MM)

STILL = Shot(
    distance_mm=130,
    tilt_deg=0,
    axis_deg=0,
    turn_deg=0,
    aside_mm=(0, 0),
    blur_px=0.5,
    motion_px=0,
    motion_deg=0,
    electrons=100_000,
    read_noise=0,
    falloff=1,
    light_deg=0,
    shadow=0,
    shadow_deg=0,
    exposure=0.9,
    jpeg=95,
    noise_seed=1,
)
"""As good as a picture gets."""


def drawn(size_mm: float) -> Picture:
    """The code of the address in the middle of white paper, as artwork."""
    code = qr_matrix(ADDRESS)
    module = round(size_mm * PAPER_PX_MM)
    dark = np.kron(np.array(code.matrix, np.uint8), np.ones((module, module), np.uint8))
    paper = np.full((SIDE_PX, SIDE_PX), 255, np.uint8)
    start = (SIDE_PX - len(dark)) // 2
    paper[start : start + len(dark), start : start + len(dark)][dark == 1] = 0
    return paper


def reads(picture: Picture) -> bool:
    return [code.text for code in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def read_of(paper: Light, camera: Camera, shots: list[Shot]) -> int:
    return sum(reads(photographed(paper, camera, shot)) for shot in shots)


@pytest.fixture(scope="module")
def paper() -> Light:
    return printed(drawn(0.5), 0.06, 1)


def test_a_still_picture_in_good_light_is_read(paper: Light) -> None:
    assert reads(photographed(paper, ORDINARY, STILL))


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    pictures = [
        photographed(printed(drawn(0.5), 0.06, seed), ORDINARY, draw_shot(ORDINARY, seed))
        for seed in (4, 4, 5)
    ]
    assert np.array_equal(pictures[0], pictures[1])
    assert not np.array_equal(pictures[0], pictures[2])


def test_more_blur_is_read_less_and_much_blur_never(paper: Light) -> None:
    shots = [replace(draw_shot(ORDINARY, seed), motion_px=0) for seed in range(6)]
    sharp, soft, gone = (
        read_of(paper, ORDINARY, [replace(shot, blur_px=blur) for shot in shots]) for blur in (0.6, 2.2, 5)
    )
    assert sharp > soft >= gone
    assert gone == 0


def test_ink_that_closes_the_modules_is_not_read_even_in_the_best_picture() -> None:
    assert not reads(photographed(printed(drawn(0.5), 0.24, 1), ORDINARY, STILL))


@pytest.mark.parametrize("spread_mm", [0.0, 0.06, 0.08])
def test_ink_runs_as_far_as_asked_to_each_side(spread_mm: float) -> None:
    bar = np.full((SIDE_PX, SIDE_PX), 255, np.uint8)
    bar[500:1500, 950:1050] = 0
    light = printed(bar, spread_mm, 2)
    middle = (INK_LIGHT + PAPER_LIGHT) / 2
    width_mm = float(np.mean((light[600:1400] < middle).sum(axis=1))) / PAPER_PX_MM
    assert width_mm == pytest.approx(2 + 2 * spread_mm, abs=0.015)


def test_a_length_on_paper_has_the_pixels_that_the_lens_gives_it() -> None:
    bar = np.full((SIDE_PX, SIDE_PX), 255, np.uint8)
    bar[900:1100, 500:1500] = 0  # 20 mm
    for camera in (ORDINARY, HARSH):
        picture = photographed(printed(bar, 0, 1), camera, STILL)
        width = int((picture[240] < 140).sum())
        assert width == pytest.approx(20 * camera.frame_px * camera.lens_mm / 36 / 130, abs=2)


def test_a_tilted_square_is_narrower_and_its_near_side_longer() -> None:
    square = np.full((SIDE_PX, SIDE_PX), 255, np.uint8)
    square[500:1500, 500:1500] = 0
    picture = photographed(printed(square, 0, 1), ORDINARY, replace(STILL, tilt_deg=35)) < 140
    rows = np.flatnonzero(picture.any(axis=1))
    first, last = (int(picture[row].sum()) for row in (rows[4], rows[-5]))
    assert len(rows) / picture.sum(axis=1).max() == pytest.approx(np.cos(np.radians(35)), abs=0.07)
    assert max(first, last) / min(first, last) > 1.05


def test_shots_keep_within_their_camera() -> None:
    for seed in range(50):
        for camera in (ORDINARY, HARSH):
            shot = draw_shot(camera, seed)
            for name in ("distance_mm", "tilt_deg", "blur_px", "motion_px", "electrons", "falloff", "jpeg"):
                low, high = getattr(camera, name)
                assert low <= getattr(shot, name) <= high


def test_artwork_is_the_built_page_with_modules_of_the_size_asked_for(built: Built) -> None:
    code = printed_codes(built)[0]
    modules = qr_matrix(code.text).modules
    for size_mm in (0.5, 0.6):
        picture = artwork(code, size_mm)
        assert picture.shape == pytest.approx((SIDE_PX, SIDE_PX), abs=2)
        (found,) = [each.position for each in zxingcpp.read_barcodes(picture) if each.text == code.text]
        corners = (found.top_left, found.top_right, found.bottom_right, found.bottom_left)
        across = [
            np.hypot(one.x - other.x, one.y - other.y)
            for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
        ]
        assert across == pytest.approx([modules * size_mm * PAPER_PX_MM] * 4, rel=0.03)
        assert sum(corner.x for corner in corners) / 4 == pytest.approx(SIDE_PX / 2, abs=15)
