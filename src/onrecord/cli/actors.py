"""`onrecord actors`: what the tables of actors hold, and a user's own table."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from onrecord.cli.answers import chosen, printable, write_columns, write_json
from onrecord.cli.arguments import Actors, as_day
from onrecord.cli.endings import SOME_FAILED, ends_cleanly

if TYPE_CHECKING:
    from rich.table import Table

    from onrecord.actors.tables import ActorTables
    from onrecord.cli.lookup import Actor, Answer, Candidate, Listed
    from onrecord.cli.messages import Messages

__all__ = ["actors"]

actors = typer.Typer(
    name="actors",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Look up who is who, and keep a table of your own.",
    epilog="onrecord actors COMMAND --help tells more, with examples.",
)


class Shape(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"


OutputShape = Annotated[Shape, typer.Option("--format", metavar="table|json", help="table to read, json for programs.")]


# ---------------------------------------------------------------- list
@actors.command(
    "list",
    epilog="""Examples:

\b
  onrecord actors list --country RUS --on 2024-06-18
      Who held, or may have held, an office of Russia on a day, and its organisations.
\b
  onrecord actors list --office foreign-minister --country France
      All foreign ministers of France that are known.
\b
  onrecord actors list --kind "armed groups" --format json
      The armed groups, for a program.
""",
)
def list_actors(
    kind: Annotated[
        str | None,
        typer.Option(
            metavar="KIND",
            help="Only people, organisations, armed groups, outlets, countries, or offices: the kinds of office.",
            show_default=False,
        ),
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(metavar="COUNTRY", help="Only of this country: a code, as RUS, or a name.", show_default=False),
    ] = None,
    office: Annotated[
        str | None,
        typer.Option(
            metavar="OFFICE",
            help="Only people who held this office: an id, as foreign-minister, or a title, as 'Foreign Secretary'.",
            show_default=False,
        ),
    ] = None,
    on: Annotated[
        date | None,
        typer.Option(
            parser=as_day,
            metavar="DATE",
            help="Only what was, or may have been, on this day, as 2024-06-18, and offices as they stood.",
            show_default=False,
        ),
    ] = None,
    own: Actors = None,
    shape: OutputShape = Shape.table,
) -> None:
    """List people, organisations and countries.

    Of people there is a line for each office that they held. With --on, those are left out that surely did not hold it
    on that day, and organisations that were not there yet or no more.
    """
    from onrecord.cli.lookup import KINDS, Wanted, as_row, select

    with _answering(own) as (tables, out, _):
        wanted = Wanted(
            chosen(kind, KINDS) if kind else "",
            _country(tables, country) if country else "",
            _offices(tables, office) if office else (),
            on,
        )
        if wanted.offices and wanted.kind not in ("", "people"):
            raise typer.BadParameter(f"only people hold offices, not {wanted.kind}", param_hint="--office")
        found = select(tables, wanted)
        if shape is Shape.json:
            write_json(out, [as_row(tables, listed) for listed in found])
        else:
            write_columns(out, _list_columns(found, on))


def _country(tables: "ActorTables", name: str) -> str:
    if name.upper() in tables.countries:
        return name.upper()
    codes = [country.iso3 for country in tables.country(name)]
    if not codes and (row := tables.ambiguous(name)):
        codes = [one.removeprefix("gov:") for one in row.candidates if one.startswith("gov:")]
    if len(codes) != 1:
        which = f"may be {' or '.join(codes)}" if codes else "is no country's code or name"
        raise typer.BadParameter(f"{name!r} {which}", param_hint="--country")
    return codes[0]


def _offices(tables: "ActorTables", words: str) -> tuple[tuple[str, str], ...]:
    if words in tables.offices:
        return ((words, ""),)
    found = tuple((title.office, title.organisation or title.country) for title in tables.title(words))
    if not found:
        what = f"{words!r} is no office; `onrecord actors list --kind offices` lists them"
        raise typer.BadParameter(what, param_hint="--office")
    return found


def _list_columns(found: "Iterable[Listed]", on: date | None) -> dict[str, list[str]]:
    head = ("name", "kind", "office", "of", "from", "to", "confirmed", f"on {on}" if on else "", "id", "source")
    rows = [_list_cells(listed) for listed in found]
    return {name: [row[place] for row in rows] for place, name in enumerate(head) if name}


def _list_cells(listed: "Listed") -> tuple[str, ...]:
    actor = listed.actor
    if listed.held is None:
        return actor.name, actor.kind, "", actor.country, actor.since, actor.until, "", "", actor.id, actor.source
    term = listed.held.term
    return (
        actor.name, actor.kind, term.office, term.organisation or term.country, term.since, term.until,
        term.confirmed, STANDINGS[listed.held.standing], actor.id, term.source,
    )  # fmt: skip


# ---------------------------------------------------------------- show
@actors.command(
    epilog="""Examples:

