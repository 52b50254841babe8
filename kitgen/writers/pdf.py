"""PDF by reportlab: fonts, pages, forms and the file are its work, drawing operators are written directly.

Content streams are written in millimetres: each page begins with one matrix that turns points into
millimetres and y downwards, so a path's numbers are the drawing's own. Streams go without ASCII85, which
made them a quarter larger and was the slowest part of saving. `docs/speed.md` says what each way saves.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path as FilePath
from typing import Any, Literal

from reportlab import rl_config
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas as ReportlabCanvas

from kitgen.canvas import Align, Canvas, Face, LineKind, Path, Role, Typography
from kitgen.errors import LayoutError
from kitgen.message import Message
from kitgen.printing.profile import Ink
from kitgen.theme.art import Art, draw_art
from kitgen.theme.ink import SaverCanvas
from kitgen.theme.theme import Theme
from kitgen.units import PT_PER_MM, Box, Paper, mm_from_pt
from kitgen.writers.operators import number, operators, outline_operators

PDF_VERSION = (1, 7)

DuplexPrinting = Literal["simplex", "long", "short"]
"""One side only, or which edge the printer turns the sheet along."""

_DUPLEX = {"simplex": "Simplex", "long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge"}


@lru_cache(maxsize=32)
def _font(file: FilePath) -> Any:
    """The font of a file, parsed once a process and registered with reportlab under its file's name."""
    # All ASCII characters it has keep their codes in its first subset.
    font = TTFont(f"kitgen-{file.stem}", str(file), asciiReadable=1)
    pdfmetrics.registerFont(font)
    return font


class _Widths(dict[str, float]):
    """Advance widths of texts in one face, as shares of the size; worked out when first asked for.

    Args:
        file: of the face.
    """

    def __init__(self, file: FilePath) -> None:
        super().__init__()
        self._file = file

    def __missing__(self, text: str) -> float:
        width = self[text] = float(_font(self._file).stringWidth(text, 1000)) / 1000
        return width


class FontMetrics:
    """Text widths from a theme's font files; implements `kitgen.canvas.Metrics`."""

    def __init__(self, faces: Mapping[Face, FilePath], typography: Typography | None = None) -> None:
        self.typography = typography or Typography()
        self._faces = faces
        self._widths = {face: _Widths(file) for face, file in faces.items()}
        self._known: dict[Face, frozenset[str]] = {}

    def width_mm(self, text: str, face: Face, size_pt: float) -> float:
        """The advance width of one line of text in mm."""
        return self._widths[face][text] * size_pt / PT_PER_MM

    def missing(self, text: str, face: Face) -> str:
        """The characters that the face has no shape for, each once."""
        known = self._known.get(face)
        if known is None:
            known = self._known[face] = frozenset(map(chr, _font(self._faces[face]).face.charToGlyph)) | {
                "\u00a0"
            }
        # A set is asked for all characters at once; nearly always it knows them.
        return "" if known.issuperset(text) else "".join(sorted(set(text) - known))


class _Shared:
    """What the pages of a file share.

    Args:
        theme: colours, faces, lines and pictures.
        file: reportlab's canvas.
    """

    def __init__(self, theme: Theme, file: Any) -> None:
        self._theme, self.file = theme, file
        self.colours = {role: " ".join(map(number, colour)) for role, colour in theme.colours.items()}
        self.forms: dict[str, str] = {}
        self._first: dict[Face, str] = {}

    def glyphs(self, text: str, face: Face) -> list[tuple[str, str]]:
        """A text as reportlab's subsets of its font hold it: their names, and the bytes to show, escaped.

        Args:
            text: characters that the face has.
            face: of the text.
        """
        # reportlab goes through a text letter by letter; where all are ASCII it is known what it finds. 9 ms.
        if text.isascii() and text.isprintable() and face in self._first:
            return [(self._first[face], escapePDF(text))]
        font = _font(self._theme.faces[face])
        # reportlab asks for its document to share font subsets and has no public name for it.
        document = self.file._doc
        chunks = font.splitString(text, document)
        self._first[face] = font.getSubsetInternalName(0, document)
        return [(font.getSubsetInternalName(subset, document), escapePDF(chunk)) for subset, chunk in chunks]


