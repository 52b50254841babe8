"""What stands on every printed page beside its pieces: the small print, the ruler, marks and legends."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, LineKind, Path, Role
from kitgen.codes import QUIET_MODULES, QrCode, module_mm
from kitgen.layout.plan import UNPRINTABLE_MM, Ruler
from kitgen.message import Message, message
from kitgen.units import Box, Paper, mm_from_pt

SMALL_PT = 8.0
RULER_MM = 100.0


@dataclass(frozen=True)
class SmallPrint:
    """The line at a page's foot: kit, fingerprint, which page of how many, what it is."""

    kit: str
    fingerprint: str
    what: Message
    number: int
    of: int

    def text(self, canvas: Canvas) -> str:
        """The line in words."""
        return canvas.say(
            message(
                "print.small-print",
                kit=self.kit,
                fingerprint=self.fingerprint,
                what=self.what,
                number=self.number,
                of=self.of,
            )
        )


def draw_small_print(canvas: Canvas, small: SmallPrint, paper: Paper, bottom_free_mm: float) -> None:
    """The small print at the foot where `bottom_free_mm` leaves room, else turned along the left edge."""
    text = small.text(canvas)
    if bottom_free_mm >= UNPRINTABLE_MM + 4:
        baseline = paper.height_mm - UNPRINTABLE_MM - 1.2
        canvas.text(
            paper.width_mm / 2,
            baseline,
            text,
            face=Face.LABEL,
            size_pt=SMALL_PT,
            role=Role.MUTED,
            align="centre",
        )
        return
    with canvas.moved(UNPRINTABLE_MM + 3.0, paper.height_mm / 2, turn_deg=-90):
        canvas.text(0, 0, text, face=Face.LABEL, size_pt=SMALL_PT, role=Role.MUTED, align="centre")


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


def draw_crop_marks(
    canvas: Canvas, block: Box, xs_mm: list[float], ys_mm: list[float], length_mm: float
) -> None:
    """Marks outside a block of cards at every cut, so that a ruler can be laid across."""
    gap = 0.8
    for x in xs_mm:
        canvas.line(Path.line(x, block.y_mm - gap - length_mm, x, block.y_mm - gap), LineKind.CUT)
        canvas.line(Path.line(x, block.bottom_mm + gap, x, block.bottom_mm + gap + length_mm), LineKind.CUT)
    for y in ys_mm:
        canvas.line(Path.line(block.x_mm - gap - length_mm, y, block.x_mm - gap, y), LineKind.CUT)
        canvas.line(Path.line(block.right_mm + gap, y, block.right_mm + gap + length_mm, y), LineKind.CUT)


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
    dark: list[Path] = []
    for row, modules in enumerate(code.matrix):
        column = 0
        while column < len(modules):
            if not modules[column]:
                column += 1
                continue
            start = column
            while column < len(modules) and modules[column]:
                column += 1
            run = Box(
                x_mm + (start + QUIET_MODULES) * module,
                y_mm + (row + QUIET_MODULES) * module,
                (column - start) * module,
                module,
            )
            dark.append(Path.rect(run))
    segments = tuple(segment for path in dark for segment in path.segments)
    canvas.draw(Path(segments), fill=Role.BLACK)
