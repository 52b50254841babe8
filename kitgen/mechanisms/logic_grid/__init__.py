"""Logic grid: move odd neighbours about in an old house until all gossip is true.

The rules, in a player's words: *Every floor of the house has one resident, one animal and one hobby. Lay the
tokens on the floors so that all gossip is true. Then find each floor's letter in the table, and read from the
bottom to the top.*

Worked example, a house of four floors: the gossip "baker on floor 1; captain one floor higher than the baker;
gardener one floor higher than the captain; hare and baker share a floor; owl and captain; bat and gardener;
book and baker; drum and captain; kite and gardener" leaves the jester, the snail and the loom for floor 4.
With the columns bat, hare, owl, snail and the rows (from the bottom) `ANBC`, `DEOF`, `RGHI`, `JKLM` floor 1
reads N (hare), floor 2 O (owl), floor 3 R (bat), floor 4 M (snail): NORM.

How the generator aims: neighbours are dealt to floors by lot; true notes of the kinds that suit the level
are drawn until one way to live is left; then every note that is not needed is dropped. The draw is kept if
the solver needs just the level's techniques and about the level's minutes. Easy has notes that name a floor,
a shared floor or the next floor up; normal adds notes that leave a choice; hard adds either-or, and letters
that stand where animal and hobby meet; fiendish has to be tried out at least once, in a chain of at most six
notes. The table holds as many words as floors, the answer and others laid just like it.

What the solver knows: the names, the notes, the table. Every step is one a person can follow; where those
steps end, it searches for two ways to live and says so. No params are impossible together; the answer's
length is the number of floors, 4 to 6.
"""

from __future__ import annotations

from string import ascii_uppercase

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
    hardest,
)
from kitgen.mechanisms.logic_grid.drawing import all_pieces, solved_house
from kitgen.mechanisms.logic_grid.floors import nothing_known, states
from kitgen.mechanisms.logic_grid.generate import GridParams, draw_clues
from kitgen.mechanisms.logic_grid.notes import LONGEST, SHORTEST, GridClues, Note
from kitgen.mechanisms.logic_grid.reasoning import TECHNIQUES, Reasoner
from kitgen.message import message
from kitgen.rng import Rng

STATES = 300
"""Ways to live that are looked at for a second word."""


class LogicGrid(Mechanism[GridParams, GridClues]):
    """Move tokens about in a house until all gossip is true, and read a letter for every floor."""

    slug = "logic-grid"
    version = 1
    techniques = TECHNIQUES
    params_type = GridParams

    def preset(self, level: Level) -> GridParams:
        """See `Mechanism.preset`."""
        return GridParams(gossip=level, crossed=level.rank >= Level.HARD.rank)

    def answer_spec(self, params: GridParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`: one letter for each floor."""
        del params
        return AnswerSpec(ascii_uppercase, SHORTEST, LONGEST)

    def generate(self, params: GridParams, answer: str, given: Given, rng: Rng) -> GridClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: GridClues, given: Given) -> Solution:
        """See `Mechanism.solve`. A state is the floor of everybody, in the order of the names."""
        del given
        reasoner = Reasoner(clues)
        if reasoner.run():
            state = reasoner.read()
            tier = hardest([self.techniques[step.technique].tier for step in reasoner.steps])
            answer = clues.word(state)
            return Solution(Verdict.UNIQUE, (answer,), (state,), tuple(reasoner.steps), tier)
        found: list[tuple[int, ...]] = []
        words: dict[str, None] = {}
        ways = states(clues.notes, nothing_known(clues.floors), clues.floors)
        for looked, state in enumerate(ways, start=1):
            found = [*found, state][:2]
            words[clues.word(state)] = None
            if len(words) > 1 or looked == STATES:
                break
        if len(found) == 1:
            return Solution(Verdict.GAVE_UP, tuple(words), tuple(found), tier=Level.FIENDISH)
        return Solution(Verdict.SEVERAL, tuple(words), tuple(found))

    def pieces(self, params: GridParams, clues: GridClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`: the house, the gossip, the tokens."""
        del params
        return all_pieces(clues)

    def instructions(self, params: GridParams, clues: GridClues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        task = "task-crossed" if clues.crossed else "task"
        return Instructions(
            message(f"logic-grid.{task}"),
            message("logic-grid.done"),
            message("logic-grid.answer-form", count=clues.floors),
        )

    def hints(self, params: GridParams, clues: GridClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: how to go about it, the first step, and how letters are found."""
        del params
        first = solution.steps[0].message
        method = [first, message("logic-grid.hint.sets"), message("logic-grid.hint.last-left")]
        tried = [step for step in solution.steps if step.technique == "what-if"]
        if tried:
            method[2] = message("logic-grid.hint.what-if")
            method.append(tried[0].message)
        else:
            method.append(message("logic-grid.hint.crossed" if clues.crossed else "logic-grid.hint.table"))
        return Hints(message("logic-grid.hint.nudge"), tuple(method))

    def solved(self, params: GridParams, clues: GridClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: everybody at home."""
        del params
        state = solution.states[0]
        assert isinstance(state, tuple)  # `solve` makes no other states
        return (solved_house(clues, state),)

    def misreadings(self, clues: GridClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: read from the top, or floor numbers counted from the top."""
        state = solution.states[0]
        assert isinstance(state, tuple)  # `solve` makes no other states
        answer = solution.answers[0]
        slips = {answer[::-1]: "top-down"}
        if not clues.crossed:
            slips.setdefault(clues.word([clues.floors - 1 - floor for floor in state]), "upside-down")
        slips.pop(answer, None)
        return tuple(Misreading(word, message(f"logic-grid.slip.{name}")) for word, name in slips.items())

    def demands(self, params: GridParams) -> frozenset[Demand]:
        """See `Mechanism.demands`: gossip is sentences."""
        del params
        return frozenset({Demand.SCISSORS, Demand.LANGUAGE})


__all__ = ["GridClues", "GridParams", "LogicGrid", "Note"]
