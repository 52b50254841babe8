"""Answers for the whole kit at once, so that no two can be mistaken for each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kitgen.errors import DataError, Problem
from kitgen.kit.kit import Kit
from kitgen.rng import Rng

APART = 2
"""Letters to add, drop or change between two answers, at least: no single slip turns one into another."""

MAX_LOOKS = 50_000
"""Candidates looked at before giving up; kits that can be satisfied take a few dozen."""


def is_one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter added, dropped or changed turns a word into another."""
    if len(a) > len(b):
        a, b = b, a
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return len(a) + 1 == len(b) and any(b[:i] + b[i + 1 :] == a for i in range(len(b)))


def too_close(a: str, b: str) -> str:
    """Why two answers cannot stand in one kit, or the empty string."""
    if a == b:
        return f"{a} stands in both lists"
    for inner, outer in ((a, b), (b, a)):
        if inner in outer:
            return f"{inner} lies inside {outer}"
    return f"{a} and {b} are 1 letter apart" if is_one_letter_apart(a, b) else ""


def assign_answers(kit: Kit, seed: str) -> dict[str, str]:
    """One answer for each beat, whatever the levels are.

    Args:
        kit: the kit; `load_kit` has checked that each puzzle can carry each answer of its beat.
        seed: the kit's seed.

    Returns:
        Answer by beat id, in the order of the flow.

    Raises:
        DataError: the lists leave no choice; the problem names the beats that collide.
    """
    lists = {beat_id: kit.answers_of(beat_id) for beat_id in kit.beat_order()}
    stream = Rng(seed, "answers")
    # A stream for each beat: a new beat elsewhere leaves this one's order alone.
    drawn = {beat_id: stream.derive(beat_id).shuffled(answers) for beat_id, answers in lists.items()}
    search = _Search(drawn)
    if search.fill(0):
        return dict(search.chosen)
    raise DataError([_deadlock(kit, search)])


class _Search:
    """Backtracking over beats in order, with a budget of looks."""

    def __init__(self, drawn: Mapping[str, Sequence[str]]) -> None:
        self._drawn = drawn
        self._beats = list(drawn)
        self._looks = 0
        self.chosen: dict[str, str] = {}
        self.furthest: dict[str, str] = {}

    def fill(self, depth: int) -> bool:
        """Choose answers from the beat at `depth` on; False leaves `chosen` as it was."""
        if depth == len(self._beats):
            return True
        beat = self._beats[depth]
        if depth >= len(self.furthest):
            self.furthest = dict(self.chosen)
        for answer in self._drawn[beat]:
            self._looks += 1
            if self._looks > MAX_LOOKS:
                return False
            if any(too_close(answer, other) for other in self.chosen.values()):
                continue
            self.chosen[beat] = answer
            if self.fill(depth + 1):
                return True
            del self.chosen[beat]
        return False

    def stuck_at(self) -> str:
        """The beat that found no answer, with the most others chosen before it."""
        return self._beats[len(self.furthest)]


def _deadlock(kit: Kit, search: _Search) -> Problem:
    """Which beat finds no answer, beside which others, and how close they come."""
    beat_id = search.stuck_at()
    answers = kit.answers_of(beat_id)
    reasons: dict[str, str] = {}
    for answer in answers:
        for other, taken in search.furthest.items():
            reason = too_close(answer, taken)
            if reason:
                reasons.setdefault(other, reason)
    beside = " and ".join(reasons) or "the others"
    examples = "; ".join(reasons.values())
    what = (
        f"beats[{beat_id}].answers: none of its {len(answers)} can stand beside those of {beside}: "
        f"{examples}. "
        f"Two answers of a kit must be {APART} letters apart, and none inside another."
    )
    place = ("beats", kit.beat_index(beat_id), "answers")
    return kit.source.problem(place, what, "Add answers of another sort to one of these lists.")
