"""The players' files: which sheets stand in which PDF, in which order, with which numbers.

With labels, hosts print two files, one on firm paper and one on plain, and a title page if they like. With
covers every envelope has a file of its own, so that a host who plays turns one pile over, sees its cover, and
cuts and packs it by itself. File names and order give nothing away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from kitgen.assembly.resolved import Resolved, Selection
from kitgen.canvas import Canvas
from kitgen.errors import UsageError
from kitgen.layout.batches import envelope_names, everything, night_batches
from kitgen.layout.covers import cover_leaves, label_batch, title_leaf
from kitgen.layout.impose import impose
from kitgen.layout.leaves import Leaf, numbered, piece_leaves, whole_leaves
from kitgen.layout.packing import Item, packing_lists
from kitgen.layout.plan import END, TABLE, NightPrint, Page, Setting, Tile
from kitgen.message import message
from kitgen.printing.profile import Envelopes

FIRM, PLAIN, COVER, AGAIN = "firm-paper", "plain-paper", "cover", "again"
"""Names of files: what is cut up, what stays whole, what nobody needs to play, what is printed again."""

PAPER_HINTS, JOIN = "paper-hints", "join"
"""Names of files: hints for a night without phones, and how phones come to theirs."""

OPTIONAL = (f"{COVER}.pdf", f"{PAPER_HINTS}.pdf", f"{JOIN}.pdf")
"""Files that are no part of the game itself: each is numbered by itself, and no count has it."""

NO_LEAVES: Mapping[str, Sequence[Leaf]] = MappingProxyType({})


def players_documents(
    chosen: Resolved, night: NightPrint, setting: Setting, beside: Mapping[str, Sequence[Leaf]] = NO_LEAVES
) -> dict[str, list[Page]]:
    """Pages of each players' PDF by file name, in print order.

    Args:
        chosen: what was asked for.
        night: what pages say.
        setting: paper, and how words are set.
        beside: leaves of further files by name, for the hints; they come last.

    Raises:
        LayoutError: something does not fit.
        UsageError: a card or piece that was asked for does not exist.
    """
    leaves = _all_leaves(chosen, night, setting)
    files: dict[str, Sequence[Leaf]]
    if chosen.selection is not None:
        files = {AGAIN: leaves}
    elif setting.profile.envelopes is Envelopes.COVERS:
        files = dict(_by_envelope(night, leaves))
    else:
        files = {
            FIRM: [leaf for leaf in leaves if leaf.is_firm],
            PLAIN: [leaf for leaf in leaves if not leaf.is_firm and not leaf.is_cover],
            COVER: [leaf for leaf in leaves if leaf.is_cover],
        }
    files |= beside
    goes_to = envelope_names(night)
    documents: dict[str, list[Page]] = {}
    needed = sum(len(part) for name, part in files.items() if f"{name}.pdf" not in OPTIONAL)
    first = 1
    for name, part in files.items():
        if f"{name}.pdf" in OPTIONAL:
            first, needed = 1, len(part)
        if part:
            pages = numbered(part, night.kit, setting, goes_to, first, needed)
            documents[f"{name}.pdf"] = _with_backs(pages)
            first += len(part)
    return documents


def _with_backs(pages: Sequence[Page]) -> list[Page]:
    """Pages of a file in which every sheet has a back if one has, since the printer turns all or none."""
    if not any(page.is_back for page in pages):
        return list(pages)
    out: list[Page] = []
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        out.append(page)
        if not page.is_back and (following is None or not following.is_back):
            out.append(Page(_nothing, is_back=True))
    return out


def _nothing(canvas: Canvas) -> None:
    del canvas


def _all_leaves(chosen: Resolved, night: NightPrint, setting: Setting) -> list[Leaf]:
    if chosen.selection is not None:
        return _again(chosen.selection, night, setting)
    leaves = _pack(night, setting)
    for number in range(2, chosen.copies + 1):
        name = setting.say(message("print.pack", kit=night.kit.title, number=number, of=chosen.copies))
        kit = replace(night.kit, print_name=name)
        leaves += [replace(leaf, kit=kit) for leaf in _pack(replace(night, kit=kit, is_pack=True), setting)]
    return leaves


def _pack(night: NightPrint, setting: Setting) -> list[Leaf]:
    """One pack: pieces to cut, then what stays whole."""
    keep_apart = setting.profile.envelopes is Envelopes.COVERS
    # Further packs leave out the kit's own cards; those of puzzles keep the numbers of the first.
    wanted = _of_a_puzzle if night.is_pack else everything
    batches = night_batches(night, setting, wanted, keep_apart=keep_apart)
    whole = whole_leaves(night, setting)
    own: list[Leaf] = []
    if not night.is_pack:
        if night.is_whole:
            own.append(title_leaf(night, setting))
        if keep_apart:
            items = [Item(t.puzzle, t.group, t.envelope, t.number) for batch in batches for t in batch.tiles]
            items += [leaf.item for leaf in whole if leaf.item]
            own += cover_leaves(night, setting, packing_lists(items, night.puzzles, setting.say))
        elif night.is_whole:
            batches.append(label_batch(night, setting))
    sheets = impose(batches, setting, keep_apart=keep_apart)
    return [*piece_leaves(sheets, setting), *own, *whole]


def _of_a_puzzle(tile: Tile) -> bool:
    return tile.puzzle != "kit"


def _by_envelope(night: NightPrint, leaves: Sequence[Leaf]) -> dict[str, list[Leaf]]:
    """Each envelope's cover, whole sheets and pieces, in the order of opening."""
    files: dict[str, list[Leaf]] = {}
    names = {TABLE: "table", END: "last-envelope"} | {act.id: f"envelope-{act.number}" for act in night.acts}
    order = [TABLE, *(act.id for act in night.acts), END]
    for number, envelope in enumerate(order, start=1):
        own = [leaf for leaf in leaves if leaf.envelopes[0] == envelope]
        # A cover hides what lies under it, so it is never under anything.
        own.sort(key=lambda leaf: (not leaf.is_cover, leaf.is_firm))
        if own:
            files[f"{number}-{names[envelope]}"] = own
    return files


