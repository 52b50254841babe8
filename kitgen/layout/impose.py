"""Which pieces share a sheet: few sheets, few cuts, each puzzle together.

First the props of every envelope are laid out, the largest first; then sheets with room are laid together,
nearest envelopes first. Cards fill what is left: they are numbered, so it is easy to find them again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from kitgen.errors import LayoutError
from kitgen.layout.arrange import Arrangement, Batch, Block, arrangements
from kitgen.layout.cutting import cuts_of
from kitgen.layout.nest import SLACK_MM, Size, nest
from kitgen.layout.parting import Parting, partings
from kitgen.layout.plan import Cuts, Setting, Tile
from kitgen.printing.profile import PrintProfile
from kitgen.typesetting.text import TextBlock
from kitgen.units import Box

FOOT_MM = 10.0
"""Legend and small print below the pieces."""

SIDE_MM = 5.8
"""Small print, and the ruler, beside a sheet full of cards that leaves no room below."""

HALF_LINE_MM = 0.2
"""A cut line is 0.2 mm wide and drawn half outside its piece: that half, and as much again for rounding."""

RULER_MM = 9.5
"""The ruler's strip above the pieces of a first sheet."""

REGION_GAP_MM = 5.0
"""Between batches on one sheet."""


WAYS = ((True, 1), (False, 3), (False, 6))
"""Ways to fill up sheets that are tried: whether large cards come first, and how few are worth a place."""

CUTS_A_SHEET = 15
"""Cuts that a sheet more has to save: three minutes with the ruler for a sheet of firm paper."""


