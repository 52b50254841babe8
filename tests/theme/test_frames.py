"""Frames and stitches: inside their boxes, the same every time, and in colours that can be read."""

from __future__ import annotations

import ast
import inspect
import math
import re
import tomllib
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.data import package_folder
from kitgen.errors import LayoutError
from kitgen.theme import frames
from kitgen.theme.theme import FILM_COLOURS, Theme, load_theme
from kitgen.units import Box
from tests.doubles import RecordingCanvas

CARD = Box(3, 4, 63, 88)
DATA = tomllib.loads(
    (package_folder("templates") / "themes" / "midnight-thread" / "theme.toml").read_text("utf-8")
)
EVERY_THEME = pytest.mark.parametrize(
    "theme",
    [load_theme(p.name) for p in sorted((package_folder("templates") / "themes").iterdir()) if p.is_dir()],
    ids=lambda theme: theme.name,
)


def answers_of_five(canvas: Canvas, box: Box) -> None:
    frames.answer_boxes(canvas, box, 5)


def sewn_patch(canvas: Canvas, box: Box) -> None:
    frames.patch(canvas, box)


DRAWINGS: dict[str, tuple[Callable[[Canvas, Box], None], Box]] = {
    "card_frame": (frames.card_frame, CARD),
    "night_frame": (frames.night_frame, CARD),
    "title_band": (frames.title_band, Box(7, 9, 54, 18)),
    "wide title_band": (frames.title_band, Box(7, 9, 180, 24)),
    "sheet_frame": (frames.sheet_frame, Box(10, 10, 190, 277)),
    "panel": (frames.panel, Box(8, 9, 40, 15)),
    "patch": (sewn_patch, Box(8, 9, 20, 14)),
    "answer_boxes": (answers_of_five, Box(8, 9, 48, 9)),
}


@pytest.mark.parametrize("name", DRAWINGS)
def test_every_frame_stays_inside_the_box_it_was_given(name: str) -> None:
    draw, box = DRAWINGS[name]
    canvas = RecordingCanvas()
    draw(canvas, box)
    assert box.contains(canvas.ink(), slack_mm=0.05)


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_frame_is_drawn_the_same_every_time(name: str) -> None:
    draw, box = DRAWINGS[name]
    logs = []
    for _ in range(2):
        canvas = RecordingCanvas()
        draw(canvas, box)
        logs.append(canvas.log)
    assert logs[0] == logs[1]


def stars(canvas: RecordingCanvas, box: Box, seed: int) -> list[str]:
    frames.title_band(canvas, box, seed)
    return [line for line in canvas.log if line.startswith(f"draw fill={Role.GLOW} stroke=None")]


def test_another_seed_shows_other_stars() -> None:
    band = Box(7, 9, 54, 18)
    skies = {tuple(stars(RecordingCanvas(), band, seed)) for seed in range(6)}
    assert len(skies) == 6


@pytest.mark.parametrize("seed", range(17))
@pytest.mark.parametrize("band", [Box(7, 9, 54, 18), Box(0, 0, 54, 16.5), Box(10, 10, 182, 24)])
def test_no_star_button_or_hem_reaches_into_the_title(band: Box, seed: int) -> None:
    canvas = RecordingCanvas()
    frames.title_band(canvas, band, seed)
    text = frames.band_text(band)
    marks = [line for line in canvas.log if str(Role.BAND) not in line.split(" stroke=")[0]]
    for line in marks:
        numbers = [float(v) for v in re.findall(r"-?\d+\.\d\d", line.rpartition(") ")[2])]
        for x, y in zip(numbers[0::2], numbers[1::2], strict=True):
            inside = text.x_mm < x < text.right_mm and text.y_mm < y < text.bottom_mm
            assert not inside, line


# --- stitches


def test_the_length_of_a_circle_is_measured_to_a_thousandth() -> None:
    assert frames.length_mm(Path.circle(5, 6, 20)) == pytest.approx(2 * math.pi * 20, rel=2e-3)


def test_the_length_of_a_closed_rectangle_counts_its_last_side() -> None:
    assert frames.length_mm(Path.rect(Box(1, 1, 30, 20))) == pytest.approx(100)


@given(st.floats(8, 400), st.floats(8, 400))
def test_a_closed_seam_ends_with_a_whole_gap(width: float, height: float) -> None:
    seam = Path.rect(Box(0, 0, width, height), 3)
    thread, gap = frames.stitch_dash(seam)
    pairs = frames.length_mm(seam) / (thread + gap)
    assert pairs == pytest.approx(round(pairs), abs=1e-6)
    assert thread == frames.STITCH_MM
    assert 0.65 <= gap <= 2.0


