"""The contract every mechanism keeps: the same verbs, the same values, no special case above it.

A mechanism turns an answer into clues, and a solver that sees nothing but the clues turns them back. The
engine (`kitgen.engine`) believes only the solver.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from kitgen.canvas import Canvas, LineKind, Path
from kitgen.message import Message
from kitgen.rng import Rng
from kitgen.units import Box


class Level(StrEnum):
    """How hard a puzzle is, by the solver's verdict. Ordered by `rank`."""

    EASY = "easy"
    NORMAL = "normal"
    HARD = "hard"
    FIENDISH = "fiendish"

    @property
    def rank(self) -> int:
        """0 for the easiest."""
        return list(Level).index(self)


def hardest(levels: list[Level]) -> Level:
    """The highest of some levels; easy where there are none."""
    return max(levels, key=lambda level: level.rank, default=Level.EASY)


class Demand(StrEnum):
    """What a puzzle asks of its players' bodies and heads."""

    COLOUR_VISION = "colour-vision"
    SCISSORS = "scissors"
    FINE_SIGHT = "fine-sight"
    ARITHMETIC = "arithmetic"
    LANGUAGE = "language"


class Verdict(Enum):
    """What a solver found out about the number of answers."""

    UNIQUE = "unique"
    SEVERAL = "several"
    GAVE_UP = "gave up"  # a budget spent proves nothing


class MechanismParams(BaseModel):
    """Base of every mechanism's `Params`: all an author may set. Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class AnswerSpec:
    """What answers a mechanism can carry.

    Args:
        alphabet: the characters an answer may be made of.
        shortest: fewest characters.
        longest: most characters.
        even: only an even number of characters will do.
        choices: how many answers the printed paper offers to choose from, or None where answers are read
            freely; a lock never hangs on a choice alone.
    """

    alphabet: str
    shortest: int
    longest: int
    even: bool = False
    choices: int | None = None

    def problem(self, answer: str) -> str:
        """Why the answer cannot be carried and what is allowed, or the empty string."""
        strange = sorted({c for c in answer if c not in self.alphabet})
        if strange:
            return f"it has {', '.join(map(repr, strange))}; only {self.alphabet} can be carried"
        if not self.shortest <= len(answer) <= self.longest:
            size = "short" if len(answer) < self.shortest else "long"
            span = (
                str(self.shortest) if self.shortest == self.longest else f"{self.shortest} to {self.longest}"
            )
            return f"it is too {size} with {len(answer)} characters; {span} can be carried"
        if self.even and len(answer) % 2:
            return f"it has {len(answer)} characters; an even number is needed"
        return ""


@dataclass(frozen=True)
class Given:
    """What players know besides this puzzle's paper.

    Args:
        answers: earlier answers by beat.
        boxes: by the same beats, the letter of the box on the answer sheet where players wrote that answer.
        words: a public word list, empty where the kit prints none.
        decoys: other answers that the beat might have had. Only `generate` is told, to print them as
            decoys; a solver never sees them.
    """

    answers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    boxes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    words: tuple[str, ...] = ()
    decoys: tuple[str, ...] = ()

    def for_players(self) -> Given:
        """The same without what only a generator may know."""
        return replace(self, decoys=())

    def without(self, beat: str) -> Given:
        """The same for players who left one beat unsolved."""
        left = {name: answer for name, answer in self.answers.items() if name != beat}
        return replace(self, answers=left)


NOTHING_GIVEN = Given()


@dataclass(frozen=True)
class Technique:
    """One way of reasoning in a mechanism's named set.

    Args:
        tier: the level at which a player may be asked for it.
        seconds: how long one use takes a person, on the median.
        source: where the number comes from; 'assumed' until somebody measured it.
    """

    tier: Level
    seconds: float
    source: str = "assumed"


@dataclass(frozen=True)
class Step:
    """One deduction a person can follow.

    Args:
        message: what is seen and concluded, in words by key.
        technique: a key of the mechanism's `techniques`.
        uses: indices of earlier steps that this one rests on.
        pieces: ids of the pieces it touches.
        fact: what is known after it.
    """

    message: Message
    technique: str
    uses: tuple[int, ...] = ()
    pieces: tuple[str, ...] = ()
    fact: str = ""


@dataclass(frozen=True)
class Solution:
    """What a solver found, from the clues alone.

    Args:
        verdict: unique, several or gave up.
        answers: the answers read; a solver may stop at two.
        states: complete states, one up to the mechanism's declared symmetry; may stop at two.
        steps: the reasoning in order; complete where the verdict is unique.
        tier: how hard the puzzle is by these steps, or by what had to be searched.
        measures: named counts that grade the search (near misses, dead ends), for tables and tests.
    """

    verdict: Verdict
    answers: tuple[str, ...]
    states: tuple[Hashable, ...] = ()
    steps: tuple[Step, ...] = ()
    tier: Level = Level.EASY
    measures: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


class PieceKind(StrEnum):
    """Which players' PDF a piece is printed in."""

    CARD = "card"  # 63 x 88 mm, nine to a sheet
    SHEET = "sheet"  # stays whole: a board, or where it is large a page of its own
    PROP = "prop"  # to be cut, folded or glued


class Use(StrEnum):
    """What a printed piece is for; players are never left with a riddle that is none."""

    NEEDED = "needed"  # a step of the solution touches it
    DECOY = "decoy"  # meant to be looked at and laid aside
    DECOR = "decor"  # only to be looked at


Draw = Callable[[Canvas, Box], None]
"""Draws inside the box given, in mm; the box has the piece's size and may lie anywhere."""


