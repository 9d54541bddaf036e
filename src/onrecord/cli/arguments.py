"""The arguments and options of `onrecord read`: their names, and what --help says of each."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.formats import Format

__all__ = [
    "Actors", "As", "BylineColumn", "Cues", "Errors", "Explain", "HeadlineColumn", "IdColumn", "Inputs", "MaxDepth",
    "MaxMembers", "MaxRatio", "MaxSize", "MaxUnpacked", "NoText", "Outlet", "OutletColumn", "OutputFormat",
    "OutputPath", "Processes", "Published", "PublishedColumn", "RawCsv", "Resume", "Table", "TextColumn", "Url",
    "UrlColumn", "as_day",
]  # fmt: skip

KINDS = "text, html, jsonl, json, csv, tsv, parquet, feed, warc, wacz, mail, zip, tar, gz"
FORMATS = "table|json|jsonl|html|csv|parquet|arrow"


def as_day(text: str) -> date:
    """The day that an option gives, as 2024-06-18."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2024-06-18") from error


def _kind(text: str) -> str:
    if text not in KINDS.split(", "):
        raise typer.BadParameter(f"{text!r} is none of {KINDS}")
    return text


Inputs = Annotated[
    list[str] | None,
    typer.Argument(metavar="INPUT", hidden=True),  # typer would print its Python type; the command's text tells more
]

# ---------------------------------------------------------------- what is known about the reports
Published = Annotated[
    date | None,
    typer.Option(parser=as_day, metavar="DATE", help="The day of publication, as 2024-06-18.", show_default=False),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Who published it, as Reuters.", show_default=False)]
Url = Annotated[
    str | None, typer.Option(metavar="ADDRESS", help="Its address; for one report only.", show_default=False)
]

# ---------------------------------------------------------------- what is written, and where
OutputFormat = Annotated[
    Format | None,
    typer.Option(
        "--format",
        metavar=FORMATS,
        help="table to read, json or jsonl for programs, html for a browser, csv, parquet or arrow for data frames; by "
        "default as the name of --output ends, else table.",
        show_default=False,
    ),
]
OutputPath = Annotated[
    Path | None,
    typer.Option(
        "--output",
        metavar="PATH",
        help="Write to this file; html of several reports, and the tables of csv, parquet and arrow, to this folder. "
        "Files appear when they are complete; only jsonl and csv grow line by line.",
        show_default=False,
    ),
]
Table = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="With csv, parquet or arrow: only this table, in one file.", show_default=False),
]
RawCsv = Annotated[
    bool,
    typer.Option("--raw-csv", help="Write csv cells as they are, also those that a spreadsheet takes for formulas."),
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="With table: tell why each actor, speaker, time and place is what it is said to be."
    ),
]
NoText = Annotated[bool, typer.Option("--no-text", help="Leave the reports' texts out of json, jsonl and tables.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with --output: skip the reports that it holds, and add the others.")
]
Errors = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Write what could not be read, and notes, to this file, one JSON object a line, and not to the terminal.",
        show_default=False,
    ),
]

# ---------------------------------------------------------------- how it is read
Processes = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=1, max=512, help="Processes that read; by default one for each core.", show_default=False
    ),
]
Cues = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A table of cues of your own, laid over ours.", show_default=False),
]
Actors = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        envvar="ONRECORD_ACTORS",
        help="A table of actors of your own, laid over ours.",
        show_default=False,
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        parser=_kind,
        metavar="KIND",
        help=f"What the inputs are, where their names and first bytes do not tell: {KINDS}.",
        show_default=False,
    ),
]

# ---------------------------------------------------------------- columns of tables
TextColumn = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The column of a table, or field of JSON, that holds the text; by default it is found by its usual names. "
        "So for the next six.",
        show_default=False,
    ),
]
IdColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The report's id.", show_default=False)]
HeadlineColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The headline.", show_default=False)]
PublishedColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The date.", show_default=False)]
OutletColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet.", show_default=False)]
UrlColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The address.", show_default=False)]
BylineColumn = Annotated[str | None, typer.Option(metavar="NAME", help="The author.", show_default=False)]

# ---------------------------------------------------------------- limits
MaxSize = Annotated[
    int,
    typer.Option(metavar="MB", min=1, max=1000, envvar="ONRECORD_MAX_SIZE", help="Refuse reports larger than this."),
]
MaxRatio = Annotated[
    int, typer.Option(metavar="N", min=2, help="Refuse archives that unpack to more than so many times their size.")
]
MaxUnpacked = Annotated[
    int, typer.Option(metavar="GB", min=1, help="Refuse what is beyond this in an archive, unpacked.")
]
MaxMembers = Annotated[int, typer.Option(metavar="N", min=1, help="Refuse what is beyond so many files in an archive.")]
MaxDepth = Annotated[int, typer.Option(metavar="N", min=0, help="Refuse archives within so many others.")]
