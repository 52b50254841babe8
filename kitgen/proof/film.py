"""Words for red film: read through it, and not without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kitgen.proof.contrast import contrast, through_red
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.placed_marks import Colour, PlacedText

LEAST_THROUGH_FILM = 4.5
"""As for any text, by WCAG 2.2 (1.4.3)."""

MOST_WITHOUT_FILM = 2.0
"""Eyes find shapes by what is lighter or darker; below this, many strokes hide those of letters."""

LEAST_CLUTTER = 0.5
"""Share of the ground that clutter covers."""

_DPI = 300
_ROUND_MM = 0.5
_NEAR = 6
_PAPER = 250
_SHARE = 0.05
"""A colour with less of the ground is the blend at an edge."""


def film_colour(colour: Colour) -> bool:
    """Whether a colour is of the light blues that red film darkens."""
    red, green, blue = colour
    return red <= 170 and green >= 150 and blue >= 200


def film_faults(pdf: PdfReading, index: int, text: PlacedText) -> Iterator[str]:
    """What keeps a text from being read through red film, or lets it be read without."""
    shown = repr(text.text[:30])
    pixels = pdf.colours(index, _DPI, text.ink.inset(-_ROUND_MM)).tobytes()
    counts = Counter(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    total = sum(counts.values())
    grounds = [
        colour for colour, count in counts.items()
        if count >= _SHARE * total and not _is_near(colour, text.colour)
    ]  # fmt: skip
    clutter = sum(count for colour, count in counts.items() if min(colour) < _PAPER and colour[0] >= _PAPER)
    ground = sum(count for colour, count in counts.items() if colour[0] >= _PAPER)
    if not grounds or clutter < LEAST_CLUTTER * max(ground, 1):
        yield f"{shown} is for red film, and too little lies around it to hide it"
        return
    through = min(contrast(through_red(text.colour), through_red(colour)) for colour in grounds)
    without = max(contrast(text.colour, colour) for colour in grounds)
    if through < LEAST_THROUGH_FILM:
        least = LEAST_THROUGH_FILM
        yield f"{shown} has a contrast of {through:.1f}:1 through red film; {least}:1 is the least"
    if without > MOST_WITHOUT_FILM:
        yield f"{shown} has a contrast of {without:.1f}:1 without film; {MOST_WITHOUT_FILM}:1 is the most"


def _is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
