"""Sheets of paper that wait for their numbers: 'sheet 3 of 20' can only be said when all are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kitgen.layout.answers import answer_pages
from kitgen.layout.boards import board_tile
from kitgen.layout.furniture import SmallPrint
from kitgen.layout.impose import Sheet
from kitgen.layout.packing import Item
from kitgen.layout.plan import TABLE, KitPrint, NightPrint, Page, PuzzlePrint, Setting
from kitgen.layout.press import has_backs, sheet_pages
from kitgen.layout.sheets import Numbered, piece_sheets
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import Message, message

Small = Callable[[bool], SmallPrint]
"""The small print of a front (False) or a back (True)."""


@dataclass(frozen=True)
class Leaf:
    """One sheet of paper.

    Args:
        envelopes: ids of the envelopes that it goes to, the first one first.
        what: what the small print calls it.
        pages: draws up its page, and its back's, with their small print.
        is_firm: whether it wants firm paper, since it is cut up.
        is_cover: whether it lies on top of an envelope's pile.
        piece: id of the piece that it is, where it is one.
        item: the same for packing lists, or None for what no envelope's list names.
        kit: what the small print says of the kit where that is not what all say: a further pack's.
    """

    envelopes: tuple[str, ...]
    what: Message | str
    pages: Callable[[Small], list[Page]]
    is_firm: bool = False
    is_cover: bool = False
    piece: str = ""
    item: Item | None = None
    kit: KitPrint | None = None


def piece_leaves(sheets: Sequence[Sheet], setting: Setting) -> list[Leaf]:
    """Sheets of pieces; all of them have a back page where one of them has a back."""
    is_two_sided = has_backs(sheets, setting.profile)
    return [_sheet(sheet, setting, is_two_sided=is_two_sided) for sheet in sheets]


def _sheet(sheet: Sheet, setting: Setting, *, is_two_sided: bool) -> Leaf:
    between = setting.say(message("print.list-separator"))
    what = between.join(dict.fromkeys(region.batch.title for region in sheet.regions))
    pages = partial(sheet_pages, sheet, setting, is_two_sided=is_two_sided)
    return Leaf(sheet.envelopes, what, pages, is_firm=True)


def whole_leaves(night: NightPrint, setting: Setting) -> list[Leaf]:
    """The answer sheet, and in order the sheet pieces that need pages of their own; each on as many as it
    takes."""
    leaves = []
    for page in [] if night.is_pack else answer_pages(night, setting):
        item = Item("kit", "sheets", TABLE)
        leaves.append(Leaf((TABLE,), message("print.what.answers"), _one_page(page), item=item))
    for puzzle in night.puzzles:
        for piece in puzzle.pieces:
            if piece.kind is PieceKind.SHEET and board_tile(puzzle, piece, setting) is None:
                leaves += _piece(puzzle, piece, setting)
    return leaves


def _piece(puzzle: PuzzlePrint, piece: Piece, setting: Setting) -> list[Leaf]:
    what = message("print.what.sheet", title=puzzle.title)
    envelope = puzzle.envelope_of(piece)
    name = f"{puzzle.id}/{piece.id}"
    pages = piece_sheets(puzzle, piece, setting)
    leaves = [Leaf((envelope,), what, _one_page(page), piece=name) for page in pages]
    # Packing lists count the piece once, however many pages its words take.
    leaves[0] = replace(leaves[0], item=Item(puzzle.id, piece.group, envelope))
    return leaves


def _one_page(page: Numbered) -> Callable[[Small], list[Page]]:
    return lambda small: [page(small(False))]


def numbered(
    leaves: Sequence[Leaf],
    kit: KitPrint,
    setting: Setting,
    goes_to: dict[str, Message],
    first: int,
    of: int,
) -> list[Page]:
    """The pages of some leaves.

    Args:
        leaves: in order.
        kit: for the small print.
        setting: words.
        goes_to: what each envelope is called, by id.
        first: number of the first leaf.
        of: how many there are in all files.
    """
    between = setting.say(message("print.list-separator"))
    pages: list[Page] = []
    for number, leaf in enumerate(leaves, start=first):
        envelopes = between.join(setting.say(goes_to[name]) for name in leaf.envelopes)

        def small(is_back: bool, leaf: Leaf = leaf, number: int = number, to: str = envelopes) -> SmallPrint:
            own = leaf.kit or kit
            return SmallPrint(own.small_name, own.fingerprint, leaf.what, number, of, to, is_back)

        pages += leaf.pages(small)
    return pages
