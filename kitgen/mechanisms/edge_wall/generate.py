"""From an answer to bricks: lay a wall with figures at random, write the letters, cut it, shuffle."""

from __future__ import annotations

from dataclasses import dataclass, field

from kitgen.mechanisms.edge_wall.cut_sheet import printed_order
from kitgen.mechanisms.edge_wall.lettering import SIGN_COUNT, halves
from kitgen.mechanisms.edge_wall.params import EdgeWallParams
from kitgen.mechanisms.edge_wall.wall import (
    BUTTONS,
    COURSES,
    FIGURES,
    Brick,
    Cell,
    Side,
    WallClues,
    cells,
    seams,
)
from kitgen.rng import Rng

HOLED = 0.75
"""Share of half buttons at the rim and on left-over bricks that have their hole, as inside the wall."""


@dataclass
class _Draft:
    """Half edges by the place of their brick, while the wall is whole."""

    figures: dict[tuple[Cell, str], int] = field(default_factory=dict)
    sides: dict[tuple[Cell, str], Side] = field(default_factory=dict)


def draw_clues(params: EdgeWallParams, answer: str, rng: Rng) -> WallClues | None:
    """One draw, or None where its bricks cannot be printed without showing something whole.

    Whether its wall is the only one is for the solver to say.

    Args:
        params: the knobs.
        answer: what is read across the seams whose buttons have both holes, row by row.
        rng: this draw's numbers.
    """
    rows = COURSES[params.bricks]
    draft = _Draft()
    _write_letters(draft, params, answer, rng)
    _draw_figures(draft, params, rng)
    bricks = [_brick(draft, cell) for cell in cells(rows)]
    if params.turned:
        # A corner that is printed on the mat stays as it is; every other brick comes either way up.
        upright = 1 if params.corner else 0
        bricks[upright:] = [brick.turned() if rng.chance(0.5) else brick for brick in bricks[upright:]]
    loose = bricks[1 if params.corner else 0 :] + [_left_over(params, rng) for _ in range(params.decoys)]
    order = printed_order(loose, rng)
    if order is None:
        return None
    corner = rng.below(len(order) + 1) if params.corner else None
    if corner is not None:
        order.insert(corner, bricks[0])
    names = rng.sample(FIGURES[params.likeness], params.figures)
    return WallClues(
        rows=rows,
        figures=tuple(names),
        buttons=BUTTONS[params.likeness][: params.buttons],
        likeness=params.likeness,
        bricks=tuple(order),
        corner=corner,
        turnable=params.turned,
        length=len(answer),
    )


def _write_letters(draft: _Draft, params: EdgeWallParams, answer: str, rng: Rng) -> None:
    """Buttons, signs and holes: both holes where a letter of the answer stands, one or none elsewhere."""
    rows = COURSES[params.bricks]
    upright = seams(rows)
    read = sorted(rng.sample(range(len(upright)), len(answer)))
    letters = dict(zip(read, answer, strict=True))
    for i, (left, right) in enumerate(upright):
        button = rng.below(params.buttons)
        holes = (True, True) if i in letters else rng.choice(((True, False), (False, True), (False, False)))
        signs = halves(letters[i]) if i in letters else (rng.below(SIGN_COUNT), rng.below(SIGN_COUNT))
        draft.sides[(left, "right")] = Side(button, signs[0], holes[0])
        draft.sides[(right, "left")] = Side(button, signs[1], holes[1])
    for cell in cells(rows):
        for end in ("left", "right"):
            if (cell, end) not in draft.sides:
                draft.sides[(cell, end)] = _rim_side(params, rng)


def _rim_side(params: EdgeWallParams, rng: Rng) -> Side:
    return Side(rng.below(params.buttons), rng.below(SIGN_COUNT), rng.chance(HOLED))


def _draw_figures(draft: _Draft, params: EdgeWallParams, rng: Rng) -> None:
    """A figure across every half of a level seam, and half a figure on every half of the rim."""
    places = cells(COURSES[params.bricks])
    for r, x in places:
        for corner, above, mate in (
            ("top left", (r - 1, x - 1), "bottom right"),
            ("top right", (r - 1, x + 1), "bottom left"),
        ):
            half = rng.below(2 * params.figures)
            draft.figures[((r, x), corner)] = half
            if above in places:
                draft.figures[(above, mate)] = half ^ 1
    for cell in places:
        for corner in ("bottom left", "bottom right"):
            draft.figures.setdefault((cell, corner), rng.below(2 * params.figures))


def _brick(draft: _Draft, cell: Cell) -> Brick:
    return Brick(
        top=(draft.figures[(cell, "top left")], draft.figures[(cell, "top right")]),
        bottom=(draft.figures[(cell, "bottom left")], draft.figures[(cell, "bottom right")]),
        left=draft.sides[(cell, "left")],
        right=draft.sides[(cell, "right")],
    )


def _left_over(params: EdgeWallParams, rng: Rng) -> Brick:
    """A brick that belongs nowhere: every half at random, as on the rim."""
    count = 2 * params.figures
    brick = Brick(
        (rng.below(count), rng.below(count)),
        (rng.below(count), rng.below(count)),
        _rim_side(params, rng),
        _rim_side(params, rng),
    )
    return brick.turned() if params.turned and rng.chance(0.5) else brick
