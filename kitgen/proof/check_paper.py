"""What reaches the printer: syntax, margins and the ruler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from kitgen.manifest import RulerEntry
from kitgen.proof.check_files import MARGIN_MM, Finding
from kitgen.proof.opened import Output
from kitgen.proof.pdf_objects import PdfObject, PdfSyntaxError, dictionaries
from kitgen.proof.pdf_reading import PdfReading, Picture, UnreadablePdfError

MARGIN_DPI = 150
RULER_DPI = 300
RULER_MM = 100.0
RULER_SLACK_MM = 0.3
_PAPER_WHITE = 250  # below this a pixel has ink on it
_DARK_RUN = re.compile(rb"[\x00-\x7f]+")
RULER_SEARCH_MM = 3.0
TICK_MM = 0.8
_XREF_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([fn])(?: \r| \n|\r\n)")


def check_pdf(output: Output) -> Finding:
    """Every PDF opens and draws, says what it is, and its table of objects is true."""
    faults: list[str] = []
    pages = 0
    for path in output.pdf_paths():
        pdf = output.pdf(path)
        if pdf is None:
            faults.append(f"{path}: {output.unreadable[path]}")
            continue
        pages += pdf.pages
        faults += [f"{path}: {fault}" for fault in _file_faults(pdf)]
        for index in range(pdf.pages):
            try:
                pdf.picture(index, MARGIN_DPI)
            except UnreadablePdfError as error:
                faults.append(f"{path}: {error}")
    return f"{pages} pages in {len(output.pdf_paths())} PDFs", faults


def _file_faults(pdf: PdfReading) -> Iterator[str]:
    if not pdf.data.startswith(b"%PDF-1.7") or pdf.version != 17:
        yield "its header is not that of PDF 1.7"
    if not pdf.metadata.get("Title", "").strip():
        yield "it has no title"
    if not pdf.language:
        yield "it names no language"
    if pdf.may_scale:
        yield "it lets viewers scale it when printing (PrintScaling is not None)"
    try:
        objects = pdf.objects
    except PdfSyntaxError as error:
        yield str(error)
        return
    yield from _xref_faults(pdf.data, objects)
    for item in objects:
        for found in dictionaries(item.value):
            if "UserUnit" in found:
                yield "a page changes the length of its unit (UserUnit)"
            if item.number == 0 and "Encrypt" in found:
                yield "it is encrypted"


def _xref_faults(data: bytes, objects: list[PdfObject]) -> Iterator[str]:
    """The end of the file, and a classic table entry by entry."""
    end = re.search(rb"startxref\s+(\d{1,10})\s+%%EOF\s*\Z", data[-200:])
    if end is None:
        yield "it does not end with startxref, a number and %%EOF"
        return
    start = int(end[1])
    at = {item.offset: item.number for item in objects}
    table = re.compile(rb"xref\s+").match(data, start)
    if table is None:
        if start not in at:
            yield "startxref does not point at a table of objects"
        return
    pos = table.end()
    head = re.compile(rb"(\d+) (\d+)\s+")
    while match := head.match(data, pos):
        pos = match.end()
        for number in range(int(match[1]), int(match[1]) + int(match[2])):
            entry = _XREF_ENTRY.match(data, pos)
            if entry is None:
                yield f"its table of objects breaks off at object {number}"
                return
            pos = entry.end()
            if entry[3] == b"n" and at.get(int(entry[1])) != number:
                yield f"its table of objects has a wrong place for object {number}"
                return


def check_margins(output: Output) -> Finding:
    """Nothing is printed within 7 mm of an edge."""
    faults: list[str] = []
    pages = 0
    for pdf in output.pdfs():
        for index in range(pdf.pages):
            pages += 1
            picture = pdf.picture(index, MARGIN_DPI)
            sides = _inked_sides(picture, pdf.paper.width_mm, pdf.paper.height_mm)
            if sides:
                where = f"{pdf.path} page {index + 1}"
                faults.append(f"{where}: ink within {MARGIN_MM:g} mm of the edge ({', '.join(sides)})")
    return f"{pages} pages drawn at {MARGIN_DPI} dpi", faults


def _inked_sides(picture: Picture, width_mm: float, height_mm: float) -> list[str]:
    """The sides whose margin is not bare; pixels that the margin's line runs through are left out."""
    (kx, ky), w, h = picture.per_mm, picture.width, picture.height
    left, top = int(MARGIN_MM * kx), int(MARGIN_MM * ky)
    right, bottom = ceil((width_mm - MARGIN_MM) * kx), ceil((height_mm - MARGIN_MM) * ky)
    strips = {
        "top": picture.pixels[: top * w],
        "bottom": picture.pixels[bottom * w :],
        "left": b"".join(picture.row(y, 0, left) for y in range(h)),
        "right": b"".join(picture.row(y, right, w) for y in range(h)),
    }
    return [side for side, pixels in strips.items() if pixels and min(pixels) < _PAPER_WHITE]


