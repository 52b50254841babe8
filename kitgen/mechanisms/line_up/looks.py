"""How dolls look: seven features of three values each, all told by shape."""

from __future__ import annotations

from dataclasses import dataclass

from kitgen.message import Message, message

FEATURES: dict[str, tuple[str, str, str]] = {
    "hair": ("plaits", "bob", "curls"),
    "dress": ("dots", "stripes", "checks"),
    "eyes": ("buttons", "crosses", "closed"),
    "front": ("one", "two", "three"),
    "feet": ("boots", "shoes", "barefoot"),
    "head": ("bow", "hat", "bare"),
    "patch": ("heart", "star", "unpatched"),
}
"""Feature to values. Params take the first few."""

COMPARABLE = ("hair", "dress", "eyes", "front")
"""Features that notes may compare: every doll has some. Whether two dolls without a patch share a patch
would be a matter of opinion."""

ABSENCES = frozenset({"bare", "barefoot", "unpatched"})
"""Values that say what is missing; never put into a note that says no itself ('not no patch')."""

DOLLS = 12

Look = tuple[str, ...]
"""A doll's values, one for each feature in play, in the order of `FEATURES`."""


@dataclass(frozen=True, order=True)
class Trait:
    """One value of one feature, such as plaits."""

    feature: str
    value: str


@dataclass(frozen=True)
class Doll:
    """One card.

    Args:
        look: her values, in the order of the features in play.
        tag: the letters on her tag, each sewn on by itself.
    """

    look: Look
    tag: tuple[str, ...]

    @property
    def word(self) -> str:
        """What her tag says."""
        return "".join(self.tag)


def in_play(count: int) -> tuple[str, ...]:
    """The first `count` features."""
    return tuple(FEATURES)[:count]


def value_of(look: Look, feature: str) -> str:
    """The value a doll has of a feature."""
    return look[list(FEATURES).index(feature)]


def trait_words(trait: Trait) -> Message:
    """A trait as something she has: 'a heart patch', 'no patch'."""
    return message(f"line-up.trait.{trait.feature}.{trait.value}")


def likeness_words(feature: str) -> Message:
    """What two dolls may share: 'her hair', 'her kind of dress'."""
    return message(f"line-up.likeness.{feature}")
