"""Pieces that belong together, and the shapes that they may take on a sheet.

Equal rectangles stand edge to edge, so that every cut runs through and serves two of them; anything else
keeps a finger's breadth. A grid may have any number of columns and may be turned by a quarter, which gives
the nesting something to choose from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kitgen.canvas import Face
from kitgen.layout.nest import SLACK_MM, Nested, Size, nest
from kitgen.layout.plan import Setting, Tile
from kitgen.printing.profile import PrintProfile
from kitgen.typesetting.text import TextBlock, fit_text
from kitgen.units import Box

GAP_MM = 4.0
"""Between pieces that share no cut: room for scissors to turn."""

CAPTION_PT, NOTE_PT = 10.0, 9.0
LEAST_CAPTION_MM = 58.0
"""Narrowest caption: four words to a line."""

CAPTION_GAP_MM = 3.4
"""Room for crop marks below a caption."""
PRESSED_MM = 1.0
"""How much lower another way to nest pieces must be to be looked for."""

WIDTHS = (1.0, 0.75, 0.62, 0.5, 0.4, 0.31)
"""Shares of the room's width in which a mixed batch is tried."""


@dataclass(frozen=True)
class Caption:
    """What stands over pieces for the host: whose they are and where they go, and what to do with them."""

    title: str
    note: str = ""


@dataclass(frozen=True)
class Batch:
    """Tiles that belong together on paper.

    Args:
        id: their puzzle, or `cards`, for errors.
        envelope: id of the envelope that most of them go to.
        title: what the small print calls them.
        tiles: in order.
        caption: stands over them, or None for what says itself where it belongs.
        is_pool: whether its tiles may lie on any sheets that have room, as numbered cards may.
    """

    id: str
    envelope: str
    title: str
    tiles: tuple[Tile, ...]
    caption: Caption | None = None
    is_pool: bool = False


@dataclass(frozen=True)
class Spot:
    """A tile and where it lies.

    Args:
        tile: the tile.
        box: in mm; of the turned tile where it is turned.
        turned: whether it lies turned clockwise by a quarter.
    """

    tile: Tile
    box: Box
    turned: bool = False

    def moved(self, x_mm: float, y_mm: float) -> Spot:
        """The same elsewhere."""
        return replace(self, box=_moved(self.box, x_mm, y_mm))


@dataclass(frozen=True)
class Block:
    """Spots that abut: one grid, or a single piece.

    Args:
        box: all of it, without bleed.
        spots: its tiles.
    """

    box: Box
    spots: tuple[Spot, ...]

    @property
    def keeps_margin(self) -> bool:
        """Whether it is cut out on none of its sides, only parted from its neighbours."""
        return self.spots[0].tile.keeps_margin

    def moved(self, x_mm: float, y_mm: float) -> Block:
        """The same elsewhere."""
        return Block(_moved(self.box, x_mm, y_mm), tuple(spot.moved(x_mm, y_mm) for spot in self.spots))


@dataclass(frozen=True)
class Arrangement:
    """One shape of a batch, from (0, 0).

    Args:
        size_mm: width and height, bleed and caption included.
        blocks: its grids and pieces.
        caption: the caption's lines, empty without one.
    """

    size_mm: Size
    blocks: tuple[Block, ...]
    caption: tuple[TextBlock, ...] = ()


def _moved(box: Box, x_mm: float, y_mm: float) -> Box:
    return Box(box.x_mm + x_mm, box.y_mm + y_mm, box.width_mm, box.height_mm)


def clusters(tiles: Sequence[Tile]) -> list[tuple[Tile, ...]]:
    """Runs of tiles that may share cuts: rectangles of one size, or cards of one width."""
    runs: list[list[Tile]] = []
    for tile in tiles:
        if runs and _share_cuts(runs[-1][-1], tile):
            runs[-1].append(tile)
        else:
            runs.append([tile])
    return [tuple(run) for run in runs]


def _share_cuts(left: Tile, right: Tile) -> bool:
    if left.outline is not None or right.outline is not None or left.width_mm != right.width_mm:
        return False
    if left.keeps_margin != right.keeps_margin:
        return False
    return left.height_mm == right.height_mm or (left.is_card and right.is_card)


def grid(tiles: Sequence[Tile], columns: int) -> Block:
    """Tiles of one width in rows from the left; a row holds tiles of one height."""
    spots: list[Spot] = []
    x = y = right = 0.0
    for tile in tiles:
        last = spots[-1].tile if spots else None
        if last is not None and (x >= columns * tile.width_mm - SLACK_MM or last.height_mm != tile.height_mm):
            x, y = 0.0, y + last.height_mm
        spots.append(Spot(tile, Box(x, y, tile.width_mm, tile.height_mm)))
        x += tile.width_mm
        right = max(right, x)
    return Block(Box(0, 0, right, y + tiles[-1].height_mm), tuple(spots))


def turned(block: Block) -> Block:
    """A block turned clockwise by a quarter."""
    height = block.box.height_mm
    spots = tuple(
        Spot(
            spot.tile,
            Box(height - spot.box.bottom_mm, spot.box.x_mm, spot.box.height_mm, spot.box.width_mm),
            not spot.turned,
        )
        for spot in block.spots
    )
    return Block(Box(0, 0, height, block.box.width_mm), spots)


