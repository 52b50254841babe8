"""Pieces: each lies where the manifest says, clear of margins and of all others, and none is missing.

What the manifest says is looked up on the page: a box without ink, a card without its number at its foot or
without lines to cut along is a fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kitgen.manifest import MANIFEST_NAME, PieceEntry
from kitgen.proof.check_files import MARGIN_MM, OF_THE_KIT, Finding
from kitgen.proof.measured_ink import darkest
from kitgen.proof.opened import Output
from kitgen.proof.pdf_reading import PdfReading
from kitgen.proof.placed_marks import PlacedText, Point
from kitgen.units import PAPERS, Box

LOCK_ENTRIES = "lock-entries"
"""The group of what stands on a lock's leaf; entries have names."""

INK_DPI = 150
PAPER_WHITE = 250
"""Below this a pixel has ink on it."""

CUT_OFF_MM = 0.1
"""How far a line to cut along may lie beside the edge of its piece."""

_SLACK_MM = 0.05
_FOOT_MM, _CENTRED_MM = 6.0, 0.6
_TURN_OFF_DEG = 1.0

Place = tuple[str, int]
"""A file and a page of it, from 1."""


def is_card(piece: PieceEntry) -> bool:
    """Whether it is one of the kit's cards, which all have one format and one back."""
    return piece.number > 0


def check_pieces(output: Output) -> Finding:
    """Every piece is there, on a page that exists, inside its margins, clear of the others, as listed."""
    pieces = output.manifest.pieces
    on_pages, faults = _on_pages(output)
    faults += _place_faults(output, on_pages)
    faults += _number_faults(output)
    for place, listed in on_pages.items():
        pdf = output.pdf(place[0])
        assert pdf is not None, "see _on_pages"
        faults += _printed_faults(pdf, place[1] - 1, listed)
    if not pieces:
        faults.append(f"{MANIFEST_NAME}: no piece is listed")
    cards = sum(map(is_card, pieces))
    return f"{len(pieces)} pieces on {len({(p.file, p.page) for p in pieces})} pages, {cards} cards", faults


Listed = tuple[PieceEntry, Box, bool]
"""A piece, where a side of it lies, and whether that is its back."""


def _on_pages(output: Output) -> tuple[dict[Place, list[Listed]], list[str]]:
    """What lies on each page, and what lies on none."""
    pages: defaultdict[Place, list[Listed]] = defaultdict(list)
    faults: list[str] = []
    for piece in output.manifest.pieces:
        pdf = output.pdf(piece.file)
        sides = [(piece.page, piece.box_mm, False)]
        if piece.back is not None:
            sides.append((piece.back.page, piece.back.box_mm, True))
        for page, box_mm, is_back in sides:
            if pdf is None or not 1 <= page <= pdf.pages:
                faults.append(f"{piece.file} page {page}: piece {piece.id}: there is no such page")
            else:
                pages[piece.file, page].append((piece, Box(*box_mm), is_back))
    return pages, faults


def _place_faults(output: Output, pages: dict[Place, list[Listed]]) -> Iterator[str]:
    """Boxes against the paper and against each other."""
    paper = PAPERS[output.manifest.options.printing.paper]
    room = Box(0, 0, paper.width_mm, paper.height_mm).inset(MARGIN_MM)
    known = {OF_THE_KIT, *(puzzle.id for puzzle in output.manifest.puzzles)}
    for (file, page), listed in pages.items():
        for i, (piece, box, is_back) in enumerate(listed):
            where = f"{file} page {page}: piece {piece.id}" + ", its back" * is_back
            if not (box.width_mm > 0 and box.height_mm > 0 and room.contains(box, _SLACK_MM)):
                yield f"{where}: reaches into the margin of {MARGIN_MM:g} mm"
            if piece.puzzle not in known:
                yield f"{where}: belongs to no puzzle of the manifest ({piece.puzzle})"
            for other, other_box, _ in listed[:i]:
                if _overlap(box, other_box):
                    yield f"{where}: lies over piece {other.id}"


def _overlap(one: Box, other: Box) -> bool:
    return (
        min(one.right_mm, other.right_mm) - max(one.x_mm, other.x_mm) > _SLACK_MM
        and min(one.bottom_mm, other.bottom_mm) - max(one.y_mm, other.y_mm) > _SLACK_MM
    )


