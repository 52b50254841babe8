"""`kitgen printer`: keep printers by name, and find out what one misses by."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kitgen.cli.print_options import duplex_option, paper_option, print_options
from kitgen.cli.words import table
from kitgen.printing.profile import CHOICES, PlainSetting, plain_settings, typed_option

EXAMPLE_NAME = "den"


@click.group(short_help="Keep your printers by name.", epilog="Example: kitgen printer list")
def printer() -> None:
    """Set a printer up once: measure it, save it, and build with --printer NAME."""


@printer.command(
    epilog="Example: kitgen printer save den --paper a4 --duplex long --offset 0.5,-1 --back-offset -0.5,0"
)
@click.argument("name")
@print_options
def save(name: str, printing: Mapping[str, Any]) -> None:
    """Keep these options under NAME.

    A printer of that name is replaced as a whole: what is not given goes back to its default.
    """
    from kitgen.printing.printers import printer_file, profile_from, save_printer

    profile = profile_from(printing)
    replaced = save_printer(name, profile)
    click.echo(
        f"{'Replaced' if replaced else 'Saved'} {name} as a whole: {_options(plain_settings(profile))}"
    )
    click.echo(f"It is kept in {printer_file(name)}.")
    click.echo(f"Next: kitgen build small-door --printer {name}")


@printer.command("list", epilog="Example: kitgen printer list")
def list_printers() -> None:
    """List the saved printers."""
    from kitgen.errors import DataError, Problem
    from kitgen.printing.printers import config_folder, load_printer, printer_names

    rows = [["PRINTER", "OPTIONS"]]
    problems: list[Problem] = []
    for name in printer_names():
        try:
            rows.append([name, _options(plain_settings(load_printer(name)))])
        except DataError as error:
            problems += error.problems
    if len(rows) > 1:
        click.echo(table(rows))
    elif not problems:
        click.echo(f"No printers are saved in {config_folder()}.")
        click.echo(f"Next: kitgen printer calibrate, then kitgen printer save {EXAMPLE_NAME} --paper a4")
    if problems:
        raise DataError(problems)


@printer.command(epilog="Example: kitgen printer show den")
@click.argument("name")
def show(name: str) -> None:
    """Show all that is saved of the printer NAME."""
    from kitgen.printing.printers import load_printer, printer_file

    settings = plain_settings(load_printer(name))
    click.echo(f"{name}:")
    for key, value in settings.items():
        click.echo(f"  {typed_option(key, value) or f'--no-{key}'.replace('_', '-')}")
    click.echo(f"It is kept in {printer_file(name)}.")


@printer.command(epilog="Example: kitgen printer forget den")
@click.argument("name")
def forget(name: str) -> None:
    """Remove the printer NAME."""
    from kitgen.printing.printers import forget_printer

    forget_printer(name)
    click.echo(f"Forgot {name}.")


@printer.command(
    short_help="Print a page that shows what a printer misses by.",
    epilog="Example: kitgen printer calibrate den -o calibration.pdf",
)
@click.argument("name", required=False)
@paper_option
@duplex_option
@click.option("--language", default="en", show_default=True, help="Of the words on the page.")
@click.option(
    "-o",
    "--output",
    metavar="FILE.pdf",
    help="File to write.  [default: calibration.pdf or calibration-NAME.pdf]",
)
def calibrate(
    name: str | None, paper: str | None, duplex: str | None, language: str, output: str | None
) -> None:
    """Write a page that tells how far a printer misses, and which command mends it.

    Without NAME nothing is moved, and the page has a back for the long edge unless --duplex says otherwise:
    for a first look at a printer. With NAME it is moved as the printer was saved: to see whether it now hits.
    """
    from kitgen.calibrate import write_calibration
    from kitgen.printing.printers import profile_from

    if name is None:
        duplex = duplex or "long"
    chosen = {"paper": paper, "duplex": duplex}
    given = {field: CHOICES[field][value] for field, value in chosen.items() if value is not None}
    profile = profile_from(given, name)
    file = Path(output or (f"calibration-{name}.pdf" if name else "calibration.pdf"))
    pages = write_calibration(file, profile, name or "", language)
    sides = "both sides of one sheet" if pages > 1 else "one side"
    click.echo(f"Wrote {file}: print it at actual size (100 %) on {sides}; it says what to do.")


def _options(settings: Mapping[str, PlainSetting]) -> str:
    """Settings as they would be typed; switches that are off and offsets of nothing left out."""
    said = [typed_option(key, value) for key, value in settings.items() if value != (0.0, 0.0)]
    return " ".join(option for option in said if option)
