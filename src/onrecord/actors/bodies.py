"""Bodies: governments, peoples, organisations, armed groups and outlets, by the tables or by their own names."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.actors.chains import Chain
from onrecord.actors.context import Context
from onrecord.actors.grounds import LIKELY, OPEN, SURE, Grounds, longest_name, names_of
from onrecord.actors.guesses import GUESSED, where
from onrecord.actors.people import People
from onrecord.actors.phrases import Phrase
from onrecord.actors.rows import Country, Organisation, slug
from onrecord.actors.tables import ActorTables
from onrecord.actors.told import Told, countries_in
from onrecord.doc import Doc, Name, WordRange
from onrecord.places.governments import capital_acts
from onrecord.record import Actor
from onrecord.statements.cast import shown

__all__ = ["Bodies", "governs"]

_COMMON = frozenset(
    "national security supreme high central state foreign interior home defence defense justice finance election "
    "electoral general staff chief public prosecutor constitutional of and the for people's".split()
)
"""Words in the names of the bodies of many states."""
_AMERICAN = "place:US state"
_GOVERNMENTS = frozenset("government administration regime".split())


@dataclass(slots=True)
class Bodies:
    """The bodies of one report; `people` tells who governs."""

    grounds: Grounds
    people: People

    @property
    def doc(self) -> Doc:
        """Of the grounds."""
        return self.grounds.doc

    @property
    def tables(self) -> ActorTables:
        """Of the grounds."""
        return self.grounds.tables

    @property
    def context(self) -> Context:
        """Of the grounds."""
        return self.grounds.context

    def nation(self, chain: Chain) -> Actor:
        """A people, by its demonym."""
        name = longest_name(self.doc, chain)
        nations = self.tables.nation(name)
        people = self.tables.people_of(name)
        if any(self.doc.words[phrase.words.start].lower() == "ethnic" for phrase in chain.phrases):
            why = {"name": "countries table: an ethnic group, not the country's", "sector": "a people: civilians"}
            return Actor(f"people:{slug(name)}", name, "people", sector="CVL", confidence=LIKELY, reasons=why)
        number = "people" if name.endswith(("s", "ese", "ish", "ch")) or (people is not None) else "person"
        if len(nations) == 1:
            row = f"countries table, {nations[0].iso3}"
            return Actor(
                f"people:{nations[0].iso3}",
                name,
                number,
                country=nations[0].iso3,
                sector="CVL",
                confidence=LIKELY,
                reasons={"name": "countries table: a demonym", "country": row, "sector": "a people: civilians"},
            )
        if people is not None:
            country = people.countries[0] if len(people.countries) == 1 else ""
            return Actor(f"people:{slug(people.word)}", name, "people", country=country, confidence=LIKELY,
                         reasons={"name": f"peoples table: {people.kind}"})  # fmt: skip
        return Actor(f"named:{slug(name)}", name, number, confidence=OPEN, reasons={"name": "the text's own words"})

    def government(self, chain: Chain) -> Actor | None:
        """A country, or a capital that speaks or acts, is its government; a name that another place has may be that."""
        country = self.tables.government(chain.figure.name) if chain.figure is not None else None
        names = list(dict.fromkeys(names_of(self.doc, chain)))
        for name in names:
            if len(several := self._candidates(name)) > 1:
                return self._one_of(name, several, chain)
        if names and country is not None:
            return self._of_country(country, SURE, f"countries table: {names[0]!r}")
        return (
            self._of_country(country, LIKELY, "who issued the text, or a government by its country")
            if country
            else None
        )

    def _candidates(self, name: str) -> list[str]:
        """The countries that a name may stand for, and the American state; people and rivers don't act as countries."""
        row = self.tables.ambiguous(name)
        return [one for one in row.candidates if one.startswith("gov:") or one == _AMERICAN] if row else []

    def mistaken(self, chain: Chain) -> Actor | None:
        """A capital or a house that was taken for a person: "Kinshasa said", "the Kremlin said"."""
        names = list(dict.fromkeys(names_of(self.doc, chain)))
        named = [phrase.name for phrase in chain.phrases if phrase.name is not None]
        if len(names) != 1 or any(name.end - name.start > 1 for name in named):
            return None
        acts = self._acts(chain)
        metonym = self.tables.metonym(names[0])
        if metonym and metonym.actor in self.tables.organisations and (metonym.condition == "always" or acts):
            return self._of_organisation(self.tables.organisations[metonym.actor], [], f"metonyms table: {names[0]!r}")
        found = self.tables.capital_of(names[0])
        if len(found) != 1:
            return None
        why = f"countries table: the capital {names[0]!r}"
        return self._of_country(found[0], GUESSED, why) if acts else Actor("", names[0], "place")

    def _one_of(self, name: str, candidates: Sequence[str], chain: Chain) -> Actor | None:
        """The candidate whose country the report names most; else the first, which is the likeliest."""
        governments = [one.split(":")[1] for one in candidates if one.startswith("gov:")]
        options = [self.tables.countries[code] for code in governments if code in self.tables.countries]
        if not options:
            return None
        counts = self.context.countries
        best = max(options, key=lambda country: counts[country.iso3])
        elsewhere = _AMERICAN in candidates and counts["USA"] > counts[best.iso3]
        if elsewhere or (chain.kind == "place" and self._lies_elsewhere(chain, {one.iso3 for one in options})):
            return Actor("", name, "place")
        clear = counts[best.iso3] > sum(counts[one.iso3] for one in options if one is not best)
        likely = clear or (best is options[0] and not any(counts[one.iso3] for one in options))
        actor = self._of_country(
            best, LIKELY if likely else GUESSED, f"countries table: {name!r}, by the report's context"
        )
        return replace(actor, candidates=tuple(candidates)) if len(candidates) > 1 else actor

    def _lies_elsewhere(self, chain: Chain, codes: set[str]) -> bool:
        """Whether the places of the report know the name as one in another country."""
        starts = (self.doc.spans[phrase.name.start][0] for phrase in chain.phrases if phrase.name is not None)
        found = {code for start in starts if (code := self.context.country_at.get(start))}
        return bool(found) and not found & codes

    def unnamed_government(self, actor: Actor, phrase: Phrase) -> Actor:
        """ "the Iraqi government", "the Biden administration"; "the government" perhaps of what the report is about."""
        if country := self._governed(phrase, actor.country):
            return self._of_country(self.tables.countries[country], LIKELY, "a government, by its country")
        country, why = where(self.context)
        if country and phrase.definite and not phrase.plural:
            return self._of_country(self.tables.countries[country], OPEN, why)
        return replace(actor, kind="government", sector="GOV")

    def _governed(self, phrase: Phrase, country: str) -> str:
        """Whose government it is: a country's, or that of somebody in office ("the Biden administration")."""
        if country:
            return country
        for name in self.doc.names:
            if name.kind == "person" and phrase.words.start <= name.start and name.end <= phrase.words.end:
                return self.people.governed_by(self.doc.words[name.end - 1])
        return ""

    def _of_country(self, country: Country, confidence: float, why: str) -> Actor:
        row = f"countries table, {country.iso3}"
        return Actor(
            country.id,
            country.government,
            "government",
            country=country.iso3,
            sector="GOV",
            wikidata=country.wikidata or None,
            confidence=confidence,
            reasons={"name": why, "country": row, "sector": row},
        )

    def organisation(self, chain: Chain, told: list[Told]) -> Actor:
        """An organisation, armed group or outlet; also a place, where the tables know no body of that name."""
        names = list(dict.fromkeys(names_of(self.doc, chain)))
        acts = chain.kind != "place" or self._acts(chain)
        for name in sorted(names, key=lambda one: -len(one)):
            metonym = self.tables.metonym(name)
            if metonym and metonym.actor in self.tables.organisations and (metonym.condition == "always" or acts):
                return self._of_organisation(self.tables.organisations[metonym.actor], [], f"metonyms table: {name!r}")
            if acts and (found := self._bodies(name, told)):
                return self._of_organisation(found[0], found, f"organisations table: {name!r}")
        if chain.kind == "place":
            return Actor("", names[0] if names else "", "place")
        return self._unlisted(chain, told)

    def _acts(self, chain: Chain) -> bool:
        """Whether what was read as a place speaks or does something."""
        names = (phrase.name for phrase in chain.phrases if phrase.name is not None)
        spoken = any(tie.rule == "source" for tie in chain.ties)
        return spoken or any(capital_acts(self.doc, WordRange(name.start, name.end)) for name in names)

    def _bodies(self, name: str, told: list[Told]) -> list[Organisation]:
        """Organisations of that name, those of the country that the text tells first; only those alive on the day."""
        found = [one for one in self.tables.organisation(name) if self._alive(one)]
        if not found:
            first, _, rest = name.partition(" ")
            nations = self.tables.nation(first) or self.tables.country(first)
            if rest and len(nations) == 1:
                found = [one for one in self.tables.organisation(rest) if one.country == nations[0].iso3]
        country, _ = self.grounds.country_told(told)
        if self.context.about and self._is_common(name):
            here = {*self.context.countries, self.context.home}
            found = [one for one in found if not one.country or one.country in here]
        return sorted(
            found, key=lambda one: (one.country != country if country else False, -self.context.countries[one.country])
        )

    def _is_common(self, name: str) -> bool:
        """Whether bodies of many countries have that name: "National Security Council"."""
        words = {word.lower() for word in name.split()}
        return words <= _COMMON | set(self.tables.name_words) and " " in name

    def _alive(self, one: Organisation) -> bool:
        day = self.context.day
        return not day or ((not one.since or one.since[:4] <= day[:4]) and (not one.until or day[:4] <= one.until[:4]))

    def _of_organisation(self, one: Organisation, found: Sequence[Organisation], why: str) -> Actor:
        kind = one.kind if one.kind in ("armed group", "outlet") else "organisation"
        row = f"organisations table, {one.id}"
        reasons = {"name": why, **({"country": row} if one.country else {}), **({"sector": row} if one.sector else {})}
        return Actor(
            one.id,
            one.name,
            kind,
            country=one.country,
            sector=one.sector,
            wikidata=one.wikidata or None,
            candidates=tuple(other.id for other in found[:5]) if len(found) > 1 else (),
            confidence=SURE if len(found) < 2 else GUESSED,
            reasons=reasons,
        )

    def _unlisted(self, chain: Chain, told: list[Told]) -> Actor:
        """An organisation that no table holds: its own words tell country and sector ("Iraqi Ministry of Defence")."""
        name = chain.figure.name if chain.figure else longest_name(self.doc, chain)
        own = [self._words_of_name(phrase, phrase.name) for phrase in chain.phrases if phrase.name is not None]
        kind = "outlet" if chain.figure and chain.figure.kind == "outlet" else "organisation"
        actor = self.grounds.actor(f"named:{slug(name)}", shown(name), kind, [*own, *told], LIKELY)
        if _GOVERNMENTS & {word.lower() for word in name.split()}:
            country = actor.country or self.people.governed_by(name.split()[0])
            if country:
                return self._of_country(self.tables.countries[country], LIKELY, "a government, by its country")
        if kind == "outlet" or actor.sector == "MED":
            actor = replace(actor, kind="outlet")
            return replace(actor, sector="MED", reasons={**actor.reasons, "sector": "an outlet by its name"})
        return actor

    def _words_of_name(self, phrase: Phrase, name: Name) -> Told:
        told = self.grounds.words(phrase.words, name.end - 1)
        words = [self.doc.words[word].lower() for word in range(name.start, name.end)]
        sector = next((self.tables.name_words[word] for word in reversed(words) if word in self.tables.name_words), "")
        inside = next(
            countries_in(self.doc, WordRange(name.start, name.end), -1, self.tables, self.context.country_at), ("", "")
        )
        country, how = (told.country, told.how) if told.country else inside
        return replace(
            told,
            sector=sector or told.sector,
            noun=told.noun or words[-1],
            office="",
            title="",
            country=country,
            how=how,
        )


def governs(told: Sequence[Told]) -> bool:
    """Whether a phrase is for a government."""
    return bool(told) and told[0].noun.rpartition(" ")[2] in _GOVERNMENTS
