"""Every page of both kits looks as it did: small grey pictures that differ only when somebody means it.

After a change that is meant, `pytest tests/test_golden_pages.py --accept-goldens` writes them anew: one
picture a PDF under tests/goldens/pages/, its pages side by side. Look at them before you commit them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kitgen.build import BuildOptions, Built, build_kit
from tests.printed import Picture, pictures

FOLDER = Path(__file__).parent / "goldens" / "pages"
DPI = 24.0
"""A pixel is a millimetre, roughly: words are grey bars, but where they stand, how large, how dark shows."""

COLUMNS = 6
GREYS = 16
"""Shades that are kept; more are noise at this size."""

MEAN, LARGE, LARGE_SHARE = 0.6, 40, 0.0015
"""A page may differ by so much of 255 on the mean, and by more than `LARGE` in this share of its pixels:
room for another build of the renderer, not for a few lines of text. A page of A4 has some 56,000 pixels."""

KITS = ("small-door", "trial")
FILES = ("print/firm-paper", "print/plain-paper", "host/guide", "host/solutions")


@cache
def night(kit: str) -> Built:
    return build_kit(BuildOptions(kit, seed="moth", hints="http://192.168.1.20:8737"))


def pages_now(kit: str, file: str) -> list[Picture]:
    return [few_greys(page) for page in pictures(night(kit).files[f"{file}.pdf"], DPI)]


def few_greys(page: Picture) -> Picture:
    step = 255 / (GREYS - 1)
    return (np.round(page / step) * step).astype(np.uint8)


def golden_path(kit: str, file: str) -> Path:
    return FOLDER / f"{kit}-{file.split('/')[1]}.png"


def side_by_side(pages: list[Picture]) -> Picture:
    """Pages in rows of `COLUMNS`; places without a page are white."""
    height, width = pages[0].shape
    rows = -(-len(pages) // COLUMNS)
    sheet = np.full((rows * height, min(COLUMNS, len(pages)) * width), 255, dtype=np.uint8)
    for i, page in enumerate(pages):
        row, column = divmod(i, COLUMNS)
        sheet[row * height : (row + 1) * height, column * width : (column + 1) * width] = page
    return sheet


def differences(now: list[Picture], kept: Picture) -> list[str]:
    """What is not as it was, page by page."""
    fresh = side_by_side(now)
    if fresh.shape != kept.shape:
        return [f"{len(now)} pages make a picture of {fresh.shape[::-1]} pixels; kept is {kept.shape[::-1]}"]
    height, width = now[0].shape
    found = []
    for i in range(kept.size // (height * width)):
        row, column = divmod(i, kept.shape[1] // width)
        here = np.s_[row * height : (row + 1) * height, column * width : (column + 1) * width]
        page, before = fresh[here], kept[here]
        apart = np.abs(page.astype(int) - before.astype(int))
        share = float((apart > LARGE).mean())
        if apart.mean() > MEAN or share > LARGE_SHARE:
            found.append(
                f"page {i + 1}: {apart.mean():.2f} of 255 apart on the mean, {100 * share:.2f} % by a lot"
            )
    return found


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("kit", KITS)
def test_every_page_looks_as_it_did(kit: str, file: str, request: pytest.FixtureRequest) -> None:
    now = pages_now(kit, file)
    path = golden_path(kit, file)
    if request.config.getoption("--accept-goldens"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        # Sixteen greys take four bits a pixel.
        palette = Image.fromarray(side_by_side(now)).convert(
            "P", palette=Image.Palette.ADAPTIVE, colors=GREYS
        )
        palette.save(path, optimize=True)
    kept = np.asarray(Image.open(path).convert("L"), dtype=np.uint8)
    assert differences(now, kept) == [], (
        f"{path.name} is not what {file}.pdf of {kit} looks like; if that is meant, run with --accept-goldens"
    )


def test_no_golden_is_left_over_and_all_of_them_are_small() -> None:
    kept = sorted(FOLDER.glob("*.png"))
    assert kept == sorted(golden_path(kit, file) for kit in KITS for file in FILES)
    assert sum(path.stat().st_size for path in kept) < 1_000_000


@pytest.mark.parametrize("file", FILES)
def test_a_golden_notices_a_page_that_moved_lost_a_block_or_is_another(file: str) -> None:
    now = pages_now("trial", file)
    kept = side_by_side(now)
    assert differences(now, kept) == []
    for i, page in enumerate(now):
        said = f"page {i + 1}: "
        shifted = [*now[:i], np.roll(page, 1, axis=0), *now[i + 1 :]]
        assert [line.startswith(said) for line in differences(shifted, kept)] == [True]
        # The fullest 2 by 2 cm of it are blank.
        least = min(
            ((page[y : y + 19, x : x + 19].sum(), y, x) for y in range(0, 260, 9) for x in range(0, 180, 9)),
        )
        torn = page.copy()
        torn[least[1] : least[1] + 19, least[2] : least[2] + 19] = 255
        assert [line.startswith(said) for line in differences([*now[:i], torn, *now[i + 1 :]], kept)] == [
            True
        ]
    if len(now) > 1:
        assert differences(now[:-1], kept) != []
        assert differences([now[1], now[0], *now[2:]], kept) != []
