"""Many phones at one server: `python -m benchmarks.load` prints how quickly `kitgen serve` answers them.

A kit is built, `kitgen serve` runs in a process of its own on this machine's loopback, and each phone, with a
loopback address of its own, opens a puzzle's page, listens for news, and opens a hint. It stops by itself.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from kitgen.build import BuildOptions, build_kit
from kitgen.output import write_output

SEED = "load"
LISTEN_S = 3.0
GIVE_UP_S = 10.0


@dataclass
class Tally:
    """What came of all requests: milliseconds of each that was answered, and what went wrong."""

    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    listeners: int = 0

    def at(self, share: float) -> float:
        """The time within which this share of all requests was answered."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def _get(port: int, own: str, path: str, tally: Tally) -> None:
    """One page, on a connection of its own as a phone opens it."""
    begun = time.perf_counter()
    try:
        async with asyncio.timeout(GIVE_UP_S):
            reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(own, 0))
            writer.write(
                f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
            )
            answer = await reader.read()
            writer.close()
    except (OSError, TimeoutError) as error:
        tally.faults.append(f"{path}: {error!r}")
        return
    if not answer.startswith(b"HTTP/1.1 200 ") or not answer.rstrip().endswith(b"</html>"):
        tally.faults.append(f"{path}: {answer[:40]!r}")
        return
    tally.milliseconds.append((time.perf_counter() - begun) * 1000)


async def _listen(port: int, own: str, code: str, tally: Tally) -> None:
    """News for some seconds."""
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(own, 0))
        writer.write(f"GET /live/{code} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        begun = await reader.readuntil(b"retry")
        tally.listeners += begun.startswith(b"HTTP/1.1 200 ")
        await asyncio.sleep(LISTEN_S)
        writer.close()
    except (OSError, asyncio.IncompleteReadError) as error:
        tally.faults.append(f"/live/{code}: {error!r}")


async def _phone(number: int, port: int, puzzle: dict[str, str], after_s: float, tally: Tally) -> None:
    own = f"127.0.{1 + number // 250}.{1 + number % 250}"
    await asyncio.sleep(after_s)
    await _get(port, own, f"/{puzzle['code']}/", tally)
    await asyncio.gather(
        _listen(port, own, puzzle["code"], tally), _get(port, own, f"/{puzzle['nudge']}/", tally)
    )


async def _phones(port: int, puzzles: list[dict[str, str]], phones: int, seconds: float) -> Tally:
    draw = random.Random(SEED)  # noqa: S311 - arrivals of a benchmark
    tally = Tally()
    await asyncio.gather(
        *(_phone(n, port, draw.choice(puzzles), draw.uniform(0, seconds), tally) for n in range(phones))
    )
    return tally


def _serve(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """`kitgen serve` in a process of its own; gives the port that it chose."""
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "kitgen", "serve", str(folder), "--host", "127.0.0.1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdout is not None
    port = 0
    for line in iter(process.stdout.readline, ""):
        if ".sqlite" in line:
            break
        found = re.search(r"open at http://127\.0\.0\.1:(\d+)/", line)
        port = int(found[1]) if found else port
    time.sleep(1)
    return process, port


def main() -> None:
    """Build, serve, open, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kit", default="small-door")
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=10.0, help="within which all phones come")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kit"
        built = build_kit(BuildOptions(arguments.kit, seed=SEED, home="http://127.0.0.1:8797"))
        write_output(folder, built.files)
        plan = json.loads(built.files["host/solutions.json"])["night"]
        puzzles = [
            {"code": puzzle["code"], "nudge": puzzle["rungs"][0]["code"]}
            for act in plan["acts"]
            for puzzle in act["puzzles"]
        ]
        process, port = _serve(folder)
        try:
            tally = asyncio.run(_phones(port, puzzles, arguments.phones, arguments.seconds))
        finally:
            process.terminate()
            process.wait(timeout=20)
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, loopback")
    print(f"{arguments.phones} phones within {arguments.seconds:g} s, {tally.listeners} of them listening")
    print(f"{len(tally.milliseconds)} pages, {len(tally.faults)} faults")
    print("  ".join(f"{name} {tally.at(share):.0f} ms" for name, share in
                    (("median", 0.5), ("95 %", 0.95), ("99 %", 0.99), ("slowest", 1.0))))  # fmt: skip
    for fault in tally.faults[:10]:
        print(fault)


if __name__ == "__main__":
    main()
