"""Which place a name stands for: what the text says that it lies in, then its size, and the countries of the report.

A name is weighed as the base-10 logarithm of the people who live there, with what is added for the report's own words
(_NAMED and the like, set by hand on news and kept as a set). How sure an answer is follows from the weight that the
next one has, and is cut where the report says nothing of the country.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import asin, cos, log10, radians, sin, sqrt

from onrecord.places.find import Mention
from onrecord.places.load import Candidate, Gazetteer, regions_of

__all__ = ["Answer", "Evidence", "resolve"]

_COUNTRY, _CAPITAL, _NAMED, _REGION_NAMED, _NEAR = 7.6, 1.2, 1.2, 0.7, 0.5
_OTHER_NAME, _REGION, _CITY_INSIDE = -1.5, -0.5, -1.5
_LARGE = 500_000
"""People of a city whose name in a facility's tells where that is."""
_KM_NEAR, _KM_SAME = 150, 50
_SURE = 0.8
"""How sure an answer must be for others to lean on it."""
_STEEP = 1.3
"""How fast a rival's chance falls with its weight: 1 would be people counted."""
_TOLD, _LEAST = 0.97, 0.6
_UNNAMED = ((1_000_000, 0.93), (200_000, 0.8), (50_000, 0.6), (0, 0.3))
"""How sure a city can be, by its people, where nothing else in the report lies in its country."""
_SORTS = {"facility": "a facility is no point", "water": "a water is no point",
          "relief": "a mountain, an island or the like is no point",
          "county": "counties and districts are not in the gazetteer"}  # fmt: skip
_NEVER_CITIES = frozenset("island islands peninsula valley desert archipelago mountains sea ocean".split())
"""What ends the name of no city, unless the text says where it lies."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mention came to. Without a candidate, it is a country, an area or unresolved."""

    kind: str
    country: str = ""
    candidate: Candidate | None = None
    confidence: float = 0.0
    reason: str = ""


@dataclass(slots=True)
class Evidence:
    """What the rest of the report lies in: keys of names by country and by region, and its sure cities."""

    countries: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    regions: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    cities: dict[str, Candidate] = field(default_factory=dict)

    def names_country(self, country: str, key: str) -> bool:
        """Whether another name than this one lies in the country."""
        return bool(self.countries.get(country, set()) - {key})

    def names_region(self, row: int, key: str) -> bool:
        """Whether another name than this one lies in the region."""
        return row >= 0 and bool(self.regions.get(row, set()) - {key})

    def is_near(self, candidate: Candidate, key: str) -> bool:
        """Whether a sure city of another name is close to it."""
        return any(other != key and _km(city, candidate) < _KM_NEAR for other, city in self.cities.items())

    def add(self, mention: Mention, answer: Answer) -> None:
        """Let other names lean on an answer that is sure."""
        if answer.confidence < _SURE or not answer.country:
            return
        self.countries[answer.country].add(mention.key)
        if answer.candidate is not None:
            self.regions[answer.candidate.region].add(mention.key)
            if not answer.candidate.is_region:
                self.cities[mention.key] = answer.candidate


def resolve(mention: Mention, gazetteer: Gazetteer, evidence: Evidence) -> Answer:
    """The place, or that there is none to be told, and why."""
    holder = _holder(mention, gazetteer)
    if mention.sort in _SORTS:
        if named := _city_for_all_that(mention, gazetteer, holder, evidence):
            return Answer(_kind(named, mention, gazetteer), named.country, named, 0.85, "a city of that name")
        return _within_its_name(mention, gazetteer, evidence) or _untold(_SORTS[mention.sort], holder)
    known = mention.sort == "region" and regions_of(gazetteer, mention.key)
    if mention.key in gazetteer.areas and mention.sort != "city" and not known:
        return _area(mention, gazetteer)
    if mention.sort == "part":
        return _part(mention, gazetteer, evidence, holder)
    countries = gazetteer.countries.get(mention.key, ()) if mention.sort in ("", "part") else ()
    options = _options(mention, gazetteer)
    if holder.told and (answer := _inside(mention, gazetteer, options, holder, bool(countries))):
        return answer
    if countries:
        return _country(mention, countries, options, evidence, gazetteer)
    if not options:
        return _untold("no city of 5,000 people or region has this name", holder)
    return _weighed(mention, gazetteer, options, evidence, holder)


