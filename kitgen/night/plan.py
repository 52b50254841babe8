"""What a server must know of a kit to follow a night: acts, puzzles, the codes of their hints. No answer.

The build writes it into the host's `solutions.json`, for it holds the codes of all hints, which no file that
phones may read lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from kitgen.kit.models import HintPolicy


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class HouseRules(HintPolicy):
    """How hints are given tonight.

    Args:
        timers: whether anything hangs on the clock; without, hints open at once and for nothing, and nobody
            is shown a time.
    """

    timers: bool = True

    @classmethod
    def of(cls, policy: HintPolicy) -> HouseRules:
        """A kit's own policy, with timers."""
        return cls.model_validate(policy.model_dump())


class RungPlan(_Part):
    """One page behind a puzzle's first one.

    Args:
        name: such as `nudge`.
        code: its folder.
        counts: whether it is a hint; the question before the answer is none.
        label: what it is called, in words.
    """

    name: str
    code: str
    counts: bool
    label: str


class PuzzlePlan(_Part):
    """One puzzle and its hints in order.

    Args:
        id: the puzzle's slug.
        title: as on its sheet.
        minutes: median minutes for one table.
        code: of its first page.
        rungs: the pages behind it.
    """

    id: str
    title: str
    minutes: float
    code: str
    rungs: tuple[RungPlan, ...]

    def hints(self) -> tuple[RungPlan, ...]:
        """The rungs that count, in order; the answer is the last."""
        return tuple(rung for rung in self.rungs if rung.counts)


class ActPlan(_Part):
    """One act.

    Args:
        id: the act's slug.
        label: 'Act IV'.
        title: of the act.
        puzzles: in the kit's order.
    """

    id: str
    label: str
    title: str
    puzzles: tuple[PuzzlePlan, ...]


class NightPlan(_Part):
    """All of it.

    Args:
        minutes: how long the night is meant to take.
        theme: name of the kit's theme.
        palette: `#rrggbb` by role, for pages that the server makes.
        acts: in order.
        policy: how hints are given, as the kit's author wants it.
    """

    minutes: float
    theme: str
    palette: dict[str, str]
    acts: tuple[ActPlan, ...]
    policy: HintPolicy = Field(default_factory=HintPolicy)

    @cached_property
    def puzzles(self) -> dict[str, PuzzlePlan]:
        """All puzzles by id."""
        return {puzzle.id: puzzle for act in self.acts for puzzle in act.puzzles}

    @cached_property
    def act_of(self) -> dict[str, str]:
        """By puzzle, the id of its act."""
        return {puzzle.id: act.id for act in self.acts for puzzle in act.puzzles}

    @cached_property
    def pages(self) -> dict[str, tuple[PuzzlePlan, RungPlan | None]]:
        """By code, whose page it is and which rung; None for a puzzle's first page."""
        return dict(self._pages())

    def _pages(self) -> Iterator[tuple[str, tuple[PuzzlePlan, RungPlan | None]]]:
        for puzzle in self.puzzles.values():
            yield puzzle.code, (puzzle, None)
            for rung in puzzle.rungs:
                yield rung.code, (puzzle, rung)

    def act(self, act_id: str) -> ActPlan:
        """The act of that id."""
        return next(act for act in self.acts if act.id == act_id)
