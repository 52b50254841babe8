"""Who is who: the names of the roles, and texts with names filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from kitgen.errors import UsageError
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.models import Name

if TYPE_CHECKING:
    from kitgen.kit.loading import Kit

_PLACE = re.compile(r"\{([^{}]*)\}")
_NAME: TypeAdapter[str] = TypeAdapter(Name)


def filled(text: str, names: Mapping[str, str]) -> str:
    """A text with `{role}` replaced by names. Nothing else in it means anything: data is no template.

    Args:
        text: as the author wrote it.
        names: name by role; a place that is no role stays as it is.
    """
    return _PLACE.sub(lambda match: names.get(match[1], match[0]), text)


def faulty_places(text: str, roles: Mapping[str, object]) -> list[str]:
    """What is wrong with the `{places}` of a text: those that are no role, and stray braces."""
    wrong = [f"{{{place}}}" for place in _PLACE.findall(text) if place not in roles]
    bare = _PLACE.sub("", text)
    return list(dict.fromkeys(wrong + [brace for brace in "{}" if brace in bare]))


def resolve_cast(kit: Kit, cast_name: str, overrides: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The names that a host asked for.

    Args:
        kit: the kit.
        cast_name: one of the kit's casts, or empty for its default.
        overrides: name by role, laid over the cast; 1 to 24 printable characters without braces.

    Returns:
        The cast's name, and every role's name.

    Raises:
        UsageError: no such cast or role, or a name that cannot be printed.
    """
    chosen = cast_name or kit.file.default_cast
    if chosen not in kit.casts:
        what = f"The kit {kit.id} has no cast {quoted(chosen)}; it has {listed(kit.casts)}."
        raise UsageError(what, did_you_mean(chosen, kit.casts))
    names = dict(kit.casts[chosen])
    for role, name in overrides.items():
        if role not in names:
            what = f"The kit {kit.id} has no role {quoted(role)}; it has {listed(names)}."
            raise UsageError(what, did_you_mean(role, names))
        try:
            names[role] = _NAME.validate_python(name.strip())
        except ValidationError:
            what = f"The name {quoted(name)} for {role} cannot be printed."
            raise UsageError(what, "A name has 1 to 24 printable characters and no braces.") from None
    return chosen, names
