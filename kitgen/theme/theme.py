"""A theme's data: what each colour role, face and line kind looks like.

Read from `templates/themes/<name>/theme.toml`; pictures lie beside it in `art/`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kitgen.canvas import Face, LineKind, Role
from kitgen.data import load_toml, package_folder
from kitgen.errors import DataError, Problem, UsageError
from kitgen.theme.art import Art, load_art

Rgb = tuple[float, float, float]


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
    colours: dict[Role, str]
    faces: dict[Face, _FaceFile]
    lines: dict[LineKind, LineStyle]


@dataclass(frozen=True)
class Theme:
    """What a kit looks like.

    Args:
        name: folder name under `templates/themes/`.
        hex_colours: `#rrggbb` by role, all roles.
        faces: font file by face, all faces.
        lines: style by line kind, all kinds.
        folder: where the pictures lie.
    """

    name: str
    hex_colours: Mapping[Role, str]
    faces: Mapping[Face, Path]
    lines: Mapping[LineKind, LineStyle]
    folder: Path

    @cached_property
    def colours(self) -> dict[Role, Rgb]:
        """Red, green, blue from 0 to 1, by role."""
        return {role: _rgb(value) for role, value in self.hex_colours.items()}

    @cached_property
    def art(self) -> dict[str, Art]:
        """The theme's pictures by name."""
        return load_art(self.folder / "art", f"templates/themes/{self.name}/art")


def _rgb(value: str) -> Rgb:
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)


def _font_file(face: _FaceFile) -> Path:
    spec = importlib.util.find_spec(face.package)
    if spec is None or spec.origin is None:
        raise UsageError(
            f"The font package {face.package!r} is not installed.", "Install kitgen anew: `make kit` does it."
        )
    return Path(spec.origin).parent / face.file


@lru_cache(maxsize=8)
def load_theme(name: str) -> Theme:
    """The theme of that name.

    Raises:
        UsageError: there is no such theme, or a font package is missing.
        DataError: its file is broken or lacks a role, face or line kind.
    """
    root = package_folder("templates") / "themes"
    folder = root / name
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in root.iterdir() if p.is_dir()))
        raise UsageError(f"There is no theme {name!r}; known are {known}.")
    shown = f"templates/themes/{name}/theme.toml"
    toml = load_toml(folder / "theme.toml", shown)
    try:
        file = _ThemeFile.model_validate(toml.data)
    except ValidationError as error:
        first = error.errors()[0]
        place = tuple(first["loc"])
        raise DataError(
            [Problem(shown, toml.line_of(place), f"{'.'.join(map(str, place))}: {first['msg']}")]
        ) from error
    missing = [
        *(f"colours.{role}" for role in Role if role not in file.colours),
        *(f"faces.{face}" for face in Face if face not in file.faces),
        *(f"lines.{kind}" for kind in LineKind if kind not in file.lines),
    ]
    if missing:
        raise DataError([Problem(shown, 0, f"{key} is missing") for key in missing])
    faces = {face: _font_file(place) for face, place in file.faces.items()}
    return Theme(name, file.colours, faces, file.lines, folder)
