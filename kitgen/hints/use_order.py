"""In which order a solution comes to use its pieces: the phone asks for the first that lies unused.

It tells which sort of thing is next, never what is found with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitgen.mechanisms.contract import Piece, Step


@dataclass(frozen=True)
class Use:
    """The first step that takes up a sort of piece.

    Args:
        group: which sort, as a place in `groups_of`.
        needs: the sorts that this step has to have on the table, itself among them.
    """

    group: int
    needs: tuple[int, ...]


def groups_of(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The sorts of a puzzle's pieces, in the order in which they are counted up for players."""
    return tuple(dict.fromkeys(piece.group for piece in pieces))


def use_order(pieces: Sequence[Piece], steps: Iterable[Step]) -> tuple[Use, ...]:
    """Each sort of piece once, in the order in which the solver first touches it.

    Args:
        pieces: of the puzzle.
        steps: of its solution, in order.
    """
    groups = groups_of(pieces)
    sort = {piece.id: groups.index(piece.group) for piece in pieces}
    used: dict[int, Use] = {}
    for step in steps:
        needs = tuple(sorted({sort[name] for name in step.pieces if name in sort}))
        for group in needs:
            used.setdefault(group, Use(group, needs))
    return tuple(used.values())
