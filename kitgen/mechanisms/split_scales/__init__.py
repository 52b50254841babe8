"""Split scales: two people, two pictures of scales, and a rope that goes down the well.

**The rules, as players hear them.** Each of two people holds a picture of scales and does not show it. A
level beam weighs the same on both sides; where one side hangs lower, it is heavier. All things weigh whole
stitches from 1 to 24, the same thing always the same; an iron weight weighs its number. Talk until the
weight of every thing is known. For each thing in the order printed on the well, pull the rope down until
the number of its weight stands just above the rim, and read the letter in the window. Every pull is a place
on the rope, counted from its end and not from the last pull, so that a mistake stays where it is made. Then
the rope comes out, and the key goes down the well.

**A worked example** with two things: one picture shows bell and bell level with a key and a 1, the other a
bell and a key level with an 8. Together only bell 3 and key 5 will do; with 3 above the rim the window shows
N, with 5 it shows O: NO. (A test weighs them.)

**How the generator aims.** Weights are drawn by lot, then a chain of links is laid: a single thing; one that
has to be halved; a pair where some of one thing replace the other; a pair with two or three possible weights
and a leaning scale; two scales that have to be subtracted, or three that have to be added. Each link holds
something that the link before found, and links of two scales have one on each picture. A draw counts only if
either picture alone leaves two letters or more for every place of the answer but one. The number above the
rim and the letter in the window are `WINDOW_CELLS` apart, so that the rope tells nothing without the well;
all its other cells carry decoys.

**What the solver knows.** It weighs as people do, easiest first (`reasoning`), and all scales have to stand
at the end. Where it is stuck, plain search (`search`) says whether there are several answers. Easy: one
unknown thing at a time. Normal: halving and replacing. Hard: listing what fits until a leaning scale settles
it. Fiendish: adding or subtracting whole scales.

**Impossible.** More links than things can carry: each half needs one thing, every other link two.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
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
    Solution,
    Step,
    Technique,
    Verdict,
)
from kitgen.mechanisms.split_scales import drawing
from kitgen.mechanisms.split_scales.clues import SplitScalesClues
from kitgen.mechanisms.split_scales.generate import draw_clues
from kitgen.mechanisms.split_scales.params import WINDOW_CELLS, SplitScalesParams, least_things
from kitgen.mechanisms.split_scales.reasoning import TECHNIQUES, Weighing, weigh_all
from kitgen.mechanisms.split_scales.search import answers, fixed_letters
from kitgen.message import message
from kitgen.rng import Rng

__all__ = ["SplitScales"]


class SplitScales(Mechanism[SplitScalesParams, SplitScalesClues]):
    """Weigh things by two pictures of scales, and let them pull a rope of letters."""

    slug = "split-scales"
    version = 1
    techniques: ClassVar[Mapping[str, Technique]] = TECHNIQUES
    params_type = SplitScalesParams

    def preset(self, level: Level) -> SplitScalesParams:
        """See `Mechanism.preset`."""
        return {
            Level.EASY: SplitScalesParams(things=5),
            Level.NORMAL: SplitScalesParams(things=5, replaces=1, halves=2),
            Level.HARD: SplitScalesParams(things=6, replaces=1, lists=1, halves=1),
            Level.FIENDISH: SplitScalesParams(things=6, lists=1, crosses=1, halves=1),
        }[level]

    def answer_spec(self, params: SplitScalesParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 4, 6)

    def impossible(self, params: SplitScalesParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        needed, there = least_things(params), max(params.things, len(answer))
        if needed > there:
            return (
                f"halves, replaces, lists and crosses need {needed} things, and there are only {there}; "
                f"set things to {needed} or ask for fewer"
                if needed <= 6
                else f"halves, replaces, lists and crosses need {needed} things; at most 6 can be weighed"
            )
        return ""

    def generate(
        self, params: SplitScalesParams, answer: str, given: Given, rng: Rng
    ) -> SplitScalesClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, rng)

    def solve(self, clues: SplitScalesClues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        state = weigh_all(clues)
        if len(state.known) < len(clues.things) or not _stands(clues, state):
            found = answers(clues)
            verdict = Verdict.GAVE_UP if len(found) == 1 else Verdict.SEVERAL
            return Solution(verdict, found, found, measures={"weighed": len(state.known)})
        answer = "".join(clues.letter(state.known[thing]) for thing in clues.order)
        steps = _pulled(clues, state)
        tier = max((TECHNIQUES[step.technique].tier for step in steps), key=lambda level: level.rank)
        measures = {
            "scales": len(clues.scales),
            "fixed_by_a": fixed_letters(clues, 0),
            "fixed_by_b": fixed_letters(clues, 1),
        }
        states = (tuple((thing, state.known[thing]) for thing in clues.things),)
        return Solution(Verdict.UNIQUE, (answer,), states, steps, tier, MappingProxyType(measures))

    def pieces(self, params: SplitScalesParams, clues: SplitScalesClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        return drawing.all_pieces(clues)

    def instructions(self, params: SplitScalesParams, clues: SplitScalesClues) -> Instructions:
        """See `Mechanism.instructions`."""
        return Instructions(
            message("split-scales.task"),
            message("split-scales.done"),
            message("split-scales.answer-form", count=len(clues.order)),
            making=message("split-scales.making"),
        )

    def hints(self, params: SplitScalesParams, clues: SplitScalesClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`. Where to begin and the hardest technique are told, all weights are left."""
        weighed = [step for step in solution.steps if step.technique not in ("pull", "drop")]
        hardest = max(weighed, key=lambda step: TECHNIQUES[step.technique].seconds).technique
        method = [message("split-scales.method")]
        if hardest not in ("weigh", "substitute"):
            method.append(message(f"split-scales.hint.{hardest}"))
        scales = {name: value for name, value in weighed[0].message.values.items() if name in ("a", "b", "c")}
        method.append(message(f"split-scales.begin.scales-{len(scales)}", **scales))
        return Hints(message("split-scales.nudge"), tuple(method))

    def solved(
        self, params: SplitScalesParams, clues: SplitScalesClues, solution: Solution
    ) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        (state,) = solution.states
        return (drawing.solved_picture(clues, dict(state)),)  # type: ignore[call-overload]  # pairs

    def misreadings(self, clues: SplitScalesClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: letters beside the rim, one stitch too far, things from below."""
        (state,) = solution.states
        weights: dict[str, int] = dict(state)  # type: ignore[call-overload]  # pairs of thing and weight
        pulls = [weights[thing] for thing in clues.order]
        slips = {
            "rim": "".join(clues.rope[pull - 1 + WINDOW_CELLS] for pull in pulls),
            "one-far": "".join(clues.rope[pull] for pull in pulls),
            "backwards": solution.answers[0][::-1],
        }
        found: dict[str, Misreading] = {}
        for name, wrong in slips.items():
            if wrong != solution.answers[0] and wrong not in found:
                found[wrong] = Misreading(wrong, message(f"split-scales.slip.{name}"))
        return tuple(found.values())

    def demands(self, params: SplitScalesParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        return frozenset({Demand.ARITHMETIC, Demand.SCISSORS})


def _stands(clues: SplitScalesClues, state: Weighing) -> bool:
    return all(scale.holds(state.known) for _, _, scale in clues.scales)


def _pulled(clues: SplitScalesClues, state: Weighing) -> tuple[Step, ...]:
    """All steps: the weighing, then each thing's pull, then the key."""
    steps = list(state.steps)
    for place, thing in enumerate(clues.order, start=1):
        weight = state.known[thing]
        name = message(f"split-scales.thing.{thing}")
        text = message(
            "split-scales.step.pull", place=place, thing=name, weight=weight, letter=clues.letter(weight)
        )
        fact = f"letter {place} is {clues.letter(weight)}"
        steps.append(Step(text, "pull", (state.found_by[thing],), ("well", "rope"), fact))
    steps.append(Step(message("split-scales.step.drop"), "drop", (len(steps) - 1,), ("well", "key")))
    return tuple(steps)
