"""What a mechanism is told: its preset for a level, with the author's params laid over it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from kitgen.data import KeyPath, TomlFile
from kitgen.errors import Problem
from kitgen.kit.explain import Fault, faults
from kitgen.kit.models import PuzzleFile
from kitgen.mechanisms import AnyMechanism
from kitgen.mechanisms.contract import Level, MechanismParams


def laid_over(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`base` with the values of `over`, tables key by key, everything else replaced."""
    out = dict(base)
    for name, value in over.items():
        below = out.get(name)
        both = isinstance(value, Mapping) and isinstance(below, Mapping)
        out[name] = laid_over(below, value) if both else value  # type: ignore[arg-type]  # both are mappings
    return out


def resolve_params(
    mechanism: AnyMechanism, puzzle: PuzzleFile, level: Level, source: TomlFile
) -> tuple[MechanismParams | None, list[Problem]]:
    """Params of one puzzle at one level, or what is wrong with the author's.

    Args:
        mechanism: the puzzle's mechanism.
        puzzle: its file.
        level: the level.
        source: where its lines are.

    Returns:
        The params and no problem, or None and all problems.
    """
    own: dict[str, Any] = getattr(puzzle.levels, level.value)
    data = laid_over(laid_over(mechanism.preset(level).model_dump(mode="json"), puzzle.params), own)
    dated = _first_date(data)
    if dated is not None:
        place, name = _place(dated, own, level)
        what = f"{name} is a date or time; no param takes one."
        return None, [source.problem(place, what, "Put it in quotes if a text is meant.")]
    try:
        # By way of JSON: its strict mode takes text for an enum and a list for a tuple, nothing else.
        return mechanism.params_type.model_validate_json(json.dumps(data), strict=True), []
    except ValidationError as error:
        found = faults(error, mechanism.params_type, lambda key: _place(key, own, level)[1])
    return None, [_problem(mechanism, puzzle, source, fault, own, level) for fault in found]


def _place(key: KeyPath, own: Mapping[str, Any], level: Level) -> tuple[KeyPath, str]:
    """Where a param was written, as a key path of the file and as a name for sentences."""
    top: KeyPath = ("levels", level.value) if _has(own, key) or (own and not key) else ("params",)
    words = [*top, *(f"[{part + 1}]" if isinstance(part, int) else part for part in key)]
    return top + key, ".".join(map(str, words)).replace(".[", "[")


def _has(table: Mapping[str, Any], key: KeyPath) -> bool:
    """Whether a table holds a key; a list that it holds is its own as a whole."""
    here: Any = table
    for name in key:
        if isinstance(here, list):
            return True
        if not isinstance(here, Mapping) or name not in here:
            return False
        here = here[name]
    return bool(key)


def _first_date(data: Any, key: KeyPath = ()) -> KeyPath | None:
    if isinstance(data, datetime.date | datetime.time):
        return key
    items: Any = ()
    if isinstance(data, Mapping):
        items = data.items()
    elif isinstance(data, list):
        items = enumerate(data)
    for name, value in items:
        found = _first_date(value, (*key, name))
        if found is not None:
            return found
    return None


def _problem(
    mechanism: AnyMechanism,
    puzzle: PuzzleFile,
    source: TomlFile,
    fault: Fault,
    own: Mapping[str, Any],
    level: Level,
) -> Problem:
    place, _ = _place(fault.key, own, level)
    hint = fault.hint
    if not hint.startswith("Did you mean"):
        levels = (level,) if place[0] == "levels" else tuple(Level)
        used = preset_hint(mechanism, fault.key, levels)
        hint = " ".join(part for part in (hint, f"{used}see `kitgen show {puzzle.id}`.") if part)
        hint = f"See{hint.removeprefix('see')}" if hint.startswith("see ") else hint
    return source.problem(place, fault.message, hint)


def preset_hint(mechanism: AnyMechanism, key: KeyPath, levels: tuple[Level, ...]) -> str:
    """What the presets use for a param: `9 suits "easy", 12 suits "normal" and "hard"; `, or nothing."""
    by_value: dict[str, list[str]] = {}
    for level in levels:
        value: Any = mechanism.preset(level).model_dump(mode="json")
        for part in key[:1]:
            value = value.get(part) if isinstance(value, Mapping) else None
        if isinstance(value, bool):
            by_value.setdefault(str(value).lower(), []).append(f'"{level}"')
        elif isinstance(value, str | int | float):
            by_value.setdefault(json.dumps(value, ensure_ascii=False), []).append(f'"{level}"')
    parts = [f"{value} suits {' and '.join(names)}" for value, names in by_value.items()]
    return f"{', '.join(parts)}; " if parts else ""
