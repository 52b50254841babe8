"""Typical slips with the stone, as the wrong answers they lead to."""

from __future__ import annotations

from collections.abc import Callable

from kitgen.mechanisms.contract import Misreading
from kitgen.mechanisms.grille.clues import UPRIGHT, Clues, Lie, Pose, lattices
from kitgen.mechanisms.grille.solver import reading
from kitgen.message import message

_SLIPS: dict[str, Callable[[Pose], Pose]] = {
    "other-face": lambda pose: pose._replace(lie=Lie(pose.lie.corner, not pose.lie.moon)),
    "not-turned": lambda pose: pose._replace(lie=UPRIGHT),
    "other-way-round": lambda pose: Pose(
        pose.column, pose.row, Lie((pose.lie.corner + 2) % 4, pose.lie.moon)
    ),
    "column-for-row": lambda pose: Pose(pose.row, pose.column, pose.lie),
}
"""Where the stone is laid by a slip that a player makes in every scene."""


def misreadings(clues: Clues, placed: list[Pose], answer: str) -> tuple[Misreading, ...]:
    """What slips would read, where they read letters at all.

    Args:
        clues: what is printed.
        placed: the true placements, by scene.
        answer: the right answer, which no slip may give.
    """
    pairs = [answer[i : i + 2] for i in range(0, len(answer), 2)]
    found = {
        "second-first": "".join(pair[::-1] for pair in pairs),
        "holes-apart": "".join(pair[0] for pair in pairs) + "".join(pair[1] for pair in pairs),
        "scenes-backwards": "".join(reversed(pairs)),
    }
    for name, slip in _SLIPS.items():
        # Where the slip shows pictures, players notice; the scene is then read right after all.
        found[name] = "".join(
            reading(clues.stone, lattice, slip(pose)) or pair
            for pose, lattice, pair in zip(placed, lattices(clues), pairs, strict=True)
        )
    out: list[Misreading] = []
    for name, wrong in found.items():
        if wrong != answer and all(wrong != other.answer for other in out):
            out.append(Misreading(wrong, message(f"grille.slip.{name}")))
    return tuple(out)
