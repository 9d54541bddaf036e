"""What `onrecord actors` finds in the tables: the rows of a list, and all that a name may stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from onrecord.actors.dates import first_day, last_day
from onrecord.actors.rows import Country, Held, Organisation, Person
from onrecord.actors.tables import ActorTables

__all__ = [
    "KINDS", "Actor", "Answer", "Candidate", "Listed", "Wanted", "as_answer", "as_row", "find", "select",
]  # fmt: skip

KINDS = ("people", "organisations", "armed groups", "outlets", "countries", "offices")
"""What a list can be of."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever or whatever a row of the tables is about; what does not apply is blank."""

    id: str
    name: str
    kind: str
    country: str = ""
    sector: str = ""
    aliases: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    wikidata: str = ""
    source: str = ""

    @classmethod
    def of_person(cls, person: Person) -> "Actor":
        """A person."""
        return cls(
            person.id, person.name, "person", person.country, "", person.aliases, wikidata=person.wikidata,
            source=person.source,
        )  # fmt: skip

    @classmethod
    def of_organisation(cls, it: Organisation) -> "Actor":
        """An organisation, armed group or outlet."""
        return cls(
            it.id, it.name, it.kind, it.country, it.sector, it.aliases, it.since, it.until, it.wikidata, it.source
        )

    @classmethod
    def of_country(cls, country: Country) -> "Actor":
        """A country; its id is its government's."""
        names = (*country.aliases, *country.people)
        return cls(
            country.id, country.name, "country", country.iso3, "GOV", names, wikidata=country.wikidata,
            source=country.source,
        )  # fmt: skip


