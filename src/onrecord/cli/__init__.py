"""The command line: a module for each command. None of them imports the reader before it is called."""

from typing import Annotated

import typer

from onrecord import __version__
from onrecord.cli.actors import actors
from onrecord.cli.data import data
from onrecord.cli.gaps import EPILOG as GAPS_EPILOG
from onrecord.cli.gaps import gaps
from onrecord.cli.read import EPILOG, read

__all__ = ["app", "main"]

app = typer.Typer(
    name="onrecord",
    add_completion=False,
    no_args_is_help=True,
    # Plain help and plain tracebacks: drawing them with rich would take longer than all the rest of --help.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command(epilog=EPILOG)(read)
actors.command(epilog=GAPS_EPILOG)(gaps)
app.add_typer(actors)
app.add_typer(data)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback(epilog="onrecord COMMAND --help tells more, with examples.")
def onrecord(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and leave.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Read news reports and keep the record: who said what, on whose word, with the exact words as evidence.

    Everything runs on this computer; no report leaves it.
    """


def main() -> None:
    """Run the command that the command line names."""
    app(prog_name="onrecord")
