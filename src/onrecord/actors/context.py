"""What a report as a whole tells for deciding between candidates: day, home, issuer, and what it is about."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.actors.rows import cells_of
from onrecord.actors.tables import ActorTables
from onrecord.doc import Doc, WordRange
from onrecord.record import Place
from onrecord.report import Report

__all__ = ["Context", "Issuer", "read_context"]

_MOSTLY = 0.5
"""The share of all mentions of countries that makes a report mostly about one."""
_BRACKETS = re.compile(r"\s*\([^)]*\)")
_AMERICAN = re.compile(r"(?:^|[/.(])[\w-]+\.(?:gov|mil)(?:[/)]|$)")
"""Addresses that only offices of the United States have."""
_LONGEST = 6
_ELSEWHERE = frozenset(("place:US state", "gov:PRK", "gov:COG"))
"""Candidates that make a country's name tell nothing of what the report is about: Georgia, Korea, Congo."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who speaks in a release as "I" and "we": a person's name and title, the name of a government or body; or ""."""

    person: str = ""
    body: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """`home` is the outlet's country; `countries` counts the names, adjectives and places in the text, by code."""

    day: str = ""
    home: str = ""
    issuer: Issuer = Issuer()
    countries: Counter[str] = field(default_factory=Counter)
    country_at: dict[int, str] = field(default_factory=dict)
    """The country of each place that was resolved, by its first character."""

    @property
    def about(self) -> str:
        """The country that the report is mostly about; "" where there is none."""
        ranked = self.countries.most_common(2)
        if not ranked or ranked[0][1] < _MOSTLY * self.countries.total():
            return ""
        return ranked[0][0] if len(ranked) == 1 or ranked[0][1] > ranked[1][1] else ""


def read_context(doc: Doc, places: Iterable[Place], tables: ActorTables) -> Context:
    """The context of a report; `places` are those that it names."""
    report, counted = doc.report, Counter[str]()
    at = {place.span[0]: place.country for place in places if place.country}
    for name in doc.names:
        text = doc.text_of(WordRange(name.start, name.end))
        several = tables.ambiguous(text)
        unclear = several.candidates if several is not None and _ELSEWHERE & set(several.candidates) else ()
        ethnic = doc.words[max(0, name.start - 1)].lower() == "ethnic"
        code = at.get(doc.spans[name.start][0], "")
        if ethnic or (unclear and (not code or f"gov:{code}" in unclear)):
            continue
        found = tables.country(text) or tables.capital_of(text) or tables.nation(text)
        if code:
            counted[code] += 1
        elif len(found) == 1 and name.kind in ("place", "people", "organisation"):
            counted[found[0].iso3] += 1
    day = report.published.isoformat() if report.published else ""
    home = _home(report, tables)
    return Context(day, home, _issuer(report, home, day, tables), counted, at)


def _home(report: Report, tables: ActorTables) -> str:
    """The outlet's country: by the tables, by its name, by its address."""
    if report.outlet:
        name = _BRACKETS.sub("", report.outlet)
        known = {one.country for one in tables.organisation(name) if one.country}
        if len(known) == 1:
            return known.pop()
        for words in _runs(name):
            nations = tables.nation(words) or tables.country(words)
            if len(nations) == 1:
                return nations[0].iso3
    return "USA" if any(_AMERICAN.search(text) for text in (report.url, report.outlet) if text) else ""


def _runs(name: str) -> Iterator[str]:
    """All runs of up to three words of a name, longer ones first."""
    words = name.split()
    for length in (3, 2, 1):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


def _issuer(report: Report, home: str, day: str, tables: ActorTables) -> Issuer:
    """Who issued a release, by the outlet's name: "Prime Minister of Australia", "Office of Senator X", a ministry."""
    name = _BRACKETS.sub("", report.outlet or "")
    bodies = tables.organisation(name)
    if not name or any(body.sector == "MED" for body in bodies):
        return Issuer()
    nation = tables.countries.get(home)
    government = nation.government if nation else ""
    if bodies:
        office = dict(_heads()).get(bodies[0].id, "")
        return Issuer(_holder(office, home, day, tables), government if bodies[0].sector == "GOV" else bodies[0].name)
    words = name.removeprefix("Office of ").split()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        if titles := tables.title(" ".join(words[:length])):
            rest = words[length:]
            if name.startswith("Office of ") and rest[:1] != ["of"]:
                return Issuer(" ".join(rest), title=" ".join(words[:length]))
            return Issuer(_holder(titles[0].office, titles[0].country or home, day, tables), government)
    ministry = any(tables.name_words.get(word.lower()) == "GOV" for word in words)
    return Issuer(body=government) if ministry else Issuer()


def _holder(office: str, country: str, day: str, tables: ActorTables) -> str:
    if not office or not country or not day:
        return ""
    names = {held.person.name for held in tables.holders(office, country, day)}
    return names.pop() if len(names) == 1 else ""


def _heads() -> Iterator[tuple[str, str]]:
    """Houses that speak for the person who holds an office: the id of each, and the office."""
    return ((house, office) for house, office, _ in cells_of("houses"))
