"""What is printed: the cloth, its hem and the pieces."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.mechanisms.exact_cover.shapes import Patch, cells_of, masks, spots


@dataclass(frozen=True)
class CoverClues:
    """Exactly what is printed.

    Args:
        columns: squares in a row of the cloth.
        rows: rows of the cloth.
        letters: by square, row by row: its letter, or '' under a plate or a picture.
        plates: squares where nothing may lie, in rising order.
        homes: pictures on the cloth with their squares.
        patches: the pieces, in the order of printing.
        beside_rows: by row, the number on the hem, or None where the hem is bare.
        above_columns: by column, the same.
    """

    columns: int
    rows: int
    letters: tuple[str, ...]
    plates: tuple[int, ...]
    homes: tuple[tuple[str, int], ...]
    patches: tuple[Patch, ...]
    beside_rows: tuple[int | None, ...]
    above_columns: tuple[int | None, ...]

    @property
    def free(self) -> int:
        """All squares without a plate."""
        return ((1 << (self.columns * self.rows)) - 1) & ~sum(1 << plate for plate in self.plates)

    @property
    def open_count(self) -> int:
        """How many squares stay open."""
        return self.free.bit_count() - sum(len(patch.squares) for patch in self.patches)

    def row_mask(self, row: int) -> int:
        """The squares of a row."""
        return ((1 << self.columns) - 1) << (row * self.columns)

    def column_mask(self, column: int) -> int:
        """The squares of a column."""
        return sum(1 << (row * self.columns + column) for row in range(self.rows))

    def numbers(self) -> list[tuple[str, int, int, int]]:
        """The hem's numbers: 'row' or 'column', its place from 1, its squares, how many stay open."""
        rows = [("row", i, n, self.row_mask(i)) for i, n in enumerate(self.beside_rows)]
        columns = [("column", i, n, self.column_mask(i)) for i, n in enumerate(self.above_columns)]
        return [(kind, i + 1, mask, n) for kind, i, n, mask in rows + columns if n is not None]

    def places(self) -> list[list[int]]:
        """By piece: the sets of squares it may cover, by plates and pictures alone."""
        homes = dict(self.homes)
        taken = sum(1 << square for square in homes.values())
        out = []
        for patch in self.patches:
            home = homes.get(patch.motif)
            if home is None:
                barred = ~self.free | taken
                out.append([m for m in masks(patch.shape, self.columns, self.rows) if not m & barred])
                continue
            barred = (~self.free | taken) & ~(1 << home)
            every = spots(patch.shape, patch.at, self.columns, self.rows)
            out.append(list(dict.fromkeys(s.mask for s in every if s.home == home and not s.mask & barred)))
        return out

    def read(self, mask: int) -> str:
        """The letters of some squares, row by row from the top left."""
        return "".join(self.letters[square] for square in cells_of(mask))
