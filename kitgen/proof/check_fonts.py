"""Fonts: embedded, readable, and large enough.

In large print the running text of cards is 16 points at least. Which face that is, the cards themselves tell:
the one that most of their words are set in. Drawings may have smaller words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from kitgen.proof.check_files import OF_THE_KIT, Finding
from kitgen.proof.check_pieces import LOCK_ENTRIES
from kitgen.proof.opened import Output
from kitgen.proof.pdf_objects import dictionaries
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.wheel_reading import texts_in

MIN_TEXT_PT = 8.0
LARGE_BODY_PT = 16.0
SENTENCE_WORDS = 4
"""Fewer words that are set alike are a label, or belong to a drawing."""

_SIZE_SLACK_PT = 0.02
_WORDED = re.compile(r"(story|task)(-\d{1,2})?")


def check_fonts(output: Output) -> Finding:
    """Every font is embedded and can be read back as words, and nothing is set too small."""
    faults: list[str] = []
    fonts: set[str] = set()
    count = 0
    for pdf in output.pdfs():
        for index in range(pdf.pages):
            for run in pdf.runs(index):
                if run.text and not run.text.strip():
                    continue
                count += 1
                fonts.add(run.font.split("+")[-1])
                where = f"{pdf.path} page {index + 1}: {run.text[:30]!r}"
                if not run.embedded:
                    faults.append(f"{where} is in {run.font}, which is not embedded")
                if run.size_pt < MIN_TEXT_PT - _SIZE_SLACK_PT:
                    faults.append(f"{where} is set in {run.size_pt:.1f} pt; {MIN_TEXT_PT:g} is the least")
        faults += [f"{pdf.path}: {fault}" for fault in _font_faults(pdf)]
    if output.manifest.options.printing.large_print:
        faults += _small_body_faults(output)
    return f"{count} texts in {len(fonts)} fonts", list(dict.fromkeys(faults))


def _font_faults(pdf: PdfReading) -> Iterator[str]:
    """Fonts that the file names without carrying them, used or not."""
    carried: dict[int, bool] = {}
    for item in pdf.objects:
        if isinstance(item.value, dict) and item.value.get("Type") == "FontDescriptor":
            carried[item.number] = any(key in item.value for key in ("FontFile", "FontFile2", "FontFile3"))
    for item in pdf.objects:
        for found in dictionaries(item.value):
            kind = found.get("Subtype")
            if found.get("Type") != "Font":
                continue
            if "ToUnicode" not in found and kind not in ("CIDFontType0", "CIDFontType2"):
                yield f"words in the font {found.get('BaseFont')!r} cannot be read back (no ToUnicode)"
            if kind in ("Type0", "Type3"):
                continue
            descriptor = found.get("FontDescriptor")
            number = descriptor[0] if isinstance(descriptor, tuple) else -1
            if not carried.get(number, False):
                yield f"the font {found.get('BaseFont')!r} is named and not embedded"


def _small_body_faults(output: Output) -> Iterator[str]:
    """Running text on cards of words that is not in large print."""
    sizes: dict[str, Counter[tuple[str, float]]] = {}
    places: dict[str, str] = {}
    families: Counter[str] = Counter()
    for piece in output.manifest.pieces:
        is_worded = piece.puzzle == OF_THE_KIT or _WORDED.fullmatch(piece.id.rpartition("/")[2])
        if not is_worded or not (piece.number or piece.group == LOCK_ENTRIES):
            continue
        words: defaultdict[tuple[str, float], int] = defaultdict(int)
        for text in texts_in(output, piece):
            words[_family(text.font), round(text.size_pt, 1)] += len(text.text.split())
        sizes[piece.id] = Counter(words)
        places[piece.id] = f"{piece.file} page {piece.page}: piece {piece.id}"
        for (family, _), count in words.items():
            families[family] += count
    if not families:
        return
    body = families.most_common(1)[0][0]
    for name, counts in sizes.items():
        for (family, size_pt), count in counts.items():
            if family == body and count >= SENTENCE_WORDS and size_pt < LARGE_BODY_PT - 0.1:
                yield f"{places[name]}: text in {size_pt:.1f} pt; large print has {LARGE_BODY_PT:g} at least"


def _family(font: str) -> str:
    return font.rpartition("+")[2].partition("-")[0]
