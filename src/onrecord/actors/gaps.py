"""What the tables of actors lack, counted over many records: a work list, with rows to fill in.

Three kinds of gaps: names that no table holds, people and bodies without a name, and offices that the tables know but
nobody has confirmed for the reports' days.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from onrecord.actors.codes import COUNTRY_CODES, KINDS, SECTORS
from onrecord.actors.overlays import ENTRY_COLUMNS
from onrecord.actors.rows import Term, Title
from onrecord.actors.sentences import sentence_at
from onrecord.actors.tables import ActorTables
from onrecord.record import Actor, Record
from onrecord.report import Span

__all__ = ["Example", "Gap", "Gaps", "Row"]

EXAMPLES = 3
"""Sentences that are kept of each gap, of as many reports."""
LONGEST_TITLE = 12
"""Words."""
_NOT_HEAD = re.compile(
    r"(?:(?:the|an?|this|that|these|those|his|her|its|their|our|my|your|some|any|many|several|few|all|both|other|another"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|dozens of|hundreds of|thousands of|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)
"""Words before a noun that tell nothing of who it is."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)

Row = dict[str, str]
"""The cells of a row of a user's table, by column, blank where they are to be filled in."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in which a gap is mentioned."""

    report: str
    span: Span
    """Of the mention."""
    words: str
    sentence: str


@dataclass(slots=True)
class Gap:
    """Somebody of whom the tables lack something, and what the reports tell of them."""

    id: str | None
    """Of the actor; none of those without a name."""
    name: str
    mentions: int = 0
    reports: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    """Each of these counts how often it is told: once by each actor of each report."""
    days: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The first and the last day, ISO 8601, of the dated reports that tell each office; "" is none."""
    examples: list[Example] = field(default_factory=list)
    _last: int = 0

    @property
    def kind(self) -> str:
        """What most reports take it for."""
        return next((kind for kind, _ in self.kinds.most_common(1)), "")

    def add(self, record: Record, actor: Actor, number: int) -> None:
        """Count the actor of a record, whose number is above 0."""
        is_another = number != self._last
        self._last = number
        self.reports += is_another
        self.mentions += len(actor.mentions)
        office = _ARTICLE.sub("", _plain(actor.office or ""))
        for counted, told in (
            (self.kinds, actor.kind),
            (self.countries, "" if actor.guessed("country") else actor.country),
            (self.sectors, "" if actor.guessed("sector") else actor.sector),
            (self.offices, office),
        ):
            if told:
                counted[told] += 1
        if record.report.published is not None:
            day = record.report.published.isoformat()
            first, last = self.days.get(office, (day, day))
            self.days[office] = min(first, day), max(last, day)
        if is_another and len(self.examples) < EXAMPLES and actor.mentions:
            self.examples.append(_example(record, actor))


class Gaps:
    """The gaps of the records that are added, one by one."""

    def __init__(self, tables: ActorTables) -> None:
        self._tables = tables
        self._named: dict[str, Gap] = {}
        self._unnamed: dict[str, Gap] = {}
        self._unconfirmed: dict[tuple[str, str], Gap] = {}
        self._records = 0

    def add(self, record: Record) -> None:
        """Count what the record's actors lack."""
        self._records += 1
        for actor in record.actors:
            if actor.id.startswith("named:"):
                self._named.setdefault(actor.id, Gap(actor.id, _plain(actor.name))).add(record, actor, self._records)
            elif actor.id.startswith("unnamed:"):
                if name := _head_words(actor):
                    self._unnamed.setdefault(name.lower(), Gap(None, name)).add(record, actor, self._records)
            elif actor.unconfirmed and actor.office:
                key = (actor.id, actor.office)
                self._unconfirmed.setdefault(key, Gap(actor.id, actor.name)).add(record, actor, self._records)

    def named(self, kind: str = "") -> list[Gap]:
        """Names that no table holds, those with most mentions first; only of a kind, if one is given."""
        return _by_frequency(self._named.values(), kind)

    def unnamed(self, kind: str = "") -> list[Gap]:
        """Actors without a name, by the words for them, as "rebel commander"."""
        return _by_frequency(self._unnamed.values(), kind)

    def unconfirmed(self, kind: str = "") -> list[Gap]:
        """Offices that the tables know, on days for which nobody has confirmed them."""
        return _by_frequency(self._unconfirmed.values(), kind)

    def rows(self, gaps: Iterable[Gap]) -> list[Row]:
        """A row for each gap, for a table of one's own, with what the reports tell, or the tables of an office."""
        taken: set[tuple[str, str]] = set()
        return [self._row(gap, taken) for gap in gaps]

    def _row(self, gap: Gap, taken: set[tuple[str, str]]) -> Row:
        row = dict.fromkeys(ENTRY_COLUMNS, "")
        if term := self._term(gap):
            return row | _confirmable(gap, term, self._tables)
        kind = {"government": "organisation"}.get(gap.kind, gap.kind)
        row |= {
            "name": "" if gap.id is None else gap.name.lstrip("# "),  # such a line would be a comment
            "kind": kind if kind in KINDS else "",
            "country": _unanimous(gap.countries, COUNTRY_CODES),
            "sector": _unanimous(gap.sectors, SECTORS),
        }
        return row | self._office(gap, row["country"], taken) if kind == "person" else row

    def _office(self, gap: Gap, country: str, taken: set[tuple[str, str]]) -> Row:
        """The office that most reports tell; from the first to the last of these days it is known to hold."""
        if not gap.offices:
            return {}
        title = gap.offices.most_common(1)[0][0]
        first, last = gap.days.get(title, ("", ""))
        title, one = self._title_in(title, country)
        office = one.office if one else "other-office"
        of = (office, one.organisation or country if one else country)
        if office != "other-office" and self._tables.offices[office].single:
            office = "other-office" if of in taken or not of[1] else office  # a table has one holder of it at a time
            taken.add(of)
        told = {"office": office, "title": title, "from": first, "confirmed": last}
        return told | ({"organisation": one.organisation} if one and office != "other-office" else {})

    def _title_in(self, words: str, country: str) -> tuple[str, Title | None]:
        """The title in the words for an office, if all others only tell the country: "French Foreign Minister"."""
        parts = words.split()
        if len(parts) > LONGEST_TITLE:
            return words, None
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                before, title, after = parts[:start], " ".join(parts[start : start + size]), parts[start + size :]
                found = {one.office: one for one in self._tables.title(title) if one.country in ("", country)}
                if len(found) == 1 and self._is_country(before) and self._is_country(after):
                    return title, next(iter(found.values()))
        return words, None

    def _is_country(self, words: list[str]) -> bool:
        text = re.sub(r"^(?:of\b\s*)?(?:the\b\s*)?|['’]s$", "", " ".join(words), flags=re.IGNORECASE)
        return not text or bool(self._tables.nation(text) or self._tables.country(text))

    def _term(self, gap: Gap) -> Term | None:
        """The term of the tables that nobody has confirmed for the reports' days."""
        if gap.id is None or gap.id not in self._tables.people or not gap.offices:
            return None
        told = gap.offices.most_common(1)[0][0]
        _, day = gap.days.get(told, ("", ""))
        open_terms = [held for held in self._tables.terms_of(gap.id, day) if held.standing == "unconfirmed"]
        by_title = (
            held.term for held in open_terms if told.startswith(_ARTICLE.sub("", held.term.title or held.office.name))
        )
        return next(by_title, None)


