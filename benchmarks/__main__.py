"""Figures, not tests: `python -m benchmarks` prints how long things take on this machine.

Whole processes are timed cold, several in turn, and the median is printed with the fastest and slowest;
parts are timed inside one process. Machines are noisy: compare figures of one run, as ratios.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from kitgen.build import make_puzzles
from kitgen.kit.loading import find_kit, load_kit
from kitgen.mechanisms.contract import Level

KIT = "small-door"


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="whole processes of each kind")
    parser.add_argument("--seeds", type=int, default=40, help="puzzles for each mechanism and level")
    arguments = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    print()
    whole_processes(arguments.runs)
    print()
    parts(arguments.runs)
    print()
    mechanisms(arguments.seeds)


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _row(name: str, samples: list[float]) -> str:
    return f"{name:<34} {median(samples):8.0f} {min(samples):8.0f} {max(samples):8.0f}"


def whole_processes(runs: int) -> None:
    """Cold processes: the interpreter, `--help`, and a whole build."""
    print(f"{'whole process, ms':<34} {'median':>8} {'min':>8} {'max':>8}")
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "kit")
        commands = {
            "python -c pass": ["-c", "pass"],
            "kitgen --help": ["-m", "kitgen", "--help"],
            "kitgen build small-door": ["-m", "kitgen", "build", KIT, "--seed", "bench", "-o", target],
            "kitgen proof": ["-m", "kitgen", "proof", target],
        }
        samples: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, words in commands.items():
                command = [sys.executable, *words]
                samples[name].append(
                    _timed(lambda command=command: subprocess.run(command, check=True, capture_output=True))  # type: ignore[misc]  # noqa: S603 - mypy cannot infer a lambda with a default; the words are ours
                )
    for name, values in samples.items():
        print(_row(name, values))


PARTS = """
import time
t = [time.perf_counter()]
def mark(): t.append(time.perf_counter())
import kitgen.build as b
mark()
stages = []
built = b.build_kit(b.BuildOptions(kit="small-door", seed="bench"), lambda s: (stages.append(s), mark()))
mark()
names = ["import", *stages]
for name, start, end in zip(names, [t[0], *t[2:]], [t[1], *t[3:]]):
    print(f"{name}\\t{(end - start) * 1000:.1f}")
"""


def parts(runs: int) -> None:
    """The parts of a cold build, each measured in a process of its own."""
    print(f"{'part of a cold build, ms':<34} {'median':>8} {'min':>8} {'max':>8}")
    samples: dict[str, list[float]] = {}
    for _ in range(runs):
        result = subprocess.run([sys.executable, "-c", PARTS], check=True, capture_output=True, text=True)  # noqa: S603 - our own words
        for line in result.stdout.splitlines():
            name, _, value = line.partition("\t")
            samples.setdefault(name, []).append(float(value))
    for name, values in samples.items():
        print(_row(name, values))


def mechanisms(seeds: int) -> None:
    """Proven puzzles a second and tries for each accepted one, with the kit's own answers."""
    print(f"{'puzzle and level':<34} {'per s':>8} {'ms':>8} {'tries':>8}")
    kit = load_kit(find_kit(KIT))
    for puzzle_id in kit.puzzle_order():
        for level in Level:
            levels = dict.fromkeys(kit.puzzle_order(), level)
            tries = 0
            start = time.perf_counter()
            for seed in range(seeds):
                made = make_puzzles(kit, f"bench-{seed}", levels, [puzzle_id])
                tries += made[puzzle_id].tries
            seconds = (time.perf_counter() - start) / seeds
            name = f"{puzzle_id}, {level}"
            print(f"{name:<34} {1 / seconds:8.0f} {seconds * 1000:8.1f} {tries / seeds:8.1f}")


if __name__ == "__main__":
    main()
