"""PDF by reportlab: fonts, pages and the file are its work, drawing operators are written directly.

Content streams are written in millimetres: each page begins with one matrix that turns points into
millimetres and y downwards, so a path's numbers are the drawing's own. Streams go without ASCII85, which
made them a quarter larger and was the slowest part of saving.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path as FilePath
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas

from kitgen.canvas import Align, Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.message import Message
from kitgen.theme.art import draw_art, draw_layers
from kitgen.theme.theme import Theme
from kitgen.units import PT_PER_MM, Box, Paper, mm_from_pt

PDF_VERSION = (1, 7)


@lru_cache(maxsize=32)
def _font(file: FilePath) -> Any:
    """The font of a file, parsed once a process and registered with reportlab under its file's name."""
    font = TTFont(f"kitgen-{file.stem}", str(file))
    pdfmetrics.registerFont(font)
    return font


class FontMetrics:
    """Text widths from a theme's font files; implements `kitgen.canvas.Metrics`."""

    def __init__(self, faces: Mapping[Face, FilePath]) -> None:
        self._faces = faces
        self._widths: dict[tuple[str, Face], float] = {}
        self._missing: dict[tuple[str, Face], str] = {}

    def width_mm(self, text: str, face: Face, size_pt: float) -> float:
        """The advance width of one line of text in mm."""
        key = (text, face)
        unit = self._widths.get(key)
        if unit is None:
            unit = self._widths[key] = float(_font(self._faces[face]).stringWidth(text, 1000)) / 1000
        return mm_from_pt(unit * size_pt)

    def missing(self, text: str, face: Face) -> str:
        """The characters that the face has no shape for, each once."""
        key = (text, face)
        found = self._missing.get(key)
        if found is None:
            known = _font(self._faces[face]).face.charToGlyph
            found = "".join(sorted({c for c in text if ord(c) not in known and c != "\u00a0"}))
            self._missing[key] = found
        return found


def _n(value: float) -> str:
    """A number for a content stream: thousandths of a millimetre are finer than any printer."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


_OPERATORS = {"M": "%.3f %.3f m", "L": "%.3f %.3f l", "C": "%.3f %.3f %.3f %.3f %.3f %.3f c", "Z": "h"}


def _operators(path: Path) -> str:
    # One format a segment: a kit has some fifty thousand numbers, and trimming each cost more than its zeros.
    return " ".join([_OPERATORS[op] % values for op, values in path.segments])


class _Kept:
    """What the pages of a file share: operators of pictures by name, and those that set a role's colour."""

    def __init__(self) -> None:
        self.pictures: dict[str, str] = {}
        self.colours: dict[tuple[Role, str], str] = {}


