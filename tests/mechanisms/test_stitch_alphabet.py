"""The button alphabet: worked example, second opinion, lazy players, and paper."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.stitch_alphabet import Clues, StitchAlphabet, StitchAlphabetParams
from kitgen.mechanisms.stitch_alphabet.generate import LEAST_MESSAGE, phrases
from kitgen.mechanisms.stitch_alphabet.reasoning import patterns, read, shown_letters
from kitgen.mechanisms.stitch_alphabet.rows import ROOM_MM, fits, lines_of
from kitgen.mechanisms.stitch_alphabet.signs import ALPHABET, BOTTOM, FALLING, HOLE, LEFT, RIGHT, RISING, TOP
from kitgen.rng import Rng
from kitgen.units import Box
from tests.doubles import RecordingCanvas
from tests.mechanisms.stitch_alphabet_second_opinion import readings

MECHANISM = StitchAlphabet()
ANSWERS = ("MARBLE", "SILK", "WHISPER", "SCISSORS", "JAZZ", "STREET", "LANTERN", "VELVET")
DECOYS = ("BOBBIN", "NEEDLE", "RIBBON", "COTTON", "WOOL", "LACE", "CUSHION", "FEATHER", "STITCHES")
SEEDS = range(15)
CASES = [(level, seed) for level in Level for seed in SEEDS]


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"buttons-{seed}", level.value)
    answer = ANSWERS[seed % len(ANSWERS)]
    given = Given(decoys=DECOYS)
    return make_puzzle(MECHANISM, MECHANISM.preset(level), level, answer, given, rng)


def worked_example(*lost: str, word: str = "JAZZ") -> Clues:
    """The key of the docstring with some letters lost; the message is one word."""
    rows = (0, FALLING, FALLING | RISING, RISING)
    columns = (
        TOP,
        TOP | RIGHT,
        TOP | RIGHT | BOTTOM,
        TOP | RIGHT | BOTTOM | LEFT,
        RIGHT | BOTTOM | LEFT,
        BOTTOM | LEFT,
        LEFT,
    )
    flat = [row | column for row in rows for column in columns]
    sewn = [HOLE if i >= 26 or ALPHABET[i] in lost else sign for i, sign in enumerate(flat)]
    grid = tuple(tuple(sewn[i : i + 7]) for i in range(0, 28, 7))
    return Clues((grid,), True, True, (), (tuple(flat[ALPHABET.index(c)] for c in word),), 0)


def test_the_worked_example_has_the_answer_it_claims() -> None:
    clues = worked_example(*"HIJKLMNDRY", word="WORK")
    assert clues.words[0] == (
        TOP | RIGHT | RISING,
        TOP | FALLING | RISING,
        TOP | RIGHT | BOTTOM | LEFT | FALLING | RISING,
        TOP | RIGHT | BOTTOM | LEFT | FALLING,
    )
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("WORK",)
    assert solution.tier is Level.NORMAL
    assert readings(clues, NOTHING_GIVEN) == {"WORK"}


def test_a_key_with_too_little_left_has_several_readings_for_both_opinions() -> None:
    clues = worked_example(*(c for c in ALPHABET if c != "E"), word="WORK")
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert len(solution.answers) > 1
    assert set(solution.answers) == readings(clues, NOTHING_GIVEN)


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_a_second_opinion_reads_the_same_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    assert readings(puzzle.clues, NOTHING_GIVEN) == {puzzle.answer}


@pytest.mark.parametrize(("level", "seed"), CASES[::3])
def test_both_opinions_agree_on_keys_that_lost_more_or_show_a_wrong_stitch(level: Level, seed: int) -> None:
    clues: Clues = made(level, seed).clues
    rng = Rng(f"broken-{seed}", level.value)
    for share in (0.3, 0.6, 0.85):
        parts = tuple(
            tuple(tuple(HOLE if rng.chance(share) else sign for sign in row) for row in part)
            for part in clues.parts
        )
        worn = replace(clues, parts=parts)
        solution = MECHANISM.solve(worn, NOTHING_GIVEN)
        assert set(solution.answers) == readings(worn, NOTHING_GIVEN)
    bare = replace(clues, parts=tuple(tuple((HOLE,) * len(row) for row in part) for part in clues.parts))
    assert MECHANISM.solve(bare, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert set(MECHANISM.solve(bare, NOTHING_GIVEN).answers) == readings(bare, NOTHING_GIVEN)
    flat = [
        (p, r, c) for p, part in enumerate(clues.parts) for r, row in enumerate(part) for c in range(len(row))
    ]
    p, r, c = rng.choice([at for at in flat if clues.parts[at[0]][at[1]][at[2]] != HOLE])
    grids = [[list(row) for row in part] for part in clues.parts]
    grids[p][r][c] ^= 1 << rng.below(6)
    wrong = replace(clues, parts=tuple(tuple(map(tuple, grid)) for grid in grids))
    assert set(MECHANISM.solve(wrong, NOTHING_GIVEN).answers) == readings(wrong, NOTHING_GIVEN)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_the_sample_word_a_key_in_halves_tells_nothing(seed: int) -> None:
    clues = replace(made(Level.FIENDISH, seed).clues, sample=())
    solution = MECHANISM.solve(clues, NOTHING_GIVEN)
    assert solution.verdict is Verdict.SEVERAL
    assert set(solution.answers) == readings(clues, NOTHING_GIVEN)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sample_word_alone_tells_nothing_and_each_half_has_some_buttons(seed: int) -> None:
    clues = made(Level.FIENDISH, seed).clues
    assert all(sum(sign != HOLE for row in part for sign in row) >= 3 for part in clues.parts)
    bare = tuple(tuple((HOLE,) * len(row) for row in part) for part in clues.parts)
    assert MECHANISM.solve(replace(clues, parts=bare), NOTHING_GIVEN).verdict is Verdict.SEVERAL


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_copying_buttons_from_the_key_reads_at_most_half_of_the_letters(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    letters = set(puzzle.answer)
    hidden = letters - shown_letters(puzzle.clues)
    assert len(hidden) >= max(2, (len(letters) + 1) // 2)
    lying = {sign for part in puzzle.clues.parts for row in part for sign in row}
    assert sum(sign not in lying for sign in set(puzzle.clues.words[puzzle.clues.marked])) >= 2


@pytest.mark.parametrize(("level", "seed"), CASES)
def test_the_message_is_a_whole_sentence_around_the_framed_word(level: Level, seed: int) -> None:
    puzzle = made(level, seed)
    text = read(next(patterns(puzzle.clues)).alphabet, puzzle.clues.words) or ()
    assert len("".join(text)) >= LEAST_MESSAGE
    assert text.count(puzzle.answer) == 1
    slots = ["{word}" if i == puzzle.clues.marked else word for i, word in enumerate(text)]
    assert " ".join(slots) in phrases()["sentence"]
    assert all(sign for word in puzzle.clues.words for sign in word)


def test_letters_of_one_alphabet_never_look_alike() -> None:
    for level, seed in CASES:
        for pattern in patterns(made(level, seed).clues):
            assert len(set(pattern.alphabet)) == 26


def test_every_sentence_holds_words_of_every_length_that_it_is_used_for() -> None:
    for length in range(4, 9):
        usable = 0
        for sentence in phrases()["sentence"]:
            words = [length if slot == "{word}" else len(slot) for slot in sentence.split()]
            assert re.fullmatch(r"[A-Z ]*\{word\}[A-Z ]*", sentence)
            if sum(words) >= LEAST_MESSAGE and fits(words):
                usable += 1
                lines = lines_of(words)
                assert sorted(i for row in lines.rows for i in row) == list(range(len(words)))
                assert all(lines.width_mm([words[i] for i in row]) <= ROOM_MM for row in lines.rows)
        assert usable >= 6


@settings(derandomize=True, deadline=None, max_examples=25)
@for_all(
    st.sampled_from(list(Level)), st.text(ALPHABET, min_size=4, max_size=8).filter(lambda w: len(set(w)) > 1)
)
def test_any_word_can_be_hidden_at_any_level(level: Level, word: str) -> None:
    puzzle = make_puzzle(MECHANISM, MECHANISM.preset(level), level, word, NOTHING_GIVEN, Rng("any", word))
    assert readings(puzzle.clues, NOTHING_GIVEN) == {word}
    assert puzzle.tries <= 30


def test_minutes_rise_from_level_to_level() -> None:
    medians = []
    for level in Level:
        minutes = sorted(
            solving_minutes(MECHANISM.techniques, made(level, seed).solution, made(level, seed).pieces)
            for seed in SEEDS
        )
        medians.append(minutes[len(minutes) // 2])
    for median, (least, most) in zip(medians, ((4, 5.5), (6, 8), (8, 10), (10, 12)), strict=True):
        assert least <= median <= most, medians


@pytest.mark.parametrize("level", list(Level))
def test_everything_is_printed_on_half_a_sheet_and_inside_its_piece(level: Level) -> None:
    puzzle = made(level, 1)
    strip, *others = puzzle.pieces
    assert sum(piece.width_mm for piece in others) <= 182
    assert strip.height_mm + max(piece.height_mm for piece in others) <= 118
    for piece in puzzle.pieces:
        canvas = RecordingCanvas()
        box = Box(7, 11, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink(), slack_mm=0.35)


@pytest.mark.parametrize(
    ("params", "answer", "says"),
    [
        (StitchAlphabetParams(), "AAAA", "one letter"),
        (StitchAlphabetParams(halves=True), "MARBLE", "told = false"),
        (StitchAlphabetParams(halves=True, told=False, lost_columns=3), "MARBLE", "left one"),
        (StitchAlphabetParams(buttons=6), "MARBLE", "too few"),
        (StitchAlphabetParams(buttons=18, lost_rows=1), "MARBLE", "too little lost"),
    ],
)
def test_params_that_cannot_work_are_refused_with_a_way_out(
    params: StitchAlphabetParams, answer: str, says: str
) -> None:
    assert says in MECHANISM.impossible(params, answer)
    for level in Level:
        assert MECHANISM.impossible(MECHANISM.preset(level), "MARBLE") == ""
