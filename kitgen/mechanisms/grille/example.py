"""A card that shows with an example how the stone is laid; its content never depends on the answer."""

from __future__ import annotations

from kitgen.canvas import Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Piece, PieceKind, Use
from kitgen.mechanisms.grille.clues import EYE, LIES, UPRIGHT, Clues, Lie, Pose, Stone
from kitgen.mechanisms.grille.stonework import PITCH_MM, RIM_MM, draw_laid_stone, draw_lie
from kitgen.mechanisms.grille.table import draw_sign
from kitgen.mechanisms.grille.tags import draw_button, draw_patch
from kitgen.mechanisms.grille.wording import place
from kitgen.message import message
from kitgen.units import Box

CARD_MM = (63.0, 88.0)

EXAMPLE_STONE = Stone(3, 3, ((2, 0), (0, 2), (1, 1), (2, 2)))
LETTERS = "OK"

_COLUMNS, _ROWS = 5, 4
_FILLING = ("DSEUN", "PTALM", "RHWIV", "GXBOC")
_GRID_TOP_MM = 31.6
_TAG_GAP_MM = 3.6


def example_lie(clues: Clues) -> Lie:
    """How the stone of the example lies: turned or flipped where the puzzle turns or flips it too."""
    if clues.ring.lie is not None:
        return UPRIGHT
    return Lie(1, clues.ring.plates == len(LIES))


def example_piece(clues: Clues) -> Piece:
    """The card, to be cut out beside the stone."""
    lie = example_lie(clues)
    pose = Pose(1 if lie.corner == 0 else 3, 1, lie)

    def front(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            _draw_card(canvas, pose)

    return Piece(
        id="how-to",
        group="how-to",
        kind=PieceKind.PROP,
        width_mm=CARD_MM[0],
        height_mm=CARD_MM[1],
        front=front,
        use=Use.DECOR,
        keeps_margin=True,
    )


def _draw_card(canvas: Canvas, pose: Pose) -> None:
    width, height = CARD_MM
    canvas.draw(Path.rect(Box(2, 2, width - 4, height - 4), 3), stroke=Role.FRAME, width_mm=0.35)

    square, read = place(pose), " ".join(LETTERS)

    def say(key: str, x: float, y: float, face: Face = Face.BODY, size_pt: float = 9.5) -> None:
        values = {"picture": {"place": square}, "corner": {"place": square}, "letters": {"letters": read}}
        text = canvas.say(message(f"grille.how-to.{key}", **values.get(key, {})))
        canvas.text(x, y, text, face=face, size_pt=size_pt)

    say("title", 5, 9.0, Face.TITLE, 15)
    say("asked", 5, 14.8)
    say("picture", 5, 18.9)
    say("turn", 5, 23.0)
    draw_lie(canvas, Box(width - 18.5, 10.5, 14, 14), EXAMPLE_STONE, pose.lie)
    _draw_grid(canvas, pose)
    for i, key in enumerate(("corner", "eyes", "letters")):
        say(key, 5, _GRID_TOP_MM + _ROWS * PITCH_MM + RIM_MM + 4.2 + 4.0 * i)


def _draw_grid(canvas: Canvas, pose: Pose) -> None:
    """A small lattice with the stone on it, and arrows from the names of the square to the square."""
    right = pose.lie.corner == 1
    left = (CARD_MM[0] - _COLUMNS * PITCH_MM) / 2 + (-_TAG_GAP_MM if right else _TAG_GAP_MM) / 2
    field = Box(left, _GRID_TOP_MM, _COLUMNS * PITCH_MM, _ROWS * PITCH_MM)
    canvas.draw(Path.rect(field), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
    for i in range(1, _COLUMNS):
        x = left + i * PITCH_MM
        canvas.draw(Path.line(x, field.y_mm, x, field.bottom_mm), stroke=Role.STONE, width_mm=0.2)
    for i in range(1, _ROWS):
        y = field.y_mm + i * PITCH_MM
        canvas.draw(Path.line(left, y, field.right_mm, y), stroke=Role.STONE, width_mm=0.2)
    xs = [left + (i + 0.5) * PITCH_MM for i in range(_COLUMNS)]
    ys = [field.y_mm + (i + 0.5) * PITCH_MM for i in range(_ROWS)]
    shown = dict(zip(EXAMPLE_STONE.seen(pose), (*LETTERS, EYE, EYE), strict=True))
    shown[pose.column, pose.row] = "star"
    side = _COLUMNS - 1 if right else 0
    for row, y in enumerate(ys):
        for column, x in enumerate(xs):
            under_arrow = (column, row) in ((pose.column, 0), (side, pose.row))
            if not under_arrow:
                draw_sign(canvas, x, y, shown.get((column, row), _FILLING[row][column]))
    draw_laid_stone(canvas, EXAMPLE_STONE, pose.lie, xs[pose.column], ys[pose.row])
    for column, x in enumerate(xs):
        draw_button(canvas, x, field.y_mm - _TAG_GAP_MM, column)
    tags_x = field.right_mm + _TAG_GAP_MM if right else left - _TAG_GAP_MM
    for row, y in enumerate(ys):
        draw_patch(canvas, tags_x, y, row)
    x, y = xs[pose.column], ys[pose.row]
    away = 1 if right else -1
    half = PITCH_MM / 2
    square = Box(x - half + 0.6, y - half + 0.6, PITCH_MM - 1.2, PITCH_MM - 1.2)
    canvas.draw(Path.rect(square, 1.2), stroke=Role.ACCENT, width_mm=0.6)
    _draw_arrow(canvas, (x, field.y_mm + 0.6), (x, y - half))
    _draw_arrow(canvas, (tags_x - away * (_TAG_GAP_MM + 0.6), y), (x + away * half, y))


def _draw_arrow(canvas: Canvas, start: tuple[float, float], tip: tuple[float, float]) -> None:
    """An arrow along a row or a column."""
    (x0, y0), (x1, y1) = start, tip
    length = abs(x1 - x0) + abs(y1 - y0)
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    canvas.draw(Path.line(x0, y0, x1 - dx * 2, y1 - dy * 2), stroke=Role.ACCENT, width_mm=0.6)
    base = (x1 - dx * 2.8, y1 - dy * 2.8)
    wings = [(base[0] - dy * 1.5, base[1] + dx * 1.5), (base[0] + dy * 1.5, base[1] - dx * 1.5)]
    canvas.draw(Path.polyline([wings[0], tip, wings[1]], closed=True), fill=Role.ACCENT)
