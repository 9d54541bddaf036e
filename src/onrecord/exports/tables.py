"""The flat tables, each column declared once: its name, its type, what it holds, and how a record gives it.

Files, data frames and docs/exports.md are all made from what stands here. A further table is one more entry of TABLES.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, Self

from onrecord.errors import ExportError
from onrecord.record import Actor, Mention, Record, Statement
from onrecord.report import Span

__all__ = [
    "ACTORS", "MENTIONS", "PLACES", "REPORTS", "STATEMENTS", "TABLES", "TIMES", "TYPES", "Column", "Table", "Type",
    "table_named",
]  # fmt: skip

Type = Literal["string", "strings", "spans", "date", "integer", "number", "truth"]

TYPES: dict[Type, tuple[str, str, str]] = {
    "string": ("string", "the text", "text"),
    "strings": ("list<string>", "the texts, `; ` between two of them", "several texts"),
    "spans": ("list<struct<start: int32, end: int32>>", "as in the record's JSON: `[[12, 30], [40, 55]]`", "spans"),
    "date": ("date32", "ISO 8601: `2024-06-18`", "a day"),
    "integer": ("int32", "digits", "a whole number"),
    "number": ("float32", "digits, with a point", "a number"),
    "truth": ("bool", "`true` or `false`", "yes or no"),
}
"""Each type of a column: as Arrow and Parquet have it, as CSV writes it, in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    name: str
    type: Type
    description: str
    value: Callable[[Any], Any]
    """The row's value: str, list of str, spans, date, int, float or bool as the type says; None if there is none."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its rows are and what they hold."""

    name: str
    description: str
    key: tuple[str, ...]
    """The columns that tell its rows apart."""
    rows: Callable[[Record], Iterable[Any]]
    """The rows of one record, as the columns take them."""
    columns: tuple[Column, ...]

    def without_text(self) -> Self:
        """The table without the whole text of the report."""
        return replace(self, columns=tuple(column for column in self.columns if column.name != TEXT))

    def values(self, record: Record) -> Iterator[list[Any]]:
        """The record's rows, a value for each column."""
        for row in self.rows(record):
            yield [column.value(row) for column in self.columns]


TEXT = "text"
WORDS_APART = " … "


def table_named(name: str) -> Table:
    """The table of that name. Raises ExportError if there is none."""
    if name not in TABLES:
        raise ExportError(f"there is no table {name!r}; there are {', '.join(TABLES)}")
    return TABLES[name]


class _Told(NamedTuple):
    """A row of statements."""

    record: Record
    statement: Statement
    around: tuple[Statement, ...]


def _statements(record: Record) -> Iterator[_Told]:
    for statement in record.statements:
        yield _Told(record, statement, record.chain(statement) if statement.reported_in else ())


def _single_span(name: str, what: str, span: Callable[[Record], Span | None]) -> tuple[Column, ...]:
    """The columns of a part of the report that is one span."""

    def spans(record: Record) -> tuple[Span, ...]:
        found = span(record)
        return (found,) if found else ()

    return _outer_span(name, what, spans, lambda record: record)


def _outer_span(
    name: str, what: str, spans: Callable[[Any], tuple[Span, ...]], record: Callable[[Any], Record]
) -> tuple[Column, ...]:
    """The words, and from where to where they reach."""
    return (
        Column(name, "string", what, lambda row: record(row).words(spans(row)) or None),
        Column(
            f"{name}_start",
            "integer",
            f"Where `{name}` begins in the report's text, in Unicode code points from 0.",
            lambda row: min((start for start, _ in spans(row)), default=None),
        ),
        Column(
            f"{name}_end",
            "integer",
            f"Where `{name}` ends; the character at this place is the first that is not part of it.",
            lambda row: max((end for _, end in spans(row)), default=None),
        ),
    )


def _spans(name: str, what: str, spans: Callable[[Statement], tuple[Span, ...]]) -> tuple[Column, ...]:
    """The columns of a part of a statement, which may be torn into several spans."""
    return (
        *_outer_span(
            name,
            f"{what} If it is in several pieces, `{WORDS_APART.strip()}` stands between them.",
            lambda row: spans(row.statement),
            lambda row: row.record,
        ),
        Column(f"{name}_spans", "spans", f"The pieces of `{name}`.", lambda row: spans(row.statement)),
    )


def _voices(statement: Statement) -> str:
    return ", ".join(statement.speaker) or "nobody"


