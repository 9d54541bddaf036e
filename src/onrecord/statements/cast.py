"""Who can speak in a report: its names joined to figures, with their offices, their gender and their mentions."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.codebooks.speakers import SpeakerBook, fold, load_speakers
from onrecord.doc import Doc, Name, WordRange
from onrecord.statements.sources import PREPOSITIONS, is_attribute

__all__ = ["Cast", "Figure", "Role", "prominent", "roles_in", "shown"]

_LINKS = frozenset("of for to and the in at".split())
_ACRONYM = re.compile(r"[A-Z][A-Za-z.&-]*[A-Z]\.?")
_APPOSITION_ENDS = frozenset(',.;:—–()"“”') | frozenset("who which and said says told was is has had will".split())
_MAX_TITLE, _MAX_APPOSITION = 12, 14
"""Words looked at before and after a name for what the person is."""
_EAST_ASIAN = frozenset(
    "kim xi moon park lee li wang zhang chen liu yang zhao hu jiang deng mao tsai ma lam leung".split()
)
"""Family names that stand first; a lone family name is joined to such a full name even if it ends another one."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office as a phrase tells it: "Russian foreign minister" is minister, with the word foreign, and Russia's."""

    noun: str
    words: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Figure:
    """Somebody in the report. `kind` is a source kind; `gender` m, f or ""."""

    name: str
    kind: str
    gender: str = ""
    plural: bool = False
    roles: list[Role] = field(default_factory=list)
    count: int = 0
    first: int = 0
    words: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cast:
    """The figures of one report. `by_start` has the figure of each name, by its first word."""

    doc: Doc
    book: SpeakerBook = field(default_factory=load_speakers)
    names: dict[int, Name] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    by_start: dict[int, Figure] = field(default_factory=dict)
    by_key: dict[str, Figure] = field(default_factory=dict)
    persons_by_last: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    persons_by_first: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    organisations_by_last: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    organisations_by_first: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, Figure] = field(default_factory=dict)
    by_role: dict[str, list[Figure]] = field(default_factory=lambda: defaultdict(list))
    honorifics: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names = {word: name for name in self._usable() for word in range(name.start, name.end)}
        found = sorted([*dict.fromkeys(self.names.values()), *self._overlooked()])
        self.names = {word: name for name in found for word in range(name.start, name.end)}
        full, short = self._sorted_names()
        for name, tokens in full:
            self._enter(name, self._full_name(name, tokens))
        self._read_acronyms()
        for name, tokens in short:
            if gender := self._honorific(name):
                self.honorifics.setdefault(_core(fold(tokens[0])), set()).add(gender)
        for name, tokens in short:
            self._enter(name, self._short_name(name, tokens))
        for name in dict.fromkeys(self.names.values()):
            self._learn(name)
        for figure in self.figures:
            for noun in {role.noun for role in figure.roles if figure.kind == "named person"}:
                self.by_role[noun].append(figure)

    def _usable(self) -> Iterator[Name]:
        """The names without offices taken for one ("Capt.", "Foreign Secretary") and adjectives ("Iraqi")."""
        starts = {name.start for name in self.doc.names}
        for name in self.doc.names:
            words = self.doc.words[name.start : name.end]
            if name.kind == "people" and not words[-1].endswith("s") and not self._stands_for_people(name):
                continue
            follows = name.end + (self.doc.words[name.end : name.end + 1] == ["."])
            if all(map(self._is_title, words)) and (name.kind != "person" or follows in starts):
                continue
            yield self._relabelled(self._unbroken(name))

    def _unbroken(self, name: Name) -> Name:
        """ "Moon Jae-in": a person's name goes on over a hyphen without a space."""
        start, end = name.start, name.end
        while name.kind == "person" and self._joined(end) and self._joined(end + 1):
            end += 2
        while name.kind == "person" and start > 1 and self._joined(start) and self._joined(start - 1):
            start -= 2
        return Name(start, end, name.kind)

    def _joined(self, word: int) -> bool:
        """Whether no space stands between a word and the one before it, and one of them is a hyphen."""
        if not 0 < word < len(self.doc):
            return False
        hyphen = "-" in (self.doc.words[word], self.doc.words[word - 1])
        return hyphen and self.doc.spans[word][0] == self.doc.spans[word - 1][1]

    def _stands_for_people(self, name: Name) -> bool:
        """ "The French met": an adjective with an article, in a noun's place."""
        article = name.start > 0 and self.doc.words[name.start - 1].lower() == "the"
        return article and bool(self.doc.heads) and self.doc.deprels[name.end - 1].startswith(("nsubj", "obj", "obl"))

    def _relabelled(self, name: Name) -> Name:
        """ "Ambassador Mohib": a title in capitals right before a name says that it is a person, whatever was found."""
        words, before = self.doc.words[name.start : name.end], self.doc.words[name.start - 1] if name.start else ""
        titled = before[:1].isupper() and self.book.title(before) is not None and name.start - 1 not in self.names
        if not titled or name.kind in ("person", "people") or len(words) > 3 or self._line_ends_before(name.start):
            return name
        text = " ".join(words)
        known = self.book.government(text) or self.book.is_outlet(text) or any(map(self.book.noun, words))
        return name if known or text.isupper() else Name(name.start, name.end, "person")

    def _overlooked(self) -> Iterator[Name]:
        """Persons that the recogniser missed: a given name and one to three more words in capitals."""
        words, word = self.doc.words, 0
        while word < len(words) - 1:
            end = word + 1
            while end < min(word + 4, len(words)) and self._capital(end):
                end += 1
            if end > word + 1 and self._capital(word) and self.book.gender(words[word]):
                yield Name(word, end, "person")
                word = end
            word += 1

    def _capital(self, word: int) -> bool:
        token = self.doc.words[word]
        return (
            token[:1].isupper() and not token.isupper() and word not in self.names and not self._line_ends_before(word)
        )

    # ------------------------------------------------------------ names to figures
    def _sorted_names(self) -> tuple[list[tuple[Name, list[str]]], list[tuple[Name, list[str]]]]:
        """Names of several words, longest first, and single words; titles are taken off persons."""
        full: list[tuple[Name, list[str]]] = []
        short: list[tuple[Name, list[str]]] = []
        for name in dict.fromkeys(self.names.values()):
            tokens = self._tokens(name)
            (full if len(tokens) > 1 else short).append((name, tokens))
        full.sort(key=lambda item: -len(item[1]))
        return full, short

    def _tokens(self, name: Name) -> list[str]:
        tokens = shown(self.doc.text_of(WordRange(name.start, name.end))).split()
        if name.kind == "person":
            while len(tokens) > 1 and self._is_title(tokens[0]):
                tokens = tokens[1:]
        elif len(tokens) > 1 and tokens[0].lower() == "the":
            tokens = tokens[1:]
        return tokens

    def _is_title(self, token: str) -> bool:
        if self.book.gender(token):
            return False  # "Dean Kamen", "Christian Weber": a given name first
        return self.book.title(token) is not None or fold(token) in self.book.modifiers

    def _full_name(self, name: Name, tokens: list[str]) -> Figure:
        if name.kind == "person":
            return self._full_person(tokens)
        return self._organisation(name, " ".join(tokens))

    def _full_person(self, tokens: list[str]) -> Figure:
        parts = [fold(token) for token in tokens]
        for known in self.persons_by_last[_core(parts[-1])]:
            if _core(parts[0]) == _core(fold(known.name.split()[0])) or known.words >= set(parts):
                if len(tokens) > len(known.name.split()):
                    known.name, known.words = " ".join(tokens), known.words | set(parts)
                return known
        figure = Figure(" ".join(tokens), "named person", self._given_gender(tokens), words=frozenset(parts))
        self.figures.append(figure)
        self.persons_by_last[_core(parts[-1])].append(figure)
        self.persons_by_first[_core(parts[0])].append(figure)
        return figure

    def _given_gender(self, tokens: list[str]) -> str:
        return self.book.gender(tokens[0]) if len(tokens) > 1 else ""

    def _short_name(self, name: Name, tokens: list[str]) -> Figure:
        """A single word: the family name of somebody, an acronym, or a figure of its own."""
        word = _core(fold(tokens[0]))
        if self._listed(name, word):
            return self._organisation(name, tokens[0])
        if (name.kind == "person" or self._looks_like_surname(name, word)) and (known := self._family(word, name)):
            return known
        if name.kind == "person":
            return self._keyed("person " + word, tokens[0], "named person")
        return self._organisation(name, tokens[0])

    def _listed(self, name: Name, word: str) -> bool:
        """Whether the tables know the word as a country or outlet, and the report no person of that name."""
        if word not in self.book.countries and word not in self.book.outlets:
            return False
        person = (
            self.persons_by_last[word] or self.persons_by_first[word] or self.book.gender(word) or self._honorific(name)
        )
        return name.kind != "person" or not person

    def _looks_like_surname(self, name: Name, word: str) -> bool:
        before = self.doc.words[name.start - 1].lower() if name.start else ""
        return name.kind != "people" and before != "the" and word not in self.book.governments

    def _family(self, word: str, name: Name) -> Figure | None:
        """The person of that family name, or given name: the most often named one, then the first one."""
        found = [*self.persons_by_last[word]]
        if not found or word in _EAST_ASIAN:
            found += self.persons_by_first[word]
        gender = self._honorific(name) or self._gender_in_report(word)
        return prominent(figure for figure in found if not gender or figure.gender in ("", gender))

    def _gender_in_report(self, word: str) -> str:
        """The gender of a family name's bearer, if no full name has it: "Mr. Obama", beside Michelle Obama."""
        genders = self.honorifics.get(word, set())
        known = {figure.gender for figure in self.persons_by_last[word]}
        return next(iter(genders)) if len(genders) == 1 and "" not in known and not genders & known else ""

    def _honorific(self, name: Name) -> str:
        title = self.book.title(self.doc.words[name.start - 1]) if name.start else None
        return title.gender if title else ""

    def _organisation(self, name: Name, text: str) -> Figure:
        """Countries and capitals stand for their governments; other names for themselves."""
        if government := self.book.government(text):
            return self._keyed("government " + government, government, "organisation")
        if self.book.is_outlet(text):
            return self._indexed(fold(text).split(), self.book.outlet(text), "outlet")
        if name.kind == "people" and not text.isupper():
            return self._keyed("people " + fold(text), text, "unnamed person", plural=True)
        parts = [_core(part) for part in fold(text).split()]
        if not parts:
            return self._keyed(text, text, "organisation")
        if known := self.by_key.get(" ".join(parts)) or self.acronyms.get(parts[0] if len(parts) == 1 else ""):
            return known
        if longer := self._longer(parts):
            return longer
        # "the Post", "the Times": an outlet whose full name the report doesn't give
        return self._indexed(parts, text, "outlet" if " ".join(parts) in self.book.media else "organisation")

    def _indexed(self, parts: list[str], name: str, kind: str) -> Figure:
        """The figure, found later by the last or first word of its name."""
        known = " ".join(parts) in self.by_key
        figure = self._keyed(" ".join(parts), name, kind)
        if len(parts) > 1 and not known:
            self.organisations_by_last[parts[-1]].append(figure)
            self.organisations_by_first[parts[0]].append(figure)
        return figure

    def _longer(self, parts: list[str]) -> Figure | None:
        """ "Board of Inquiry" after "UN Board of Inquiry", "Amnesty" after "Amnesty International"."""
        for figure in reversed(self.organisations_by_last[parts[-1]]):
            if [_core(part) for part in fold(figure.name).split()][-len(parts) :] == parts:
                return figure
        if (
            len(parts) == 1
            and len(parts[0]) > 3
            and not self.book.people(parts[0])
            and parts[0] not in self.book.governments
        ):
            return next(iter(reversed(self.organisations_by_first[parts[0]])), None)
        return None

    def _keyed(self, key: str, name: str, kind: str, *, plural: bool = False) -> Figure:
        if key not in self.by_key:
            self.by_key[key] = Figure(name, kind, plural=plural, words=frozenset(fold(name).split()))
            self.figures.append(self.by_key[key])
        return self.by_key[key]

    def _read_acronyms(self) -> None:
        """ "Syrian Democratic Forces (SDF)", and capitals that are the initials of a longer name in the report."""
        words = self.doc.words
        for name in dict.fromkeys(self.names.values()):
            figure = self.by_start.get(name.start)
            if figure is None or name.kind == "person":
                continue
            after = words[name.end : name.end + 3]
            if len(after) == 3 and after[0] == "(" and _ACRONYM.fullmatch(after[1]):
                self.acronyms[fold(after[1])] = figure
            initials = "".join(part[0] for part in figure.name.replace("-", " ").split() if part[:1].isupper())
            if len(initials) > 1 and figure.kind == "organisation" and not figure.name.startswith("Government of"):
                self.acronyms.setdefault(initials.lower(), figure)

    def _enter(self, name: Name, figure: Figure) -> None:
        figure.first = min(figure.first, name.start) if figure.count else name.start
        figure.count += 1
        self.by_start[name.start] = figure

    def figure(self, name: str, kind: str) -> Figure:
        """The figure of that name and source kind, new if the report has none."""
        key = (
            ("government " + name)
            if name.startswith("Government of") or name == "United States government"
            else fold(name)
        )
        if key not in self.by_key:
            self.by_key[key] = Figure(name, kind, words=frozenset(fold(name).split()))
            self.figures.append(self.by_key[key])
        return self.by_key[key]

    # ------------------------------------------------------------ what the text says of them
    def _learn(self, name: Name) -> None:
        """Read a person's offices and gender from the words around the name."""
        figure = self.by_start[name.start]
        if figure.kind in ("organisation", "outlet"):
            figure.roles += roles_in(self.doc, self._apposition(name), self.book)
            return
        if figure.kind != "named person":
            return
        before = self._title_words(name)
        found = list(roles_in(self.doc, before, self.book)) + list(
            roles_in(self.doc, self._apposition(name), self.book)
        )
        figure.roles += [role for role in found if role not in figure.roles]
        if not figure.gender:
            figure.gender = self._honorific(name) or self._role_gender(before)

    def _role_gender(self, words: WordRange) -> str:
        for word in range(words.start, words.end):
            if (noun := self.book.noun(self.doc.words[word])) and noun.gender and not noun.plural:
                return noun.gender
        return ""

    def _title_words(self, name: Name) -> WordRange:
        """The words before a name that say what the person is, those inside the name included."""
        start, tokens, floor = name.start, self.doc.words, self._floor(name.start)
        while start > floor:
            before, low = tokens[start - 1], tokens[start - 1].lower()
            inside = start - 1 in self.names
            if inside and self.names[start - 1].kind == "person":
                break
            if low in PREPOSITIONS and is_attribute(self.doc, WordRange(start - 1, name.end), name):
                break
            if before == "," and not self._closes_title(start - 1, floor):
                break
            if not (
                inside
                or before == ","
                or low in _LINKS
                or before in ("'s", "’s", "-", "a", "an")
                or self._titular(start - 1)
            ):
                break
            start -= 1
        end = name.start
        while end < name.end - 1 and self._is_title(tokens[end]):
            end += 1
        return WordRange(start, end)

    def _titular(self, word: int) -> bool:
        token = self.doc.words[word]
        if not token[:1].isalpha():
            return False
        if token[0].isupper() or self.book.noun(token) or fold(token) in self.book.modifiers or self.book.people(token):
            return True
        return self.doc.upos[word : word + 1] in (["NOUN"], ["ADJ"], ["PROPN"])

    def _closes_title(self, comma: int, floor: int) -> bool:
        """ "the Minister for Central Asia, Tobias Ellwood": a determiner and a role stand before the comma."""
        tokens, role = self.doc.words, False
        for word in range(comma - 1, floor - 1, -1):
            low = tokens[word].lower()
            role = role or ((noun := self.book.noun(tokens[word])) is not None and noun.kind == "person")
            if low in ("the", "'s", "’s", "his", "her", "their", "its", "our") and role:
                return True
            if not (tokens[word][:1].isupper() or low in _LINKS or self._titular(word)):
                return False
        return role and comma - 1 == floor

    def _floor(self, word: int) -> int:
        start = self.doc.sentence_of(word).start if self.doc.sentence_starts else 0
        start = max(start, word - _MAX_TITLE)
        return next((before for before in range(word, start, -1) if self._line_ends_before(before)), start)

    def _line_ends_before(self, word: int) -> bool:
        return word > 0 and "\n" in self.doc.report.text[self.doc.spans[word - 1][1] : self.doc.spans[word][0]]

    def _apposition(self, name: Name) -> WordRange:
        """The words after "NAME," up to the next comma or verb: "the Russian president", "a spokesman for the army"."""
        tokens, start = self.doc.words, name.end + 1
        limit = min(len(tokens), start + _MAX_APPOSITION)
        if start >= limit or tokens[name.end] not in (",", "—", "–"):
            return WordRange(start, start)
        end = start
        while end < limit and tokens[end].lower() not in _APPOSITION_ENDS:
            end += 1
        if end > start and self.names.get(start, name).kind == "person" and start in self.names:
            return WordRange(start, start)
        return WordRange(start, end)


