"""The button wheel as pieces to cut: plate, rings, and a paper button where there is no split pin."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.locks.disc_drawing import (
    PLACE_DEG,
    RIM_MM,
    WINDOW_DEEP_MM,
    arc,
    draw_characters,
    draw_pivot,
    draw_ring,
    draw_track,
    plate_radius_mm,
    radii_mm,
    window_line,
)
from kitgen.locks.lettering import write, write_round
from kitgen.locks.wheel import Wheel
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.message import message
from kitgen.units import Box

SIDE_MM, HEAD_MM, FOOT_MM = 8.0, 16.0, 14.0
"""Round the plate's drawing: stitches at the sides, title and arrow above, how to use it below."""

PAGE_WIDTH_MM = 182.0
GAP_MM = 2.0
"""Between two discs on one page: room for a blade."""

PAIRS = {2: ((1, 2),), 3: ((1,), (2, 3)), 4: ((1, 4), (2, 3))}
"""Which rings share a page, by the number of rings."""

MAKING_HEIGHT_MM = 48.0

CROSS_AT, FRONT_AT, BEHIND_AT = (164.0, 15.0), (167.0, 44.0), (167.0, 72.0)
"""Middles of the paper button's parts, in the corner that the discs of every pair leave free."""

SQUARE_MM, ARM_MM, DISC_MM = 7.0, 9.0, 12.0
"""The cross's square, the length of its arms, and the radius of the discs that hold it."""


def wheel_pieces(wheel: Wheel) -> tuple[Piece, ...]:
    """The plate, then pages of rings; the first of them bears the paper button."""
    pages = PAIRS[wheel.rings]
    return (_plate(wheel), *(_ring_page(wheel, i, pair) for i, pair in enumerate(pages)))


def plate_size_mm(wheel: Wheel) -> tuple[float, float]:
    """Width and height of the plate."""
    across = 2 * plate_radius_mm(wheel)
    return across + 2 * SIDE_MM, across + HEAD_MM + FOOT_MM


def plate_centre_mm(wheel: Wheel) -> tuple[float, float]:
    """The pivot, from the plate's top left corner."""
    radius = plate_radius_mm(wheel)
    return radius + SIDE_MM, radius + HEAD_MM


def _plate(wheel: Wheel) -> Piece:
    width, height = plate_size_mm(wheel)
    x, y = plate_centre_mm(wheel)

    def front(canvas: Canvas, box: Box) -> None:
        _draw_plate_frame(canvas, box)
        with canvas.moved(box.x_mm + x, box.y_mm + y):
            _draw_seat(canvas, wheel)
            _draw_arrow(canvas, wheel)

    return Piece(
        id="plate",
        group="plate",
        kind=PieceKind.PROP,
        width_mm=width,
        height_mm=height,
        front=front,
        outline=Path.rect(Box(0, 0, width, height), 6.0),
    )


