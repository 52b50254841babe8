"""Themes that extend another: what they have from it, what is their own, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.canvas import Face, LineKind, Role
from kitgen.errors import DataError, UsageError
from kitgen.printing.profile import Ink, Lettering
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
    light = {Role.ON_BAND, Role.GLOW, Role.PAPER, Role.SHADE, Role.STONE, Role.WHITE}
    colours = "".join(
        f'{role} = "#{"f0" if role in light else "10"}{i + (200 if role in light else 0):02x}30"\n'
        for i, role in enumerate(Role)
    )
    face = '{ package = "fontpkg_crimson_text", file = "files/CrimsonText-Regular.ttf" }'
    faces = "".join(f"{face_name} = {face}\n" for face_name in Face)
    lines = "".join(f'{kind} = {{ role = "ink", width_mm = 0.2 }}\n' for kind in LineKind)
    text = f"[colours]\n{colours}[faces]\n{faces}[legible]\n{faces}[lines]\n{lines}"
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
        ("other", r"that closes a circle: child -> other -> child"),
        ("../plain", r"extends is '../plain'; it must be the name of another theme"),
        ("", r"colours\.ink is missing"),
    ],
)
def test_a_theme_that_extends_what_it_cannot_is_refused(themes: Path, extends: str, says: str) -> None:
    write(themes, "child", f'extends = "{extends}"\n')
    write(themes, "other", 'extends = "child"\n')
    with pytest.raises(DataError, match=rf"templates/themes/(child|other)/theme\.toml.*{says}") as caught:
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


def test_a_chain_of_themes_may_have_four_levels_and_no_more(themes: Path) -> None:
    for name, below in (("b", "plain"), ("c", "b"), ("d", "c"), ("e", "d")):
        write(themes, name, f'extends = "{below}"\n')
    assert read_theme(themes, "d").art == read_theme(themes, "plain").art
    with pytest.raises(DataError, match=r"over 4 levels at most: e -> d -> c -> b"):
        read_theme(themes, "e")


def seen_contrast(one: str, other: str) -> float:
    """Contrast by the formula of WCAG 2.2, written anew."""

    def light(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    high, low = max(light(one), light(other)), min(light(one), light(other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["midnight-thread", "harbour-lamp", "paper"])
@pytest.mark.parametrize("ink", list(Ink))
def test_text_of_every_theme_can_be_read_in_every_ink(name: str, ink: Ink) -> None:
    colours = load_theme(name).printed(ink, Lettering.PLAIN).hex_colours
    for text in (Role.BODY, Role.MUTED, Role.ACCENT, Role.INK):
        for ground in (Role.WHITE, Role.PAPER, Role.SHADE):
            assert seen_contrast(colours[text], colours[ground]) >= 4.5
    for text in (Role.ON_BAND, Role.GLOW):
        assert seen_contrast(colours[text], colours[Role.BAND]) >= 4.5


def test_grey_ink_prints_greys_and_keeps_every_contrast() -> None:
    full = load_theme("midnight-thread")
    grey = full.printed(Ink.GREY, Lettering.PLAIN)
    for role in Role:
        red, green, blue = (grey.hex_colours[role][i : i + 2] for i in (1, 3, 5))
        assert red == green == blue
        for other in Role:
            before = seen_contrast(full.hex_colours[role], full.hex_colours[other])
            after = seen_contrast(grey.hex_colours[role], grey.hex_colours[other])
            assert after == pytest.approx(before, rel=0.06)


def test_colours_in_which_text_cannot_be_read_are_refused_all_at_once(themes: Path) -> None:
    write(themes, "pale", 'extends = "plain"\n[colours]\nbody = "#c8c8c8"\nglow = "#203040"\n')
    with pytest.raises(DataError) as caught:
        read_theme(themes, "pale")
    said = [str(problem) for problem in caught.value.problems]
    assert any("colours.body on colours.white has a contrast of" in line for line in said)
    assert any("colours.glow on colours.band" in line and "4.5:1" in line for line in said)
    assert any("in grey ink" in line for line in said)
    assert {problem.line for problem in caught.value.problems} == {4, 5}


def test_legible_lettering_is_sans_and_has_no_italics() -> None:
    theme = load_theme("harbour-lamp")
    legible = theme.printed(Ink.FULL, Lettering.LEGIBLE).faces
    for face in (Face.TITLE, Face.BODY, Face.BODY_BOLD, Face.BODY_ITALIC):
        assert legible[face].name.startswith("AtkinsonHyperlegible-")
    assert not any("Italic" in path.name or "Crimson" in path.name for path in legible.values())
    assert theme.printed(Ink.FULL, Lettering.PLAIN).faces == theme.faces


def test_the_plain_theme_is_one_file_and_has_every_picture() -> None:
    paper = load_theme("paper")
    assert [path.name for path in paper.folder.rglob("*") if path.is_file()] == ["theme.toml"]
    assert set(paper.art) == set(load_theme("midnight-thread").art)
