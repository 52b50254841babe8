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

CARD_MM = 48.0
"""Four to a row on A4 and Letter, and eight of them on the chairs of one page."""

TAG_MM = (64.0, 34.0)
RIM_MM = 7.5
TAB_MM = 5.3
"""Height of a side's range and letter."""

BAR_MM = 0.6
"""The bar that a range and its letter stand on: so a 6 is no 9, and an N no Z."""

SMALLEST_PT, LARGEST_PT = 8.0, 11.5
LEADING, GAP_MM = 1.07, 0.8
"""Lines on cards lie closer than in running text: none has more than a few words."""


def place_card(clues: PartyClues, guest: int) -> Piece:
    """A square card with a letter at each side; what its guest says stands inside."""
    card = clues.cards[guest]

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.centre_x_mm, box.centre_y_mm):
            _rim(canvas, card)
            _inside(canvas, clues, guest)

    return Piece(
        card_id(guest),
        "place-cards",
        PieceKind.PROP,
        CARD_MM,
        CARD_MM,
        front,
        earned_by=card.question.beat,
    )


def gift_tag(clues: PartyClues, index: int) -> Piece:
    """A tag that names a guest, a character and two cases."""
    tag = clues.tags[index]

    def front(canvas: Canvas, box: Box) -> None:
        frame = box.inset(1.6)
        canvas.draw(Path.rect(frame, 3), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
        head = Box(frame.x_mm + 1.5, frame.y_mm + 0.9, 7.4, 7.4)
        canvas.art("party-gift", head)
        title = Box(head.right_mm + 1.5, head.y_mm, frame.right_mm - head.right_mm - 2.5, head.height_mm)
        _paragraphs(canvas, title, [canvas.say(tag.title(clues))], Face.LABEL_BOLD)
        band = Box(frame.x_mm, head.bottom_mm + 0.6, frame.width_mm, 5.0)
        _question(canvas, band, tag.question)
        _cases(
            canvas,
            clues,
            tag,
            Box(frame.x_mm, band.bottom_mm, frame.width_mm, frame.bottom_mm - band.bottom_mm),
        )

    return Piece(tag_id(index), "gifts", PieceKind.PROP, *TAG_MM, front=front, earned_by=tag.question.beat)


def _cases(canvas: Canvas, clues: PartyClues, tag: GiftTag, box: Box) -> None:
    """The lines of a gift: each a range, and what it says; all in one size."""
    room = box.inset(1.6, 0.8)
    height = room.height_mm / len(tag.question.starts)
    rows = [
        Box(room.x_mm, room.y_mm + i * height, room.width_mm, height) for i in range(len(tag.question.starts))
    ]
    said = [rule_said(clues, rule) for rule in tag.rules]
    said = said or [message(f"meta-seating.turn.{turn}") for turn in tag.turns]
    texts = [canvas.say(one) for one in said]
    rooms = [Box(row.x_mm + 14.8, row.y_mm + 0.5, row.width_mm - 14.8, row.height_mm - 1) for row in rows]
    size = min(_size(canvas, r, [text], Face.LABEL) for r, text in zip(rooms, texts, strict=True))
    for case, row in enumerate(rows):
        chip = Box(row.x_mm, row.centre_y_mm - 2.7, 13.0, 5.4)
        canvas.draw(Path.rect(chip, 1.2), fill=Role.SHADE, stroke=Role.INK, width_mm=0.35)
        _on_bar(canvas, chip.centre_x_mm, chip.bottom_mm - 1.5, canvas.say(_range(tag.question, case)), 11.0)
        _paragraphs(canvas, rooms[case], [texts[case]], size_pt=size)


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


def _rim(canvas: Canvas, card: PlaceCard) -> None:
    """The four sides, each upright when it lies at the top, around a stitched square."""
    half = CARD_MM / 2
    ground = Path.rect(Box(-half + 0.8, -half + 0.8, CARD_MM - 1.6, CARD_MM - 1.6), 3)
    canvas.draw(ground, fill=Role.SHADE)
    inner = half - RIM_MM
    square = Path.rect(Box(-inner, -inner, 2 * inner, 2 * inner), 2)
    canvas.draw(square, fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    for side in range(SIDES):
        with canvas.moved(turn_deg=90 * side):
            _side(canvas, card.question, card.letters[side], side)
            with canvas.moved(-half + 4.4, -half + 4.4):
                _corner(canvas)


def _side(canvas: Canvas, question: Question, letter: str, side: int) -> None:
    """For the side at the top: its range, and its letter on a patch of its own, both on one bar."""
    said = canvas.say(_range(question, side))
    wide = canvas.metrics.width_mm(said, Face.EXACT_BOLD, 11.5)
    gap, patch = 1.6, 6.2
    left = -(wide + gap + patch) / 2
    bottom = -CARD_MM / 2 + RIM_MM - 0.9
    place = Box(left + wide + gap, bottom - TAB_MM, patch, TAB_MM - BAR_MM / 2)
    canvas.draw(Path.rect(place, 1.2), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    baseline = bottom - 1.3
    canvas.text(left, baseline, said, face=Face.EXACT_BOLD, size_pt=11.5, role=Role.INK)
    canvas.text(
        place.centre_x_mm, baseline, letter, face=Face.EXACT_BOLD, size_pt=14, role=Role.INK, align="centre"
    )
    canvas.draw(Path.rect(Box(left, bottom - BAR_MM, wide + gap + patch, BAR_MM)), fill=Role.INK)


def _corner(canvas: Canvas) -> None:
    """A small button."""
    canvas.draw(Path.circle(0, 0, 1.7), fill=Role.ACCENT)
    for a in (-0.5, 0.5):
        for b in (-0.5, 0.5):
            canvas.draw(Path.circle(a, b, 0.3), fill=Role.WHITE)


def _inside(canvas: Canvas, clues: PartyClues, guest: int) -> None:
    """Picture and name, the dark bar, and where the guest sits."""
    card = clues.cards[guest]
    inner = CARD_MM / 2 - RIM_MM
    room = Box(-inner, -inner, 2 * inner, 2 * inner).inset(1.4, 0.7)
    picture = Box(room.x_mm, room.y_mm, 7.8, 7.8)
    canvas.art(f"guest-{card.figure}", picture)
    beside = Box(picture.right_mm + 1.2, room.y_mm, room.right_mm - picture.right_mm - 1.2, 7.8)
    _name(canvas, beside, canvas.say(card.name()))
    band = Box(-inner, picture.bottom_mm + 0.5, 2 * inner, 5.0)
    _question(canvas, band, card.question)
    below = Box(room.x_mm, band.bottom_mm + 0.5, room.width_mm, room.bottom_mm - band.bottom_mm - 0.5)
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


def _wrapped(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and canvas.metrics.width_mm(longer, face, size_pt) > width_mm:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _size(canvas: Canvas, box: Box, texts: Sequence[str], face: Face) -> float:
    """The largest size at which short paragraphs fit a box.

    Raises:
        LayoutError: they do not fit at the smallest size.
    """
    size = LARGEST_PT
    while True:
        blocks = [_wrapped(canvas, text, face, size, box.width_mm) for text in texts]
        widest = max(canvas.metrics.width_mm(line, face, size) for block in blocks for line in block)
        if _height(blocks, size) <= box.height_mm and widest <= box.width_mm:
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
    canvas: Canvas, box: Box, texts: Sequence[str], face: Face = Face.LABEL, size_pt: float | None = None
) -> None:
    """Short paragraphs under one another, centred between top and bottom.

    Args:
        canvas: where to draw.
        box: their room.
        texts: the paragraphs.
        face: of all of them.
        size_pt: of all of them; as large as fits where it is not given.
    """
    size = size_pt or _size(canvas, box, texts, face)
    blocks = [_wrapped(canvas, text, face, size, box.width_mm) for text in texts]
    step = mm_from_pt(size) * LEADING
    y = box.y_mm + (box.height_mm - _height(blocks, size)) / 2 + step * 0.78
    for block in blocks:
        for line in block:
            canvas.text(box.x_mm, y, line, face=face, size_pt=size)
            y += step
        y += GAP_MM
