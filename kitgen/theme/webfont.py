"""The few letters of a title as a font small enough to travel inside a hint page."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=64)
def title_font(file: Path, text: str) -> bytes:
    """A WOFF font with the shapes of these letters and no others; equal input gives equal bytes.

    Args:
        file: a TrueType font.
        text: the title.
    """
    # Only builds with hints need it, and it takes longer to import than a page to write.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.hinting = False
    options.name_IDs = []
    font = TTFont(str(file), recalcTimestamp=False, lazy=True)
    # Reading the layout tables takes longer than all the rest, and a title of a few words hardly shows it.
    for table in ("GPOS", "GSUB", "GDEF"):
        if table in font:
            del font[table]
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=text)
    subsetter.subset(font)
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    font.close()
    return buffer.getvalue()
