"""Scraps: sewing notes torn in two. Where a note is torn, how its words fall, which stitch runs across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Metrics, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.line_up.notes import STITCHES, Note, note_words
from kitgen.units import Box, mm_from_pt

SCRAP_MM = (44.0, 15.5)
"""Four to a row with 4 mm between them; three rows lie below the dolls on one page."""

TEARS = (
    (-2.4, -2.4, 2.8, -2.4, -2.4),
    (2.4, 2.4, -2.8, 2.4, 2.4),
    (-2.8, -2.8, 0.0, 2.8, 2.8),
    (2.8, 2.8, 0.0, -2.8, -2.8),
    (3.0, -2.4, -2.4, -2.4, 3.0),
    (-3.0, 2.4, 2.4, 2.4, -3.0),
)
"""By tear: mm to the right of the middle at the top, along line 1, in the middle, along line 2, at the foot.

Straight along the two lines of text, so that the gap in a torn word stays small. Two edges of different
tears, pushed together, leave a gap of 2.5 mm or more somewhere (a test measures it).
"""

DEPTHS = ((0, 0.0), (1, 0.12), (1, 0.36), (2, 0.5), (3, 0.64), (3, 0.88), (4, 1.0))
"""Corners of a tear: which of its five offsets, and how far down the scrap as a share of its height."""

REACH_MM = 3.2
"""Widest a tear leaves the middle, with 0.2 mm to spare."""

JOINED_MM = (2 * SCRAP_MM[0] - 2 * REACH_MM, SCRAP_MM[1])

SIZES_PT = (10.0, 9.5, 9.0, 8.5, 8.0)
LINES_AT = (0.23, 0.77)
"""Middle of each line of text, as a share of the height; the stitch runs between them."""

TEXT_GAP_MM = 0.7
"""From a tear to the letter beside it: scissors may stray so far."""

EDGE_MM = 2.2
PITCH_MM = 3.6
RISE_MM = 1.0
LINE_MM = 0.35


@dataclass(frozen=True)
class TornLine:
    """A line of text with the place where it is torn."""

    left: str
    right: str


def tear_points(tear: int, middle_mm: float, height_mm: float) -> list[tuple[float, float]]:
    """Corners of a torn edge from top to bottom, in mm."""
    return [(middle_mm + TEARS[tear][which], depth * height_mm) for which, depth in DEPTHS]


def scrap_outline(tear: int, half: int) -> Path:
    """Cut outline of a left (0) or right (1) half, from its top left corner."""
    width, height = SCRAP_MM
    if half == 0:
        edge = tear_points(tear, width - REACH_MM, height)
        return Path.polyline([(0, 0), *edge, (0, height)], closed=True)
    edge = tear_points(tear, REACH_MM, height)
    return Path.polyline([*edge, (width, height), (width, 0)], closed=True)


def torn_lines(metrics: Metrics, text: str) -> tuple[float, tuple[TornLine, TornLine]]:
    """A note in two lines, each torn inside a word near its middle, and the size in points.

    Raises:
        LayoutError: the note is too long for its scraps at 8 pt.
    """
    room = SCRAP_MM[0] - 2 * REACH_MM - EDGE_MM - TEXT_GAP_MM
    words = text.split()
    for size in SIZES_PT:

        def wide(part: str, size: float = size) -> float:
            return metrics.width_mm(part, Face.BODY_BOLD, size)

        breaks = sorted(
            range(1, len(words)), key=lambda i: abs(wide(" ".join(words[:i])) - wide(" ".join(words[i:])))
        )
        for at in breaks or [len(words)]:
            lines = tuple(_torn(" ".join(part), wide) for part in (words[:at], words[at:]))
            if all(max(wide(line.left), wide(line.right)) <= room for line in lines):
                return size, (lines[0], lines[1])
    raise LayoutError(
        f"The sewing note {text!r} is too long for its scraps at {SIZES_PT[-1]:g} pt.",
        f"Each half of each of its two lines has {room:.0f} mm; say it in fewer words.",
    )


def _torn(line: str, wide: Callable[[str], float]) -> TornLine:
    """Tear a line inside the word nearest to its middle, with two letters on either side where there are."""

    def inside(letters: int) -> list[int]:
        return [
            i
            for i in range(letters, len(line) - letters + 1)
            if all(c.isalpha() for c in line[i - letters : i + letters])
        ]

    spots = inside(2) or inside(1) or list(range(1, len(line))) or [len(line)]
    best = min(spots, key=lambda i: abs(wide(line[:i]) - wide(line[i:])))
    return TornLine(line[:best], line[best:])


def scrap_front(note: Note, half: int) -> Draw:
    """The front of one half of a note."""

    def draw(canvas: Canvas, box: Box) -> None:
        outline = scrap_outline(note.tear, half).moved(box.x_mm, box.y_mm)
        canvas.draw(outline, fill=Role.PAPER)
        middle = SCRAP_MM[0] - REACH_MM if half == 0 else REACH_MM
        size, lines = torn_lines(canvas.metrics, canvas.say(note_words(note)))
        for line, at, offset in zip(lines, LINES_AT, (1, 3), strict=True):
            edge = box.x_mm + middle + TEARS[note.tear][offset]
            baseline = box.y_mm + at * box.height_mm + mm_from_pt(size) * CAP_HEIGHT / 2
            x = edge - TEXT_GAP_MM if half == 0 else edge + TEXT_GAP_MM
            canvas.text(
                x,
                baseline,
                line.left if half == 0 else line.right,
                face=Face.BODY_BOLD,
                size_pt=size,
                role=Role.BODY,
                align="right" if half == 0 else "left",
            )
        torn_at = box.x_mm + middle + _seam_offset(note.tear, half)
        far = box.x_mm + EDGE_MM if half == 0 else box.right_mm - EDGE_MM
        _draw_seam(canvas, STITCHES[note.stitch], torn_at, far, box.y_mm + box.height_mm / 2)

    return draw


def _seam_offset(tear: int, half: int) -> float:
    """How far from the middle the stitches end, so that all of a stitch lies on the paper; in mm."""
    _, line_1, middle, line_2, _ = TEARS[tear]
    share = RISE_MM / SCRAP_MM[1] / (DEPTHS[3][1] - DEPTHS[2][1])
    reached = [middle + (line - middle) * share for line in (line_1, line_2)] + [middle]
    return min(reached) if half == 0 else max(reached)


def _draw_seam(canvas: Canvas, stitch: str, torn_at: float, far: float, y: float) -> None:
    """Stitches from the tear outwards, so that the two halves carry on one another's rhythm."""
    towards = 1 if far > torn_at else -1
    count = int((abs(far - torn_at) - 0.3) / PITCH_MM)
    for i in range(count):
        start = torn_at + towards * (0.3 + i * PITCH_MM)
        left = min(start, start + towards * PITCH_MM)
        _draw_stitch(canvas, stitch, left, y)


