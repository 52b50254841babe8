"""The calibration page tells the truth: what is read off it, with its sign, moves the page back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pypdfium2
import pytest

import kitgen.layout.calibration as calibration
from kitgen.calibrate import calibration_pdf
from kitgen.canvas import Typography
from kitgen.layout.calibration import calibration_pages, save_command
from kitgen.layout.calibration_marks import TURN_MARK_MM, behind, hatch, ladder
from kitgen.printing.profile import Duplex, Ink, PrintProfile
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box, Paper
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas

Point = tuple[float, float]
PX = 10
"""Pixels a millimetre in rendered pages."""

TWO_SIDED = (Duplex.LONG, Duplex.SHORT)


def profile_of(paper: str = "a4", duplex: Duplex = Duplex.LONG, **more: Any) -> PrintProfile:
    return PrintProfile(PAPERS[paper], duplex=duplex, **more)


def drawn(profile: PrintProfile, page: int = 0, name: str = "", language: str = "en") -> RecordingCanvas:
    canvas = RecordingCanvas(partial(Catalogue.load(language).say))
    theme = load_theme("midnight-thread")
    canvas.metrics = FontMetrics(theme.faces, Typography(language=language))  # true widths
    calibration_pages(profile, name)[page].draw(canvas)
    return canvas


def printed(profile: PrintProfile, miss_mm: tuple[Point, Point] = ((0, 0), (0, 0))) -> list[Any]:
    """The pages as a printer prints them that puts fronts and backs so far right and down; True is ink."""
    data, _ = calibration_pdf(profile)
    document = pypdfium2.PdfDocument(data)
    sheets = []
    for page, (right, down) in zip(document, miss_mm, strict=False):
        picture = np.asarray(page.render(scale=PX * 25.4 / 72).to_pil().convert("L")) < 128
        sheets.append(np.roll(picture, (round(down * PX), round(right * PX)), axis=(0, 1)))
    document.close()
    return sheets


def through(back: Any, duplex: Duplex) -> Any:
    """The back of a sheet as it shines through the front."""
    return back[:, ::-1] if duplex is Duplex.LONG else back[::-1, :]


def line_at(sheet: Any, box: Box, *, upright: bool) -> float:
    """Where the only line inside a box lies, in mm from the sheet's left or top."""
    cut = sheet[
        round(box.y_mm * PX) : round(box.bottom_mm * PX), round(box.x_mm * PX) : round(box.right_mm * PX)
    ]
    inked = np.flatnonzero(cut.mean(axis=0 if upright else 1) > 0.9)
    assert inked.size, "there is no line"
    assert inked[-1] - inked[0] < 0.6 * PX, "there is more than one line"
    middle = (inked[0] + inked[-1] + 1) / 2 / PX
    return float(middle + (box.x_mm if upright else box.y_mm))


def cross_on(sheet: Any) -> Point:
    """Where the cross stands on a sheet: the arms below and to the right of the middle are bare lines."""
    x, y = sheet.shape[1] / 2 / PX, sheet.shape[0] / 2 / PX
    across = line_at(sheet, Box(x - 4, y + 5, 8, 3), upright=True)
    down = line_at(sheet, Box(x + 5, y - 4, 3, 8), upright=False)
    return across, down


def middle_of(paper: Paper) -> Point:
    return paper.width_mm / 2, paper.height_mm / 2


def lines_of(log: list[str]) -> Iterator[list[Point]]:
    """Every open run of straight lines in a drawing log."""
    for entry in log:
        if not entry.startswith("draw"):
            continue
        for run in re.findall(r"M[^M]*", entry):
            if "Z" in run:
                continue
            points = re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", run)
            yield [(float(x), float(y)) for x, y in points]


def numbers_of(log: list[str]) -> list[tuple[str, float, float]]:
    """Text and place of every number in a drawing log."""
    found = []
    for entry in log:
        match = re.match(r"text (-?[\d.]+),(-?[\d.]+) exact 8\.0 \S+ centre '([−+]?\d+)'", entry)
        if match:
            found.append((match[3], float(match[1]), float(match[2]) - 0.93))
    return found


def scales_of(canvas: RecordingCanvas) -> tuple[dict[float, float], dict[float, float]]:
    """By number on the scales X and Y, where its tick lies: found by following the line from the number."""
    numbers = numbers_of(canvas.log)
    across, down = {}, {}
    for points in lines_of(canvas.log):
        if len(points) != 4:
            continue
        (x, y), (end_x, end_y) = points[0], points[-1]
        far, text = min((abs(at_x - end_x) + abs(at_y - end_y), text) for text, at_x, at_y in numbers)
        assert far < 4, "a line leads to no number"
        value = float(text.replace("−", "-"))
        if points[0][0] == points[1][0]:
            across[value] = x
        else:
            down[value] = y
    return across, down


