"""A kit that was read and checked, and the questions the rest of the house asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from kitgen.data import TomlFile
from kitgen.errors import DataError, UsageError
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.flow import order_of
from kitgen.kit.models import Act, Beat, Ending, KitFile, KitText, Lock, PuzzleFile, Scene
from kitgen.kit.params import resolve_params
from kitgen.kit.places import box_place, filled
from kitgen.mechanisms import AnyMechanism, load_mechanism
from kitgen.mechanisms.contract import Level, MechanismParams

BOX_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Boxes of the answer sheet, in the order of the beats."""

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
        spoken: the language it is played in, where that is not the kit's own; see `in_language`.
    """

    folder: Path
    file: KitFile
    source: TomlFile
    puzzles: Mapping[str, PuzzleFile]
    sources: Mapping[str, TomlFile]
    spoken: str = ""

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
        return self.spoken or self.file.language

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that all of it is written in, its own first."""
        own = self.file.language
        return (own, *(language for language in self.file.text if language != own))

    def in_language(self, language: str) -> Kit:
        """The same kit in another of its languages; in its own where `language` is empty.

        Raises:
            UsageError: it is not written in that language.
        """
        if language and language not in self.languages:
            what = (
                f"The kit {self.id} is not written in {quoted(language)}; it is in {listed(self.languages)}."
            )
            raise UsageError(what, did_you_mean(language, self.languages))
        return replace(self, spoken=language)

    def answers_of(self, beat_id: str) -> tuple[str, ...]:
        """The answers that a beat may have in the kit's language."""
        beat = self.beats[beat_id]
        return beat.answers if self.language == self.file.language else beat.answers_in[self.language]

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

    @cached_property
    def _order(self) -> tuple[str, ...]:
        acts = [act.id for act in self.acts]
        by_act = sorted(self.file.beats, key=lambda beat: acts.index(beat.act))
        return tuple(order_of({beat.id: beat.needs for beat in by_act}))

    def beat_order(self) -> list[str]:
        """Ids of the beats, each behind all that it needs, act by act."""
        return list(self._order)

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

    def box_of(self, beat_id: str) -> str:
        """The letter of a beat's box on the answer sheet."""
        return BOX_LETTERS[self._order.index(beat_id)]

    def lock_of(self, act_id: str) -> Lock | None:
        """The lock that closes an act, or None."""
        return next((lock for lock in self.file.locks if lock.act == act_id), None)

    def voice(self, names: Names | None = None, *, mild: bool = False, box_words: str = "{box}") -> Voice:
        """Whoever reads this kit's texts: with these names, and gently if asked.

        Args:
            names: name by role; the default cast's where None.
            mild: take the mild words where there are some.
            box_words: how a box is called, with `{box}` for its letter, such as `box {box}`.
        """
        return Voice(self, dict(self.cast_names() if names is None else names), mild, box_words)

    def title(self, names: Names | None = None) -> str:
        """The kit's title in its language."""
        return self.voice(names).title


@dataclass(frozen=True)
class Voice:
    """A kit's texts in its language, ready to be printed. Made by `Kit.voice`."""

    kit: Kit
    names: Names
    mild: bool
    box_words: str

    @cached_property
    def _places(self) -> Names:
        places = {
            box_place(beat): self.box_words.replace("{box}", self.kit.box_of(beat)) for beat in self.kit.beats
        }
        return {**places, **self.names}

    def say(self, text: str) -> str:
        """A text of the author's with each `{role}` and `{box:beat}` filled in."""
        return filled(text, self._places)

    def _either(self, full: str, gentle: str | None) -> str:
        return self.say(gentle if self.mild and gentle else full)

    @property
    def _kit_text(self) -> KitText:
        return self.kit.file.text[self.kit.language]

    @property
    def title(self) -> str:
        """The kit's title."""
        return self.say(self._kit_text.title)

    @property
    def tagline(self) -> str:
        """The line below the title."""
        return self.say(self._kit_text.tagline)

    @property
    def welcome(self) -> str:
        """What is read before the first puzzle."""
        return self._either(self._kit_text.welcome, self._kit_text.welcome_mild)

    @property
    def parents(self) -> str:
        """What parents should know, or empty."""
        return self.say(self._kit_text.parents or "")

    @property
    def certificate(self) -> str:
        """What the certificate says, or empty."""
        return self.say(self._kit_text.certificate or "")

    def act_title(self, act: Act) -> str:
        """The title of an act."""
        return self.say(act.text[self.kit.language].title)

    def puzzle_title(self, puzzle_id: str) -> str:
        """The title of a puzzle."""
        return self.say(self.kit.puzzle(puzzle_id).text[self.kit.language].title)

    def puzzle_story(self, puzzle_id: str) -> str:
        """The scene before a puzzle."""
        words = self.kit.puzzle(puzzle_id).text[self.kit.language]
        return self._either(words.story, words.story_mild)

    def lock_title(self, lock: Lock) -> str:
        """What is locked."""
        return self.say(lock.text[self.kit.language].title)

    def lock_opened(self, lock: Lock) -> str:
        """What is read as a lock opens."""
        return self.say(lock.text[self.kit.language].opened)

    def scene(self, scene: Scene | Ending) -> tuple[str, str]:
        """Title and words of a card that is read aloud."""
        words = scene.text[self.kit.language]
        return self.say(words.title), self._either(words.words, words.words_mild)
