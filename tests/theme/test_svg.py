"""Pictures as SVG files: the same layers as in TOML, and a plain refusal of everything else."""

from __future__ import annotations

import math
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.canvas import Role
from kitgen.data import package_folder
from kitgen.errors import DataError
from kitgen.theme.art import Art, Layer, art_svg, load_art
from kitgen.theme.path_data import outline
from kitgen.theme.svg import LARGEST_FILE, MOST_PROBLEMS, parse_svg, read_svg
from kitgen.theme.theme import load_theme

THEMES = package_folder("templates") / "themes"
GULL = THEMES / "harbour-lamp" / "art" / "gull.svg"
BEGIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" fill="none">'


def drawn(shapes: str, begin: str = BEGIN) -> tuple[Layer, ...]:
    return parse_svg(f"{begin}\n{shapes}\n</svg>".encode(), "art/x.svg").layers


def refusal(text: str | bytes) -> DataError:
    with pytest.raises(DataError) as caught:
        parse_svg(text.encode() if isinstance(text, str) else text, "art/x.svg")
    return caught.value


def points(layer: Layer) -> list[tuple[float, float]]:
    """All points that a layer names, handles of curves too."""
    flat = [value for _, values in outline(layer.d).segments for value in values]
    return list(zip(flat[0::2], flat[1::2], strict=True))


# --- the same picture


LEAF_TOML = """
size = [100, 80]
layers = [
  { d = "M50 4C80 30 80 70 50 76C20 70 20 30 50 4Z", fill = "muted", stroke = "ink", width = 3 },
  { d = "M50 20V70", stroke = "glow", width = 2.4, dash = [6, 5] },
  { d = "M10 10H90V70H10ZM20 20H80V60H20Z", fill = "on-band", even_odd = true },
]
"""
LEAF_SVG = """<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn for a test -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="100mm" height="80mm" version="1.1"
     fill="none" stroke-linecap="round" stroke-linejoin="round" id="leaf">
  <title>A leaf</title>
  <desc>with one rib &amp; a frame</desc>
  <g stroke="ink" stroke-width="3">
    <path d="M50 4C80 30 80 70 50 76C20 70 20 30 50 4Z" fill="muted"><title>blade</title></path>
    <path d="M50 20V70" stroke="glow" stroke-width="2.4" stroke-dasharray="6, 5"/>
  </g>
  <path class="on-band" fill-rule="evenodd" d="M10 10H90V70H10ZM20 20H80V60H20Z"/>
</svg>
"""


def test_the_same_drawing_as_toml_and_as_svg_gives_the_same_layers() -> None:
    assert parse_svg(LEAF_SVG.encode(), "leaf.svg") == Art.model_validate(tomllib.loads(LEAF_TOML))


@pytest.mark.parametrize("name", sorted(load_theme("midnight-thread").art))
def test_every_picture_of_the_house_comes_back_from_svg_as_it_was(name: str) -> None:
    art = load_theme("midnight-thread").art[name]
    shapes = "".join(
        f'<path d="{layer.d}" fill="{layer.fill or "none"}" stroke="{layer.stroke or "none"}" '
        f'stroke-width="{layer.width:f}" stroke-dasharray="{" ".join(map(str, layer.dash)) or "none"}" '
        f'fill-rule="{"evenodd" if layer.even_odd else "nonzero"}"/>'
        for layer in art.layers
    )
    width, height = art.size
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:f} {height:f}">{shapes}</svg>'
    assert parse_svg(svg.encode(), "x.svg") == art


def test_the_markup_that_pages_carry_can_be_read_again_with_roles_for_colours() -> None:
    art = load_theme("harbour-lamp").art["lighthouse"]
    again = parse_svg(
        art_svg(art, {role: role.value for role in Role}, 100).replace(' aria-hidden="true"', "").encode(),
        "x",
    )
    assert [(layer.fill, layer.stroke, layer.dash) for layer in again.layers] == [
        (layer.fill, layer.stroke, layer.dash) for layer in art.layers
    ]
    for one, other in zip(again.layers, art.layers, strict=True):
        assert points(one) == [pytest.approx(point, abs=0.02) for point in points(other)]


