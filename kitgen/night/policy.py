"""When a hint may be opened, and what it costs.

By default at once and for nothing. A hint that was opened once stays open; what the host offers is free.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from kitgen.night.plan import PuzzlePlan, RungPlan
from kitgen.night.state import NightState


@dataclass(frozen=True)
class Terms:
    """What a hint takes.

    Args:
        wait_minutes: minutes of play until it may be opened; 0 for at once.
        waits_for_start: whether nobody has started the clock, so that no minute passes.
        cost_minutes: what opening it adds to the team's time.
    """

    wait_minutes: int = 0
    waits_for_start: bool = False
    cost_minutes: int = 0


FREE = Terms()


def terms_of(state: NightState, team: str, puzzle: PuzzlePlan, rung: RungPlan, now: float) -> Terms:
    """What it takes for a team to open a hint now.

    Args:
        state: where the night stands.
        team: its id.
        puzzle: whose hint it is.
        rung: the hint.
        now: seconds since 1970.
    """
    own = state.teams[team].puzzles[puzzle.id]
    if not rung.counts or rung.name in own.rungs or not state.rules.timers or state.clock.outcome:
        return FREE
    if state.offered(team, puzzle) == rung:
        return FREE
    rules = state.rules
    minutes = state.since_s(team, puzzle.id, now) / 60
    if rules.from_minute > minutes:
        return Terms(math.ceil(rules.from_minute - minutes), state.clock.started is None)
    is_stuck = rules.free_after_minutes is not None and minutes >= rules.free_after_minutes
    return FREE if is_stuck else Terms(cost_minutes=rules.cost_minutes)