class PdfCanvas(Canvas):
    """The canvas of one open page of a `PdfFile`, or of a picture that its pages name.

    Args:
        theme: colours, faces, lines and pictures.
        metrics: text widths.
        say: puts messages into words.
        shared: of all pages of the file.
    """

    def __init__(
        self, theme: Theme, metrics: FontMetrics, say: Callable[[Message], str], shared: _Shared
    ) -> None:
        self._theme, self._say, self._shared = theme, say, shared
        self.metrics = self._metrics = metrics
        self.style = theme.style
        self._write = shared.file.addLiteral
        # What is set already is not set again: a page has a hundred lines of text of one colour and font.
        self._fill = ""
        self._font = ("", 0.0)

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
        self._paint(operators(path), fill, stroke, width_mm, dash, even_odd)

    def _paint(
        self,
        spelt: str,
        fill: Role | None,
        stroke: Role | None,
        width_mm: float,
        dash: tuple[float, ...],
        even_odd: bool,
    ) -> None:
        """Paint a path that is spelt already."""
        colours = self._shared.colours
        star = "*" if even_odd else ""
        if stroke is None:
            assert fill is not None, "one of them is given"
            self._write(f"{self._filled(fill)}{spelt} f{star}")
            return
        pen = f"{colours[stroke]} RG {width_mm:.3f} w [{' '.join(map(number, dash))}] 0 d"
        if fill is None:
            self._write(f"{pen} {spelt} S")
        else:
            self._write(f"{self._filled(fill)}{pen} {spelt} B{star}")

    def _filled(self, role: Role) -> str:
        """The operator that sets the colour of areas and letters, if it is another one."""
        colour = self._shared.colours[role]
        if colour == self._fill:
            return ""
        self._fill = colour
        return f"{colour} rg "

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
        if align != "left":
            width = self.metrics.width_mm(text, face, size_pt) + mm_from_pt(tracking_pt) * (len(text) - 1)
            x_mm -= width / 2 if align == "centre" else width
        spacing, after = (f"{mm_from_pt(tracking_pt):.4f} Tc ", " 0 Tc") if tracking_pt else ("", "")
        shown = ""
        for name, chunk in self._shared.glyphs(text, face):
            if self._font != (name, size_pt):
                self._font = (name, size_pt)
                shown += f" {name} {size_pt / PT_PER_MM:.4f} Tf"
            shown += f" ({chunk}) Tj"
        self._write(f"BT {self._filled(role)}{spacing}1 0 0 -1 {x_mm:.3f} {y_mm:.3f} Tm{shown}{after} ET")

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
        form = self._form(name, picture.size, lambda canvas: canvas._layers(picture))
        draw_art(self, picture, box, lambda _canvas, _art: self._shared.file.doForm(form))

    def _layers(self, picture: Art) -> None:
        """What `draw_layers` does, with outlines that are kept."""
        for layer in picture.layers:
            spelt = outline_operators(layer.d)
            self._paint(spelt, layer.fill, layer.stroke, layer.width, layer.dash, layer.even_odd)

    def repeated(self, name: str, box: Box, draw: Callable[[Canvas, Box], None]) -> None:
        """See `Canvas.repeated`."""
        width, height = box.width_mm, box.height_mm
        form = self._form(
            f"{name} {width:.3f} {height:.3f}",
            (width, height),
            lambda canvas: draw(canvas, Box(0, 0, width, height)),
        )
        with self.moved(box.x_mm, box.y_mm):
            self._shared.file.doForm(form)

    def _form(self, name: str, size: tuple[float, float], draw: Callable[[PdfCanvas], None]) -> str:
        """The name in content streams of something drawn before or now, written once as a form XObject.

        A kit draws a picture a dozen times, a card's frame and back fifty times. In every page's own content
        they would be drawn, written and packed each time: twice the time and three times the file.

        Args:
            name: of what is drawn.
            size: width and height of the box from the origin that it fills.
            draw: draws it, if it was not drawn before.
        """
        shared = self._shared
        if name not in shared.forms:
            form = shared.forms[name] = f"P{len(shared.forms)}"
            # The box only clips. One as narrow as what is drawn would cut half of lines along its edge, and
            # forms laid side by side would show hairlines between them; so it is wider all round.
            width, height = size
            shared.file.beginForm(form, -width, -height, 2 * width, 2 * height)
            draw(PdfCanvas(self._theme, self._metrics, self._say, shared))
            shared.file.endForm()
        return shared.forms[name]

    def say(self, message: Message) -> str:
        """See `Canvas.say`."""
        return self._say(message)

    @contextmanager
    def moved(
        self, x_mm: float = 0.0, y_mm: float = 0.0, *, turn_deg: float = 0.0, scale: float = 1.0
    ) -> Iterator[None]:
        """See `Canvas.moved`."""
        c, s = cos(radians(turn_deg)) * scale, sin(radians(turn_deg)) * scale
        with self._saved(
            f"{number(c, 6)} {number(s, 6)} {number(-s, 6)} {number(c, 6)} {number(x_mm)} {number(y_mm)} cm"
        ):
            yield

    @contextmanager
    def clipped(self, path: Path) -> Iterator[None]:
        """See `Canvas.clipped`."""
        with self._saved(f"{operators(path)} W n"):
            yield

    @contextmanager
    def _saved(self, change: str) -> Iterator[None]:
        """A change that ends with the block, and with it every colour and font that is set inside."""
        before = self._fill, self._font
        self._write(f"q {change}")
        yield
        self._write("Q")
        self._fill, self._font = before


