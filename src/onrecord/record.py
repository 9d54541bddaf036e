"""The record of a report: plain frozen dataclasses, to and from JSON.

The JSON has the fields of the record's guide (docs/record.md), with the same names. Offsets count Unicode code points
of the report's text, half-open.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Self, cast

from onrecord.errors import RecordError
from onrecord.report import Report, Span

__all__ = [
    "ACTOR_KINDS",
    "GUESS",
    "KINDS",
    "MENTION_KINDS",
    "PLACE_KINDS",
    "SCHEMA",
    "SOURCE_KINDS",
    "STANCES",
    "Actor",
    "Credit",
    "Mention",
    "Place",
    "Record",
    "Statement",
    "Statements",
    "Time",
]

SCHEMA = "1.1"
"""The version of the JSON's schema, record.schema.json. The first number changes when a reader of the old JSON would
fail, the second when fields are added."""

SURROGATE = re.compile("[\ud800-\udfff]")

KINDS = ("direct", "mixed", "indirect")
STANCES = (
    "assert", "report", "claim", "accuse", "deny", "pledge", "request", "warn", "threaten", "praise", "criticise",
    "agree", "refuse", "ask", "announce",
)  # fmt: skip
PLACE_KINDS = ("country", "region", "city", "capital", "unresolved")
ACTOR_KINDS = ("person", "government", "organisation", "armed group", "outlet", "people")
GUESS = "a guess"
"""How the reason of an actor's field begins that nothing tells."""
MENTION_KINDS = ("name", "title", "metonym", "noun", "pronoun")
SOURCE_KINDS = ("named person", "unnamed person", "organisation", "document", "outlet", "nobody")


