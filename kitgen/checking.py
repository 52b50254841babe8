"""All that `kitgen check` can know of a kit without building it: its data, and whether its art is there."""

from __future__ import annotations

from pathlib import Path

from kitgen.data import shown_path
from kitgen.errors import KitgenError, Problem
from kitgen.kit.loading import Kit, kits_at, load_kit, problems_in
from kitgen.theme.theme import load_theme


def problems_at(path: Path) -> list[Problem]:
    """All problems of a kit's folder, of each kit in a folder of kits, or of one file of a kit."""
    problems = problems_in(path)
    for folder in kits_at(path):
        try:
            kit = load_kit(folder)
        except KitgenError:
            continue  # already told by `problems_in`
        mine = shown_path(path)
        problems += [p for p in theme_problems(kit) if path.is_dir() or p.path == mine]
    return problems


def theme_problems(kit: Kit) -> list[Problem]:
    """Themes and emblems that are not there."""
    try:
        theme = load_theme(kit.theme)
    except KitgenError as error:
        return [kit.source.problem(("theme",), error.message, error.hint)]
    known = ", ".join(sorted(name for name in theme.art if "-" not in name))
    return [
        kit.sources[puzzle_id].problem(
            ("emblem",),
            f"emblem is {puzzle.emblem!r}; the theme {theme.name!r} has no such picture.",
            f"It has {known}, and more with two words.",
        )
        for puzzle_id, puzzle in kit.puzzles.items()
        if puzzle.emblem not in theme.art
    ]
