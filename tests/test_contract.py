"""Every mechanism at every level goes through the same sieve."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms import REGISTRY, AnyMechanism, load_mechanism
from kitgen.mechanisms.contract import Demand, Given, Level, Piece, PieceKind, Use, Verdict
from kitgen.mechanisms.template import ButtonRow
from kitgen.message import Message
from kitgen.rng import Rng
from kitgen.units import Box
from kitgen.words.catalogue import Catalogue
from tests.doubles import RecordingCanvas

SEEDS = range(4)
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SMALLEST_TEXT_PT = 8.0
SHEET_MM = (182.0, 180.0)
PROP_MM = (182.0, 200.0)

FEEDERS = {
    "doll": "THIMBLE",
    "wall": "DANGER",
    "corridor": "WHISPER",
    "cat": "BEWARE",
    "room": "4172",
    "eyes": "MARBLE",
    "globe": "1847",
}
GIVEN = Given(
    answers=FEEDERS,
    boxes=dict(zip(FEEDERS, "ABCDEFG", strict=True)),
    decoys=(
        "BOBBIN", "NEEDLE", "RIBBON", "COTTON", "VELVET", "BUTTON", "PATTERN", "POCKET", "COLLAR", "TASSEL",
        "LACES", "BRAID", "STITCH", "CUSHION", "MUSLIN", "FEATHER", "SATIN", "WOOL", "HOOKS", "SPOOLS",
    ),
)  # fmt: skip
"""What a kit's flow would hand over; most mechanisms use nothing of it."""

CASES = [
    pytest.param(slug, level, seed, id=f"{slug}-{level}-{seed}")
    for slug in [*sorted(REGISTRY), "template"]
    for level in Level
    for seed in SEEDS
]


def mechanism_of(slug: str) -> AnyMechanism:
    """The mechanism; the template is found here although it is never listed."""
    return ButtonRow() if slug == "template" else load_mechanism(slug)


def some_answer(mechanism: AnyMechanism, level: Level, rng: Rng) -> str:
    """Any answer that the mechanism says it can carry."""
    spec = mechanism.answer_spec(mechanism.preset(level))
    lengths = [n for n in range(spec.shortest, spec.longest + 1) if not (spec.even and n % 2)]
    return "".join(rng.choice(spec.alphabet) for _ in range(rng.choice(lengths)))


@cache
def made(slug: str, level: Level, seed: int) -> Accepted:
    """One accepted puzzle, shared by all tests."""
    mechanism = mechanism_of(slug)
    rng = Rng(f"contract-{seed}", slug, level.value)
    # The same length at every level, so that efforts can be held against each other.
    answer = some_answer(mechanism, level, Rng(f"contract-{seed}", slug, "answer"))
    return make_puzzle(mechanism, mechanism.preset(level), level, answer, GIVEN, rng.derive("clues"))


@cache
def english() -> Catalogue:
    return Catalogue.load("en")


def all_pieces(puzzle: Accepted) -> tuple[Piece, ...]:
    return puzzle.mechanism.pieces(puzzle.params, puzzle.clues)


