"""Texts with places for names: `{heroine}` and nothing cleverer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_PLACE = re.compile(r"\{([^{}]*)\}")


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text with `{role}` replaced by names. Nothing else in it means anything: data is no template.

    Args:
        text: as the author wrote it.
        names: name by role; a place that is no role stays as it is.
    """
    return _PLACE.sub(lambda match: names.get(match[1], match[0]), text)


def faulty_places(text: str, roles: Collection[str]) -> list[str]:
    """What is wrong with the `{places}` of a text: those that are no role, and stray braces."""
    wrong = [f"{{{place}}}" for place in _PLACE.findall(text) if place not in roles]
    bare = _PLACE.sub("", text)
    return list(dict.fromkeys(wrong + [brace for brace in "{}" if brace in bare]))
