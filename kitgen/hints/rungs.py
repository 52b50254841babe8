"""What the pages behind a puzzle's first one say: nudge, method, single steps, answer.

At easy and normal the method is one page. At hard and fiendish it keeps to general advice, and rungs
`step-1`, `step-2` … follow: each tells one more of the solver's deductions, in the solver's order, and rests
only on what was told before. This holds for every mechanism alike, and no mechanism knows of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kitgen.hints.addresses import Rung
from kitgen.mechanisms.contract import Hints, Level, Solution, Step, Technique
from kitgen.message import Message, message

LEAST_STEPS, MOST_STEPS = 3, 5
"""Step rungs, where a solution has enough steps: more than that nobody taps through."""

LIES_OPEN_SECONDS = 5.0
"""A step that rests on nothing and takes no longer is no deduction: it is seen on the table at once."""

MERELY = 0.7
"""A line of the method of which a single step makes up this much, or more, says nothing else."""

Say = Callable[[Message], str]


@dataclass(frozen=True)
class HintRung:
    """One page behind the first, or one fold of the hint paper.

    Args:
        name: unique in its puzzle: `nudge`, `method`, `step-1` …, `answer`.
        heading: what stands above its lines.
        lines: what it tells, in words.
        code: the 16 characters of its page.
    """

    name: str
    heading: Message
    lines: tuple[str, ...]
    code: str

    @property
    def is_step(self) -> bool:
        """Whether it tells a single step of the solver."""
        return is_step(self.name)


@dataclass(frozen=True)
class Told:
    """What is told of a solution before its answer.

    Args:
        nudge: where to look first.
        method: how it is done; without the single deductions that `steps` tell.
        before: indices of steps that are known without a step rung: they lie open, or the method tells them.
        steps: indices of the steps that get a rung each, in the solver's order.
    """

    nudge: Message
    method: tuple[Message, ...]
    before: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()


def step_name(number: int) -> str:
    """The name of a step rung, counted from 1."""
    return f"step-{number}"


def is_step(name: str) -> bool:
    """Whether a rung of this name tells a single step."""
    return re.fullmatch(r"step-[1-9]\d*", name) is not None


def tells_steps(level: Level) -> bool:
    """Whether puzzles of a level have step rungs."""
    return level.rank >= Level.HARD.rank


def what_is_told(
    level: Level,
    hints: Hints,
    solution: Solution,
    techniques: Mapping[str, Technique],
    answer: str,
    say: Say,
) -> Told:
    """Share a solution out over its rungs.

    Args:
        level: of the puzzle.
        hints: nudge and method as the mechanism gives them.
        solution: the solver's.
        techniques: the mechanism's.
        answer: which no rung before the last may tell.
        say: puts messages into words.
    """
    if not tells_steps(level):
        return Told(hints.nudge, hints.method)
    steps = solution.steps
    texts = [say(step.message) for step in steps]
    method = tuple(line for line in hints.method if not _tells_a_step(say(line), steps, texts))
    said = [say(line) for line in method]
    before = {
        index
        for index, step in enumerate(steps)
        if any(texts[index] in line for line in said)
        or (not step.uses and techniques[step.technique].seconds <= LIES_OPEN_SECONDS)
    }
    chosen = _choose(steps, texts, before, answer)
    shown = [steps[index].message for index in chosen]
    general = tuple(line for line in method if not any(_names_no_more(line, step) for step in shown))
    return Told(hints.nudge, general or method or hints.method, tuple(sorted(before)), chosen)


def hint_rungs(
    told: Told, solution: Solution, answer: str, codes: Mapping[str, str], say: Say
) -> tuple[HintRung, ...]:
    """The rungs in words, from the nudge to the answer.

    Args:
        told: what `what_is_told` found.
        solution: the solver's.
        answer: as it is to be written down.
        codes: by name of the rung.
        say: puts messages into words.
    """

    def rung(name: str, *lines: str, heading: Message | None = None) -> HintRung:
        return HintRung(name, heading or message(f"hints.rung.{name}"), lines, codes[name])

    rungs = [rung(Rung.NUDGE, say(told.nudge)), rung(Rung.METHOD, *map(say, told.method))]
    for number, index in enumerate(told.steps, start=1):
        lines = [say(solution.steps[index].message)]
        if number == len(told.steps):
            lines.append(say(message("hints.last-step")))
        heading = message("hints.rung.step", number=number)
        rungs.append(rung(step_name(number), *lines, heading=heading))
    return (*rungs, rung(Rung.ANSWER, answer))


def rung_names(told: Told) -> tuple[str, ...]:
    """All names of pages behind the first, the question before the answer among them."""
    steps = (step_name(number) for number in range(1, len(told.steps) + 1))
    return (Rung.NUDGE, Rung.METHOD, *steps, Rung.CONFIRM, Rung.ANSWER)


def gives_away(text: str, answer: str) -> bool:
    """Whether a text holds an answer: whole, spaced out, backwards or by single characters."""
    text, plain = _folded(text), "".join(re.findall(r"[^\W_]", _folded(answer)))
    if not plain:
        return False
    single = "".join(re.findall(r"(?<![^\W_])[^\W_](?![^\W_])", text))
    for row in (plain, plain[::-1]):
        spaced = r"[\W_]*".join(map(re.escape, row))
        if row in single or re.search(rf"(?<![^\W_]){spaced}(?![^\W_])", text):
            return True
    return False


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _choose(
    steps: Sequence[Step], texts: Sequence[str], before: Collection[int], answer: str
) -> tuple[int, ...]:
    """Which steps get a rung: new ways of reasoning first, each with all that it rests on.

    At least half of the steps stay with the players, the last one always.
    """
    most = min(MOST_STEPS, len(steps) // 2)
    chosen: set[int] = set()
    ways = {steps[index].technique for index in before}

    def fits(wanted: Collection[int]) -> bool:
        row = " ".join(texts[index] for index in sorted(chosen | set(wanted)))
        return len(chosen | set(wanted)) <= most and not gives_away(row, answer)

    for index in range(len(steps) - 1):
        wanted = _needed(steps, index) - set(before)
        if wanted and steps[index].technique not in ways and fits(wanted):
            chosen |= wanted
            ways |= {steps[i].technique for i in wanted}
    for index in range(len(steps) - 1):
        wanted = _needed(steps, index) - set(before) - chosen
        if len(chosen) < LEAST_STEPS and len(wanted) == 1 and fits(wanted):
            chosen |= wanted
    return tuple(sorted(chosen))


def _needed(steps: Sequence[Step], index: int) -> set[int]:
    """A step and all that it rests on, however far back."""
    needed, waiting = {index}, [index]
    while waiting:
        fresh = set(steps[waiting.pop()].uses) - needed
        needed |= fresh
        waiting += fresh
    return needed


def _tells_a_step(line: str, steps: Sequence[Step], texts: Sequence[str]) -> bool:
    """Whether a line of the method is a step's sentence, or quotes one that rests on others."""
    return any(
        text in line and (step.uses or len(text) >= MERELY * len(line))
        for step, text in zip(steps, texts, strict=True)
    )


def _names_no_more(line: Message, step: Message) -> bool:
    """Whether a line names things, and none that the step does not name: then it tells that step."""
    named = set(_values(line))
    return len(named) > 1 and named <= set(_values(step))


def _values(whole: Message) -> Iterator[str]:
    """All values inside a message, those of messages within it too."""
    for value in whole.values.values():
        if isinstance(value, Message):
            yield value.key
            yield from _values(value)
        else:
            yield str(value)
