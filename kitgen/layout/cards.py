"""The faces of the kit's cards: title, welcome, rules, and of each puzzle its story and its task.

What does not fit on one card goes on over further ones; text is never set smaller than the print allows.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.layout.answer_strip import strip_of
from kitgen.layout.card_face import CardFace, DrawWords, Story, cards_over, scale_of
from kitgen.layout.hint_corner import NO_FOOT, Foot, hint_corner, landing_corner, no_landing
from kitgen.layout.plan import TABLE, KitPrint, PuzzlePrint, Setting, Tile
from kitgen.mechanisms.contract import PieceKind
from kitgen.message import message
from kitgen.theme.frames import CARD_EDGE_MM, SEAM_MM, night_frame
from kitgen.typesetting.sections import Section, Sections, try_sections
from kitgen.typesetting.text import MIN_PT, TextBlock, fit_text, try_text
from kitgen.units import Box

EMBLEM_HEIGHTS_MM = (22.0, 19.0, 16.0, 13.0, 10.0)
STORY_PT = 9.0
"""A story is read aloud by lamplight: rather a smaller emblem than smaller words."""

STORY_TITLE_PT, TASK_TITLE_PT, RULES_TITLE_PT, WELCOME_TITLE_PT = 21.0, 17.0, 20.0, 25.0
BELOW_EMBLEM_MM = 1.5
ABOVE_STRIP_MM = 1.5


def largest_pt(setting: Setting, size_pt: float) -> float:
    """The largest size of words on a card: larger cards may have larger words, small ones keep theirs."""
    return size_pt * min(1.15, max(1.0, scale_of(setting.profile.cards)))


def story_cards(puzzle: PuzzlePrint, setting: Setting) -> tuple[Tile, ...]:
    """A puzzle's first card, or cards: emblem, story, and the hint code on the first.

    Raises:
        LayoutError: something is wider than a card.
    """
    story = Story(puzzle.id, "story", puzzle.act, puzzle.title, STORY_TITLE_PT, puzzle.envelope)

    def lay_out(faces: Sequence[CardFace]) -> list[DrawWords] | None:
        room = faces[0].room
        foot = hint_corner(setting, story.where, room, puzzle.code, puzzle.qr)
        free = Box(room.x_mm, room.y_mm, room.width_mm, room.height_mm - foot.height_mm)
        rooms = [free, *(face.room for face in faces[1:])]
        found = fit_below_picture(setting, puzzle.story, rooms, EMBLEM_HEIGHTS_MM, STORY_PT, 11.0)
        if found is None:
            return None
        emblem_mm, blocks = found

        def first(canvas: Canvas) -> None:
            foot.draw(canvas, room)
            draw_below_picture(canvas, free, puzzle.emblem, emblem_mm, blocks[0])

        return [first, *map(_words, blocks[1:], rooms[1:])]

    return cards_over(setting, story, puzzle.story, lay_out)


def fit_below_picture(
    setting: Setting,
    text: str,
    rooms: Sequence[Box],
    heights_mm: Sequence[float],
    comfortable_pt: float,
    most_pt: float,
) -> tuple[float, list[TextBlock]] | None:
    """The largest picture in the first room that leaves the words a comfortable size, and their lines.

    Args:
        setting: how words are set.
        text: the words.
        rooms: where picture and words may stand; the words go on from room to room.
        heights_mm: heights that the picture may have on a poker card, the largest first; 0 for none.
        comfortable_pt: rather a smaller picture than smaller words; the smallest picture has to do with 8 pt.
        most_pt: largest size of the words on a poker card.

    Returns:
        The picture's height in mm and a block for each room, or None where they need more rooms.
    """
    scale = scale_of(setting.profile.cards)
    # Where a small card has no room even for the smallest picture, there is none.
    pictures = [height * scale for height in heights_mm]
    pictures = [mm for mm in pictures if mm + BELOW_EMBLEM_MM <= rooms[0].height_mm] or [0.0]
    for picture_mm in pictures:
        above = picture_mm + BELOW_EMBLEM_MM if picture_mm else 0.0
        sizes = [(rooms[0].width_mm, rooms[0].height_mm - above)]
        sizes += [(room.width_mm, room.height_mm) for room in rooms[1:]]
        blocks = try_text(
            setting.metrics,
            text,
            Face.BODY,
            sizes,
            largest_pt=largest_pt(setting, most_pt),
            smallest_pt=MIN_PT if picture_mm == pictures[-1] else comfortable_pt,
        )
        if blocks is not None:
            return picture_mm, blocks
    return None


def draw_below_picture(canvas: Canvas, room: Box, picture: str, picture_mm: float, words: TextBlock) -> None:
    """A picture with words below it; what room they leave is shared out above, between and below."""
    between = BELOW_EMBLEM_MM if picture_mm else 0.0
    spare = max(0.0, room.height_mm - picture_mm - between - words.height_mm)
    grown = min(picture_mm * 0.5, spare * 0.4) if picture_mm else 0.0
    air = (spare - grown) / 3
    y = room.y_mm + (air * 0.6 if picture_mm else air)
    if picture_mm:
        canvas.art(picture, Box(room.x_mm, y, room.width_mm, picture_mm + grown))
        y += picture_mm + grown + between + air * 0.6
    words.draw(canvas, Box(room.x_mm, y, room.width_mm, words.height_mm))


def _words(block: TextBlock, room: Box) -> DrawWords:
    def draw(canvas: Canvas) -> None:
        block.draw(canvas, room)

    return draw


def task_cards(puzzle: PuzzlePrint, setting: Setting) -> tuple[Tile, ...]:
    """What to do, when it is done, what the answer looks like, and on the last card where it goes.

    Raises:
        LayoutError: something is wider than a card.
    """
    story = Story(
        puzzle.id,
        "task",
        message("print.task-label", number=puzzle.act_number),
        puzzle.title,
        TASK_TITLE_PT,
        puzzle.envelope,
        part_label=message("print.part.task"),
    )
    told = facts(setting, puzzle)

    def lay_out(faces: Sequence[CardFace]) -> list[DrawWords] | None:
        last = faces[-1].room
        strip = strip_of(setting, story.where, puzzle, last.width_mm)
        rooms = [(face.room.width_mm, face.room.height_mm) for face in faces]
        rooms[-1] = (last.width_mm, last.height_mm - strip.height_mm - ABOVE_STRIP_MM)
        if rooms[-1][1] < 0:
            return None
        parts = try_sections(setting.metrics, told, rooms, largest_pt=largest_pt(setting, 10.5), run_in=True)
        if parts is None:
            return None

        draws = [_sections(part, face.room) for part, face in zip(parts, faces, strict=True)]
        return [*draws[:-1], _with_foot(draws[-1], strip, last)]

    return cards_over(setting, story, " ".join(section.text for section in told), lay_out)


def _with_foot(words: DrawWords, foot: Foot, room: Box) -> DrawWords:
    def draw(canvas: Canvas) -> None:
        words(canvas)
        foot.draw(canvas, room)

    return draw


def _sections(part: Sections, room: Box) -> DrawWords:
    def draw(canvas: Canvas) -> None:
        part.draw(canvas, room)

    return draw


def facts(setting: Setting, puzzle: PuzzlePrint) -> list[Section]:
    """The four things every players' page says, in the order they are asked."""
    say = setting.say
    pieces = say(message("print.list-separator")).join(say(need) for need in puzzle.needs)
    form = puzzle.instructions.answer_form
    answer = say(message("print.answer-and-place", form=form, box=puzzle.box))
    return [
        Section(say(message("print.heading.pieces")), pieces),
        Section(say(message("print.heading.task")), say(puzzle.instructions.task)),
        Section(say(message("print.heading.done")), say(puzzle.instructions.done)),
        Section(say(message("print.heading.answer")), answer),
    ]


