"""What the night's server is told: acts, puzzles and the codes of their hints, without an answer."""

from __future__ import annotations

from kitgen.assembly.minutes import puzzle_minutes
from kitgen.assembly.resolved import Made, Resolved, Say
from kitgen.canvas import Role
from kitgen.hints.addresses import Rung, hint_code, rung_codes
from kitgen.layout.plan import ActPrint, NightPrint, PuzzlePrint
from kitgen.message import message
from kitgen.night.plan import ActPlan, NightPlan, PuzzlePlan, RungPlan
from kitgen.theme.theme import Theme


def describe_plan(
    chosen: Resolved, made: Made, night: NightPrint, theme: Theme, minutes: float, say: Say
) -> NightPlan:
    """The plan of the night, as the host's file carries it."""

    def rung(name: Rung, code: str) -> RungPlan:
        label = say(message(f"hints.rung.{name}"))
        return RungPlan(name=name, code=code, counts=name != Rung.CONFIRM, label=label)

    def puzzle(page: PuzzlePrint) -> PuzzlePlan:
        return PuzzlePlan(
            id=page.id,
            title=page.title,
            minutes=round(puzzle_minutes(made[page.id]), 1),
            code=hint_code(chosen.seed, page.id),
            rungs=tuple(rung(*pair) for pair in rung_codes(chosen.seed, page.id).items()),
        )

    def act(shown: ActPrint) -> ActPlan:
        return ActPlan(
            id=shown.id,
            label=say(message("print.act-short", number=shown.number)),
            title=shown.title,
            puzzles=tuple(puzzle(page) for page in shown.puzzles),
        )

    return NightPlan(
        minutes=round(minutes, 1),
        theme=chosen.kit.theme,
        palette={role.value: theme.hex_colours[role] for role in Role},
        acts=tuple(act(shown) for shown in night.acts),
        policy=chosen.kit.file.hint_policy,
    )
