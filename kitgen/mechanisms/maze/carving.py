"""Carving the corridor: Wilson's walk strip by strip, then openings, bridges and mouse holes.

Whatever is added would close a loop, so one wall goes up on that loop: there is always one way only between
any two tiles (curtains, which come later, are the exception).
Source of the walk: D. B. Wilson, Generating random spanning trees more quickly than the cover time, 1996.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from kitgen.mechanisms.maze.paper import COLUMNS
from kitgen.mechanisms.maze.params import MazeParams
from kitgen.rng import Rng

CUTS_TRIED = 9
"""Places for a pair of holes that are compared; the one with the longest way is taken."""

LEFT_SHORT = 0.15
"""Share of dead ends that stay as Wilson's walk left them."""

MOST_THROUGH = 2
"""Passages of a tile that is no fork."""

SMALLEST_ASTRAY = 14
"""Tiles behind a pair of holes that leads astray."""


class Carving:
    """A corridor in the making. Tiles are `row * width + column`.

    Attributes:
        links: by tile, its neighbours in the tree, bridges and holes included.
        bridges: by tile, whether the deck runs along the corridor.
        holes: pairs of mouths.
        start: the door's tile.
        goal: the mouse's tile.
    """

    def __init__(self, params: MazeParams, rng: Rng) -> None:
        self.rows, self.width = params.rows, COLUMNS * params.strips
        self.links: dict[int, list[int]] = {tile: [] for tile in range(self.rows * self.width)}
        self.bridges: dict[int, bool] = {}
        self.holes: list[tuple[int, int]] = []
        self._kept: list[int] = []  # mouths that the way must lead through
        self.fixed: set[frozenset[int]] = set()  # links that may not be walled up: seams, bridges, holes
        self.start = rng.below(self.rows) * self.width
        self.goal = (rng.below(self.rows) + 1) * self.width - 1
        self._rng = rng
        self._undug: tuple[dict[int, list[int]], set[frozenset[int]]] | None = None

    def carve(self, params: MazeParams) -> bool:
        """Strips, seams and bridges; False where this draw found no room for a bridge."""
        for place in range(params.strips):
            self._wilson(place)
            self._lengthen(place)
        self._open_seams(params.strips)
        return all(self._bridge() for _ in range(params.bridges))

    def dig(self, params: MazeParams) -> bool:
        """Mouse holes, in place of those dug before; False where this draw found no room for a pair."""
        if self._undug is None:
            self._undug = ({tile: [*near] for tile, near in self.links.items()}, set(self.fixed))
        links, fixed = self._undug
        self.links, self.fixed = {tile: [*near] for tile, near in links.items()}, set(fixed)
        self.holes, self._kept = [], []
        return all(self._hole() for _ in range(params.holes)) and all(
            self._false_hole() for _ in range(params.false_holes)
        )

    def link(self, a: int, b: int) -> None:
        """Open a passage both ways."""
        self.links[a].append(b)
        self.links[b].append(a)

    def unlink(self, a: int, b: int) -> None:
        """Wall it up."""
        self.links[a].remove(b)
        self.links[b].remove(a)

    def beside(self, tile: int) -> list[int]:
        """Neighbours in the same strip, linked or not."""
        row, column = divmod(tile, self.width)
        level = column % COLUMNS
        near = []
        if row:
            near.append(tile - self.width)
        if level < COLUMNS - 1:
            near.append(tile + 1)
        if row < self.rows - 1:
            near.append(tile + self.width)
        if level:
            near.append(tile - 1)
        return near

    def path(self, start: int, goal: int) -> list[int]:
        """The way between two tiles, both included; empty where there is none."""
        before = self.reach(start, goal)
        return _trace(before, goal) if goal in before else []

    def way(self) -> list[int]:
        """From the door to the mouse."""
        return self.path(self.start, self.goal)

    def crosses_itself(self, way: list[int]) -> bool:
        """Whether a way uses a bridge both over and under."""
        on_way, steps = set(way), {frozenset(pair) for pair in pairwise(way)}
        for tile, is_level in self.bridges.items():
            under = self.width if is_level else 1
            if tile in on_way and frozenset((tile - under, tile + under)) in steps:
                return True
        return False

    def reach(self, start: int, goal: int = -1) -> dict[int, int]:
        """Every tile that can be reached (until the goal is), with the tile before it."""
        before = {start: start}
        queue = [start]
        for tile in queue:
            for other in self.links[tile]:
                if other not in before:
                    before[other] = tile
                    queue.append(other)
            if tile == goal:
                break
        return before

    def _wilson(self, place: int) -> None:
        tiles = [r * self.width + place * COLUMNS + c for r in range(self.rows) for c in range(COLUMNS)]
        near = {tile: self.beside(tile) for tile in tiles}
        done = {self._rng.choice(tiles)}
        for start in self._rng.shuffled(tiles):
            onward: dict[int, int] = {}
            tile = start
            while tile not in done:
                onward[tile] = near[tile][self._rng.below(len(near[tile]))]
                tile = onward[tile]
            tile = start
            while tile not in done:
                done.add(tile)
                self.link(tile, onward[tile])
                tile = onward[tile]

    def _lengthen(self, place: int) -> None:
        """Let short dead ends run on, so that false ways are long: open each, and wall up a fork on the loop.

        A loop is cut where no new dead end comes of it, so every change leaves one dead end less.
        """
        tiles = [r * self.width + place * COLUMNS + c for r in range(self.rows) for c in range(COLUMNS)]
        for leaf in self._rng.shuffled(tile for tile in tiles if len(self.links[tile]) == 1):
            if len(self.links[leaf]) != 1 or self._rng.chance(LEFT_SHORT):
                continue
            before = self.reach(leaf)
            for other in self._rng.shuffled(self.beside(leaf)):
                if other in self.links[leaf]:
                    continue
                loop = _trace(before, other)
                forks = [
                    pair
                    for pair in pairwise(loop)
                    if all(len(self.links[tile]) + (tile in (leaf, other)) > MOST_THROUGH for tile in pair)
                ]
                if forks:
                    self.unlink(*self._rng.choice(forks))
                    self.link(leaf, other)
                    break

    def _open_seams(self, strips: int) -> None:
        for seam, rows in enumerate(self._rng.sample(_patterns(self.rows, strips - 1), strips - 1), start=1):
            for row in rows:
                right = row * self.width + seam * COLUMNS
                self._add_and_cut(right - 1, right)

    def _add_and_cut(self, a: int, b: int) -> bool:
        """Link two tiles and wall up another link on the loop this makes; False where none may go."""
        loop = self.path(a, b)
        pair = frozenset((a, b))
        if loop:
            choices = [(x, y) for x, y in pairwise(loop) if frozenset((x, y)) not in self.fixed]
            if not choices:
                return False
            self.unlink(*self._rng.choice(choices))
        self.link(a, b)
        self.fixed.add(pair)
        return True

    def _bridge(self) -> bool:
        """Lay a bridge, on the way in half of the cases, and a passage underneath it."""
        is_on_way = self._rng.chance(0.5)
        tiles = self.way() if is_on_way else list(self.links)
        for tile in self._rng.shuffled(tiles):
            row, column = divmod(tile, self.width)
            if not (0 < row < self.rows - 1 and 1 < column % COLUMNS < COLUMNS - 2):
                continue
            around = range(-1, 2)
            if any(tile + r * self.width + c in self.bridges for r in around for c in around):
                continue
            level, steep = [tile - 1, tile + 1], [tile - self.width, tile + self.width]
            held = sorted(self.links[tile])
            if held not in (level, steep):
                continue
            under = steep if held == level else level
            self.fixed |= {frozenset((tile, other)) for other in held}
            if self._add_and_cut(*under):
                self.bridges[tile] = held == level
                return True
            self.fixed -= {frozenset((tile, other)) for other in held}
        return False

    def _strip(self, tile: int) -> int:
        return tile % self.width // COLUMNS

    def _dig(self, rooted: _Rooted, cut: tuple[int, int]) -> tuple[int, int, int] | None:
        """Wall up `cut` and draw one dead end on either side of it, in two strips.

        Args:
            rooted: the tree as it is, rooted at the door.
            cut: two linked tiles, the one nearer to the door first.

        Returns:
            Steps from the door through the two to the goal (or, where that lies on the door's side, to the
            tile behind the cut), and the two. None where there are none, or the way would no longer lead
            through all the holes dug before. The tree is left as it was.
        """
        taken = {mouth for pair in self.holes for mouth in pair} | {self.start, self.goal}
        ends = [t for t in rooted.leaves if t not in cut]
        # Walling up makes a dead end of a tile that had one other passage.
        ends += [t for t in cut if len(self.links[t]) == 1 + 1]
        free = [t for t in ends if t not in taken]
        thither = [t for t in free if rooted.is_behind(t, cut[1])]
        hither = [t for t in free if not rooted.is_behind(t, cut[1])]
        if not hither or not thither:
            return None
        a, b = self._rng.choice(hither), self._rng.choice(thither)
        if self._strip(a) == self._strip(b):
            return None
        is_on_way = rooted.is_behind(self.goal, cut[1])
        way = rooted.between(self.start, a) + rooted.between(b, self.goal if is_on_way else cut[1])
        if is_on_way and (not set(self._kept) <= set(way) or self.crosses_itself(way)):
            return None
        return len(way), a, b

    def _settle(self, cut: tuple[int, int], a: int, b: int) -> None:
        self.unlink(*cut)
        self.link(a, b)
        self.fixed.add(frozenset((a, b)))
        self.holes.append((a, b))

    def _hole(self) -> bool:
        """Wall up the way, and let a pair of mouse holes in two strips lead round the wall."""
        rooted = _Rooted(self.links, self.start)
        way = rooted.between(self.start, self.goal)
        cuts = [(a, b) for a, b in pairwise(way) if frozenset((a, b)) not in self.fixed]
        best: tuple[int, tuple[int, int], int, int] | None = None
        for cut in self._rng.sample(cuts, min(CUTS_TRIED, len(cuts))):
            found = self._dig(rooted, cut)
            if found and (best is None or found[0] > best[0]):
                best = (found[0], cut, found[1], found[2])
        if best is None:
            return False
        self._settle(*best[1:])
        self._kept += best[2:]
        return True

    def _false_hole(self) -> bool:
        """Cut off a part of the corridor that the way has no need of, and lead a pair of holes into it."""
        rooted = _Rooted(self.links, self.start)
        on_way = set(rooted.between(self.start, self.goal))
        cuts = [
            (near, tile)
            for tile, near in rooted.before.items()
            if tile not in on_way
            and rooted.size[tile] >= SMALLEST_ASTRAY
            and frozenset((tile, near)) not in self.fixed
        ]
        for cut in self._rng.sample(cuts, min(CUTS_TRIED, len(cuts))):
            found = self._dig(rooted, cut)
            if found:
                self._settle(cut, found[1], found[2])
                return True
        return False


