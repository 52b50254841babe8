"""Reasoning along one line of a nonogram, the way people do it.

A line is known as two numbers: the cells known to be filled and those known to be blank.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kitgen.mechanisms.globe_nonogram.clues import Line


class ContradictionError(Exception):
    """A line cannot be completed; the caller knows which."""


Deduction = tuple[str, int, int]
"""Technique, cells newly filled, cells newly blank."""


@lru_cache(maxsize=20_000)
def placements(length: int, clue: Line) -> tuple[int, ...]:
    """Every way to lay the runs of a clue into a blank line."""
    if not clue:
        return (0,)
    first, rest = clue[0], clue[1:]
    if not rest:
        return tuple(((1 << first) - 1) << at for at in range(length - first + 1))
    needed = sum(rest) + len(rest)
    return tuple(
        ((1 << first) - 1) << at | tail << at + first + 1
        for at in range(length - needed - first + 1)
        for tail in placements(length - at - first - 1, rest)
    )


@lru_cache(maxsize=50_000)
def all_ways(length: int, clue: Line, filled: int, blank: int) -> tuple[int, int]:
    """What every possible completion of the line agrees on: cells filled, cells blank.

    Raises:
        ContradictionError: there is no completion.
    """
    always = (1 << length) - 1
    ever = 0
    for way in placements(length, clue):
        if not way & blank and way & filled == filled:
            always &= way
            ever |= way
    if always & ~ever:
        raise ContradictionError
    return always, (1 << length) - 1 & ~ever


@lru_cache(maxsize=50_000)
def at_a_glance(length: int, clue: Line, filled: int, blank: int) -> Deduction | None:
    """What a beginner sees in a line, or None.

    In this order: everything is there already (`finish`); the clue alone settles all (`whole`); an end of
    the line is settled (`edge`); long runs overlap themselves in what is left (`overlap`).
    """
    full = (1 << length) - 1
    unknown = full & ~(filled | blank)
    total = sum(clue)
    if filled.bit_count() == total:
        return "finish", 0, unknown
    if (filled | unknown).bit_count() == total:
        return "finish", unknown, 0
    if not filled | blank and total + len(clue) - 1 == length:
        ways = placements(length, clue)
        return "whole", ways[0], full & ~ways[0]
    start, done_left, fill, void = _from_the_left(length, clue, filled, blank)
    rest = clue[done_left:]
    flipped = _from_the_left(length, rest[::-1], _flip(filled, length), _flip(blank, length))
    end, done_right = length - flipped[0], flipped[1]
    fill |= _flip(flipped[2], length)
    void |= _flip(flipped[3], length)
    rest = rest[: len(rest) - done_right]
    if fill & unknown or void & unknown:
        return "edge", fill & unknown, void & unknown
    fill = _overlap(start, end, rest) & unknown
    return ("overlap", fill, 0) if fill else None


def _from_the_left(length: int, clue: Line, filled: int, blank: int) -> tuple[int, int, int, int]:
    """Settle runs from one end: (first open cell, runs done, cells filled, cells blank)."""
    at = done = fill = void = 0
    while at < length and done < len(clue):
        run = clue[done]
        if blank >> at & 1:
            at += 1
            continue
        if filled >> at & 1:
            fill |= ((1 << run) - 1) << at
            if at + run < length:
                void |= 1 << at + run
            at += run + 1
            done += 1
            continue
        room = _room(blank, at, length)
        if room >= run:
            break
        void |= ((1 << room) - 1) << at
        at += room
    return min(at, length), done, fill, void


def _room(blank: int, at: int, length: int) -> int:
    room = 0
    while at + room < length and not blank >> at + room & 1:
        room += 1
    return room


def _flip(line: int, length: int) -> int:
    return int(f"{line:0{length}b}"[::-1], 2)


def _overlap(start: int, end: int, clue: Line) -> int:
    """Cells that a run covers however far the runs slide between `start` and `end`."""
    slack = end - start - sum(clue) - len(clue) + 1
    if slack < 0:
        return 0
    cells = 0
    at = start
    for run in clue:
        if run > slack:
            cells |= ((1 << run - slack) - 1) << at + slack
        at += run + 1
    return cells


def bits(line: int) -> Iterable[int]:
    """Positions of the set bits, from the lowest."""
    while line:
        low = line & -line
        yield low.bit_length() - 1
        line ^= low
