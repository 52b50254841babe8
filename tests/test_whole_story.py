"""The whole flagship, many seeds: no level is ever refused, and a second opinion finds every answer."""

from __future__ import annotations

import pytest

from kitgen.build import make_puzzles
from kitgen.kit.loading import find_kit, load_kit
from kitgen.mechanisms.contract import Given, Level
from tests.mechanisms.opinions import opinion_of

SEEDS = range(10)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("level", list(Level))
def test_all_sixteen_puzzles_have_the_one_answer_of_their_beat(level: Level, seed: int) -> None:
    kit = load_kit(find_kit("small-door"))
    names = kit.puzzle_order()
    assert len(names) == 16
    made = make_puzzles(kit, f"story-{seed}", dict.fromkeys(names, level), names)
    answers = {kit.beat_of(name).id: puzzle.answer for name, puzzle in made.items()}
    for name, puzzle in made.items():
        beat = kit.beat_of(name)
        known = Given({need: answers[need] for need in beat.needs}, {n: kit.box_of(n) for n in beat.needs})
        assert puzzle.answer in kit.answers_of(beat.id)
        assert puzzle.solution.tier is level
        assert opinion_of(puzzle.mechanism.slug)(puzzle, known) == {puzzle.answer}, name
