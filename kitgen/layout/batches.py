"""What of a night is cut out of sheets, in the order of the night: cards and props."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kitgen.layout.arrange import Batch, Caption
from kitgen.layout.backs import prepared
from kitgen.layout.boards import board_tile
from kitgen.layout.cards import (
    piece_cards,
    rules_cards,
    story_cards,
    task_cards,
    title_card,
    welcome_cards,
)
from kitgen.layout.plan import END, TABLE, ActPrint, NightPrint, PuzzlePrint, Setting, Tile
from kitgen.layout.read_aloud import scene_cards
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import Message, message

Wanted = Callable[[Tile], bool]
"""Whether a tile is to be printed."""


def everything(tile: Tile) -> bool:
    """A `Wanted` that leaves nothing out."""
    del tile
    return True


@dataclass(frozen=True)
class _Draft:
    """Tiles of one envelope before they are numbered; pools and boards need no caption, others may have a
    note."""

    id: str
    envelope: str
    title: str
    tiles: tuple[Tile, ...]
    note: Message | None = None
    is_pool: bool = False
    has_caption: bool = True


def night_batches(
    night: NightPrint, setting: Setting, wanted: Wanted = everything, *, keep_apart: bool = False
) -> list[Batch]:
    """All pieces of a night that are cut out, in the order of the night.

    Args:
        night: what pages say.
        setting: card format, words, backs.
        wanted: which tiles to keep; cards keep the numbers that they have in the whole night.
        keep_apart: make a batch for each envelope of a puzzle whose pieces are earned in several.

    Raises:
        LayoutError: text does not fit, or a back has to meet its front better than this print can promise.
    """
    goes_to = envelope_names(night)
    batches = []
    drafts: Iterable[_Draft] = _numbered(_drafts(night, setting), night.numbers)
    if keep_apart:
        drafts = [part for draft in drafts for part in _by_envelope(draft)]
    for draft in drafts:
        tiles = tuple(prepared(tile, setting.profile) for tile in draft.tiles if wanted(tile))
        if tiles:
            caption = _caption(draft, tiles, goes_to[draft.envelope], setting)
            batches.append(
                Batch(draft.id, draft.envelope, draft.title, tiles, caption, is_pool=draft.is_pool)
            )
    return batches


def envelope_names(night: NightPrint) -> dict[str, Message]:
    """What the small print and captions call each envelope, by id."""
    names = {TABLE: message("print.goes-to.table"), END: message("print.goes-to.end")}
    return names | {act.id: message("print.goes-to.act", number=act.number) for act in night.acts}


def _caption(draft: _Draft, tiles: Sequence[Tile], envelope: Message, setting: Setting) -> Caption | None:
    folded = message("print.caption.folded") if any(tile.fold_mm for tile in tiles) else None
    notes = [setting.say(note) for note in (draft.note, folded) if note is not None]
    if not draft.has_caption or (draft.is_pool and not notes):
        return None
    title = message("print.caption.title", title=draft.title, envelope=envelope)
    return Caption(setting.say(title), " ".join(notes))


def _numbered(drafts: Iterable[_Draft], known: Mapping[str, tuple[int, ...]]) -> Iterator[_Draft]:
    """Cards with their numbers, counted or known."""
    counted = 0
    seen: Counter[str] = Counter()
    for draft in drafts:
        tiles = []
        for tile in draft.tiles:
            if tile.is_card:
                counted += 1
                number = known[tile.id][seen[tile.id]] if known else counted
                seen[tile.id] += 1
                tiles.append(replace(tile, number=number))
            else:
                tiles.append(tile)
        yield replace(draft, tiles=tuple(tiles))


def card_numbers(night: NightPrint, setting: Setting) -> dict[str, tuple[int, ...]]:
    """The numbers of a night's cards by id; copies share an id."""
    numbers: dict[str, tuple[int, ...]] = {}
    for draft in _numbered(_drafts(night, setting), {}):
        for tile in draft.tiles:
            if tile.number:
                numbers[tile.id] = (*numbers.get(tile.id, ()), tile.number)
    return numbers


