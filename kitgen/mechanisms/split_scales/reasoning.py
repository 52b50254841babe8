"""How two people weigh everything: the solver's deductions, easiest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations, permutations

from kitgen.mechanisms.contract import Level, Step, Technique
from kitgen.mechanisms.split_scales.clues import LEVEL, Pan, Scale, SplitScalesClues
from kitgen.mechanisms.split_scales.params import HEAVIEST
from kitgen.message import Message, message

TECHNIQUES: Mapping[str, Technique] = {
    "weigh": Technique(Level.EASY, 20.0),
    "substitute": Technique(Level.EASY, 28.0),
    "pull": Technique(Level.EASY, 12.0),
    "drop": Technique(Level.EASY, 10.0),
    "halve": Technique(Level.NORMAL, 42.0),
    "replace": Technique(Level.NORMAL, 85.0),
    "list": Technique(Level.HARD, 120.0),
    "lean": Technique(Level.HARD, 50.0),
    "subtract-scales": Technique(Level.FIENDISH, 230.0),
    "add-three-scales": Technique(Level.FIENDISH, 240.0),
}

MOST_LISTED = 4
"""Candidates that people keep in their heads while they look at a leaning scale."""

PICTURE_IDS = ("scales-a", "scales-b")


@dataclass(frozen=True)
class Row:
    """A scale with what is known taken off: counts of unknown things and stitches, left less right."""

    place: tuple[int, int]
    counts: dict[str, int]
    number: int
    lean: int
    knowns: frozenset[str]


@dataclass
class Weighing:
    """What is known so far, and the steps that led there."""

    clues: SplitScalesClues
    known: dict[str, int] = field(default_factory=dict)
    found_by: dict[str, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)

    def rows(self) -> list[Row]:
        """Every scale that still holds something unknown."""
        found = []
        for picture, i, scale in self.clues.scales:
            counts = {name: count for name, count in scale.counts if name not in self.known}
            known = sum(count * self.known[name] for name, count in scale.counts if name in self.known)
            if counts:
                knowns = frozenset(name for name, _ in scale.counts if name in self.known)
                found.append(Row((picture, i), counts, scale.number + known, scale.lean, knowns))
        return found

    def add(
        self, technique: str, rows: list[Row], learnt: dict[str, int], **more: Message | str | int
    ) -> None:
        """One step from some scales; `learnt` become known by it."""
        values: dict[str, Message | str | int] = dict(more)
        for name, row in zip("abc", rows, strict=False):
            values[name] = scale_words(self.clues, row.place)
        for i, (thing, weight) in enumerate(learnt.items(), start=1):
            values[f"thing{i}"], values[f"weight{i}"] = message(f"split-scales.thing.{thing}"), weight
        used = {self.found_by[name] for row in rows for name in row.knowns}
        if technique == "lean" and self.steps:
            used.add(len(self.steps) - 1)
        pieces = tuple(dict.fromkeys(PICTURE_IDS[row.place[0]] for row in rows))
        fact = ", ".join(f"{thing} = {weight}" for thing, weight in learnt.items())
        key = f"split-scales.step.{technique}"
        self.steps.append(Step(message(key, **values), technique, tuple(sorted(used)), pieces, fact))
        for thing, weight in learnt.items():
            self.known[thing] = weight
            self.found_by[thing] = len(self.steps) - 1


def scale_words(clues: SplitScalesClues, place: tuple[int, int]) -> Message:
    """A scale by its picture and number, with its two sides as sums."""
    picture, i = place
    scale: Scale = clues.pictures[picture][i]
    left, right = _sides(scale)
    kind = "level" if scale.lean == LEVEL else "leaning"
    return message(
        f"split-scales.scale.{kind}", name=f"{'AB'[picture]}{i + 1}", left=left.words(), right=right.words()
    )


def _sides(scale: Scale) -> tuple[Pan, Pan]:
    """The pans, the heavier one first where it leans."""
    return (scale.right, scale.left) if scale.lean < 0 else (scale.left, scale.right)


def weigh_all(clues: SplitScalesClues) -> Weighing:
    """Deduce as far as the techniques go."""
    state = Weighing(clues)
    while len(state.known) < len(clues.things):
        rows = state.rows()
        level = [row for row in rows if row.lean == LEVEL]
        if not (
            _single(state, level)
            or _replaced(state, level)
            or _listed(state, level, rows)
            or _subtracted(state, level)
            or _three(state, level)
        ):
            break
    return state


def _whole(value: int, by: int) -> int:
    """The quotient where it is a weight; 0 where it is none."""
    return value // by if value % by == 0 and 1 <= value // by <= HEAVIEST else 0


def _single(state: Weighing, level: list[Row]) -> bool:
    """One kind of unknown thing on a level scale."""
    ready = [row for row in level if len(row.counts) == 1]
    ready.sort(key=lambda row: (abs(next(iter(row.counts.values()))), bool(row.knowns)))
    for row in ready:
        ((thing, count),) = row.counts.items()
        weight = _whole(-row.number if count > 0 else row.number, abs(count))
        if weight:
            technique = "halve" if abs(count) > 1 else "substitute" if row.knowns else "weigh"
            state.add(technique, [row], {thing: weight}, times=abs(count))
            return True
    return False


def _pairs(level: list[Row]) -> list[tuple[Row, Row]]:
    """Two scales with the same two unknown things."""
    two = [row for row in level if len(row.counts) == 2]
    return [(a, b) for a, b in combinations(two, 2) if a.counts.keys() == b.counts.keys()]


def _two_weights(a: Row, b: Row) -> dict[str, int] | None:
    """Both weights from two scales, where there is just one pair."""
    x, y = a.counts
    det = a.counts[x] * b.counts[y] - a.counts[y] * b.counts[x]
    if not det:
        return None
    wx, wy = a.counts[y] * b.number - b.counts[y] * a.number, b.counts[x] * a.number - a.counts[x] * b.number
    sign = 1 if det > 0 else -1
    weights = {x: _whole(sign * wx, abs(det)), y: _whole(sign * wy, abs(det))}
    return weights if all(weights.values()) else None


def _replaced(state: Weighing, level: list[Row]) -> bool:
    """One thing alone balances others, so these take its place on the other scale."""
    for pair in _pairs(level):
        for a, b in permutations(pair):
            for alone, other in permutations(a.counts):
                opposite = abs(a.counts[alone]) == 1 and a.counts[alone] * a.counts[other] < 0
                weights = _two_weights(a, b) if opposite else None
                if weights:
                    thing = message(f"split-scales.thing.{alone}")
                    state.add("replace", [a, b], {other: weights[other]}, alone=thing)
                    return True
    return False


def _listed(state: Weighing, level: list[Row], rows: list[Row]) -> bool:
    """A few pairs of whole numbers fit a scale; leaning scales leave one of them."""
    for row in level:
        if len(row.counts) != 2 or min(row.counts.values()) * max(row.counts.values()) < 0:
            continue
        fits = candidates(row)
        if not 1 <= len(fits) <= MOST_LISTED:
            continue
        judges = [r for r in rows if r.lean != LEVEL and r.counts.keys() <= row.counts.keys()]
        last: list[Row] = []
        left = fits
        for judge in judges:
            fewer = [pair for pair in left if _leans(judge, pair)]
            if len(fewer) < len(left):
                left = fewer
                last.append(judge)
        if len(left) != 1:
            continue
        first, second = (message(f"split-scales.thing.{name}") for name in row.counts)
        listed = _listing([tuple(pair[name] for name in row.counts) for pair in fits])
        state.add("list", [row], {} if last else left[0], first=first, second=second, listed=listed)
        for judge in last[:-1]:
            state.add("lean", [judge], {})
        if last:
            state.add("lean", [last[-1]], left[0])
        return True
    return False


def _listing(pairs: list[tuple[int, ...]]) -> str:
    """Candidates as the host reads them: `1 | 8; 2 | 4`."""
    return "; ".join(" | ".join(map(str, pair)) for pair in pairs)


def candidates(row: Row) -> list[dict[str, int]]:
    """All weights of two things that let a level scale stand."""
    (x, cx), (y, cy) = row.counts.items()
    found = []
    for value in range(1, HEAVIEST + 1):
        rest = -(row.number + cx * value)
        other = _whole(rest if cy > 0 else -rest, abs(cy))
        if other:
            found.append({x: value, y: other})
    return found


def _leans(judge: Row, weights: dict[str, int]) -> bool:
    more = judge.number + sum(count * weights[name] for name, count in judge.counts.items())
    return (more > 0) - (more < 0) == judge.lean


def _subtracted(state: Weighing, level: list[Row]) -> bool:
    """Two scales with the same two things, neither of them alone: what one has more, it weighs more."""
    for a, b in _pairs(level):
        weights = _two_weights(a, b)
        if weights:
            state.add("subtract-scales", [a, b], weights)
            return True
    return False


def _three(state: Weighing, level: list[Row]) -> bool:
    """Three things, each pair of them weighed once: together they are half of all three scales."""
    two = [row for row in level if len(row.counts) == 2 and len(set(row.counts.values())) == 1]
    two = [row for row in two if abs(next(iter(row.counts.values()))) == 1]
    for trio in combinations(two, 3):
        names = sorted({name for row in trio for name in row.counts})
        if len(names) != 3 or len({frozenset(row.counts) for row in trio}) != 3:
            continue
        sums = {frozenset(row.counts): abs(row.number) for row in trio}
        whole = sum(sums.values())
        weights = {
            name: _whole(whole - 2 * next(s for pair, s in sums.items() if name not in pair), 2)
            for name in names
        }
        if all(weights.values()):
            state.add("add-three-scales", list(trio), weights, all=whole, half=whole // 2)
            return True
    return False
