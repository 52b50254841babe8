"""The three scenes around the lattices: vines in a garden, seats in a theatre, mice in a ring."""

from __future__ import annotations

import itertools

from kitgen.canvas import Canvas, Face, Path, Role, Segment
from kitgen.mechanisms.grille.clues import LIES, Leaf, Lie, Mouse, Ring, Seats, Stone, Vines
from kitgen.mechanisms.grille.garden import way
from kitgen.mechanisms.grille.stonework import draw_lie
from kitgen.mechanisms.grille.tags import draw_button, draw_leaf, draw_patch
from kitgen.mechanisms.grille.wording import creature
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

WIDTH_MM = 182.0
LATTICE_MM = 102.0
"""Height kept for a lattice with its names: ten rows."""

BESIDE_MM = 60.0
"""Width of what stands beside a lattice of twelve columns in garden and circus: half a page each."""

THEATRE_TOP_MM = 7.0
THEATRE_MM = 148.0
"""The theatre has its seats in one row below, since they are told from left to right."""

SIDE_MM = 30.0
"""Width left free beside the widest lattice where it stands in the middle."""

_THEME_ART = ("cat", "moth")  # creatures that the theme has pictures of already


def creature_art(name: str) -> str:
    """The name of a creature's picture."""
    return name if name in _THEME_ART else f"grille-{name}"


def _draw_creature(canvas: Canvas, x: float, y: float, size_mm: float, name: str) -> None:
    """A creature around x with its name below, the picture's top at y."""
    canvas.art(creature_art(name), Box(x - size_mm / 2, y, size_mm, size_mm))
    canvas.text(
        x, y + size_mm + 3.2, canvas.say(creature(name)), face=Face.LABEL_BOLD, size_pt=9, align="centre"
    )


