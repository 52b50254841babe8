"""Cards that somebody at the table reads aloud, and the half cards of a lock's deck."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.cards import Card, framed_card, halves_of
from kitgen.layout.plan import HalfCard, ReadAloud
from kitgen.layout.text import MIN_PT, TextBlock, fit_text
from kitgen.theme.frames import stitch
from kitgen.units import Box

ART_HEIGHTS_MM = (20.0, 17.0, 14.0, 11.0)
WORDS_PT = 9.5
"""A scene is read by lamplight: rather a smaller picture than smaller words."""


def read_aloud_card(scene: ReadAloud) -> Card:
    """A scene or an ending: its cue, its picture, its words."""

    def draw(canvas: Canvas, box: Box) -> None:
        where = f"card {scene.id}"
        room = framed_card(canvas, where, box, canvas.say(scene.label), scene.title, 15.0)
        cue = fit_text(
            canvas.metrics, where, canvas.say(scene.cue), Face.BODY_ITALIC, (room.width_mm, 9), largest_pt=9
        )
        top = cue.draw(canvas, room, role=Role.ACCENT, align="centre") + 1.4
        stitch(canvas, Path.line(room.x_mm + 8, top, room.right_mm - 8, top))
        below = Box(room.x_mm, top + 1.6, room.width_mm, room.bottom_mm - top - 1.6)
        art_mm, block = _fit_words(canvas, where, scene, below)
        if scene.art:
            canvas.art(scene.art, Box(below.x_mm, below.y_mm, below.width_mm, art_mm))
        words = Box(below.x_mm, below.y_mm + art_mm, below.width_mm, below.height_mm - art_mm)
        spare = (words.height_mm - block.height_mm) / 3
        block.draw(canvas, Box(words.x_mm, words.y_mm + spare, words.width_mm, block.height_mm))

    return Card(f"kit/{scene.id}", "kit", "scenes", draw, scene.envelope)


def _fit_words(canvas: Canvas, where: str, scene: ReadAloud, room: Box) -> tuple[float, TextBlock]:
    """The largest picture that leaves room for the words, and the words' lines."""
    heights = (*ART_HEIGHTS_MM, 0.0) if scene.art else (0.0,)
    for art_mm in heights:
        is_last = art_mm == heights[-1]
        size_mm = (room.width_mm, room.height_mm - art_mm - (1.5 if art_mm else 0))
        smallest = MIN_PT if is_last else WORDS_PT
        try:
            block = fit_text(
                canvas.metrics, where, scene.words, Face.BODY, size_mm, largest_pt=12, smallest_pt=smallest
            )
        except LayoutError:
            if is_last:
                raise
            continue
        return art_mm, block
    raise AssertionError("the last height either fits or raises")


def half_cards(halves: Sequence[HalfCard]) -> list[Card]:
    """Half cards two to a card, in the order given; an odd one leaves a half blank."""
    cards = []
    for i in range(0, len(halves), 2):
        pair = tuple(halves[i : i + 2])

        def draw(canvas: Canvas, box: Box, pair: tuple[HalfCard, ...] = pair) -> None:
            for half, part in zip(pair, halves_of(box), strict=False):
                half.front(canvas, part)

        names = tuple((half.id, half.envelope) for half in pair)
        cards.append(Card("+".join(half.id for half in pair), "kit", pair[0].group, draw, halves=names))
    return cards
