"""Lock clues: keys that failed, and a lock that says what was right about each.

Rules, in a player's words
--------------------------
Every key carries as many digits as the code; no key has the same digit twice, but the code may, and it may
hold a digit that no key has. Lay a key under the lock's plate, its number above the upper edge, and move it
until the small charm that matches its head is in the hole. The long window then shows what was right about
the key, and nothing else on the blade counts:

* a filled disc: a digit of the key stands in the code, in this very place;
* a ring: a digit of the key stands in the code, but not in this place.

On easy keys each mark stands in its digit's column, with a cross for a digit that is not in the code at
all. On others the marks are only counted: filled ones come first, their order says nothing, and a bar
means that nothing was right. One code fits all keys.

Worked example
--------------
Three digits, counted marks:

    moth     1 7 5   one filled, one ring
    spool    3 5 1   one filled
    thimble  3 0 1   a bar

The thimble strikes 3, 0 and 1. Two of the moth's digits are right, and 1 is not: 7 and 5 are in the code.
Only the 5 can have the spool's filled mark: it stands in the middle. The moth's filled mark cannot belong to
the 7 in the middle, so it belongs to the 5 in the last place: the code has two of them. The 7 has the first
place left: 755.

How the generator aims
----------------------
It draws keys one by one, each time out of a handful that one which brings the number of codes left
nearest to an even melting down, until one code is left; then it drops keys that can be spared. Other rows
of marks on a blade are such as some other code would have given, and are changed until no code at all fits
the rows that are found without the plate: the row just below each charm, any other row a fixed way off the
true one, or all rows at one height (see `forge.py`). A set of keys is refused where a key is
nearly the code, where the digits met most often spell it, or, with marks in columns, where filled discs
alone leave less than two places open. For counted marks the reasoning without suppositions is tried on the
printed keys: it must suffice, or fall short by a little, as the params ask.

What the solver knows
---------------------
It counts, over all 10^n codes, those that fit every key. The reasoning keeps the digits that each place
may hold and the digits that are surely in the code, and fills that by rules: a key's marks read at sight
(easy); a key's total, its discs, two keys together or compared, all ways of sharing out one key's marks
(normal); one supposition that breaks within a few deductions (hard). A code that needs more than
`MOST_SUPPOSITIONS` of those, or a supposition inside a supposition, is given up.

What cannot be
--------------
Fewer keys at most than at least; and counted marks for a code of one single digit, as nine digits would
have to be struck with nothing to reason about. `impossible` names both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

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
    Technique,
)
from kitgen.mechanisms.lock_clues.clues import Clues
from kitgen.mechanisms.lock_clues.deductions import TECHNIQUES
from kitgen.mechanisms.lock_clues.drawing import key_piece, solved_picture
from kitgen.mechanisms.lock_clues.forge import forged
from kitgen.mechanisms.lock_clues.generate import failed_keys, is_by_majority, shows_too_much
from kitgen.mechanisms.lock_clues.plate import plate_piece
from kitgen.mechanisms.lock_clues.reasoning import reasoned, solve
from kitgen.mechanisms.lock_clues.slips import misreadings
from kitgen.message import message
from kitgen.rng import Rng

_DRAWS = 24
"""Sets of keys drawn before a try comes to nothing."""

_MOST_OPEN = 5
"""Digits too many for each place, on the mean, from where a few suppositions still come to an end."""


class LockCluesParams(MechanismParams):
    """What an author may set for a lock and its failed keys."""

    marks: Literal["placed", "counted"] = Field(
        "counted", description="whether each mark stands in its digit's column, or marks are only counted"
    )
    suppose: bool = Field(
        False, description="whether counted marks leave something that only a supposition can settle"
    )
    far: bool = Field(False, description="whether such a supposition breaks only on three keys or more")
    least_keys: int = Field(5, ge=3, le=6, description="keys at least")
    most_keys: int = Field(6, ge=3, le=6, description="keys at most")


_PRESETS: dict[Level, LockCluesParams] = {
    Level.EASY: LockCluesParams(marks="placed", least_keys=4, most_keys=5),
    Level.NORMAL: LockCluesParams(),
    Level.HARD: LockCluesParams(suppose=True, least_keys=4, most_keys=5),
    Level.FIENDISH: LockCluesParams(suppose=True, far=True, least_keys=4, most_keys=5),
}


class LockClues(Mechanism[LockCluesParams, Clues]):
    """Failed keys that slide under a plate; see the module's docstring for the rules."""

    slug: ClassVar[str] = "lock-clues"
    version: ClassVar[int] = 1
    techniques: ClassVar[Mapping[str, Technique]] = TECHNIQUES
    params_type = LockCluesParams

    def preset(self, level: Level) -> LockCluesParams:
        """See `Mechanism.preset`."""
        return _PRESETS[level]

    def answer_spec(self, params: LockCluesParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        del params
        return AnswerSpec("0123456789", 3, 5)

    def impossible(self, params: LockCluesParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        if params.least_keys > params.most_keys:
            return (
                f"at least {params.least_keys} and at most {params.most_keys} keys cannot both be; "
                "let `least_keys` be no more than `most_keys`"
            )
        if params.marks == "counted" and len(set(answer)) == 1:
            return (
                "a code of one single digit leaves nothing to reason about with counted marks; "
                "take a code of two digits or more, or let `marks` be placed"
            )
        return ""

    def generate(self, params: LockCluesParams, answer: str, given: Given, rng: Rng) -> Clues | None:
        """See `Mechanism.generate`."""
        del given
        placed = params.marks == "placed"
        for attempt in range(_DRAWS):
            stream = rng.derive("keys", attempt)
            aim = stream.between(params.least_keys, params.most_keys)
            keys = failed_keys(answer, placed, aim, params.most_keys, stream)
            if keys is None or len(keys) < params.least_keys or is_by_majority(keys, answer):
                continue
            if placed and shows_too_much(keys, answer):
                continue
            clues = forged(keys, answer, placed, stream)
            if clues is not None and (placed or _is_aimed(clues, params)):
                return clues
        return None

    def solve(self, clues: Clues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        del given
        return solve(clues)

    def pieces(self, params: LockCluesParams, clues: Clues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        del params
        return (*(key_piece(key, clues) for key in clues.keys), plate_piece(clues))

    def instructions(self, params: LockCluesParams, clues: Clues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        return Instructions(
            task=message("lock-clues.task"),
            done=message("lock-clues.done"),
            answer_form=message("lock-clues.answer-form", count=clues.length),
            tools=message("lock-clues.tools"),
            making=message("lock-clues.making"),
        )

    def hints(self, params: LockCluesParams, clues: Clues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: one key is read, and the first two deductions are made."""
        del params
        read = len(clues.keys)
        first, then = solution.steps[read], solution.steps[read + 1]
        table = "placed" if clues.placed else "counted"
        return Hints(
            nudge=message("lock-clues.hint.nudge"),
            method=(
                message("lock-clues.hint.read", step=solution.steps[0].message),
                message(f"lock-clues.hint.table-{table}"),
                message("lock-clues.hint.first", step=first.message),
                *(
                    [message("lock-clues.hint.then", step=then.message)]
                    if len(solution.steps) > read + 3
                    else []
                ),
            ),
        )

    def solved(self, params: LockCluesParams, clues: Clues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        del params
        return (solved_picture(clues, solution.answers[0]),)

    def misreadings(self, clues: Clues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`."""
        return misreadings(clues, solution.answers[0])

    def demands(self, params: LockCluesParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        del params
        return frozenset({Demand.SCISSORS})


def _is_aimed(clues: Clues, params: LockCluesParams) -> bool:
    """Whether counted marks suffice without a supposition, or with `suppose` fall short by a little."""
    notes, _ = reasoned(clues, 0)
    left = sum(mask.bit_count() - 1 for mask in notes.may)
    if not params.suppose:
        return left == 0
    if not 0 < left <= _MOST_OPEN * clues.length:
        return False
    _, steps = reasoned(clues)
    return params.far == any(step.technique == "suppose-far" for step in steps)
