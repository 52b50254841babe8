"""Texts with places: `{heroine}` for a name, `{box:beat}` for a box of the answer sheet, nothing cleverer."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

_PLACE = re.compile(r"\{([^{}]*)\}")


BOX = "box:"


def box_place(beat: str) -> str:
    """What stands between the braces for the box of a beat's answer."""
    return BOX + beat


def boxes_named(text: str) -> list[str]:
    """The beats whose boxes a text names, in order."""
    return [place.removeprefix(BOX) for place in _PLACE.findall(text) if place.startswith(BOX)]


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text with `{role}` replaced by names. Nothing else in it means anything: data is no template.

    Args:
        text: as the author wrote it.
        names: name by role, and box by `box_place`; a place that is neither stays as it is.
    """
    return _PLACE.sub(lambda match: names.get(match[1], match[0]), text)


def faulty_places(text: str, roles: Collection[str]) -> list[str]:
    """What is wrong with the `{places}` of a text: those that are no role, and stray braces.

    Boxes are no matter of roles: `boxes_named` lists them.
    """
    wrong = [
        f"{{{place}}}" for place in _PLACE.findall(text) if place not in roles and not place.startswith(BOX)
    ]
    bare = _PLACE.sub("", text)
    return list(dict.fromkeys(wrong + [brace for brace in "{}" if brace in bare]))
