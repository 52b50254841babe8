"""From a name or folder to a kit without a fault, or to all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from kitgen.data import KeyPath, TomlFile, load_toml, package_folder, shown_path
from kitgen.errors import DataError, Problem, UsageError
from kitgen.kit.answers import assign_answers
from kitgen.kit.checks import (
    ReadPuzzle,
    asset_problems,
    checked_puzzle,
    kit_problems,
    together_problems,
)
from kitgen.kit.explain import did_you_mean, faults, listed, quoted
from kitgen.kit.kit import Kit
from kitgen.kit.models import AuthorModel, KitFile, PuzzleFile

__all__ = ["Kit", "find_kit", "kits_at", "list_kits", "load_kit", "problems_in"]

KIT_FILE = "kit.toml"
MAX_PUZZLES = 100
"""Puzzle files in one folder; the flagship has sixteen."""

MAX_KITS = 200
MAX_PROBLEMS = 200
"""More are not listed: nobody reads them, and a hostile file could make millions."""

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_Model = TypeVar("_Model", bound=AuthorModel)


def list_kits() -> list[Path]:
    """Folders of the kits that travel with kitgen, by name."""
    return _kits_below(package_folder("puzzles"))


def _kits_below(folder: Path) -> list[Path]:
    return sorted(path.parent for path in folder.glob(f"*/{KIT_FILE}"))[:MAX_KITS]


def find_kit(name_or_folder: str) -> Path:
    """The folder of a kit.

    Args:
        name_or_folder: one of kitgen's own kits by name, or a folder anywhere that holds a `kit.toml`.

    Raises:
        UsageError: neither; the message lists the kits there are.
    """
    own = {folder.name: folder for folder in list_kits()}
    if name_or_folder in own:
        return own[name_or_folder]
    folder = Path(name_or_folder)
    try:
        if folder.name == KIT_FILE and folder.is_file():
            return folder.parent
        if (folder / KIT_FILE).exists():
            return folder
        exists = folder.exists()
    except (OSError, ValueError):
        exists = False
    if exists and name_or_folder:
        raise UsageError(
            f"{name_or_folder} holds no {KIT_FILE}, so it is no kit.",
            f"Kits by name are {listed(own)}; docs/kit.md tells how to write one.",
        )
    raise UsageError(
        f"There is no kit {quoted(name_or_folder)}; by name there are {listed(own)}.",
        did_you_mean(name_or_folder, own) or "A folder with a kit.toml will do as well.",
    )


def load_kit(folder: Path) -> Kit:
    """Read and check a kit.

    Args:
        folder: holds `kit.toml` and one TOML file a puzzle.

    Raises:
        DataError: with all problems that were found.
    """
    reading = _Reading(folder)
    if reading.problems or reading.kit is None:
        raise DataError(_in_order(reading.problems))
    return reading.kit


def problems_in(path: Path) -> list[Problem]:
    """All problems of a kit's folder, of each kit in a folder of kits, or of one file of a kit."""
    try:
        if path.is_dir():
            return _problems_in_folder(path)
    except (OSError, ValueError):
        return [Problem(shown_path(path), 0, "this cannot be read.", "Check the name and who may read it.")]
    if (path.parent / KIT_FILE).is_file() and path.suffix == ".toml":
        # Read within its kit: what it must fit to stands in the other files.
        mine = shown_path(path)
        return [problem for problem in _problems_of_kit(path.parent) if problem.path == mine]
    try:
        source = load_toml(path, shown_path(path))
    except DataError as error:
        return list(error.problems)
    file, problems = _validated(PuzzleFile, source)
    if file is not None:
        problems += checked_puzzle(file, source, path)[1]
    return _in_order(problems)


def kits_at(path: Path) -> list[Path]:
    """Folders of the kits that a path names: the kit itself, the kits in a folder, or the kit of a file."""
    folder = path if path.is_dir() else path.parent
    if (folder / KIT_FILE).exists():
        return [folder]
    return _kits_below(folder) if path.is_dir() else []


def _problems_in_folder(folder: Path) -> list[Problem]:
    if (folder / KIT_FILE).exists():
        return _problems_of_kit(folder)
    kits = _kits_below(folder)
    if not kits:
        what = f"there is no {KIT_FILE} here, nor in a folder below."
        return [Problem(shown_path(folder), 0, what, "docs/kit.md tells how to write a kit.")]
    return [problem for kit in kits for problem in _problems_of_kit(kit)]


def _problems_of_kit(folder: Path) -> list[Problem]:
    reading = _Reading(folder)
    if reading.problems or reading.kit is None:
        return _in_order(reading.problems)
    problems: list[Problem] = []
    for language in reading.kit.languages:
        try:
            # The search is complete, so any seed tells whether the lists can be satisfied at all.
            assign_answers(reading.kit.in_language(language), "check")
        except DataError as error:
            problems += error.problems
    return problems


