"""Many records as a short HTML table, for a notebook: what there is, and what could not be read."""

from collections.abc import Sequence

from onrecord.errors import InputError
from onrecord.record import Record
from onrecord.views.markup import time
from onrecord.views.notebook import cell, notebook_table
from onrecord.views.outline import outline, voices
from onrecord.views.wording import count, headline, in_flow, phrase, shorten

__all__ = ["record_table"]

MOST_ROWS = 20
MOST_ERRORS = 10
MOST_QUOTED = 3
LONGEST_HEADLINE = 120
LONGEST_ERROR = 300
COLUMNS = ("report", "outlet", "published", "statements", "most quoted")


def record_table(records: Sequence[Record], errors: Sequence[InputError]) -> str:
    """The first records, a row each, and below them the first errors. All text is escaped."""
    statements = sum(len(record.statements) for record in records)
    caption = f"{count(len(records), 'report')}, {count(statements, 'statement')}"
    if len(records) > MOST_ROWS:
        caption += f"; the first {MOST_ROWS}"
    table = notebook_table(caption, COLUMNS, (_row(record) for record in records[:MOST_ROWS]))
    return table + _told(errors) if errors else table


def _row(record: Record) -> tuple[str, ...]:
    most_quoted = list(voices(outline(record)).items())[:MOST_QUOTED]
    return (
        cell(shorten(headline(record), LONGEST_HEADLINE)),
        cell(phrase(record.report.outlet or "")),
        time(record.report.published),
        str(len(record.statements)),
        ", ".join(f"{cell(phrase(name))} ({number})" for name, number in most_quoted),
    )


def _told(errors: Sequence[InputError]) -> str:
    items = "".join(f"<li>{cell(shorten(in_flow(str(error)), LONGEST_ERROR))}</li>\n" for error in errors[:MOST_ERRORS])
    rest = f"<p>and {len(errors) - MOST_ERRORS:,} more</p>\n" if len(errors) > MOST_ERRORS else ""
    return f"<p>{count(len(errors), 'input')} could not be read:</p>\n<ul>\n{items}</ul>\n{rest}"
