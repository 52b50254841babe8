"""A sample output for every test, and a way to ask one check about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kitgen.build import BuildOptions, build_kit
from kitgen.manifest import sha256_hex
from kitgen.output import write_output
from kitgen.printing.profile import PrintProfile
from kitgen.proof.opened import Output
from kitgen.proof.prove import CHECKS
from kitgen.units import PAPERS
from tests.proof.sample import Sample
from tests.proof.spoiling import Spoiled

Ask = Callable[[str], list[str]]


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    """A sound output that a test may break before it is written."""
    folder = tmp_path / "out"
    folder.mkdir()
    return Sample(folder)


@pytest.fixture
def faults(sample: Sample) -> Ask:
    """The faults that one check finds in the sample, written as it now is."""

    def ask(name: str) -> list[str]:
        check = next(check for known, _, check in CHECKS if known == name)
        if not (sample.folder / "manifest.json").exists():
            sample.write()
        with Output(sample.folder) as output:
            return check(output)[1]

    return ask


HTTPS = "https://example.org/kits/lamp"
Build = Callable[..., Path]


@pytest.fixture(scope="session")
def kits(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Builds the trial kit with some options, each of them once."""
    home = tmp_path_factory.mktemp("kits")

    def build(
        kit: str = "trial",
        paper: str = "a4",
        locks: str = "paper",
        copies: int = 1,
        only: tuple[str, ...] = (),
        hint_paper: str = "fold",
        **profile: Any,
    ) -> Path:
        chosen = PrintProfile(paper=PAPERS[paper], **profile)
        folder = home / sha256_hex(repr((kit, locks, copies, only, hint_paper, chosen)).encode())
        if not folder.exists():
            options = BuildOptions(
                kit,
                seed="moth",
                profile=chosen,
                locks=locks,
                copies=copies,
                only=only,
                hint_paper=hint_paper,
                hints=HTTPS,
                players=2,
            )
            write_output(folder, build_kit(options).files)
        return folder

    return build


@pytest.fixture
def spoiled(kits: Build, tmp_path: Path) -> Spoiled:
    """The trial kit with a lock of paper, to be spoiled."""
    return Spoiled(kits(), tmp_path / "spoiled")


@pytest.fixture
def spoiled_door(output: Path, tmp_path: Path) -> Spoiled:
    """The flagship kit, to be spoiled."""
    return Spoiled(output, tmp_path / "spoiled-door")
