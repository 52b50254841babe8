"""Ghosts on paper: a head and a strip for each claim, all of one size, so that a few straight cuts do.

Laid under its head, a ghost's strips make its robe. A strip turned face down leaves a gap in it.
"""

from __future__ import annotations

import math
from functools import partial

from kitgen.canvas import CAP_HEIGHT, Canvas, Face, Path, Role
from kitgen.mechanisms.claims_and_liars.claims import LABELS, Clues, State, number_of, reading_order
from kitgen.mechanisms.claims_and_liars.wording import (
    RULE_PIECES,
    S,
    arrivals,
    claim_id,
    claim_words,
    ghost,
    head_id,
    label,
    rule_words,
)
from kitgen.mechanisms.contract import Picture, Piece, PieceKind
from kitgen.message import Message, message
from kitgen.typesetting.drawn import DrawnMetrics
from kitgen.typesetting.text import TextBlock, fit_text
from kitgen.units import Box, mm_from_pt

STRIP_MM = (60.0, 19.5)
"""Three abreast, six rows: half a sheet."""

ROBE_X = (3.0, 57.0)
"""Sides of the robe, in mm from a strip's left edge; the cut may stray two millimetres and more."""

TEXT_PT = 10.5
LABEL_PT = 8.5
DIGIT_PT = 19.0


COLUMNS = 3
"""Strips abreast on the uncut sheet, so that each ghost has a column of its own."""


def pieces(clues: Clues) -> tuple[Piece, ...]:
    """Heads, claims under their heads, and the two rule strips where a ghost has no further claim.

    Claims are shared out as level as can be (`generate.sizes`): only their last row has gaps, two at most.
    """
    story = message(f"{S}.story.{'things' if clues.things else 'order'}")
    rules = [
        _piece(name, "rules", partial(_draw_rule, words=words))
        for name, words in zip(RULE_PIECES, (story, rule_words(clues)), strict=True)
    ]
    found = [_piece(head_id(g), "heads", partial(_draw_head, which=g)) for g in LABELS]
    at = {(number_of(clues, i), claim.ghost): i for i, claim in enumerate(clues.claims)}
    for row in range(1, max(number for number, _ in at) + 1):
        for g in LABELS:
            i = at.get((row, g))
            if i is not None:
                draw = partial(_draw_claim, clues=clues, index=i)
                found.append(_piece(claim_id(clues, i), "claims", draw))
            elif rules:
                found.append(rules.pop(0))
    return (*found, *rules)


def _piece(name: str, group: str, front: partial[None]) -> Piece:
    return Piece(name, group, PieceKind.PROP, *STRIP_MM, front=front, tolerance_mm=2.0, columns=COLUMNS)


# --- shapes ---------------------------------------------------------------------------------------


def _star(x: float, y: float, radius: float) -> Path:
    points = []
    for i in range(10):
        r = radius if i % 2 == 0 else radius * 0.42
        angle = math.pi * i / 5 - math.pi / 2
        points.append((x + r * math.cos(angle), y + r * math.sin(angle)))
    return Path.polyline(points, closed=True)


def _moon(x: float, y: float, radius: float) -> Path:
    outer = [
        (x + radius * math.cos(math.radians(a)), y + radius * math.sin(math.radians(a)))
        for a in range(50, 311, 20)
    ]
    inner = [
        (
            x + radius * (0.38 + 0.72 * math.cos(math.radians(a))),
            y + radius * 0.82 * math.sin(math.radians(a)),
        )
        for a in range(290, 69, -20)
    ]
    return Path.polyline(outer + inner, closed=True)


def _leaf(x: float, y: float, radius: float) -> Path:
    r = radius
    return Path(
        (
            ("M", (x - r * 0.8, y + r * 0.8)),
            ("C", (x - r * 1.2, y - r * 0.5, x - r * 0.2, y - r * 1.05, x + r * 0.95, y - r * 0.95)),
            ("C", (x + r * 1.05, y + r * 0.2, x + r * 0.5, y + r * 1.2, x - r * 0.8, y + r * 0.8)),
            ("Z", ()),
        )
    )


