"""Half letters on a mirror of paper: one fold makes them whole.

The rules, in a player's words: *Rows of letter parts are breathed on the mirror. Choose an upper row and a
lower row. Fold the paper back along the lower edge of the upper row, and lay that fold on the upper edge of
the lower row: the rows between vanish in the tuck. One choice makes a whole letter in every place; read the
word.* No row gives its word away before: every upper part is that of two letters at least (`font`). On harder
mirrors letters are cut in three, so there are two tucks. Where moths sit beside the rows, several folds make
whole letters, and the moths that vanish tell which one is meant.

Worked example: upper halves of O N L Y (sun) over those of H A T S (moon); lower halves of M I C E (heart)
over those of O N L Y (leaf). Sun on leaf, with moon and heart hidden, reads ONLY. Each other fold has two
places at least that are plainly no letter.

How the generator aims: the other rows are parts of other real words, the beat's own first (`words`). Easy
letters are halves and one fold is whole; normal has twins, whole words that hide another number of moths than
the mirror asks for; hard has letters in three parts and first folds that look right and lead nowhere;
fiendish has three parts and twins, and the moths of its two folds are compared with one another.
What the solver knows: the pieces by row and place, the marks, the moths. It tries every fold as hands would
and calls several where two keep the rules, or where a fold is not plainly wrong in two places (`font.DOUBT`).
Impossible: a single middle row, more rows than the paper holds, twins without moths or moths without twins,
equal moths without a second fold, more twins than rows to hide them in.

Paper: rows of one kind stand together, with a crack of bare glass between kinds, so every tuck is at least
5 mm deep. All ink is on the front; a tuck hides a strip by folding it in half behind the row above. A fold
that is off by 1 mm moves a letter part by a third of a unit, and shapes differ by `font.DOUBT`.
"""

from __future__ import annotations

from dataclasses import replace
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
    PieceKind,
    Solution,
    Technique,
    hardest,
)
from kitgen.mechanisms.folded_letters.clues import (
    LONGEST,
    PRESETS,
    SHORTEST,
    FoldedLettersClues,
    FoldedLettersParams,
    Moths,
    Row,
    impossible_rows,
)
from kitgen.mechanisms.folded_letters.drawing import PAPER_MM, folded_picture, mirror_front
from kitgen.mechanisms.folded_letters.font import LETTERS
from kitgen.mechanisms.folded_letters.generate import draw_mirror
from kitgen.mechanisms.folded_letters.reasoning import solved_mirror
from kitgen.message import message
from kitgen.rng import Rng

__all__ = ["FoldedLetters", "FoldedLettersClues", "FoldedLettersParams", "Moths", "Row"]


class FoldedLetters(Mechanism[FoldedLettersParams, FoldedLettersClues]):
    """Find the tuck that makes half letters whole."""

    slug = "folded-letters"
    version = 1
    techniques: ClassVar = {
        "fold": Technique(Level.EASY, 28.0),
        "read": Technique(Level.EASY, 15.0),
        "hidden-moths": Technique(Level.NORMAL, 22.0),
        "first-fold": Technique(Level.HARD, 25.0),
        "second-fold": Technique(Level.HARD, 28.0),
        "balance": Technique(Level.FIENDISH, 40.0),
    }
    params_type = FoldedLettersParams

    def preset(self, level: Level) -> FoldedLettersParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: FoldedLettersParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec(LETTERS, SHORTEST, LONGEST)

    def impossible(self, params: FoldedLettersParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        return impossible_rows(params)

    def generate(
        self, params: FoldedLettersParams, answer: str, given: Given, rng: Rng
    ) -> FoldedLettersClues | None:
        """See `Mechanism.generate`."""
        return draw_mirror(params, answer, given.decoys, rng)

    def solve(self, clues: FoldedLettersClues, given: Given) -> Solution:
        """See `Mechanism.solve`; the tier is that of the hardest step."""
        solution = solved_mirror(clues)
        return replace(solution, tier=hardest([self.techniques[s.technique].tier for s in solution.steps]))

    def pieces(self, params: FoldedLettersParams, clues: FoldedLettersClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`: one paper, not cut inside."""
        return (
            Piece(
                "mirror", "mirrors", PieceKind.PROP, *PAPER_MM, front=mirror_front(clues), keeps_margin=True
            ),
        )

    def instructions(self, params: FoldedLettersParams, clues: FoldedLettersClues) -> Instructions:
        """See `Mechanism.instructions`."""
        parts = "thirds" if len(clues.zones) == 3 else "halves"
        rule = "" if clues.moths is Moths.NONE else f"-{clues.moths.value}"
        return Instructions(
            message(f"folded-letters.task-{parts}"),
            message(f"folded-letters.done{rule}", count=clues.quota),
            message("folded-letters.answer-form", count=clues.places),
        )

    def hints(self, params: FoldedLettersParams, clues: FoldedLettersClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: how to look along an edge, and one fold that is wrong."""
        parts = "thirds" if len(clues.zones) == 3 else "halves"
        wrong = next(step.message for step in solution.steps if step.fact.startswith("not "))
        method = [message(f"folded-letters.method-{parts}"), wrong]
        if clues.moths is not Moths.NONE:
            method.append(message(f"folded-letters.method-{clues.moths.value}"))
        return Hints(message("folded-letters.nudge"), tuple(method))

    def solved(
        self, params: FoldedLettersParams, clues: FoldedLettersClues, solution: Solution
    ) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: the rows as they stand after folding."""
        picks = solution.states[0]
        assert isinstance(picks, tuple)  # states of this solver are rows picked
        return (folded_picture(clues, picks),)

    def misreadings(self, clues: FoldedLettersClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: the twins, whose letters are whole and whose moths are wrong."""
        right = solution.answers[0]
        slips = {right[::-1]: "backwards"} if right[::-1] != right else {}
        for picks in clues.every_fold():
            word = clues.read(picks)
            if word and word != right:
                slips[word] = f"moths-{clues.moths.value}"
        return tuple(
            Misreading(word, message(f"folded-letters.slip.{name}", count=clues.quota))
            for word, name in slips.items()
        )

    def demands(self, params: FoldedLettersParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        return frozenset({Demand.SCISSORS})
