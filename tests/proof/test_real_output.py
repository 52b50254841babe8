"""What `build` writes passes the proof, on both papers and with every kind of hint address."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitgen.build import BuildOptions, build_to
from kitgen.mechanisms.contract import Level
from kitgen.printing.profile import PrintProfile
from kitgen.proof import prove_output
from kitgen.units import PAPERS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("level", "paper", "hints", "seed"),
    [
        (Level.EASY, "letter", "https://example.org/kits/Door", "paper-moth-1"),
        (Level.NORMAL, "a4", "lan", None),
        (Level.HARD, "a4", "none", "paper-moth-3"),
    ],
)
def test_a_built_kit_passes_the_proof(
    tmp_path: Path, level: Level, paper: str, hints: str, seed: str | None
) -> None:
    options = BuildOptions(
        "small-door", seed=seed, difficulty=level, profile=PrintProfile(paper=PAPERS[paper]), hints=hints
    )
    built = build_to(options, tmp_path / "out")
    report = prove_output(tmp_path / "out")
    assert report.ok, "\n".join(report.lines())
    codes = next(result for result in report.results if result.name == "codes")
    assert codes.looked_at.startswith("0 codes") is (hints == "none")
    assert f"{len(built.manifest.puzzles)} answers" in report.table()
