"""Every printed code is read back from a picture of its page, by two readers nobody here wrote."""

from __future__ import annotations

from collections import Counter
from typing import Any

import cv2
import numpy as np
import pypdfium2
import pytest
import zxingcpp

from kitgen.build import Built

FILES = ("firm-paper", "plain-paper")


LOOKS = ((40, 1.0), (40, 0.75), (100, 1.0))
"""Pixels round a code and how large it is seen, look after look, as a phone sees it that a hand holds. In one
look OpenCV misses one code in fifty or so, whichever it is; zxing above misses none."""


def pages(built: Built, dpi: int) -> list[Any]:
    pictures = []
    for name in FILES:
        document = pypdfium2.PdfDocument(built.files[f"print/{name}.pdf"])
        pictures += [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
        document.close()
    return pictures


def expected(built: Built) -> Counter[str]:
    """Each puzzle's code stands on its story card and on each of its sheets; the landing page's once."""
    counts: Counter[str] = Counter()
    for puzzle in built.manifest.puzzles:
        sheets = [
            p for p in built.manifest.pieces if (p.puzzle, p.file) == (puzzle.id, "print/plain-paper.pdf")
        ]
        counts[puzzle.hints] = 1 + len(sheets)
    counts["HTTP://192.168.1.20:8737/"] = 1
    return counts


@pytest.mark.parametrize("dpi", [150, 300])
def test_zxing_reads_every_code_from_whole_pages(built: Built, dpi: int) -> None:
    found = Counter(code.text for page in pages(built, dpi) for code in zxingcpp.read_barcodes(page))
    assert found == expected(built)


def test_opencv_reads_every_code_from_crops(built: Built) -> None:
    detector = cv2.QRCodeDetector()
    read: Counter[str] = Counter()
    for page in pages(built, 300):
        for code in zxingcpp.read_barcodes(page):
            place = code.position
            # A card may lie turned, so no corner is always the upper left one.
            corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
            xs, ys = [corner.x for corner in corners], [corner.y for corner in corners]
            looks = (
                page.crop((min(xs) - wide, min(ys) - wide, max(xs) + wide, max(ys) + wide)).resize(
                    (
                        round((max(xs) - min(xs) + 2 * wide) * share),
                        round((max(ys) - min(ys) + 2 * wide) * share),
                    )
                )
                for wide, share in LOOKS
            )
            texts = (detector.detectAndDecode(np.array(look))[0] for look in looks)
            read[next(filter(None, texts), "")] += 1
    assert read == expected(built)
