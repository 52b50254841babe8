"""What players have written down: which digits each place may hold, and which digits are surely in the code.

Every rule takes notes and gives fuller notes, or None where it has nothing to add. A rule raises
`Contradiction` where no code is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from kitgen.mechanisms.lock_clues.clues import Key, Mark

ALL_DIGITS = (1 << 10) - 1


class Contradiction(Exception):  # noqa: N818 - it is what the reasoning looks for, not an error
    """These notes fit no code.

    Args:
        key: index of the key that cannot be satisfied, or None where the notes contradict themselves.
    """

    def __init__(self, key: int | None = None) -> None:
        super().__init__()
        self.key = key


def digits_of(mask: int) -> list[int]:
    """The digits of a set, in order."""
    return [digit for digit in range(10) if mask >> digit & 1]


@dataclass(frozen=True)
class Notes:
    """Knowledge about the code; sets of digits are integers, bit d for digit d.

    Args:
        may: by place, the digits it may hold.
        present: the digits that are surely in the code.
    """

    may: tuple[int, ...]
    present: int = 0

    @cached_property
    def somewhere(self) -> int:
        """Digits that may be in the code."""
        union = 0
        for mask in self.may:
            union |= mask
        return union

    @cached_property
    def settled(self) -> int:
        """Digits that have a place of their own."""
        union = 0
        for mask in self.may:
            if mask & (mask - 1) == 0:
                union |= mask
        return union

    @property
    def is_done(self) -> bool:
        """Whether every place is known."""
        return all(mask & (mask - 1) == 0 for mask in self.may)

    def code(self) -> str:
        """The code, once every place is known."""
        return "".join(str(mask.bit_length() - 1) for mask in self.may)


def noted(may: list[int], present: int) -> Notes:
    """Notes with what follows at sight: a place with one digit left holds it.

    Raises:
        Contradiction: a place holds no digit, or a digit that is in the code finds no place.
    """
    union = 0
    for mask in may:
        if not mask:
            raise Contradiction
        if mask & (mask - 1) == 0:
            present |= mask
        union |= mask
    if present & ~union or present.bit_count() > len(may):
        raise Contradiction
    return Notes(tuple(may), present)


def blank_notes(length: int) -> Notes:
    """Nothing known yet."""
    return Notes((ALL_DIGITS,) * length)


def struck(notes: Notes, out: int, present: int = 0) -> Notes:
    """Notes without some digits, and with others known to be in."""
    return noted([mask & ~out for mask in notes.may], notes.present | present)


# --- marks that stand in their digit's column -----------------------------------------------------


def read_placed(notes: Notes, key: Key, mark: Mark) -> Notes:
    """What the marks of one sort say where each stands in its digit's column."""
    may, present = list(notes.may), notes.present
    for place, (digit, seen) in enumerate(zip(key.numbers, key.marks, strict=True)):
        bit = 1 << digit
        if seen is not mark:
            continue
        if mark is Mark.NOWHERE:
            may = [mask & ~bit for mask in may]
        elif mark is Mark.HERE:
            may[place] &= bit
        else:
            may[place] &= ~bit
            present |= bit
    return noted(may, present)


# --- marks that are counted -----------------------------------------------------------------------


def by_total(notes: Notes, key: Key) -> Notes:
    """So many digits are right: enough are known, or all that are left are needed."""
    mask = key.mask
    known, possible = mask & notes.present, mask & notes.somewhere
    if not known.bit_count() <= key.right <= possible.bit_count():
        raise Contradiction
    if key.right == known.bit_count():
        return struck(notes, mask & ~known)
    if key.right == possible.bit_count():
        return struck(notes, 0, possible)
    return notes


def by_place(notes: Notes, key: Key) -> Notes:
    """So many digits stand in their place: enough do, or all that still can must."""
    may = list(notes.may)
    can = [i for i, digit in enumerate(key.numbers) if may[i] >> digit & 1]
    must = [i for i in can if may[i] == 1 << key.numbers[i]]
    if not len(must) <= key.here <= len(can):
        raise Contradiction
    if key.here == len(must):
        for i in can:
            if i not in must:
                may[i] &= ~(1 << key.numbers[i])
    elif key.here == len(can):
        for i in can:
            may[i] = 1 << key.numbers[i]
    return noted(may, notes.present)


def together(notes: Notes, one: Key, other: Key) -> Notes:
    """Two keys without a common digit account for every place: no other digit is in the code."""
    somewhere = notes.somewhere
    a, b = one.mask & somewhere, other.mask & somewhere
    if a & b:
        return notes
    beside = notes.present & ~(a | b)
    if one.right + other.right + beside.bit_count() == len(notes.may):
        return struck(notes, ALL_DIGITS & ~(a | b | beside))
    return notes