def _in_order(problems: Collection[Problem]) -> list[Problem]:
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: (problem.path, problem.line))
    if len(ordered) > MAX_PROBLEMS:
        more = len(ordered) - MAX_PROBLEMS
        ordered = ordered[:MAX_PROBLEMS]
        last = ordered[-1]
        ordered.append(Problem(last.path, 0, f"{more} more problems are not listed.", "Mend these first."))
    return ordered


@dataclass
class _Reading:
    """One pass over a kit's folder: everything that can be read, and every problem on the way."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    kit: Kit | None = None

    def __post_init__(self) -> None:
        self._puzzles: dict[str, ReadPuzzle] = {}
        self._broken: list[str] = []
        kit_file, kit_source = self._read_kit()
        for path in self._puzzle_paths():
            self._read_puzzle(path)
        if kit_file is None:
            return
        self.problems += together_problems(kit_file, kit_source, self._puzzles, self._broken)
        if not self.problems:
            files = {name: puzzle.file for name, puzzle in self._puzzles.items()}
            sources = {name: puzzle.source for name, puzzle in self._puzzles.items()}
            self.kit = Kit(self.folder, kit_file, kit_source, files, sources)

    def _read_kit(self) -> tuple[KitFile | None, TomlFile]:
        path = self.folder / KIT_FILE
        source = self._load(path)
        if source is None:
            return None, TomlFile({})
        file, problems = _validated(KitFile, source)
        self.problems += problems
        if file is not None:
            self.problems += kit_problems(file, source, self.folder)
            self.problems += asset_problems(file.assets, source, self.folder)
        return file, source

    def _read_puzzle(self, path: Path) -> None:
        source = self._load(path)
        file = None
        if source is not None:
            file, problems = _validated(PuzzleFile, source)
            self.problems += problems
        if source is None or file is None:
            self._broken.append(path.stem)
            return
        first = self._puzzles.get(file.id)
        if first is not None:
            what = f"id is {quoted(file.id)}, as in {first.path.name}; every puzzle needs an id of its own."
            self.problems.append(source.problem(("id",), what, f"Change it to {quoted(path.stem)}."))
            self._broken.append(path.stem)
            return
        puzzle, problems = checked_puzzle(file, source, path)
        self.problems += problems
        self.problems += asset_problems(file.assets, source, self.folder)
        self._puzzles[file.id] = puzzle

    def _load(self, path: Path) -> TomlFile | None:
        shown = shown_path(path)
        try:
            if path.is_symlink() and not path.resolve().is_relative_to(self.folder.resolve()):
                what = "this is a link that leads out of the kit's folder."
                raise DataError([Problem(shown, 0, what, "Copy the file here instead.")])
            return load_toml(path, shown)
        except DataError as error:
            self.problems += error.problems
        except (OSError, RuntimeError):
            self.problems.append(
                Problem(shown, 0, "this is a link that goes nowhere.", "Copy the file here.")
            )
        return None

    def _puzzle_paths(self) -> list[Path]:
        try:
            names = sorted(path.name for path in self.folder.iterdir())
        except (OSError, ValueError):
            return []
        names = [n for n in names if n.endswith(".toml") and n != KIT_FILE and not n.startswith(".")]
        if len(names) > MAX_PUZZLES:
            what = f"the folder has {len(names)} puzzle files; at most {MAX_PUZZLES} are read."
            self.problems.append(Problem(shown_path(self.folder), 0, what, "Split the kit."))
        return [self.folder / name for name in names[:MAX_PUZZLES]]


def _validated(model: type[_Model], source: TomlFile) -> tuple[_Model | None, list[Problem]]:
    """A file by its model, or None and what is wrong with it."""
    try:
        return model.model_validate(source.data), []
    except ValidationError as error:
        found = faults(error, model, lambda key: _key_name(key, source))
        return None, [source.problem(fault.key, fault.message, fault.hint) for fault in found]


def _key_name(key: KeyPath, source: TomlFile) -> str:
    """A key as sentences name it: list items by their id where they have one, else counted from 1."""
    name = ""
    here: object = source.data
    for part in key:
        try:
            here = here[part]  # type: ignore[index]  # a table or list as far as the author wrote one
        except (KeyError, IndexError, TypeError):
            here = None
        if isinstance(part, int):
            own = here.get("id") if isinstance(here, dict) else None
            usable = isinstance(own, str) and len(own) <= 40 and _SLUG.fullmatch(own)
            name += f"[{own if usable else part + 1}]"
        else:
            plain = part if part.isprintable() and len(part) <= 40 else quoted(part)
            name += f".{plain}" if name else plain
    return name
