"""The picnic cloth: its worked example, a second opinion, lazy players, and what lies on the table."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.layout.arrange import GAP_MM
from kitgen.layout.nest import nest
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.exact_cover import CoverClues, CoverParams, ExactCover
from kitgen.mechanisms.exact_cover.drawing import SQUARE_MM, outline
from kitgen.mechanisms.exact_cover.params import PRESETS
from kitgen.mechanisms.exact_cover.shapes import MOST_SHAPED, SHAPES, Patch, beside, cells_of, turned
from kitgen.mechanisms.exact_cover.solver import packings
from kitgen.rng import Rng
from kitgen.units import Box
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas
from tests.mechanisms.exact_cover_second_opinion import packed, readings

MECHANISM = ExactCover()
ANSWERS = ("MOTH", "PICNIC", "CRUMB", "LANTERN", "TEASPOON")
DECOYS = Given(decoys=("CAKE", "CROWN", "BASKET", "THIMBLE", "UMBRELLA", "NEEDLE", "JAMPOT"))
SEEDS = range(10)

EXAMPLE = CoverClues(
    columns=4,
    rows=3,
    letters=("", "O", "S", "W", "N", "", "O", "D", "L", "", "N", "I"),
    plates=(5,),
    homes=(("cross", 0), ("moon", 9)),
    patches=(Patch("bar-three", "moon", 0), Patch("bar-two", "cross", 0), Patch("corner")),
    beside_rows=(2, None, None),
    above_columns=(None, None, 0, None),
)


@cache
def made(level: Level, seed: int) -> Accepted:
    answer = ANSWERS[seed % len(ANSWERS)]
    rng = Rng(f"cloth-{seed}", level.value)
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, DECOYS, rng)


CASES = [pytest.param(level, seed, id=f"{level}-{seed}") for level in Level for seed in SEEDS]


def test_the_worked_example_reads_as_its_docstring_says() -> None:
    solution = MECHANISM.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("OWL",)
    assert readings(EXAMPLE, NOTHING_GIVEN) == {"OWL"}


def test_the_worked_example_without_its_row_number_is_still_checked_by_both() -> None:
    bare = replace(EXAMPLE, beside_rows=(None,) * 3, above_columns=(None,) * 4)
    assert len(readings(bare, NOTHING_GIVEN)) == 2
    assert MECHANISM.solve(bare, NOTHING_GIVEN).verdict is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_a_second_opinion_finds_one_packing_and_the_same(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}
    ((sets, _),) = packed(puzzle.clues)
    assert puzzle.solution.states == (tuple(sorted(sets, key=list(_state(puzzle)).index)),)


def _state(puzzle: Accepted) -> tuple[int, ...]:
    (state,) = puzzle.solution.states
    assert isinstance(state, tuple)
    return state


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_a_cloth_with_a_bare_hem_or_a_lost_picture_is_never_called_unique_wrongly(
    level: Level, seed: int
) -> None:
    clues: CoverClues = made(level, seed).clues
    broken = [
        replace(clues, beside_rows=(None,) * clues.rows, above_columns=(None,) * clues.columns),
        replace(clues, patches=(replace(clues.patches[0], motif=""), *clues.patches[1:])),
        replace(clues, beside_rows=tuple(None if n is None else n + 1 for n in clues.beside_rows)),
    ]
    for other in broken:
        solution = MECHANISM.solve(other, NOTHING_GIVEN)
        found = readings(other, NOTHING_GIVEN)
        if solution.verdict is Verdict.UNIQUE:
            assert found == set(solution.answers)
            assert len(list(packed(other))) == 1
        if len(found) > 1:
            assert solution.verdict is not Verdict.UNIQUE


def test_bare_hems_are_told_as_several() -> None:
    verdicts = []
    for seed in SEEDS:
        clues: CoverClues = made(Level.HARD, seed).clues
        bare = replace(clues, beside_rows=(None,) * clues.rows, above_columns=(None,) * clues.columns)
        several = len(readings(bare, NOTHING_GIVEN)) > 1
        verdicts.append(MECHANISM.solve(bare, NOTHING_GIVEN).verdict)
        assert (verdicts[-1] is Verdict.SEVERAL) is several
    assert verdicts.count(Verdict.SEVERAL) >= len(verdicts) - 1


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_search_of_all_packings_agrees_with_the_moves(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    found = packings(puzzle.clues)
    assert found is None or tuple(found) == puzzle.solution.states


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_packing_keeps_every_printed_rule(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    clues: CoverClues = puzzle.clues
    state = _state(puzzle)
    covered = sum(state)
    assert covered.bit_count() == sum(mask.bit_count() for mask in state)
    bare = clues.free & ~covered
    assert not bare & beside(bare, clues.columns, clues.rows)
    assert clues.read(bare) == puzzle.answer
    for patch, mask in zip(clues.patches, state, strict=True):
        cells = [divmod(i, clues.columns) for i in cells_of(mask)]
        lying = {tuple(sorted(turned(SHAPES[patch.shape], turns))) for turns in range(4)}
        assert tuple(sorted(turned(cells, 0))) in lying
        assert not patch.motif or mask >> dict(clues.homes)[patch.motif] & 1


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_many_more_letters_are_seen_than_are_read(level: Level, seed: int) -> None:
    clues: CoverClues = made(level, seed).clues
    letters = [letter for letter in clues.letters if letter]
    assert len(letters) == clues.columns * clues.rows - len(clues.plates) - len(clues.homes)
    assert len(letters) >= 2 * clues.open_count


def test_who_skips_the_numbers_packs_other_words_too() -> None:
    skipped = 0
    for seed in SEEDS:
        clues: CoverClues = made(Level.NORMAL, seed).clues
        bare = replace(clues, beside_rows=(None,) * clues.rows, above_columns=(None,) * clues.columns)
        skipped += len(readings(bare, NOTHING_GIVEN)) > 1
    assert skipped >= 8


def test_who_lets_open_squares_touch_may_read_another_word_on_hard_cloths() -> None:
    slips = [
        slip.message.key
        for level in (Level.HARD, Level.FIENDISH)
        for seed in SEEDS
        for slip in made(level, seed).misreadings
    ]
    assert sum(key.endswith("touching") for key in slips) >= 3


@pytest.mark.parametrize(("columns", "rows"), [(5, 6), (6, 5)])
def test_cloths_need_not_be_square(columns: int, rows: int) -> None:
    params = PRESETS[Level.HARD].model_copy(update={"columns": columns, "rows": rows, "patches": 7})
    puzzle = make_puzzle(MECHANISM, params, Level.HARD, "BASKET", DECOYS, Rng("oblong"))
    assert (puzzle.clues.columns, puzzle.clues.rows) == (columns, rows)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {"BASKET"}
    cloth = puzzle.pieces[0]
    canvas = RecordingCanvas(Catalogue.load("en").say)
    cloth.front(canvas, Box(10, 20, cloth.width_mm, cloth.height_mm))
    assert Box(10, 20, cloth.width_mm, cloth.height_mm).contains(canvas.ink(), slack_mm=0.6)
    assert min(canvas.sizes_pt) >= 8


@pytest.mark.parametrize(
    ("changes", "answer", "says"),
    [
        ({"columns": 5, "rows": 5, "patches": 8}, "TEASPOON", "fewer pieces"),
        ({"patches": 5, "homes": 6}, "MOTH", "5 at most"),
        ({"reasoning": Level.EASY, "patches": 7}, "MOTH", "easy takes"),
        ({"columns": 5, "rows": 5, "patches": 6}, "MOTH", "too small"),
        ({"patches": 6, "homes": 5}, "MOTH", "without a picture"),
    ],
)
def test_impossible_params_are_named(changes: dict[str, object], answer: str, says: str) -> None:
    params = CoverParams.model_validate(changes)
    assert says in MECHANISM.impossible(params, answer)


def test_presets_are_possible_with_every_length() -> None:
    for params in PRESETS.values():
        assert not any(MECHANISM.impossible(params, "A" * n) for n in range(4, 9))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_an_outline_lies_inside_its_squares(shape: str) -> None:
    edge = outline(SHAPES[shape], 0.3)
    points = [values for _, values in edge.segments if values]
    area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)) / 2
    whole = len(SHAPES[shape]) * SQUARE_MM**2
    assert whole - 60 < abs(area) < whole
    for x, y in points:
        assert all(abs(abs(v - round(v / SQUARE_MM) * SQUARE_MM) - 0.3) < 1e-9 for v in (x, y))


def test_no_two_shapes_are_alike_when_turned() -> None:
    kinds = [{tuple(sorted(turned(squares, n))) for n in range(4)} for squares in SHAPES.values()]
    assert not any(a & b for i, a in enumerate(kinds) for b in kinds[:i])


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_cloth_and_pieces_fit_their_share_of_a_page_and_few_are_shaped(level: Level, seed: int) -> None:
    pieces = made(level, seed).pieces
    sizes = [[(p.width_mm, p.height_mm), (p.height_mm, p.width_mm)] for p in pieces]
    assert nest(sizes, (182.0, 150.0), GAP_MM) is not None
    assert sum(piece.outline is not None for piece in pieces) <= MOST_SHAPED


def test_drawings_stay_inside_their_boxes() -> None:
    for level in Level:
        for piece in made(level, 1).pieces:
            canvas = RecordingCanvas(Catalogue.load("en").say)
            box = Box(10, 20, piece.width_mm, piece.height_mm)
            piece.front(canvas, box)
            assert box.contains(canvas.ink(), slack_mm=0.6)


def test_slips_are_told_apart_by_what_went_wrong() -> None:
    kinds = {
        slip.message.key.rsplit(".", 1)[-1] for seed in SEEDS for slip in made(Level.HARD, seed).misreadings
    }
    assert {"columns", "backwards", "touching"} <= kinds
