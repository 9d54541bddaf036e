"""Chains: all phrases of a report that mean the same person, body, people or place, with what tied each to its chain.

Names are joined as the statements' cast joins them; nouns and pronouns are tied to the chains that stand before them, in
the order of the text. What fits none begins a chain of its own: a tie is only made where something speaks for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.actors.phrases import Phrase, find_phrases
from onrecord.actors.voices import Voices
from onrecord.codebooks.speakers import fold
from onrecord.doc import Doc, Name, WordRange
from onrecord.statements import sources
from onrecord.statements.cast import Cast, Figure
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.draft import Draft
from onrecord.statements.mentions import GENDERS, NOUN, NOUN_SUBJECT, PLURALS, SOURCE, SUBJECT, Mention, Mentions

__all__ = ["Chain", "Tie", "find_chains"]

CONFIDENCE = {
    "name": 0.97,
    "first name seen": 0.97,
    "source": 0.9,
    "apposition": 0.9,
    "copula": 0.8,
    "description": 0.8,
    "same noun": 0.75,
    "reflexive": 0.9,
    "pronoun, one candidate": 0.85,
    "pronoun": 0.7,
    "pronoun, close second": 0.5,
    "speaker": 0.85,
    "alone": 0.9,
}
"""That a phrase belongs to its chain, by what tied it: set by hand from the news and interviews of GUM's training list."""
_NEAR = 60
"""Phrases looked back at for a noun that repeats."""
_LOCAL = frozenset("country nation state city town village region province area capital island district place".split())


@dataclass(frozen=True, slots=True)
class Tie:
    """A phrase of a chain, and what tied it: a key of CONFIDENCE, and the words for it."""

    phrase: Phrase
    rule: str
    reason: str


@dataclass(slots=True, eq=False)
class Chain:
    """Phrases for one. `figure` is what the statements know of it; `members` the chains of a group meant together."""

    kind: str
    ties: list[Tie] = field(default_factory=list)
    figure: Figure | None = None
    members: tuple["Chain", ...] = ()

    @property
    def phrases(self) -> Iterator[Phrase]:
        """In the order in which they were tied."""
        return (tie.phrase for tie in self.ties)


def find_chains(doc: Doc, drafts: list[Draft], descriptions: Descriptions) -> list[Chain]:
    """The chains of a report, by their first phrases; `descriptions` is what `speakers.resolve` learned."""
    phrases = find_phrases(doc, descriptions.cast.names)
    return _Linker(doc, drafts, descriptions, phrases).run() if phrases else []


