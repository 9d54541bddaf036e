"""Whom a noun phrase without a name describes: "the Russian president", "the ministry", "the outlet", "an aide"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.codebooks.speakers import RoleNoun, fold
from onrecord.doc import Doc, WordRange
from onrecord.statements.cast import Cast, Figure, Role, prominent, roles_in, shown
from onrecord.statements.mentions import NOUN, NOUN_SUBJECT, SUBJECT, WINDOW, Mention, Mentions
from onrecord.statements.sources import QUANTITIES, Phrase, parse

__all__ = ["Descriptions", "without_article"]

_KINDS = {"person": "unnamed person", "organisation": "organisation", "outlet": "outlet", "document": "document"}
"""The source kind of what is only described, by its noun's kind."""
_THE = frozenset(("the", "that", "this"))
_GENERIC = frozenset(
    "company firm group organisation agency corporation body party network charity bank airline union".split()
)
_RANKS = frozenset("prime vice deputy assistant".split())
"""Words that make another office of one: the minister is not the prime minister."""
_LOOSE_BELOW = ("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "cc", "conj")


@dataclass(slots=True)
class Descriptions:
    """Descriptions matched with the figures of the report; with trees, its unnamed people become mentions."""

    cast: Cast
    mentions: Mentions

    def __post_init__(self) -> None:
        self.mentions.add(*list(self._noun_mentions()))

    @property
    def doc(self) -> Doc:
        """The report's parsed text."""
        return self.cast.doc

    def figure(self, phrase: Phrase, noun: RoleNoun) -> Figure:
        """Who is described, else a figure of its own under the text's words."""
        found: Figure | None = None
        if noun.kind == "outlet":
            found = self._outlet(phrase)
        elif noun.kind == "organisation":
            found = self._organisation(phrase, noun)
        elif noun.kind == "person":
            found = self._person(phrase, noun)
        return found or self._unnamed(phrase, noun)

    def _noun_mentions(self) -> Iterator[Mention]:
        """Persons without a name ("A 30-year-old teacher was held"): one as a subject, several in any place."""
        doc = self.doc
        for word, relation in enumerate(doc.deprels):
            if doc.upos[word] != "NOUN" or word in self.cast.names:
                continue
            noun, subject = self.cast.book.noun(doc.words[word]), relation.startswith("nsubj")
            if noun is None or noun.kind == "document" or not (subject or (noun.plural and noun.kind == "person")):
                continue
            below = doc.subtree(word, without=_LOOSE_BELOW)
            phrase = parse(doc, WordRange(below[0], max(word, below[-1]) + 1), self.cast.names)
            if phrase.name is None and phrase.noun is not None:
                figure = self.figure(phrase, phrase.noun)
                yield Mention(word, (figure,), NOUN_SUBJECT if subject else NOUN)

    def _unnamed(self, phrase: Phrase, noun: RoleNoun) -> Figure:
        text = shown(self.doc.text_of(phrase.words))
        named = any(word in self.cast.names for word in range(phrase.before.start, phrase.before.end))
        capital = self.doc.words[phrase.head][:1].isupper()
        if noun.kind != "person" or named:
            definite = text[:4].lower() == "the "
            text = without_article(text) if capital or named or definite else text
        figure = Figure(text, _KINDS[noun.kind], noun.gender, plural=noun.plural)
        figure.roles = list(roles_in(self.doc, phrase.before, self.cast.book))
        return figure

    # ------------------------------------------------------------ persons
    def _person(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """The person of that office: the best match of its words, then the nearest before, then the first after."""
        if noun.plural or not self._definite(phrase):
            return None
        told = roles_in(self.doc, phrase.words, self.cast.book)
        asked = next((role for role in told if role.noun in (noun.like, noun.noun)), Role(noun.like))
        before = self.mentions.before(phrase.words.start)
        last = {figure: mention.word for mention in before for figure in mention.figures}
        named = self.cast.by_role.get(asked.noun, [])
        unnamed = [figure for figure in last if figure.kind == "unnamed person" and not figure.plural]
        office = self.doc.words[phrase.head][:1].isupper() and phrase.before.end - phrase.before.start > 1
        return (
            _best(asked, noun.gender, named, last)
            or (self._without_office(phrase, noun) if office else None)
            or _best(asked, noun.gender, unnamed, last)
        )

    def _definite(self, phrase: Phrase) -> bool:
        """ "the president", "that official"; without an article only an office in capitals ("Foreign Secretary")."""
        words = self.doc.words[phrase.words.start : phrase.before.end]
        book = self.cast.book
        if words[0].lower() in QUANTITIES:
            return False
        return words[0].lower() in ("the", "that", "this") or all(
            word[:1].isupper() and (book.title(word) or fold(word) in book.modifiers or book.people(word))
            for word in words
        )

    def _without_office(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """ "The Foreign Secretary" in capitals is known to all: whom the report names most and gives no office."""
        free = [
            f
            for f in self.cast.figures
            if f.kind == "named person" and not f.roles and f.gender in ("", noun.gender or f.gender)
        ]
        return prominent(figure for figure in free if figure.first < phrase.words.start)

    # ------------------------------------------------------------ outlets and organisations
    def _outlet(self, phrase: Phrase) -> Figure | None:
        """ "the newspaper": the last outlet named; "this newspaper": the one whose report it is."""
        first, own = self.doc.words[phrase.words.start].lower(), self.doc.report.outlet
        if first in ("this", "our") and own:
            return self.cast.figure(own, "outlet")
        if first not in ("the", "that", "same") or phrase.before.end - phrase.before.start > 2:
            return None
        before = reversed(self.mentions.before(phrase.words.start))
        outlets = (figure for mention in before for figure in mention.figures if figure.kind == "outlet")
        return next((figure for figure in outlets if not figure.name.islower()), None)

    def _organisation(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """ "the ministry": the nearest with that word in its name or description; "the company": the nearest at all."""
        if noun.plural or self.doc.words[phrase.words.start].lower() not in _THE:
            return None
        asked = {fold(word) for word in self.doc.words[phrase.before.start : phrase.before.end]} - _THE - {""}
        before = self.mentions.before(phrase.words.start)
        for figure in (figure for mention in reversed(before) for figure in mention.figures):
            told = figure.words.union(*(role.words | {role.noun} for role in figure.roles))
            if figure.kind in ("organisation", "outlet") and asked <= told:
                return figure
        if noun.noun not in _GENERIC or asked != {noun.noun}:
            return None
        subjects = (mention for mention in reversed(before[-WINDOW:]) if mention.weight >= SUBJECT)
        near = (figure for mention in subjects for figure in mention.figures if figure.kind == "organisation")
        return next((figure for figure in near if not figure.name.startswith("Government")), None)


def _best(asked: Role, gender: str, figures: Iterable[Figure], last: dict[Figure, int]) -> Figure | None:
    """Whom the description fits best; of several the one mentioned last before it, else first after it."""
    scored: list[tuple[int, int, Figure]] = []
    for figure in figures:
        fit = max((_fit(asked, role) for role in figure.roles), default=-1)
        if fit >= 0 and not (gender and figure.gender and gender != figure.gender):
            scored.append((fit, last.get(figure, -figure.first - 1), figure))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _fit(asked: Role, role: Role) -> int:
    """How well a person's role answers a description, -1 if it doesn't."""
    if asked.noun != role.noun or (asked.countries and role.countries and not asked.countries & role.countries):
        return -1
    wanted = asked.words - {asked.noun}
    known = role.words - {role.noun}
    if (wanted ^ known) & _RANKS:
        return -1
    if wanted and known and not wanted & known and not asked.countries & role.countries:
        return -1
    return 2 * len(asked.countries & role.countries) + 2 * len(wanted & known) - len(wanted - known) + 10


def without_article(text: str) -> str:
    """The phrase without "the", "a" or "an" at its start."""
    return re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
