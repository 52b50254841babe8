"""Cards of 63 x 88 mm: their faces, and nine of them on a sheet that A4 and Letter share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.codes import QrCode
from kitgen.errors import LayoutError
from kitgen.layout.furniture import (
    SmallPrint,
    draw_crop_marks,
    draw_qr,
    draw_ruler,
    draw_small_print,
    ruler_at,
)
from kitgen.layout.plan import TABLE, UNPRINTABLE_MM, KitPrint, Page, Placed, PuzzlePrint
from kitgen.layout.text import MIN_PT, Section, TextBlock, fit_line, fit_sections, fit_text
from kitgen.mechanisms.contract import PieceKind
from kitgen.message import Message, message
from kitgen.theme.frames import (
    SMALLEST_ANSWER_BOX_MM,
    answer_boxes,
    card_frame,
    night_frame,
    title_band,
)
from kitgen.units import Box, Paper

CARD_WIDTH_MM, CARD_HEIGHT_MM = 63.0, 88.0
COLUMNS, ROWS = 3, 3
SAFE_MM = 5.0
"""Frame and stitches lie in the outer 3 mm; words stay this far inside the trim."""


@dataclass(frozen=True)
class Card:
    """One card.

    Args:
        id: for the manifest.
        puzzle: its puzzle, or `kit`.
        group: which sort of piece it is.
        draw: draws its face.
        envelope: id of the envelope it belongs in.
        halves: where the card is cut into an upper and a lower half: id and envelope of each.
    """

    id: str
    puzzle: str
    group: str
    draw: Callable[[Canvas, Box], None]
    envelope: str = TABLE
    halves: tuple[tuple[str, str], ...] = ()

    def placed(self, box: Box) -> list[Placed]:
        """The card, or its halves, at a place in mm."""
        if not self.halves:
            return [Placed(self.id, self.puzzle, self.group, box, self.envelope)]
        return [
            Placed(name, self.puzzle, self.group, part, envelope)
            for (name, envelope), part in zip(self.halves, halves_of(box), strict=False)
        ]


def halves_of(box: Box) -> tuple[Box, Box]:
    """The upper and the lower half of a card."""
    half = box.height_mm / 2
    return Box(box.x_mm, box.y_mm, box.width_mm, half), Box(box.x_mm, box.y_mm + half, box.width_mm, half)


def framed_card(canvas: Canvas, where: str, box: Box, label: str, title: str, height_mm: float) -> Box:
    """Frame and title band of a card; returns the room below the band."""
    card_frame(canvas, box)
    band = Box(box.x_mm + 4.4, box.y_mm + 4.4, box.width_mm - 8.8, height_mm)
    title_band(canvas, band, stars_seed=sum(map(ord, where)))
    label_pt = fit_line(canvas.metrics, where, label.upper(), Face.LABEL, band.width_mm - 16, largest_pt=8)
    canvas.text(
        band.centre_x_mm,
        band.y_mm + 4.0,
        label.upper(),
        face=Face.LABEL,
        size_pt=label_pt,
        role=Role.GLOW,
        align="centre",
        tracking_pt=0.5,
    )
    title_pt = fit_line(
        canvas.metrics,
        where,
        title,
        Face.TITLE,
        band.width_mm - 8,
        largest_pt=(height_mm - 8) * 2.45,
        smallest_pt=12,
    )
    canvas.text(
        band.centre_x_mm,
        band.y_mm + height_mm - 4.6,
        title,
        face=Face.TITLE,
        size_pt=title_pt,
        role=Role.ON_BAND,
        align="centre",
    )
    top = band.bottom_mm + 2.0
    return Box(box.x_mm + SAFE_MM + 1, top, box.width_mm - 2 * SAFE_MM - 2, box.bottom_mm - SAFE_MM - 1 - top)


def _hint_corner(canvas: Canvas, room: Box, puzzle: PuzzlePrint) -> float:
    """Code and QR at the foot of a card; returns how high they are."""
    if puzzle.qr is None:
        return 0.0
    side = puzzle.qr.side_mm
    draw_qr(canvas, puzzle.qr, room.right_mm - side + 1.5, room.bottom_mm - side + 1.5)
    lines = canvas.say(message("print.hint.scan-or-type")).split("\n")
    y = room.bottom_mm - 12.6
    for line in lines:
        canvas.text(room.x_mm, y, line, face=Face.LABEL, size_pt=8, role=Role.MUTED)
        y += 3.5
    canvas.text(
        room.x_mm, room.bottom_mm - 0.6, puzzle.code, face=Face.EXACT_BOLD, size_pt=12, role=Role.BODY
    )
    return side


def story_card(puzzle: PuzzlePrint) -> Card:
    """A puzzle's first card: emblem, story, hint code."""

    def draw(canvas: Canvas, box: Box) -> None:
        where = f"card {puzzle.id}/story"
        room = framed_card(canvas, where, box, canvas.say(puzzle.act), puzzle.title, 17.0)
        foot = _hint_corner(canvas, room, puzzle)
        size_mm = (room.width_mm, room.height_mm - foot)
        emblem_mm, block = _fit_story(canvas, where, puzzle.story, size_mm)
        canvas.art(puzzle.emblem, Box(room.x_mm, room.y_mm, room.width_mm, emblem_mm))
        block.draw(canvas, Box(room.x_mm, room.y_mm + emblem_mm + 1.5, room.width_mm, block.height_mm))

    return Card(f"{puzzle.id}/story", puzzle.id, "cards", draw, puzzle.envelope)


