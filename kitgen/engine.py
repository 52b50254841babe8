"""From a puzzle's answer to clues that are proven: seed, generate, solve, accept or refuse.

Nothing that was not solved is ever shipped. False negatives cost a redraw; false positives would cost
somebody's evening.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kitgen.errors import GenerationError
from kitgen.mechanisms import AnyMechanism
from kitgen.mechanisms.contract import Given, Level, Misreading, Piece, Solution, Use, Verdict
from kitgen.rng import Rng

MIN_WITHOUT_ONE = 2
"""Readings that must remain where one earlier answer is missing."""

MAX_TRIES = 400
"""Draws per puzzle before the engine says that the params do not work."""


@dataclass(frozen=True)
class Accepted:
    """A proven puzzle.

    Args:
        mechanism: what made it.
        level: the level asked for and found.
        params: what the generator aimed with.
        answer: the one answer.
        clues: what is printed.
        solution: the solver's, with states and steps.
        misreadings: wrong answers that slips lead to.
        refusals: why earlier draws were refused, with counts.
    """

    mechanism: AnyMechanism
    level: Level
    params: Any
    answer: str
    clues: Any
    solution: Solution
    misreadings: tuple[Misreading, ...]
    refusals: Counter[str]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """What is printed for players, in print order."""
        return self.mechanism.pieces(self.params, self.clues)

    @property
    def tries(self) -> int:
        """How many draws it took."""
        return sum(self.refusals.values()) + 1


def refusal(solution: Solution, answer: str, level: Level) -> str:
    """Why a solution is not good enough to ship, or the empty string."""
    if solution.verdict is not Verdict.UNIQUE:
        return f"verdict {solution.verdict.value}"
    if len(solution.states) != 1:
        return f"{len(solution.states)} complete states"
    if solution.answers != (answer,):
        return "reads another answer"
    if solution.tier is not level:
        return f"graded {solution.tier}"
    return ""


def unneeded(mechanism: AnyMechanism, clues: Any, given: Given) -> str:
    """Which earlier answer the clues can do without, where they ought to need all; or the empty string."""
    if not mechanism.uses_given:
        return ""
    for beat in given.answers:
        left = mechanism.solve(clues, given.without(beat))
        if left.verdict is not Verdict.SEVERAL or len(set(left.answers)) < MIN_WITHOUT_ONE:
            return f"it does not need the answer of {beat}"
    return ""


def _see_used(made: Accepted) -> None:
    """See that players are handed nothing without a use: each piece is touched by a step, or says what it is.

    Raises:
        GenerationError: a piece is neither.
    """
    touched = {piece for step in made.solution.steps for piece in step.pieces}
    idle = [piece.id for piece in made.pieces if piece.use is Use.NEEDED and piece.id not in touched]
    if idle:
        raise GenerationError(
            f"{made.mechanism.slug} prints {', '.join(idle)}, and no step of its solution touches that.",
            "This is a fault of the mechanism: let a step name the piece, or declare it a decoy or decor.",
        )


def make_puzzle(
    mechanism: AnyMechanism,
    params: Any,
    level: Level,
    answer: str,
    given: Given,
    rng: Rng,
    *,
    forbidden: Collection[str] = (),
    max_tries: int = MAX_TRIES,
) -> Accepted:
    """Draw clues for an answer until the solver accepts them.

    Args:
        mechanism: the kind of puzzle.
        params: its params.
        level: the verdict that is asked for.
        answer: the answer the clues must have, and no other.
        given: what players know already.
        rng: the puzzle's stream; every try has a stream of its own below it.
        forbidden: other answers of the kit; no slip here may give one of them.
        max_tries: draws before giving up.

    Raises:
        GenerationError: no draw was accepted, and the message counts why; or a piece is of no use.
    """
    refusals: Counter[str] = Counter()
    known = given.for_players()
    for attempt in range(max_tries):
        clues = mechanism.generate(params, answer, given, rng.derive("try", attempt))
        if clues is None:
            refusals["the draw came to nothing"] += 1
            continue
        solution = mechanism.solve(clues, known)
        reason = refusal(solution, answer, level) or unneeded(mechanism, clues, known)
        misreadings: tuple[Misreading, ...] = ()
        if not reason:
            misreadings = mechanism.misreadings(clues, solution)
            wrong = {slip.answer for slip in misreadings}
            if answer in wrong or wrong & set(forbidden):
                reason = "a slip reads as an answer of the kit"
        if not reason:
            made = Accepted(mechanism, level, params, answer, clues, solution, misreadings, refusals)
            _see_used(made)
            return made
        refusals[reason] += 1
    why = ", ".join(f"{count} x {reason}" for reason, count in refusals.most_common())
    raise GenerationError(
        f"No {level} puzzle by {mechanism.slug} in {max_tries} tries: {why}.",
        "Try another seed; if it happens again, the params do not suit the level.",
    )
