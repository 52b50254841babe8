"""The calibration page: how far a printer misses, read off with folded paper, a lamp and no instrument.

A sheet's middle is where its two creases cross when it is folded edge to edge; the page's middle is its
cross. Scales count to the right and down. A printer that moves everything by (dx, dy) puts the cross dx to
the right of the upright crease, so the crease crosses the scale across at -dx: what is read, with its sign,
is the offset that moves the page back. Worked example: everything comes out 1 mm too far right and 0.5 mm
too high. The creases cross the scales at -1 and +0.5, and `--offset -1,0.5` moves pages 1 mm to the left and
0.5 mm down. The back is read in the same way, with its own side up.

Only the ladders at the edges lie nearer than 7 mm to an edge: they show from where on a printer prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.errors import LayoutError
from kitgen.layout.calibration_marks import (
    CORNER_ARM_MM,
    CORNER_MM,
    CROSS_MM,
    LAMP_TO_MM,
    TURN_MARK_MM,
    behind,
    corner_cross,
    corner_points,
    cross,
    hatch,
    ladder,
    lamp_lines,
    lamp_scale,
    number,
    page_middle,
    signed,
    stroke,
    target,
    together,
)
from kitgen.layout.furniture import draw_ruler, ruler_at
from kitgen.layout.plan import Page
from kitgen.message import Message, message
from kitgen.printing.profile import (
    OFFSETS,
    Duplex,
    PrintProfile,
    plain_settings,
    typed_option,
)
from kitgen.theme.frames import BOLD_MM, HAIRLINE_MM, LINE_MM, panel
from kitgen.typesetting.text import MIN_PT, TextBlock, break_lines, fit_line, fit_text
from kitgen.units import Box, Paper

SIDE_MM = 24.0
"""Words and pictures stay clear of the ladders by this margin."""

RULER_SIDE_MM = 29.0
RULER_FOOT_MM = 34.0
INK_MM = 30.0
EXAMPLE = (-1.0, 0.5)
EXAMPLE_COMMAND = typed_option("offset_mm", EXAMPLE)


def calibration_pages(profile: PrintProfile, name: str = "") -> tuple[Page, ...]:
    """The front, and the back where the profile has sheets with two sides.

    Args:
        profile: paper, duplex, and the offsets that the pages will be printed with.
        name: the printer's name, or empty while it has none.
    """
    paper = profile.paper
    ruler = ruler_at(paper.width_mm / 2 - 50, paper.height_mm - RULER_FOOT_MM)
    front = Page(lambda canvas: _draw_front(canvas, profile, name), ruler=ruler)
    if not profile.is_two_sided:
        return (front,)
    return front, Page(lambda canvas: _draw_back(canvas, profile))


def save_command(profile: PrintProfile, name: str) -> tuple[str, ...]:
    """What a host types when the numbers are known, in parts that stay on one line.

    Saving replaces a printer as a whole, so whatever else its profile says is repeated.
    """
    plain, usual = plain_settings(profile), plain_settings(PrintProfile())
    parts = [typed_option(key, plain[key]) for key in ("paper", "duplex")]
    parts += ["--offset X,Y", *(["--back-offset X,Y"] if profile.is_two_sided else [])]
    parts += [
        typed_option(key, value)
        for key, value in plain.items()
        if value != usual[key] and key not in ("paper", "duplex", *OFFSETS)
    ]
    return (f"kitgen printer save {name or 'den'}", *parts)


# The two pages


def _draw_front(canvas: Canvas, profile: PrintProfile, name: str) -> None:
    paper, two_sided = profile.paper, profile.is_two_sided
    middle = page_middle(paper)
    for edge in ("top", "right", "bottom", "left"):
        ladder(canvas, paper, edge)
    for x, y in corner_points(paper):
        corner_cross(canvas, x, y)
    cross(canvas, *middle)
    if two_sided:
        for start, end in lamp_lines(middle):
            stroke(canvas, Path.line(*start, *end), LINE_MM)
        stroke(canvas, Path.circle(*TURN_MARK_MM, 2.2), LINE_MM)
    label, title = message("print.calibration.front-label"), message("print.calibration.title")
    room = _head(canvas, paper, label, title, CROSS_MM + 3)
    _steps(canvas, "calibration page", room, _front_steps(profile, name), save_command(profile, name))
    _example(canvas, Box(SIDE_MM, middle[1] - 24, middle[0] - 33 - SIDE_MM, 58))
    draw_ruler(canvas, paper.width_mm - RULER_SIDE_MM, middle[1] + 50, upright=True)
    foot = paper.height_mm - RULER_FOOT_MM
    draw_ruler(canvas, middle[0] - 50, foot)
    top = (middle[1] + LAMP_TO_MM + foot - INK_MM) / 2
    _ink_check(canvas, Box(SIDE_MM, top, paper.width_mm - SIDE_MM - RULER_SIDE_MM - 6, INK_MM))


def _draw_back(canvas: Canvas, profile: PrintProfile) -> None:
    paper = profile.paper
    middle = page_middle(paper)
    for x, y in corner_points(paper):
        target(canvas, x, y)
    cross(canvas, *middle)
    for start, end in lamp_lines(middle):
        lamp_scale(canvas, behind(start, paper, profile.duplex), behind(end, paper, profile.duplex))
    canvas.draw(Path.circle(*behind(TURN_MARK_MM, paper, profile.duplex), 0.9), fill=Role.BLACK)
    label, title = message("print.calibration.back-label"), message("print.calibration.back-title")
    other = Duplex.SHORT if profile.duplex is Duplex.LONG else Duplex.LONG
    steps = [
        message("print.calibration.back-creases"),
        message("print.calibration.back-turn", other=other.value),
        message("print.calibration.back-lamp"),
        message("print.calibration.back-corners"),
    ]
    # Turned over the short edge, the scale behind the front's lower line stands above the middle.
    room = _head(canvas, paper, label, title, LAMP_TO_MM + 2)
    _steps(canvas, "calibration page, back", room, steps)


def _front_steps(profile: PrintProfile, name: str) -> list[Message]:
    """What to do with the front, in order; the command stands below the last step."""
    sides = Message(f"print.calibration.sides.{profile.duplex.value}")
    steps = [
        message("print.calibration.print", sides=sides),
        message("print.calibration.rulers"),
        message("print.calibration.edges"),
        message("print.calibration.fold"),
        message("print.calibration.read"),
    ]
    if profile.is_two_sided:
        steps.append(message("print.calibration.read-back"))
    if not name:
        return [*steps, message("print.calibration.save")]
    offsets = OFFSETS if profile.is_two_sided else OFFSETS[:1]
    moved = " ".join(typed_option(key, getattr(profile, key)) for key in offsets)
    return [*steps, message("print.calibration.save-again", name=name, moved=moved)]


# Words


def _head(canvas: Canvas, paper: Paper, label: Message, title: Message, clear_mm: float) -> Box:
    """Label and title; returns the room for steps, which ends `clear_mm` above the middle."""
    x, y = paper.width_mm / 2, SIDE_MM
    width = paper.width_mm - 2 * (CORNER_MM + CORNER_ARM_MM + 4)
    text = canvas.say(title)
    size_pt = fit_line(canvas.metrics, "calibration page", text, Face.TITLE, width, largest_pt=26)
    said = canvas.say(label)
    canvas.text(x, y + 3, said, face=Face.LABEL_BOLD, size_pt=9, role=Role.ACCENT, align="centre")
    canvas.text(x, y + 12.4, text, face=Face.TITLE, size_pt=size_pt, role=Role.BODY, align="centre")
    top = y + 16
    left, right = SIDE_MM, paper.width_mm - RULER_SIDE_MM - 6
    return Box(left, top, right - left, paper.height_mm / 2 - clear_mm - top)


def _steps(
    canvas: Canvas, where: str, box: Box, steps: Sequence[Message], command: Sequence[str] = ()
) -> None:
    """Numbered steps as large as they fit, and a command below them."""
    texts = [canvas.say(step) for step in steps]
    indent, gap, size_pt = 6.0, 1.0, 11.0
    width = box.width_mm - indent
    while size_pt >= MIN_PT:
        typed = _command_block(canvas, where, command, width, min(size_pt, 9.5))
        broken = [break_lines(canvas.metrics, text, Face.BODY, size_pt, width) for text in texts]
        blocks = [TextBlock(tuple(lines), Face.BODY, size_pt) for lines in broken if lines is not None]
        height = sum(block.height_mm + gap for block in blocks) + typed.height_mm
        if len(blocks) == len(texts) and height <= box.height_mm:
            break
        size_pt -= 0.5
    else:
        raise LayoutError(
            f"{where}: the steps do not fit at {MIN_PT:g} pt into {box.height_mm:.1f} mm.",
            "Make them shorter.",
        )
    y = box.y_mm
    for i, block in enumerate(blocks, start=1):
        place = Box(box.x_mm, y, indent, block.leading_mm)
        TextBlock((f"{i}",), Face.BODY_BOLD, size_pt).draw(canvas, place)
        y = block.draw(canvas, Box(box.x_mm + indent, y, width, block.height_mm)) + gap
    typed.draw(canvas, Box(box.x_mm + indent, y, width, typed.height_mm))


def _command_block(
    canvas: Canvas, where: str, parts: Sequence[str], width_mm: float, size_pt: float
) -> TextBlock:
    """What to type, in letters that cannot be mistaken; broken between options only, never hyphenated."""
    lines: list[str] = []
    for part in parts:
        fit_line(
            canvas.metrics, where, part, Face.EXACT_BOLD, width_mm, largest_pt=size_pt, smallest_pt=size_pt
        )
        longer = f"{lines[-1]} {part}" if lines else part
        if lines and canvas.metrics.width_mm(longer, Face.EXACT_BOLD, size_pt) <= width_mm:
            lines[-1] = longer
        else:
            lines.append(part)
    return TextBlock(tuple(lines), Face.EXACT_BOLD, size_pt)


def _example(canvas: Canvas, box: Box) -> None:
    """A small picture of creases that miss the middle, and what is typed then."""
    panel(canvas, box)
    inner = box.inset(2.5)
    unit = min(4.5, inner.width_mm / 8)
    x, y = inner.centre_x_mm, inner.y_mm + 4 * unit
    stroke(
        canvas,
        Path.line(x - 3.6 * unit, y, x + 3.6 * unit, y) + Path.line(x, y - 3.6 * unit, x, y + 3.6 * unit),
    )
    ticks = []
    for at in (-3, -2, -1, 1, 2, 3):
        ticks.append(Path.line(x + at * unit, y - 1, x + at * unit, y + 1))
        ticks.append(Path.line(x - 1, y + at * unit, x + 1, y + at * unit))
    stroke(canvas, together(ticks))
    right, down = EXAMPLE
    reach = 3.9 * unit
    canvas.line(Path.line(x + right * unit, y - reach, x + right * unit, y + reach), LineKind.FOLD_VALLEY)
    canvas.line(Path.line(x - reach, y + down * unit, x + reach, y + down * unit), LineKind.FOLD_VALLEY)
    number(canvas, x + right * unit - 3, y - 2.6, signed(right), Face.EXACT_BOLD)
    number(canvas, x + 5.5, y + down * unit + 2.4, signed(down), Face.EXACT_BOLD)
    top = y + 4 * unit + 0.5
    said = message("print.calibration.example", right=signed(right), down=signed(down))
    where = "calibration page, example"
    room = Box(inner.x_mm, top, inner.width_mm, inner.bottom_mm - top - 4.5)
    block = fit_text(
        canvas.metrics, where, canvas.say(said), Face.BODY, (room.width_mm, room.height_mm), largest_pt=10
    )
    below = Box(room.x_mm, block.draw(canvas, room), room.width_mm, 4.5)
    _command_block(canvas, where, (EXAMPLE_COMMAND,), room.width_mm, 9.5).draw(canvas, below)


def _ink_check(canvas: Canvas, box: Box) -> None:
    """Fields from light to black, lines of the three weights, and the smallest print there is."""
    where = "calibration page, ink"
    half = (box.width_mm - 8) / 2
    head = canvas.say(message("print.calibration.ink"))
    fit_text(canvas.metrics, where, head, Face.BODY_BOLD, (box.width_mm, 6), largest_pt=10.5).draw(
        canvas, box
    )
    y = box.y_mm + 6
    side = half / 5
    for i, percent in enumerate((10, 25, 50, 75, 100)):
        field = Box(box.x_mm + i * side, y, side - 1.5, 8)
        hatch(canvas, field, percent)
        number(canvas, field.centre_x_mm, field.bottom_mm + 2.2, f"{percent} %")
    for i, weight in enumerate((HAIRLINE_MM, LINE_MM, BOLD_MM)):
        at = y + 1.5 + i * 4
        stroke(canvas, Path.line(box.x_mm + half + 8, at, box.right_mm - 15, at), weight)
        number(canvas, box.right_mm - 7, at, f"{weight:g} mm")
    text = canvas.say(message("print.calibration.small"))
    room = Box(box.x_mm, y + 13.5, box.width_mm, box.bottom_mm - y - 13.5)
    fit_text(canvas.metrics, where, text, Face.BODY, (room.width_mm, room.height_mm), largest_pt=MIN_PT).draw(
        canvas, room
    )
