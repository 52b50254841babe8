"""Single steps as hints: over all mechanisms, levels and a few seeds, and on small cases of its own."""

from __future__ import annotations

import re

import pytest

from kitgen.engine import Accepted
from kitgen.hints.addresses import Rung, rung_code
from kitgen.hints.rungs import (
    LEAST_STEPS,
    MOST_STEPS,
    HintRung,
    Told,
    gives_away,
    hint_rungs,
    is_step,
    rung_names,
    step_name,
    tells_steps,
    what_is_told,
)
from kitgen.mechanisms import REGISTRY
from kitgen.mechanisms.contract import Hints, Level, Solution, Step, Technique, Verdict
from kitgen.message import Message, message
from kitgen.proof.tokens import Needle, folded
from tests.test_contract import english, made

SEEDS = range(3)
CASES = [
    pytest.param(slug, level, seed, id=f"{slug}-{level}-{seed}")
    for slug in sorted(REGISTRY)
    for level in Level
    for seed in SEEDS
]
STEPWISE = [case for case in CASES if tells_steps(case.values[1])]  # type: ignore[arg-type]  # a level

FEWER: dict[str, str] = {}
"""Mechanisms that tell fewer than three single steps at hard or fiendish, and why: none does."""


def told(puzzle: Accepted) -> Told:
    hints = puzzle.mechanism.hints(puzzle.params, puzzle.clues, puzzle.solution)
    return what_is_told(
        puzzle.level, hints, puzzle.solution, puzzle.mechanism.techniques, puzzle.answer, english().say
    )


