"""The corridor: strips laid end to end, and one way through them that spells.

**The rules, as players hear them.** Lay the strips end to end, the door on the left and the mouse on the
right, so that every opening meets an opening (and, where there are any, every half sign its other half).
Walk from the door to the mouse. Walls stop you, and no spot is stepped on twice. Bridges are crossed
straight on, over or under, and these are two spots. Who goes in at an arch (a mouse hole) comes out at the
other arch with the same sign, on whatever strip that is. A curtain may be passed only the way its arrow
points. The way may lead back over a seam. Write down each letter that you step on.

**A worked example**, with two strips of four tiles, two rows. The door is at `>`, the mouse at `m`, and `*`
are two mouse holes of one sign; at `:` the strips meet::

    +---+---+---+---+   +---+---+---+---+
    | >   N           :       * |     E |
    +---+---+   +---+   +---+---+   +---+
    |     A     | *   :           O   m |
    +---+---+---+---+   +---+---+---+---+

The turning after the N shows an A and ends at a wall. The top row leads into the second strip and there into
the hole; the other hole is on the first strip, and from it the bottom row leads past the O to the mouse. The
E lies in a dead end. The way reads NO. (A test walks it.)

**How the generator aims.** It carves each strip by Wilson's walk, opens two or three passages at every seam,
never two neighbours, lays bridges and digs mouse holes; each of these would close a loop, so one wall goes up
on it. The answer's letters stand in equal parts of the way, the last one just before the mouse. Every side
passage of three tiles and more goes on from what has been read so far as another word would (`lettering`).
Last it hangs curtains: those that bar a short cut past at least one letter, and as many on the way that let
you by. The strips are printed in any order but the right one.

**What the solver knows.** It lays the strips in every order in which all ends meet, fills dead ends, and
lists the ways that step on no tile twice (`search`): the verdict is unique only where one order and one way
are left. It tells that way as a person would find it (`reasoning`). Easy: side passages end at a wall.
Normal: mouse holes lead astray, or only openings tell the order. Hard: curtains bar short cuts.

**Impossible.** More and wider strips than one page holds: they are cut from one.
"""

from __future__ import annotations

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
from kitgen.mechanisms.maze import drawing, slips
from kitgen.mechanisms.maze.clues import Floor, MazeClues, orders
from kitgen.mechanisms.maze.generate import draw_clues
from kitgen.mechanisms.maze.params import PRESETS, MazeParams, impossible
from kitgen.mechanisms.maze.reasoning import TECHNIQUES, Account, grade, measures
from kitgen.mechanisms.maze.search import ways
from kitgen.message import message
from kitgen.rng import Rng

State = tuple[tuple[int, ...], tuple[int, ...]]
"""A complete walk: the order of the strips, and the tiles from the door to the mouse."""

ENOUGH = 2
"""Ways that show that there are several; the search looks for no more."""

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Maze(Mechanism[MazeParams, MazeClues]):
    """A corridor of several strips; the letters on the one way through it are the answer."""

    slug = "maze"
    version = 1
    techniques = TECHNIQUES
    params_type = MazeParams

    def preset(self, level: Level) -> MazeParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: MazeParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec(ALPHABET, 4, 8)

    def impossible(self, params: MazeParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        return impossible(params)

    def generate(self, params: MazeParams, answer: str, given: Given, rng: Rng) -> MazeClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given.decoys, rng)

    def solve(self, clues: MazeClues, given: Given) -> Solution:
        """See `Mechanism.solve`. Two orders that fit count as several, even where one leads nowhere."""
        laid = orders(clues)
        states: list[State] = []
        answers: list[str] = []
        floors = [Floor(clues, order) for order in laid]
        for order, floor in zip(laid, floors, strict=True):
            found, is_complete = ways(floor, ENOUGH)
            if not is_complete and len(states) + len(found) < ENOUGH:
                return Solution(Verdict.GAVE_UP, ())
            states += [(order, way) for way in found]
            answers += [floor.read(way) for way in found]
        distinct = tuple(dict.fromkeys(answers))
        if len(laid) != 1 or len(states) != 1:
            return Solution(Verdict.SEVERAL, distinct[:ENOUGH], tuple(states[:ENOUGH]))
        _, way = states[0]
        floor = floors[0]
        account = Account(floor, way, is_signed=any(strip.left_sign for strip in clues.strips))
        steps = account.tell()
        counts = measures(floor, way, account)
        return Solution(Verdict.UNIQUE, distinct, (states[0],), steps, grade(steps, counts), counts)

    def pieces(self, params: MazeParams, clues: MazeClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        return drawing.pieces(clues)

    def instructions(self, params: MazeParams, clues: MazeClues) -> Instructions:
        """See `Mechanism.instructions`."""
        kind = "signed" if any(strip.left_sign for strip in clues.strips) else "openings"
        return Instructions(
            message(f"maze.task-{kind}"),
            message("maze.done"),
            message("maze.answer-form"),
            tools=message("maze.tools"),
            making=message("maze.making"),
        )

    def hints(self, params: MazeParams, clues: MazeClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`. The order and the first side passages are given away, the walk is not."""
        lay = [step.message for step in solution.steps if step.technique.startswith("lay")]
        method = [lay[0], message("maze.hint.fill")]
        for technique in ("hole", "curtain"):
            told = next((step.message for step in solution.steps if step.technique == technique), None)
            if told:
                method.append(told)
        return Hints(message("maze.nudge"), tuple(method))

    def solved(self, params: MazeParams, clues: MazeClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        order, way = _state(solution)
        return (drawing.solved(clues, order, way),)

    def misreadings(self, clues: MazeClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`."""
        order, way = _state(solution)
        return slips.misreadings(Floor(clues, order), way)

    def demands(self, params: MazeParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        return frozenset({Demand.SCISSORS, Demand.FINE_SIGHT})


def _state(solution: Solution) -> State:
    state = solution.states[0]
    assert isinstance(state, tuple)
    order, way = state
    return order, way
