"""Art as data: what is read, what is refused, and whether the theme's own pictures keep their promises."""

from __future__ import annotations

import math
import re
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import pairwise
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kitgen.canvas import Path, Role
from kitgen.data import package_folder
from kitgen.errors import DataError
from kitgen.theme.art import Art, art_svg, draw_art, load_art
from kitgen.theme.path_data import commands, outline
from kitgen.theme.theme import load_theme
from kitgen.units import Box
from tests.doubles import RecordingCanvas

THEMES = package_folder("templates") / "themes"
THEME = THEMES / "midnight-thread"
ART = load_art(THEME / "art")
LOOK = tomllib.loads((THEME / "theme.toml").read_text("utf-8"))
COLOURS = {Role(role): value for role, value in LOOK["colours"].items()}
ALL_ART = {
    f"{folder.parent.name}/{name}": art
    for folder in sorted(THEMES.glob("*/art"))
    for name, art in load_art(folder).items()
}
"""What each theme draws itself, by theme and name."""

EMBLEMS = tuple(
    f"{file.parents[1].name}/{name}"
    for file in sorted(THEMES.glob("*/art/emblems.toml"))
    for name in tomllib.loads(file.read_text("utf-8"))
    if name != "format"
) + tuple(f"{file.parents[1].name}/{file.stem}" for file in sorted(THEMES.glob("*/art/*.svg")))
ASKED_FOR = (
    "door",
    "seeing-stone",
    "snow-globe",
    "key",
    "button",
    "moon",
    "cat",
    "needle",
    "scissors",
    "pencil",
    "glue",
    "envelope",
    "printer",
    "clock",
    "book",
    "mouse",
    "eye",
    "house",
    "lantern",
    "moth",
    "leaf",
    "star",
    "arrow",
    "night-wall",
    "divider",
)

STORY_EMBLEMS = (
    "door",
    "brick",
    "key",
    "button",
    "needle",
    "moth",
    "cat",
    "mouse",
    "doll",
    "eye",
    "stone",
    "mirror",
    "lantern",
    "theatre-mask",
    "tent",
    "leaf",
    "snow-globe",
    "hand",
    "well",
    "rope",
    "moon",
    "teapot",
    "cake",
    "letter",
    "house",
    "stair",
    "tunnel",
    "ghost",
    "suitcase",
    "catalogue",
)
"""The things that the story is made of: kits of this theme may name any of them."""

DARK = (Role.INK, Role.MUTED, Role.ACCENT, Role.BAND, Role.FRAME)
LIGHT = (Role.GLOW, Role.STONE, Role.SHADE, Role.PAPER, Role.WHITE, Role.ON_BAND)


def art_of(layers: list[dict[str, Any]], size: tuple[float, float] = (100, 100)) -> Art:
    return Art.model_validate({"size": size, "layers": layers})


