"""The wall of bricks: every edge carries half a figure, and exactly one wall makes them all whole.

**The rules, as players hear them.** Lay the bricks on the mat, every second row shifted by half a brick.
Wherever two bricks touch, the two halves must make one whole: one of the figures across a level seam, the
outline of one button across an upright seam (the mat shows all of them whole); holes do not matter for
that. The outer rim carries halves too, which meet nothing. When every seam is right, read only the buttons
with two holes, row by row: the two half signs between the holes name a letter on the sampler card. Buttons
with one hole or none are skipped. The mat says how many bricks are left over, which brick is printed
already, and whether the loose ones may be turned; where they may not, a mark above each number shows the
top. The host cuts the bricks before the night.

**A worked example**, with two rows of two bricks, the lower one shifted to the right; brick 1 is printed in
the first place. Upper halves of figures are written `heart^` and `key^`, lower halves `heart_` and `key_`::

    brick   top edge         bottom edge      left end           right end
    1       key^    key_     heart^  heart^   square, sign 3     round, sign 2, hole
    2       heart_  heart^   key^    heart_   round, sign 1,     square, sign 4
                                              hole
    3       heart_  key_     heart^  heart^   square, sign 0     square, sign 2, hole
    4       heart^  key^     key_    heart_   square, sign 2,    round, sign 5
                                              hole

Only brick 2 has a round button for the right of brick 1. Under their seam a brick must have `heart_` and
`key_` on top: brick 3. On its right brick 4 has the square button, and its `heart^` meets the `heart_` of
brick 2. Two buttons have both holes; on the sampler half signs 2 and 1 are N, 2 and 2 are O: the wall
reads NO. (A test lays it.)

**How the generator aims.** It draws every half of every seam at random, writes the answer's letters across
some upright seams, gives them both holes, gives other seams at most one, cuts, turns and shuffles. Fewer
figures and buttons let more bricks fit one place, so a wall asks for more looking ahead; with too few there
are several walls and the engine draws again. Easy walls have so many figures that these alone mostly decide;
normal and hard ones have so few that in about half of them the buttons must. Bricks are printed in an order
(`cut_sheet`) in which no two neighbours on the uncut sheet show a whole figure or button.

**What the solver knows.** It tries every brick, either way up where that is allowed, at every place, by
figures and buttons alone (`search`): letters never rule a brick out. For the one wall it then lays the
bricks as a person would (`reasoning`). Easy: some place always has one brick only that fits. Normal: at
times a brick fits but would leave a neighbouring place empty. Hard: that is seen only some forced bricks
later. A wall that reads the same but has its bricks elsewhere counts as a second wall.

**Impossible.** More figures than a family has. A wall whose outline is the same when turned, of bricks that
may be turned, without a printed corner: it could be turned as a whole. Turned bricks with
decoys and too few figures: a decoy then nearly always fits somewhere at the rim.
"""

from __future__ import annotations

from collections.abc import Hashable
from types import MappingProxyType
from typing import ClassVar

from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    Misreading,
    Picture,
    Piece,
    Solution,
    Verdict,
)
from kitgen.mechanisms.edge_wall import drawing, lettering, reasoning
from kitgen.mechanisms.edge_wall.generate import draw_clues
from kitgen.mechanisms.edge_wall.params import PRESETS, EdgeWallParams, impossible
from kitgen.mechanisms.edge_wall.search import Bond
from kitgen.mechanisms.edge_wall.wall import Brick, Cell, WallClues, counts, read_seam, seams
from kitgen.message import message
from kitgen.rng import Rng

State = tuple[tuple[Cell, int, bool], ...]
"""A complete wall: by place, which brick lies there and whether it is turned."""


