"""The seeing stone: one card with holes, three scenes with signs, and a small puzzle beside each.

Rules, in a player's words
--------------------------
The stone is a card with a sun on one side and a moon on the other; holes go through both. One corner is
missing: the notch. Each scene has a lattice of signs: letters, eyes and other pictures. Columns have
numbers, rows have letters, and a small puzzle beside the lattice says three things: the column and the
row of the sign that must show in the notch, and how the stone lies (the corner its notch points to, and
whether the sun or the moon is up). A card shows with an example how the stone is laid. The host folds,
glues and cuts the stone before the night.

* Garden: follow the named creatures' vines from the root up to the leaf. A vine goes straight on at
  every crossing.
* Theatre: work out who sits where; what you need stands on the seats of the named guests.
* Circus: count the mice that are asked for. A count is the column's number, the row's letter (1 is A)
  or the number of a plate that shows how the stone lies.

Laid right, the square hole with one row of stitches shows the first letter, the one with two rows the
second, and every round hole shows an eye. Garden, theatre and circus give two letters each.

Worked example
--------------
A stone of 3 x 2 cells. Its notch is cell (0, 0); cell (2, 0) is read first, (1, 1) second; no hole is
checked in an example this small. On the lattice

      1 2 3 4
    A Q W E R
    B T Y U S
    C O P A D

"notch at the top left, sun up, on 2A" reads the cells two to the right of 2A (4A: R) and one right, one
down (3B: U): RU. Turned once clockwise, with the notch at the top right on 4A, the cells are two below
4A (4C: D) and one below, one to the left (3B: U): DU. Flipped, moon up, notch at the top left on 2A:
two below (2C: P) and one down, one right (3B: U): PU.

How the generator aims
----------------------
It draws a stone whose holes do not touch, then for each scene a place where the stone could also lie
otherwise, and sows the true reading. Then it sows decoys: placements that show eyes in every checked
hole too, but other letters. One is wrong in the column alone, one in the row alone, one in the notch's
corner alone: sliding the stone until eyes appear, or skipping one question, leaves several readings.
Beside the true values the small puzzles show those of the decoys. The rest is filled with letters and
pictures; more eyes make more near misses. Levels: the stone lies as printed, is turned, is turned and
flipped; vines, mice and, up to hard, guests grow in number; sentences become linked, then negative, at last
somebody's seat must be supposed, which four guests are enough for; counts ask for two properties, then have
a condition.

What the solver knows
---------------------
The rules above and what is printed. It tries every seating, follows every vine by its printed
crossings, counts every mouse, and lays the stone on every resulting place; exactly one may show two
letters and nothing but eyes. The stone is also laid everywhere else to count near misses, which grade
the last look. The reasoning about seats uses sentences one at a time; a seating that needs more is
graded hard.

What cannot be
--------------
More holes than the stone has room for without two of them touching, as the paper would tear; and a ring
of mice too small to tell the stone's eight ways of lying apart. `impossible` names both.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal

from pydantic import Field

from kitgen.mechanisms.contract import (
    AnswerSpec,
    Demand,
    Given,
    Hints,
    Instructions,
    Level,
    Mechanism,
    MechanismParams,
    Misreading,
    Picture,
    Piece,
    Solution,
    Technique,
)
from kitgen.mechanisms.grille import circus, garden, theatre
from kitgen.mechanisms.grille.clues import (
    LIES,
    SCENES,
    UPRIGHT,
    Clues,
    Lattice,
    Lie,
    Pose,
    Ring,
    Seats,
    Stone,
    Vines,
)
from kitgen.mechanisms.grille.example import example_piece
from kitgen.mechanisms.grille.planting import Soil, choose_pose, cut_stone, most_holes, plant
from kitgen.mechanisms.grille.slips import misreadings
from kitgen.mechanisms.grille.solver import TECHNIQUES, solve
from kitgen.mechanisms.grille.stonework import stone_piece
from kitgen.mechanisms.grille.table import scene_pieces, solved_pictures
from kitgen.message import message
from kitgen.rng import Rng

_SCENE_DRAWS = 30
"""Draws of one scene before the whole puzzle is drawn again."""


class GrilleParams(MechanismParams):
    """What an author may set for a seeing stone."""

    columns: int = Field(12, ge=10, le=12, description="columns of each lattice")
    rows: int = Field(10, ge=8, le=10, description="rows of each lattice")
    stone_columns: int = Field(5, ge=4, le=6, description="cells of the stone across")
    stone_rows: int = Field(4, ge=3, le=5, description="cells of the stone down")
    holes: int = Field(6, ge=5, le=8, description="holes in the stone: two are read, the others show eyes")
    lies: Literal["upright", "turned", "flipped"] = Field(
        "turned", description="how the stone may lie: as printed, turned, or turned and flipped"
    )
    vines: int = Field(6, ge=4, le=8, description="vines in the garden")
    tangle: int = Field(4, ge=2, le=6, description="rows of crossings in the vines")
    guests: int = Field(5, ge=4, le=6, description="guests in the theatre")
    sentences: Literal["plain", "linked", "negative", "doubtful"] = Field(
        "linked",
        description="what is said of the guests: plainly, linking two or three, by what is not so, or so "
        "that a seat must be supposed",
    )
    mice: int = Field(13, ge=8, le=18, description="mice in the ring")
    counts: Literal["plain", "double", "conditional"] = Field(
        "double", description="what is counted: one property, two at once, or with a condition and a 'no'"
    )
    decoys: int = Field(
        3, ge=2, le=5, description="wrong placements on a lattice that show all eyes, at least"
    )
    eyes_percent: int = Field(
        18, ge=0, le=40, description="share of eyes among the other signs; more make more near misses"
    )


_PRESETS: dict[Level, GrilleParams] = {
    Level.EASY: GrilleParams(
        holes=6, lies="upright", vines=4, tangle=3, guests=4, sentences="plain", mice=9, counts="plain",
        decoys=2, eyes_percent=2,
    ),
    Level.NORMAL: GrilleParams(guests=4, vines=5, tangle=3),
    Level.HARD: GrilleParams(
        holes=7, lies="flipped", vines=7, tangle=4, guests=5, sentences="negative", mice=16,
        counts="double", decoys=4, eyes_percent=26,
    ),
    Level.FIENDISH: GrilleParams(
        holes=7, lies="flipped", vines=6, tangle=4, guests=4, sentences="doubtful", mice=16,
        counts="conditional", decoys=4, eyes_percent=26,
    ),
}  # fmt: skip


class Grille(Mechanism[GrilleParams, Clues]):
    """A card with holes that is laid on three scenes; see the module's docstring for the rules."""

    slug: ClassVar[str] = "grille"
    version: ClassVar[int] = 1
    techniques: ClassVar[Mapping[str, Technique]] = TECHNIQUES
    params_type = GrilleParams

    def preset(self, level: Level) -> GrilleParams:
        return _PRESETS[level]

    def answer_spec(self, params: GrilleParams) -> AnswerSpec:
        del params
        return AnswerSpec("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 6, 6, even=True)

    def impossible(self, params: GrilleParams, answer: str) -> str:
        del answer
        room = most_holes(params.stone_columns, params.stone_rows)
        if params.holes > room:
            size = f"{params.stone_columns} x {params.stone_rows} cells"
            return (
                f"{params.holes} holes touch on a stone of {size}; at most {room} fit, or take a larger stone"
            )
        if params.lies == "flipped" and params.mice < 12:
            return (
                f"{params.mice} mice are too few to tell eight ways of lying apart; "
                "take 12 or more, or let `lies` be upright or turned"
            )
        return ""

    def generate(self, params: GrilleParams, answer: str, given: Given, rng: Rng) -> Clues | None:
        del given
        columns, rows = params.stone_columns, params.stone_rows
        cuts = (rng.derive("stone", i) for i in range(_SCENE_DRAWS))
        cut = (cut_stone(columns, rows, params.holes, stream) for stream in cuts)
        stone = next((stone for stone in cut if stone is not None), None)
        if stone is None:
            return None
        lies = _lies(params, rng.derive("lies"))
        pairs = [answer[i : i + 2] for i in range(0, 6, 2)]
        scenes = []
        for scene, lie, letters in zip(SCENES, lies, pairs, strict=True):
            drawn = None
            for attempt in range(_SCENE_DRAWS):
                drawn = _scene(params, stone, scene, lie, letters, rng.derive(scene, attempt))
                if drawn is not None:
                    break
            if drawn is None:
                return None
            scenes.append(drawn)
        (first, vines), (second, seats), (third, ring) = scenes
        assert isinstance(vines, Vines)
        assert isinstance(seats, Seats)
        assert isinstance(ring, Ring)
        return Clues(stone, first, vines, second, seats, third, ring)

    def solve(self, clues: Clues, given: Given) -> Solution:
        del given
        return solve(clues)

    def pieces(self, params: GrilleParams, clues: Clues) -> tuple[Piece, ...]:
        del params
        return (stone_piece(clues.stone), example_piece(clues), *scene_pieces(clues))

    def instructions(self, params: GrilleParams, clues: Clues) -> Instructions:
        del params, clues
        return Instructions(
            task=message("grille.task"),
            done=message("grille.done"),
            answer_form=message("grille.answer-form"),
            tools=message("grille.tools"),
            making=message("grille.making"),
        )

    def hints(self, params: GrilleParams, clues: Clues, solution: Solution) -> Hints:
        del params
        by_piece = {
            scene: [step for step in solution.steps if step.pieces[:1] == (scene,)] for scene in SCENES
        }
        told = clues.vines.lie is not None
        return Hints(
            nudge=message("grille.hint.nudge"),
            method=(
                message("grille.hint.garden", step=by_piece["garden"][0].message),
                message("grille.hint.theatre", step=by_piece["theatre"][0].message),
                message("grille.hint.circus", step=by_piece["circus"][0].message),
                message("grille.hint.lay" if told else "grille.hint.lay-turned"),
            ),
        )

    def solved(self, params: GrilleParams, clues: Clues, solution: Solution) -> tuple[Picture, ...]:
        del params
        state = solution.states[0]
        assert isinstance(state, tuple)
        return solved_pictures(clues, [pose for pose, _ in state])

    def misreadings(self, clues: Clues, solution: Solution) -> tuple[Misreading, ...]:
        state = solution.states[0]
        assert isinstance(state, tuple)
        return misreadings(clues, [pose for pose, _ in state], solution.answers[0])

    def demands(self, params: GrilleParams) -> frozenset[Demand]:
        del params
        return frozenset({Demand.SCISSORS, Demand.LANGUAGE})


def _lies(params: GrilleParams, rng: Rng) -> list[Lie]:
    """How the stone lies in each scene: different each time, flipped at least once where it may be."""
    if params.lies == "upright":
        return [UPRIGHT] * 3
    suns = [lie for lie in LIES if not lie.moon]
    if params.lies == "turned":
        return rng.sample(suns, 3)
    moons = [lie for lie in LIES if lie.moon]
    first = rng.choice(moons)
    return rng.shuffled([first, *rng.sample([lie for lie in LIES if lie != first], 2)])


def _scene(
    params: GrilleParams, stone: Stone, scene: str, lie: Lie, letters: str, rng: Rng
) -> tuple[Lattice, Vines | Seats | Ring] | None:
    """A lattice and the small puzzle that belongs to it."""
    told = UPRIGHT if params.lies == "upright" else None
    lies = {"upright": (UPRIGHT,), "turned": LIES[:4], "flipped": LIES}[params.lies]
    # A count of more than half the ring is tedious and often cannot be had; a count of one is no count.
    first, last = (1, params.mice // 2) if scene == "circus" else (0, 99)
    soil = Soil(params.columns, params.rows, lies, told, params.decoys, params.eyes_percent, first, last)
    pose: Pose | None = choose_pose(stone, soil, lie, rng)
    planted = plant(stone, soil, pose, letters, rng) if pose is not None else None
    if pose is None or planted is None:
        return None
    lattice, wrong = planted
    puzzle: Vines | Seats | Ring | None
    if scene == "garden":
        puzzle = garden.grow(pose, wrong, params.vines, params.tangle, told, rng)
    elif scene == "theatre":
        puzzle = theatre.usher(pose, wrong, params.guests, params.sentences, told, rng)
    else:
        puzzle = circus.muster(pose, params.mice, params.counts, told, len(lies) if told is None else 0, rng)
    return (lattice, puzzle) if puzzle is not None else None
