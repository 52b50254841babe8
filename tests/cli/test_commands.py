"""What a host types and what comes back: every command, its help, its exit code, its words."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from kitgen.cli import main
from kitgen.mechanisms import REGISTRY

ROOT = Path(__file__).parents[2]
BUILD = ["build", "small-door", "--seed", "moth", "--hints", "http://192.168.1.20:8737"]


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words), catch_exceptions=False)


def commands(group: click.Group, prefix: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found.append((*prefix, name))
        if isinstance(command, click.Group):
            found += commands(command, (*prefix, name))
    return found


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_the_help_of_each_command_shows_an_example_of_itself(words: tuple[str, ...]) -> None:
    result = run(*words, "--help")
    assert result.exit_code == 0
    assert f"Example: kitgen {' '.join(words)}" in result.output


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_each_command_stands_in_the_documentation(words: tuple[str, ...]) -> None:
    documents = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    text = "\n".join(document.read_text(encoding="utf-8") for document in documents)
    assert f"kitgen {' '.join(words)}" in text


def test_list_names_the_kits() -> None:
    result = run("list")
    assert result.exit_code == 0
    assert "small-door  The Small Door  16" in result.output


def test_show_tells_acts_puzzles_levels_minutes_and_pieces() -> None:
    text = run("show", "small-door").output
    for words in ("Act 1: The house", "hidden-door", "easy", "hard", "min", "12 bricks", "--name: heroine"):
        assert words in text
    assert "likeness" not in text
    assert "likeness" in run("show", "hidden-door").output


def test_show_tells_what_a_print_with_these_options_takes() -> None:
    whole = run("show", "trial").output
    for words in ("This print takes", "sheets of paper", "minutes with scissors", "straight cuts", "cyan"):
        assert words in whole
    grey = run("show", "trial", "--ink", "grey").output
    assert "cyan 0.0, magenta 0.0, yellow 0.0" in grey
    assert "cyan 0.0" not in whole
    part = run("show", "oil-chest", "--duplex", "fold").output
    assert "This print takes" in part
    assert "meant to take" not in part


def test_a_print_over_its_caps_is_built_and_says_so(tmp_path: Path) -> None:
    kit = tmp_path / "trial"
    kit.mkdir()
    for path in (ROOT / "puzzles" / "trial").iterdir():
        (kit / path.name).write_bytes(path.read_bytes())
    words = (kit / "kit.toml").read_text("utf-8")
    (kit / "kit.toml").write_text(re.sub(r"(?m)^(sheets|cutting_minutes) = \d+$", r"\1 = 2", words), "utf-8")
    for result in (
        run("build", str(kit), "--seed", "moth", "--hints", "none", "-o", str(tmp_path / "out")),
        run("show", str(kit)),
    ):
        assert result.exit_code == 0
        said = re.findall(
            r"Note: this print takes (\d+) ([a-z ]+); the kit is meant to take 2 at", result.output
        )
        assert [what for _, what in said] == ["sheets", "minutes with scissors"]
    assert (tmp_path / "out" / "manifest.json").is_file()
    within = run("build", "trial", "--locks", "host", "--hints", "none", "-o", str(tmp_path / "in")).output
    assert "Note: this print" not in within
    assert "within what the kit is meant to take" in within


def test_build_says_what_to_print_first_and_is_silent_in_a_pipe(tmp_path: Path) -> None:
    target = tmp_path / "kit"
    run_ = subprocess.run(
        [sys.executable, "-m", "kitgen", *BUILD, "-o", str(target)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run_.stderr == ""
    for file, paper in (("firm", r"firm paper \(160 g/m²\) if you can"), ("plain", "plain paper")):
        assert re.search(rf"print/{file}-paper\.pdf +\d+ pages +{paper} +one side\n", run_.stdout), (
            run_.stdout
        )
    assert "minutes with scissors" in run_.stdout
    assert "players who know a seed that was typed in" in run_.stdout
    assert (target / "manifest.json").is_file()


def test_build_shows_a_bar_on_a_terminal(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "kitgen", *BUILD, "-o", str(tmp_path / "kit")]
    with subprocess.Popen(command, stderr=follower, stdout=subprocess.DEVNULL) as process:
        os.close(follower)
        seen = b""
        while True:
            try:
                chunk = os.read(leader, 4096)
            except OSError:
                break
            if not chunk:
                break
            seen += chunk
        assert process.wait() == 0
    os.close(leader)
    assert b"Building" in seen
    assert b"100%" in seen


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (["build", "smal-door"], 'no kit "smal-door"', 2),
        (["build", "--level", "hidden-door"], "has no NAME=VALUE", 2),
        (["build", "--level", "hidden-door=silly"], "levels are easy, normal, hard", 2),
        (
            ["build", "--level", "attic=easy"],
            "no puzzle 'attic'; it has the-doll, new-neighbours, hidden-door",
            2,
        ),
        (["build", "--name", "villain=Bo"], 'no role "villain"', 2),
        (["build", "--cast", "opera"], 'no cast "opera"', 2),
        (["build", "--only", "attic"], "no puzzle 'attic'", 2),
        (["build", "--seed", " "], "--seed is empty", 2),
        (["build", "--difficulty", "mild"], "'mild' is not one of", 2),
        (["build", "--paper", "a5"], "'a5' is not one of", 2),
        (["build", "--hints", "ftp://x"], "ftp://x", 2),
        (["show", "attic"], 'no kit "attic"', 2),
        (["proof", "nowhere"], "there is no such folder", 1),
        (["serve", "nowhere"], "there is no such folder", 1),
        (["preview", "nowhere"], "there is no such folder", 1),
        (["export", "nowhere"], "there is no such folder", 1),
        (["show", "trial", "--ink", "red"], "'red' is not one of", 2),
        (["check", "nowhere"], "nowhere", 1),
        (["new", "mechanism", "Falling Leaves"], "cannot name a mechanism", 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_word_is_said_plainly_and_nothing_is_written(
    words: list[str], said: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert result.exit_code == code
    assert said in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_where_an_error_came_from() -> None:
    result = CliRunner().invoke(main, ["--debug", "build", "smal-door"])
    assert result.exception is not None
    assert "smal-door" in str(result.exception)


def test_proof_reports_in_words_and_as_json(output: Path) -> None:
    plain = run("proof", str(output))
    assert plain.exit_code == 0
    assert "ok    codes" in plain.output
    report = json.loads(run("proof", str(output), "--json").output)
    assert report["ok"] is True


def test_proof_fails_where_a_file_was_changed(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "kit"
    target.mkdir()
    for path in output.rglob("*"):
        if path.is_file():
            copy = target / path.relative_to(output)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    (target / "host" / "solutions.json").write_text("{}")
    result = run("proof", str(target))
    assert result.exit_code == 1
    assert "FAULT files" in result.output
    assert "host/solutions.json" in result.output


def test_check_finds_nothing_wrong_with_our_own_kits() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert "no problems" in result.output


def test_check_lists_all_problems_of_a_kit(tmp_path: Path) -> None:
    kit = tmp_path / "small-door"
    kit.mkdir()
    for path in (ROOT / "puzzles" / "small-door").iterdir():
        (kit / path.name).write_bytes(path.read_bytes())
    puzzle = kit / "hidden-door.toml"
    puzzle.write_text(puzzle.read_text() + "\n[params]\nbricks = 3\ncolour = 1\n")
    result = run("check", str(kit))
    assert result.exit_code == 1
    assert "bricks is 3" in result.output
    assert "colour" in result.output
    assert "2 problems." in result.output


def test_preview_draws_each_page_and_a_contact_sheet(output: Path, tmp_path: Path) -> None:
    target = tmp_path / "pictures"
    result = run("preview", str(output), "--into", str(target), "--players", "--dpi", "40")
    assert result.exit_code == 0
    names = sorted(path.name for path in target.iterdir())
    assert names[:3] == ["contact-sheet.png", "cover-01.png", "firm-paper-01.png"]
    assert "plain-paper-01.png" in names
    assert not any("solutions" in name for name in names)
    assert run("preview", str(output), "--into", str(target), "--players", "--dpi", "40").exit_code == 0
    (target / "dear.txt").write_text("dear")
    refused = run("preview", str(output), "--into", str(target))
    assert refused.exit_code == 1
    assert "dear.txt" in refused.output


def test_build_says_which_sides_to_print_and_what_is_printed_again(tmp_path: Path) -> None:
    common = ["build", "trial", "--seed", "moth", "--hints", "none"]
    both = run(*common, "--duplex", "short", "--envelopes", "covers", "-o", str(tmp_path / "both")).output
    assert re.search(r"1-table\.pdf +\d+ pages .+both sides, turned over the short edge\n", both)
    folded = run(*common, "--duplex", "fold", "-o", str(tmp_path / "folded")).output
    assert "fold, glue, then cut" in folded
    assert "both sides" not in folded
    again = run(*common, "--only", "card:3", "-o", str(tmp_path / "again")).output
    assert again.startswith(f"Printed again in {tmp_path / 'again'}: card:3 of The Dark Lamp, seed moth.")
    assert "again.pdf  1 page " in again
    assert "guide" not in again


def test_export_says_how_large_its_pictures_are(tmp_path: Path) -> None:
    kit = tmp_path / "kit"
    assert run("build", "trial", "--locks", "host", "--hints", "none", "-o", str(kit)).exit_code == 0
    said = run("export", str(kit)).output
    assert f"cards in {kit}-cards: fronts only" in said
    assert "63 x 88 mm with 3 mm of bleed on each side: 815 x 1110 pixels, 300 dpi" in said
    assert (tmp_path / "kit-cards" / "card-01-front.png").is_file()


@pytest.mark.parametrize("what", ["kit", "puzzle"])
def test_schema_is_a_json_schema_that_knows_our_keys(what: str) -> None:
    schema = json.loads(run("schema", what).output)
    assert schema["$schema"].startswith("https://json-schema.org/")
    text = json.dumps(schema)
    assert '"format"' in text
    if what == "puzzle":
        assert all(slug in text for slug in REGISTRY)


def test_a_new_mechanism_works_as_it_is_written(tmp_path: Path) -> None:
    for folder in ("kitgen", "templates", "tests"):
        _copy(ROOT / folder, tmp_path / folder)
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}

    def inside(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    made = inside("-m", "kitgen", "new", "mechanism", "falling-leaves")
    assert made.returncode == 0, made.stdout + made.stderr
    assert "kitgen/mechanisms/falling_leaves.py" in made.stdout
    tests = ["tests/mechanisms/test_falling_leaves.py", "tests/test_contract.py", "-k", "falling"]
    tested = inside("-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert tested.returncode == 0, tested.stdout
    again = inside("-m", "kitgen", "new", "mechanism", "falling-leaves")
    assert again.returncode == 2
    assert "already" in again.stderr


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from kitgen.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'reportlab', 'pydantic', 'jinja2', 'qrcode', 'pypdfium2', 'starlette', 'PIL'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    run_ = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run_.returncode == 0, run_.stderr
