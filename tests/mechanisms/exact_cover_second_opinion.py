"""The picnic cloth once more, written from its printed rules: square by square, every way to lay the pieces.

Shapes are drawn anew here, and turning, laying and reading too; of the mechanism only its clues come in.
"""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.mechanisms.contract import Given
from kitgen.mechanisms.exact_cover import CoverClues

DRAWN = {
    "bar-two": ("ab",),
    "bar-three": ("abc",),
    "bar-four": ("abcd",),
    "square": ("ab", "cd"),
    "slab": ("abc", "def"),
    "corner": ("a.", "bc"),
    "boot": ("..a", "bcd"),
    "hook": ("a..", "bcd"),
    "step": (".ab", "cd."),
    "stair": ("ab.", ".cd"),
    "tee": ("abc", ".d."),
}
"""As cut, right side up; the letters number the squares."""


def ways(shape: str) -> Iterator[dict[str, tuple[int, int]]]:
    """The drawing in all four turns: square letter to (across, down)."""
    rows = [list(row) for row in DRAWN[shape]]
    for _ in range(4):
        yield {mark: (x, y) for y, row in enumerate(rows) for x, mark in enumerate(row) if mark != "."}
        rows = [list(row) for row in zip(*rows[::-1], strict=True)]


def lays(clues: CoverClues) -> list[dict[int, list[int]]]:
    """By piece: by its first square in reading order, all sets of squares it may cover, as bits."""
    wide, high = clues.columns, clues.rows
    pictures = dict(clues.homes)
    out = []
    for patch in clues.patches:
        by_first: dict[int, set[int]] = {}
        for way in ways(patch.shape):
            for dx in range(wide):
                for dy in range(high):
                    spots = {mark: (x + dx, y + dy) for mark, (x, y) in way.items()}
                    if any(x >= wide or y >= high for x, y in spots.values()):
                        continue
                    numbers = {mark: y * wide + x for mark, (x, y) in spots.items()}
                    if set(numbers.values()) & set(clues.plates):
                        continue
                    if patch.motif in pictures and numbers["abcdef"[patch.at]] != pictures[patch.motif]:
                        continue
                    bits = sum(1 << number for number in numbers.values())
                    by_first.setdefault(min(numbers.values()), set()).add(bits)
        out.append({first: sorted(sets) for first, sets in by_first.items()})
    return out


def packed(clues: CoverClues) -> Iterator[tuple[frozenset[int], int]]:
    """Every right packing: the sets of squares that pieces cover, and the open squares as bits."""
    wide, total = clues.columns, clues.columns * clues.rows
    choices = lays(clues)
    plates = sum(1 << plate for plate in clues.plates)
    pictured = sum(1 << square for _, square in clues.homes)
    spare = (
        total - len(clues.plates) - sum(len("".join(DRAWN[p.shape]).replace(".", "")) for p in clues.patches)
    )

    def go(
        at: int,
        taken: int,
        bare: int,
        hand: tuple[int, ...],
        row: int,
        down: tuple[int, ...],
        used: frozenset[int],
    ) -> Iterator[tuple[frozenset[int], int]]:
        if at and at % wide == 0:
            number = clues.beside_rows[at // wide - 1]
            if number is not None and number != row:
                return
            row = 0
        if at == total:
            wrong = any(
                n is not None and n != have for n, have in zip(clues.above_columns, down, strict=True)
            )
            if not hand and not wrong:
                yield used, bare
            return
        bit = 1 << at
        if (taken | plates) & bit:
            yield from go(at + 1, taken, bare, hand, row, down, used)
            return
        for piece in hand:
            for bits in choices[piece].get(at, ()):
                if not bits & (taken | bare):
                    rest = tuple(other for other in hand if other != piece)
                    yield from go(at + 1, taken | bits, bare, rest, row, down, used | {bits})
        column = at % wide
        if bit & pictured or bare.bit_count() == spare:
            return
        if (at >= wide and bare >> (at - wide) & 1) or (column and bare >> (at - 1) & 1):
            return
        most_row, most_down = clues.beside_rows[at // wide], clues.above_columns[column]
        if most_row == row or most_down == down[column]:
            return
        more = (*down[:column], down[column] + 1, *down[column + 1 :])
        yield from go(at + 1, taken, bare | bit, hand, row + 1, more, used)

    yield from go(0, 0, 0, tuple(range(len(choices))), 0, (0,) * wide, frozenset())


def readings(clues: CoverClues, given: Given) -> set[str]:
    """All answers that the printed rules allow; stops at two."""
    del given
    found: set[str] = set()
    for _, bare in packed(clues):
        squares = (i for i in range(clues.columns * clues.rows) if bare >> i & 1)
        found.add("".join(clues.letters[i] for i in squares))
        if len(found) > 1:
            break
    return found