def test_the_gull_of_the_harbour_is_a_file_of_its_own_with_the_shapes_it_always_had() -> None:
    gull = load_theme("harbour-lamp").art["gull"]
    assert gull == read_svg(GULL)
    assert gull.size == (100, 100)
    assert [(layer.fill, layer.stroke, layer.width) for layer in gull.layers] == [
        (Role.INK, None, 1),
        (Role.STONE, Role.INK, 2),
        (None, Role.GLOW, 2),
        (None, Role.ACCENT, 3.4),
        (Role.WHITE, Role.INK, 3),
        (Role.MUTED, Role.INK, 2),
        (Role.INK, None, 1),
        (Role.ACCENT, Role.INK, 1.6),
        (Role.INK, None, 1),
    ]


# --- shapes


def test_a_rectangle_is_the_path_that_one_would_write() -> None:
    (layer,) = drawn('<rect x="1" y="2" width="3.5" height="4" fill="ink"/>')
    assert layer == Layer(d="M1 2H4.5V6H1Z", fill=Role.INK)


def test_round_corners_stay_inside_and_one_radius_serves_for_both() -> None:
    (one,) = drawn('<rect x="10" y="10" width="40" height="30" rx="5" fill="ink"/>')
    (both,) = drawn('<rect x="10" y="10" width="40" height="30" rx="5" ry="5" fill="ink"/>')
    (wide,) = drawn('<rect x="10" y="10" width="40" height="30" rx="90" fill="ink"/>')
    assert one == both
    for layer in (one, wide):
        xs, ys = zip(*points(layer), strict=True)
        assert (min(xs), max(xs), min(ys), max(ys)) == pytest.approx((10, 50, 10, 40))
    assert (10, 10) not in points(one)


def test_circles_and_ellipses_go_round_their_middle() -> None:
    circle, ellipse = drawn(
        '<g fill="ink"><circle cx="50" cy="40" r="8"/><ellipse cx="5" rx="4" ry="2"/></g>'
    )
    for layer, (x, y), (rx, ry) in ((circle, (50, 40), (8, 8)), (ellipse, (5, 0), (4, 2))):
        ends = [values[-2:] for op, values in outline(layer.d).segments if op != "Z"]
        assert {round(math.hypot((a - x) / rx, (b - y) / ry), 3) for a, b in ends} == {1}
        assert ends[0] == pytest.approx((x + rx, y))  # dashes begin at three o'clock


def test_lines_and_polygons_join_their_points() -> None:
    line, open_, closed = drawn(
        '<g fill="ink" stroke="accent"><line x1="1" x2="3" y2="4.5"/>'
        '<polyline points="1,2 3,4 5 6"/><polygon points="1 2, 3 4, 5 6"/></g>'
    )
    assert (line.d, line.fill, line.stroke) == ("M1 0L3 4.5", None, Role.ACCENT)
    assert open_.d == "M1 2L3 4L5 6"
    assert closed.d == "M1 2L3 4L5 6Z"


def test_small_exponents_of_drawing_programs_are_read() -> None:
    (layer,) = drawn('<path d="M1e1-5e-1.5 2E-7" stroke="ink"/>'.replace(".5 2", " L.5 2"))
    assert points(layer) == [(10, -0.5), (0.5, 0)]


# --- paint


def test_paint_goes_down_from_groups_and_the_nearest_counts() -> None:
    first, second, third = drawn(
        '<g fill="ink" stroke="accent" stroke-width="2" stroke-dasharray="3 1">'
        '<path d="M1 1H9"/><g fill="none" stroke-dasharray="none"><path d="M1 1H9"/></g>'
        '<path d="M1 1H9V9Z" stroke="none"/></g>'
    )
    assert (first.fill, first.stroke, first.width, first.dash) == (Role.INK, Role.ACCENT, 2, (3, 1))
    assert (second.fill, second.stroke, second.width, second.dash) == (None, Role.ACCENT, 2, ())
    assert (third.fill, third.stroke) == (Role.INK, None)


