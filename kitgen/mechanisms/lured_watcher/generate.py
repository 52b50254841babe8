"""Drawing a house in which one order of noises leads to the door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pydantic import Field

from kitgen.mechanisms.contract import Given, Level, MechanismParams
from kitgen.mechanisms.lured_watcher.house import (
    COLUMNS,
    KINDS,
    ROOMS,
    Edge,
    EdgeKind,
    House,
    Noise,
    Walk,
    WatcherClues,
)
from kitgen.mechanisms.lured_watcher.reasoning import (
    Node,
    TooManyError,
    forwards_wanted,
    graded,
    grow,
    moves,
    rooted,
    seconds_of,
    sequences,
)
from kitgen.rng import Rng

GAPS = tuple(
    (room, room + step)
    for room in range(ROOMS)
    for step in (1, COLUMNS)
    if (room % COLUMNS < COLUMNS - 1 if step == 1 else room + step < ROOMS)
)
"""Every pair of neighbouring rooms."""

COMMON = "EARIOTNSLCUDPMHGB"
"""Letters that other words are easily made of."""

SHORTEST, LONGEST = 4, 6
"""Letters of an answer."""

LETTER_SECONDS = 20.0
"""What each letter more than four may take."""

MOST_INNER = 45
"""Places looked at behind one door before the next is tried."""

MOST_EDGES = 26
"""Walls and doors in one house; with more it is no house to walk in."""

DOORS = 4
"""Rooms of a house that are tried for the wrong door."""

CHANGES = 7
"""Changes made to a house before it is given up."""

MOST_DECOYS = 4
"""Noise-makers that are not needed."""

WALLS_LESS = 2
"""Walls that a house has less at first for each letter that the word is shorter."""

LOTS = 6
"""Ways in one house of which the best is taken."""

MOST_WANTED = 60
"""Walks forwards that are enough for any level."""

LEAST_FORWARDS = {Level.EASY: 0, Level.NORMAL: 22, Level.HARD: 27, Level.FIENDISH: 36}
"""Least walks of trying every order forwards, so that a level is no easier to those who do not think back."""

MOST_FORWARDS = {Level.EASY: 24}
"""Most of them, where a level must not tire those who only try."""

HOPELESS = 1e9
"""Seconds of a house with far too many ways."""

FAR_TOO_LONG = 1.75
"""Times the seconds wanted from which a house is not worth mending."""

HOUSES = 80
"""Houses drawn in one go before the draw counts as come to nothing."""


class WatcherParams(MechanismParams):
    """All an author may set."""

    decoys: int = Field(
        default=2,
        ge=2,
        le=4,
        description="Noise-makers not needed with six letters.",
    )
    walls: int = Field(default=14, ge=8, le=24, description="Walls between rooms.")
    rugs: int = Field(default=0, ge=0, le=3, description="Rooms with a rug, on which she stops.")
    flaps: int = Field(default=0, ge=0, le=3, description="Flaps that let her through one way only.")
    snaps: int = Field(default=0, ge=0, le=4, description="Doors that shut for good behind her.")
    tier: Level = Field(default=Level.EASY, description="The level whose ways of reasoning are looked for.")
    least_seconds: float = Field(
        default=170, ge=60, le=900, description="Least seconds of reasoning, for four letters."
    )
    most_seconds: float = Field(
        default=260, ge=60, le=900, description="Most seconds of reasoning, for four letters."
    )


PRESETS = {
    Level.EASY: WatcherParams(),
    Level.NORMAL: WatcherParams(rugs=2, tier=Level.NORMAL, least_seconds=300, most_seconds=390),
    Level.HARD: WatcherParams(
        decoys=2, rugs=2, flaps=2, tier=Level.HARD, least_seconds=410, most_seconds=505
    ),
    Level.FIENDISH: WatcherParams(
        walls=12, rugs=1, snaps=4, tier=Level.FIENDISH, least_seconds=530, most_seconds=625
    ),
}


@dataclass(frozen=True)
class Draft:
    """A house while it is drawn: walls and doors, rugs, rooms of the noise-makers, the door's room."""

    edges: tuple[Edge, ...]
    rugs: tuple[int, ...]
    rooms: tuple[int, ...]
    goal: int = 0

    def free(self) -> list[int]:
        """Rooms with neither rug nor noise-maker."""
        return [room for room in range(ROOMS) if room not in self.rugs and room not in self.rooms]

    def arrivals(self) -> list[list[Walk]]:
        """For every room the walks that end there; the door's room does not matter."""
        return House(self.edges, self.rugs).arrivals(self.rooms)

    def tree(self, count: int, arrivals: list[list[Walk]]) -> Node | None:
        """Every way back from the door; None where there are far too many."""
        tree = Node(self.goal, count)
        try:
            grow(tree, arrivals, self.goal, [MOST_INNER])
        except TooManyError:
            return None
        return tree


