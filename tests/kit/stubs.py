"""Two mechanisms of no use, which show that a new one slots in by its line of registration alone."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

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
    Verdict,
)
from kitgen.message import message
from kitgen.rng import Rng


class Mood(StrEnum):
    CALM = "calm"
    STORMY = "stormy"


class Frame(MechanismParams):
    wide: bool = False
    width_mm: float = Field(default=10.0, gt=0, le=20)


class StubParams(MechanismParams):
    bricks: int = Field(default=12, ge=9, le=16, description="How many bricks.")
    mood: Mood = Field(default=Mood.CALM, description="How it looks.")
    alike: bool = Field(default=False, description="Whether patterns look alike.")
    marks: tuple[int, ...] = Field(default=(1, 2), max_length=4, description="Marks.")
    frame: Frame = Field(default_factory=Frame, description="The frame around it.")
    guide: int | None = Field(default=None, ge=1, description="A guide, if any.")

    @model_validator(mode="after")
    def _calm_when_alike(self) -> StubParams:
        if self.alike and self.mood is Mood.STORMY:
            raise ValueError("cannot be alike and stormy; let mood be calm")
        return self


class StubWall(Mechanism[StubParams, str]):
    """Carries capitals; short ones only where there are few bricks."""

    slug = "stub-wall"
    version = 1
    techniques: ClassVar[Mapping[str, Technique]] = {"look": Technique(Level.EASY, 1.0)}
    params_type = StubParams

    def preset(self, level: Level) -> StubParams:
        return StubParams(bricks={Level.EASY: 9, Level.NORMAL: 12, Level.HARD: 16, Level.FIENDISH: 16}[level])

    def answer_spec(self, params: StubParams) -> AnswerSpec:
        return AnswerSpec("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3, 6 if params.bricks > 9 else 5)

    def impossible(self, params: StubParams, answer: str) -> str:
        if params.marks == ():
            return "without marks nothing can be read; one to four are possible"
        return ""

    def generate(self, params: StubParams, answer: str, given: Given, rng: Rng) -> str:
        return answer

    def solve(self, clues: str, given: Given) -> Solution:
        return Solution(Verdict.UNIQUE, (clues,), (clues,))

    def pieces(self, params: StubParams, clues: str) -> tuple[Piece, ...]:
        return ()

    def instructions(self, params: StubParams, clues: str) -> Instructions:
        return Instructions(message("stub.task"), message("stub.done"), message("stub.form"))

    def hints(self, params: StubParams, clues: str, solution: Solution) -> Hints:
        return Hints(message("stub.nudge"), ())

    def solved(self, params: StubParams, clues: str, solution: Solution) -> tuple[Picture, ...]:
        return ()

    def misreadings(self, clues: str, solution: Solution) -> tuple[Misreading, ...]:
        return ()

    def demands(self, params: StubParams) -> frozenset[Demand]:
        return frozenset()


class StubDial(StubWall):
    """Carries digits."""

    slug = "stub-dial"

    def answer_spec(self, params: StubParams) -> AnswerSpec:
        return AnswerSpec("0123456789", 4, 4)
