"""A print and a phone by calculation: what a camera sees of a code on paper.

In the order of nature: ink spreads on fibres, a lamp lights the paper unevenly, a pinhole camera looks at it
from aslant, lens and hand blur, the sensor counts electrons, JPEG throws away. No real printer or phone was
measured for it; each range says what it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey, rows from the top, 255 is white."""

Light = NDArray[np.float32]
"""How much light comes back, 0 to 1 and linear, rows from the top."""

PAPER_PX_MM = 50
"""Pixels a millimetre of artwork and paper: a pixel is 20 µm, a third of the ink's spread."""

WINDOW_PX = 480
"""Side of the middle of a frame, which is where scanning apps draw their square and read."""

INK_LIGHT, PAPER_LIGHT = 0.05, 0.85
"""What black ink and white office paper give back (optical densities of 1.3 and 0.07; assumed)."""

FULL_FRAME_MM = 36.0
"""Long side of the film that 'equivalent focal lengths' refer to."""

_FINER = 3
"""Each pixel of the sensor is seen as 3 × 3 rays."""

Span = tuple[float, float]
"""From, to; values between are equally likely."""


@dataclass(frozen=True)
class Camera:
    """A phone, the hand that holds it and the lamp above, as ranges to draw pictures from.

    Args:
        frame_px: long side of the frame that is read. Scanners look at video, not at photographs: Google's
            ML Kit recommends 1280 × 720 or 1920 × 1080
            (https://developers.google.com/ml-kit/vision/barcode-scanning/android).
        lens_mm: focal length, as on full-frame film. 26 and 28 are what makers name for main cameras.
        distance_mm: from the lens to the code.
        tilt_deg: between the paper and the sensor.
        blur_px: standard deviation of focus, lens and colour mosaic together, in pixels of the frame.
        motion_px: what the hand moves during the exposure. A degree or two a second for a fiftieth of a
            second is about a pixel.
        electrons: in a white pixel; noise is their root, and `read_noise` more. A sensor of small pixels
            holds some 6000 and is read at a fourth to a twelfth of it under a lamp in the evening.
        read_noise: in electrons.
        falloff: light at the darkest side of the picture, as a share of the brightest.
        shadow: how much light the shadow of hand or phone takes, with a soft edge across the picture.
        exposure: how bright white paper comes out, as a share of what the sensor can tell.
        jpeg: quality.
    """

    frame_px: int
    lens_mm: float
    distance_mm: Span
    tilt_deg: Span
    blur_px: Span
    motion_px: Span
    electrons: Span
    read_noise: float
    falloff: Span
    shadow: Span
    exposure: Span
    jpeg: Span

    @property
    def focal_px(self) -> float:
        """Focal length in pixels of the frame."""
        return self.frame_px * self.lens_mm / FULL_FRAME_MM


ORDINARY = Camera(
    frame_px=1920,
    lens_mm=26,
    distance_mm=(120, 150),
    tilt_deg=(0, 35),
    blur_px=(0.6, 1.3),
    motion_px=(0, 2),
    electrons=(500, 1500),
    read_noise=3,
    falloff=(0.5, 1),
    shadow=(0, 0.4),
    exposure=(0.6, 0.95),
    jpeg=(60, 85),
)
"""A phone of today."""

FAR = replace(ORDINARY, distance_mm=(200, 250))
"""The same, where a large sensor does not focus any closer."""

HARSH = Camera(
    frame_px=1280,
    lens_mm=28,
    distance_mm=(120, 150),
    tilt_deg=(0, 45),
    blur_px=(0.9, 2.0),
    motion_px=(0, 4),
    electrons=(150, 500),
    read_noise=6,
    falloff=(0.35, 1),
    shadow=(0, 0.6),
    exposure=(0.45, 1.05),
    jpeg=(60, 85),
)
"""A cheap phone, five years old, in an unsteady hand and bad light."""


@dataclass(frozen=True)
class Shot:
    """One picture's circumstances, in the units of `Camera`.

    Args:
        axis_deg: direction in the paper that it is tilted about.
        turn_deg: how far the phone is turned.
        aside_mm: how far the code lies off the middle, to the right and down.
        light_deg: where the light falls off to.
        shadow_deg: where the shadow lies.
        motion_deg: where the hand moves to.
        noise_seed: for grain of paper and sensor.
    """

    distance_mm: float
    tilt_deg: float
    axis_deg: float
    turn_deg: float
    aside_mm: tuple[float, float]
    blur_px: float
    motion_px: float
    motion_deg: float
    electrons: float
    read_noise: float
    falloff: float
    light_deg: float
    shadow: float
    shadow_deg: float
    exposure: float
    jpeg: int
    noise_seed: int


def draw_shot(camera: Camera, seed: int) -> Shot:
    """One picture's circumstances; the same for the same camera and seed."""
    rng = np.random.default_rng(seed)

    def between(span: Span) -> float:
        return float(rng.uniform(*span))

    return Shot(
        distance_mm=between(camera.distance_mm),
        tilt_deg=between(camera.tilt_deg),
        axis_deg=between((0, 360)),
        turn_deg=between((0, 360)),
        aside_mm=(between((-3, 3)), between((-3, 3))),
        blur_px=between(camera.blur_px),
        motion_px=between(camera.motion_px),
        motion_deg=between((0, 180)),
        electrons=between(camera.electrons),
        read_noise=camera.read_noise,
        falloff=between(camera.falloff),
        light_deg=between((0, 360)),
        shadow=between(camera.shadow),
        shadow_deg=between((0, 360)),
        exposure=between(camera.exposure),
        jpeg=round(between(camera.jpeg)),
        noise_seed=int(rng.integers(2**32)),
    )


