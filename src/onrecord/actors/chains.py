"""Chains: all phrases of a report that mean the same person, body, people or place, with what tied each to its chain.

Names are joined as the statements' cast joins them; nouns and pronouns are tied to the chains that stand before them,
in the order of the text. What fits none begins a chain of its own: a tie is only made where something speaks for it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.actors.antecedents import Candidate, Choice, Scene, class_of, load_weights, rank
from onrecord.actors.context import Issuer
from onrecord.actors.phrases import Phrase, find_phrases, kind_of_noun
from onrecord.actors.voices import Voices
from onrecord.codebooks.speakers import fold
from onrecord.doc import Doc, Name, WordRange
from onrecord.places.governments import capital_acts
from onrecord.statements import sources
from onrecord.statements.cast import Cast, Figure
from onrecord.statements.descriptions import Descriptions
from onrecord.statements.draft import Draft
from onrecord.statements.mentions import GENDERS, NOUN, NOUN_SUBJECT, SOURCE, Mentions

__all__ = ["Chain", "Tie", "find_chains"]

_CONFIDENCE = {
    "name": 0.97,
    "source": 0.9,
    "together": 0.75,
    "apposition": 0.95,
    "copula": 0.85,
    "description": 0.7,
    "same noun": 0.85,
    "reflexive": 0.95,
    "speaker": 0.85,
    "alone": 0.7,
}
"""That a phrase belongs to its chain, by what tied it: about as often as on news and interviews of GUM's training
list. A pronoun's is the ranker's own."""
_COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}
_TOGETHER = 3
"""Sentences in which those whom "the two leaders" means are sought."""
_SOURCES = {"one": 0.85, "they": 0.45, "it": 0.5}
"""That a pronoun which is a source is whom the statements take it for: on 73 of GUM's training list."""
_FORMER = frozenset(("former", "ex", "late", "then", "another", "new", "next"))
"""Words that make a description another's than that of who holds the office now."""
_NEAR = 60
"""Phrases looked back at for a noun that repeats."""
_RECENT = 40
"""Chains looked back at for a pronoun."""
Choose = Callable[[Scene, Phrase, Sequence[Candidate]], Choice]
"""How a pronoun of the third person is tied: the ranker, or what trains it."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A phrase of a chain, and what tied it."""

    phrase: Phrase
    rule: str
    reason: str
    confidence: float


@dataclass(slots=True, eq=False)
class Chain:
    """Phrases for one. `figure` is what the statements know of it; `members` the chains of a group meant together."""

    kind: str
    seen: Candidate
    ties: list[Tie] = field(default_factory=list)
    figure: Figure | None = None
    members: tuple["Chain", ...] = ()
    side: Figure | None = None
    """Of "we" the one who says it."""

    @property
    def phrases(self) -> Iterator[Phrase]:
        """In the order in which they were tied."""
        return (tie.phrase for tie in self.ties)


_NOBODY = Issuer()


def _ranked(scene: Scene, phrase: Phrase, candidates: Sequence[Candidate]) -> Choice:
    return rank(scene, phrase, candidates, load_weights())


def find_chains(
    doc: Doc, drafts: list[Draft], descriptions: Descriptions, issuer: Issuer = _NOBODY, choose: Choose = _ranked
) -> list[Chain]:
    """The chains of a report, by their first phrases; `descriptions` is what `speakers.resolve` learned."""
    phrases = find_phrases(doc, descriptions.cast.names)
    return _Linker(doc, drafts, descriptions, phrases, issuer, choose).run() if phrases else []


