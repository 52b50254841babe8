"""From an answer to strips: carve, write, hang, cut apart, shuffle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kitgen.mechanisms.maze.carving import Carving
from kitgen.mechanisms.maze.clues import HOLE_SIGNS, SEAM_SIGNS, STRIP_NAMES, MazeClues, Strip, Tile, Way
from kitgen.mechanisms.maze.lettering import Lettering
from kitgen.mechanisms.maze.paper import COLUMNS
from kitgen.mechanisms.maze.params import MazeParams
from kitgen.rng import Rng

FEWEST_FORKS = 2
"""Places for each strip, at least, where a passage with letters leaves the way."""

SHORTEST_WAY = 28
"""Tiles of the way for each strip: a little more than walking straight through."""

SHORTEST_VISIT = 10
"""Tiles of the way on every single strip."""

DIGS = 4
"""Times that mouse holes are dug anew in one corridor before it is given up."""


def draw_clues(params: MazeParams, answer: str, decoys: Sequence[str], rng: Rng) -> MazeClues | None:
    """One draw, or None where something found no room or the way is too plain.

    Whether it is the only way is for the solver to say.
    """
    carving = Carving(params, rng.derive("carve"))
    if not carving.carve(params):
        return None
    for attempt in range(DIGS):
        if carving.dig(params):
            lettering = Lettering(carving, answer, decoys, rng.derive("write", attempt))
            if _is_winding(carving, lettering, params):
                break
    else:
        return None
    if not lettering.write():
        return None
    if _forks(lettering) < FEWEST_FORKS * params.strips:
        return None
    if not lettering.hang_curtains(params.curtains):
        return None
    return _cut(params, carving, lettering, rng.derive("cut"))


def _is_winding(carving: Carving, lettering: Lettering, params: MazeParams) -> bool:
    """Whether the way is long, sees enough of every strip, and takes every pair of holes meant for it.

    No bridge is used both over and under: nobody shall wonder whether that is one tile or two.
    """
    way = lettering.way
    on_way = set(way)
    strips = Counter(lettering.strip_of(tile) for tile in way)
    used = sum(a in on_way and b in on_way for a, b in carving.holes)
    return (
        used == params.holes
        and not carving.crosses_itself(way)
        and len(way) >= SHORTEST_WAY * params.strips
        and all(strips[place] >= SHORTEST_VISIT for place in range(params.strips))
    )


def _forks(lettering: Lettering) -> int:
    """How many places there are where a passage with letters leaves the way."""
    on_way = set(lettering.way)
    return len({lettering.leave_at[tile] for tile in lettering.letters if tile not in on_way})


def _cut(params: MazeParams, carving: Carving, lettering: Lettering, rng: Rng) -> MazeClues:
    names = rng.sample(STRIP_NAMES, params.strips)
    seams = [
        "",
        *(rng.sample(SEAM_SIGNS, params.strips - 1) if params.signed else [""] * (params.strips - 1)),
        "",
    ]
    signs = rng.sample(HOLE_SIGNS, len(carving.holes))
    holes = {mouth: sign for pair, sign in zip(carving.holes, signs, strict=True) for mouth in pair}
    strips = [
        _strip(carving, lettering, holes, place, names[place], (seams[place], seams[place + 1]))
        for place in range(params.strips)
    ]
    return MazeClues(COLUMNS, params.rows, tuple(_shuffled(strips, rng)))


def _shuffled(strips: Sequence[Strip], rng: Rng) -> Sequence[Strip]:
    """The strips in an order of printing that is not the right one."""
    while True:
        printed = rng.shuffled(strips)
        if list(printed) != list(strips):
            return printed


def _strip(
    carving: Carving,
    lettering: Lettering,
    holes: dict[int, str],
    place: int,
    name: str,
    seams: tuple[str, str],
) -> Strip:
    width, first = carving.width, place * COLUMNS

    def mine(marks: dict[int, str]) -> tuple[Tile, ...]:
        spots = ((divmod(tile, width), mark) for tile, mark in sorted(marks.items()))
        return tuple(
            Tile(row, column - first, mark)
            for (row, column), mark in spots
            if first <= column < first + COLUMNS
        )

    opened = _openings(carving, lettering)
    rows = range(carving.rows)

    def bits(row: int, right: int) -> int:
        tiles = (row * width + first + c for c in range(COLUMNS))
        return sum(((tile, tile + right) in opened) << c for c, tile in enumerate(tiles))

    return Strip(
        name=name,
        west=sum(((r * width + first - 1, r * width + first) in opened) << r for r in rows) if place else 0,
        east=tuple(bits(row, 1) for row in rows),
        south=tuple(bits(row, width) for row in rows),
        letters=mine(lettering.letters),
        holes=mine(holes),
        curtains=mine({a: _direction(b - a, width).name for a, b in lettering.curtains}),
        bridges=mine({tile: "level" if level else "steep" for tile, level in carving.bridges.items()}),
        left_sign=seams[0],
        right_sign=seams[1],
        door=carving.start // width if place == 0 else -1,
        mouse=carving.goal // width if first + COLUMNS == width else -1,
    )


def _direction(difference: int, width: int) -> Way:
    return {-width: Way.NORTH, 1: Way.EAST, width: Way.SOUTH, -1: Way.WEST}[difference]


def _openings(carving: Carving, lettering: Lettering) -> set[tuple[int, int]]:
    """Pairs of neighbouring tiles without a wall between them, the left or upper one first."""
    dug = {frozenset(pair) for pair in carving.holes}
    pairs = {
        (a, b) for a, near in carving.links.items() for b in near if a < b and frozenset((a, b)) not in dug
    }
    for tile in carving.bridges:
        step = carving.width if carving.bridges[tile] else 1
        pairs -= {(tile - step, tile + step)}
        pairs |= {(tile - step, tile), (tile, tile + step)}
    return pairs | {(min(pair), max(pair)) for pair in lettering.curtains}
