"""The keys of kit and puzzle files: what each is for, and what it may hold.

Everything that documents, checks or completes these files is derived from here: `docs/kit.md`, the JSON
Schemas for editors and the sentences of `kitgen check`.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

FORMAT = 1
STORY_WORDS = 60
"""Most words of a story card; a person reads them aloud in under half a minute."""

OPENED_WORDS = 30
"""Most words of what a lock says as it opens: they stand on half a card."""

CERTIFICATE_WORDS = 40
MOST_BEATS_IN_ACT = 8
"""Four rings take two answers each; and more puzzles than that lie on no table at once."""

FEWEST_ANSWERS = 12
"""A shorter list could be guessed through, and soon holds no set of answers that keep apart."""

BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of text: what is printed would differ from what is read here."""


def _printable(text: str) -> str:
    """Text without control characters, for people to read on paper."""
    for character in text:
        unseen = unicodedata.category(character) in {"Cc", "Cs", "Co", "Cn"} and character != "\n"
        if unseen or character in BIDI:
            raise ValueError(f"has the character U+{ord(character):04X}, which cannot be printed")
    if not text.strip():
        raise ValueError("is blank; it must say something")
    return text


def _at_most(most: int) -> AfterValidator:
    def counted(text: str) -> str:
        words = len(text.split())
        if words > most:
            raise ValueError(f"has {words} words; at most {most} fit on its card")
        return text

    return AfterValidator(counted)


def _plain_name(text: str) -> str:
    """A name as it is printed in the story: stripped, and no placeholder itself."""
    if set("{}\n") & set(text):
        raise ValueError("has a brace or line break; a name is plain text")
    return _printable(text).strip()


def _one_of_a_kind(items: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            raise ValueError(f"names {item!r} twice; once is enough")
        seen.add(item)
    return items


def _worded(words: str) -> dict[str, Any]:
    """What a pattern means, in words; editors know the key, and `kitgen check` says it."""
    return {"patternErrorMessage": words}


SLUG_WORDS = "a slug of small letters, digits and single hyphens, such as `hidden-door`"
Slug = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40, json_schema_extra=_worded(SLUG_WORDS)),
]
ROLE_WORDS = "small letters, digits and underscores, such as `cat_name`"
RoleName = Annotated[
    str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=24, json_schema_extra=_worded(ROLE_WORDS))
]
Language = Annotated[
    str,
    Field(
        pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$",
        json_schema_extra=_worded("a language code such as `en` or `pt-BR`"),
    ),
]
Name = Annotated[str, Field(min_length=1, max_length=24), AfterValidator(_plain_name)]
Line = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_printable)]
Paragraph = Annotated[
    str, Field(min_length=1, max_length=600), AfterValidator(_printable), _at_most(STORY_WORDS)
]
OpenedWords = Annotated[
    str, Field(min_length=1, max_length=300), AfterValidator(_printable), _at_most(OPENED_WORDS)
]
CertificateWords = Annotated[
    str, Field(min_length=1, max_length=400), AfterValidator(_printable), _at_most(CERTIFICATE_WORDS)
]
Answer = Annotated[str, Field(min_length=1, max_length=24), AfterValidator(_printable)]
AssetPath = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_printable)]
Table = dict[str, Any]


