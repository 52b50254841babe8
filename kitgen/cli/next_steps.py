"""What a host is told when a kit is built: what it is, what it costs, which file goes on which paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kitgen.cli.words import table

if TYPE_CHECKING:
    from kitgen.build import Built
    from kitgen.manifest import Manifest, Printing

SIDES = {
    "long": "both sides, turned over the long edge",
    "short": "both sides, turned over the short edge",
}
"""How files with backs on pages of their own are printed; everything else is printed on one side."""


def next_steps(built: Built, target: Path) -> Iterator[str]:
    """Lines for the terminal.

    Args:
        built: the kit.
        target: where it was written.
    """
    from kitgen.overview import budget_lines

    manifest = built.manifest
    options = manifest.options
    if manifest.budget is None:
        again = ", ".join(options.only)
        yield f"Printed again in {target}: {again} of {manifest.kit.title}, seed {built.seed}."
    else:
        yield from _what_it_is(built, target)
        yield ""
        yield "It takes"
        yield from (f"  {line}" for line in budget_lines(manifest.budget))
    yield ""
    yield "Print at actual size (100 %), never 'fit to page'; the ruler in each file must be 100 mm long:"
    rows = [_row(manifest, entry.path, entry.pages or 0, target) for entry in manifest.files if entry.pages]
    yield from (f"  {line}" for line in table([row for row in rows if row]).splitlines())
    if options.printing.duplex == "fold":
        yield "Cards have front and back side by side: fold, glue, then cut."
    if "host/guide.pdf" in built.files:
        guide = target / "host" / "guide.pdf"
        yield f"Then read {guide}: it spoils nothing. Answers are in host/solutions.pdf."


def _row(manifest: Manifest, path: str, pages: int, target: Path) -> list[str]:
    """A players' file: its name, its pages, its paper, its sides; empty for other files."""
    folder, _, name = path.partition("/")
    if folder != "print":
        return []
    printing = manifest.options.printing
    has_backs = any(
        piece.file == path and piece.back is not None and piece.back.page != piece.page
        for piece in manifest.pieces
    )
    sides = SIDES[printing.duplex] if has_backs else "one side"
    return [str(target / path), f"{pages} page{'' if pages == 1 else 's'}", _paper(name, printing), sides]


def _paper(name: str, printing: Printing) -> str:
    """Which paper suits a file."""
    if name == "plain-paper.pdf":
        return "plain paper"
    if name == "join.pdf":
        return "any paper: put it up where players sit; it brings their phones to the hints"
    if name == "paper-hints.pdf":
        return "plain paper: hints for a table without phones"
    if name == "cover.pdf":
        return "if you like: a title page for the lid of your box, or the wall"
    if printing.sleeves:
        return "any paper: cards go into sleeves"
    firm = "paper of 100 to 120 g/m²" if printing.duplex == "fold" else "firm paper (160 g/m²)"
    # Files of single envelopes are numbered, and have whole sheets too.
    return f"{firm} for pages that are cut" if name[0].isdigit() else f"{firm} if you can"


def _what_it_is(built: Built, target: Path) -> Iterator[str]:
    from kitgen.rng import is_drawn_seed

    manifest = built.manifest
    options = manifest.options
    puzzles = f"{len(built.made)} puzzle{'' if len(built.made) == 1 else 's'}"
    yield f"Built {manifest.kit.title} in {target}: {puzzles}, each proven to have one answer,"
    minutes = f"about {manifest.minutes:.0f} minutes for {options.players} players"
    yield f"{minutes}. Seed {built.seed} builds it again."
    if not is_drawn_seed(built.seed):
        yield "Note: players who know a seed that was typed in could rebuild the answers."
    if options.hints == "lan" and not built.phones_can_reach:
        yield "Note: this machine has no network, so hint codes lead to itself and no phone will open them."