@dataclass(slots=True)
class _Linker:
    doc: Doc
    drafts: list[Draft]
    descriptions: Descriptions
    phrases: list[Phrase]
    by_figure: dict[tuple[Figure, ...], Chain] = field(default_factory=dict)
    by_head: dict[int, Chain] = field(default_factory=dict)
    nouns: dict[str, list[tuple[Phrase, Chain]]] = field(default_factory=lambda: defaultdict(list))
    found: list[Chain] = field(default_factory=list)
    told: dict[int, tuple[Figure, ...]] = field(default_factory=dict)
    described: dict[int, Figure] = field(default_factory=dict)
    voices: Voices = field(init=False)

    def __post_init__(self) -> None:
        for mention in self.mentions.found:
            if mention.weight == SOURCE:
                self.told[mention.word] = mention.figures
            elif mention.weight in (NOUN, NOUN_SUBJECT) and len(mention.figures) == 1:
                self.described[mention.word] = mention.figures[0]
        self.voices = Voices(self.doc, self.cast, self.drafts)

    @property
    def cast(self) -> Cast:
        return self.descriptions.cast

    @property
    def mentions(self) -> Mentions:
        return self.descriptions.mentions

    def run(self) -> list[Chain]:
        for phrase in self.phrases:
            if phrase.form == "name":
                self._name(phrase)
        for phrase in self.phrases:
            if phrase.form == "noun":
                self._noun(phrase)
            elif phrase.form == "pronoun":
                self._pronoun(phrase)
        kept = [chain for chain in self.found if chain.ties]
        for chain in kept:
            chain.ties.sort(key=lambda tie: (tie.phrase.words.start, -tie.phrase.words.end))
        return sorted(kept, key=lambda chain: chain.ties[0].phrase.words)

    # ------------------------------------------------------------ chains
    def _chain(self, figures: tuple[Figure, ...], kind: str) -> Chain:
        """The chain of figures, new if there is none; of several figures that of their group."""
        if figures not in self.by_figure:
            members = tuple(self._chain((figure,), kind) for figure in figures) if len(figures) > 1 else ()
            chain = Chain(kind, figure=figures[0] if len(figures) == 1 else None, members=members)
            self.by_figure[figures] = chain
            self.found.append(chain)
        return self.by_figure[figures]

    def _tie(self, chain: Chain, phrase: Phrase, rule: str, reason: str) -> None:
        chain.ties.append(Tie(phrase, rule, reason))
        self.by_head[phrase.head] = chain
        if phrase.form == "noun":
            self.nouns[_lemma(self.doc, phrase)].append((phrase, chain))

    # ------------------------------------------------------------ names
    def _name(self, phrase: Phrase) -> None:
        assert phrase.name is not None
        figure = self.cast.by_start[self.cast.names[phrase.name.start].start]
        key = (figure,)
        if phrase.kind == "place" and figure.name.startswith("Government of") and self._is_capital(phrase.name):
            key = (self._city(phrase.name),)
        chain = self._chain(key, _kind_of_figure(key[0], phrase.kind))
        said = self.doc.text_of(WordRange(phrase.name.start, phrase.name.end))
        self._tie(chain, phrase, "name", f"the name {said!r}")

    def _is_capital(self, name: Name) -> bool:
        return fold(self.doc.text_of(WordRange(name.start, name.end))) not in self.cast.book.countries

    def _city(self, name: Name) -> Figure:
        return self.cast.figure("city of " + self.doc.text_of(WordRange(name.start, name.end)), "place")

    # ------------------------------------------------------------ nouns
    def _noun(self, phrase: Phrase) -> None:
        for chain, rule, reason in self._ties_of_noun(phrase):
            self._tie(chain, phrase, rule, reason)
            return
        figure = self.described.get(phrase.head) or Figure(self.doc.text_of(phrase.words), _source_kind(phrase))
        figure.plural = figure.plural or phrase.plural
        chain = self._chain((figure,), phrase.kind)
        self._tie(chain, phrase, "alone" if not chain.ties else "description", "no name or earlier words for the same")

    def _ties_of_noun(self, phrase: Phrase) -> Iterator[tuple[Chain, str, str]]:
        """What the phrase may be tied to, the surest first."""
        doc, head = self.doc, phrase.head
        if figures := self.told.get(phrase.words.start):
            if all(chain_kind == phrase.kind for chain_kind in [_kind_of_figure(figures[0], phrase.kind)]):
                yield self._chain(figures, phrase.kind), "source", f"it speaks for {_names(figures)}"
        if doc.deprels[head] == "appos" and (chain := self.by_head.get(doc.heads[head])) and self._fits(chain, phrase):
            yield chain, "apposition", f"it stands beside {doc.words[doc.heads[head]]!r}"
        if (subject := self._subject_of_predicate(head)) is not None:
            chain = self.by_head.get(subject)
            if chain is not None and self._fits(chain, phrase) and not doc.words[subject].lower() == "it":
                yield chain, "copula", f"{doc.words[subject]!r} is said to be it"
        if phrase.definite and not self._possessed(phrase):
            if figure := self._described(phrase):
                yield self._chain((figure,), phrase.kind), "description", f"it describes {figure.name}"
            if chain := self._named_place(phrase):
                yield chain, "description", "the place named last"
        if phrase.definite and (chain := self._repeated(phrase)):
            yield chain, "same noun", "the same noun before it"

    def _fits(self, chain: Chain, phrase: Phrase) -> bool:
        plural = chain.figure.plural if chain.figure else True
        return chain.kind == phrase.kind and (plural == phrase.plural or phrase.kind != "person")

    def _subject_of_predicate(self, head: int) -> int | None:
        doc = self.doc
        copula = any(doc.deprels[child].startswith("cop") for child in doc.children[head])
        negated = any(doc.words[child].lower() in ("not", "n't", "never") for child in doc.children[head])
        if not copula or negated:
            return None
        return next((child for child in doc.children[head] if doc.deprels[child] == "nsubj"), None)

    def _possessed(self, phrase: Phrase) -> bool:
        return any(self.doc.deprels[child] == "nmod:poss" for child in self.doc.children[phrase.head])

    def _described(self, phrase: Phrase) -> Figure | None:
        """The figure of the report that a definite description fits, by the office or noun it tells."""
        if phrase.kind == "place":
            return None
        told = sources.parse(self.doc, sources.trim(self.doc, phrase.words), self.cast.names)
        if told.noun is None or told.name is not None or told.noun.kind == "document" or phrase.plural:
            return None
        figure = self.descriptions.figure(told, told.noun)
        known = (figure,) in self.by_figure and self.by_figure[(figure,)].ties
        return figure if known and _kind_of_figure(figure, phrase.kind) == phrase.kind else None

    def _named_place(self, phrase: Phrase) -> Chain | None:
        """ "the country", "the city": the place named last that can be one."""
        noun = _lemma(self.doc, phrase)
        if (
            phrase.plural
            or noun not in ("country", "nation", "city", "town")
            or phrase.words.end - phrase.words.start > 2
        ):
            return None
        for earlier in reversed(self._names_before(phrase)):
            figure = self.by_head[earlier.head].figure
            country = figure is not None and figure.name.startswith("Government of")
            if earlier.kind == "place" and country == (noun in ("country", "nation")):
                return self.by_head[earlier.head]
        return None

    def _names_before(self, phrase: Phrase) -> list[Phrase]:
        return [p for p in self.phrases if p.form == "name" and p.words.start < phrase.words.start][-20:]

    def _repeated(self, phrase: Phrase) -> Chain | None:
        """The chain whose noun the phrase repeats, with no attribute that the other lacks."""
        for earlier, chain in reversed(self.nouns[_lemma(self.doc, phrase)][-_NEAR:]):
            if (
                earlier.plural == phrase.plural
                and not _inside(phrase, earlier)
                and self._attributes(phrase) <= self._attributes(earlier)
            ):
                return chain
        return None

    def _attributes(self, phrase: Phrase) -> set[str]:
        kept = ("amod", "compound", "nmod", "nummod")
        return {
            self.doc.words[child].lower()
            for child in self.doc.children[phrase.head]
            if self.doc.deprels[child].startswith(kept)
        }

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, phrase: Phrase) -> None:
        low = self.doc.words[phrase.head].lower()
        if voice := self.voices.of(phrase.head, low):
            chain = self._chain(voice.figures, "person")
            self._tie(chain, phrase, "speaker", voice.reason)
            return
        figures, rule, reason = self._antecedent(phrase, low)
        if figures:
            kind = _kind_of_figure(figures[0], "person")
            self._tie(self._chain(figures, kind), phrase, rule, reason)
            if self.doc.deprels[phrase.head].startswith("nsubj") and phrase.words.start not in self.told:
                self.mentions.add(Mention(phrase.head, figures, 0.8 * SUBJECT))
        elif low in GENDERS:
            self._tie(
                self._chain((Figure(low, "unnamed person", GENDERS[low]),), "person"), phrase, "alone", "nobody fits"
            )

    def _antecedent(self, phrase: Phrase, low: str) -> tuple[tuple[Figure, ...], str, str]:
        if figures := self.told.get(phrase.head):
            return figures, "source", f"resolved as a source: {_names(figures)}"
        if low.endswith(("self", "selves")) and (subject := self._subject_above(phrase.head)) is not None:
            chain = self.by_head.get(subject)
            if chain is not None and chain.figure is not None:
                return (chain.figure,), "reflexive", f"the subject of its clause is {self.doc.words[subject]!r}"
        barred = self._barred(phrase.head, low)
        figures = self.mentions.focus(phrase.head, low, barred)
        return figures, "pronoun", f"nearest and most prominent that fits: {_names(figures)}" if figures else ""

    def _subject_above(self, word: int) -> int | None:
        doc = self.doc
        for _ in range(4):
            word = doc.heads[word]
            if subject := next((c for c in doc.children[word] if doc.deprels[c].startswith("nsubj")), None):
                return subject
        return None

    def _barred(self, word: int, low: str) -> tuple[str, ...]:
        """An object is not the subject of its own verb, if it is not reflexive."""
        doc = self.doc
        if not doc.deprels[word].startswith(("obj", "iobj", "obl")) or low.endswith(("self", "selves")):
            return ()
        verb = doc.heads[word]
        subject = next((c for c in doc.children[verb] if doc.deprels[c].startswith("nsubj")), None)
        chain = self.by_head.get(subject) if subject is not None else None
        return (chain.figure.name,) if chain is not None and chain.figure is not None else ()


def _names(figures: Iterable[Figure]) -> str:
    return " and ".join(figure.name for figure in figures)


def _lemma(doc: Doc, phrase: Phrase) -> str:
    return doc.lemmas[phrase.head].lower()


def _inside(inner: Phrase, outer: Phrase) -> bool:
    return outer.words.start <= inner.words.start and inner.words.end <= outer.words.end


def _source_kind(phrase: Phrase) -> str:
    return {"person": "unnamed person", "organisation": "organisation"}.get(phrase.kind, "place")


def _kind_of_figure(figure: Figure, told: str) -> str:
    """person, organisation or place: by the figure, and by how the phrase was read where that leaves it open."""
    if figure.kind in ("named person", "unnamed person"):
        return "person"
    return told if told != "person" else "organisation"