# ---------------------------------------------------------------- lists
@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is to hold. `offices` are pairs of an office and whose it is, "" for anybody's; none is all."""

    kind: str = ""
    country: str = ""
    offices: tuple[tuple[str, str], ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: an actor, and of a person one office."""

    actor: Actor
    held: Held | None = None


def select(tables: ActorTables, wanted: Wanted) -> Iterator[Listed]:
    """The rows that are wanted: of people one for each office, with a day only those that may be held on it."""
    kinds = (wanted.kind,) if wanted.kind else ("people",) if wanted.offices else KINDS[:-1]
    for kind in kinds:
        yield from _people(tables, wanted) if kind == "people" else _others(tables, wanted, kind)


def _people(tables: ActorTables, wanted: Wanted) -> Iterator[Listed]:
    found = [
        Listed(Actor.of_person(person), held)
        for person in tables.people.values()
        for held in tables.terms_of(person.id, wanted.on) or (None,)
        if _is_wanted(person, held, wanted)
    ]
    yield from sorted(found, key=_by_office) if wanted.offices else found


def _by_office(listed: Listed) -> tuple[str, str]:
    term = listed.held.term if listed.held else None
    return (term.organisation or term.country, term.since or term.confirmed) if term else ("", "")


def _is_wanted(person: Person, held: Held | None, wanted: Wanted) -> bool:
    if held is None:
        return not wanted.offices and not wanted.on and wanted.country in ("", person.country)
    term = held.term
    if wanted.offices and not any(
        term.office == office and of in ("", term.organisation or term.country) for office, of in wanted.offices
    ):
        return False
    if wanted.on and held.standing not in ("held", "unconfirmed"):
        return False
    return wanted.country in ("", term.country or person.country)


def _others(tables: ActorTables, wanted: Wanted, kind: str) -> Iterator[Listed]:
    for actor in _actors(tables, kind):
        if wanted.country in ("", actor.country) and (not wanted.on or _may_be(actor, str(wanted.on))):
            yield Listed(actor)


def _actors(tables: ActorTables, kind: str) -> Iterable[Actor]:
    if kind == "countries":
        return map(Actor.of_country, tables.countries.values())
    if kind == "offices":
        offices = tables.offices.values()
        return (Actor(it.id, it.name, it.level, "", it.sector, source=it.source) for it in offices)
    prefix = {"armed groups": "armed:", "outlets": "outlet:"}.get(kind, "org:")
    found = (it for it in tables.organisations.values() if it.id.startswith(prefix))
    return map(Actor.of_organisation, found)


def _may_be(actor: Actor, day: str) -> bool:
    began = not actor.since or first_day(actor.since) <= day
    return began and (not actor.until or day <= last_day(actor.until))


# ---------------------------------------------------------------- one name
@dataclass(frozen=True, slots=True)
class Candidate:
    """One that a name may stand for: `by` says on what grounds, `note` on what condition."""

    by: str
    actor: Actor
    offices: tuple[Held, ...] = ()
    note: str = ""


@dataclass(slots=True)
class Answer:
    """All that a name may stand for; `note` is what the tables say of a name with several meanings."""

    name: str
    on: date
    candidates: list[Candidate] = field(default_factory=list)
    others: tuple[str, ...] = ()
    """Things it may stand for that are in no table, such as "a given name"."""
    note: str = ""

    @property
    def is_ambiguous(self) -> bool:
        """Whether it may stand for several."""
        return len(self.candidates) + len(self.others) > 1


def find(tables: ActorTables, name: str, on: date) -> Answer:
    """All that a name, id, title or word may stand for, the surest grounds first; offices as they stand on the day."""
    answer = Answer(name, on)
    seen: set[tuple[str, str, str]] = set()
    for candidate in _candidates(tables, name, on):
        actor = candidate.actor
        key = (actor.id, "" if actor.id and actor.kind != "office" else actor.name, actor.country)
        if key not in seen:
            seen.add(key)
            answer.candidates.append(candidate)
    if row := tables.ambiguous(name):
        answer.note = row.note
        answer.others = tuple(_open_meaning(one) for one in row.candidates if not _by_id(tables, one, on, ""))
    return answer


def _open_meaning(candidate: str) -> str:
    """As "person:family name": what is no row of any table."""
    kind, _, what = candidate.partition(":")
    return f"{what} ({kind})" if what else kind


def _candidates(tables: ActorTables, name: str, on: date) -> Iterator[Candidate]:
    yield from _by_id(tables, name, on, "id")
    yield from _persons(tables, tables.named(name), on, "name")
    yield from _countries(tables.country(name), "name")
    yield from (Candidate("name", Actor.of_organisation(it)) for it in tables.organisation(name))
    yield from _metonym(tables, name, on)
    yield from _countries(tables.capital_of(name), "capital", "the place, or its government where it speaks")
    yield from _countries(tables.nation(name), "adjective or demonym")
    yield from _titles(tables, name, on)
    yield from _persons(tables, tables.family(name), on, "family name")
    yield from _words(tables, name)
    if row := tables.ambiguous(name):
        for one in row.candidates:
            yield from _by_id(tables, one, on, "list of ambiguous names")
    if not tables.named(name):
        note = "the name may be the same in another romanisation"
        yield from _persons(tables, tables.spelt_like(name), on, "spelling", note)


def _by_id(tables: ActorTables, id_: str, on: date, by: str) -> Iterable[Candidate]:
    if id_ in tables.people:
        return _persons(tables, [tables.people[id_]], on, by)
    if id_ in tables.organisations:
        return [Candidate(by, Actor.of_organisation(tables.organisations[id_]))]
    country = tables.countries.get(id_.removeprefix("gov:"))
    return list(_countries([country], by)) if country else []


def _persons(tables: ActorTables, people: list[Person], on: date, by: str, note: str = "") -> list[Candidate]:
    """Those who hold an office on the day come first."""
    found = [(person, tuple(tables.terms_of(person.id, on))) for person in people]
    found.sort(key=lambda pair: _STANDINGS.index(pair[1][0].standing) if pair[1] else len(_STANDINGS))
    return [Candidate(by, Actor.of_person(person), offices, note) for person, offices in found]


_STANDINGS = ("held", "unconfirmed", "after", "before")


def _countries(countries: list[Country], by: str, note: str = "") -> Iterator[Candidate]:
    return (Candidate(by, Actor.of_country(country), note=note) for country in countries)


def _metonym(tables: ActorTables, name: str, on: date) -> Iterator[Candidate]:
    row = tables.metonym(name)
    if row is None:
        return
    for id_ in (row.actor, *row.candidates):
        for candidate in _by_id(tables, id_, on, ""):
            yield replace(candidate, by=f"metonym ({row.condition})", note=row.note)


def _titles(tables: ActorTables, words: str, on: date) -> Iterator[Candidate]:
    """The offices that a title names, with their holders on the day where the title alone tells whose they are."""
    for title in tables.title(words):
        office, of = tables.offices[title.office], title.organisation or title.country
        holders = tables.holders(office.id, of, on, unconfirmed=True) if of else ()
        actor = Actor(office.id, title.title, "office", title.country, office.sector, source=title.source)
        yield Candidate("title", actor, tuple(holders), title.note)


def _words(tables: ActorTables, word: str) -> Iterator[Candidate]:
    role = tables.role(word)
    if role and not tables.title(word):  # a title says what the noun says, and more
        actor = Actor("", role.noun, f"role noun, {role.number}", "", role.sector, source=role.source)
        yield Candidate("word", actor, note=role.note)
    if people := tables.people_of(word):
        where = f"lives in {', '.join(people.countries)}" if people.countries else ""
        note = "; ".join(part for part in (where, people.note) if part)
        yield Candidate("word", Actor("", people.word, people.kind, source=people.source), note=note)


# ---------------------------------------------------------------- for programs
def as_row(tables: ActorTables, listed: Listed) -> dict[str, Any]:
    """A line of a list as flat JSON: every row has every key; source and licence are those of the office, if any."""
    office = as_office(tables, listed.held) if listed.held else dict.fromkeys(OFFICE_KEYS, "")
    actor = as_actor(tables, listed.actor)
    return actor | {key: cell or actor.get(key, "") for key, cell in office.items()}


def as_actor(tables: ActorTables, actor: Actor) -> dict[str, Any]:
    """An actor as JSON."""
    return {
        "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "sector": actor.sector,
        "aliases": list(actor.aliases), "wikidata": actor.wikidata, "from": actor.since, "to": actor.until,
        **_provenance(tables, actor.source),
    }  # fmt: skip


OFFICE_KEYS = (
    "office", "title", "country", "organisation", "sector", "from", "to", "confirmed", "standing", "source", "licence",
    "as_of",
)  # fmt: skip


def as_office(tables: ActorTables, held: Held) -> dict[str, str]:
    """An office that somebody held as JSON."""
    term = held.term
    cells = (
        term.office, term.title or held.office.name, term.country, term.organisation, held.office.sector, term.since,
        term.until, term.confirmed, held.standing, *_provenance(tables, term.source).values(),
    )  # fmt: skip
    return dict(zip(OFFICE_KEYS, cells, strict=True))


def _provenance(tables: ActorTables, key: str) -> dict[str, str]:
    """A row's source; a user's own may be none of ours."""
    source = tables.sources.get(key)
    return {"source": key, "licence": source.licence if source else "", "as_of": source.as_of if source else ""}


def as_answer(tables: ActorTables, answer: Answer) -> dict[str, Any]:
    """All that a name may stand for as JSON."""
    candidates = [
        {"by": it.by, "note": it.note}
        | as_actor(tables, it.actor)
        | {"offices": [{"holder": held.person.id, **as_office(tables, held)} for held in it.offices]}
        for it in answer.candidates
    ]
    return {
        "name": answer.name, "on": str(answer.on), "ambiguous": answer.is_ambiguous, "note": answer.note,
        "others": list(answer.others), "candidates": candidates,
    }  # fmt: skip