@dataclass(frozen=True)
class Region:
    """A batch, or a part of it, on a sheet.

    Args:
        batch: what lies there.
        box: in mm on the sheet, bleed and caption included.
        blocks: its pieces, on the sheet.
        caption: lines of its caption, from the box's top left corner.
    """

    batch: Batch
    box: Box
    blocks: tuple[Block, ...]
    caption: tuple[TextBlock, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet of pieces.

    Args:
        regions: in the order of the night.
        at_side: whether small print and ruler stand at the sides, since cards leave no room below.
        has_ruler: whether it is the first of its file.
    """

    regions: tuple[Region, ...]
    at_side: bool
    has_ruler: bool

    @property
    def envelopes(self) -> tuple[str, ...]:
        """Ids of the envelopes that its pieces go to, each once, in order."""
        tiles = (spot.tile for region in self.regions for block in region.blocks for spot in block.spots)
        return tuple(dict.fromkeys(tile.envelope for tile in tiles))


@dataclass(frozen=True)
class _Part:
    """What stays together on one sheet, with the shapes that it may take."""

    order: int
    batch: Batch
    options: tuple[Arrangement, ...]

    @property
    def area(self) -> float:
        return min(option.size_mm[0] * option.size_mm[1] for option in self.options)


def pieces_field(profile: PrintProfile, *, has_ruler: bool = False, at_side: bool = False) -> Box:
    """Where pieces may lie on a sheet, in mm."""
    free = profile.printable.inset(HALF_LINE_MM)
    if at_side:
        return free.inset(SIDE_MM, 0.0)
    top = RULER_MM if has_ruler else 0.0
    return Box(free.x_mm, free.y_mm + top, free.width_mm, free.height_mm - FOOT_MM - top)


def impose(batches: Sequence[Batch], setting: Setting, *, keep_apart: bool = False) -> list[Sheet]:
    """All pieces on sheets.

    Args:
        batches: in the order of the night.
        setting: paper, text widths, words.
        keep_apart: never lay pieces of two envelopes on one sheet.

    Raises:
        LayoutError: a piece is larger than a sheet's room.
    """
    sheets: list[Sheet] = []
    piles = _by_envelope(batches, lambda batch: batch.envelope) if keep_apart else [list(batches)]
    for pile in piles:
        sheets += _pile(pile, setting, first=not sheets)
    return sheets


def straight_cuts(sheet: Sheet, profile: PrintProfile) -> int:
    """How many cuts along a ruler a sheet takes."""
    return sheet_cuts(sheet, profile).straight


def sheet_cuts(sheet: Sheet, profile: PrintProfile) -> Cuts:
    """What hands have to cut on a sheet."""
    blocks = [block for region in sheet.regions for block in region.blocks]
    return cuts_of(blocks, len(sheet_partings(sheet, profile)))


def sheet_partings(sheet: Sheet, profile: PrintProfile) -> list[Parting]:
    """The cuts that part pieces which keep their margins, from edge to edge of what may be printed."""
    area = pieces_field(profile, at_side=sheet.at_side, has_ruler=sheet.has_ruler)
    return partings([(region.box, region.blocks) for region in sheet.regions], area)


_T = TypeVar("_T")


def _by_envelope(items: Sequence[_T], envelope_of: Callable[[_T], str]) -> list[list[_T]]:
    """Things by their envelope, in the order in which envelopes first come."""
    piles: dict[str, list[_T]] = {}
    for item in items:
        piles.setdefault(envelope_of(item), []).append(item)
    return list(piles.values())


def _pile(batches: Sequence[Batch], setting: Setting, *, first: bool) -> list[Sheet]:
    """The sheets of batches that may share them: props first, and cards where these leave room."""
    fixed: list[_Part] = []
    for number, batch in enumerate(batches, start=1):
        if batch.tiles and not batch.is_pool:
            fixed += _parts(batch, setting, number)
    props: list[list[_Part]] = []
    for own in _by_envelope(fixed, lambda part: part.batch.envelope):
        props += _fill(own, setting, first=first and not props)
    props = _merged(props, setting, first=first)
    # Filling every corner saves sheets, leaving small corners alone saves cuts. Which is better depends on
    # the props, so both are tried.
    tried = []
    for large_first, fewest in WAYS:
        pools = _pools(batches)
        groups = _with_pools(props, pools, setting, first=first, large_first=large_first, fewest=fewest)
        tried.append(
            [_finished(group, setting, has_ruler=first and i == 0) for i, group in enumerate(groups)]
        )

    def cost(sheets: Sequence[Sheet]) -> int:
        return CUTS_A_SHEET * len(sheets) + sum(straight_cuts(sheet, setting.profile) for sheet in sheets)

    return min(tried, key=cost)


def _pools(batches: Sequence[Batch]) -> list[_Pool]:
    """Everything that may lie anywhere, by size; equal tiles share their cuts."""
    pools: dict[Size, _Pool] = {}
    for batch in batches:
        for tile in batch.tiles if batch.is_pool else ():
            size = (tile.width_mm, tile.height_mm)
            pool = pools.setdefault(size, _Pool(len(pools), batch, ()))
            pool.tiles = (*pool.tiles, tile)
    return list(pools.values())


def _with_pools(
    props: Sequence[list[_Part]],
    pools: list[_Pool],
    setting: Setting,
    *,
    first: bool,
    large_first: bool,
    fewest: int,
) -> list[list[_Part]]:
    """Sheets of props filled up, then sheets of cards alone."""
    groups = [list(group) for group in props]
    pools.sort(key=lambda pool: pool.area, reverse=large_first)
    _top_up(groups, pools, setting, first=first, fewest=fewest)
    while any(pool.tiles for pool in pools):
        groups.append(_sheet_of(next(pool for pool in pools if pool.tiles), setting))
        _top_up(groups[-1:], pools, setting, first=False, fewest=1)
    return _with_ruler_first(sorted(groups, key=_order), setting, first=first)


def _order(group: Sequence[_Part]) -> tuple[bool, int]:
    """Cards first, then props in the order of the night."""
    fixed = [part.order for part in group if not part.batch.is_pool]
    return bool(fixed), min(fixed or [part.order for part in group])


@dataclass
class _Pool:
    """Tiles of one size that may lie anywhere; what has found its place is taken away."""

    order: int
    batch: Batch
    tiles: tuple[Tile, ...]

    @property
    def area(self) -> float:
        """Of one tile, in mm²; 0 where none is left."""
        return self.tiles[0].width_mm * self.tiles[0].height_mm if self.tiles else 0.0

    def part(self, count: int, setting: Setting) -> _Part | None:
        """The first tiles as one block, or None where no sheet holds so many."""
        batch = replace(self.batch, tiles=self.tiles[:count])
        options = tuple(_options(batch, setting))
        return _Part(self.order, batch, options) if options else None


def _top_up(
    groups: Sequence[list[_Part]], pools: Sequence[_Pool], setting: Setting, *, first: bool, fewest: int
) -> None:
    """Fill what sheets have left with as many cards as it holds."""
    for i, group in enumerate(groups):
        for pool in pools:
            count = _room_for(pool, group, setting, has_ruler=first and i == 0)
            if count >= min(fewest, len(pool.tiles) or fewest):
                part = pool.part(count, setting)
                assert part is not None, "it was laid out just now"
                group.append(part)
                pool.tiles = pool.tiles[count:]


def _room_for(pool: _Pool, group: Sequence[_Part], setting: Setting, *, has_ruler: bool) -> int:
    """How many tiles of a pool a sheet still holds as one block."""
    if not pool.tiles:
        return 0
    field = pieces_field(setting.profile, has_ruler=has_ruler)
    left = field.width_mm * field.height_mm - sum(part.area for part in group)
    most = min(len(pool.tiles), int(left / pool.area))
    for count in range(most, 0, -1):
        part = pool.part(count, setting)
        if part is not None and _lies([*group, part], setting, has_ruler=has_ruler):
            return count
    return 0


def _sheet_of(pool: _Pool, setting: Setting) -> list[_Part]:
    """A sheet of its own with as many tiles of a pool as it holds."""
    count, options = _longest(replace(pool.batch, tiles=pool.tiles), setting)
    if not count:
        raise _too_large(pool.batch, pool.tiles[0], setting)
    batch = replace(pool.batch, tiles=pool.tiles[:count])
    pool.tiles = pool.tiles[count:]
    return [_Part(pool.order, batch, tuple(options))]


def _parts(batch: Batch, setting: Setting, order: int) -> list[_Part]:
    """A batch as it is, or cut into parts of which each goes on one sheet."""
    parts: list[_Part] = []
    rest = batch.tiles
    while rest:
        count, options = _longest(replace(batch, tiles=rest), setting)
        if not count:
            raise _too_large(batch, rest[0], setting)
        parts.append(_Part(order, replace(batch, tiles=rest[:count]), tuple(options)))
        rest = rest[count:]
    return parts


def _longest(batch: Batch, setting: Setting) -> tuple[int, list[Arrangement]]:
    """How many of a batch's first tiles one sheet holds, and how."""
    whole = _options(batch, setting)
    if whole:
        return len(batch.tiles), whole
    least, most, best = 0, len(batch.tiles), list[Arrangement]()
    while most - least > 1:
        middle = (least + most) // 2
        options = _options(replace(batch, tiles=batch.tiles[:middle]), setting)
        if options:
            least, best = middle, options
        else:
            most = middle
    return least, best


def _options(batch: Batch, setting: Setting) -> list[Arrangement]:
    """Shapes for any kind of sheet; a sheet of cards alone may use the room of the foot."""
    field = _room(pieces_field(setting.profile, has_ruler=True))
    found = arrangements(batch, setting, field)
    if batch.caption is None:
        side = _room(pieces_field(setting.profile, at_side=True))
        plain = _room(pieces_field(setting.profile))
        for room in (plain, side):
            known = {option.size_mm for option in found}
            found += [o for o in arrangements(batch, setting, room) if o.size_mm not in known]
    elif not found:
        found = arrangements(batch, setting, _room(pieces_field(setting.profile)))
    return found


def _room(box: Box) -> Size:
    return (box.width_mm, box.height_mm)


def _too_large(batch: Batch, tile: Tile, setting: Setting) -> LayoutError:
    room = pieces_field(setting.profile)
    return LayoutError(
        f"{batch.id}: piece {tile.id} of {tile.width_mm:g} x {tile.height_mm:g} mm is larger than the "
        f"{room.width_mm:g} x {room.height_mm:g} mm that {setting.profile.paper.name} has for pieces.",
        "Choose params or a card format that make it smaller, or larger paper.",
    )


def _fill(parts: Sequence[_Part], setting: Setting, *, first: bool) -> list[list[_Part]]:
    """Parts on as few sheets as first-fit-decreasing finds."""
    out: list[list[_Part]] = []
    for part in sorted(parts, key=lambda part: -part.area):
        for i, group in enumerate(out):
            if _lies([*group, part], setting, has_ruler=first and i == 0):
                group.append(part)
                break
        else:
            out.append([part])
    return out


def _with_ruler_first(groups: list[list[_Part]], setting: Setting, *, first: bool) -> list[list[_Part]]:
    """The earliest sheet that has room for a ruler in front, where it is to have one."""
    if first:
        for i, group in enumerate(groups):
            if _lies(group, setting, has_ruler=True):
                return [group, *groups[:i], *groups[i + 1 :]]
    return groups


def _merged(groups: Sequence[list[_Part]], setting: Setting, *, first: bool) -> list[list[_Part]]:
    """Sheets laid together two by two while any two fit on one, nearest first."""
    out = list(groups)
    while True:
        pairs = sorted(combinations(range(len(out)), 2), key=lambda pair: (pair[1] - pair[0], pair[0]))
        for i, j in pairs:
            if _lies([*out[i], *out[j]], setting, has_ruler=first and i == 0):
                out[i] = out[i] + out[j]
                del out[j]
                break
        else:
            return out


def _lies(parts: Sequence[_Part], setting: Setting, *, has_ruler: bool) -> bool:
    return _layout(parts, setting, has_ruler=has_ruler) is not None


def _layout(
    parts: Sequence[_Part], setting: Setting, *, has_ruler: bool
) -> tuple[Box, bool, list[tuple[Box, Arrangement]]] | None:
    """Field, whether small things stand at the side, and each part's box and shape; None if it cannot be."""
    for at_side in (False, True):
        if at_side and any(part.batch.caption is not None for part in parts):
            break
        field = pieces_field(setting.profile, has_ruler=has_ruler, at_side=at_side)
        if sum(part.area for part in parts) > field.width_mm * field.height_mm + SLACK_MM:
            continue
        places = nest(
            [[option.size_mm for option in part.options] for part in parts], _room(field), REGION_GAP_MM
        )
        if places is not None:
            chosen = [part.options[place.shape] for part, place in zip(parts, places, strict=True)]
            return field, at_side, [(place.box, one) for place, one in zip(places, chosen, strict=True)]
    return None


def _finished(group: Sequence[_Part], setting: Setting, *, has_ruler: bool) -> Sheet:
    """A sheet with its pieces in place, centred across, and upright too where it is all cards."""
    # In the order in which they were tried: another order may find no way. What fits beside a ruler fits
    # without one too.
    parts = list(group)
    layout = _layout(parts, setting, has_ruler=has_ruler) or _layout(parts, setting, has_ruler=not has_ruler)
    assert layout is not None, "sheets were filled only with what fits"
    has_ruler = has_ruler and _lies(parts, setting, has_ruler=True)
    field, at_side, placed = layout
    used_mm = (max(box.right_mm for box, _ in placed), max(box.bottom_mm for box, _ in placed))
    is_all_cards = all(part.batch.caption is None for part in parts)
    x = field.x_mm + (field.width_mm - used_mm[0]) / 2
    y = field.y_mm + ((field.height_mm - used_mm[1]) / 2 if is_all_cards else 0.0)
    regions = tuple(
        Region(
            part.batch,
            Box(box.x_mm + x, box.y_mm + y, box.width_mm, box.height_mm),
            tuple(block.moved(box.x_mm + x, box.y_mm + y) for block in shape.blocks),
            shape.caption,
        )
        for part, (box, shape) in zip(parts, placed, strict=True)
    )
    return Sheet(tuple(sorted(regions, key=_place)), at_side, has_ruler)


def _place(region: Region) -> tuple[float, float]:
    """From top to bottom, as a sheet is read."""
    return region.box.y_mm, region.box.x_mm