@dataclass(frozen=True)
class Plan:
    """What is meant in a draft: the walks of the one good order, and how hard the params want it."""

    walks: tuple[Walk, ...]
    params: WatcherParams

    def judged(self, draft: Draft) -> tuple[float, Node | None]:
        """Seconds of reasoning, more than any where the draft is of no use, and the tree behind them."""
        tree = draft.tree(len(self.walks), draft.arrivals())
        if tree is None:
            return HOPELESS, None
        tree = rooted(tree, self.walks[0].start)
        return seconds_of([name for name, _, _ in moves(tree)], len(self.walks)), tree

    def is_wide(self, draft: Draft, tree: Node) -> bool:
        """Whether going forwards takes as long as going backwards, up to what a good puzzle may take."""
        wanted = min(forwards_wanted([name for name, _, _ in moves(tree)]), MOST_WANTED)
        wanted = max(wanted, LEAST_FORWARDS[self.params.tier])
        return self.forwards(draft, wanted) >= wanted

    def is_narrow(self, draft: Draft) -> bool:
        """Whether going forwards takes no longer than the level allows."""
        most = MOST_FORWARDS.get(self.params.tier)
        return most is None or self.forwards(draft, most + 1) <= most

    def forwards(self, draft: Draft, most: int) -> int:
        """Walks of trying every order from her armchair, counted up to `most`."""
        start, house = self.walks[0].start, House(draft.edges, draft.rugs)
        return house.orders_begun(draft.rooms, start, draft.goal, len(self.walks), most)


def draw_clues(params: WatcherParams, answer: str, given: Given, rng: Rng) -> WatcherClues | None:
    """See `Mechanism.generate`.

    In each house one way to one door is meant. Walls are set across wrong ways, and noise-makers that are
    not needed are moved, until the reasoning is as short as the params ask.
    """
    for _ in range(HOUSES):
        draft = _house(params, len(answer), rng)
        arrivals = draft.arrivals()
        free = draft.free()
        for goal in rng.shuffled([room for room in free if arrivals[room]])[:DOORS]:
            draft = replace(draft, goal=goal)
            tree = draft.tree(len(answer), arrivals)
            ways = [] if tree is None else [w for w in sequences(tree) if w[0].start in free and _is_open(w)]
            if params.tier is Level.FIENDISH:
                ways = [w for w in ways if any(walk.stopped for walk in w)]
            if not ways:
                continue
            walks = _widest(draft, ways, rng)
            good = _simplified(draft, Plan(walks, params), rng)
            if good is not None:
                noises = _noises(good.rooms, tuple(walk.noise for walk in walks), answer, given, rng)
                return WatcherClues(good.edges, good.rugs, noises, walks[0].start, goal, len(answer))
    return None


def _widest(draft: Draft, ways: list[tuple[Walk, ...]], rng: Rng) -> tuple[Walk, ...]:
    """Of some ways the one whose start leaves most to try to somebody who goes forwards."""
    house = House(draft.edges, draft.rugs)

    def tried(walks: tuple[Walk, ...]) -> int:
        start = walks[0].start
        return house.orders_begun(draft.rooms, start, draft.goal, len(walks), 2 * MOST_WANTED)

    return max(rng.sample(ways, min(len(ways), LOTS)), key=tried)


def decoys_of(params: WatcherParams, count: int) -> int:
    """How many noise-makers are not needed: shorter words have more, as fewer noises leave less to try."""
    return max(params.decoys, min(MOST_DECOYS, params.decoys + LONGEST - count))


def _is_open(walks: tuple[Walk, ...]) -> bool:
    """Whether snap doors stand as the walks need them when all are open at first."""
    shut = 0
    for walk in walks:
        if walk.stopped & ~shut or walk.passed & shut:
            return False
        shut |= walk.passed
    return True


