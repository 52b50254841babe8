"""Filled cells as one clean shape: an outline round each patch, without seams between its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kitgen.canvas import Canvas, Path, Role

Corner = tuple[int, int]
"""A corner of cells, counted in columns and rows."""

Place = Callable[[float, float], tuple[float, float]]
"""Where on paper, in mm, a place counted in columns and rows lies."""


def cells_path(rows: Sequence[int], place: Place) -> Path:
    """The outline of all filled cells; holes are outlines of their own, run the other way round.

    Args:
        rows: bit p of a row is column p.
        place: where corners of cells lie on paper.
    """
    after: dict[Corner, list[Corner]] = {}
    for start, end in _edges(rows):
        after.setdefault(start, []).append(end)
    path = Path(())
    while after:
        start = next(iter(after))
        corners = [start]
        while (here := _follow(after, corners)) != start:
            corners.append(here)
        path += Path.polyline([place(*corner) for corner in _bends(corners)], closed=True)
    return path


def draw_cells(
    canvas: Canvas, rows: Sequence[int], corner: tuple[float, float], cell: float, role: Role = Role.INK
) -> None:
    """Fill the cells of a grid whose top left corner and cell size are given in mm."""
    if any(rows):
        canvas.draw(cells_path(rows, lambda x, y: (corner[0] + x * cell, corner[1] + y * cell)), fill=role)


def _edges(rows: Sequence[int]) -> list[tuple[Corner, Corner]]:
    """Sides of filled cells that face blank ones, with the filled cell at the right hand."""

    def filled(x: int, y: int) -> bool:
        return x >= 0 and 0 <= y < len(rows) and bool(rows[y] >> x & 1)

    edges: list[tuple[Corner, Corner]] = []
    for y, row in enumerate(rows):
        for x in range(row.bit_length()):
            if filled(x, y):
                a, b, c, d = (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)
                edges += [(a, b)] * (not filled(x, y - 1)) + [(b, c)] * (not filled(x + 1, y))
                edges += [(c, d)] * (not filled(x, y + 1)) + [(d, a)] * (not filled(x - 1, y))
    return edges


def _follow(after: dict[Corner, list[Corner]], corners: list[Corner]) -> Corner:
    """Take the next edge; where two cells touch at a corner only, the one that turns right, so they part."""
    here = corners[-1]
    ways = after[here]
    way = ways[0]
    if len(ways) > 1 and len(corners) > 1:
        before = corners[-2]
        dx, dy = here[0] - before[0], here[1] - before[1]
        right = (here[0] - dy, here[1] + dx)
        way = right if right in ways else way
    ways.remove(way)
    if not ways:
        del after[here]
    return way


def _bends(corners: Sequence[Corner]) -> list[Corner]:
    """The corners without those in the middle of a straight side."""
    count = len(corners)
    return [
        corner
        for i, corner in enumerate(corners)
        if not (
            corners[i - 1][0] == corner[0] == corners[(i + 1) % count][0]
            or corners[i - 1][1] == corner[1] == corners[(i + 1) % count][1]
        )
    ]