def _confirmable(gap: Gap, term: Term, tables: ActorTables) -> Row:
    person = tables.people[term.person]
    return {
        "name": person.name,
        "kind": "person",
        "country": person.country or term.country,
        "office": term.office,
        "organisation": term.organisation,
        "title": term.title,
        "from": term.since,
        "wikidata": person.wikidata,
    }


def _head_words(actor: Actor) -> str:
    """The words for somebody without a name, "" if there are only pronouns: those are nobody in particular."""
    if all(mention.kind == "pronoun" for mention in actor.mentions):
        return ""
    return _NOT_HEAD.sub("", _plain(actor.name), count=1).strip("-–— ")


def _plain(name: str) -> str:
    return " ".join(name.split())


def _example(record: Record, actor: Actor) -> Example:
    mention = min(actor.mentions, key=lambda one: (one.kind == "pronoun", one.kind != "name", one.span))
    sentence = sentence_at(record.report.text, mention.span)
    return Example(record.report.id, mention.span, _plain(record.report[mention.span]), sentence)


def _unanimous(told: Counter[str], allowed: Container[str]) -> str:
    """What all reports tell that tell it; nothing where they differ, for somebody has to decide."""
    values = [value for value in told if value in allowed]
    return values[0] if len(told) == len(values) == 1 else ""


def _by_frequency(gaps: Iterable[Gap], kind: str) -> list[Gap]:
    wanted = [gap for gap in gaps if not kind or gap.kind == kind]
    return sorted(wanted, key=lambda gap: (-gap.mentions, -gap.reports, gap.name))