@given(st.floats(0.5, 300))
def test_an_open_seam_begins_and_ends_with_thread(length: float) -> None:
    thread, gap = frames.stitch_dash(Path.line(0, 0, length, 0))
    gaps = (length - thread) / (thread + gap)
    assert gaps == pytest.approx(round(gaps), abs=1e-6)
    assert gap > 0


@EVERY_THEME
def test_a_button_shows_its_thread_on_light_and_dark(theme: Theme) -> None:
    threads: dict[Role, Role] = {}
    for role in (Role.ACCENT, Role.GLOW, Role.STONE, Role.INK):
        canvas = RecordingCanvas()
        frames.button(canvas, 5, 5, 2, role)
        threads[role] = Role.WHITE if f"stroke={Role.WHITE}" in canvas.log[-1] else Role.INK
        ground = contrast(theme.hex_colours[role], theme.hex_colours[threads[role]])
        assert ground >= 3, f"{role} under {threads[role]}"
    assert threads[Role.ACCENT] is Role.WHITE
    assert threads[Role.GLOW] is Role.INK


# --- answer boxes


def test_answer_boxes_are_as_many_as_asked_and_do_not_touch() -> None:
    row = frames.answer_boxes(RecordingCanvas(), Box(0, 0, 60, 9), 6)
    assert len(row) == 6
    for left, right in pairwise(row):
        assert right.x_mm - left.right_mm >= 1.0
    assert {round(box.width_mm, 6) for box in row} == {round(box.height_mm, 6) for box in row}


def test_answer_boxes_too_small_for_handwriting_are_refused() -> None:
    with pytest.raises(LayoutError, match="handwriting"):
        frames.answer_boxes(RecordingCanvas(), Box(0, 0, 30, 9), 8)


# --- the theme's data


def luminance(value: str) -> float:
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_field_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@EVERY_THEME
@pytest.mark.parametrize("ground", [Role.WHITE, Role.PAPER, Role.SHADE])
@pytest.mark.parametrize("role", [Role.BODY, Role.INK, Role.MUTED, Role.FRAME, Role.ACCENT, Role.BLACK])
def test_text_roles_can_be_read_on_light_ground(theme: Theme, role: Role, ground: Role) -> None:
    assert contrast(theme.hex_colours[role], theme.hex_colours[ground]) >= 4.5


@EVERY_THEME
@pytest.mark.parametrize("role", [Role.ON_BAND, Role.GLOW, Role.WHITE])
def test_text_roles_can_be_read_on_the_dark_band(theme: Theme, role: Role) -> None:
    assert contrast(theme.hex_colours[role], theme.hex_colours[Role.BAND]) >= 4.5


@EVERY_THEME
def test_black_and_ink_read_on_stone(theme: Theme) -> None:
    assert contrast(theme.hex_colours[Role.BLACK], theme.hex_colours[Role.STONE]) >= 4.5
    assert contrast(theme.hex_colours[Role.INK], theme.hex_colours[Role.STONE]) >= 4.5


def test_the_theme_names_every_role_face_and_line_kind_once() -> None:
    assert set(DATA["colours"]) == {str(role) for role in Role} - {str(role) for role in FILM_COLOURS}
    assert set(DATA["faces"]) == {str(face) for face in Face}
    assert set(DATA["lines"]) == {str(kind) for kind in LineKind}


@EVERY_THEME
def test_lines_that_guide_hands_differ_in_rhythm_and_not_only_in_colour(theme: Theme) -> None:
    rhythms = {style.dash for style in theme.lines.values()}
    assert len(rhythms) == len(theme.lines)


@EVERY_THEME
def test_cut_lines_and_codes_are_never_themed(theme: Theme) -> None:
    assert theme.lines[LineKind.CUT].role is Role.BLACK
    assert theme.hex_colours[Role.BLACK] == "#000000"


def test_frames_use_no_chance_and_no_colours() -> None:
    source = inspect.getsource(frames)
    imported: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])
        elif isinstance(node, ast.Import):
            imported.update(alias.name for alias in node.names)
    assert imported <= {"__future__", "itertools", "math", "collections", "kitgen"}
    assert not re.search(r"#[0-9a-fA-F]{6}", source)
