"""Place cards and gift tags."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.mechanisms.meta_seating.clues import (
    SIDES,
    GiftTag,
    PartyClues,
    PlaceCard,
    Question,
    card_id,
    rule_said,
    tag_id,
)
from kitgen.message import Message, message
from kitgen.units import Box, mm_from_pt

SMALL_MM, CARD_MM = 37.8, 48.0
"""Sides of the small cards, five to a row, and of those that say more, four to a row. Tags are of the same
size, so that all are cut as one grid."""

SMALL_RIM_MM, RIM_MM = 6.3, 7.5
TAB_MM = 4.7
"""Height of a side's range and letter: a cut that is a millimetre off touches neither."""

SMALL_HEAD_MM, HEAD_MM = 6.8, 8.4
"""Height of a tag's title and parcel."""

BAR_MM = 0.6
"""The bar that a range and its letter stand on: so a 6 is no 9, and an N no Z."""

RANGE_PT, LETTER_PT, CHIP_PT = 11.0, 13.0, 10.5
SMALLEST_PT, LARGEST_PT = 8.0, 11.5
LEADING, GAP_MM = 1.07, 0.8
"""Lines on cards lie closer than in running text: none has more than a few words."""

BESIDE = 2
"""Lines that find room beside a range."""


def side_mm(clues: PartyClues) -> float:
    """How large cards and tags are: small where no guest has more than one wish."""
    return SMALL_MM if all(len(card.rules) < 2 for card in clues.cards) else CARD_MM


def place_card(clues: PartyClues, guest: int) -> Piece:
    """A square card with a letter at each side; what its guest says stands inside."""
    card, side = clues.cards[guest], side_mm(clues)

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _rim(canvas, card, side)
            _inside(canvas, clues, guest, side)

    return Piece(
        card_id(guest),
        "place-cards",
        PieceKind.PROP,
        side,
        side,
        front,
        earned_by=card.question.beat,
    )


