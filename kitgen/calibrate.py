"""From a print profile to the PDF of its calibration page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from kitgen.canvas import Typography
from kitgen.data import read_bytes_limited, shown_path
from kitgen.errors import KitgenError, OutputError
from kitgen.layout.calibration import calibration_pages
from kitgen.message import message
from kitgen.printing.profile import PrintProfile
from kitgen.printing.whole import write_whole
from kitgen.theme.theme import load_theme
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import DuplexPrinting, FontMetrics, PdfFile

THEME = "midnight-thread"
TITLE = message("print.calibration.file")
OURS = "kitgen: "
"""Titles of calibration pages begin so; those of kits begin with the kit's own title."""

MOST_BYTES = 5_000_000
"""Far more than a calibration page takes; a larger file is somebody else's."""


def calibration_pdf(profile: PrintProfile, name: str = "", language: str = "en") -> tuple[bytes, int]:
    """The calibration page as a PDF, and how many pages it has.

    Args:
        profile: paper, duplex, and the offsets that the pages are moved by.
        name: the printer's saved name, or empty.
        language: tag of the language of its words.

    Raises:
        UsageError: there are no words in that language.
        LayoutError: its words do not fit the page.
    """
    words = Catalogue.load(language)
    words.require(["print"])
    say = partial(words.say)
    theme = load_theme(THEME)
    pages = calibration_pages(profile, name)
    sides: DuplexPrinting = "simplex"
    if profile.is_two_sided:
        sides = "short" if profile.duplex == "short" else "long"
    metrics = FontMetrics(theme.faces, Typography(language=language))
    file = PdfFile(theme, profile.paper, OURS + say(TITLE), language, metrics, say, duplex=sides)
    for page, offset_mm in zip(pages, (profile.offset_mm, profile.back_offset_mm), strict=False):
        with file.page(offset_mm=offset_mm) as canvas:
            page.draw(canvas)
    return file.to_bytes(), len(pages)


def write_calibration(path: Path, profile: PrintProfile, name: str = "", language: str = "en") -> int:
    """Write the calibration page to a file, whole or not at all; returns how many pages it has.

    Raises:
        OutputError: something else is there, or it cannot be written.
        KitgenError: see `calibration_pdf`.
    """
    data, pages = calibration_pdf(profile, name, language)
    if (path.exists() or path.is_symlink()) and not _is_calibration(path):
        raise OutputError(
            f"{shown_path(path)}: it is there already, and it is no calibration page of kitgen.",
            "Choose another file with -o, or move this one away.",
        )
    write_whole(path, data)
    return pages


def _is_calibration(path: Path) -> bool:
    """Whether a file is a calibration page of ours, in any language, which may be replaced."""
    if path.is_symlink():
        return False
    try:
        found = read_bytes_limited(path, MOST_BYTES)
    except KitgenError:
        return False
    return found.startswith(b"%PDF-") and f"/Title ({OURS}".encode() in found