def _draw_plate_frame(canvas: Canvas, box: Box) -> None:
    """Title, stitches and how to use it, in the plate's corners and foot."""
    canvas.draw(Path.rect(box.inset(2.6), 4.0), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    half = (box.width_mm - 14) / 2 - SIDE_MM
    title = Box(box.x_mm + SIDE_MM, box.y_mm + 4, half, 9)
    said = canvas.say(message("locks.wheel.title"))
    write(
        canvas, "the wheel's plate", said, title, face=Face.TITLE, largest_pt=22, role=Role.FRAME, middle=True
    )
    arrow = Box(box.right_mm - SIDE_MM - half, box.y_mm + 4, half, 9)
    said = canvas.say(message("locks.wheel.arrow"))
    write(
        canvas, "the wheel's plate", said, arrow, face=Face.LABEL, largest_pt=10, align="right", middle=True
    )
    foot = Box(box.x_mm + SIDE_MM, box.bottom_mm - FOOT_MM + 1.2, box.width_mm - 2 * SIDE_MM, FOOT_MM - 5.0)
    said = canvas.say(message("locks.wheel.use"))
    write(canvas, "the wheel's plate", said, foot, largest_pt=10.5, align="centre", middle=True)


def _draw_arrow(canvas: Canvas, wheel: Wheel) -> None:
    """The arrow above place 0; across a rim scale it is drawn on as two hands round the rim's `A`."""
    top = -plate_radius_mm(wheel) - 0.8
    head = [(0.0, top), (-4.2, top - 9.5), (0.0, top - 7.4), (4.2, top - 9.5)]
    canvas.draw(Path.polyline(head, closed=True), fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.6)
    for side in (-0.5, 0.5):
        with canvas.moved(turn_deg=side * PLACE_DEG):
            ends = Path.line(0, -plate_radius_mm(wheel), 0, -radii_mm(wheel)[0])
            canvas.draw(ends, stroke=Role.ACCENT, width_mm=0.6)


def _draw_seat(canvas: Canvas, wheel: Wheel) -> None:
    """Where ring I lies: an edge to lay it in, its hidden track, and what goes there."""
    radius = radii_mm(wheel)[0]
    if wheel.has_rim:
        rim = radius + RIM_MM
        canvas.draw(Path.circle(0, 0, rim), stroke=Role.FRAME, width_mm=0.6)
        draw_characters(canvas, rim)
    canvas.draw(Path.circle(0, 0, radius), stroke=Role.FRAME, width_mm=0.35)
    track = radius - WINDOW_DEEP_MM
    draw_track(canvas, wheel.tracks[0], track)
    for edge in (track + 3.2, track - 3.2):
        canvas.draw(Path.circle(0, 0, edge), stroke=Role.MUTED, width_mm=0.2)
    said = canvas.say(message("locks.wheel.lay"))
    write_round(canvas, said, track - 13, 0, face=Face.LABEL, size_pt=11, role=Role.MUTED)
    stitches = arc(track - 21, 0, 359.9)
    canvas.draw(stitches, stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    draw_pivot(canvas)


def _ring_page(wheel: Wheel, index: int, pair: tuple[int, ...]) -> Piece:
    """One or two rings on one piece of paper, lying diagonally; its outline is theirs."""
    spots = _spots(wheel, pair)
    radii = radii_mm(wheel)
    height = max(y + radii[ring - 1] for ring, x, y in spots)
    making = Box(0, 0, 0, 0)
    if index == 0:
        top = 2 * radii[pair[0] - 1] + 4
        height = max(height, top + MAKING_HEIGHT_MM)
        second = 2 * radii[pair[1] - 1] if len(pair) == 2 else 0
        making = Box(1, top, PAGE_WIDTH_MM - second - 8, height - top)

    def front(canvas: Canvas, box: Box) -> None:
        for ring, x, y in spots:
            with canvas.moved(box.x_mm + x, box.y_mm + y):
                draw_ring(canvas, wheel, ring)
        if index == 0:
            with canvas.moved(box.x_mm, box.y_mm):
                _draw_making(canvas, making)
                _draw_paper_button(canvas)

    outline = Path(())
    for ring, x, y in spots:
        outline += Path.circle(x, y, radii[ring - 1])
    lines = [window_line(wheel, ring, x, y) for ring, x, y in spots]
    if index == 0:
        outline += _cross() + Path.circle(*FRONT_AT, DISC_MM) + Path.circle(*BEHIND_AT, DISC_MM)
        lines += _button_lines()
    return Piece(
        id=f"rings-{index + 1}",
        group="rings",
        kind=PieceKind.PROP,
        width_mm=PAGE_WIDTH_MM,
        height_mm=height,
        front=front,
        outline=outline,
        lines=tuple(lines),
        tolerance_mm=0.4,
    )


def _spots(wheel: Wheel, pair: tuple[int, ...]) -> list[tuple[int, float, float]]:
    """Where the rings of a page lie: ring, and its centre from the top left corner."""
    radii = radii_mm(wheel)
    first = radii[pair[0] - 1]
    spots = [(pair[0], first, first)]
    if len(pair) == 2:
        second = radii[pair[1] - 1]
        x = PAGE_WIDTH_MM - second
        apart = first + second + GAP_MM
        spots.append((pair[1], x, first + (apart**2 - (x - first) ** 2) ** 0.5))
    return spots


def ring_centres_mm(wheel: Wheel) -> dict[int, tuple[str, float, float]]:
    """By ring: the id of its piece, and its centre from that piece's top left corner."""
    pages = enumerate(PAIRS[wheel.rings], start=1)
    return {ring: (f"rings-{page}", x, y) for page, pair in pages for ring, x, y in _spots(wheel, pair)}


def _draw_making(canvas: Canvas, box: Box) -> None:
    """How the wheel is put together, in the corner that the discs leave free."""
    y = box.y_mm
    title = Box(box.x_mm, y, box.width_mm, 7)
    said = canvas.say(message("locks.making.title"))
    y = write(canvas, "the wheel's rings", said, title, face=Face.TITLE, largest_pt=16, role=Role.FRAME) + 0.8
    steps = "\n".join(canvas.say(message(f"locks.making.{key}")) for key in ("stack", "pin", "button"))
    room = Box(box.x_mm, y, box.width_mm, box.bottom_mm - y)
    write(canvas, "the wheel's rings", steps, room, largest_pt=10)


def _cross() -> Path:
    """The outline of the cross: a square with an arm on each side."""
    half, reach = SQUARE_MM / 2, SQUARE_MM / 2 + ARM_MM
    quarter = [(half, -half), (half, -reach), (-half, -reach)]
    points = []
    for _ in range(4):
        points += quarter
        quarter = [(y, -x) for x, y in quarter]
    return Path.polyline(points, closed=True).moved(*CROSS_AT)


def _button_lines() -> list[HandLine]:
    """Folds of the cross, and where the discs and the cross meet."""
    half = SQUARE_MM / 2
    x, y = CROSS_AT
    lines = []
    for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
        fold = Path.line(
            x + half * (dx - dy), y + half * (dy - dx), x + half * (dx + dy), y + half * (dy + dx)
        )
        lines.append(HandLine(fold, LineKind.FOLD_MOUNTAIN))
        glue = Path.line(5.0 * dx, 5.0 * dy, 10.5 * dx, 10.5 * dy).moved(*BEHIND_AT)
        lines.append(HandLine(glue, LineKind.GLUE))
    lines.append(HandLine(Path.circle(x, y, 2.0), LineKind.GLUE))
    return lines


def _draw_paper_button(canvas: Canvas) -> None:
    """The face of the button, and what the plain disc is for."""
    with canvas.moved(*FRONT_AT):
        canvas.draw(Path.circle(0, 0, DISC_MM - 0.8), fill=Role.ACCENT)
        canvas.draw(Path.circle(0, 0, DISC_MM - 2.6), stroke=Role.ON_BAND, width_mm=0.35)
        for dx in (-1, 1):
            for dy in (-1, 1):
                canvas.draw(Path.circle(dx * 2.6, dy * 2.6, 1.3), fill=Role.ON_BAND)
    with canvas.moved(*BEHIND_AT):
        said = canvas.say(message("locks.making.behind"))
        write(
            canvas,
            "the wheel's rings",
            said,
            Box(-8, -2.5, 16, 5),
            face=Face.LABEL,
            largest_pt=9,
            align="centre",
        )
