"""Backs: what is printed behind each piece, measured.

A profile moves fronts and backs by their own offsets to mend what its printer misses by, so both are put
back by them first. Turned along its long edge, a sheet's left becomes its right; along the short edge, its
top becomes its bottom. Card backs are patterns that go on for 3 mm beyond the cut, because a printer may miss
by that much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from kitgen.manifest import PieceEntry, Printing
from kitgen.proof.check_files import Finding
from kitgen.proof.check_pieces import INK_DPI, PAPER_WHITE, is_card
from kitgen.proof.measured_ink import (
    OPPOSITE,
    SIDES,
    Side,
    edge_of,
    fold_mm,
    ink_end_mm,
    lightest,
    line_mm,
    strip_along,
)
from kitgen.proof.opened import Output
from kitgen.proof.pdf_reading import PdfReading, Picture
from kitgen.proof.small_print import placed_small_print, small_print
from kitgen.units import PAPERS, Box, Paper

MEET_MM = 0.1
"""How far front and back may miss each other on paper that is turned or folded exactly."""

BLEED_MM = 3.0
_DPI = 300  # a pixel, to which pdfium clips, is 0.08 mm; at 150 dpi it would be 0.17
_SPARSE_MM = 1.8  # patterns of stitches end within a stitch's gap of where they are cut off
_CELL_MM = 12.0  # every pattern has ink in a square of this side
_INSET_MM = BLEED_MM + 0.5
_CLEAR_MM = 0.6
_SMALL_PRINT_MM = 0.6
_SAME_MM = 0.05
_MEASURED_MM = MEET_MM + _SAME_MM  # with what whole pixels add


@dataclass
class _Tally:
    """What was looked at."""

    backs: int = 0
    edges: int = 0
    worst_mm: float = 0.0


def check_backs(output: Output) -> Finding:
    """Every back meets its front and bleeds, every sheet has both sides or one, and nothing else is there."""
    tally = _Tally()
    faults = list(_card_faults(output))
    for pdf in output.players_pdfs():
        faults += _side_faults(output, pdf)
    for piece in output.manifest.pieces:
        if piece.back is not None and _is_there(output, piece):
            tally.backs += 1
            faults += _geometry_faults(output, piece)
    for pdf in output.players_pdfs():
        for index in range(pdf.pages):
            faults += _measured_faults(output, pdf, index, tally)
            faults += _stray_faults(output, pdf, index)
    if not tally.backs:
        return "no backs", faults
    return (
        f"{tally.backs} backs, {tally.edges} edges measured at {_DPI} dpi, "
        f"at most {tally.worst_mm:.2f} mm off"
    ), faults


def _printing(output: Output) -> Printing:
    return output.manifest.options.printing


def _is_turned_over(printing: Printing) -> bool:
    return printing.duplex in ("long", "short")


def _is_there(output: Output, piece: PieceEntry) -> bool:
    """Whether both its pages exist; `check_pieces` names those that do not."""
    pdf = output.pdf(piece.file)
    pages = [piece.page, *([piece.back.page] if piece.back else [])]
    return pdf is not None and all(1 <= page <= pdf.pages for page in pages)


def _card_faults(output: Output) -> Iterator[str]:
    """All cards have backs, or none has: one that differs would be known from behind."""
    printing = _printing(output)
    wanted = printing.duplex != "none" and not printing.sleeves
    for piece in output.manifest.pieces:
        if is_card(piece) and (piece.back is not None) is not wanted:
            has, needs = ("no back", "one") if wanted else ("a back", "none")
            yield f"{piece.file} page {piece.page}: piece {piece.id} has {has}; this profile has {needs}"


def _side_faults(output: Output, pdf: PdfReading) -> Iterator[str]:
    """A file that is printed on both sides: each odd page a front, the next its back, and viewers told."""
    printing = _printing(output)
    own = [piece for piece in output.manifest.pieces if piece.file == pdf.path]
    has_backs = _is_turned_over(printing) and any(piece.back is not None for piece in own)
    is_two_sided = pdf.duplex in ("long", "short")
    if not pdf.duplex:
        yield f"{pdf.path}: it does not tell viewers how to turn its sheets"
    elif is_two_sided and pdf.duplex != printing.duplex:
        yield f"{pdf.path}: viewers turn its sheets along the {pdf.duplex} edge, not {printing.duplex}"
    elif has_backs and not is_two_sided:
        yield f"{pdf.path}: it has backs, and tells viewers to print on one side"
    if not is_two_sided:
        return
    if pdf.pages % 2:
        yield f"{pdf.path}: {pdf.pages} pages for two sides; a back is missing or one too many"
    fingerprint = output.manifest.fingerprint
    for index in range(0, pdf.pages - 1, 2):
        front, back = (small_print(pdf, i, fingerprint) for i in (index, index + 1))
        if front and back and back.number != front.number:
            where = f"{pdf.path} page {index + 2}"
            yield f"{where}: sheet {back.number} is printed on the back of sheet {front.number}"
            return
    for piece in own:
        if not piece.page % 2:
            yield f"{pdf.path} page {piece.page}: piece {piece.id} lies on the back of another sheet"
            return


def _unmoved(box: Box, offset_mm: tuple[float, float]) -> Box:
    """Where a box lies on paper, once the printer has missed by what its offset mends."""
    return Box(box.x_mm - offset_mm[0], box.y_mm - offset_mm[1], box.width_mm, box.height_mm)


def seen_through(box: Box, printing: Printing, paper: Paper) -> Box:
    """Where something on a back lies behind the front, in the front's own mm.

    Args:
        box: where it lies on its own page.
        printing: how the sheet is turned, and both offsets.
        paper: the sheet.
    """
    back = _unmoved(box, printing.back_offset_mm)
    across, down = printing.offset_mm
    if printing.duplex == "long":
        x, y = paper.width_mm - back.right_mm, back.y_mm
    else:
        x, y = back.x_mm, paper.height_mm - back.bottom_mm
    return Box(x + across, y + down, box.width_mm, box.height_mm)


def _corners_off(one: Box, other: Box) -> float:
    """How far the corners of two boxes lie apart at most, across or down."""
    return max(abs(edge_of(one, side) - edge_of(other, side)) for side in SIDES)


def _geometry_faults(output: Output, piece: PieceEntry) -> Iterator[str]:
    """The manifest's two boxes of a piece."""
    assert piece.back is not None, "only such are asked for"
    printing, paper = _printing(output), PAPERS[_printing(output).paper]
    front, back = Box(*piece.box_mm), Box(*piece.back.box_mm)
    where = f"{piece.file} page {piece.page}: piece {piece.id}"
    if _is_turned_over(printing):
        if piece.back.page != piece.page + 1:
            yield f"{where}: its back is on page {piece.back.page}, which is not behind it"
            return
        off = _corners_off(front, seen_through(back, printing, paper))
        if off > MEET_MM:
            yield f"{where}: its back lies {off:.2f} mm off"
        return
    if piece.back.page != piece.page:
        yield f"{where}: its back is on page {piece.back.page} and cannot be folded behind it"
        return
    side = _fold_side(piece)
    if side is None:
        yield f"{where}: its back does not lie beside it along one fold"
        return
    pdf = output.pdf(piece.file)
    assert pdf is not None, "see _is_there"
    if not _has_line(pdf, piece.page - 1, front, side):
        yield f"{where}: no line to fold along is drawn in the middle between front and back"