def _by_envelope(draft: _Draft) -> list[_Draft]:
    envelopes = dict.fromkeys(tile.envelope for tile in draft.tiles)
    return [
        replace(draft, envelope=name, tiles=tuple(tile for tile in draft.tiles if tile.envelope == name))
        for name in envelopes
    ]


LOCK_ENTRIES = "lock-entries"
"""Group of what stands on a lock's leaf, which is cut out as a whole."""


def _drafts(night: NightPrint, setting: Setting) -> Iterator[_Draft]:
    yield from _table(night, setting)
    for act in night.acts:
        yield from _act(night, act, setting)
    endings = [
        tile for scene in night.read_aloud if scene.envelope == END for tile in scene_cards(scene, setting)
    ]
    yield _cards(END, endings, setting)


def _cards(envelope: str, tiles: Sequence[Tile], setting: Setting) -> _Draft:
    return _Draft("cards", envelope, setting.say(message("print.what.cards")), tuple(tiles), is_pool=True)


def _table(night: NightPrint, setting: Setting) -> Iterator[_Draft]:
    kit = night.kit
    opening = [*title_card(kit, setting), *welcome_cards(kit, setting)] if night.is_whole else []
    cards = [*opening, *rules_cards(kit, setting)]
    yield _cards(TABLE, cards, setting)
    if night.lock_props:
        title = setting.say(message("print.wheel.title"))
        tiles = tuple(_prop("kit", TABLE, piece) for piece in night.lock_props for _ in range(piece.copies))
        yield _Draft("kit", TABLE, title, tiles, _before(message("print.wheel.making")))


def _act(night: NightPrint, act: ActPrint, setting: Setting) -> Iterator[_Draft]:
    cards: list[Tile] = []
    for scene in night.read_aloud:
        if scene.envelope == act.id:
            cards += scene_cards(scene, setting)
    for puzzle in act.puzzles:
        cards += [*story_cards(puzzle, setting), *task_cards(puzzle, setting), *piece_cards(puzzle)]
    yield _cards(act.id, cards, setting)
    for puzzle in act.puzzles:
        yield _props(puzzle)
        yield from _boards(puzzle, setting)
    entries = tuple(tile for tile in night.lock_entries if tile.envelope == act.id)
    title = setting.say(message("print.leaf.title"))
    yield _Draft("kit", act.id, title, entries)


def _props(puzzle: PuzzlePrint) -> _Draft:
    pieces = [piece for piece in puzzle.pieces if piece.kind is PieceKind.PROP]
    tiles = tuple(
        _prop(puzzle.id, puzzle.envelope_of(piece), piece) for piece in pieces for _ in range(piece.copies)
    )
    making = puzzle.instructions.making or message("print.making")
    return _Draft(puzzle.id, puzzle.envelope, puzzle.title, tiles, _before(making))


def _boards(puzzle: PuzzlePrint, setting: Setting) -> Iterator[_Draft]:
    """Sheet pieces that share pages, each by itself; all others have pages of their own."""
    for piece in puzzle.pieces:
        tile = board_tile(puzzle, piece, setting) if piece.kind is PieceKind.SHEET else None
        if tile is not None:
            yield _Draft(puzzle.id, tile.envelope, puzzle.title, (tile,), has_caption=False)


def _before(making: Message) -> Message:
    return message("print.before-the-night", making=making)


def _prop(puzzle: str, envelope: str, piece: Piece) -> Tile:
    return Tile(
        f"{puzzle}/{piece.id}",
        puzzle,
        piece.group,
        envelope,
        piece.width_mm,
        piece.height_mm,
        piece.front,
        piece.back,
        outline=piece.outline,
        lines=piece.lines,
        tolerance_mm=piece.tolerance_mm,
        columns=piece.columns,
        keeps_margin=piece.keeps_margin,
    )