class _Literals:
    """Stands for a page where operators are wanted as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def addLiteral(self, text: str) -> None:  # noqa: N802 - reportlab's name for it
        """Keep a line of operators."""
        self.lines.append(text)


class PdfCanvas(Canvas):
    """The canvas of one open page of a `PdfFile`.

    Args:
        page: reportlab's canvas.
        theme: colours, faces, lines and pictures.
        metrics: text widths.
        say: puts messages into words.
        kept: shared by all pages of a file: pictures are drawn many times.
    """

    def __init__(
        self,
        page: Any,
        theme: Theme,
        metrics: FontMetrics,
        say: Callable[[Message], str],
        kept: _Kept,
    ) -> None:
        self._page = page
        self._theme = theme
        self.metrics = self._metrics = metrics
        self._say = say
        self._kept = kept

    def _colour(self, role: Role, operator: str) -> str:
        key = (role, operator)
        if key not in self._kept.colours:
            self._kept.colours[key] = " ".join(map(_n, self._theme.colours[role])) + f" {operator}"
        return self._kept.colours[key]

    def draw(
        self,
        path: Path,
        *,
        fill: Role | None = None,
        stroke: Role | None = None,
        width_mm: float = 0.3,
        dash: tuple[float, ...] = (),
        even_odd: bool = False,
    ) -> None:
        """See `Canvas.draw`."""
        if not path.segments or (fill is None and stroke is None):
            return
        parts: list[str] = []
        if fill is not None:
            parts.append(self._colour(fill, "rg"))
        if stroke is not None:
            parts.append(f"{self._colour(stroke, 'RG')} {_n(width_mm)} w [{' '.join(map(_n, dash))}] 0 d")
        parts.append(_operators(path))
        star = "*" if even_odd else ""
        parts.append("S" if fill is None else f"f{star}" if stroke is None else f"B{star}")
        self._page.addLiteral(" ".join(parts))

    def line(self, path: Path, kind: LineKind) -> None:
        """See `Canvas.line`."""
        style = self._theme.lines[kind]
        self.draw(path, stroke=style.role, width_mm=style.width_mm, dash=style.dash)

    def text(
        self,
        x_mm: float,
        y_mm: float,
        text: str,
        *,
        face: Face,
        size_pt: float,
        role: Role = Role.BODY,
        align: Align = "left",
        tracking_pt: float = 0.0,
    ) -> None:
        """See `Canvas.text`."""
        if not text:
            return
        missing = self.metrics.missing(text, face)
        if missing:
            raise LayoutError(
                f"The {face} typeface has no shape for {missing!r} in {text!r}.", "Use other characters."
            )
        tracking_mm = mm_from_pt(tracking_pt)
        if align != "left":
            width = self.metrics.width_mm(text, face, size_pt) + tracking_mm * (len(text) - 1)
            x_mm -= width / 2 if align == "centre" else width
        font = _font(self._theme.faces[face])
        document = (
            self._page._doc
        )  # reportlab asks for it to share font subsets and has no public name for it
        size_mm = mm_from_pt(size_pt)
        spacing = f" {_n(tracking_mm)} Tc" if tracking_pt else ""
        parts = [f"BT {self._colour(role, 'rg')}{spacing} 1 0 0 -1 {_n(x_mm)} {_n(y_mm)} Tm"]
        for subset, chunk in font.splitString(text, document):
            name = font.getSubsetInternalName(subset, document)
            parts.append(f"{name} {size_mm:.4f} Tf ({self._page._escape(chunk)}) Tj")
        parts.append("0 Tc ET" if tracking_pt else "ET")
        self._page.addLiteral(" ".join(parts))

    def art(self, name: str, box: Box) -> None:
        """See `Canvas.art`.

        Raises:
            LayoutError: the theme has no such picture.
        """
        picture = self._theme.art.get(name)
        if picture is None:
            raise LayoutError(
                f"The theme {self._theme.name!r} has no picture {name!r}; it has "
                f"{', '.join(sorted(self._theme.art))}."
            )
        if name not in self._kept.pictures:
            literals = _Literals()
            draw_layers(PdfCanvas(literals, self._theme, self._metrics, self._say, self._kept), picture)
            self._kept.pictures[name] = " ".join(literals.lines)
        kept = self._kept.pictures[name]
        draw_art(self, picture, box, lambda _canvas, _art: self._page.addLiteral(kept))

    def say(self, message: Message) -> str:
        """See `Canvas.say`."""
        return self._say(message)

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """See `Canvas.moved`."""
        c, s = cos(radians(turn_deg)) * scale, sin(radians(turn_deg)) * scale
        matrix = f"{c:.6f} {s:.6f} {-s:.6f} {c:.6f} {_n(x_mm)} {_n(y_mm)}"
        self._page.addLiteral(f"q {matrix} cm")
        yield
        self._page.addLiteral("Q")

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        """See `Canvas.clipped`."""
        self._page.addLiteral(f"q {_operators(path)} W n")
        yield
        self._page.addLiteral("Q")


class PdfFile:
    """A PDF in memory: pages are drawn one after the other, then the bytes are taken.

    Args:
        theme: colours, faces, lines and pictures.
        paper: the size of every page.
        title: document title, shown by viewers instead of the file's name.
        language: BCP 47 tag of the text.
        metrics: shared widths, so that every file of a kit measures words once.
        say: puts messages into words.
    """

    def __init__(
        self,
        theme: Theme,
        paper: Paper,
        title: str,
        language: str,
        metrics: FontMetrics,
        say: Callable[[Message], str],
    ) -> None:
        self._theme, self._paper, self._metrics, self._say = theme, paper, metrics, say
        self._kept = _Kept()
        self._buffer = io.BytesIO()
        first_face = _font(theme.faces[Face.BODY])
        self._file = ReportlabCanvas(
            self._buffer,
            pagesize=(paper.width_mm * PT_PER_MM, paper.height_mm * PT_PER_MM),
            invariant=1,
            pageCompression=1,
            pdfVersion=PDF_VERSION,
            # Otherwise every page would name Helvetica, which is not embedded.
            initialFontName=first_face.fontName,
            lang=language,
        )
        self._file.setTitle(title)
        self._file.setAuthor("")
        self._file.setSubject("")
        self._file.setCreator("kitgen")
        self._file.setProducer("kitgen")
        self._file.setViewerPreference("PrintScaling", "None")
        self._file.setViewerPreference("DisplayDocTitle", "true")
        self.pages = 0

    @contextmanager
    def page(self) -> Iterator[PdfCanvas]:
        """A new page to draw on, in mm from its top left corner."""
        k = PT_PER_MM
        self._file.addLiteral(f"q {k:.6f} 0 0 {-k:.6f} 0 {self._paper.height_mm * k:.4f} cm 1 J 1 j")
        yield PdfCanvas(self._file, self._theme, self._metrics, self._say, self._kept)
        self._file.addLiteral("Q")
        self._file.showPage()
        self.pages += 1

    def to_bytes(self) -> bytes:
        """The finished file; equal drawing gives equal bytes."""
        before = rl_config.useA85
        rl_config.useA85 = 0
        try:
            self._file.save()
        finally:
            rl_config.useA85 = before
        return self._buffer.getvalue()
