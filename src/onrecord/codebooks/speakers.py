"""The codebooks of speakers: nouns for those who speak, countries and capitals, outlets, given names.

>>> book = load_speakers()
>>> book.government("Pyongyang"), book.noun("spokeswomen").like
('Government of North Korea', 'spokesperson')
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.lemmas import lemma_candidates
from onrecord.codebooks.tables import check_one_of, read_rows

__all__ = ["KINDS", "RoleNoun", "SpeakerBook", "fold", "load_speakers"]

KINDS = ("person", "organisation", "document", "outlet")
"""What a noun alone can be the name of, likelier ones first."""
_PARTS = ("title", "modifier", "media")
_NOT_LETTERS = re.compile(r"[^\w\s&'-]")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A noun for those who speak: "spokeswomen" is a person, female, plural, the same as "spokesperson"."""

    noun: str
    kind: str
    gender: str = ""
    like: str = ""
    plural: bool = False


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """For comparing names: case, accents, dots, a leading "the" and a closing "'s" don't count."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("‘", "'")) if not text.isascii() else text
    plain = "".join(character for character in plain if not unicodedata.combining(character)).casefold()
    plain = _POSSESSIVE.sub("", _NOT_LETTERS.sub("", plain).strip())
    return " ".join(plain.removeprefix("the ").split())


@dataclass(slots=True)
class SpeakerBook:
    """What the tables say, looked up by words as the text has them."""

    nouns: dict[str, RoleNoun] = field(default_factory=dict)
    titles: dict[str, RoleNoun] = field(default_factory=dict)
    modifiers: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    governments: dict[str, str] = field(default_factory=dict)
    peoples: dict[str, str] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    outlets: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)

    def noun(self, word: str) -> RoleNoun | None:
        """The row of a noun in singular or plural, if it is one of those who speak."""
        return _noun(self, word)

    def title(self, word: str) -> RoleNoun | None:
        """What stands before a person's name: "Mr", "Sen.", "President"."""
        key = fold(word)
        if found := self.titles.get(key):
            return found
        found = self.nouns.get(key)
        return found if found and found.kind == "person" else None

    def government(self, name: str) -> str | None:
        """Of a country or capital, by any of its names."""
        return self.governments.get(fold(name))

    def people(self, word: str) -> str | None:
        """The government of the country that an adjective or demonym belongs to: of "Russian", "Russians"."""
        key = fold(word)
        return self.peoples.get(key) or (self.peoples.get(key.removesuffix("s")) if key.endswith("s") else None)

    def is_outlet(self, name: str) -> bool:
        """A news outlet by its name, or by the media word that ends it ("Kyiv Post")."""
        key = fold(name)
        return key in self.outlets or (" " in key and key.rpartition(" ")[2] in self.media)

    def outlet(self, name: str) -> str:
        """Its name as records show it: "The Hill" keeps the article that "The New York Times" can do without."""
        listed = self.outlets.get(fold(name), "")
        return listed if listed.startswith("The ") else name

    def gender(self, given: str) -> str:
        """That of a given name: m, f, or "" where it doesn't tell."""
        return self.genders.get(fold(given), "")


_IRREGULAR = (("women", "woman"), ("men", "man"), ("ves", "fe"), ("ves", "f"), ("yses", "ysis"), ("eses", "esis"))


@lru_cache(maxsize=16_384)
def _singulars(word: str) -> tuple[str, ...]:
    word = fold(word)
    forms = [form for form in lemma_candidates(word) if not form.endswith("'s")]
    forms += [word.removesuffix(end) + instead for end, instead in _IRREGULAR if word.endswith(end)]
    return tuple(dict.fromkeys(forms))


def _noun(book: SpeakerBook, word: str) -> RoleNoun | None:
    for number, form in enumerate(_singulars(word)):
        if found := book.nouns.get(form):
            plural = number > 0 or form in _PLURAL
            return RoleNoun(found.noun, found.kind, found.gender, found.like, plural) if plural else found
    return None


_PLURAL = frozenset(
    "people police folk percent percentage majority minority half some others most few several dozens hundreds "
    "thousands crowd public family families couple community crew number many audience media press".split()
)


@lru_cache(maxsize=1)
def load_speakers() -> SpeakerBook:
    """The tables shipped with the package; raises CodebookError."""
    book, here = SpeakerBook(), files("onrecord.codebooks")
    for row in read_rows(here / "roles.tsv", ("noun", "kind", "gender", "like"), ("noun", "kind")):
        check_one_of(row, "kind", (*KINDS, *_PARTS))
        check_one_of(row, "gender", ("", "m", "f"))
        word, kind, gender, like = row.cells.values()
        _add_noun(book, RoleNoun(word, kind, gender, like or word))
    columns = ("iso3", "name", "government", "aliases", "capitals", "people", "plurals", "wikidata", "source")
    for row in read_rows(here / "countries.tsv", columns, columns):
        _add_country(book, row.cells)
    for row in read_rows(here / "outlets.tsv", ("name", "aliases", "country", "domains", "source"), ("name",)):
        names = [row.cells["name"], *row.cells["aliases"].split(";")]
        book.outlets.update({fold(name): name for name in names if name})
    for row in read_rows(here / "given_names.tsv", ("gender", "names"), ("gender", "names")):
        book.genders.update(dict.fromkeys(map(fold, row.cells["names"].split()), row.cells["gender"]))
    return book


def _add_noun(book: SpeakerBook, noun: RoleNoun) -> None:
    if noun.kind == "title":
        book.titles[noun.noun] = noun
    elif noun.kind == "modifier":
        book.modifiers.add(noun.noun)
    elif noun.kind == "media":
        book.media.add(noun.noun)
    else:
        book.nouns[noun.noun] = noun


def _add_country(book: SpeakerBook, cells: dict[str, str]) -> None:
    government = cells["government"]
    names = [cells["name"], *cells["aliases"].split(";")]
    book.countries.update(fold(name) for name in names if name)
    for name in (*names, *cells["capitals"].split(";")):
        if name:
            book.governments[fold(name)] = government
    for people in cells["people"].split(";"):
        if people:
            book.peoples.setdefault(fold(people), government)