def roles_in(doc: Doc, words: WordRange, book: SpeakerBook) -> Iterator[Role]:
    """The roles that a title or apposition tells: its person nouns before any preposition, and the words about them."""
    around: set[str] = set()
    countries: set[str] = set()
    nouns: list[str] = []
    preposition = False
    for word in range(words.start, words.end):
        token = doc.words[word]
        low = fold(token)
        preposition = preposition or low in PREPOSITIONS
        if place := book.government(token) or book.people(token):
            countries.add(place)
        elif (noun := book.title(token) or book.noun(token)) and not preposition and noun.kind != "document":
            nouns.append(noun.like)
            around.add(noun.noun)
        elif low.isalpha() and low not in _LINKS and low not in ("a", "an"):
            around.add(low)
    for noun_like in dict.fromkeys(nouns):
        yield Role(noun_like, frozenset(around), frozenset(countries))


def shown(text: str) -> str:
    """A name as records show it: one line, no possessive, no space after a hyphen, no comma at its end."""
    text = re.sub(r"-\s+", "-", " ".join(text.split()))
    text = re.sub(r"(?<=\w)['’]s$", "", text)
    return text.strip(' ,;:“”"') or text


def _core(part: str) -> str:
    """A name's last word without an Arabic article: "al-Jaafari" and "Jaafari" are one."""
    return re.sub(r"^(?:al|el|ad|as|ash|an)-(?=\w{3})", "", part)


def prominent(figures: Iterable[Figure]) -> Figure | None:
    """The one named most often; of several the first."""
    return max(figures, key=lambda figure: (figure.count, -figure.first), default=None)
