"""The button alphabet: a message sewn in buttons, and a torn key whose pattern completes itself.

**The rules, as players hear them.** Every button of the message is a letter; its stitches between four holes
say which. On the key the letters stand in four rows of seven. Two stitches that share no hole tell the row
and stay alike along it. The other four make a round through all four holes; they tell the column and stay
alike down it. From row to row and from column to column just one stitch changes: each goes on in turn, then
each comes off in the same turn, and so on again; the key may begin anywhere on this way. Complete the key,
read the message; the answer is the framed word.

**A worked example.** The key has lost row 2 (H to N) and column 4 (D, K, R, Y). The framed word has four
buttons:

    1  top, right, rising
    2  top, falling, rising
    3  top, right, bottom, left, falling, rising
    4  top, right, bottom, left, falling

On the key, row 1 has no crossing stitch, row 3 both and row 4 only the rising one; so the falling one goes
on first, and row 2 has it alone. The columns have round the edge: top; top and right; all but left; a hole;
all but top; bottom and left; left. So column 4 has all four. The first button is row 4, column 2: W. The
second is row 3, column 1: O. The third is row 3, column 4: R. The fourth is row 2, column 4: K. The word is
WORK. (A test reads it.)

**How the generator aims.** It draws a pattern, a sentence of the word file with the answer in it (40 letters
or more; none of them a bare button), and the rows and columns that lose every button; the answer needs one
of those. Buttons of the answer's letters are the first to go. It keeps a key only if one pattern of the
printed kind fits it.

**What the solver knows.** The printed signs. It lays every pattern against the key: one kind of round where
the key names the pair, else three; eight rounds begun at eight points; eight orders of rows; for a key in
halves both ways of laying them, and every place of A that fits the sample word. One must be left, without a
guess at the message's English. Easy: every row and column
has a button left. Normal: some have none. Hard: which pair tells the row is not said. Fiendish: the key is
in halves without letters, and the sample word shows where A stands.

**Impossible.** An answer with one letter over and over: nothing could be hidden. Halves whose pair is told.
More lost columns than halves can be joined with. Too few buttons for the columns that keep one, or so many
that nothing is lost.
"""

from __future__ import annotations

from types import MappingProxyType

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
from kitgen.mechanisms.stitch_alphabet import reasoning
from kitgen.mechanisms.stitch_alphabet.drawing import (
    HALF_MM,
    KEY_MM,
    TAG_MM,
    half_front,
    key_front,
    message_front,
    solved_picture,
    tag_front,
)
from kitgen.mechanisms.stitch_alphabet.generate import draw_clues
from kitgen.mechanisms.stitch_alphabet.params import (
    LONGEST,
    PRESETS,
    SHORTEST,
    StitchAlphabetParams,
    impossible,
)
from kitgen.mechanisms.stitch_alphabet.rows import STRIP_MM
from kitgen.mechanisms.stitch_alphabet.signs import ALPHABET, PLACES, Clues, alphabet_of
from kitgen.message import Message, message
from kitgen.rng import Rng


