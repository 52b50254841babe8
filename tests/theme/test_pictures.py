"""Pictures that are read when they are asked for are those that are read at once, faults included."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.data import package_folder
from kitgen.errors import DataError
from kitgen.printing.profile import Ink, Lettering
from kitgen.theme import pictures
from kitgen.theme.art import load_art
from kitgen.theme.pictures import open_art
from kitgen.theme.theme import load_theme, read_theme

FOLDERS = sorted((package_folder("templates") / "themes").glob("*/art"))

LEAF = '[leaf]\nsize = [10, 10]\nlayers = [{ d = "M0 0L10 0", stroke = "ink" }]\n'
STONE = LEAF.replace("leaf", "stone").replace("10 0", "9 9")
INLINE = '{ size = [9, 9], layers = [{ d = "M0 0L9 9", stroke = "ink" }] }'
MOON = LEAF.replace("leaf", "moon").replace('"M0 0L10 0"', '"""M0 0\\\nL9 9"""')
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0H9V9z" fill="ink"/></svg>'


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_each_picture_of_our_themes_is_the_same_whenever_it_is_read(folder: Path) -> None:
    whole, opened = load_art(folder), open_art(folder)
    assert list(opened) == list(whole)
    assert dict(opened) == whole


def test_only_pictures_that_are_asked_for_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    toml = pictures._toml
    monkeypatch.setattr(pictures, "_toml", lambda body, path: read.append(body) or toml(body, path))  # type: ignore[func-returns-value]  # append gives nothing
    art = open_art(write(tmp_path, a_toml=f"format = 1\n{LEAF}{STONE}"))
    assert ("leaf" in art, "moon" in art, len(art), read) == (True, False, 2, [])
    assert art["leaf"] is art["leaf"]
    assert len(read) == 1


@pytest.mark.parametrize(
    ("files", "names"),
    [
        ({"a_toml": f"# ours\nformat = 1  # for good\n\n{LEAF}\n{STONE}"}, ["leaf", "stone"]),
        ({"a_toml": f"format = 1\n{LEAF}", "b_toml": f"format = 1\n{STONE}"}, ["leaf", "stone"]),
        ({"a_toml": f"format = 1\n{LEAF}", "moon_svg": SVG}, ["leaf", "moon"]),
        ({"a_toml": f"\ufeffformat = 1\r\n{LEAF}".replace("\n", "\r\n")}, ["leaf"]),
        ({"a_toml": f"format = 1\n{LEAF.replace('[leaf]', '[leaf] # green')}"}, ["leaf"]),
        ({"a_toml": f"format = 1\n{LEAF.replace('[leaf]', '[ leaf ]')}"}, ["leaf"]),
        ({"a_toml": f"format = 1\nleaf = {INLINE}\n"}, ["leaf"]),
        ({"a_toml": f"format = 1\n{LEAF}{MOON}"}, ["leaf", "moon"]),
    ],
)  # fmt: skip
def test_however_a_file_is_laid_out_its_pictures_are_found(
    tmp_path: Path, files: dict[str, str], names: list[str]
) -> None:
    folder = write(tmp_path, **files)
    assert list(open_art(folder)) == names
    assert dict(open_art(folder)) == load_art(folder)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a_toml": ""},
        {"a_toml": LEAF},
        {"a_toml": f"format = 2\n{LEAF}"},
        {"a_toml": f"format = 1\n{LEAF}{LEAF}"},
        {"a_toml": f"format = 1\n{LEAF}", "b_toml": f"format = 1\n{LEAF}"},
        {"a_toml": f"format = 1\n{LEAF}", "leaf_svg": SVG},
        {"a_toml": f"format = 1\n{LEAF.replace('leaf', 'format')}"},
        {"a_toml": f"format = 1\n{LEAF.replace('leaf', 'The Leaf')}"},
        {"a_toml": f"format = 1\nwhy = 1\n{LEAF}"},
        {"a_toml": f"format = 1\n{LEAF}# \udcff\n"},
        {"a_toml": f"format = 1\n{LEAF}[leaf.more]\nd = 1\n"},
        {"a_toml": f"format = 1\n{LEAF.replace('ink', 'crimson')}{STONE.replace('M0', 'Q')}"},
        {"a_toml": f"format = 1\n{LEAF}[[stone]]\nd = 1\n"},
        {"a_toml": f"format = 1\n{LEAF}layers = []\n"},
        {"a_toml": f"format = 1\n{LEAF}", "moon_svg": SVG.replace("ink", "crimson")},
    ],
)
def test_faults_are_told_as_if_everything_were_read_at_once(tmp_path: Path, files: dict[str, str]) -> None:
    folder = write(tmp_path, **files)
    with pytest.raises(DataError) as at_once:
        load_art(folder)
    with pytest.raises(DataError) as later:
        dict(open_art(folder))
    assert later.value.problems == at_once.value.problems


def test_a_printed_theme_has_its_pictures_from_the_theme_that_it_prints() -> None:
    theme = load_theme("midnight-thread")
    assert theme.printed(Ink.GREY, Lettering.PLAIN).art is theme.art


def test_seeing_all_pictures_sees_those_that_others_are_laid_over(tmp_path: Path) -> None:
    for name, art in (("plain", LEAF.replace("ink", "crimson") + STONE), ("child", LEAF)):
        (tmp_path / name / "art").mkdir(parents=True)
        write(tmp_path / name / "art", a_toml=f"format = 1\n{art}")
    source = package_folder("templates") / "themes" / "midnight-thread" / "theme.toml"
    write(tmp_path / "plain", theme_toml=source.read_text(encoding="utf-8"))
    write(tmp_path / "child", theme_toml='format = 1\nextends = "plain"\n')
    child = read_theme(tmp_path, "child")
    assert set(child.art) == {"leaf", "stone"}
    assert child.art["leaf"] == load_art(tmp_path / "child" / "art")["leaf"]
    with pytest.raises(DataError) as caught:
        child.see_art()
    (problem,) = caught.value.problems
    assert (problem.path.endswith("plain/art/a.toml"), problem.line) == (True, 4)