def drawn(piece: Piece) -> RecordingCanvas:
    canvas = RecordingCanvas(english().say)
    piece.front(canvas, Box(20, 30, piece.width_mm, piece.height_mm))
    return canvas


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_the_solver_finds_the_one_answer_from_the_clues_alone(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    solution = puzzle.mechanism.solve(puzzle.clues, GIVEN.for_players())
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == (puzzle.answer,)
    assert len(solution.states) == 1
    assert solution.tier is level


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_the_same_seed_gives_the_same_clues_and_another_seed_others(
    slug: str, level: Level, seed: int
) -> None:
    puzzle = made(slug, level, seed)
    rng = Rng(f"contract-{seed}", slug, level.value)
    again = make_puzzle(puzzle.mechanism, puzzle.params, level, puzzle.answer, GIVEN, rng.derive("clues"))
    assert again.clues == puzzle.clues
    assert hash(again.clues) == hash(puzzle.clues)
    other = make_puzzle(puzzle.mechanism, puzzle.params, level, puzzle.answer, GIVEN, Rng("other", slug))
    assert other.clues != puzzle.clues


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_clues_hold_nothing_but_what_is_printed(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    assert puzzle.answer not in repr(puzzle.clues)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_steps_follow_one_another_and_touch_pieces_that_exist(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    steps = puzzle.solution.steps
    ids = {piece.id for piece in all_pieces(puzzle)}
    assert 2 <= len(steps) <= 70
    for i, step in enumerate(steps):
        assert step.technique in puzzle.mechanism.techniques
        assert all(0 <= used < i for used in step.uses)
        assert set(step.pieces) <= ids
    hardest = max(puzzle.mechanism.techniques[s.technique].tier.rank for s in steps)
    assert hardest <= level.rank


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_every_piece_is_touched_by_a_step_or_declared_decor_or_decoy(
    slug: str, level: Level, seed: int
) -> None:
    puzzle = made(slug, level, seed)
    touched = {piece for step in puzzle.solution.steps for piece in step.pieces}
    assert {piece.id for piece in all_pieces(puzzle) if piece.use is Use.NEEDED} <= touched


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_a_mechanism_that_uses_earlier_answers_needs_each_of_them(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    known = GIVEN.for_players()
    for beat in GIVEN.answers:
        left = puzzle.mechanism.solve(puzzle.clues, known.without(beat))
        if puzzle.mechanism.uses_given:
            assert len(set(left.answers)) >= 2, beat
        else:
            assert left.answers == (puzzle.answer,)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_pieces_fit_their_paper_and_drawing_stays_inside_them(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    pieces = all_pieces(puzzle)
    assert len({piece.id for piece in pieces}) == len(pieces)
    limits = {PieceKind.SHEET: SHEET_MM, PieceKind.PROP: PROP_MM, PieceKind.CARD: (63.0, 88.0)}
    for piece in pieces:
        assert SLUG.fullmatch(piece.id)
        assert piece.width_mm <= limits[piece.kind][0]
        assert piece.height_mm <= limits[piece.kind][1]
        canvas = drawn(piece)
        box = Box(20, 30, piece.width_mm, piece.height_mm)
        assert box.contains(canvas.ink(), slack_mm=0.35), piece.id
        assert min(canvas.sizes_pt, default=SMALLEST_TEXT_PT) >= SMALLEST_TEXT_PT, piece.id
        for line in piece.lines:
            assert Box(0, 0, piece.width_mm, piece.height_mm).contains(line.path.bounds(), slack_mm=0.01)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_no_player_reads_the_answer_on_a_piece_or_in_a_hint(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    token = re.compile(rf"(?<![A-Za-z0-9]){re.escape(puzzle.answer)}(?![A-Za-z0-9])", re.IGNORECASE)
    for piece in all_pieces(puzzle):
        assert not token.search(" ".join(drawn(piece).texts)), piece.id
    hints = puzzle.mechanism.hints(puzzle.params, puzzle.clues, puzzle.solution)
    assert len(hints.method) >= 1
    for hint in (hints.nudge, *hints.method):
        assert not token.search(english().say(hint))


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_everything_that_is_said_has_words(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    instructions = puzzle.mechanism.instructions(puzzle.params, puzzle.clues)
    hints = puzzle.mechanism.hints(puzzle.params, puzzle.clues, puzzle.solution)
    messages: list[Message] = [instructions.task, instructions.done, instructions.answer_form, hints.nudge]
    messages += [*hints.method, *(step.message for step in puzzle.solution.steps)]
    messages += [slip.message for slip in puzzle.misreadings]
    for piece in all_pieces(puzzle):
        messages += piece.notes
        messages.append(Message(f"{slug}.group.{piece.group}", {"count": 2}))
        if piece.kind is PieceKind.SHEET:
            messages.append(Message(f"{slug}.sheet.{piece.id}"))
    for said in messages:
        text = english().say(said)
        assert text.strip()
        assert "{" not in text


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_slips_are_wrong_answers(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    answers = [slip.answer for slip in puzzle.misreadings]
    assert puzzle.answer not in answers
    assert len(set(answers)) == len(answers)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_the_solved_picture_shows_more_than_an_empty_page(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    pictures = puzzle.mechanism.solved(puzzle.params, puzzle.clues, puzzle.solution)
    assert pictures
    for picture in pictures:
        canvas = RecordingCanvas(english().say)
        picture.draw(canvas, Box(0, 0, picture.width_mm, picture.height_mm))
        assert len(canvas.log) > 5
        assert Box(0, 0, picture.width_mm, picture.height_mm).contains(canvas.ink(), slack_mm=0.6)


@pytest.mark.parametrize("slug", [*sorted(REGISTRY), "template"])
@pytest.mark.parametrize("level", list(Level))
def test_params_survive_a_file_and_demands_are_named(slug: str, level: Level) -> None:
    mechanism = mechanism_of(slug)
    params = mechanism.preset(level)
    assert mechanism.params_type.model_validate(params.model_dump(mode="json")) == params
    assert all(isinstance(demand, Demand) for demand in mechanism.demands(params))
    assert all(field.description for field in mechanism.params_type.model_fields.values())


@pytest.mark.parametrize("slug", [*sorted(REGISTRY), "template"])
def test_effort_rises_from_level_to_level(slug: str) -> None:
    medians = []
    for level in Level:
        efforts = sorted(
            sum(
                made(slug, level, seed).mechanism.techniques[s.technique].seconds
                for s in made(slug, level, seed).solution.steps
            )
            for seed in SEEDS
        )
        medians.append(efforts[len(efforts) // 2])
    assert medians == sorted(medians)
    assert medians[0] < medians[-1]


def test_the_template_is_never_listed() -> None:
    assert not any("template" in place for place in REGISTRY.values())