def bleed_of(tiles: Sequence[Tile], profile: PrintProfile) -> float:
    """How far a block's ink goes on beyond its cuts: cards' backs do, and only where backs are printed."""
    return profile.cards.bleed_mm if profile.has_card_backs and any(tile.is_card for tile in tiles) else 0.0


def _shapes(tiles: tuple[Tile, ...], room: Size, bleed_mm: float) -> tuple[Block, ...]:
    """Every grid of a cluster that the room holds, bleed included; the one with fewest rows first."""
    found: dict[Size, Block] = {}
    width = tiles[0].width_mm
    most = min(len(tiles), max(1, int((max(room) - 2 * bleed_mm + SLACK_MM) / width)))
    fixed = tiles[0].columns
    for columns in (fixed,) if fixed else range(most, 0, -1):
        plain = grid(tiles, columns)
        for block in (plain, turned(plain)):
            size = (block.box.width_mm + 2 * bleed_mm, block.box.height_mm + 2 * bleed_mm)
            if size[0] <= room[0] + SLACK_MM and size[1] <= room[1] + SLACK_MM:
                found.setdefault(size, block)
    return tuple(found.values())


def arrangements(batch: Batch, setting: Setting, room: Size) -> list[Arrangement]:
    """The shapes of a batch that a room of this width and height holds; none where it holds none."""
    runs = clusters(batch.tiles)
    bleeds = [bleed_of(run, setting.profile) for run in runs]
    if len(runs) == 1 and batch.caption is None:
        return [_single(block, bleeds[0]) for block in _shapes(runs[0], room, bleeds[0])]
    found: dict[Size, Arrangement] = {}
    for width in _widths(runs, bleeds, room):
        strip = max(width, LEAST_CAPTION_MM) if batch.caption else width
        one = _in_width(batch, setting, runs, bleeds, (strip, room[1]))
        if one is not None:
            found.setdefault(one.size_mm, one)
    return list(found.values())


def _single(block: Block, bleed_mm: float) -> Arrangement:
    size = (block.box.width_mm + 2 * bleed_mm, block.box.height_mm + 2 * bleed_mm)
    return Arrangement(size, (block.moved(bleed_mm, bleed_mm),))


def _widths(runs: Sequence[tuple[Tile, ...]], bleeds: Sequence[float], room: Size) -> Iterator[float]:
    """Widths to try for a batch: those of its grids where it is only one, else shares of the room."""
    if len(runs) == 1:
        shapes = _shapes(runs[0], room, bleeds[0])
        yield from dict.fromkeys(block.box.width_mm + 2 * bleeds[0] for block in shapes)
        return
    yield from (room[0] * share for share in WIDTHS)


def _in_width(
    batch: Batch, setting: Setting, runs: Sequence[tuple[Tile, ...]], bleeds: Sequence[float], room: Size
) -> Arrangement | None:
    """The batch in a strip of a width, as low as it comes."""
    shapes = [_shapes(run, room, bleed) for run, bleed in zip(runs, bleeds, strict=True)]
    if not all(shapes):
        return None
    sizes = [
        [(block.box.width_mm + 2 * bleed, block.box.height_mm + 2 * bleed) for block in options]
        for options, bleed in zip(shapes, bleeds, strict=True)
    ]
    above = _caption(batch, setting, max(room[0], LEAST_CAPTION_MM))[1]
    places = _lowest(sizes, (room[0], room[1] - above))
    if places is None:
        return None
    width = max(place.box.right_mm for place in places)
    lines, height = _caption(batch, setting, max(width, LEAST_CAPTION_MM))
    blocks = tuple(
        options[place.shape].moved(place.box.x_mm + bleed, place.box.y_mm + bleed + height)
        for options, place, bleed in zip(shapes, places, bleeds, strict=True)
    )
    total = (
        max(width, LEAST_CAPTION_MM if lines else 0.0),
        max(place.box.bottom_mm for place in places) + height,
    )
    if total[0] > room[0] + SLACK_MM or total[1] > room[1] + SLACK_MM:
        return None
    return Arrangement(total, blocks, lines)


def _lowest(sizes: Sequence[Sequence[Size]], room: Size) -> list[Nested] | None:
    """Places for all things in a room, as low as the nesting can be pressed; None where they do not fit."""
    best, height = None, room[1]
    while (places := nest(sizes, (room[0], height), GAP_MM)) is not None:
        best = places
        height = max(place.box.bottom_mm for place in places) - PRESSED_MM
    return best


def _caption(batch: Batch, setting: Setting, width_mm: float) -> tuple[tuple[TextBlock, ...], float]:
    """The caption's lines in a width, and how high they are with the air below them."""
    if batch.caption is None:
        return (), 0.0
    where = f"caption of {batch.id}"
    room = (width_mm, 1e4)
    lines = [
        fit_text(setting.metrics, where, batch.caption.title, Face.LABEL_BOLD, room, largest_pt=CAPTION_PT)
    ]
    if batch.caption.note:
        note = batch.caption.note
        lines.append(fit_text(setting.metrics, where, note, Face.LABEL, room, largest_pt=NOTE_PT))
    return tuple(lines), sum(block.height_mm for block in lines) + CAPTION_GAP_MM