REPORTS = Table(
    "reports",
    "One row for each report that was read, also where it attributes nothing to anybody.",
    ("report_id",),
    lambda record: (record,),
    (
        Column("report_id", "string", "The report's name; `statements.report_id` is the same.", lambda r: r.report.id),
        Column("published", "date", "The day of publication.", lambda r: r.report.published),
        Column(
            "published_from",
            "string",
            "Where that is known from: given, manifest, column, page, feed, header, url or dateline.",
            lambda r: r.report.published_from,
        ),
        Column("outlet", "string", "Who published it.", lambda r: r.report.outlet),
        Column(
            "outlet_from", "string", "Where that is known from, as `published_from`.", lambda r: r.report.outlet_from
        ),
        Column("url", "string", "Its address.", lambda r: r.report.url),
        Column("byline", "string", "Who wrote it, as the outlet signs it.", lambda r: r.report.byline),
        Column("language", "string", "Of the text.", lambda r: r.report.language),
        *_single_span("headline", "The headline.", lambda r: r.headline),
        *_single_span("dek", "The summary below the headline.", lambda r: r.dek),
        Column(
            "not_report_text_spans",
            "spans",
            "What of the text is not the reporter's: labels, captions, footers.",
            lambda r: r.not_report_text,
        ),
        Column(
            "credits",
            "strings",
            "Other outlets that the report credits with it or a part of it.",
            lambda r: [credit.outlet for credit in r.credits],
        ),
        Column(
            "credits_spans",
            "spans",
            "The words of the credits, one span for each of `credits`.",
            lambda r: [credit.span for credit in r.credits],
        ),
        Column("statements", "integer", "How many statements it holds.", lambda r: len(r.statements)),
        Column("notes", "strings", "What had to be guessed when it came in.", lambda r: r.report.notes),
        Column("attribution", "string", "Author and licence of the text.", lambda r: r.report.attribution),
        Column("sha256", "string", "Of the text in UTF-8, hexadecimal.", lambda r: r.report.sha256),
        Column("read_by", "string", "The version of onrecord that read it.", lambda r: r.version or None),
        Column(TEXT, "string", "The text as published; `--no-text` leaves the column out.", lambda r: r.report.text),
    ),
)

STATEMENTS = Table(
    "statements",
    "One row for each statement, in the order of the text.",
    ("report_id", "statement_id"),
    _statements,
    (
        Column("report_id", "string", "The report that it stands in.", lambda r: r.record.report.id),
        Column("statement_id", "string", "Names it within the report.", lambda r: r.statement.id),
        Column("published", "date", "The day the report was published.", lambda r: r.record.report.published),
        Column("outlet", "string", "Who published the report.", lambda r: r.record.report.outlet),
        Column(
            "speakers",
            "strings",
            "Who says it: resolved names, or the report's own words; empty when nobody is named.",
            lambda r: r.statement.speaker,
        ),
        Column(
            "speaker_ids", "strings", "Their ids: `actors.actor_id` is the same.", lambda r: r.statement.speaker_ids
        ),
        Column("source_kind", "string", "What sort of source it is.", lambda r: r.statement.source_kind),
        Column("stance", "string", "What the speaker does by saying it.", lambda r: r.statement.stance),
        Column("kind", "string", "Whether it is quoted: direct, mixed or indirect.", lambda r: r.statement.kind),
        *_spans("content", "What was said, as the report words it.", lambda s: s.content),
        *_spans("source", "Who says it, as the report words it.", lambda s: s.source),
        *_spans("cue", "The words that report the saying.", lambda s: s.cue),
        *_spans("qualified_by", "Why the source would know, or why it isn't named.", lambda s: s.qualified_by),
        Column("channel", "string", "The medium it was said through.", lambda r: r.statement.channel),
        Column("addressee", "string", "Whom it was said to.", lambda r: r.statement.addressee),
        Column(
            "reported_in",
            "string",
            "The `statement_id` of the statement whose content holds this one.",
            lambda r: r.statement.reported_in,
        ),
        Column(
            "on_whose_word",
            "strings",
            "The speakers of the statements around this one, the innermost first: `nobody` where none is named, "
            "several speakers of one statement with a comma between them.",
            lambda r: [_voices(statement) for statement in r.around],
        ),
        Column(
            "on_whose_word_ids",
            "strings",
            "The `statement_id` of each of them.",
            lambda r: [statement.id for statement in r.around],
        ),
        Column(
            "confidence",
            "number",
            "The probability that source and content are right, from 0 to 1.",
            lambda r: round(r.statement.confidence, 3),
        ),
    ),
)


class _Acting(NamedTuple):
    """A row of actors, or of their mentions."""

    record: Record
    actor: Actor
    mention: Mention | None
    """One of the actor's; of actors the first."""


def _actors(record: Record) -> Iterator[_Acting]:
    for actor in record.actors:
        yield _Acting(record, actor, next(iter(actor.mentions), None))


def _mentions(record: Record) -> Iterator[_Acting]:
    for actor in record.actors:
        for mention in actor.mentions:
            yield _Acting(record, actor, mention)


def _mention_span(row: _Acting) -> tuple[Span, ...]:
    return (row.mention.span,) if row.mention else ()