def draw_emblem(canvas: Canvas, x: float, y: float, radius: float, which: int, fill: Role = Role.INK) -> None:
    """Moon, star or leaf around (x, y)."""
    if which == 0:
        canvas.draw(_moon(x, y, radius), fill=fill)
    elif which == 1:
        canvas.draw(_star(x, y, radius * 1.1), fill=fill)
    else:
        canvas.draw(_leaf(x, y, radius), fill=fill)
        vein = Path.line(x - radius * 0.7, y + radius * 0.7, x + radius * 0.5, y - radius * 0.5)
        canvas.draw(vein, stroke=Role.SHADE, width_mm=0.35)


def _words(
    canvas: Canvas, box: Box, words: Message, face: Face = Face.BODY, largest_pt: float = TEXT_PT
) -> TextBlock:
    text = canvas.say(words)
    size = (box.width_mm, box.height_mm)
    return fit_text(DrawnMetrics(canvas.metrics), S, text, face, size, largest_pt=largest_pt)


def _centred(canvas: Canvas, box: Box, block: TextBlock, *, is_left: bool = False) -> None:
    top = box.y_mm + (box.height_mm - block.height_mm) / 2
    room = Box(box.x_mm, top, box.width_mm, block.height_mm)
    block.draw(canvas, room, align="left" if is_left else "centre")


# --- strips ---------------------------------------------------------------------------------------


def _sides(canvas: Canvas, bottom: float) -> None:
    """Both sides of the robe with a seam inside each: a thread that winds, unlike any line to cut along."""
    left, right = ROBE_X
    for x in ROBE_X:
        canvas.draw(Path.line(x, 0.3, x, bottom), stroke=Role.INK, width_mm=0.35)
    turns = int((bottom - 1.6) / 0.9)
    for x in (left + 1.1, right - 1.1):
        thread = [(x + (0.4 if i % 2 else -0.4), 1.0 + i * (bottom - 1.6) / turns) for i in range(turns + 1)]
        canvas.draw(Path.smooth(thread), stroke=Role.MUTED, width_mm=0.2)


def _robe(canvas: Canvas) -> None:
    """The piece of robe behind a claim: open above and below, where the neighbours go on."""
    left, right = ROBE_X
    canvas.draw(Path.rect(Box(left, 0, right - left, STRIP_MM[1])), fill=Role.SHADE)
    _sides(canvas, STRIP_MM[1] - 0.3)


def _hem(canvas: Canvas) -> None:
    """The torn hem of a ghost's last claim."""
    left, right = ROBE_X
    height = STRIP_MM[1]
    waves = 6
    step = (right - left) / waves
    points = [(left, height - 3.6)]
    for i in range(waves):
        points += [(left + (i + 0.5) * step, height - 0.9), (left + (i + 1) * step, height - 3.0)]
    sides = Path.polyline([(left, 0), *points, (right, 0)], closed=True)
    canvas.draw(sides, fill=Role.SHADE)
    _sides(canvas, height - 3.3)
    canvas.draw(Path.polyline(points), stroke=Role.INK, width_mm=0.35)