def read_off(scale: dict[float, float], crease: float) -> float:
    """What a host reads where a crease crosses a scale, to the half millimetre between two ticks."""
    values = sorted(scale)
    return float(np.interp(crease, [scale[value] for value in values], values))


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_scales_count_millimetres_to_the_right_and_down(paper: str, page: int) -> None:
    profile = profile_of(paper)
    x, y = middle_of(profile.paper)
    across, down = scales_of(drawn(profile, page))
    assert sorted(across) == sorted(down) == list(range(-4, 5))
    assert all(at == pytest.approx(x + value, abs=0.011) for value, at in across.items())
    assert all(at == pytest.approx(y + value, abs=0.011) for value, at in down.items())


@pytest.mark.parametrize("duplex", TWO_SIDED)
@pytest.mark.parametrize(
    "miss", [((1.0, -0.5), (0.0, 0.0)), ((-2.5, 2.0), (1.5, 3.0)), ((0.5, 0.5), (-3.0, -1.0))]
)
def test_what_the_creases_say_typed_as_offset_moves_both_sides_back(
    miss: tuple[Point, Point], duplex: Duplex
) -> None:
    unmoved = profile_of(duplex=duplex)
    sheet_middle = middle_of(unmoved.paper)
    typed: list[Point] = []
    for page, (right, down) in enumerate(miss):
        scale_x, scale_y = scales_of(drawn(unmoved, page))
        # The sheet is creased in its middle; the page came out so far right and down of where it should be.
        crease_x, crease_y = sheet_middle[0] - right, sheet_middle[1] - down
        typed.append((read_off(scale_x, crease_x), read_off(scale_y, crease_y)))
    assert typed[0] == pytest.approx((-miss[0][0], -miss[0][1]), abs=0.02)
    mended = replace(unmoved, offset_mm=typed[0], back_offset_mm=typed[1])
    for sheet in printed(mended, miss):
        assert cross_on(sheet) == pytest.approx(sheet_middle, abs=0.1)
    for sheet, (right, down) in zip(printed(unmoved, miss), miss, strict=True):
        assert cross_on(sheet) == pytest.approx((sheet_middle[0] + right, sheet_middle[1] + down), abs=0.1)


def test_the_worked_example_mends_the_miss_that_it_tells_of() -> None:
    assert calibration.EXAMPLE_COMMAND == "--offset -1,0.5"
    # 1 mm too far right and 0.5 mm too high, as the module says.
    (sheet,) = printed(profile_of(duplex=Duplex.NONE, offset_mm=(-1.0, 0.5)), ((1.0, -0.5), (0, 0)))
    assert cross_on(sheet) == pytest.approx((105, 148.5), abs=0.1)


@pytest.mark.parametrize("duplex", TWO_SIDED)
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_crosses_of_front_and_back_meet_in_the_corners(paper: str, duplex: Duplex) -> None:
    profile = profile_of(paper, duplex)
    front, back = printed(profile)
    back = through(back, duplex)
    width, height = profile.paper.width_mm, profile.paper.height_mm
    for x in (20, width - 20):
        for y in (20, height - 20):
            # Arms reach beyond the front's scale (4 mm) and the back's rings (3 mm).
            below, beside = Box(x - 3, y + 5, 6, 2), Box(x + 5, y - 3, 2, 6)
            for box, upright in ((below, True), (beside, False)):
                places = [line_at(sheet, box, upright=upright) for sheet in (front, back)]
                assert places[0] == pytest.approx(places[1], abs=0.1)


@pytest.mark.parametrize("duplex", TWO_SIDED)
def test_the_middle_crosses_lie_on_each_other_through_the_paper(duplex: Duplex) -> None:
    front, back = printed(profile_of(duplex=duplex))
    x, y = cross_on(back)
    assert behind(cross_on(front), PAPERS["a4"], duplex) == pytest.approx((x, y), abs=0.1)


@pytest.mark.parametrize("duplex", TWO_SIDED)
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_the_turn_mark_lies_in_its_ring_only_if_the_sheet_was_turned_the_right_way(
    paper: str, duplex: Duplex
) -> None:
    front, back = printed(profile_of(paper, duplex))
    other = Duplex.SHORT if duplex is Duplex.LONG else Duplex.LONG
    x, y = TURN_MARK_MM
    ring = (slice(round((y - 1) * PX), round((y + 1) * PX)), slice(round((x - 1) * PX), round((x + 1) * PX)))
    assert not front[ring].any()
    assert through(back, duplex)[ring].mean() > 0.5
    assert not through(back, other)[ring].any()


