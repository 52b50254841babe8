"""A PDF read by pdfium: words with their sizes and fonts, pictures of pages, and what hangs on them.

Nothing here shares code with what wrote the file.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from math import ceil, floor, hypot
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from kitgen.proof.pdf_objects import PdfObject, read_objects
from kitgen.proof.placed_marks import (
    MAX_FORM_DEPTH,
    PlacedPath,
    PlacedText,
    Point,
    paths_on,
    straight_lines_on,
    texts_on,
)
from kitgen.units import PT_PER_MM, Box, Paper

MAX_PAGES = 300
MAX_PICTURE_BYTES = 250_000_000
PAPER_SLACK_MM = 0.5


class UnreadablePdfError(Exception):
    """pdfium cannot open the file, or it goes beyond what this proof reads."""


@dataclass(frozen=True)
class TextRun:
    """Text that one operator draws, seen or unseen.

    Args:
        text: its characters, without blanks that only distance suggests.
        size_pt: what reaches the paper: font size times all matrices.
        font: the font's name.
        embedded: whether the font's shapes lie in the file.
    """

    text: str
    size_pt: float
    font: str
    embedded: bool


@dataclass(frozen=True)
class Picture:
    """A page in grey, a byte a pixel, 255 is white.

    Args:
        width: in pixels.
        height: in pixels.
        pixels: row by row from the top.
        per_mm: pixels per millimetre across and down. pdfium stretches a page to whole pixels, so these
            are not quite what its resolution says.
    """

    width: int
    height: int
    pixels: bytes
    per_mm: tuple[float, float]

    @cached_property
    def image(self) -> Image.Image:
        """The same for Pillow."""
        return Image.frombuffer("L", (self.width, self.height), self.pixels, "raw", "L", 0, 1)

    def pixel_box(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels that a box in mm touches: left, top, right and bottom, the last two beyond it."""
        kx, ky = self.per_mm
        return (
            max(0, floor(box.x_mm * kx)),
            max(0, floor(box.y_mm * ky)),
            min(self.width, ceil(box.right_mm * kx)),
            min(self.height, ceil(box.bottom_mm * ky)),
        )

    def row(self, y: int, left: int, right: int) -> bytes:
        """The pixels of a row from `left` up to `right`."""
        return self.pixels[y * self.width + left : y * self.width + right]

    def is_dark(self, x: int, y: int) -> bool:
        """Whether a pixel is nearer to black than to white; outside nothing is dark."""
        inside = 0 <= x < self.width and 0 <= y < self.height
        return inside and self.pixels[y * self.width + x] < 128

    def turned(self) -> Picture:
        """The picture with x and y exchanged."""
        columns = (self.pixels[x :: self.width] for x in range(self.width))
        return Picture(self.height, self.width, b"".join(columns), self.per_mm[::-1])


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