class AuthorModel(BaseModel):
    """Base of all files: unknown keys and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class KitText(AuthorModel):
    """Words about the whole kit in one language. `{role}` becomes the name of that role."""

    title: Line = Field(description="Name of the kit, on the title card and in every page's small print.")
    tagline: Line = Field(description="One line below the title.")
    welcome: Paragraph = Field(
        description=f"What is read aloud before the first puzzle: {STORY_WORDS} words at most."
    )
    welcome_mild: Paragraph | None = Field(default=None, description="The welcome for `--fright mild`.")
    parents: Paragraph | None = Field(
        default=None, description="What parents should know beforehand; it stands in the guide only."
    )
    certificate: CertificateWords | None = Field(
        default=None, description=f"What the keepsake certificate says: {CERTIFICATE_WORDS} words at most."
    )


class ActText(AuthorModel):
    """Words about an act in one language."""

    title: Line = Field(description="Name of the act, on cards and in the guide.")


class PuzzleText(AuthorModel):
    """Words about a puzzle in one language. `{role}` becomes the name of that role."""

    title: Line = Field(description="Name of the puzzle, on its cards and sheets.")
    story: Paragraph = Field(description=f"The scene before it, read aloud: {STORY_WORDS} words at most.")
    story_mild: Paragraph | None = Field(default=None, description="The story for `--fright mild`.")


class LockText(AuthorModel):
    """Words about a lock in one language."""

    title: Annotated[str, Field(min_length=1, max_length=30), AfterValidator(_printable)] = Field(
        description="What is locked, on the answer sheet and on the card that opens it."
    )
    opened: OpenedWords = Field(
        description=f"What is read as it opens: {OPENED_WORDS} words at most. `{{box:beat}}` names a box."
    )


class SceneText(AuthorModel):
    """Words of a card that is read aloud, in one language. `{box:beat}` names the box of a solved beat."""

    title: Line = Field(description="Name of the scene, on its card.")
    words: Paragraph = Field(description=f"What is read aloud: {STORY_WORDS} words at most.")
    words_mild: Paragraph | None = Field(default=None, description="The words for `--fright mild`.")


class Act(AuthorModel):
    """A part of the evening. Inside an act several puzzles are open at once."""

    id: Slug = Field(description="Name that beats use.")
    number: int = Field(ge=1, le=9, description="Number on cards; numbers grow from act to act.")
    text: dict[Language, ActText] = Field(
        min_length=1, max_length=20, description="Words by language; the kit's own language must be there."
    )


class Beat(AuthorModel):
    """A moment of the story that a puzzle stands for."""

    id: Slug = Field(description="Name that `needs` use.")
    act: Slug = Field(description="Id of the act it belongs to.")
    puzzles: Annotated[tuple[Slug, ...], AfterValidator(_one_of_a_kind)] = Field(
        strict=False,
        min_length=1,
        max_length=8,
        description="Ids of puzzles that can stand here; the first one is played.",
    )
    needs: Annotated[tuple[Slug, ...], AfterValidator(_one_of_a_kind)] = Field(
        default=(),
        strict=False,
        max_length=25,
        description="Ids of beats that must be solved before it, in the same act or an earlier one.",
    )
    answers: tuple[Answer, ...] = Field(
        strict=False,
        min_length=FEWEST_ANSWERS,
        max_length=400,
        description="Words or numbers that mean something here, always in quotes; the seed chooses one. "
        "Every one must suit every puzzle of the beat at every level.",
    )
    answers_in: dict[
        Language,
        Annotated[tuple[Answer, ...], Field(strict=False, min_length=FEWEST_ANSWERS, max_length=400)],
    ] = Field(
        default_factory=dict,
        max_length=20,
        description="Answers for the kit's other languages, by language.",
    )
    meta: bool = Field(
        default=False,
        description="Whether it is the last word: its puzzle is made of the answers of the beats it needs.",
    )


class Lock(AuthorModel):
    """What closes an act: its answers open it. Behind the last act's lock lie the endings."""

    act: Slug = Field(description="Id of the act whose answers open it; an act has one lock at most.")
    text: dict[Language, LockText] = Field(
        min_length=1, max_length=20, description="Words by language; the kit's own language must be there."
    )


class Scene(AuthorModel):
    """A card in an act's envelope that somebody at the table reads aloud."""

    id: Slug = Field(description="Its name.")
    act: Slug = Field(description="Id of the act whose envelope it lies in.")
    after: Slug | None = Field(
        default=None,
        description="Id of a beat of that act: read when its answer is found. "
        "Without it the card is read as the envelope opens.",
    )
    art: Slug | None = Field(default=None, description="Name of a picture of the theme.")
    text: dict[Language, SceneText] = Field(
        min_length=1, max_length=20, description="Words by language; the kit's own language must be there."
    )


ENDINGS = ("time-to-spare", "just-in-time", "next-morning")


class Ending(AuthorModel):
    """How the night ends, by the clock. A kit has all three endings or none."""

    when: Literal["time-to-spare", "just-in-time", "next-morning"] = Field(
        description="When it is read: with time left, within the last minutes, or after the time is up."
    )
    text: dict[Language, SceneText] = Field(
        min_length=1, max_length=20, description="Words by language; the kit's own language must be there."
    )


class Caps(AuthorModel):
    """What a print of the kit is meant to keep to. A build over a cap says so, and builds all the same."""

    sheets: int | None = Field(
        default=None, ge=1, le=500, description="Most sheets of paper; no cap where it is left out."
    )
    cutting_minutes: int | None = Field(
        default=None,
        ge=1,
        le=600,
        description="Most minutes with scissors and ruler for one person; no cap where it is left out.",
    )