def _fold_side(piece: PieceEntry) -> Side | None:
    """The side of the front along which the back lies, as long as the front's own."""
    assert piece.back is not None, "only such are asked for"
    front, back = Box(*piece.box_mm), Box(*piece.back.box_mm)
    side: Side = "bottom" if piece.turned else "right"
    moved = Box(
        front.x_mm + (0 if piece.turned else front.width_mm),
        front.y_mm + (front.height_mm if piece.turned else 0),
        front.width_mm,
        front.height_mm,
    )
    return side if _corners_off(moved, back) <= MEET_MM else None


def _has_line(pdf: PdfReading, index: int, front: Box, side: Side) -> bool:
    at = edge_of(front, side)
    across = 0 if side in ("left", "right") else 1
    begin, end = (front.y_mm, front.bottom_mm) if across == 0 else (front.x_mm, front.right_mm)
    for one, other in pdf.straight_lines(index):
        if max(abs(one[across] - at), abs(other[across] - at)) > MEET_MM:
            continue
        low, high = sorted((one[1 - across], other[1 - across]))
        if low <= begin + MEET_MM and high >= end - MEET_MM:
            return True
    return False


def _measured_faults(output: Output, pdf: PdfReading, index: int, tally: _Tally) -> Iterator[str]:
    """Backs on a page of pieces, or on the page behind it, as they are drawn."""
    printing, paper = _printing(output), PAPERS[_printing(output).paper]
    pieces = [p for p in output.manifest.pieces if (p.file, p.page) == (pdf.path, index + 1)]
    backed = [piece for piece in pieces if piece.back is not None and is_card(piece)]
    if not backed or not all(_is_there(output, piece) for piece in backed):
        return
    is_folded = not _is_turned_over(printing)
    back_index = index if is_folded else index + 1
    front_picture, picture = pdf.picture(index, INK_DPI), pdf.picture(back_index, _DPI)
    others = [Box(*p.back.box_mm) for p in backed if p.back] + [Box(*p.box_mm) for p in pieces if is_folded]
    least = BLEED_MM - (_SPARSE_MM if printing.ink == "saver" else MEET_MM)
    for piece in backed:
        assert piece.back is not None, "see above"
        box, front = Box(*piece.back.box_mm), Box(*piece.box_mm)
        where = f"{pdf.path} page {back_index + 1}: the back of {piece.id}"
        inside = picture.image.crop(picture.pixel_box(box))
        cells = (max(1, int(box.width_mm / _CELL_MM)), max(1, int(box.height_mm / _CELL_MM)))
        if lightest(inside.resize(cells, Image.Resampling.BOX)) >= 255:
            yield f"{where} is bare in places"
            continue
        for side in SIDES:
            if not _is_free(box, side, others):
                continue
            end = ink_end_mm(picture, strip_along(box, side, 2.0, BLEED_MM + _CLEAR_MM, _INSET_MM), side)
            if end is None:
                yield f"{where}: its pattern does not end {BLEED_MM:g} mm beyond its {side} edge"
                continue
            bleed = abs(end - edge_of(box, side))
            if is_folded:
                off = bleed - BLEED_MM
            else:
                off = _missed_mm(front_picture, front, box, side, bleed, printing, paper)
            tally.edges += 1
            if printing.ink != "saver":
                tally.worst_mm = max(tally.worst_mm, abs(off))
            if not least - BLEED_MM - _SAME_MM <= off <= _MEASURED_MM:
                yield f"{where}: its pattern ends {BLEED_MM + off:.2f} mm beyond the card's {side} edge"
        if is_folded:
            yield from _fold_faults(picture, piece, printing, where, tally)


