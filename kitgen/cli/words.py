"""How options are read and how commands speak: parsing, progress, small tables."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kitgen.errors import UsageError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar  # click has no public name for what `progressbar` returns

DEFAULT_KIT = "small-door"
DEFAULT_OUTPUT = "output/small-door"
LEVELS = ("easy", "normal", "hard", "fiendish")


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
    if not sys.stderr.isatty():
        yield _silent
        return
    shown: ProgressBar[str | None] = click.progressbar(
        length=length, label=label, file=sys.stderr, item_show_func=_shown
    )
    with shown:
        yield partial(shown.update, 1)


@contextmanager
def short_lived() -> Iterator[None]:
    """Leave garbage where it lies: a command that ends in a second saves a tenth of it that way."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _silent(stage: str) -> None:
    del stage


def _shown(stage: str | None) -> str:
    return stage or ""


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns as wide as their widest cell; the first row is the heading."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    return "\n".join(lines)


def output_folder(value: str | None) -> Path:
    """The output a command reads: as named, or the flagship's."""
    return Path(value or DEFAULT_OUTPUT)
