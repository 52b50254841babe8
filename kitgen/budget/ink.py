"""How much ink pages take, measured on the finished files.

Pages are rendered small and their colours taken apart as a printer with four inks would: what all three
colours have in common is printed black, the rest in cyan, magenta and yellow. Printers mix by tables of their
own, so this tells prints from each other (`--ink full` from `saver`) rather than millilitres. For scale: what
makers print on cartridges ('300 pages') is counted on pages with about 5 % of each colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops, ImageStat

DPI = 72
"""Hairlines are drawn too strong where they are narrower than a pixel: the flagship shows 5 % more ink than
at 300 dpi, which takes ten times as long; at 36 dpi it shows a fifth more."""


@dataclass(frozen=True)
class InkShares:
    """Ink as a share of the area of a printed side, from 0 to 1, on the mean of all sides with any ink.

    Args:
        cyan: share of cyan.
        magenta: share of magenta.
        yellow: share of yellow.
        black: share of black.
        sides: printed sides; backs that stay blank are none.
    """

    cyan: float
    magenta: float
    yellow: float
    black: float
    sides: int

    def per_cent(self) -> dict[str, float]:
        """By colour, in per cent of a side, rounded to a tenth."""
        shares = {"cyan": self.cyan, "magenta": self.magenta, "yellow": self.yellow, "black": self.black}
        return {name: round(100 * share, 1) + 0.0 for name, share in shares.items()}


def rendered(data: bytes) -> list[Image.Image]:
    """All pages of a PDF as pictures at `DPI`.

    Args:
        data: bytes of a PDF of our own.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=DPI / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def ink_of(pages: Sequence[Image.Image]) -> InkShares:
    """The ink of all pages of a file.

    Args:
        pages: as `rendered` gives them.
    """
    found = [_shares(page) for page in pages]
    return mean_ink([InkShares(*shares, sides=1) for shares in found if any(shares)])


def mean_ink(parts: Sequence[InkShares]) -> InkShares:
    """The ink of several files as one print, each weighed by its sides."""
    sides = sum(part.sides for part in parts)
    cyan, magenta, yellow, black = (
        sum(getattr(part, ink) * part.sides for part in parts) / max(1, sides)
        for ink in ("cyan", "magenta", "yellow", "black")
    )
    return InkShares(cyan, magenta, yellow, black, sides)


def _shares(picture: Image.Image) -> tuple[float, float, float, float]:
    red, green, blue = picture.split()
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    cyan, magenta, yellow = (_mean(ImageChops.subtract(lightest, channel)) for channel in (red, green, blue))
    return cyan, magenta, yellow, _mean(ImageChops.invert(lightest))


def _mean(channel: Image.Image) -> float:
    return float(ImageStat.Stat(channel).mean[0]) / 255
