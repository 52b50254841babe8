"""Where a night's own files lie: in a folder beside the output, which stays as it was built."""

from __future__ import annotations

import re
from pathlib import Path

_DIARY = re.compile(r"night-([0-9]{1,4})\.sqlite")


def night_folder(output: Path) -> Path:
    """The folder of a print's nights, beside its output."""
    whole = output.resolve()
    return whole.parent / f"{whole.name}.night"


def diary_path(output: Path, *, is_new: bool) -> Path:
    """The diary to write in.

    Args:
        output: the print's folder.
        is_new: whether another night begins; otherwise the last one is taken up again.
    """
    folder = night_folder(output)
    names = [_DIARY.fullmatch(path.name) for path in folder.glob("night-*.sqlite")] if folder.is_dir() else []
    last = max((int(name[1]) for name in names if name), default=0)
    return folder / f"night-{max(1, last + is_new)}.sqlite"
