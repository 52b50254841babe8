"""The picnic cloth: lay all pieces, and the squares that stay open spell the answer.

**The rules, as players hear them.** Lay all the pieces flat on the cloth, beside the plates; turn them as you
like, but never over. A piece with a picture lies with it on the same picture of the cloth. No two open
squares share a side: the hand must have nowhere to step. A number on the hem tells how many squares of its
row or column stay open. Read the open squares row by row, from the arrow. The host cuts the pieces before the
night.

**A worked example** on a cloth of 3 x 3 squares (a kit has 6 x 6), with a plate in the middle, a star on the
first square and a 2 above the middle column. There are two bars of three, one with a star at its end::

        .  2  .
      * N  E
      A ## T        * is the star's square, ## the plate
      L O  B

The middle column keeps two open squares, and beside its plate it has but two: N and O are open. The bar with
the star cannot lie over N, so it stands upright over A and L; the other covers E, T and B. It reads NO.
Without the 2, the bars might as well lie level, above and below: A and T.

**How the generator aims.** It draws plates and a packing whose open squares are as many as the answer has
letters and do not touch, writes the answer on them, and then takes numbers and pictures away as long as one
packing is left and the steps stay at the level. Letters under pieces are those of other words. Easy has
pictures on most pieces and numbers on most lines; each level has fewer of them.

**What the solver knows.** It packs the cloth exhaustively, two packings at most, and then tells the way as
people find it: squares that only one piece reaches, pieces with one place, lines whose number is full, and
in the end what goes wrong when a piece is laid on trial.

**Impossible.** More pieces than the cloth has room for beside its plates and the open squares.
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
        cloth = Piece(reasoning.CLOTH, "cloth", PieceKind.PROP, *cloth_mm(clues), front=cloth_front(clues))
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
        task = "task" if clues.homes else "task-plain"
        return Instructions(
            message(f"exact-cover.{task}"),
            message("exact-cover.done"),
            message("exact-cover.answer-form", count=clues.open_count),
            making=message("exact-cover.making"),
        )

    def hints(self, params: CoverParams, clues: CoverClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: the first piece is given away, the others are left to lay."""
        del params
        laying = [s for s in solution.steps if s.technique in ("one-place", "one-reach")]
        nudge = message("exact-cover.hint.nudge" if clues.homes else "exact-cover.hint.nudge-plain")
        method = [message("exact-cover.hint.count", count=clues.open_count)]
        techniques = {step.technique for step in solution.steps}
        method.append(message(f"exact-cover.hint.{'try' if techniques & {'try', 'what-if'} else 'gaps'}"))
        return Hints(nudge, (*method, laying[0].message))

    def solved(self, params: CoverParams, clues: CoverClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        del params
        (packing,) = solution.states
        assert isinstance(packing, tuple)
        return (Picture(*cloth_mm(clues), packed_cloth(clues, packing)),)

    def misreadings(self, clues: CoverClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: columns in place of rows, backwards, open squares that touch."""
        right = solution.answers[0]
        (packing,) = solution.states
        assert isinstance(packing, tuple)
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
