"""What lies on the table: the house with its table of letters, the gossip, and the tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kitgen.canvas import Canvas, Face, LineKind, Metrics, Path, Role
from kitgen.errors import LayoutError
from kitgen.mechanisms.contract import Draw, Picture, Piece, PieceKind
from kitgen.mechanisms.logic_grid.figures import LINE_MM, THIN_MM, draw_figure
from kitgen.mechanisms.logic_grid.notes import ANIMAL, RESIDENT, GridClues, note_words
from kitgen.mechanisms.logic_grid.reasoning import gossip_cards
from kitgen.message import message
from kitgen.units import Box, mm_from_pt

PROP_MM = (182.0, 118.0)
"""Half a sheet: the house, and two rows of tokens below it."""

ROOF_MM, BASE_MM, BETWEEN_MM = 12.0, 2.0, 5.0
"""Roof and doorstep of the house, and what packing leaves between house and tokens."""

PLAY_MM = 0.8
"""By how much a room is larger than a token, so that tokens lie down at ease."""

TOKEN_WIDTHS_MM = {4: 26.0, 5: 22.5, 6: 20.0}
STAIR_MM = 10.0
"""The stairs at the left of the house, with the numbers of the floors."""

CARD_MM = (63.0, 88.0)
CARD_EDGE_MM, NUMBER_MM, CARD_HEAD_MM = 4.6, 5.8, 14.5
LEAST_GAP_MM, LINE_PITCH = 1.0, 1.18
"""Between notes, and between the lines of one, as a share of the font size."""

SIZES_PT = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)


def token_mm(floors: int) -> tuple[float, float]:
    """Width and height of a token: as large as two rows of them and a room for each on half a sheet allow."""
    room = PROP_MM[1] - ROOF_MM - BASE_MM - BETWEEN_MM - floors * PLAY_MM
    return TOKEN_WIDTHS_MM[floors], int(room / (floors + 2) * 10) / 10


def house_mm(floors: int) -> tuple[float, float]:
    """Width and height of the piece with the house."""
    return PROP_MM[0], ROOF_MM + BASE_MM + floors * (token_mm(floors)[1] + PLAY_MM)


def all_pieces(clues: GridClues) -> tuple[Piece, ...]:
    """The house, the gossip, the tokens."""
    n = clues.floors
    house = Piece(
        "house", "house", PieceKind.PROP, *house_mm(n), front=_house_front(clues), keeps_margin=True
    )
    cards = [
        Piece(f"gossip-{i}", "gossip", PieceKind.CARD, *CARD_MM, front=_gossip_front(clues, numbers))
        for i, numbers in enumerate(gossip_cards(len(clues.notes)), 1)
    ]
    columns = (3 * n + 1) // 2
    tokens = [
        Piece(
            f"token-{clues.names[e]}",
            "tokens",
            PieceKind.PROP,
            *token_mm(n),
            front=_token_front(clues.names[e], e // n),
            columns=columns,
        )
        for e in clues.tokens
    ]
    return (house, *cards, *tokens)


def solved_house(clues: GridClues, state: Sequence[int]) -> Picture:
    """The house with everybody at home and the letters of the answer circled."""
    n = clues.floors
    width, height = house_mm(n)

    def draw(canvas: Canvas, box: Box) -> None:
        _house_front(clues)(canvas, box)
        with canvas.moved(box.x_mm, box.y_mm):
            for e, floor in enumerate(state):
                place = room_box(n, floor, e // n).inset(PLAY_MM / 2)
                _token_front(clues.names[e], e // n)(canvas, place)
                canvas.draw(Path.rect(place), stroke=Role.MUTED, width_mm=THIN_MM)
            for floor in range(n):
                animal = state.index(floor, n) - n
                row = state.index(floor, 2 * n) - 2 * n if clues.crossed else floor
                cell = letter_box(clues, row, animal)
                around = Path.circle(
                    cell.centre_x_mm, cell.centre_y_mm, min(cell.width_mm, cell.height_mm) / 2 - 0.4
                )
                canvas.draw(around, stroke=Role.ACCENT, width_mm=0.6)

    return Picture(width, height, draw)


def room_box(floors: int, floor: int, sort: int) -> Box:
    """A room, in mm from the house's top left corner."""
    width, height = (length + PLAY_MM for length in token_mm(floors))
    top = ROOF_MM + (floors - 1 - floor) * height
    return Box(3 + STAIR_MM + sort * width, top, width, height)


