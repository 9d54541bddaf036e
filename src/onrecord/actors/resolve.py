"""Whom a chain means: an actor of the tables, else what the text's own words tell of it, else its kind alone.

No office is asserted outside its dates: past the last confirmation it is `unconfirmed`. A name that may stand for several
is decided by the report's words and context, and says so by its candidates and its confidence.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.actors.chains import Chain
from onrecord.actors.context import Context
from onrecord.actors.guesses import GUESSED, guess, where
from onrecord.actors.phrases import Phrase, kind_of_noun
from onrecord.actors.rows import Country, Held, Organisation, Person, slug
from onrecord.actors.spellings import name_key, skeleton
from onrecord.actors.tables import ActorTables
from onrecord.actors.told import Told, countries_in, read_words
from onrecord.doc import Doc, Name, WordRange
from onrecord.record import Actor
from onrecord.statements.cast import shown

__all__ = ["Resolver"]

SURE, LIKELY, OPEN = 0.97, 0.85, 0.4
"""That an actor is the one it is taken for: one candidate by full name and country; by what the text tells of it; with
nothing but the words themselves. Set by hand."""
_TITLE_WORDS = frozenset("the a an mr mrs ms dr sir lord lady".split())
_RANK = {"head of state": 0, "monarch": 0, "head of government": 0, "minister": 1, "head": 1, "deputy head": 1}
_NO_OFFICE = frozenset(("leader", "commander", "spokesperson"))
"""Levels whose titles may be a rank or a part as well: "General", "leader"."""
_HOW = {
    "title": "the title alone tells it",
    "adjective": "an adjective in the phrase",
    "name": "a country named in the phrase",
    "place": "a place named in the phrase",
}
_PLAIN = frozenset("of for and the minister secretary state deputy chief head director union federal".split())
"""Words of many offices."""
_COMMON = frozenset(
    "national security supreme high central state foreign interior home defence defense justice finance election electoral "
    "general staff chief public prosecutor constitutional of and the for people's".split()
)
"""Words in the names of the bodies of many states."""
_GOVERNMENTS = frozenset("government administration regime".split())


@dataclass(slots=True)
class Resolver:
    """Resolves the chains of one report."""

    doc: Doc
    tables: ActorTables
    context: Context
    _told: dict[int, list[Told]] = field(default_factory=dict)

    def resolve(self, chain: Chain, number: int) -> Actor:
        """The actor of a chain; `number` is that of an actor without a name. Its mentions are left to be filled in."""
        actor = self._identified(chain, number)
        return actor if chain.members or _together(self.doc, chain) else guess(actor, self.told(chain), self.context)

    def _identified(self, chain: Chain, number: int) -> Actor:
        told = self.told(chain)
        named = any(phrase.form == "name" for phrase in chain.phrases)
        issued = (
            not named
            and chain.figure is not None
            and chain.figure.kind in ("named person", "organisation")
            and chain.ties[0].rule == "speaker"
        )
        if chain.members or not (named or issued):
            return self._unnamed(chain, told, number)
        if chain.kind == "person":
            return self._people(chain) if self._is_people(chain) else self._person(chain, told)
        return self._government(chain) or self._organisation(chain, told)

    def told(self, chain: Chain) -> list[Told]:
        """What the chain's phrases tell, in the order of the text."""
        key = id(chain)
        if key not in self._told:
            self._told[key] = list(self._read(chain))
        return self._told[key]

    def _read(self, chain: Chain) -> Iterator[Told]:
        for tie in chain.ties:
            phrase = tie.phrase
            if phrase.form == "noun" and tie.rule != "same noun":
                told = self._words(phrase.words, _counted(self.doc, phrase))
                yield replace(told, firm=tie.rule in ("apposition", "alone"))
            elif phrase.name is not None and phrase.name.kind == "person":
                core = self._after_titles(phrase.name)
                if phrase.words.start < core:
                    yield replace(self._words(WordRange(phrase.words.start, core), core - 1), firm=True)
                if phrase.name.end < phrase.words.end:
                    yield replace(self._words(WordRange(core, phrase.words.end), -1), office="", title="", sector="")

    def _words(self, words: WordRange, head: int) -> Told:
        return read_words(self.doc, words, head, self.tables, self.context.country_at)

    def _after_titles(self, name: Name) -> int:
        """The first word of a name that is no title: of "Minister Crean" "Crean"."""
        word = name.start
        while word < name.end - 1 and (
            self.tables.title(self.doc.words[word]) or self.tables.role(self.doc.words[word])
        ):
            word += 1
        return word

    # ------------------------------------------------------------ persons
    def _person(self, chain: Chain, told: list[Told]) -> Actor:
        name = _longest_name(self.doc, chain)
        found, why = self._candidates(name, told)
        if found:
            return self._listed(found, why, name, told)
        return self._from_words(f"named:{slug(name)}", name, "person", told, LIKELY)

    def _candidates(self, name: str, told: list[Told]) -> tuple[list[Person], str]:
        """People of the tables whom the name may mean, those whom the text's words fit first."""
        if " " in name_key(name):
            people, why = self.tables.named(name), "full name"
            if not people:
                people, why = self._romanised(name, told), "another romanisation of the name of who holds the office"
            return sorted(people, key=lambda one: -self._fit(one, told)), why
        people = [one for one in self.tables.family(name) if self._fit(one, told) > 1 or self._is_known(one, told)]
        return sorted(people, key=lambda one: (-self._fit(one, told), self._rank(one))), "family name"

    def _romanised(self, name: str, told: list[Told]) -> list[Person]:
        """Who holds an office that the text tells, and is spelt otherwise there: "Sergej Lawrow"."""
        bones = skeleton(name)
        found = [
            held.person
            for one in told
            if one.office and (of := one.organisation or one.country)
            for held in self.tables.holders(one.office, of, self.context.day or None, unconfirmed=True)
            if bones in map(skeleton, (held.person.name, *held.person.aliases))
        ]
        return list(dict.fromkeys(found))

    def _is_known(self, person: Person, told: list[Told]) -> bool:
        """A head of state or government is called by the family name alone, if nothing in the text is against it."""
        held = self._held(person)
        if held is None or self._fit(person, told) < 0 or held.office.level not in _RANK:
            return False
        return bool(self.context.countries[held.term.country]) or _RANK[held.office.level] == 0

    def _rank(self, person: Person) -> tuple[int, int]:
        held = self._held(person)
        country = held.term.country if held else person.country
        return (_RANK.get(held.office.level, 2) if held else 3, -self.context.countries[country])

    def _held(self, person: Person) -> Held | None:
        """The office that a person holds, or may hold, on the report's day."""
        terms = self.tables.terms_of(person.id, self.context.day or None)
        open_terms = [held for held in terms if held.standing in ("held", "unconfirmed")]
        return min(
            open_terms, key=lambda held: (held.standing != "held", _RANK.get(held.office.level, 2)), default=None
        )

    def _fit(self, person: Person, told: list[Told]) -> int:
        """How well a person answers what the text tells: below 0 where it is against it."""
        score = 0
        terms = self.tables.terms_of(person.id, self.context.day or None)
        countries = {person.country, *(held.term.country for held in terms)} - {""}
        for one in told:
            if one.country and countries:
                score += 2 if one.country in countries else -3
            if one.office:
                score += 2 if any(held.term.office == one.office for held in terms) else -1
        if self.context.countries and countries & set(self.context.countries):
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
            confidence=GUESSED if several else SURE if full else LIKELY,
            reasons={"name": f"people table, {person.id}: by {why} {name!r}", **actor.reasons},
        )

    def _with_office(self, person: Person, told: list[Told]) -> Actor:
        """The person with country, sector and office on the report's day: the tables', else the text's."""
        held, current = self._held(person), [one for one in told if (one.office or one.sector) and not one.former]
        base = Actor(person.id, person.name, "person", country=person.country, wikidata=person.wikidata or None)
        former = any(one.former for one in told)
        reasons = {"country": f"people table, {person.id}"}
        words = self._from_words(base.id, base.name, "person", told, SURE)
        own = next((one for one in current if self._tells_office(one)), None)
        if (
            held is not None
            and not (former and held.standing != "held")
            and not (own and self._told_otherwise(own, person))
        ):
            return self._in_office(base, held, agreed=any(one.office == held.term.office for one in current))
        if words.sector or words.office:
            return replace(
                base,
                country=words.country or person.country,
                sector=words.sector,
                office=words.office,
                reasons={**reasons, **words.reasons},
            )
        return replace(base, reasons={**reasons, "office": "none on the report's day in the terms table"})

    def _told_otherwise(self, own: Told, person: Person) -> bool:
        """Whether the text names an office that the tables don't know the person to hold: the text is of its day."""
        if not self.context.day or not self._tells_office(own):
            return False
        terms = self.tables.terms_of(person.id, self.context.day)
        held = [one for one in terms if one.standing in ("held", "unconfirmed") and one.term.office == own.office]
        return not any(self.tables.offices[own.office].single or _alike(own.words, one.term.title) for one in held)

    def _in_office(self, base: Actor, held: Held, *, agreed: bool) -> Actor:
        term = held.term
        where = f"terms table, {held.office.id} from {term.since or '?'} to {term.until or term.confirmed or '?'}"
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

    # ------------------------------------------------------------ what the text's own words tell
    def _from_words(self, id: str, name: str, kind: str, told: list[Told], confidence: float) -> Actor:
        current = [one for one in told if not one.former]
        reasons = {"name": "the text's own words"}
        country, how = self._country_told(current or told)
        sector = next((one.sector for one in current if one.sector), "")
        office = self._office_told(current) if kind == "person" else None
        of = next(
            (
                self.tables.organisations[one.organisation]
                for one in told
                if one.organisation in self.tables.organisations
            ),
            None,
        )
        if of is not None:
            country, how = of.country, f"organisations table, {of.id}"
            sector = of.sector or sector
        if country:
            reasons["country"] = how
        if sector:
            reasons["sector"] = next(
                (f"role noun or title {(one.noun or one.title)!r}" for one in current if one.sector), how
            )
        if office:
            reasons["office"] = "the text's own words"
        return Actor(
            id, name, kind, country=country, sector=sector, office=office, confidence=confidence, reasons=reasons
        )

    def _country_told(self, told: Iterable[Told]) -> tuple[str, str]:
        counted = [(one.country, one.how) for one in told if one.country]
        if not counted:
            return "", ""
        code = Counter(code for code, _ in counted).most_common(1)[0][0]
        how = next(how for found, how in counted if found == code)
        return code, _HOW[how]

    def _office_told(self, told: Iterable[Told]) -> str | None:
        return next((one.words for one in told if self._tells_office(one)), None)

    def _tells_office(self, one: Told) -> bool:
        return one.firm and bool(one.office) and self.tables.offices[one.office].level not in _NO_OFFICE

    # ------------------------------------------------------------ without a name
    def _unnamed(self, chain: Chain, told: list[Told], number: int) -> Actor:
        phrase = next(chain.phrases)
        name = chain.figure.name if chain.figure and chain.figure.kind != "place" else self.doc.text_of(phrase.words)
        plural = phrase.plural or bool(chain.members)
        kind = {"person": "people" if plural else "person", "organisation": "organisation"}.get(chain.kind, "place")
        if kind == "place" and plural and self.doc.lemmas[phrase.head].lower() in ("country", "nation", "state"):
            kind = "government"
        if kind == "person" and (holder := self._holder(told)):
            return holder
        actor = self._from_words(f"unnamed:{number}", shown(name), kind, told, OPEN)
        if _governs(told) and (country := self._governed(phrase, actor.country)):
            return self._of_country(self.tables.countries[country], LIKELY, "a government, by its country")
        if _governs(told):
            return self._some_government(actor, phrase)
        noun = self.tables.role(self.doc.words[phrase.head])
        if actor.kind == "person" and noun is not None and noun.number == "group":
            actor = replace(actor, kind="people")
        return actor

    def _some_government(self, actor: Actor, phrase: Phrase) -> Actor:
        """ "the government": perhaps that of the country that the report is mostly about."""
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
                return self._governed_by(self.doc.words[name.end - 1])
        return ""

    def _governed_by(self, family: str) -> str:
        """The country that somebody of that name governs on the day."""
        held = (self._held(one) for one in self.tables.family(family))
        codes = {one.term.country for one in held if one and _RANK.get(one.office.level) == 0}
        return codes.pop() if len(codes) == 1 else ""

    def _holder(self, told: list[Told]) -> Actor | None:
        """Who holds the office that a title alone names, on the report's day: "the Foreign Secretary"."""
        for one in told:
            if not one.office or one.former or not self.context.day or not self.tables.offices[one.office].single:
                continue
            country, guessed = one.country, False
            if not country and not one.organisation and one.title[:1].isupper() and self.context.home:
                country, guessed = self.context.home, True
            of = one.organisation or country
            holders = self.tables.holders(one.office, of, self.context.day, unconfirmed=True) if of else []
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
                    reasons={"name": f"terms table: {why}", **actor.reasons},
                )
        return None

    # ------------------------------------------------------------ countries, peoples, organisations
    def _is_people(self, chain: Chain) -> bool:
        named = [phrase.name for phrase in chain.phrases if phrase.name is not None]
        return bool(named) and all(name.kind == "people" for name in named)

    def _people(self, chain: Chain) -> Actor:
        name = _longest_name(self.doc, chain)
        nations = self.tables.nation(name)
        people = self.tables.people_of(name)
        ethnic = any(self.doc.words[p.words.start].lower() == "ethnic" for p in chain.phrases)
        nations = [] if ethnic else nations
        number = "people" if name.endswith(("s", "ese", "ish", "ch")) or (people is not None) else "person"
        if len(nations) == 1:
            return Actor(f"people:{nations[0].iso3}", name, number, country=nations[0].iso3, sector="CVL", confidence=LIKELY,
                         reasons={"name": "countries table: a demonym", "country": f"countries table, {nations[0].iso3}", "sector": "a people: civilians"})  # fmt: skip
        if people is not None:
            country = people.countries[0] if len(people.countries) == 1 else ""
            return Actor(f"people:{slug(people.word)}", name, "people", country=country, confidence=LIKELY,
                         reasons={"name": f"peoples table: {people.kind}"})  # fmt: skip
        return Actor(f"named:{slug(name)}", name, number, confidence=OPEN, reasons={"name": "the text's own words"})

    def _government(self, chain: Chain) -> Actor | None:
        """A country, or a capital that speaks or acts, is its government."""
        country = self.tables.government(chain.figure.name) if chain.figure is not None else None
        if country is None:
            return None
        for name in dict.fromkeys(_names(self.doc, chain)):
            found = self.tables.country(name) or self.tables.capital_of(name) or self.tables.nation(name)
            if (chosen := self._chosen_country(name, found)) is not None:
                return chosen
        return self._of_country(country, LIKELY, "who issued the text, or a government by its country")

    def _chosen_country(self, name: str, found: Sequence[Country]) -> Actor | None:
        ambiguous = self.tables.ambiguous(name)
        codes = [c.split(":")[1] for c in ambiguous.candidates if c.startswith("gov:")] if ambiguous else []
        options = [self.tables.countries[code] for code in codes if code in self.tables.countries] or list(found)
        if not options:
            return None
        best = (
            max(options, key=lambda country: self.context.countries[country.iso3]) if len(options) > 1 else options[0]
        )
        told = self.context.countries[best.iso3] >= sum(
            self.context.countries[one.iso3] for one in options if one is not best
        )
        sure = SURE if len(options) == 1 else LIKELY if told and best is options[0] else GUESSED
        actor = self._of_country(best, sure, f"countries table: {name!r}")
        return replace(actor, candidates=tuple(one.id for one in options)) if len(options) > 1 else actor

    def _of_country(self, country: Country, confidence: float, why: str) -> Actor:
        row = f"countries table, {country.iso3}"
        return Actor(country.id, country.government, "government", country=country.iso3, sector="GOV",
                     wikidata=country.wikidata or None, confidence=confidence, reasons={"name": why, "country": row, "sector": row})  # fmt: skip

    def _organisation(self, chain: Chain, told: list[Told]) -> Actor:
        names = list(dict.fromkeys(_names(self.doc, chain)))
        for name in sorted(names, key=lambda one: -len(one)):
            if (metonym := self.tables.metonym(name)) and metonym.actor in self.tables.organisations:
                return self._of_organisation(self.tables.organisations[metonym.actor], [], f"metonyms table: {name!r}")
            if found := self._bodies(name, told):
                return self._of_organisation(found[0], found, f"organisations table: {name!r}")
        if chain.kind == "place":
            return Actor("", names[0] if names else "", "place")
        return self._unlisted(chain, told)

    def _bodies(self, name: str, told: list[Told]) -> list[Organisation]:
        """Organisations of that name, those of the country that the text tells first; only those alive on the day."""
        found = [one for one in self.tables.organisation(name) if self._alive(one)]
        if not found:
            first, _, rest = name.partition(" ")
            nations = self.tables.nation(first) or self.tables.country(first)
            if rest and len(nations) == 1:
                found = [one for one in self.tables.organisation(rest) if one.country == nations[0].iso3]
        country, _ = self._country_told(told)
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
        return Actor(one.id, one.name, kind, country=one.country, sector=one.sector, wikidata=one.wikidata or None,
                     candidates=tuple(other.id for other in found[:5]) if len(found) > 1 else (),
                     confidence=SURE if len(found) < 2 else GUESSED, reasons=reasons)  # fmt: skip

    def _unlisted(self, chain: Chain, told: list[Told]) -> Actor:
        """An organisation that no table holds: its own words tell country and sector ("Iraqi Ministry of Defence")."""
        name = chain.figure.name if chain.figure else _longest_name(self.doc, chain)
        own = [self._words_of_name(phrase, phrase.name) for phrase in chain.phrases if phrase.name is not None]
        kind = "outlet" if chain.figure and chain.figure.kind == "outlet" else "organisation"
        actor = self._from_words(f"named:{slug(name)}", shown(name), kind, [*own, *told], LIKELY)
        if _GOVERNMENTS & {word.lower() for word in name.split()}:
            country = actor.country or self._governed_by(name.split()[0])
            if country:
                return self._of_country(self.tables.countries[country], LIKELY, "a government, by its country")
        if kind == "outlet" or actor.sector == "MED":
            actor = replace(actor, kind="outlet")
            return replace(actor, sector="MED", reasons={**actor.reasons, "sector": "an outlet by its name"})
        return actor

    def _words_of_name(self, phrase: Phrase, name: Name) -> Told:
        told = self._words(phrase.words, name.end - 1)
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


