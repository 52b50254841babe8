"""A theme's data: what each colour role, face and line kind looks like.

Read from `templates/themes/<name>/theme.toml`; pictures lie beside it in `art/`. A theme may say
`extends = "midnight-thread"`: what it does not give itself, pictures too, it has from that theme. One level
only, so that a reader of a theme has two files to open at most.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kitgen.canvas import Face, LineKind, Role
from kitgen.data import TomlFile, load_toml, package_folder
from kitgen.errors import DataError, Problem, UsageError
from kitgen.theme.art import Art, load_art

Rgb = tuple[float, float, float]

_Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class _FaceFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    package: str
    file: str


class LineStyle(BaseModel):
    """How a line kind looks: role of its colour, width in mm, dashes and gaps in mm."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Role
    width_mm: float = Field(gt=0, le=2)
    dash: tuple[float, ...] = ()


class _ThemeFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    format: int = Field(ge=1, le=1)
    # A name and never a path: it is looked up below the folder of themes.
    extends: str = Field(default="", pattern=r"^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$")
    colours: dict[Role, _Colour] = Field(default_factory=dict)
    faces: dict[Face, _FaceFile] = Field(default_factory=dict)
    lines: dict[LineKind, LineStyle] = Field(default_factory=dict)


@dataclass(frozen=True)
class Theme:
    """What a kit looks like.

    Args:
        name: folder name under `templates/themes/`.
        hex_colours: `#rrggbb` by role, all roles.
        faces: font file by face, all faces.
        lines: style by line kind, all kinds.
        folder: where the pictures lie, in `art/`.
        base: the theme that it extends, whose pictures it has where it draws none of its own.
    """

    name: str
    hex_colours: Mapping[Role, str]
    faces: Mapping[Face, Path]
    lines: Mapping[LineKind, LineStyle]
    folder: Path
    base: Theme | None = None

    @cached_property
    def colours(self) -> dict[Role, Rgb]:
        """Red, green, blue from 0 to 1, by role."""
        return {role: _rgb(value) for role, value in self.hex_colours.items()}

    @cached_property
    def art(self) -> dict[str, Art]:
        """The theme's pictures by name: its own, laid over those of the theme that it extends."""
        folder = self.folder / "art"
        if self.base is None:
            return load_art(folder, _shown(self.name, "art"))
        own = load_art(folder, _shown(self.name, "art")) if folder.is_dir() else {}
        return {**self.base.art, **own}


def _rgb(value: str) -> Rgb:
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)


def _font_file(face: _FaceFile) -> Path:
    spec = importlib.util.find_spec(face.package)
    if spec is None or spec.origin is None:
        raise UsageError(
            f"The font package {face.package!r} is not installed.", "Install kitgen anew: `make kit` does it."
        )
    return Path(spec.origin).parent / face.file


def _shown(name: str, part: str) -> str:
    return f"templates/themes/{name}/{part}"


@lru_cache(maxsize=8)
def load_theme(name: str) -> Theme:
    """The theme of that name.

    Raises:
        UsageError: there is no such theme, or a font package is missing.
        DataError: its file is broken, lacks a role, face or line kind, or extends what it cannot.
    """
    return read_theme(package_folder("templates") / "themes", name)


def read_theme(root: Path, name: str) -> Theme:
    """The theme of that name below a folder of themes, with what it has from the theme that it extends.

    Args:
        root: a folder with one folder a theme.
        name: folder name below `root`.

    Raises:
        UsageError: there is no such theme, or a font package is missing.
        DataError: its file is broken, lacks a role, face or line kind, or extends what it cannot.
    """
    if not (root / name).is_dir():
        raise UsageError(f"There is no theme {name!r}; known are {_known(root)}.")
    toml, file = _read_file(root, name)
    base = _base(root, name, toml, file.extends) if file.extends else None
    colours: dict[Role, str] = {**(base.hex_colours if base else {}), **file.colours}
    faces = {**(base.faces if base else {}), **{face: _font_file(at) for face, at in file.faces.items()}}
    lines: dict[LineKind, LineStyle] = {**(base.lines if base else {}), **file.lines}
    missing = [
        *(f"colours.{role}" for role in Role if role not in colours),
        *(f"faces.{face}" for face in Face if face not in faces),
        *(f"lines.{kind}" for kind in LineKind if kind not in lines),
    ]
    if missing:
        raise DataError([Problem(_shown(name, "theme.toml"), 0, f"{key} is missing") for key in missing])
    return Theme(name, colours, faces, lines, root / name, base)


def _known(root: Path) -> str:
    return ", ".join(sorted(p.name for p in root.iterdir() if p.is_dir()))


def _read_file(root: Path, name: str) -> tuple[TomlFile, _ThemeFile]:
    shown = _shown(name, "theme.toml")
    toml = load_toml(root / name / "theme.toml", shown)
    try:
        return toml, _ThemeFile.model_validate(toml.data)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(first["loc"])
        raise DataError(
            [Problem(shown, toml.line_of(place), f"{'.'.join(map(str, place))}: {first['msg']}")]
        ) from error


def _base(root: Path, name: str, toml: TomlFile, extends: str) -> Theme:
    """The theme that another extends; it must exist and extend none itself, so no circle can close."""

    def refused(what: str, hint: str) -> DataError:
        line = toml.line_of(("extends",))
        return DataError([Problem(_shown(name, "theme.toml"), line, f"extends is {extends!r}; {what}", hint)])

    if extends == name:
        raise refused("a theme cannot extend itself", "Name another theme, or take the line out.")
    if not (root / extends).is_dir():
        raise refused(f"there is no such theme; known are {_known(root)}", "Name one of them.")
    further = _read_file(root, extends)[1].extends
    if further:
        raise refused(
            f"that theme extends {further!r} itself, and themes extend one level only",
            "Name a theme that extends none.",
        )
    return read_theme(root, extends)
