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

A picture may also be an SVG file of its own, `art/<name>.svg`; `kitgen.theme.svg` says what is read of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
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

from kitgen.canvas import Canvas, Path, Role
from kitgen.data import TomlFile, load_toml
from kitgen.errors import DataError, Problem
from kitgen.theme.path_data import LARGEST_COORDINATE, LONGEST_PATH, commands, number_text, outline, spelt
from kitgen.units import Box

FORMAT = 1
MOST_LAYERS = 400
MOST_FILES = 500  # in one folder: twice as many as midnight-thread has pictures

PICTURE_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")

Length = Annotated[FiniteFloat, Field(gt=0, le=LARGEST_COORDINATE)]


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
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {number_text(width, 2)} {number_text(height, 2)}" '
        f'width="{number_text(size_px, 1)}" height="{number_text(size_px * height / width, 1)}" {voice} '
        'fill="none" stroke-linecap="round" stroke-linejoin="round">'
    )
    return head + "".join(_svg_path(layer, colours) for layer in art.layers) + "</svg>"


def _svg_path(layer: Layer, colours: Mapping[Role, str]) -> str:
    parts = [f'd="{spelt(commands(layer.d), places=2)}"']
    if layer.fill is not None:
        parts.append(f'fill="{escape(colours[layer.fill])}"')
    if layer.even_odd:
        parts.append('fill-rule="evenodd"')
    if layer.stroke is not None:
        parts.append(f'stroke="{escape(colours[layer.stroke])}" stroke-width="{number_text(layer.width, 2)}"')
        if layer.dash:
            parts.append(f'stroke-dasharray="{" ".join(number_text(length, 2) for length in layer.dash)}"')
    return f"<path {' '.join(parts)}/>"


def load_art(folder: FilePath, shown: str = "") -> dict[str, Art]:
    """All pictures of a theme, by name.

    Args:
        folder: holds the `*.toml` and `*.svg` files.
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
    for file in art_files(folder, place, problems):
        path = f"{place}/{file.name}"
        read = _svg_picture if file.suffix == ".svg" else _toml_pictures
        try:
            for name, line_of, art in read(file, path, problems):
                if name in homes:
                    message = f"the picture {name} is drawn in {homes[name]} too"
                    problems.append(Problem(path, line_of(), message, "Give one of the two another name."))
                    continue
                homes[name] = file.name
                if art is not None:
                    pictures[name] = art
        except DataError as error:
            problems.extend(error.problems)
    if not homes and not problems:
        message = "no picture found; `*.toml` and `*.svg` files with art belong here"
        problems.append(Problem(place, 0, message))
    if problems:
        raise DataError(problems)
    return pictures


_Pictures = Iterator[tuple[str, Callable[[], int], Art | None]]
"""Name, line (looked for only where there is a problem) and picture, or none where it is not valid."""


def art_files(folder: FilePath, place: str, problems: list[Problem]) -> Iterator[FilePath]:
    """The files of a folder of art, none of them a way out of it."""
    files = sorted(file for file in folder.glob("*") if file.suffix in (".toml", ".svg"))
    if len(files) > MOST_FILES:
        message = f"there are {len(files)} files with art here; at most {MOST_FILES} are read"
        problems.append(Problem(place, 0, message, "Put several pictures into one TOML file."))
    home = folder.resolve()
    for file in files[:MOST_FILES]:
        if file.is_symlink() and not _target(file).is_relative_to(home):
            message = "this is a link that leads out of the folder of art, or nowhere"
            problems.append(Problem(f"{place}/{file.name}", 0, message, "Copy the file here instead."))
        else:
            yield file


def _target(link: FilePath) -> FilePath:
    try:
        return link.resolve(strict=True)
    except (OSError, RuntimeError):
        return FilePath()


def _svg_picture(file: FilePath, path: str, problems: list[Problem]) -> _Pictures:
    # Imported for a theme that has such a file: the others must load as fast as ever.
    from kitgen.theme.svg import read_svg

    if PICTURE_NAME.fullmatch(file.stem):
        yield file.stem, lambda: 0, read_svg(file, path)
    else:
        message = f"a picture is named {file.stem!r}; names are lower-case words joined by hyphens"
        problems.append(Problem(path, 0, message, "Give the file another name."))


def _toml_pictures(file: FilePath, path: str, problems: list[Problem]) -> _Pictures:
    toml = load_toml(file, path)
    for name, table in _tables(toml, path, problems):
        art = None
        try:
            art = Art.model_validate(table)
        except ValidationError as error:
            problems.extend(_faults(toml, path, name, error))
        yield name, partial(toml.line_of, (name,)), art


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
        if PICTURE_NAME.fullmatch(name):
            yield name, table
        else:
            message = f"a picture is named {name!r}; names are lower-case words joined by hyphens"
            problems.append(Problem(path, toml.line_of((name,)), message))


def _faults(toml: TomlFile, path: str, name: str, error: ValidationError) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_input=False):
        key = (name, *fault["loc"])
        said = fault["msg"].removeprefix("Value error, ")
        yield Problem(path, toml.line_of(key), f"{'.'.join(map(str, key))}: {said}")
