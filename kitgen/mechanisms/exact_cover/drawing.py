"""The cloth with its hem, and the pieces."""

from __future__ import annotations

import math

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.mechanisms.contract import Draw
from kitgen.mechanisms.exact_cover.clues import CoverClues
from kitgen.mechanisms.exact_cover.shapes import Patch, Square, cells_of
from kitgen.message import message
from kitgen.typesetting.drawn import DrawnMetrics, fit_alike
from kitgen.units import Box, mm_from_pt

SQUARE_MM = 15.0
HEM_MM = 8.0
EDGE_MM = 3.0
"""Hem to the right, where no numbers stand."""

RULES = ("plate", "picture", "open", "number", "no-number")
RULE_MM, RULE_LABEL_MM, RULE_PT = 4.1, 17.5, 9.5
RULE_SQUARES = 6
"""A cloth is as wide as so many squares at least, for its rules."""

FOOT_MM = 1.2 + len(RULES) * RULE_MM + 2.3
"""Hem below, where the rules stand: each a line with its label before it."""

INSET_MM = 0.3
"""Pieces are cut so far inside their squares, so that they lie side by side without pushing."""

FINE, LINE, BOLD = 0.2, 0.35, 0.6
SEAM = (2.1, 1.3)


def cloth_mm(clues: CoverClues) -> tuple[float, float]:
    """Width and height of the cloth."""
    return (
        HEM_MM + max(clues.columns, RULE_SQUARES) * SQUARE_MM + EDGE_MM,
        HEM_MM + clues.rows * SQUARE_MM + FOOT_MM,
    )


def piece_mm(patch: Patch) -> tuple[float, float]:
    """Width and height of a trimmed piece."""
    rows, columns = patch.size
    return columns * SQUARE_MM - 2 * INSET_MM, rows * SQUARE_MM - 2 * INSET_MM


def outline(squares: tuple[Square, ...], inset_mm: float) -> Path:
    """The edge of some squares, drawn in from the grid, with the grid's corner at the origin."""
    inside = set(squares)
    edges: dict[Square, list[Square]] = {}
    for r, c in sorted(inside):
        sides = (
            ((r - 1, c), (r, c), (r, c + 1)),
            ((r, c + 1), (r, c + 1), (r + 1, c + 1)),
            ((r + 1, c), (r + 1, c + 1), (r + 1, c)),
            ((r, c - 1), (r + 1, c), (r, c)),
        )
        for neighbour, start, end in sides:
            if neighbour not in inside:
                edges.setdefault(start, []).append(end)
    start = min(edges)
    ring = [start]
    while not (len(ring) > 1 and ring[-1] == start):
        ring.append(edges[ring[-1]].pop())
    ring.pop()
    points = []
    for i, (r, c) in enumerate(ring):
        before, after = ring[i - 1], ring[(i + 1) % len(ring)]
        d1, d2 = (r - before[0], c - before[1]), (after[0] - r, after[1] - c)
        if d1 == d2:
            continue
        # Going clockwise, inwards is a quarter turn to the right of each side.
        down, right = d1[1] + d2[1], -d1[0] - d2[0]
        points.append((c * SQUARE_MM + right * inset_mm, r * SQUARE_MM + down * inset_mm))
    return Path.polyline(points, closed=True)


def cut_outline(patch: Patch) -> Path | None:
    """The outline of a piece from its top left corner, or None for a rectangle."""
    rows, columns = patch.size
    if len(patch.squares) == rows * columns:
        return None
    return outline(patch.squares, INSET_MM).moved(-INSET_MM, -INSET_MM)


