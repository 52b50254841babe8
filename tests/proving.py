"""The long run: many seeds of every mechanism and level, both solvers, one row of a table for each.

    python -m tests.proving --seeds 10000 --minutes 60 --into run.jsonl   # for an hour at most
    python -m tests.proving --into run.jsonl                              # go on where it was stopped
    python -m tests.proving --table run.jsonl                             # print what stands in it

Puzzles are made by the engine as a kit makes them, so the first solver has found one answer, one state and
the level; the second opinion, which shares no code with it, then says which answers the paper allows.
Whatever is not exactly the answer is counted and printed with its seed. Work is shared out over the cores;
each mechanism and level gets an equal share of the minutes that are left and stops at its number of seeds.
What was done is kept by the fingerprint of the code that did it: after a change only that mechanism's rows
are made anew, and a row of the table never mixes two states of the code.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

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

SHARED_CODE = ("kitgen/engine.py", "kitgen/rng.py", "kitgen/mechanisms/contract.py")
"""What every puzzle goes through besides its own mechanism; a change there makes all rows old."""

ROOT = Path(__file__).parents[1]


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
    before = time.process_time()
    try:
        puzzle = make_puzzle(mechanism, mechanism.preset(level), level, answer, GIVEN, rng.derive("clues"))
    except GenerationError as error:
        return Tally(seeds=1, missing=1, faults=(f"{slug} {level} {seed} {answer}: {error}",))
    made = time.process_time()
    found = opinion_of(slug)(puzzle, GIVEN.for_players())
    after = time.process_time()
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


@cache
def fingerprint(slug: str) -> str:
    """Eight signs that change whenever code that makes, solves or judges this mechanism's puzzles does."""
    module = import_module(type(load_mechanism(slug)).__module__)
    assert module.__file__
    own = Path(module.__file__)
    stem = own.parent.name if own.name == "__init__.py" else own.stem
    files = sorted(own.parent.glob("*.py")) if own.name == "__init__.py" else [own]
    files += sorted((ROOT / "tests" / "mechanisms").glob(f"{stem}*second_opinion*.py"))
    digest = hashlib.sha256()
    for file in [*files, *(ROOT / name for name in SHARED_CODE)]:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


@dataclass(frozen=True)
class Task:
    """Some seeds in a row of one mechanism and level, and the state of the code."""

    mechanism: str
    level: str
    first: int
    count: int
    code: str


Kept = dict[Task, Tally]


def read_kept(file: Path | None) -> Kept:
    """What earlier runs wrote, one JSON line for each task."""
    kept: Kept = {}
    for line in file.read_text("utf-8").splitlines() if file and file.exists() else []:
        data = json.loads(line)
        tally = data["tally"] | {"faults": tuple(data["tally"]["faults"])}
        kept[Task(**data["task"])] = Tally(**tally)
    return kept


def keep(file: Path | None, task: Task, tally: Tally) -> None:
    """Add one finished task; half a task is not kept, since its seeds would be asked again."""
    if file and tally.seeds == task.count:
        with file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"task": asdict(task), "tally": asdict(tally)}) + "\n")


def table(kept: Kept) -> Iterable[str]:
    """The rows of a Markdown table, of the code as it stands now, and under it what was done in all."""
    yield f"{date.today()}, kitgen {__version__}, Python {platform.python_version()}, {platform.machine()}"
    yield ""
    columns = (
        "mechanism | level | code | seeds | missing | wrong | several | tries | ms | slowest ms | opinion ms"
    )
    yield f"| {columns} |"
    yield "|---" * (columns.count("|") + 1) + "|"
    rows: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for task, tally in kept.items():
        if task.code == fingerprint(task.mechanism):
            rows[task.mechanism, task.level] += tally
    for slug in sorted(REGISTRY):
        for level in Level:
            if (slug, level.value) in rows:
                yield _row(slug, level.value, rows[slug, level.value])
    everything = sum(rows.values(), Tally())
    hours = (everything.making_s + everything.opinion_s) / 3600
    yield ""
    yield f"{everything.seeds:,} puzzles in {hours:.1f} hours of one core; {len(everything.faults)} faults"
    yield from everything.faults


def run(asked: argparse.Namespace, kept: Kept) -> Kept:
    """Do what is asked and not yet kept, writing each finished task down at once."""
    levels = asked.level or [level.value for level in Level]
    pairs = [(slug, level) for slug in asked.mechanism or sorted(REGISTRY) for level in levels]
    started = time.time()
    done: Kept = {}
    with ProcessPoolExecutor(asked.jobs) as pool:
        for before, (slug, level) in enumerate(pairs):
            left = asked.minutes * 60 - (time.time() - started)
            until = time.time() + max(1.0, left / (len(pairs) - before))
            tasks = [
                Task(slug, level, first, min(CHUNK, asked.seeds - first), fingerprint(slug))
                for first in range(0, asked.seeds, CHUNK)
            ]
            futures = {
                pool.submit(prove_seeds, slug, level, task.first, task.count, until): task
                for task in tasks
                if task not in kept
            }
            for future in as_completed(futures):
                tally = future.result()
                done[futures[future]] = tally
                keep(asked.into, futures[future], tally)
                for fault in tally.faults:
                    print(fault, file=sys.stderr, flush=True)
            print(slug, level, sum(task.count for task in tasks if task in kept or task in done), flush=True)
    return kept | done


def main() -> int:
    """Run, print the table, and say by the exit code whether anything was found."""
    parser = argparse.ArgumentParser(description="Make many puzzles and ask the second opinion of each.")
    parser.add_argument("--mechanism", action="append", choices=sorted(REGISTRY))
    parser.add_argument("--level", action="append", choices=[level.value for level in Level])
    parser.add_argument("--seeds", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=600.0, help="in all, shared out")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--into", type=Path, help="keep what is done, and go on from there the next time")
    parser.add_argument("--table", type=Path, help="run nothing; print the table of what is kept there")
    asked = parser.parse_args()
    kept = read_kept(asked.table) if asked.table else run(asked, read_kept(asked.into))
    print("\n".join(table(kept)))
    return 1 if any(tally.faults for tally in kept.values()) else 0


def _row(slug: str, level: str, tally: Tally) -> str:
    made = max(1, tally.seeds - tally.missing)
    values = (
        fingerprint(slug),
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
