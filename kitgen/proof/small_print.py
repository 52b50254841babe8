"""The line that stands small on every printed sheet, read from the page.

`The Small Door · print ABCD-EFGH · cards · envelope 1 · sheet 3 of 20`: no word of it is known here, only
its order, the middle dots between its parts, and that a sheet's line ends with two numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.placed_marks import PlacedText

BETWEEN = "·"
_NUMBERS = re.compile(r"\d+")


@dataclass(frozen=True)
class SmallPrint:
    """One sheet's small print.

    Args:
        parts: kit, print, what it is, where it goes, which sheet.
        number: which sheet it is, or 0 where it does not say.
        of: how many there are, or 0.
    """

    parts: tuple[str, ...]
    number: int
    of: int

    @property
    def goes_to(self) -> str:
        """The part that names envelopes, or an empty string."""
        return self.parts[-2] if len(self.parts) >= 5 else ""

    @property
    def words(self) -> str:
        """The last part without its numbers: it tells a back from a front."""
        return " ".join(_NUMBERS.sub(" ", self.parts[-1]).split())


def small_print(pdf: PdfReading, index: int, fingerprint: str) -> SmallPrint | None:
    """The small print of a page, or None where no text names the print and then a sheet."""
    for run in pdf.runs(index):
        if fingerprint in run.text and BETWEEN in run.text:
            return parsed(run.text)
    return None


def parsed(text: str) -> SmallPrint:
    """The parts of the line."""
    parts = tuple(part.strip() for part in text.split(BETWEEN))
    numbers = [int(number) for number in _NUMBERS.findall(parts[-1])]
    number, of = numbers if len(numbers) == 2 else (0, 0)
    return SmallPrint(parts, number, of)


def placed_small_print(pdf: PdfReading, index: int, fingerprint: str) -> PlacedText | None:
    """The small print with where it stands."""
    return next((text for text in pdf.placed_texts(index) if fingerprint in text.text), None)
