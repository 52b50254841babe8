"""Place cards and gift tags."""

from __future__ import annotations

from kitgen.canvas import LINE_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.mechanisms.meta_seating.clues import (
    SIDES,
    PartyClues,
    PlaceCard,
    Question,
    card_id,
    rule_said,
    tag_id,
)
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

CARD_MM = 60.0
TAG_MM = (60.0, 32.0)
RIM_MM = 10.0
LETTER_MM = 4.4
"""Radius of the button that holds a side's letter."""

SMALLEST_PT, LARGEST_PT = 8.0, 11.0


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
    """A tag that names a guest, a box and two cases."""
    tag = clues.tags[index]

    def front(canvas: Canvas, box: Box) -> None:
        frame = box.inset(1.6)
        canvas.draw(Path.rect(frame, 3), fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
        head = Box(frame.x_mm + 1.5, frame.y_mm + 1.0, 8.6, 8.6)
        canvas.art("party-gift", head)
        kind = "seats" if tag.rules else "turns"
        name = canvas.say(message(f"meta-seating.gift-{kind}", guest=clues.cards[tag.guest].name()))
        right = Box(head.right_mm + 1.5, head.y_mm, frame.right_mm - head.right_mm - 2.5, head.height_mm)
        _paragraphs(canvas, right, [name, canvas.say(tag.question.said())], Face.LABEL_BOLD, gap_mm=0.2)
        room = Box(
            frame.x_mm + 2, head.bottom_mm + 0.8, frame.width_mm - 4, frame.bottom_mm - head.bottom_mm - 2
        )
        _paragraphs(canvas, room, _cases_said(canvas, clues, index))

    return Piece(tag_id(index), "gifts", PieceKind.PROP, *TAG_MM, front=front, earned_by=tag.question.beat)


def _cases_said(canvas: Canvas, clues: PartyClues, index: int) -> list[str]:
    """What either case of a gift says, in words."""
    tag = clues.tags[index]
    said = []
    for case, (low, high) in enumerate(tag.question.ranges()):
        if tag.rules:
            rule = rule_said(clues, tag.rules[case])
            text = message("meta-seating.seat-case", low=low, high=high, rule=rule)
        else:
            turn = message(f"meta-seating.turn.{tag.turns[case]}")
            text = message("meta-seating.turn-case", low=low, high=high, turn=turn)
        said.append(canvas.say(text))
    return said


def _rim(canvas: Canvas, card: PlaceCard) -> None:
    """The four sides, each upright when it lies at the top, around a stitched square."""
    half = CARD_MM / 2
    ground = Path.rect(Box(-half + 1.2, -half + 1.2, CARD_MM - 2.4, CARD_MM - 2.4), 4)
    canvas.draw(ground, fill=Role.SHADE)
    inner = half - RIM_MM
    square = Path.rect(Box(-inner, -inner, 2 * inner, 2 * inner), 2.5)
    canvas.draw(square, fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    for side in range(SIDES):
        with canvas.moved(turn_deg=90 * side):
            _side(canvas, card.question, card.letters[side], side)
            with canvas.moved(-half + 5.6, -half + 5.6):
                _corner(canvas)


def _side(canvas: Canvas, question: Question, letter: str, side: int) -> None:
    """A range and its letter, for the side at the top."""
    low, high = question.ranges()[side]
    said = canvas.say(message("meta-seating.range", low=low, high=high))
    y = -CARD_MM / 2 + 1.2 + (RIM_MM - 1.2) / 2
    width = canvas.metrics.width_mm(said, Face.LABEL_BOLD, 10.5)
    left = -(width + 1.6 + 2 * LETTER_MM) / 2
    canvas.text(left, y + 1.3, said, face=Face.LABEL_BOLD, size_pt=10.5)
    x = left + width + 1.6 + LETTER_MM
    canvas.draw(Path.circle(x, y, LETTER_MM - 0.3), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    place = Box(x - LETTER_MM, y - LETTER_MM, 2 * LETTER_MM, 2 * LETTER_MM)
    canvas.text_in(place, letter, face=Face.EXACT_BOLD, size_pt=15, role=Role.INK)


def _corner(canvas: Canvas) -> None:
    """A small button."""
    canvas.draw(Path.circle(0, 0, 1.9), fill=Role.ACCENT)
    for a in (-0.55, 0.55):
        for b in (-0.55, 0.55):
            canvas.draw(Path.circle(a, b, 0.33), fill=Role.WHITE)


def _inside(canvas: Canvas, clues: PartyClues, guest: int) -> None:
    """Picture and name, the box that is asked, and where the guest sits."""
    card = clues.cards[guest]
    inner = CARD_MM / 2 - RIM_MM
    room = Box(-inner, -inner, 2 * inner, 2 * inner).inset(1.6, 1.2)
    picture = Box(room.x_mm, room.y_mm, 12, 12)
    canvas.art(f"guest-{card.figure}", picture)
    beside = Box(picture.right_mm + 1.2, room.y_mm, room.right_mm - picture.right_mm - 1.2, 12)
    _name(canvas, beside, canvas.say(card.name()))
    band = Box(-inner, picture.bottom_mm + 0.8, 2 * inner, 5.2)
    canvas.draw(Path.rect(band), fill=Role.BAND)
    question = canvas.say(card.question.said())
    size = _fitting(canvas, question, Face.LABEL_BOLD, 10.5, band.width_mm - 3)
    canvas.text_in(band, question, face=Face.LABEL_BOLD, size_pt=size, role=Role.ON_BAND)
    below = Box(room.x_mm, band.bottom_mm + 1.0, room.width_mm, room.bottom_mm - band.bottom_mm - 1.0)
    _paragraphs(canvas, below, [canvas.say(rule_said(clues, rule)) for rule in card.rules])


def _name(canvas: Canvas, box: Box, name: str) -> None:
    """A name in one line or two, as large as there is room for."""
    for size in (17.0, 15.0, 13.0, 11.5, 10.0, 9.0, SMALLEST_PT):
        lines = _wrapped(canvas, name, Face.TITLE, size, box.width_mm)
        widest = max(canvas.metrics.width_mm(line, Face.TITLE, size) for line in lines)
        if len(lines) <= 2 and widest <= box.width_mm:
            break
    step = mm_from_pt(size) * 1.1
    y = box.centre_y_mm - step * len(lines) / 2 + step * 0.8
    for line in lines:
        canvas.text(box.x_mm, y, line, face=Face.TITLE, size_pt=size, role=Role.INK)
        y += step


def _fitting(canvas: Canvas, text: str, face: Face, size_pt: float, width_mm: float) -> float:
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


def _paragraphs(
    canvas: Canvas, box: Box, texts: list[str], face: Face = Face.BODY, gap_mm: float = 0.9
) -> None:
    """Short paragraphs under one another, as large as all of them fit, centred between top and bottom.

    Raises:
        LayoutError: they do not fit at the smallest size.
    """
    size = LARGEST_PT
    while True:
        blocks = [_wrapped(canvas, text, face, size, box.width_mm) for text in texts]
        step = mm_from_pt(size) * LINE_HEIGHT * 0.95
        height = step * sum(map(len, blocks)) + gap_mm * (len(blocks) - 1)
        widest = max(canvas.metrics.width_mm(line, face, size) for block in blocks for line in block)
        if height <= box.height_mm and widest <= box.width_mm:
            break
        if size <= SMALLEST_PT:
            raise LayoutError(
                f"{' '.join(texts)!r} does not fit {box.width_mm:.0f} x {box.height_mm:.0f} mm of a card.",
                "Give the guests of the party shorter names.",
            )
        size -= 0.5
    y = box.y_mm + (box.height_mm - height) / 2 + step * 0.78
    for block in blocks:
        for line in block:
            canvas.text(box.x_mm, y, line, face=face, size_pt=size)
            y += step
        y += gap_mm