class PdfFile:
    """A PDF in memory: pages are drawn one after the other, then the bytes are taken.

    Args:
        theme: colours, faces, lines and pictures.
        paper: the size of every page.
        title: document title, shown by viewers instead of the file's name.
        language: BCP 47 tag of the text.
        metrics: shared widths, so that every file of a kit measures words once.
        say: puts messages into words.
        duplex: how viewers should preset the printer's duplex unit.
    """

    def __init__(
        self,
        theme: Theme,
        paper: Paper,
        title: str,
        language: str,
        metrics: FontMetrics,
        say: Callable[[Message], str],
        duplex: DuplexPrinting = "simplex",
    ) -> None:
        self._theme, self._paper, self._metrics, self._say = theme, paper, metrics, say
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
        # Otherwise viewers shrink pages to the printer's margins: cards would not meet their backs, and no
        # ruler would be true.
        self._file.setViewerPreference("PrintScaling", "None")
        self._file.setViewerPreference("DisplayDocTitle", "true")
        self._file.setViewerPreference("Duplex", _DUPLEX[duplex])
        self._shared = _Shared(theme, self._file)
        self.pages = 0
        self._is_finished = False

    @contextmanager
    def page(self, offset_mm: tuple[float, float] = (0.0, 0.0)) -> Iterator[Canvas]:
        """A new page to draw on, in mm from its top left corner.

        Args:
            offset_mm: how far all that is drawn is moved to the right and down, to mend what a printer
                misses by.
        """
        k = PT_PER_MM
        left, top = offset_mm[0] * k, (self._paper.height_mm - offset_mm[1]) * k
        # Round ends and joins for every line.
        self._file.addLiteral(f"q {k:.6f} 0 0 {-k:.6f} {left:.4f} {top:.4f} cm 1 J 1 j")
        canvas: Canvas = PdfCanvas(self._theme, self._metrics, self._say, self._shared)
        yield SaverCanvas(canvas, self._theme.art) if self._theme.ink is Ink.SAVER else canvas
        self._file.addLiteral("Q")
        self._file.showPage()
        self.pages += 1

    def to_bytes(self) -> bytes:
        """The finished file; equal drawing gives equal bytes. Nothing can be drawn afterwards."""
        if not self._is_finished:
            before = rl_config.useA85
            rl_config.useA85 = 0
            try:
                self._file.save()
            finally:
                rl_config.useA85 = before
            self._is_finished = True
        return self._buffer.getvalue()
