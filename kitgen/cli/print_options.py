"""The options of a print, shared by every command that prints or keeps a printer."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from kitgen.errors import UsageError
from kitgen.printing.profile import CHOICES, LARGEST_OFFSET_MM, OFFSETS, SWITCHES, tidy_offset

Command = TypeVar("Command", bound=Callable[..., Any])


def _choice(field: str, text: str) -> Callable[[Command], Command]:
    return click.option(f"--{field}", type=click.Choice(list(CHOICES[field])), default=None, help=text)


paper_option = _choice("paper", "Sheets.  [default: a4]")
duplex_option = _choice(
    "duplex",
    "How fronts meet backs: one side only, turned over the long or short edge, or fold and glue."
    "  [default: none]",
)

_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    paper_option,
    _choice("cards", "Format of the cards.  [default: poker]"),
    duplex_option,
    _choice("ink", "All colours, one black cartridge, or as little as possible.  [default: full]"),
    click.option(
        "--offset",
        "offset_mm",
        metavar="X,Y",
        help="Move fronts, in mm to the right and down.  [default: 0,0]",
    ),
    click.option("--back-offset", "back_offset_mm", metavar="X,Y", help="Move backs.  [default: 0,0]"),
    click.option(
        "--large-print/--no-large-print",
        default=None,
        help="Text in 16 points, on more cards and sheets.  [default: no]",
    ),
    click.option(
        "--sleeves/--no-sleeves", default=None, help="Cards go into sleeves: no backs.  [default: no]"
    ),
    _choice("face", "The theme's typefaces, or one for dyslexic readers.  [default: plain]"),
    _choice("envelopes", "Labels to glue on, or a sheet that folds into each.  [default: labels]"),
)


def print_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a print; it gets what was typed as one argument `printing`.

    `printing` holds values by field of `PrintProfile`, and only those that were given, so that a saved
    printer can fill in the others.
    """

    @functools.wraps(command)
    def collected(**options: Any) -> None:
        given = {}
        for field in (*CHOICES, *SWITCHES, *OFFSETS):
            value = options.pop(field)
            if value is not None:
                given[field] = _value(field, value)
        command(printing=given, **options)

    for option in reversed(_OPTIONS):
        option(collected)
    return collected


def _value(field: str, value: Any) -> Any:
    if field in CHOICES:
        return CHOICES[field][value]
    return value if field in SWITCHES else offset_from(field, value)


def offset_from(field: str, text: str) -> tuple[float, float]:
    """`0.5,-1` as millimetres to the right and down.

    Raises:
        UsageError: it is not two finite numbers.
    """
    option = f"--{field.removesuffix('_mm').replace('_', '-')}"
    try:
        right, down = (float(part) for part in text.split(","))
        # Infinity and 'not a number' cannot be rounded to whole numbers.
        round(right), round(down)
    except (ValueError, OverflowError):
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        raise UsageError(
            f"{option} {shown!r} is not X,Y: two numbers with a point for decimals and a comma between, from "
            f"-{LARGEST_OFFSET_MM:g} to {LARGEST_OFFSET_MM:g} mm.",
            f"For example, half a millimetre to the right and one up: {option} 0.5,-1",
        ) from None
    return tidy_offset(right, down)
