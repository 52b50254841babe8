"""A single file appears whole or not at all: written beside its place first, then moved there in one step."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from kitgen.data import shown_path
from kitgen.errors import OutputError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; whatever happens, its place holds the old content or the new, never a part.

    Args:
        path: the file; folders above it are made where they are missing. A link there is replaced, not
            followed.
        data: its content.

    Raises:
        OutputError: the disk is full or not writable; what lay there is still there.
    """
    fresh: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".new", dir=path.parent)
        fresh = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            # A file that is moved before its content has reached the disk is empty after a power cut.
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for their owner only; this is an ordinary file.
        fresh.chmod(0o644)
        fresh.replace(path)
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{shown_path(path)}: {_reason(error)}; nothing was written.", _next(error)
        ) from error
    finally:
        if fresh is not None:
            fresh.unlink(missing_ok=True)


def _reason(error: Exception) -> str:
    if getattr(error, "errno", None) == errno.ENOSPC:
        return "the disk is full"
    if isinstance(error, IsADirectoryError):
        return "there is a folder of that name"
    return f"it could not be written ({getattr(error, 'strerror', None) or error})"


def _next(error: Exception) -> str:
    if getattr(error, "errno", None) == errno.ENOSPC:
        return "Free some space, then try again."
    return "Check who may write there, and that nothing else has that name."
