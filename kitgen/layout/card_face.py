"""What the faces of all cards share: frame, title band, room for words, and going on over further cards."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitgen.canvas import LINE_HEIGHT, Canvas, Face, Role
from kitgen.errors import LayoutError
from kitgen.layout.plan import Setting, Tile
from kitgen.message import Message, message
from kitgen.printing.profile import CARD_FORMATS, CardFormat
from kitgen.theme.frames import band_text, card_frame, title_band
from kitgen.typesetting.text import TextBlock, fit_text, label_case, label_pt, overflow, try_text
from kitgen.units import Box, mm_from_pt

POKER = CARD_FORMATS["poker"]
"""The format that all sizes below are meant for; others scale."""

BAND_INSET_MM = 4.4
"""From the trim to the band, just inside the seam."""

WORDS_INSET_MM, NARROW_INSET_MM, NARROW_MM = 6.0, 5.2, 50.0
"""From the trim to the words, and the same on cards narrower than the third number."""

FOOT_INSET_MM = 6.0
"""From the lower trim to the words: the card's number stands on the seam below."""

LABEL_PT, LABEL_GAP_PT = 8.0, 0.5
LEAST_TITLE_PT, ONE_LINE_TITLE_PT = 12.0, 15.0
"""Smallest title; and the size under which two lines of title look better than one."""

ABOVE_LABEL_MM, BELOW_TITLE_MM, BELOW_BAND_MM = 1.3, 3.3, 2.0
MOST_CARDS = 24
"""A text that takes more cards than this was not meant for cards."""


def scale_of(size: CardFormat) -> float:
    """How much larger or smaller than on a poker card things are on cards of a format."""
    return math.sqrt(size.width_mm * size.height_mm / (POKER.width_mm * POKER.height_mm))


@dataclass(frozen=True)
class CardHead:
    """A title band, its words fitted; places are in mm from the card's top left corner.

    Args:
        band: where the dark band lies.
        label: the small line or lines above the title.
        title: the title.
        stars_seed: picks the stars.
    """

    band: Box
    label: TextBlock
    title: TextBlock
    stars_seed: int

    def draw(self, canvas: Canvas) -> None:
        """Band and words, with the card's corner at the origin."""
        band = self.band
        title_band(canvas, band, stars_seed=self.stars_seed)
        label = Box(band.x_mm, band.y_mm + ABOVE_LABEL_MM, band.width_mm, self.label.height_mm)
        y = self.label.draw(canvas, label, role=Role.GLOW, align="centre")
        title = Box(band.x_mm, y, band.width_mm, self.title.height_mm)
        self.title.draw(canvas, title, role=Role.ON_BAND, align="centre")


@dataclass(frozen=True)
class CardFace:
    """One card before its words: its head and the room below; places from the card's top left corner."""

    head: CardHead
    room: Box

    def draw(self, canvas: Canvas, size: CardFormat) -> None:
        """Frame and head."""
        card_frame(canvas, Box(0, 0, size.width_mm, size.height_mm))
        self.head.draw(canvas)


@dataclass(frozen=True)
class Story:
    """What a run of cards is called.

    Args:
        puzzle: its puzzle, or `kit`.
        name: of its first card; further ones get `-2`, `-3`.
        label: the small line above the title.
        part_label: what further cards have there before '2 of 3', or None for the count alone.
        title: the title.
        title_pt: its largest size on a poker card.
        envelope: where it lies.
        group: which sort of piece it is.
    """

    puzzle: str
    name: str
    label: Message
    title: str
    title_pt: float
    envelope: str
    group: str = "cards"
    part_label: Message | None = None

    @property
    def where(self) -> str:
        """For errors."""
        return f"card {self.puzzle}/{self.name}"


DrawWords = Callable[[Canvas], None]
"""Draws the words of a card, its top left corner at the origin."""

LayOut = Callable[[Sequence[CardFace]], list[DrawWords] | None]
"""Puts words on so many cards; None where they need more."""


def cards_over(setting: Setting, story: Story, text: str, lay_out: LayOut) -> tuple[Tile, ...]:
    """As few cards as hold the words.

    Args:
        setting: card format and how words are set.
        story: what the cards are called.
        text: the words, for an error.
        lay_out: puts them on.

    Raises:
        LayoutError: a word is wider than a card, or there is no end to it.
    """
    for of in range(1, MOST_CARDS + 1):
        faces = [card_face(setting, story, number, of) for number in range(1, of + 1)]
        words = lay_out(faces)
        if words is not None:
            return tuple(
                card(setting, story, number, face, draw)
                for number, (face, draw) in enumerate(zip(faces, words, strict=True), start=1)
            )
    room = card_face(setting, story, 2, 2).room
    size_mm = (room.width_mm, room.height_mm * MOST_CARDS)
    error = overflow(setting.metrics, story.where, text, Face.BODY, size_mm)
    raise LayoutError(
        f"{error.message} That is the room on {MOST_CARDS} cards of the format {setting.profile.cards.name}.",
        larger_cards(setting),
    )