def test_a_class_may_name_the_roles() -> None:
    bare, both, line = drawn(
        '<path class="on-band" d="M1 1H9V9Z"/><path class="fill-paper stroke-ink" d="M1 1H9V9Z"/>'
        '<path class="stroke-glow" d="M1 1H9V9Z"/>'
    )
    assert [(layer.fill, layer.stroke) for layer in (bare, both, line)] == [
        (Role.ON_BAND, None),
        (Role.PAPER, Role.INK),
        (None, Role.GLOW),
    ]


# --- transforms


@pytest.mark.parametrize(
    ("transform", "point"),
    [
        ("translate(3)", (5, 7)),
        ("translate(3, -1)", (5, 6)),
        ("scale(2)", (4, 14)),
        ("scale(2 3)", (4, 21)),
        ("rotate(90)", (-7, 2)),
        ("rotate(90 2 2)", (-3, 2)),
        ("matrix(1 2 3 4 5 6)", (28, 38)),
        ("translate(10 0) scale(2)", (14, 14)),
        ("scale(2),translate(10 0)", (24, 14)),
        ("  translate( 1 , 1 )\n rotate(180) ", (-1, -6)),
    ],
)
def test_transforms_move_points_as_svg_says(transform: str, point: tuple[float, float]) -> None:
    (layer,) = drawn(f'<path transform="{transform}" d="M2 7H3" fill="ink"/>')
    assert points(layer)[0] == pytest.approx(point, abs=1e-6)


def test_transforms_of_groups_come_after_those_of_shapes() -> None:
    (layer,) = drawn(
        '<g transform="translate(10 0)"><g transform="scale(2)"><path d="M2 7H3" fill="ink"/></g></g>'
    )
    assert points(layer) == [pytest.approx((14, 14)), pytest.approx((16, 14))]


def test_a_line_grows_with_what_it_draws() -> None:
    (layer,) = drawn(
        '<path transform="rotate(30) scale(2.5)" d="M2 7H3" stroke="ink" stroke-width="2" '
        'stroke-dasharray="3 1"/>'
    )
    assert (layer.width, *layer.dash) == pytest.approx((5, 7.5, 2.5))


def test_a_view_box_that_begins_elsewhere_moves_the_picture_to_its_corner() -> None:
    art = parse_svg(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 -40 100 80" fill="ink">'
        b'<path d="M-50 -40L0 0"/></svg>',
        "x.svg",
    )
    assert art.size == (100, 80)
    assert points(art.layers[0]) == [(0, 0), (50, 40)]


# --- what is refused


def inside(shape: str) -> str:
    return f"{BEGIN}\n{shape}\n</svg>"


GOOD = '<path d="M1 1H9V9Z" fill="ink"/>'
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>\n' + inside(
    "<desc>&b;</desc>" + GOOD
)
OUTSIDE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n' + inside("<desc>&a;</desc>" + GOOD)
XLINK = BEGIN.replace(" viewBox", ' xmlns:xlink="http://www.w3.org/1999/xlink" viewBox')