@dataclass(frozen=True, slots=True)
class Statement:
    """One act of saying: a source, the cue that reports it, the content."""

    id: str
    source: tuple[Span, ...]
    """The full noun phrase as written; empty when nobody is named."""
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    """Quotation marks included; several spans when the cue interrupts."""
    speaker: tuple[str, ...] = ()
    """The resolved names, or the text's own words; empty when nobody is named."""
    kind: str = "indirect"
    stance: str = "assert"
    source_kind: str = "nobody"
    channel: str | None = None
    addressee: str | None = None
    qualified_by: tuple[Span, ...] = ()
    """Words that say why the source would know, or why it is not named."""
    reported_in: str | None = None
    """The id of the statement whose content holds this one: on whose word."""
    confidence: float = 1.0
    """Probability, calibrated, that content and source are right."""
    speaker_ids: tuple[str, ...] = ()
    """The ids of the speakers among the record's actors."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it; optional fields without a value are left out."""
        fields: dict[str, Any] = {
            "id": self.id,
            "source": _as_lists(self.source),
            "cue": _as_lists(self.cue),
            "content": _as_lists(self.content),
            "speaker": list(self.speaker) if len(self.speaker) > 1 else "".join(self.speaker),
            "kind": self.kind,
            "stance": self.stance,
            "source_kind": self.source_kind,
        }
        optional = {"channel": self.channel, "addressee": self.addressee, "reported_in": self.reported_in}
        fields |= {name: value for name, value in optional.items() if value is not None}
        if self.speaker_ids:
            fields["speaker_ids"] = list(self.speaker_ids)
        if self.qualified_by:
            fields["qualified_by"] = _as_lists(self.qualified_by)
        return fields | {"confidence": round(self.confidence, 3)}

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read what `to_dict` gives; raises RecordError."""
        try:
            speaker = fields.get("speaker") or ()
            return cls(
                id=str(fields["id"]),
                source=_as_spans(fields["source"]),
                cue=_as_spans(fields["cue"]),
                content=_as_spans(fields["content"]),
                speaker=(speaker,) if isinstance(speaker, str) else tuple(map(str, speaker)),
                kind=fields.get("kind", "indirect"),
                stance=fields.get("stance", "assert"),
                source_kind=fields.get("source_kind", "nobody"),
                channel=fields.get("channel"),
                addressee=fields.get("addressee"),
                qualified_by=_as_spans(fields.get("qualified_by", ())),
                reported_in=fields.get("reported_in"),
                confidence=float(fields.get("confidence", 1.0)),
                speaker_ids=_as_texts(fields.get("speaker_ids", ())),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise RecordError(
                f"statement {fields.get('id', '?')}: {error!r}; see docs/record.md for its fields"
            ) from error


class Statements(tuple[Statement, ...]):
    """The statements of one report: a tuple that a notebook shows as a table."""

    report: Report

    def __new__(cls, statements: Iterable[Statement], report: Report) -> Self:
        """The statements, with the report that holds their words."""
        made = super().__new__(cls, statements)
        made.report = report
        return made

    @cached_property
    def by_id(self) -> dict[str, Statement]:
        """Each statement by its id."""
        return {statement.id: statement for statement in self}

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (tuple(self), self.report)

    def _repr_html_(self) -> str:
        from onrecord.views.statement_table import statement_table  # a notebook asks for it; reading does not

        return statement_table(self)


@dataclass(frozen=True, slots=True)
class Credit:
    """Words that credit another outlet with the report or a part of it: "(AP)", "Reuters contributed"."""

    span: Span
    outlet: str
    """The outlet's usual name: "Associated Press"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that mean an actor: its name, a title or metonym, a noun, a pronoun."""

    span: Span
    kind: str
    confidence: float = 1.0
    """That the words mean this actor, by the kind of reason."""
    reason: str = ""
    """What tied the words to the actor."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks or acts in the report, and all words that mean them."""

    id: str
    """Of the tables ("person:vladimir-putin", "gov:RUS", "org:nato"); "named:jane-roe" of a name that they don't hold,
    "unnamed:3" of one without a name, by its order in the report."""
    name: str
    kind: str
    mentions: tuple[Mention, ...] = ()
    """In the order of the text, as whole noun phrases; one may stand within another's."""
    country: str = ""
    """ISO 3166-1 alpha-3; "" where none applies or none is known."""
    sector: str = ""
    """PLOVER's: GOV, MIL, REB, ...; "" where it is not known."""
    office: str | None = None
    """What the actor is at the report's date: "President of Russia"; as the tables have it, else as the text."""
    unconfirmed: bool = False
    """Whether the office is only known before the report's date, or after it: nobody has confirmed it for that day."""
    wikidata: str | None = None
    candidates: tuple[str, ...] = ()
    """The ids of all that the name may stand for, where the report had to decide between several."""
    confidence: float = 1.0
    """That the actor is the one of the id, by the kind of reason."""
    reasons: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Why: for "name", "country", "sector" and "office", the row of a table, the text's own words, or a rule."""

    def guessed(self, field: str) -> bool:
        """Whether nothing in the report or the tables tells a field: its reason says that it is a guess."""
        return self.reasons.get(field, "").startswith(GUESS)

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it: `mentions` are spans alone, `evidence` tells of each its kind, confidence and reason.

        Optional fields without a value are left out.
        """
        optional = {
            "office": self.office,
            "unconfirmed": self.unconfirmed or None,
            "wikidata": self.wikidata,
            "candidates": list(self.candidates) or None,
        }
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "country": self.country,
            "sector": self.sector,
            **{name: value for name, value in optional.items() if value is not None},
            "confidence": round(self.confidence, 3),
            "reasons": dict(self.reasons),
            "mentions": [list(mention.span) for mention in self.mentions],
            "evidence": [
                {"kind": mention.kind, "confidence": round(mention.confidence, 3), "reason": mention.reason}
                for mention in self.mentions
            ],
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read what `to_dict` gives; raises RecordError."""
        try:
            return cls(
                id=str(fields["id"]),
                name=str(fields["name"]),
                kind=str(fields["kind"]),
                mentions=tuple(
                    Mention(span, str(one["kind"]), float(one.get("confidence", 1.0)), str(one.get("reason", "")))
                    for span, one in zip(_as_spans(fields["mentions"]), fields["evidence"], strict=True)
                ),
                country=str(fields.get("country", "")),
                sector=str(fields.get("sector", "")),
                office=fields.get("office"),
                unconfirmed=bool(fields.get("unconfirmed", False)),
                wikidata=fields.get("wikidata"),
                candidates=_as_texts(fields.get("candidates", ())),
                confidence=float(fields.get("confidence", 1.0)),
                reasons={str(name): str(reason) for name, reason in fields.get("reasons", {}).items()},
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecordError(f"actor {fields!r}: {error!r}; see docs/record.md for its fields") from error


@dataclass(frozen=True, slots=True)
class Time:
    """Words that name a date, a period or a duration, and which it is."""

    span: Span
    value: str | None
    """ISO 8601, as exact as the words are: a day, week, month, year or hour, an interval "A/B" of two of them with both
    included, or a duration; None where the report does not tell it."""
    reason: str = ""
    """What it was resolved by, or why it could not be."""
    confidence: float = 1.0
    """Probability that the value is right, by the kind of reason; 0 without a value."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "span": list(self.span),
            "value": self.value,
            "reason": self.reason,
            "confidence": round(self.confidence, 3),
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read what `to_dict` gives; raises RecordError."""
        try:
            value = fields["value"]
            return cls(
                span=_as_span(fields["span"]),
                value=None if value is None else str(value),
                reason=str(fields.get("reason", "")),
                confidence=float(fields.get("confidence", 1.0)),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecordError(f"time {fields!r}: {error!r}; see docs/record.md for its fields") from error


@dataclass(frozen=True, slots=True)
class Place:
    """Words that name a place, and which it is: a country, a region, a city, a capital, or plainly unresolved."""

    span: Span
    name: str
    """Its usual name; the text's own words where it is unresolved."""
    kind: str
    country: str | None = None
    """ISO 3166-1 alpha-3; also of an unresolved place, where the report tells it."""
    region: str | None = None
    """The first-order region that it lies in or is: a state, a province."""
    geonames: int | None = None
    """The number of a city in GeoNames."""
    latitude: float | None = None
    """Degrees; only cities are points."""
    longitude: float | None = None
    confidence: float = 0.0
    """Probability that the place is right, by the kind of reason; 0 where it is unresolved."""
    reason: str = ""
    """What decided, or why it is unresolved."""

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it; what is not known is left out."""
        known = {
            "country": self.country,
            "region": self.region,
            "geonames": self.geonames,
            "latitude": self.latitude,
            "longitude": self.longitude,
        }
        return {
            "span": list(self.span),
            "name": self.name,
            "kind": self.kind,
            **{name: value for name, value in known.items() if value is not None},
            "confidence": round(self.confidence, 3),
            "reason": self.reason,
        }

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> Self:
        """Read what `to_dict` gives; raises RecordError."""
        try:
            return cls(
                span=_as_span(fields["span"]),
                name=str(fields["name"]),
                kind=str(fields["kind"]),
                country=fields.get("country"),
                region=fields.get("region"),
                geonames=fields.get("geonames"),
                latitude=fields.get("latitude"),
                longitude=fields.get("longitude"),
                confidence=float(fields.get("confidence", 0.0)),
                reason=str(fields.get("reason", "")),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecordError(f"place {fields!r}: {error!r}; see docs/record.md for its fields") from error


@dataclass(frozen=True, slots=True)
class Record:
    """What one report says who said, with the exact words as evidence."""

    report: Report
    statements: tuple[Statement, ...] = ()
    """Always a `Statements`, whatever sequence the record was made with."""
    headline: Span | None = None
    dek: Span | None = None
    not_report_text: tuple[Span, ...] = ()
    credits: tuple[Credit, ...] = ()
    actors: tuple[Actor, ...] = ()
    """In the order of their first mentions."""
    times: tuple[Time, ...] = ()
    """In the order of the text, none overlapping; of the body and the dek."""
    places: tuple[Place, ...] = ()
    """In the order of the text, as they are named; none that speaks."""
    version: str = ""
    """Of the engine that read it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "statements", Statements(self.statements, self.report))

    def words(self, spans: tuple[Span, ...]) -> str:
        """The report's words under the spans, " … " between two of them."""
        return " … ".join(self.report[span] for span in spans)

    def inside(self, statement: Statement) -> tuple[Statement, ...]:
        """The statements that stand in the statement's content."""
        return tuple(other for other in self.statements if other.reported_in == statement.id)

    def chain(self, statement: Statement) -> tuple[Statement, ...]:
        """On whose word: the statements around this one, innermost first."""
        by_id, found = cast(Statements, self.statements).by_id, []
        outer = by_id.get(statement.reported_in or "")
        while outer is not None and outer not in found:
            found.append(outer)
            outer = by_id.get(outer.reported_in or "")
        return tuple(found)

    def to_dict(self, *, text: bool = True) -> dict[str, Any]:
        """The record as JSON holds it; without the report's text if that is not wanted."""
        report = self.report
        return {
            "schema": SCHEMA,
            "id": report.id,
            "published": report.published.isoformat() if report.published else None,
            "published_from": report.published_from,
            "language": report.language,
            "outlet": report.outlet,
            "outlet_from": report.outlet_from,
            "url": report.url,
            "byline": report.byline,
            "attribution": report.attribution,
            **({"text": report.text} if text else {}),
            "sha256": report.sha256,
            "headline": list(self.headline) if self.headline else None,
            "dek": list(self.dek) if self.dek else None,
            "not_report_text": _as_lists(self.not_report_text),
            "credits": [{"span": list(credit.span), "outlet": credit.outlet} for credit in self.credits],
            "statements": [statement.to_dict() for statement in self.statements],
            "actors": [actor.to_dict() for actor in self.actors],
            "times": [time.to_dict() for time in self.times],
            "places": [place.to_dict() for place in self.places],
            "notes": list(report.notes),
            "read_by": self.version,
        }

    def to_json(self, *, indent: int | None = 1, text: bool = True) -> str:
        """The record as JSON text; characters beyond ASCII stay themselves, but for lone surrogates: UTF-8 has none."""
        written = json.dumps(self.to_dict(text=text), ensure_ascii=False, indent=indent)
        return SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any], text: str | None = None) -> Self:
        """Read what `to_dict` gives; the report's text is needed where that was left out. Raises RecordError."""
        try:
            schema = str(fields.get("schema", SCHEMA))
            if schema.split(".")[0] != SCHEMA.split(".")[0]:
                raise RecordError(
                    f"record {fields.get('id', '?')}: its schema is {schema}; this onrecord reads {SCHEMA}"
                )
            published = fields.get("published")
            report = Report(
                text=fields["text"] if text is None else text,
                id=str(fields.get("id") or ""),
                published=date.fromisoformat(published) if published else None,
                outlet=fields.get("outlet"),
                url=fields.get("url"),
                language=fields.get("language") or "en",
                byline=fields.get("byline"),
                published_from=fields.get("published_from"),
                outlet_from=fields.get("outlet_from"),
                attribution=fields.get("attribution"),
                notes=tuple(fields.get("notes", ())),
            )
            record = cls(
                report=report,
                statements=tuple(Statement.from_dict(item) for item in fields["statements"]),
                headline=_as_span(fields["headline"]) if fields.get("headline") else None,
                dek=_as_span(fields["dek"]) if fields.get("dek") else None,
                not_report_text=_as_spans(fields.get("not_report_text", ())),
                credits=tuple(Credit(_as_span(one["span"]), str(one["outlet"])) for one in fields.get("credits", ())),
                actors=tuple(Actor.from_dict(item) for item in fields.get("actors", ())),
                times=tuple(Time.from_dict(item) for item in fields.get("times", ())),
                places=tuple(Place.from_dict(item) for item in fields.get("places", ())),
                version=fields.get("read_by", ""),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise RecordError(
                f"record {fields.get('id', '?')}: {error!r}; see docs/record.md for its fields"
            ) from error
        if (claimed := fields.get("sha256")) and claimed != record.report.sha256:
            raise RecordError(f"record {report.id}: it was made from another text (sha256 differs)")
        if (outside := next((span for span in _spans(record) if not _lies_in(span, report.text)), None)) is not None:
            raise RecordError(
                f"record {report.id}: the span {list(outside)} does not lie in its text of {len(report.text)} "
                "characters; see docs/record.md for its fields"
            )
        return record

    def with_report(self, report: Report) -> Self:
        """The same record under other metadata."""
        return replace(self, report=report)

    def _repr_html_(self) -> str:
        from onrecord.views.html import fragment  # a notebook asks for it; reading does not

        return fragment(self)


def _spans(record: Record) -> Iterator[Span]:
    """All places in the text that the record names."""
    yield from (span for span in (record.headline, record.dek) if span is not None)
    yield from record.not_report_text
    for statement in record.statements:
        yield from (*statement.source, *statement.cue, *statement.content, *statement.qualified_by)
    for actor in record.actors:
        yield from (mention.span for mention in actor.mentions)
    for found in (record.credits, record.times, record.places):
        yield from (one.span for one in found)


def _lies_in(span: Span, text: str) -> bool:
    return 0 <= span[0] <= span[1] <= len(text)


def _as_lists(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _as_span(pair: Iterable[int]) -> Span:
    start, end = pair
    return int(start), int(end)


def _as_spans(pairs: Iterable[Iterable[int]]) -> tuple[Span, ...]:
    return tuple(map(_as_span, pairs))


def _as_texts(texts: Iterable[Any]) -> tuple[str, ...]:
    if isinstance(texts, str):
        raise TypeError(f"a list of texts is wanted, not {texts!r}")
    return tuple(map(str, texts))
