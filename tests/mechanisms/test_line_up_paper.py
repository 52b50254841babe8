"""The line-up on paper: dolls told by shape, scraps that only join their own other half, one page for all."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, pairwise, permutations

import pytest

from kitgen.canvas import Face, LineKind, Path
from kitgen.engine import Accepted, make_puzzle
from kitgen.errors import LayoutError
from kitgen.layout.arrange import Block, Spot
from kitgen.layout.cutting import cuts_of
from kitgen.layout.plan import Tile
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind
from kitgen.mechanisms.line_up import LineUp
from kitgen.mechanisms.line_up.dolls import (
    DOLL_MM,
    FRAME_UNITS,
    HEADING_MM,
    LAYERS,
    PATTERN_MM,
    PLACES,
    doll_front,
    heading_lines,
    pattern_front,
)
from kitgen.mechanisms.line_up.looks import ABSENCES, COMPARABLE, FEATURES, Doll, Trait
from kitgen.mechanisms.line_up.notes import LINKED, STITCHES, TEAR_COUNT, Note, note_words
from kitgen.mechanisms.line_up.params import MOST_NOTES
from kitgen.mechanisms.line_up.scraps import (
    REACH_MM,
    SCRAP_MM,
    SIZES_PT,
    TEARS,
    scrap_front,
    scrap_outline,
    tear_points,
    torn_lines,
)
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.theme.theme import load_theme
from kitgen.units import PAPERS, Box
from kitgen.words.catalogue import Catalogue
from kitgen.writers.pdf import FontMetrics
from tests.doubles import RecordingCanvas
from tests.sheets import sheets_of

MECHANISM = LineUp()


@cache
def english() -> Catalogue:
    return Catalogue.load("en")


@cache
def real_metrics() -> FontMetrics:
    return FontMetrics(load_theme("midnight-thread").faces)


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"paper {seed}", level.value)
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, "MARBLE", NOTHING_GIVEN, rng)


def longest_notes() -> Iterator[Note]:
    """Every sentence there can be, but for the order of its parts."""
    traits = [Trait(feature, value) for feature in FEATURES for value in FEATURES[feature]]
    for trait in traits:
        yield Note("is", (trait,))
        yield Note("not", (trait,))
    for pair in permutations([trait for trait in traits if trait.value not in ABSENCES], 2):
        for form in ("or", *LINKED):
            yield Note(form, pair)
    for features in permutations(COMPARABLE, 2):
        for form, others in (("pair", 0), ("pair", 1), ("more", 0)):
            yield Note(form, features=features, others=others)
    for feature in COMPARABLE:
        yield Note("tally", features=(feature,), others=5)


# --- scraps ---------------------------------------------------------------------------------------


def samples(tear: int) -> list[float]:
    """How far down the edge lies, every hundredth of the way along."""
    points = tear_points(tear, 0.0, 1.0)
    return [edge_at(points, step / 100) for step in range(101)]


def edge_at(edge: Sequence[tuple[float, float]], x: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(edge):
        if x0 <= x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    raise AssertionError(x)


def test_no_half_fits_another_note_s_half_however_they_are_pushed_together() -> None:
    for one, other in combinations(range(TEAR_COUNT), 2):
        apart = [a - b for a, b in zip(samples(one), samples(other), strict=True)]
        assert max(apart) - min(apart) >= 3.0, f"tears {one} and {other} leave a gap"


def test_a_tear_stays_on_its_scrap_and_both_halves_share_it() -> None:
    width, height = SCRAP_MM
    assert len(TEARS) == TEAR_COUNT >= MOST_NOTES
    assert len(STITCHES) >= MOST_NOTES
    for tear in range(TEAR_COUNT):
        edges = []
        for half, middle in ((0, height - REACH_MM), (1, REACH_MM)):
            outline = scrap_outline(tear, half)
            assert Box(0, 0, width, height).contains(outline.bounds())
            points = [values for op, values in outline.segments if op != "Z"]
            edges.append(sorted((x, round(y - middle, 6)) for x, y in points if 0 < y < height))
        assert edges[0] == edges[1]


def test_scraps_have_no_sharp_tip_and_are_broad_everywhere() -> None:
    for tear in range(TEAR_COUNT):
        for half in (0, 1):
            corners = [values for op, values in scrap_outline(tear, half).segments if op != "Z"]
            for before, here, after in zip(
                corners[-1:] + corners, corners, corners[1:] + corners[:1], strict=False
            ):
                one, other = (complex(p[0] - here[0], p[1] - here[1]) for p in (before, after))
                if min(abs(one), abs(other)) > 1e-9:
                    turn = abs(math.degrees(cmath.phase(other / one)))
                    assert turn >= 89.9, (tear, half, here)
        edge = samples(tear)
        assert SCRAP_MM[1] - REACH_MM - max(abs(y) for y in edge) >= 5.0


def test_every_note_has_a_tear_of_its_own_and_a_stitch_of_its_own_but_at_hard() -> None:
    for level in Level:
        for seed in range(10):
            notes = made(level, seed).clues.notes
            assert len({note.tear for note in notes}) == len(notes)
            assert len({note.stitch for note in notes}) == (1 if level is Level.HARD else len(notes))


def test_stitches_look_different() -> None:
    logs = set()
    for stitch in range(len(STITCHES)):
        canvas = RecordingCanvas()
        scrap_front(Note("not", (Trait("hair", "bob"),), stitch=stitch), 0)(canvas, Box(0, 0, *SCRAP_MM))
        logs.add(tuple(line for line in canvas.log if "accent" in line))
    assert len(logs) == len(STITCHES)


def test_joined_scraps_read_the_whole_note_in_one_size_torn_between_words() -> None:
    for note in longest_notes():
        text = english().say(note_words(note))
        size, (upper, lower) = torn_lines(real_metrics(), text)
        assert size == SIZES_PT[0], f"unlike sizes would tell which halves belong together: {text}"
        assert " ".join((*upper, *lower)) == text
        assert 1 <= len(upper) <= 2
        assert 1 <= len(lower) <= 2


def test_words_and_stitches_keep_clear_of_every_cut() -> None:
    notes = list(longest_notes())[::9]
    width, height = SCRAP_MM
    for i, note in enumerate(notes):
        for half in (0, 1):
            sewn = Note(note.form, note.traits, note.features, note.others, i % len(STITCHES), i % TEAR_COUNT)
            canvas = RecordingCanvas(english().say)
            canvas.metrics = real_metrics()
            scrap_front(sewn, half)(canvas, Box(0, 0, width, height))
            edge = tear_points(sewn.tear, height - REACH_MM if half == 0 else REACH_MM, width)
            outer = 0.0 if half == 0 else height
            marks = canvas.extremes[2 * len(scrap_outline(sewn.tear, half).segments) - 2 :]
            assert len(marks) > 20
            for x, y in marks:
                assert 1.6 <= x <= width - 1.6, (sewn, half, x)
                assert abs(y - outer) >= 2.3, (sewn, half, y)
                assert abs(edge_at(edge, x) - y) >= 2.3, (sewn, half, x, y)


def test_stitches_run_alike_along_every_scrap() -> None:
    for stitch in range(len(STITCHES)):
        rows = set()
        for tear in range(TEAR_COUNT):
            canvas = RecordingCanvas()
            scrap_front(Note("not", (Trait("hair", "bob"),), stitch=stitch, tear=tear), 0)(
                canvas, Box(0, 0, *SCRAP_MM)
            )
            rows.add(tuple(line for line in canvas.log if "accent" in line))
        assert len(rows) == 1


def test_a_row_of_five_scraps_is_as_wide_as_a_row_of_six_dolls() -> None:
    assert 5 * SCRAP_MM[0] == pytest.approx(6 * DOLL_MM[0])


def test_scraps_are_cut_apart_straight_and_then_along_their_tears() -> None:
    for piece in made(Level.NORMAL, 0).pieces:
        if piece.group == "scraps":
            (line,) = piece.lines
            assert (piece.outline, line.kind) == (None, LineKind.CUT)
            ends = [values[:2] for _, values in (line.path.segments[0], line.path.segments[-1])]
            assert [x for x, _ in ends] == [0.0, piece.width_mm]
            tile = Tile("p/s", "p", "scraps", "e", *SCRAP_MM, piece.front, lines=piece.lines)
            box = Box(0, 0, *SCRAP_MM)
            cuts = cuts_of([Block(box, (Spot(tile, box),))])
            assert cuts.holes == 0
            assert SCRAP_MM[0] < cuts.shaped_mm < SCRAP_MM[0] * 1.3


def test_counts_are_written_in_letters() -> None:
    for note in longest_notes():
        assert not any(letter.isdigit() for letter in english().say(note_words(note)))


def test_a_note_too_long_for_its_scraps_says_so() -> None:
    with pytest.raises(LayoutError, match="too long for its scraps"):
        torn_lines(real_metrics(), "far too many words " * 12)


# --- dolls ----------------------------------------------------------------------------------------


def test_every_value_has_a_picture_of_its_own_shape_that_fills_its_place() -> None:
    art = load_theme("midnight-thread").art
    for layer in LAYERS:
        values = [value for value in FEATURES.get(layer, ()) if value not in ("bare", "unpatched")]
        names = [f"{layer}-{value}" for value in values] or [layer]
        shapes = {tuple(one.d for one in art[f"doll-{name}"].layers) for name in names}
        assert len(shapes) == len(names), "told by shape, not by colour"
        for name in names:
            assert tuple(art[f"doll-{name}"].size) == PLACES[name][2:], "else it would be drawn smaller"
            left, top, width, height = PLACES[name]
            assert Box(0, 0, *FRAME_UNITS).contains(Box(left, top, width, height), slack_mm=0.5)


def test_a_change_of_any_one_feature_changes_the_card() -> None:
    base = tuple(values[0] for values in FEATURES.values())

    def log(look: tuple[str, ...]) -> tuple[str, ...]:
        canvas = RecordingCanvas()
        doll_front(Doll(look, tuple("MOTH")), tuple(FEATURES))(canvas, Box(0, 0, *DOLL_MM))
        return tuple(canvas.log)

    looks = {base}
    for i, values in enumerate(FEATURES.values()):
        looks |= {(*base[:i], value, *base[i + 1 :]) for value in values}
    assert len({log(look) for look in looks}) == len(looks) == 1 + 2 * len(FEATURES)


def test_the_longest_tag_stays_on_its_paper_in_the_real_typeface() -> None:
    canvas = RecordingCanvas()
    canvas.metrics = real_metrics()
    look = tuple(values[0] for values in FEATURES.values())
    doll_front(Doll(look, tuple("WMWMWMWM")), tuple(FEATURES))(canvas, Box(0, 0, *DOLL_MM))
    assert Box(1, 1, DOLL_MM[0] - 2, DOLL_MM[1] - 2).contains(canvas.ink())
    assert canvas.texts == list("WMWMWMWM")
    pitch = 3.0
    assert canvas.metrics.width_mm("W", Face.EXACT_BOLD, 8.5) <= pitch + 0.2, "letters do not run together"


def test_names_on_the_pattern_card_fit_their_columns_in_the_real_typeface() -> None:
    cell = (PATTERN_MM[0] - 6.4 - HEADING_MM) / 3
    for feature, values in FEATURES.items():
        for value in values:
            name = english().say(message(f"line-up.pattern-of.{feature}.{value}"))
            assert real_metrics().width_mm(name, Face.LABEL_BOLD, 8) <= cell, name
        lines = heading_lines(real_metrics(), english().say(message(f"line-up.heading.{feature}")))
        assert len(lines) <= 2
        assert all(real_metrics().width_mm(line, Face.LABEL, 8) <= HEADING_MM - 1 for line in lines)


def test_headings_of_the_pattern_card_speak_the_notes_own_words() -> None:
    for feature in FEATURES:
        heading = english().say(message(f"line-up.heading.{feature}"))
        if feature in COMPARABLE:
            assert heading in english().say(message(f"line-up.likeness.{feature}"))
    shown = {english().say(message(f"line-up.pattern-of.{f}.{v}")) for f in FEATURES for v in FEATURES[f]}
    said = {english().say(message(f"line-up.trait.{f}.{v}")) for f in FEATURES for v in FEATURES[f]}
    assert all(any(name in trait for trait in said) for name in shown)


@pytest.mark.parametrize("count", [5, 6, 7])
def test_the_pattern_card_holds_a_row_for_each_feature_in_play(count: int) -> None:
    canvas = RecordingCanvas(english().say)
    canvas.metrics = real_metrics()
    pattern_front(tuple(FEATURES)[:count])(canvas, Box(0, 0, *PATTERN_MM))
    assert Box(2, 2, PATTERN_MM[0] - 4, PATTERN_MM[1] - 4).contains(canvas.ink(), slack_mm=0.3)
    assert min(canvas.sizes_pt) >= 8


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", list(PAPERS.values()), ids=lambda paper: paper.name)
@pytest.mark.parametrize("level", list(Level))
def test_dolls_and_scraps_share_one_page_even_with_the_ruler_on_it(paper: object, level: Level) -> None:
    sheet = PAPERS[getattr(paper, "name")]  # noqa: B009  # parametrize hides the type
    pieces = [piece for piece in made(level, 0).pieces if piece.kind is PieceKind.PROP]
    accepted = made(level, 0)
    making = MECHANISM.instructions(accepted.params, accepted.clues).making
    (laid,) = sheets_of(pieces, sheet, making)
    assert laid.has_ruler


def test_scraps_are_few_and_dolls_share_their_cuts() -> None:
    for level, scraps in ((Level.EASY, 8), (Level.NORMAL, 10), (Level.HARD, 10)):
        groups = [piece.group for piece in made(level, 0).pieces]
        assert (groups.count("dolls"), groups.count("scraps"), groups.count("pattern")) == (12, scraps, 1)
    assert DOLL_MM[0] * 6 <= 189
    assert all(piece.outline is None for piece in made(Level.EASY, 0).pieces if piece.group == "dolls")


def test_scraps_are_printed_in_no_order_that_joins_them() -> None:
    neighbours = total = 0
    for level in Level:
        for seed in range(10):
            order = [note for note, _ in made(level, seed).clues.scraps]
            neighbours += sum(a == b for a, b in pairwise(order))
            total += len(order) - 1
    assert neighbours / total < 0.2


def test_task_and_done_are_short_enough_for_their_card() -> None:
    for level in Level:
        said = MECHANISM.instructions(made(level, 0).params, made(level, 0).clues)
        assert len(english().say(said.task)) <= 230
        assert len(english().say(said.done)) <= 110
        assert len(english().say(said.answer_form)) <= 75
        assert english().say(said.answer_form)[0].isupper()


def test_a_scrap_is_a_path_that_closes() -> None:
    assert all(isinstance(scrap_outline(t, h), Path) for t in range(TEAR_COUNT) for h in (0, 1))
    assert all(scrap_outline(t, h).segments[-1][0] == "Z" for t in range(TEAR_COUNT) for h in (0, 1))
