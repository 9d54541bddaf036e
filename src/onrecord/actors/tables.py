"""The tables behind actors: people and the offices they held, organisations, armed groups, outlets, countries, words.

>>> tables = load_actors()
>>> [held.person.name for held in tables.holders("foreign-minister", "RUS", "2024-06-18")]
['Sergei Lavrov']
>>> tables.title("Foreign Secretary")[0].country
'GBR'

Each table is read when it is first asked for. What a name may stand for is listed, never decided, here.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

from onrecord.actors.overlays import Entry, Problem, by_line, examine, lay_over
from onrecord.actors.rows import (
    Ambiguous,
    Country,
    Held,
    Metonym,
    Office,
    Organisation,
    People,
    Person,
    RoleNoun,
    Source,
    Standing,
    Term,
    Title,
    cells_of,
    items,
    slug,
)
from onrecord.actors.spellings import family_key, name_key, skeleton
from onrecord.codebooks.lemmas import lemma_candidates
from onrecord.errors import CodebookError

__all__ = ["ActorTables", "laid_over", "load_actors"]

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class ActorTables:
    """The shipped tables with the user's own laid over them, and the ways to look things up."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self._entries = tuple(entries)

    # ------------------------------------------------------------ the tables
    @cached_property
    def sources(self) -> dict[str, Source]:
        """By key."""
        return {cells[0]: Source(*cells) for cells in cells_of("sources")}

    @cached_property
    def countries(self) -> dict[str, Country]:
        """By ISO 3166-1 alpha-3 code."""
        return {
            cells[0]: Country(*cells[:3], *map(items, cells[3:7]), *cells[7:])  # type: ignore[arg-type]
            for cells in cells_of("countries")
        }

    @cached_property
    def offices(self) -> dict[str, Office]:
        """By id."""
        return {
            id_: Office(id_, name, level, sector, single == "yes", source)
            for id_, name, level, sector, single, source in cells_of("offices")
        }

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Organisations, armed groups and outlets, by id."""
        found = [_organisation(cells) for name in ("organisations", "armed_groups") for cells in cells_of(name)]
        found += [
            Organisation(f"outlet:{slug(name)}", name, "outlet", country, "MED", items(aliases), "", "", "", source)
            for name, aliases, country, _, source in cells_of("outlets")
        ]
        by_id = {organisation.id: organisation for organisation in found}
        ids = {name_key(organisation.name): organisation.id for organisation in found}
        for entry in self._entries:
            if entry.kind != "person":
                own = entry.organised()
                own = replace(own, id=ids.get(name_key(own.name), own.id))
                by_id[own.id] = own
        return by_id

    @cached_property
    def people(self) -> dict[str, Person]:
        """By id."""
        return self._people_and_terms[0]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """All terms, in the order of the table; the user's last."""
        return self._people_and_terms[1]

    @cached_property
    def _people_and_terms(self) -> tuple[dict[str, Person], tuple[Term, ...]]:
        people = {
            cells[0]: Person(cells[0], cells[1], items(cells[2]), items(cells[3]), *cells[4:])
            for cells in cells_of("people")
        }
        terms = [Term(*cells) for cells in cells_of("terms")]
        own = [entry for entry in self._entries if entry.kind == "person"]
        laid = lay_over(people, terms, own, self.offices) if own else (people, terms)
        return laid[0], tuple(laid[1])

    @cached_property
    def _titles(self) -> dict[str, list[Title]]:
        return _grouped((name_key(cells[0]), Title(*cells)) for cells in cells_of("titles"))

    @cached_property
    def _metonyms(self) -> dict[str, Metonym]:
        return {
            name_key(string): Metonym(string, actor, condition, items(candidates), note, source)
            for string, actor, condition, candidates, note, source in cells_of("metonyms")
        }

    @cached_property
    def _roles(self) -> dict[str, RoleNoun]:
        return {name_key(cells[0]): RoleNoun(*cells) for cells in cells_of("role_nouns")}

    @cached_property
    def _role_plurals(self) -> dict[str, RoleNoun]:
        return {name_key(role.plural): role for role in self._roles.values() if role.plural}

    @cached_property
    def _peoples(self) -> dict[str, People]:
        found = (
            People(word, kind, items(countries), plural, note, source)
            for word, kind, countries, plural, note, source in cells_of("peoples")
        )
        return {name_key(word): people for people in found for word in (people.word, *items(people.plural))}

    @cached_property
    def _ambiguous(self) -> dict[str, Ambiguous]:
        return {
            name_key(string): Ambiguous(string, items(candidates), note, source)
            for string, candidates, note, source in cells_of("ambiguous")
        }

    @cached_property
    def name_words(self) -> dict[str, str]:
        """The sector that a word of an organisation's name tells, in lower case."""
        return {word: sector for word, sector, _ in cells_of("name_words")}

    # ------------------------------------------------------------ indexes
    @cached_property
    def _by_name(self) -> dict[str, list[Person]]:
        return _grouped(
            (key, person)
            for person in self.people.values()
            for key in dict.fromkeys(map(name_key, (person.name, *person.aliases)))
        )

    @cached_property
    def _by_family(self) -> dict[str, list[Person]]:
        return _grouped((family_key(part), person) for person in self.people.values() for part in person.family)

    @cached_property
    def _by_skeleton(self) -> dict[str, list[Person]]:
        return _grouped(
            (bones, person)
            for person in self.people.values()
            for bones in dict.fromkeys(map(skeleton, (person.name, *person.aliases)))
        )

    @cached_property
    def _organisations_by_name(self) -> dict[str, list[Organisation]]:
        return _grouped(
            (key, organisation)
            for organisation in self.organisations.values()
            for key in dict.fromkeys(map(name_key, (organisation.name, *organisation.aliases)))
        )

    @cached_property
    def _countries_by_name(self) -> dict[str, list[Country]]:
        return _grouped(
            (key, country)
            for country in self.countries.values()
            for key in dict.fromkeys(map(name_key, (country.name, *country.aliases)))
        )

    @cached_property
    def _governments(self) -> dict[str, Country]:
        return {country.government: country for country in self.countries.values()}

    @cached_property
    def _countries_by_capital(self) -> dict[str, list[Country]]:
        return _grouped((name_key(name), country) for country in self.countries.values() for name in country.capitals)

    @cached_property
    def _countries_by_people(self) -> dict[str, list[Country]]:
        return _grouped(
            (key, country)
            for country in self.countries.values()
            for key in dict.fromkeys(map(name_key, (*country.people, *country.plurals)))
        )

    @cached_property
    def _terms_by_person(self) -> dict[str, list[Term]]:
        return _grouped((term.person, term) for term in self.terms)

    @cached_property
    def _terms_by_office(self) -> dict[tuple[str, str], list[Term]]:
        return _grouped(((term.office, term.organisation or term.country), term) for term in self.terms)

    def government(self, name: str) -> Country | None:
        """The country whose government has that name: "Government of Russia"."""
        return self._governments.get(name)

    # ------------------------------------------------------------ people
    def named(self, name: str) -> list[Person]:
        """People of that full name, by any spelling in the tables."""
        return list(self._by_name.get(name_key(name), ()))

    def family(self, name: str) -> list[Person]:
        """People of that family name."""
        return list(self._by_family.get(family_key(name), ()))

    def spelt_like(self, name: str) -> list[Person]:
        """People whose first and last names may be the same in another romanisation: a proposal only."""
        return list(self._by_skeleton.get(skeleton(name), ())) if " " in name_key(name) else []

    def terms_of(self, person: str, day: date | str | None) -> list[Held]:
        """All terms of a person (an id) with their standing on the day: those held first, then the latest."""
        found = [
            Held(self.people[person], self.offices[term.office], term, term.standing(day))
            for term in reversed(self._terms_by_person.get(person, ()))
        ]
        return sorted(found, key=lambda held: _ORDER[held.standing])

    def holders(self, office: str, of: str, day: date | str | None, *, unconfirmed: bool = False) -> list[Held]:
        """Who held an office (an id) of a country (code) or organisation (id) on the day.

        With `unconfirmed` also those of whom it is not known, after those of whom it is.
        """
        wanted = ("held", "unconfirmed") if unconfirmed else ("held",)
        found = [
            Held(self.people[term.person], self.offices[term.office], term, standing)
            for term in self._terms_by_office.get((office, of), ())
            if (standing := term.standing(day)) in wanted
        ]
        return sorted(found, key=lambda held: _ORDER[held.standing])

    def title(self, words: str) -> list[Title]:
        """The offices that a title names, without its country: "Prime Minister", "Secretary of State"."""
        return list(self._titles.get(name_key(words), ()))

    # ------------------------------------------------------------ countries and organisations
    def country(self, name: str) -> list[Country]:
        """Countries by name or alias; more than one where it is ambiguous."""
        return list(self._countries_by_name.get(name_key(name), ()))

    def capital_of(self, name: str) -> list[Country]:
        """Countries whose government a capital's name may stand for."""
        return list(self._countries_by_capital.get(name_key(name), ()))

    def nation(self, word: str) -> list[Country]:
        """Countries by adjective or demonym, singular or plural: "Russian", "Russians", "Frenchmen"."""
        key = name_key(word)
        return list(self._countries_by_people.get(key) or self._countries_by_people.get(key.removesuffix("s")) or ())

    def people_of(self, word: str) -> People | None:
        """A people that is no country's nation: "Kurds", "Chechen", "European"."""
        key = name_key(word)
        return self._peoples.get(key) or self._peoples.get(key.removesuffix("s"))

    def organisation(self, name: str) -> list[Organisation]:
        """Organisations, armed groups and outlets by name or alias."""
        return list(self._organisations_by_name.get(name_key(name), ()))

    def metonym(self, words: str) -> Metonym | None:
        """What a place's or building's name stands for: "the Kremlin"."""
        return self._metonyms.get(name_key(words))

    def role(self, noun: str) -> RoleNoun | None:
        """The row of a noun in singular or plural: "rebels", "police", "spokeswomen"."""
        key = name_key(noun)
        if found := self._roles.get(key) or self._role_plurals.get(key):
            return found
        before, _, last = key.rpartition(" ")
        forms = (f"{before} {form}".strip() for form in lemma_candidates(last))
        return next((self._roles[form] for form in forms if form in self._roles), None)

    def ambiguous(self, name: str) -> Ambiguous | None:
        """All that a name may stand for, where the tables know several."""
        return self._ambiguous.get(name_key(name))


