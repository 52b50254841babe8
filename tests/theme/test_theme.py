"""Themes that extend another: what they have from it, what is their own, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.canvas import Face, LineKind, Role
from kitgen.errors import DataError, UsageError
from kitgen.theme.theme import load_theme, read_theme

DOT = '[{name}]\nsize = [10, 10]\nlayers = [{{ d = "M1 1H9V9H{x}Z", fill = "ink" }}]\n'


def picture(name: str, x: int) -> str:
    return DOT.format(name=name, x=x)


def write(root: Path, name: str, text: str, art: str = "") -> None:
    (root / name).mkdir()
    (root / name / "theme.toml").write_text(f"format = 1\n{text}", encoding="utf-8")
    if art:
        (root / name / "art").mkdir()
        (root / name / "art" / "all.toml").write_text(f"format = 1\n{art}", encoding="utf-8")


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A folder with one complete theme, `plain`, that has the pictures `dot` and `spot`."""
    colours = "".join(f'{role} = "#10{i:02x}30"\n' for i, role in enumerate(Role))
    face = '{ package = "fontpkg_crimson_text", file = "files/CrimsonText-Regular.ttf" }'
    faces = "".join(f"{face_name} = {face}\n" for face_name in Face)
    lines = "".join(f'{kind} = {{ role = "ink", width_mm = 0.2 }}\n' for kind in LineKind)
    text = f"[colours]\n{colours}[faces]\n{faces}[lines]\n{lines}"
    write(tmp_path, "plain", text, picture("dot", 1) + picture("spot", 2))
    return tmp_path


def test_what_a_theme_does_not_give_comes_from_the_one_it_extends(themes: Path) -> None:
    write(themes, "child", 'extends = "plain"\n[colours]\nglow = "#ffcc00"\n')
    plain, child = read_theme(themes, "plain"), read_theme(themes, "child")
    changed = {role for role in Role if child.hex_colours[role] != plain.hex_colours[role]}
    assert (child.name, changed, child.hex_colours[Role.GLOW]) == ("child", {Role.GLOW}, "#ffcc00")
    assert (child.faces, child.lines, child.art) == (plain.faces, plain.lines, plain.art)


def test_single_faces_and_lines_are_laid_over_those_of_the_other(themes: Path) -> None:
    bold = '{ package = "fontpkg_crimson_text", file = "files/CrimsonText-Bold.ttf" }'
    more = f'[faces]\ntitle = {bold}\n[lines]\nstitch = {{ role = "glow", width_mm = 0.4 }}\n'
    write(themes, "child", f'extends = "plain"\n{more}')
    plain, child = read_theme(themes, "plain"), read_theme(themes, "child")
    assert {face for face in Face if child.faces[face] != plain.faces[face]} == {Face.TITLE}
    assert {kind for kind in LineKind if child.lines[kind] != plain.lines[kind]} == {LineKind.STITCH}


def test_a_picture_of_its_own_lies_over_one_of_the_same_name(themes: Path) -> None:
    write(themes, "child", 'extends = "plain"\n', picture("spot", 5) + picture("blot", 7))
    plain, child = read_theme(themes, "plain").art, read_theme(themes, "child").art
    assert set(child) == {"dot", "spot", "blot"}
    assert child["dot"] == plain["dot"]
    assert child["spot"] != plain["spot"]


@pytest.mark.parametrize(
    ("extends", "says"),
    [
        ("child", r"a theme cannot extend itself"),
        ("moonbeam", r"there is no such theme; known are child, other, plain"),
        ("other", r"that theme extends 'child' itself, and themes extend one level only"),
        ("../plain", r"extends: String should match"),
        ("", r"colours\.ink is missing"),
    ],
)
def test_a_theme_that_extends_what_it_cannot_is_refused(themes: Path, extends: str, says: str) -> None:
    write(themes, "child", f'extends = "{extends}"\n')
    write(themes, "other", 'extends = "child"\n')
    with pytest.raises(DataError, match=rf"templates/themes/child/theme\.toml.*{says}") as caught:
        read_theme(themes, "child")
    if extends:
        assert caught.value.problems[0].line == 2


def test_a_fault_of_the_extended_theme_is_told_as_its_own(themes: Path) -> None:
    write(themes, "bare", "")
    write(themes, "child", 'extends = "bare"\n')
    with pytest.raises(DataError, match=r"templates/themes/bare/theme\.toml: colours\.ink is missing"):
        read_theme(themes, "child")


@pytest.mark.parametrize("value", ["red", "#12345", "#GGGGGG", "#1234567", "url(x)"])
def test_a_colour_is_six_hexadecimal_digits(themes: Path, value: str) -> None:
    write(themes, "child", f'extends = "plain"\n[colours]\nglow = "{value}"\n')
    with pytest.raises(DataError, match=r"child/theme\.toml:4: colours\.glow"):
        read_theme(themes, "child")


def test_an_unknown_theme_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match=r"no theme 'moonbeam'; known are .*midnight-thread"):
        load_theme("moonbeam")


def test_the_harbour_has_its_own_title_picture_and_every_other_picture_too() -> None:
    harbour, midnight = load_theme("harbour-lamp"), load_theme("midnight-thread")
    assert harbour.art["night-wall"] != midnight.art["night-wall"]
    assert set(harbour.art) > set(midnight.art)
    assert harbour.faces[Face.TITLE] != midnight.faces[Face.TITLE]


@pytest.mark.parametrize("name", ["harbour-lamp", "midnight-thread"])
def test_the_sky_of_a_title_picture_is_free_for_the_title(name: str) -> None:
    art = load_theme(name).art["night-wall"]
    assert art.size == (63, 88)  # as its card, so that its units are millimetres
    for layer in art.layers[2:]:  # the ground and the small stars lie behind the title
        box = art.model_copy(update={"layers": (layer,)}).bounds()
        assert box.y_mm > 17.5, layer.d[:30]  # the title's baseline lies at 17 mm
