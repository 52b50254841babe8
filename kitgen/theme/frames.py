"""Frames, bands, stitches and buttons: the sewn things around the words, drawn by rule.

They know roles only. One family: hairlines of 0.2 mm, lines and stitches of 0.35 mm, bold lines of
0.6 mm; a stitch is 2.1 mm of thread and about 1.3 mm of gap with round ends, and every seam is spaced so
that its stitches come out whole.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

from kitgen.canvas import Canvas, Path, Role, Segment
from kitgen.errors import LayoutError
from kitgen.units import Box

HAIRLINE_MM = 0.2
LINE_MM = 0.35
BOLD_MM = 0.6
STITCH_MM = 2.1
STITCH_GAP_MM = 1.3

CARD_EDGE_MM = 2.4  # from the trimmed edge to the hairline: a cut 1.5 mm off still leaves it whole
CARD_RADIUS_MM = 3.6
SEAM_MM = 1.6  # from the hairline to the stitches
HEM_MM = 2.7  # height of the waves under a title band
SMALLEST_ANSWER_BOX_MM = 5.0  # a child's capital letter still fits

_CURVE_PARTS = 12
_LIGHT = frozenset({Role.GLOW, Role.STONE, Role.SHADE, Role.PAPER, Role.WHITE, Role.ON_BAND})

# Places of stars in a unit square, each with a share of the largest radius; spread by eye so that any run of
# them looks scattered and none touch.
_STARS = (
    (0.18, 0.10, 0.6), (0.71, 0.23, 1.0), (0.40, 0.42, 0.5), (0.90, 0.55, 0.7), (0.13, 0.64, 0.9),
    (0.58, 0.80, 0.6), (0.30, 0.93, 0.7), (0.83, 0.05, 0.5), (0.52, 0.12, 0.8), (0.07, 0.35, 0.5),
    (0.78, 0.77, 0.9), (0.46, 0.61, 0.6), (0.95, 0.32, 0.6), (0.24, 0.27, 0.7), (0.64, 0.47, 0.5),
    (0.35, 0.72, 0.8), (0.88, 0.92, 0.6),
)  # fmt: skip


def flattened(path: Path) -> Iterator[list[tuple[float, float]]]:
    """Each outline of a path as points close enough together to measure along."""
    run: list[tuple[float, float]] = []
    for op, v in path.segments:
        if op == "M":
            if run:
                yield run
            run = [(v[0], v[1])]
        elif op == "L":
            run.append((v[0], v[1]))
        elif op == "C":
            x0, y0 = run[-1]
            for i in range(1, _CURVE_PARTS + 1):
                t = i / _CURVE_PARTS
                u = 1 - t
                a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
                run.append((a * x0 + b * v[0] + c * v[2] + d * v[4], a * y0 + b * v[1] + c * v[3] + d * v[5]))
        else:
            run.append(run[0])
    if run:
        yield run


def length_mm(path: Path) -> float:
    """How long a path is, curves measured to about a thousandth."""
    return sum(math.dist(a, b) for run in flattened(path) for a, b in itertools.pairwise(run))


def stitch_dash(path: Path, seam_mm: tuple[float, ...] = (STITCH_MM, STITCH_GAP_MM)) -> tuple[float, ...]:
    """Stitch and gap in mm for one seam: the gap is eased so that the seam ends with a whole stitch.

    Args:
        path: one outline; a closed one meets its first stitch with a full gap.
        seam_mm: stitch and gap to come near to; empty for a plain line, which has no dashes.
    """
    if not seam_mm:
        return ()
    stitch_mm, gap_mm = seam_mm
    length = length_mm(path)
    if path.segments[-1][0] == "Z":
        stitches = max(1, round(length / (stitch_mm + gap_mm)))
        gaps = stitches
    else:
        stitches = max(2, round((length + gap_mm) / (stitch_mm + gap_mm)))
        gaps = stitches - 1
    gap = (length - stitches * stitch_mm) / gaps
    if gap < gap_mm / 2:  # a seam shorter than two stitches: shorten the stitches instead
        part = length / (stitches * stitch_mm + gaps * gap_mm)
        return stitch_mm * part, gap_mm * part
    return stitch_mm, gap


def stitch(canvas: Canvas, path: Path, role: Role = Role.ACCENT) -> None:
    """A running stitch along a path, or a hairline where the theme sews none.

    Args:
        canvas: what to draw on.
        path: one outline, open or closed, in mm.
        role: the thread's colour.
    """
    dash = stitch_dash(path, canvas.style.seam_mm)
    canvas.draw(path, stroke=role, width_mm=LINE_MM if dash else HAIRLINE_MM, dash=dash)


def button(canvas: Canvas, x_mm: float, y_mm: float, radius_mm: float, role: Role = Role.ACCENT) -> None:
    """A sewn-on button: a disc, a ring and a cross of thread.

    Args:
        canvas: what to draw on.
        x_mm: centre.
        y_mm: centre.
        radius_mm: outer radius; below 0.8 mm the ring is left out, because it would fill in.
        role: colour of the button; ring and thread take one that shows on it.
    """
    thread = Role.INK if role in _LIGHT else Role.WHITE
    canvas.draw(Path.circle(x_mm, y_mm, radius_mm), fill=role)
    if radius_mm >= 0.8:
        canvas.draw(Path.circle(x_mm, y_mm, radius_mm * 0.73), stroke=thread, width_mm=radius_mm * 0.11)
    arm = radius_mm * 0.25
    cross = Path.line(x_mm - arm, y_mm - arm, x_mm + arm, y_mm + arm)
    cross += Path.line(x_mm + arm, y_mm - arm, x_mm - arm, y_mm + arm)
    canvas.draw(cross, stroke=thread, width_mm=radius_mm * 0.17)


def bullet_button(canvas: Canvas, x_mm: float, y_mm: float) -> None:
    """A small button before a line of a list, centred at (x_mm, y_mm), 2 mm across."""
    button(canvas, x_mm, y_mm, 1.0)


def patch(canvas: Canvas, box: Box) -> Box:
    """A round patch of paper sewn onto a dark area, so that a picture drawn for light ground shows there.

    Args:
        canvas: what to draw on.
        box: the room there is; the patch is the largest circle centred in it.

    Returns:
        Where a picture fits on the patch.
    """
    radius = min(box.width_mm, box.height_mm) / 2
    x, y = box.centre_x_mm, box.centre_y_mm
    canvas.draw(Path.circle(x, y, radius), fill=Role.PAPER)
    stitch(canvas, Path.circle(x, y, radius - 0.9))
    half = (radius - 1.6) * math.sqrt(0.5)
    return Box(x - half, y - half, 2 * half, 2 * half)


def card_frame(canvas: Canvas, box: Box) -> None:
    """The frame of a card: a hairline with round corners and a seam inside it.

    Args:
        canvas: what to draw on.
        box: the whole card as it is cut.
    """
    canvas.repeated("card-frame", box, _card_frame)


def _card_frame(canvas: Canvas, box: Box) -> None:
    outer = box.inset(CARD_EDGE_MM)
    canvas.draw(Path.rect(outer, CARD_RADIUS_MM), stroke=Role.FRAME, width_mm=LINE_MM)
    stitch(canvas, Path.rect(outer.inset(SEAM_MM), CARD_RADIUS_MM - SEAM_MM))


def night_frame(canvas: Canvas, box: Box) -> None:
    """The frame of a dark card: a seam of moon-coloured thread and a button in each corner.

    Args:
        canvas: what to draw on; the dark ground is there already.
        box: the whole card as it is cut.
    """
    canvas.repeated("night-frame", box, _night_frame)


def _night_frame(canvas: Canvas, box: Box) -> None:
    seam = box.inset(CARD_EDGE_MM + 0.9)
    stitch(canvas, Path.rect(seam, CARD_RADIUS_MM), Role.GLOW)
    for x, y in corners(seam.inset(3.0)) if canvas.style.corner == "button" else ():
        button(canvas, x, y, 1.7, Role.GLOW)


def sheet_frame(canvas: Canvas, box: Box) -> None:
    """The frame of a whole sheet: a hairline, a seam, and a button holding each corner.

    Args:
        canvas: what to draw on.
        box: where the frame's outer edge lies.
    """
    canvas.repeated("sheet-frame", box, _sheet_frame)


def _sheet_frame(canvas: Canvas, box: Box) -> None:
    canvas.draw(Path.rect(box.inset(LINE_MM / 2), 5.0), stroke=Role.FRAME, width_mm=LINE_MM)
    seam = box.inset(2.4)
    stitch(canvas, Path.rect(seam, 3.0))
    for x, y in corners(seam.inset(1.2)) if canvas.style.corner == "button" else ():
        # A disc of bare paper first, so that thread and button do not run into each other.
        canvas.draw(Path.circle(x, y, 2.3), fill=Role.WHITE)
        button(canvas, x, y, 1.6)


def corners(box: Box) -> tuple[tuple[float, float], ...]:
    """The corners of a box: upper left, upper right, lower left, lower right."""
    return (
        (box.x_mm, box.y_mm),
        (box.right_mm, box.y_mm),
        (box.x_mm, box.bottom_mm),
        (box.right_mm, box.bottom_mm),
    )


def _hem(left: float, right: float, y: float, height: float) -> Path:
    """A soft wave from left to right around `y`; its handles reach `height` from top to bottom."""
    waves = max(2, round((right - left) / 28)) * 2
    step = (right - left) / waves
    segments: list[Segment] = [("M", (left, y))]
    for i in range(waves):
        x, bend = left + i * step, (height / 2) * (-1 if i % 2 == 0 else 1)
        segments.append(("C", (x + step * 0.36, y + bend, x + step * 0.64, y + bend, x + step, y)))
    return Path(tuple(segments))


def title_band(canvas: Canvas, box: Box, stars_seed: int = 0) -> None:
    """The dark band behind a title: a sewn wavy hem, a few stars at the sides, a button in each upper corner.

    Args:
        canvas: what to draw on.
        box: the band, waves of the hem included.
        stars_seed: picks which stars shine, so that cards differ; the same number gives the same stars.
    """
    seed = stars_seed % len(_STARS)  # there are no more skies than places to begin with
    canvas.repeated(f"title-band-{seed}", box, lambda canvas, box: _title_band(canvas, box, seed))


def _title_band(canvas: Canvas, box: Box, stars_seed: int) -> None:
    left, right, r = box.x_mm, box.right_mm, min(2.0, box.height_mm / 4)
    sea = box.bottom_mm - HEM_MM / 2
    to_right, down, *_, up_and_right = Path.rect(box, r).segments[1:-1]
    # Up the left side, round both upper corners, down the right side, then back along the hem.
    sides = (
        ("M", (left, sea)),
        ("L", (left, box.y_mm + r)),
        up_and_right,
        to_right,
        down,
        ("L", (right, sea)),
    )
    style = canvas.style
    wave = HEM_MM if style.hem == "wave" else 0.0
    hem = _reversed(_hem(left, right, sea, wave))
    canvas.draw(Path((*sides, *hem, ("Z", ()))), fill=Role.BAND)
    stitch(canvas, _hem(left + 1.0, right - 1.0, sea - 1.3, wave * 0.94), Role.GLOW)
    if style.has_stars:
        _sky(canvas, box, stars_seed)
    for x in (left + 2.4, right - 2.4) if style.corner == "button" else ():
        button(canvas, x, box.y_mm + 2.4, 1.25, Role.GLOW)


def _sky(canvas: Canvas, box: Box, stars_seed: int) -> None:
    """Stars on both sides of a band's title."""
    text, left = band_text(box), box.x_mm
    sky = Box(left + 1.0, box.y_mm + 4.4, text.x_mm - left - 1.4, text.bottom_mm - box.y_mm - 4.4)
    _stars(canvas, sky, stars_seed)
    _stars(canvas, Box(text.right_mm + 0.4, sky.y_mm, sky.width_mm, sky.height_mm), stars_seed + 1)