def _again(selection: Selection, night: NightPrint, setting: Setting) -> list[Leaf]:
    """Single cards, pieces and sheets once more, laid together."""
    found: set[str] = set()

    def wanted(tile: Tile) -> bool:
        names = {f"card:{tile.number}"} if tile.number in selection.cards else set[str]()
        if tile.id in selection.pieces:
            names.add(f"piece:{tile.id}")
        found.update(names)
        return bool(names)

    batches = night_batches(night, setting, wanted)
    whole = [leaf for leaf in whole_leaves(night, setting) if leaf.piece in selection.pieces]
    found |= {f"piece:{leaf.piece}" for leaf in whole}
    missing = [name for name in selection.names() if name not in found]
    if missing:
        raise _unknown(missing[0], night, setting)
    sheets = impose(batches, setting)
    return piece_leaves(sheets, setting) + whole


def _unknown(name: str, night: NightPrint, setting: Setting) -> UsageError:
    tiles = [tile for batch in night_batches(night, setting, everything) for tile in batch.tiles]
    if name.startswith("card:"):
        last = max(tile.number for tile in tiles)
        return UsageError(f"--only {name}: there is no such card; this print has cards 1 to {last}.")
    ids = sorted(
        {tile.id for tile in tiles} | {leaf.piece for leaf in whole_leaves(night, setting) if leaf.piece}
    )
    wanted = name.removeprefix("piece:")
    near = [piece for piece in ids if piece.startswith(wanted.split("/")[0])][:8] or ids[:8]
    return UsageError(
        f"--only {name}: there is no such piece; there are {', '.join(near)} and others.",
        "manifest.json lists all of them.",
    )