@dataclass(slots=True)
class _Linker:
    doc: Doc
    drafts: list[Draft]
    descriptions: Descriptions
    phrases: list[Phrase]
    issuer: Issuer
    choose: Choose
    by_figure: dict[tuple[Figure, ...], Chain] = field(default_factory=dict)
    by_head: dict[int, Chain] = field(default_factory=dict)
    by_candidate: dict[int, Chain] = field(default_factory=dict)
    phrase_of: dict[int, Phrase] = field(default_factory=dict)
    groups: dict[int, Chain] = field(default_factory=dict)
    nouns: dict[str, list[tuple[Phrase, Chain]]] = field(default_factory=lambda: defaultdict(list))
    found: list[Chain] = field(default_factory=list)
    recent: list[Chain] = field(default_factory=list)
    told: dict[int, tuple[Figure, ...]] = field(default_factory=dict)
    described: dict[int, Figure] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    """Words that are a source of their own: "he said"."""
    spoken: dict[Figure, set[int]] = field(default_factory=lambda: defaultdict(set))
    scene: Scene = field(init=False)
    voices: Voices = field(init=False)

    def __post_init__(self) -> None:
        for mention in self.mentions.found:
            if mention.weight == SOURCE:
                self.told[mention.word] = mention.figures
            elif mention.weight in (NOUN, NOUN_SUBJECT) and len(mention.figures) == 1:
                self.described[mention.word] = mention.figures[0]
        self.voices = Voices(self.doc, self.cast, self.drafts, self.issuer)
        self.scene = Scene(self.doc, self._quotes(), self.voices.paragraphs)
        sources = (self.doc.range_of(span) for draft in self.drafts for span in draft.source)
        self.alone = {words.start for words in sources if words.end - words.start == 1}
        for draft in self.drafts:
            for figure in self.told.get(self.doc.range_of(draft.source[0]).start, ()) if draft.source else ():
                words = (self.doc.range_of(span).start for span in draft.content)
                self.spoken[figure] |= {self.scene.quote_of[word] for word in words if word < len(self.doc)} - {0}

    def _quotes(self) -> list[int]:
        """The number of the quotation that each word stands in."""
        quote_of = [0] * len(self.doc)
        for number, span in enumerate(self.mentions.quotes, 1):
            words = self.doc.range_of(span)
            quote_of[words.start : words.end] = [number] * (words.end - words.start)
        return quote_of

    @property
    def cast(self) -> Cast:
        return self.descriptions.cast

    @property
    def mentions(self) -> Mentions:
        return self.descriptions.mentions

    def run(self) -> list[Chain]:
        for phrase in self.phrases:
            if phrase.name is not None:
                self.by_head[phrase.head] = self._chain_of_name(phrase, phrase.name)
        for phrase in self.phrases:
            if phrase.name is not None:
                said = self.doc.text_of(WordRange(phrase.name.start, phrase.name.end))
                self._tie(self.by_head[phrase.head], phrase, "name", f"the name {said!r}")
            elif phrase.form == "noun":
                self._noun(phrase)
            else:
                self._pronoun(phrase)
            self._join(phrase)
        kept = [chain for chain in self.found if chain.ties]
        return sorted(kept, key=lambda chain: chain.ties[0].phrase.words)

    # ------------------------------------------------------------ chains
    def _chain(self, figures: tuple[Figure, ...], kind: str) -> Chain:
        """The chain of figures, new if there is none; of several figures that of their group."""
        if figures not in self.by_figure:
            members = tuple(self._chain((figure,), kind) for figure in figures) if len(figures) > 1 else ()
            spoken = frozenset(number for figure in figures for number in self.spoken[figure])
            first = figures[0]
            seen = Candidate(kind, first.gender if not members else "", first.plural or bool(members), spoken)
            chain = Chain(kind, seen, figure=None if members else first, members=members)
            self.by_figure[figures] = self.by_candidate[id(seen)] = chain
            self.found.append(chain)
        return self.by_figure[figures]

    def _tie(self, chain: Chain, phrase: Phrase, rule: str, reason: str, confidence: float | None = None) -> None:
        chain.ties.append(Tie(phrase, rule, reason, _CONFIDENCE[rule] if confidence is None else confidence))
        self._see(chain, phrase)
        self.by_head[phrase.head] = chain
        self.phrase_of[phrase.head] = phrase
        if phrase.form == "noun":
            self.nouns[_lemma(self.doc, phrase)].append((phrase, chain))

    def _see(self, chain: Chain, phrase: Phrase) -> None:
        """Let the pronouns that follow see the phrase; the chains seen last come last."""
        chain.seen.phrases.append(phrase)
        if not self.recent or self.recent[-1] is not chain:
            if chain in self.recent[-_RECENT:]:
                self.recent.remove(chain)
            self.recent.append(chain)

    def _join(self, phrase: Phrase) -> None:
        """ "A and B" may be meant together by what follows: a chain without ties until something is tied to it."""
        first = self.doc.heads[phrase.head]
        if not self.doc.deprels[phrase.head].startswith("conj") or phrase.head not in self.phrase_of:
            return
        begun, one, other = self.phrase_of.get(first), self.by_head.get(first), self.by_head[phrase.head]
        if begun is None or one is None or one.kind != other.kind or not (one.figure and other.figure) or one is other:
            return
        earlier = self.groups.pop(first, None)
        figures = tuple(member.figure for member in earlier.members if member.figure) if earlier else (one.figure,)
        group = self._chain(tuple(dict.fromkeys((*figures, other.figure))), one.kind)
        if not group.members:
            return
        group.seen.members, self.groups[first] = len(group.members), group
        if earlier is not None and not earlier.ties and earlier in self.recent:
            self.recent.remove(earlier)
        whole = WordRange(begun.words.start, phrase.words.end)
        self._see(group, Phrase(whole, begun.head, one.kind, "noun", plural=True, definite=True))

    # ------------------------------------------------------------ names
    def _chain_of_name(self, phrase: Phrase, name: Name) -> Chain:
        figure = self.cast.by_start[self.cast.names[name.start].start]
        capital = phrase.kind == "place" and figure.name.startswith("Government of") and self._is_capital(name)
        if capital and phrase.words.start not in self.told and not self._capital_acts(phrase, name):
            figure = self._city(name)
        return self._chain((figure,), _kind_of_figure(figure, phrase.kind))

    def _capital_acts(self, phrase: Phrase, name: Name) -> bool:
        """ "Moscow denied it", "Moscow's policy"; not "Moscow's mayor", "Moscow's streets"."""
        above = self.doc.heads[phrase.head]
        of_acts = self.doc.deprels[phrase.head] == "nmod:poss" and not kind_of_noun(self.doc.words[above].lower())
        return of_acts or capital_acts(self.doc, WordRange(name.start, name.end))

    def _is_capital(self, name: Name) -> bool:
        return fold(self.doc.text_of(WordRange(name.start, name.end))) not in self.cast.book.countries

    def _city(self, name: Name) -> Figure:
        return self.cast.figure("city of " + self.doc.text_of(WordRange(name.start, name.end)), "place")

    # ------------------------------------------------------------ nouns
    def _noun(self, phrase: Phrase) -> None:
        for chain, rule, reason in self._ties_of_noun(phrase):
            self._tie(chain, phrase, rule, reason)
            return
        described = self.described.get(phrase.head)
        another = described is not None and described.kind == "named person" and self._is_another(phrase)
        figure = described if described is not None and not another else self._new(phrase)
        figure.plural = figure.plural or phrase.plural
        chain = self._chain((figure,), phrase.kind)
        self._tie(chain, phrase, "alone" if not chain.ties else "description", "no name or earlier words for the same")

    def _new(self, phrase: Phrase) -> Figure:
        noun = self.cast.book.noun(self.doc.words[phrase.head])
        gender = noun.gender if noun is not None and phrase.kind == "person" else ""
        return Figure(self.doc.text_of(phrase.words), _source_kind(phrase), gender)

    def _ties_of_noun(self, phrase: Phrase) -> Iterator[tuple[Chain, str, str]]:
        """What the phrase may be tied to, the surest first."""
        doc, head = self.doc, phrase.head
        if figures := self._together(phrase):
            yield self._chain(figures, phrase.kind), "together", f"named last: {_names(figures)}"
        figures = self.told.get(phrase.words.start, ())
        if figures and _kind_of_figure(figures[0], phrase.kind) == phrase.kind:
            yield self._chain(figures, phrase.kind), "source", f"it speaks for {_names(figures)}"
        yield from self._ties_of_apposition(phrase)
        if (subject := self._subject_of_predicate(head)) is not None:
            chain = self.by_head.get(subject)
            if chain is not None and self._fits(chain, phrase) and doc.words[subject].lower() != "it":
                yield chain, "copula", f"{doc.words[subject]!r} is said to be it"
        if phrase.definite and not self._possessed(phrase):
            if figure := self._described(phrase):
                yield self._chain((figure,), phrase.kind), "description", f"it describes {figure.name}"
            if chain := self._named_place(phrase):
                yield chain, "description", "the place named last"
        if phrase.definite and (chain := self._repeated(phrase)):
            yield chain, "same noun", "the same noun before it"

    def _ties_of_apposition(self, phrase: Phrase) -> Iterator[tuple[Chain, str, str]]:
        doc, head = self.doc, phrase.head
        if doc.deprels[head] == "appos" and (chain := self.by_head.get(doc.heads[head])) and self._fits(chain, phrase):
            yield chain, "apposition", f"it stands beside {doc.words[doc.heads[head]]!r}"
        for child in doc.children[head]:
            beside = self.by_head.get(child) if doc.deprels[child] == "appos" else None
            if beside and beside.figure and beside.figure.kind == "named person" and self._fits(beside, phrase):
                yield beside, "apposition", f"{doc.words[child]!r} stands beside it"

    def _together(self, phrase: Phrase) -> tuple[Figure, ...]:
        """ "The two leaders", "both sides": the last ones named that can be meant, as many as it says."""
        before = {self.doc.words[word].lower() for word in range(phrase.words.start, phrase.head)}
        wanted = next((count for word, count in _COUNTS.items() if word in before), 0)
        if not wanted or not phrase.definite or not phrase.plural:
            return ()
        here = self.scene.sentence(phrase.head)
        found: list[Figure] = []
        for chain in reversed(self.recent):
            figure, last = chain.figure, chain.seen.phrases[-1]
            if here - self.scene.sentence(last.head) > _TOGETHER or len(found) == wanted:
                break
            if figure is not None and self._may_be_one_of(figure, phrase):
                found.append(figure)
        return tuple(reversed(found)) if len(found) == wanted else ()

    def _may_be_one_of(self, figure: Figure, phrase: Phrase) -> bool:
        if phrase.kind == "person":
            return figure.kind == "named person"
        if _lemma(self.doc, phrase) in ("side", "party", "group"):
            return figure.kind == "organisation"
        return figure.name.startswith("Government of") or figure.name == "United States government"

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
        if phrase.kind == "place" or self._is_another(phrase):
            return None
        told = sources.parse(self.doc, sources.trim(self.doc, phrase.words), self.cast.names)
        if told.noun is None or told.name is not None or told.noun.kind == "document" or phrase.plural:
            return None
        figure = self.descriptions.figure(told, told.noun)
        known = (figure,) in self.by_figure and self.by_figure[(figure,)].ties
        return figure if known and _kind_of_figure(figure, phrase.kind) == phrase.kind else None

    def _is_another(self, phrase: Phrase) -> bool:
        """ "the former president" is not the president named before."""
        return bool(_FORMER & {self.doc.words[word].lower() for word in range(phrase.words.start, phrase.head)})

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
            kind = _kind_of_figure(voice.figures[0], "person")
            chain = self._chain(voice.figures, kind)
            chain.side = voice.side
            self._tie(chain, phrase, "speaker", voice.reason)
        elif subject := self._reflexive(phrase, low):
            self._tie(subject, phrase, "reflexive", "the subject of its clause")
        else:
            self._third_person(phrase, low)

    def _third_person(self, phrase: Phrase, low: str) -> None:
        is_source = phrase.head in self.alone and self.choose is _ranked  # training chooses for sources too
        figures = self.told.get(phrase.head, ()) if is_source else ()
        if figures:
            chain = self._chain(figures, _kind_of_figure(figures[0], "person"))
            self._tie(chain, phrase, "source", f"as a source it is {_names(figures)}", _SOURCES[class_of(low)])
            return
        candidates = [chain.seen for chain in self.recent[-_RECENT:]]
        choice = self.choose(self.scene, phrase, candidates)
        if choice.candidate is None:
            if low in GENDERS:
                figure = Figure(low, "unnamed person", GENDERS[low])
                self._tie(self._chain((figure,), "person"), phrase, "alone", "nobody fits")
            return
        chain = self.by_candidate[id(choice.candidate)]
        if not chain.ties:
            chain.ties.append(Tie(chain.seen.phrases[-1], "alone", "named together", _CONFIDENCE["alone"]))
        chain.seen.gender = chain.seen.gender or GENDERS.get(low, "")
        reason = f"most likely {self._called(chain)}: {choice.probability:.2f}, the next {choice.second:.2f}"
        self._tie(chain, phrase, "pronoun", reason, choice.probability)

    def _called(self, chain: Chain) -> str:
        if chain.figure is not None:
            return chain.figure.name
        return " and ".join(member.figure.name for member in chain.members if member.figure)

    def _reflexive(self, phrase: Phrase, low: str) -> Chain | None:
        if not low.endswith(("self", "selves")):
            return None
        subject = self._subject_above(phrase.head)
        return self.by_head.get(subject) if subject is not None else None

    def _subject_above(self, word: int) -> int | None:
        doc = self.doc
        for _ in range(4):
            word = doc.heads[word]
            if subject := next((c for c in doc.children[word] if doc.deprels[c].startswith("nsubj")), None):
                return subject
        return None


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
