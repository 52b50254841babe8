"""All that `kitgen check` can know without building: a kit's data, whether its art is there, and themes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kitgen.data import package_folder, shown_path
from kitgen.errors import DataError, KitgenError, Problem
from kitgen.kit.loading import Kit, kits_at, load_kit, problems_in
from kitgen.theme.art import load_art
from kitgen.theme.theme import load_theme, read_theme
from kitgen.theme.theme_file import THEME_FILE

ART_FOLDER = "art"
OWN_THEMES = "templates/themes"
"""Kitgen's own themes as problems name them, whether a kit or a check came upon them."""


def problems_at(path: Path) -> list[Problem]:
    """All problems of what a path names.

    Args:
        path: a kit's folder, a folder of kits, one file of a kit; or a theme's folder, a folder of themes,
            one file of a theme. With kitgen's own kits come its own themes.
    """
    themes = _themes_at(path)
    if themes:
        problems = list(dict.fromkeys(problem for folder in themes for problem in _problems_of_theme(folder)))
        this = path.absolute()  # a theme's problems may be named from elsewhere than the path was
        return [problem for problem in problems if path.is_dir() or Path(problem.path).absolute() == this]
    problems = problems_in(path)
    for folder in kits_at(path):
        try:
            kit = load_kit(folder)
        except KitgenError:
            continue  # already told by `problems_in`
        mine = shown_path(path)
        problems += [p for p in theme_problems(kit) if path.is_dir() or p.path == mine]
    if path.absolute() == package_folder("puzzles").absolute():
        for folder in _themes_at(package_folder("templates") / "themes"):
            problems += _problems_of_theme(folder, OWN_THEMES)
    return list(dict.fromkeys(problems))  # several kits may have one theme


def _themes_at(path: Path) -> list[Path]:
    """Folders of the themes that a path names: the theme itself, those in a folder, or that of a file."""
    try:
        if not path.is_dir():
            home = path.absolute().parent
            home = home.parent if home.name == ART_FOLDER else home
            return [home] if path.exists() and (home / THEME_FILE).is_file() else []
        if (path / THEME_FILE).is_file():
            return [path]
        return sorted(folder for folder in path.iterdir() if (folder / THEME_FILE).is_file())
    except OSError:
        return []  # `problems_in` says that it cannot be read


def _problems_of_theme(folder: Path, place: str = "") -> Iterator[Problem]:
    """Problems of a theme's file, those of the theme that it extends, and those of all pictures.

    Args:
        folder: the theme's.
        place: the folder of themes as problems name it.
    """
    root, name = folder.absolute().parent, folder.absolute().name  # so that `.` has a name too
    place = place or shown_path(root)
    theme = None
    try:
        theme = read_theme(root, name, place)
    except DataError as error:
        yield from error.problems
    try:
        # Pictures are read when they are asked for, and may be looked at when the theme's file is broken.
        if theme is not None:
            theme.see_art()
        elif (folder / ART_FOLDER).is_dir():
            load_art(folder / ART_FOLDER, f"{place}/{name}/{ART_FOLDER}")
    except DataError as error:
        yield from error.problems


def theme_problems(kit: Kit) -> list[Problem]:
    """Themes and emblems that are not there, and what is wrong with those that are."""
    try:
        theme = load_theme(kit.theme)
        pictures = theme.art
    except DataError as error:
        return list(error.problems)
    except KitgenError as error:
        return [kit.source.problem(("theme",), error.message, error.hint)]
    known = ", ".join(sorted(name for name in pictures if "-" not in name))
    return [
        kit.sources[puzzle_id].problem(
            ("emblem",),
            f"emblem is {puzzle.emblem!r}; the theme {theme.name!r} has no such picture.",
            f"It has {known}, and more with two words.",
        )
        for puzzle_id, puzzle in kit.puzzles.items()
        if puzzle.emblem not in pictures
    ]