def _draw_claim(canvas: Canvas, box: Box, *, clues: Clues, index: int) -> None:
    claim = clues.claims[index]
    is_last = index + 1 == len(clues.claims) or clues.claims[index + 1].ghost != claim.ghost
    height = STRIP_MM[1] - (3.4 if is_last else 0.0)
    middle = height / 2
    with canvas.moved(box.x_mm, box.y_mm):
        if is_last:
            _hem(canvas)
        else:
            _robe(canvas)
        draw_emblem(canvas, 10.2, middle - 2.4, 2.6, claim.ghost)
        name = Box(4.6, middle + 1.4, 11.6, 4.6)
        _centred(canvas, name, _words(canvas, name, label(clues, index), Face.BODY_BOLD, LABEL_PT))
        room = Box(16.7, 1.0, 27.1, height - 1.6)
        _centred(canvas, room, _words(canvas, room, claim_words(clues, index)), is_left=True)
        canvas.draw(Path.circle(49.9, middle, 4.9), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
        canvas.draw(Path.circle(49.9, middle, 4.2), stroke=Role.MUTED, width_mm=0.2, dash=(0.9, 0.7))
        canvas.text_in(Box(45.0, middle - 4.9, 9.8, 9.8), claim.digit, face=Face.EXACT_BOLD, size_pt=DIGIT_PT)


def _draw_head(canvas: Canvas, box: Box, *, which: int) -> None:
    left, right = ROBE_X
    bottom = STRIP_MM[1] - 0.2
    head = Path(
        (
            ("M", (left, bottom)),
            ("C", (left, bottom - 6, left + 6, bottom - 7, left + 12, bottom - 8.5)),
            ("C", (left + 13, 0.2, right - 13, 0.2, right - 12, bottom - 8.5)),
            ("C", (right - 6, bottom - 7, right, bottom - 6, right, bottom)),
        )
    )
    with canvas.moved(box.x_mm, box.y_mm):
        canvas.draw(head, fill=Role.SHADE)
        canvas.draw(head, stroke=Role.INK, width_mm=0.35)
        for x in (24.5, 35.5):
            canvas.draw(Path.circle(x, 9.2, 1.7), fill=Role.WHITE, stroke=Role.INK, width_mm=0.35)
            canvas.draw(Path.line(x - 0.8, 8.4, x + 0.8, 10.0), stroke=Role.INK, width_mm=0.35)
            canvas.draw(Path.line(x - 0.8, 10.0, x + 0.8, 8.4), stroke=Role.INK, width_mm=0.35)
        mouth = Path.smooth([(27.4, 11.4), (30.0, 12.2), (32.6, 11.4)])
        canvas.draw(mouth, stroke=Role.INK, width_mm=0.35)
        draw_emblem(canvas, 30, 6.2, 2.1, which)
        name = Box(8, 13.0, 44, 5.4)
        _centred(canvas, name, _words(canvas, name, ghost(which), Face.BODY_BOLD, 11.0))
        for x in (7.6, 52.4):
            draw_emblem(canvas, x, 16.0, 1.7, which)


def _draw_rule(canvas: Canvas, box: Box, *, words: Message) -> None:
    with canvas.moved(box.x_mm, box.y_mm):
        frame = Path.rect(Box(2.2, 1.6, STRIP_MM[0] - 4.4, STRIP_MM[1] - 3.2), 1.8)
        canvas.draw(frame, fill=Role.WHITE, stroke=Role.ACCENT, width_mm=0.35)
        room = Box(4.4, 2.2, STRIP_MM[0] - 8.8, STRIP_MM[1] - 4.4)
        _centred(canvas, room, _words(canvas, room, words))


# --- for the host ---------------------------------------------------------------------------------


def solved_picture(clues: Clues, state: State) -> Picture:
    """The ghosts as they came, their lies crossed out, and the digits that stay."""
    order = arrivals(clues, state)
    most = max(mine.bit_count() for mine in clues.of_ghost)
    width, height = 3 * STRIP_MM[0], (most + 1) * STRIP_MM[1] + 14

    def draw(canvas: Canvas, box: Box) -> None:
        for column, g in enumerate(order):
            x = box.x_mm + column * STRIP_MM[0]
            _draw_head(canvas, Box(x, box.y_mm, *STRIP_MM), which=g)
            for i, claim in enumerate(clues.claims):
                if claim.ghost == g:
                    y = box.y_mm + number_of(clues, i) * STRIP_MM[1]
                    _draw_claim(canvas, Box(x, y, *STRIP_MM), clues=clues, index=i)
                    if not state[1] >> i & 1:
                        for ends in ((3.0, 16.0), (16.0, 3.0)):
                            line = Path.line(x + 5, y + ends[0], x + 55, y + ends[1])
                            canvas.draw(line, stroke=Role.ACCENT, width_mm=0.6)
        _draw_digits(canvas, box.centre_x_mm, box.y_mm + height - 7, clues, state)

    return Picture(width, height, draw)


def _draw_digits(canvas: Canvas, x: float, y: float, clues: Clues, state: State) -> None:
    digits = [clues.claims[i].digit for i in reading_order(clues, state)]
    half = 4.5 * len(digits) + 2
    canvas.draw(Path.rect(Box(x - half, y - 6, 2 * half, 12), 1.6), fill=Role.BAND)
    baseline = y + mm_from_pt(DIGIT_PT) * CAP_HEIGHT / 2
    for i, digit in enumerate(digits):
        at = x + (i - (len(digits) - 1) / 2) * 9
        canvas.text(
            at,
            baseline,
            digit,
            face=Face.EXACT_BOLD,
            size_pt=DIGIT_PT,
            role=Role.ON_BAND,
            align="centre",
        )
