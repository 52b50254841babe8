"""A sample output for every test, and a way to ask one check about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kitgen.proof.opened import Output
from kitgen.proof.prove import CHECKS
from tests.proof.sample import Sample

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
