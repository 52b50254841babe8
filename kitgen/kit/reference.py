"""Writes `docs/kit.md`: every key of kit and puzzle files, from the models that check them.

    python -m kitgen.kit.reference > docs/kit.md

A test holds the file equal to what this prints.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kitgen.data import package_folder
from kitgen.kit.explain import Schema, allowed, resolved
from kitgen.kit.models import FEWEST_ANSWERS, MOST_BEATS_IN_ACT, STORY_WORDS, KitFile, PuzzleFile
from kitgen.mechanisms import REGISTRY, AnyMechanism, load_mechanism
from kitgen.mechanisms.contract import Level

INTRO = f"""\
# Writing a kit

<!-- Written by `python -m kitgen.kit.reference > docs/kit.md`; change the models, not this page. -->

A kit is a folder anywhere, with the name of the kit:

    attic/
      kit.toml             the frame: words, names, acts, beats, locks, scenes
      old-trunk.toml       one file a puzzle, with the name of the puzzle
      rocking-horse.toml

`kitgen check attic` lists everything that is wrong, with file, line and a next step; `kitgen build attic`
builds it. `kitgen schema kit` and `kitgen schema puzzle` print JSON Schemas for editors that know them.

Rules that no single key shows:

- Text is data. `{{heroine}}` becomes the name of that role; nothing else in a text means anything.
- A scene is read aloud: {STORY_WORDS} words at most.
- Answers stand in quotes (`"0316"`), {FEWEST_ANSWERS} or more to a beat. The seed chooses one for each beat,
  so that any two answers of the kit are two letters apart and none lies inside another.
- Each answer must suit each puzzle of its beat at every level: changing a level never changes an answer.
- An answer must not stand as a word in any text that players read; `kitgen proof` looks for it there.
- A beat needs beats of its own act or an earlier one, never in a circle. Inside an act at least half as many
  puzzles are open as there are players (4 unless `--players` says otherwise), up to those left of the act.
- Every answer is asked for: by its act's lock, by another beat, or at the end. An act has {MOST_BEATS_IN_ACT}
  beats at most.
- A scene, an ending and what a lock says may name a box of the answer sheet: `{{box:walled-door}}` becomes
  'box B'. The reader finds the word there, so that no card names an answer; the beat must be solved by then.
- A last word (`meta = true`) needs every other beat, in the last act; kitgen proves that it cannot be read
  with any one of them left out.
- A kit is written in every language that its `[text.LANGUAGE]` names: all texts, and answers in `answers_in`.
- Files are UTF-8 and 1 MB at most; assets lie inside the kit's folder.

`puzzles/small-door/` is the kit that travels with kitgen: read its `kit.toml`, or start from a copy of it.
One of its puzzles:
"""


def kit_reference() -> str:
    """The text of `docs/kit.md`."""
    lines = [INTRO.rstrip(), ""]
    lines += ["```toml", *_example(), "```", ""]
    lines += ["## kit.toml", ""]
    lines += _model_lines(KitFile)
    lines += ["## A puzzle's file", ""]
    lines += _model_lines(PuzzleFile)
    lines += ["## Mechanisms and their params", ""]
    lines += [
        "`[params]` holds at all levels, `[levels.hard]` at one. What a file leaves out is the preset below.",
        "A level is what the solver finds: params that lead to another are refused when the kit is built.",
        "",
    ]
    for slug in sorted(REGISTRY):
        lines += _mechanism_lines(load_mechanism(slug))
    return "\n".join(lines).rstrip() + "\n"


def _example() -> list[str]:
    """A real puzzle file, and how a level's param would look in it."""
    text = (package_folder("puzzles") / "small-door" / "hidden-door.toml").read_text(encoding="utf-8")
    return [*text.rstrip().splitlines(), "", "[levels.hard]   # if you want another hard wall", "bricks = 16"]


def _model_lines(model: type[BaseModel]) -> Iterator[str]:
    root = model.model_json_schema()
    yield str(root["description"])
    yield ""
    yield from _table(root, root)
    for heading, part in _tables_below(root, root, ""):
        yield f"### {heading}"
        yield ""
        if "description" in part:
            yield str(part["description"])
            yield ""
        yield from _table(part, root)


def _tables_below(part: Schema, root: Schema, above: str) -> Iterator[tuple[str, Schema]]:
    """Tables inside a table, each with its heading as it stands in a file."""
    for name, raw in part.get("properties", {}).items():
        child = resolved(raw, root)
        path = f"{above}.{name}" if above else name
        if child.get("type") == "array" and resolved(child["items"], root).get("properties"):
            item = resolved(child["items"], root)
            yield f"[[{path}]]", item
            yield from _tables_below(item, root, path)
        elif child.get("patternProperties"):
            item = resolved(next(iter(child["patternProperties"].values())), root)
            if item.get("properties"):
                yield f"[{path}.LANGUAGE]", item
        elif child.get("properties"):
            yield f"[{path}]", child


def _table(part: Schema, root: Schema) -> Iterator[str]:
    yield "| key | must be | default | what for |"
    yield "|---|---|---|---|"
    required = part.get("required", [])
    for name, raw in part["properties"].items():
        child = resolved(raw, root)
        default = "required" if name in required else _value(child.get("default"))
        what = _cell(str(raw.get("description", child.get("description", ""))))
        yield f"| `{name}` | {_cell(allowed(child, root))} | {default} | {what} |"
    yield ""


def _mechanism_lines(mechanism: AnyMechanism) -> Iterator[str]:
    yield f"### {mechanism.slug}"
    yield ""
    spec = mechanism.answer_spec(mechanism.preset(Level.NORMAL))
    span = f"{spec.shortest} to {spec.longest}" if spec.shortest != spec.longest else str(spec.longest)
    yield f"Answers at `normal`: {span} characters out of `{spec.alphabet}`."
    yield ""
    yield f"| param | must be | {' | '.join(Level)} | what for |"
    yield f"|---|---|{'---|' * len(Level)}---|"
    root = mechanism.params_type.model_json_schema()
    presets = [mechanism.preset(level).model_dump(mode="json") for level in Level]
    for name, raw in root.get("properties", {}).items():
        values = " | ".join(_value(preset[name]) for preset in presets)
        what = _cell(str(raw.get("description", "")))
        yield f"| `{name}` | {_cell(allowed(raw, root))} | {values} | {what} |"
    yield ""


def _value(value: Any) -> str:
    return f"`{json.dumps(value, ensure_ascii=False)}`" if value is not None else "none"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(kit_reference())