def _missed_mm(
    picture: Picture,
    front: Box,
    back: Box,
    side: Side,
    bleed_mm: float,
    printing: Printing,
    paper: Paper,
) -> float:
    """How much further than by its bleed a pattern goes on beyond the line that is cut along on the front.

    Where that line does not stand out from what is drawn beside it, the manifest's edge serves.
    """
    own: Side = side
    if (side in ("left", "right")) is (printing.duplex == "long"):
        own = OPPOSITE[side]
    line = line_mm(picture, strip_along(front, own, 1.0, 1.0, 1.0), own)
    seen = seen_through(back, printing, paper)
    beyond = edge_of(seen, own) - (edge_of(front, own) if line is None else line)
    return bleed_mm + (beyond if own in ("right", "bottom") else -beyond) - BLEED_MM


def _is_free(box: Box, side: Side, others: Sequence[Box]) -> bool:
    """Whether no other piece lies along a side of a back."""
    strip = strip_along(box, side, 0.0, BLEED_MM + _CLEAR_MM, _INSET_MM)
    return not any(
        min(strip.right_mm, other.right_mm) - max(strip.x_mm, other.x_mm) > _SAME_MM
        and min(strip.bottom_mm, other.bottom_mm) - max(strip.y_mm, other.y_mm) > _SAME_MM
        for other in others
        if other != box
    )


def _fold_faults(
    picture: Picture, piece: PieceEntry, printing: Printing, where: str, tally: _Tally
) -> Iterator[str]:
    """Where a pattern begins beside its front: at the fold."""
    side = _fold_side(piece)
    if side is None or printing.ink == "saver":
        return
    front = Box(*piece.box_mm)
    begins = fold_mm(picture, strip_along(front, side, 1.5, 0.8, 2.0), side)
    if begins is None:
        return
    off = begins - edge_of(front, side)
    tally.edges += 1
    tally.worst_mm = max(tally.worst_mm, abs(off))
    if abs(off) > _MEASURED_MM:
        yield f"{where} begins {off:+.2f} mm beside the fold"


def _stray_faults(output: Output, pdf: PdfReading, index: int) -> Iterator[str]:
    """Ink on a page of backs that belongs to none of them."""
    if pdf.duplex not in ("long", "short") or not index % 2:
        return
    allowed = [
        Box(*piece.back.box_mm).inset(-BLEED_MM - 0.2)
        for piece in output.manifest.pieces
        if piece.file == pdf.path and piece.back is not None and piece.back.page == index + 1
    ]
    small = placed_small_print(pdf, index, output.manifest.fingerprint)
    if small is not None:
        allowed.append(small.ink.inset(-_SMALL_PRINT_MM))
    picture = pdf.picture(index, INK_DPI)
    rest = picture.image.copy()
    pen = ImageDraw.Draw(rest)
    for box in allowed:
        left, top, right, bottom = picture.pixel_box(box)
        pen.rectangle((left, top, right - 1, bottom - 1), fill=255)
    found = ImageChops.invert(rest).point([0] * (256 - PAPER_WHITE) + [255] * PAPER_WHITE).getbbox()
    if found is not None:
        kx, ky = picture.per_mm
        yield (
            f"{pdf.path} page {index + 1}: ink on a back beside all pieces, "
            f"{found[0] / kx:.0f} mm from the left and {found[1] / ky:.0f} mm from the top"
        )
