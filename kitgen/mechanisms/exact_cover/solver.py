"""Laying the pieces as people do: what the hem, the pictures and the gaps force; then what would go wrong.

Every move is sound, so a cloth laid to the end has one packing. Where moves run out, `packings` searches.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kitgen.mechanisms.contract import Level, Technique
from kitgen.mechanisms.exact_cover.clues import CoverClues
from kitgen.mechanisms.exact_cover.shapes import beside

TECHNIQUES = {
    "read": Technique(Level.EASY, 12.0),
    "count": Technique(Level.EASY, 12.0),
    "no-step": Technique(Level.EASY, 8.0),
    "out-of-reach": Technique(Level.EASY, 12.0),
    "one-place": Technique(Level.EASY, 18.0),
    "one-reach": Technique(Level.NORMAL, 26.0),
    "overlap": Technique(Level.NORMAL, 28.0),
    "try": Technique(Level.HARD, 26.0),
    "what-if": Technique(Level.FIENDISH, 45.0),
}

MOST_IN_LINE = 4
"""No piece covers more squares of one row."""

MOST_NODES = 60_000
"""Budget of the search that counts packings."""


class DeadEndError(Exception):
    """Something would have to be both open and covered: the last assumption was wrong."""


@dataclass(frozen=True)
class Move:
    """One deduction.

    Args:
        technique: a key of `TECHNIQUES`.
        piece: the piece it lays or forbids a place to, or -1.
        squares: squares that it settles, or the place that it forbids.
        opened: whether these squares are now open.
        line: the hem number it rests on: 'row' or 'column' with its place, or ('', 0).
        looked: squares that it rests on.
        laid: whether the piece is laid.
        left: how many places the piece has left.
    """

    technique: str
    piece: int = -1
    squares: int = 0
    opened: bool = False
    line: tuple[str, int] = ("", 0)
    looked: int = 0
    laid: bool = False
    left: int = 0


@dataclass
class Cloth:
    """What is known so far. `lines` are squares with how many of them stay open, the whole cloth last."""

    columns: int
    rows: int
    free: int
    lines: tuple[tuple[str, int, int, int], ...]
    places: list[list[int]]
    opened: int = 0
    covered: int = 0
    laid: int = 0
    on: dict[int, int] = field(default_factory=dict)
    sifted: list[int] = field(default_factory=list)

    @staticmethod
    def of(clues: CoverClues) -> Cloth:
        """Before the first move."""
        whole = ("all", 0, clues.free, clues.open_count)
        lines = tuple((k, i, mask & clues.free, n) for k, i, mask, n in [*clues.numbers(), whole])
        fresh = [-1] * (len(lines) + 1)
        return Cloth(clues.columns, clues.rows, clues.free, lines, clues.places(), sifted=fresh)

    def copy(self) -> Cloth:
        """For trying something."""
        return Cloth(
            self.columns,
            self.rows,
            self.free,
            self.lines,
            list(self.places),
            self.opened,
            self.covered,
            self.laid,
            dict(self.on),
            list(self.sifted),
        )

    @property
    def done(self) -> bool:
        """Whether every piece lies."""
        return len(self.on) == len(self.places)

    def open_up(self, squares: int) -> None:
        """Settle squares as open."""
        self.opened |= squares
        if self.opened & (self.covered | beside(self.opened, self.columns, self.rows)):
            raise DeadEndError

    def cover(self, squares: int) -> None:
        """Settle squares as covered by some piece."""
        self.covered |= squares
        if self.opened & self.covered:
            raise DeadEndError

    def lay(self, piece: int, squares: int) -> None:
        """Lay a piece down."""
        if squares & (self.laid | self.opened):
            raise DeadEndError
        self.laid |= squares
        self.cover(squares)
        self.on[piece] = squares
        self.places[piece] = [squares]

    def sift(self) -> None:
        """Strike out places that no longer fit, by what lies and by room in the lines; only what is new."""
        tight = []
        for i, (_, _, mask, need) in enumerate(self.lines):
            taken = mask & self.covered
            if self.sifted[i] == taken:
                continue
            self.sifted[i] = taken
            room = mask.bit_count() - need - taken.bit_count()
            if room < 0:
                raise DeadEndError
            fresh = mask & ~taken
            if room < MOST_IN_LINE and fresh.bit_count() > room:
                tight.append((fresh, room))
        barred = self.laid | self.opened
        if not tight and self.sifted[-1] == barred:
            return
        self.sifted[-1] = barred
        for piece, places in enumerate(self.places):
            if piece in self.on:
                continue
            left = [m for m in places if not m & barred]
            for fresh, room in tight:
                left = [m for m in left if (m & fresh).bit_count() <= room]
            if not left:
                raise DeadEndError
            self.places[piece] = left

    def finish(self) -> None:
        """Once every piece lies: what is left is open, and it has to be right."""
        self.open_up(self.free & ~self.laid)
        for _, _, mask, need in self.lines:
            if (mask & self.opened).bit_count() != need:
                raise DeadEndError

    def next_move(self, *, laying: bool = True, overlap: bool = True) -> Move | None:
        """The easiest deduction that is left, done at once.

        Args:
            laying: whether further pieces may be laid.
            overlap: whether to look at what all places of a piece have in common.

        Raises:
            DeadEndError: what is known cannot be.
        """
        self.sift()
        move = self._count() or self._no_step() or self._out_of_reach()
        if move or not laying:
            return move
        return self._one_place() or self._one_reach() or (self._overlap() if overlap else None)

    def _count(self) -> Move | None:
        for kind, place, mask, need in self.lines:
            unknown = mask & ~(self.opened | self.covered)
            more = need - (mask & self.opened).bit_count()
            if more < 0 or unknown.bit_count() < more:
                raise DeadEndError
            if not unknown:
                continue
            if more == 0:
                self.cover(unknown)
                return Move("count", squares=unknown, line=(kind, place), looked=mask)
            if unknown.bit_count() == more:
                self.open_up(unknown)
                return Move("count", squares=unknown, opened=True, line=(kind, place), looked=mask)
        return None

    def _no_step(self) -> Move | None:
        near = beside(self.opened, self.columns, self.rows) & self.free & ~self.covered
        if not near:
            return None
        self.cover(near)
        return Move("no-step", squares=near, looked=beside(near, self.columns, self.rows) & self.opened)

    def _out_of_reach(self) -> Move | None:
        reach = self.laid
        for piece, places in enumerate(self.places):
            if piece not in self.on:
                for mask in places:
                    reach |= mask
        if self.covered & ~reach:
            raise DeadEndError
        bare = self.free & ~(reach | self.opened)
        if not bare:
            return None
        self.open_up(bare)
        return Move(
            "out-of-reach", squares=bare, opened=True, looked=beside(bare, self.columns, self.rows) | bare
        )

    def _one_place(self) -> Move | None:
        for piece, places in enumerate(self.places):
            if piece not in self.on and len(places) == 1:
                self.lay(piece, places[0])
                return Move("one-place", piece, places[0], looked=self.free, laid=True)
        return None

    def _one_reach(self) -> Move | None:
        once = twice = 0
        for piece, places in enumerate(self.places):
            if piece not in self.on:
                for mask in places:
                    twice |= once & mask
                    once |= mask
        single = once & ~twice & self.covered & ~self.laid
        if not single:
            return None
        for piece, places in enumerate(self.places):
            for mask in places:
                if piece not in self.on and mask & single:
                    target = mask & single & -(mask & single)
                    self.lay(piece, mask)
                    return Move("one-reach", piece, mask, looked=target, laid=True)
        return None

    def _overlap(self) -> Move | None:
        for piece, places in enumerate(self.places):
            if piece in self.on:
                continue
            common = self.free
            for mask in places:
                common &= mask
            # A square under one piece is nobody else's: strike out the others' places there.
            hit = any(
                mask & common
                for other, theirs in enumerate(self.places)
                if other not in (piece, *self.on)
                for mask in theirs
            )
            if common and (hit or common & ~self.covered):
                self.cover(common)
                for other, theirs in enumerate(self.places):
                    if other != piece and other not in self.on:
                        self.places[other] = [m for m in theirs if not m & common]
                return Move("overlap", piece, common, looked=self.free, left=len(places))
        return None

    def fails(self, piece: int, mask: int, *, deep: bool) -> bool:
        """Whether laying a piece there goes wrong, without or with further pieces forced by it."""
        trial = self.copy()
        try:
            trial.lay(piece, mask)
            while trial.next_move(laying=deep and not trial.done, overlap=False):
                pass
        except DeadEndError:
            return True
        return False

    def refute(self, *, deep: bool, widest: int) -> Move | None:
        """A place that is impossible, of the piece with fewest places; struck out at once."""
        order = sorted(
            (len(places), piece) for piece, places in enumerate(self.places) if piece not in self.on
        )
        for left, piece in order:
            if left > widest:
                break
            for mask in self.places[piece]:
                if self.fails(piece, mask, deep=deep):
                    self.places[piece] = [m for m in self.places[piece] if m != mask]
                    name = "what-if" if deep else "try"
                    return Move(name, piece, mask, looked=self.free, left=left - 1)
        return None


WIDEST_TRY = 5
WIDEST_WHAT_IF = 6
"""Nobody tries more places of one piece than that."""


def moves(cloth: Cloth, aim: Level = Level.FIENDISH) -> Iterator[Move]:
    """Deductions until the end or until those allowed run out.

    Raises:
        DeadEndError: there is no packing at all.
    """
    while not cloth.done:
        move = cloth.next_move(overlap=aim.rank >= Level.NORMAL.rank)
        if move is None and aim.rank >= Level.HARD.rank:
            move = cloth.refute(deep=False, widest=WIDEST_TRY)
        if move is None and aim is Level.FIENDISH:
            move = cloth.refute(deep=True, widest=WIDEST_WHAT_IF)
        if move is None:
            return
        yield move
    cloth.finish()


def packings(
    clues: CoverClues, most: int = 2, *, may_touch: bool = False, nodes_left: int = MOST_NODES
) -> list[tuple[int, ...]] | None:
    """Up to `most` packings by exhaustive search: by piece, the squares it covers. None: budget spent."""
    found: list[tuple[int, ...]] = []
    lines = [(mask & clues.free, need) for _, _, mask, need in clues.numbers()]
    every = clues.places()
    order = sorted(range(len(every)), key=lambda piece: len(every[piece]))

    def fits(laid: int) -> bool:
        return all((mask & ~laid).bit_count() >= need for mask, need in lines)

    def go(depth: int, laid: int, chosen: tuple[int, ...]) -> bool:
        nonlocal nodes_left
        nodes_left -= 1
        if nodes_left < 0:
            return False
        if depth == len(order):
            bare = clues.free & ~laid
            right = all((mask & bare).bit_count() == need for mask, need in lines)
            if right and (may_touch or not bare & beside(bare, clues.columns, clues.rows)):
                by_piece = dict(zip(order, chosen, strict=True))
                found.append(tuple(by_piece[piece] for piece in range(len(order))))
            return len(found) < most
        for mask in every[order[depth]]:
            if not mask & laid and fits(laid | mask) and not go(depth + 1, laid | mask, (*chosen, mask)):
                return False
        return True

    go(0, 0, ())
    return None if nodes_left < 0 and len(found) < most else found
