"""Buttons in a row: the place to start a mechanism of your own. Never listed, always tested.

The rules, in a player's words: *Each card shows a letter and some buttons. Lay the cards in a row, fewest
buttons first. Cards whose thread is snipped stay out. Where a card has dark buttons too, take them away from
the light ones. A knot in the thread counts the card twice. Read the letters.*

Worked example: the cards N (3 buttons), O (1), D (2, thread snipped) and W (4) make the row O N W.

How the generator aims: easy has light buttons only, normal adds snipped cards, hard adds dark buttons,
fiendish adds knots.
What the solver knows: the cards, nothing else; it tries to sort them and finds several rows where two
counts are equal. Impossible: more cards than there are different counts, `MOST_BUTTONS`; a letter too many
is refused by `answer_spec`.

Read this module from top to bottom when you write your own: params, clues, then the verbs in the order of
the contract. `docs/mechanism.md` walks through it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import Field

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Draw,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    MechanismParams,
    Misreading,
    Picture,
    Piece,
    PieceKind,
    Solution,
    Step,
    Technique,
    Verdict,
)
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.units import Box

MOST_BUTTONS = 9
CARD_MM = (28.0, 40.0)


class ButtonParams(MechanismParams):
    """All an author may set. The descriptions become the documentation."""

    snipped: int = Field(
        default=0, ge=0, le=3, description="Cards that stay out because their thread is snipped."
    )
    dark: bool = Field(default=False, description="Whether dark buttons are taken away from light ones.")
    knots: bool = Field(default=False, description="Whether some threads have a knot, which counts twice.")


@dataclass(frozen=True)
class ButtonCard:
    """What one card shows: a letter, light and dark buttons, a snipped thread, a knot."""

    letter: str
    light: int
    dark: int
    snipped: bool
    knot: bool = False

    @property
    def count(self) -> int:
        """What players count."""
        return (self.light - self.dark) * (2 if self.knot else 1)


@dataclass(frozen=True)
class ButtonClues:
    """Exactly what is printed, in the shuffled order of printing."""

    cards: tuple[ButtonCard, ...]


class ButtonRow(Mechanism[ButtonParams, ButtonClues]):
    """Sort cards by the number of their buttons and read their letters."""

    slug = "template"
    version = 1
    techniques: ClassVar = {
        "count": Technique(Level.EASY, 8.0),
        "leave-out": Technique(Level.NORMAL, 10.0),
        "take-away": Technique(Level.HARD, 14.0),
        "double": Technique(Level.FIENDISH, 22.0),
    }
    params_type = ButtonParams

    def preset(self, level: Level) -> ButtonParams:
        """See `Mechanism.preset`."""
        return {
            Level.EASY: ButtonParams(),
            Level.NORMAL: ButtonParams(snipped=2),
            Level.HARD: ButtonParams(snipped=2, dark=True),
            Level.FIENDISH: ButtonParams(snipped=3, dark=True, knots=True),
        }[level]

    def answer_spec(self, params: ButtonParams) -> AnswerSpec:
        """See `Mechanism.answer_spec`."""
        return AnswerSpec("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3, MOST_BUTTONS)

    def generate(self, params: ButtonParams, answer: str, given: Given, rng: Rng) -> ButtonClues | None:
        """See `Mechanism.generate`."""
        counts = sorted(rng.sample(range(1, MOST_BUTTONS + 1), len(answer)))
        cards = [self._card(letter, count, params, rng) for letter, count in zip(answer, counts, strict=True)]
        for _ in range(params.snipped):
            decoy = self._card(rng.choice(answer), rng.between(1, MOST_BUTTONS), params, rng)
            cards.append(ButtonCard(decoy.letter, decoy.light, decoy.dark, True, decoy.knot))
        return ButtonClues(tuple(rng.shuffled(cards)))

    @staticmethod
    def _card(letter: str, count: int, params: ButtonParams, rng: Rng) -> ButtonCard:
        knot = params.knots and count % 2 == 0
        counted = count // 2 if knot else count
        dark = rng.between(0, min(3, MOST_BUTTONS - counted)) if params.dark else 0
        return ButtonCard(letter, counted + dark, dark, False, knot)

    def solve(self, clues: ButtonClues, given: Given) -> Solution:
        """See `Mechanism.solve`. Equal counts leave the order open, so they are refused as several."""
        row = sorted((card for card in clues.cards if not card.snipped), key=lambda card: card.count)
        counts = [card.count for card in row]
        if len(set(counts)) < len(counts):
            return Solution(Verdict.SEVERAL, ())
        steps = self._steps(clues, row)
        tier = max((self.techniques[step.technique].tier for step in steps), key=lambda level: level.rank)
        return Solution(Verdict.UNIQUE, ("".join(card.letter for card in row),), (tuple(row),), steps, tier)

    @staticmethod
    def _steps(clues: ButtonClues, row: list[ButtonCard]) -> tuple[Step, ...]:
        steps = [
            Step(message("template.step.leave-out", letter=card.letter), "leave-out", pieces=(f"card-{i}",))
            for i, card in enumerate(clues.cards, start=1)
            if card.snipped
        ]
        for place, card in enumerate(row, start=1):
            technique = "double" if card.knot else "take-away" if card.dark else "count"
            text = message("template.step.count", letter=card.letter, count=card.count, place=place)
            piece = f"card-{clues.cards.index(card) + 1}"
            before = tuple(range(len(steps)))[-1:]
            steps.append(Step(text, technique, before, (piece,), f"{card.letter} at {place}"))
        return tuple(steps)

    def pieces(self, params: ButtonParams, clues: ButtonClues) -> tuple[Piece, ...]:
        """See `Mechanism.pieces`."""
        return tuple(
            Piece(f"card-{i}", "cards", PieceKind.PROP, *CARD_MM, front=_card_front(card))
            for i, card in enumerate(clues.cards, start=1)
        )

    def instructions(self, params: ButtonParams, clues: ButtonClues) -> Instructions:
        """See `Mechanism.instructions`."""
        letters = sum(not card.snipped for card in clues.cards)
        return Instructions(
            message("template.task"), message("template.done"), message("template.answer-form", count=letters)
        )

    def hints(self, params: ButtonParams, clues: ButtonClues, solution: Solution) -> Hints:
        """See `Mechanism.hints`. The first card is given away, the rest is left to do."""
        first = next(step for step in solution.steps if step.technique != "leave-out")
        return Hints(message("template.nudge"), (message("template.method"), first.message))

    def solved(self, params: ButtonParams, clues: ButtonClues, solution: Solution) -> tuple[Picture, ...]:
        """See `Mechanism.solved`."""
        row = [card for card in clues.cards if not card.snipped]
        row.sort(key=lambda card: card.count)

        def draw(canvas: Canvas, box: Box) -> None:
            for i, card in enumerate(row):
                place = Box(box.x_mm + i * CARD_MM[0], box.y_mm, *CARD_MM)
                _card_front(card)(canvas, place)

        return (Picture(CARD_MM[0] * len(row), CARD_MM[1], draw),)

    def misreadings(self, clues: ButtonClues, solution: Solution) -> tuple[Misreading, ...]:
        """See `Mechanism.misreadings`: most buttons first reads the word backwards."""
        backwards = solution.answers[0][::-1]
        if backwards == solution.answers[0]:
            return ()
        return (Misreading(backwards, message("template.slip.backwards")),)

    def demands(self, params: ButtonParams) -> frozenset[Demand]:
        """See `Mechanism.demands`."""
        demands = {Demand.SCISSORS}
        return frozenset(demands | {Demand.ARITHMETIC} if params.dark else demands)


def _card_front(card: ButtonCard) -> Draw:
    def draw(canvas: Canvas, box: Box) -> None:
        letter = Box(box.x_mm, box.y_mm + 2, box.width_mm, 12)
        canvas.text_in(letter, card.letter, face=Face.EXACT_BOLD, size_pt=24)
        for i in range(card.light + card.dark):
            x, y = box.x_mm + 6 + i % 3 * 8, box.y_mm + 19 + i // 3 * 5.6
            dark = i >= card.light
            canvas.draw(Path.circle(x, y, 2.6), fill=Role.INK if dark else Role.WHITE, stroke=Role.INK)
        if card.knot:
            ring = Path.circle(box.right_mm - 5, box.y_mm + 5, 2.0)
            canvas.draw(ring, stroke=Role.ACCENT, width_mm=0.6)
        if card.snipped:
            line = Path.line(box.x_mm + 4, box.bottom_mm - 4, box.right_mm - 4, box.y_mm + 16)
            canvas.draw(line, stroke=Role.ACCENT, width_mm=0.6, dash=(2.1, 1.3))

    return draw