HOSTILE = [
    ("<!DOCTYPE svg>" + inside(GOOD), 1, "has a DOCTYPE"),
    (ENTITIES, 1, "has a DOCTYPE"),
    (OUTSIDE, 1, "has a DOCTYPE"),
    ('<!DOCTYPE svg SYSTEM "http://example.org/x.dtd">' + inside(GOOD), 1, "has a DOCTYPE"),
    (inside("&nothing;"), 2, "not valid XML: undefined entity"),
    ('<?xml-stylesheet href="x.css"?>' + inside(GOOD), 1, "<?xml-stylesheet?> is not allowed"),
    (inside('<image href="x.png" width="9" height="9"/>'), 2, "<image> is not read"),
    (inside('<use href="#x"/>'), 2, "<use> is not read"),
    (XLINK + '\n<use xlink:href="other.svg#x"/></svg>', 2, "<use> is not read"),
    (XLINK + f'\n<g xlink:href="other.svg#x">{GOOD}</g></svg>', 2, "<g> has href='other.svg#x'"),
    (inside('<path d="M1 1H9" fill="ink" href="x"/>'), 2, "has href='x'"),
    (inside("<style>path { fill: url(http://example.org) }</style>"), 2, "<style> is not read"),
    (inside('<path d="M1 1H9" style="fill:url(#a)"/>'), 2, "has style='fill:url(#a)'"),
    (inside('<path d="M1 1H9" fill="url(#a)"/>'), 2, "fill is 'url(#a)'; it must be none or a role: ink,"),
    (inside("<script>alert(1)</script>"), 2, "<script> is not read"),
    (inside("<foreignObject/>"), 2, "<foreignObject> is not read"),
    (inside('<path d="M1 1H9V9Z" fill="ink" onclick="alert(1)"/>'), 2, "has onclick='alert(1)'"),
    (BEGIN.replace(" fill", ' onload="x()" fill') + GOOD + "</svg>", 1, "<svg> has onload='x()'"),
    (inside('<a href="javascript:x"><path d="M1 1H9"/></a>'), 2, "<a> is not read"),
    (inside("<text>Hello</text>"), 2, "<text> is not read"),
    (inside("<linearGradient/>"), 2, "<linearGradient> is not read"),
    (inside('<animate attributeName="x"/>'), 2, "<animate> is not read"),
    (inside(f"<svg>{GOOD}</svg>"), 2, "<svg> is not read"),
    (inside('<path xmlns="urn:other" d="M1 1H9"/>'), 2, "<path> is not read"),
    (inside('<path d="M1 1H9V9Z" fill="ink" opacity="0.5"/>'), 2, "has opacity='0.5'"),
    (inside('<path d="M1 1H9V9Z" fill="ink" cx="5"/>'), 2, "has cx='5'"),
    (inside('<path d="M1 1H9V9Z" fill="#ff0000"/>'), 2, "fill is '#ff0000'; it must be none or a role"),
    (inside('<path d="M1 1H9V9Z" fill="INK"/>'), 2, "it must be none or a role"),
    (inside('<path d="M1 1H9V9Z" stroke="crimson"/>'), 2, "stroke is 'crimson'; it must be"),
    (inside('<path d="M1 1H9V9Z" class="crimson"/>'), 2, "class is 'crimson'; it must be"),
    (inside('<path d="M1 1H9V9Z" class="ink glow"/>'), 2, "it says fill twice"),
    (inside('<path d="M1 1H9V9Z" class="ink" fill="glow"/>'), 2, "says fill twice, by class and by fill"),
    (inside('<path d="M1 1H9V9Z"/>'), 2, "has neither fill nor stroke"),
    (inside('<line x2="9" fill="ink"/>'), 2, "has neither fill nor stroke"),
    (BEGIN.replace(' fill="none"', "") + '<path d="M1 1H9"/></svg>', 1, "does not say its fill"),
    (inside('<path d="M1 1H9" stroke="ink" stroke-width="0"/>'), 2, "stroke-width is '0'; it must be more"),
    (inside('<path d="M1 1H9" stroke="ink" stroke-width="2px"/>'), 2, "without a unit"),
    (inside('<path d="M1 1H9" stroke="ink" stroke-dasharray="3 0"/>'), 2, "longer than 0"),
    (inside(f'<path d="M1 1H9" stroke="ink" stroke-dasharray="{"1 " * 99}"/>'), 2, "more than 8 numbers"),
    (inside('<path d="M1 1H9" stroke="ink" stroke-linecap="butt"/>'), 2, "always round"),
    (inside('<path d="M1 1H9" stroke="ink" fill-rule="odd"/>'), 2, "nonzero or evenodd"),
    (inside('<path d="M1 1L1e999 3" fill="ink"/>'), 2, "'e999"),
    (inside('<path d="M1 1L1e99 3" fill="ink"/>'), 2, "further than 2000"),
    (inside('<path d="M1 1LNaN 3" fill="ink"/>'), 2, "NaN"),
    (inside('<path d="M1 1Linf 3" fill="ink"/>'), 2, "inf"),
    (inside('<path d="M1 1L007 3" fill="ink"/>'), 2, "'007 3'"),
    (inside(f'<path d="M1 1L{"9" * 400} 3" fill="ink"/>'), 2, "further than 2000"),
    (inside('<path fill="ink"/>'), 2, "must begin with M"),
    (inside('<path d="M1 1L2" fill="ink"/>'), 2, "takes 2"),
    (inside('<path d="M1 1' + "L1 1" * 9000 + '" fill="ink"/>'), 2, "numbers; at most 6000"),
    (inside('<path d="M1 1' + "L1 1" * 11000 + '" fill="ink"/>'), 2, "characters; at most 40000"),
    (inside(f'<polygon points="{"1 1 " * 9000}" fill="ink"/>'), 2, "more than 6000 numbers"),
    (inside(f'<polygon points="{"1 1 " * 11000}" fill="ink"/>'), 2, "characters; at most 40000"),
    (inside('<polygon points="1 1 2" fill="ink"/>'), 2, "two a point"),
    (inside('<polygon fill="ink"/>'), 2, "points has 0 numbers"),
    (
        inside('<rect width="1e9" height="2" fill="ink"/>'),
        2,
        "width is '1e9'; it must be a number from -2000",
    ),
    (inside('<rect width="nan" height="2" fill="ink"/>'), 2, "width is 'nan'"),
    (inside('<rect width="50%" height="2" fill="ink"/>'), 2, "without a unit"),
    (inside('<rect width="-5" height="2" fill="ink"/>'), 2, "must be more than 0"),
    (inside('<rect width="5" fill="ink"/>'), 2, "height is missing"),
    (inside('<circle cx="5" fill="ink"/>'), 2, "r is missing"),
    (inside(f'<circle r="{"1" * 99}" fill="ink"/>'), 2, "..."),
    (
        inside(f'<g transform="translate(1e9)">{GOOD}</g>'),
        2,
        "transform is 'translate(1e9)'; it must be a number",
    ),
    (inside(f'<g transform="skewX(9)">{GOOD}</g>'), 2, "a list of translate"),
    (inside(f'<g transform="scale(2) url(x)">{GOOD}</g>'), 2, "a list of translate"),
    (inside(f'<g transform="rotate(1 2)">{GOOD}</g>'), 2, "rotate has 2 numbers; it takes 1 or 3"),
    (inside(f'<g transform="scale(0)">{GOOD}</g>'), 2, "makes the shape vanish"),
    (inside(f'<g transform="{"scale(2)" * 9}">{GOOD}</g>'), 2, "more than 8 steps"),
    (inside(f'<g transform="{"scale(999)" * 2}">{GOOD}</g>'), 2, "go beyond 10000"),
    (inside('<g transform="scale(999)">' * 2 + GOOD + "</g></g>"), 2, "go beyond 10000"),
    (inside(f'<g transform="{" " * 500}scale(2)">{GOOD}</g>'), 2, "characters; at most 400"),
    (inside('<path transform="scale(2 1)" d="M1 1H9" stroke="ink"/>'), 2, "scaled unevenly"),
    (
        inside(f'<g transform="translate(1999)"><g transform="translate(1999)">{GOOD}</g></g>'),
        2,
        "further than 2000",
    ),
    (inside("<g>" * 5000 + GOOD + "</g>" * 5000), 2, "more than 12 deep"),
    (inside(GOOD * 401), 2, "more than 400 shapes"),
    (inside(f"<path {'d' * 100}='x'/>"), 2, "<path> has ddd"),
    (inside(f"{GOOD}some words"), 2, "the words 'some words'"),
    (inside(f"<title>a <g>{GOOD}</g></title>{GOOD}"), 2, "lies in a <title>"),
    (inside('<path d="M1 1H9V9Z" fill="ink"><path d="M1 1H9"/></path>'), 2, "lies in a <path>"),
    (inside(""), 0, "nothing is drawn"),
    (inside("<g/>"), 0, "nothing is drawn"),
    ("", 1, "not valid XML: no element found"),
    ("# a picture", 1, "not valid XML"),
    ("\x00\x00", 1, "not valid XML"),
    (BEGIN, 1, "not valid XML: no element found"),
    (inside("<g>"), 3, "not valid XML: mismatched tag"),
    (inside(GOOD) + GOOD, 3, "not valid XML: junk after"),
    (inside("<x:g/>"), 2, "not valid XML: unbound prefix"),
    (inside('<g id="a" id="b"/>'), 2, "not valid XML: duplicate attribute"),
    ("<html/>", 1, "the file begins with <html>; it must be <svg>"),
    ('<svg viewBox="0 0 9 9"/>', 1, "with the name space of SVG"),
    (LEAF_SVG.encode("utf-16"), 1, "byte 0xFF is not UTF-8"),
    (BEGIN.encode() + b"\n<title>\xe9</title></svg>", 2, "byte 0xE9 is not UTF-8"),
    *(
        (BEGIN.replace('viewBox="0 0 100 100"', view_box) + GOOD + "</svg>", 1, says)
        for view_box, says in (
            ("", "viewBox is missing"),
            ('viewBox=""', "viewBox is missing"),
            ('viewBox="0 0 100"', "four numbers"),
            ('viewBox="0 0 100 100 100"', "four numbers"),
            ('viewBox="0 0 100 0"', "more than 0"),
            ('viewBox="0 0 -5 10"', "more than 0"),
            ('viewBox="0 0 nan 10"', "four numbers"),
            ('viewBox="0 0 1e9 10"', "four numbers"),
            ('viewBox="0 0 100mm 10"', "four numbers"),
        )
    ),
]