class HintPolicy(AuthorModel):
    """When the night's server opens a hint. By default at once, and for nothing."""

    from_minute: int = Field(
        default=0,
        ge=0,
        le=120,
        description="A puzzle's hints open from this minute of it on; 0 for at once.",
    )
    cost_minutes: int = Field(
        default=0, ge=0, le=60, description="Minutes that a hint adds to a team's time; 0 for none."
    )
    free_after_minutes: int | None = Field(
        default=None,
        ge=1,
        le=240,
        description="Who has been stuck at a puzzle so many minutes gets its hints for nothing; never where "
        "it is left out.",
    )


class KitFile(AuthorModel):
    """`kit.toml`: the story's frame, its names, its acts and beats."""

    format: Literal[1] = Field(description="Version of this format.")
    id: Slug = Field(description="Name of the kit; its folder has the same name.")
    version: Annotated[
        str,
        Field(
            pattern=r"^[0-9]{1,4}(\.[0-9]{1,4}){1,2}$",
            json_schema_extra=_worded("a version such as `1.0` or `1.2.3`"),
        ),
    ] = Field(description="Version of the kit; raise it when the words or lists change.")
    theme: Slug = Field(default="midnight-thread", description="Name of a theme in `templates/themes/`.")
    language: Language = Field(default="en", description="Language that the kit is printed in.")
    default_cast: Slug = Field(description="The cast that plays unless a host asks for another.")
    difficulty: Literal["easy", "normal", "hard", "fiendish"] = Field(
        default="normal", description="Level of all puzzles unless a host asks for another."
    )
    assets: Annotated[tuple[AssetPath, ...], AfterValidator(_one_of_a_kind)] = Field(
        default=(),
        strict=False,
        max_length=100,
        description="Files that the kit brings along, as paths inside its folder, 10 MB each at most.",
    )
    text: dict[Language, KitText] = Field(
        min_length=1, max_length=20, description="Words by language; `language` must be there."
    )
    cast: dict[Slug, Annotated[dict[RoleName, Name], Field(min_length=1, max_length=40)]] = Field(
        min_length=1,
        max_length=20,
        description="Names by role, for each cast. All casts name the same roles; texts say `{role}`.",
    )
    acts: tuple[Act, ...] = Field(
        strict=False, min_length=1, max_length=9, description="Acts in order; each has a beat."
    )
    beats: tuple[Beat, ...] = Field(
        strict=False, min_length=1, max_length=26, description="Beats in the order of telling."
    )
    locks: tuple[Lock, ...] = Field(
        default=(), strict=False, max_length=9, description="Locks between the acts, if any."
    )
    scenes: tuple[Scene, ...] = Field(
        default=(), strict=False, max_length=60, description="Cards that are read aloud, in order."
    )
    endings: tuple[Ending, ...] = Field(
        default=(), strict=False, max_length=3, description="The three endings, or none."
    )
    hint_policy: HintPolicy = Field(
        default=HintPolicy(), description="How `kitgen serve` gives hints, unless the host says otherwise."
    )
    caps: Caps = Field(
        default_factory=Caps, description="What a print is meant to keep to, told to hosts where it does not."
    )


class LevelParams(AuthorModel):
    """Params of single levels, laid over `[params]`."""

    easy: Table = Field(default_factory=dict, description="Params at `easy` only.")
    normal: Table = Field(default_factory=dict, description="Params at `normal` only.")
    hard: Table = Field(default_factory=dict, description="Params at `hard` only.")
    fiendish: Table = Field(default_factory=dict, description="Params at `fiendish` only.")


class PuzzleFile(AuthorModel):
    """`<puzzle>.toml`: which mechanism tells this part of the story, and how."""

    format: Literal[1] = Field(description="Version of this format.")
    id: Slug = Field(description="Name of the puzzle; its file has the same name.")
    mechanism: Slug = Field(description="The kind of puzzle: one of those listed below.")
    emblem: Slug = Field(description="Name of a picture of the theme, for the puzzle's cards.")
    assets: Annotated[tuple[AssetPath, ...], AfterValidator(_one_of_a_kind)] = Field(
        default=(),
        strict=False,
        max_length=20,
        description="Files that the puzzle brings along, as paths inside the kit's folder, 10 MB each.",
    )
    text: dict[Language, PuzzleText] = Field(
        min_length=1, max_length=20, description="Words by language; the kit's own language must be there."
    )
    params: Table = Field(
        default_factory=dict, description="The mechanism's params at all levels, laid over its presets."
    )
    levels: LevelParams = Field(default_factory=LevelParams, description="Params of single levels.")