def rungs_of(puzzle: Accepted) -> tuple[HintRung, ...]:
    known = told(puzzle)
    codes = {name: rung_code("rungs", "puzzle", name) for name in rung_names(known)}
    return hint_rungs(known, puzzle.solution, puzzle.answer, codes, english().say)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_only_hard_and_fiendish_puzzles_have_step_rungs(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    names = [rung.name for rung in rungs_of(puzzle)]
    steps = names[2:-1]
    assert [*names[:2], names[-1]] == [Rung.NUDGE, Rung.METHOD, Rung.ANSWER]
    assert steps == [step_name(number) for number in range(1, len(steps) + 1)]
    assert bool(steps) == (level in (Level.HARD, Level.FIENDISH))
    if not steps:
        hints = puzzle.mechanism.hints(puzzle.params, puzzle.clues, puzzle.solution)
        assert told(puzzle) == Told(hints.nudge, hints.method)


@pytest.mark.parametrize(("slug", "level", "seed"), STEPWISE)
def test_each_step_rung_tells_one_deduction_more_and_rests_on_what_was_told(
    slug: str, level: Level, seed: int
) -> None:
    puzzle = made(slug, level, seed)
    steps, known = puzzle.solution.steps, told(puzzle)
    so_far = set(known.before)
    assert list(known.steps) == sorted(set(known.steps))
    for index in known.steps:
        assert index not in so_far
        assert set(steps[index].uses) <= so_far
        so_far.add(index)
    shown = [rung for rung in rungs_of(puzzle) if rung.is_step]
    assert [rung.lines[0] for rung in shown] == [english().say(steps[i].message) for i in known.steps]
    assert [len(rung.lines) for rung in shown] == [1] * (len(shown) - 1) + [2]
    assert "all it takes" in shown[-1].lines[1]


@pytest.mark.parametrize(("slug", "level", "seed"), STEPWISE)
def test_what_the_method_tells_ahead_of_the_steps_rests_on_nothing(
    slug: str, level: Level, seed: int
) -> None:
    puzzle = made(slug, level, seed)
    assert all(puzzle.solution.steps[index].uses == () for index in told(puzzle).before)


@pytest.mark.parametrize(("slug", "level", "seed"), STEPWISE)
def test_after_every_rung_but_the_answer_half_of_the_steps_remain(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    count, known = len(puzzle.solution.steps), told(puzzle)
    assert len(known.steps) <= min(MOST_STEPS, count // 2)
    assert count - 1 not in {*known.steps, *known.before}
    assert count - len({*known.steps, *known.before}) >= max(1, count // 3)


@pytest.mark.parametrize(("slug", "level", "seed"), STEPWISE)
def test_hard_and_fiendish_have_at_least_three_steps(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    enough = len(puzzle.solution.steps) // 2 >= LEAST_STEPS
    assert (len(told(puzzle).steps) >= LEAST_STEPS) == (enough and slug not in FEWER)


@pytest.mark.parametrize(("slug", "level", "seed"), CASES)
def test_no_rung_but_the_last_holds_the_answer(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    *early, last = rungs_of(puzzle)
    text = folded("\n".join(line for rung in early for line in rung.lines))
    answer = folded(puzzle.answer)
    for row in (answer, answer[::-1]):
        assert not Needle(row).within(text)
        assert not Needle(" ".join(row)).within(text)
    # The characters that are named alone, in the order in which rungs tell them.
    told_alone = "".join(
        re.findall(r"\b\w\b", folded("\n".join(rung.lines[0] for rung in early if rung.is_step)))
    )
    assert answer not in told_alone
    assert answer[::-1] not in told_alone
    assert last.lines == (puzzle.answer,)


@pytest.mark.parametrize(("slug", "level", "seed"), STEPWISE)
def test_the_method_says_nothing_that_a_step_says_again(slug: str, level: Level, seed: int) -> None:
    puzzle = made(slug, level, seed)
    method, *steps = [rung for rung in rungs_of(puzzle) if rung.name == Rung.METHOD or rung.is_step]
    assert method.lines
    for rung in steps:
        assert not any(rung.lines[0] in line for line in method.lines)


@pytest.mark.parametrize("slug", sorted(REGISTRY))
def test_the_chosen_steps_show_more_than_one_way_of_reasoning_where_they_can(slug: str) -> None:
    ways = [
        {made(slug, level, seed).solution.steps[i].technique for i in told(made(slug, level, seed)).steps}
        for level in (Level.HARD, Level.FIENDISH)
        for seed in SEEDS
    ]
    assert max(map(len, ways)) >= 2


TECHNIQUES = {name: Technique(Level.EASY, 20) for name in ("look", "count", "try", "read")} | {
    "given": Technique(Level.EASY, 5)
}


def said(whole: Message) -> str:
    """A stand-in for words: the key, and what it is about."""
    return " ".join(
        [whole.key, *(said(v) if isinstance(v, Message) else str(v) for v in whole.values.values())]
    )


def step(technique: str, about: str, *uses: int) -> Step:
    return Step(message("step", about=about), technique, uses)


def small(steps: list[Step], *method: Message, answer: str = "MOTH") -> Told:
    solution = Solution(Verdict.UNIQUE, (answer,), steps=tuple(steps))
    hints = Hints(message("nudge"), method or (message("general"),))
    return what_is_told(Level.HARD, hints, solution, TECHNIQUES, answer, said)


def chain(count: int) -> list[Step]:
    """Steps that rest each on the one before."""
    return [step("look", f"thing {i}.", *([i - 1] if i else [])) for i in range(count)]


def test_a_new_way_of_reasoning_comes_before_more_of_the_same() -> None:
    steps = [*(step("look", f"thing {i}.") for i in range(6)), step("count", "all.", 4), *chain(6)]
    assert small(steps).steps == (0, 4, 6)


def test_a_short_solution_keeps_half_of_its_steps_for_the_players() -> None:
    assert [len(small(chain(count)).steps) for count in range(1, 9)] == [0, 1, 1, 2, 2, 3, 3, 3]


def test_what_lies_open_gets_no_rung_but_may_be_built_on() -> None:
    steps = [step("given", "brick 6."), step("look", "brick 2.", 0), *chain(8)]
    found = small(steps)
    assert found.before == (0,)
    assert found.steps[0] == 1


def test_a_step_that_would_spell_the_answer_is_left_to_the_players() -> None:
    steps = [step("look", "M alone."), step("count", "o T h."), step("try", "It says moth."), *chain(9)]
    assert 1 not in small(steps).steps
    assert 2 not in small(steps).steps
    assert 0 in small(steps).steps


def test_lines_of_the_method_that_only_repeat_a_step_are_left_out() -> None:
    steps = chain(9)
    whole, quoted = steps[0].message, message("begin:", step=steps[1].message)
    general = message("look at the rim")
    assert small(steps, general, whole, quoted).method == (general,)


def test_a_line_that_gives_advice_and_quotes_a_first_step_stays_and_that_step_gets_no_rung() -> None:
    steps = chain(9)
    line = message("go round the whole room once and write down what you see", step=steps[0].message)
    found = small(steps, line)
    assert found.method == (line,)
    assert found.before == (0,)
    assert found.steps == (1, 2, 3)


@pytest.mark.parametrize(
    "text",
    [
        "It says MOTH.",
        "m o t h",
        "\uff2d\uff4f\uff54\uff48",
        "h-t-o-m",
        "htom",
        "First M, then O; now T is H.",
    ],
)
def test_an_answer_is_recognized_however_it_is_spelt(text: str) -> None:
    assert gives_away(text, "MOTH")


@pytest.mark.parametrize("text", ["", "The moths sleep.", "mammoth", "M and O", "T H M O"])
def test_a_text_without_the_answer_gives_nothing_away(text: str) -> None:
    assert not gives_away(text, "MOTH")
    assert not gives_away(text, "")


def test_names_of_steps_are_told_from_others() -> None:
    assert is_step(step_name(1))
    assert is_step(step_name(12))
    assert not any(map(is_step, ("step-0", "step-", "step", "nudge", "xstep-1", "step-1x")))
