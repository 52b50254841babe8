"""How long a made kit takes: each puzzle, and the whole night."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.assembly.resolved import Made, Resolved
from kitgen.effort import night_minutes, solving_minutes
from kitgen.engine import Accepted
from kitgen.locks.contract import LockPlan


def puzzle_minutes(puzzle: Accepted) -> float:
    """Median minutes of one puzzle for one table."""
    return solving_minutes(puzzle.mechanism.techniques, puzzle.solution, puzzle.pieces)


def planned_minutes(chosen: Resolved, made: Made, plans: Sequence[LockPlan]) -> float:
    """Median minutes of the whole night."""
    acts = [[puzzle_minutes(made[name]) for name in puzzles] for _, puzzles in chosen.acts()]
    cards = len(chosen.kit.file.scenes) + 2 if chosen.is_whole else 0  # welcome and ending
    return night_minutes(acts, chosen.players, locks=len(plans), cards=cards)
