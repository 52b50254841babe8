"""Moon, star and button: the check of one answer alone, before the lock.

Each character belongs to one of three signs, and the answer sheet shows a sign under every writing box. An
answer is worth trying only if each of its characters has the sign of its box. The signs are drawn so that
every known slip fails somewhere, and they never leave less than three digits or eight letters to a box.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kitgen.errors import KitgenError
from kitgen.locks.contract import CHARACTERS, BoxAnswer, LockPlan
from kitgen.rng import Rng

LETTERS, DIGITS = CHARACTERS[:26], CHARACTERS[26:]

DIGITS_PER_SIGN = (4, 3, 3)
SIGN_SIZE = 12
"""Characters of one sign; letters fill up what the digits leave: 8, 9 and 9."""

DRAWS, SWAPS = 40, 300
"""Fresh starts, and mending swaps after each; the whole kit has needed one start in every trial."""


class Sign(StrEnum):
    """One of the three signs on the answer sheet."""

    MOON = "moon"
    STAR = "star"
    BUTTON = "button"


@dataclass(frozen=True)
class Signs:
    """Which sign every character belongs to.

    Args:
        by_place: a sign for each of `CHARACTERS`, in their order.
    """

    by_place: tuple[Sign, ...]

    def of(self, character: str) -> Sign:
        """The sign of one character."""
        return self.by_place[CHARACTERS.index(character)]

    def row(self, answer: str) -> tuple[Sign, ...]:
        """The signs that stand under an answer's writing boxes."""
        return tuple(self.of(character) for character in answer)

    def characters(self, sign: Sign) -> str:
        """All characters of a sign, in alphabetical order, digits last."""
        return "".join(c for c, s in zip(CHARACTERS, self.by_place, strict=True) if s is sign)

    def passes(self, typed: str, answer: str) -> bool:
        """Whether something written has the signs that stand under the answer's boxes."""
        if len(typed) != len(answer) or set(typed) - set(CHARACTERS):
            return False
        return self.row(typed) == self.row(answer)


@dataclass(frozen=True)
class _Slip:
    """A slip as long as its answer: it fails if one of the pairs has two signs."""

    box: BoxAnswer
    wrong: str
    pairs: tuple[tuple[str, str], ...]


def make_signs(plans: Sequence[LockPlan], rng: Rng) -> Signs:
    """Signs under which every known slip of every box fails.

    Raises:
        KitgenError: none were found within the budget; names a slip that passes.
    """
    slips = [
        _Slip(box, slip.answer, pairs)
        for plan in plans
        for box in plan.boxes
        for slip in box.slips
        if len(slip.answer) == len(box.answer) and not set(slip.answer) - set(CHARACTERS)
        if (pairs := tuple((a, b) for a, b in zip(box.answer, slip.answer, strict=True) if a != b))
    ]
    failed: _Slip | None = None
    for _ in range(DRAWS):
        signs = _drawn(rng)
        failed = _mend(signs, slips, rng)
        if failed is None:
            return Signs(tuple(signs[c] for c in CHARACTERS))
    assert failed is not None
    raise KitgenError(
        f"No signs were found in {DRAWS} draws that tell {failed.wrong} from the right answer of box "
        f"{failed.box.box} ({failed.box.puzzle}), and every other slip from its answer as well.",
        "Build with another seed, or give the beat a longer answer.",
    )


def _drawn(rng: Rng) -> dict[str, Sign]:
    """A random share of the characters among the signs, sizes kept."""
    order = rng.shuffled(Sign)
    letters, digits = rng.shuffled(LETTERS), rng.shuffled(DIGITS)
    signs: dict[str, Sign] = {}
    for sign, count in zip(order, DIGITS_PER_SIGN, strict=True):
        for character in digits[:count] + letters[: SIGN_SIZE - count]:
            signs[character] = sign
        digits, letters = digits[count:], letters[SIGN_SIZE - count :]
    return signs


def _passing(signs: dict[str, Sign], slips: Sequence[_Slip]) -> list[_Slip]:
    return [slip for slip in slips if all(signs[a] is signs[b] for a, b in slip.pairs)]


def _mend(signs: dict[str, Sign], slips: Sequence[_Slip], rng: Rng) -> _Slip | None:
    """Swap characters until no slip passes; the first that still does after the budget, or None."""
    passing = _passing(signs, slips)
    for _ in range(SWAPS):
        if not passing:
            return None
        one = rng.choice(rng.choice(rng.choice(passing).pairs))
        kin = DIGITS if one in DIGITS else LETTERS
        other = rng.choice([c for c in kin if signs[c] is not signs[one]])
        signs[one], signs[other] = signs[other], signs[one]
        after = _passing(signs, slips)
        # A swap that makes things worse is taken back, now and then not, to leave a dead end.
        if len(after) <= len(passing) or rng.chance(0.05):
            passing = after
        else:
            signs[one], signs[other] = signs[other], signs[one]
    return passing[0] if passing else None
