"""What `check` and `build` say of a kit whose theme or emblem is not there, or whose text fits no card."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.checking import problems_at
from kitgen.errors import DataError, LayoutError

OWN = Path(__file__).parents[1] / "puzzles" / "small-door"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    """A copy of the flagship to break."""
    folder = tmp_path / "small-door"
    folder.mkdir()
    for path in OWN.glob("*.toml"):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def change(path: Path, old: str, new: str) -> int:
    """Replace a text in a file; gives the line it stood on."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_an_emblem_that_the_theme_lacks_is_named_with_its_line(kit: Path) -> None:
    line = change(kit / "hidden-door.toml", 'emblem = "door"', 'emblem = "dragon"')
    (problem,) = problems_at(kit)
    assert problem.line == line
    assert problem.path.endswith("hidden-door.toml")
    assert "'dragon'" in problem.message
    assert "moon" in problem.hint
    assert problems_at(kit / "hidden-door.toml") == [problem]
    assert problems_at(kit / "three-eyes-hunt.toml") == []
    with pytest.raises(DataError, match="dragon"):
        build_kit(BuildOptions(str(kit), seed="moth"))


def test_a_theme_that_is_not_there_is_named_with_those_there_are(kit: Path) -> None:
    change(kit / "kit.toml", 'theme = "midnight-thread"', 'theme = "noon"')
    (problem,) = problems_at(kit)
    assert "'noon'" in problem.message
    assert "midnight-thread" in problem.message


def test_a_text_too_long_for_its_card_names_card_and_words(kit: Path) -> None:
    file = kit / "hidden-door.toml"
    text = file.read_text(encoding="utf-8")
    head, quotes, rest = text.partition('"""')
    story = "wonderfully " * 45
    file.write_text(head + quotes + story + quotes + rest.partition('"""')[2], encoding="utf-8")
    assert problems_at(kit) == []
    with pytest.raises(LayoutError) as caught:
        build_kit(BuildOptions(str(kit), seed="moth"))
    assert "card hidden-door/story" in caught.value.message
    assert "is too much" in caught.value.message
    assert caught.value.hint
