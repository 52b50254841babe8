"""The button wheel as pieces: the plate, which stays in its paper, and the rings to cut out."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.locks.disc_drawing import (
    PIVOT_AIR_MM,
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
from kitgen.mechanisms.contract import Piece, PieceKind
from kitgen.message import message
from kitgen.units import Box

SIDE_MM, HEAD_MM, FOOT_MM = 8.0, 15.0, 34.0
"""Round the plate's drawing: stitches at the sides, title and arrow above, how to use it below."""

PLATE_HEIGHT_MM = 203.0
"""What US letter leaves on a file's first page; the foot of a plate with a rim is as much lower."""

RINGS = "rings"
"""Id of the piece that bears all rings."""

WHERE = "the button wheel"
"""For errors."""

PAGE_WIDTH_MM = 189.0
GAP_MM = 2.0
"""Between two discs: room for a blade."""


def wheel_pieces(wheel: Wheel) -> tuple[Piece, ...]:
    """The plate, then a page with all rings."""
    return (_plate(wheel), _rings(wheel))


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
        keeps_margin=True,
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
    for key, y, face in (("cut", -inner * 0.62, Face.LABEL_BOLD), ("seat", PIVOT_AIR_MM + 6, Face.LABEL)):
        room = Box(-inner * 0.7, y, inner * 1.4, inner * 0.62 - PIVOT_AIR_MM - 3)
        said = canvas.say(message(f"locks.wheel.{key}"))
        write(canvas, WHERE, said, room, face=face, largest_pt=12, align="centre", middle=True)
    draw_pivot(canvas)


def _rings(wheel: Wheel) -> Piece:
    """All rings on one piece of paper; its outline is theirs. In the corner left free: the making."""
    spots, radii = _spots(wheel), radii_mm(wheel)
    _, _, second_y = spots[1]
    left = 2 * radii[0] + 3
    making = Box(left, 1, PAGE_WIDTH_MM - left - 1, second_y - radii[1] - 4)

    def front(canvas: Canvas, box: Box) -> None:
        for ring, x, y in spots:
            with canvas.moved(box.x_mm + x, box.y_mm + y):
                draw_ring(canvas, wheel, ring)
        with canvas.moved(box.x_mm, box.y_mm):
            _draw_making(canvas, making)

    outline = Path(())
    for ring, x, y in spots:
        outline += Path.circle(x, y, radii[ring - 1])
    return Piece(
        id=RINGS,
        group="rings",
        kind=PieceKind.PROP,
        width_mm=PAGE_WIDTH_MM,
        height_mm=max(y + radii[ring - 1] for ring, x, y in spots),
        front=front,
        outline=outline,
        lines=tuple(window_line(wheel, ring, x, y) for ring, x, y in spots),
        tolerance_mm=0.4,
    )


def _spots(wheel: Wheel) -> list[tuple[int, float, float]]:
    """Where the rings lie: ring, and its centre from the top left corner.

    The largest lies in the corner, the second at the right as high as it goes, the third at the left below.
    """
    radii = radii_mm(wheel)
    spots = [(1, radii[0], radii[0])]
    for ring in range(2, wheel.rings + 1):
        radius = radii[ring - 1]
        x = PAGE_WIDTH_MM - radius if ring == 2 else radius
        y = max(_below(x, radius, (cx, cy), radii[other - 1]) for other, cx, cy in spots)
        spots.append((ring, x, y))
    return spots


def _below(x: float, radius: float, middle: tuple[float, float], other_radius: float) -> float:
    """How low a disc's centre has to lie to keep its distance from another disc."""
    apart, aside = radius + other_radius + GAP_MM, abs(x - middle[0])
    return middle[1] + (apart**2 - aside**2) ** 0.5 if aside < apart else radius


def ring_centres_mm(wheel: Wheel) -> dict[int, tuple[str, float, float]]:
    """By ring: the id of its piece, and its centre from that piece's top left corner."""
    return {ring: (RINGS, x, y) for ring, x, y in _spots(wheel)}


def _draw_making(canvas: Canvas, box: Box) -> None:
    """How the wheel is put together, in the corner that the discs leave free."""
    y = box.y_mm
    title = Box(box.x_mm, y, box.width_mm, 7)
    said = canvas.say(message("locks.making.title"))
    y = write(canvas, WHERE, said, title, face=Face.TITLE, largest_pt=16, role=Role.FRAME) + 0.8
    steps = "\n".join(canvas.say(message(f"locks.making.{key}")) for key in ("stack", "pin", "buttons"))
    room = Box(box.x_mm, y, box.width_mm, box.bottom_mm - y)
    write(canvas, WHERE, steps, room, largest_pt=10.5)
