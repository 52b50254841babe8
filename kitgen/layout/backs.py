"""Backs: which tiles get one, how it meets its front, and which pieces a print must refuse.

A printer that turns sheets by itself lays the back up to 3 mm beside the front. So cards have a pattern that
runs on beyond their edge, and a piece whose back has to meet its front says how far the two may miss each
other; where the print may miss by more, it is refused. Folded, front and back stand side by side on one page,
and the paper itself sees to it that they meet.
"""

from __future__ import annotations

from dataclasses import replace

from kitgen.canvas import Canvas, LineKind, Path
from kitgen.errors import LayoutError
from kitgen.layout.plan import Tile
from kitgen.mechanisms.contract import HandLine
from kitgen.printing.profile import BLEED_MM, REGISTER_MM, Duplex, Ink, PrintProfile
from kitgen.theme.backs import card_back
from kitgen.units import Box


def prepared(tile: Tile, profile: PrintProfile) -> Tile:
    """The tile as this print lays it out: folded into front and back where that is how backs are made.

    Raises:
        LayoutError: its front and back have to meet better than this print can promise.
    """
    is_folded = tile.back is not None and not profile.is_two_sided
    is_folded |= tile.is_card and profile.has_card_backs and profile.duplex is Duplex.FOLD
    if tile.back is not None:
        _see_tolerance(tile, REGISTER_MM[Duplex.FOLD] if is_folded else profile.register_mm, profile)
    return _doubled(tile) if is_folded else tile


def _see_tolerance(tile: Tile, missed_by_mm: float, profile: PrintProfile) -> None:
    if tile.tolerance_mm >= missed_by_mm:
        return
    raise LayoutError(
        f"piece {tile.id}: its front and back may miss each other by {tile.tolerance_mm:g} mm, and with "
        f"--duplex {profile.duplex} they miss by up to {missed_by_mm:g} mm.",
        "Choose --duplex fold, which is good to 1 mm, or --duplex none."
        if profile.is_two_sided
        else "Ask the author of the puzzle for a piece that bears a millimetre.",
    )


def draw_back(canvas: Canvas, tile: Tile, box: Box, profile: PrintProfile, bleed_mm: float) -> None:
    """The back of a tile, upright in its box, with its pattern going on for `bleed_mm`.

    A night sky on every card is worth its ink only where all inks are there.
    """
    if tile.back is not None:
        tile.back(canvas, box)
    elif tile.is_card:
        card_back(canvas, box, bleed_mm, night=profile.ink is Ink.FULL)


def _doubled(tile: Tile) -> Tile:
    """Front at the left and back at the right of a fold: behind the fold the back stands upright again."""
    width, height = tile.width_mm, tile.height_mm

    def front(canvas: Canvas, box: Box) -> None:
        tile.front(canvas, Box(box.x_mm, box.y_mm, width, height))

    # The fold goes on into the bleed, where it shows on bare paper.
    fold = HandLine(Path.line(width, -BLEED_MM, width, height + BLEED_MM), LineKind.FOLD_MOUNTAIN)
    shape = (HandLine(tile.outline, LineKind.CUT),) if tile.outline else ()
    return replace(
        tile,
        width_mm=2 * width,
        front=front,
        lines=(*tile.lines, *shape, fold),
        outline=None,
        fold_mm=width,
    )
