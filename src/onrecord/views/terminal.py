"""The record in a terminal: for each statement who, cue, what, and on whose word; below them actors, times, places."""

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Record
from onrecord.views.inert import inert
from onrecord.views.outline import Entry, chain, outline, voices
from onrecord.views.terminal_tables import tables
from onrecord.views.wording import (
    NO_STATEMENTS,
    TONES,
    UNSURE,
    as_written,
    day,
    found_from,
    headline,
    in_flow,
    phrase,
    shorten,
    told_by,
)

__all__ = ["show"]

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal."""
NUMBER_WIDTH = 5
DEEPEST = 6
LONGEST_HEADLINE = 300

STYLES = {
    "plain": "cyan", "doubtful": "yellow", "against": "red",
    "refusing": "magenta", "towards": "green", "asking": "blue",
}  # fmt: skip


def show(record: Record, console: Console) -> None:
    """Print the record.

    Nothing in the report can act on the terminal: control characters are shown as pictures, characters that turn the
    direction of writing or can't be seen are left out, and no markup is read.
    """
    entries = outline(record)
    width = min(console.width, WIDEST)
    console.print(_head(record, entries), width=width)
    for entry in entries:
        console.print()
        indent = min(entry.depth, DEEPEST) * min(3, width // 24)
        console.print(Padding(_statement(record, entry, width - indent), (0, 0, 0, indent)), width=width)
    if not entries:
        console.print(Text(f"\n{NO_STATEMENTS}", style="italic"), width=width)
    for table in tables(record, entries):
        console.print()
        console.print(table, width=width)


def _head(record: Record, entries: list[Entry]) -> Text:
    report = record.report
    head = Text(inert(shorten(headline(record), LONGEST_HEADLINE)), style="bold")
    facts = (*_publication(record), _count(entries))
    head.append("\n" + " · ".join(inert(phrase(fact)) for fact in facts if fact), style="not bold dim")
    for note in report.notes:
        head.append(f"\nNote: {inert(phrase(note))}", style="not bold yellow")
    return head


def _publication(record: Record) -> Iterator[str]:
    """Outlet, date and where it was found, byline, credits."""
    report = record.report
    if report.outlet:
        yield report.outlet
    if report.published:
        found = found_from(report.published_from)
        yield f"{day(report.published)} ({found})" if found else day(report.published)
    if report.byline:
        yield f"by {report.byline}"
    if record.credits:
        yield "credits " + ", ".join(dict.fromkeys(credit.outlet for credit in record.credits))


def _count(entries: list[Entry]) -> str | None:
    if not entries:
        return None
    speakers = len(voices(entries))
    statements = f"{len(entries)} statement{'s' * (len(entries) != 1)}"
    return f"{statements} by {speakers} speaker{'s' * (speakers != 1)}" if speakers else statements


def _statement(record: Record, entry: Entry, width: int) -> Table:
    grid = Table.grid(expand=True)
    grid.add_column(width=NUMBER_WIDTH)
    grid.add_column(ratio=1, overflow="fold")
    number = Text(f"{'└' if entry.depth else ''}{entry.number}".rjust(NUMBER_WIDTH - 2), style="dim")
    grid.add_row(number, _who(record, entry, width - NUMBER_WIDTH))
    content = in_flow(record.words(entry.statement.content))
    limit = max(4 * (width - NUMBER_WIDTH), 240)
    grid.add_row("", Text(inert(shorten(content, limit)) or "(no words of its own)"))
    grid.add_row("", _circumstances(record, entry))
    return grid


def _who(record: Record, entry: Entry, width: int) -> Table | Text:
    """The speaker, the words as written and the cue; the stance at the right, or below where there is no room."""
    statement = entry.statement
    who = Text(inert(told_by(entry)), style="bold")
    if words := as_written(record, statement):
        who.append(f"  “{inert(words)}”", style="not bold dim")
    if cue := phrase(record.words(statement.cue)):
        who.append(f"  {inert(cue)}", style="not bold italic")
    stance = Text(inert(phrase(statement.stance)), style=f"bold {STYLES[TONES.get(statement.stance, 'plain')]}")
    if who.cell_len + stance.cell_len + 2 > width:
        return Text.assemble(who, "\n", stance)
    line = Table.grid(expand=True)
    line.add_column(ratio=1)
    line.add_column(justify="right")
    line.add_row(who, stance)
    return line


def _circumstances(record: Record, entry: Entry) -> Text:
    statement = entry.statement
    facts = [phrase(statement.kind), phrase(statement.source_kind)]
    if around := [told_by(outer) for outer in chain(entry, DEEPEST)]:
        facts.append("on the word of " + ", on the word of ".join(around))
    if statement.channel:
        facts.append(f"through {phrase(statement.channel)}")
    if statement.addressee:
        facts.append(f"to {phrase(statement.addressee)}")
    if words := phrase(record.words(statement.qualified_by)):
        facts.append(f"qualified: “{words}”")
    line = Text(" · ".join(inert(fact) for fact in facts), style="dim")
    if statement.confidence < UNSURE:
        line.append(f" · unsure ({statement.confidence:.0%})", style="not dim yellow")
    return line