def band_text(box: Box) -> Box:
    """Where a title may stand in a band: clear of buttons, stars and hem.

    Args:
        box: the box given to `title_band`.
    """
    side = min(5.2, box.width_mm * 0.12)
    return Box(box.x_mm + side, box.y_mm + 1.2, box.width_mm - 2 * side, box.height_mm - HEM_MM - 2.6)


def _reversed(path: Path) -> list[Segment]:
    """The segments of an open path of curves walked backwards, without the first move."""
    points = [path.segments[0][1]]
    back: list[Segment] = []
    for _, v in path.segments[1:]:
        start = points[-1]
        back.append(("C", (v[2], v[3], v[0], v[1], start[0], start[1])))
        points.append((v[4], v[5]))
    return back[::-1]


def _stars(canvas: Canvas, box: Box, seed: int) -> None:
    if box.height_mm < 2 or box.width_mm < 1.5:
        return
    count = max(3, min(7, round(box.width_mm * box.height_mm / 6)))
    largest = 0.34
    area = box.inset(largest)
    for i in range(count):
        u, v, share = _STARS[(seed * 5 + i) % len(_STARS)]
        x, y = area.x_mm + u * area.width_mm, area.y_mm + v * area.height_mm
        canvas.draw(Path.circle(x, y, largest * share), fill=Role.GLOW)