\b
  onrecord actors show Lavrov --on 2024-06-18
\b
  onrecord actors show "Foreign Secretary" --on 2024-06-18
      Who held an office on a day.
\b
  onrecord actors show Korea --format json

A role is told as "held" only within the dates that are known; where nobody has looked since, it is "unconfirmed".
Exit status: 0 something was found, 1 nothing, 2 the command line or the table of your own is wrong.
"""
)
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    on: Annotated[
        date | None,
        typer.Option(
            parser=as_day,
            metavar="DATE",
            help="The day for which offices are told, as 2024-06-18; by default today.",
            show_default=False,
        ),
    ] = None,
    own: Actors = None,
    shape: OutputShape = Shape.table,
) -> None:
    """Show who or what a name is, or may be.

    A NAME is a name in full or in part, a title, a word such as "troops", or an id. Shown are its kind, ids, other
    spellings, offices with their dates, and where each row comes from. All that it may stand for is shown; which of
    them a report means, the report has to tell.
    """
    from onrecord.cli.lookup import as_answer, find

    with _answering(own) as (tables, out, messages):
        answer = find(tables, name, on or date.today())
        if shape is Shape.json:
            write_json(out, as_answer(tables, answer))
        elif answer.candidates:
            _write_answer(out, tables, answer)
        if not answer.candidates:
            messages.failure(f"{name}: in no table")


STANDINGS = {"held": "held", "unconfirmed": "unconfirmed", "after": "no longer", "before": "not yet"}
"""What is known of an office on a day, in words."""


def _write_answer(out: IO[str], tables: "ActorTables", answer: "Answer") -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(file=out, highlight=False)
    with console.capture() as captured:
        if answer.is_ambiguous:
            console.print(Text(printable(_ambiguity(answer)), style="yellow"))
        for candidate in answer.candidates:
            actor = candidate.actor
            parts = (actor.kind, actor.country, actor.sector, actor.id, actor.wikidata, _span(actor), actor.source)
            head = Text("\n") + Text(printable(actor.name), style="bold")
            console.print(head + Text(printable("".join(f" · {part}" for part in parts if part))))
            for line in _details(candidate):
                console.print(Padding(Text(printable(line)), (0, 0, 0, 2)))
            if candidate.offices:
                console.print(Padding(_offices_table(candidate, answer.on), (0, 0, 0, 2)))
        console.print(Text("\nSources", style="bold"))
        for line in _sources(tables, answer):
            console.print(Padding(Text(printable(line)), (0, 0, 0, 2)))
    # rich fills each line up with spaces.
    out.write("\n".join(line.rstrip() for line in captured.get().lstrip("\n").split("\n")))


def _ambiguity(answer: "Answer") -> str:
    others = f", and also {' or '.join(answer.others)}" if answer.others else ""
    note = f" {answer.note}." if answer.note else ""
    return (
        f"{answer.name} is ambiguous: {len(answer.candidates)} in the tables{others}. "
        f"Which of them a report means, the report has to tell.{note}"
    )


def _span(actor: "Actor") -> str:
    return f"{actor.since or '?'} to {actor.until or 'now'}" if actor.since or actor.until else ""


def _details(candidate: "Candidate") -> Iterator[str]:
    yield f"found by: {candidate.by}{f'; {candidate.note}' if candidate.note else ''}"
    if candidate.actor.aliases:
        yield f"also: {'; '.join(candidate.actor.aliases)}"


def _offices_table(candidate: "Candidate", on: date) -> "Table":
    from rich.table import Table
    from rich.text import Text

    is_title = candidate.actor.kind == "office"
    table = Table(box=None, pad_edge=False, header_style="dim")
    for head in ("holder" if is_title else "office", "of", "from", "to", "confirmed", f"on {on}", "source"):
        table.add_column(head, no_wrap=head not in ("holder", "office", "of"), overflow="fold")
    for held in candidate.offices:
        term = held.term
        cells = (
            held.person.name if is_title else term.title or held.office.name, term.organisation or term.country,
            term.since, term.until, term.confirmed, STANDINGS[held.standing], term.source,
        )  # fmt: skip
        table.add_row(*(Text(printable(cell)) for cell in cells))
    return table


def _sources(tables: "ActorTables", answer: "Answer") -> Iterator[str]:
    keys = {candidate.actor.source: None for candidate in answer.candidates}
    keys |= {held.term.source: None for candidate in answer.candidates for held in candidate.offices}
    for key in keys:
        source = tables.sources.get(key)
        yield f"{key}: {source.name} ({source.licence}), as of {source.as_of}" if source else f"{key}: your own table"


# ---------------------------------------------------------------- check
@actors.command(
    epilog="""Examples:

\b
  onrecord actors check
\b
  onrecord actors check mine.tsv

