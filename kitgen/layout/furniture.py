"""What stands on every printed page beside its pieces: the small print, the ruler, marks and legends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, LineKind, Path, Role, Segment
from kitgen.codes import QUIET_MODULES, QrCode, module_mm
from kitgen.layout.plan import Ruler
from kitgen.message import Message, message
from kitgen.printing.profile import UNPRINTABLE_MM
from kitgen.units import Box, Paper, mm_from_pt

SMALL_PT = 8.0
RULER_MM = 100.0
MARK_GAP_MM, SHORTEST_MARK_MM = 0.8, 1.0


@dataclass(frozen=True)
class SmallPrint:
    """The line at a page's foot: kit, fingerprint, which sheet of how many, what it is, where it goes.

    Args:
        kit: what the print is called.
        fingerprint: of these options and no others; never the seed.
        what: what lies on the page, without spoiling.
        number: which sheet it is, from 1.
        of: how many there are.
        goes_to: the envelopes that it goes to, or empty.
        is_back: whether it is the back of its sheet.
    """

    kit: str
    fingerprint: str
    what: Message | str
    number: int
    of: int
    goes_to: str = ""
    is_back: bool = False

    def text(self, canvas: Canvas) -> str:
        """The line in words."""
        parts: list[Message | str] = [
            self.kit,
            message("print.small.print", fingerprint=self.fingerprint),
            self.what,
        ]
        if self.goes_to:
            parts.append(self.goes_to)
        key = "print.small.back" if self.is_back else "print.small.sheet"
        parts.append(message(key, number=self.number, of=self.of))
        between = canvas.say(message("print.small.between"))
        return between.join(part if isinstance(part, str) else canvas.say(part) for part in parts)


def draw_small_print(canvas: Canvas, small: SmallPrint, paper: Paper, bottom_free_mm: float) -> None:
    """The small print at the foot where `bottom_free_mm` leaves room, else turned along the left edge."""
    if bottom_free_mm < UNPRINTABLE_MM + 4:
        draw_small_print_upright(canvas, small, paper)
        return
    size_mm = paper.width_mm - 2 * UNPRINTABLE_MM - 2
    _small_line(canvas, small, paper.width_mm / 2, paper.height_mm - UNPRINTABLE_MM - 1.2, size_mm)


def draw_small_print_upright(canvas: Canvas, small: SmallPrint, paper: Paper) -> None:
    """The small print turned along the left edge."""
    with canvas.moved(UNPRINTABLE_MM + 2.7, paper.height_mm / 2, turn_deg=-90):
        _small_line(canvas, small, 0, 0, paper.height_mm - 2 * UNPRINTABLE_MM - 2)


def _small_line(canvas: Canvas, small: SmallPrint, x_mm: float, y_mm: float, room_mm: float) -> None:
    text = small.text(canvas)
    if canvas.metrics.width_mm(text, Face.LABEL, SMALL_PT) > room_mm:
        # Rather unnamed pieces than words nobody can read; the captions name them.
        text = replace(small, what=message("print.what.pieces")).text(canvas)
    canvas.text(x_mm, y_mm, text, face=Face.LABEL, size_pt=SMALL_PT, role=Role.MUTED, align="centre")


def draw_ruler(canvas: Canvas, x_mm: float, y_mm: float, *, upright: bool = False) -> Ruler:
    """A ruler of 100 mm whose line starts at the point, with the reminder to print at actual size.

    Args:
        canvas: where to draw.
        x_mm: left end of the ruler's line.
        y_mm: height of the line; ticks of 2 mm stand above it, the words beside it below.
        upright: along the paper's edge, upwards from the point, instead of across.
    """
    with canvas.moved(x_mm, y_mm, turn_deg=-90 if upright else 0):
        canvas.draw(Path.line(0, 0, RULER_MM, 0), stroke=Role.BLACK, width_mm=0.2)
        for mm in range(0, int(RULER_MM) + 1, 10):
            tick = 2.2 if mm % 50 == 0 else 1.3
            canvas.draw(Path.line(mm, -tick, mm, 0), stroke=Role.BLACK, width_mm=0.2)
        canvas.text(
            RULER_MM / 2,
            mm_from_pt(SMALL_PT) * CAP_HEIGHT + 0.9,
            canvas.say(message("print.ruler")),
            face=Face.LABEL,
            size_pt=SMALL_PT,
            role=Role.BODY,
            align="centre",
        )
    end = (x_mm, y_mm - RULER_MM) if upright else (x_mm + RULER_MM, y_mm)
    return Ruler((x_mm, y_mm), end, RULER_MM)


def ruler_at(x_mm: float, y_mm: float, *, upright: bool = False) -> Ruler:
    """Where `draw_ruler` puts the line, known before it is drawn."""
    end = (x_mm, y_mm - RULER_MM) if upright else (x_mm + RULER_MM, y_mm)
    return Ruler((x_mm, y_mm), end, RULER_MM)


@dataclass(frozen=True)
class MarkedCuts:
    """Where cuts meet the four sides of a block: x at the top and bottom, y at the left and right, in mm."""

    top: Sequence[float]
    bottom: Sequence[float]
    left: Sequence[float]
    right: Sequence[float]


def draw_marks(canvas: Canvas, cuts: MarkedCuts, block: Box, free: Box, bleed_mm: float) -> None:
    """Crop marks around a block to lay a ruler on: outside the bleed, as far as there is room.

    Args:
        canvas: where to draw.
        cuts: where marks belong; where a row of cards is not full, there is nothing to mark.
        block: what is cut.
        free: how far marks may reach.
        bleed_mm: how far ink goes on beyond the block.
    """
    gap = bleed_mm + MARK_GAP_MM
    left, right = block.x_mm - gap, block.right_mm + gap
    top, bottom = block.y_mm - gap, block.bottom_mm + gap
    paths = [Path.line(x, top, x, free.y_mm) for x in cuts.top if top - free.y_mm >= SHORTEST_MARK_MM]
    paths += [
        Path.line(x, bottom, x, free.bottom_mm)
        for x in cuts.bottom
        if free.bottom_mm - bottom >= SHORTEST_MARK_MM
    ]
    paths += [Path.line(left, y, free.x_mm, y) for y in cuts.left if left - free.x_mm >= SHORTEST_MARK_MM]
    paths += [
        Path.line(right, y, free.right_mm, y) for y in cuts.right if free.right_mm - right >= SHORTEST_MARK_MM
    ]
    for path in paths:
        canvas.line(path, LineKind.CUT)


LEGEND_LINES = (LineKind.CUT, LineKind.FOLD_VALLEY, LineKind.FOLD_MOUNTAIN, LineKind.GLUE)


def draw_legend(canvas: Canvas, x_mm: float, y_mm: float, kinds: tuple[LineKind, ...]) -> None:
    """What each kind of line on this page asks of the hands, in one row from the left.

    Args:
        canvas: where to draw.
        x_mm: left end.
        y_mm: baseline of the words.
        kinds: the kinds that occur, in the legend's order.
    """
    middle = y_mm - mm_from_pt(SMALL_PT) * CAP_HEIGHT / 2
    x = x_mm
    for kind in kinds:
        canvas.line(Path.line(x, middle, x + 11, middle), kind)
        label = canvas.say(message(f"print.legend.{kind.value}"))
        canvas.text(x + 12.5, y_mm, label, face=Face.LABEL, size_pt=SMALL_PT, role=Role.BODY)
        x += 12.5 + canvas.metrics.width_mm(label, Face.LABEL, SMALL_PT) + 6


def draw_qr(canvas: Canvas, code: QrCode, x_mm: float, y_mm: float) -> None:
    """A code in black on white with its quiet zone; (x_mm, y_mm) is the top left of the quiet zone."""
    module = module_mm(code.version)
    side = code.side_mm
    canvas.draw(Path.rect(Box(x_mm, y_mm, side, side)), fill=Role.WHITE)
    # One path of rows of dark modules, its segments written down here: a code has three hundred such rows.
    left, top = x_mm + QUIET_MODULES * module, y_mm + QUIET_MODULES * module
    segments: list[Segment] = []
    for row, modules in enumerate(code.matrix):
        y = top + row * module
        below = y + module
        column = 0
        for is_dark, run in groupby(modules):
            start, column = column, column + len(list(run))
            if is_dark:
                x, right = left + start * module, left + column * module
                segments += (
                    ("M", (x, y)),
                    ("L", (right, y)),
                    ("L", (right, below)),
                    ("L", (x, below)),
                    ("Z", ()),
                )
    canvas.draw(Path(tuple(segments)), fill=Role.BLACK)