# ---------------------------------------------------------------- what the text says it lies in
@dataclass(frozen=True, slots=True)
class Holder:
    """Where the text says that a place lies: countries, regions (rows), a city."""

    countries: frozenset[str] = frozenset()
    regions: frozenset[int] = frozenset()
    city: Candidate | None = None
    name: str = ""

    @property
    def told(self) -> bool:
        """Whether it tells anything."""
        return bool(self.countries or self.regions or self.city)

    def holds(self, one: Candidate) -> bool:
        """Whether a candidate lies there."""
        if self.regions and one.region in self.regions:
            return not (one.is_region and one.row in self.regions)
        if self.countries and not self.regions:
            return one.country in self.countries
        return self.city is not None and not one.is_region and _km(self.city, one) < _KM_SAME


def _holder(mention: Mention, gazetteer: Gazetteer) -> Holder:
    countries: set[str] = set()
    for key in mention.holders:
        regions = regions_of(gazetteer, key)
        if codes := gazetteer.countries.get(key, ()):
            countries.update(codes)
            if not regions:
                return Holder(frozenset(countries), name=gazetteer.country_name(codes[0]))
        if regions:
            names = [gazetteer.country_name(one.country) for one in regions]
            return Holder(
                frozenset(one.country for one in regions) | countries,
                frozenset(one.row for one in regions),
                name=regions[0].name if regions else names[0],
            )
        if cities := [one for one in gazetteer.find(key) if not one.is_region and one.main]:
            return Holder(city=cities[0], name=cities[0].name)
    if mention.country:
        return Holder(frozenset((mention.country,)), name=gazetteer.country_name(mention.country))
    return Holder()


def _inside(
    mention: Mention, gazetteer: Gazetteer, options: Sequence[Candidate], holder: Holder, is_country: bool
) -> Answer | None:
    """The largest that lies where the text says; None where the words after it are rather the next in a list."""
    fitting = [one for one in options if holder.holds(one)]
    if is_country and not holder.regions:
        fitting = [one for one in fitting if one.is_region]
    large = any(one.population >= 50_000 and one.main for one in options)
    if fitting and not (large and not any(one.main for one in fitting)):
        best = max(fitting, key=lambda one: _weight(one, fitting, gazetteer, mention))
        sure = _TOLD if best.main or len(fitting) == 1 else 0.85
        return Answer(_kind(best, mention, gazetteer), best.country, best, sure, f"the text puts it in {holder.name}")
    if is_country or large or holder.city is not None:
        return None
    return _untold("not in the gazetteer there", holder)


def _untold(reason: str, holder: Holder) -> Answer:
    """Unresolved; with its country, where the text tells that it lies in one."""
    if len(holder.countries) == 1:
        return Answer("unresolved", next(iter(holder.countries)), reason=f"{reason}; the text puts it in {holder.name}")
    return Answer("unresolved", reason=reason)


# ---------------------------------------------------------------- countries, areas, parts
def _country(
    mention: Mention, codes: Sequence[str], options: Iterable[Candidate], evidence: Evidence, gazetteer: Gazetteer
) -> Answer:
    """The country, unless a region of the same name ("Georgia") lies where the report does."""
    regions = [one for one in options if one.is_region and one.main and one.country not in codes]
    for one in sorted(regions, key=lambda one: -one.population):
        ours, theirs = evidence.names_country(codes[0], mention.key), evidence.names_country(one.country, mention.key)
        if one.population >= 1_000_000 and theirs and not ours:
            return Answer("region", one.country, one, 0.75, "a region by this name in a country of the report")
    if len(codes) > 1:
        return _shared(mention, codes, evidence)
    rival = any(one.population >= 1_000_000 for one in regions)
    point = next((one for one in options if one.main and not one.is_region and one.country == codes[0]), None)
    point = point if codes[0] in _CITY_STATES else None
    return Answer("country", codes[0], point, 0.85 if rival else 0.99, "a country's name")


_CITY_STATES = frozenset(("SGP", "HKG", "MAC", "MCO", "VAT", "GIB"))
"""Countries that are one city, and so a point."""