def _draw_told(canvas: Canvas, box: Box, stone: Stone, lie: Lie | None) -> None:
    """A plate that shows how the stone lies, where the scene does not ask."""
    if lie is None:
        return
    canvas.draw(Path.rect(box, 2.0), fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    draw_lie(canvas, box.inset(1.8), stone, lie)


def _beside(box: Box) -> Box:
    """The room at the right of a lattice that stands at the left."""
    return Box(box.right_mm - BESIDE_MM, box.y_mm, BESIDE_MM, LATTICE_MM)


# --- garden -----------------------------------------------------------------------------------------

_LEAF_MM = 12.6
_CREATURE_MM = 10.5
_NAME_MM = 4.3
"""Height of a creature's name."""

_NAME_WIDTH_MM = 17.0
_SLOT_MM = 21.0
_TOLD_MM = (24.0, 19.0)


def draw_garden(canvas: Canvas, box: Box, stone: Stone, vines: Vines) -> None:
    """Vines from creatures at the right edge to leaves beside the lattice."""
    panel = _beside(box)
    count = len(vines.roots)
    told = _TOLD_MM[1] + 3.0 if vines.lie is not None else 0.0
    slot = min(_SLOT_MM, (panel.height_mm - told) / count)
    free = panel.height_mm - told - slot * count
    ys = [panel.y_mm + free / 2 + (i + 0.5) * slot for i in range(count)]
    leaf_x = panel.x_mm + 1.5 + _LEAF_MM / 2
    root_x = panel.right_mm - _NAME_WIDTH_MM / 2
    _draw_braid(canvas, vines, ys, (leaf_x + _LEAF_MM / 2, root_x - _CREATURE_MM / 2 - 0.8))
    size = min(_CREATURE_MM, slot - _NAME_MM)
    for y, name in zip(ys, vines.roots, strict=True):
        _draw_creature(canvas, root_x, y - (size + _NAME_MM) / 2, size, name)
    for y, leaf in zip(ys, vines.leaves, strict=True):
        _draw_leaf_tag(canvas, leaf_x, y - _LEAF_MM / 2, stone, leaf)
    place = Box(panel.centre_x_mm - _TOLD_MM[0] / 2, panel.bottom_mm - _TOLD_MM[1] - 0.5, *_TOLD_MM)
    _draw_told(canvas, place, stone, vines.lie)


def _draw_leaf_tag(canvas: Canvas, x: float, y: float, stone: Stone, leaf: Leaf) -> None:
    tag = Box(x - _LEAF_MM / 2, y, _LEAF_MM, _LEAF_MM)
    canvas.draw(Path.rect(tag, 2.0), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    draw_leaf(canvas, tag.inset(1.0), stone, leaf)


def _strand(x0: float, y0: float, x1: float, y1: float, start: float = 0.0, end: float = 1.0) -> Path:
    """A part of the curve that a vine takes through one row, from share `start` to share `end`."""
    bend = (x1 - x0) * 0.42
    points = [(x0, y0), (x0 + bend, y0), (x1 - bend, y1), (x1, y1)]

    def at(a: float, b: float, c: float) -> tuple[float, float]:
        """The blossom of the cubic: a point on it where all three shares are equal."""
        row = points
        for t in (a, b, c):
            row = [(p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t) for p, q in itertools.pairwise(row)]
        return row[0]

    first, last = at(start, start, start), at(end, end, end)
    handles = (*at(start, start, end), *at(start, end, end))
    return Path((("M", first), ("C", (*handles, *last))))


def _draw_vine(canvas: Canvas, path: Path) -> None:
    canvas.draw(path, stroke=Role.INK, width_mm=1.7)
    canvas.draw(path, stroke=Role.STONE, width_mm=0.7)


def _draw_braid(canvas: Canvas, vines: Vines, ys: list[float], span: tuple[float, float]) -> None:
    """Whole vines from the roots at the right, then each crossing again with the vine in front light-edged.

    Args:
        canvas: where to draw.
        vines: what crosses where, row by row from the roots.
        ys: the middle of each place.
        span: the x of the leaves, and that of the roots.
    """
    rows = len(vines.tangle)
    leaves_x, roots_x = span
    width = (roots_x - leaves_x) / (rows + 0.5)
    ends = [roots_x - i * width for i in range(rows + 1)]
    for root in range(len(ys)):
        places = way(vines, root)
        path = Path((("M", (roots_x, ys[root])),))
        for i, (place, after) in enumerate(itertools.pairwise(places)):
            path += Path(_strand(ends[i], ys[place], ends[i + 1], ys[after]).segments[1:])
        _draw_vine(canvas, path + Path((("L", (leaves_x, ys[places[-1]])),)))
        _draw_sprigs(canvas, ys, places, ends, leaves_x)
    for i, row in enumerate(vines.tangle):
        for left, from_left in row:
            y0, y1 = (ys[left], ys[left + 1]) if from_left else (ys[left + 1], ys[left])
            x0, x1 = ends[i], ends[i + 1]
            canvas.draw(_strand(x0, y0, x1, y1, 0.3, 0.7), stroke=Role.WHITE, width_mm=3.6)
            canvas.draw(_strand(x0, y0, x1, y1, 0.24, 0.76), stroke=Role.INK, width_mm=1.7)
            # The core runs on a little further, or the round ends of the dark line would show.
            canvas.draw(_strand(x0, y0, x1, y1, 0.16, 0.84), stroke=Role.STONE, width_mm=0.7)


def _draw_sprigs(
    canvas: Canvas, ys: list[float], places: tuple[int, ...], ends: list[float], leaves_x: float
) -> None:
    """Small leaves where a vine runs straight, by turns above and below it."""
    straight = [
        ((x0 + x1) / 2, ys[a])
        for a, b, x0, x1 in zip(places, places[1:], ends, ends[1:], strict=False)
        if a == b
    ]
    for i, (x, y) in enumerate([*straight, ((ends[-1] + leaves_x) / 2, ys[places[-1]])]):
        side = 1 if (i + places[0]) % 2 else -1
        stem, tip = (x + 1.0, y + side * 0.6), (x - 1.5, y + side * 3.4)
        leaf = Path(
            (
                ("M", stem),
                ("C", (x - 1.2, y + side * 0.8, x - 1.8, y + side * 2.2, *tip)),
                ("C", (x + 0.4, y + side * 3.6, x + 1.4, y + side * 2.2, *stem)),
                ("Z", ()),
            )
        )
        canvas.draw(leaf, fill=Role.INK)


# --- theatre ----------------------------------------------------------------------------------------

_SEATS_TOP_MM = THEATRE_TOP_MM + LATTICE_MM + 1.2
_SEAT_MM = 23.6
_GUEST_MM = 9.5


def draw_theatre(canvas: Canvas, box: Box, stone: Stone, seats: Seats) -> None:
    """A curtain round the lattice, a row of seats before it, and the guests who have come."""
    _draw_curtain(canvas, box)
    count = len(seats.seats)
    width = min(32.0, (WIDTH_MM - 2) / count - 2.5)
    step = (WIDTH_MM - 2) / count if width < 32 else 36.0
    for i in range(count):
        x = box.centre_x_mm + (i - (count - 1) / 2) * step
        place = Box(x - width / 2, box.y_mm + _SEATS_TOP_MM, width, _SEAT_MM)
        _draw_seat(canvas, place, stone, seats, i)
    top = box.y_mm + _SEATS_TOP_MM + _SEAT_MM + 0.8
    for i, guest in enumerate(seats.guests):
        # Closer together than the seats: nobody stands before a seat as if it were theirs.
        x = box.centre_x_mm + (i - (count - 1) / 2) * step * 0.88
        _draw_creature(canvas, x, top, _GUEST_MM, guest)
    _draw_told(canvas, Box(box.x_mm + 2.5, box.y_mm + 12, 22, 18.5), stone, seats.lie)


def _draw_curtain(canvas: Canvas, box: Box) -> None:
    """Two swept curtains and a scalloped top."""
    top, bottom = box.y_mm + 4, box.y_mm + THEATRE_TOP_MM + LATTICE_MM
    for side in (1, -1):
        edge = box.x_mm if side == 1 else box.right_mm

        def at(x: float, y: float, edge: float = edge, side: int = side) -> tuple[float, float]:
            return edge + side * x, y

        tie = top + (bottom - top) * 0.66
        inner = [at(SIDE_MM - 1, top), at(SIDE_MM - 3, top + 24), at(9, tie), at(17, bottom)]
        outer = [at(0, bottom), at(0, top)]
        cloth = Path.smooth(inner)
        body = Path(cloth.segments + tuple(("L", p) for p in outer) + (("Z", ()),))
        canvas.draw(body, fill=Role.ACCENT)
        for share in (0.25, 0.5, 0.75):
            fold = Path.smooth(
                [at((SIDE_MM - 1) * share, top), at((SIDE_MM - 3) * share, top + 24), at(9 * share, tie)]
            )
            canvas.draw(fold, stroke=Role.INK, width_mm=0.35)
            canvas.draw(
                Path.line(*at(9 * share, tie), *at(17 * share, bottom)), stroke=Role.INK, width_mm=0.35
            )
        cord = Path.smooth([at(1, tie - 1.5), at(5, tie + 0.6), at(9.6, tie - 1)])
        canvas.draw(cord, stroke=Role.GLOW, width_mm=1.6)
    _draw_pelmet(canvas, box)


def _draw_pelmet(canvas: Canvas, box: Box) -> None:
    waves, depth = 14, 7.0
    step = WIDTH_MM / waves
    segments: list[Segment] = [
        ("M", (box.x_mm, box.y_mm)),
        ("L", (box.right_mm, box.y_mm)),
        ("L", (box.right_mm, box.y_mm + 3.2)),
    ]
    for i in range(waves):
        x = box.right_mm - i * step
        y = box.y_mm + 3.2
        low = box.y_mm + depth
        segments.append(("C", (x - step * 0.2, low, x - step * 0.8, low, x - step, y)))
    segments.append(("Z", ()))
    canvas.draw(Path(tuple(segments)), fill=Role.BAND)
    seam = Path.line(box.x_mm + 2, box.y_mm + 1.9, box.right_mm - 2, box.y_mm + 1.9)
    canvas.draw(seam, stroke=Role.GLOW, width_mm=0.35, dash=(2.1, 1.3))


def _draw_seat(canvas: Canvas, box: Box, stone: Stone, seats: Seats, number: int) -> None:
    """A seat: plates on its back, its number and a cushion to write a name on."""
    back = Box(box.x_mm + 1.5, box.y_mm, box.width_mm - 3, box.height_mm - 3.4)
    cushion = Box(box.x_mm, back.bottom_mm - 8.0, box.width_mm, 8.0)
    canvas.draw(Path.rect(back, 4), fill=Role.STONE, stroke=Role.INK, width_mm=0.6)
    canvas.draw(Path.rect(cushion, 2.5), fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    for x in (cushion.x_mm + 4, cushion.right_mm - 4):
        canvas.draw(
            Path.line(x, cushion.bottom_mm, x, cushion.bottom_mm + 2.6), stroke=Role.INK, width_mm=1.2
        )
    _draw_seat_plates(
        canvas, Box(back.x_mm, back.y_mm, back.width_mm, cushion.y_mm - back.y_mm), stone, seats, number
    )
    words = canvas.say(message("grille.seat", number=number + 1))
    baseline = cushion.centre_y_mm + mm_from_pt(9) * 0.33
    canvas.text(cushion.x_mm + 2, baseline, words, face=Face.LABEL, size_pt=9, role=Role.MUTED)


def _draw_seat_plates(canvas: Canvas, box: Box, stone: Stone, seats: Seats, number: int) -> None:
    """The column above the row, with the picture beside them; or both side by side without one."""
    plates = seats.seats[number]
    if seats.lie is not None:
        draw_button(canvas, box.centre_x_mm - 6.5, box.centre_y_mm, plates.column, 3.4)
        draw_patch(canvas, box.centre_x_mm + 6.5, box.centre_y_mm, plates.row, 3.4)
        return
    picture = Box(box.right_mm - 15.2, box.y_mm + 0.9, 14.2, box.height_mm - 1.8)
    x = (box.x_mm + picture.x_mm) / 2 + 0.3
    draw_button(canvas, x, box.y_mm + box.height_mm * 0.27, plates.column, 2.7)
    draw_patch(canvas, x, box.y_mm + box.height_mm * 0.75, plates.row, 2.7)
    canvas.draw(Path.rect(picture, 1.0), fill=Role.WHITE)
    draw_lie(canvas, picture.inset(0.7), stone, LIES[plates.lie])


# --- circus -----------------------------------------------------------------------------------------

_MOUSE_MM = (11.2, 14.5)
_ITEM_MM = 6.4
_MARCH_MM = (43.5, 85.0)
"""Width and height of the rectangle that the middles of the mice stand on."""

_PLATE_MM = (12.9, 11.0)


def draw_circus(canvas: Canvas, box: Box, stone: Stone, ring: Ring) -> None:
    """Mice in a ring beside the lattice; inside it numbered plates that show how the stone may lie."""
    panel = _beside(box)
    width, height = _MARCH_MM
    march = Box(panel.centre_x_mm - width / 2, panel.centre_y_mm - height / 2, width, height)
    inside = march.inset(_MOUSE_MM[0] / 2 + 1.8, _MOUSE_MM[1] / 2 + 2.0)
    canvas.draw(Path.rect(inside, 6.0), stroke=Role.ACCENT, width_mm=0.6, dash=(2.1, 1.3))
    around = 2 * (width + height)
    for i, mouse in enumerate(ring.mice):
        x, y = _on_rectangle(march, around * i / len(ring.mice))
        _draw_mouse(canvas, x, y, mouse)
    if ring.lie is None:
        _draw_plates(canvas, inside, stone, ring.plates)
    else:
        _draw_told(canvas, Box(inside.centre_x_mm - 11, inside.centre_y_mm - 8.5, 22, 17), stone, ring.lie)


def _on_rectangle(box: Box, along_mm: float) -> tuple[float, float]:
    """The point that far along a rectangle's edge, clockwise from its top left corner."""
    for x, y, dx, dy, length in (
        (box.x_mm, box.y_mm, 1, 0, box.width_mm),
        (box.right_mm, box.y_mm, 0, 1, box.height_mm),
        (box.right_mm, box.bottom_mm, -1, 0, box.width_mm),
        (box.x_mm, box.bottom_mm, 0, -1, box.height_mm),
    ):
        if along_mm <= length:
            return x + dx * along_mm, y + dy * along_mm
        along_mm -= length
    return box.x_mm, box.y_mm


def _draw_mouse(canvas: Canvas, x: float, y: float, mouse: Mouse) -> None:
    """A mouse around (x, y), holding what it carries before it."""
    width, height = _MOUSE_MM
    ahead = -1 if mouse.looks == "left" else 1
    name = f"grille-mouse-{mouse.looks}" + ("-hat" if mouse.hat else "")
    x -= ahead * _ITEM_MM * 0.36
    canvas.art(name, Box(x - width / 2, y - height / 2, width, height))
    item_x = x + ahead * (width / 2 + _ITEM_MM / 2 - 2.6)
    lift = 3.2 if mouse.carries == "flag" else 0.0
    item = Box(item_x - _ITEM_MM / 2, y + 1.2 - lift, _ITEM_MM, _ITEM_MM)
    canvas.art(f"grille-{mouse.carries}", item)


def _draw_plates(canvas: Canvas, inside: Box, stone: Stone, most: int) -> None:
    """Signboards of boxed pictures, numbered from 1 in the order of `LIES`, in two columns."""
    width, height = _PLATE_MM
    rows = -(-most // 2)
    board = Box(
        inside.centre_x_mm - width - 0.8,
        inside.centre_y_mm - rows * height / 2 - 0.8,
        2 * width + 1.6,
        rows * height + 1.6,
    )
    canvas.draw(Path.rect(board, 1.6), fill=Role.BAND)
    for i, lie in enumerate(LIES[:most]):
        x, y = board.x_mm + 0.8 + i % 2 * width, board.y_mm + 0.8 + i // 2 * height
        plate = Box(x + 0.3, y + 0.3, width - 0.6, height - 0.6)
        canvas.draw(Path.rect(plate, 1.2), fill=Role.WHITE)
        number = Box(plate.x_mm, plate.y_mm, 3.6, plate.height_mm)
        canvas.text_in(number, str(i + 1), face=Face.LABEL_BOLD, size_pt=11)
        picture = Box(plate.x_mm + 3.4, plate.y_mm, plate.width_mm - 4.0, plate.height_mm)
        draw_lie(canvas, picture.inset(0.0, 0.5), stone, lie)
