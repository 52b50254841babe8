"""The long run: many seeds of every mechanism and level, both solvers, one row of a table for each.

    python -m tests.proving --seeds 10000 --minutes 60            # all, for an hour at most
    python -m tests.proving --mechanism maze --level hard --seeds 10000

Puzzles are made by the engine as a kit makes them, so the first solver has found one answer, one state and
the level; the second opinion, which shares no code with it, then says which answers the paper allows.
Whatever is not exactly the answer is counted and printed with its seed. Work is shared out over the cores;
each mechanism and level gets an equal share of the minutes and stops at its number of seeds.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date

from kitgen import __version__
from kitgen.engine import make_puzzle
from kitgen.errors import GenerationError
from kitgen.mechanisms import REGISTRY, load_mechanism
from kitgen.mechanisms.contract import Level
from kitgen.rng import Rng
from tests.mechanisms.opinions import opinion_of
from tests.test_contract import GIVEN, some_answer

CHUNK = 100
"""Seeds of one task."""


@dataclass
class Tally:
    """What came of some seeds."""

    seeds: int = 0
    missing: int = 0
    wrong: int = 0
    several: int = 0
    tries: int = 0
    making_s: float = 0.0
    slowest_s: float = 0.0
    opinion_s: float = 0.0
    faults: tuple[str, ...] = ()

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.seeds + other.seeds,
            self.missing + other.missing,
            self.wrong + other.wrong,
            self.several + other.several,
            self.tries + other.tries,
            self.making_s + other.making_s,
            max(self.slowest_s, other.slowest_s),
            self.opinion_s + other.opinion_s,
            self.faults + other.faults,
        )


def prove_seed(slug: str, level: Level, seed: int) -> Tally:
    """Make one puzzle and ask the second opinion."""
    mechanism = load_mechanism(slug)
    rng = Rng(f"proving-{seed}", slug, level.value)
    answer = some_answer(mechanism, level, rng.derive("answer"))
    before = time.perf_counter()
    try:
        puzzle = make_puzzle(mechanism, mechanism.preset(level), level, answer, GIVEN, rng.derive("clues"))
    except GenerationError as error:
        return Tally(seeds=1, missing=1, faults=(f"{slug} {level} {seed} {answer}: {error}",))
    made = time.perf_counter()
    found = opinion_of(slug)(puzzle, GIVEN.for_players())
    after = time.perf_counter()
    tally = Tally(1, 0, 0, 0, puzzle.tries, made - before, made - before, after - made)
    if found != {answer}:
        tally.several, tally.wrong = int(len(found) > 1), int(len(found) <= 1)
        tally.faults = (f"{slug} {level} {seed} {answer}: the second opinion says {sorted(found)}",)
    return tally


def prove_seeds(slug: str, level: str, first: int, count: int, until: float) -> Tally:
    """Some seeds in a row, as long as there is time."""
    total = Tally()
    for seed in range(first, first + count):
        if time.time() > until:
            break
        total += prove_seed(slug, Level(level), seed)
    return total


def main() -> int:
    """Run, print the table, and say by the exit code whether anything was found."""
    parser = argparse.ArgumentParser(description="Make many puzzles and ask the second opinion of each.")
    parser.add_argument("--mechanism", action="append", choices=sorted(REGISTRY))
    parser.add_argument("--level", action="append", choices=[level.value for level in Level])
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=600.0, help="in all, shared out")
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    pairs = [
        (slug, level)
        for slug in asked.mechanism or sorted(REGISTRY)
        for level in asked.level or [level.value for level in Level]
    ]
    started = time.time()
    print(f"{date.today()}, kitgen {__version__}, Python {platform.python_version()}, {platform.machine()}")
    print("| mechanism | level | seeds | missing | wrong | several | tries | ms | slowest ms | opinion ms |")
    print("|---" * 10 + "|")
    everything = Tally()
    with ProcessPoolExecutor(asked.jobs) as pool:
        for done, (slug, level) in enumerate(pairs):
            left = asked.minutes * 60 - (time.time() - started)
            until = time.time() + max(1.0, left / (len(pairs) - done))
            starts = range(0, asked.seeds, CHUNK)
            sizes = [min(CHUNK, asked.seeds - first) for first in starts]
            tasks = [
                pool.submit(prove_seeds, slug, level, first, size, until)
                for first, size in zip(starts, sizes, strict=True)
            ]
            total = sum((task.result() for task in tasks), Tally())
            everything += total
            print(_row(slug, level, total), flush=True)
            for fault in total.faults:
                print(fault, file=sys.stderr)
    hours = (time.time() - started) / 3600
    print(f"\n{everything.seeds} puzzles in {hours:.2f} hours with {asked.jobs} processes")
    return 1 if everything.faults else 0


def _row(slug: str, level: str, tally: Tally) -> str:
    made = max(1, tally.seeds - tally.missing)
    values = (
        f"{tally.seeds:,}",
        str(tally.missing),
        str(tally.wrong),
        str(tally.several),
        f"{tally.tries / made:.1f}",
        f"{1000 * tally.making_s / made:.0f}",
        f"{1000 * tally.slowest_s:.0f}",
        f"{1000 * tally.opinion_s / made:.0f}",
    )
    return f"| {slug} | {level} | {' | '.join(values)} |"


if __name__ == "__main__":
    sys.exit(main())
