"""`onrecord actors gaps`: what the tables of actors lack for some reports, as a list of work and as rows to fill in."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import arguments as given
from onrecord.cli.answers import chosen, printable, write_json
from onrecord.cli.endings import SOME_FAILED, ends_cleanly
from onrecord.cli.queue import Queue, Size, standard_input

if TYPE_CHECKING:
    from onrecord.actors.gaps import Gap, Gaps, Row
    from onrecord.cli.messages import Messages
    from onrecord.worker import Recipe

__all__ = ["EPILOG", "gaps"]

EPILOG = """Examples:

\b
  onrecord actors gaps news/
      Names that no table holds, the most frequent first.
\b
  onrecord actors gaps news/ --kind person --least 3 --format tsv > mine.tsv
      A table of one's own, whose blanks are to be filled in.
\b
  onrecord actors gaps news/ --actors mine.tsv --unconfirmed
      What is still missing beside it, and offices that nobody has confirmed for the reports' days.

docs/actors.md tells what the columns mean. What can't be read is told on standard error, and the others are read.
Exit status: 0 all was read, 1 something could not be read, 2 the command line or the table of your own is wrong.
"""


class Shape(StrEnum):
    """How the gaps are written."""

    table = "table"
    tsv = "tsv"
    json = "json"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of gaps: those that are listed, and how many there are."""

    name: str
    title: str
    gaps: "list[Gap]"
    rows: "list[Row]"
    number: int


def gaps(
    inputs: given.Inputs = None,
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only person, government, organisation, armed group, outlet, or people.",
            show_default=False,
        ),
    ] = None,
    least: Annotated[int, typer.Option(metavar="N", min=1, help="Only those with at least so many mentions.")] = 1,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many of each sort.")] = 25,
    unconfirmed: Annotated[
        bool, typer.Option("--unconfirmed", help="List offices too that nobody has confirmed for the reports' days.")
    ] = False,
    shape: Annotated[
        Shape,
        typer.Option("--format", metavar="table|tsv|json", help="table to read, tsv to fill in, json for programs."),
    ] = Shape.table,
    published: given.Published = None,
    outlet: given.Outlet = None,
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
) -> None:
    """List whom the reports mention and no table of actors holds.

    An INPUT is what `onrecord read` takes: a file, a folder, a pattern, an archive, or "-" for standard input. First
    come names in no table, then people and bodies without a name, by the words for them. Told are how often and in how
    many reports, what the reports' own words tell, sentences, and a row for a table of one's own.
    """
    from onrecord.actors.gaps import Gaps
    from onrecord.actors.tables import load_actors
    from onrecord.cli.messages import Messages
    from onrecord.exports.files import standard_output
    from onrecord.intake.files import Meter, read_inputs
    from onrecord.intake.limits import Limits
    from onrecord.intake.options import Columns, Options
    from onrecord.intake.publication import Publication
    from onrecord.record import ACTOR_KINDS
    from onrecord.worker import Recipe

    wanted_kind = chosen(kind, ACTOR_KINDS) if kind else ""
    wanted = inputs or standard_input()
    columns = Columns(
        text_column, id_column, headline_column, published_column, outlet_column, url_column, byline_column
    )
    options = Options(columns, Limits(max_size * 1_000_000), as_kind)
    meter = Meter()
    reports = read_inputs(wanted, given=Publication(published, outlet), options=options, meter=meter)
    messages = Messages(progress=sys.stderr.isatty(), log=errors)
    with ends_cleanly(messages), messages:
        found = Gaps(load_actors(actors))
        queue = Queue(reports, {}, meter, Size(wanted) if sys.stderr.isatty() else None)
        _count(found, queue, Recipe(cues, actors=actors), processes, messages)
        sections = list(_sections(found, wanted_kind, least, limit, unconfirmed=unconfirmed))
        with standard_output() as out:
            WRITERS[shape](out, sections)
        for section in sections:
            if section.number > len(section.gaps):
                messages.say(f"{section.title}: {section.number - len(section.gaps):,} more; --limit lists them")
    if messages.failures:
        raise typer.Exit(SOME_FAILED)


