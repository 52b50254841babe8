"""What docs/themes.md shows is what the program does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from kitgen.canvas import Face, LineKind, Role
from kitgen.theme.art import MOST_FILES, MOST_LAYERS, load_art
from kitgen.theme.contrast import TEXT_ON
from kitgen.theme.path_data import LARGEST_COORDINATE, LONGEST_PATH, MOST_NUMBERS
from kitgen.theme.svg import LARGEST_FILE, MOST_DEPTH
from kitgen.theme.theme import read_theme

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```\w+\n(.*?)```", TEXT, re.DOTALL)


def test_the_theme_and_the_pictures_of_the_page_can_be_read_and_are_one_picture(tmp_path: Path) -> None:
    theme, toml, svg = BLOCKS
    shutil.copytree(ROOT / "templates" / "themes" / "midnight-thread", tmp_path / "midnight-thread")
    (tmp_path / "evening-tide").mkdir()
    (tmp_path / "evening-tide" / "theme.toml").write_text(theme, encoding="utf-8")
    assert read_theme(tmp_path, "evening-tide").hex_colours[Role.BAND] == "#123c4a"
    pictures = []
    for name, text in (("all.toml", toml), ("leaf.svg", svg)):
        folder = tmp_path / name.partition(".")[2]
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        pictures.append(load_art(folder)["leaf"])
    assert pictures[0] == pictures[1]


def test_every_role_face_and_kind_of_line_is_named() -> None:
    named = set(re.findall(r"`([a-z-]+)`", TEXT))
    assert {str(name) for names in (Role, Face, LineKind) for name in names} <= named


def test_the_table_of_text_and_grounds_is_the_one_that_is_checked() -> None:
    table = TEXT.partition("| text | on |")[2].partition("\n\n")[0]
    rows = [
        [re.findall(r"`([a-z-]+)`", cell) for cell in line.split("|")[1:3]] for line in table.split("\n")[2:]
    ]
    pairs = {(Role(text), Role(ground)) for texts, grounds in rows for text in texts for ground in grounds}
    assert pairs == set(TEXT_ON)


def test_the_limits_of_the_page_are_those_of_the_program() -> None:
    limits = TEXT.partition("| limit | |")[2]
    said = [int(number.replace(",", "")) for number in re.findall(r"\b\d[\d,]*\b", limits)]
    assert said == [
        LARGEST_FILE // 1000,
        MOST_DEPTH,
        MOST_LAYERS,
        MOST_NUMBERS,
        LONGEST_PATH,
        LARGEST_COORDINATE,
        MOST_FILES,
    ]
