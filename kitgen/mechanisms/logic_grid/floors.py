"""Floors ruled out by machine: notes applied until nothing changes, and a search for a second way to live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitgen.mechanisms.logic_grid.notes import Note, narrow


def settle(left: list[int], floors: int) -> bool:
    """Let nobody share a floor with another of its sort, in place, until nothing changes.

    Returns:
        Whether everybody still has a floor.
    """
    full = (1 << floors) - 1
    for start in range(0, len(left), floors):
        while True:
            once = many = taken = 0
            for bits in left[start : start + floors]:
                many |= once & bits
                once |= bits
                if not bits & (bits - 1):
                    if not bits or taken & bits:
                        return False
                    taken |= bits
            if once != full:
                return False
            alone = once & ~many
            changed = False
            for i in range(start, start + floors):
                bits = left[i]
                if not bits & (bits - 1):
                    continue
                fewer = bits & ~taken
                if fewer & alone:
                    fewer &= alone
                    if fewer & (fewer - 1):
                        return False
                if fewer != bits:
                    left[i] = fewer
                    changed = True
                    if not fewer:
                        return False
            if not changed:
                break
    return True


def spread(notes: Sequence[Note], left: list[int], floors: int) -> bool:
    """Apply all notes, in place, until nothing changes; whether everybody still has a floor."""
    full = (1 << floors) - 1
    while True:
        before = left[:]
        for note in notes:
            narrow(note, left, full)
        if not settle(left, floors):
            return False
        if left == before:
            return True


def states(notes: Sequence[Note], left: list[int], floors: int) -> Iterator[tuple[int, ...]]:
    """Every way to live in the house that the notes allow."""
    if not spread(notes, left, floors):
        return
    open_ones = [(bits.bit_count(), i) for i, bits in enumerate(left) if bits & (bits - 1)]
    if not open_ones:
        yield tuple(bits.bit_length() - 1 for bits in left)
        return
    _, i = min(open_ones)
    for floor in range(floors):
        if left[i] >> floor & 1:
            branch = left[:]
            branch[i] = 1 << floor
            yield from states(notes, branch, floors)


def nothing_known(floors: int, sorts: int = 3) -> list[int]:
    """Everybody may be anywhere."""
    return [(1 << floors) - 1] * (sorts * floors)


def has_another(notes: Sequence[Note], truth: Sequence[int], floors: int) -> bool:
    """Whether the notes allow a way to live other than this one."""
    return any(state != tuple(truth) for state in states(notes, nothing_known(floors), floors))


def has_another_word(notes: Sequence[Note], truth: Sequence[int], floors: int, read: slice) -> bool:
    """Whether the notes allow one of those that are read to live elsewhere, with room for all the rest.

    Args:
        notes: the gossip.
        truth: where everybody lives.
        floors: how many floors there are.
        read: the indices that the letters hang on.
    """
    home = [1 << floor for floor in truth[read]]

    def search(left: list[int]) -> bool:
        if not spread(notes, left, floors) or left[read] == home:
            return False
        open_ones = [i for i in range(len(left))[read] if left[i] & (left[i] - 1)]
        if not open_ones:
            return next(states(notes, left, floors), None) is not None
        i = min(open_ones, key=lambda e: left[e].bit_count())
        # Elsewhere first: that is where another word would be.
        for floor in sorted(range(floors), key=lambda f: f == truth[i]):
            if left[i] >> floor & 1:
                branch = left[:]
                branch[i] = 1 << floor
                if search(branch):
                    return True
        return False

    return search(nothing_known(floors))
