"""A theme's data: what each colour role, face and line kind looks like.

Read from `templates/themes/<name>/theme.toml`; pictures lie beside it in `art/`. A theme may say
`extends = "midnight-thread"`: what it does not give itself, pictures too, it has from that theme, which may
extend another in turn. Text that could not be read in one ink or another is refused when a theme is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from kitgen.canvas import Face, LineKind, Role, Style
from kitgen.data import TomlFile, package_folder
from kitgen.errors import DataError, Problem, UsageError
from kitgen.printing.profile import Ink, Lettering
from kitgen.theme.art import load_art
from kitgen.theme.contrast import DARK, LEAST_RATIO, colours_in, failures
from kitgen.theme.pictures import Pictures, open_art
from kitgen.theme.theme_file import (
    THEME_FILE,
    FaceFile,
    LineStyle,
    StyleFile,
    ThemeFile,
    font_files,
    read_theme_file,
)

Rgb = tuple[float, float, float]

FILM_COLOURS: Mapping[Role, str] = {
    Role.FILM_BLUE: "#6fe0f5",
    Role.FILM_RED: "#ff6b6b",
    Role.FILM_ORANGE: "#ffa64d",
    Role.FILM_YELLOW: "#ffd84d",
    Role.FILM_PINK: "#ff9cc8",
}
"""What red film tells apart, whatever the theme: the secret has little red in it, all that hides it has all
of it, and without the film none of them stands out from the others."""

MOST_LEVELS = 4
"""Longest chain of `extends`: a reader of a theme should not have to open more files."""


@dataclass(frozen=True)
class Theme:
    """What a kit looks like.

    Args:
        name: folder name under `templates/themes/`.
        hex_colours: `#rrggbb` by role, all roles.
        faces: font file by face, all faces.
        lines: style by line kind, all kinds.
        folder: where the pictures lie, in `art/`.
        legible: font file by face for readers who ask for a plain sans face, all faces.
        base: the theme that it extends, whose pictures it has where it draws none of its own.
        ink: what it is printed in.
        style: its ornaments.
        shown: its folder, as problems name it.
    """

    name: str
    hex_colours: Mapping[Role, str]
    faces: Mapping[Face, Path]
    lines: Mapping[LineKind, LineStyle]
    folder: Path
    legible: Mapping[Face, Path]
    base: Theme | None = None
    ink: Ink = Ink.FULL
    style: Style = field(default_factory=Style)
    shown: str = ""

    @cached_property
    def colours(self) -> dict[Role, Rgb]:
        """Red, green, blue from 0 to 1, by role."""
        return {role: _rgb(value) for role, value in self.hex_colours.items()}

    @cached_property
    def art(self) -> Pictures:
        """The theme's pictures by name: its own, laid over those of the theme that it extends.

        Each is read when it is asked for; `see_art` reads them all.
        """
        folder = self.folder / "art"
        if self.base is not None and not folder.is_dir():
            return self.base.art
        own = open_art(folder, f"{self.shown}/art")
        return own if self.base is None else own.over(self.base.art)

    def see_art(self) -> None:
        """Read all pictures, those too that others are laid over.

        Raises:
            DataError: one is not valid; all problems of a folder at once.
        """
        if self.base is not None:
            self.base.see_art()
        folder = self.folder / "art"
        if self.base is None or folder.is_dir():
            load_art(folder, f"{self.shown}/art")

    def printed(self, ink: Ink, face: Lettering) -> Theme:
        """The theme as a print profile asks for it.

        In grey every colour becomes the grey of its luminance. The saver has greys too, as light as text and
        lines may be; what it leaves out is the matter of whoever draws (see `kitgen.theme.ink`).
        """
        faces = self.legible if face is Lettering.LEGIBLE else self.faces
        printed = replace(self, hex_colours=colours_in(ink, self.hex_colours), faces=faces, ink=ink)
        printed.__dict__["art"] = self.art  # they know roles and no colours, and need not be read again
        return printed


def _rgb(value: str) -> Rgb:
    return (int(value[1:3], 16) / 255, int(value[3:5], 16) / 255, int(value[5:7], 16) / 255)


@lru_cache(maxsize=8)
def load_theme(name: str) -> Theme:
    """The theme of that name.

    Raises:
        UsageError: there is no such theme.
        DataError: its file is broken, lacks something, names a font that is not there, extends what it
            cannot, or has text that cannot be read on its ground.
    """
    return read_theme(package_folder("templates") / "themes", name)


def read_theme(root: Path, name: str, shown: str = "templates/themes") -> Theme:
    """The theme of that name below a folder of themes, with what it has from the theme that it extends.

    Args:
        root: a folder with one folder a theme.
        name: folder name below `root`.
        shown: `root` as problems name it.

    Raises:
        UsageError: there is no such theme.
        DataError: its file is broken, lacks something, names a font that is not there, extends what it
            cannot, or has text that cannot be read on its ground.
    """
    return _read(root, name, shown, ())


def _read(root: Path, name: str, place: str, below: tuple[str, ...]) -> Theme:
    """The theme of that name; `below` are the themes that extend it, the outermost first."""
    if not (root / name).is_dir():
        raise UsageError(f"There is no theme {name!r}; known are {_known(root)}.")
    shown = f"{place}/{name}/{THEME_FILE}"
    toml, file = read_theme_file(root / name / THEME_FILE, shown)
    base = _base(root, name, toml, file.extends, place, below) if file.extends else None
    colours: dict[Role, str] = {**(base.hex_colours if base else {}), **file.colours, **FILM_COLOURS}
    faces = {**(base.faces if base else {}), **_fonts(toml, "faces", file.faces)}
    legible = {**(base.legible if base else {}), **_fonts(toml, "legible", file.legible)}
    lines: dict[LineKind, LineStyle] = {**(base.lines if base else {}), **file.lines}
    missing = [
        *(f"colours.{role}" for role in Role if role not in colours),
        *(f"faces.{face}" for face in Face if face not in faces),
        *(f"legible.{face}" for face in Face if face not in legible),
        *(f"lines.{kind}" for kind in LineKind if kind not in lines),
    ]
    if missing:
        hint = 'Give it, or begin with a whole theme: extends = "midnight-thread".'
        raise DataError([Problem(shown, 0, f"{key} is missing", hint) for key in missing])
    _see_contrast(shown, toml, file, colours)
    style = _styled(base.style if base else Style(), file.style, lines[LineKind.STITCH])
    folder, home = root / name, f"{place}/{name}"
    return Theme(name, colours, faces, lines, folder, legible, base, style=style, shown=home)


def _fonts(toml: TomlFile, table: str, faces: Mapping[Face, FaceFile]) -> dict[Face, Path]:
    problems: list[Problem] = []
    files = dict(font_files(toml, table, faces, problems))
    if problems:
        raise DataError(problems)
    return files


def _styled(style: Style, own: StyleFile, seam: LineStyle) -> Style:
    """The ornaments of a theme: those of the theme that it extends, with its own laid over them."""
    # A running stitch is thread and gap; of a longer rhythm frames keep the first two.
    seam_mm = seam.dash[:2] if len(seam.dash) >= 2 else ()
    return Style(
        corner=own.corner or style.corner,
        hem=own.hem or style.hem,
        has_stars=style.has_stars if own.stars is None else own.stars,
        seam_mm=seam_mm,
    )


def _see_contrast(shown: str, toml: TomlFile, file: ThemeFile, colours: Mapping[Role, str]) -> None:
    """Refuse colours in which text cannot be read, all of them at once."""
    problems = []
    for failure in failures(colours):
        text, ground = failure.text, failure.ground
        # The line of whichever of the two the theme gives itself.
        own = [role for role in (text, ground) if role in file.colours]
        line = toml.line_of(("colours", own[0].value)) if own else 0
        what = (
            f"colours.{text} on colours.{ground} has a contrast of {failure.ratio:.2f}:1 "
            f"in {failure.ink} ink; text needs {LEAST_RATIO:g}:1"
        )
        lighter, darker = (text, ground) if ground in DARK else (ground, text)
        problems.append(Problem(shown, line, what, f"Make {darker} darker or {lighter} lighter."))
    if problems:
        raise DataError(problems)


def _known(root: Path) -> str:
    return ", ".join(sorted(p.name for p in root.iterdir() if p.is_dir()))


def _base(root: Path, name: str, toml: TomlFile, extends: str, place: str, below: tuple[str, ...]) -> Theme:
    """The theme that another extends; no circle may close, and no chain grow too long."""

    def refused(what: str, hint: str) -> DataError:
        return DataError([toml.problem(("extends",), f"extends is {extends!r}; {what}", hint)])

    chain = (*below, name)
    if extends == name:
        raise refused("a theme cannot extend itself", "Name another theme, or take the line out.")
    if extends in chain:
        circle = " -> ".join((*chain[chain.index(extends) :], extends))
        raise refused(f"that closes a circle: {circle}", "Take the line out of one of them.")
    if not (root / extends).is_dir():
        raise refused(f"there is no such theme; known are {_known(root)}", "Name one of them.")
    if len(chain) >= MOST_LEVELS:
        raise refused(
            f"themes extend each other over {MOST_LEVELS} levels at most: {' -> '.join(chain)}",
            "Name a theme further down the chain.",
        )
    return _read(root, extends, place, chain)
