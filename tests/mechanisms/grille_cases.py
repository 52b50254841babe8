"""Proven seeing stones for the tests, drawn once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath

from kitgen.engine import Accepted, make_puzzle
from kitgen.mechanisms.contract import NOTHING_GIVEN, Level, PieceKind
from kitgen.mechanisms.grille import Grille, GrilleParams
from kitgen.mechanisms.grille.clues import (
    Clues,
    Pose,
)
from kitgen.message import Message
from kitgen.rng import Rng
from kitgen.units import Box
from tests.doubles import RecordingCanvas

GRILLE = Grille()
TEMPLATES = FilePath(__file__).parents[2] / "templates"
SEEDS = 30


def answer_of(seed: int) -> str:
    rng = Rng(f"answer {seed}")
    return "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(6))


@cache
def made(level: Level, seed: int) -> Accepted:
    rng = Rng(f"seed {seed}", "grille")
    return make_puzzle(GRILLE, GRILLE.preset(level), level, answer_of(seed), NOTHING_GIVEN, rng)


def placed(puzzle: Accepted) -> list[Pose]:
    state = puzzle.solution.states[0]
    assert isinstance(state, tuple)
    return [pose for pose, _ in state]


def every(seeds: int = SEEDS) -> Iterator[Accepted]:
    for level in Level:
        for seed in range(seeds):
            yield made(level, seed)


@cache
def words() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(table: dict[str, object], prefix: str) -> None:
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, f"{prefix}.{key}")
            else:
                found[f"{prefix}.{key}"] = str(value)

    walk(tomllib.loads((TEMPLATES / "words/en/grille.toml").read_text("utf-8")), "grille")
    return found


class Speaking(RecordingCanvas):
    """Says plain messages in their real words, so that labels have their real length."""

    def say(self, message: Message) -> str:
        return words()[message.key].format(**message.values)


def assert_inside(params: GrilleParams, clues: Clues) -> None:
    for piece in GRILLE.pieces(params, clues):
        canvas = Speaking()
        box = Box(13.0, 21.0, piece.width_mm, piece.height_mm)
        piece.front(canvas, box)
        assert box.contains(canvas.ink()), (piece.id, canvas.ink())
        assert min(canvas.sizes_pt, default=8) >= 8
        if piece.kind is PieceKind.SHEET:
            assert piece.width_mm <= 182
            assert piece.height_mm <= 180
