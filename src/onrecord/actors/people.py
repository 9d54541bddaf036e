"""People: who a name or a title alone means, and what office that person holds on the report's day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.actors.chains import Chain
from onrecord.actors.grounds import LIKELY, SURE, Grounds, longest_name
from onrecord.actors.guesses import GUESSED
from onrecord.actors.rows import Country, Held, Person, slug
from onrecord.actors.spellings import name_key, skeleton
from onrecord.actors.tables import ActorTables
from onrecord.actors.told import Told
from onrecord.record import Actor

__all__ = ["People"]

_RANK = {"head of state": 0, "monarch": 0, "head of government": 0, "minister": 1, "head": 1, "deputy head": 1}
_PLAIN = frozenset("of for and the minister secretary state deputy chief head director union federal".split())
"""Words of many offices."""


@dataclass(slots=True)
class People:
    """The people of one report."""

    grounds: Grounds

    @property
    def tables(self) -> ActorTables:
        """Of the grounds."""
        return self.grounds.tables

    @property
    def day(self) -> str | None:
        """Of the report, None where it is not known."""
        return self.grounds.context.day or None

    def named(self, chain: Chain, told: list[Told]) -> Actor:
        """The person whom a chain of names means."""
        name = longest_name(self.grounds.doc, chain)
        found, why = self._candidates(name, told)
        if found:
            return self._listed(found, why, name, told)
        return self.grounds.actor(f"named:{slug(name)}", name, "person", told, LIKELY)

    def _candidates(self, name: str, told: list[Told]) -> tuple[list[Person], str]:
        """People of the tables whom the name may mean, those whom the text's words fit first."""
        if " " in name_key(name):
            people, why = self.tables.named(name), "full name"
            if not people:
                people, why = self._romanised(name, told), "another romanisation of the name of who holds the office"
            fitting = (one for one in people if self._fit(one, told) >= 0)
            return sorted(fitting, key=lambda one: -self._fit(one, told)), why
        family = dict.fromkeys(self.tables.family(name))
        people = [one for one in family if self._fit(one, told) > 1 or self._is_known(one, told)]
        return sorted(people, key=lambda one: (-self._fit(one, told), self._rank(one))), "family name"

    def _romanised(self, name: str, told: list[Told]) -> list[Person]:
        """Who holds an office that the text tells, and is spelt otherwise there: "Sergej Lawrow"."""
        bones = skeleton(name)
        found = [
            held.person
            for one in told
            if one.office and (of := one.organisation or one.country)
            for held in self.tables.holders(one.office, of, self.day, unconfirmed=True)
            if bones in map(skeleton, (held.person.name, *held.person.aliases))
        ]
        return list(dict.fromkeys(found))

    def _is_known(self, person: Person, told: list[Told]) -> bool:
        """A head of state or government is called by the family name alone, if nothing in the text is against it."""
        held = self._held(person)
        if held is None or self._fit(person, told) < 0 or held.office.level not in _RANK:
            return False
        return bool(self.grounds.context.countries[held.term.country]) or _RANK[held.office.level] == 0

    def _near(self, person: Person, told: list[Told]) -> bool:
        """Whether the report names the person's country, or tells something of the person."""
        return self._fit(person, told) > 0

    def _rank(self, person: Person) -> tuple[int, int]:
        held = self._held(person)
        country = held.term.country if held else person.country
        return (_RANK.get(held.office.level, 2) if held else 3, -self.grounds.context.countries[country])

    def _held(self, person: Person) -> Held | None:
        """The office that a person holds, or may hold, on the report's day."""
        if self.day is None:
            return None
        terms = self.tables.terms_of(person.id, self.day)
        open_terms = [held for held in terms if held.standing in ("held", "unconfirmed")]
        return min(
            open_terms, key=lambda held: (held.standing != "held", _RANK.get(held.office.level, 2)), default=None
        )

    def _fit(self, person: Person, told: list[Told]) -> int:
        """How well a person answers what the text tells: below 0 where it is against it."""
        score = 0
        terms = self.tables.terms_of(person.id, self.day)
        countries = {person.country, *(held.term.country for held in terms)} - {""}
        for one in told:
            if one.country and countries:
                score += 2 if one.country in countries else -3
            if one.office:
                score += 2 if any(held.term.office == one.office for held in terms) else -1
        if self.grounds.context.countries and countries & set(self.grounds.context.countries):
            score += 1
        return score

    def _listed(self, found: Sequence[Person], why: str, name: str, told: list[Told]) -> Actor:
        person = found[0]
        actor = self._with_office(person, told)
        several = len(found) > 1 and self._fit(found[1], told) >= self._fit(person, told) - 1
        full = why == "full name"
        return replace(
            actor,
            name=person.name if not full else name,
            candidates=tuple(one.id for one in found[:5]) if several else (),
            confidence=GUESSED if several or not (full or self._near(person, told)) else SURE if full else LIKELY,
            reasons={**actor.reasons, "name": f"people table, {person.id}: by {why} {name!r}"},
        )

    def _with_office(self, person: Person, told: list[Told]) -> Actor:
        """The person with country, sector and office on the report's day: the tables', else the text's."""
        held, current = self._held(person), [one for one in told if (one.office or one.sector) and not one.former]
        base = Actor(person.id, person.name, "person", country=person.country, wikidata=person.wikidata or None)
        former = any(one.former for one in told)
        reasons = {"country": f"people table, {person.id}"}
        words = self.grounds.actor(base.id, base.name, "person", told, SURE)
        own = next((one for one in current if self.grounds.tells_office(one)), None)
        if (
            held is not None
            and not (former and held.standing != "held")
            and not (own and self._told_otherwise(own, person))
        ):
            return self._in_office(base, held, agreed=any(one.office == held.term.office for one in current))
        if words.sector or words.office:
            over = self._known_over(own, person) if own else ""
            said = {**reasons, **words.reasons}
            return replace(
                base,
                country=words.country or person.country,
                sector=words.sector,
                office=words.office,
                unconfirmed=bool(over),
                reasons={**said, "office": f"{said.get('office', '')}; {over}"} if over else said,
            )
        why = "none on the report's day in the terms table" if self.day else "unknown: the report has no day"
        return replace(base, reasons={**reasons, "office": why})

    def _known_over(self, own: Told, person: Person) -> str:
        """What the tables say against an office that the text gives: that it had ended, or not begun."""
        terms = [one for one in self.tables.terms_of(person.id, self.day) if one.term.office == own.office]
        standing = {one.standing for one in terms}
        if not terms or not self.day or standing & {"held", "unconfirmed"}:
            return ""
        last = terms[0].term
        return f"but in the terms table it is from {last.since or '?'} to {last.until or '?'}"

    def _told_otherwise(self, own: Told, person: Person) -> bool:
        """Whether the text names an office that the tables don't know the person to hold: the text is of its day."""
        if not self.day or not self.grounds.tells_office(own):
            return False
        terms = self.tables.terms_of(person.id, self.day)
        held = [one for one in terms if one.standing in ("held", "unconfirmed") and one.term.office == own.office]
        return not any(self.tables.offices[own.office].single or _alike(own.words, one.term.title) for one in held)

    def _in_office(self, base: Actor, held: Held, *, agreed: bool) -> Actor:
        term = held.term
        last = f"to {term.until}" if term.until else f"confirmed on {term.confirmed or 'no day'}"
        where = f"terms table, {held.office.id} from {term.since or '?'}, {last}"
        sure = held.standing == "held"
        doubt = "" if sure else "; the text says so too" if agreed else "; nobody has confirmed it for the day"
        return replace(
            base,
            country=self._country_of(held, held.person),
            sector=_sector(self.tables, held),
            office=_office(self.tables, held),
            unconfirmed=not sure and not agreed,
            reasons={"country": where, "sector": where, "office": where + doubt},
        )

    def _country_of(self, held: Held, person: Person) -> str:
        if held.term.organisation:
            known = self.tables.organisations.get(held.term.organisation)
            return known.country if known else ""
        return held.term.country or person.country

    def governed_by(self, family: str) -> str:
        """The country that somebody of that name governs on the day."""
        held = (self._held(one) for one in self.tables.family(family))
        codes = {one.term.country for one in held if one and _RANK.get(one.office.level) == 0}
        return codes.pop() if len(codes) == 1 else ""

    def holder(self, told: list[Told]) -> Actor | None:
        """Who holds the office that a title alone names, on the report's day: "the Foreign Secretary"."""
        for one in told:
            if not one.office or one.former or not self.day or not self.tables.offices[one.office].single:
                continue
            country, guessed = one.country, False
            if not country and not one.organisation and one.title[:1].isupper() and self.grounds.context.home:
                country, guessed = self.grounds.context.home, True
            of = one.organisation or country
            holders = self.tables.holders(one.office, of, self.day, unconfirmed=True) if of else []
            people = list(dict.fromkeys(held.person.id for held in holders))
            if len(people) == 1 or (
                holders and holders[0].standing == "held" and sum(h.standing == "held" for h in holders) == 1
            ):
                held = holders[0]
                actor = self._with_office(held.person, [])
                why = f"who holds the office {one.title!r} on the report's day" + (
                    ", of the outlet's country" if guessed else ""
                )
                return replace(
                    actor,
                    candidates=tuple(people[:5]) if len(people) > 1 else (),
                    confidence=GUESSED if guessed or held.standing != "held" else LIKELY,
                    unconfirmed=held.standing != "held",
                    reasons={**actor.reasons, "name": f"terms table: {why}"},
                )
        return None


def _alike(words: str, title: str) -> bool:
    """Whether two names of an office share a word that tells it: "Civil Aviation Minister", "Minister of Aviation"."""
    own, other = (set(name_key(text).split()) - _PLAIN for text in (words, title))
    return not own or not other or bool(own & other)


def _sector(tables: ActorTables, held: Held) -> str:
    of = tables.organisations.get(held.term.organisation)
    return of.sector if of and of.sector else held.office.sector


def _office(tables: ActorTables, held: Held) -> str:
    """ "Foreign Minister of Russia": the title as listed, with whose it is."""
    title = held.term.title or held.office.name
    of = tables.organisations.get(held.term.organisation)
    country = tables.countries.get(held.term.country)
    whose = of.name if of else _with_article(country) if country else ""
    return f"{title} of {whose}" if whose and (not country or country.name not in title) else title


def _with_article(country: Country) -> str:
    """ "the United Kingdom", as the name of its government has it."""
    whose = country.government.removeprefix("Government of ")
    return whose if whose != country.government else f"the {country.name}"
