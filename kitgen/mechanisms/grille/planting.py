"""Signs on a lattice: the true reading, and readings just as tidy for whoever skips the small puzzle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.mechanisms.grille.clues import (
    EYE,
    LIES,
    OTHER_SIGNS,
    Cell,
    Lattice,
    Lie,
    Pose,
    Stone,
    fits,
    poses,
)
from kitgen.rng import Rng

COMMON_LETTERS = "AAAABCCDDDEEEEEFFGGHHHIIIIJKLLLMMNNNOOOOPPQRRRRSSSSTTTTUUUVWXYZ"
"""Fillers in about the mixture of English, so that wrong readings look no stranger than right ones."""

LETTER_SHARE = 0.62
"""Share of letters among the signs that nobody planted, eyes left aside."""


@dataclass(frozen=True)
class Soil:
    """What a scene's lattice must have.

    Args:
        columns: cells across.
        rows: cells down.
        lies: ways the stone may lie in this kit.
        told: the lie where it is printed.
        decoys: wrong placements that show nothing but eyes in the checked holes, at least.
        eyes_percent: share of eyes among the signs that nobody planted.
        first: lowest index of a column or row that the small puzzle can say.
        last: highest index of a column or row that the small puzzle can say.
    """

    columns: int
    rows: int
    lies: tuple[Lie, ...]
    told: Lie | None
    decoys: int
    eyes_percent: int
    first: int
    last: int

    def sayable(self, pose: Pose) -> bool:
        """Whether the small puzzle can say the column and the row."""
        return self.first <= min(pose.column, pose.row) and max(pose.column, pose.row) <= self.last


def cut_stone(columns: int, rows: int, holes: int, rng: Rng) -> Stone | None:
    """A stone whose holes touch neither each other nor the notch, so that the paper holds."""
    cells = [(x, y) for y in range(rows) for x in range(columns) if x + y > 1]
    chosen: list[Cell] = []
    for x, y in rng.shuffled(cells):
        if all(abs(x - a) + abs(y - b) > 1 for a, b in chosen):
            chosen.append((x, y))
        if len(chosen) == holes:
            break
    if len(chosen) < holes:
        return None
    # Holes near the far edges make small slips of place visible all over the card.
    if max(x for x, _ in chosen) < columns - 1 or max(y for _, y in chosen) < rows - 1:
        return None
    return Stone(columns, rows, tuple(chosen))


def most_holes(columns: int, rows: int) -> int:
    """How many holes a stone surely has room for: the cells of one colour of a chessboard."""
    cells = [(x + y) % 2 for y in range(rows) for x in range(columns) if x + y > 1]
    return max(cells.count(0), cells.count(1))


def choose_pose(stone: Stone, soil: Soil, lie: Lie, rng: Rng) -> Pose | None:
    """A place for the stone where other ways of laying it would fit too."""
    able = [pose for pose in poses(stone, soil.columns, soil.rows) if pose.lie == lie and soil.sayable(pose)]
    if soil.told is None:
        able = [pose for pose in able if len(_other_lies(stone, soil, pose)) >= 2]
    return rng.choice(able) if able else None


def _other_lies(stone: Stone, soil: Soil, pose: Pose) -> list[Pose]:
    """The same place with another corner: the other face on the same corner is left to be a plain slip."""
    return [
        other
        for other in (Pose(pose.column, pose.row, lie) for lie in soil.lies if lie.corner != pose.lie.corner)
        if fits(stone, other, soil.columns, soil.rows)
    ]


class _Bed:
    """Signs set so far."""

    def __init__(self, stone: Stone) -> None:
        self.stone = stone
        self.signs: dict[Cell, str] = {}
        self.readings: set[str] = set()

    def sow(self, pose: Pose, letters: str) -> bool:
        """Make a placement show two letters and eyes, unless something else stands there already."""
        seen = self.stone.seen(pose)
        wanted = dict(zip(seen, [*letters, *[EYE] * (len(seen) - 2)], strict=True))
        for cell in seen[:2]:
            here = self.signs.get(cell, "")
            if len(here) == 1:
                wanted[cell] = here
        reading = "".join(wanted[cell] for cell in seen[:2])
        if reading in self.readings or any(self.signs.get(c, s) != s for c, s in wanted.items()):
            return False
        self.signs.update(wanted)
        self.readings.add(reading)
        return True


def _decoys(stone: Stone, soil: Soil, pose: Pose, bed: _Bed, rng: Rng) -> list[Pose] | None:
    """Sow decoys: one for each thing that the small puzzle says, wrong in that thing alone, then others.

    So nobody gets through by sliding the stone until eyes show, nor by skipping one of the questions.
    """
    everywhere = [
        other for other in poses(stone, soil.columns, soil.rows) if other != pose and other.lie in soil.lies
    ]
    alike = [p for p in everywhere if p.lie == pose.lie and soil.sayable(p)]
    same_row = [p for p in alike if p.row == pose.row]
    same_column = [p for p in alike if p.column == pose.column]
    groups = [same_row, same_column]
    if soil.told is None:
        groups.append(_other_lies(stone, soil, pose))
    free = [p for p in everywhere if soil.told is None or p.lie == soil.told]
    groups.extend([free] * max(0, soil.decoys - len(groups)))
    sown: list[Pose] = []
    for group in groups:
        for other in rng.shuffled(group)[:24]:
            letters = rng.choice(COMMON_LETTERS) + rng.choice(COMMON_LETTERS)
            if other not in sown and bed.sow(other, letters):
                sown.append(other)
                break
        else:
            return None
    return sown


def plant(
    stone: Stone, soil: Soil, pose: Pose, letters: str, rng: Rng
) -> tuple[Lattice, dict[str, list[int]]] | None:
    """A lattice of signs whose true placement reads two letters.

    Args:
        stone: the card with holes.
        soil: what the lattice must have.
        pose: the true placement.
        letters: what is read there, two letters.
        rng: the stream to draw from.

    Returns:
        The lattice; and for `column`, `row` and `lie` wrong values to print beside the true one, those
        of a decoy first. None where the decoys do not fit.
    """
    bed = _Bed(stone)
    bed.sow(pose, letters)
    sown = _decoys(stone, soil, pose, bed, rng)
    if sown is None:
        return None

    def sign(cell: Cell) -> str:
        if cell in bed.signs:
            return bed.signs[cell]
        if rng.chance(soil.eyes_percent / 100):
            return EYE
        return rng.choice(COMMON_LETTERS) if rng.chance(LETTER_SHARE) else rng.choice(OTHER_SIGNS)

    lattice = Lattice(
        tuple(tuple(sign((column, row)) for column in range(soil.columns)) for row in range(soil.rows))
    )

    def wrong(first: int | None, true: int, values: Sequence[int]) -> list[int]:
        rest = rng.shuffled(v for v in values if v not in (first, true))
        return ([first] if first is not None else []) + rest

    lies = [LIES.index(lie) for lie in soil.lies]
    turned = LIES.index(sown[2].lie) if soil.told is None else None
    true_lie = LIES.index(pose.lie)
    return lattice, {
        "column": wrong(sown[0].column, pose.column, range(soil.columns)),
        "row": wrong(sown[1].row, pose.row, range(soil.rows)),
        "lie": [] if soil.told is not None else wrong(turned, true_lie, lies),
    }
