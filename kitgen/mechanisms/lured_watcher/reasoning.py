"""Solving from the door backwards: every way that a person would have to look at, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Solution, Step, Technique, Verdict, hardest
from kitgen.mechanisms.lured_watcher.house import House, Walk, WatcherClues
from kitgen.message import Message, message

TECHNIQUES = MappingProxyType(
    {
        "door": Technique(Level.EASY, 20.0),
        "before": Technique(Level.EASY, 12.0),
        "dead-end": Technique(Level.EASY, 10.0),
        "wrong-track": Technique(Level.EASY, 7.0),
        "spent": Technique(Level.EASY, 14.0),
        "snap-open": Technique(Level.HARD, 16.0),
        "snap-shut": Technique(Level.FIENDISH, 28.0),
        "never-shut": Technique(Level.FIENDISH, 24.0),
        "walk": Technique(Level.EASY, 8.0),
        "read": Technique(Level.EASY, 10.0),
    }
)

MOST_NODES = 20_000
"""Places looked at before the solver gives up."""

MOST_SLIP_NODES = 300
"""The same where a rule is forgotten: beyond it nobody comes upon just one wrong answer."""

DEAD_ENDS = {Level.EASY: 6, Level.NORMAL: 11}
"""Most dead ends of a search that is still easy or normal."""

WAYS = frozenset({"door", "before", "snap-open", "snap-shut"})
"""Techniques that find a way into a room."""

ENDS = frozenset({"dead-end", "spent", "never-shut"})
"""Techniques that come upon a dead end."""

BOTH_PIECES = ("plan", "watcher")


@dataclass
class Node:
    """She is in a room after some noises, and the noises after that are known.

    Args:
        room: where she is.
        left: how many noises brought her here.
        used: bits of the noise-makers that sound later.
        shut: snap doors that must be shut by now.
        open: snap doors that must be open still.
        by: the walk that follows, or None at the door.
        children: the same one noise earlier.
        spent: a noise-maker that would bring her here, but sounds later.
        goals: sequences found below.
        height: how many noises deep a way without end was followed.
    """

    room: int
    left: int
    used: int = 0
    shut: int = 0
    open: int = 0
    by: Walk | None = None
    children: list[Node] = field(default_factory=list)
    spent: int | None = None
    is_unshut: bool = False
    goals: int = 0
    height: int = 1


class TooManyError(Exception):
    """More places to look at than allowed."""


def grow(node: Node, arrivals: list[list[Walk]], goal: int, budget: list[int]) -> None:
    """Look at every way into a node's room, down to the start; `budget` holds what may still be looked at.

    Raises:
        TooManyError: the budget is spent.
    """
    if not node.left:
        return
    budget[0] -= 1
    if budget[0] < 0:
        raise TooManyError
    for walk in arrivals[node.room]:
        if walk.start == goal or (walk.passed | walk.stopped) & node.open:
            continue
        if node.used >> walk.noise & 1:
            node.spent = walk.noise
            continue
        shut = node.shut & ~walk.passed | walk.stopped
        used = node.used | 1 << walk.noise
        child = Node(walk.start, node.left - 1, used, shut, node.open | walk.passed, walk)
        grow(child, arrivals, goal, budget)
        node.children.append(child)


def rooted(node: Node, start: int) -> Node:
    """The tree as it is when she begins in `start`: first noises from elsewhere fall away. Counts too."""
    if not node.left:
        return Node(node.room, 0, node.used, by=node.by, goals=1, height=0)
    children, is_unshut = [], False
    for child in node.children:
        if child.left:
            children.append(rooted(child, start))
        elif child.room == start:
            if child.shut:
                is_unshut = True
            else:
                children.append(rooted(child, start))
    goals = sum(child.goals for child in children)
    height = 1 + max((child.height for child in children), default=0)
    return Node(
        node.room, node.left, node.used, node.shut, node.open, node.by, children,
        node.spent, is_unshut, goals, height,
    )  # fmt: skip


def sequences(node: Node) -> Iterator[tuple[Walk, ...]]:
    """The walks of every way found, in the order of walking."""
    own = (node.by,) if node.by else ()
    if not node.left:
        yield own
    for child in node.children:
        for walks in sequences(child):
            yield (*walks, *own)


def moves(node: Node) -> Iterator[tuple[str, Node, Node]]:
    """Technique by technique what a person does, wrong ways before the right one.

    Yields:
        The technique, the node it speaks of, and the node it rests on.
    """
    for child in sorted(node.children, key=lambda child: child.goals):
        walk = child.by
        if walk is not None and walk.passed | walk.stopped:
            yield "snap-shut" if walk.stopped else "snap-open", child, node
        else:
            yield "door" if node.by is None else "before", child, node
        if child.left:
            yield from moves(child)
    if node.goals:
        return
    if node.children:
        yield "wrong-track", node, node
    elif node.is_unshut:
        yield "never-shut", node, node
    else:
        yield "dead-end" if node.spent is None or node.left == 1 else "spent", node, node


def graded(names: Sequence[str]) -> Level:
    """The level of a list of techniques: that of the hardest, or of how often they come to a dead end."""
    ends = sum(name in ENDS for name in names)
    searched = next((level for level, most in DEAD_ENDS.items() if ends <= most), Level.HARD)
    return hardest([searched, *(TECHNIQUES[name].tier for name in names)])


def forwards_wanted(names: Sequence[str]) -> int:
    """Walks that going forwards must take at least, so that going backwards is the shorter way."""
    return sum(name in WAYS for name in names)


def seconds_of(names: Sequence[str], count: int) -> float:
    """How long the techniques take, with `count` noises to walk at the end."""
    back = sum(TECHNIQUES[name].seconds for name in names)
    return back + count * TECHNIQUES["walk"].seconds + TECHNIQUES["read"].seconds


def solve(clues: WatcherClues) -> Solution:
    """All orders of noises that end at the door, and the reasoning where there is one."""
    house = House(clues.edges, clues.rugs)
    arrivals = house.arrivals(tuple(noise.room for noise in clues.noises))
    tree = Node(clues.goal, clues.count)
    try:
        grow(tree, arrivals, clues.goal, [MOST_NODES])
    except TooManyError:
        return Solution(Verdict.GAVE_UP, ())
    tree = rooted(tree, clues.start)
    found = list(sequences(tree))
    states = tuple(tuple(clues.noises[walk.noise].kind for walk in walks) for walks in found)
    answers = tuple(dict.fromkeys(reading(clues, walks) for walks in found))
    if len(found) != 1:
        return Solution(Verdict.SEVERAL, answers[:2], states[:2])
    steps = _explain(clues, tree, found[0], answers[0])
    names = [step.technique for step in steps]
    targets = tuple(noise.room for noise in clues.noises)
    forwards = house.orders_begun(targets, clues.start, clues.goal, clues.count, MOST_NODES)
    # Whoever just tries every order forwards would be done before anybody who reasons.
    tier = graded(names) if forwards >= forwards_wanted(names) else Level.EASY
    deepest = max((node.height for _, node, _ in moves(tree) if not node.goals), default=0)
    measures = MappingProxyType(
        {"dead ends": sum(name in ENDS for name in names), "deepest": deepest, "forwards": forwards}
    )
    return Solution(Verdict.UNIQUE, answers, states, steps, tier, measures)


def reading(clues: WatcherClues, walks: tuple[Walk, ...]) -> str:
    """The letters of the noises in order."""
    return "".join(clues.noises[walk.noise].letter for walk in walks)


def noise_words(clues: WatcherClues, noise: int) -> Message:
    """A noise-maker by its name: 'the kettle'."""
    return message(f"lured-watcher.noise.{clues.noises[noise].kind}")


def _explain(clues: WatcherClues, tree: Node, walks: tuple[Walk, ...], answer: str) -> tuple[Step, ...]:
    steps: list[Step] = []
    known: dict[int, int] = {}
    for name, node, rests_on in moves(tree):
        steps.append(_step(clues, name, node, known.get(id(rests_on))))
        known[id(node)] = len(steps) - 1
    for place, walk in enumerate(walks, start=1):
        text = message(
            "lured-watcher.step.walk",
            place=place, noise=noise_words(clues, walk.noise), letter=clues.noises[walk.noise].letter,
            start=walk.start + 1, end=walk.end + 1,
        )  # fmt: skip
        last = (len(steps) - 1,)
        steps.append(Step(text, "walk", last, BOTH_PIECES, f"room {walk.end + 1} after noise {place}"))
    uses = tuple(range(len(steps) - len(walks), len(steps)))
    text = message("lured-watcher.step.read", answer=answer)
    steps.append(Step(text, "read", uses, BOTH_PIECES, answer))
    return tuple(steps)


def _step(clues: WatcherClues, name: str, node: Node, rests_on: int | None) -> Step:
    uses = () if rests_on is None else (rests_on,)
    room = node.room + 1
    walk = node.by
    if name in WAYS and walk is not None:
        noise = noise_words(clues, walk.noise)
        text = message(
            f"lured-watcher.step.{name}", noise=noise, start=room, end=walk.end + 1, place=node.left + 1
        )
        return Step(text, name, uses, ("plan",), f"noise {node.left + 1} from room {room}")
    if name == "spent" and node.spent is not None:
        noise = noise_words(clues, node.spent)
        text = message("lured-watcher.step.spent", noise=noise, room=room)
    elif name == "dead-end" and node.left == 1:
        text = message("lured-watcher.step.not-first", room=room)
    else:
        text = message(f"lured-watcher.step.{name}", room=room)
    return Step(text, name, uses, ("plan",), f"not room {room} after noise {node.left}")


def first_readings(clues: WatcherClues) -> tuple[str, ...]:
    """Up to two readings of a house, without the reasoning; none where there is too much to look at."""
    arrivals = House(clues.edges, clues.rugs).arrivals(tuple(noise.room for noise in clues.noises))
    tree = Node(clues.goal, clues.count)
    try:
        grow(tree, arrivals, clues.goal, [MOST_SLIP_NODES])
    except TooManyError:
        return ()
    return tuple(dict.fromkeys(reading(clues, w) for w in sequences(rooted(tree, clues.start))))[:2]
