"""The button wheel as pieces to cut: plate, rings, and a paper button where there is no split pin."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, LineKind, Path, Role
from kitgen.locks.disc_drawing import (
    HUB_RADIUS_MM,
    PLACE_DEG,
    RIM_MM,
    TRACK_BELT_MM,
    draw_characters,
    draw_pivot,
    draw_ring,
    draw_track,
    plate_radius_mm,
    radii_mm,
    track_mm,
    window_line,
)
from kitgen.locks.lettering import write, write_steps
from kitgen.locks.wheel import Wheel
from kitgen.mechanisms.contract import HandLine, Piece, PieceKind
from kitgen.message import message
from kitgen.units import Box

SIDE_MM, HEAD_MM, FOOT_MM = 8.0, 15.0, 34.0
"""Round the plate's drawing: stitches at the sides, title and arrow above, how to use it below."""

PLATE_HEIGHT_MM = 203.0
"""What US letter leaves on a file's first page; the foot of a plate with a rim is as much lower."""

WHERE = "the button wheel"
"""For errors."""

PAGE_WIDTH_MM = 182.0
GAP_MM = 2.0
"""Between two discs on one page: room for a blade."""

PAIRS = {2: ((1, 2),), 3: ((1,), (2, 3)), 4: ((1, 4), (2, 3))}
"""Which rings share a page, by the number of rings."""

MAKING_HEIGHT_MM = 48.0

CROSS_AT, FRONT_AT, BEHIND_AT = (166.0, 16.0), (167.5, 49.0), (167.5, 79.5)
"""Middles of the paper button's parts, in the corner that the discs of every pair leave free."""

SQUARE_MM, ARM_MM, DISC_MM = 7.0, 12.0, 14.0
"""The cross's square, the length of its arms, and the radius of the discs that hold it: the arms go through
all layers and end 1 mm inside the disc behind."""


def wheel_pieces(wheel: Wheel) -> tuple[Piece, ...]:
    """The plate, then pages of rings; the first of them bears the paper button."""
    pages = PAIRS[wheel.rings]
    return (_plate(wheel), *(_ring_page(wheel, i, pair) for i, pair in enumerate(pages)))


def plate_size_mm(wheel: Wheel) -> tuple[float, float]:
    """Width and height of the plate."""
    across = 2 * plate_radius_mm(wheel)
    return across + 2 * SIDE_MM, min(across + HEAD_MM + FOOT_MM, PLATE_HEIGHT_MM)


def plate_centre_mm(wheel: Wheel) -> tuple[float, float]:
    """The pivot, from the plate's top left corner."""
    radius = plate_radius_mm(wheel)
    return radius + SIDE_MM, radius + HEAD_MM


def _plate(wheel: Wheel) -> Piece:
    width, height = plate_size_mm(wheel)
    x, y = plate_centre_mm(wheel)

    def front(canvas: Canvas, box: Box) -> None:
        _draw_plate_frame(canvas, wheel, box)
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


def _draw_plate_frame(canvas: Canvas, wheel: Wheel, box: Box) -> None:
    """Title, stitches and how to use it, in the plate's corners and foot."""
    canvas.draw(Path.rect(box.inset(2.6), 4.0), stroke=Role.ACCENT, width_mm=0.35, dash=(2.1, 1.3))
    half = (box.width_mm - 14) / 2 - SIDE_MM
    title = Box(box.x_mm + SIDE_MM, box.y_mm + 4, half, 9)
    said = canvas.say(message("locks.wheel.title"))
    write(canvas, WHERE, said, title, face=Face.TITLE, largest_pt=22, role=Role.FRAME, middle=True)
    arrow = Box(box.right_mm - SIDE_MM - half, box.y_mm + 4, half, 9)
    said = canvas.say(message("locks.wheel.arrow-some" if wheel.has_rim else "locks.wheel.arrow"))
    write(canvas, WHERE, said, arrow, face=Face.LABEL, largest_pt=10, align="right", middle=True)
    top = box.y_mm + HEAD_MM + 2 * plate_radius_mm(wheel) + 1.5
    foot = Box(box.x_mm + SIDE_MM, top, box.width_mm - 2 * SIDE_MM, box.bottom_mm - 4.2 - top)
    steps = [message(f"locks.wheel.{key}") for key in ("turn", "read", "look-up")]
    steps[1] = message("locks.wheel.read", numbers=message(f"locks.wheel.numbers.{_windows_read(wheel)}"))
    write_steps(canvas, WHERE, [canvas.say(step) for step in steps], foot, largest_pt=10.5)


def _windows_read(wheel: Wheel) -> str:
    """Which words say how many numbers make a name: one count for all locks, or as many as rings are set."""
    counts = {len(lock.dials) for lock in wheel.locks}
    return f"r{wheel.rings}" if counts <= {wheel.rings} else "some"


def _draw_arrow(canvas: Canvas, wheel: Wheel) -> None:
    """The arrow above place 0; across a rim scale it is drawn on as two hands round the rim's `A`."""
    top = -plate_radius_mm(wheel) - 0.8
    head = [(0.0, top), (-4.2, top - 9.5), (0.0, top - 7.4), (4.2, top - 9.5)]
    canvas.draw(Path.polyline(head, closed=True), fill=Role.ACCENT, stroke=Role.ACCENT, width_mm=0.6)
    for side in (-0.5, 0.5) if wheel.has_rim else ():
        with canvas.moved(turn_deg=side * PLACE_DEG):
            ends = Path.line(0, -plate_radius_mm(wheel), 0, -radii_mm(wheel)[0])
            canvas.draw(ends, stroke=Role.ACCENT, width_mm=0.6)


def _draw_seat(canvas: Canvas, wheel: Wheel) -> None:
    """Where ring I lies: a tinted disc with its hidden track, without a line that somebody would cut."""
    radius, track = radii_mm(wheel)[0], track_mm(wheel, 1)
    belt = Path.circle(0, 0, track + TRACK_BELT_MM) + Path.circle(0, 0, track - TRACK_BELT_MM)
    canvas.draw(Path.circle(0, 0, radius) + belt, fill=Role.SHADE, even_odd=True)
    if wheel.has_rim:
        draw_characters(canvas, radius + RIM_MM)
    draw_track(canvas, wheel.tracks[0], track)
    inner = track - TRACK_BELT_MM
    for key, y, face in (("cut", -inner * 0.62, Face.LABEL_BOLD), ("seat", HUB_RADIUS_MM + 6, Face.LABEL)):
        room = Box(-inner * 0.7, y, inner * 1.4, inner * 0.62 - HUB_RADIUS_MM - 3)
        said = canvas.say(message(f"locks.wheel.{key}"))
        write(canvas, WHERE, said, room, face=face, largest_pt=12, align="centre", middle=True)
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
    y = write(canvas, WHERE, said, title, face=Face.TITLE, largest_pt=16, role=Role.FRAME) + 0.8
    steps = "\n".join(canvas.say(message(f"locks.making.{key}")) for key in ("stack", "pin", "button"))
    room = Box(box.x_mm, y, box.width_mm, box.bottom_mm - y)
    write(canvas, WHERE, steps, room, largest_pt=10.5)


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
        glue = Path.line(8.0 * dx, 8.0 * dy, 12.0 * dx, 12.0 * dy).moved(*BEHIND_AT)
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
            WHERE,
            said,
            Box(-8, -2.5, 16, 5),
            face=Face.LABEL,
            largest_pt=9,
            align="centre",
        )
