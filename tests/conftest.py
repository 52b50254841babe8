"""What many tests share: one built kit a worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.build import BuildOptions, Built, build_kit
from kitgen.output import write_output


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept-goldens` writes the golden logs anew; look at the difference before committing it."""
    parser.addoption("--accept-goldens", action="store_true", help="write golden drawing logs anew")


@pytest.fixture(scope="session")
def built() -> Built:
    """The flagship kit at its defaults, from a fixed seed and a fixed address, in memory."""
    return build_kit(BuildOptions("small-door", seed="moth", hints="http://192.168.1.20:8737"))


@pytest.fixture(scope="session")
def output(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, written to a folder that no test changes."""
    target = tmp_path_factory.mktemp("output") / "small-door"
    write_output(target, built.files)
    return target
