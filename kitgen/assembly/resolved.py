"""What was asked for with nothing left open, and what was made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kitgen.engine import Accepted
from kitgen.hints.addresses import seal_key
from kitgen.kit.kit import Kit, Voice
from kitgen.kit.models import Act, Beat
from kitgen.layout.hint_strips import HintPaper
from kitgen.layout.plan import END
from kitgen.mechanisms.contract import Level, Piece
from kitgen.message import Message
from kitgen.printing.profile import PrintProfile

Say = Callable[[Message], str]
Made = Mapping[str, Accepted]
"""The proven puzzles by id, in the order of the flow."""


@dataclass(frozen=True)
class Selection:
    """Single pieces of a kit that are printed again.

    Args:
        cards: numbers of cards.
        pieces: ids of pieces as the manifest has them.
    """

    cards: frozenset[int] = frozenset()
    pieces: frozenset[str] = frozenset()

    def names(self) -> list[str]:
        """As they are asked for, in order."""
        return [f"card:{number}" for number in sorted(self.cards)] + [
            f"piece:{name}" for name in sorted(self.pieces)
        ]


@dataclass(frozen=True)
class Resolved:
    """The options with nothing left open.

    Args:
        kit: in the language asked for.
        seed: typed or drawn.
        levels: level by puzzle id.
        cast: name of the cast.
        names: name by role.
        profile: paper, printer and eyes that it is printed for.
        hints: `lan`, `url`, `sealed` or `none`.
        base: address of the hint site, or empty.
        phones_can_reach: False where hints were asked for at home and this machine has no network.
        puzzles: ids of the puzzles to print.
        selection: single cards and pieces to print again, or None for all.
        players: how many people play.
        locks: `paper`, `phone`, `host`, or `none` where the kit has none or single puzzles are printed.
        mild: whether the gentle words are taken.
        copies: how many packs of the puzzles are printed.
        hint_paper: how hints are printed besides.
        ssid: name of the Wi-Fi that the join sheet has a code for, or empty.
    """

    kit: Kit
    seed: str
    levels: dict[str, Level]
    cast: str
    names: dict[str, str]
    profile: PrintProfile
    hints: str
    base: str
    phones_can_reach: bool
    puzzles: tuple[str, ...]
    selection: Selection | None
    players: int
    locks: str
    mild: bool
    copies: int
    hint_paper: HintPaper
    ssid: str

    @cached_property
    def is_whole(self) -> bool:
        """Whether all puzzles of the kit are printed: scenes and endings only make sense then."""
        return self.puzzles == tuple(self.kit.puzzle_order())

    def voice(self, box_words: str = "{box}") -> Voice:
        """The kit's texts with the names asked for."""
        return self.kit.voice(self.names, mild=self.mild, box_words=box_words)

    def key_of(self, code: str) -> str:
        """What opens the sealed page of a code; empty where pages are not sealed."""
        return seal_key(self.seed, code) if self.hints == "sealed" else ""

    def acts(self) -> list[tuple[Act, list[str]]]:
        """The acts that have puzzles to print, with these."""
        by_act: dict[str, list[str]] = {act.id: [] for act in self.kit.acts}
        for puzzle_id in self.puzzles:
            by_act[self.kit.beat_of(puzzle_id).act].append(puzzle_id)
        return [(act, by_act[act.id]) for act in self.kit.acts if by_act[act.id]]

    def envelopes(self) -> list[str]:
        """Ids of the envelopes in the order of opening, without what lies on the table from the start."""
        acts = [act.id for act, _ in self.acts()]
        return [*acts, END] if self.is_whole and self.kit.file.endings else acts

    def earned_in(self, beat: Beat, piece: Piece) -> str:
        """The envelope of a piece that another beat's answer earns: the one after that beat's act, and no
        later than the puzzle it belongs to."""
        acts = [act.id for act in self.kit.acts]
        earned = acts.index(self.kit.beats[piece.earned_by].act)
        return acts[min(earned + 1, acts.index(beat.act))]
