"""The lured watcher: noises in a house call her from room to room, and the last brings her to the wrong door.

**The rules, as players hear them.** The watcher hears a noise only if it comes from her own row or column.
She walks straight towards it until she is there, or until something stops her: a wall, a rug, a flap from
behind, a snap door that has shut. A flap opens only the way its arrow points. A snap door is open until she
goes through, then it stays shut. Each noise works once, and each must make her take a step. The answer has
as many letters as there are noises; after the last, and not sooner, she stops at the wrong door.

**A worked example.** Rooms are numbered in rows, six to a row. She begins in room 1. The bell (O) stands in
room 4, the drum (N) in room 20, the cup (E) in room 23, the horn (S) in room 8. There is a wall between
rooms 2 and 3, another between rooms 21 and 22, and the wrong door is in room 21. The bell takes her to room
2, where the wall stops her; the drum down to room 20; the cup to room 21, where a wall stops her: O, N, E.
No other three noises do. (A test walks them.)

**How the generator aims.** A house is drawn by lot, and one way to one door is meant. Walls are set across
wrong ways, and noise-makers that are not needed are moved, until the ways a person must look at, from the
door backwards, take as many seconds as the level wants, and only the meant way reaches her armchair. Easy
has walls only, normal adds rugs, hard flaps; fiendish has snap doors, and at least one must shut before it
can stop her: what happens early decides what works late. Walking forwards through all orders must take no
less than going backwards, and more from level to level, so that trying is no short cut. Letters not needed
are those of other words.

**What the solver knows.** It goes backwards from the door through every way, remembering which noises sound
later and which snap doors must be shut or open by then. A puzzle is easy, normal or hard by the dead ends
met (`reasoning.DEAD_ENDS`), and fiendish where a snap door must have shut; it is easy, whatever else, where
walking forwards takes fewer walks.

**Impossible.** More noise-makers than there are kinds; least seconds over most seconds. Words of 4 to 6
letters; a letter that comes twice stands on two noise-makers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    Misreading,
    Picture,
    Piece,
    PieceKind,
    Solution,
)
from kitgen.mechanisms.lured_watcher import reasoning
from kitgen.mechanisms.lured_watcher.drawing import (
    PLAN_MM,
    WATCHER_MM,
    draw_solved,
    draw_watcher,
    plan_front,
)
from kitgen.mechanisms.lured_watcher.generate import (
    LONGEST,
    PRESETS,
    SHORTEST,
    WatcherParams,
    decoys_of,
    draw_clues,
)
from kitgen.mechanisms.lured_watcher.house import KINDS, Edge, EdgeKind, WatcherClues
from kitgen.message import message
from kitgen.rng import Rng


class LuredWatcher(Mechanism[WatcherParams, WatcherClues]):
    """Find the one order of noises that leads the watcher to the wrong door."""

    slug = "lured-watcher"
    version = 1
    techniques = reasoning.TECHNIQUES
    params_type = WatcherParams
    ALPHABET: ClassVar[str] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def preset(self, level: Level) -> WatcherParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: WatcherParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        del params
        return AnswerSpec(self.ALPHABET, SHORTEST, LONGEST)

    def impossible(self, params: WatcherParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        if len(answer) + decoys_of(params, len(answer)) > len(KINDS):
            most = len(KINDS) - len(answer)
            return (
                f"{len(answer)} letters and {params.decoys} decoys are too many; {most} decoys are possible"
            )
        if params.least_seconds > params.most_seconds:
            return "least_seconds is over most_seconds; it must not be more"
        if params.tier is Level.FIENDISH and not params.snaps:
            return "tier fiendish needs snap doors; snaps must be 1 or more"
        return ""

    def generate(self, params: WatcherParams, answer: str, given: Given, rng: Rng) -> WatcherClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: WatcherClues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        del given
        return reasoning.solve(clues)

    def pieces(self, params: WatcherParams, clues: WatcherClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        del params
        return (
            Piece("plan", "plan", PieceKind.PROP, *PLAN_MM, front=plan_front(clues), keeps_margin=True),
            Piece("watcher", "watcher", PieceKind.PROP, *WATCHER_MM, front=draw_watcher),
        )

    def instructions(self, params: WatcherParams, clues: WatcherClues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        return Instructions(
            message("lured-watcher.task", count=clues.count),
            message("lured-watcher.done"),
            message("lured-watcher.answer-form", count=clues.count),
        )

    def hints(self, params: WatcherParams, clues: WatcherClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: how to go back, and the one way that comes last."""
        del params
        method = [message("lured-watcher.hint.back"), message("lured-watcher.hint.low")]
        if any(edge.kind is EdgeKind.SNAP for edge in clues.edges):
            method.append(message("lured-watcher.hint.snap"))
        walks = [step.message for step in solution.steps if step.technique == "walk"]
        return Hints(message("lured-watcher.hint.nudge"), (*method, walks[-1]))

    def solved(self, params: WatcherParams, clues: WatcherClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: the plan with her way on it."""
        del params
        (order,) = solution.states
        return (Picture(*PLAN_MM, draw_solved(clues, tuple(str(kind) for kind in order))),)  # type: ignore[attr-defined]  # a tuple of kinds

    def misreadings(self, clues: WatcherClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: read backwards, or one rule forgotten where that has one outcome."""
        answer = solution.answers[0]
        slips = {answer: "", answer[::-1]: "backwards"} if answer != answer[::-1] else {answer: ""}
        for name, other in _forgetting(clues):
            read = reasoning.first_readings(other)
            if len(read) == 1:
                slips.setdefault(read[0], name)
        return tuple(
            Misreading(word, message(f"lured-watcher.slip.{name}")) for word, name in slips.items() if name
        )

    def demands(self, params: WatcherParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        del params
        return frozenset({Demand.SCISSORS})


def _forgetting(clues: WatcherClues) -> list[tuple[str, WatcherClues]]:
    """Houses as they are for somebody who forgets one rule."""
    houses: list[tuple[str, tuple[Edge, ...], tuple[int, ...]]] = [("rug", clues.edges, ())]
    for name, kind in (("flap", EdgeKind.FLAP), ("snap", EdgeKind.SNAP)):
        edges = tuple(edge for edge in clues.edges if edge.kind is not kind)
        houses.append((name, edges, clues.rugs))
    return [
        (name, replace(clues, edges=edges, rugs=rugs))
        for name, edges, rugs in houses
        if (edges, rugs) != (clues.edges, clues.rugs)
    ]


__all__ = ["LuredWatcher", "WatcherClues", "WatcherParams"]