@dataclass(frozen=True)
class HandLine:
    """A line inside a piece that hands follow: a fold, a glue edge, a hole to cut.

    Args:
        path: in mm from the piece's top left corner.
        kind: what to do along it.
    """

    path: Path
    kind: LineKind


@dataclass(frozen=True)
class Piece:
    """One thing that lies on the table.

    Args:
        id: a slug, unique in its puzzle and neutral: players read it.
        group: a slug that names pieces of one sort together (`bricks`); the word file has
            `<mechanism>.group.<group>` with `{count}` for it, and for sheets `<mechanism>.sheet.<id>`, which
            follows the puzzle's title at the head of the page.
        kind: which PDF it is printed in.
        width_mm: width of the trimmed piece. A sheet's drawing is at most 182 x 180 mm; where it takes 119 mm
            with its notes it shares a page with as much again.
        height_mm: height of the trimmed piece.
        front: draws the front. Cut outline, folds and holes are not drawn here but given below.
        back: draws the back, or None.
        copies: how many of it are printed.
        outline: cut outline from the top left corner where it is no rectangle.
        lines: folds, glue edges and holes.
        tolerance_mm: how far cutting, folding and laying may be off without changing the answer.
        notes: sentences that belong to the piece and are set as text beside the drawing (sheets only).
        use: what it is for; a piece that is needed is touched by a step of the solution.
        earned_by: the beat whose answer earns it, where it is not handed out with its puzzle; it lies in the
            envelope that opens after that beat's act.
        columns: how many abut in a row of the uncut sheet, where neighbours there must not show something
            whole across a cut; 0 where it is all the same.
        keeps_margin: whether the paper around it may stay on, since nothing is laid against its edge: it is
            only cut apart from what shares its sheet.
    """

    id: str
    group: str
    kind: PieceKind
    width_mm: float
    height_mm: float
    front: Draw
    back: Draw | None = None
    copies: int = 1
    outline: Path | None = None
    lines: tuple[HandLine, ...] = ()
    tolerance_mm: float = 1.0
    notes: tuple[Message, ...] = ()
    use: Use = Use.NEEDED
    earned_by: str = ""
    columns: int = 0
    keeps_margin: bool = False


@dataclass(frozen=True)
class Picture:
    """A drawing with a size, for the host's pages and the README."""

    width_mm: float
    height_mm: float
    draw: Draw
    caption: Message | None = None


@dataclass(frozen=True)
class Instructions:
    """What every players' page says about its puzzle.

    Args:
        task: what to do, in one to three sentences.
        done: how players know that they are done.
        answer_form: what the answer looks like ('five letters, read in rows'), without a full stop.
        tools: what players need besides the pieces ('a pencil each'), or None.
        making: what the host does with the props before the night besides cutting along the lines, or None.
    """

    task: Message
    done: Message
    answer_form: Message
    tools: Message | None = None
    making: Message | None = None


@dataclass(frozen=True)
class Hints:
    """The rungs between 'what you need' (from the pieces) and the answer.

    Args:
        nudge: where to look first; says nothing of the answer.
        method: how to get there, in order; at least one deduction is left after the last.
    """

    nudge: Message
    method: tuple[Message, ...]


@dataclass(frozen=True)
class Misreading:
    """A typical slip: the wrong answer that it gives, and what to say kindly."""

    answer: str
    message: Message


P = TypeVar("P", bound=MechanismParams)
C = TypeVar("C")


class Mechanism(ABC, Generic[P, C]):
    """One kind of puzzle. Stateless: everything a verb needs is in its arguments.

    `C`, the clues, is frozen data that compares by value: exactly what will be printed, nothing secret.
    """

    slug: ClassVar[str]
    """Name in kit files, in word keys and in the registry."""

    version: ClassVar[int]
    """Of the set of techniques; goes up when a technique or a grade changes its meaning."""

    techniques: ClassVar[Mapping[str, Technique]]
    """The named ways of reasoning its steps may use."""

    params_type: type[P]

    uses_given: ClassVar[bool] = False
    """Whether the clues speak of earlier answers; then the engine proves that each of them is needed."""

    @abstractmethod
    def preset(self, level: Level) -> P:
        """Params that aim at a level; an author's own are laid over them."""

    @abstractmethod
    def answer_spec(self, params: P) -> AnswerSpec:
        """What can be carried; asked before answers are drawn."""

    def impossible(self, params: P, answer: str) -> str:
        """Why params that are each legal cannot work together with this answer, and what would; or ''."""
        del params, answer
        return ""

    @abstractmethod
    def generate(self, params: P, answer: str, given: Given, rng: Rng) -> C | None:
        """Answer in, clues out. None where this draw came to nothing; the engine draws again."""

    @abstractmethod
    def solve(self, clues: C, given: Given) -> Solution:
        """Clues in, answer out. Knows neither params nor answer nor rng."""

    @abstractmethod
    def pieces(self, params: P, clues: C) -> tuple[Piece, ...]:
        """What is printed for players, in print order."""

    @abstractmethod
    def instructions(self, params: P, clues: C) -> Instructions:
        """What to do, when it is done, what the answer looks like."""

    @abstractmethod
    def hints(self, params: P, clues: C, solution: Solution) -> Hints:
        """Nudge and method, from the solver's steps."""

    @abstractmethod
    def solved(self, params: P, clues: C, solution: Solution) -> tuple[Picture, ...]:
        """The solved picture, for the host's file only."""

    @abstractmethod
    def misreadings(self, clues: C, solution: Solution) -> tuple[Misreading, ...]:
        """The typical slips as wrong answers; none of them is the right one."""

    @abstractmethod
    def demands(self, params: P) -> frozenset[Demand]:
        """What the puzzle asks of its players."""
