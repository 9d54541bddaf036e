"""The grounds on which an actor is resolved: what a report's own words tell of a chain."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from onrecord.actors.chains import Chain
from onrecord.actors.context import Context
from onrecord.actors.phrases import Phrase, kind_of_noun
from onrecord.actors.tables import ActorTables
from onrecord.actors.told import Told, read_words
from onrecord.doc import Doc, Name, WordRange
from onrecord.record import Actor
from onrecord.statements.cast import shown

__all__ = ["LIKELY", "OPEN", "SURE", "Grounds", "longest_name", "names_of"]

SURE, LIKELY, OPEN = 0.97, 0.85, 0.4
"""That an actor is the one it is taken for: one candidate by full name and country; by what the text tells of it; with
nothing but the words themselves. Set by hand."""
_NO_OFFICE = frozenset(("leader", "commander", "spokesperson"))
"""Levels whose titles may be a rank or a part as well: "General", "leader"."""
_HOW = {
    "title": "the title alone tells it",
    "adjective": "an adjective in the phrase",
    "name": "a country named in the phrase",
    "place": "a place named in the phrase",
}


@dataclass(slots=True)
class Grounds:
    """A report with the tables and its context, and what it tells of each chain."""

    doc: Doc
    tables: ActorTables
    context: Context
    _told: dict[int, list[Told]] = field(default_factory=dict)

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
                told = self.words(phrase.words, _counted(self.doc, phrase))
                yield replace(told, firm=tie.rule in ("apposition", "alone"))
            elif phrase.name is not None and phrase.name.kind == "person":
                core = self._after_titles(phrase.name)
                if phrase.words.start < core:
                    before = WordRange(phrase.words.start, core)
                    yield replace(self.words(before, self.doc.head_of(before)), firm=True)
                if phrase.name.end < phrase.words.end:
                    yield replace(self.words(WordRange(core, phrase.words.end), -1), office="", title="", sector="")

    def words(self, words: WordRange, head: int) -> Told:
        """What a phrase tells; `head` is its main noun, -1 where there is none."""
        return read_words(self.doc, words, head, self.tables, self.context.country_at)

    def _after_titles(self, name: Name) -> int:
        """The first word of a name that is no title: of "Minister Crean" "Crean"."""
        word = name.start
        while word < name.end - 1 and (
            self.tables.title(self.doc.words[word]) or self.tables.role(self.doc.words[word])
        ):
            word += 1
        return word

    def actor(self, id: str, name: str, kind: str, told: list[Told], confidence: float) -> Actor:
        """An actor with the country, sector and office that the text's own words tell."""
        current = [one for one in told if not one.former]
        reasons = {"name": "the text's own words"}
        country, how = self.country_told(current or told)
        sector = next((one.sector for one in current if one.sector), "")
        office = self._office_told(current) if kind == "person" else None
        bodies = (self.tables.organisations.get(one.organisation) for one in told)
        of = next(filter(None, bodies), None)
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

    def country_told(self, told: Iterable[Told]) -> tuple[str, str]:
        """The country told most often, and how; two empty strings where none is."""
        counted = [(one.country, one.how) for one in told if one.country]
        counted = [pair for pair in counted if pair[1] != "title"] or counted
        if not counted:
            return "", ""
        code = Counter(code for code, _ in counted).most_common(1)[0][0]
        how = next(how for found, how in counted if found == code)
        return code, _HOW[how]

    def _office_told(self, told: Iterable[Told]) -> str | None:
        return next((one.words for one in told if self.tells_office(one)), None)

    def tells_office(self, one: Told) -> bool:
        """Whether the words name an office of whoever stands beside them."""
        return one.firm and bool(one.office) and self.tables.offices[one.office].level not in _NO_OFFICE


def _counted(doc: Doc, phrase: Phrase) -> int:
    """The noun that tells: of "dozens of terrorist actors" "actors"."""
    if kind_of_noun(doc.words[phrase.head].lower()):
        return phrase.head
    parts = (child for child in doc.children[phrase.head] if child > phrase.head and doc.deprels[child] == "nmod")
    return next(parts, phrase.head)


def names_of(doc: Doc, chain: Chain) -> Iterator[str]:
    """The names of a chain as the report has them, in order."""
    for phrase in chain.phrases:
        if phrase.name is not None:
            yield shown(doc.text_of(WordRange(phrase.name.start, phrase.name.end)))


def longest_name(doc: Doc, chain: Chain) -> str:
    """The fullest name of a chain."""
    if chain.figure is not None and chain.figure.kind == "named person":
        return chain.figure.name
    return max(names_of(doc, chain), key=len, default=chain.figure.name if chain.figure else "")
