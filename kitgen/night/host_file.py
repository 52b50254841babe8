"""The host's `solutions.json`, read as it was built: answers of the locks, and the plan of the night."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from pydantic import ValidationError

from kitgen.errors import ServeError
from kitgen.manifest import Manifest
from kitgen.night.plan import NightPlan

SOLUTIONS = "host/solutions.json"
LARGEST_SOLUTIONS_BYTES = 2_000_000


def read_host_file(output: Path, manifest: Manifest) -> bytes | None:
    """The file as it was built; None where it is not there.

    Raises:
        ServeError: it was changed since it was built, or is too large to be one of kitgen's.
    """
    path = output / SOLUTIONS
    entry = next((entry for entry in manifest.files if entry.path == SOLUTIONS), None)
    if entry is None or not path.is_file() or path.is_symlink() or path.parent.is_symlink():
        return None
    again = f"Build the kit again, with the same seed for the same codes, into {output}."
    if path.stat().st_size > LARGEST_SOLUTIONS_BYTES:
        raise ServeError(f"{path}: larger than {LARGEST_SOLUTIONS_BYTES} bytes; not a file of kitgen.", again)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ServeError(f"{path}: it was changed since it was built.", again)
    return data


def read_plan(output: Path, data: bytes | None) -> NightPlan | None:
    """The plan of the night; None where the file is not there or says nothing of it.

    Raises:
        ServeError: it cannot be read.
    """
    if data is None:
        return None
    try:
        plan = json.loads(data).get("night")
        return None if plan is None else NightPlan.model_validate(plan, strict=False)
    except (ValueError, AttributeError, ValidationError) as error:
        raise ServeError(
            f"{output / SOLUTIONS}: its plan of the night cannot be read.", "Build the kit again."
        ) from error
