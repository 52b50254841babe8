"""From a validation error to a sentence that an author can act on.

What is allowed is read from the model's JSON Schema, so that a sentence never disagrees with the check, the
documentation or the editor.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from kitgen.data import KeyPath

Schema = Mapping[str, Any]
MAX_SHOWN = 40
"""Most characters of an author's value that a sentence repeats."""

REFERENCE = "See docs/kit.md for every key."


@dataclass(frozen=True)
class Fault:
    """One validation error in words.

    Args:
        key: where it is, from the top of what was validated.
        message: what was found and what is allowed.
        hint: what to do next.
    """

    key: KeyPath
    message: str
    hint: str = ""


def faults(error: ValidationError, model: type[BaseModel], name_of: Callable[[KeyPath], str]) -> list[Fault]:
    """All of a validation error in words.

    Args:
        error: what pydantic found.
        model: what was validated against.
        name_of: how a key is called in sentences, such as `params.bricks`.
    """
    schema = model.model_json_schema()
    out = []
    for item in error.errors(include_url=False, include_context=True):
        fault = _fault(item, schema, name_of)
        if fault is not None:
            out.append(fault)
    return out


def _fault(item: Mapping[str, Any], schema: Schema, name_of: Callable[[KeyPath], str]) -> Fault | None:
    kind = str(item["type"])
    loc: KeyPath = tuple(item["loc"])
    value = item["input"]
    if loc and loc[-1] == "[key]":
        key = loc[:-1]
        names = part_at(schema, schema, key[:-1]).get("propertyNames", {})
        pattern = names.get("patternErrorMessage", "another name")
        return Fault(
            key, f"{name_of(key)}: {quoted(key[-1])} cannot stand as a name here; it must be {pattern}."
        )
    name = name_of(loc) or "the table"
    if kind == "extra_forbidden":
        known = list(part_at(schema, schema, loc[:-1]).get("properties", {}))
        return unknown_key(loc, name, known)
    part = part_at(schema, schema, loc)
    if kind == "missing":
        return Fault(
            loc, f"{name} is missing; it must be {allowed(part, schema)}.", f"Add a line for it. {REFERENCE}"
        )
    if kind == "value_error":
        return Fault(loc, f"{name} {item['ctx']['error']}.")
    if kind in ("too_short", "too_long") and isinstance(value, list):
        # After bad items pydantic counts the good ones only; the bad ones are told of already.
        if part.get("minItems", 0) <= len(value) <= part.get("maxItems", len(value)):
            return None
        return Fault(loc, f"{name} has {count_of(len(value), 'item')}; it must be {allowed(part, schema)}.")
    if kind in ("string_too_short", "string_too_long"):
        found = f"{name} is empty" if not value else f"{name} has {len(value)} characters"
        return Fault(loc, f"{found}; it must be {allowed(part, schema)}.")
    found, said = _found(value), allowed(part, schema)
    if said == "":
        said = str(item["msg"]).removeprefix("Input should be ").removeprefix("Value error, ")
    hint = ""
    if part.get("type") == "string" and "enum" in part and isinstance(value, str):
        hint = did_you_mean(value, part["enum"])
    elif part.get("type") == "string" and isinstance(value, int | float):
        hint = f'Put it in quotes: "{value}".'
    elif part.get("type") in ("integer", "number", "boolean") and isinstance(value, str):
        hint = "Write it without quotes."
    if _fits_type(value, part):
        # The type is right, so only the range is worth saying: "it must be 9 to 16".
        said = said.removeprefix("a whole number ").removeprefix("a number ").removeprefix("from ")
    return Fault(loc, f"{name} is {found}; it must be {said}.", hint)


