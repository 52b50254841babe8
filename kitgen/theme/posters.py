"""Pages to hang up and paper that dresses envelopes: title page, act divider, envelope label.

Words come in as arguments, in the kit's language, and are set as large as they fit. Everything is drawn by
rule from roles, so that a theme recolours it; two pictures are the theme's own:

- `title-scene`, 180 x 180 units, for the dark of `band`: it stands on the title page's lower edge and fills
  its width. Nothing behind it is drawn, its top fifth should hold only sky, and what touches its left and
  right edge below nine tenths of its height is of role `ink`, because the ground there goes on in that.
- the picture that an act divider or a label names, drawn for white paper as emblems are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kitgen.canvas import LINE_HEIGHT, Canvas, Face, Path, Role
from kitgen.errors import LayoutError
from kitgen.theme.frames import BOLD_MM, HAIRLINE_MM, LINE_MM, button, corners, sheet_frame, stitch
from kitgen.theme.ornament import Bond, bricks_in, joined, stars, tendril, vine
from kitgen.units import Box, mm_from_pt

TITLE_SCENE_ART = "title-scene"

LARGEST_TITLE_PT = 120.0
SMALLEST_TITLE_PT = 13.0
LARGEST_TAGLINE_PT = 22.0
TAGLINE_SHARE = 0.36  # of the words' height, at most
LARGEST_LABEL_PT = 20.0
MOST_LINES = 3
TITLE_LINE_HEIGHT = 1.02  # of the size: titles stand closer than running text
GAIN_OF_A_LINE = 1.12  # a further line must make a title so much larger
SCENE_SHARE = 0.7  # of a title page's height, so that a wide page keeps a sky
GROUND_SHARE = 0.11  # of the scene's height: what goes on to the page's sides when the scene is narrower
POSTER_RADIUS_MM = 5.0


def title_page(canvas: Canvas, box: Box, title: str, tagline: str = "") -> None:
    """A title page that one would hang up: night, stars, the theme's scene, the title large in the sky.

    Args:
        canvas: what to draw on.
        box: the picture; nothing reaches out of it.
        title: the kit's name, broken over up to three lines.
        tagline: a line below it, or nothing.

    Raises:
        LayoutError: the words do not fit even when small, or the theme lacks the picture.
    """
    side = min(box.width_mm, box.height_mm * SCENE_SHARE)
    scene = Box(box.centre_x_mm - side / 2, box.bottom_mm - side, side, side)
    seam = box.inset(min(5.0, max(2.6, box.width_mm * 0.03)))
    outline = Path.rect(box, POSTER_RADIUS_MM)
    canvas.draw(outline, fill=Role.BAND)
    with canvas.clipped(outline):
        # Stars come down behind what stands in the scene; words end where its picture begins.
        sky = Box(seam.x_mm, seam.y_mm, seam.width_mm, box.bottom_mm - side * 0.56 - seam.y_mm).inset(1.6)
        # Air between seam and words, less on a small page.
        air = min(7.0, box.width_mm * 0.035)
        bottom = scene.y_mm + side * 0.04
        room = Box(seam.x_mm + air, seam.y_mm + air, seam.width_mm - 2 * air, bottom - seam.y_mm - air)
        words = _Words(canvas, room, title, tagline)
        stars(canvas, sky, "title page", spacing_mm=7.5, most=170, keep_clear=words.clear())
        ground = Box(box.x_mm, box.bottom_mm - side * GROUND_SHARE, box.width_mm, side * GROUND_SHARE)
        if ground.width_mm > side + 1:
            canvas.draw(Path.rect(ground), fill=Role.INK)
        canvas.art(TITLE_SCENE_ART, scene)
    words.draw(canvas)
    stitch(canvas, Path.rect(seam, 3.5), Role.GLOW)
    for x, y in corners(seam.inset(1.2)):
        canvas.draw(Path.circle(x, y, 3.2), fill=Role.BAND)
        button(canvas, x, y, 2.4, Role.GLOW)


class _Words:
    """A title with a tagline below it, fitted into a box and centred there."""

    def __init__(self, canvas: Canvas, room: Box, title: str, tagline: str) -> None:
        typography = canvas.metrics.typography
        self._room = room
        self._tag_face = Face.BODY_ITALIC if typography.has_italics else Face.BODY
        self._tag_lines: list[str] = []
        self._tag_pt = 0.0
        if tagline:
            share = Box(0, 0, room.width_mm, room.height_mm * TAGLINE_SHARE)
            most = max(LARGEST_TAGLINE_PT, typography.least_body_pt)
            self._tag_lines, self._tag_pt = fitted_lines(
                canvas, tagline, self._tag_face, share, most_pt=most, least_pt=typography.least_body_pt
            )
        self._tag_step = mm_from_pt(self._tag_pt) * LINE_HEIGHT
        tag_height = self._tag_step * (len(self._tag_lines) + 0.4)
        free = Box(0, 0, room.width_mm, room.height_mm - tag_height)
        self._lines, self._size_pt = fitted_lines(canvas, title, Face.TITLE, free)
        self._step = mm_from_pt(self._size_pt) * TITLE_LINE_HEIGHT
        self._height = self._step * len(self._lines) + tag_height
        self._top = room.y_mm + (room.height_mm - self._height) / 2

    def clear(self) -> tuple[Box, ...]:
        """Where no star may stand."""
        return (Box(self._room.x_mm, self._top, self._room.width_mm, self._height),)

    def draw(self, canvas: Canvas) -> None:
        """Draw both."""
        x, y = self._room.x_mm, self._top
        for line in self._lines:
            place = Box(x, y, self._room.width_mm, self._step)
            canvas.text_in(place, line, face=Face.TITLE, size_pt=self._size_pt, role=Role.ON_BAND)
            y += self._step
        y += self._tag_step * 0.4
        for line in self._tag_lines:
            place = Box(x, y, self._room.width_mm, self._tag_step)
            canvas.text_in(place, line, face=self._tag_face, size_pt=self._tag_pt, role=Role.GLOW)
            y += self._tag_step


def act_divider(
    canvas: Canvas, box: Box, number_label: str, title: str, art_name: str, note: str = ""
) -> None:
    """The upper part of an envelope's cover sheet: act, title, one large picture, and little ink.

    Args:
        canvas: what to draw on.
        box: the frame's outer edge, about 180 x 120 mm.
        number_label: the act in words, such as its name and number.
        title: the act's title.
        art_name: the theme's picture to show, an emblem or a scene.
        note: a line at the foot, or nothing.

    Raises:
        LayoutError: the words do not fit even when small, or the theme lacks the picture.
    """
    sheet_frame(canvas, box)
    inner = box.inset(7.0, 6.0)
    _garden_wall(canvas, inner)
    least = canvas.metrics.typography.least_label_pt
    label = max(least, min(LARGEST_LABEL_PT, box.height_mm / 8))
    words = inner.width_mm - 8
    label = fitted_size(canvas, number_label, Face.LABEL_BOLD, words, label, least, tracking=0.08)
    y = inner.y_mm + mm_from_pt(label) * 1.2
    canvas.text(
        box.centre_x_mm,
        y,
        number_label,
        face=Face.LABEL_BOLD,
        size_pt=label,
        role=Role.ACCENT,
        align="centre",
        tracking_pt=label * 0.08,
    )
    head = Box(inner.x_mm + 4, y + 3.0, words, inner.height_mm * 0.24)
    _title(canvas, head, title)
    foot = _foot_note(canvas, inner, note)
    room = Box(inner.x_mm, head.bottom_mm + 2, inner.width_mm, foot - head.bottom_mm - 4)
    canvas.art(art_name, room)


def _title(canvas: Canvas, room: Box, title: str, role: Role = Role.INK) -> None:
    lines, size = fitted_lines(canvas, title, Face.TITLE, room, most_lines=2)
    step = mm_from_pt(size) * TITLE_LINE_HEIGHT
    for i, line in enumerate(lines):
        place = Box(room.x_mm, room.centre_y_mm - step * (len(lines) / 2 - i), room.width_mm, step)
        canvas.text_in(place, line, face=Face.TITLE, size_pt=size, role=role)


def _foot_note(canvas: Canvas, inner: Box, note: str) -> float:
    """Draw the line at the foot; returns the y above it that pictures must keep to."""
    if not note:
        return inner.bottom_mm
    least = canvas.metrics.typography.least_body_pt
    size = fitted_size(canvas, note, Face.BODY, inner.width_mm * 0.6, max(12.0, least), least)
    canvas.text(inner.centre_x_mm, inner.bottom_mm - 1.5, note, face=Face.BODY, size_pt=size, align="centre")
    return inner.bottom_mm - mm_from_pt(size) * LINE_HEIGHT - 1.5


def _garden_wall(canvas: Canvas, inner: Box) -> None:
    """What is left of a wall in the lower corners, in thin lines, with a vine climbing each side."""
    bond = Bond(11.0, 5.0, 0.9, (inner.x_mm, inner.bottom_mm))
    reach, rise = inner.width_mm * 0.22, inner.height_mm * 0.42
    for right in (False, True):
        shapes: list[Path] = []
        wall = Box(inner.right_mm - reach if right else inner.x_mm, inner.bottom_mm - rise, reach, rise)
        if right:
            bond = Bond(11.0, 5.0, 0.9, (inner.right_mm, inner.bottom_mm))
        for brick in bricks_in(wall, bond):
            # Steps that fall from the frame to the middle: whole bricks, as they break away.
            out = inner.right_mm - brick.x_mm if right else brick.right_mm - inner.x_mm
            up = inner.bottom_mm - brick.y_mm
            if out / reach + up / rise <= 1.08 and brick.height_mm > 3.5:
                shapes.append(Path.rect(brick, 0.5))
        if shapes:
            canvas.draw(joined(shapes), fill=Role.SHADE, stroke=Role.STONE, width_mm=HAIRLINE_MM)
        x = inner.right_mm - 5 if right else inner.x_mm + 5
        stem = tendril(x, inner.bottom_mm, inner.height_mm * 0.62, -2.6 if right else 2.6, 4)
        vine(canvas, stem, leaf_mm=4.4, spacing_mm=5.2, width_mm=BOLD_MM)
        for place in list(_points_of(stem))[1:4:2]:
            button(canvas, *place, 1.6)


def _points_of(path: Path) -> Iterator[tuple[float, float]]:
    for _, values in path.segments:
        yield values[-2], values[-1]


def envelope_label(canvas: Canvas, box: Box, number_label: str, title: str, emblem: str) -> None:
    """A label to glue on an envelope: number large, title, a small emblem, a sewn border.

    Args:
        canvas: what to draw on.
        box: the label as it is cut, about 63 x 44 mm.
        number_label: the number, alone or with a word.
        title: what the envelope is called.
        emblem: the theme's picture to show.

    Raises:
        LayoutError: the words do not fit even when small, or the theme lacks the picture.
    """
    canvas.draw(Path.rect(box.inset(2.0), 3.0), stroke=Role.FRAME, width_mm=LINE_MM)
    stitch(canvas, Path.rect(box.inset(3.8), 2.0))
    inner = box.inset(7.0)
    disc = min(inner.height_mm * 0.62, inner.width_mm * 0.36)
    x, y = inner.x_mm + disc / 2, inner.y_mm + disc / 2
    canvas.draw(Path.circle(x, y, disc / 2), fill=Role.SHADE)
    stitch(canvas, Path.circle(x, y, disc / 2 - 1.1), Role.MUTED)
    half = disc * 0.37
    canvas.art(emblem, Box(x - half, y - half, 2 * half, 2 * half))
    number = Box(inner.x_mm + disc + 3, inner.y_mm, inner.width_mm - disc - 3, disc)
    # A capital is two thirds of its size high: a line may be higher than the disc beside it.
    tall = number.height_mm * 0.125
    _title(canvas, number.inset(0, -tall), number_label, Role.ACCENT)
    rest = Box(inner.x_mm, inner.y_mm + disc + 1.0, inner.width_mm, inner.height_mm - disc - 1.0)
    _title(canvas, rest, title)


def fitted_size(
    canvas: Canvas,
    text: str,
    face: Face,
    width_mm: float,
    most_pt: float,
    least_pt: float,
    tracking: float = 0,
) -> float:
    """The largest size at which one line of text is no wider than it may be.

    Args:
        canvas: its metrics measure.
        text: the line.
        face: its face.
        width_mm: the room.
        most_pt: the largest size.
        least_pt: the smallest size.
        tracking: room between letters, as a share of the size.

    Raises:
        LayoutError: it is wider even at the smallest size.
    """
    unit = canvas.metrics.width_mm(text, face, 100.0) / 100 + mm_from_pt(tracking) * max(0, len(text) - 1)
    size = min(most_pt, width_mm / unit) if unit else most_pt
    if size < least_pt:
        raise LayoutError(
            f"{text!r} is {unit * least_pt - width_mm:.1f} mm too wide for {width_mm:.1f} mm even in "
            f"{least_pt:g} pt.",
            "Choose shorter words.",
        )
    return size


def fitted_lines(
    canvas: Canvas,
    text: str,
    face: Face,
    room: Box,
    most_lines: int = MOST_LINES,
    most_pt: float = LARGEST_TITLE_PT,
    least_pt: float = SMALLEST_TITLE_PT,
) -> tuple[list[str], float]:
    """Display text broken between words so that it can be as large as possible.

    Args:
        canvas: its metrics measure.
        text: a title or tagline.
        face: its face.
        room: how wide and high the block may be.
        most_lines: at most so many lines.
        most_pt: the largest size.
        least_pt: the smallest size.

    Returns:
        The lines, and their size in points.

    Raises:
        LayoutError: it does not fit even at the smallest size.
    """
    words = text.split() or [""]
    best: tuple[list[str], float] = ([text], 0.0)
    for count in range(1, min(most_lines, len(words)) + 1):
        # Of all ways to break, the most even one: its longest line is the shortest.
        width, lines = min(
            (max(canvas.metrics.width_mm(line, face, 100.0) / 100 for line in lines), lines)
            for lines in _split(words, count)
        )
        high = room.height_mm / (count * mm_from_pt(TITLE_LINE_HEIGHT))
        size = min(most_pt, high, room.width_mm / max(width, 1e-9))
        if size > best[1] * GAIN_OF_A_LINE:
            best = (lines, size)
    if best[1] < least_pt:
        raise LayoutError(
            f"{text!r} would be {best[1]:.1f} pt in {room.width_mm:.0f} x {room.height_mm:.0f} mm; "
            f"at least {least_pt:g} pt are needed.",
            "Choose shorter words.",
        )
    return best


def _split(words: list[str], count: int) -> Iterator[list[str]]:
    if count == 1:
        yield [" ".join(words)]
        return
    for i in range(1, len(words) - count + 2):
        for rest in _split(words[i:], count - 1):
            yield [" ".join(words[:i]), *rest]
