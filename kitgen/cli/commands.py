"""The commands, one function each: read the options, call one room, say what happened."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kitgen.cli.next_steps import next_steps
from kitgen.cli.print_options import print_options
from kitgen.cli.wifi import asked_wifi
from kitgen.cli.words import DEFAULT_KIT, LEVELS, output_folder, pairs, progress, short_lived, table
from kitgen.errors import UsageError


@click.command("list", short_help="List the kits.", epilog="Example: kitgen list")
def list_kits() -> None:
    """List the kits that can be built by name."""
    from kitgen.kit.loading import list_kits as known_kits
    from kitgen.kit.loading import load_kit

    rows = [["KIT", "TITLE", "PUZZLES"]]
    for folder in known_kits():
        kit = load_kit(folder)
        rows.append([kit.id, kit.title(), str(len(kit.puzzle_order()))])
    click.echo(table(rows))


printer_option = click.option(
    "--printer",
    metavar="NAME",
    help="A saved printer: its options, but for those given here.  [default: none]",
)


@click.command(
    short_help="Show what is in a kit, with minutes, and what a print of it takes.",
    epilog="Example: kitgen show small-door --ink saver",
)
@click.argument("kit", default=DEFAULT_KIT)
@print_options
@printer_option
@short_lived()
def show(kit: str, printing: Mapping[str, Any], printer: str | None) -> None:
    """Show acts, puzzles, minutes by level, and pieces of KIT (a name, a folder or one of its puzzles).

    At the end stands what a print with these options takes: sheets, cards, cuts, minutes, ink.
    """
    from kitgen.overview import overview_lines
    from kitgen.printing.printers import profile_from

    for line in overview_lines(kit, profile_from(printing, printer)):
        click.echo(line)


@click.command(
    short_help="Build a kit into a folder.",
    epilog="Example: kitgen build small-door --difficulty easy --level hidden-door=hard --name heroine=Mia",
)
@click.argument("kit", default=DEFAULT_KIT)
@click.option("--seed", help="Build the same kit again; drawn if not given.")
@click.option("--difficulty", type=click.Choice(LEVELS), default=None, help="[default: the kit's own]")
@click.option(
    "--level", "levels", multiple=True, metavar="PUZZLE=LEVEL", help="One puzzle's level; repeatable."
)
@click.option("--cast", default="", help="Which set of names the story uses.")
@click.option("--name", "names", multiple=True, metavar="ROLE=NAME", help="A name of your own; repeatable.")
@print_options
@printer_option
@click.option(
    "--hints",
    default="lan",
    show_default=True,
    metavar="lan|URL|sealed:URL|none",
    help="Where hint codes lead: this computer, an address where you put hints/ (`sealed:` so that the codes "
    "alone open it), or nowhere.",
)
@click.option(
    "--hint-paper",
    type=click.Choice(["fold", "film", "none"]),
    default="fold",
    show_default=True,
    help="Hints on paper besides: strips to fold up, boxes to read through red film, or no sheet.",
)
@click.option(
    "--wifi",
    metavar="SSID",
    help="Print a code that joins this Wi-Fi; its password is asked for, or taken from KITGEN_WIFI_PASSWORD.",
)
@click.option(
    "--players",
    type=click.IntRange(1, 12),
    default=4,
    show_default=True,
    help="How many people play; half as many puzzles must be open at a time.",
)
@click.option(
    "--locks",
    type=click.Choice(["paper", "phone", "host"]),
    default="paper",
    show_default=True,
    help="What opens the next act: a paper wheel, a page for phones, or you.",
)
@click.option(
    "--fright",
    type=click.Choice(["mild", "full"]),
    default="full",
    show_default=True,
    help="How eerie the words are.",
)
@click.option("--language", default="", help="One that the kit is written in.  [default: its own]")
@click.option(
    "--copies",
    type=click.IntRange(1, 4),
    default=1,
    show_default=True,
    help="Packs of the puzzles, for a second half of the table.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="PUZZLE",
    help="Print only this puzzle, or single things again: card:12, piece:ID; repeatable.",
)
@click.option("-o", "--output", metavar="DIR", help="Folder to write.  [default: output/KIT]")
@short_lived()
def build(
    kit: str,
    seed: str | None,
    difficulty: str | None,
    levels: tuple[str, ...],
    cast: str,
    names: tuple[str, ...],
    printing: Mapping[str, Any],
    printer: str | None,
    hints: str,
    hint_paper: str,
    wifi: str | None,
    players: int,
    locks: str,
    fright: str,
    language: str,
    copies: int,
    only: tuple[str, ...],
    output: str | None,
) -> None:
    """Build KIT (a name or a folder) into a folder with pages, guide and hints."""
    from kitgen.build import STAGES, BuildOptions, build_to
    from kitgen.mechanisms.contract import Level
    from kitgen.printing.printers import profile_from

    chosen = pairs(levels, "--level", "hidden-door=hard")
    for puzzle, level in chosen.items():
        if level not in LEVELS:
            raise UsageError(
                f"--level {puzzle}={level}: there is no level {level!r}; levels are {', '.join(LEVELS)}."
            )
    if seed is not None and not seed.strip():
        raise UsageError("--seed is empty.", "Leave it out to have one drawn.")
    options = BuildOptions(
        kit=kit,
        seed=seed,
        difficulty=Level(difficulty) if difficulty else None,
        levels={puzzle: Level(level) for puzzle, level in chosen.items()},
        cast=cast,
        names=pairs(names, "--name", "heroine=Mia"),
        profile=profile_from(printing, printer),
        hints=hints,
        hint_paper=hint_paper,
        wifi=asked_wifi(wifi) if wifi is not None else None,
        only=only,
        players=players,
        locks=locks,
        fright=fright,
        language=language,
        copies=copies,
    )
    target = Path(output) if output else Path("output") / Path(kit).resolve().name
    with progress("Building", STAGES) as stage:
        built = build_to(options, target, stage)
    for line in next_steps(built, target):
        click.echo(line)


@click.command(
    short_help="Check a finished output with other eyes.", epilog="Example: kitgen proof output/small-door"
)
@click.argument("output", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def proof(output: str | None, as_json: bool) -> None:
    """Read a finished OUTPUT with other eyes: files, fonts, margins, codes, spoilers, ruler."""
    from kitgen.proof.prove import CHECKS, prove_output

    with progress("Proving", len(CHECKS)) as stage:
        report = prove_output(output_folder(output), lambda result: stage(result.name))
    if as_json:
        click.echo(json.dumps(report.to_json(), indent=2, ensure_ascii=False))
    else:
        for line in report.lines():
            click.echo(line)
        click.echo("")
        click.echo(report.table())
    if not report.ok:
        sys.exit(1)


@click.command(
    short_help="Check kits and themes and list all problems.", epilog="Example: kitgen check my-kits/attic"
)
@click.argument("path", required=False)
def check(path: str | None) -> None:
    """Check a kit, a theme, a folder of either or one file, and list all problems at once."""
    from kitgen.checking import problems_at
    from kitgen.data import package_folder

    place = Path(path) if path else package_folder("puzzles")
    problems = problems_at(place)
    for problem in problems:
        click.echo(f"{problem}" + (f"\n  Hint: {problem.hint}" if problem.hint else ""))
    if problems:
        click.echo(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}.")
        sys.exit(1)
    click.echo(f"{place}: no problems.")


@click.command(
    short_help="Answer hint codes on your Wi-Fi.", epilog="Example: kitgen serve output/small-door"
)
@click.argument("output", required=False)
@click.option(
    "--host", default=None, help="Address to listen on.  [default: the one the codes were printed with]"
)
@click.option("--port", type=click.IntRange(1, 65535), default=None, help="Port.  [default: the printed one]")
@click.option(
    "--teams",
    type=click.IntRange(1, 12),
    default=None,
    help="Teams that play against each other.  [default: 1]",
)
@click.option(
    "--hints-from",
    "from_minute",
    type=click.IntRange(0, 120),
    default=None,
    metavar="MINUTE",
    help="A puzzle's hints open from this minute of it on.  [default: the kit's, mostly 0]",
)
@click.option(
    "--hint-cost",
    "cost_minutes",
    type=click.IntRange(0, 60),
    default=None,
    metavar="MINUTES",
    help="What a hint adds to a team's time.  [default: the kit's, mostly 0]",
)
@click.option(
    "--hints-free-after",
    "free_after_minutes",
    type=click.IntRange(1, 240),
    default=None,
    metavar="MINUTES",
    help="Stuck at a puzzle for so long, a team pays nothing.  [default: the kit's]",
)
@click.option(
    "--timers/--no-timers",
    default=None,
    help="Whether anything hangs on the clock.  [default: timers]",
)
@click.option("--new-night", is_flag=True, help="Begin another night; the last one's diary is kept.")
def serve(
    output: str | None,
    host: str | None,
    port: int | None,
    teams: int | None,
    new_night: bool,
    **rules: int | bool | None,
) -> None:
    """Answer the hint codes of a finished OUTPUT on your Wi-Fi, until Ctrl+C.

    It also follows the night: clock, hints, locks, teams and a result card are on a console of your own,
    whose address is shown as it starts.
    """
    from kitgen.night.server import ServeOptions
    from kitgen.night.server import serve as serve_site

    given = {name: value for name, value in rules.items() if value is not None}
    serve_site(output_folder(output), ServeOptions(host, port, teams, given, new_night))


@click.command(
    short_help="Turn pages into pictures.", epilog="Example: kitgen preview output/small-door --players"
)
@click.argument("output", required=False)
@click.option("-o", "--into", metavar="DIR", help="Folder for the pictures.  [default: OUTPUT-preview]")
@click.option("--players", is_flag=True, help="Only the pages that players get.")
@click.option("--dpi", type=click.IntRange(36, 300), default=100, show_default=True)
def preview(output: str | None, into: str | None, players: bool, dpi: int) -> None:
    """Turn each page of OUTPUT into a PNG, and all of them into one contact sheet."""
    from kitgen.manifest import read_manifest
    from kitgen.preview import preview_output

    folder = output_folder(output)
    pages = sum(entry.pages or 0 for entry in read_manifest(folder).files)
    target = Path(into) if into else folder.parent / f"{folder.name}-preview"
    with progress("Drawing", pages + 1) as stage:
        pictures = preview_output(folder, target, dpi=dpi, players_only=players, progress=stage)
    click.echo(f"{len(pictures) - 1} pages and {target / 'contact-sheet.png'}")


@click.command(
    short_help="Print the JSON Schema of kit files.",
    epilog="Example: kitgen schema puzzle > puzzle.schema.json",
)
@click.argument("what", type=click.Choice(["kit", "puzzle"]))
def schema(what: str) -> None:
    """Print the JSON Schema of kit or puzzle files, for editors."""
    from kitgen.kit.schema import kit_schema, puzzle_schema

    document = kit_schema() if what == "kit" else puzzle_schema()
    click.echo(json.dumps(document, indent=2, ensure_ascii=False))


@click.group(epilog="Example: kitgen new mechanism falling-leaves")
def new() -> None:
    """Start something of your own."""


@new.command("mechanism", epilog="Example: kitgen new mechanism falling-leaves")
@click.argument("name")
def new_mechanism(name: str) -> None:
    """Start a mechanism in this checkout: module, words, test and its line of registration."""
    from kitgen.scaffold import start_mechanism

    for path in start_mechanism(name, Path.cwd()):
        click.echo(f"wrote {path}")
    click.echo(
        f"Next: read docs/mechanism.md, then run pytest tests/mechanisms/test_{name.replace('-', '_')}.py"
    )
