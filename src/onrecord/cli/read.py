"""`onrecord read`: reports in, their records out."""

import sys
from typing import TYPE_CHECKING

import typer

from onrecord.cli import arguments as given
from onrecord.cli.endings import SOME_FAILED, ends_cleanly
from onrecord.cli.formats import Format
from onrecord.cli.queue import Queue, Size, standard_input

if TYPE_CHECKING:
    from onrecord.cli.messages import Messages
    from onrecord.cli.outputs import Writer
    from onrecord.errors import InputError
    from onrecord.intake.files import Meter
    from onrecord.record import Record

__all__ = ["EPILOG", "read"]

SINGLE = ("text", "html", "mail")
"""Kinds of input that hold one report."""

EPILOG = """Examples:

\b
  onrecord read report.txt --published 2024-06-18
      Print who said what in one report.
\b
  onrecord read report.txt --explain
      Tell for each actor, speaker, time and place why it is that one.
\b
  onrecord read news/ --output records.jsonl
      Read all files in and below a folder, one record a line.
\b
  onrecord read news/ --output records.jsonl --resume --errors errors.jsonl
      Go on where that was interrupted; what can't be read goes into a file.
\b
  onrecord read pages/ --format html --output read/
      Write a page for each report, and index.html that leads to them.
\b
  onrecord read articles.csv --text-column body --format parquet --output tables/
      Read a table's rows, and write tables: reports and statements.
\b
  onrecord read crawl.warc.gz --format jsonl > records.jsonl
      Read the pages of a web archive.
\b
  pdftotext report.pdf - | onrecord read --outlet Reuters --format json
      Read what comes on standard input.

What is known of a folder's files can stand in a table beside them, reports.tsv, with the columns file, published,
outlet, url and attribution, separated by tabs. What is given here goes before it, and it before what a page tells.

Text is read as UTF-8; where it is none the encoding is guessed, and that is said. What can't be read is told on
standard error, a line each, and the others are read. Exit status: 0 all was read, 1 something could not be read
or written, 2 the command line is wrong.
"""


def read(
    inputs: given.Inputs = None,
    published: given.Published = None,
    outlet: given.Outlet = None,
    url: given.Url = None,
    format: given.OutputFormat = None,
    output: given.OutputPath = None,
    table: given.Table = None,
    raw_csv: given.RawCsv = False,
    no_text: given.NoText = False,
    explain: given.Explain = False,
    resume: given.Resume = False,
    errors: given.Errors = None,
    processes: given.Processes = None,
    cues: given.Cues = None,
    actors: given.Actors = None,
    as_kind: given.As = None,
    text_column: given.TextColumn = None,
    id_column: given.IdColumn = None,
    headline_column: given.HeadlineColumn = None,
    published_column: given.PublishedColumn = None,
    outlet_column: given.OutletColumn = None,
    url_column: given.UrlColumn = None,
    byline_column: given.BylineColumn = None,
    max_size: given.MaxSize = 2,
    max_ratio: given.MaxRatio = 200,
    max_unpacked: given.MaxUnpacked = 100,
    max_members: given.MaxMembers = 10_000_000,
    max_depth: given.MaxDepth = 4,
) -> None:
    """Read reports and print who said what, on whose word.

    An INPUT is a file, a folder, a pattern such as 'news/*.html', or "-" for standard input, which is also read without
    any. Files are texts, web pages, mails, tables (csv, tsv, json, jsonl, parquet), feeds (RSS, Atom), web archives
    (WARC, WACZ), and zip, tar and gz archives of all these. Of a folder and its subfolders, those are read whose names
    end so.
    """
    from onrecord.actors.tables import load_actors
    from onrecord.cli.messages import Messages
    from onrecord.cli.outputs import Output, open_output, problem_with
    from onrecord.corpus import read_many
    from onrecord.intake.files import Meter, is_one_report, read_inputs
    from onrecord.intake.limits import Limits
    from onrecord.intake.options import Columns, Options
    from onrecord.intake.publication import Publication
    from onrecord.worker import Recipe

    wanted = inputs or standard_input()
    many = len(wanted) > 1 or not (as_kind in SINGLE if as_kind else is_one_report(wanted[0]))
    if url is not None and many:
        raise typer.BadParameter("it is the address of one report; give one file", param_hint="--url")
    shape = format or Format.of(output)
    goal = Output(output, shape, many, table, raw_csv, text=not no_text, resume=resume, explain=explain)
    if problem := problem_with(goal):
        raise typer.BadParameter(problem, param_hint="--output")
    columns = Columns(
        text_column, id_column, headline_column, published_column, outlet_column, url_column, byline_column
    )
    limits = Limits(max_size * 1_000_000, max_ratio, max_unpacked * 1_000_000_000, max_members, max_depth)
    meter = Meter()
    reports = read_inputs(
        wanted,
        given=Publication(published, outlet, url),
        options=Options(columns, limits, as_kind),
        meter=meter,
    )
    shows_progress = sys.stderr.isatty() and not (output is None and sys.stdout.isatty())
    messages = Messages(progress=shows_progress, log=errors, append=resume)
    with ends_cleanly(messages), messages:
        load_actors(actors)  # what is wrong with it is told before anything is read or written
        with open_output(goal) as writer:
            queue = Queue(reports, writer.held, meter, Size(wanted) if shows_progress else None)
            # One report is read by this process: starting another would take longer than most reports do.
            for item in read_many(queue, Recipe(cues, actors=actors), processes=processes if many else 1):
                _take(item, writer, messages)
                queue.show(messages)
            if many:
                _sum_up(messages, meter, queue.skipped)
    if messages.failures:
        raise typer.Exit(SOME_FAILED)


def _take(item: "Record | InputError", writer: "Writer", messages: "Messages") -> None:
    from onrecord.errors import InputError

    if isinstance(item, InputError):
        messages.problem(item)
        return
    for note in item.report.notes:
        messages.note(item.report.name or item.report.id, note)
    writer.write(item)
    messages.count(item)


def _sum_up(messages: "Messages", meter: "Meter", skipped: int) -> None:
    from onrecord.cli.messages import numbered

    if skipped:
        messages.say(f"{numbered(skipped, 'report')} read before")
    if passed_over := sum(meter.passed_over.values()):
        endings = ", ".join(ending or "no ending" for ending, _ in meter.passed_over.most_common(5))
        messages.say(f"{numbered(passed_over, 'file')} in folders passed over, by the names' endings ({endings})")
    messages.say(messages.summary())
