"""What a report as a whole tells for deciding between candidates: its day, its home, the countries that it names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.actors.tables import ActorTables
from onrecord.doc import Doc, WordRange
from onrecord.record import Place

__all__ = ["Context", "read_context"]

_MOSTLY = 0.5
"""The share of all mentions of countries that makes a report mostly about one."""


@dataclass(frozen=True, slots=True)
class Context:
    """`home` is the outlet's country; `countries` counts the names, adjectives and capitals in the text, by code."""

    day: str = ""
    home: str = ""
    countries: Counter[str] = field(default_factory=Counter)

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
        found = tables.country(text) or tables.capital_of(text) or tables.nation(text)
        if code := at.get(doc.spans[name.start][0]):
            counted[code] += 1
        elif len(found) == 1 and name.kind in ("place", "people", "organisation"):
            counted[found[0].iso3] += 1
    return Context(report.published.isoformat() if report.published else "", _home(report.outlet, tables), counted)


def _home(outlet: str | None, tables: ActorTables) -> str:
    if not outlet:
        return ""
    known = {one.country for one in tables.organisation(outlet) if one.country}
    if len(known) == 1:
        return known.pop()
    first = outlet.split()[0]
    nations = tables.nation(first) or tables.country(first)
    return nations[0].iso3 if len(nations) == 1 else ""