class _Rooted:
    """The tree of passages as seen from the door: what lies behind a tile is known without a walk.

    Attributes:
        before: by tile, in the order of a depth-first walk, the one nearer to the root; the root's is itself.
        size: by tile, how many tiles lie behind it, itself included.
        leaves: tiles with one passage, in the order of the walk.
    """

    def __init__(self, links: Mapping[int, Sequence[int]], root: int) -> None:
        self.before: dict[int, int] = {}
        self._at: dict[int, int] = {}
        near = {root: root}
        stack = [root]
        while stack:
            tile = stack.pop()
            self._at[tile] = len(self._at)
            parent = self.before[tile] = near[tile]
            for other in links[tile]:
                if other != parent:
                    near[other] = tile
                    stack.append(other)
        self.size = dict.fromkeys(self.before, 1)
        for tile in reversed(self.before):
            if tile != root:
                self.size[self.before[tile]] += self.size[tile]
        self.leaves = [tile for tile in self.before if len(links[tile]) == 1]

    def is_behind(self, tile: int, first: int) -> bool:
        """Whether one comes to `tile` from the root only by way of `first`."""
        return 0 <= self._at[tile] - self._at[first] < self.size[first]

    def between(self, start: int, goal: int) -> list[int]:
        """The path from one tile to another, both included."""
        ends, to_root = [start], [goal]
        while not self.is_behind(goal, ends[-1]):
            ends.append(self.before[ends[-1]])
        while to_root[-1] != ends[-1]:
            to_root.append(self.before[to_root[-1]])
        return ends + to_root[-2::-1]


def _patterns(rows: int, seams: int) -> list[tuple[int, ...]]:
    """Rows that may be open at a seam: two or three, and never two neighbours, which would look like one.

    Where these are too few for all seams to differ, a seam may have a single opening too.
    """
    apart = [
        found
        for count in (2, 3)
        for found in combinations(range(rows), count)
        if all(b - a > 1 for a, b in pairwise(found))
    ]
    return apart if len(apart) >= seams else apart + [(row,) for row in range(rows)]


def _trace(before: Mapping[int, int], goal: int) -> list[int]:
    """The path to a tile, by the tile before each."""
    path = [goal]
    while before[path[-1]] != path[-1]:
        path.append(before[path[-1]])
    return path[::-1]