def piece_cards(puzzle: PuzzlePrint) -> tuple[Tile, ...]:
    """The puzzle's own cards: pieces that lie on the table with the kit's other cards, in their own size."""
    return tuple(
        Tile(
            f"{puzzle.id}/{piece.id}",
            puzzle.id,
            piece.group,
            puzzle.envelope_of(piece),
            piece.width_mm,
            piece.height_mm,
            piece.front,
            piece.back,
            is_card=True,
            outline=piece.outline,
            lines=piece.lines,
            tolerance_mm=piece.tolerance_mm,
        )
        for piece in puzzle.pieces
        if piece.kind is PieceKind.CARD
        for _ in range(piece.copies)
    )


PICTURE_MM = (63.0, 88.0)
"""Proportion of the picture on the title card."""

SKY_SHARE = 0.065
"""Where the title begins, as a share of the card's height: the picture leaves its top third to the sky."""


def title_card(kit: KitPrint, setting: Setting) -> tuple[Tile, ...]:
    """The kit's own picture card.

    Raises:
        LayoutError: the title is wider than the card.
    """
    size = setting.profile.cards
    title = fit_text(
        setting.metrics,
        "card kit/title",
        kit.title,
        Face.TITLE,
        (size.width_mm - 14, size.height_mm * 0.25),
        largest_pt=30 * scale_of(size),
    )

    def draw(canvas: Canvas, box: Box) -> None:
        # The picture goes on beyond the trim, so that a cut a little off shows no white.
        whole = box.inset(-size.bleed_mm)
        grown = max(whole.width_mm / PICTURE_MM[0], whole.height_mm / PICTURE_MM[1])
        width, height = PICTURE_MM[0] * grown, PICTURE_MM[1] * grown
        with canvas.clipped(Path.rect(whole)):
            canvas.art(
                "night-wall", Box(box.centre_x_mm - width / 2, whole.bottom_mm - height, width, height)
            )
        night_frame(canvas, box)
        top = box.y_mm + size.height_mm * SKY_SHARE
        title.draw(
            canvas, Box(box.x_mm, top, box.width_mm, title.height_mm), role=Role.ON_BAND, align="centre"
        )

    tile = Tile("kit/title", "kit", "cards", TABLE, size.width_mm, size.height_mm, draw, is_card=True)
    return (tile,)


