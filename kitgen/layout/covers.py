"""The kit's own pages: a title page to hang up, labels for the envelopes, or covers that become envelopes."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.layout.arrange import Batch
from kitgen.layout.furniture import SmallPrint, draw_legend, draw_ruler, draw_small_print, ruler_at
from kitgen.layout.leaves import Leaf, Small
from kitgen.layout.plan import END, TABLE, NightPrint, Page, Setting, Tile
from kitgen.message import Message, message
from kitgen.printing.profile import UNPRINTABLE_MM
from kitgen.theme.posters import act_divider, envelope_label, title_page
from kitgen.typesetting.text import fit_text
from kitgen.units import Box

LABEL_MM = (63.0, 44.0)
"""Half a card: two labels share the cuts of one, and any envelope from C6 upwards has room for one."""

FOOT_MM = 13.0
"""Below the picture of the title page: the ruler and the small print."""

TICK_MM, TICK_TEXT_MM = 3.0, 7.5
LIST_PT = 12.0


def envelope_ids(night: NightPrint) -> list[str]:
    """Ids of the envelopes in the order of opening, without what lies on the table."""
    has_end = any(scene.envelope == END for scene in night.read_aloud)
    return [*(act.id for act in night.acts), *([END] if has_end else [])]


def _words(night: NightPrint, envelope: str) -> tuple[Message, str | Message, str]:
    """The line above an envelope's title, its title, and its picture."""
    if envelope == TABLE:
        return message("print.cover.table"), night.kit.title, "key"
    if envelope == END:
        return message("print.cover.end"), message("print.ending"), "key"
    act = next(act for act in night.acts if act.id == envelope)
    return message("print.cover.envelope", number=act.number), act.title, act.puzzles[0].emblem


def label_batch(night: NightPrint, setting: Setting) -> Batch:
    """A label for each envelope; they lie wherever a sheet has room."""
    tiles = []
    for envelope in envelope_ids(night):
        label, title, emblem = _words(night, envelope)
        words = (setting.say(label), _said(title, setting))

        def front(canvas: Canvas, box: Box, words: tuple[str, str] = words, emblem: str = emblem) -> None:
            envelope_label(canvas, box, words[0], words[1], emblem)

        tiles.append(
            Tile(f"kit/label-{envelope}", "kit", "labels", envelope, *LABEL_MM, front, keeps_margin=True)
        )
    return Batch("labels", TABLE, setting.say(message("print.what.labels")), tuple(tiles), is_pool=True)


def _said(text: str | Message, setting: Setting) -> str:
    return text if isinstance(text, str) else setting.say(text)


def title_leaf(night: NightPrint, setting: Setting) -> Leaf:
    """The title page: a picture to hang up, and below it the ruler."""
    paper = setting.profile.sheet
    free = setting.profile.printable
    picture = Box(free.x_mm, free.y_mm, free.width_mm, free.height_mm - FOOT_MM)
    place = (paper.width_mm / 2 - 50, picture.bottom_mm + 3.6)

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        title_page(canvas, picture, night.kit.title, night.kit.tagline)
        draw_ruler(canvas, *place)
        draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)

    def pages(small: Small) -> list[Page]:
        return [Page(lambda canvas: draw(canvas, small(False)), ruler=ruler_at(*place))]

    return Leaf((TABLE,), message("print.what.title-page"), pages, is_cover=True)


def cover_leaves(night: NightPrint, setting: Setting, lists: dict[str, list[Message]]) -> list[Leaf]:
    """A cover for each envelope: it hides what lies under it, lists what belongs in, folds into a pocket."""
    return [_cover(night, setting, envelope, lists.get(envelope, [])) for envelope in envelope_ids(night)]


def _cover(night: NightPrint, setting: Setting, envelope: str, lines: Sequence[Message]) -> Leaf:
    paper = setting.profile.sheet
    free = setting.profile.printable
    middle = paper.height_mm / 2
    divider = Box(free.x_mm + 4, free.y_mm + 4, free.width_mm - 8, middle - free.y_mm - 10)
    below = Box(free.x_mm + 14, middle + 10, free.width_mm - 28, free.bottom_mm - 12 - middle - 10)
    label, title, emblem = _words(night, envelope)

    def draw(canvas: Canvas, small: SmallPrint) -> None:
        act_divider(canvas, divider, canvas.say(label), _said(title, setting), emblem)
        fold = Path.line(free.x_mm + 0.5, middle, free.right_mm - 0.5, middle)
        canvas.line(fold, LineKind.FOLD_MOUNTAIN)
        for x in (free.x_mm + 2.5, free.right_mm - 2.5):
            canvas.line(Path.line(x, middle + 4, x, free.bottom_mm - 12), LineKind.GLUE)
        _draw_list(canvas, below, lines)
        y = paper.height_mm - UNPRINTABLE_MM - 5.6
        draw_legend(canvas, UNPRINTABLE_MM + 2, y, (LineKind.FOLD_MOUNTAIN, LineKind.GLUE))
        draw_small_print(canvas, small, paper, UNPRINTABLE_MM + FOOT_MM)

    def pages(small: Small) -> list[Page]:
        return [Page(lambda canvas: draw(canvas, small(False)))]

    return Leaf((envelope,), message("print.what.cover"), pages, is_cover=True)


def _draw_list(canvas: Canvas, box: Box, lines: Sequence[Message]) -> None:
    """How the cover becomes an envelope, then what belongs in, with boxes to tick."""
    say = canvas.say
    where = "cover"
    making = fit_text(
        canvas.metrics,
        where,
        say(message("print.cover.making")),
        Face.LABEL,
        (box.width_mm, 30),
        largest_pt=10,
    )
    y = making.draw(canvas, box, role=Role.MUTED) + 4
    heading = fit_text(
        canvas.metrics,
        where,
        say(message("print.cover.inside")),
        Face.LABEL_BOLD,
        (box.width_mm, 20),
        largest_pt=12,
    )
    y = heading.draw(canvas, Box(box.x_mm, y, box.width_mm, 20), role=Role.ACCENT) + 2
    width = box.width_mm - TICK_TEXT_MM
    for line in lines:
        block = fit_text(canvas.metrics, where, say(line), Face.BODY, (width, 40), largest_pt=LIST_PT)
        side = Box(box.x_mm + 0.5, y + (block.leading_mm - TICK_MM) / 2, TICK_MM, TICK_MM)
        canvas.draw(Path.rect(side, 0.5), stroke=Role.FRAME, width_mm=0.35)
        y = block.draw(canvas, Box(box.x_mm + TICK_TEXT_MM, y, width, block.height_mm)) + 1.2
