"""Schemas and reference say what the models check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kitgen.kit.models import KitFile, PuzzleFile
from kitgen.kit.reference import kit_reference
from kitgen.kit.schema import kit_schema, puzzle_schema
from kitgen.mechanisms import REGISTRY

DOCS = Path(__file__).parents[2] / "docs"


def test_the_reference_is_what_the_models_say() -> None:
    written = (DOCS / "kit.md").read_text(encoding="utf-8")
    assert written == kit_reference(), "run: python -m kitgen.kit.reference > docs/kit.md"


def test_every_key_is_in_the_reference_with_what_it_is_for() -> None:
    text = kit_reference()
    for schema in (KitFile.model_json_schema(), PuzzleFile.model_json_schema()):
        for model in (schema, *schema["$defs"].values()):
            for key, field in model["properties"].items():
                assert f"| `{key}` |" in text
                assert field["description"] in text


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for item in value.values():
            yield from _references(item)
    elif isinstance(value, list):
        for item in value:
            yield from _references(item)


def test_schemas_are_json_and_every_reference_leads_somewhere() -> None:
    for schema in (kit_schema(), puzzle_schema()):
        read = json.loads(json.dumps(schema))
        assert read["additionalProperties"] is False
        for reference in _references(read):
            assert reference.startswith("#/$defs/")
            assert reference.removeprefix("#/$defs/") in read["$defs"], reference


def test_a_puzzles_schema_offers_the_params_of_its_mechanism_and_requires_none(stub_mechanisms: None) -> None:
    schema = puzzle_schema()
    assert schema["properties"]["mechanism"]["enum"] == sorted(REGISTRY)
    [choice] = [c for c in schema["allOf"] if c["if"]["properties"]["mechanism"]["const"] == "stub-wall"]
    then = choice["then"]["properties"]
    assert then["params"] == then["levels"]["properties"]["hard"] == {"$ref": "#/$defs/stub-wall.params"}
    params = schema["$defs"]["stub-wall.params"]
    assert params["properties"]["bricks"]["maximum"] == 16
    assert "required" not in params
    assert params["additionalProperties"] is False
    assert params["properties"]["mood"]["$ref"] == "#/$defs/stub-wall.Mood"