def _number_faults(output: Output) -> Iterator[str]:
    """Numbers of cards: without gaps in each pack. What is printed again is only a part of them."""
    numbered = [piece for piece in output.manifest.pieces if piece.number]
    if output.is_reprint:
        for number, count in Counter(piece.number for piece in numbered).items():
            if count > 1:
                yield f"card {number}: printed {count} times; once is asked for"
        return
    last = max((piece.number for piece in numbered), default=0)
    for number in range(1, last + 1):
        cards = [piece for piece in numbered if piece.number == number]
        if not cards and not output.is_whole:
            continue  # cards keep the numbers that they have in the whole kit
        if not cards:
            yield f"card {number}: it is missing; there are cards up to {last}"
            continue
        names = sorted({piece.id for piece in cards})
        if len(names) > 1:
            yield f"card {number}: {' and '.join(names)} have this number"
            continue
        # Packs besides the first hold the puzzles alone; their cards keep their numbers.
        wanted = 1 if cards[0].puzzle == OF_THE_KIT else output.manifest.options.copies
        if len(cards) != wanted:
            yield f"card {number}: printed {len(cards)} times; it must be {wanted}"


def _printed_faults(pdf: PdfReading, index: int, listed: Sequence[Listed]) -> Iterator[str]:
    """Boxes of a page against what is drawn there."""
    picture = pdf.picture(index, INK_DPI)
    cards = [(piece, box) for piece, box, is_back in listed if is_card(piece) and not is_back]
    texts = pdf.placed_texts(index) if cards else ()
    lines = pdf.straight_lines(index) if cards else []
    for piece, box, is_back in listed:
        where = f"{pdf.path} page {index + 1}: piece {piece.id}"
        if box.width_mm <= 0 or box.height_mm <= 0:
            continue
        if darkest(picture.image.crop(picture.pixel_box(box))) >= PAPER_WHITE:
            yield f"{where}: nothing is printed {'on its back' if is_back else 'there'}"
    for piece, box in cards:
        where = f"{pdf.path} page {index + 1}: piece {piece.id}"
        if piece.number and not _shows_number(piece, box, texts):
            yield f"{where}: its number {piece.number} does not stand at its foot"
        missing = [side for side, line in _sides(box).items() if not _is_drawn(line, lines)]
        if missing:
            yield f"{where}: no line to cut or fold along at its {' and '.join(missing)}"


def _shows_number(piece: PieceEntry, box: Box, texts: Sequence[PlacedText]) -> bool:
    """Whether a card's number stands at the middle of its foot, turned as the card is."""
    for text in texts:
        if text.text.strip() != str(piece.number):
            continue
        turn = 90.0 if piece.turned else 0.0
        # Turned clockwise by a quarter, a card's foot is at its left.
        from_foot = text.x_mm - box.x_mm if piece.turned else box.bottom_mm - text.y_mm
        beside = text.y_mm - box.centre_y_mm if piece.turned else text.x_mm - box.centre_x_mm
        is_there = 0 < from_foot < _FOOT_MM and abs(beside) < _CENTRED_MM
        if is_there and abs((text.turn_deg - turn + 180) % 360 - 180) < _TURN_OFF_DEG:
            return True
    return False


def _sides(box: Box) -> dict[str, tuple[Point, Point]]:
    top_left, top_right = (box.x_mm, box.y_mm), (box.right_mm, box.y_mm)
    low_left, low_right = (box.x_mm, box.bottom_mm), (box.right_mm, box.bottom_mm)
    return {
        "top": (top_left, top_right),
        "bottom": (low_left, low_right),
        "left": (top_left, low_left),
        "right": (top_right, low_right),
    }


def _is_drawn(side: tuple[Point, Point], lines: Sequence[tuple[Point, Point]]) -> bool:
    """Whether some drawn lines cover a side, an upright or a level one."""
    along = 0 if side[0][1] == side[1][1] else 1
    across = 1 - along
    covered = []
    for begin, end in lines:
        if max(abs(begin[across] - side[0][across]), abs(end[across] - side[0][across])) <= CUT_OFF_MM:
            covered.append((min(begin[along], end[along]), max(begin[along], end[along])))
    reached = side[0][along]
    for start, stop in sorted(covered):
        if start > reached + CUT_OFF_MM:
            break
        reached = max(reached, stop)
    return reached >= side[1][along] - CUT_OFF_MM
