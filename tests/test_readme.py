"""What the README shows is what happens: its commands run, and print what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def transcripts() -> list[tuple[str, list[str]]]:
    """Each command of the console blocks with the lines shown under it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def pattern(lines: list[str]) -> str:
    """The lines as a pattern: … alone stands for any lines, inside a line for any text."""
    parts = []
    for line in lines:
        part = r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".*") + r"\n"
        parts.append(part)
    return "".join(parts)


@pytest.mark.slow
def test_every_command_of_the_readme_prints_what_it_shows(tmp_path: Path) -> None:
    commands = transcripts()
    assert len(commands) >= 6
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for command, shown in commands:
        words = shlex.split(command)
        assert words[0] == "kitgen"
        run = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert run.returncode == (2 if "Error" in shown[0] else 0), run.stdout
        assert re.fullmatch(pattern(shown) + r"(?:.*\n)*", run.stdout), f"{command}\n{run.stdout}"


def test_the_two_commands_of_the_readme_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^    make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_the_readme_links_to_is_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).is_file(), link
