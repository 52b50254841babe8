"""`kitgen new mechanism`: a module, its words, its test and its line of registration, from the template."""

from __future__ import annotations

import re
from pathlib import Path

from kitgen.errors import OutputError, UsageError

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_NAME = 40


def start_mechanism(name: str, checkout: Path) -> list[Path]:
    """Write the files of a new mechanism into a checkout of kitgen and register it.

    Args:
        name: its slug, such as `falling-leaves`.
        checkout: the project's root.

    Returns:
        The files written or changed.

    Raises:
        UsageError: the name is no slug or is taken.
        OutputError: this is no checkout of kitgen.
    """
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        raise UsageError(
            f"{name!r} cannot name a mechanism: use small letters, digits, hyphens; {LONGEST_NAME} at most.",
            "For example: kitgen new mechanism falling-leaves",
        )
    template = checkout / "kitgen" / "mechanisms" / "template.py"
    words = checkout / "templates" / "words" / "en" / "template.toml"
    registry = checkout / "kitgen" / "mechanisms" / "__init__.py"
    if not (template.is_file() and words.is_file() and registry.is_file()):
        raise OutputError(
            f"{checkout}: this is no checkout of kitgen; it has no {template.relative_to(checkout)}.",
            "Change into the project's folder first.",
        )
    module, class_name = name.replace("-", "_"), "".join(part.title() for part in name.split("-"))
    targets = {
        template.with_name(f"{module}.py"): _renamed(template.read_text(encoding="utf-8"), name, class_name),
        words.with_name(f"{name}.toml"): words.read_text(encoding="utf-8"),
        checkout / "tests" / "mechanisms" / f"test_{module}.py": _test(module, class_name),
    }
    registered = registry.read_text(encoding="utf-8")
    if (
        any(path.exists() for path in targets)
        or (template.parent / module).exists()
        or f'"{name}"' in registered
    ):
        raise UsageError(f"There is a mechanism {name!r} already.", "Choose another name.")
    for path, text in targets.items():
        path.write_text(text, encoding="utf-8")
    line = f'    "{name}": "kitgen.mechanisms.{module}:{class_name}",\n'
    head, brace, tail = registered.partition("REGISTRY = {\n")
    entries, end, rest = tail.partition("}")
    lines = sorted([*entries.splitlines(keepends=True), line])
    registry.write_text(head + brace + "".join(lines) + end + rest, encoding="utf-8")
    return [*targets, registry]


def _renamed(source: str, name: str, class_name: str) -> str:
    """The template's module under new names, with a docstring that asks for the rules."""
    body = source.partition('"""\n\n')[2]
    body = body.replace("ButtonRow", class_name).replace('slug = "template"', f'slug = "{name}"')
    body = body.replace('"template.', f'"{name}.')
    for old in ("ButtonParams", "ButtonClues", "ButtonCard"):
        body = body.replace(old, class_name + old.removeprefix("Button"))
    docstring = (
        f'"""{class_name}: say the rules here in a player\'s words.\n\n'
        "Then a worked example with its solution, how the generator aims, what the solver knows, and which\n"
        'params are impossible and why. Everything below works as it stands: change it step by step.\n"""\n\n'
    )
    return docstring + body


def _test(module: str, class_name: str) -> str:
    return f'''"""{class_name}: its worked example, its second opinion and its lazy players belong here."""

from __future__ import annotations

from kitgen.mechanisms.contract import NOTHING_GIVEN, Verdict
from kitgen.mechanisms.{module} import {class_name}, {class_name}Card, {class_name}Clues


def test_the_worked_example_has_the_answer_it_claims() -> None:
    cards = (
        {class_name}Card("N", 3, 0, False),
        {class_name}Card("O", 1, 0, False),
        {class_name}Card("D", 2, 0, True),
        {class_name}Card("W", 4, 0, False),
    )
    solution = {class_name}().solve({class_name}Clues(cards), NOTHING_GIVEN)
    assert solution.verdict is Verdict.UNIQUE
    assert solution.answers == ("ONW",)


def test_{module}_refuses_clues_with_two_answers() -> None:
    cards = ({class_name}Card("A", 2, 0, False), {class_name}Card("B", 2, 0, False))
    assert {class_name}().solve({class_name}Clues(cards), NOTHING_GIVEN).verdict is Verdict.SEVERAL
'''
