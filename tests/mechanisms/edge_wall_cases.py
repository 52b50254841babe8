"""Walls that several tests draw."""

from __future__ import annotations

from functools import cache

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level
from kitgen.mechanisms.edge_wall import EdgeWall
from kitgen.mechanisms.edge_wall.params import EdgeWallParams
from kitgen.mechanisms.edge_wall.wall import (
    Brick,
    Likeness,
    Side,
    WallClues,
)
from kitgen.rng import Rng

WALL = EdgeWall()
ANSWERS = ("DOOR", "LATCH", "HIDDEN", "VXKQ", "3479", "MWMZJY")


@cache
def made(level: Level, seed: int) -> Accepted:
    return make_puzzle(
        WALL,
        WALL.preset(level),
        level,
        ANSWERS[seed % len(ANSWERS)],
        NOTHING_GIVEN,
        Rng(f"wall {seed}", level),
    )


def draw(params: EdgeWallParams, answer: str, seed: int) -> WallClues:
    """The first draw that comes to something, as the engine would take it."""
    drawn = (WALL.generate(params, answer, NOTHING_GIVEN, Rng(f"draw {seed}", n)) for n in range(30))
    return next(clues for clues in drawn if clues is not None)


def replace_decoys(params: EdgeWallParams, decoys: int) -> EdgeWallParams:
    return params.model_copy(update={"decoys": decoys})


def worked_example() -> WallClues:
    """The docstring's wall: two rows of two."""
    heart, heart_, key, key_ = 0, 1, 2, 3
    round_, square = 0, 1
    return WallClues(
        rows=((0, 2), (1, 2)),
        figures=("heart", "key"),
        buttons=("round", "square"),
        likeness=Likeness.DIFFERENT,
        bricks=(
            Brick((key, key_), (heart, heart), Side(square, 3, False), Side(round_, 2, True)),
            Brick((heart_, heart), (key, heart_), Side(round_, 1, True), Side(square, 4, False)),
            Brick((heart_, key_), (heart, heart), Side(square, 0, False), Side(square, 2, True)),
            Brick((heart, key), (key_, heart_), Side(square, 2, True), Side(round_, 5, False)),
        ),
        corner=0,
        turnable=False,
        length=2,
    )