@pytest.mark.parametrize(("text", "line", "says"), HOSTILE, ids=[case[2][:40] for case in HOSTILE])
def test_what_is_no_plain_drawing_is_refused_with_file_line_and_reason(
    text: str | bytes, line: int, says: str
) -> None:
    (problem, *_) = refusal(text).problems
    assert (problem.path, problem.line) == ("art/x.svg", line)
    assert says in problem.message
    assert len(problem.message) < 300  # what a file says is quoted as far as a line has room


def test_all_problems_of_a_file_come_at_once_with_their_lines() -> None:
    error = refusal(inside('<use/>\n<path d="M1 1" fill="crimson"/>\n<g onload="x">\n<rect fill="ink"/></g>'))
    assert [problem.line for problem in error.problems] == [2, 3, 4, 5]


def test_problems_of_a_hostile_file_are_counted_up_to_a_limit() -> None:
    assert len(refusal(inside("<use/>" * 5000)).problems) == MOST_PROBLEMS


def test_what_lies_in_something_refused_is_not_told_too() -> None:
    assert len(refusal(inside("<text>a <tspan>b</tspan><image/></text>" + GOOD)).problems) == 1


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    with file.open("wb") as out:
        out.truncate(10**12)  # a hole: reading it would take all memory
    with pytest.raises(DataError, match=r"x\.svg: the file has 1000000 MB; at most 200 kB are read"):
        read_svg(file)
    file.write_bytes(LEAF_SVG.encode() + b" " * LARGEST_FILE)
    with pytest.raises(DataError, match=r"art/x\.svg: .*at most 200 kB"):
        read_svg(file, "art/x.svg")


