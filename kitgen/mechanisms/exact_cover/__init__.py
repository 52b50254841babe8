"""The picnic cloth: lay all pieces, and the squares that stay open spell the answer.

**The rules, as players hear them.** Lay all the pieces flat on the cloth, not on plates; turn them as you
like, but never over. A piece with a picture lies with it on the same picture of the cloth. No two open
squares share a side: the hand must have nowhere to step. A number on the hem tells how many squares of its
row or column stay open. Read the open squares row by row, from the arrow. The host cuts the pieces before the
night.

**A worked example** on a cloth of 4 x 3 squares (a kit has 6 x 6)::

              0            + is a cross, ( a moon, ## a plate
       2   +  O  S  W
           N  ## O  D      A bar of three with the moon at its end, a bar of two with the cross at its end,
           L  (  N  I      a corner of three without a picture.

    The third column has no open square: S, O and N are covered. L is open: without the moon it has N alone
    beside it, and no piece is as small as that or gets round it (the bar of two has to lie on the cross).
    So N is covered, and the bar of three lies on the moon, N and I. N is covered by the bar of two, from the
    cross. The first row needs two open squares, O and W; the corner lies on S, O and D. The cloth reads OWL.

(A test lays it.)

**How the generator aims.** It opens squares that keep apart, one for each letter, and packs pieces round them
by chance; what is left gets plates. Then it takes numbers off the hem, by lot, as long as the cloth can be
laid with the thoughts of its level in its time. All squares have letters, drawn from the answer and
from other words of the beat; some of these words stand on other squares that keep apart.

**What the solver knows.** Easy: count on the hem, keep open squares apart, see what no piece reaches and
which piece has one place left. Normal: a square that only one piece can cover, and what all places of a piece
have in common. Hard: try a piece, and a number or a neighbour is wrong at once. Fiendish: what if a piece lay
there, with further pieces that follow? Every move is sound, so a cloth laid to its end has one packing; where
moves run out it searches all packings. No two pieces have one shape, so there is no symmetry to declare.

**Impossible.** Pieces that leave no room for plates. Easy with more than six pieces, or with a piece without
a picture: there is more to think about than belongs there. Above easy: fewer than six pieces, a cloth of
5 x 5, or fewer than two pieces without a picture: there is too little.
"""

from __future__ import annotations

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
    PieceKind,
    Solution,
    Verdict,
)
from kitgen.mechanisms.exact_cover import reasoning
from kitgen.mechanisms.exact_cover.clues import CoverClues
from kitgen.mechanisms.exact_cover.drawing import (
    cloth_front,
    cloth_mm,
    cut_outline,
    packed_cloth,
    piece_front,
    piece_mm,
)
from kitgen.mechanisms.exact_cover.generate import draw_clues
from kitgen.mechanisms.exact_cover.params import LONGEST, PRESETS, SHORTEST, CoverParams, impossible
from kitgen.mechanisms.exact_cover.shapes import cells_of
from kitgen.mechanisms.exact_cover.solver import TECHNIQUES, Cloth, DeadEndError, moves, packings
from kitgen.message import message
from kitgen.rng import Rng

SLIP_NODES = 4_000
"""How long a wrong packing is looked for."""


class ExactCover(Mechanism[CoverParams, CoverClues]):
    """Pieces packed on a cloth so that only the answer's squares stay open."""

    slug = "exact-cover"
    version = 1
    techniques = TECHNIQUES
    params_type = CoverParams
    ALPHABET: ClassVar[str] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def preset(self, level: Level) -> CoverParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: CoverParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        del params
        return AnswerSpec(self.ALPHABET, SHORTEST, LONGEST)

    def impossible(self, params: CoverParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        return impossible(params, answer)

    def generate(self, params: CoverParams, answer: str, given: Given, rng: Rng) -> CoverClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: CoverClues, given: Given) -> Solution:
        """See `Mechanism.solve`: by sound moves to the end, else by search."""
        del given
        cloth = Cloth.of(clues)
        try:
            made = list(moves(cloth))
        except DeadEndError:
            return Solution(Verdict.SEVERAL, ())
        if cloth.done:
            packing = tuple(cloth.on[piece] for piece in range(len(clues.patches)))
            answer = clues.read(cloth.opened)
            steps = reasoning.explain(clues, made, answer)
            counts = {name: sum(move.technique == name for move in made) for name in ("try", "what-if")}
            return Solution(
                Verdict.UNIQUE,
                (answer,),
                (packing,),
                steps,
                reasoning.grade(steps),
                MappingProxyType(counts),
            )
        found = packings(clues)
        if found is None or len(found) == 1:
            return Solution(Verdict.GAVE_UP, ())
        bare = [clues.free & ~sum(packing) for packing in found]
        return Solution(Verdict.SEVERAL, tuple(dict.fromkeys(map(clues.read, bare))), tuple(found))

    def pieces(self, params: CoverParams, clues: CoverClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`: the cloth, then its pieces as their order is drawn."""
        del params
        size_mm, front = cloth_mm(clues), cloth_front(clues)
        cloth = Piece(reasoning.CLOTH, "cloth", PieceKind.PROP, *size_mm, front=front, keeps_margin=True)
        patches = (
            Piece(
                reasoning.piece_id(i),
                "patches",
                PieceKind.PROP,
                *piece_mm(patch),
                front=piece_front(patch, i),
                outline=cut_outline(patch),
            )
            for i, patch in enumerate(clues.patches)
        )
        return (cloth, *patches)

    def instructions(self, params: CoverParams, clues: CoverClues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        return Instructions(
            message("exact-cover.task"),
            message("exact-cover.done"),
            message("exact-cover.answer-form", count=clues.open_count),
            making=message("exact-cover.making"),
        )

    def hints(self, params: CoverParams, clues: CoverClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: the first piece is given away, the others are left to lay."""
        del params
        laying = [s for s in solution.steps if s.technique in ("one-place", "one-reach")]
        nudge = message("exact-cover.hint.nudge")
        method = [message("exact-cover.hint.count", count=clues.open_count)]
        techniques = {step.technique for step in solution.steps}
        method.append(message(f"exact-cover.hint.{'try' if techniques & {'try', 'what-if'} else 'gaps'}"))
        return Hints(nudge, (*method, laying[0].message))

    def solved(self, params: CoverParams, clues: CoverClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        del params
        (packing,) = solution.states
        if not isinstance(packing, tuple):
            return ()
        return (Picture(*cloth_mm(clues), packed_cloth(clues, packing)),)

    def misreadings(self, clues: CoverClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: columns in place of rows, backwards, open squares that touch."""
        right = solution.answers[0]
        (packing,) = solution.states
        if not isinstance(packing, tuple):
            return ()
        squares = cells_of(clues.free & ~sum(packing))
        by_column = sorted(squares, key=lambda square: (square % clues.columns, square))
        slips = {"".join(clues.letters[square] for square in by_column): "columns"}
        slips.setdefault(right[::-1], "backwards")
        for wrong in packings(clues, 3, may_touch=True, nodes_left=SLIP_NODES) or ():
            slips.setdefault(clues.read(clues.free & ~sum(wrong)), "touching")
        slips.pop(right, None)
        return tuple(Misreading(word, message(f"exact-cover.slip.{kind}")) for word, kind in slips.items())

    def demands(self, params: CoverParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        del params
        return frozenset({Demand.SCISSORS})


__all__ = ["CoverClues", "CoverParams", "ExactCover"]