def letter_box(clues: GridClues, row: int, column: int) -> Box:
    """A cell of the table of letters, in mm from the house's top left corner."""
    n = clues.floors
    left, width = _table_place(n)
    pitch = room_box(n, 0, 0).height_mm
    x = left + _HEAD_MM + column * width
    if not clues.crossed:
        # Floors lie one above the other as in the house.
        return Box(x, ROOF_MM + (n - 1 - row) * pitch, width, pitch)
    # Hobbies are listed from the top, in lower rows than the house's: they are no floors.
    top = ROOF_MM + CROSSED_DOWN_MM
    pitch = (ROOF_MM + n * pitch - CROSSED_UP_MM - top) / n
    return Box(x, top + row * pitch, width, pitch)


_HEAD_MM = 13.0

CROSSED_DOWN_MM, CROSSED_UP_MM = 11.0, 6.0
"""How far a table of hobbies begins below the eaves, for its title, and ends above the doorstep."""


def _table_place(floors: int) -> tuple[float, float]:
    """Where the table begins, and how wide a column is."""
    house = room_box(floors, 0, 2).right_mm + 1
    room = PROP_MM[0] - house - 8 - _HEAD_MM
    width = min(room / floors, 15.0)
    return house + (PROP_MM[0] - house - _HEAD_MM - floors * width) / 2, width


def _house_front(clues: GridClues) -> Draw:
    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            canvas.draw(Path.rect(Box(0, 0, *house_mm(clues.floors))), fill=Role.SHADE)
            _draw_house(canvas, clues)
            _draw_table(canvas, clues)

    return front


def _draw_house(canvas: Canvas, clues: GridClues) -> None:
    n = clues.floors
    first, last = room_box(n, 0, 0), room_box(n, n - 1, 2)
    walls = Box(3, ROOF_MM, last.right_mm - 3, n * first.height_mm)
    _draw_roof(canvas, n, walls)
    canvas.draw(Path.rect(walls), fill=Role.WHITE, stroke=Role.INK, width_mm=0.6)
    stairs = Box(3, ROOF_MM, STAIR_MM, walls.height_mm)
    canvas.draw(Path.rect(stairs), fill=Role.STONE, stroke=Role.INK, width_mm=LINE_MM)
    for floor in range(n):
        for sort in range(3):
            room = room_box(n, floor, sort)
            canvas.draw(Path.rect(room), fill=_GROUNDS[sort], stroke=Role.MUTED, width_mm=THIN_MM)
            _draw_pattern(canvas, room.inset(1.2), sort)
        room = room_box(n, floor, 0)
        canvas.draw(
            Path.line(3, room.bottom_mm, walls.right_mm, room.bottom_mm), stroke=Role.INK, width_mm=0.6
        )
        _draw_number(canvas, 3 + STAIR_MM / 2, room.centre_y_mm, floor + 1)
    step = Box(1.5, walls.bottom_mm, walls.width_mm + 3, BASE_MM)
    canvas.draw(Path.rect(step), fill=Role.BAND)


def _draw_number(canvas: Canvas, x: float, y: float, number: int) -> None:
    canvas.draw(Path.circle(x, y, 3.9), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE_MM)
    canvas.text_in(Box(x - 4, y - 4, 8, 8), str(number), face=Face.EXACT_BOLD, size_pt=14, role=Role.INK)


def _draw_roof(canvas: Canvas, floors: int, walls: Box) -> None:
    eaves = walls.y_mm
    chimney = Box(walls.right_mm - 24, 1.0, 5.5, 8)
    canvas.draw(Path.rect(chimney), fill=Role.STONE, stroke=Role.INK, width_mm=LINE_MM)
    roof = [(1.2, eaves), (9, 2.6), (walls.right_mm - 6, 2.6), (walls.right_mm + 1.8, eaves)]
    canvas.draw(Path.polyline(roof, closed=True), fill=Role.BAND)
    seam = Path.line(9.8, 4.0, walls.right_mm - 6.8, 4.0)
    canvas.draw(seam, stroke=Role.ON_BAND, width_mm=THIN_MM, dash=canvas.style.seam_mm)
    for sort, name in enumerate(("resident", "animal", "hobby")):
        room = room_box(floors, 0, sort)
        place = Box(room.x_mm, 5.0, room.width_mm, eaves - 5.6)
        label = canvas.say(message(f"logic-grid.house.{name}"))
        canvas.text_in(place, label, face=Face.LABEL_BOLD, size_pt=9, role=Role.ON_BAND)