# --- files in a folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


DOT = 'format = 1\n[dot]\nsize = [10, 10]\nlayers = [{ d = "M1 1H9V9H1Z", fill = "ink" }]\n'


def test_a_file_is_a_picture_of_its_own_name_among_those_of_toml(tmp_path: Path) -> None:
    write(tmp_path, "all.toml", DOT)
    write(tmp_path, "leaf.svg", LEAF_SVG)
    write(tmp_path, "notes.txt", "nothing to draw")
    art = load_art(tmp_path)
    assert list(art) == ["dot", "leaf"]
    assert art["leaf"] == parse_svg(LEAF_SVG.encode(), "leaf.svg")


@pytest.mark.parametrize("name", ["Leaf.svg", "a_leaf.svg", "two words.svg", "1.svg", "leaf-.svg"])
def test_a_file_name_that_is_no_name_of_a_picture_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, LEAF_SVG)
    with pytest.raises(DataError, match="names are lower-case words joined by hyphens"):
        load_art(tmp_path)


def test_one_name_in_toml_and_svg_is_refused_and_both_are_named(tmp_path: Path) -> None:
    write(tmp_path, "all.toml", DOT)
    write(tmp_path, "dot.svg", LEAF_SVG)
    with pytest.raises(DataError, match=r"dot\.svg: the picture dot is drawn in all\.toml too"):
        load_art(tmp_path)


