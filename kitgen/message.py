"""A sentence that is not yet in any language.

Mechanisms, layout and proof speak in messages: a key and values. `words/` turns them into text, so no
sentence that a player or host reads stands in Python.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Message:
    """A key of the word files, and what to put into its `{names}`.

    Args:
        key: dotted key, such as `edge-wall.task`.
        values: by name: a string or number that is printed as it is, or a message that is put into
            words first. A value named `count` also chooses between `key.one` and `key.many` where the
            word file has both.
    """

    key: str
    values: Mapping[str, str | int | Message] = field(default_factory=lambda: MappingProxyType({}))

    def __hash__(self) -> int:
        return hash((self.key, tuple(sorted((name, str(value)) for name, value in self.values.items()))))


def message(key: str, **values: str | int | Message) -> Message:
    """A `Message` with its values as keyword arguments."""
    return Message(key, MappingProxyType(values))
