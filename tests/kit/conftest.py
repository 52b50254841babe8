"""A small sound kit on disk, whose files a test then spoils in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.errors import Problem
from kitgen.kit.loading import problems_in
from kitgen.mechanisms import REGISTRY

KIT = """\
format = 1
id = "attic"
version = "1.0"
default_cast = "ours"
assets = ["moon.txt"]

[text.en]
title = "The Attic"
tagline = "Up the ladder"
welcome = "{hero} hears a step above."

[cast.ours]
hero = "Mia"
cat_name = "Soot"

[cast.theirs]
hero = "Sam"
cat_name = "Ash"

[[acts]]
id = "below"
number = 1
text.en.title = "Below"

[[acts]]
id = "above"
number = 3
text.en.title = "Above {cat_name}"

[[beats]]
id = "ladder"
act = "below"
puzzles = ["trunk"]
answers = [
  "KNOCK", "LATCH", "CREAK", "SPOOL", "HINGE", "DUSTY",
  "MURAL", "ATLAS", "CANDY", "FLUTE", "BROOM", "QUILT",
]

[[beats]]
id = "roof"
act = "above"
puzzles = ["dial", "clock"]
needs = ["ladder"]
answers = [
  "0316", "1147", "2359", "0704", "1231", "1805",
  "1999", "2468", "1357", "8642", "7531", "4096",
]
"""

TRUNK = """\
format = 1
id = "trunk"
mechanism = "stub-wall"
emblem = "key"

[text.en]
title = "The Trunk"
story = "{hero} finds a trunk. {cat_name} sits on it."

[params]
mood = "stormy"

[levels.hard]
bricks = 14
"""

DIAL = (
    TRUNK.replace('"trunk"', '"dial"')
    .replace("stub-wall", "stub-dial")
    .replace("bricks = 14", "alike = false")
)
CLOCK = DIAL.replace('"dial"', '"clock"')


class Attic:
    """A kit's folder for one test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.files = {"kit.toml": KIT, "trunk.toml": TRUNK, "dial.toml": DIAL, "clock.toml": CLOCK}
        for name in self.files:
            self.write(name)
        (folder / "moon.txt").write_text("a moon", encoding="utf-8")

    def write(self, name: str, text: str | None = None) -> None:
        if text is not None:
            self.files[name] = text
        (self.folder / name).write_text(self.files[name], encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands."""
        assert self.files[name].count(old) == 1, f"{old!r} stands {self.files[name].count(old)} times"
        self.write(name, self.files[name].replace(old, new))

    def line(self, name: str, text: str) -> int:
        """The first line with that text."""
        return next(i for i, row in enumerate(self.files[name].splitlines(), start=1) if text in row)

    def problems(self) -> list[Problem]:
        return problems_in(self.folder)

    def told(self, name: str, text: str) -> Problem:
        """The only problem there is, which must be at the line with that text of that file."""
        problems = self.problems()
        assert len(problems) == 1, [str(problem) for problem in problems]
        assert Path(problems[0].path).name == name
        assert problems[0].line == self.line(name, text), str(problems[0])
        return problems[0]


@pytest.fixture
def stub_mechanisms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(REGISTRY, "stub-wall", "tests.kit.stubs:StubWall")
    monkeypatch.setitem(REGISTRY, "stub-dial", "tests.kit.stubs:StubDial")


@pytest.fixture
def attic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stub_mechanisms: None) -> Attic:
    monkeypatch.chdir(tmp_path)
    return Attic(tmp_path / "attic")
