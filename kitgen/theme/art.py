"""Pictures as data: how they are read, drawn on a canvas and put into a page.

A theme keeps its pictures in `art/*.toml`, one table a picture, all files taken together:

    format = 1

    [leaf]
    size = [100, 100]
    layers = [
      { d = "M50 4C80 30 80 70 50 96C20 70 20 30 50 4Z", fill = "ink" },
      { d = "M50 20V90", stroke = "glow", width = 2.4, dash = [6, 5] },
    ]

`d` is path data as in SVG, in the picture's own units with y downwards; colours are roles, so one
picture serves paper, phone and a print in grey. Widths and dashes are in the picture's units too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path as FilePath
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    ValidationError,
    field_validator,
    model_validator,
)

from kitgen.canvas import Canvas, Path, Role, Segment
from kitgen.data import TomlFile, load_toml
from kitgen.errors import DataError, Problem
from kitgen.units import Box

FORMAT = 1
LARGEST_COORDINATE = 2000.0
MOST_LAYERS = 400
MOST_NUMBERS = 6000  # in one path: some thousand points, a picture nobody draws by accident
LONGEST_PATH = 40_000  # characters

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# No exponents and no leading zeros: art needs neither, and "1e999" or "007" mean different things to
# different readers.
_NUMBER = re.compile(r"[-+]?(?:(?:0|[1-9]\d*)(?:\.\d+)?|\.\d+)", re.ASCII)
# Possessive, so that refusing takes no longer than reading.
_PLAIN = re.compile(rf"(?:[MmZzLlHhVvCcSsQqTtAa]|{_NUMBER.pattern}|[\s,])*+", re.ASCII)
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_ARC_FLAGS = (3, 4)

Command = tuple[str, tuple[float, ...]]
Length = Annotated[FiniteFloat, Field(gt=0, le=LARGEST_COORDINATE)]


@lru_cache(maxsize=4096)
def commands(d: str) -> tuple[Command, ...]:
    """Path data as letters with their numbers, relative ones left relative.

    Args:
        d: path data by SVG's grammar, without exponents.

    Raises:
        ValueError: something in it is neither a command nor a number, a command has too few or too many
            numbers, or there are too many of them.

    Source: SVG 1.1, 8.3.9 (grammar of path data).
    """
    plain = _PLAIN.match(d)
    if plain is None or plain.end() < len(d):
        at = plain.end() if plain else 0
        raise ValueError(f"path data has {d[at : at + 12].strip()!r} where a command or number belongs")
    if d.lstrip()[:1] not in ("M", "m"):
        raise ValueError("path data must begin with M")
    found = tuple((letter, tuple(map(float, _NUMBER.findall(rest)))) for letter, rest in _COMMAND.findall(d))
    total = sum(len(numbers) for _, numbers in found)
    if total > MOST_NUMBERS:
        raise ValueError(f"path data has {total} numbers; at most {MOST_NUMBERS} are allowed")
    for letter, numbers in found:
        _check_numbers(letter, numbers)
    return found


def _check_numbers(letter: str, numbers: tuple[float, ...]) -> None:
    wanted = _ARGUMENTS[letter.upper()]
    complete = not numbers if wanted == 0 else bool(numbers) and len(numbers) % wanted == 0
    if not complete:
        raise ValueError(f"path command {letter} has {len(numbers)} numbers; it takes {wanted} at a time")
    if numbers and not -LARGEST_COORDINATE <= min(numbers) <= max(numbers) <= LARGEST_COORDINATE:
        raise ValueError(f"path command {letter} goes further than {LARGEST_COORDINATE:g} units")
    if letter in "Aa":
        for i in range(0, len(numbers), 7):
            if any(numbers[i + flag] not in (0.0, 1.0) for flag in _ARC_FLAGS):
                raise ValueError("the fourth and fifth number of an arc must be 0 or 1")


class Layer(BaseModel):
    """One shape of a picture; later layers lie on top.

    Attributes:
        d: path data in the picture's units.
        fill: role of the inside, or None.
        stroke: role of the line, or None.
        width: width of the line, in the picture's units.
        dash: dashes and gaps in the picture's units; empty for a solid line.
        even_odd: inner outlines become holes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    d: Annotated[str, Field(max_length=LONGEST_PATH)]
    fill: Role | None = None
    stroke: Role | None = None
    width: Length = 1.0
    dash: Annotated[tuple[Length, ...], Field(max_length=8)] = ()
    even_odd: bool = False

    @field_validator("d")
    @classmethod
    def _readable(cls, d: str) -> str:
        commands(d)
        return d

    @model_validator(mode="after")
    def _visible(self) -> Self:
        if self.fill is None and self.stroke is None:
            raise ValueError("a layer needs a fill, a stroke or both")
        return self


