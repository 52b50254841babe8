"""A night for tests: two acts with a puzzle each, a clock that goes as a test says."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kitgen.hints.addresses import Rung
from kitgen.hints.site import PuzzleHints
from kitgen.kit.models import HintPolicy
from kitgen.night.app import Night
from kitgen.night.console import Console
from kitgen.night.desk import Desk
from kitgen.night.pages import NightPages
from kitgen.night.phones import Phones
from kitgen.night.plan import ActPlan, NightPlan, PuzzlePlan, RungPlan
from kitgen.night.record import Record
from kitgen.words import Catalogue
from tests.hints.sample import EYES, GLOBE, PALETTE

PRINT = "ABCD-1234"
SAY = Catalogue.load("en").say


class Clock:
    """Seconds since 1970, as a test says."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def minutes(self, minutes: float) -> None:
        """Let some minutes pass."""
        self.now += 60 * minutes


def _puzzle(hints: PuzzleHints) -> PuzzlePlan:
    rungs = tuple(
        RungPlan(name=name, code=code, counts=name != Rung.CONFIRM, label=f"The {name}")
        for name, code in list(hints.pages.items())[1:]
    )
    return PuzzlePlan(id=hints.id, title=hints.title, minutes=8, code=hints.code, rungs=rungs)


def plan_of(puzzles: Sequence[PuzzleHints] = (EYES, GLOBE), policy: HintPolicy | None = None) -> NightPlan:
    """A plan in which each puzzle is an act."""
    acts = tuple(
        ActPlan(id=f"act-{i}", label=f"Act {i}", title=f"Title {i}", puzzles=(_puzzle(puzzle),))
        for i, puzzle in enumerate(puzzles, start=1)
    )
    return NightPlan(
        minutes=60,
        theme="midnight-thread",
        palette={str(role): colour for role, colour in PALETTE.items()},
        acts=acts,
        policy=policy or HintPolicy(),
    )


PLAN = plan_of()


def a_desk(
    clock: Clock | None = None, *, teams: int = 1, policy: HintPolicy | None = None, path: Path | None = None
) -> Desk:
    """A night that has not begun; in memory alone where no path is given."""
    return Desk(plan_of(policy=policy), Record(path, PRINT), teams, clock or Clock())


def a_night(desk: Desk) -> Night:
    """All that answers to phones and host."""
    pages = NightPages(desk, "The Small Door", "en", SAY)
    return Night(
        desk,
        Phones(desk, pages, SAY),
        Console(desk, pages, lambda: [], lambda form: f"a card as {form}".encode()),
    )
