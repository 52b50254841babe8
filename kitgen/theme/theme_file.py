"""`theme.toml` as data: what may stand in it, and what is said of anything else."""

from __future__ import annotations

import difflib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError
from pydantic_core import ErrorDetails

from kitgen.canvas import Face, LineKind, Role
from kitgen.data import KeyPath, TomlFile, load_toml
from kitgen.errors import DataError, Problem

THEME_FILE = "theme.toml"

_Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
_Dash = Annotated[FiniteFloat, Field(gt=0, le=50)]


class FaceFile(BaseModel):
    """Where a typeface lies: a font file inside an installed package."""

    model_config = ConfigDict(extra="forbid")
    # A plain name: Python would import what stands before a dot to look for what stands behind it.
    package: str = Field(pattern=r"^[a-z][a-z0-9_]{0,80}$")
    file: str = Field(pattern=r"^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.ttf$", max_length=200)


class LineStyle(BaseModel):
    """How a line kind looks: role of its colour, width in mm, dashes and gaps in mm."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Role
    width_mm: FiniteFloat = Field(gt=0, le=2)
    dash: Annotated[tuple[_Dash, ...], Field(max_length=8)] = ()


class StyleFile(BaseModel):
    """What a theme says of ornaments; see `kitgen.canvas.Style`."""

    model_config = ConfigDict(extra="forbid")
    corner: Literal["button", "none"] | None = None
    hem: Literal["wave", "straight"] | None = None
    stars: bool | None = None


class ThemeFile(BaseModel):
    """What a theme gives itself; the rest it has from the theme that it extends."""

    model_config = ConfigDict(extra="forbid")
    format: int = Field(ge=1, le=1)
    # A name and never a path: it is looked up below the folder of themes.
    extends: str = Field(default="", pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$")
    colours: dict[Role, _Colour] = Field(default_factory=dict)
    faces: dict[Face, FaceFile] = Field(default_factory=dict)
    lines: dict[LineKind, LineStyle] = Field(default_factory=dict)
    legible: dict[Face, FaceFile] = Field(default_factory=dict)
    style: StyleFile = Field(default_factory=StyleFile)


_NAMES: dict[str, tuple[str, type[StrEnum]]] = {
    "colours": ("role", Role),
    "faces": ("face", Face),
    "legible": ("face", Face),
    "lines": ("kind of line", LineKind),
}
"""Tables whose keys are names out of a closed list."""

_SHAPES = {
    "colours": "a colour is # and six hexadecimal digits in lower case, such as #f2c84b",
    "extends": "it must be the name of another theme: lower-case words joined by hyphens",
    "package": "it must be the name of a Python package that carries fonts, such as fontpkg_crimson_text",
    "file": "it must be a path inside that package that ends with .ttf",
}
"""What a text that does not match its pattern should have been, by table or key."""


def read_theme_file(path: Path, shown: str) -> tuple[TomlFile, ThemeFile]:
    """A theme's file, validated.

    Args:
        path: the file.
        shown: the path as problems name it.

    Raises:
        DataError: it cannot be read, or something in it is not as it must be; all of it at once.
    """
    toml = load_toml(path, shown)
    try:
        return toml, ThemeFile.model_validate(toml.data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        problems = sorted((_problem(toml, fault) for fault in faults), key=lambda problem: problem.line)
        raise DataError(problems) from error


def _problem(toml: TomlFile, fault: ErrorDetails) -> Problem:
    *place, last = fault["loc"]
    if last == "[key]":  # pydantic's way to say that the key itself is at fault
        kind, names = _NAMES[str(place[0])]
        what = f"{_dotted(place)}: there is no {kind} {str(place[-1])!r}"
        return toml.problem(tuple(place), what, _choice(str(place[-1]), names))
    key = (*place, last)
    if fault["type"] == "extra_forbidden":
        known = _keys_at(place)
        return toml.problem(key, f"{_dotted(key)}: there is no such key", _choice(str(last), known))
    if fault["type"] == "missing":
        return toml.problem(key, f"{_dotted(key)} is missing", _NEEDED.get(str(last), ""))
    shape = _SHAPES.get(str(key[0])) or _SHAPES.get(str(last))
    if fault["type"] == "string_pattern_mismatch" and shape:
        return toml.problem(key, f"{_dotted(key)} is {_short(fault['input'])}; {shape}")
    if fault["type"] == "enum":
        what = f"{_dotted(key)} is {_short(fault['input'])}, which is no role"
        return toml.problem(key, what, _choice(str(fault["input"]), Role))
    return toml.problem(key, f"{_dotted(key)} is {_short(fault['input'])}: {fault['msg']}")


_NEEDED = {"format": "The file must begin with `format = 1`."}


def _keys_at(place: Iterable[str | int]) -> tuple[str, ...]:
    """The keys that may stand in a table of a theme's file."""
    models: dict[int, dict[str, type[BaseModel]]] = {
        1: {"style": StyleFile},
        2: {"faces": FaceFile, "legible": FaceFile, "lines": LineStyle},
    }
    names = [str(part) for part in place]
    model = models.get(len(names), {}).get(names[0]) if names else ThemeFile
    return tuple(model.model_fields) if model else ()


def _choice(found: str, allowed: Iterable[str]) -> str:
    names = [str(name) for name in allowed]
    near = difflib.get_close_matches(found, names, n=1)
    return f"Allowed are {', '.join(names)}." + (f" Did you mean {near[0]}?" if near else "")


def _dotted(key: KeyPath | list[str | int]) -> str:
    return ".".join(map(str, key))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


@lru_cache(maxsize=64)
def _package_folder(package: str) -> Path | None:
    spec = importlib.util.find_spec(package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def font_files(
    toml: TomlFile, table: str, faces: Mapping[Face, FaceFile], problems: list[Problem]
) -> Iterator[tuple[Face, Path]]:
    """The font files of a table of faces; what is not there goes to `problems`."""
    for face, at in faces.items():
        folder = _package_folder(at.package)
        if folder is None:
            what = f"{table}.{face}: the font package {at.package!r} is not installed"
            hint = "Check its name, or install it; kitgen's own fonts come with `make kit`."
            problems.append(toml.problem((table, face.value, "package"), what, hint))
            continue
        file = folder / at.file
        if file.is_file():
            yield face, file
            continue
        has = sorted(found.relative_to(folder).as_posix() for found in folder.rglob("*.ttf"))
        what = f"{table}.{face}: the package {at.package!r} has no file {at.file!r}"
        hint = f"It has {', '.join(has[:24])}." if has else "It carries no .ttf file at all."
        problems.append(toml.problem((table, face.value, "file"), what, hint))
