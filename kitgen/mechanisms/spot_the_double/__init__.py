"""The room and its double: what is changed in the other house is read from a sampler.

The rules, in a player's words: *Compare the two rooms thing by thing. For each thing that differs in the
other house, find its column in the sampler and go down to the row that says how it differs: that letter is
yours. Put the letters in the order that the sheet asks for.*

Worked example: at home a boot, a cat and a trunk stand on the floor; in the other house the boot is gone,
the cat is turned round and the trunk stands there as before. The sampler's column of the boot has O beside
"gone", that of the cat N beside "turned round". Row by row from the left that reads O N.

How the generator aims: easy has four kinds of change that are seen at a glance, normal has sizes and finer
patterns, hard has things that moved or lack a part and letters in the order of numbered tags, fiendish shows
the other room as in a mirror, so that a thing which is *not* mirrored was turned round, and some things
differ in two ways. What the solver knows: both rooms as drawn and the sampler; it refuses a sheet where two
changed things have the same tag, or where the sampler has no letter for a change.

Impossible: a mirror or things that move without tags, because left to right then means nothing; two changes
on one thing without the kinds for it; more letters than two of each kind; an answer of fewer than three
different letters, which a wrong order would not spoil.
"""

from __future__ import annotations

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
from kitgen.mechanisms.spot_the_double.clues import DoubleClues, Kind
from kitgen.mechanisms.spot_the_double.generate import draw_clues
from kitgen.mechanisms.spot_the_double.params import (
    LONGEST,
    PRESETS,
    SHORTEST,
    DoubleParams,
    why_impossible,
)
from kitgen.mechanisms.spot_the_double.reasoning import BY_KIND, LOOKING, SHEET, TECHNIQUES, changes, solve
from kitgen.mechanisms.spot_the_double.sheet import SHEET_MM, sheet_front
from kitgen.mechanisms.spot_the_double.slips import slips
from kitgen.message import Message, message
from kitgen.rng import Rng

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class SpotTheDouble(Mechanism[DoubleParams, DoubleClues]):
    """Compare two rooms and read the changes from a sampler."""

    slug = "spot-the-double"
    version = 1
    techniques: ClassVar = TECHNIQUES
    params_type = DoubleParams

    def preset(self, level: Level) -> DoubleParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: DoubleParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec(LETTERS, SHORTEST, LONGEST)

    def impossible(self, params: DoubleParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        return why_impossible(params, answer)

    def generate(self, params: DoubleParams, answer: str, given: Given, rng: Rng) -> DoubleClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, rng)

    def solve(self, clues: DoubleClues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        return solve(clues)

    def pieces(self, params: DoubleParams, clues: DoubleClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        front = sheet_front(clues)
        return (Piece(SHEET, "rooms", PieceKind.SHEET, *SHEET_MM, front=front, notes=_rules(clues)),)

    def instructions(self, params: DoubleParams, clues: DoubleClues) -> Instructions:
        """See `Mechanism.instructions`. The task says the order of the letters; each is one change."""
        key = "task-mirror" if clues.mirrored else "task-tags" if clues.tagged else "task"
        count = len(changes(clues) or ())
        return Instructions(
            message(f"spot-the-double.{key}", count=count),
            message("spot-the-double.done", count=count),
            message("spot-the-double.answer-form", count=count),
        )

    def hints(self, params: DoubleParams, clues: DoubleClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`. One change is given away, with its letter; the others are left to find."""
        rows = [step for step in solution.steps if step.technique in LOOKING]
        found = [step for step in solution.steps if step.technique in BY_KIND.values()]
        hardest = max(found, key=lambda step: TECHNIQUES[step.technique].seconds)
        nudge = "nudge-mirror" if clues.mirrored else "nudge"
        method: list[Message] = [message("spot-the-double.method"), rows[0].message, hardest.message]
        if clues.twice:
            method.append(message("spot-the-double.method-twice"))
        return Hints(message(f"spot-the-double.{nudge}"), tuple(method))

    def solved(self, params: DoubleParams, clues: DoubleClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: the sheet with every change ringed, in the rooms and in the sampler."""
        marks = frozenset((change.thing, change.kind.value) for change in changes(clues) or ())
        return (Picture(*SHEET_MM, sheet_front(clues, marks=marks)),)

    def misreadings(self, clues: DoubleClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`."""
        return slips(clues, solution.answers[0])

    def demands(self, params: DoubleParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        return frozenset({Demand.FINE_SIGHT})


def _rules(clues: DoubleClues) -> tuple[Message, ...]:
    """What the sheet says beside the drawing: what counts as a change, and what does not."""
    notes = [message("spot-the-double.rule.pictures")]
    if Kind.PATTERN in clues.kinds:
        notes.insert(0, message("spot-the-double.rule.pattern"))
    if clues.mirrored:
        notes.append(message("spot-the-double.rule.mirror"))
    if clues.twice:
        notes.append(message("spot-the-double.rule.twice"))
    return tuple(notes)


__all__ = ["DoubleClues", "DoubleParams", "SpotTheDouble"]
