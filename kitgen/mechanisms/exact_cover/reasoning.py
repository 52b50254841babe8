"""The moves of the solver as steps that a host can read."""

from __future__ import annotations

from collections.abc import Sequence

from kitgen.mechanisms.contract import Level, Step
from kitgen.mechanisms.exact_cover.clues import CoverClues
from kitgen.mechanisms.exact_cover.shapes import Patch, cells_of
from kitgen.mechanisms.exact_cover.solver import TECHNIQUES, Move
from kitgen.message import Message, message

CLOTH = "cloth"


def piece_id(index: int) -> str:
    """The id of a piece by its place in print order, from 0."""
    return f"piece-{index + 1}"


def shape_words(patch: Patch) -> Message:
    """A piece by its shape: 'the bar of three'."""
    return message(f"exact-cover.shape.{patch.shape}")


def square_words(clues: CoverClues, mask: int) -> str:
    """Squares as row/square, from 1: '2/4, 2/5'."""
    return ", ".join(f"{i // clues.columns + 1}/{i % clues.columns + 1}" for i in cells_of(mask))


def explain(clues: CoverClues, moves: Sequence[Move], answer: str) -> tuple[Step, ...]:
    """Every move as a step, and the reading at the end."""
    since: dict[int, int] = {}
    steps: list[Step] = []
    for move in moves:
        uses = {since[square] for square in cells_of(move.looked) if square in since}
        touched = (CLOTH,) if move.piece < 0 else (CLOTH, piece_id(move.piece))
        squares = square_words(clues, move.squares)
        if move.technique not in ("try", "what-if"):
            for square in cells_of(move.squares):
                since.setdefault(square, len(steps))
        steps.append(
            Step(_words(clues, move, squares), move.technique, tuple(sorted(uses)), touched, squares)
        )
    read = message("exact-cover.step.read", answer=answer)
    steps.append(Step(read, "read", tuple(range(len(steps))), (CLOTH,), answer))
    return tuple(steps)


def _words(clues: CoverClues, move: Move, squares: str) -> Message:
    if move.technique == "count":
        kind, place = move.line
        what = "open" if move.opened else "covered"
        return message(f"exact-cover.step.{kind}-{what}", place=place, squares=squares)
    if move.piece < 0:
        return message(f"exact-cover.step.{move.technique}", squares=squares)
    patch = clues.patches[move.piece]
    piece = shape_words(patch)
    if move.technique == "one-reach":
        target = square_words(clues, move.looked)
        return message("exact-cover.step.one-reach", piece=piece, squares=squares, square=target)
    if move.technique == "one-place" and patch.motif:
        motif = message(f"exact-cover.motif.{patch.motif}")
        return message("exact-cover.step.one-place-home", piece=piece, squares=squares, motif=motif)
    return message(f"exact-cover.step.{move.technique}", piece=piece, squares=squares)


def grade(steps: Sequence[Step]) -> Level:
    """The hardest technique used."""
    return max((TECHNIQUES[step.technique].tier for step in steps), key=lambda level: level.rank)
