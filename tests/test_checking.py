"""What `check` and `build` say of a kit whose theme or emblem is not there, or whose text fits no card."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.checking import problems_at
from kitgen.errors import DataError, LayoutError
from kitgen.printing.profile import PrintProfile
from tests.printed import words_in

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


def told(kit: Path, story: str) -> None:
    """Give the hidden door another story."""
    file = kit / "hidden-door.toml"
    head, quotes, rest = file.read_text(encoding="utf-8").partition('"""')
    file.write_text(head + quotes + story + quotes + rest.partition('"""')[2], encoding="utf-8")


def test_a_word_wider_than_its_card_is_named_with_its_card_and_by_how_much(kit: Path) -> None:
    told(kit, "A door with " + "X" * 60 + " on it.")
    assert problems_at(kit) == []
    with pytest.raises(LayoutError) as caught:
        build_kit(BuildOptions(str(kit), seed="moth"))
    assert "card hidden-door/story" in caught.value.message
    assert "X" * 60 in caught.value.message
    assert re.search(r"is \d+\.\d mm wider than", caught.value.message)
    assert "tarot" in caught.value.hint


def test_a_story_too_long_for_one_card_goes_on_over_more_and_loses_no_word(kit: Path) -> None:
    words = [f"step{number}" for number in range(1, 60)]
    told(kit, " ".join(words))
    profile = PrintProfile(large_print=True)
    built = build_kit(BuildOptions(str(kit), seed="moth", hints="none", profile=profile))
    story = [p for p in built.manifest.pieces if re.fullmatch(r"hidden-door/story(-\d+)?", p.id)]
    assert len(story) > 1
    said = " ".join(
        words_in(built.files[piece.file], piece.page, piece.box_mm)
        for piece in sorted(story, key=lambda piece: piece.number)
    )
    assert sorted(re.findall(r"step\d+", said)) == sorted(words)


def test_a_check_of_all_that_comes_with_kitgen_covers_themes_that_no_kit_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("puzzles", "templates"):
        (tmp_path / name).mkdir()
    shutil.copytree(OWN, tmp_path / "puzzles" / OWN.name)
    shutil.copytree(OWN.parents[1] / "templates" / "themes", tmp_path / "templates" / "themes")
    monkeypatch.setattr("kitgen.checking.package_folder", tmp_path.joinpath)
    assert problems_at(tmp_path / "puzzles") == []
    harbour = tmp_path / "templates" / "themes" / "harbour-lamp"
    change(harbour / "art" / "gull.svg", 'fill="ink"', 'fill="crimson"')
    change(harbour / "art" / "emblems.toml", 'fill = "glow"', 'fill = "gold"')
    change(harbour / "theme.toml", 'glow = "#ffcf4a"', 'glow = "yellow"')
    assert [problem.path for problem in problems_at(tmp_path / "puzzles")] == [
        f"templates/themes/harbour-lamp/{file}" for file in ("theme.toml", "art/emblems.toml", "art/gull.svg")
    ]
    (of_gull,) = problems_at(harbour / "art" / "gull.svg")
    assert (of_gull.line, "fill is 'crimson'" in of_gull.message) == (4, True)
    assert problems_at(tmp_path / "puzzles" / OWN.name) == []