def _draw_table(canvas: Canvas, clues: GridClues) -> None:
    n = clues.floors
    first, last = letter_box(clues, 0, 0), letter_box(clues, n - 1, n - 1)
    top, bottom = ROOF_MM, house_mm(n)[1] - BASE_MM
    if clues.crossed:
        top, bottom = first.y_mm, bottom - CROSSED_UP_MM + 1.2
    panel = Box(first.x_mm - _HEAD_MM, 1.2, _HEAD_MM + n * first.width_mm + 2, bottom)
    canvas.draw(Path.rect(panel, 2), fill=Role.WHITE, stroke=Role.FRAME, width_mm=LINE_MM)
    pictures = 2.0
    if clues.crossed:
        _draw_title(canvas, panel, first)
        pictures = TITLE_MM + 2.0
    for row in range(n):
        cell = letter_box(clues, row, 0)
        head = Box(panel.x_mm, cell.y_mm, _HEAD_MM, cell.height_mm)
        if clues.crossed:
            draw_figure(canvas, clues.names[2 * n + row], head.inset(1.6, 1.3))
        else:
            _draw_number(canvas, head.centre_x_mm, head.centre_y_mm, row + 1)
        for column in range(n):
            place = letter_box(clues, row, column)
            if column % 2 == 0:
                canvas.draw(Path.rect(place), fill=Role.SHADE)
            canvas.text_in(place, clues.rows[row][column], face=Face.EXACT_BOLD, size_pt=17, role=Role.INK)
        if cell.y_mm > top:
            line = Path.line(panel.x_mm + 2, cell.y_mm, last.right_mm, cell.y_mm)
            canvas.draw(line, stroke=Role.MUTED, width_mm=THIN_MM)
    for column in range(n):
        cell = letter_box(clues, 0, column)
        room = Box(cell.x_mm + 0.9, pictures, cell.width_mm - 1.8, top - pictures - 0.6)
        draw_figure(canvas, clues.names[n + column], room)
    canvas.draw(Path.line(panel.x_mm + 2, top, last.right_mm, top), stroke=Role.INK, width_mm=LINE_MM)


TITLE_MM = 7.2


def _draw_title(canvas: Canvas, panel: Box, first: Box) -> None:
    """Above a table of hobbies and animals what it tells, and in its corner which way each goes."""
    band = Box(panel.x_mm, panel.y_mm, panel.width_mm, TITLE_MM)
    canvas.draw(Path.rect(band, 2), fill=Role.BAND)
    title = canvas.say(message("logic-grid.house.table-crossed"))
    canvas.text_in(band, title, face=Face.LABEL_BOLD, size_pt=10, role=Role.ON_BAND)
    corner = Box(panel.x_mm, band.bottom_mm, _HEAD_MM, first.y_mm - band.bottom_mm)
    for name, top, points in (
        ("animal", corner.y_mm + 1.2, ((-0.8, -1.0), (-0.8, 1.0), (0.9, 0.0))),
        ("hobby", corner.bottom_mm - 4.6, ((-1.0, -0.8), (1.0, -0.8), (0.0, 0.9))),
    ):
        place = Box(corner.x_mm + 0.4, top, corner.width_mm - 2.6, 3.6)
        label = canvas.say(message(f"logic-grid.house.{name}"))
        canvas.text_in(place, label, face=Face.LABEL_BOLD, size_pt=8)
        arrow = Path.polyline(points, closed=True).moved(place.right_mm + 1.1, place.centre_y_mm)
        canvas.draw(arrow, fill=Role.INK)


_GROUNDS = (Role.PAPER, Role.SHADE, Role.WHITE)
"""By sort, the ground of rooms and of tokens."""


def _draw_pattern(canvas: Canvas, box: Box, sort: int) -> None:
    """What tells sorts apart besides the ground: residents' is plain, animals' dotted, hobbies' striped."""
    if sort == RESIDENT:
        return
    gap = 1.8
    across, down = int(box.width_mm / gap) + 1, int(box.height_mm / gap) + 1
    with canvas.clipped(Path.rect(box)):
        if sort == ANIMAL:
            for i in range(across):
                for j in range(i % 2, down, 2):
                    dot = Path.circle(box.x_mm + (i + 0.5) * gap, box.y_mm + (j + 0.5) * gap, 0.45)
                    canvas.draw(dot, fill=Role.STONE)
            return
        for i in range(-down, across):
            x = box.x_mm + i * gap
            stripe = Path.line(x, box.bottom_mm, x + box.height_mm, box.y_mm)
            canvas.draw(stripe, stroke=Role.STONE, width_mm=LINE_MM)