EMBLEM_HEIGHTS_MM = (22.0, 19.0, 16.0, 13.0, 10.0)
STORY_PT = 9.0
"""A story is read aloud by lamplight: rather a smaller emblem than smaller words."""


def _fit_story(
    canvas: Canvas, where: str, story: str, size_mm: tuple[float, float]
) -> tuple[float, TextBlock]:
    """The largest emblem that leaves room for the story, and the story's lines."""
    width_mm, height_mm = size_mm
    for emblem_mm in EMBLEM_HEIGHTS_MM:
        is_last = emblem_mm == EMBLEM_HEIGHTS_MM[-1]
        try:
            room_mm = (width_mm, height_mm - emblem_mm - 1.5)
            smallest = MIN_PT if is_last else STORY_PT
            block = fit_text(
                canvas.metrics, where, story, Face.BODY, room_mm, largest_pt=11, smallest_pt=smallest
            )
        except LayoutError:
            if is_last:
                raise
            continue
        return emblem_mm, block
    raise AssertionError("the last height either fits or raises")


def task_card(puzzle: PuzzlePrint) -> Card:
    """A puzzle's second card: what to do, when it is done, what the answer looks like, where it goes."""

    def draw(canvas: Canvas, box: Box) -> None:
        where = f"card {puzzle.id}/task"
        room = framed_card(
            canvas,
            where,
            box,
            canvas.say(message("print.task-label", number=puzzle.act_number)),
            puzzle.title,
            15.0,
        )
        boxes = Box(room.x_mm, room.bottom_mm - 6.4, room.width_mm, 6.4)
        answer_strip(canvas, boxes, puzzle)
        size_mm = (room.width_mm, boxes.y_mm - room.y_mm - 1.5)
        parts = fit_sections(
            canvas.metrics, where, facts(canvas, puzzle), size_mm, largest_pt=10.5, run_in=True
        )
        parts.draw(canvas, room)

    return Card(f"{puzzle.id}/task", puzzle.id, "cards", draw, puzzle.envelope)


def piece_cards(puzzle: PuzzlePrint) -> list[Card]:
    """The puzzle's own cards: pieces of card size that lie on the table."""
    return [
        Card(f"{puzzle.id}/{piece.id}", puzzle.id, piece.group, piece.front, puzzle.envelope_of(piece))
        for piece in puzzle.pieces
        if piece.kind is PieceKind.CARD
        for _ in range(piece.copies)
    ]


BADGE_RADIUS_MM = 3.2


