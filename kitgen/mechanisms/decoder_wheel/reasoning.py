"""How a person learns the cat's language and reads it. Only for clues with one key.

* `key`: a number is printed below its tail.
* `read-off`: an old saying pairs a letter with its meaning; bring the two together on the wheel and read
  where the arrow points.
* `gaze`: the same, compared with where the cat looks, tells what looks mean.
* `difference`: the cat's eyes are shut, so its tail counts from where the arrow was for the letter before.
* `sum`: the key tells a tail by others.
* `together`: two sums have the same two unknown tails; only one pair of numbers suits both.
* `trial`: nothing but trying the numbers that are left.
* `turn`: a letter of the message; `turn-mixed` on letters out of order; `turn-on` after shut eyes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kitgen.mechanisms.contract import Level, Step, Technique
from kitgen.mechanisms.decoder_wheel.clues import Sum, WheelClues, meeting, read_at
from kitgen.mechanisms.decoder_wheel.solver import State
from kitgen.mechanisms.decoder_wheel.wording import place_words, tail_words
from kitgen.message import Message, message

TECHNIQUES = {
    "key": Technique(Level.EASY, 6.0),
    "turn": Technique(Level.EASY, 26.0),
    "turn-mixed": Technique(Level.EASY, 32.0),
    "read-off": Technique(Level.NORMAL, 35.0),
    "gaze": Technique(Level.HARD, 45.0),
    "difference": Technique(Level.HARD, 60.0),
    "sum": Technique(Level.HARD, 20.0),
    "trial": Technique(Level.FIENDISH, 120.0),
    "together": Technique(Level.FIENDISH, 110.0),
    "turn-on": Technique(Level.HARD, 42.0),
}

BOARD = ("board",)


@dataclass
class Reasoner:
    """Writes the steps down, one after another."""

    clues: WheelClues
    state: State
    steps: list[Step] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)
    """By tail, the step that told its number."""

    def __post_init__(self) -> None:
        self.numbers = dict(zip(self.clues.tails, self.state[0].numbers, strict=True))
        self.gaze: tuple[int, ...] = ()

    def explain(self) -> tuple[Step, ...]:
        """The reasoning from the key to the last letter."""
        for tail, number in self.clues.numbers:
            if number is not None:
                self._learn(tail, "key", "key", (), BOARD)
        if not self.clues.is_gaze_printed:
            self._gaze()
        self._sayings()
        self._sums()
        for tail in self.clues.tails:
            if tail not in self.known:
                self._learn(tail, "trial", "trial", tuple(sorted(self.known.values())), BOARD)
                self._sums()
        self._message()
        return tuple(self.steps)

    def _add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _learn(
        self,
        tail: str,
        technique: str,
        words: str,
        uses: tuple[int, ...],
        pieces: tuple[str, ...],
        **values: str | int | Message,
    ) -> None:
        said = message(
            f"decoder-wheel.step.{words}", tail=tail_words(tail), number=self.numbers[tail], **values
        )
        fact = f"{tail} = {self.numbers[tail]}"
        self.known[tail] = self._add(Step(said, technique, uses, pieces, fact))

    def _gaze(self) -> None:
        """The first cat of a saying starts from the moon, so its look and its arrow can be compared."""
        for saying in self.clues.sayings:
            (cat, letter), plain = saying.spoken[0], saying.plain[0]
            mirrored = self.state[0].mirrored
            said = message(
                "decoder-wheel.step.gaze-mirrored" if mirrored else "decoder-wheel.step.gaze-straight",
                letter=letter,
                plain=plain,
                place=place_words(meeting(self.clues, plain, letter)),
                look=message(f"decoder-wheel.look.{cat.gaze}"),
            )
            fact = "looks turn the other way" if mirrored else "looks turn their own way"
            self.gaze = (self._add(Step(said, "gaze", (), BOARD, fact)),)
            return

    def _sayings(self) -> None:
        """All that old sayings tell: cats with open eyes first, they need nothing else."""
        for wants_shut in (False, True):
            for saying in self.clues.sayings:
                before = 0
                for (cat, letter), plain in zip(saying.spoken, saying.plain, strict=True):
                    setting = meeting(self.clues, plain, letter)
                    if cat.tail not in self.known and cat.shut is wants_shut:
                        name = "difference" if cat.shut else "read-off"
                        said = message(
                            f"decoder-wheel.step.{name}",
                            tail=tail_words(cat.tail),
                            number=self.numbers[cat.tail],
                            letter=letter,
                            plain=plain,
                            before=place_words(before),
                            place=place_words(setting),
                        )
                        fact = f"{cat.tail} = {self.numbers[cat.tail]}"
                        self.known[cat.tail] = self._add(Step(said, name, self.gaze, BOARD, fact))
                    before = setting

    def _sums(self) -> None:
        """Sums of which one tail only is unknown, as long as there are any."""
        lines = list(self.clues.sums)
        while True:
            ready = [
                (line, tails[0])
                for line in lines
                if len(tails := sorted({line.whole, *line.parts} - self.known.keys())) == 1
            ]
            if not ready:
                self._together(lines)
                return
            line, tail = ready[0]
            lines.remove(line)
            uses = tuple(sorted(self.known[name] for name in {line.whole, *line.parts} - {tail}))
            said = message(
                "decoder-wheel.step.sum",
                tail=tail_words(tail),
                number=self.numbers[tail],
                whole=self.numbers[line.whole],
                one=self.numbers[line.parts[0]],
                other=self.numbers[line.parts[1]],
            )
            self.known[tail] = self._add(Step(said, "sum", uses, BOARD, f"{tail} = {self.numbers[tail]}"))

    def _together(self, lines: Sequence[Sum]) -> None:
        """Two sums that say nothing alone: both of their tails are unknown."""
        unknown = [tuple(sorted({line.whole, *line.parts} - self.known.keys())) for line in lines]
        pair = next((tails for tails in unknown if len(tails) == 2 and unknown.count(tails) > 1), None)
        if pair is None:
            return
        told = {name for line in lines for name in (line.whole, *line.parts)} & self.known.keys()
        uses = tuple(sorted(self.known[name] for name in told))
        first, second = pair
        self._learn(
            first,
            "together",
            "together",
            uses,
            BOARD,
            other=tail_words(second),
            other_number=self.numbers[second],
        )
        self.known[second] = self.known[first]

    def _message(self) -> None:
        last = -1
        technique = "turn-mixed" if self.clues.is_mixed else "turn"
        for i, ((cat, letter), setting) in enumerate(zip(self.clues.message, self.state[1], strict=True)):
            is_on = cat.shut and i > 0
            uses = {self.known[cat.tail], *self.gaze, *((last,) if is_on else ())}
            plain = read_at(self.clues, letter, setting)
            said = message(
                "decoder-wheel.step.turn-on" if is_on else "decoder-wheel.step.turn",
                nth=i + 1,
                tail=tail_words(cat.tail),
                place=place_words(setting),
                letter=letter,
                plain=plain,
            )
            fact = f"letter {i + 1} is {plain}"
            last = self._add(Step(said, "turn-on" if is_on else technique, tuple(sorted(uses)), BOARD, fact))


def explain(clues: WheelClues, state: State) -> tuple[Step, ...]:
    """The steps to the one key and the answer."""
    return Reasoner(clues, state).explain()


def grade(steps: tuple[Step, ...]) -> Level:
    """The hardest technique among the steps."""
    return max((TECHNIQUES[step.technique].tier for step in steps), key=lambda level: level.rank)
