"""The wheel and the cat's language: worked example, second opinion, lazy players, slips."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kitgen.effort import solving_minutes
from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Given, Level, Verdict
from kitgen.mechanisms.decoder_wheel import DecoderWheel
from kitgen.mechanisms.decoder_wheel.clues import (
    ALPHABET,
    Cat,
    Gaze,
    Saying,
    Spoken,
    Sum,
    WheelClues,
    meeting,
    read_at,
)
from kitgen.mechanisms.decoder_wheel.params import PRESETS, DecoderWheelParams, Order
from kitgen.mechanisms.decoder_wheel.sample_words import FAR_APART, HARMLESS, distance
from kitgen.rng import Rng
from tests.mechanisms.decoder_wheel_second_opinion import readings, spoken

WHEEL = DecoderWheel()
WORDS = ("LAIR", "HIDDEN", "BEWARE", "DONOTEAT", "SPIEGEL")
GIVEN = Given(decoys=("DANGER", "ESCAPE", "CLEVER", "RUN", "TRAP", "GAMES", "SECRET", "KATZE"))
LEFT, RIGHT = Gaze.LEFT, Gaze.RIGHT

EXAMPLE = WheelClues(
    ring=ALPHABET,
    disc=ALPHABET,
    numbers=(("hook", 2), ("snail", None), ("broom", 5)),
    sums=(),
    is_gaze_printed=True,
    sayings=(Saying((Spoken(Cat("snail", RIGHT), "U"), Spoken(Cat("hook", LEFT), "N")), "XL"),),
    message=(
        Spoken(Cat("snail", LEFT), "R"),
        Spoken(Cat("broom", RIGHT), "J"),
        Spoken(Cat("hook", LEFT), "Y"),
        Spoken(Cat("hook", RIGHT), "C"),
    ),
)


def made(level: Level, seed: int, answer: str = "BEWARE") -> Accepted:
    return make_puzzle(WHEEL, PRESETS[level], level, answer, GIVEN, Rng(f"wheel-{seed}", answer))


def some(level: Level, count: int = 12) -> list[Accepted]:
    return [made(level, seed, WORDS[seed % len(WORDS)]) for seed in range(count)]


def test_the_worked_example_has_the_answer_it_claims() -> None:
    solution = WHEEL.solve(EXAMPLE, NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("OOWE",)
    assert solution.tier is Level.NORMAL
    assert [step.fact for step in solution.steps if step.technique == "read-off"] == ["snail = 3"]


@pytest.mark.parametrize("level", list(Level))
def test_a_second_opinion_finds_the_same_one_key_and_answer(level: Level) -> None:
    for seed in range(40):
        puzzle = made(level, seed, WORDS[seed % len(WORDS)])
        found = readings(puzzle.clues)
        assert [said for _, _, said in found] == [puzzle.answer]
        mirrored, key, _ = found[0]
        state = puzzle.solution.states[0]
        assert isinstance(state, tuple)
        assert state[0] == (mirrored, tuple(key[tail] for tail in puzzle.clues.tails))


@pytest.mark.parametrize("level", [Level.NORMAL, Level.HARD])
def test_without_any_one_saying_or_sum_both_opinions_see_several_keys(level: Level) -> None:
    for puzzle in some(level, 8):
        broken = [replace(puzzle.clues, sayings=())]
        broken += [
            replace(puzzle.clues, sums=tuple(line for line in puzzle.clues.sums if line is not left))
            for left in puzzle.clues.sums
        ]
        for clues in broken:
            solution = WHEEL.solve(clues, NOTHING_GIVEN)
            assert solution.verdict is Verdict.SEVERAL
            assert len(solution.states) == 2
            assert len(readings(clues)) > 1
            assert len({said for _, _, said in readings(clues)}) > 1, "a guess must not be safe"


def test_two_keys_that_read_the_same_are_still_two() -> None:
    clues = replace(EXAMPLE, numbers=(*EXAMPLE.numbers, ("candle", None)))
    assert WHEEL.solve(clues, NOTHING_GIVEN).verdict is Verdict.SEVERAL
    assert len(readings(clues)) > 1


def test_two_sums_of_the_same_two_tails_are_read_together() -> None:
    clues = replace(
        EXAMPLE,
        numbers=(("hook", 9), ("snail", None), ("broom", None)),
        sums=(Sum("hook", ("snail", "broom")), Sum("broom", ("snail", "snail"))),
        sayings=(),
    )
    solution = WHEEL.solve(clues, NOTHING_GIVEN)
    assert [said for _, _, said in readings(clues)] == list(solution.answers)
    assert [step.fact for step in solution.steps[:3]] == ["hook = 9", "broom = 6", "letter 1 is O"]
    assert [step.technique for step in solution.steps[:3]] == ["key", "together", "turn"]
    assert solution.tier is Level.FIENDISH


def test_clues_that_contradict_each_other_are_refused() -> None:
    for clues in (
        replace(EXAMPLE, numbers=(("hook", 3), ("snail", None), ("broom", 5))),
        replace(EXAMPLE, sums=(Sum("broom", ("snail", "snail")),)),
    ):
        solution = WHEEL.solve(clues, NOTHING_GIVEN)
        assert (solution.verdict, solution.answers) == (Verdict.SEVERAL, ())
        assert readings(clues) == []


@pytest.mark.parametrize("level", list(Level))
def test_both_opinions_agree_on_random_and_broken_clues(level: Level) -> None:
    several = 0
    for seed, puzzle in enumerate(some(level, 30)):
        rng = Rng(f"break-{seed}", level.value)
        numbers = [
            (tail, None if rng.chance(0.5) else rng.choice((number, number, rng.between(1, 9))))
            for tail, number in puzzle.clues.numbers
        ]
        sayings = tuple(
            Saying(saying.spoken[: (n := rng.between(1, len(saying.spoken)))], saying.plain[:n])
            for saying in puzzle.clues.sayings
        )
        clues = replace(
            puzzle.clues, numbers=tuple(numbers), sayings=sayings, is_gaze_printed=rng.chance(0.5)
        )
        first, second = WHEEL.solve(clues, NOTHING_GIVEN), readings(clues)
        assert (first.verdict is Verdict.UNIQUE) == (len(second) == 1)
        assert len(first.states) == min(2, len(second))
        if len(second) == 1:
            assert first.answers == (second[0][2],)
            assert first.steps[-1].fact.endswith(second[0][2][-1])
        several += len(second) > 1
    assert several > 3


@pytest.mark.parametrize("level", list(Level))
def test_no_constant_setting_reads_the_answer_or_sorts_into_it(level: Level) -> None:
    for puzzle in some(level):
        letters = [spoken.letter for spoken in puzzle.clues.message]
        for setting in range(26):
            read = "".join(read_at(puzzle.clues, letter, setting) for letter in letters)
            inverse = "".join(puzzle.clues.disc[(puzzle.clues.ring.index(c) - setting) % 26] for c in letters)
            assert puzzle.answer not in (read, inverse)
            assert sorted(read) != sorted(puzzle.answer) or setting, "the printed letters, sorted"
        assert sorted(letters) != sorted(puzzle.answer)


@pytest.mark.parametrize("level", list(Level))
def test_every_letter_has_a_setting_of_its_own_cat_and_tails_are_all_needed(level: Level) -> None:
    for puzzle in some(level):
        clues = puzzle.clues
        assert {spoken.cat.tail for spoken in clues.message} == set(clues.tails)
        assert {spoken.cat.gaze for spoken in clues.message} == {LEFT, RIGHT}
        turned = {
            meeting(clues, plain, spoken.letter)
            for plain, spoken in zip(puzzle.answer, clues.message, strict=True)
        }
        assert 0 not in turned
        assert len(turned) >= 3


def test_guessing_the_unprinted_tails_is_hopeless() -> None:
    """At normal three numbers are missing: hundreds of keys agree with the key alone and read differently."""
    clues = replace(made(Level.NORMAL, 1).clues, sayings=())
    free = [tail for tail, number in clues.numbers if number is None]
    printed = {tail: number for tail, number in clues.numbers if number is not None}
    left = [n for n in range(1, 10) if n not in printed.values()]
    said = {
        spoken(clues, clues.message, {**printed, **dict(zip(free, guess, strict=True))}, False)
        for guess in permutations(left, len(free))
    }
    assert len(free) == 3
    assert len(said) == 120


@pytest.mark.parametrize("level", list(Level))
def test_old_sayings_are_far_from_the_answer_and_known_answers_come_first(level: Level) -> None:
    for puzzle in some(level):
        for saying in puzzle.clues.sayings:
            assert distance(saying.plain, puzzle.answer) >= FAR_APART
            assert puzzle.answer not in saying.plain
        assert len({saying.plain for saying in puzzle.clues.sayings}) == len(puzzle.clues.sayings)
    plains = {saying.plain for puzzle in some(Level.NORMAL) for saying in puzzle.clues.sayings}
    assert plains <= set(GIVEN.decoys)


def test_without_other_answers_it_takes_words_of_its_own() -> None:
    for level in Level:
        puzzle = make_puzzle(WHEEL, PRESETS[level], level, "BEWARE", NOTHING_GIVEN, Rng("none", level.value))
        assert {saying.plain for saying in puzzle.clues.sayings} <= set(HARMLESS)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("known", [GIVEN, NOTHING_GIVEN], ids=["decoys", "nothing"])
def test_a_solved_word_can_never_be_written_into_the_boxes_of_the_answer(level: Level, known: Given) -> None:
    """THIEF above five empty boxes was taken for the answer."""
    for seed, answer in enumerate(("BAIT", "HYENA", "MAGPIE", "COPYCAT", "DISGUISE", *HARMLESS[::4])):
        puzzle = make_puzzle(WHEEL, PRESETS[level], level, answer, known, Rng(f"length-{seed}", answer))
        for saying in puzzle.clues.sayings:
            assert len(saying.plain) != len(answer)
            assert distance(saying.plain, answer) >= FAR_APART


def test_own_words_are_enough_of_every_length_and_no_two_are_alike() -> None:
    lengths = [len(word) for word in HARMLESS]
    assert {length: lengths.count(length) for length in set(lengths)} == dict.fromkeys(range(4, 9), 6)
    assert len(set(HARMLESS)) == len(HARMLESS)


def test_two_cats_of_a_hard_solved_row_shut_their_eyes_and_look_both_ways() -> None:
    for puzzle in some(Level.HARD, 20):
        for saying in puzzle.clues.sayings:
            shut = [i for i, spoken in enumerate(saying.spoken) if spoken.cat.shut]
            assert len(shut) == 2
            assert shut[0] > 0
            assert shut[1] > shut[0] + 1, "each moves on from a setting that an open-eyed cat left"
            assert {saying.spoken[i].cat.gaze for i in shut} == {LEFT, RIGHT}


def test_one_shut_eyed_cat_only_checks_what_the_other_taught() -> None:
    """Nothing hangs on a single small picture: the other one shows a tail that open eyes have told."""
    for puzzle in some(Level.HARD, 12):
        learnt = [step.fact for step in puzzle.solution.steps if step.technique == "difference"]
        tails = {tail for tail, _ in puzzle.clues.numbers if any(tail in fact for fact in learnt)}
        shut = [
            spoken.cat.tail for saying in puzzle.clues.sayings for spoken in saying.spoken if spoken.cat.shut
        ]
        assert len(tails) <= 1
        assert len([tail for tail in shut if tail not in tails]) >= 1


@pytest.mark.parametrize("level", list(Level))
def test_slips_are_named_and_a_slip_of_the_look_is_always_among_them(level: Level) -> None:
    for puzzle in some(level):
        slips = {slip.message.key.rpartition(".")[2]: slip.answer for slip in puzzle.misreadings}
        assert puzzle.answer not in slips.values()
        assert {"other-way", "looks-ignored", "not-turned"} <= slips.keys()
        assert all(len(wrong) == len(puzzle.answer) for wrong in slips.values())
        if level.rank >= Level.HARD.rank:
            assert "always-home" in slips
        else:
            assert slips.keys().isdisjoint({"always-home", "never-home"}), "no cat here shuts its eyes"
            assert "moon-forgotten" in slips
        mirrored, key, _ = readings(puzzle.clues)[0]
        assert slips["other-way"] == spoken(puzzle.clues, puzzle.clues.message, key, not mirrored)


def test_hard_boards_turn_looks_round_about_half_the_time_and_never_pass_the_far_side() -> None:
    mirrored = 0
    for puzzle in some(Level.HARD, 30):
        found_mirrored, key, _ = readings(puzzle.clues)[0]
        mirrored += found_mirrored
        for row in (puzzle.clues.message, *(saying.spoken for saying in puzzle.clues.sayings)):
            assert not row[0].cat.shut
            place = 0
            for cat, _ in row:
                turn = key[cat.tail] * (1 if (cat.gaze is RIGHT) != found_mirrored else -1)
                place = turn + (place if cat.shut else 0)
                assert 1 <= abs(place) <= 12
    assert 6 <= mirrored <= 24


@pytest.mark.parametrize(
    ("level", "least", "most"), [(Level.EASY, 3, 6), (Level.NORMAL, 5, 9), (Level.HARD, 6, 12)]
)
def test_minutes_suit_the_level(level: Level, least: float, most: float) -> None:
    for puzzle in some(level):
        assert least <= solving_minutes(WHEEL.techniques, puzzle.solution, puzzle.pieces) <= most


@pytest.mark.parametrize("level", list(Level))
def test_hints_leave_all_but_the_first_letter_to_do(level: Level) -> None:
    for puzzle in some(level):
        hints = WHEEL.hints(puzzle.params, puzzle.clues, puzzle.solution)
        told = [step for step in puzzle.solution.steps if step.message in hints.method]
        assert 2 <= len(hints.method) <= 4
        assert sum(step.technique.startswith("turn") for step in told) == 1


@settings(derandomize=True, deadline=None, max_examples=80)
@given(
    answer=st.text(ALPHABET, min_size=4, max_size=8),
    tails=st.integers(4, 6),
    unprinted=st.integers(0, 6),
    sums=st.integers(0, 2),
    flags=st.tuples(st.booleans(), st.booleans()),
    mixed=st.sampled_from(list(Order)),
    sayings=st.integers(1, 2),
    seed=st.integers(0, 999),
)
def test_all_possible_params_give_the_answer_back(
    answer: str,
    tails: int,
    unprinted: int,
    sums: int,
    flags: tuple[bool, bool],
    mixed: Order,
    sayings: int,
    seed: int,
) -> None:
    params = DecoderWheelParams(
        tails=tails,
        unprinted=unprinted,
        sums=sums,
        shut_eyes=flags[0],
        gaze_printed=flags[1],
        mixed=mixed,
        sayings=sayings,
    )
    problem = WHEEL.impossible(params, answer)
    if unprinted > tails or (sums and (unprinted - sums < 2 or sayings > 1)):
        assert problem
        return
    assert not problem
    draws = [WHEEL.generate(params, answer, GIVEN, Rng("any", seed, i)) for i in range(12)]
    clues = next(draw for draw in draws if draw is not None)
    solution = WHEEL.solve(clues, NOTHING_GIVEN)
    assert (solution.verdict, solution.answers) == (Verdict.UNIQUE, (answer,))
    assert [said for _, _, said in readings(clues)] == [answer]


@pytest.mark.parametrize(
    ("params", "says"),
    [
        (DecoderWheelParams(tails=4, unprinted=5), "0 to 4"),
        (DecoderWheelParams(unprinted=2, sums=1), "3 unprinted"),
        (DecoderWheelParams(unprinted=3, sums=2), "4 unprinted"),
        (DecoderWheelParams(unprinted=4, sums=1, sayings=2), "use 1 saying"),
    ],
)
def test_impossible_params_are_named_with_what_is_possible(params: DecoderWheelParams, says: str) -> None:
    assert says in WHEEL.impossible(params, "BEWARE")


@pytest.mark.parametrize("level", list(Level))
def test_presets_are_possible(level: Level) -> None:
    assert not WHEEL.impossible(PRESETS[level], "LAIR")