class StitchAlphabet(Mechanism[StitchAlphabetParams, Clues]):
    """Complete the pattern of an alphabet of sewn buttons, and read."""

    slug = "stitch-alphabet"
    version = 1
    techniques = reasoning.TECHNIQUES
    params_type = StitchAlphabetParams

    def preset(self, level: Level) -> StitchAlphabetParams:
        """See `Mechanism.preset`."""
        return PRESETS[level]

    def answer_spec(self, params: StitchAlphabetParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        del params
        return AnswerSpec(ALPHABET, SHORTEST, LONGEST)

    def impossible(self, params: StitchAlphabetParams, answer: str) -> str:
        """See `Mechanism.impossible`."""
        return impossible(params, answer)

    def generate(self, params: StitchAlphabetParams, answer: str, given: Given, rng: Rng) -> Clues | None:
        """See `Mechanism.generate`."""
        return draw_clues(params, answer, given, rng)

    def solve(self, clues: Clues, given: Given) -> Solution:
        """See `Mechanism.solve`.

        The key and the sample alone must leave one pattern. Where they leave more, only those count as
        answers in which every button of the message is a letter.
        """
        del given
        found = {pattern.alphabet: pattern for pattern in reasoning.patterns(clues)}
        texts = [text for alphabet in found if (text := reasoning.read(alphabet, clues.words))]
        answers = tuple(dict.fromkeys(text[clues.marked] for text in texts))
        measures = MappingProxyType({"patterns": len(found)})
        states = tuple(found)[:2]
        if len(found) != 1 or not answers:
            return Solution(Verdict.SEVERAL, answers, states, measures=measures)
        steps = reasoning.explain(clues, *found.values())
        return Solution(Verdict.UNIQUE, answers, states, steps, reasoning.grade(steps), measures)

    def pieces(self, params: StitchAlphabetParams, clues: Clues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        del params
        strip = Piece(
            "message", "strip", PieceKind.PROP, *STRIP_MM, front=message_front(clues), keeps_margin=True
        )
        if len(clues.parts) == 1:
            return (
                strip,
                Piece("key", "key", PieceKind.PROP, *KEY_MM, front=key_front(clues), keeps_margin=True),
            )
        halves = (
            Piece(name, "halves", PieceKind.PROP, *HALF_MM, front=half_front(part))
            for name, part in zip(reasoning.key_ids(clues), clues.parts, strict=True)
        )
        return (strip, *halves, Piece("sample", "tag", PieceKind.PROP, *TAG_MM, front=tag_front(clues)))

    def instructions(self, params: StitchAlphabetParams, clues: Clues) -> Instructions:
        """See `Mechanism.instructions`."""
        del params
        return Instructions(
            message("stitch-alphabet.task" if len(clues.parts) == 1 else "stitch-alphabet.task-halves"),
            message("stitch-alphabet.done"),
            message("stitch-alphabet.answer-form", count=len(clues.words[clues.marked])),
            tools=message("stitch-alphabet.tools"),
        )

    def hints(self, params: StitchAlphabetParams, clues: Clues, solution: Solution) -> Hints:
        """See `Mechanism.hints`: the pattern's kind, then the first row or column or letter filled in."""
        del params
        used = [step.technique for step in solution.steps]
        method: list[Message] = [message(f"stitch-alphabet.hint.{'told' if clues.is_told else 'untold'}")]
        if not clues.is_told:
            method.append(message("stitch-alphabet.hint.first", step=solution.steps[0].message))
        if "next-row" in used or "next-column" in used:
            method.append(message("stitch-alphabet.hint.gap"))
        if len(clues.parts) > 1:
            method[-1:] = [message("stitch-alphabet.hint.join"), message("stitch-alphabet.hint.start")]
        elif clues.is_told:
            wanted = next(s for s in solution.steps if s.technique in ("next-row", "next-column", "fill"))
            method.append(message("stitch-alphabet.hint.first", step=wanted.message))
        return Hints(message("stitch-alphabet.hint.nudge"), tuple(method))

    def solved(self, params: StitchAlphabetParams, clues: Clues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`: the whole key, and the message with its letters."""
        del params
        pattern = self._found(clues, solution)
        return (solved_picture(clues, pattern, reasoning.read(pattern.alphabet, clues.words) or ()),)

    @staticmethod
    def _found(clues: Clues, solution: Solution) -> reasoning.Pattern:
        """The pattern that the solver found."""
        return next(p for p in reasoning.patterns(clues) if p.alphabet == solution.states[0])

    def misreadings(self, clues: Clues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`."""
        answer = solution.answers[0]
        pattern = self._found(clues, solution)
        slips = {answer[::-1]: "backwards"}
        text = reasoning.read(pattern.alphabet, clues.words) or ()
        for word in text:
            if SHORTEST <= len(word) <= LONGEST:
                slips.setdefault(word, "unframed")
        first, second = pattern.kind.pair
        mixed = {0: 0, first: second, second: first, first | second: first | second}
        rows = tuple(mixed[state] for state in pattern.rows)
        self._misread(slips, "pair", alphabet_of(rows, pattern.columns, pattern.start), clues)
        if pattern.start % PLACES:
            self._misread(slips, "start", alphabet_of(pattern.rows, pattern.columns, 0), clues)
        slips.pop(answer, None)
        return tuple(
            Misreading(word, message(f"stitch-alphabet.slip.{slip}")) for word, slip in slips.items()
        )

    @staticmethod
    def _misread(slips: dict[str, str], slip: str, alphabet: tuple[int, ...], clues: Clues) -> None:
        """Note the framed word as a wrong alphabet reads it, if it reads it at all."""
        text = reasoning.read(alphabet, (clues.words[clues.marked],))
        if text:
            slips.setdefault(text[0], slip)

    def demands(self, params: StitchAlphabetParams) -> frozenset[Demand]:
        """See `Mechanism.demands`: the message is a sentence, and stitches are small."""
        del params
        return frozenset({Demand.SCISSORS, Demand.LANGUAGE, Demand.FINE_SIGHT})


__all__ = ["Clues", "StitchAlphabet", "StitchAlphabetParams"]
