"""How options are read and how commands speak: parsing, progress, small tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from kitgen.errors import UsageError

DEFAULT_KIT = "small-door"
DEFAULT_OUTPUT = "output/small-door"
LEVELS = ("easy", "normal", "hard")


def pairs(values: Sequence[str], option: str, example: str) -> dict[str, str]:
    """`NAME=VALUE` options as a dictionary; the last of a name wins.

    Raises:
        UsageError: a value has no `=` or nothing on one side of it.
    """
    out = {}
    for value in values:
        name, equals, rest = value.partition("=")
        if not equals or not name.strip() or not rest.strip():
            raise UsageError(f"{option} {value!r} has no NAME=VALUE.", f"For example: {option} {example}")
        out[name.strip()] = rest.strip()
    return out


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal that moves with each named stage; nothing at all in a pipe."""
    if not click.get_text_stream("stderr").isatty():
        yield lambda stage: None
        return
    with click.progressbar(
        length=length,
        label=label,
        file=click.get_text_stream("stderr"),
        item_show_func=lambda stage: str(stage) if stage else "",
    ) as bar:
        yield lambda stage: bar.update(1, stage)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns as wide as their widest cell; the first row is the heading."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines)


def output_folder(value: str | None) -> Path:
    """The output a command reads: as named, or the flagship's."""
    return Path(value or DEFAULT_OUTPUT)