def welcome_cards(kit: KitPrint, setting: Setting) -> tuple[Tile, ...]:
    """What the players read first.

    Raises:
        LayoutError: something is wider than a card.
    """
    label = message("print.welcome-label")
    story = Story("kit", "welcome", label, kit.title, WELCOME_TITLE_PT, TABLE)

    def lay_out(faces: Sequence[CardFace]) -> list[DrawWords] | None:
        rooms = [face.room for face in faces]
        return _lay_words(setting, kit.welcome, rooms, 12.0)

    return cards_over(setting, story, kit.welcome, lay_out)


def rules_cards(kit: KitPrint, setting: Setting) -> tuple[Tile, ...]:
    """How to play, and on the last card where hints are.

    Raises:
        LayoutError: something is wider than a card.
    """
    title = setting.say(message("print.rules-title"))
    story = Story("kit", "rules", message("print.rules-label"), title, RULES_TITLE_PT, TABLE)
    key = "print.rules" if kit.hint_qr is not None else "print.rules-without-hints"
    text = setting.say(message(key, check=message(f"print.rules-check.{kit.locks}")))

    note = setting.say(message("print.rules-hints"))

    def lay_out(faces: Sequence[CardFace]) -> list[DrawWords] | None:
        last = faces[-1].room
        foot, words = NO_FOOT, text
        if kit.hint_qr is not None:
            found = landing_corner(setting, story.where, last, note, kit.hint_base, kit.hint_qr)
            if found is None and len(faces) > 1:
                # No room for the note with the code: it ends the rules, and the code follows.
                found = landing_corner(setting, story.where, last, "", kit.hint_base, kit.hint_qr)
                words = f"{text}\n{note}"
                if found is None:
                    raise no_landing(setting, story.where, kit.hint_base)
            if found is None:
                return None
            foot = found
        if foot.height_mm > last.height_mm:
            return None
        rooms = [face.room for face in faces[:-1]]
        rooms.append(Box(last.x_mm, last.y_mm, last.width_mm, last.height_mm - foot.height_mm))
        draws = _lay_words(setting, words, rooms, 11.0)
        if draws is None:
            return None
        return [*draws[:-1], _with_foot(draws[-1], foot, last)]

    return cards_over(setting, story, text, lay_out)


def _lay_words(setting: Setting, text: str, rooms: Sequence[Box], most_pt: float) -> list[DrawWords] | None:
    """Words from room to room, or None where they need more."""
    sizes = [(room.width_mm, room.height_mm) for room in rooms]
    blocks = try_text(setting.metrics, text, Face.BODY, sizes, largest_pt=largest_pt(setting, most_pt))
    return (
        None if blocks is None else [_words(block, room) for block, room in zip(blocks, rooms, strict=True)]
    )


NUMBER_HEIGHT_MM, NUMBER_AIR_MM = 2.8, 1.1


def draw_card_number(canvas: Canvas, box: Box, number: int) -> None:
    """A card's number on the seam at its foot, on a small tag that the stitches leave free.

    Args:
        canvas: where to draw.
        box: the whole card as it is cut.
        number: from 1, in the order of the night.
    """
    text = str(number)
    width = canvas.metrics.width_mm(text, Face.EXACT, MIN_PT) + 2 * NUMBER_AIR_MM
    middle = box.bottom_mm - CARD_EDGE_MM - SEAM_MM
    tag = Box(box.centre_x_mm - width / 2, middle - NUMBER_HEIGHT_MM / 2, width, NUMBER_HEIGHT_MM)
    canvas.draw(Path.rect(tag, NUMBER_HEIGHT_MM / 2), fill=Role.WHITE)
    canvas.text_in(tag, text, face=Face.EXACT, size_pt=MIN_PT, role=Role.MUTED)