def test_problems_of_toml_and_svg_files_come_together(tmp_path: Path) -> None:
    write(tmp_path, "all.toml", DOT.replace("ink", "crimson"))
    write(tmp_path, "leaf.svg", LEAF_SVG.replace("glow", "crimson"))
    write(tmp_path, "moth.svg", "<svg/>")
    with pytest.raises(DataError) as caught:
        load_art(tmp_path, "art")
    assert [(problem.path, problem.line) for problem in caught.value.problems] == [
        ("art/all.toml", 4),
        ("art/leaf.svg", 9),
        ("art/moth.svg", 1),
    ]


@pytest.mark.parametrize("name", ["leaf.svg", "leaf.toml"])
def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_followed(tmp_path: Path, name: str) -> None:
    home = tmp_path / "art"
    home.mkdir()
    write(tmp_path, name, LEAF_SVG if name.endswith("svg") else DOT)
    (home / name).symlink_to(tmp_path / name)
    (home / f"other-{name}").symlink_to(home / "nowhere")
    with pytest.raises(DataError) as caught:
        load_art(home, "art")
    assert [str(problem) for problem in caught.value.problems] == [
        f"art/{file}: this is a link that leads out of the folder of art, or nowhere"
        for file in (name, f"other-{name}")
    ]
    (home / name).unlink()
    (home / f"other-{name}").unlink()
    write(home, "real.svg", LEAF_SVG)
    (home / "again.svg").symlink_to("real.svg")
    assert list(load_art(home)) == ["again", "real"]


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    for i in range(501):
        (tmp_path / f"p{i}.svg").touch()
    with pytest.raises(DataError, match="there are 501 files with art here; at most 500"):
        load_art(tmp_path)