def piece_front(patch: Patch, weave: int) -> Draw:
    """A piece as printed."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm - INSET_MM, box.y_mm - INSET_MM):
            _patch(canvas, patch.squares, weave)
            if patch.motif:
                r, c = patch.squares[patch.at]
                _home(canvas, patch.motif, (c + 0.5) * SQUARE_MM, (r + 0.5) * SQUARE_MM)

    return draw


def cloth_front(clues: CoverClues) -> Draw:
    """The cloth as printed."""

    def draw(canvas: Canvas, box: Box) -> None:
        with canvas.moved(box.x_mm, box.y_mm):
            _hem(canvas, clues)
            _rules(canvas, clues)
            _grid(canvas, clues)

    return draw


def packed_cloth(clues: CoverClues, packing: tuple[int, ...]) -> Draw:
    """The cloth with every piece where it belongs."""

    def draw(canvas: Canvas, box: Box) -> None:
        cloth_front(clues)(canvas, box)
        with canvas.moved(box.x_mm + HEM_MM, box.y_mm + HEM_MM):
            for weave, (patch, mask) in enumerate(zip(clues.patches, packing, strict=True)):
                cells = tuple((i // clues.columns, i % clues.columns) for i in cells_of(mask))
                _patch(canvas, cells, weave)
                square = dict(clues.homes).get(patch.motif)
                if square is not None:
                    _home(canvas, patch.motif, *_centre(clues, square))

    return draw


def _centre(clues: CoverClues, square: int) -> tuple[float, float]:
    return (square % clues.columns + 0.5) * SQUARE_MM, (square // clues.columns + 0.5) * SQUARE_MM


def _patch(canvas: Canvas, squares: tuple[Square, ...], weave: int) -> None:
    edge = outline(squares, INSET_MM)
    canvas.draw(edge, fill=Role.SHADE)
    with canvas.clipped(outline(squares, 2.4)):
        _weave(canvas, edge.bounds(), weave % 4)
    inside = set(squares)
    for r, c in squares:
        x, y = c * SQUARE_MM, r * SQUARE_MM
        if (r, c + 1) in inside:
            line = Path.line(x + SQUARE_MM, y + 2.4, x + SQUARE_MM, y + SQUARE_MM - 2.4)
            canvas.draw(line, stroke=Role.INK, width_mm=LINE, dash=(1.0, 1.4))
        if (r + 1, c) in inside:
            line = Path.line(x + 2.4, y + SQUARE_MM, x + SQUARE_MM - 2.4, y + SQUARE_MM)
            canvas.draw(line, stroke=Role.INK, width_mm=LINE, dash=(1.0, 1.4))
    canvas.draw(outline(squares, 1.5), stroke=Role.ACCENT, width_mm=BOLD, dash=SEAM)


def _weave(canvas: Canvas, box: Box, weave: int) -> None:
    """Dots, stripes, checks or little crosses: cloth, nothing to be read."""
    gap = SQUARE_MM / 5
    across = int(box.width_mm / gap) + 1
    down = int(box.height_mm / gap) + 1
    if weave in (0, 3):
        for i in range(across):
            for j in range(down):
                x, y = box.x_mm + (i + 0.5) * gap, box.y_mm + (j + 0.5) * gap
                if (i + j) % 2:
                    continue
                if weave == 0:
                    canvas.draw(Path.circle(x, y, 0.4), fill=Role.STONE)
                else:
                    cross = Path.line(x - 0.7, y, x + 0.7, y) + Path.line(x, y - 0.7, x, y + 0.7)
                    canvas.draw(cross, stroke=Role.STONE, width_mm=LINE)
        return
    if weave == 1:
        for i in range(-down, across):
            x = box.x_mm + i * gap
            line = Path.line(x, box.bottom_mm, x + box.height_mm, box.y_mm)
            canvas.draw(line, stroke=Role.STONE, width_mm=LINE)
        return
    for i in range(across):
        x = box.x_mm + (i + 0.5) * gap
        canvas.draw(Path.line(x, box.y_mm, x, box.bottom_mm), stroke=Role.STONE, width_mm=LINE)
    for j in range(down):
        y = box.y_mm + (j + 0.5) * gap
        canvas.draw(Path.line(box.x_mm, y, box.right_mm, y), stroke=Role.STONE, width_mm=LINE)


def _home(canvas: Canvas, motif: str, x: float, y: float) -> None:
    """A picture on its round white patch: the same on piece and cloth."""
    canvas.draw(Path.circle(x, y, 5.4), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)
    if motif == "ring":
        ring = Path.circle(x, y, 3.3) + Path.circle(x, y, 1.7)
        canvas.draw(ring, fill=Role.INK, even_odd=True)
        return
    canvas.draw(_motif(motif).moved(x, y), fill=Role.INK)


def _motif(motif: str) -> Path:
    """A picture around the origin, about 7 mm across."""
    if motif == "heart":
        return Path(
            (
                ("M", (0.0, 3.4)),
                ("C", (-5.6, -0.4, -3.2, -4.6, 0.0, -1.6)),
                ("C", (3.2, -4.6, 5.6, -0.4, 0.0, 3.4)),
                ("Z", ()),
            )
        )
    if motif == "star":
        spikes = [(3.9 if i % 2 == 0 else 1.6, math.pi * i / 5 - math.pi / 2) for i in range(10)]
        return Path.polyline([(r * math.cos(a), r * math.sin(a)) for r, a in spikes], closed=True)
    if motif == "moon":
        return Path(
            (
                ("M", (1.2, -3.5)),
                ("C", (-3.6, -3.9, -4.6, 2.9, 1.2, 3.5)),
                ("C", (-0.9, 1.9, -0.9, -1.9, 1.2, -3.5)),
                ("Z", ()),
            )
        ).moved(1.0, 0.0)
    if motif == "leaf":
        return Path(
            (
                ("M", (-3.2, 3.2)),
                ("C", (-3.8, -1.8, -1.0, -3.4, 3.2, -3.2)),
                ("C", (3.4, 1.0, 1.8, 3.8, -3.2, 3.2)),
                ("Z", ()),
            )
        )
    if motif == "diamond":
        return Path.polyline([(0, -3.8), (2.7, 0), (0, 3.8), (-2.7, 0)], closed=True)
    if motif == "drop":
        return Path(
            (
                ("M", (0.0, -3.9)),
                ("C", (0.8, -1.8, 2.7, -0.4, 2.7, 1.2)),
                ("C", (2.7, 4.5, -2.7, 4.5, -2.7, 1.2)),
                ("C", (-2.7, -0.4, -0.8, -1.8, 0.0, -3.9)),
                ("Z", ()),
            )
        )
    arm, long = 1.1, 3.5
    half = [(-arm, -long), (arm, -long), (arm, -arm), (long, -arm), (long, arm), (arm, arm)]
    return Path.polyline([*half, *((-x, -y) for x, y in half)], closed=True)


def _hem(canvas: Canvas, clues: CoverClues) -> None:
    width, height = cloth_mm(clues)
    canvas.draw(Path.rect(Box(0, 0, width, height)), fill=Role.PAPER)
    seam = Box(0, 0, width, height).inset(1.3)
    canvas.draw(Path.rect(seam, 1.5), stroke=Role.ACCENT, width_mm=LINE, dash=SEAM)
    x, y = HEM_MM / 2 + 0.5, HEM_MM / 2 + 0.5
    arrow = [(-1.9, -0.7), (0.3, -0.7), (0.3, -1.9), (2.5, 0), (0.3, 1.9), (0.3, 0.7), (-1.9, 0.7)]
    canvas.draw(Path.polyline(arrow, closed=True).moved(x, y), fill=Role.INK)
    for kind, place, _, number in clues.numbers():
        along = HEM_MM + (place - 0.5) * SQUARE_MM
        at = (x, along) if kind == "row" else (along, y)
        canvas.draw(Path.circle(*at, 3.0), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)
        room = Box(at[0] - 3, at[1] - 3, 6, 6)
        canvas.text_in(room, str(number), face=Face.EXACT_BOLD, size_pt=11)


def _rules(canvas: Canvas, clues: CoverClues) -> None:
    """The rules on the foot of the cloth, in one size."""
    width, height = cloth_mm(clues)
    room = (width - HEM_MM - RULE_LABEL_MM - EDGE_MM, RULE_MM)
    texts = [canvas.say(message(f"exact-cover.rule.{name}")) for name in RULES]
    lines = fit_alike(DrawnMetrics(canvas.metrics), "exact-cover", texts, Face.BODY, room, largest_pt=RULE_PT)
    for i, (name, line) in enumerate(zip(RULES, lines, strict=True)):
        top = height - FOOT_MM + 1.2 + i * RULE_MM
        baseline = top + RULE_MM / 2 + mm_from_pt(RULE_PT) * CAP_HEIGHT / 2
        label = canvas.say(message(f"exact-cover.label.{name}"))
        canvas.text(HEM_MM, baseline, label, face=Face.LABEL_BOLD, size_pt=9, role=Role.ACCENT)
        line.draw(canvas, Box(HEM_MM + RULE_LABEL_MM, top + (RULE_MM - line.height_mm) / 2, *room))


def _grid(canvas: Canvas, clues: CoverClues) -> None:
    with canvas.moved(HEM_MM, HEM_MM):
        whole = Box(0, 0, clues.columns * SQUARE_MM, clues.rows * SQUARE_MM)
        canvas.draw(Path.rect(whole), fill=Role.WHITE)
        for i in range(1, clues.columns):
            line = Path.line(i * SQUARE_MM, 0, i * SQUARE_MM, whole.height_mm)
            canvas.draw(line, stroke=Role.MUTED, width_mm=LINE)
        for i in range(1, clues.rows):
            line = Path.line(0, i * SQUARE_MM, whole.width_mm, i * SQUARE_MM)
            canvas.draw(line, stroke=Role.MUTED, width_mm=LINE)
        canvas.draw(Path.rect(whole), stroke=Role.INK, width_mm=BOLD)
        homes = {square: motif for motif, square in clues.homes}
        for square, letter in enumerate(clues.letters):
            x, y = _centre(clues, square)
            if square in clues.plates:
                _plate(canvas, x, y, clues.plates.index(square))
            elif square in homes:
                _home(canvas, homes[square], x, y)
            else:
                box = Box(x - SQUARE_MM / 2, y - SQUARE_MM / 2, SQUARE_MM, SQUARE_MM)
                canvas.text_in(box, letter, face=Face.EXACT_BOLD, size_pt=22)


def _plate(canvas: Canvas, x: float, y: float, which: int) -> None:
    """A plate seen from above on a dark square: empty, or with a piece of cake."""
    ground = Box(x - SQUARE_MM / 2, y - SQUARE_MM / 2, SQUARE_MM, SQUARE_MM)
    canvas.draw(Path.rect(ground.inset(0.3)), fill=Role.BAND)
    canvas.draw(Path.circle(x, y, 6.5), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)
    canvas.draw(Path.circle(x, y, 4.9), stroke=Role.INK, width_mm=FINE)
    canvas.draw(Path.circle(x, y, 5.7), stroke=Role.ACCENT, width_mm=LINE, dash=(0.9, 1.1))
    if which % 3 == 0:
        cake = Path.polyline([(-2.9, 1.8), (3.2, 0.2), (-1.6, -2.8)], closed=True).moved(x, y)
        canvas.draw(cake, fill=Role.STONE, stroke=Role.INK, width_mm=LINE)
        canvas.draw(Path.circle(x - 0.6, y - 0.4, 0.8), fill=Role.INK)
    elif which % 3 == 1:
        canvas.draw(Path.circle(x, y, 3.2), fill=Role.STONE, stroke=Role.INK, width_mm=LINE)
        canvas.draw(Path.circle(x, y, 1.1), fill=Role.WHITE, stroke=Role.INK, width_mm=LINE)
    else:
        for dx, dy in ((-1.5, 1.0), (1.6, 0.7), (0.0, -1.6)):
            berry = Path.circle(x + dx, y + dy, 1.3)
            canvas.draw(berry, fill=Role.STONE, stroke=Role.INK, width_mm=LINE)
