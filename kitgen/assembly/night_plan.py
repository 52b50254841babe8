"""What the night's server is told: acts, puzzles and the codes of their hints, without an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitgen.assembly.minutes import puzzle_minutes
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.canvas import Role
from kitgen.hints.addresses import Rung
from kitgen.hints.site import NEED, PuzzleHints
from kitgen.layout.plan import ActPrint, NightPrint
from kitgen.message import message
from kitgen.night.plan import ActPlan, NightPlan, PuzzlePlan, RungPlan
from kitgen.theme.theme import Theme


def describe_plan(
    chosen: Resolved,
    made: Made,
    night: NightPrint,
    hints: Sequence[PuzzleHints],
    theme: Theme,
    minutes: float,
    say: Say,
) -> NightPlan:
    """The plan of the night, as the host's file carries it."""
    by_id = {puzzle.id: puzzle for puzzle in hints}

    def rungs(puzzle: PuzzleHints) -> Iterator[RungPlan]:
        labels = {rung.name: say(rung.heading) for rung in puzzle.rungs}
        labels[Rung.CONFIRM] = say(message(f"hints.rung.{Rung.CONFIRM}"))
        for name, code in puzzle.pages.items():
            if name != NEED:
                yield RungPlan(name=name, code=code, counts=name != Rung.CONFIRM, label=labels[name])

    def puzzle(name: str) -> PuzzlePlan:
        known = by_id[name]
        return PuzzlePlan(
            id=name,
            title=known.title,
            minutes=round(puzzle_minutes(made[name]), 1),
            code=known.code,
            rungs=tuple(rungs(known)),
        )

    def act(shown: ActPrint) -> ActPlan:
        return ActPlan(
            id=shown.id,
            label=say(message("print.act-short", number=shown.number)),
            title=shown.title,
            puzzles=tuple(puzzle(page.id) for page in shown.puzzles),
        )

    return NightPlan(
        minutes=round(minutes, 1),
        theme=chosen.kit.theme,
        palette={role.value: theme.hex_colours[role] for role in Role},
        acts=tuple(act(shown) for shown in night.acts),
        policy=chosen.kit.file.hint_policy,
    )
