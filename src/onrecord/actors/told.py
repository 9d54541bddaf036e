"""What the words of a phrase tell of who it is: office, country, sector.

"Russian Foreign Minister" tells an office, a country and a sector of whoever it stands before, listed or not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from onrecord.actors.tables import ActorTables
from onrecord.codebooks.speakers import fold
from onrecord.doc import Doc, WordRange
from onrecord.places.keys import place_key
from onrecord.places.load import load_gazetteer, regions_of
from onrecord.statements.cast import shown

__all__ = ["Told", "countries_in", "country_of_region", "read_words"]

Places = Mapping[int, str]
_NOWHERE: Places = {}
_RULERS = frozenset("leader head ruler strongman".split())
"""Nouns for who governs, where a country or region is named beside them."""
_LONGEST = 6
_OF_ITS_BODY = frozenset(("", "BUS", "IGO", "NGO", "CVL"))
"""Sectors of nouns that give way to that of the body named beside them: "chief executive of the Commission"."""
_FORMER = frozenset("former ex then then- late deposed ousted late-".split())
_ENDS = frozenset("who which that whom whose where when , ; ( —".split())
_LINKS = frozenset("of for the and & in to".split())
_ROLE_ENDS = re.compile(r"^(?:ex|then)-", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|our)\s+", re.IGNORECASE)
_STATE = frozenset(("state", "states", "home", "interior", "justice", "treasury"))


@dataclass(frozen=True, slots=True)
class Told:
    """What words tell. `office` is an id of the tables, `title` the words for it; "" is what they leave open."""

    office: str = ""
    title: str = ""
    country: str = ""
    organisation: str = ""
    sector: str = ""
    noun: str = ""
    former: bool = False
    firm: bool = False
    """Whether the words stand right beside the name: a title before it, an apposition."""
    words: str = ""
    """The words themselves, without an article and up to any clause."""
    how: str = ""
    """Where the country was read: "title", "adjective", "name" of a country, "place" in it."""


def read_words(doc: Doc, words: WordRange, head: int, tables: ActorTables, country_at: Places = _NOWHERE) -> Told:
    """Read a noun phrase, or the words before a name; `head` is its main noun, -1 where there is none.

    `country_at` has the country of each place that was resolved, by its first character.
    """
    words = _core(doc, words, head)
    tokens = doc.words[words.start : (head if head >= 0 else words.end - 1) + 1]
    former = any(token.lower().strip("-") in _FORMER or _ROLE_ENDS.match(token) for token in tokens)
    found = _title(doc, words, head, tables)
    office, title, country, organisation, begin = found or ("", "", "", "", words.start)
    noun, sector = _role(doc, words, head, tables)
    own = tables.offices[office].sector if office and office != "party-leader" else ""
    if own and (not sector or own not in ("GOV", "IGO")):
        sector = own
    how = "title" if country else ""
    if noun == "leader" or office == "party-leader":
        office, title = "", ""
        sector = "" if noun == "leader" else sector
    if not country:
        country, how = next(countries_in(doc, words, head, tables, country_at), ("", ""))
    if noun in _RULERS and how in ("adjective", "name") and not organisation and not sector:
        sector = "GOV"
    if not organisation:
        organisation, body = _organisation(doc, words, head, tables)
        if body and sector in _OF_ITS_BODY:
            sector = body
    if not organisation and sector == "IGO" and own == "IGO":
        sector = ""
    said = _ARTICLE.sub("", shown(doc.text_of(WordRange(_opening(doc, words.start, begin), words.end))))
    return Told(office, title, country, organisation, sector, noun, former, words=said, how=how)


def _opening(doc: Doc, first: int, title: int) -> int:
    """Where the words of an office begin: at its title, or at the capitals right before it ("Niger's ambassador")."""
    while title > first and (doc.words[title - 1][:1].isupper() or doc.words[title - 1] in ("'s", "’s", "-")):
        title -= 1
    return title


def _core(doc: Doc, words: WordRange, head: int) -> WordRange:
    """Without what begins a clause after the head."""
    for word in range(max(words.start, head + 1), words.end):
        if doc.words[word].lower() in _ENDS and word > head:
            return WordRange(words.start, word)
    return words


def _title(doc: Doc, words: WordRange, head: int, tables: ActorTables) -> tuple[str, str, str, str, int] | None:
    """The longest run of words with the head that is a title in the tables."""
    last = max(head, words.start)
    runs = [
        (start, end)
        for start in range(max(words.start, last - _LONGEST), last + 1)
        for end in range(last + 1, min(words.end, start + _LONGEST) + 1)
    ]
    for start, end in sorted(runs, key=lambda run: run[0] - run[1]):
        text = doc.text_of(WordRange(start, end))
        titles = tables.title(text)
        if not titles:
            continue
        capital = text[:1].isupper()
        own = [title for title in titles if not title.country or capital]
        for title in sorted(own, key=lambda one: not one.country if capital else bool(one.country)):
            return title.office, text, title.country if capital else "", title.organisation, start
    return None


def _role(doc: Doc, words: WordRange, head: int, tables: ActorTables) -> tuple[str, str]:
    """The noun with its sector: the longest run of words up to the head that the tables know."""
    if head < 0:
        return "", ""
    longer = doc.words[head + 1 : head + 2] in (["of"], ["in"]) and head + 3 <= words.end
    for end in (head + 3, head + 1) if longer else (head + 1,):
        for start in range(max(words.start, head - 3), head + 1):
            found = tables.role(doc.text_of(WordRange(start, end)))
            if found is not None and (found.sector or (start, end) == (head, head + 1)):
                return found.noun, _of_attribute(doc, words, head, found.sector, tables)
    return "", _of_attribute(doc, words, head, "", tables)


def _of_attribute(doc: Doc, words: WordRange, head: int, sector: str, tables: ActorTables) -> str:
    """ "terrorist actors", "the presidential office": the word before tells more than a noun that is anybody's."""
    if sector not in ("", "CVL"):
        return sector
    for word in range(head - 1, max(words.start, head - 3) - 1, -1):
        role = tables.role(doc.words[word].lower())
        told = (role.sector if role else "") or tables.name_words.get(doc.words[word].lower(), "")
        if told and told != "CVL":
            return told
    return sector


