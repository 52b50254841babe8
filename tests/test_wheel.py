"""The wheel alone, in a clean place, builds its kit and takes a kit from a folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the installed wheel and nothing of the checkout; other packages come from outside."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    build = [*pip, "wheel", str(ROOT), "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("kitgen-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "kitgen/_data/puzzles/small-door/kit.toml" in names
    assert not any(name.startswith(("tests/", "output/", "benchmarks/")) for name in names)
    target = folder / "site"
    install = [*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return target


def kitgen(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(site)}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import kitgen, sys; from kitgen.cli import main; main(prog_name='kitgen')",
            *words,
        ],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_installed_wheel_builds_and_proves_its_own_kit(site: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import kitgen; print(kitgen.__file__)"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.startswith(str(site))
    built = kitgen(site, tmp_path, "build", "small-door", "--seed", "moth")
    assert built.returncode == 0, built.stderr
    assert kitgen(site, tmp_path, "proof", "output/small-door").returncode == 0


@pytest.mark.slow
def test_the_installed_wheel_takes_a_kit_from_a_folder(site: Path, tmp_path: Path) -> None:
    kit = tmp_path / "attic"
    kit.mkdir()
    for path in (ROOT / "puzzles" / "small-door").glob("*.toml"):
        (kit / path.name).write_bytes(path.read_bytes())
    file = kit / "kit.toml"
    text = file.read_text(encoding="utf-8").replace('id = "small-door"', 'id = "attic"', 1)
    file.write_text(text.replace("The Small Door", "The Attic"), encoding="utf-8")
    built = kitgen(site, tmp_path, "build", "attic", "--seed", "moth", "--only", "snow-globe-parents")
    assert built.returncode == 0, built.stderr
    assert "Built The Attic in output/attic" in built.stdout
