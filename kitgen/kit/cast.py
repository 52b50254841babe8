"""Who is who: the names of the roles, as the kit has them and as the host wants them."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from kitgen.errors import UsageError
from kitgen.kit.explain import did_you_mean, listed, quoted
from kitgen.kit.kit import Kit
from kitgen.kit.models import Name

_NAME: TypeAdapter[str] = TypeAdapter(Name)


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