def panel(canvas: Canvas, box: Box) -> None:
    """A soft box behind facts: what you need, which pieces, how many.

    Args:
        canvas: what to draw on.
        box: its outer edge.
    """
    edge = Path.rect(box.inset(HAIRLINE_MM / 2), 1.8)
    canvas.draw(edge, fill=Role.SHADE, stroke=Role.STONE, width_mm=HAIRLINE_MM)


def answer_boxes(canvas: Canvas, box: Box, count: int, gap_mm: float = 1.2) -> tuple[Box, ...]:
    """A row of boxes to write an answer into, one for each character.

    Args:
        canvas: what to draw on.
        box: the room there is; the row is centred upright and starts at its left.
        count: how many characters.
        gap_mm: between two boxes.

    Returns:
        The boxes, from left to right.

    Raises:
        LayoutError: the boxes would be too small to write in.
    """
    gap = gap_mm
    side = min(box.height_mm, 11.0, (box.width_mm - gap * (count - 1)) / count)
    if side < SMALLEST_ANSWER_BOX_MM:
        raise LayoutError(
            f"{count} answer boxes in {box.width_mm:.1f} x {box.height_mm:.1f} mm would be {side:.1f} mm "
            f"wide; handwriting needs at least {SMALLEST_ANSWER_BOX_MM:g} mm."
        )
    top = box.centre_y_mm - side / 2
    row = tuple(Box(box.x_mm + i * (side + gap), top, side, side) for i in range(count))
    for place in row:
        canvas.draw(
            Path.rect(place.inset(LINE_MM / 2), 0.9), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE_MM
        )
    return row