def gift_tag(clues: PartyClues, index: int) -> Piece:
    """A tag that names a guest, a character and two cases."""
    tag, side = clues.tags[index], side_mm(clues)
    small = side < CARD_MM

    def front(canvas: Canvas, box: Box) -> None:
        frame = box.inset(1.2 if small else 1.6)
        canvas.draw(Path.rect(frame, 3), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
        head = Box(
            frame.x_mm + 1.0, frame.y_mm + 0.7, frame.width_mm - 1.6, SMALL_HEAD_MM if small else HEAD_MM
        )
        _title(canvas, head, [canvas.say(title) for title in tag.titles(clues)])
        band = Box(frame.x_mm, head.bottom_mm + 0.4, frame.width_mm, 4.8)
        _question(canvas, band, tag.question)
        below = Box(frame.x_mm, band.bottom_mm, frame.width_mm, frame.bottom_mm - band.bottom_mm)
        _cases(canvas, clues, tag, below.inset(0.8, 0.3) if small else below.inset(1.4, 0.8))

    return Piece(tag_id(index), "gifts", PieceKind.PROP, side, side, front=front, earned_by=tag.question.beat)


def _title(canvas: Canvas, head: Box, said: Sequence[str]) -> None:
    """Whom a gift is for, beside a parcel; where names are too long, without it, or without the giver."""
    aside = head.height_mm + 1.0
    beside = Box(head.x_mm + aside, head.y_mm, head.width_mm - aside, head.height_mm)
    for room, text in ((beside, said[0]), (head, said[0]), (head, said[-1])):
        try:
            size = _size(canvas, room, [text], Face.LABEL_BOLD)
        except LayoutError:
            if (room, text) == (head, said[-1]):
                raise
            continue
        if room is beside:
            canvas.art("party-gift", Box(head.x_mm, head.y_mm, head.height_mm, head.height_mm))
        _paragraphs(canvas, room, [text], Face.LABEL_BOLD, size)
        return


def _cases(canvas: Canvas, clues: PartyClues, tag: GiftTag, room: Box) -> None:
    """The lines of a gift: each a range, and what it says; all in one size."""
    said = [rule_said(clues, rule) for rule in tag.rules]
    said = said or [message(f"meta-seating.turn.{turn}") for turn in tag.turns]
    texts = [canvas.say(one) for one in said]
    ranges = [canvas.say(_range(tag.question, case)) for case in range(len(texts))]
    chip_mm = 2.4 + max(canvas.metrics.width_mm(text, Face.EXACT_BOLD, CHIP_PT) for text in ranges)
    height = room.height_mm / len(texts)
    rows = [Box(room.x_mm, room.y_mm + i * height, room.width_mm, height) for i in range(len(texts))]
    aside = chip_mm + 1.2
    rooms = [Box(row.x_mm + aside, row.y_mm + 0.3, row.width_mm - aside, height - 0.6) for row in rows]
    # A long sentence goes on below its range, if it must.
    under = 0.0
    try:
        size = min(_size(canvas, r, [text], Face.LABEL) for r, text in zip(rooms, texts, strict=True))
    except LayoutError:
        under = aside
        size = min(_size(canvas, r, [text], Face.LABEL, under) for r, text in zip(rooms, texts, strict=True))
    for case, row in enumerate(rows):
        top = row.y_mm + 0.4 if under else row.centre_y_mm - 2.7
        chip = Box(row.x_mm, top, chip_mm, 5.4)
        canvas.draw(Path.rect(chip, 1.2), fill=Role.SHADE, stroke=Role.INK, width_mm=0.35)
        _on_bar(canvas, chip.centre_x_mm, chip.bottom_mm - 1.5, ranges[case], CHIP_PT)
        _paragraphs(canvas, rooms[case], [texts[case]], size_pt=size, under_mm=under)


def _range(question: Question, case: int) -> Message:
    low, high = question.ranges()[case]
    return message("meta-seating.range", low=low, high=high)


def _on_bar(canvas: Canvas, x_mm: float, y_mm: float, text: str, size_pt: float) -> None:
    """Characters centred on the bar that they stand on, below a baseline."""
    width = canvas.metrics.width_mm(text, Face.EXACT_BOLD, size_pt)
    canvas.text(x_mm, y_mm, text, face=Face.EXACT_BOLD, size_pt=size_pt, role=Role.INK, align="centre")
    bar = Box(x_mm - width / 2, y_mm + 0.5, width, BAR_MM)
    canvas.draw(Path.rect(bar), fill=Role.INK)


def _question(canvas: Canvas, band: Box, question: Question) -> None:
    """The dark bar: which box, and which character of it."""
    canvas.draw(Path.rect(band), fill=Role.BAND)
    said = canvas.say(question.said())
    size = fitting(canvas, said, Face.LABEL_BOLD, 11.0, band.width_mm - 3)
    canvas.text_in(band, said, face=Face.LABEL_BOLD, size_pt=size, role=Role.ON_BAND)


def _rim_mm(side: float) -> float:
    return SMALL_RIM_MM if side < CARD_MM else RIM_MM


def _rim(canvas: Canvas, card: PlaceCard, side: float) -> None:
    """The four sides, each upright when it lies at the top, around a stitched square."""
    half, rim = side / 2, _rim_mm(side)
    ground = Path.rect(Box(-half + 0.6, -half + 0.6, side - 1.2, side - 1.2), 3)
    canvas.draw(ground, fill=Role.SHADE)
    inner = half - rim
    square = Path.rect(Box(-inner, -inner, 2 * inner, 2 * inner), 2)
    canvas.draw(square, fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    for number in range(SIDES):
        with canvas.moved(turn_deg=90 * number):
            _side(canvas, card.question, card.letters[number], number, rim - half)
            with canvas.moved(0.58 * rim - half, 0.58 * rim - half):
                _corner(canvas)


def _side(canvas: Canvas, question: Question, letter: str, side: int, inner_mm: float) -> None:
    """For the side at the top: its range, and its letter on a patch of its own, both on one bar.

    Args:
        canvas: where to draw, around the middle of the card.
        question: whose range it is.
        letter: what is read where this side is on top.
        side: which one.
        inner_mm: where the rim ends.
    """
    said = canvas.say(_range(question, side))
    wide = canvas.metrics.width_mm(said, Face.EXACT_BOLD, RANGE_PT)
    gap, patch = 1.4, 6.0
    left = -(wide + gap + patch) / 2
    bottom = inner_mm - 0.5
    place = Box(left + wide + gap, bottom - TAB_MM, patch, TAB_MM - BAR_MM / 2)
    canvas.draw(Path.rect(place, 1.2), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    baseline = bottom - 1.15
    canvas.text(left, baseline, said, face=Face.EXACT_BOLD, size_pt=RANGE_PT, role=Role.INK)
    canvas.text(
        place.centre_x_mm,
        baseline,
        letter,
        face=Face.EXACT_BOLD,
        size_pt=LETTER_PT,
        role=Role.INK,
        align="centre",
    )
    canvas.draw(Path.rect(Box(left, bottom - BAR_MM, wide + gap + patch, BAR_MM)), fill=Role.INK)


def _corner(canvas: Canvas) -> None:
    """A small button."""
    canvas.draw(Path.circle(0, 0, 1.7), fill=Role.ACCENT)
    for a in (-0.5, 0.5):
        for b in (-0.5, 0.5):
            canvas.draw(Path.circle(a, b, 0.3), fill=Role.WHITE)


def _inside(canvas: Canvas, clues: PartyClues, guest: int, side: float) -> None:
    """Picture and name, the dark bar, and where the guest sits."""
    card, small = clues.cards[guest], side < CARD_MM
    inner = side / 2 - _rim_mm(side)
    room = Box(-inner, -inner, 2 * inner, 2 * inner).inset(1.0 if small else 1.4, 0.6)
    size = 6.2 if small else 7.8
    picture = Box(room.x_mm, room.y_mm, size, size)
    canvas.art(f"guest-{card.figure}", picture)
    beside = Box(picture.right_mm + 0.9, room.y_mm, room.right_mm - picture.right_mm - 0.9, size)
    _name(canvas, beside, canvas.say(card.name()))
    band = Box(-inner, picture.bottom_mm + 0.4, 2 * inner, 4.8)
    _question(canvas, band, card.question)
    below = Box(room.x_mm, band.bottom_mm + 0.4, room.width_mm, room.bottom_mm - band.bottom_mm - 0.4)
    _paragraphs(canvas, below, [canvas.say(said) for said in card.said(clues)])


def _name(canvas: Canvas, box: Box, name: str) -> None:
    """A name in one line or two, as large as there is room for."""
    for size in (17.0, 15.0, 13.0, 12.0, 11.0, 10.0, 9.0, SMALLEST_PT):
        lines = _wrapped(canvas, name, Face.TITLE, size, box.width_mm)
        widest = max(canvas.metrics.width_mm(line, Face.TITLE, size) for line in lines)
        step = mm_from_pt(size) * 0.95
        if step * len(lines) <= box.height_mm and widest <= box.width_mm:
            break
    y = box.centre_y_mm - step * len(lines) / 2 + step * 0.86
    for line in lines:
        canvas.text(box.x_mm, y, line, face=Face.TITLE, size_pt=size, role=Role.INK)
        y += step


def fitting(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> float:
    """The largest size up to `size_pt` at which a line fits, not under the smallest."""
    while size_pt > SMALLEST_PT and canvas.metrics.width_mm(text, face, size_pt) > width_mm:
        size_pt -= 0.5
    return size_pt


def _wrapped(
    canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float, under_mm: float = 0.0
) -> list[str]:
    """Lines of a text; from the third one on they are wider by what is under something beside the others."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        room = width_mm + (under_mm if len(lines) > BESIDE else 0)
        if lines[-1] and canvas.metrics.width_mm(longer, face, size_pt) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _size(canvas: Canvas, box: Box, texts: Sequence[str], face: Face, under_mm: float = 0.0) -> float:
    """The largest size at which short paragraphs fit a box.

    Raises:
        LayoutError: they do not fit at the smallest size.
    """
    size = LARGEST_PT
    while True:
        blocks = [_wrapped(canvas, text, face, size, box.width_mm, under_mm) for text in texts]
        too_wide = any(
            canvas.metrics.width_mm(line, face, size) > box.width_mm + (under_mm if i >= BESIDE else 0)
            for block in blocks
            for i, line in enumerate(block)
        )
        if _height(blocks, size) <= box.height_mm and not too_wide:
            return size
        if size <= SMALLEST_PT:
            raise LayoutError(
                f"{' '.join(texts)!r} does not fit {box.width_mm:.0f} x {box.height_mm:.0f} mm of a card.",
                "Give the guests of the party shorter names.",
            )
        size -= 0.5


def _height(blocks: Sequence[Sequence[str]], size_pt: float) -> float:
    return mm_from_pt(size_pt) * LEADING * sum(map(len, blocks)) + GAP_MM * (len(blocks) - 1)


def _paragraphs(
    canvas: Canvas,
    box: Box,
    texts: Sequence[str],
    face: Face = Face.LABEL,
    size_pt: float | None = None,
    under_mm: float = 0.0,
) -> None:
    """Short paragraphs under one another, centred between top and bottom.

    Args:
        canvas: where to draw.
        box: their room.
        texts: the paragraphs.
        face: of all of them.
        size_pt: of all of them; as large as fits where it is not given.
        under_mm: how far to the left of the box lines begin from the third one on.
    """
    size = size_pt or _size(canvas, box, texts, face, under_mm)
    blocks = [_wrapped(canvas, text, face, size, box.width_mm, under_mm) for text in texts]
    step = mm_from_pt(size) * LEADING
    y = box.y_mm + (box.height_mm - _height(blocks, size)) / 2 + step * 0.78
    for block in blocks:
        for i, line in enumerate(block):
            x = box.x_mm - (under_mm if i >= BESIDE else 0)
            canvas.text(x, y, line, face=face, size_pt=size)
            y += step
        y += GAP_MM