ACTORS = Table(
    "actors",
    "One row for each actor of each report, in the order of their first mentions.",
    ("report_id", "actor_id"),
    _actors,
    (
        Column("report_id", "string", "The report that it stands in.", lambda r: r.record.report.id),
        Column(
            "actor_id",
            "string",
            "Of the tables of actors, the same in all reports; of others it begins with `named:` or `unnamed:`.",
            lambda r: r.actor.id,
        ),
        Column("published", "date", "The day the report was published.", lambda r: r.record.report.published),
        Column("name", "string", "The usual name, or the text's own words.", lambda r: r.actor.name),
        Column("kind", "string", "What sort of actor it is.", lambda r: r.actor.kind),
        Column("country", "string", "ISO 3166-1 alpha-3.", lambda r: r.actor.country or None),
        Column("sector", "string", "PLOVER's code, as GOV, MIL, REB.", lambda r: r.actor.sector or None),
        Column("office", "string", "What the actor is at the report's date.", lambda r: r.actor.office),
        Column(
            "unconfirmed",
            "truth",
            "Whether nobody has confirmed the office for that day.",
            lambda r: r.actor.unconfirmed,
        ),
        Column("wikidata", "string", "The id in Wikidata.", lambda r: r.actor.wikidata),
        Column(
            "candidates",
            "strings",
            "The ids of all that the name may stand for, where the report had to decide.",
            lambda r: r.actor.candidates,
        ),
        Column("mentions", "integer", "How many mentions it has.", lambda r: len(r.actor.mentions)),
        *_outer_span("words", "The first mention, as the report words it.", _mention_span, lambda r: r.record),
        Column(
            "reasons",
            "strings",
            "Why, for name, country, sector and office, each as `country: the row, words or rule`.",
            lambda r: [f"{field}: {reason}" for field, reason in r.actor.reasons.items()],
        ),
        Column(
            "confidence",
            "number",
            "How sure it is that the actor is the one of the id, from 0 to 1.",
            lambda r: round(r.actor.confidence, 3),
        ),
    ),
)

MENTIONS = Table(
    "mentions",
    "One row for each mention of each actor, by actor, in the order of the text.",
    ("report_id", "actor_id", "words_start", "words_end"),
    _mentions,
    (
        Column("report_id", "string", "The report that it stands in.", lambda r: r.record.report.id),
        Column("actor_id", "string", "Whom the words mean: `actors.actor_id` is the same.", lambda r: r.actor.id),
        *_outer_span("words", "The mention, as the report words it.", _mention_span, lambda r: r.record),
        Column("kind", "string", "Whether it is a name, title, metonym, noun or pronoun.", lambda r: r.mention.kind),
        Column("reason", "string", "What tied the words to the actor.", lambda r: r.mention.reason),
        Column(
            "confidence",
            "number",
            "How sure it is that the words mean this actor, from 0 to 1.",
            lambda r: round(r.mention.confidence, 3),
        ),
    ),
)


class _Named(NamedTuple):
    """A row of times or places."""

    record: Record
    found: Any


def _named(name: str, description: str, words: str, found: Callable[[Record], Iterable[Any]], *own: Column) -> Table:
    """A table of what the text names, each at one span: where that is, the columns that are the table's own, and how
    sure it is."""
    return Table(
        name,
        description,
        ("report_id", "words_start"),
        lambda record: (_Named(record, one) for one in found(record)),
        (
            Column("report_id", "string", "The report that it stands in.", lambda r: r.record.report.id),
            Column("published", "date", "The day the report was published.", lambda r: r.record.report.published),
            *_outer_span("words", words, lambda r: (r.found.span,), lambda r: r.record),
            *own,
            Column(
                "confidence",
                "number",
                "The probability that it is right, from 0 to 1; 0 where it is unresolved.",
                lambda r: round(r.found.confidence, 3),
            ),
        ),
    )


TIMES = _named(
    "times",
    "One row for each expression that names a date, a period or a duration, in the order of the text.",
    "The expression.",
    lambda record: record.times,
    Column(
        "value",
        "string",
        "Which time that is, ISO 8601; empty where the report does not tell.",
        lambda r: r.found.value,
    ),
    Column("reason", "string", "What it was resolved by, or why it could not be.", lambda r: r.found.reason),
)

PLACES = _named(
    "places",
    "One row for each mention of a place, in the order of the text.",
    "The place as the report names it.",
    lambda record: record.places,
    Column("name", "string", "Its usual name; the text's own words where it is unresolved.", lambda r: r.found.name),
    Column("kind", "string", "What sort of place it is, or that it is unresolved.", lambda r: r.found.kind),
    Column("country", "string", "ISO 3166-1 alpha-3.", lambda r: r.found.country),
    Column("region", "string", "The first-order region that it lies in or is.", lambda r: r.found.region),
    Column("geonames", "integer", "The number of a city in GeoNames.", lambda r: r.found.geonames),
    Column("latitude", "number", "In degrees, of a city; other places are no points.", lambda r: r.found.latitude),
    Column("longitude", "number", "In degrees, of a city.", lambda r: r.found.longitude),
    Column("reason", "string", "What decided, or why it is unresolved.", lambda r: r.found.reason),
)

TABLES = {table.name: table for table in (REPORTS, STATEMENTS, ACTORS, MENTIONS, TIMES, PLACES)}
"""All tables. The first has a row for every report; files of it are written after the others, as a report counts as
written when it stands there."""