@pytest.mark.parametrize(("theme", "loads"), [("midnight-thread", "False"), ("harbour-lamp", "True")])
def test_the_xml_library_is_loaded_for_themes_that_have_such_files_only(theme: str, loads: str) -> None:
    code = (
        "import sys; from pathlib import Path; from kitgen.theme.art import load_art;"
        f"load_art(Path({str(THEMES / theme / 'art')!r}));"
        "print('defusedxml' in sys.modules, any(m.startswith('fontTools') for m in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == [loads, "False"]


# --- whatever comes


SAMPLES = [LEAF_SVG.encode(), GULL.read_bytes(), *(t.encode() for t, *_ in HOSTILE if isinstance(t, str))]
SAMPLES = [sample for sample in SAMPLES if len(sample) < 4000]
PIECES = (
    st.sampled_from([b"<g>", b"</g>", b"<use/>", b"&a;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x?>"])
    | st.sampled_from([b'"', b"1e99", b"-", b".", b"NaN", b"\xff", b"\x00", b"M", b"T", b"9" * 50])
    | st.sampled_from(
        [b"A1 1 0 0 1 2 2", b"a0 0 0 1 1 0 0", b"<path d='M0 0A1e-6 1 9 1 1 2 2z' fill='ink'/>"]
    )
    | st.sampled_from([b"xmlns:a=''", b"transform='scale(1e-9)'", b"stroke='ink'", b"viewBox='1 1 1 1'"])
    | st.sampled_from([b"<!DOCTYPE a [", b"<title>", b"</title>", b"</svg>"])
    | st.sampled_from([b" ", b"1", b"0", b",", b"\n", b"<!-- -->"])
    | st.binary(max_size=6)
)


def picture_or_refusal(data: bytes) -> tuple[Art | None, str]:
    """What comes of a file: nothing but a picture, or an error that says something, gets through."""
    try:
        return parse_svg(data, "x.svg"), ""
    except DataError as error:
        return None, str(error)


def is_finite(art: Art) -> bool:
    return all(math.isfinite(value) for layer in art.layers for point in points(layer) for value in point)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(SAMPLES[:2]) | st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 1) | st.integers(0, 30), PIECES), max_size=4),
)
def test_whatever_is_done_to_a_file_it_is_a_picture_or_a_plain_refusal(
    sample: bytes, changes: list[tuple[float, int, bytes]]
) -> None:
    for where, dropped, added in changes:
        at = int(where * len(sample))
        sample = sample[:at] + added + sample[at + dropped :]
    art, refused = picture_or_refusal(sample)
    assert (art is not None and is_finite(art)) or refused.startswith("x.svg:")


SOUND = st.sampled_from(["1", "2000", "0.5", "1e3", " 7 ", "45", "1e-6"])
NUMBERS = SOUND | SOUND | st.sampled_from(["0", "-0", "-2000", "1e-99", "nan", ""])
FORMS = {
    "path": ["d"],
    "rect": ["x", "y", "width", "height", "rx", "ry"],
    "circle": ["cx", "cy", "r"],
    "ellipse": ["cx", "cy", "rx", "ry"],
    "line": ["x1", "y1", "x2", "y2"],
    "polyline": ["points"],
    "polygon": ["points"],
}


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(sorted(FORMS)),
    st.lists(SOUND, min_size=7, max_size=7) | st.lists(NUMBERS, min_size=7, max_size=7),
    st.sampled_from(["translate", "scale", "rotate", "matrix"]),
    st.lists(SOUND, min_size=1, max_size=2) | st.lists(NUMBERS, max_size=6),
    st.sampled_from(["L", "m", "A", "a", "c", "S", "q", "T", "h"]),
)
def test_whatever_numbers_shapes_and_transforms_have_it_is_a_picture_or_a_plain_refusal(
    tag: str, values: list[str], transform: str, steps: list[str], letter: str
) -> None:
    said = dict(zip(FORMS[tag], values, strict=False))
    if tag == "path":
        said["d"] = f"M0 0{letter}{' '.join(values)}"
    elif tag.startswith("poly"):
        said["points"] = " ".join([*values, "3"])
    said |= {"fill": "ink", "stroke": "ink", "stroke-width": values[-1]}
    said["transform"] = f"{transform}({' '.join(steps)})"
    attributes = " ".join(f'{name}="{value}"' for name, value in said.items())
    art, refused = picture_or_refusal(inside(f"<{tag} {attributes}/>").encode())
    assert (art is not None and is_finite(art)) or (refused and "not valid XML" not in refused)