class EdgeWall(Mechanism[EdgeWallParams, WallClues]):
    """Bricks that are laid by their edges; the answer reads across the seams."""

    slug = "edge-wall"
    version = 1
    techniques = reasoning.TECHNIQUES
    params_type = EdgeWallParams
    SHORTEST: ClassVar[int] = 4
    LONGEST: ClassVar[int] = 6

    def preset(self, level: Level) -> EdgeWallParams:
        return PRESETS[level]

    def answer_spec(self, params: EdgeWallParams) -> AnswerSpec:
        del params
        return AnswerSpec(lettering.ALPHABET, self.SHORTEST, self.LONGEST)

    def impossible(self, params: EdgeWallParams, answer: str) -> str:
        del answer
        return impossible(params)

    def generate(self, params: EdgeWallParams, answer: str, given: Given, rng: Rng) -> WallClues | None:
        del given
        return draw_clues(params, answer, rng)

    def solve(self, clues: WallClues, given: Given) -> Solution:
        del given
        bond = Bond(clues)
        walls = bond.walls(bond.start(), limit=2)
        states = tuple(_state(bond, wall) for wall in walls)
        answers = tuple(dict.fromkeys(read_wall(clues, state) for state in states))
        measures = {"bricks tried": bond.nodes, "dead ends": bond.nodes - len(walls) * len(bond.places)}
        if len(walls) != 1 or bond.exhausted:
            verdict = Verdict.GAVE_UP if bond.exhausted and len(walls) < 2 else Verdict.SEVERAL
            return Solution(verdict, answers, states, measures=MappingProxyType(measures))
        steps = reasoning.explain(bond, walls[0], answers[0])
        measures["look-aheads"] = sum(
            step.technique in ("look-ahead", "chain", "long-chain", "trial") for step in steps
        )
        return Solution(
            Verdict.UNIQUE, answers, states, steps, reasoning.grade(steps), MappingProxyType(measures)
        )

    def pieces(self, params: EdgeWallParams, clues: WallClues) -> tuple[Piece, ...]:
        del params
        return (drawing.mat(clues), drawing.sampler(), *drawing.bricks(clues))

    def instructions(self, params: EdgeWallParams, clues: WallClues) -> Instructions:
        del params
        return Instructions(
            task=message("edge-wall.task"),
            done=message("edge-wall.done-left-over", count=clues.decoys)
            if clues.decoys
            else message("edge-wall.done"),
            answer_form=message("edge-wall.answer-form", count=clues.length),
            making=message("edge-wall.making"),
        )

    def hints(self, params: EdgeWallParams, clues: WallClues, solution: Solution) -> Hints:
        del params
        laid = [step for step in solution.steps if step.technique.startswith("fit")]
        first = laid[0].message.values
        nudge = "edge-wall.hint.corner" if clues.corner is not None else "edge-wall.hint.no-corner"
        begin = message("edge-wall.hint.first", brick=first["brick"], row=first["row"], place=first["place"])
        if solution.tier.rank >= Level.HARD.rank:
            # Many bricks are ruled out before the first one leaves no choice: to name it would skip all that.
            begin = message("edge-wall.hint.touches-most")
        method = [
            begin,
            message(
                "edge-wall.hint.look-ahead" if solution.tier is not Level.EASY else "edge-wall.hint.order"
            ),
            message("edge-wall.hint.letters"),
        ]
        if clues.turnable:
            method.insert(1, message("edge-wall.hint.turned"))
        return Hints(message(nudge), tuple(method))

    def solved(self, params: EdgeWallParams, clues: WallClues, solution: Solution) -> tuple[Picture, ...]:
        del params
        state = solution.states[0]
        return (drawing.solved(clues, laid_faces(clues, state), _numbers(state)),)

    def misreadings(self, clues: WallClues, solution: Solution) -> tuple[Misreading, ...]:
        faces = laid_faces(clues, solution.states[0])
        upright = seams(clues.rows)
        whole = [
            (left, read_seam(faces[left], faces[right]))
            for left, right in upright
            if _read(faces, left, right)
        ]
        everything = "".join(read_seam(faces[left], faces[right]) for left, right in upright)
        swapped = "".join(lettering.read(*reversed(lettering.halves(letter))) for _, letter in whole)
        slips = (
            ("halves-swapped", swapped),
            ("every-button", everything),
            ("columns", "".join(letter for _, letter in sorted(whole, key=lambda seam: seam[0][::-1]))),
            ("from-below", "".join(letter for _, letter in sorted(whole, key=lambda s: (-s[0][0], s[0][1])))),
            (
                "from-the-right",
                "".join(letter for _, letter in sorted(whole, key=lambda s: (s[0][0], -s[0][1]))),
            ),
            ("backwards", "".join(letter for _, letter in reversed(whole))),
        )
        known = set(solution.answers)
        found = []
        for name, wrong in slips:
            if wrong not in known:
                known.add(wrong)
                found.append(Misreading(wrong, message(f"edge-wall.slip.{name}")))
        return tuple(found)

    def demands(self, params: EdgeWallParams) -> frozenset[Demand]:
        fine = {Demand.FINE_SIGHT} if params.likeness == "alike" else set()
        return frozenset({Demand.SCISSORS, *fine})


def _state(bond: Bond, wall: dict[Cell, int]) -> State:
    return tuple((cell, bond.tiles[wall[cell]].brick, bond.tiles[wall[cell]].turned) for cell in bond.places)


def _read(faces: dict[Cell, Brick], left: Cell, right: Cell) -> bool:
    return counts(faces[left], faces[right])


def laid_faces(clues: WallClues, state: Hashable) -> dict[Cell, Brick]:
    """The bricks of a complete wall as they lie, by place."""
    assert isinstance(state, tuple)
    return {
        cell: clues.bricks[brick].turned() if turned else clues.bricks[brick] for cell, brick, turned in state
    }


def _numbers(state: Hashable) -> dict[Cell, int]:
    """The number that is printed on the brick of each place."""
    assert isinstance(state, tuple)
    return {cell: brick + 1 for cell, brick, _ in state}


def read_wall(clues: WallClues, state: Hashable) -> str:
    """What a complete wall says: letters between two holes, row by row."""
    faces = laid_faces(clues, state)
    return "".join(
        read_seam(faces[left], faces[right])
        for left, right in seams(clues.rows)
        if counts(faces[left], faces[right])
    )
