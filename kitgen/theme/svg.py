"""Pictures as SVG files: a safe part of SVG becomes the same layers that TOML pictures have.

    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none">
      <title>A leaf</title>
      <path d="M50 4C80 30 80 70 50 96C20 70 20 30 50 4Z" fill="ink"/>
      <path d="M50 20V90" stroke="glow" stroke-width="2.4" stroke-dasharray="6 5"/>
    </svg>

One file is one picture; the file's name is the picture's. What is read: groups, paths and the basic shapes,
transforms, and paint by the name of a role. All else is refused by name: whatever reaches out of the file
(links, images, styles, scripts, entities) because a picture must not, and whatever no canvas of ours can draw
(text, gradients, opacity), because leaving it out in silence would show another picture than the author's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn, TypeVar
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import InputSource

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from pydantic import ValidationError

from kitgen.data import read_bytes_limited
from kitgen.errors import DataError, Problem
from kitgen.theme.art import MOST_LAYERS, Art, Layer
from kitgen.theme.path_data import LARGEST_COORDINATE
from kitgen.theme.svg_paint import STYLING, Style, class_paint, layer_of, unseen
from kitgen.theme.svg_shapes import (
    SHAPES,
    Matrix,
    numbers_in,
    shape_path,
    shortened,
    transform_in,
    transformed,
)

LARGEST_FILE = 200_000  # bytes: midnight-thread's 196 pictures together have as many
MOST_DEPTH = 12  # elements inside each other, as in TOML files
MOST_PROBLEMS = 20  # told of one file

_SVG = "http://www.w3.org/2000/svg"
_SILENT = ("title", "desc")
_PAINT = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "fill-rule", "class", "stroke-linecap"}
    | {"stroke-linejoin", "transform", "id"}
)
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    # Width and height say how large a viewer shows the file: here the box decides.
    "svg": (_PAINT - {"transform"}) | {"viewBox", "width", "height", "version"},
    "g": _PAINT,
    **{tag: _PAINT | form for tag, form in SHAPES.items()},
    **{tag: frozenset({"id"}) for tag in _SILENT},
}
_READ = ", ".join(tag for tag in _ATTRIBUTES if tag != "svg")

_INSTEAD = {
    "text": "Turn the text into paths.",
    "tspan": "Turn the text into paths.",
    "use": "Write the shape out where it is used.",
    "defs": "Write shapes out where they are used.",
    "style": 'Write the role at the shape: fill="ink".',
    "svg": "Use <g> with a transform.",
    **dict.fromkeys(("linearGradient", "radialGradient", "pattern"), "Lay shapes of several roles."),
}
_DRAW_IT = f"Draw it with what is read: {_READ}."
_REACHES_OUT = ("href", "src", "base")

_WRITTEN = {"width": "stroke-width", "dash": "stroke-dasharray"}

_T = TypeVar("_T")


@dataclass(frozen=True)
class _Open:
    """An element whose end has not come; without a style it is not drawn, nor what lies in it."""

    tag: str
    style: Style | None


@dataclass
class _Drawing:
    """What has been read so far."""

    shown: str
    size: tuple[float, float] = (100.0, 100.0)
    layers: list[Layer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, line: int, message: str, hint: str = "") -> None:
        """Keep a problem and go on, unless there are many."""
        self.problems.append(Problem(self.shown, line, message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise DataError(self.problems)

    def stop(self, line: int, message: str, hint: str = "") -> NoReturn:
        """Keep a problem after which nothing more can be read."""
        raise DataError([*self.problems, Problem(self.shown, line, message, hint)])


def read_svg(file: Path, shown: str = "") -> Art:
    """The picture in an SVG file.

    Args:
        file: the file; not more than `LARGEST_FILE` bytes of it are read, and no other file ever.
        shown: the file as problems name it; by default its own path.

    Raises:
        DataError: it cannot be read, is no SVG, or has what pictures must not have; all problems at once
            where reading could go on.
    """
    data = read_bytes_limited(file, LARGEST_FILE, shown)
    return parse_svg(data, shown or str(file))


def parse_svg(data: bytes, shown: str) -> Art:
    """The picture in the bytes of an SVG file.

    Raises:
        DataError: see `read_svg`.
    """
    drawing = _Drawing(shown)
    _see_encoding(data, drawing)
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(_Reader(drawing, parser.getLineNumber))
    source = InputSource()
    source.setByteStream(BytesIO(data))
    # Named here, so that no file can ask for a decoder of its own.
    source.setEncoding("utf-8")
    try:
        parser.parse(source)
    except SAXParseException as error:
        message = f"this is not valid XML: {error.getMessage()}"
        drawing.stop(error.getLineNumber() or 0, message, "Open the file in a browser: it shows the place.")
    except DefusedXmlException:
        message = "the file has a DOCTYPE; pictures have none, and no entities"
        drawing.stop(parser.getLineNumber() or 0, message, "Take out everything from <!DOCTYPE to its >.")
    if not drawing.layers and not drawing.problems:
        drawing.note(0, "nothing is drawn in it; a picture needs at least one shape")
    if drawing.problems:
        raise DataError(drawing.problems)
    return Art(size=drawing.size, layers=tuple(drawing.layers))


def _see_encoding(data: bytes, drawing: _Drawing) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        drawing.stop(line, what, "Save the file with the encoding UTF-8.")


class _Reader(ContentHandler):
    """Turns what the parser meets into layers, with the line of every problem."""

    def __init__(self, drawing: _Drawing, line_number: Callable[[], int | None]) -> None:
        super().__init__()
        self._drawing = drawing
        self._line_number = line_number
        self._open: list[_Open] = []
        self._has_told_words = False

    @property
    def _line(self) -> int:
        return self._line_number() or 0

    def startElementNS(  # noqa: N802 - the parser's name for it
        self,
        name: tuple[str | None, str],
        qname: str | None,  # noqa: ARG002 - the parser gives it
        attrs: Any,
    ) -> None:
        """An element begins."""
        if len(self._open) >= MOST_DEPTH:
            self._drawing.stop(
                self._line,
                f"elements lie inside each other more than {MOST_DEPTH} deep",
                "Take groups out that hold one thing only.",
            )
        uri, tag = name[0], name[1]
        around = self._open[-1] if self._open else None
        if around is None:
            self._see_root(uri, tag)
            style = self._root_style(attrs)
        elif around.style is None:
            style = None  # what lies in something refused or silent is no matter of its own
            if around.tag in _SILENT:
                self._drawing.note(self._line, f"<{_name(tag)}> lies in a <{around.tag}>; only words may")
        else:
            style = self._inner_style(uri, tag, around, attrs)
        self._open.append(_Open(tag, style))

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802, ARG002 - the parser's names
        """An element ends."""
        self._open.pop()

    def characters(self, content: str) -> None:
        """Words or blanks: blanks may stand anywhere, words are for title and desc."""
        if content.strip() and self._open[-1].style is not None and not self._has_told_words:
            self._has_told_words = True
            message = f"the words {shortened(content.strip())} lie outside of <title> and <desc>"
            self._drawing.note(self._line, message, "Turn words that are to be seen into paths.")

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802, ARG002 - the parser's names
        """`<?xml-stylesheet ...?>` and its like."""
        message = f"<?{_name(target)}?> is not allowed in a picture"
        self._drawing.note(self._line, message, "Take it out: pictures bring in nothing from outside.")

    def _see_root(self, uri: str | None, tag: str) -> None:
        if (uri, tag) != (_SVG, "svg"):
            self._drawing.stop(
                self._line,
                f"the file begins with <{_name(tag)}>; it must be <svg> with the name space of SVG",
                f'Begin it with <svg xmlns="{_SVG}" viewBox="0 0 100 100">.',
            )

    def _root_style(self, attrs: Any) -> Style:
        given = self._given("svg", attrs)
        corner = (0.0, 0.0)
        box = self._try(_view_box, given.get("viewBox", ""), "")
        if box is not None:
            self._drawing.size = box[2:]
            corner = box[:2]
        style = self._painted(Style(), given, "svg")
        return style if corner == (0.0, 0.0) else replace(style, matrix=Matrix(e=-corner[0], f=-corner[1]))

    def _inner_style(self, uri: str | None, tag: str, around: _Open, attrs: Any) -> Style | None:
        """The style of an element below the root; draws it if it is a shape."""
        if uri != _SVG or tag not in _ATTRIBUTES or tag == "svg":
            hint = _INSTEAD.get(tag, _DRAW_IT)
            self._drawing.note(self._line, f"<{_name(tag)}> is not read in a picture", hint)
            return None
        if tag in _SILENT:
            self._given(tag, attrs)
            return None
        if around.tag in SHAPES:
            self._drawing.note(self._line, f"<{tag}> lies in a <{around.tag}>; shapes hold only a title")
            return None
        before = len(self._drawing.problems)
        given = self._given(tag, attrs)
        style = self._painted(around.style or Style(), given, tag)
        if tag in SHAPES and len(self._drawing.problems) == before:
            self._draw(tag, given, style)
        return style

    def _given(self, tag: str, attrs: Any) -> dict[str, str]:
        """What an element says, as far as it may."""
        given: dict[str, str] = {}
        for key, value in attrs.items():
            uri, name = key[0], key[1]
            if uri is None and name in _ATTRIBUTES[tag]:
                given[name] = value
                continue
            message = f"<{tag}> has {_name(name)}={shortened(value)}; that is not read in a picture"
            self._drawing.note(self._line, message, _attribute_hint(tag, name))
        return given

    def _painted(self, around: Style, given: Mapping[str, str], tag: str) -> Style:
        """The style around an element with what the element says itself laid over it."""
        changes: dict[str, Any] = {}
        paint = dict(given)
        for name, role in (self._try(class_paint, given.get("class"), tag, "class") or {}).items():
            if name in given:
                message = f"<{tag}> says {name} twice, by class and by {name}"
                self._drawing.note(self._line, message, "Take one of the two out.")
            paint.setdefault(name, role)
        for name, read, target in STYLING:
            value = self._try(read, paint.get(name), tag, name)
            if value is not None:
                changes[target] = value[0]
        if "fill" in changes:
            changes["says_fill"] = True
        own = self._try(transform_in, given.get("transform"), tag, "transform")
        if own is not None:
            together = self._try(around.matrix.after, own, tag)
            changes["matrix"] = together or around.matrix
        return replace(around, **changes)

    def _draw(self, tag: str, given: Mapping[str, str], style: Style) -> None:
        if len(self._drawing.layers) >= MOST_LAYERS:
            self._drawing.stop(self._line, f"there are more than {MOST_LAYERS} shapes; that is the most")
        problem = unseen(tag, style)
        if problem:
            self._drawing.note(self._line, f"<{tag}> {problem[0]}", problem[1])
            return
        try:
            d = transformed(shape_path(tag, given), style.matrix)
            self._drawing.layers.append(layer_of(tag, d, style))
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                key = _WRITTEN.get(str(fault["loc"][0]) if fault["loc"] else "", "")
                said = fault["msg"].removeprefix("Value error, ")
                self._drawing.note(self._line, f"<{tag}> {key}: {said}".replace(" :", ":"))
        except ValueError as error:
            self._drawing.note(self._line, f"<{tag}> {error}")

    def _try(self, read: Callable[[Any], _T], value: Any, tag: str, name: str = "") -> _T | None:
        """What a reader makes of a value, or None where there is none or it is wrong, which is noted."""
        if value is None:
            return None
        try:
            return read(value)
        except ValueError as error:
            where = f"<{tag}> " if tag else ""
            found = f"{name} is {shortened(value)}; " if name else ""
            self._drawing.note(self._line, f"{where}{found}{error}")
            return None


def _view_box(text: str) -> tuple[float, float, float, float]:
    if not text.strip():
        raise ValueError(
            'viewBox is missing or empty; it says the picture\'s own units, such as "0 0 100 100"'
        )
    try:
        x, y, width, height = numbers_in(text, 4)
    except ValueError:
        message = f"four numbers up to {LARGEST_COORDINATE:g} in size are needed"
        raise ValueError(f"viewBox is {shortened(text)}; {message}") from None
    if width <= 0 or height <= 0:
        raise ValueError(f"viewBox is {shortened(text)}; its width and height must be more than 0")
    return x, y, width, height


def _attribute_hint(tag: str, name: str) -> str:
    if name in _REACHES_OUT:
        return "Take it out: pictures bring in nothing from outside."
    if name.lower().startswith("on"):
        return "Take it out: pictures hold no scripts."
    if name == "style":
        return 'Write what it says as attributes, with roles for colours: fill="ink".'
    return f"Take it out; <{tag}> may have {', '.join(sorted(_ATTRIBUTES[tag]))}."


def _name(text: str) -> str:
    """The name of an element or attribute, as far as a line has room for it."""
    return text if len(text) <= 30 else f"{text[:27]}..."
