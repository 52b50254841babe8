"""From what is printed to the answer: every solution of each small puzzle, laid and looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from types import MappingProxyType

from kitgen.mechanisms.contract import Level, Solution, Step, Technique, Verdict, hardest
from kitgen.mechanisms.grille import circus, garden, theatre
from kitgen.mechanisms.grille.clues import (
    EYE,
    LIES,
    SCENES,
    Clues,
    Lattice,
    Lie,
    Pose,
    Sort,
    Stone,
    fits,
    lattices,
    poses,
)
from kitgen.mechanisms.grille.wording import (
    creature,
    lie_words,
    place,
    row_letter,
    sentence_words,
    sort_words,
)
from kitgen.message import Message, message

TECHNIQUES: Mapping[str, Technique] = MappingProxyType(
    {
        "follow": Technique(Level.EASY, 20),
        "follow-far": Technique(Level.NORMAL, 32),
        "sentence": Technique(Level.EASY, 18),
        "sentence-linked": Technique(Level.NORMAL, 25),
        "sentence-not": Technique(Level.HARD, 28),
        "seat-left": Technique(Level.EASY, 8),
        "suppose": Technique(Level.FIENDISH, 70),
        "try-seatings": Technique(Level.FIENDISH, 240),
        "find-seats": Technique(Level.EASY, 10),
        "count": Technique(Level.EASY, 20),
        "count-double": Technique(Level.NORMAL, 30),
        "count-conditional": Technique(Level.HARD, 55),
        "lay": Technique(Level.EASY, 20),
        "lay-turned": Technique(Level.NORMAL, 28),
        "lay-flipped": Technique(Level.HARD, 36),
        "check": Technique(Level.EASY, 10),
        "check-close": Technique(Level.NORMAL, 16),
        "read": Technique(Level.EASY, 8),
        "join": Technique(Level.EASY, 5),
    }
)

FAR_CROSSINGS = 3
"""A vine that crosses more others than this asks for a pencil or a patient finger."""

CLOSE_MISSES = 20
"""Placements on one lattice that show all eyes but one; with more, a slip is easily taken for the place."""

_LINKED = ("one-between", "between")


@dataclass(frozen=True)
class _Looked:
    """One lattice, with the stone laid everywhere."""

    placements: int
    all_eyes: int
    near: int


@dataclass
class _Notes:
    """Steps as they are written down."""

    steps: list[Step] = field(default_factory=list)

    def add(self, words: Message, technique: str, uses: tuple[int, ...], piece: str, fact: str) -> int:
        pieces = ("stone", piece) if technique.startswith(("lay", "check", "read")) else (piece,)
        self.steps.append(Step(words, technique, uses, pieces if piece else (), fact))
        return len(self.steps) - 1


def is_right(stone: Stone, lattice: Lattice, pose: Pose) -> bool:
    """Whether a placement looks done: two letters to read, and eyes in all the other holes."""
    if not fits(stone, pose, lattice.columns, lattice.rows):
        return False
    signs = [lattice.at(cell) for cell in stone.seen(pose)]
    return all(len(sign) == 1 for sign in signs[:2]) and all(sign == EYE for sign in signs[2:])


def reading(stone: Stone, lattice: Lattice, pose: Pose) -> str:
    """The two letters that a placement shows; empty where it lies off the lattice or shows pictures."""
    if not fits(stone, pose, lattice.columns, lattice.rows):
        return ""
    signs = [lattice.at(cell) for cell in stone.seen(pose)[:2]]
    return "".join(signs) if all(len(sign) == 1 for sign in signs) else ""


def _look(stone: Stone, lattice: Lattice) -> _Looked:
    """Lay the stone everywhere, and count how often all checked holes show eyes, and all but one."""
    across = lattice.columns
    blind = [sign != EYE for row in lattice.signs for sign in row]
    offsets: dict[Lie, list[int]] = {}
    for lie in LIES:
        moved = (lie.placed(dx, dy) for dx, dy in stone.holes[2:])
        offsets[lie] = [x + across * y for x, y in moved]
    placements, missing = 0, [0, 0, 0]
    for pose in poses(stone, across, lattice.rows):
        notch = pose.column + across * pose.row
        hidden = sum([blind[notch + offset] for offset in offsets[pose.lie]])
        missing[min(hidden, 2)] += 1
        placements += 1
    return _Looked(placements, missing[0], missing[1])


def solve(clues: Clues) -> Solution:
    """Try every solution of every small puzzle, keep those whose placement shows eyes, and read."""
    stone = clues.stone
    orders = [tuple(order) for order in theatre.seatings(clues.seats)]
    found: tuple[list[tuple[Pose, tuple[str, ...]]], ...] = (
        [(pose, ()) for pose in garden.readings(clues.vines)],
        [(theatre.pose_of(clues.seats, order), order) for order in orders],
        [(pose, ()) for pose in circus.readings(clues.ring)],
    )
    left = [
        [(pose, how) for pose, how in options if is_right(stone, lattice, pose)]
        for options, lattice in zip(found, lattices(clues), strict=True)
    ]
    looked = [_look(stone, lattice) for lattice in lattices(clues)]
    measures = MappingProxyType(
        {
            "placements": sum(look.placements for look in looked),
            "all-eyes": sum(look.all_eyes for look in looked),
            "near-misses": sum(look.near for look in looked),
            "seatings": len(orders),
        }
    )
    states = []
    answers: list[str] = []
    for combination in product(*left):
        states.append(combination)
        answer = "".join(
            reading(stone, lattice, pose)
            for lattice, (pose, _) in zip(lattices(clues), combination, strict=True)
        )
        if answer not in answers:
            answers.append(answer)
        if len(states) == 2:
            break
    if len(states) != 1:
        # Nothing at all left means misprinted paper: no answer is proven, none is claimed.
        verdict = Verdict.SEVERAL if states else Verdict.GAVE_UP
        return Solution(verdict, tuple(answers), tuple(states), measures=measures)
    steps = _explain(clues, [pose for pose, _ in states[0]], states[0][1][1], looked)
    tier = hardest([TECHNIQUES[step.technique].tier for step in steps])
    return Solution(Verdict.UNIQUE, tuple(answers), tuple(states), tuple(steps), tier, measures)


def _explain(clues: Clues, placed: list[Pose], order: tuple[str, ...], looked: list[_Looked]) -> list[Step]:
    """The reasoning, scene by scene."""
    notes = _Notes()
    reads = []
    for scene, pose, lattice, look in zip(SCENES, placed, lattices(clues), looked, strict=True):
        if scene == "garden":
            known = _follow_vines(clues, notes)
        elif scene == "theatre":
            known = _seat_guests(clues, order, notes)
        else:
            known = _count_mice(clues, notes)
        reads.append(_lay(clues.stone, scene, pose, lattice, look, known, notes))
    answer = "".join(reading(clues.stone, g, p) for g, p in zip(lattices(clues), placed, strict=True))
    notes.add(message("grille.step.join", answer=answer), "join", tuple(reads), "", answer)
    return notes.steps


def _follow_vines(clues: Clues, notes: _Notes) -> tuple[int, ...]:
    """One step for each vine that counts."""
    vines, known = clues.vines, []
    for name in vines.asked:
        leaf = garden.leaf_of(vines, name)
        crossed = garden.crossings(garden.way(vines, vines.roots.index(name)))
        technique = "follow-far" if crossed > FAR_CROSSINGS else "follow"
        words = message(
            f"grille.step.follow-{leaf.kind}", creature=creature(name), **_value(leaf.kind, leaf.value)
        )
        known.append(notes.add(words, technique, (), "garden", f"{leaf.kind} {leaf.value + 1}"))
    return tuple(known)


def _value(kind: str, value: int) -> dict[str, str | int | Message]:
    if kind == "column":
        return {"column": value + 1}
    if kind == "row":
        return {"row": row_letter(value)}
    return {"lie": lie_words(LIES[value])}


def _seat_guests(clues: Clues, order: tuple[str, ...], notes: _Notes) -> tuple[int, ...]:
    """Deductions about the seats, then what stands on those that count."""
    seats = clues.seats
    deductions = theatre.deduce(seats)
    first = len(notes.steps)
    if deductions is None:
        words = message("grille.step.try-seatings")
        notes.add(words, "try-seatings", (), "theatre", ", ".join(order))
        last: tuple[int, ...] = (first,)
    else:
        for d in deductions:
            notes.add(*_thought(d), tuple(first + u for u in d.uses), "theatre", _seats_fact(d))
        last = tuple(range(first, len(notes.steps)))
    pose = theatre.pose_of(seats, order)
    names = {key: creature(guest) for key, guest in zip("abc", seats.asked, strict=False)}
    key = "grille.step.find-seats-lie" if seats.lie is None else "grille.step.find-seats"
    words = message(key, place=place(pose), lie=lie_words(pose.lie), **names)
    return (notes.add(words, "find-seats", last, "theatre", f"place {place(pose)}"),)


def _seats_fact(d: theatre.Deduction) -> str:
    return "; ".join(f"{who}: {_numbers(left)}" for who, left in d.seats)


def _numbers(seats: tuple[int, ...]) -> str:
    return ", ".join(str(seat + 1) for seat in seats)


def _thought(d: theatre.Deduction) -> tuple[Message, str]:
    """A deduction about the seats in words, and its technique."""
    if d.way == "sentence":
        assert d.sentence is not None
        kind = d.sentence.kind
        technique = (
            "sentence-not"
            if kind in theatre.NEGATIVE
            else "sentence-linked"
            if kind in _LINKED
            else "sentence"
        )
        values: dict[str, str | int | Message] = {"sentence": sentence_words(d.sentence)}
        for letter, (who, left) in zip("abc", d.seats, strict=False):
            values[letter] = creature(who)
            values[f"seats_{letter}"] = _numbers(left)
        return Message(f"grille.step.sentence-{len(d.seats)}", values), technique
    if d.way == "suppose":
        who, left = d.seats[0]
        return message("grille.step.suppose", a=creature(who), seats=_numbers(left)), "suppose"
    if d.way == "only-guest":
        who, left = d.seats[0]
        return message("grille.step.only-guest", a=creature(who), seat=_numbers(left)), "seat-left"
    return message("grille.step.taken", a=creature(d.guest)), "seat-left"


def _count_mice(clues: Clues, notes: _Notes) -> tuple[int, ...]:
    """One step for each thing to count."""
    ring, known = clues.ring, []
    for kind, tally in zip(("column", "row", "lie"), ring.asked, strict=False):
        number = circus.count(ring.mice, tally)
        sort = circus.counted_sort(ring.mice, tally)
        technique = "count-double" if len(_parts(sort)) > 1 else "count"
        values = {"sort": sort_words(sort), "number": number, **_value(kind, number - 1)}
        key = f"grille.step.count-{kind}"
        if tally.more is not None and tally.than is not None:
            technique = "count-conditional"
            values["more"], values["than"] = sort_words(tally.more), sort_words(tally.than)
            values["count_more"] = circus.number_of(ring.mice, tally.more)
            values["count_than"] = circus.number_of(ring.mice, tally.than)
            key += "-conditional"
        known.append(notes.add(Message(key, values), technique, (), "circus", f"{kind} {number}"))
    return tuple(known)


def _parts(sort: Sort) -> list[str]:
    return [name for name, value in vars(sort).items() if value not in ("", None)]


def _lay(
    stone: Stone,
    scene: str,
    pose: Pose,
    lattice: Lattice,
    look: _Looked,
    known: tuple[int, ...],
    notes: _Notes,
) -> int:
    """Lay the stone, look at the eyes, read."""
    words = message("grille.step.lay", place=place(pose), lie=lie_words(pose.lie))
    lay = notes.add(words, _laying(pose.lie), known, scene, f"stone on {place(pose)}")
    close = look.near > CLOSE_MISSES
    words = message("grille.step.check", eyes=len(stone.holes) - 2, near=look.near)
    check = notes.add(words, "check-close" if close else "check", (lay,), scene, "all eyes")
    letters = reading(stone, lattice, pose)
    words = message("grille.step.read", first=letters[0], second=letters[1])
    return notes.add(words, "read", (check,), scene, letters)


def _laying(lie: Lie) -> str:
    if lie.moon:
        return "lay-flipped"
    return "lay" if lie.upright else "lay-turned"