class PdfReading:
    """An open PDF.

    Args:
        path: its name in messages.
        data: its bytes.
        paper: the size that every page must have; others are never rendered.

    Raises:
        UnreadablePdfError: see there.
    """

    def __init__(self, path: str, data: bytes, paper: Paper) -> None:
        self.path, self.data, self.paper = path, data, paper
        try:
            self._document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise UnreadablePdfError(f"it cannot be opened: {error}") from error
        self.pages = len(self._document)
        if not 1 <= self.pages <= MAX_PAGES:
            self._document.close()
            raise UnreadablePdfError(f"it has {self.pages} pages; 1 to {MAX_PAGES} are allowed")
        self._open: dict[int, Any] = {}
        self._pictures: OrderedDict[tuple[int, int], Picture] = OrderedDict()
        self._runs: dict[int, tuple[TextRun, ...]] = {}
        self._texts: dict[int, tuple[PlacedText, ...]] = {}
        self._paths: dict[int, tuple[PlacedPath, ...]] = {}

    def close(self) -> None:
        """Let go of the file."""
        for page in self._open.values():
            page.close()
        self._document.close()

    def _page(self, index: int) -> Any:
        if index not in self._open:
            self._open[index] = self._document[index]
        return self._open[index]

    def size_fault(self, index: int) -> str:
        """What is wrong with a page's size, or an empty string."""
        page = self._page(index)
        width, height = (side / PT_PER_MM for side in page.get_size())
        if (
            abs(width - self.paper.width_mm) > PAPER_SLACK_MM
            or abs(height - self.paper.height_mm) > PAPER_SLACK_MM
        ):
            return f"{width:.0f} x {height:.0f} mm is not the size of {self.paper.name}"
        if page.get_rotation() or page.get_cropbox() != page.get_mediabox():
            return "it is turned or cropped"
        return ""

    def picture(self, index: int, dpi: int) -> Picture:
        """A page as pdfium draws it, kept for the next check that asks.

        Raises:
            UnreadablePdfError: the page has another size than the paper.
        """
        key = (index, dpi)
        if key not in self._pictures:
            fault = self.size_fault(index)
            if fault:
                raise UnreadablePdfError(f"page {index + 1} is not drawn: {fault}")
            page = self._page(index)
            bitmap = page.render(scale=dpi / 72, grayscale=True)
            assert bitmap.stride == bitmap.width
            wide, high = page.get_size()
            per_mm = (bitmap.width * PT_PER_MM / wide, bitmap.height * PT_PER_MM / high)
            self._pictures[key] = Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer), per_mm)
            bitmap.close()
        while sum(len(picture.pixels) for picture in self._pictures.values()) > MAX_PICTURE_BYTES:
            self._pictures.popitem(last=False)
        return self._pictures[key]

    def colours(self, index: int, dpi: int, box: Box | None = None) -> Image.Image:
        """A page, or a box of it in mm, as pdfium draws it in red, green and blue. It is not kept.

        Raises:
            UnreadablePdfError: the page has another size than the paper.
        """
        fault = self.size_fault(index)
        if fault:
            raise UnreadablePdfError(f"page {index + 1} is not drawn: {fault}")
        page = self._page(index)
        wide, high = page.get_size()
        crop = (0.0, 0.0, 0.0, 0.0)
        if box is not None:
            k = PT_PER_MM
            sides = (box.x_mm * k, high - box.bottom_mm * k, wide - box.right_mm * k, box.y_mm * k)
            crop = (max(0.0, sides[0]), max(0.0, sides[1]), max(0.0, sides[2]), max(0.0, sides[3]))
        bitmap = page.render(scale=dpi / 72, crop=crop, rev_byteorder=True)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        return image

    def text(self, index: int) -> str:
        """All words of a page in reading order, a line each, also white, covered and off-page ones."""
        words = self._page(index).get_textpage()
        try:
            return str(words.get_text_range())
        finally:
            words.close()

    def runs(self, index: int) -> tuple[TextRun, ...]:
        """A page's text operator by operator, form XObjects included."""
        if index not in self._runs:
            page = self._page(index)
            words = page.get_textpage()
            texts = _texts_by_object(words)
            count = raw.FPDFPage_CountObjects(page)
            runs = _runs(count, partial(raw.FPDFPage_GetObject, page), (1, 0, 0, 1), texts, 0)
            self._runs[index] = tuple(runs)
            words.close()
        return self._runs[index]

    def placed_texts(self, index: int) -> tuple[PlacedText, ...]:
        """A page's texts with where they stand."""
        if index not in self._texts:
            self._texts[index] = tuple(texts_on(self._page(index)))
        return self._texts[index]

    def placed_paths(self, index: int) -> tuple[PlacedPath, ...]:
        """The outlines that a page draws, forms included, with where they lie."""
        if index not in self._paths:
            self._paths[index] = tuple(paths_on(self._page(index)))
        return self._paths[index]

    def straight_lines(self, index: int) -> list[tuple[Point, Point]]:
        """Where the lines begin and end that a page draws itself, without those of forms."""
        return list(straight_lines_on(self._page(index)))

    @property
    def version(self) -> int | None:
        """17 for PDF 1.7."""
        version = self._document.get_version()
        return None if version is None else int(version)

    @cached_property
    def metadata(self) -> dict[str, str]:
        """The document information, by key, as far as pdfium knows the keys."""
        return dict(self._document.get_metadata_dict(skip_empty=True))

    @property
    def language(self) -> str:
        """The catalog's language tag, or an empty string."""
        size = raw.FPDFCatalog_GetLanguage(self._document, None, 0)
        buffer = ctypes.create_string_buffer(size * 2 + 2)
        raw.FPDFCatalog_GetLanguage(
            self._document, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size
        )
        return buffer.raw[:size].decode("utf-16-le", "replace").strip("\0")

    @property
    def may_scale(self) -> bool:
        """Whether a viewer is free to print at another size than the drawn one."""
        return bool(raw.FPDF_VIEWERREF_GetPrintScaling(self._document))

    @property
    def duplex(self) -> str:
        """How viewers preset the printer: `simplex`, `short`, `long`, or empty."""
        names = {raw.Simplex: "simplex", raw.DuplexFlipShortEdge: "short", raw.DuplexFlipLongEdge: "long"}
        return names.get(raw.FPDF_VIEWERREF_GetDuplex(self._document), "")

    def outline(self) -> list[str]:
        """The titles of all bookmarks."""
        return [str(mark.get_title()) for mark in self._document.get_toc(max_depth=MAX_FORM_DEPTH)]

    def active(self) -> list[str]:
        """Scripts, attachments and forms, as pdfium counts them."""
        document = self._document
        scripts = raw.FPDFDoc_GetJavaScriptActionCount(document)
        attachments = raw.FPDFDoc_GetAttachmentCount(document)
        found = [f"{scripts} scripts"] * (scripts > 0) + [f"{attachments} attachments"] * (attachments > 0)
        return found + ["a form"] * (raw.FPDF_GetFormType(document) != raw.FORMTYPE_NONE)

    def annotations(self, index: int) -> Iterator[str]:
        """What hangs on a page beside a plain link to another page of the file."""
        page = self._page(index)
        for i in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, i)
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind != raw.FPDF_ANNOT_LINK:
                yield f"an annotation of pdfium's kind {kind}"
            else:
                action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(annotation))
                if action and raw.FPDFAction_GetType(action) != raw.PDFACTION_GOTO:
                    yield "a link out of the file"
            raw.FPDFPage_CloseAnnot(annotation)

    @cached_property
    def objects(self) -> list[PdfObject]:
        """The file's objects by the proof's own reading.

        Raises:
            PdfSyntaxError: they cannot be read.
        """
        return read_objects(self.data)