Exit status: 0 nothing is wrong, 1 something is, 2 the command line is wrong.
"""
)
def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", hidden=True)] = None,
    shape: OutputShape = Shape.table,
) -> None:
    """Check a table of your own, or all of ours.

    A FILE is a table of your own; without one ours are checked. All that is wrong is told, with file, line and column.
    Nothing of a table of your own is used until it is put right.
    """
    from onrecord.actors.check import check as check_ours
    from onrecord.actors.check import check_user

    with _output() as (out, messages):
        problems = check_user(file) if file else check_ours()
        if shape is Shape.json:
            rows = [{"where": it.where, "column": it.column, "problem": it.what} for it in problems]
            write_json(out, rows)
        else:
            lines = [str(problem) for problem in problems] or [f"{file or 'the shipped tables'}: nothing is wrong"]
            out.write("".join(f"{printable(line)}\n" for line in lines))
        messages.failures += len(problems)


# ---------------------------------------------------------------- add
@actors.command(
    epilog="""Examples:

\b
  onrecord actors add mine.tsv "Jane Roe" --country FRA --office foreign-minister --from 2026-02 --confirmed 2026-06
\b
  onrecord actors add mine.tsv "Blue Shield" --kind "armed group" --country SDN --sector REB

A row of a person says in --to or --confirmed until when it is known to hold. docs/actor_tables.md tells what each
column means. Exit status: 0 the row is added, 2 the row or the table is wrong, 1 it could not be written.
"""
)
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE", hidden=True)],
    name: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    kind: Annotated[str, typer.Option(metavar="KIND", help="person, organisation, armed group or outlet.")] = "person",
    country: Annotated[str, typer.Option(metavar="CODE", help="As FRA; blank where none applies.")] = "",
    sector: Annotated[str, typer.Option(metavar="CODE", help="Of an organisation, as REB.")] = "",
    office: Annotated[str, typer.Option(metavar="ID", help="Of a person, as foreign-minister; or other-office.")] = "",
    organisation: Annotated[str, typer.Option(metavar="ID", help="Whose office it is, as org:un.")] = "",
    title: Annotated[str, typer.Option(metavar="TITLE", help="The office's name, as reports have it.")] = "",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="As 2026-02-01, 2026-02 or 2026.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="The last day; blank if still so.")] = "",
    confirmed: Annotated[str, typer.Option(metavar="DATE", help="The last day on which it is known to hold.")] = "",
    alias: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Another spelling; give it again for more.")
    ] = None,
    wikidata: Annotated[str, typer.Option(metavar="ID", help="As Q7747.")] = "",
    family: Annotated[str, typer.Option(metavar="NAME", help="The part of the name that is used alone.")] = "",
    source: Annotated[str, typer.Option(metavar="WORDS", help="Where you know it from.")] = "",
) -> None:
    """Add a row to a table of your own.

    The FILE is made if it isn't there. It is checked as a whole with the new row, and stays as it was if anything is
    wrong. The NAME is the name in full.
    """
    cells = {
        "name": name, "kind": kind, "country": country, "sector": sector, "office": office,
        "organisation": organisation, "title": title, "from": since, "to": until, "confirmed": confirmed,
        "aliases": ";".join(alias or ()), "wikidata": wikidata, "family": family, "source": source,
    }  # fmt: skip
    _check_cells(cells)
    _check_place(file)
    from onrecord.actors.overlays import add_entry

    with _answering(file if file.exists() and file.stat().st_size else None) as (tables, out, _):
        if organisation and organisation not in tables.organisations:
            raise typer.BadParameter(f"{organisation!r} is no id in the tables", param_hint="--organisation")
        entry = add_entry(file, cells, tables.offices)
        out.write(f"{printable(entry.where)}: {printable(entry.name)} added\n")


def _check_cells(cells: Mapping[str, str]) -> None:
    from onrecord.cli.messages import UNPRINTABLE

    for column, cell in cells.items():
        if UNPRINTABLE.search(cell):
            raise typer.BadParameter(f"{column} {cell!r} holds a control character or line break")


def _check_place(file: Path) -> None:
    if not file.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {str(file.parent)!r}", param_hint="FILE")
    if file.exists() and not file.is_file():
        raise typer.BadParameter(f"{str(file)!r} is no file", param_hint="FILE")


# ---------------------------------------------------------------- what they share
@contextmanager
def _output() -> "Iterator[tuple[IO[str], Messages]]":
    """Standard output and messages; failures end the command with exit code 1."""
    from onrecord.cli.messages import Messages
    from onrecord.exports.files import standard_output

    messages = Messages()
    with ends_cleanly(messages), messages, standard_output() as out:
        yield out, messages
    if messages.failures:
        raise typer.Exit(SOME_FAILED)


@contextmanager
def _answering(own: Path | None) -> "Iterator[tuple[ActorTables, IO[str], Messages]]":
    """The tables with the user's own laid over them, standard output and messages."""
    from onrecord.actors.tables import load_actors

    with _output() as (out, messages):
        yield load_actors(own), out, messages