def answer_strip(canvas: Canvas, box: Box, puzzle: PuzzlePrint) -> tuple[Box, ...]:
    """The letter of the puzzle's box on a dark disc, then the writing boxes; returns the boxes."""
    radius = min(BADGE_RADIUS_MM, box.height_mm / 2)
    badge = Box(box.x_mm, box.centre_y_mm - radius, 2 * radius, 2 * radius)
    canvas.draw(Path.circle(badge.centre_x_mm, badge.centre_y_mm, radius), fill=Role.BAND)
    canvas.text_in(badge, puzzle.box, face=Face.EXACT_BOLD, size_pt=11, role=Role.ON_BAND)
    left = badge.right_mm + 1.2
    rest = Box(left, box.y_mm, box.right_mm - left, box.height_mm)
    # A long answer on a narrow card: rather narrow gaps than narrow boxes.
    gap = 1.2 if rest.width_mm >= puzzle.box_count * (SMALLEST_ANSWER_BOX_MM + 1.2) else 0.4
    return answer_boxes(canvas, rest, puzzle.box_count, gap)


def facts(canvas: Canvas, puzzle: PuzzlePrint) -> list[Section]:
    """The five things every players' page says, in the order they are asked."""
    say = canvas.say
    pieces = say(message("print.list-separator")).join(say(need) for need in puzzle.needs)
    form = puzzle.instructions.answer_form
    answer = say(message("print.answer-and-place", form=form, box=puzzle.box))
    return [
        Section(say(message("print.heading.pieces")), pieces),
        Section(say(message("print.heading.task")), say(puzzle.instructions.task)),
        Section(say(message("print.heading.done")), say(puzzle.instructions.done)),
        Section(say(message("print.heading.answer")), answer),
    ]