class Art(BaseModel):
    """A picture.

    Attributes:
        size: width and height of its own units; everything drawn lies inside.
        layers: its shapes, from the back to the front.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: tuple[Length, Length]
    layers: Annotated[tuple[Layer, ...], Field(max_length=MOST_LAYERS)]

    @field_validator("layers")
    @classmethod
    def _not_empty(cls, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        # Not by Field: pydantic counts only valid items, and would call one bad layer an empty picture too.
        if not layers:
            raise ValueError("a picture needs at least one layer")
        return layers

    def bounds(self) -> Box:
        """A box around all that is drawn, half a line's width included, in the picture's units."""
        spots: list[tuple[float, float]] = []
        for layer in self.layers:
            reach = layer.width / 2 if layer.stroke else 0.0
            for x, y in _extremes(outline(layer.d)):
                spots += ((x - reach, y - reach), (x + reach, y + reach))
        left, top = min(x for x, _ in spots), min(y for _, y in spots)
        return Box(left, top, max(x for x, _ in spots) - left, max(y for _, y in spots) - top)


def _extremes(path: Path) -> Iterator[tuple[float, float]]:
    """Points of a path among which its outermost are: all ends, and where curves turn in x or in y."""
    at = (0.0, 0.0)
    for op, v in path.segments:
        if op == "Z":
            continue
        if op == "C":
            xs, ys = (at[0], *v[0::2]), (at[1], *v[1::2])
            for t in (*_turns(*xs), *_turns(*ys)):
                yield _on_curve(xs, t), _on_curve(ys, t)
        at = (v[-2], v[-1])
        yield at


def _on_curve(handles: Sequence[float], t: float) -> float:
    a, b, c, d = handles
    u = 1 - t
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d


def _turns(a: float, b: float, c: float, d: float) -> Iterator[float]:
    """Where a cubic curve's coordinate turns: the zeros of its derivative between 0 and 1."""
    p, q, r = d - 3 * c + 3 * b - a, 2 * (c - 2 * b + a), b - a  # a third of the derivative: p t^2 + q t + r
    zeros: tuple[float, ...] = ()
    if abs(p) < 1e-12:
        zeros = (-r / q,) if q else ()
    elif (root := q * q - 4 * p * r) >= 0:
        zeros = tuple((-q + sign * math.sqrt(root)) / (2 * p) for sign in (1, -1))
    yield from (t for t in zeros if 0 < t < 1)


