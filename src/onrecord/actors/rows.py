"""What the tables behind actors hold: one dataclass a kind of row, and how the shipped rows are read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from onrecord.actors.dates import first_day, last_day
from onrecord.actors.spellings import name_key
from onrecord.errors import CodebookError

__all__ = [
    "COLUMNS",
    "Ambiguous",
    "Country",
    "Held",
    "Metonym",
    "Office",
    "Organisation",
    "People",
    "Person",
    "RoleNoun",
    "Source",
    "Standing",
    "Term",
    "Title",
    "cells_of",
    "items",
    "slug",
    "table",
]

COLUMNS: dict[str, tuple[str, ...]] = {
    "sources": ("key", "name", "licence", "as_of", "url"),
    "countries": (
        "iso3", "name", "government", "aliases", "capitals", "people", "plurals", "wikidata", "source",
    ),
    "outlets": ("name", "aliases", "country", "domains", "source"),
    "people": ("id", "name", "family", "aliases", "country", "wikidata", "source"),
    "terms": ("person", "office", "country", "organisation", "title", "from", "to", "confirmed", "source"),
    "offices": ("id", "name", "level", "sector", "single", "source"),
    "titles": ("title", "office", "country", "organisation", "note", "source"),
    "organisations": ("id", "name", "kind", "country", "sector", "aliases", "wikidata", "from", "to", "source"),
    "armed_groups": ("id", "name", "kind", "country", "sector", "aliases", "wikidata", "from", "to", "source"),
    "metonyms": ("string", "actor", "condition", "candidates", "note", "source"),
    "role_nouns": ("noun", "sector", "number", "plural", "note", "source"),
    "peoples": ("word", "kind", "countries", "plural", "note", "source"),
    "noun_kinds": ("noun", "kind", "source"),
    "name_words": ("word", "sector", "source"),
    "houses": ("organisation", "office", "source"),
    "antecedents": ("pronoun", "feature", "weight"),
    "ambiguous": ("string", "candidates", "note", "source"),
}  # fmt: skip
"""The columns of each table, all of them in its header."""

Standing = Literal["held", "unconfirmed", "before", "after"]
"""What is known of a term on a day: held; perhaps held; not yet; no longer."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from; `as_of` is the date until which the source tells."""

    key: str
    name: str
    licence: str
    as_of: str
    url: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; `capitals` speak for its government, `people` are adjectives and demonyms."""

    iso3: str
    name: str
    government: str
    aliases: tuple[str, ...]
    capitals: tuple[str, ...]
    people: tuple[str, ...]
    plurals: tuple[str, ...]
    wikidata: str
    source: str

    @property
    def id(self) -> str:
        """Of its government as an actor."""
        return f"gov:{self.iso3}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the news names; `family` are the parts of the name that are used alone, `aliases` other spellings."""

    id: str
    name: str
    family: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str
    wikidata: str
    source: str


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of office. `level` is head of state, head of government, ...; `single`: one holder at a time."""

    id: str
    name: str
    level: str
    sector: str
    single: bool
    source: str


@dataclass(frozen=True, slots=True)
class Title:
    """Words for an office; `country` or `organisation` where the title alone tells whose."""

    title: str
    office: str
    country: str
    organisation: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Term:
    """An office held by a person. A blank `until` is open, or its end unknown.

    `confirmed` is the last day on which the row is known to hold: between it and `until` the person may have left.
    """

    person: str
    office: str
    country: str
    organisation: str
    title: str
    since: str
    until: str
    confirmed: str
    source: str

    def standing(self, on: date | str | None) -> Standing:
        """What is known of the term on a day (a date, or ISO 8601); without a day nothing is sure.

        In the month that alone is known of a beginning or end the term is unconfirmed. So is a term whose beginning is
        unknown on every day: lists of office holders lag behind.
        """
        if not on:
            return "unconfirmed"
        day = str(on)
        if self.since and day < first_day(self.since):
            return "before"
        if self.until and day > last_day(self.until):
            return "after"
        sure_to = last_day(self.confirmed) if self.confirmed else first_day(self.until)
        return "held" if self.since and last_day(self.since) <= day <= sure_to else "unconfirmed"


@dataclass(frozen=True, slots=True)
class Held:
    """A term with its person, office and standing on the day asked for."""

    person: Person
    office: Office
    term: Term
    standing: Standing


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, armed group or outlet; `country` is "" where none applies (NATO, Islamic State)."""

    id: str
    name: str
    kind: str
    country: str
    sector: str
    aliases: tuple[str, ...]
    wikidata: str
    since: str
    until: str
    source: str


@dataclass(frozen=True, slots=True)
class Metonym:
    """A place or building that stands for an actor. `condition`: always, speaks (as who says or does), context.

    Of `candidates` (other actor ids) the report has to tell; the place itself always remains possible.
    """

    string: str
    actor: str
    condition: str
    candidates: tuple[str, ...]
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for people by what they do: its sector, and whether it names a person or a group."""

    noun: str
    sector: str
    number: str
    plural: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class People:
    """A people, region's or faith's adjective that is no country's: Kurdish, Chechen, European."""

    word: str
    kind: str
    countries: tuple[str, ...]
    plural: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A string and all that it may stand for: actor ids, or a kind of thing such as "place:" and "person:"."""

    string: str
    candidates: tuple[str, ...]
    note: str
    source: str


def table(name: str) -> Traversable:
    """The shipped file of a table; countries and outlets lie with the codebooks, which read them too."""
    if name in ("countries", "outlets"):
        return files("onrecord.codebooks") / f"{name}.tsv"
    return files("onrecord.actors") / "tables" / f"{name}.tsv"


def cells_of(name: str) -> Iterator[list[str]]:
    """The rows of a shipped table, their cells in the order of COLUMNS; raises CodebookError.

    Quicker than `read_rows`, which tells a user what is wrong where: ours are checked before they are shipped.
    """
    columns, lines = COLUMNS[name], table(name).read_text(encoding="utf-8").split("\n")
    rows = iter(line for line in lines if line and line[0] != "#")
    if tuple(next(rows, "").split("\t")) != columns:
        raise CodebookError(f"{table(name)}: the header is not {', '.join(columns)}")
    for row in rows:
        cells = row.split("\t")
        if len(cells) != len(columns):
            raise CodebookError(f"{table(name)}: not {len(columns)} cells: {row[:60]!r}")
        yield cells


def items(cell: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list: parted by semicolons."""
    return tuple(item.strip() for item in cell.split(";") if item.strip()) if cell else ()


def slug(name: str) -> str:
    """A name as part of an id: "António Guterres" is "antonio-guterres"."""
    return "-".join(name_key(name).split())
