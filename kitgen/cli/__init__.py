"""What did the host ask for? Commands by click; each imports what it needs when it runs.

`kitgen --help` must answer at once, so nothing heavy is imported at the top of any module here.
"""

from __future__ import annotations

from typing import Any

import click

from kitgen import __version__
from kitgen.cli.commands import build, check, list_kits, new, preview, proof, schema, serve, show
from kitgen.cli.export import export
from kitgen.cli.printers import printer
from kitgen.errors import DataError, KitgenError


class HostGroup(click.Group):
    """Turns kitgen's errors into a message, a next step and an exit code; everything else is a defect."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; see `click.Group.invoke`."""
        try:
            return super().invoke(ctx)
        except KitgenError as error:
            if ctx.params.get("debug"):
                raise
            self._tell(error)
            ctx.exit(error.exit_code)

    @staticmethod
    def _tell(error: KitgenError) -> None:
        if isinstance(error, DataError) and len(error.problems) > 1:
            for problem in error.problems:
                click.echo(f"Error: {problem}", err=True)
                if problem.hint:
                    click.echo(f"Hint: {problem.hint}", err=True)
            return
        click.echo(f"Error: {error.message}", err=True)
        if error.hint:
            click.echo(f"Hint: {error.hint}", err=True)


@click.group(
    cls=HostGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kitgen")
@click.option("--debug", is_flag=True, help="Show where in the program an error came from.")
def main(debug: bool) -> None:
    """Make an escape room for your own table: paper to print, hints to scan, a guide for the host.

    \b
    A first evening:
      kitgen build small-door       makes output/small-door/
      kitgen proof                  reads it back and checks it
      kitgen serve                  answers the hint codes on your Wi-Fi
    """
    del debug  # HostGroup reads it from the context


for command in (list_kits, show, build, proof, check, serve, preview, export, printer, schema, new):
    main.add_command(command)
