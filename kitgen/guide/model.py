"""What the host's pages are made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kitgen.budget.budget import Budget
from kitgen.engine import Accepted
from kitgen.layout.hint_strips import HintPaper
from kitgen.layout.plan import KitPrint, Page, Placed, PuzzlePrint, ReadAloud
from kitgen.locks.contract import LockPlan
from kitgen.mechanisms.contract import Demand
from kitgen.message import Message
from kitgen.printing.profile import PrintProfile


@dataclass(frozen=True)
class GuidePuzzle:
    """One puzzle as a host sees it.

    Args:
        page: what players' pages say about it.
        made: the proven puzzle; only the solutions read it.
        beat: its beat's id.
        needs: ids of the beats that must be solved before it.
        minutes: median minutes for one table.
        demands: what it asks of its players.
        has_step_rungs: whether its hints go on after the method, one deduction at a time.
    """

    page: PuzzlePrint
    made: Accepted
    beat: str
    needs: tuple[str, ...]
    minutes: float
    demands: frozenset[Demand]
    has_step_rungs: bool = False


@dataclass(frozen=True)
class GuideLock:
    """One lock as a host sees it.

    Args:
        plan: its answers with their slips; only the solutions read them.
        title: what is locked.
        card: name of the card that opens it, where it is of paper.
        then: what to open when it opens.
    """

    plan: LockPlan
    title: str
    card: str
    then: Message


@dataclass(frozen=True)
class GuideAct:
    """One act as a host sees it.

    Args:
        id: its id, which is its envelope's too.
        number: its number.
        title: its title.
        puzzles: its puzzles in order.
        scenes: its cards to read aloud.
        lock: what closes it, or None.
    """

    id: str
    number: int
    title: str
    puzzles: tuple[GuidePuzzle, ...]
    scenes: tuple[ReadAloud, ...]
    lock: GuideLock | None


@dataclass(frozen=True)
class GuideFile:
    """One players' PDF as a host prints it.

    Args:
        name: its name in `print/`.
        pages: how many it has, backs among them.
        firm: numbers of the pages, from 1, that want firm paper.
        has_backs: whether fronts and backs are pages of their own.
        is_optional: whether nobody needs it to play.
    """

    name: str
    pages: int
    firm: tuple[int, ...]
    has_backs: bool
    is_optional: bool = False


def guide_file(name: str, pages: Sequence[Page], *, is_optional: bool = False) -> GuideFile:
    """What a host has to know of a players' PDF."""
    return GuideFile(
        name,
        len(pages),
        tuple(number for number, page in enumerate(pages, start=1) if page.is_firm),
        any(page.is_back for page in pages),
        is_optional,
    )


@dataclass(frozen=True)
class GuideKit:
    """The kit as a host sees it.

    Args:
        page: what players' pages say about it.
        acts: in order.
        envelopes: ids of the envelopes in the order of opening.
        budget: sheets, cuts, minutes with scissors, ink.
        files: the players' PDFs in the order of printing.
        profile: what it is printed for.
        placed: every printed piece, with its envelope.
        hints: 'lan', 'url' or 'none'.
        hint_paper: how hints are printed besides.
        locks: 'paper', 'phone', 'host' or 'none'.
        players: how many people play.
        minutes: median minutes of the whole night.
        has_endings: whether endings are printed.
        mild: whether the gentle words were taken.
        copies: packs of the puzzles.
        parents: what parents should know, or empty.
        certificate: what the certificate says, or empty.
        seed: printed in the solutions only.
        drawn_seed: whether kitgen drew it, so that nobody can guess it.
    """

    page: KitPrint
    acts: tuple[GuideAct, ...]
    envelopes: tuple[str, ...]
    budget: Budget
    files: tuple[GuideFile, ...]
    profile: PrintProfile
    placed: tuple[Placed, ...]
    hints: str
    hint_paper: HintPaper
    locks: str
    players: int
    minutes: float
    has_endings: bool
    mild: bool
    copies: int
    parents: str
    certificate: str
    seed: str
    drawn_seed: bool

    @property
    def puzzles(self) -> tuple[GuidePuzzle, ...]:
        """All puzzles in order."""
        return tuple(puzzle for act in self.acts for puzzle in act.puzzles)
