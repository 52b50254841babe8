"""Ink: what was asked for is what is drawn, and every text stands out from its ground.

Measured on pictures of the pages. Of all texts, two of each colour on each mix of shades are looked at
closely. A text that something is drawn over has no contrast to measure; `spoilers` reads it all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageFilter

from kitgen.proof.check_files import Finding
from kitgen.proof.check_pieces import INK_DPI
from kitgen.proof.contrast import contrast
from kitgen.proof.film import film_colour, film_faults
from kitgen.proof.measured_ink import lightest
from kitgen.proof.opened import JOIN, PAPER_HINTS, Output
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.placed_marks import Colour, PlacedText

LEAST_CONTRAST = 4.5
"""For text, by WCAG 2.2 (1.4.3)."""

DARK_AREA_MM = 8.0
"""Side of the largest filled square in saver ink: letters of the largest title have stems that wide."""

DARK = 140
"""Shades below this count as filled where ink is to be saved."""

GREY_OFF = 3
"""How far red, green and blue of a grey pixel may differ."""

_COLOUR_DPI, _CLOSE_DPI = 50, 300
_SAMPLES = 2
_REACH = 7
_SHADES = 24
_NEAR = 6
_ROUND_MM = 0.5
_GROUND_SHARE = 0.12


def check_ink(output: Output) -> Finding:
    """Saver has no filled areas, grey has no colour, and texts have a contrast of 4.5:1 at least."""
    ink = output.manifest.options.printing.ink
    faults: list[str] = []
    pages = looked_at = 0
    least = 21.0
    for pdf in output.players_pdfs():
        pages += pdf.pages
        is_film = pdf.path == PAPER_HINTS and output.manifest.options.hint_paper == "film"
        for index in range(pdf.pages):
            where = f"{pdf.path} page {index + 1}"
            # The join sheet's codes are as large as a hand, and so are some squares of theirs.
            is_saved = ink == "saver" and pdf.path != JOIN
            if is_saved and (at := dark_area(pdf.picture(index, INK_DPI).image)):
                faults.append(f"{where}: a dark area of more than {DARK_AREA_MM:g} mm, {at}")
            if ink == "grey" and is_coloured(pdf.colours(index, _COLOUR_DPI)):
                faults.append(f"{where}: it is printed in colour, though the ink is {ink}")
        for index, text, found in _samples(pdf):
            looked_at += 1
            if is_film and film_colour(text.colour):
                faults += [f"{pdf.path} page {index + 1}: {fault}" for fault in film_faults(pdf, index, text)]
                continue
            least = min(least, found)
            if found < LEAST_CONTRAST:
                faults.append(
                    f"{pdf.path} page {index + 1}: {text.text[:30]!r} has a contrast of {found:.1f}:1; "
                    f"{LEAST_CONTRAST}:1 is the least"
                )
    return f"{pages} pages in {ink} ink, {looked_at} texts close by, least contrast {least:.1f}:1", faults


def is_coloured(image: Image.Image) -> bool:
    """Whether a picture has a pixel that is no grey."""
    red, green, blue = image.split()
    pairs = ((red, green), (green, blue))
    return any(lightest(ImageChops.difference(one, other)) > GREY_OFF for one, other in pairs)


def dark_area(image: Image.Image) -> str:
    """Where a picture of a page has a filled dark square, or an empty string.

    Cells are half a millimetre wide, so that the light modules of a code are seen as such; any dark square of
    8 mm holds fifteen by fifteen whole cells.
    """
    cell = round(INK_DPI / 25.4 / 2)
    around = image.reduce(cell)
    # Each cell becomes as light as the lightest of fifteen by fifteen: 1 + 4 + 4 + 4 + 2.
    for size in (5, 5, 5, 3):
        around = around.filter(ImageFilter.MaxFilter(size))
    # At the edges the filters see too little.
    inner = around.crop((_REACH, _REACH, around.width - _REACH, around.height - _REACH))
    place = inner.point([255] * DARK + [0] * (256 - DARK)).getbbox()
    if place is None:
        return ""
    mm = cell * 25.4 / INK_DPI
    left, top = (place[0] + _REACH) * mm, (place[1] + _REACH) * mm
    return f"{left:.0f} mm from the left and {top:.0f} mm from the top"


def _samples(pdf: PdfReading) -> Iterator[tuple[int, PlacedText, float]]:
    """The contrast of a few texts of each colour on each mix of shades, with their pages."""
    seen: Counter[tuple[Colour, tuple[int, ...]]] = Counter()
    for index in range(pdf.pages):
        image = pdf.picture(index, INK_DPI)
        for text in pdf.placed_texts(index):
            if not text.text.strip() or text.ink.width_mm <= 0 or text.ink.height_mm <= 0:
                continue
            counts = image.image.crop(image.pixel_box(text.ink.inset(-_ROUND_MM))).histogram()
            bands = [sum(counts[i : i + _SHADES]) for i in range(0, 256, _SHADES)]
            share = _GROUND_SHARE * sum(counts)
            key = (text.colour, tuple(i for i, band in enumerate(bands) if band >= share))
            if seen[key] < _SAMPLES and (found := contrast_of(pdf, index, text)) is not None:
                seen[key] += 1
                yield index, text, found


def contrast_of(pdf: PdfReading, index: int, text: PlacedText) -> float | None:
    """A text's contrast against the least fitting of the grounds that it stands on, as they are drawn.

    None where nothing of its colour is seen, since something covers it.
    """
    image = pdf.colours(index, _CLOSE_DPI, text.ink.inset(-_ROUND_MM))
    pixels = image.tobytes()
    counts = Counter(zip(pixels[::3], pixels[1::3], pixels[2::3], strict=True))
    seen = {colour: count for colour, count in counts.items() if _is_near(colour, text.colour)}
    if not seen:
        return None
    own = max(seen, key=seen.__getitem__)
    grounds = {colour: count for colour, count in counts.items() if colour not in seen}
    # Pixels that a glyph covers in part are of no one's colour; a ground has a share of its own.
    total = sum(counts.values()) - sum(seen.values())
    large = [colour for colour, count in grounds.items() if count >= _GROUND_SHARE * total]
    large = large or sorted(grounds, key=grounds.__getitem__)[-1:]
    return min((contrast(own, ground) for ground in large), default=1.0)


def _is_near(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _NEAR for a, b in zip(one, other, strict=True))
