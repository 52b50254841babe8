"""Whole kits from many seeds: `python -m benchmarks.seeds --seeds 200` prints what was refused and why.

Each seed is built at each level, all the way to finished pages, on the smaller paper. A refusal is a kit
that a host would not get.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from statistics import mean

from kitgen import __version__
from kitgen.build import BuildOptions, build_kit
from kitgen.errors import KitgenError
from kitgen.mechanisms.contract import Level
from kitgen.printing.profile import PrintProfile
from kitgen.units import PAPERS


def main() -> None:
    """Build, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kit", default="small-door")
    parser.add_argument("--seeds", type=int, default=200, help="seeds at each level")
    parser.add_argument("--first", type=int, default=0, help="number of the first seed")
    parser.add_argument("--level", choices=[level.value for level in Level], help="only this level")
    arguments = parser.parse_args()
    print(f"kitgen {__version__}, {arguments.kit}, letter paper")
    for level in Level:
        if arguments.level in (None, level.value):
            _level(arguments.kit, level, range(arguments.first, arguments.first + arguments.seeds))


def _level(kit: str, level: Level, seeds: range) -> None:
    refused: Counter[str] = Counter()
    tries: defaultdict[str, list[int]] = defaultdict(list)
    minutes, sheets, cutting = [], [], []
    for number in seeds:
        options = BuildOptions(
            kit,
            seed=f"long-run-{number}",
            difficulty=level,
            profile=PrintProfile(paper=PAPERS["letter"]),
            hints="http://192.168.100.200:8737",
        )
        try:
            built = build_kit(options)
        except KitgenError as error:
            refused[f"seed long-run-{number}: {error}"] += 1
            continue
        for name, puzzle in built.made.items():
            tries[name].append(puzzle.tries)
        minutes.append(built.manifest.minutes)
        budget = built.manifest.budget
        assert budget is not None, "whole kits have one"
        sheets.append(budget.sheets)
        cutting.append(budget.cutting_minutes)
    print(f"\n{level}: {len(seeds)} seeds, {sum(refused.values())} refused")
    for reason in refused:
        print(f"  {reason}")
    if minutes:
        print(f"  minutes {min(minutes):.0f} to {max(minutes):.0f}, sheets {min(sheets)} to {max(sheets)}")
        print(f"  minutes with scissors {min(cutting):.0f} to {max(cutting):.0f}")
    for name, counts in tries.items():
        print(f"  {name:<22} tries {mean(counts):5.2f} mean, {max(counts):3d} most")


if __name__ == "__main__":
    main()