def _count(found: "Gaps", queue: Queue, recipe: "Recipe", processes: int | None, messages: "Messages") -> None:
    from onrecord.corpus import read_many
    from onrecord.errors import InputError

    for item in read_many(queue, recipe, processes=processes):
        if isinstance(item, InputError):
            messages.problem(item)
        else:
            for note in item.report.notes:
                messages.note(item.report.name or item.report.id, note)
            found.add(item)
            messages.count(item)
        queue.show(messages)


def _sections(found: "Gaps", kind: str, least: int, limit: int, *, unconfirmed: bool) -> Iterator[Section]:
    parts = [
        ("named", "Names in no table", found.named(kind)),
        ("unnamed", "Without a name", found.unnamed(kind)),
    ]
    if unconfirmed:
        parts.append(("unconfirmed", "Offices that nobody has confirmed", found.unconfirmed(kind)))
    for name, title, all_gaps in parts:
        frequent = [gap for gap in all_gaps if gap.mentions >= least]
        listed = frequent[:limit]
        yield Section(name, title, listed, found.rows(listed), len(frequent))


# ---------------------------------------------------------------- table
def _write_table(out: IO[str], sections: list[Section]) -> None:
    for place, section in enumerate(sections):
        out.write(f"{chr(10) if place else ''}{section.title}: {section.number or 'none'}\n")
        for gap, row in zip(section.gaps, section.rows, strict=True):
            out.write(f"\n{printable(_headline(gap))}\n")
            for example in _examples(gap):
                out.write(f"    {printable(example)}\n")
            out.write(f"    row: {_line(row)}\n")


def _headline(gap: "Gap") -> str:
    told = (gap.kinds, gap.countries, gap.sectors, gap.offices)
    parts = [gap.name, *(" or ".join(one for one, _ in words.most_common()) for words in told), gap.id or ""]
    return f"{_counted(gap)}: {' · '.join(part for part in parts if part)}"


def _counted(gap: "Gap") -> str:
    from onrecord.cli.messages import numbered

    return f"{numbered(gap.mentions, 'mention')} in {numbered(gap.reports, 'report')}"


def _examples(gap: "Gap") -> Iterator[str]:
    return (f"{example.report or 'report'}: {example.sentence}" for example in gap.examples)


def _line(row: "Row") -> str:
    return "\t".join(printable(cell) for cell in row.values())


# ---------------------------------------------------------------- tsv
def _write_tsv(out: IO[str], sections: list[Section]) -> None:
    """A table that `onrecord actors check` takes once its blanks are filled; what is no row is a comment."""
    from onrecord.actors.overlays import ENTRY_COLUMNS

    out.write("\t".join(ENTRY_COLUMNS) + "\n")
    for section in sections:
        out.write(f"#\n# {section.title}: {section.number or 'none'}\n")
        for gap, row in zip(section.gaps, section.rows, strict=True):
            out.write(f"#\n# {printable(_headline(gap))}\n")
            out.writelines(f"#   {printable(example)}\n" for example in _examples(gap))
            out.write(f"{'' if row['name'] and row['kind'] else '#'}{_line(row)}\n")


# ---------------------------------------------------------------- json
def _write_json(out: IO[str], sections: list[Section]) -> None:
    listed = {
        section.name: [_as_json(gap, row) for gap, row in zip(section.gaps, section.rows, strict=True)]
        for section in sections
    }
    write_json(out, listed)


def _as_json(gap: "Gap", row: "Row") -> dict[str, Any]:
    return {
        "id": gap.id,
        "name": gap.name,
        "mentions": gap.mentions,
        "reports": gap.reports,
        "kinds": dict(gap.kinds.most_common()),
        "countries": dict(gap.countries.most_common()),
        "sectors": dict(gap.sectors.most_common()),
        "offices": dict(gap.offices.most_common()),
        "examples": [
            {"report": one.report, "span": list(one.span), "words": one.words, "sentence": one.sentence}
            for one in gap.examples
        ],
        "row": row,
    }


WRITERS: dict[Shape, Callable[[IO[str], list[Section]], None]] = {
    Shape.table: _write_table,
    Shape.tsv: _write_tsv,
    Shape.json: _write_json,
}
