"""Scraps: sewing notes torn in two between two words. How they are torn, how words fall, what hems them.

Scraps are printed as rectangles that abut and share their straight cuts; the tear alone is cut by itself, and
a strip of white falls off.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Metrics, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.line_up.notes import STITCHES, Note, note_words
from kitgen.units import Box, mm_from_pt

SCRAP_MM = (37.8, 18.5)
"""Five abut below a row of dolls."""

TEARS = (
    (-1, 1, 1, -1, -1, 1),
    (1, -1, 1, 1, -1, -1),
    (-1, -1, 1, -1, 1, 1),
    (1, 1, -1, -1, 1, -1),
    (-1, 1, -1, 1, -1, 1),
    (1, -1, -1, 1, 1, -1),
)
"""By tear: whether it runs above (-1) or below (1) its middle at each of its corners."""

CORNERS = (0.1, 0.26, 0.42, 0.58, 0.74, 0.9)
"""How far along the scrap the corners lie, as a share of its width; level ends leave no sharp tip."""

SWING_MM = 1.55
"""How far a corner leaves the middle: slopes stay below 28 degrees, and unlike edges leave a gap of 3 mm."""

REACH_MM = 1.75
"""Room for the tear on either side of its middle."""

JOINED_MM = (SCRAP_MM[0], 2 * (SCRAP_MM[1] - REACH_MM))

CLEAR_MM, SIDE_MM = 2.5, 1.8
"""From the tear and the hem, and from the straight sides, to the nearest word or stitch: so far may scissors
stray, and a ruler."""

SIZES_PT = (9.0, 8.5, 8.0)
LINE_PITCH = 1.18
"""Distance of baselines as a share of the font size, less than usual: there are two lines at most."""

DESCENT = 0.24
"""How far letters reach below the baseline, as a share of the font size."""

PITCH_MM = 3.4
STITCH_COUNT = 10
RISE_MM = 0.9
LINE_MM = 0.35
AIR_MM = 1.2
"""Between the stitches and the words."""


def tear_points(tear: int, middle_mm: float, width_mm: float) -> list[tuple[float, float]]:
    """Corners of a torn edge from left to right, in mm."""
    heights = [middle_mm + side * SWING_MM for side in TEARS[tear]]
    inner = list(zip((share * width_mm for share in CORNERS), heights, strict=True))
    return [(0.0, heights[0]), *inner, (width_mm, heights[-1])]


def tear_line(tear: int, half: int) -> Path:
    """The tear of an upper (0) or lower (1) half, from side to side of its rectangle."""
    return Path.polyline(tear_points(tear, _middle(half), SCRAP_MM[0]))


def scrap_outline(tear: int, half: int) -> Path:
    """What is left of an upper (0) or lower (1) half when its tear is cut, from its top left corner."""
    width, height = SCRAP_MM
    edge = tear_points(tear, _middle(half), width)
    if half == 0:
        return Path.polyline([(0, 0), (width, 0), *reversed(edge)], closed=True)
    return Path.polyline([*edge, (width, height), (0, height)], closed=True)


def _middle(half: int) -> float:
    """How far down a half its tear lies, in mm."""
    return SCRAP_MM[1] - REACH_MM if half == 0 else REACH_MM


def torn_lines(metrics: Metrics, text: str) -> tuple[float, tuple[list[str], list[str]]]:
    """A note torn between two words near its middle: the size in points, and the lines of either half.

    Raises:
        LayoutError: the note is too long for its scraps at 8 pt.
    """
    words = text.split()
    whole = metrics.width_mm(text, Face.BODY_BOLD, SIZES_PT[0])

    def off(at: int) -> float:
        away = abs(metrics.width_mm(" ".join(words[:at]), Face.BODY_BOLD, SIZES_PT[0]) - whole / 2)
        return away + _small_word_mm(words, at)

    for size in SIZES_PT:
        for at in sorted(range(1, len(words)), key=off)[:3]:
            upper, lower = (_set(metrics, part, size) for part in (words[:at], words[at:]))
            if upper and lower:
                return size, (upper, lower)
    raise LayoutError(
        f"The sewing note {text!r} is too long for its scraps at {SIZES_PT[-1]:g} pt.",
        f"Each half has two lines of {_room():.0f} mm; say it in fewer words.",
    )


def _room() -> float:
    return SCRAP_MM[0] - 2 * SIDE_MM


def _set(metrics: Metrics, words: Sequence[str], size_pt: float) -> list[str]:
    """Words in one line, else in two as equal as may be; nothing where they do not fit."""

    def wide(part: Sequence[str]) -> float:
        return metrics.width_mm(" ".join(part), Face.BODY_BOLD, size_pt)

    if wide(words) <= _room():
        return [" ".join(words)]
    ways = [
        (max(wide(words[:at]), wide(words[at:])) + _small_word_mm(words, at), at)
        for at in range(1, len(words))
        if max(wide(words[:at]), wide(words[at:])) <= _room()
    ]
    if not ways:
        return []
    at = min(ways)[1]
    return [" ".join(words[:at]), " ".join(words[at:])]


def _small_word_mm(words: Sequence[str], at: int) -> float:
    """By how many mm a break counts as worse after 'a' or 'or', which belong to the word that follows."""
    return 9.0 if len(words[at - 1]) <= 2 else 0.0


def scrap_front(note: Note, half: int) -> Draw:
    """The front of one half of a note: words beside the tear, and a hem of stitches along the outer edge."""

    def draw(canvas: Canvas, box: Box) -> None:
        canvas.draw(scrap_outline(note.tear, half).moved(box.x_mm, box.y_mm), fill=Role.PAPER)
        size, halves = torn_lines(canvas.metrics, canvas.say(note_words(note)))
        for line, baseline in zip(halves[half], _baselines(len(halves[half]), half, size), strict=True):
            canvas.text(
                box.centre_x_mm,
                box.y_mm + baseline,
                line,
                face=Face.BODY_BOLD,
                size_pt=size,
                role=Role.BODY,
                align="centre",
            )
        seam = CLEAR_MM + RISE_MM + LINE_MM / 2
        y = box.y_mm + (seam if half == 0 else box.height_mm - seam)
        for i in range(STITCH_COUNT):
            _draw_stitch(canvas, STITCHES[note.stitch], box.x_mm + SIDE_MM + i * PITCH_MM, y)

    return draw


def _baselines(lines: int, half: int, size_pt: float) -> Iterator[float]:
    """Baselines from the half's top, in mm: its lines stand in the middle between hem and tear."""
    hem = CLEAR_MM + 2 * RISE_MM + LINE_MM + AIR_MM
    tear = REACH_MM + SWING_MM + CLEAR_MM
    top, bottom = (hem, SCRAP_MM[1] - tear) if half == 0 else (tear, SCRAP_MM[1] - hem)
    em, pitch = mm_from_pt(size_pt), mm_from_pt(size_pt) * LINE_PITCH
    used = em * (CAP_HEIGHT + DESCENT) + pitch * (lines - 1)
    first = top + (bottom - top - used) / 2 + em * CAP_HEIGHT
    return (first + i * pitch for i in range(lines))


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
    """Both halves, one above the other, for the host."""
    width, height = SCRAP_MM
    upper = Box(box.x_mm, box.y_mm, width, height)
    lower = Box(box.x_mm, box.y_mm + height - 2 * REACH_MM, width, height)
    for half, place in ((0, upper), (1, lower)):
        scrap_front(note, half)(canvas, place)
        outline = scrap_outline(note.tear, half).moved(place.x_mm, place.y_mm)
        canvas.draw(outline, stroke=Role.MUTED, width_mm=0.2)
