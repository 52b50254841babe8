"""Both kits come out under any print profile: in embedded type that can be read, clear of every edge."""

from __future__ import annotations

import ctypes
import io
import math
from itertools import combinations
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.errors import LayoutError
from kitgen.printing.profile import CARD_FORMATS, Duplex, Envelopes, Ink, Lettering, PrintProfile
from kitgen.units import PAPERS
from tests.printed import ink_reach_mm, pictures

KEYS = ("kit", "paper", "cards", "duplex", "ink", "large_print", "face", "envelopes", "sleeves")
CHOICES: dict[str, tuple[Any, ...]] = {
    "kit": ("small-door", "trial"),
    "paper": tuple(PAPERS),
    "cards": tuple(CARD_FORMATS),
    "duplex": tuple(duplex.value for duplex in Duplex),
    "ink": tuple(ink.value for ink in Ink),
    "large_print": (False, True),
    "face": tuple(face.value for face in Lettering),
    "envelopes": tuple(envelopes.value for envelopes in Envelopes),
    "sleeves": (False, True),
}
# Few enough to build, and yet any two choices meet somewhere; found by a greedy search.
COVERING = (
    ("trial", "a4", "tarot", "short", "grey", False, "legible", "covers", True),
    ("trial", "letter", "square", "short", "saver", True, "plain", "labels", False),
    ("small-door", "a4", "square", "none", "full", True, "plain", "covers", True),
    ("small-door", "letter", "mini", "short", "full", False, "legible", "labels", False),
    ("small-door", "a4", "poker", "none", "saver", False, "legible", "covers", False),
    ("small-door", "letter", "square", "long", "grey", False, "plain", "labels", True),
    ("small-door", "letter", "tarot", "fold", "grey", True, "plain", "labels", False),
    ("trial", "letter", "poker", "short", "full", True, "plain", "labels", True),
    ("trial", "a4", "poker", "fold", "saver", False, "legible", "covers", True),
    ("trial", "letter", "tarot", "long", "saver", True, "legible", "covers", False),
    ("small-door", "a4", "bridge", "long", "full", True, "plain", "labels", False),
    ("trial", "letter", "bridge", "fold", "saver", False, "legible", "covers", True),
    ("trial", "letter", "bridge", "none", "grey", False, "plain", "labels", True),
    ("trial", "letter", "square", "fold", "full", True, "legible", "labels", True),
    ("small-door", "letter", "bridge", "short", "grey", False, "plain", "labels", True),
    ("trial", "a4", "mini", "fold", "saver", True, "plain", "covers", True),
    ("trial", "a4", "tarot", "none", "full", False, "legible", "labels", False),
    ("small-door", "a4", "poker", "long", "grey", False, "plain", "covers", False),
    ("trial", "letter", "mini", "long", "grey", True, "plain", "covers", True),
    ("trial", "letter", "mini", "none", "grey", False, "plain", "labels", True),
)
"""In the order of `KEYS`."""

EDGE_MM, LEAST_PT = 7.0, 8.0
"""Written anew here, on purpose."""

DPI = 100.0


def built_as(row: tuple[Any, ...]) -> Built:
    chosen = dict(zip(KEYS, row, strict=True))
    profile = PrintProfile(
        paper=PAPERS[chosen["paper"]],
        cards=CARD_FORMATS[chosen["cards"]],
        duplex=Duplex(chosen["duplex"]),
        ink=Ink(chosen["ink"]),
        large_print=chosen["large_print"],
        sleeves=chosen["sleeves"],
        face=Lettering(chosen["face"]),
        envelopes=Envelopes(chosen["envelopes"]),
    )
    # A typed address, as long as they get at home: codes take room on cards.
    return build_kit(
        BuildOptions(chosen["kit"], seed="moth", hints="http://192.168.100.200:8737", profile=profile)
    )


def fonts_not_embedded(data: bytes) -> list[str]:
    """Names of fonts in a PDF whose letters are not in it."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            if not isinstance(item, pikepdf.Dictionary) or item.get("/Type") != "/Font":
                continue
            parts = [item, *item.get("/DescendantFonts", [])]
            files = [
                key
                for part in parts
                for key in ("/FontFile", "/FontFile2", "/FontFile3")
                if key in part.get("/FontDescriptor", {})
            ]
            # What a font leaves to its descendant is embedded there.
            if not files:
                found.append(str(item.get("/BaseFont")))
    return found


def smallest_pt(data: bytes) -> float:
    """The smallest size of any character, in points on the paper, however it was scaled."""
    smallest = math.inf
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        for i in range(text.count_chars()):
            if not chr(pdfium.FPDFText_GetUnicode(text, i)).strip():
                continue
            matrix = pdfium.FS_MATRIX()
            assert pdfium.FPDFText_GetMatrix(text, i, ctypes.byref(matrix))
            scale = math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
            smallest = min(smallest, pdfium.FPDFText_GetFontSize(text, i) * scale)
        text.close()
    document.close()
    return smallest


def test_any_two_choices_meet_in_a_profile_that_is_built() -> None:
    met = {
        ((KEYS[i], row[i]), (KEYS[j], row[j]))
        for row in COVERING
        for i, j in combinations(range(len(KEYS)), 2)
    }
    missing = [
        (one, a, other, b)
        for one, other in combinations(KEYS, 2)
        for a in CHOICES[one]
        for b in CHOICES[other]
        if ((one, a), (other, b)) not in met
    ]
    assert missing == []


@pytest.mark.slow
@pytest.mark.parametrize("row", COVERING, ids=lambda row: "-".join(str(part) for part in row))
def test_every_profile_comes_out_in_type_that_can_be_read_and_clear_of_the_edges(
    row: tuple[Any, ...],
) -> None:
    built = built_as(row)
    paper = PAPERS[row[1]]
    pdfs = {path: data for path, data in built.files.items() if path.endswith(".pdf")}
    assert len(pdfs) >= 4
    for path, data in pdfs.items():
        assert fonts_not_embedded(data) == [], path
        assert smallest_pt(data) > LEAST_PT - 0.01, path
        for number, seen in enumerate(pictures(data, DPI), start=1):
            assert seen.shape[1] == pytest.approx(paper.width_mm / 25.4 * DPI, abs=1)
            # A pixel that is touched counts as inked.
            assert min(ink_reach_mm(seen, DPI)) > EDGE_MM - 25.4 / DPI, f"{path} page {number}"
    whole = {piece.id for piece in built.manifest.pieces}
    for name, made in built.made.items():
        assert {f"{name}/{piece.id}" for piece in made.pieces} <= whole


def test_large_and_legible_words_on_the_smallest_cards_are_refused_with_what_would_do() -> None:
    row = ("trial", "a4", "mini", "none", "full", True, "legible", "labels", False)
    with pytest.raises(LayoutError, match=r"at 16 pt.*format mini") as caught:
        built_as(row)
    assert caught.value.hint


def test_the_measures_see_small_type_and_a_font_that_is_not_there() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.scale(0.5, 0.5)
    canvas.setFont("Helvetica", 14)
    canvas.drawString(100, 100, "small")
    canvas.save()
    assert fonts_not_embedded(out.getvalue()) == ["/Helvetica"]
    assert smallest_pt(out.getvalue()) == pytest.approx(7.0, abs=0.01)
