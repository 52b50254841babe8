"""JSON Schemas of kit and puzzle files, so that an editor completes keys and marks mistakes."""

from __future__ import annotations

import json
from typing import Any

from kitgen.kit.models import KitFile, PuzzleFile
from kitgen.mechanisms import REGISTRY, load_mechanism
from kitgen.mechanisms.contract import Level

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Document = dict[str, Any]


def kit_schema() -> Document:
    """The JSON Schema of `kit.toml`."""
    return {"$schema": DIALECT, **KitFile.model_json_schema(), "title": "kitgen kit"}


def puzzle_schema() -> Document:
    """The JSON Schema of a puzzle file: `params` and `levels` follow from the mechanism named."""
    schema = {"$schema": DIALECT, **PuzzleFile.model_json_schema(), "title": "kitgen puzzle"}
    definitions: Document = schema.setdefault("$defs", {})
    slugs = sorted(REGISTRY)
    schema["properties"]["mechanism"] = {
        "description": schema["properties"]["mechanism"]["description"],
        "enum": slugs,
        "type": "string",
    }
    choices = []
    for slug in slugs:
        name = f"{slug}.params"
        definitions |= _overrides(slug, name)
        here = {"$ref": f"#/$defs/{name}"}
        levels = {"properties": dict.fromkeys([level.value for level in Level], here)}
        choices.append(
            {
                "if": {"properties": {"mechanism": {"const": slug}}, "required": ["mechanism"]},
                "then": {"properties": {"params": here, "levels": levels}},
            }
        )
    schema["allOf"] = choices
    return schema


def _overrides(slug: str, name: str) -> Document:
    """A mechanism's params as definitions under names of their own; none is required, presets stand below."""
    params = load_mechanism(slug).params_type.model_json_schema(ref_template=f"#/$defs/{slug}.{{model}}")
    inner = params.pop("$defs", {})
    for part in (params, *inner.values()):
        part.pop("required", None)
        for field in part.get("properties", {}).values():
            field.pop("default", None)
    definitions = {name: params, **{f"{slug}.{model}": part for model, part in inner.items()}}
    # A copy by way of JSON: nothing of pydantic's own is handed out.
    copied: Document = json.loads(json.dumps(definitions))
    return copied