def check_ruler(output: Output) -> Finding:
    """Every printed ruler is as long as it says, and the players' first pages have one."""
    faults: list[str] = []
    measured: list[str] = []
    for ruler in output.manifest.rulers:
        where = f"{ruler.file} page {ruler.page}"
        pdf = output.pdf(ruler.file)
        if pdf is None or not 1 <= ruler.page <= pdf.pages:
            faults.append(f"{where}: the manifest has a ruler there, and there is no such page")
            continue
        length = measured_length_mm(pdf.picture(ruler.page - 1, RULER_DPI), ruler)
        if length is None:
            faults.append(f"{where}: no ruler is drawn where the manifest has one")
            continue
        measured.append(f"{length:.2f}")
        if abs(length - ruler.length_mm) > RULER_SLACK_MM:
            faults.append(f"{where}: the ruler of {ruler.length_mm:g} mm measures {length:.1f} mm")
    true = [ruler for ruler in output.manifest.rulers if ruler.length_mm == RULER_MM]
    ruled = [
        pdf.path for pdf in output.players_pdfs() if any((r.file, r.page) == (pdf.path, 1) for r in true)
    ]
    if not ruled and not output.is_reprint:
        faults.append(f"print: no file has a ruler of {RULER_MM:g} mm on its first page")
    for path, page in dict.fromkeys((ruler.file, ruler.page) for ruler in true):
        pdf = output.pdf(path)
        if pdf is not None and 1 <= page <= pdf.pages and f"{RULER_MM:g}" not in pdf.text(page - 1):
            faults.append(f"{path} page {page}: no words say how long its ruler is")
    return f"{len(measured)} rulers at {RULER_DPI} dpi: {', '.join(measured) or 'none'} mm", faults


def measured_length_mm(picture: Picture, ruler: RulerEntry) -> float | None:
    """The distance between a drawn ruler's end ticks, by pixels.

    The manifest only tells where to look. Of the long dark lines there, the nearest that has ticks at both
    ends is measured: places that stay dark for 0.8 mm to one side of the line.

    Args:
        picture: the ruler's page.
        ruler: the manifest's entry.

    Returns:
        The length in mm from the middle of the first tick to the middle of the last, or None.
    """
    (x1, y1), (x2, y2) = ruler.from_mm, ruler.to_mm
    upright = abs(y2 - y1) > abs(x2 - x1)
    if upright:
        picture, x1, y1, x2, y2 = picture.turned(), y1, x1, y2, x2
    kx, ky = picture.per_mm
    left = max(int((min(x1, x2) - RULER_SEARCH_MM) * kx), 0)
    right = min(int((max(x1, x2) + RULER_SEARCH_MM) * kx), picture.width)
    middle, far = round((y1 + y2) / 2 * ky), int(RULER_SEARCH_MM * ky)
    for y in sorted(
        range(max(middle - far, 0), min(middle + far, picture.height)), key=lambda y: abs(y - middle)
    ):
        length, start = _longest_dark(picture.row(y, left, right))
        if length >= kx * ruler.length_mm / 2:
            ends = _end_ticks(picture, y, left + start, left + start + length)
            if ends is not None:
                return (ends[1] - ends[0]) / kx
    return None


def _longest_dark(row: bytes) -> tuple[int, int]:
    """The longest run of dark pixels in a row: its length and start."""
    runs = re.finditer(_DARK_RUN, row)
    return max(((run.end() - run.start(), run.start()) for run in runs), default=(0, 0))


def _end_ticks(picture: Picture, y: int, begin: int, end: int) -> tuple[float, float] | None:
    """The middles of the ticks at both ends of a line of pixels, or None where one has no tick."""
    kx, ky = picture.per_mm
    reach = int(TICK_MM * ky)

    def is_tick(x: int) -> bool:
        rows = (range(y - reach, y), range(y, y + reach))
        return any(all(picture.is_dark(x, row) for row in side) for side in rows)

    middles = []
    for at in (begin, end):
        near = [x for x in range(max(at - int(kx), begin), min(at + int(kx), end)) if is_tick(x)]
        if not near:
            return None
        middles.append((near[0] + near[-1]) / 2)
    return middles[0], middles[1]
