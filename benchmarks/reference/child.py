"""One contender in a process of its own: `python -m benchmarks.reference.child kitgen FOLDER 1`.

Prints, as JSON, how long imports took, how long the first kit (fonts and pictures are read for it) and each
further one, all in milliseconds, and how large the first file is.

A process that makes one kit and ends collects no garbage, whoever runs in it: Python would only walk over
all that it is about to drop. That is 20 ms for kitgen, and 50 more at its end.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from importlib import import_module
from pathlib import Path


def main() -> None:
    """Make kits, tell how long each took, and write the first beside the words."""
    name, folder, kits = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    if kits == 1:
        gc.disable()
    start = time.perf_counter()
    module = import_module(f"benchmarks.reference.by_{name}")
    imported = time.perf_counter()
    times: list[float] = []
    size = 0
    maker = None
    for number in range(kits):
        begin = time.perf_counter()
        maker = maker or module.Maker(folder)
        made = maker.make(number)
        times.append((time.perf_counter() - begin) * 1000)
        if number == 0:
            size = len(made)
            (folder / f"{name}.pdf").write_bytes(made)
    if kits == 1:
        gc.freeze()
    print(json.dumps({"import": (imported - start) * 1000, "kits": times, "bytes": size}))


if __name__ == "__main__":
    main()