def _texts_by_object(words: Any) -> dict[int, str]:
    """A page's characters by the object that draws them, without blanks that only distance suggests."""
    found: dict[int, list[str]] = {}
    for i in range(raw.FPDFText_CountChars(words)):
        if raw.FPDFText_IsGenerated(words, i) != 1:
            owner = _address(raw.FPDFText_GetTextObject(words, i))
            found.setdefault(owner, []).append(chr(raw.FPDFText_GetUnicode(words, i)))
    return {owner: "".join(characters) for owner, characters in found.items()}


Scale = tuple[float, float, float, float]


def _runs(
    count: int, get: Callable[[int], Any], outer: Scale, texts: dict[int, str], depth: int
) -> Iterator[TextRun]:
    """Text runs among some page objects; `outer` is the part of the forms' matrices without the shift."""
    for i in range(count):
        item = get(i)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM):
            continue
        m = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(item, m)
        a, b, c, d = outer
        here = (m.a * a + m.b * c, m.a * b + m.b * d, m.c * a + m.d * c, m.c * b + m.d * d)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield _run(item, hypot(here[2], here[3]), texts.get(_address(item), ""))
        elif depth < MAX_FORM_DEPTH:
            inner = raw.FPDFFormObj_CountObjects(item)
            yield from _runs(inner, partial(raw.FPDFFormObj_GetObject, item), here, texts, depth + 1)


def _run(item: Any, upright_scale: float, text: str) -> TextRun:
    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(item, size)
    font = raw.FPDFTextObj_GetFont(item)
    length = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, length)
    embedded = raw.FPDFFont_GetIsEmbedded(font) == 1
    return TextRun(text, abs(size.value) * upright_scale, buffer.value.decode("utf-8", "replace"), embedded)
