"""The house stands as drawn: a room imports only from rooms below it, and heavy libraries have one home."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "kitgen"

ROOMS = [
    ["cli"],
    ["overview", "scaffold", "calibrate", "export"],
    ["build"],
    ["assembly"],
    ["proof", "night", "preview"],
    ["output"],
    ["manifest"],
    ["writers"],
    ["guide", "hints"],
    ["budget"],
    ["checking"],
    ["words"],
    ["layout"],
    ["theme"],
    ["locks"],
    ["kit"],
    ["effort"],
    ["engine"],
    ["mechanisms"],
    ["typesetting"],
    ["codes"],
    ["printing"],
    ["data"],
    ["canvas", "rng", "units", "errors", "message"],
]
"""From top to bottom; rooms on one floor do not import each other, but for the ground floor."""

HOMES = {
    "click": {"cli"},
    "reportlab": {"writers"},
    "pypdfium2": {"proof", "preview", "budget", "export", "night"},
    "sqlite3": {"night"},
    "zxingcpp": {"proof"},
    "starlette": {"night"},
    "uvicorn": {"night"},
    "jinja2": {"words"},
    "fontTools": {"theme"},
    "tomllib": {"data", "kit", "words"},
    "qrcode": {"codes"},
    "platformdirs": {"printing"},
    "pyphen": {"typesetting"},
    "defusedxml": {"theme"},
    "random": {"rng"},
    "secrets": {"rng"},
    "cryptography": {"hints", "proof"},
}
"""Which rooms may import a library."""

FLOOR = {room: floor for floor, rooms in enumerate(ROOMS) for room in rooms}


def _files() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if "_data" not in p.parts)


def _room(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return names


@pytest.mark.parametrize("path", _files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_room_imports_only_from_rooms_below_it(path: Path) -> None:
    room = _room(path)
    if room in ("__init__", "__main__"):
        return
    assert room in FLOOR, f"{room} stands in no row of the table"
    for name in _imports(path):
        parts = name.split(".")
        if parts[0] != "kitgen" or len(parts) < 2 or parts[1] not in FLOOR:
            continue
        other = parts[1]
        same_ground = FLOOR[room] == FLOOR[other] == len(ROOMS) - 1
        assert other == room or FLOOR[other] > FLOOR[room] or same_ground, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", _files(), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_library_is_imported_only_where_it_is_at_home(path: Path) -> None:
    for name in _imports(path):
        home = HOMES.get(name.split(".")[0])
        assert home is None or _room(path) in home, f"{path.name} imports {name}"


@pytest.mark.parametrize(
    "path", [p for p in _files() if _room(p) == "mechanisms"], ids=lambda p: p.relative_to(ROOT).as_posix()
)
def test_a_mechanism_knows_no_other_mechanism_and_nothing_of_the_world(path: Path) -> None:
    if path.parent.name == "mechanisms" and path.name == "__init__.py":
        return
    own = path.relative_to(ROOT / "mechanisms").with_suffix("").parts[0]
    allowed = {own, "contract"}
    for name in _imports(path):
        top = name.split(".")[0]
        assert top not in {"random", "time", "pathlib", "os", "io", "datetime", "secrets"}, name
        if name.startswith("kitgen.mechanisms."):
            assert name.split(".")[2] in allowed, f"{path.name} imports {name}"


def test_the_documented_table_of_rooms_is_this_one() -> None:
    text = (ROOT.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    assert [re.findall(r"`(\w+)`", row) for row in rows] == ROOMS
