"""The second opinion of every mechanism under one verb: all answers that the printed paper allows."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from kitgen.engine import Accepted
from kitgen.mechanisms import REGISTRY
from kitgen.mechanisms.contract import Given
from tests.mechanisms import (
    decoder_wheel_second_opinion,
    edge_wall_second_opinion,
    globe_nonogram_second_opinion,
    grille_second_opinion,
    line_up_second_opinion,
    lock_clues_second_opinion,
    maze_second_opinion,
    meta_seating_second_opinion,
)

Opinion = Callable[[Accepted, Given], set[str]]
"""All answers of a puzzle, as far as two; shares no code with the mechanism's solver."""


def _decoder_wheel(puzzle: Accepted, given: Given) -> set[str]:
    return {said for _, _, said in decoder_wheel_second_opinion.readings(puzzle.clues)}


def _edge_wall(puzzle: Accepted, given: Given) -> set[str]:
    walls = edge_wall_second_opinion.walls(puzzle.clues)
    return {edge_wall_second_opinion.read(puzzle.clues, wall) for wall in walls}


def _globe_nonogram(puzzle: Accepted, given: Given) -> set[str]:
    return globe_nonogram_second_opinion.numbers(puzzle.clues)


def _grille(puzzle: Accepted, given: Given) -> set[str]:
    return grille_second_opinion.opinion(puzzle.clues)[1]


def _line_up(puzzle: Accepted, given: Given) -> set[str]:
    clues = puzzle.clues
    dolls = [dict(zip(clues.features, doll.look, strict=True)) for doll in clues.dolls]
    rows = [
        (note.form, tuple((t.feature, t.value) for t in note.traits), note.features, note.others)
        for note in clues.notes
    ]
    return {clues.dolls[i].word for i in line_up_second_opinion.staying(dolls, rows, clues.lies)}


def _lock_clues(puzzle: Accepted, given: Given) -> set[str]:
    keys = [piece for piece in puzzle.pieces if piece.group == "keys"]
    plate = [piece for piece in puzzle.pieces if piece.group != "keys"]
    clues = puzzle.clues
    return set(lock_clues_second_opinion.codes_of([*keys, *plate], clues.length, clues.placed))


def _maze(puzzle: Accepted, given: Given) -> set[str]:
    return {word for _, word in maze_second_opinion.readings(puzzle.pieces)}


def _meta_seating(puzzle: Accepted, given: Given) -> set[str]:
    return meta_seating_second_opinion.words(puzzle.clues, given.answers)


_OWN: dict[str, Opinion] = {
    "decoder-wheel": _decoder_wheel,
    "edge-wall": _edge_wall,
    "globe-nonogram": _globe_nonogram,
    "grille": _grille,
    "line-up": _line_up,
    "lock-clues": _lock_clues,
    "maze": _maze,
    "meta-seating": _meta_seating,
}
"""Opinions that came before there was one signature for all."""


def opinion_of(slug: str) -> Opinion:
    """The second opinion of a mechanism; others are modules with a function `readings(clues, given)`."""
    own = _OWN.get(slug)
    if own is not None:
        return own
    name = REGISTRY[slug].partition(":")[0].rpartition(".")[2]
    module = import_module(f"tests.mechanisms.{name}_second_opinion")
    return lambda puzzle, given: set(module.readings(puzzle.clues, given))
