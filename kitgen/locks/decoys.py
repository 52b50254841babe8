"""Cards that say 'not yet': they keep the names of a leaf from telling how the rings must stand.

Somebody who turns the names of all entries back into settings of the wheel must not see which of them opens,
nor learn more of an answer than a character or two. So every ring shows at least five values; enough entries
are as plausible as the right one, with the same sign and sort of character (letter or digit) on every ring;
and since slips lie around the right setting like petals, each one ring away from it, some decoys lie in the
same way around another entry, until the right one is not the only middle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.locks.contract import CHARACTERS, BoxAnswer, LockPlan
from kitgen.locks.dials import PLACES, Dial
from kitgen.locks.signs import DIGITS, LETTERS, Signs
from kitgen.rng import Rng

FEWEST_ENTRIES = 6
MOST_ENTRIES = 15
"""Five rows of a leaf, half a page: beyond it no more decoys are added only to hide the middle."""

ENTRIES_A_ROW = 3
"""Rows of a leaf are full: paper that is there anyway hides more."""

FEWEST_VALUES = 5
"""Different values of a ring that a leaf names."""

OPEN_WORDS, OPEN_NUMBERS = 1000, 10
"""How many strings must stay possible for an answer, for whoever reads signs, wheel and all names."""

TRIES = 200

Values = tuple[int, ...]


@dataclass(frozen=True)
class _Ring:
    """A ring's plausible values, right one included, and all wrong values, plausible ones first."""

    kin: frozenset[int]
    wrong: tuple[int, ...]


def decoy_values(
    plan: LockPlan, dials: Sequence[Dial], known: Sequence[Values], signs: Signs, rng: Rng
) -> list[Values]:
    """Values of the rings for entries that say 'not yet'.

    Args:
        plan: the right answers.
        dials: how its rings are set.
        known: the right values first, then those of every known slip.
        signs: the signs on the answer sheet.
        rng: chance.
    """
    right = known[0]
    rings = [_ring(dial, plan.answers(), signs, rng) for dial in dials]
    middle = _middle(known, rings, rng)
    leaf = [*known, middle]
    _keep_open(leaf, plan, dials, rings, signs, rng)
    while True:
        ring = min(range(len(dials)), key=lambda i: len({values[i] for values in leaf}))
        varied = len({values[ring] for values in leaf}) >= FEWEST_VALUES
        hidden = petals(leaf, middle) >= petals(leaf, right)
        whole = len(leaf) >= FEWEST_ENTRIES and len(leaf) % ENTRIES_A_ROW == 0
        if varied and whole and (hidden or len(leaf) >= MOST_ENTRIES):
            return leaf[len(known) :]
        if varied:
            ring = rng.below(len(dials))
        leaf.append(_petal(leaf, middle, right, ring, rings, rng))


def petals(leaf: Sequence[Values], middle: Values) -> int:
    """How many entries of a leaf differ from one setting in the value of a single ring."""
    return sum(_apart(values, middle) == 1 for values in leaf)


def _apart(a: Values, b: Values) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True))


def _middle(known: Sequence[Values], rings: Sequence[_Ring], rng: Rng) -> Values:
    """A wrong setting to lay decoys around: two rings away from the right one, on known values if any."""
    first, second = rng.sample(range(len(rings)), 2)
    right = known[0]
    choices = []
    for ring in (first, second):
        used = sorted({values[ring] for values in known} & rings[ring].kin - {right[ring]})
        choices.append([*rng.shuffled(used), *rings[ring].wrong])
    for a in choices[0]:
        for b in choices[1]:
            out = list(right)
            out[first], out[second] = a, b
            if tuple(out) not in known:
                return tuple(out)
    raise AssertionError("two rings have 1,225 wrong settings, an answer a handful of slips")


def _keep_open(
    leaf: list[Values],
    plan: LockPlan,
    dials: Sequence[Dial],
    rings: Sequence[_Ring],
    signs: Signs,
    rng: Rng,
) -> None:
    """Add plausible entries until every answer stays open, as far as that can be had."""
    for _ in range(TRIES):
        if len(leaf) >= MOST_ENTRIES or all(_is_open(leaf, box, dials, rings, signs) for box in plan.boxes):
            return
        values = tuple(rng.choice(sorted(ring.kin)) for ring in rings)
        if values not in leaf and _apart(values, leaf[0]) > 1:
            leaf.append(values)


def _is_open(
    leaf: Sequence[Values], box: BoxAnswer, dials: Sequence[Dial], rings: Sequence[_Ring], signs: Signs
) -> bool:
    """Whether plausible entries and signs leave an answer enough strings.

    A shared ring is counted as if its value gave both characters away: it says less than that.
    """
    own = [i for i, dial in enumerate(dials) if dial.box == box.box or (dial.against or ("",))[0] == box.box]
    plausible = [v for v in leaf if all(v[i] in ring.kin for i, ring in enumerate(rings))]
    named = len({tuple(values[i] for i in own) for values in plausible})
    dialled = {
        dials[i].position if dials[i].box == box.box else (dials[i].against or ("", 0))[1] for i in own
    }
    rest = (len(_kin(c, signs)) for at, c in enumerate(box.answer, start=1) if at not in dialled)
    enough = OPEN_NUMBERS if set(box.answer) <= set(DIGITS) else OPEN_WORDS
    return named * math.prod(rest) >= enough


def _petal(
    leaf: Sequence[Values], middle: Values, right: Values, ring: int, rings: Sequence[_Ring], rng: Rng
) -> Values:
    """A setting not yet in the leaf that differs from the middle in one ring and is no petal of the right."""
    for at in [ring, *rng.shuffled(range(len(middle)))]:
        seen = {values[at] for values in leaf}
        # Values that the leaf does not name yet come first: they make the ring more varied.
        for value in sorted(rings[at].wrong, key=lambda v: v in seen):
            petal = (*middle[:at], value, *middle[at + 1 :])
            if petal not in leaf and _apart(petal, right) > 1:
                return petal
    raise AssertionError("a ring has 36 values, a leaf has fewer entries")


def _ring(dial: Dial, right: dict[str, str], signs: Signs, rng: Rng) -> _Ring:
    """A ring's values by what its signs leave open to players."""
    own = right[dial.box][dial.position - 1]
    other = right[dial.against[0]][dial.against[1] - 1] if dial.against else CHARACTERS[0]
    others = _kin(other, signs) if dial.against else [CHARACTERS[0]]

    def values(ones: Sequence[str]) -> list[int]:
        pairs = [(a, b) for a in ones for b in others]
        return [(CHARACTERS.index(a) - CHARACTERS.index(b)) % PLACES for a, b in pairs]

    kin = values(_kin(own, signs))
    sort = values(DIGITS if own in DIGITS else LETTERS)
    order = [*rng.shuffled(kin), *rng.shuffled(sort), *rng.shuffled(range(PLACES))]
    answer = (CHARACTERS.index(own) - CHARACTERS.index(other)) % PLACES
    return _Ring(frozenset(kin), tuple(value for value in dict.fromkeys(order) if value != answer))


def _kin(character: str, signs: Signs) -> list[str]:
    """The characters with the same sign and of the same sort."""
    sort = DIGITS if character in DIGITS else LETTERS
    return [c for c in sort if signs.of(c) is signs.of(character)]
