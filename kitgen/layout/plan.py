"""What layout hands to a writer: pages that know how to draw themselves and where each piece lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kitgen.canvas import Canvas, Metrics, Path
from kitgen.codes import QrCode
from kitgen.message import Message
from kitgen.printing.profile import PrintProfile
from kitgen.units import Box

# Named here only, and the contract is slow to import: whoever prints other pages needs none of it.
if TYPE_CHECKING:
    from kitgen.locks.signs import Sign, Signs
    from kitgen.mechanisms.contract import Draw, HandLine, Instructions, Piece

TABLE, END = "table", "end"
"""Envelopes besides those of the acts: what lies on the table from the start, and what ends the night."""


@dataclass(frozen=True)
class KitPrint:
    """What pages say about the kit.

    Args:
        title: its title.
        tagline: one line under the title.
        welcome: what the first card says to the players.
        fingerprint: printed small on every page.
        hint_base: address of the hint site as printed, or empty without hints.
        hint_qr: code of the landing page, or None without hints.
        locks: 'paper', 'phone', 'host' or 'none': how answers are checked and acts opened.
        print_name: what the small print calls a pack that is printed besides the first, or empty.
    """

    title: str
    tagline: str
    welcome: str
    fingerprint: str
    hint_base: str
    hint_qr: QrCode | None
    print_name: str = ""
    locks: str = "none"

    @property
    def small_name(self) -> str:
        """What the small print calls this print."""
        return self.print_name or self.title


@dataclass(frozen=True)
class PuzzlePrint:
    """What pages say about one puzzle.

    Args:
        id: its id in the kit.
        mechanism: slug of its mechanism, the stem of its words.
        title: its title.
        act: 'Act 1 · The house', as a message.
        act_number: number of its act.
        story: a few sentences of story.
        emblem: name of its picture.
        box: the letter of its box on the answer sheet.
        box_count: how many writing boxes there are: one a character, or the most an answer could have where
            its length would tell too much.
        instructions: what to do, when it is done, what the answer looks like.
        needs: one message for each group of pieces, and what else is needed.
        pieces: all its pieces.
        envelope: id of the act whose envelope it lies in.
        earned: by piece id, the envelope of a piece that is handed out elsewhere.
        signs: by number of a box, from 0, the sign that stands under it on the answer sheet; empty where
            answers are not checked on paper.
        code: hint code in readable groups, or empty without hints.
        qr: the code's picture, or None without hints.
    """

    id: str
    mechanism: str
    title: str
    act: Message
    act_number: int
    story: str
    emblem: str
    box: str
    box_count: int
    instructions: Instructions
    needs: tuple[Message, ...]
    pieces: tuple[Piece, ...]
    code: str
    qr: QrCode | None
    envelope: str = TABLE
    earned: Mapping[str, str] = field(default_factory=dict)
    signs: Mapping[int, Sign] = field(default_factory=dict)

    def envelope_of(self, piece: Piece) -> str:
        """Id of the envelope that a piece lies in."""
        return self.earned.get(piece.id, self.envelope)


@dataclass(frozen=True)
class LockPrint:
    """What pages say about a lock.

    Args:
        title: what is locked.
        steps: how to try it, line by line.
        code: code of its page for phones, in groups; or empty.
        qr: the code's picture, or None.
    """

    title: str
    steps: tuple[Message, ...]
    code: str = ""
    qr: QrCode | None = None


@dataclass(frozen=True)
class ActPrint:
    """What pages say about an act.

    Args:
        id: its id, which is its envelope's too.
        label: 'Act 1 · The house', as a message.
        number: its number.
        title: 'The house'.
        puzzles: its puzzles in order.
        lock: what closes it, or None.
    """

    id: str
    label: Message
    number: int
    title: str
    puzzles: tuple[PuzzlePrint, ...]
    lock: LockPrint | None


@dataclass(frozen=True)
class ReadAloud:
    """A card that somebody at the table reads aloud.

    Args:
        id: its id in the kit.
        envelope: where it lies.
        label: the small line above its title.
        title: its title.
        words: what is read.
        cue: when it is read.
        art: name of its picture, or empty.
    """

    id: str
    envelope: str
    label: Message
    title: str
    words: str
    cue: Message
    art: str


@dataclass(frozen=True)
class Setting:
    """What composing pages needs to know before anything is drawn.

    Args:
        profile: paper, card format, ink, eyes.
        metrics: text widths, and how running text is set.
        say: puts messages into words.
    """

    profile: PrintProfile
    metrics: Metrics
    say: Callable[[Message], str]


@dataclass(frozen=True)
class Tile:
    """One thing to cut out of a sheet: a card, half a card, a prop.

    Args:
        id: for the manifest: `<puzzle>/<piece>` or `kit/<name>`.
        puzzle: its puzzle, or `kit`.
        group: which sort of piece it is.
        envelope: id of the envelope it belongs in.
        width_mm: trimmed width.
        height_mm: trimmed height.
        front: draws the front; a front that touches the edge may go on beyond it, and is clipped where
            neighbours share a cut.
        back: draws a back of its own, or None.
        is_card: whether it is one of the kit's cards: numbered, and with the theme's back where backs are
            printed.
        outline: cut outline from its top left corner where it is no rectangle.
        lines: folds, glue edges and holes.
        tolerance_mm: how far front and back may miss each other without changing the answer.
        number: printed on a card, from 1 in the order of the night; 0 for everything else.
        fold_mm: where front and back stand side by side, the fold between them; 0 everywhere else.
        columns: how many abut in a row, or 0 for as many as there is room for; see `Piece`.
        stays_whole: whether tiles that abut are cut out together, as one leaf.
        keeps_margin: whether the paper around it may stay on; see `Piece`.
    """

    id: str
    puzzle: str
    group: str
    envelope: str
    width_mm: float
    height_mm: float
    front: Draw
    back: Draw | None = None
    is_card: bool = False
    outline: Path | None = None
    lines: tuple[HandLine, ...] = ()
    tolerance_mm: float = 1.0
    number: int = 0
    fold_mm: float = 0.0
    columns: int = 0
    stays_whole: bool = False
    keeps_margin: bool = False


@dataclass(frozen=True)
class NightPrint:
    """A whole night on paper, in the order in which it is opened.

    Args:
        kit: the kit.
        acts: its acts.
        read_aloud: scenes and endings.
        lock_entries: what stands on the leaves of paper locks, leaf after leaf.
        lock_props: parts of the paper lock.
        signs: which characters belong to which sign, or None where answers are not checked on paper.
        is_pack: whether it is a pack besides the first: puzzles only, no answer sheet.
        is_whole: whether it is all of the kit; single puzzles have no title page and no labels.
        numbers: where it is not, the numbers that each card has in the whole kit, by id.
    """

    kit: KitPrint
    acts: tuple[ActPrint, ...]
    read_aloud: tuple[ReadAloud, ...] = ()
    lock_entries: tuple[Tile, ...] = ()
    lock_props: tuple[Piece, ...] = ()
    signs: Signs | None = None
    is_pack: bool = False
    is_whole: bool = True
    numbers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def puzzles(self) -> tuple[PuzzlePrint, ...]:
        """All puzzles in order."""
        return tuple(puzzle for act in self.acts for puzzle in act.puzzles)


@dataclass(frozen=True)
class Placed:
    """A piece on a page.

    Args:
        id: `<puzzle>/<piece>`.
        puzzle: its puzzle, or `kit`.
        group: its sort.
        box: where its trimmed box lies, in mm on the sheet.
        envelope: id of the envelope it belongs in.
        number: printed on it, or 0.
        turned: whether it lies turned clockwise by a quarter.
        back: where its back lies, or None where it has none: on the following page where the sheet is printed
            on both sides, on the same page where it is folded.
    """

    id: str
    puzzle: str
    group: str
    box: Box
    envelope: str = TABLE
    number: int = 0
    turned: bool = False
    back: Box | None = None


@dataclass(frozen=True)
class Ruler:
    """A ruler of `length_mm` between two points in mm on its sheet."""

    start_mm: tuple[float, float]
    end_mm: tuple[float, float]
    length_mm: float


@dataclass(frozen=True)
class Cuts:
    """What hands have to cut on a page.

    Args:
        cards: how many cards there are.
        straight: cuts along a ruler from edge to edge of a block.
        shaped_mm: length of outlines that want scissors.
        holes: windows and slits that want a knife.
    """

    cards: int = 0
    straight: int = 0
    shaped_mm: float = 0.0
    holes: int = 0


@dataclass(frozen=True)
class Strip:
    """A puzzle's hints on a sheet.

    Args:
        puzzle: its id.
        panels: from the top, in mm on the sheet: the title, then hint after hint, the answer last.
    """

    puzzle: str
    panels: tuple[Box, ...]


@dataclass(frozen=True)
class Page:
    """One page of a players' or host's PDF.

    Args:
        draw: draws it on a sheet; a writer moves the sheet to its place on the paper.
        placed: its pieces.
        ruler: its ruler, or None.
        cuts: what hands have to cut on it.
        is_back: whether it is the back of the page before it.
        is_firm: whether it wants firm paper, since its pieces are handled.
        strips: hints on paper.
    """

    draw: Callable[[Canvas], None]
    placed: tuple[Placed, ...] = ()
    ruler: Ruler | None = None
    cuts: Cuts = Cuts()
    is_back: bool = False
    is_firm: bool = False
    strips: tuple[Strip, ...] = ()
