"""What is printed: two pictures of scales, the order on the well, the letters of the rope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kitgen.message import Message, message

LEVEL = 0
LEFT_DOWN = 1
RIGHT_DOWN = -1


@dataclass(frozen=True)
class Pan:
    """One side of a scale.

    Args:
        things: names of the things on it.
        number: stitches on the iron weight beside them, 0 where there is none.
    """

    things: tuple[str, ...]
    number: int = 0

    @property
    def size(self) -> int:
        """How many things lie there, the iron weight too."""
        return len(self.things) + bool(self.number)

    def weight(self, weights: Mapping[str, int]) -> int:
        """All of it in stitches."""
        return sum(weights[thing] for thing in self.things) + self.number

    def words(self) -> Message:
        """The pan as a sum."""
        parts = [message(f"split-scales.thing.{thing}") for thing in self.things]
        if self.number:
            parts.append(message("split-scales.iron", number=self.number))
        said = parts[0]
        for part in parts[1:]:
            said = message("split-scales.plus", a=said, b=part)
        return said


@dataclass(frozen=True)
class Scale:
    """A scale as drawn: level, or with its heavier side down."""

    left: Pan
    right: Pan
    lean: int = LEVEL

    @cached_property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Things by how many more of them lie on the left than on the right, without those that cancel."""
        names = dict.fromkeys((*self.left.things, *self.right.things))
        counts = ((n, self.left.things.count(n) - self.right.things.count(n)) for n in names)
        return tuple((name, count) for name, count in counts if count)

    @property
    def number(self) -> int:
        """The iron weights, left less right."""
        return self.left.number - self.right.number

    @property
    def things(self) -> frozenset[str]:
        """All that lies on it."""
        return frozenset((*self.left.things, *self.right.things))

    def holds(self, weights: Mapping[str, int]) -> bool:
        """Whether it would stand as drawn."""
        more = self.left.weight(weights) - self.right.weight(weights)
        return (more > 0) - (more < 0) == self.lean


@dataclass(frozen=True)
class SplitScalesClues:
    """Exactly what is printed.

    Args:
        pictures: the scales of the two pictures, each in the order printed.
        order: things in the order in which they pull the rope.
        rope: letters of the rope from its lower end; the first is in the window when 1 is above the rim.
    """

    pictures: tuple[tuple[Scale, ...], tuple[Scale, ...]]
    order: tuple[str, ...]
    rope: tuple[str, ...]

    @cached_property
    def scales(self) -> tuple[tuple[int, int, Scale], ...]:
        """All scales with the index of their picture and their place there."""
        return tuple(
            (p, i, scale) for p, picture in enumerate(self.pictures) for i, scale in enumerate(picture)
        )

    @cached_property
    def things(self) -> tuple[str, ...]:
        """All things anywhere, each once."""
        names = dict.fromkeys(self.order)
        for _, _, scale in self.scales:
            names.update(dict.fromkeys((*scale.left.things, *scale.right.things)))
        return tuple(names)

    def letter(self, weight: int) -> str:
        """What the window shows when a weight has pulled the rope."""
        return self.rope[weight - 1]
