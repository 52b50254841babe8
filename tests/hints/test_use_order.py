"""What lies unused is asked for in the order in which the solver takes it up, and nothing more is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kitgen.build import BuildOptions, prepare_kit
from kitgen.hints.use_order import Use, groups_of, use_order
from kitgen.mechanisms.contract import Level, Piece, PieceKind, Step
from kitgen.message import message

PIECE = Piece("mat", "mats", PieceKind.SHEET, 10, 10, lambda canvas, box: None)
PIECES = (PIECE, replace(PIECE, id="b1", group="bricks"), replace(PIECE, id="b2", group="bricks"),
          replace(PIECE, id="s", group="sampler"))  # fmt: skip


def step(*pieces: str) -> Step:
    return Step(message("x"), "x", (), pieces)


def test_each_sort_is_named_once_with_what_its_first_step_needs() -> None:
    steps = [step("b2"), step("b1", "mat"), step(), step("mat", "s"), step("s")]
    assert groups_of(PIECES) == ("mats", "bricks", "sampler")
    assert use_order(PIECES, steps) == (Use(1, (1,)), Use(0, (0, 1)), Use(2, (0, 2)))


def test_pieces_that_belong_to_another_puzzle_are_left_out() -> None:
    assert use_order(PIECES, [step("elsewhere")]) == ()


@pytest.mark.parametrize("level", [Level.EASY, Level.FIENDISH])
def test_every_sort_that_is_needed_comes_into_use_in_every_puzzle(level: Level) -> None:
    made = prepare_kit(BuildOptions("small-door", seed="uses", difficulty=level)).made
    for name, puzzle in made.items():
        uses = use_order(puzzle.pieces, puzzle.solution.steps)
        assert len({use.group for use in uses}) == len(uses), name
        assert all(use.group in use.needs for use in uses), name
        groups = groups_of(puzzle.pieces)
        needed = {piece.group for piece in puzzle.pieces if piece.use.value == "needed"}
        assert needed <= {groups[use.group] for use in uses}, name
