"""A report's statements as an HTML table, for a notebook."""

from onrecord.record import Record, Statements
from onrecord.views.notebook import cell, notebook_table
from onrecord.views.outline import Entry, chain, outline
from onrecord.views.wording import NO_STATEMENTS, as_written, count, in_flow, phrase, shorten, told_by

__all__ = ["statement_table"]

MOST_ROWS = 200
LONGEST_CONTENT = 400
LONGEST_CHAIN = 5
COLUMNS = ("", "speaker", "stance", "content", "source as written", "kind", "on whose word", "confidence")


def statement_table(statements: Statements) -> str:
    """The table: who, what they did by saying it, what, on whose word. Text of the report is escaped."""
    if not statements:
        return f"<p>{NO_STATEMENTS}</p>\n"
    record = Record(statements.report, statements)
    entries = outline(record)
    caption = count(len(entries), "statement")
    if len(entries) > MOST_ROWS:
        caption += f", the first {MOST_ROWS} of them"
    return notebook_table(caption, COLUMNS, (_row(record, entry) for entry in entries[:MOST_ROWS]))


def _row(record: Record, entry: Entry) -> tuple[str, ...]:
    statement = entry.statement
    return (
        str(entry.number),
        cell(told_by(entry)),
        cell(phrase(statement.stance)),
        cell(shorten(in_flow(record.words(statement.content)), LONGEST_CONTENT)),
        cell(as_written(record, statement)),
        cell(phrase(statement.kind)),
        ", told by ".join(cell(told_by(outer)) for outer in chain(entry)[:LONGEST_CHAIN]),
        f"{statement.confidence:.0%}",
    )