def larger_cards(setting: Setting) -> str:
    """What to do where words do not fit on a card."""
    size = setting.profile.cards
    wider = [name for name, other in CARD_FORMATS.items() if other.width_mm > size.width_mm]
    formats = f"--cards {' or '.join(wider)}" if wider else "smaller print"
    return f"Make its text shorter, or choose {formats}."


def card(setting: Setting, story: Story, number: int, face: CardFace, words: DrawWords) -> Tile:
    """One card of a run."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            face.draw(canvas, setting.profile.cards)
            words(canvas)

    name = story.name if number == 1 else f"{story.name}-{number}"
    size = setting.profile.cards
    return Tile(
        f"{story.puzzle}/{name}",
        story.puzzle,
        story.group,
        story.envelope,
        size.width_mm,
        size.height_mm,
        draw,
        is_card=True,
    )


def card_face(setting: Setting, story: Story, number: int, of: int) -> CardFace:
    """The head of a card in a run, and the room it leaves."""
    size = setting.profile.cards
    head = _head(setting, story, number, of)
    inset = WORDS_INSET_MM if size.width_mm >= NARROW_MM else NARROW_INSET_MM
    top = head.band.bottom_mm + BELOW_BAND_MM
    room = Box(inset, top, size.width_mm - 2 * inset, size.height_mm - FOOT_INSET_MM - top)
    return CardFace(head, room)


def _head(setting: Setting, story: Story, number: int, of: int) -> CardHead:
    size = setting.profile.cards
    width = size.width_mm - 2 * BAND_INSET_MM
    # How high a band is does not change where words may stand across.
    across = band_text(Box(BAND_INSET_MM, BAND_INSET_MM, width, 20)).width_mm
    label = _label(setting, story, number, of, across)
    title = _title(setting, story, number, across)
    height = ABOVE_LABEL_MM + label.height_mm + title.height_mm + BELOW_TITLE_MM
    band = Box(BAND_INSET_MM, BAND_INSET_MM, width, height)
    return CardHead(band, label, title, sum(map(ord, story.where)) + number - 1)


def _label(setting: Setting, story: Story, number: int, of: int, width_mm: float) -> TextBlock:
    """The small line above a title; '1 of 3' stands on a line of its own where one line is too short."""

    def fitted(text: str) -> TextBlock:
        return fit_text(
            setting.metrics,
            story.where,
            label_case(setting.metrics, text),
            Face.LABEL,
            (width_mm, setting.profile.cards.height_mm),
            largest_pt=LABEL_PT,
            letter_gap_pt=LABEL_GAP_PT,
        )

    if of == 1:
        return fitted(setting.say(story.label))
    part = setting.say(message("print.part.count", number=number, of=of))
    label = story.label if number == 1 else story.part_label
    if label is None:
        return fitted(part)
    line = fitted(setting.say(message("print.part.first", label=label, part=part)))
    return line if len(line.lines) == 1 else fitted(f"{setting.say(label)}\n{part}")


def _title(setting: Setting, story: Story, number: int, width_mm: float) -> TextBlock:
    """A title on one line, or on two where one line would have to be small; further cards save the line."""
    scale = scale_of(setting.profile.cards)
    smallest = max(LEAST_TITLE_PT, label_pt(setting.metrics, LABEL_PT) * 1.3)
    largest = max(smallest, story.title_pt * scale * (1.0 if number == 1 else 0.8))
    one_line = LEAST_TITLE_PT
    if number == 1:
        one_line = min(largest, max(ONE_LINE_TITLE_PT * min(1.0, scale), smallest))
    tries = [(1, one_line), *((lines, least) for least in (smallest, LEAST_TITLE_PT) for lines in (2, 3, 4))]
    for lines, least in tries:
        # Titles have the height of so many lines of their size, and may not break into more.
        for size_pt in _steps(largest, least):
            size_mm = (width_mm, mm_from_pt(size_pt) * LINE_HEIGHT * lines + 0.01)
            block = try_text(
                setting.metrics, story.title, Face.TITLE, [size_mm], largest_pt=size_pt, smallest_pt=size_pt
            )
            if block is not None:
                return block[0]
    size_mm = (width_mm, setting.profile.cards.height_mm)
    return fit_text(setting.metrics, story.where, story.title, Face.TITLE, size_mm, largest_pt=LEAST_TITLE_PT)


def _steps(largest_pt: float, least_pt: float) -> list[float]:
    count = math.floor((largest_pt - least_pt) / 0.5 + 1e-9) + 1
    return [largest_pt - 0.5 * i for i in range(count)]
