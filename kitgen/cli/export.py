"""`kitgen export`: cards as pictures for print-on-demand services."""

from __future__ import annotations

from pathlib import Path

import click

from kitgen.cli.words import output_folder, progress


@click.command(
    short_help="Write cards as pictures for a print-on-demand service.",
    epilog="Example: kitgen export output/small-door --backs",
)
@click.argument("output", required=False)
@click.option("-o", "--into", metavar="DIR", help="Folder for the pictures.  [default: OUTPUT-cards]")
@click.option(
    "--what", type=click.Choice(["cards"]), default="cards", show_default=True, help="What to write."
)
@click.option("--backs", is_flag=True, help="Backs too, even if OUTPUT was printed without any.")
@click.option(
    "--kit", default="", metavar="DIR", help="Where the kit lies, if it is not one of kitgen's own."
)
def export(output: str | None, into: str | None, what: str, backs: bool, kit: str) -> None:
    """Write each card of OUTPUT as a PNG at 300 dpi with 3 mm of bleed on each side, and a contact sheet.

    The kit is made again from OUTPUT's manifest and seed, so the cards are those of its PDFs.
    """
    del what  # there is nothing else yet
    from kitgen.export import DPI, export_cards
    from kitgen.manifest import read_manifest
    from kitgen.printing.profile import BLEED_MM

    folder = output_folder(output)
    target = Path(into) if into else folder.parent / f"{folder.name}-cards"
    manifest = read_manifest(folder)
    printing = manifest.options.printing
    sides = 2 if backs or (printing.duplex != "none" and not printing.sleeves) else 1
    cards = manifest.budget.cards if manifest.budget else 0
    with progress("Drawing", cards * sides + 1) as stage:
        done = export_cards(folder, target, kit=kit, backs=backs, progress=stage)
    written = "fronts and backs" if done.has_backs else "fronts only; --backs writes the backs too"
    click.echo(f"{done.cards} cards in {target}: {written}.")
    for width_mm, height_mm, width_px, height_px in done.sizes:
        trimmed = f"{width_mm - 2 * BLEED_MM:g} x {height_mm - 2 * BLEED_MM:g} mm"
        pixels = f"{width_px} x {height_px} pixels, {DPI} dpi"
        click.echo(f"  {trimmed} with {BLEED_MM:g} mm of bleed on each side: {pixels}")
    click.echo("contact-sheet.png shows them all: leave it closed if you want to play.")
