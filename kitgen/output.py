"""An output folder appears whole or not at all, and only kitgen's own unchanged folder is ever replaced."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kitgen.errors import OutputError
from kitgen.manifest import MANIFEST_NAME, read_manifest, sha256_hex


def files_below(folder: Path) -> Iterator[Path]:
    """Every file and link below a folder, in a fixed order; links are not followed."""
    for root, folders, names in os.walk(folder):
        folders.sort()
        here = Path(root)
        for name in sorted([*names, *(f for f in folders if (here / f).is_symlink())]):
            yield here / name


def check_replaceable(target: Path) -> None:
    """Make sure that writing to `target` destroys nothing but an output of kitgen.

    Raises:
        OutputError: it is a file or a link, holds something kitgen did not write, or was changed since.
    """
    hint = "Choose another folder with -o, or move this one away."
    if target.is_symlink():
        raise OutputError(f"{target}: it is a link; kitgen writes only into folders.", hint)
    if not target.exists():
        return
    if not target.is_dir():
        raise OutputError(f"{target}: it is a file; kitgen writes into a folder.", hint)
    present = {path.relative_to(target).as_posix() for path in files_below(target)}
    if not present:
        return
    if MANIFEST_NAME not in present:
        raise OutputError(
            f"{target}: it holds files that kitgen did not write, such as {min(present)}.", hint
        )
    listed = {entry.path: entry.sha256 for entry in read_manifest(target).files}
    for name in sorted(present - set(listed) - {MANIFEST_NAME}):
        raise OutputError(f"{target}: {name} is not part of the kit that kitgen wrote there.", hint)
    for name in sorted(set(listed) & present):
        path = target / name
        if path.is_symlink() or sha256_hex(path.read_bytes()) != listed[name]:
            raise OutputError(f"{target}: {name} was changed since kitgen wrote it.", hint)


def write_output(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all files below `target`: beside it first, then in one swap.

    Args:
        target: the output folder; made if it is missing, with the folders above it.
        files: bytes by slash-separated path.

    Raises:
        OutputError: the folder may not be replaced, or the disk is full or not writable. What lay at
            `target` is then still there, whole.
    """
    check_replaceable(target)
    swap_in(target, files)


def swap_in(target: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder with these files in the place of `target`, whose content the caller has looked at.

    Raises:
        OutputError: the disk is full or not writable; what lay at `target` is still there.
    """
    fresh: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-new-", dir=target.parent))
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        # mkdtemp makes folders for their owner only; an output is an ordinary folder.
        fresh.chmod(0o777 & ~_umask())
        _swap(fresh, target)
    except OSError as error:
        raise _failure(target, error) from error
    finally:
        if fresh is not None and fresh.exists():
            shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _swap(fresh: Path, target: Path) -> None:
    """Put `fresh` in the place of `target`; what was there comes back if that fails."""
    if not target.exists():
        fresh.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
    old.rmdir()
    target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _failure(target: Path, error: OSError) -> OutputError:
    if error.errno == errno.ENOSPC:
        return OutputError(
            f"{target}: the disk is full; nothing was written.",
            "Free some space, or choose another disk with -o.",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(
            f"{target}: kitgen may not write there ({error.strerror}).", "Choose another folder with -o."
        )
    return OutputError(
        f"{target}: it could not be written: {error.strerror or error}.", "Choose another folder with -o."
    )
