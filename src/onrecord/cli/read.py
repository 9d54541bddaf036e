"""`onrecord read`: reports in, their records out."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.formats import Format

if TYPE_CHECKING:
    from onrecord.cli.messages import Messages
    from onrecord.cli.outputs import Write
    from onrecord.errors import InputError
    from onrecord.pipeline import Reader
    from onrecord.record import Record
    from onrecord.report import Report

__all__ = ["EPILOG", "read"]

SOME_FAILED, USAGE, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
"""Exit codes. The last two are what a shell reports of a program that the signal ended."""

EPILOG = """Examples:

\b
  onrecord read report.txt --published 2024-06-18
      Print who said what in one report.
\b
  onrecord read reports/ --output records.jsonl
      Read all .txt files in and below a folder, one record a line.
\b
  onrecord read reports/ --format html --output pages/
      Write a page for each report, and index.html that leads to them.
\b
  pdftotext report.pdf - | onrecord read --outlet Reuters --format json
      Read what comes on standard input.

What is known of a folder's reports can stand in a table beside them, reports.tsv, with the columns file,
published, outlet, url and attribution, separated by tabs. What is given here goes before it.

Text is read as UTF-8; where it is none the encoding is guessed, and that is said. What can't be read is told on
standard error, a line each, and the others are read. Exit status: 0 all was read, 1 something could not be read
or written, 2 the command line is wrong.
"""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2024-06-18") from error


def read(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT", hidden=True
        ),  # typer would print its Python type; the command's text tells more
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(parser=_day, metavar="DATE", help="The day of publication, as 2024-06-18.", show_default=False),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who published it, as Reuters.", show_default=False)
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Its address; for one report only.", show_default=False)
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="table|json|jsonl|html",
            help="table to read, json or jsonl for programs, html for a browser; by default as the name of --output "
            "ends, else table.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="PATH",
            help="Write to this file; html of several reports, to this folder. Files appear when they are complete; "
            "only jsonl grows line by line.",
            show_default=False,
        ),
    ] = None,
    cues: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A table of cues of your own, laid over ours.", show_default=False),
    ] = None,
    max_size: Annotated[
        int,
        typer.Option(metavar="MB", min=1, max=1000, envvar="ONRECORD_MAX_SIZE", help="Refuse files larger than this."),
    ] = 2,
) -> None:
    """Read reports and print who said what, on whose word.

    An INPUT is a text file, a folder whose .txt files are read, those of its subfolders too, or "-" for standard input.
    Without any, standard input is read.
    """
    from onrecord.cli.messages import Messages
    from onrecord.cli.outputs import Output, open_output, problem_with
    from onrecord.intake.files import is_one_report, read_inputs
    from onrecord.intake.limits import Limits
    from onrecord.intake.options import Options
    from onrecord.intake.publication import Publication

    wanted = inputs or _standard_input()
    many = len(wanted) > 1 or not is_one_report(wanted[0])
    chosen = format or Format.of(output)
    if url is not None and many:
        raise typer.BadParameter("it is the address of one report; give one file", param_hint="--url")
    wanted_output = Output(output, chosen, many=many)
    if problem := problem_with(wanted_output):
        raise typer.BadParameter(problem, param_hint="--output")
    reports = read_inputs(
        wanted,
        given=Publication(published, outlet, url),
        options=Options(limits=Limits(report=max_size * 1_000_000)),
    )
    shows_progress = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    with (
        Messages(0 if shows_progress else None) as messages,
        _ends_cleanly(messages),
        open_output(wanted_output) as writer,
    ):
        _read_all(reports, cues, writer.write, messages)
    if messages.failed:
        raise typer.Exit(SOME_FAILED)


def _standard_input() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise typer.BadParameter("give files or folders, or pipe a report in", param_hint="INPUT")
    return ["-"]


def _read_all(
    reports: Iterable["Report | InputError"], cues: Path | None, write: "Write", messages: "Messages"
) -> None:
    import onrecord
    from onrecord.errors import OnrecordError

    reader = None
    for report in reports:
        if isinstance(report, OnrecordError):
            messages.problem(str(report))
        else:
            reader = reader or onrecord.load(cues=cues)
            for note in report.notes:
                messages.note(f"{report.id}: {note}")
            record = _record(reader, report, messages)
            if record is not None:
                write(record)
        messages.step()


def _record(reader: "Reader", report: "Report", messages: "Messages") -> "Record | None":
    """The report's record; whatever goes wrong with one report is told with its name and doesn't end the batch."""
    from onrecord.errors import OnrecordError

    try:
        return reader.read_report(report)
    except OnrecordError as error:
        messages.problem(f"{report.id}: {error}")
    except Exception as error:  # noqa: BLE001 - a fault of ours must not cost the other reports their records
        messages.problem(f"{report.id}: onrecord failed on it, please tell us ({type(error).__name__}: {error})")
    return None


@contextmanager
def _ends_cleanly(messages: "Messages") -> Iterator[None]:
    """What can end the whole run becomes one line and an exit code."""
    from onrecord.errors import CodebookError, EngineError

    try:
        yield
    except KeyboardInterrupt:
        messages.note("interrupted")
        raise typer.Exit(INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read our output wants no more. Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(BROKEN_PIPE) from None
    except CodebookError as error:
        messages.problem(str(error))
        raise typer.Exit(USAGE) from None
    except EngineError as error:
        messages.problem(str(error))
        raise typer.Exit(SOME_FAILED) from None
    except OSError as error:
        messages.problem(f"{error.filename or 'output'}: {error.strerror or error}")
        raise typer.Exit(SOME_FAILED) from None