def title_card(kit: KitPrint) -> Card:
    """The kit's own picture card."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.clipped(Path.rect(box)):
            canvas.art("night-wall", box)
        night_frame(canvas, box)
        # The picture leaves the top third to the sky: the title stands there.
        where = "card title"
        size_pt = fit_line(
            canvas.metrics, where, kit.title, Face.TITLE, box.width_mm - 14, largest_pt=30, smallest_pt=14
        )
        canvas.text(
            box.centre_x_mm,
            box.y_mm + 17,
            kit.title,
            face=Face.TITLE,
            size_pt=size_pt,
            role=Role.ON_BAND,
            align="centre",
        )

    return Card("kit/title", "kit", "cards", draw)


def welcome_card(kit: KitPrint) -> Card:
    """What the players read first."""

    def draw(canvas: Canvas, box: Box) -> None:
        where = "card welcome"
        label = canvas.say(message("print.welcome-label"))
        room = framed_card(canvas, where, box, label, kit.title, 18.5)
        block = fit_text(
            canvas.metrics, where, kit.welcome, Face.BODY, (room.width_mm, room.height_mm), largest_pt=12
        )
        block.draw(canvas, room)

    return Card("kit/welcome", "kit", "cards", draw)


def rules_card(kit: KitPrint) -> Card:
    """How to play, and where hints are."""

    def draw(canvas: Canvas, box: Box) -> None:
        where = "card rules"
        room = framed_card(
            canvas,
            where,
            box,
            canvas.say(message("print.rules-label")),
            canvas.say(message("print.rules-title")),
            16.5,
        )
        foot = 0.0
        if kit.hint_qr is not None:
            foot = _landing_corner(canvas, where, room, kit, kit.hint_qr)
        key = "print.rules" if kit.hint_qr is not None else "print.rules-without-hints"
        words = Box(room.x_mm, room.y_mm, room.width_mm, room.height_mm - foot)
        rules = canvas.say(message(key, check=message(f"print.rules-check.{kit.locks}")))
        fit_text(
            canvas.metrics, where, rules, Face.BODY, (words.width_mm, words.height_mm), largest_pt=11
        ).draw(canvas, words)

    return Card("kit/rules", "kit", "cards", draw)


def _landing_corner(canvas: Canvas, where: str, room: Box, kit: KitPrint, code: QrCode) -> float:
    """Code and address of the page where letters are typed; returns how high they are."""
    side = code.side_mm
    fits = canvas.metrics.width_mm(kit.hint_base, Face.EXACT, MIN_PT) <= room.width_mm
    address = fit_text(
        canvas.metrics,
        where,
        kit.hint_base if fits else readable_address(kit.hint_base),
        Face.EXACT,
        (room.width_mm, 12),
        largest_pt=9,
    )
    bottom = room.bottom_mm - address.height_mm
    draw_qr(canvas, code, room.right_mm - side + 1.5, bottom - side + 1.0)
    note = Box(room.x_mm, bottom - side + 3, room.width_mm - side - 0.5, side - 3)
    text = canvas.say(message("print.rules-hints"))
    fit_text(canvas.metrics, where, text, Face.LABEL, (note.width_mm, note.height_mm), largest_pt=9).draw(
        canvas, note, role=Role.MUTED
    )
    address.draw(canvas, Box(room.x_mm, bottom + 0.6, room.width_mm, address.height_mm))
    return side + address.height_mm


LONGEST_GROUP = 26


def readable_address(address: str) -> str:
    """A long address in groups, for breaking into lines: after slashes, and after dots of long hosts."""
    groups = re.sub(r"(?<=/)(?=[^/])", " ", address).split(" ")
    return " ".join(
        group if len(group) <= LONGEST_GROUP else re.sub(r"(?<=[.-])", " ", group) for group in groups
    )


def impose_cards(cards: Sequence[Card], paper: Paper, kit: KitPrint, what: Message) -> list[Page]:
    """Nine cards to a sheet with cuts that run through, in the order given.

    The first sheet carries the ruler. Blank places stay blank; their cuts are still drawn, so that a
    guillotine needs the same nine-up setting for every sheet.
    """
    per_page = COLUMNS * ROWS
    groups = [cards[i : i + per_page] for i in range(0, len(cards), per_page)]
    block = Box(
        (paper.width_mm - COLUMNS * CARD_WIDTH_MM) / 2,
        (paper.height_mm - ROWS * CARD_HEIGHT_MM) / 2,
        COLUMNS * CARD_WIDTH_MM,
        ROWS * CARD_HEIGHT_MM,
    )
    pages = []
    for number, group in enumerate(groups, start=1):
        small = SmallPrint(kit.small_name, kit.fingerprint, what, number, len(groups))
        pages.append(_card_page(group, block, paper, small, with_ruler=number == 1))
    return pages


def _card_page(
    cards: Sequence[Card], block: Box, paper: Paper, small: SmallPrint, *, with_ruler: bool
) -> Page:
    places = [
        Box(
            block.x_mm + (i % COLUMNS) * CARD_WIDTH_MM,
            block.y_mm + (i // COLUMNS) * CARD_HEIGHT_MM,
            CARD_WIDTH_MM,
            CARD_HEIGHT_MM,
        )
        for i in range(len(cards))
    ]
    # Letter leaves no strip above its nine cards, so everything small moves to the sides there.
    upright = block.y_mm < UNPRINTABLE_MM + 4
    if upright:
        ruler_place = (block.right_mm + 2.6, block.centre_y_mm + 50)
    else:
        ruler_place = (block.centre_x_mm - 50, block.y_mm - 6.8)
    rows = -(-len(cards) // COLUMNS)
    xs = [block.x_mm + i * CARD_WIDTH_MM for i in range(COLUMNS + 1)]
    ys = [block.y_mm + i * CARD_HEIGHT_MM for i in range(rows + 1)]
    used = Box(block.x_mm, block.y_mm, block.width_mm, rows * CARD_HEIGHT_MM)

    def draw(canvas: Canvas) -> None:
        for card, place in zip(cards, places, strict=True):
            card.draw(canvas, place)
        for card, place in zip(cards, places, strict=True):
            if card.halves:
                y = place.centre_y_mm
                canvas.line(Path.line(place.x_mm, y, place.right_mm, y), LineKind.CUT)
        for x in xs:
            canvas.line(Path.line(x, used.y_mm, x, used.bottom_mm), LineKind.CUT)
        for y in ys:
            canvas.line(Path.line(used.x_mm, y, used.right_mm, y), LineKind.CUT)
        if upright:
            # There is no room above and below, and marks at the sides are enough for straight cuts.
            draw_crop_marks(canvas, used, [], ys, 1.6)
        else:
            draw_crop_marks(canvas, used, xs, ys, 2.2)
        draw_small_print(canvas, small, paper, paper.height_mm - block.bottom_mm)
        if with_ruler:
            draw_ruler(canvas, *ruler_place, upright=upright)

    placed = tuple(part for card, place in zip(cards, places, strict=True) for part in card.placed(place))
    return Page(draw, placed, ruler_at(*ruler_place, upright=upright) if with_ruler else None)