class _PathPen:
    """What fontTools draws on: collects the segments of a `Path`."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("L", point)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name for it
        self._add("C", *points)

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802 - same
        (x0, y0), (x1, y1), (x2, y2) = self._at, control, end
        # A quadratic curve is the cubic whose handles reach two thirds of the way to its control point.
        first = (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3)
        second = (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3)
        self._add("C", first, second, end)

    def closePath(self) -> None:  # noqa: N802 - fontTools' name for it
        self.segments.append(("Z", ()))

    def endPath(self) -> None:  # noqa: N802 - fontTools' name for it
        """An open path needs nothing at its end."""

    def _add(self, op: str, *points: tuple[float, float]) -> None:
        self.segments.append((op, tuple(value for point in points for value in point)))
        self._at = points[-1]


@lru_cache(maxsize=4096)
def outline(d: str) -> Path:
    """Path data as a canvas path of lines and cubic curves, in the picture's units.

    Args:
        d: path data that `commands` can read.

    Raises:
        ValueError: it cannot be read.
    """
    # Imported when the first picture is drawn: commands that draw nothing must start fast.
    from fontTools.svgLib.path import parse_path

    pen = _PathPen()
    parse_path(_spelt(commands(d), places=6), pen)
    return Path(tuple(pen.segments))


def _spelt(path: tuple[Command, ...], places: int) -> str:
    return "".join(letter + " ".join(_number(value, places) for value in numbers) for letter, numbers in path)


def _number(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def draw_art(canvas: Canvas, art: Art, box: Box, layers: Callable[[Canvas, Art], None] | None = None) -> None:
    """Draw a picture as large as fits, centred in the box.

    Args:
        canvas: what to draw on.
        art: the picture.
        box: where, in mm.
        layers: draws the picture in its own units; a writer that keeps what it drew brings its own.
    """
    place = box.fitted(*art.size)
    with canvas.moved(place.x_mm, place.y_mm, scale=place.width_mm / art.size[0]):
        (layers or draw_layers)(canvas, art)


def draw_layers(canvas: Canvas, art: Art) -> None:
    """Draw a picture in its own units from the origin on."""
    for layer in art.layers:
        canvas.draw(
            outline(layer.d),
            fill=layer.fill,
            stroke=layer.stroke,
            width_mm=layer.width,
            dash=layer.dash,
            even_odd=layer.even_odd,
        )


def art_svg(art: Art, colours: Mapping[Role, str], size_px: float, title: str = "") -> str:
    """A picture as markup to stand inside a page: no script, no style, no outside reference.

    Args:
        art: the picture.
        colours: the value of every role it uses, such as "#16213f".
        size_px: width on the page; the height follows from the picture.
        title: what a screen reader says; without one the picture is ornament and kept silent.
    """
    width, height = art.size
    voice = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(width, 2)} {_number(height, 2)}" '
        f'width="{_number(size_px, 1)}" height="{_number(size_px * height / width, 1)}" {voice} '
        'fill="none" stroke-linecap="round" stroke-linejoin="round">'
    )
    return head + "".join(_svg_path(layer, colours) for layer in art.layers) + "</svg>"


def _svg_path(layer: Layer, colours: Mapping[Role, str]) -> str:
    parts = [f'd="{_spelt(commands(layer.d), places=2)}"']
    if layer.fill is not None:
        parts.append(f'fill="{escape(colours[layer.fill])}"')
    if layer.even_odd:
        parts.append('fill-rule="evenodd"')
    if layer.stroke is not None:
        parts.append(f'stroke="{escape(colours[layer.stroke])}" stroke-width="{_number(layer.width, 2)}"')
        if layer.dash:
            parts.append(f'stroke-dasharray="{" ".join(_number(length, 2) for length in layer.dash)}"')
    return f"<path {' '.join(parts)}/>"


def load_art(folder: FilePath, shown: str = "") -> dict[str, Art]:
    """All pictures of a theme, by name.

    Args:
        folder: holds the `*.toml` files.
        shown: the folder as problems name it; by default its own path.

    Returns:
        The pictures of all files, in the order of file names and then of each file.

    Raises:
        DataError: a file cannot be read, a picture is not valid, or two have one name; all problems of all
            files at once.
    """
    place = shown or str(folder)
    pictures: dict[str, Art] = {}
    homes: dict[str, str] = {}
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.toml")):
        path = f"{place}/{file.name}"
        try:
            toml = load_toml(file, path)
        except DataError as error:
            problems.extend(error.problems)
            continue
        for name, table in _tables(toml, path, problems):
            if name in homes:
                message = f"the picture {name} is drawn in {homes[name]} too"
                hint = "Give one of the two another name."
                problems.append(Problem(path, toml.line_of((name,)), message, hint))
                continue
            homes[name] = file.name
            try:
                pictures[name] = Art.model_validate(table)
            except ValidationError as error:
                problems.extend(_faults(toml, path, name, error))
    if not homes and not problems:
        problems.append(Problem(place, 0, "no picture found; `*.toml` files with art belong here"))
    if problems:
        raise DataError(problems)
    return pictures


def _tables(toml: TomlFile, path: str, problems: list[Problem]) -> Iterator[tuple[str, Any]]:
    found = toml.data.get("format")
    if found is None:
        problems.append(Problem(path, 1, f"format is missing; the file must begin with `format = {FORMAT}`"))
        return
    if found != FORMAT:
        problems.append(Problem(path, toml.line_of(("format",)), f"format is {found!r}; it must be {FORMAT}"))
        return
    for name, table in toml.data.items():
        if name == "format":
            continue
        if _NAME.fullmatch(name):
            yield name, table
        else:
            message = f"a picture is named {name!r}; names are lower-case words joined by hyphens"
            problems.append(Problem(path, toml.line_of((name,)), message))


def _faults(toml: TomlFile, path: str, name: str, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_input=False):
        key = (name, *fault["loc"])
        said = fault["msg"].removeprefix("Value error, ")
        yield Problem(path, toml.line_of(key), f"{'.'.join(map(str, key))}: {said}")