def compared(notes: Notes, one: Key, other: Key) -> Notes:
    """What two keys share counts for both, so their difference lies in the digits they do not share."""
    a, b = one.mask, other.mask
    if not a & b:
        return notes
    unknown = notes.somewhere & ~notes.present
    mine, theirs = a & ~b & unknown, b & ~a & unknown
    gap = one.right - (a & ~b & notes.present).bit_count()
    gap -= other.right - (b & ~a & notes.present).bit_count()
    if not mine | theirs:
        return notes
    if gap == mine.bit_count():
        return struck(notes, theirs, mine)
    return notes


def roomy(notes: Notes) -> Notes:
    """The open places are just enough for the digits that are in the code and have no place yet."""
    homeless = notes.present & ~notes.settled
    is_open = [mask & (mask - 1) != 0 for mask in notes.may]
    if homeless.bit_count() > sum(is_open):
        raise Contradiction
    if homeless.bit_count() < sum(is_open) or not homeless:
        return notes
    may = [mask & homeless if free else mask for mask, free in zip(notes.may, is_open, strict=True)]
    return noted(may, notes.present)


def only_place(notes: Notes) -> Notes:
    """A digit that is in the code has one place left."""
    may = list(notes.may)
    for digit in digits_of(notes.present & ~notes.settled):
        places = [i for i, mask in enumerate(may) if mask >> digit & 1]
        if len(places) == 1:
            may[places[0]] = 1 << digit
            break
    return noted(may, notes.present)


# --- all ways of sharing out one key's marks ------------------------------------------------------


@cache
def _shares(length: int, here: int, elsewhere: int) -> tuple[tuple[int, int], ...]:
    """Sets of places with a filled mark and with a ring, as bits."""
    out = []
    for filled in combinations(range(length), here):
        rest = [i for i in range(length) if i not in filled]
        for rings in combinations(rest, elsewhere):
            out.append((sum(1 << i for i in filled), sum(1 << i for i in rings)))
    return tuple(out)


def ways(notes: Notes, key: Key, most: int) -> list[Notes]:
    """The notes that follow from each way in which this key's marks can belong to its digits.

    Args:
        notes: what is known.
        key: whose marks are shared out.
        most: how many are worth listing; where there are more, one more than that is given.
    """
    here = elsewhere = nowhere = 0
    for i, digit in enumerate(key.numbers):
        bit, place = 1 << digit, 1 << i
        others = [mask for j, mask in enumerate(notes.may) if j != i and mask & bit]
        here |= place * bool(notes.may[i] & bit)
        elsewhere |= place * bool(others and notes.may[i] != bit)
        nowhere |= place * (not notes.present & bit)
    length = len(notes.may)
    whole = (1 << length) - 1
    found: list[Notes] = []
    for filled, rings in _shares(length, key.here, key.right - key.here):
        if filled & ~here or rings & ~elsewhere or (whole ^ filled ^ rings) & ~nowhere:
            continue
        follows = _shared_out(notes, key, filled, rings)
        if follows is not None:
            found.append(follows)
            if len(found) > most:
                break
    return found


def _shared_out(notes: Notes, key: Key, filled: int, rings: int) -> Notes | None:
    """Notes after giving the marks to these places, or None where no code is left."""
    may, present, out = list(notes.may), notes.present, 0
    for i, digit in enumerate(key.numbers):
        bit = 1 << digit
        if filled >> i & 1:
            may[i] = bit
        elif rings >> i & 1:
            may[i] &= ~bit
            present |= bit
        else:
            out |= bit
    try:
        follows = noted([mask & ~out for mask in may], present)
    except Contradiction:
        return None
    return follows if _housed(follows) else None


def _housed(notes: Notes) -> bool:
    """Whether all digits that are in the code find places of their own."""
    free = [mask for mask in notes.may if mask & (mask - 1)]

    def house(digits: int, open_places: list[int]) -> bool:
        if not digits:
            return True
        bit = digits & -digits
        return any(
            mask & bit and house(digits ^ bit, open_places[:i] + open_places[i + 1 :])
            for i, mask in enumerate(open_places)
        )

    return house(notes.present & ~notes.settled, free)


def common(several: list[Notes]) -> Notes:
    """What all of several notes agree in.

    Raises:
        Contradiction: there are none.
    """
    if not several:
        raise Contradiction
    may = list(several[0].may)
    present = several[0].present
    for notes in several[1:]:
        may = [a | b for a, b in zip(may, notes.may, strict=True)]
        present &= notes.present
    return noted(may, present)