def _draw_stitch(canvas: Canvas, stitch: str, x: float, y: float) -> None:
    """One stitch that starts at x and is `PITCH_MM` long."""
    up, down, mid, end = y - RISE_MM, y + RISE_MM, x + PITCH_MM / 2, x + PITCH_MM
    thick = 0.6
    strokes: Sequence[Sequence[tuple[float, float]]]
    if stitch == "rings":
        canvas.draw(Path.circle(mid, y, RISE_MM), stroke=Role.ACCENT, width_mm=LINE_MM)
        return
    strokes = {
        "dashes": [[(x + 0.5, y), (end - 0.5, y)]],
        "crosses": [[(mid - 1, up), (mid + 1, down)], [(mid - 1, down), (mid + 1, up)]],
        "zigzag": [[(x, down), (mid, up), (end, down)]],
        "comb": [
            [(x, down), (end, down)],
            [(mid - 0.9, up), (mid - 0.9, down)],
            [(mid + 0.9, up), (mid + 0.9, down)],
        ],
        "arrows": [[(mid - 0.9, up), (mid + 0.6, y), (mid - 0.9, down)]],
    }[stitch]
    for stroke in strokes:
        width = thick if stitch == "dashes" else LINE_MM
        canvas.draw(Path.polyline(stroke), stroke=Role.ACCENT, width_mm=width)


def draw_joined(canvas: Canvas, box: Box, note: Note) -> None:
    """Both halves side by side, for the host."""
    width, height = SCRAP_MM
    left = Box(box.x_mm, box.y_mm, width, height)
    right = Box(box.x_mm + width - 2 * REACH_MM, box.y_mm, width, height)
    for half, place in ((0, left), (1, right)):
        scrap_front(note, half)(canvas, place)
        outline = scrap_outline(note.tear, half).moved(place.x_mm, place.y_mm)
        canvas.draw(outline, stroke=Role.MUTED, width_mm=0.2)