def unknown_key(key: KeyPath, name: str, known: Sequence[str]) -> Fault:
    """A key that no model has: what is allowed, and the nearest of it."""
    hint = did_you_mean(str(key[-1]), known) or REFERENCE
    return Fault(key, f"{name} is not a known key; allowed here: {listed(known)}.", hint)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Did you mean ...?` for the nearest known word, or the empty string."""
    near = get_close_matches(word.lower()[:80], list(known), n=1, cutoff=0.6)
    return f"Did you mean {near[0]!r}?" if near else ""


def listed(words: Iterable[str]) -> str:
    """Words with commas; `nothing` where there are none."""
    return ", ".join(words) or "nothing"


def count_of(number: int, noun: str) -> str:
    """`1 item`, `3 items`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def quoted(value: object) -> str:
    """A text in double quotes, cut short where it is long, with nothing that moves a terminal's cursor."""
    text = str(value)
    if len(text) > MAX_SHOWN:
        text = text[: MAX_SHOWN - 1] + "…"
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
    return f'"{text}"'


def _found(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return f"a list of {count_of(len(value), 'item')}"
    if isinstance(value, datetime.date | datetime.time):
        return f"the date or time {value}"
    return f"a {type(value).__name__}"


def _fits_type(value: Any, part: Schema) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    kind = part.get("type")
    return number and (kind == "number" or (kind == "integer" and isinstance(value, int)))


def part_at(schema: Schema, root: Schema, key: KeyPath) -> Schema:
    """The schema of what lies at a key; an empty one where the way is lost (unions, say)."""
    part = resolved(schema, root)
    for name in key:
        if isinstance(name, int):
            part = part.get("items", {})
        elif name in part.get("properties", {}):
            part = part["properties"][name]
        elif part.get("patternProperties"):
            part = next(iter(part["patternProperties"].values()))
        elif isinstance(part.get("additionalProperties"), Mapping):
            part = part["additionalProperties"]
        else:
            return {}
        part = resolved(part, root)
    return part


def resolved(part: Schema, root: Schema) -> Schema:
    """A schema with its reference followed and, where it may be null, the other choice."""
    for _ in range(8):
        if "$ref" in part:
            name = str(part["$ref"]).rsplit("/", 1)[-1]
            part = {**root["$defs"][name], **{k: v for k, v in part.items() if k != "$ref"}}
            continue
        choices = [choice for choice in part.get("anyOf", ()) if choice.get("type") != "null"]
        if len(choices) == 1:
            part = {**choices[0], **{k: v for k, v in part.items() if k != "anyOf"}}
            continue
        return part
    return part


def allowed(part: Schema, root: Schema) -> str:
    """What a schema allows, as the end of 'it must be ...'; empty where it says nothing."""
    part = resolved(part, root)
    if "const" in part:
        return _constant(part["const"])
    if "enum" in part:
        return "one of " + ", ".join(map(_constant, part["enum"]))
    kind = part.get("type")
    if kind == "integer":
        return "a whole number" + _span(part, "minimum", "maximum")
    if kind == "number":
        return "a number" + _span(part, "minimum", "maximum")
    if kind == "boolean":
        return "true or false"
    if kind == "string":
        if "patternErrorMessage" in part:
            most = f", {part['maxLength']} characters at most" if "maxLength" in part else ""
            return f"{part['patternErrorMessage']}{most}"
        return "a text" + _sized(part, "minLength", "maxLength", "character")
    if kind == "array":
        return "a list" + _sized(part, "minItems", "maxItems", "item")
    if kind == "object":
        return "a table" + _sized(part, "minProperties", "maxProperties", "key")
    return ""


def _constant(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def _span(part: Schema, low: str, high: str) -> str:
    least, most = part.get(low), part.get(high)
    above, below = part.get("exclusiveMinimum"), part.get("exclusiveMaximum")
    if least is not None and most is not None:
        return f" from {least} to {most}"
    limits = []
    if least is not None:
        limits.append(f"at least {least}")
    if above is not None:
        limits.append(f"above {above}")
    if most is not None:
        limits.append(f"at most {most}")
    if below is not None:
        limits.append(f"below {below}")
    return f" {' and '.join(limits)}" if limits else ""


def _sized(part: Schema, low: str, high: str, noun: str) -> str:
    least, most = part.get(low), part.get(high)
    if least and most:
        return f" of {least} to {most} {noun}s" if least != most else f" of {count_of(most, noun)}"
    if most is not None:
        return f" of at most {count_of(most, noun)}"
    if least:
        return f" of at least {count_of(least, noun)}"
    return ""
