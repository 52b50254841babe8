"""The line-up: twelve dolls, torn notes about one of them, and exactly one doll whom every note fits.

**The rules, as players hear them.** Join the scraps to whole sewing notes: torn edges fit, stitches match.
Each note speaks of one and the same doll. Lay aside every doll whom a note does not fit; the answer is the
word on the tag of the one who stays. The pattern card names all that dolls may wear. A note that counts
dolls counts all twelve, those laid aside too; a tie is not more. The host cuts dolls and scraps before
the night.

**A worked example** with four dolls (a kit has twelve)::

    tag      hair     head   dress
    MOTH     plaits   hat    dots
    LAMP     bob      bow    dots
    FERN     plaits   bow    stripes
    SOCK     curls    hat    checks

    She has both of these or neither: plaits, a hat.     fits MOTH and LAMP
    She has a dotted dress or a checked dress.           fits MOTH, LAMP and SOCK
    One thing she does not have: plaits.                 fits LAMP and SOCK

Together they leave LAMP. (A test lays them.)

**How the generator aims.** All twelve dolls are drawn alike, every value of a feature for about as many
dolls, any two dolls apart in two features at least; then one of them is drawn by lot, so that looks alone
tell nothing about her. Of all notes that are true of her it picks as many of each technique as params ask
for, such that each rules out somebody whom no other note rules out: together they leave one doll, and
without any one of them there are more. The other tags carry words from the beat's own list; no
length among the twelve is alone. Where notes compare, all are stitched alike, so that only torn edges and
sense join them.

**What the solver knows.** It asks every note of every doll; there is nothing to search. The steps join each
note, then use plain notes before linked ones and those before notes that compare her with the others. Easy:
plain notes only (`is`, `not`, `or`). Normal: notes that link two features. Hard: notes that compare.
Fiendish: one note lies, and each has to be supposed the liar in turn.

**Impossible.** More linked and compared notes than notes. Five plain notes: each would have to rule out
somebody of its own, and such plain ones are hardly ever found.
A liar among notes that compare.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar

from kitgen.canvas import Canvas, LineKind
from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    HandLine,
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
from kitgen.mechanisms.line_up import reasoning
from kitgen.mechanisms.line_up.dolls import DOLL_MM, PATTERN_MM, doll_front, pattern_front
from kitgen.mechanisms.line_up.generate import draw_clues
from kitgen.mechanisms.line_up.looks import DOLLS
from kitgen.mechanisms.line_up.notes import (
    COMPARED,
    LineUpClues,
    broken_notes,
    note_words,
    number_words,
    staying,
)
from kitgen.mechanisms.line_up.params import LONGEST, PRESETS, SHORTEST, LineUpParams, impossible
from kitgen.mechanisms.line_up.scraps import (
    JOINED_MM,
    SCRAP_MM,
    draw_joined,
    scrap_front,
    tear_line,
)
from kitgen.message import Message, message
from kitgen.rng import Rng
from kitgen.units import Box


class LineUp(Mechanism[LineUpParams, LineUpClues]):
    """Twelve dolls and torn notes that fit one of them."""

    slug = "line-up"
    version = 1
    techniques = reasoning.TECHNIQUES
    params_type = LineUpParams
    ALPHABET: ClassVar[str] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def preset(self, level: Level) -> LineUpParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: LineUpParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`: one of the twelve tags, so a lock must not hang on it alone."""
        del params
        return AnswerSpec(self.ALPHABET, SHORTEST, LONGEST, choices=DOLLS)

    def impossible(self, params: LineUpParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        del answer
        return impossible(params)

    def generate(self, params: LineUpParams, answer: str, given: Given, rng: Rng) -> LineUpClues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: LineUpClues, given: Given) -> Solution:
        """See `Mechanism.solve`."""
        del given
        left = staying(clues)
        answers = tuple(dict.fromkeys(doll.word for doll in left))
        measures = MappingProxyType({"near misses": len(reasoning.near_misses(clues))})
        if len(left) != 1:
            return Solution(Verdict.SEVERAL, answers, left, measures=measures)
        steps = reasoning.explain(clues)
        return Solution(Verdict.UNIQUE, answers, left, steps, reasoning.grade(steps), measures)

    def pieces(self, params: LineUpParams, clues: LineUpClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`: dolls first, so that scraps fill the rows below them."""
        del params
        dolls = (
            Piece(f"doll-{i}", "dolls", PieceKind.PROP, *DOLL_MM, front=doll_front(doll, clues.features))
            for i, doll in enumerate(clues.dolls, start=1)
        )
        scraps = (
            Piece(
                f"scrap-{i}",
                "scraps",
                PieceKind.PROP,
                *SCRAP_MM,
                front=scrap_front(clues.notes[note], half),
                lines=(HandLine(tear_line(clues.notes[note].tear, half), LineKind.CUT),),
            )
            for i, (note, half) in enumerate(clues.scraps, start=1)
        )
        pattern = Piece(
            "pattern", "pattern", PieceKind.CARD, *PATTERN_MM, front=pattern_front(clues.features)
        )
        return (*dolls, *scraps, pattern)

    def instructions(self, params: LineUpParams, clues: LineUpClues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        forms = {note.form for note in clues.notes}
        if clues.lies:
            return Instructions(
                message("line-up.task-liar", notes=number_words(len(clues.notes))),
                message("line-up.done-liar"),
                message("line-up.answer-form"),
                making=message("line-up.making"),
            )
        counting = "task-more" if "more" in forms else "task-counting" if forms & set(COMPARED) else "task"
        return Instructions(
            message(f"line-up.{counting}", notes=number_words(len(clues.notes))),
            message("line-up.done"),
            message("line-up.answer-form"),
            making=message("line-up.making"),
        )

    def hints(self, params: LineUpParams, clues: LineUpClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: one whole note and what it rules out; the others are left to do."""
        del params
        joining, using = reasoning.split(solution.steps)
        if clues.lies:
            told = (joining[0].message, message("line-up.hint.liar"), using[0].message)
            return Hints(message("line-up.hint.nudge"), told)
        method: list[Message] = [joining[0].message, using[0].message]
        forms = {note.form for note in clues.notes}
        method += [message(f"line-up.hint.{form}") for form in reasoning.EXPLAINED if form in forms][:1]
        if any(note.features for note in clues.notes):
            method.append(message("line-up.hint.all-twelve"))
        nudge = "nudge-alike" if clues.sewn_alike else "nudge"
        return Hints(message(f"line-up.hint.{nudge}"), tuple(method))

    def solved(self, params: LineUpParams, clues: LineUpClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: the doll who stays, beside the whole notes."""
        del params
        hers = next(doll for doll in clues.dolls if doll.word == solution.answers[0])
        wide, high = (length + 3.0 for length in JOINED_MM)
        rows = (len(clues.notes) + 1) // 2
        left = DOLL_MM[0] + 4.0

        def draw(canvas: Canvas, box: Box) -> None:
            doll_front(hers, clues.features, marked=True)(canvas, Box(box.x_mm, box.y_mm, *DOLL_MM))
            for i, note in enumerate(clues.notes):
                x, y = box.x_mm + left + i % 2 * wide, box.y_mm + i // 2 * high
                draw_joined(canvas, Box(x, y, *JOINED_MM), note)

        return (Picture(left + wide + JOINED_MM[0], max(DOLL_MM[1], rows * high), draw),)

    def misreadings(self, clues: LineUpClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: dolls whom one note alone rules out, and how that note is misread."""
        del solution
        if clues.lies:
            broken = {doll.word: len(broken_notes(clues, doll)) for doll in clues.dolls}
            return tuple(
                Misreading(word, message(f"line-up.slip.{'all-true' if count == 0 else 'two-lies'}"))
                for word, count in broken.items()
                if count in (0, 2)
            )
        return tuple(
            Misreading(
                doll.word,
                message(f"line-up.slip.{note.form}", note=note_words(note)),
            )
            for doll, note in reasoning.near_misses(clues)
        )

    def demands(self, params: LineUpParams) -> frozenset[Demand]:
        """See `Mechanism.demands`: notes are sentences, and dolls are small."""
        counting = {Demand.ARITHMETIC} if params.compared else set()
        return frozenset({Demand.SCISSORS, Demand.LANGUAGE, Demand.FINE_SIGHT} | counting)


__all__ = ["LineUp", "LineUpClues", "LineUpParams"]