def _shared(mention: Mention, codes: Sequence[str], evidence: Evidence) -> Answer:
    """Of countries that share a name, the only one that the report names otherwise; else the usual one, as a guess."""
    named = [code for code in codes if evidence.names_country(code, mention.key)]
    if len(named) == 1:
        return Answer("country", named[0], None, 0.9, "of the countries with this name, the one in the report")
    return Answer("country", codes[0], None, 0.7, "a guess: several countries have this name")


def _area(mention: Mention, gazetteer: Gazetteer) -> Answer:
    area = gazetteer.areas[mention.key]
    what = {"area": "an area", "water": "a water", "relief": "a mountain", "facility": "a facility",
            "former": "a state that is no more"}[area.kind]  # fmt: skip
    if area.kind == "area" and area.country:
        return Answer("region", area.country, None, 0.9, "an area within one country is no point")
    return Answer("unresolved", area.country, reason=f"{what} is no point")


_CARDINAL = frozenset("north south east west".split())
"""They make names of their own ("South Cotabato"), as "southern" does not."""


def _part(mention: Mention, gazetteer: Gazetteer, evidence: Evidence, holder: Holder) -> Answer:
    """ "Northern Syria" is a region without a point; "western Sydney" lies in Sydney."""
    if codes := gazetteer.countries.get(mention.key, ()):
        return Answer("region", codes[0], None, 0.9, "a part of a country is no point")
    if mention.key in gazetteer.areas:
        return _area(mention, gazetteer)
    options = _options(mention, gazetteer)
    if not options:
        return _untold("no city of 5,000 people or region has this name", holder)
    answer = _weighed(mention, gazetteer, options, evidence, holder)
    if mention.text.split()[0].lower() in _CARDINAL:
        return _untold("it may be another place than the one without the direction", holder)
    return Answer(answer.kind, answer.country, answer.candidate, min(answer.confidence, 0.8), answer.reason)


# ---------------------------------------------------------------- cities and regions by weight
def _options(mention: Mention, gazetteer: Gazetteer) -> list[Candidate]:
    """Cities and regions by the name; a renamed one first, as if that were its main name."""
    key = gazetteer.states.get(mention.key, mention.key)
    found = {one.row: one for one in gazetteer.find(key)}
    if mention.sort == "region" or key != mention.key:
        found |= {one.row: one for one in regions_of(gazetteer, key)}
        return [one for one in found.values() if one.is_region and one.main]
    if key in gazetteer.old:
        now, country = gazetteer.old[key]
        renamed = [one._replace(main=True) for one in gazetteer.find(now) if one.country == country and one.main]
        cities = [one for one in renamed if not one.is_region]
        renamed = [max(cities, key=lambda one: one.population)] if cities else renamed
        found |= {one.row: one for one in renamed}
    return [one for one in found.values() if not (mention.sort == "city" and one.is_region)]


def _weighed(
    mention: Mention, gazetteer: Gazetteer, options: Sequence[Candidate], evidence: Evidence, holder: Holder
) -> Answer:
    weights = {
        one.row: _weight(one, options, gazetteer, mention) + _context(one, evidence, mention.key) for one in options
    }
    ranked = sorted(options, key=lambda one: -weights[one.row])
    best = ranked[0]
    rival = next((one for one in ranked[1:] if not _same(best, one)), None)
    others = (weights[one.row] - weights[best.row] for one in ranked[1:] if not _same(best, one))
    sure = min(_ceiling(best, evidence, mention.key), 1 / (1 + sum(10 ** (_STEEP * behind) for behind in others)))
    sure -= 0 if best.main else 0.05 if evidence.names_country(best.country, mention.key) else 0.15
    if sure < _LEAST:
        return _undecided(ranked, weights, evidence, mention.key)
    return Answer(
        _kind(best, mention, gazetteer), best.country, best, sure, _reason(best, rival, sure, evidence, mention.key)
    )


def _weight(one: Candidate, options: Sequence[Candidate], gazetteer: Gazetteer, mention: Mention) -> float:
    weight = log10(max(one.population, 1000))
    if one.is_region:
        weight += _REGION
        if any(not city.is_region and city.region == one.row and city.main for city in options):
            weight += _CITY_INSIDE
    elif (mention.key, one.country) in gazetteer.capitals:
        weight += _CAPITAL
    return weight + (0 if one.main else _OTHER_NAME)


