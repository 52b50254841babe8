"""A second opinion on walls, written anew from the rules on the players' page.

It puts every half edge at its point on the table, says in clauses that halves at one point must belong
together, and lets a SAT solver count the walls. Letters are looked up on its own copy of the sampler card.
Nothing of the mechanism's solver is used: only what is printed.
"""

from __future__ import annotations

from itertools import combinations, product

from pysat.card import CardEnc, EncType
from pysat.solvers import Cadical153

from kitgen.mechanisms.edge_wall.wall import Brick, WallClues

Point = tuple[int, int]
Mark = tuple[str, int]
Lying = tuple[int, bool]
"""A brick and whether it is upside down."""

Wall = frozenset[tuple[Point, Lying]]


def _marks(brick: Brick, turned: bool) -> dict[Point, Mark]:
    """What stands where on a brick's edge: quarters of its width and halves of its height from its middle."""
    marks: dict[Point, Mark] = {
        (-1, -1): ("figure", brick.top[0]),
        (1, -1): ("figure", brick.top[1]),
        (-1, 1): ("figure", brick.bottom[0]),
        (1, 1): ("figure", brick.bottom[1]),
        (-2, 0): ("button", brick.left.button),
        (2, 0): ("button", brick.right.button),
    }
    return {(-x, -y): mark for (x, y), mark in marks.items()} if turned else marks


def _agree(one: Mark, other: Mark) -> bool:
    if one[0] != other[0]:
        return False
    if one[0] == "button":
        return one[1] == other[1]
    return one[1] // 2 == other[1] // 2 and one[1] != other[1]


def _middles(clues: WallClues) -> list[Point]:
    return [(2 * shift + 4 * i + 2, 2 * r + 1) for r, (shift, n) in enumerate(clues.rows) for i in range(n)]


def walls(clues: WallClues, limit: int = 3) -> list[Wall]:
    """Up to `limit` walls that break no rule."""
    middles = _middles(clues)
    ways: list[Lying] = [
        (b, t) for b in range(len(clues.bricks)) for t in ((False, True) if clues.turnable else (False,))
    ]
    names = {key: i + 1 for i, key in enumerate(product(middles, ways))}
    top = len(names)
    with Cadical153() as sat:

        def at_most_one(literals: list[int], *, exactly: bool) -> None:
            nonlocal top
            encode = CardEnc.equals if exactly else CardEnc.atmost
            encoded = encode(lits=literals, bound=1, top_id=top, encoding=EncType.seqcounter)
            top = max(top, encoded.nv)
            sat.append_formula(encoded.clauses)

        for middle in middles:
            at_most_one([names[middle, way] for way in ways], exactly=True)
        for b in range(len(clues.bricks)):
            at_most_one([names[m, way] for m in middles for way in ways if way[0] == b], exactly=False)
        edges = {way: _marks(clues.bricks[way[0]], way[1]) for way in ways}
        for one, other in combinations(middles, 2):
            shared = {
                (u, v)
                for u, v in product(edges[ways[0]], repeat=2)
                if (one[0] + u[0], one[1] + u[1]) == (other[0] + v[0], other[1] + v[1])
            }
            for way, next_way in product(ways, repeat=2):
                if any(not _agree(edges[way][u], edges[next_way][v]) for u, v in shared):
                    sat.add_clause([-names[one, way], -names[other, next_way]])
        if clues.corner is not None:
            sat.add_clause([names[middles[0], (clues.corner, False)]])
        found: list[Wall] = []
        while len(found) < limit and sat.solve():
            model = set(sat.get_model() or ())
            laid = [key for key, name in names.items() if name in model]
            found.append(frozenset(laid))
            sat.add_clause([-names[key] for key in laid])
        return found


SAMPLER = ("ABCDEF", "GHIJKL", "MNOPQR", "STUVWX", "YZ0123", "456789")
"""The card, copied by hand: a row for each left half, a column for each right half."""


def read(clues: WallClues, wall: Wall) -> str:
    """What a wall says."""
    at = dict(wall)
    word = ""
    for x, y in _middles(clues):
        if (x + 4, y) not in at:
            continue
        (a, a_turned), (b, b_turned) = at[(x, y)], at[(x + 4, y)]
        left = clues.bricks[a].left if a_turned else clues.bricks[a].right
        right = clues.bricks[b].right if b_turned else clues.bricks[b].left
        if left.hole and right.hole:
            word += SAMPLER[left.sign][right.sign]
    return word