def write(folder: FilePath, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


GOOD = 'format = 1\n[dot]\nsize = [10, 10]\nlayers = [{ d = "M1 1H9V9H1Z", fill = "ink" }]\n'


# --- the theme's own pictures


@pytest.mark.parametrize("name", ASKED_FOR)
def test_the_theme_has_every_picture_that_kits_may_name(name: str) -> None:
    assert name in ART


@pytest.mark.parametrize("name", sorted(ALL_ART))
def test_every_picture_stays_inside_its_size(name: str) -> None:
    art = ALL_ART[name]
    assert Box(0, 0, *art.size).contains(art.bounds(), slack_mm=0.011)


@pytest.mark.parametrize("name", sorted(ALL_ART))
def test_every_picture_fills_most_of_its_size_one_way(name: str) -> None:
    art = ALL_ART[name]
    ink = art.bounds()
    assert max(ink.width_mm / art.size[0], ink.height_mm / art.size[1]) > 0.6


@pytest.mark.parametrize("name", EMBLEMS)
def test_every_emblem_is_small_enough_for_a_hint_page(name: str) -> None:
    assert len(art_svg(ALL_ART[name], COLOURS, 120)) < 3000


@pytest.mark.parametrize("name", EMBLEMS)
def test_every_emblem_has_strong_contrast_with_white_paper(name: str) -> None:
    darkest = {Role.INK, Role.BAND, Role.FRAME, Role.BODY, Role.MUTED, Role.ACCENT}
    used = {role for layer in ALL_ART[name].layers for role in (layer.fill, layer.stroke)}
    assert used & darkest


@pytest.mark.parametrize("name", EMBLEMS)
def test_no_line_of_an_emblem_is_thinner_than_a_hairline_at_22_mm(name: str) -> None:
    scale = 22 / ALL_ART[name].size[0]
    widths = [layer.width * scale for layer in ALL_ART[name].layers if layer.stroke]
    assert min(widths, default=1.0) > 0.12


@pytest.mark.parametrize("name", STORY_EMBLEMS)
def test_every_thing_of_the_story_is_an_emblem_of_the_same_square(name: str) -> None:
    assert ART[name].size == (100, 100)


@pytest.mark.parametrize("name", EMBLEMS)
def test_an_emblem_takes_few_colours_and_draws_its_outlines_in_one_dark(name: str) -> None:
    used = {role for layer in ALL_ART[name].layers for role in (layer.fill, layer.stroke) if role}
    assert len(used) <= 6
    assert {Role.INK, Role.ACCENT} & used


@pytest.mark.parametrize("name", EMBLEMS)
def test_the_lines_of_an_emblem_are_of_a_few_weights_alike_in_all(name: str) -> None:
    # A seam is thinner than an outline; nothing but ropes, limbs and handles is drawn with a broad pen.
    seams = [layer.width for layer in ALL_ART[name].layers if layer.dash]
    assert all(1.2 <= width <= 3.4 for width in seams)


@pytest.mark.parametrize("theme", sorted(THEMES.glob("*/theme.toml")), ids=lambda file: file.parent.name)
def test_dark_and_light_roles_of_pictures_stay_apart_in_grey(theme: FilePath) -> None:
    colours = load_theme(theme.parent.name).colours

    def luminance(role: Role) -> float:
        linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in colours[role]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darkest_light = min(luminance(role) for role in LIGHT)
    lightest_dark = max(luminance(role) for role in DARK)
    assert (darkest_light + 0.05) / (lightest_dark + 0.05) >= 3


@pytest.mark.parametrize("theme", sorted(p.parent.name for p in THEMES.glob("*/theme.toml")))
def test_every_theme_has_the_pictures_of_title_page_and_card_back(theme: str) -> None:
    art = load_theme(theme).art
    assert art["title-scene"].size == (180, 180)
    width, height = art["back-motif"].size
    assert width == height


def test_a_themes_own_title_scene_and_back_motif_are_not_those_that_it_extends() -> None:
    base, lamp = load_theme("midnight-thread").art, load_theme("harbour-lamp").art
    assert base["title-scene"] != lamp["title-scene"]
    assert base["back-motif"] != lamp["back-motif"]


def test_no_two_pictures_are_the_same_drawing() -> None:
    assert [art for art, times in Counter(ALL_ART.values()).items() if times > 1] == []


# --- reading path data


def test_path_data_becomes_the_segments_it_says() -> None:
    assert outline("M1 2L3 4H5V6Z").segments == (
        ("M", (1, 2)),
        ("L", (3, 4)),
        ("L", (5, 4)),
        ("L", (5, 6)),
        ("L", (1, 2)),
        ("Z", ()),
    )


def test_relative_commands_start_where_the_pen_is() -> None:
    assert outline("m10 10l5 0 0 5h-5z") == outline("M10 10L15 10L15 15H10Z")


def test_numbers_may_touch_where_the_grammar_allows() -> None:
    assert outline("M.5-.5L1.5.25,2-3") == outline("M 0.5 -0.5 L 1.5 0.25 L 2 -3")


def test_line_breaks_separate_numbers_even_inside_arcs() -> None:
    assert outline("M0 0A5 5\n0 0 1\n10 0") == outline("M0 0A5 5 0 0 1 10 0")


def along(path: Path, steps: int = 40) -> list[tuple[float, float]]:
    """Points on a path, by de Casteljau's construction: an own reading of curves."""
    points: list[tuple[float, float]] = []
    for op, v in path.segments:
        if op == "C":
            frame = [points[-1], (v[0], v[1]), (v[2], v[3]), (v[4], v[5])]
            for i in range(1, steps + 1):
                t, row = i / steps, frame
                while len(row) > 1:
                    row = [(a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(row)]
                points.append(row[0])
        elif op != "Z":
            points.append((v[0], v[1]))
    return points


def test_a_quadratic_curve_keeps_its_shape_as_a_cubic() -> None:
    p, q, r = (2.0, 3.0), (30.0, -11.0), (41.0, 17.0)
    for i, (x, y) in enumerate(along(outline("M2 3Q30 -11 41 17"))):
        t = i / 40
        assert x == pytest.approx((1 - t) ** 2 * p[0] + 2 * t * (1 - t) * q[0] + t * t * r[0])
        assert y == pytest.approx((1 - t) ** 2 * p[1] + 2 * t * (1 - t) * q[1] + t * t * r[1])


def test_an_arc_stays_on_its_circle() -> None:
    for x, y in along(outline("M10 50A40 40 0 0 1 90 50")):
        assert math.dist((x, y), (50, 50)) == pytest.approx(40, rel=5e-4)
        assert y <= 50.001


@given(
    st.lists(
        st.tuples(st.sampled_from("LlHhVv"), st.integers(-500, 500), st.integers(-500, 500)),
        min_size=1,
        max_size=12,
    )
)
def test_straight_paths_equal_an_independent_reading(moves: list[tuple[str, int, int]]) -> None:
    d, x, y = "M7 9", 7.0, 9.0
    expected = [(x, y)]
    for letter, a, b in moves:
        a10, b10 = a / 10, b / 10
        d += f"{letter}{a10}" + (f",{b10}" if letter in "Ll" else "")
        match letter:
            case "L":
                x, y = a10, b10
            case "l":
                x, y = x + a10, y + b10
            case "H":
                x = a10
            case "h":
                x += a10
            case "V":
                y = a10
            case _:
                y += a10
        expected.append((x, y))
    got = along(outline(d))
    assert got == [pytest.approx(point, abs=1e-4) for point in expected]


@pytest.mark.parametrize(
    ("d", "says"),
    [
        ("", "begin with M"),
        ("L1 1", "begin with M"),
        ("1 1", "begin with M"),
        ("M1", "takes 2"),
        ("M1 1L2", "takes 2"),
        ("M1 1C1 2 3 4 5", "takes 6"),
        ("M1 1Z3", "takes 0"),
        ("M1 1L", "takes 2"),
        ("M1 1LNaN 3", "NaN"),
        ("M1 1Linf 3", "inf"),
        ("M1 1L1e999 3", "e999"),
        ("M1 1L9999 3", "further than"),
        ("M007 1", "'007 1'"),
        ("M1 1Lx5 5", "'x5 5'"),
        ("M1 1A5 5 0 2 1 9 9", "0 or 1"),
        ('M1 1"/><script>', "belongs"),
        ("M1 1L2 2;url(x)", "belongs"),
        ("M0 0L" + "1 1 " * 4000, "at most"),
    ],
)
def test_path_data_that_is_not_plain_drawing_is_refused(d: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        commands(d)


def test_bounds_are_those_of_the_ink_and_not_of_handles() -> None:
    arch = art_of([{"d": "M0 40C0 0 80 0 80 40", "stroke": "ink", "width": 2}])
    assert arch.bounds().y_mm == pytest.approx(9)  # the curve peaks at 10, the line adds half its width
    assert arch.bounds().height_mm == pytest.approx(32)


# --- reading files


def test_the_pictures_of_all_files_are_taken_together(tmp_path: FilePath) -> None:
    write(tmp_path, "a.toml", GOOD)
    write(tmp_path, "b.toml", GOOD.replace("[dot]", "[spot]"))
    assert list(load_art(tmp_path)) == ["dot", "spot"]


def test_one_name_in_two_files_is_refused_and_both_are_named(tmp_path: FilePath) -> None:
    write(tmp_path, "a.toml", GOOD)
    write(tmp_path, "b.toml", GOOD)
    with pytest.raises(DataError, match=r"b\.toml.*dot is drawn in a\.toml too"):
        load_art(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('fill = "ink"', 'fill = "#ff0000"', "layers.0.fill"),
        ('fill = "ink"', 'fill = "crimson"', "layers.0.fill"),
        (', fill = "ink"', "", "needs a fill"),
        ('fill = "ink"', 'stroke = "ink", width = nan', "finite number"),
        ('fill = "ink"', 'stroke = "ink", width = -1', "layers.0.width"),
        ('fill = "ink"', 'stroke = "ink", dash = [0]', "layers.0.dash"),
        ('fill = "ink"', 'fill = "ink", href = "x.png"', "layers.0.href"),
        ("[10, 10]", "[inf, 10]", "finite number"),
        ("[10, 10]", "[0, 10]", "dot.size.0"),
        ("M1 1", "M1 1 nan", "dot.layers.0.d"),
        ("[dot]", '["../dot"]', "lower-case words"),
        ("format = 1", "format = 2", "format is 2"),
        ("format = 1", "", "format is missing"),
    ],
)
def test_hostile_or_mistaken_art_is_refused_by_name(
    tmp_path: FilePath, old: str, new: str, says: str
) -> None:
    write(tmp_path, "a.toml", GOOD.replace(old, new))
    with pytest.raises(DataError, match=r"a\.toml") as caught:
        load_art(tmp_path)
    assert says in str(caught.value)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_art_made_by_a_program_must_be_finite_too(value: float) -> None:
    with pytest.raises(ValidationError, match="finite"):
        art_of([{"d": "M1 1H9", "stroke": "ink", "width": value}])
    with pytest.raises(ValidationError, match="finite"):
        art_of([{"d": "M1 1H9", "stroke": "ink"}], (10, value))


def test_a_problem_names_the_line_of_the_layer(tmp_path: FilePath) -> None:
    write(tmp_path, "a.toml", GOOD.replace('"ink"', '"crimson"'))
    with pytest.raises(DataError, match=r"art/a\.toml:4: dot\.layers\.0\.fill"):
        load_art(tmp_path, "art")


def test_too_many_layers_are_refused(tmp_path: FilePath) -> None:
    layer = '{ d = "M1 1H9", stroke = "ink" },'
    write(tmp_path, "a.toml", f"format = 1\n[dot]\nsize = [10, 10]\nlayers = [{layer * 401}]\n")
    with pytest.raises(DataError, match="at most 400"):
        load_art(tmp_path)


def test_all_problems_of_all_files_come_at_once(tmp_path: FilePath) -> None:
    write(tmp_path, "a.toml", GOOD.replace('"ink"', '"crimson"'))
    write(tmp_path, "b.toml", GOOD.replace("[dot]", "[spot]").replace("M1 1", "X1 1"))
    with pytest.raises(DataError) as caught:
        load_art(tmp_path)
    assert [problem.path.rpartition("/")[2] for problem in caught.value.problems] == ["a.toml", "b.toml"]


def test_a_folder_without_pictures_is_a_problem(tmp_path: FilePath) -> None:
    with pytest.raises(DataError, match="no picture found"):
        load_art(tmp_path, "templates/themes/x/art")


# --- drawing


def test_a_picture_is_drawn_centred_and_as_large_as_fits() -> None:
    canvas = RecordingCanvas()
    draw_art(canvas, art_of([{"d": "M0 0H100V50H0Z", "fill": "ink"}], (100, 50)), Box(10, 20, 40, 40))
    ink = canvas.ink()
    assert (ink.x_mm, ink.y_mm, ink.width_mm, ink.height_mm) == pytest.approx((10, 30, 40, 20))


# --- markup for pages


@pytest.mark.parametrize("name", sorted(ALL_ART))
def test_markup_is_well_formed_and_holds_shapes_only(name: str) -> None:
    root = ET.fromstring(art_svg(ALL_ART[name], COLOURS, 120))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "path"}
    allowed = {"d", "fill", "fill-rule", "stroke", "stroke-width", "stroke-dasharray"}
    assert {key for element in root for key in element.attrib} <= allowed
    assert root.attrib["aria-hidden"] == "true"


def test_markup_with_a_title_is_an_image_that_can_be_read_out() -> None:
    root = ET.fromstring(art_svg(ART["key"], COLOURS, 48, title='A "key" & <more>'))
    assert (root.attrib["role"], root.attrib["aria-label"]) == ("img", 'A "key" & <more>')
    assert "aria-hidden" not in root.attrib


def test_markup_draws_the_same_shapes_as_the_canvas() -> None:
    root = ET.fromstring(art_svg(ART["moth"], COLOURS, 48))
    drawn = [outline(element.attrib["d"]) for element in root]
    for path, layer in zip(drawn, ART["moth"].layers, strict=True):
        for got, expected in zip(along(path), along(outline(layer.d)), strict=True):
            assert got == pytest.approx(expected, abs=0.06)


def test_pictures_are_loaded_without_the_font_library() -> None:
    code = (
        "import sys; from pathlib import Path; from kitgen.theme.art import load_art;"
        f"load_art(Path({str(THEME / 'art')!r})); print(any(m.startswith('fontTools') for m in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
