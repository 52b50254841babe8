"""The decoder wheel: drawn cats say how far and which way a wheel of letters is turned.

**The rules, as players hear them.** A disc of letters lies on a ring of letters. For every letter of the
message, the disc's arrow first points at the ring's moon. The tail of the cat says how many places the
arrow moves, 1 to 9, and her look says to which side. Then the letter printed below the cat is found on the
disc, and the ring's letter beside it is what she says. Every tail has a number of its own. The key prints
some numbers; the others are learnt from old sayings, whose meaning is printed: bring a pair of letters
together and see where the arrow points. Harder boards also give sums of tails, do not say what looks mean,
and have cats with shut eyes, who do not go back to the moon: the arrow moves on from where it is.

**A worked example**, with both rings in the order of the alphabet. The key says hook = 2, broom = 5; a
look to the right moves the arrow to the right. An old saying is `snail right U` = X and `hook left N` = L.
The message is `snail left R`, `broom right J`, `hook left Y`, `hook right C`. When U lies beside X the arrow
points three places to the right of the moon: snail = 3. So the first arrow stands at 3 to the left, where R
lies beside O; 5 to the right puts J beside O; 2 to the left puts Y beside W; 2 to the right puts C beside
E. She says OOWE. (A test turns it.)

**How the generator aims.** It draws tails and their numbers, decides how each is told (key, saying, saying
with shut eyes, sum), draws cats so that every tail speaks in the message and looks go both ways, and
enciphers. Old sayings are other answers of the beat, or else harmless words of its own: at least three
letters away from the answer and never as long as it, so that nobody writes one into its boxes. Where eyes are
shut, two cats of a saying shut them, one to learn from and one to check it by, looking both ways. A draw
whose letters, sorted or read at one constant setting, are the answer's is given up.

**What the solver knows.** Every pair of an old saying fixes the setting, so each tail in it has one number
at most for each meaning of looks; tails that are left are searched by sums and by all numbers being
different (`solver`). One key only may remain: two keys are two states, even where they read the same.
For the one key it then reasons as a person would (`reasoning`). Easy: all is printed. Normal: numbers are
read off old sayings. Hard: looks, differences after shut eyes, and sums.

**Impossible.** More unprinted tails than tails; sums with fewer than two other unprinted tails to read off;
sums beside two old sayings, for which the board has no room.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar

from kitgen.canvas import Canvas, Path, Role
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
from kitgen.mechanisms.decoder_wheel import reasoning
from kitgen.mechanisms.decoder_wheel.board import WIDTH_MM, board_height_mm, board_piece, draw_board
from kitgen.mechanisms.decoder_wheel.clues import ALPHABET, WheelClues, signed
from kitgen.mechanisms.decoder_wheel.generator import draw_clues
from kitgen.mechanisms.decoder_wheel.params import (
    LONGEST,
    PRESETS,
    SHORTEST,
    DecoderWheelParams,
    impossible,
)
from kitgen.mechanisms.decoder_wheel.slips import misreadings
from kitgen.mechanisms.decoder_wheel.solver import State, answer_of, keys, state_of
from kitgen.mechanisms.decoder_wheel.wheel import DISC_MM, draw_disc, draw_ring
from kitgen.mechanisms.decoder_wheel.wheel import SIZE_MM as WHEEL_MM
from kitgen.message import message
from kitgen.rng import Rng
from kitgen.units import Box

LEARNING = ("gaze", "read-off", "difference", "sum")
"""Techniques whose first use makes a good hint."""


class DecoderWheel(Mechanism[DecoderWheelParams, WheelClues]):
    """Two rings of letters, turned as drawn cats say."""

    slug = "decoder-wheel"
    version = 1
    techniques: ClassVar = reasoning.TECHNIQUES
    params_type = DecoderWheelParams

    def preset(self, level: Level) -> DecoderWheelParams:
        return PRESETS[level]

    def answer_spec(self, params: DecoderWheelParams) -> AnswerSpec:
        del params
        return AnswerSpec(ALPHABET, SHORTEST, LONGEST)

    def impossible(self, params: DecoderWheelParams, answer: str) -> str:
        del answer
        return impossible(params)

    def generate(self, params: DecoderWheelParams, answer: str, given: Given, rng: Rng) -> WheelClues | None:
        return draw_clues(params, answer, given.decoys, rng)

    def solve(self, clues: WheelClues, given: Given) -> Solution:
        del given
        states = tuple(state_of(clues, key) for key in keys(clues))
        answers = tuple(dict.fromkeys(answer_of(clues, state) for state in states))
        if len(states) != 1:
            return Solution(Verdict.SEVERAL, answers, states)
        steps = reasoning.explain(clues, states[0])
        told = sum(number is None for _, number in clues.numbers)
        measures = {"tails learnt": told, "settings": len(set(states[0][1]))}
        return Solution(
            Verdict.UNIQUE, answers, states, steps, reasoning.grade(steps), MappingProxyType(measures)
        )

    def pieces(self, params: DecoderWheelParams, clues: WheelClues) -> tuple[Piece, ...]:
        del params
        return (board_piece(clues),)

    def instructions(self, params: DecoderWheelParams, clues: WheelClues) -> Instructions:
        del params
        return Instructions(
            task=message("decoder-wheel.task-key" if clues.is_key_printed else "decoder-wheel.task"),
            done=message("decoder-wheel.done"),
            answer_form=message("decoder-wheel.answer-form", count=len(clues.message)),
            tools=message("decoder-wheel.tools"),
            making=message("decoder-wheel.making"),
        )

    def hints(self, params: DecoderWheelParams, clues: WheelClues, solution: Solution) -> Hints:
        """What to learn first, the first thing learnt, and the message's first letter."""
        del params
        method = [message("decoder-wheel.hint.wheel")]
        for technique in LEARNING:
            method += [step.message for step in solution.steps if step.technique == technique][:1]
        method = method[:3]
        method += [step.message for step in solution.steps if step.technique.startswith("turn")][:1]
        nudge = "key" if clues.is_key_printed else "sayings"
        return Hints(message(f"decoder-wheel.hint.{nudge}"), tuple(method))

    def solved(
        self, params: DecoderWheelParams, clues: WheelClues, solution: Solution
    ) -> tuple[Picture, ...]:
        """The board filled in, and the wheel as it stands for the first letter."""
        del params
        state = _state(solution)
        places = [abs(signed(setting)) for setting in state[1]]

        def board(canvas: Canvas, box: Box) -> None:
            draw_board(canvas, box, clues, state[0].numbers, solution.answers[0])

        def wheel(canvas: Canvas, box: Box) -> None:
            draw_ring(canvas, box.centre_x_mm, box.centre_y_mm, clues.ring)
            draw_disc(canvas, box.centre_x_mm, box.centre_y_mm, clues.disc, state[1][0])
            edge = Path.circle(box.centre_x_mm, box.centre_y_mm, DISC_MM)
            canvas.draw(edge, stroke=Role.FRAME, width_mm=0.35)

        caption = message("decoder-wheel.solved.wheel", number=places[0])
        return (Picture(WIDTH_MM, board_height_mm(clues), board), Picture(WHEEL_MM, WHEEL_MM, wheel, caption))

    def misreadings(self, clues: WheelClues, solution: Solution) -> tuple[Misreading, ...]:
        return misreadings(clues, _state(solution), solution.answers[0])

    def demands(self, params: DecoderWheelParams) -> frozenset[Demand]:
        counts = {Demand.ARITHMETIC} if params.sums or params.shut_eyes else set()
        return frozenset({Demand.SCISSORS, *counts})


def _state(solution: Solution) -> State:
    state = solution.states[0]
    assert isinstance(state, tuple)
    return state
