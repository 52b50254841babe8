"""The few letters of a title as a font small enough to travel inside a hint page."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=8)
def _read(file: Path) -> Any:
    """A font file, opened once for all titles."""
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(file.read_bytes()), recalcTimestamp=False, lazy=True)


@lru_cache(maxsize=64)
def title_font(file: Path, text: str) -> bytes:
    """A WOFF font with the shapes of these letters and no others; equal input gives equal bytes.

    Args:
        file: a TrueType font.
        text: the title.
    """
    # Only builds with hints need it. A new font is built: `fontTools.subset` takes three times as long to
    # import, and all it would keep beyond this (kerning, ligatures) hardly shows in a title of a few words.
    from fontTools.fontBuilder import FontBuilder

    source = _read(file)
    best = source.getBestCmap()
    shapes = {ord(letter): best[ord(letter)] for letter in sorted(set(text)) if ord(letter) in best}
    names = list(dict.fromkeys([".notdef", *shapes.values()]))
    for name in names:
        glyph = source["glyf"][name]
        if glyph.isComposite():
            names += [part.glyphName for part in glyph.components if part.glyphName not in names]
    heads = source["hhea"]
    built = FontBuilder(source["head"].unitsPerEm, isTTF=True)
    built.updateHead(created=0, modified=0)  # not the time of day: equal input gives equal bytes
    built.setupGlyphOrder(names)
    built.setupCharacterMap(shapes)
    built.setupGlyf({name: source["glyf"][name] for name in names})
    built.setupHorizontalMetrics({name: source["hmtx"][name] for name in names})
    built.setupHorizontalHeader(ascent=heads.ascent, descent=heads.descent, lineGap=heads.lineGap)
    built.setupNameTable({"familyName": "title", "styleName": "Regular"})
    built.setupOS2(
        sTypoAscender=heads.ascent,
        sTypoDescender=heads.descent,
        sTypoLineGap=heads.lineGap,
        usWinAscent=heads.ascent,
        usWinDescent=-heads.descent,
    )
    built.setupPost(keepGlyphNames=False)
    built.font.flavor = "woff"
    buffer = io.BytesIO()
    built.font.save(buffer)
    return buffer.getvalue()
