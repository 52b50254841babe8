"""`python -m benchmarks.reference`: the reference kit by kitgen, typst, WeasyPrint and fpdf2, in one run.

Cold: whole processes in turn, from the interpreter's start to its end, so that a machine's moods meet all of
them alike; shares of typst's time are medians over pairs that ran next to each other. Warm: many kits in one
process, again in turn. Memory is the most that a process held. See `docs/speed.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.reference.prepare import prepare

FAST, SLOW = ("kitgen", "typst"), ("fpdf2", "weasyprint")


@dataclass(frozen=True)
class Run:
    """One process: wall and processor time in ms, most memory in MiB, and what it told."""

    wall_ms: float
    cpu_ms: float
    memory_mib: float
    told: dict[str, Any]

    @property
    def warm_ms(self) -> float:
        """A kit's time after the first three, in which caches fill."""
        return float(median(self.told["kits"][3:]))


def run(name: str, folder: Path, kits: int) -> Run:
    """Make kits in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reference.child", name, str(folder), str(kits)]
    # Compiled modules are kept even where the machine is told not to: an installed kitgen has them.
    surroundings = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=surroundings) as process:  # noqa: S603 - our own words
        assert process.stdout is not None
        told = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall_ms = (time.perf_counter() - start) * 1000
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{name} failed, see above")
    # Linux counts in KiB, macOS in bytes.
    per_mib = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(wall_ms, (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / per_mib, json.loads(told))


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15, help="cold processes of kitgen and typst each")
    parser.add_argument("--kits", type=int, default=25, help="kits in a warm process")
    parser.add_argument("--fast-only", action="store_true", help="leave out fpdf2 and WeasyPrint")
    arguments = parser.parse_args()
    slow = () if arguments.fast_only else SLOW
    missing = [name for name in ("typst", *slow) if find_spec(name.replace("fpdf2", "fpdf")) is None]
    if missing:
        raise SystemExit(f"{', '.join(missing)} not installed; `pip install -e '.[bench]'` does it.")
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, arguments.kits)
        cold(folder, arguments.runs, slow)
        warm(folder, arguments.kits, slow)


def _share(name: str, samples: dict[str, list[float]]) -> str:
    """A contender's time as a share of typst's, run beside run."""
    pairs = zip(samples[name], samples["typst"], strict=False)
    return f"{median([own / other for own, other in pairs]):8.2f}"


def cold(folder: Path, runs: int, slow: tuple[str, ...]) -> None:
    """Whole processes, a kit each."""
    names = (*FAST, *slow)
    done: dict[str, list[Run]] = {name: [] for name in names}
    for turn in range(runs + 1):
        for name in names:
            if name in FAST or turn <= 2:
                made = run(name, folder, 1)
                if turn:  # the first of each only fills the machine's caches
                    done[name].append(made)
    walls = {name: [made.wall_ms for made in found] for name, found in done.items()}
    engine = median([made.told["kits"][0] for made in done["typst"]])
    print(
        f"\n{'one kit, whole process':<24}{'ms':>8}{'least':>8}{'most':>8}{'share':>8}{'cpu ms':>8}", end=""
    )
    print(f"{'MiB':>8}{'kB':>8}{'import':>8}{'make':>8}")
    for name, found in done.items():
        cells = [median(walls[name]), min(walls[name]), max(walls[name])]
        row = "".join(f"{cell:8.0f}" for cell in cells) + _share(name, walls)
        more = [
            median([made.cpu_ms for made in found]),
            median([made.memory_mib for made in found]),
            found[0].told["bytes"] / 1000,
            median([made.told["import"] for made in found]),
            median([made.told["kits"][0] for made in found]),
        ]
        print(f"{name:<24}{row}{''.join(f'{cell:8.0f}' for cell in more)}")
    whole = median(walls["kitgen"])
    print(f"kitgen's whole process against typst's engine alone ({engine:.0f} ms): {whole / engine:.2f}")


def warm(folder: Path, kits: int, slow: tuple[str, ...]) -> None:
    """Many kits in one process: a kit's time after the first three."""
    done: dict[str, list[Run]] = {name: [] for name in (*FAST, *slow)}
    for turn in range(3):
        for name in FAST:
            done[name].append(run(name, folder, kits))
        for name in slow:
            if not turn:
                done[name].append(run(name, folder, 5))
    samples = {name: [made.warm_ms for made in found] for name, found in done.items()}
    print(f"\n{'a further kit, warm':<24}{'ms':>8}{'share':>8}{'MiB':>8}")
    for name, found in done.items():
        memory = median([made.memory_mib for made in found])
        print(f"{name:<24}{median(samples[name]):8.1f}{_share(name, samples)}{memory:8.0f}")


if __name__ == "__main__":
    main()
