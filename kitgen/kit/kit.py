"""A kit that was read and checked, and the questions the rest of the house asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kitgen.data import TomlFile
from kitgen.errors import DataError, UsageError
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.flow import order_of
from kitgen.kit.models import Act, Beat, KitFile, KitText, PuzzleFile, PuzzleText
from kitgen.kit.params import resolve_params
from kitgen.kit.places import filled
from kitgen.mechanisms import AnyMechanism, load_mechanism
from kitgen.mechanisms.contract import Level, MechanismParams

Names = Mapping[str, str]
"""Name by role, as `kitgen.kit.cast.resolve_cast` gives it."""


@dataclass(frozen=True)
class Kit:
    """A kit without a fault: made by `kitgen.kit.loading.load_kit`, which checks what is relied on here.

    Args:
        folder: where it lies.
        file: what `kit.toml` says.
        source: the lines of `kit.toml`.
        puzzles: puzzle files by id, alternatives included.
        sources: the lines of each puzzle file, by puzzle id.
    """

    folder: Path
    file: KitFile
    source: TomlFile
    puzzles: Mapping[str, PuzzleFile]
    sources: Mapping[str, TomlFile]

    @property
    def id(self) -> str:
        """The kit's name, which is its folder's too."""
        return self.file.id

    @property
    def version(self) -> str:
        """The kit's own version."""
        return self.file.version

    @property
    def language(self) -> str:
        """The language it is printed in."""
        return self.file.language

    @property
    def theme(self) -> str:
        """Name of the theme."""
        return self.file.theme

    @property
    def acts(self) -> tuple[Act, ...]:
        """The acts in order."""
        return self.file.acts

    @property
    def casts(self) -> Mapping[str, Mapping[str, str]]:
        """Names by role, by cast."""
        return self.file.cast

    @cached_property
    def beats(self) -> Mapping[str, Beat]:
        """The beats by id, in the order of the file."""
        return {beat.id: beat for beat in self.file.beats}

    def beat_order(self) -> list[str]:
        """Ids of the beats, each behind all that it needs, act by act."""
        acts = [act.id for act in self.acts]
        by_act = sorted(self.file.beats, key=lambda beat: acts.index(beat.act))
        return order_of({beat.id: beat.needs for beat in by_act})

    def beat_index(self, beat_id: str) -> int:
        """The beat's place in the file, from 0: a part of its key path."""
        return list(self.beats).index(beat_id)

    def puzzle_order(self) -> list[str]:
        """The puzzle of each beat (its first where there are alternatives), in the order of the beats."""
        return [self.beats[beat_id].puzzles[0] for beat_id in self.beat_order()]

    def puzzle(self, puzzle_id: str) -> PuzzleFile:
        """A puzzle's file.

        Raises:
            UsageError: the kit has no such puzzle; the message lists those it has.
        """
        if puzzle_id not in self.puzzles:
            what = f"The kit {self.id} has no puzzle {quoted(puzzle_id)}; it has {listed(self.puzzles)}."
            raise UsageError(what, did_you_mean(puzzle_id, self.puzzles))
        return self.puzzles[puzzle_id]

    def beat_of(self, puzzle_id: str) -> Beat:
        """The beat that a puzzle stands for."""
        self.puzzle(puzzle_id)
        return next(beat for beat in self.file.beats if puzzle_id in beat.puzzles)

    def act_of(self, puzzle_id: str) -> Act:
        """The act that a puzzle is played in."""
        wanted = self.beat_of(puzzle_id).act
        return next(act for act in self.acts if act.id == wanted)

    def mechanism_of(self, puzzle_id: str) -> AnyMechanism:
        """The puzzle's mechanism."""
        return load_mechanism(self.puzzle(puzzle_id).mechanism)

    def params_for(self, puzzle_id: str, level: Level) -> MechanismParams:
        """Params of a puzzle at a level: the mechanism's preset with the author's params laid over it.

        Raises:
            UsageError: the kit has no such puzzle.
            DataError: the author's params do not suit the mechanism.
        """
        puzzle = self.puzzle(puzzle_id)
        params, problems = resolve_params(
            self.mechanism_of(puzzle_id), puzzle, level, self.sources[puzzle_id]
        )
        if params is None:
            raise DataError(problems)
        return params

    def cast_names(self) -> dict[str, str]:
        """Name by role in the default cast."""
        return dict(self.casts[self.file.default_cast])

    def text(self, text: str, names: Names | None = None) -> str:
        """A text of the author's with each `{role}` replaced by its name (the default cast's where None)."""
        return filled(text, self.cast_names() if names is None else names)

    def texts(self, names: Names | None = None) -> KitText:
        """Title, tagline and welcome in the kit's language, with names filled in."""
        words = self.file.text[self.language]
        return KitText.model_construct(
            title=self.text(words.title, names),
            tagline=self.text(words.tagline, names),
            welcome=self.text(words.welcome, names),
        )

    def title(self, names: Names | None = None) -> str:
        """The kit's title in its language."""
        return self.texts(names).title

    def text_of(self, puzzle_id: str, names: Names | None = None) -> PuzzleText:
        """Title and story of a puzzle in the kit's language, with names filled in."""
        words = self.puzzle(puzzle_id).text[self.language]
        return PuzzleText.model_construct(
            title=self.text(words.title, names), story=self.text(words.story, names)
        )

    def act_title(self, act_id: str, names: Names | None = None) -> str:
        """The title of an act in the kit's language.

        Raises:
            UsageError: the kit has no such act.
        """
        for act in self.acts:
            if act.id == act_id:
                return self.text(act.text[self.language].title, names)
        raise UsageError(
            f"The kit {self.id} has no act {quoted(act_id)}; it has {listed(act.id for act in self.acts)}."
        )