_ORDER: dict[Standing, int] = {"held": 0, "unconfirmed": 1, "after": 2, "before": 3}


def _grouped(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, list[_Value]]:
    found: defaultdict[_Key, list[_Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)


def _organisation(cells: list[str]) -> Organisation:
    id_, name, kind, country, sector, aliases, wikidata, since, until, source = cells
    return Organisation(id_, name, kind, country, sector, items(aliases), wikidata, since, until, source)


def load_actors(path: Path | None = None) -> ActorTables:
    """Our tables, with the user's own table laid over them; raises CodebookError, and then nothing is loaded."""
    if path is None:
        return _shipped()
    tables, problems = laid_over(path)
    if problems:
        raise CodebookError(str(problems[0]))
    return tables


def laid_over(path: Path) -> tuple[ActorTables, list[Problem]]:
    """Our tables with those rows of the user's laid over them that are right by themselves, and all that is wrong.

    Raises CodebookError if the file is no table at all.
    """
    entries, problems = examine(path, _shipped().offices)
    tables = ActorTables(entries)
    problems += [
        Problem(entry.where, "organisation", f"{entry.organisation!r} is no id in the tables")
        for entry in entries
        if entry.organisation and entry.organisation not in tables.organisations
    ]
    return tables, sorted(problems, key=by_line)


@lru_cache(maxsize=1)
def _shipped() -> ActorTables:
    return ActorTables()