def _context(one: Candidate, evidence: Evidence, key: str) -> float:
    named = _NAMED if evidence.names_country(one.country, key) else 0.0
    named += _REGION_NAMED if evidence.names_region(one.region, key) else 0.0
    return named + (_NEAR if not one.is_region and evidence.is_near(one, key) else 0.0)


def _ceiling(best: Candidate, evidence: Evidence, key: str) -> float:
    if evidence.names_country(best.country, key):
        return 0.95 if best.population >= 20_000 else 0.85
    return next(sure for people, sure in _UNNAMED if best.population >= people)


def _same(one: Candidate, other: Candidate) -> bool:
    """Whether two rows are so close that it makes no difference: a city and its old town, or its region."""
    if one.is_region != other.is_region:
        return one.region == other.region
    return not one.is_region and one.country == other.country and _km(one, other) < _KM_SAME


def _undecided(ranked: Sequence[Candidate], weights: dict[int, float], evidence: Evidence, key: str) -> Answer:
    total = sum(10 ** weights[one.row] for one in ranked)
    for country in dict.fromkeys(one.country for one in ranked):
        share = sum(10 ** weights[one.row] for one in ranked if one.country == country) / total
        if share >= 0.9 and evidence.names_country(country, key):
            return Answer("unresolved", country, reason="several places of that country have this name")
    if len(ranked) == 1 or ranked[0].population < 50_000:
        return Answer(
            "unresolved", reason="only small places have this name, and the report names none of their countries"
        )
    return Answer("unresolved", reason="several places have this name, and nothing tells which")


def _reason(best: Candidate, rival: Candidate | None, sure: float, evidence: Evidence, key: str) -> str:
    named = evidence.names_country(best.country, key)
    if rival is None and sure >= _SURE:
        return "the only place of this name" + (", in a country of the report" if named else "")
    guess = "a guess: " if sure < _SURE else ""
    return guess + ("in a country of the report" if named else "the largest of this name")


def _kind(one: Candidate, mention: Mention, gazetteer: Gazetteer) -> str:
    if one.is_region:
        return "region"
    now = gazetteer.old.get(mention.key, (mention.key, ""))[0]
    keys = (mention.key, now)
    return (
        "capital" if any((key, one.country) in gazetteer.capitals for key in keys) and one.population >= 300 else "city"
    )


def _city_for_all_that(mention: Mention, gazetteer: Gazetteer, holder: Holder, evidence: Evidence) -> Candidate | None:
    """ "West Palm Beach", "Cape Town", "Chapel Hill": a city by the exact name, large or where the text puts it."""
    if mention.sort == "county":
        return None
    found = [one for one in gazetteer.find(mention.key) if not one.is_region and one.main]
    if told := [one for one in found if holder.told and holder.holds(one)]:
        return told[0]
    if mention.key.rpartition(" ")[2] in _NEVER_CITIES:
        return None
    for one in found:
        near = mention.sort != "facility" and evidence.names_region(one.region, mention.key)
        if one.population >= 100_000 or (near and one.population >= 20_000):
            return one
    return None


def _within_its_name(mention: Mention, gazetteer: Gazetteer, evidence: Evidence) -> Answer | None:
    """ "Hong Kong Island", "Volgograd Arena": no point, but of the country that its own name tells."""
    first = mention.key.rpartition(" ")[0]
    large = (one for one in gazetteer.find(first) if one.main and one.population >= _LARGE and not one.is_region)
    codes = gazetteer.countries.get(first) or tuple(one.country for one in large)[:1]
    told = len(codes) == 1 and (first in gazetteer.countries or evidence.names_country(codes[0], mention.key))
    return (
        Answer("unresolved", codes[0], reason=f"{_SORTS[mention.sort]}; its name tells the country") if told else None
    )


def _km(one: Candidate, other: Candidate) -> float:
    """Kilometres over the globe; endless if either is no point."""
    if one.is_region or other.is_region:
        return float("inf")
    south, north = radians(one.latitude), radians(other.latitude)
    half = (
        sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 12742 * asin(sqrt(half))
