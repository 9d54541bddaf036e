"""`onrecord data`: the shipped tables, made anew from public sources."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.endings import SOME_FAILED, ends_cleanly

__all__ = ["data"]

data = typer.Typer(
    name="data",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Make the shipped tables anew from public sources.",
    epilog="onrecord data COMMAND --help tells more, with examples.",
)


@data.callback()
def _group() -> None:
    """Keep `build` a command of its own, though it is the only one."""


@data.command(
    epilog="""Examples:

\b
  onrecord data build --from sources/ --into tables/
\b
  onrecord data build --from sources/
      Replace the shipped tables; `onrecord actors check` checks them.

The sources are leaders.tsv, ministers_wikidata_2022.tsv and cabinets_cia_2019-06.tsv. Curated rows, which come with
onrecord, win over them.
"""
)
def build(
    sources: Annotated[
        Path,
        typer.Option("--from", metavar="FOLDER", help="Where the sources lie.", show_default=False),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where the tables go; by default over the shipped ones.", show_default=False
        ),
    ] = None,
) -> None:
    """Make the tables of people and of their offices from public sources.

    The same sources give the same bytes. The tables are replaced when all are made, not before.
    """
    from importlib.resources import files
    from tempfile import TemporaryDirectory

    from onrecord.actors.build import build as build_tables
    from onrecord.cli.messages import Messages, numbered
    from onrecord.errors import CodebookError

    if not sources.is_dir():
        raise typer.BadParameter(f"{str(sources)!r} is no folder", param_hint="--from")
    folder = into or Path(str(files("onrecord.actors") / "tables"))
    messages = Messages()
    with ends_cleanly(messages), messages:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".build-", dir=folder) as beside:
            try:
                built = build_tables(sources, Path(beside))
            except CodebookError as error:
                messages.failure(str(error))
                raise typer.Exit(SOME_FAILED) from None
            for table in sorted(Path(beside).iterdir()):
                table.replace(folder / table.name)
                typer.echo(f"{folder / table.name} written")
        typer.echo(f"{built.people:,} people, {numbered(built.terms, 'office')} held")
        for reason, rows in sorted(built.left_out.items()):
            typer.echo(f"left out, {reason}: {numbered(rows, 'row')}")