@pytest.mark.parametrize("duplex", TWO_SIDED)
def test_what_the_lamp_says_added_to_the_back_offset_makes_both_sides_meet(duplex: Duplex) -> None:
    miss: tuple[Point, Point] = ((0.0, 0.0), (1.5, -2.0))
    profile = profile_of(duplex=duplex)
    paper = profile.paper
    x, y = middle_of(paper)
    front, back = printed(profile, miss)
    below = line_at(front, Box(x - 4, y + 36, 8, 8), upright=True)
    beside = line_at(front, Box(x + 36, y - 4, 8, 8), upright=False)
    # Seen from the back, whose own scales were printed 1.5 mm too far right and 2 mm too high.
    seen = behind((below, beside), paper, duplex)
    zero = (x + miss[1][0], y + miss[1][1])
    reading = (round((seen[0] - zero[0]) * 2) / 2, round((seen[1] - zero[1]) * 2) / 2)
    assert reading == (-1.5, 2.0)
    mended = replace(profile, back_offset_mm=reading)
    front, back = printed(mended, miss)
    assert behind(cross_on(front), paper, duplex) == pytest.approx(cross_on(back), abs=0.1)


@pytest.mark.parametrize("duplex", TWO_SIDED)
def test_the_scales_for_the_lamp_lie_behind_the_fronts_lines_with_minus_left_and_on_top(
    duplex: Duplex,
) -> None:
    profile = profile_of(duplex=duplex)
    x, y = middle_of(profile.paper)
    ends = [(text, at_x, at_y) for text, at_x, at_y in numbers_of(drawn(profile, 1).log) if text in "−4+4"]
    side = -1 if duplex is Duplex.SHORT else 1
    centre_x, centre_y = behind((x, y + 40), profile.paper, duplex)
    assert (centre_x, centre_y) == (x, y + 40 * side)
    row = sorted((at_x, text) for text, at_x, at_y in ends if abs(at_y - centre_y) < 1)
    assert [text for _, text in row] == ["−4", "+4"]
    assert sum(at_x for at_x, _ in row) / 2 == pytest.approx(x, abs=0.1)
    centre_x, _ = behind((x + 40, y), profile.paper, duplex)
    column = sorted((at_y, text) for text, at_x, at_y in ends if abs(at_x - centre_x) < 1)
    assert [text for _, text in column] == ["−4", "+4"]
    assert sum(at_y for at_y, _ in column) / 2 == pytest.approx(y, abs=0.1)


@pytest.mark.parametrize("edge", ["top", "right", "bottom", "left"])
@pytest.mark.parametrize("paper", sorted(PAPERS))
def test_each_bar_of_a_ladder_lies_as_far_from_its_edge_as_its_number_says(paper: str, edge: str) -> None:
    sheet = PAPERS[paper]
    canvas = RecordingCanvas()
    ladder(canvas, sheet, edge)
    bars = [entry for entry in canvas.log if "0.35" in entry and "C" not in entry]
    is_level = edge in ("top", "bottom")
    far = {"top": 0.0, "left": 0.0, "bottom": sheet.height_mm, "right": sheet.width_mm}[edge]
    depths = {}
    for (x1, y1), (x2, y2) in lines_of(bars):
        assert (y1 == y2) if is_level else (x1 == x2)
        along, depth = ((x1 + x2) / 2, abs(y1 - far)) if is_level else ((y1 + y2) / 2, abs(x1 - far))
        depths[round(along, 1)] = depth
    places = {}
    for text, x, y in re.findall(r"'(\d+)' (\S+) (\S+)", "\n".join(_label_places(canvas))):
        places[int(text)] = round(float(x if is_level else y), 1)
    assert sorted(places) == list(range(16))
    for number, along in places.items():
        nearest = min(depths, key=lambda at: abs(at - along))
        assert abs(nearest - along) < 0.2
        assert depths[nearest] == pytest.approx(number, abs=0.011)


def _label_places(canvas: RecordingCanvas) -> Iterator[str]:
    for entry in canvas.log:
        match = re.match(r"text (\S+),(\S+) exact\S* 8\.0 \S+ centre '(\d+)'", entry)
        if match:
            yield f"'{match[3]}' {match[1]} {float(match[2]) - 0.93:.2f}"