def printed(artwork: Picture, spread_mm: float, seed: int) -> Light:
    """Artwork as ink on paper.

    Each edge of ink moves outwards by the whole spread, so a light module between dark ones loses it twice.
    Fibres let edges waver by 15 µm, and light that wanders in the paper softens them by 30 µm (both assumed).

    Args:
        artwork: with `PAPER_PX_MM` pixels a millimetre.
        spread_mm: how far ink runs.
        seed: for the fibres.
    """
    rng = np.random.default_rng(seed)
    height, width = artwork.shape
    ys, xs = np.indices(artwork.shape, np.float32)
    # Fibres are about 0.1 mm apart: waves of that length, drawn coarse and widened.
    coarse = (height * 10 // PAPER_PX_MM, width * 10 // PAPER_PX_MM)
    waver = [
        cv2.resize(rng.normal(0, 0.015 * PAPER_PX_MM, coarse).astype(np.float32), (width, height))
        for _ in range(2)
    ]
    wavy = cv2.remap(artwork, xs + waver[0], ys + waver[1], cv2.INTER_LINEAR, borderValue=255)
    reach = round(spread_mm * PAPER_PX_MM)
    disc = np.hypot(*np.mgrid[-reach : reach + 1, -reach : reach + 1]) <= reach
    inked = cv2.erode(wavy, disc.astype(np.uint8), borderValue=255)
    grey = (inked.astype(np.float32) / 255) ** np.float32(2.2)
    soft = cv2.GaussianBlur(grey, (0, 0), 0.03 * PAPER_PX_MM)
    return np.asarray(INK_LIGHT + (PAPER_LIGHT - INK_LIGHT) * soft, np.float32)


def photographed(paper: Light, camera: Camera, shot: Shot) -> Picture:
    """The middle of the frame that a camera takes of paper.

    Args:
        paper: with `PAPER_PX_MM` pixels a millimetre, the code in its middle.
        camera: its focal length counts; all else is in the shot.
        shot: the picture's circumstances.
    """
    side = WINDOW_PX * _FINER
    seen = cv2.warpPerspective(
        paper, _view(paper, camera, shot), (side, side), flags=cv2.INTER_LINEAR, borderValue=PAPER_LIGHT
    )
    seen = seen * _lamp(side, shot)
    seen = cv2.filter2D(seen, -1, _hand(shot), borderType=cv2.BORDER_REPLICATE)
    seen = cv2.GaussianBlur(seen, (0, 0), shot.blur_px * _FINER)
    frame = cv2.resize(seen, (WINDOW_PX, WINDOW_PX), interpolation=cv2.INTER_AREA)
    return _developed(np.asarray(frame, np.float32), shot)


def _view(paper: Light, camera: Camera, shot: Shot) -> NDArray[np.float64]:
    """The homography from pixels of paper to the finer pixels of the window: a pinhole camera."""
    to_mm = np.diag([1 / PAPER_PX_MM, 1 / PAPER_PX_MM, 1.0])
    height, width = paper.shape
    to_mm[:2, 2] = -width / 2 / PAPER_PX_MM, -height / 2 / PAPER_PX_MM
    turn = _turned(shot.turn_deg)
    axis = _turned(shot.axis_deg)
    tilt = np.radians(shot.tilt_deg)
    lean = np.array(
        [[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]], np.float64
    )
    pose = axis @ lean @ axis.T @ turn
    # Points of the paper have no height, so the third column gives its place to where the paper is.
    pose[:, 2] = *shot.aside_mm, shot.distance_mm
    focal, middle = camera.focal_px * _FINER, WINDOW_PX * _FINER / 2
    lens = np.array([[focal, 0, middle], [0, focal, middle], [0, 0, 1]])
    return np.asarray(lens @ pose @ to_mm, np.float64)


def _turned(degrees: float) -> NDArray[np.float64]:
    """A turn in the plane of the paper."""
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])


def _lamp(side: int, shot: Shot) -> Light:
    """How bright each place is: falling off evenly, and the soft edge of a shadow near the middle."""
    ys, xs = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j].astype(np.float32)

    def along(degrees: float) -> NDArray[np.float32]:
        return np.asarray(xs * np.cos(np.radians(degrees)) + ys * np.sin(np.radians(degrees)), np.float32)

    even = 1 - (1 - shot.falloff) * (np.clip(along(shot.light_deg), -1, 1) + 1) / 2
    shade = 1 - shot.shadow / (1 + np.exp(-12 * along(shot.shadow_deg)))
    return np.asarray(even * shade, np.float32)


def _hand(shot: Shot) -> NDArray[np.float32]:
    """A line of light that a point leaves while the hand moves."""
    length = shot.motion_px * _FINER
    reach = int(np.ceil(length / 2)) + 1
    line = np.zeros((2 * reach + 1, 2 * reach + 1), np.float32)
    for step in np.linspace(-length / 2, length / 2, 8 * reach):
        x = reach + step * np.cos(np.radians(shot.motion_deg))
        y = reach + step * np.sin(np.radians(shot.motion_deg))
        line[round(y), round(x)] += 1
    return np.asarray(line / line.sum(), np.float32)


def _developed(frame: Light, shot: Shot) -> Picture:
    """Electrons with their noise, the usual curve (sRGB, as a power of 2.2), and JPEG there and back."""
    rng = np.random.default_rng(shot.noise_seed)
    exposed = frame * (shot.exposure / float(np.percentile(frame, 95)))
    electrons = exposed * shot.electrons
    noise = np.sqrt(np.maximum(electrons, 0) + shot.read_noise**2)
    counted = (electrons + noise * rng.standard_normal(frame.shape)) / shot.electrons
    grey = np.clip(counted, 0, 1) ** (1 / 2.2) * 255
    _, packed = cv2.imencode(".jpg", grey.round().astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, shot.jpeg])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
