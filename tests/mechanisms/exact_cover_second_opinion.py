"""The picnic cloth once more, from the printed rules: every square in reading order, open or under a piece.

Nothing here comes from the mechanism but the shape of its clues. The first square that is not settled either
stays open, if none beside it is and the hem allows it, or is the first square of some piece, turned somehow.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kitgen.mechanisms.contract import Given

Square = tuple[int, int]


def _lies(clues: Any) -> dict[Square, list[tuple[int, frozenset[Square]]]]:
    """By first square: pieces that may lie from there, with the squares they cover."""
    homes = {motif: divmod(square, clues.columns) for motif, square in clues.homes}
    plates = {divmod(plate, clues.columns) for plate in clues.plates}
    table = {(r, c) for r in range(clues.rows) for c in range(clues.columns)} - plates
    out: dict[Square, list[tuple[int, frozenset[Square]]]] = {}
    for i, patch in enumerate(clues.patches):
        own = homes.get(patch.motif)
        seen = set()
        form = list(patch.squares)
        for _ in range(4):
            form = [(column, -row) for row, column in form]
            top, left = min(row for row, _ in form), min(column for _, column in form)
            for down in range(-top, clues.rows - top):
                for right in range(-left, clues.columns - left):
                    cells = [(row + down, column + right) for row, column in form]
                    foreign = (set(homes.values()) - {own}) & set(cells)
                    if not set(cells) <= table or foreign or (own and cells[patch.at] != own):
                        continue
                    seen.add(frozenset(cells))
        for lie in seen:
            out.setdefault(min(lie), []).append((i, lie))
    return out


def laid(clues: Any, *, hem: bool = True, apart: bool = True) -> Iterator[tuple[str, frozenset[Square]]]:
    """Every packing: what its open squares spell, and these squares.

    Args:
        clues: what is printed.
        hem: whether the numbers on the hem are minded.
        apart: whether open squares must not share a side.
    """
    plates = {divmod(plate, clues.columns) for plate in clues.plates}
    order = [(r, c) for r in range(clues.rows) for c in range(clues.columns) if (r, c) not in plates]
    bit = {square: 1 << i for i, square in enumerate(order)}
    lies = {
        bit[first]: [(1 << piece, sum(bit[square] for square in lie)) for piece, lie in some]
        for first, some in _lies(clues).items()
    }
    near = {bit[r, c]: bit.get((r - 1, c), 0) | bit.get((r, c - 1), 0) for r, c in order}
    lines = []
    for which, numbers in enumerate((clues.beside_rows, clues.above_columns)):
        for i, number in enumerate(numbers):
            if hem and number is not None:
                lines.append((sum(bit[square] for square in order if square[which] == i), number))
    most = len(order) - sum(len(patch.squares) for patch in clues.patches)
    whole, every = (1 << len(order)) - 1, (1 << len(clues.patches)) - 1

    def kept(covered: int, bare: int) -> bool:
        """Whether the hem's numbers can still come out."""
        return all((line & bare).bit_count() <= n <= (line & ~covered).bit_count() for line, n in lines)

    def go(covered: int, used: int, bare: int) -> Iterator[int]:
        left = whole & ~(covered | bare)
        if not left:
            if used == every:
                yield bare
            return
        square = left & -left
        for piece, lie in lies.get(square, ()):
            if not used & piece and not lie & (covered | bare) and kept(covered | lie, bare):
                yield from go(covered | lie, used | piece, bare)
        more = bare | square
        if more.bit_count() <= most and not (apart and near[square] & bare) and kept(covered, more):
            yield from go(covered, used, more)

    for bare in go(0, 0, 0) if kept(0, 0) else ():
        opened = [square for square in order if bit[square] & bare]
        yield "".join(clues.letters[r * clues.columns + c] for r, c in opened), frozenset(opened)


def readings(clues: Any, given: Given) -> set[str]:
    """Every answer that the printed rules allow, as far as two."""
    del given
    found: set[str] = set()
    for word, _ in laid(clues):
        found.add(word)
        if len(found) > 1:
            break
    return found
