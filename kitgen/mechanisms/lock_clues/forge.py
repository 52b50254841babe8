"""From keys to blades: charms, stops, and false rows of marks that lead nowhere.

Whoever leaves the plate aside reads some row by habit: the one just below each key's charm, the one above it,
the topmost of every key. Each such habit must come to nothing, or its code would pass on every key just as
the true one does. So the false rows are chosen until no code at all fits any of these readings.
"""

from __future__ import annotations

from functools import reduce
from operator import and_

from kitgen.mechanisms.lock_clues.clues import (
    BLADE_ROWS,
    CHARMS,
    REACH,
    STOPS,
    Clues,
    Key,
    Mark,
    Marks,
    marks_for,
)
from kitgen.mechanisms.lock_clues.codes import code_space
from kitgen.rng import Rng

_POOL = 14
"""Rows at most to choose a key's false rows from."""

_CHANGES = 150
"""False rows changed before a set of keys is given up."""

Spots = tuple[tuple[int, int], ...]
"""A way of reading: for each key, by index, one of its rows."""


def habits(stops: list[int]) -> list[Spots]:
    """All readings that stray from the plate by habit: a fixed way off the true row, or one height for all.

    Args:
        stops: by key, the index of its own charm on the blade. Where a way off leaves a blade it goes on from
            the other end.
    """
    off = [
        tuple((i, (stop + REACH + by) % BLADE_ROWS) for i, stop in enumerate(stops))
        for by in range(1, BLADE_ROWS)
    ]
    level = [tuple((i, row) for i in range(len(stops))) for row in range(BLADE_ROWS)]
    return off + level


def forged(keys: list[str], code: str, placed: bool, rng: Rng) -> Clues | None:
    """Keys with charms, stops and false rows of marks; None where no false rows lead nowhere.

    Args:
        keys: the digits on them.
        code: the code whose marks are the true ones.
        placed: whether marks stand in columns.
        rng: the stream to draw from.
    """
    names = rng.sample(CHARMS, len(keys))
    stops = [rng.below(STOPS) for _ in keys]
    while len(set(stops)) == 1:  # one height would then hold all true rows
        stops = [rng.below(STOPS) for _ in keys]
    rows = _Rows(keys, code, placed, stops, rng).chosen()
    if rows is None:
        return None
    made = []
    for name, digits, stop, marks in zip(names, keys, stops, rows, strict=True):
        charms = rng.sample([other for other in CHARMS if other != name], BLADE_ROWS - 1)
        charms.insert(stop, name)
        made.append(Key(name, digits, tuple(charms), marks))
    return Clues(len(code), placed, tuple(made))


class _Rows:
    """The rows of all blades while they are being chosen.

    Args:
        keys: digits of each key.
        code: the code whose marks are the true ones.
        placed: whether marks stand in columns.
        stops: by key, the index of its own charm.
        rng: the stream to draw from.
    """

    def __init__(self, keys: list[str], code: str, placed: bool, stops: list[int], rng: Rng) -> None:
        self._rng = rng
        self._habits = habits(stops)
        self._true = {(i, stop + REACH) for i, stop in enumerate(stops)}
        space = code_space(len(code))
        self._codes: list[dict[Marks, int]] = []
        self._pools: list[list[Marks]] = []
        for digits in keys:
            true = marks_for(digits, code, placed)
            pool = _pool(digits, true, placed, rng)
            self._pools.append(pool)
            self._codes.append({row: space.fitting(digits, row, placed) for row in (*pool, true)})
        self._rows = [
            [*pool[: stop + REACH], marks_for(digits, code, placed), *pool[stop + REACH : BLADE_ROWS - 1]]
            for digits, stop, pool in zip(keys, stops, self._pools, strict=True)
        ]

    def chosen(self) -> list[tuple[Marks, ...]] | None:
        """The rows by key, once every habit leads nowhere; or None."""
        if any(len(rows) < BLADE_ROWS for rows in self._rows):
            return None
        for _ in range(_CHANGES):
            open_habits = [spots for spots in self._habits if self._left(spots)]
            if not open_habits:
                return [tuple(rows) for rows in self._rows]
            self._change(self._rng.choice(open_habits))
        return None

    def _left(self, spots: Spots) -> int:
        """The codes that a reading leaves."""
        return reduce(and_, (self._codes[i][self._rows[i][row]] for i, row in spots))

    def _change(self, spots: Spots) -> None:
        """Put another false row where a reading finds one: one that closes it, or else comes nearest."""
        i, row = self._rng.choice([spot for spot in spots if spot not in self._true])
        crossing = [other for other in self._habits if (i, row) in other]
        free = [marks for marks in self._pools[i] if marks not in self._rows[i]]
        best: tuple[int, Marks] | None = None
        for marks in self._rng.shuffled(free):
            self._rows[i][row] = marks
            left = sum(self._left(other).bit_count() for other in crossing)
            if best is None or left < best[0]:
                best = (left, marks)
            if not left:
                break
        if best is not None:
            self._rows[i][row] = best[1]


def _pool(digits: str, true: Marks, placed: bool, rng: Rng) -> list[Marks]:
    """Rows of marks that some other code would have given, all different."""
    rows: list[Marks] = []
    for _ in range(60):
        share = rng.sample([*digits, *"0123456789"], len(digits))
        row = marks_for(digits, "".join(share), placed)
        if row != true and row not in rows and row.count(Mark.HERE) <= len(digits) - 2:
            rows.append(row)
            if len(rows) == _POOL:
                break
    return rows