def _simplified(draft: Draft, plan: Plan, rng: Rng) -> Draft | None:
    """The draft with fewer wrong ways, such that the reasoning suits the params; or None."""
    params, longer = plan.params, LETTER_SECONDS * (len(plan.walks) - SHORTEST)
    least, most = params.least_seconds + longer, params.most_seconds + longer
    seconds, tree = plan.judged(draft)
    if seconds > FAR_TOO_LONG * most:
        return None
    for _ in range(CHANGES):
        if tree is None or seconds < least or not plan.is_wide(draft, tree):
            return None
        if tree.goals == 1 and seconds <= most and plan.is_narrow(draft):
            names = [name for name, _, _ in moves(tree)]
            return draft if graded(names) is params.tier else None
        tried = [(plan.judged(other), other) for other in _changes(draft, plan, tree, rng)]
        tried = [one for one in tried if least <= one[0][0] < HOPELESS]
        tried.sort(key=lambda one: one[0][0])
        for judged, other in tried:
            if judged[1] is not None and plan.is_wide(other, judged[1]):
                (seconds, tree), draft = judged, other
                break
        else:
            return None
    return None


def _changes(draft: Draft, plan: Plan, tree: Node, rng: Rng) -> list[Draft]:
    """Some drafts that differ by one wall across wrong ways, or by the room of one noise-maker."""
    taken = {gap for walk in plan.walks for gap in _gaps(walk)}
    shut = {frozenset((edge.first, edge.second)) for edge in draft.edges}
    crossed = Counter(gap for walk in _walks(tree) for gap in _gaps(walk))
    wrong = [gap for gap in sorted(crossed) if gap not in taken and frozenset(gap) not in shut]
    rng.shuffle(wrong)
    wrong.sort(key=lambda gap: -crossed[gap])
    changes = []
    if len(draft.edges) < MOST_EDGES:
        for gap in wrong[:2]:
            edges = sorted((*draft.edges, Edge(*gap, EdgeKind.WALL)), key=_edge_place)
            changes.append(replace(draft, edges=tuple(edges)))
    needed = {walk.noise for walk in plan.walks}
    idle = [noise for noise in range(len(draft.rooms)) if noise not in needed]
    kept = {plan.walks[0].start, draft.goal}
    for noise in rng.sample(idle, 2):
        room = rng.choice([room for room in draft.free() if room not in kept])
        rooms = (*draft.rooms[:noise], room, *draft.rooms[noise + 1 :])
        changes.append(replace(draft, rooms=rooms))
    return changes


def _walks(node: Node) -> Iterator[Walk]:
    for child in node.children:
        if child.by is not None:
            yield child.by
        yield from _walks(child)


def _gaps(walk: Walk) -> list[tuple[int, int]]:
    """The gaps between rooms that a walk crosses."""
    low, high = sorted((walk.start, walk.end))
    step = 1 if low // COLUMNS == high // COLUMNS else COLUMNS
    return [(room, room + step) for room in range(low, high, step)]


def _edge_place(edge: Edge) -> tuple[int, int]:
    return min(edge.first, edge.second), max(edge.first, edge.second)


def _house(params: WatcherParams, count: int, rng: Rng) -> Draft:
    noises = count + decoys_of(params, count)
    walls = params.walls - WALLS_LESS * (LONGEST - count)
    kinds = [EdgeKind.SNAP] * params.snaps + [EdgeKind.FLAP] * params.flaps + [EdgeKind.WALL] * walls
    edges = []
    for gap, kind in zip(rng.sample(GAPS, len(kinds)), kinds, strict=True):
        turned = kind is EdgeKind.FLAP and rng.chance(0.5)
        edges.append(Edge(gap[1], gap[0], kind) if turned else Edge(*gap, kind))
    edges.sort(key=_edge_place)
    rooms = rng.sample(range(ROOMS), noises + params.rugs)
    return Draft(tuple(edges), tuple(sorted(rooms[noises:])), tuple(sorted(rooms[:noises])))


def _noises(
    rooms: tuple[int, ...], order: tuple[int, ...], answer: str, given: Given, rng: Rng
) -> tuple[Noise, ...]:
    letters = dict(zip(order, answer, strict=True))
    others = [noise for noise in range(len(rooms)) if noise not in letters]
    letters.update(zip(others, _decoy_letters(answer, len(others), given, rng), strict=True))
    kinds = rng.sample(KINDS, len(rooms))
    return tuple(Noise(kinds[i], room, letters[i]) for i, room in enumerate(rooms))


def _decoy_letters(answer: str, count: int, given: Given, rng: Rng) -> list[str]:
    """Letters with which other words could be made too, all unlike those of the answer."""
    wanted: Counter[str] = Counter()
    for word in given.decoys:
        new = set(word) - set(answer)
        if len(new) <= count:
            wanted.update(sorted(new))
    letters = [letter for letter in rng.shuffled(COMMON) if letter not in answer]
    letters.sort(key=lambda letter: -wanted[letter])
    return rng.shuffled(letters[:count])