def countries_in(
    doc: Doc, words: WordRange, head: int, tables: ActorTables, country_at: Places = _NOWHERE
) -> Iterator[tuple[str, str]]:
    """Codes of the countries that a phrase names, with how: attributes of its head before "of" and "in"."""
    ranked: list[tuple[int, int, str, str]] = []
    word = words.start
    while word < words.end:
        length, code, how = _country_at(doc, word, words.end, tables, country_at)
        if not length or word <= head < word + length:
            word += 1
            continue
        before = word < head or head < 0
        rank = {"adjective": 0, "name": 1, "place": 2}[how]
        if not before:
            rank += 1 if _preposition(doc, word, words.start) in ("of", "for", "to") else 3
        if doc.words[word - 1 : word] not in (["ethnic"], ["Ethnic"]):
            ranked.append((rank, abs(head - word), code, how))
        word += length
    for _, _, code, how in sorted(ranked):
        yield code, how


def _country_at(doc: Doc, word: int, limit: int, tables: ActorTables, country_at: Places) -> tuple[int, str, str]:
    """Length, code and kind of the longest name or adjective of one country that begins at a word."""
    token = doc.words[word]
    if not token[:1].isupper() or fold(token) in _STATE:
        return 0, "", ""
    for end in range(min(limit, word + 4), word, -1):
        text = doc.text_of(WordRange(word, end))
        for how, found in (("name", tables.country(text)), ("adjective", tables.nation(text))):
            if len(found) == 1 and found[0].iso3:
                other = tables.ambiguous(text)
                likely = other is None or other.candidates[0].startswith("gov:")
                return (end - word, found[0].iso3, how) if likely else (0, "", "")
    if code := country_at.get(doc.spans[word][0]):
        return 1, code, "place"
    return 0, "", ""


@lru_cache(maxsize=4096)
def country_of_region(name: str) -> str:
    """The country of a first-order region by its name; "" of a name that several share, or of none."""
    found = {one.country for one in regions_of(load_gazetteer(), place_key(name))}
    return found.pop() if len(found) == 1 else ""


def _preposition(doc: Doc, word: int, start: int) -> str:
    for before in range(word - 1, start - 1, -1):
        if doc.upos[before : before + 1] == ["ADP"]:
            return doc.words[before].lower()
    return ""


def _organisation(doc: Doc, words: WordRange, head: int, tables: ActorTables) -> tuple[str, str]:
    """An organisation that the phrase names beside its head ("NATO Secretary General", "head of the IMF"): its id, if
    the tables hold it, and its sector."""
    for name in doc.names:
        inside = words.start <= name.start and name.end <= words.end and not name.start <= head < name.end
        if name.kind != "organisation" or not inside:
            continue
        found = tables.organisation(doc.text_of(WordRange(name.start, name.end)))
        if len(found) == 1:
            return found[0].id, found[0].sector
        return "", tables.name_words.get(doc.words[name.end - 1].lower(), "")
    return "", ""
