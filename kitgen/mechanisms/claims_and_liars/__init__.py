"""Claims and liars: three ghosts claim things about themselves and one another, and some of it is a lie.

The rules, in a player's words: *Three ghosts came one after another, and each brought something else: a key,
a bell or a button. Lay each ghost's claims under its head. Every claim is either true or a lie, and a rule
says how the ghosts lie. Find out which claims are lies and turn them face down. Then read the digits that
stay: first those of the ghost who came first, each ghost from top to bottom.*

Worked example, without things, where each ghost lies exactly once. Moon: "The star ghost did not come first"
(7), "I came last" (5). Star: "I came second" (4), "The moon ghost came before me" (2). Leaf: "I came before
the moon ghost" (4), "I came last" (6). If Moon 2 is true, Moon 1 is the moon ghost's lie, the star ghost
came first, and both its claims are lies: too many. So Moon 1 is true, and the moon ghost was not last. If
Star 1 is true, Star 2 is a lie and the moon ghost came last after all. So the moon ghost came before the star
ghost, which was not second: it came last. Leaf 2 is a lie, Leaf 1 is true. They came leaf, moon, star: 4 7 2.

How the generator aims: it draws a world (who came when, who brought what) and which claims are true, writes
claims that are so, and exchanges single claims until one state is left. Every claim is needed to tell the
whole state; the digits alone may do without one of them. Easy has only claims about the world and exactly one
lie a ghost; normal adds claims about claims and a looser rule; at hard no two ghosts lie equally often;
fiendish adds a ghost that speaks of its own lies, or needs a supposition inside a supposition. Draws whose
reasoning is of another level, or shorter or longer than `least_seconds` to `most_seconds`, are dropped.

What the solver knows: what is printed. All states come from `space`, the steps from `reasoning`.
Impossible: more claims about the own ghost's lies than claims about claims at all, as they are some of them;
and a least number of claims or seconds above the most.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from kitgen.mechanisms.claims_and_liars import drawing, wording
from kitgen.mechanisms.claims_and_liars.claims import Clues, Rule, State, read, worlds
from kitgen.mechanisms.claims_and_liars.generate import DIGITS, draw, sizes
from kitgen.mechanisms.claims_and_liars.reasoning import TECHNIQUES, reason, seconds_of, tier_of
from kitgen.mechanisms.claims_and_liars.space import idle_claims, states
from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    MechanismParams,
    Misreading,
    Picture,
    Piece,
    Solution,
    Verdict,
)
from kitgen.message import message
from kitgen.rng import Rng

DRAWS = 40
"""Draws in one try; a draw takes two to five milliseconds."""

MOST_IDLE = 1
"""Claims without which the digits, though not the whole story, would be the same."""

S = wording.S


class ClaimsAndLiarsParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    rule: Rule = Field(
        default=Rule.ONCE,
        description="How the ghosts lie: each exactly once, each at least once but not always (mixed), "
        "or no two equally often (unequal).",
    )
    claims: int = Field(
        default=8,
        ge=7,
        le=12,
        description="Fewest claims of all ghosts together; where each lies once: three more than digits.",
    )
    lies: int = Field(default=3, ge=3, le=7, description="Fewest lies among them, if `most_claims` allows.")
    most_claims: int = Field(default=12, ge=8, le=12, description="Most claims of all ghosts together.")
    things: bool = Field(default=True, description="Whether each ghost also brought one of three things.")
    quotes: int = Field(default=0, ge=0, le=5, description="Claims that speak of other claims.")
    selves: int = Field(
        default=0, ge=0, le=2, description="Those of them that speak of their own ghost's lies."
    )
    reach: Level = Field(default=Level.EASY, description="The hardest reasoning that is needed, as a level.")
    least_seconds: int = Field(default=0, ge=0, le=1000, description="Shortest reasoning that will do.")
    most_seconds: int = Field(default=1000, ge=60, le=1000, description="Longest reasoning that will do.")


class ClaimsAndLiars(Mechanism[ClaimsAndLiarsParams, Clues]):
    """Turn the lies of three ghosts face down and read the digits of what is true."""

    slug = S
    version = 1
    techniques: ClassVar = TECHNIQUES
    params_type = ClaimsAndLiarsParams

    def preset(self, level: Level) -> ClaimsAndLiarsParams:
        """See `Mechanism.preset`."""
        return {
            Level.EASY: ClaimsAndLiarsParams(least_seconds=135, most_seconds=220),
            Level.NORMAL: ClaimsAndLiarsParams(
                rule=Rule.MIXED, quotes=2, reach=Level.NORMAL, least_seconds=248, most_seconds=365
            ),
            Level.HARD: ClaimsAndLiarsParams(
                rule=Rule.UNEQUAL,
                claims=9,
                lies=6,
                most_claims=10,
                quotes=2,
                reach=Level.HARD,
                least_seconds=366,
                most_seconds=475,
            ),
            Level.FIENDISH: ClaimsAndLiarsParams(
                rule=Rule.UNEQUAL,
                claims=9,
                lies=6,
                quotes=3,
                selves=1,
                reach=Level.FIENDISH,
                least_seconds=485,
                most_seconds=595,
            ),
        }[level]

    def answer_spec(self, params: ClaimsAndLiarsParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec(DIGITS, 3, 5)

    def impossible(self, params: ClaimsAndLiarsParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        if params.selves > params.quotes:
            return (
                f"{params.selves} claims about the own ghost's lies, but only {params.quotes} claims that "
                f"speak of claims; set quotes to {params.selves} or more"
            )
        if params.claims > params.most_claims:
            return (
                f"claims {params.claims} is more than most_claims {params.most_claims}; "
                "it must be the same or less"
            )
        if params.least_seconds > params.most_seconds:
            return (
                f"least_seconds {params.least_seconds} is more than most_seconds {params.most_seconds}; "
                "it must be the same or less"
            )
        return ""

    def generate(self, params: ClaimsAndLiarsParams, answer: str, given: Given, rng: Rng) -> Clues | None:
        """See `Mechanism.generate`."""
        parts = sizes(params.rule, len(answer), params.claims, params.lies, params.most_claims)
        for _ in range(DRAWS):
            clues = draw(
                params.rule,
                tuple(rng.shuffled(parts)),
                params.things,
                params.quotes,
                params.selves,
                answer,
                rng,
            )
            if clues is not None and len(idle_claims(clues)) <= MOST_IDLE:
                found = reason(clues, highest=params.reach, most_seconds=params.most_seconds)
                if (
                    found is not None
                    and tier_of(found) is params.reach
                    and seconds_of(found) >= params.least_seconds
                ):
                    return clues
        return None

    def solve(self, clues: Clues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        found = states(clues)
        answers = tuple(dict.fromkeys(read(clues, state) for state in found))
        if len(found) != 1:
            return Solution(Verdict.SEVERAL, answers[:2], tuple(found[:2]))
        deductions = reason(clues)
        if deductions is None:
            return Solution(Verdict.GAVE_UP, answers, tuple(found))
        steps = wording.steps(clues, deductions, found[0])
        suppositions = sum(deduction.supposed is not None for deduction in deductions)
        measures = {"suppositions": suppositions}
        return Solution(Verdict.UNIQUE, answers, tuple(found), steps, tier_of(deductions), measures)

    def pieces(self, params: ClaimsAndLiarsParams, clues: Clues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        return drawing.pieces(clues)

    def instructions(self, params: ClaimsAndLiarsParams, clues: Clues) -> Instructions:
        """See `Mechanism.instructions`."""
        return Instructions(
            message(f"{S}.task"),
            message(f"{S}.done"),
            message(f"{S}.answer-form", count=clues.truths),
            making=message(f"{S}.making"),
        )

    def hints(self, params: ClaimsAndLiarsParams, clues: Clues, solution: Solution) -> Hints:
        """See `Mechanism.hints`. The first deduction is given away, the rest is left to do."""
        used = {step.technique for step in solution.steps}
        method = [message(f"{S}.hint.{clues.rule.value}")]
        for technique in ("self", "suppose", "suppose-long", "nested"):
            if technique in used:
                method.append(message(f"{S}.hint.{'suppose' if technique == 'suppose-long' else technique}"))
        method = list(dict.fromkeys(method))[:3]
        return Hints(message(f"{S}.nudge"), (*method, solution.steps[0].message))

    def solved(self, params: ClaimsAndLiarsParams, clues: Clues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        return (drawing.solved_picture(clues, states(clues)[0]),)

    def misreadings(self, clues: Clues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: ghosts in another order, and the lies instead of the truths."""
        state: State = states(clues)[0]
        true = [i for i in range(len(clues.claims)) if state[1] >> i & 1]
        place = worlds(clues.things)[state[0]][0]
        backwards = sorted(true, key=lambda i: (-place[clues.claims[i].ghost], i))
        lies = [i for i in range(len(clues.claims)) if i not in true]
        lies.sort(key=lambda i: (place[clues.claims[i].ghost], i))
        slips = {
            "as-printed": true,
            "backwards": backwards,
            "lies": lies,
        }
        found: dict[str, Misreading] = {}
        for name, order in slips.items():
            wrong = "".join(clues.claims[i].digit for i in order)
            if wrong not in found and wrong != solution.answers[0]:
                found[wrong] = Misreading(wrong, message(f"{S}.slip.{name}"))
        return tuple(found.values())

    def demands(self, params: ClaimsAndLiarsParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        return frozenset({Demand.SCISSORS, Demand.LANGUAGE})
