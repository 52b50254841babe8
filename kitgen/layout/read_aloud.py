"""Cards that somebody at the table reads aloud: a scene or an ending, its cue, its picture, its words."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.layout.card_face import CardFace, DrawWords, Story, cards_over
from kitgen.layout.cards import draw_below_picture, fit_below_picture
from kitgen.layout.plan import ReadAloud, Setting, Tile
from kitgen.theme.frames import stitch
from kitgen.typesetting.text import TextBlock, fit_text, try_text
from kitgen.units import Box

ART_HEIGHTS_MM = (20.0, 17.0, 14.0, 11.0, 0.0)
WORDS_PT, MOST_PT = 9.5, 12.0
"""A scene is read by lamplight: rather a smaller picture than smaller words."""

TITLE_PT = 17.0
BELOW_CUE_MM, BELOW_SEAM_MM = 1.4, 1.6
CUE_PT, MOST_CUE = 9.0, 0.4
"""Size of the cue, and the share of a card's room that it may take as a sentence."""


def scene_cards(scene: ReadAloud, setting: Setting) -> tuple[Tile, ...]:
    """A scene or an ending, with its cue on the first card.

    Raises:
        LayoutError: something is wider than a card.
    """
    story = Story("kit", scene.id, scene.label, scene.title, TITLE_PT, scene.envelope, "scenes")

    def lay_out(faces: Sequence[CardFace]) -> list[DrawWords] | None:
        room = faces[0].room
        cue = _cue(setting, story.where, setting.say(scene.cue), room)
        above = cue.height_mm + BELOW_CUE_MM + BELOW_SEAM_MM
        below = Box(room.x_mm, room.y_mm + above, room.width_mm, room.height_mm - above)
        rooms = [below, *(face.room for face in faces[1:])]
        heights = ART_HEIGHTS_MM if scene.art else (0.0,)
        found = fit_below_picture(setting, scene.words, rooms, heights, WORDS_PT, MOST_PT)
        if found is None:
            return None
        art_mm, blocks = found

        def first(canvas: Canvas) -> None:
            _draw_cue(canvas, cue, room)
            draw_below_picture(canvas, below, scene.art, art_mm, blocks[0])

        return [first, *map(_words, blocks[1:], rooms[1:])]

    return cards_over(setting, story, scene.words, lay_out)


def _cue(setting: Setting, where: str, text: str, room: Box) -> TextBlock:
    """When to read it: a sentence, or on cards too small for one in large print, a label."""
    sentence = try_text(
        setting.metrics,
        text,
        Face.BODY_ITALIC,
        [(room.width_mm, room.height_mm * MOST_CUE)],
        largest_pt=CUE_PT,
    )
    if sentence is not None:
        return sentence[0]
    size_mm = (room.width_mm, room.height_mm - BELOW_CUE_MM - BELOW_SEAM_MM)
    return fit_text(setting.metrics, where, text, Face.LABEL, size_mm, largest_pt=CUE_PT)


def _draw_cue(canvas: Canvas, cue: TextBlock, room: Box) -> None:
    """When to read it, and a seam under that."""
    y = cue.draw(canvas, room, role=Role.ACCENT, align="centre") + BELOW_CUE_MM
    stitch(canvas, Path.line(room.x_mm + 8, y, room.right_mm - 8, y))


def _words(block: TextBlock, room: Box) -> DrawWords:
    def draw(canvas: Canvas) -> None:
        block.draw(canvas, room)

    return draw