def _token_front(name: str, sort: int) -> Draw:
    def front(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box), fill=_GROUNDS[sort])
        label = canvas.say(message(f"logic-grid.label.{name}"))
        strip = Box(box.x_mm, box.bottom_mm - 4.2, box.width_mm, 3.4)
        figure = Box(box.x_mm, box.y_mm + 0.8, box.width_mm, box.height_mm - 5.2)
        # Beside the figure, out of the way of the knife and of the word below.
        side = (box.width_mm - figure.height_mm) / 2 - 2.8
        for x in (box.x_mm + 1.2, box.right_mm - 1.2 - side):
            _draw_pattern(canvas, Box(x, box.y_mm + 1.2, side, box.height_mm - 6.2), sort)
        draw_figure(canvas, name, figure)
        face = Face.LABEL_BOLD if sort == RESIDENT else Face.LABEL
        canvas.text_in(strip, label, face=face, size_pt=8)

    return front


def _gossip_front(clues: GridClues, numbers: range) -> Draw:
    def front(canvas: Canvas, box: Box) -> None:
        canvas.draw(Path.rect(box), fill=Role.PAPER)
        canvas.line(Path.rect(box.inset(2.6), 2.5), LineKind.STITCH)
        with canvas.moved(box.x_mm, box.y_mm):
            _draw_bubble(canvas)
            _draw_notes(canvas, clues, numbers)

    return front


def _draw_bubble(canvas: Canvas) -> None:
    """The title, in a balloon that somebody says."""
    bubble = Box(13, 4.2, 37, 7.8)
    tail = Path.polyline([(22, 11.6), (19.5, 14.2), (27, 11.6)], closed=True)
    canvas.draw(tail, fill=Role.BAND)
    canvas.draw(Path.rect(bubble, 4), fill=Role.BAND)
    title = canvas.say(message("logic-grid.house.gossip"))
    canvas.text_in(bubble, title, face=Face.TITLE, size_pt=14, role=Role.ON_BAND)


def _draw_notes(canvas: Canvas, clues: GridClues, numbers: range) -> None:
    said = [canvas.say(note_words(clues.notes[i], clues.names)) for i in numbers]
    size, blocks = _set(canvas.metrics, said)
    pitch = mm_from_pt(size) * LINE_PITCH
    room = CARD_MM[1] - CARD_HEAD_MM - CARD_EDGE_MM
    lines = sum(len(block) for block in blocks)
    gap = min((room - lines * pitch) / len(blocks), 4.0)
    y = CARD_HEAD_MM + (room - lines * pitch - gap * len(blocks)) / 3
    for number, block in zip(numbers, blocks, strict=True):
        canvas.text(
            CARD_EDGE_MM + NUMBER_MM - 1.8,
            y + pitch * 0.8,
            str(number + 1),
            face=Face.EXACT_BOLD,
            size_pt=size,
            role=Role.ACCENT,
            align="right",
        )
        for line in block:
            canvas.text(CARD_EDGE_MM + NUMBER_MM, y + pitch * 0.8, line, face=Face.BODY, size_pt=size)
            y += pitch
        y += gap


def _set(metrics: Metrics, said: Sequence[str]) -> tuple[float, list[list[str]]]:
    """The notes of a card in lines, as large as fits.

    Raises:
        LayoutError: they are too long for the card at 8 pt.
    """
    width = CARD_MM[0] - 2 * CARD_EDGE_MM - NUMBER_MM
    room = CARD_MM[1] - CARD_HEAD_MM - CARD_EDGE_MM
    for size in SIZES_PT:
        blocks = [_lines(metrics, text, size, width) for text in said]
        pitch = mm_from_pt(size) * LINE_PITCH
        if sum(len(block) for block in blocks) * pitch + len(blocks) * LEAST_GAP_MM <= room:
            return size, blocks
    raise LayoutError(
        f"{len(said)} pieces of gossip are too long for their card at {SIZES_PT[-1]:g} pt.",
        f"The card has {room:.0f} mm for lines of {width:.0f} mm; say the notes in fewer words.",
    )


def _lines(metrics: Metrics, text: str, size_pt: float, width_mm: float) -> list[str]:
    lines = [""]
    # A number stays on the line of its word: "floor" and "1" are read as one.
    for word in re.split(r"\s+(?!\d)", text):
        longer = f"{lines[-1]} {word}".strip()
        if metrics.width_mm(longer, Face.BODY, size_pt) <= width_mm or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