@pytest.mark.parametrize("duplex", list(Duplex))
@pytest.mark.parametrize("paper", sorted(PAPERS))
@pytest.mark.parametrize("language", ["en", "de"])
def test_only_the_ladders_come_nearer_than_7_mm_wherever_the_page_is_moved(
    paper: str, duplex: Duplex, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = profile_of(paper, duplex, offset_mm=(3.0, 3.0), back_offset_mm=(-3.0, -3.0))
    pages = len(calibration_pages(profile))
    assert drawn(profile).ink().x_mm < 0.2
    paper_mm = Box(0, 0, profile.paper.width_mm, profile.paper.height_mm)
    monkeypatch.setattr(calibration, "ladder", lambda *_: None)
    for page in range(pages):
        canvas = drawn(profile, page, "a" * 40, language)
        ink, moved = canvas.ink(), (-3.0 if page else 3.0)
        moved_ink = Box(ink.x_mm + moved, ink.y_mm + moved, ink.width_mm, ink.height_mm)
        assert paper_mm.inset(7).contains(moved_ink)
        assert min(canvas.sizes_pt) >= 8


def test_lines_are_of_one_family_of_weights() -> None:
    for page in (0, 1):
        log = [entry for entry in drawn(profile_of(), page).log if entry.startswith("draw")]
        stroked = [entry for entry in log if "stroke=None" not in entry]
        assert {entry.split()[3] for entry in stroked} <= {"0.20", "0.35", "0.60"}


def test_both_rulers_are_100_mm_long() -> None:
    canvas = drawn(profile_of())
    assert sum("100 mm" in text for text in canvas.texts) >= 2
    front = printed(profile_of())[0]
    rows, columns = front.mean(axis=1), front.mean(axis=0)
    foot = round((297 - 34) * PX)
    row = max(range(foot - 5, foot + 5), key=lambda at: rows[at])
    inked = np.flatnonzero(front[row])
    assert (inked[-1] - inked[0]) / PX == pytest.approx(100, abs=0.35)
    side = round((210 - 29) * PX)
    column = max(range(side - 5, side + 5), key=lambda at: columns[at])
    inked = np.flatnonzero(front[:, column])
    assert (inked[-1] - inked[0]) / PX == pytest.approx(100, abs=0.35)


@pytest.mark.parametrize("percent", [10, 25, 50, 75, 100])
def test_a_field_is_as_black_as_its_number_says(percent: int) -> None:
    canvas = RecordingCanvas()
    box = Box(0, 0, 12, 8)
    hatch(canvas, box, percent)
    assert box.contains(canvas.ink(), 0.011)
    if percent < 100:
        inked = len(list(lines_of(canvas.log))) * 0.2
        assert inked / box.width_mm * 100 == pytest.approx(percent, abs=2)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_page_names_every_step_and_the_command_in_both_languages(language: str) -> None:
    front = " ".join(drawn(profile_of(), language=language).texts)
    assert "kitgen printer save den --paper a4 --duplex long --offset X,Y --back-offset X,Y" in front
    back = " ".join(drawn(profile_of(), 1, language=language).texts)
    assert "--back-offset" in back
    assert "--duplex short" in back
    assert "--duplex long" in " ".join(drawn(profile_of(duplex=Duplex.SHORT), 1, language=language).texts)
    assert "print.calibration" not in front + back
    assert {"en": "Fold the sheet", "de": "Faltet das Blatt"}[language] in front
    assert {"en": "against a lamp", "de": "gegen eine Lampe"}[language] in back


@pytest.mark.parametrize("duplex", [Duplex.NONE, Duplex.FOLD])
def test_a_page_for_one_side_says_nothing_of_backs(duplex: Duplex) -> None:
    profile = profile_of(duplex=duplex)
    assert len(calibration_pages(profile)) == 1
    said = " ".join(drawn(profile).texts)
    assert "on one side" in said
    assert "back-offset" not in said
    assert "Turn the sheet over" not in said


def test_a_page_that_was_moved_says_by_how_much_and_what_to_add() -> None:
    profile = profile_of(offset_mm=(0.5, -1.0), back_offset_mm=(0.0, 0.25))
    said = " ".join(drawn(profile, name="office").texts)
    assert "--offset 0.5,-1 --back-offset 0,0.25" in said
    assert "kitgen printer save office --paper a4 --duplex long --offset X,Y" in said
    assert "0.25" not in " ".join(drawn(profile_of()).texts)


def test_the_command_repeats_what_saving_would_otherwise_forget() -> None:
    parts = save_command(profile_of(ink=Ink.GREY, sleeves=True), "den")
    assert parts[0] == "kitgen printer save den"
    assert {"--ink grey", "--sleeves"} <= set(parts)
    assert not any("--cards" in part for part in parts)