def _together(doc: Doc, chain: Chain) -> bool:
    """Whether it is "the two leaders", "both sides": those named before, each of a country of its own."""
    phrase = next(chain.phrases)
    words = {doc.words[word].lower() for word in range(phrase.words.start, phrase.head)}
    return phrase.form == "noun" and phrase.definite and bool(words & {"two", "both", "three", "four"})


def _governs(told: Sequence[Told]) -> bool:
    return bool(told) and told[0].noun.split()[-1:] != [] and told[0].noun.split()[-1] in _GOVERNMENTS


def _alike(words: str, title: str) -> bool:
    """Whether two names of an office share a word that tells it: "Civil Aviation Minister", "Minister of Aviation"."""
    own, other = (set(name_key(text).split()) - _PLAIN for text in (words, title))
    return not own or not other or bool(own & other)


def _counted(doc: Doc, phrase: Phrase) -> int:
    """The noun that tells: of "dozens of terrorist actors" "actors"."""
    if kind_of_noun(doc.words[phrase.head].lower()):
        return phrase.head
    parts = (child for child in doc.children[phrase.head] if child > phrase.head and doc.deprels[child] == "nmod")
    return next(parts, phrase.head)


def _names(doc: Doc, chain: Chain) -> Iterator[str]:
    for phrase in chain.phrases:
        if phrase.name is not None:
            yield shown(doc.text_of(WordRange(phrase.name.start, phrase.name.end)))


def _longest_name(doc: Doc, chain: Chain) -> str:
    if chain.figure is not None and chain.figure.kind == "named person":
        return chain.figure.name
    return max(_names(doc, chain), key=len, default=chain.figure.name if chain.figure else "")


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
