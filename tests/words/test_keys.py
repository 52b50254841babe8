"""Every sentence that the program names is written, and pages come from a strict environment."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import kitgen
from kitgen.data import package_folder
from kitgen.words import Catalogue
from kitgen.words.pages import page_environment

PACKAGE = Path(kitgen.__file__).parent
TEMPLATE_KEY = re.compile(r"""\bt\(\s*["']([a-z0-9.-]+)["']\s*[,)]""")


def keys_in_python() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, literal key and names of the values (None where they cannot be told) of each message."""
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            key = node.args[0]
            if (
                name in ("message", "Message")
                and isinstance(key, ast.Constant)
                and isinstance(key.value, str)
            ):
                plain = name == "message" and all(keyword.arg for keyword in node.keywords)
                values = frozenset(str(keyword.arg) for keyword in node.keywords) if plain else None
                yield f"{file.relative_to(PACKAGE)}:{node.lineno}", key.value, values


def keys_in_templates() -> Iterator[tuple[str, str]]:
    for file in sorted(package_folder("templates").rglob("*.j2")):
        for key in TEMPLATE_KEY.findall(file.read_text(encoding="utf-8")):
            yield file.name, key


def test_every_key_that_python_names_has_a_sentence() -> None:
    words = Catalogue.load("en")
    found = list(keys_in_python())
    assert found
    assert [f"{place} {key}" for place, key, _ in found if key not in words] == []


def test_every_key_that_a_template_names_has_a_sentence() -> None:
    words = Catalogue.load("en")
    found = list(keys_in_templates())
    assert found
    assert [f"{place} {key}" for place, key in found if key not in words] == []


def test_each_sentence_of_the_hint_pages_is_named_somewhere() -> None:
    named = {key for _, key, _ in keys_in_python()} | {key for _, key in keys_in_templates()}
    sources = "".join(file.read_text(encoding="utf-8") for file in sorted(PACKAGE.rglob("*.py")))
    stems = {
        key.removesuffix(".one").removesuffix(".many") for key in Catalogue.load("en") if key[:6] == "hints."
    }
    unused = {
        key
        for key in stems - named
        if f'"{key}"' not in sources and not key.startswith(("hints.rung.", "hints.go."))
    }
    assert unused == set()


def test_page_text_is_escaped() -> None:
    template = page_environment().from_string("{{ text }}")
    assert template.render(text="<b>&'\"") == "&lt;b&gt;&amp;&#39;&#34;"


def test_a_page_that_names_something_unknown_fails() -> None:
    with pytest.raises(UndefinedError):
        page_environment().from_string("{{ nothing }}").render()


def test_text_that_looks_like_a_template_is_only_text() -> None:
    assert page_environment().from_string("{{ text }}").render(text="{{ 7 * 7 }}") == "{{ 7 * 7 }}"
