"""What is said of a theme's file that is not as it must be, and what `kitgen check` says of themes."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest

from kitgen.canvas import Face, LineKind, Role, Style
from kitgen.canvas import Path as Outline
from kitgen.checking import problems_at
from kitgen.errors import DataError, Problem
from kitgen.theme.frames import card_frame, sheet_frame, stitch, title_band
from kitgen.theme.theme import load_theme, read_theme
from kitgen.units import Box
from tests.doubles import RecordingCanvas

THEMES = Path(__file__).parents[2] / "templates" / "themes"
FONT = 'package = "fontpkg_crimson_text", file = "files/CrimsonText-Regular.ttf"'


@pytest.fixture
def themes(tmp_path: Path) -> Path:
    """A copy of the plain theme and of the one that it extends, to break."""
    for name in ("midnight-thread", "paper"):
        shutil.copytree(THEMES / name, tmp_path / name)
    return tmp_path


def problems(themes: Path, text: str) -> list[Problem]:
    """What is said of a theme `mine` with that text below its first two lines."""
    (themes / "mine").mkdir()
    head = 'format = 1\nextends = "paper"\n'
    (themes / "mine" / "theme.toml").write_text(head + text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_theme(themes, "mine")
    assert all(problem.path == "templates/themes/mine/theme.toml" for problem in caught.value.problems)
    return list(caught.value.problems)


@pytest.mark.parametrize(
    ("text", "line", "says", "hint"),
    [
        ("[colors]\n", 3, "colors: there is no such key", "Did you mean colours?"),
        ('[colours]\nglo = "#ffffff"', 4, "colours.glo: there is no role 'glo'", "Did you mean glow?"),
        ('[colours]\nglow = "gold"', 4, "colours.glow is 'gold'; a colour is # and six", ""),
        ('[colours]\nglow = "#FFCC00"', 4, "in lower case", ""),
        ("[colours]\nglow = 3", 4, "colours.glow is 3", ""),
        (f"[faces]\ntitel = {{ {FONT} }}", 4, "faces.titel: there is no face 'titel'", "Did you mean title?"),
        (f"[faces]\ntitle = {{ {FONT}, size = 3 }}", 4, "faces.title.size: there is no such key", "package"),
        ('[faces]\ntitle = { file = "a.ttf" }', 4, "faces.title.package is missing", ""),
        (
            '[faces]\ntitle = { package = "fontpkg_moonbeam", file = "a.ttf" }',
            4,
            "faces.title: the font package 'fontpkg_moonbeam' is not installed",
            "make kit",
        ),
        (
            '[legible]\ntitle = { package = "fontpkg_crimson_text", file = "files/Moonbeam.ttf" }',
            4,
            "legible.title: the package 'fontpkg_crimson_text' has no file 'files/Moonbeam.ttf'",
            "files/CrimsonText-Bold.ttf",
        ),
        ('[faces]\ntitle = { package = "os.path", file = "a.ttf" }', 4, "name of a Python package", ""),
        (
            '[faces]\ntitle = { package = "fontpkg_crimson_text", file = "../../secret.ttf" }',
            4,
            "a path inside that package that ends with .ttf",
            "",
        ),
        ('[lines]\ncutt = { role = "ink", width_mm = 1 }', 4, "no kind of line 'cutt'", "Did you mean cut?"),
        ('[lines]\ncut = { role = "inc", width_mm = 1 }', 4, "lines.cut.role is 'inc'", "Did you mean ink?"),
        (
            '[lines]\ncut = { role = "ink", width_mm = nan }',
            4,
            "width_mm is nan; it must be a finite number",
            "",
        ),
        ('[lines]\ncut = { role = "ink", width_mm = 9 }', 4, "less than or equal to 2", ""),
        ('[lines]\ncut = { role = "ink", width_mm = 1, dash = [0] }', 4, "lines.cut.dash.0 is 0", ""),
        (
            '[lines]\ncut = { role = "ink", width_mm = 1, dash = [inf] }',
            4,
            "0 is inf; it must be a finite number",
            "",
        ),
        ("[style]\nhemm = 1", 4, "style.hemm: there is no such key", "Allowed are corner, hem, stars."),
        ('[style]\nhem = "zigzag"', 4, "style.hem is 'zigzag'", ""),
    ],
)
def test_a_fault_is_named_with_its_line_and_what_is_allowed(
    themes: Path, text: str, line: int, says: str, hint: str
) -> None:
    (problem,) = problems(themes, text)
    assert problem.line == line
    assert says in problem.message
    assert hint in problem.hint


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_their_lines(themes: Path) -> None:
    found = problems(themes, '[colours]\nink = "black"\nmoon = "#ffffff"\n[style]\nstars = "many"\n')
    assert [problem.line for problem in found] == [4, 5, 7]


def test_a_theme_that_extends_none_must_give_all_faces_for_legible_print(themes: Path) -> None:
    whole = (themes / "midnight-thread" / "theme.toml").read_text(encoding="utf-8")
    begin, end = whole.index("[legible]"), whole.index("[lines]")
    path = themes / "midnight-thread" / "theme.toml"
    path.write_text(whole[:begin] + whole[end:], encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_theme(themes, "midnight-thread")
    said = {problem.message for problem in caught.value.problems}
    assert said == {f"legible.{face} is missing" for face in Face}
    assert "extends" in caught.value.hint


def test_a_circle_of_three_is_named_in_order(themes: Path) -> None:
    for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
        (themes / name).mkdir()
        (themes / name / "theme.toml").write_text(f'format = 1\nextends = "{other}"\n', encoding="utf-8")
    with pytest.raises(DataError, match="a -> b -> c -> a"):
        read_theme(themes, "a")


def test_ornaments_come_from_the_extended_theme_one_by_one(themes: Path) -> None:
    (themes / "mine").mkdir()
    text = 'format = 1\nextends = "paper"\n[style]\nstars = true\n'
    (themes / "mine" / "theme.toml").write_text(text, encoding="utf-8")
    paper, mine = read_theme(themes, "paper").style, read_theme(themes, "mine").style
    assert (paper.corner, paper.hem, paper.has_stars) == ("none", "straight", False)
    assert (mine.corner, mine.hem, mine.has_stars) == ("none", "straight", True)
    assert load_theme("midnight-thread").style == Style()


def test_the_rhythm_of_a_seam_is_that_of_the_stitch_in_the_theme() -> None:
    for name in ("midnight-thread", "harbour-lamp", "paper"):
        theme = load_theme(name)
        assert theme.style.seam_mm == theme.lines[LineKind.STITCH].dash


def styled(style: Style) -> RecordingCanvas:
    canvas = RecordingCanvas()
    canvas.style = style
    return canvas


def test_a_style_without_buttons_stars_and_waves_draws_none() -> None:
    box = Box(0, 0, 63, 88)
    rich, plain = styled(Style()), styled(Style("none", "straight", has_stars=False))
    for canvas in (rich, plain):
        sheet_frame(canvas, box)
        title_band(canvas, Box(5, 5, 53, 20))
        card_frame(canvas, box)
    fills = [line for line in plain.log if "fill=None" not in line]
    assert len(fills) == 1  # the band itself
    assert len([line for line in rich.log if "fill=None" not in line]) > 10
    low = [y for x, y in plain.extremes if 5 <= x <= 58 and 5 <= y <= 27]
    assert max(low) == pytest.approx(25 - 2.7 / 2, abs=0.01)  # the hem's middle: no wave goes below


@pytest.mark.parametrize("seam", [(4.0, 2.0), (1.0, 0.5), ()])
def test_a_seam_has_the_rhythm_that_the_style_asks_for(seam: tuple[float, ...]) -> None:
    canvas = styled(Style(seam_mm=seam))
    stitch(canvas, Outline.line(0, 0, 100, 0), Role.ACCENT)
    (line,) = canvas.log
    if seam:
        thread, gap = ast.literal_eval(line[line.index("(") : line.index(")") + 1])
        assert thread == seam[0]
        assert gap == pytest.approx(seam[1], rel=0.15)
        whole = (100 + gap) / (thread + gap)
        assert whole == pytest.approx(round(whole), abs=1e-6)
    else:
        assert " 0.20 ()" in line  # a hairline


def test_check_takes_a_theme_a_folder_of_themes_and_one_file_of_a_theme(themes: Path) -> None:
    assert problems_at(themes) == []
    paper = themes / "paper" / "theme.toml"
    paper.write_text(paper.read_text(encoding="utf-8").replace('"#1a1a1a"', '"#bbbbbb"'), encoding="utf-8")
    art = themes / "midnight-thread" / "art" / "maze.toml"
    art.write_text(
        art.read_text(encoding="utf-8").replace('fill = "ink"', 'fill = "inc"', 1), encoding="utf-8"
    )
    of_paper = problems_at(paper)
    assert {problem.line for problem in of_paper} == {7}
    assert "colours.body on colours.white has a contrast of 1.9" in of_paper[0].message
    (of_art,) = problems_at(art)
    assert of_art.path.endswith("midnight-thread/art/maze.toml")
    assert of_art.line > 0
    assert problems_at(themes / "midnight-thread") == [of_art]
    assert set(problems_at(themes)) == {of_art, *of_paper}
    assert problems_at(themes / "midnight-thread" / "theme.toml") == []


def test_check_of_a_kit_names_what_is_wrong_in_its_theme(
    themes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    art = themes / "midnight-thread" / "art" / "maze.toml"
    art.write_text("format = 2\n", encoding="utf-8")
    monkeypatch.setattr("kitgen.checking.load_theme", lambda name: read_theme(themes, name))
    (problem,) = problems_at(THEMES.parents[1] / "puzzles" / "small-door")
    assert problem.path == "templates/themes/midnight-thread/art/maze.toml"
    assert "format is 2" in problem.message
