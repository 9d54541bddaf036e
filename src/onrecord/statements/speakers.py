"""Who the source is, within the report: names, titles, acronyms, pronouns, capitals and documents resolved.

A first, plain resolution. It takes the nearest fitting candidate and invents none: what stays open keeps the text's own
words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.codebooks.speakers import fold
from onrecord.doc import Doc, Name, WordRange
from onrecord.report import Span
from onrecord.statements.cast import Cast, Figure, prominent, shown
from onrecord.statements.descriptions import Descriptions, without_article
from onrecord.statements.draft import Draft
from onrecord.statements.mentions import GENDERS, PLURALS, SOURCE, SUBJECT, THINGS, Mention, Mentions
from onrecord.statements.sources import Phrase, parse, qualifications, split, trim

__all__ = ["resolve"]

_SELVES = frozenset("i me myself my we us ourselves our".split())
_RELATIVES = frozenset("who which that whom".split())
_PRONOUNS = (
    frozenset(GENDERS) | PLURALS | THINGS | _SELVES | _RELATIVES | frozenset("you this these those what".split())
)
_ISSUING = frozenset(
    "adopt adopted adopting issue issued issuing publish published publishing release released releasing sign signed "
    "signing write wrote written passed approved drafted produced sent unveiled".split()
)
_ISSUERS = ("named person", "organisation")
_GOVERNMENT = frozenset("government regime".split())
_MINISTRIES = frozenset("department ministry office embassy government".split())
_SHARED_HEAD = re.compile(r"(?:[Tt]he )?(?P<one>[A-Z][\w ]*?) and (?P<other>[A-Z][\w ]*?) (?P<noun>\w+)")


def resolve(doc: Doc, drafts: list[Draft]) -> Descriptions:
    """Set each draft's speaker, source kind and qualifying words; take trailing relative clauses off its source.

    Returns what was learned of the report's figures and their mentions.
    """
    resolver = _Resolver(doc, drafts)
    if len(doc) and drafts:
        resolver.run()
    return resolver.descriptions


@dataclass(slots=True)
class _Answer:
    """What a phrase came to: names, and the kind of source; `figures` where they are known to the report."""

    names: list[str]
    kind: str
    figures: tuple[Figure, ...] = ()


def _are(figures: tuple[Figure, ...]) -> _Answer:
    return _Answer([figure.name for figure in figures], figures[0].kind, figures)


@dataclass(slots=True)
class _Resolver:
    doc: Doc
    drafts: list[Draft]
    cast: Cast = field(init=False)
    mentions: Mentions = field(init=False)
    descriptions: Descriptions = field(init=False)
    holders: dict[int, Draft] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.cast = Cast(self.doc)
        self.mentions = Mentions(self.cast, [span for draft in self.drafts for span in draft.content])
        self.descriptions = Descriptions(self.cast, self.mentions)
        self.holders = self._find_holders()

    def run(self) -> None:
        """Sources in the order of the text; those inside another's content after the outer ones."""
        order = sorted(
            (self._depth(draft), draft.source[0] if draft.source else (0, 0), i) for i, draft in enumerate(self.drafts)
        )
        for _, _, number in order:
            self._resolve(self.drafts[number])
        for draft in self.drafts:
            draft.qualified_by = draft.qualified_by or qualifications(self.doc, draft)
            draft.source = [self._trimmed(span) for span in draft.source]

    def _depth(self, draft: Draft) -> int:
        depth, outer = 0, self._around(draft)
        while outer is not None and depth < 5:
            depth, outer = depth + 1, self._around(outer)
        return depth

    def _around(self, draft: Draft) -> Draft | None:
        """The statement whose content holds the draft's source: as told, else the shortest content around it."""
        return draft.reported_in if draft.reported_in is not None else self.holders.get(id(draft))

    def _find_holders(self) -> dict[int, Draft]:
        """One sweep over sources and contents, in the order of the text."""
        contents = sorted(((a, b, i) for i, draft in enumerate(self.drafts) for a, b in draft.content), reverse=True)
        found: dict[int, Draft] = {}
        open_contents: list[tuple[int, int, int]] = []
        for draft in sorted((draft for draft in self.drafts if draft.source), key=lambda draft: draft.source[0]):
            start, end = draft.source[0]
            while contents and contents[-1][0] <= start:
                open_contents.append(contents.pop())
            open_contents = [content for content in open_contents if content[1] > start]
            around = [
                (b - a, i)
                for a, b, i in open_contents
                if b >= end and self.drafts[i] is not draft and not _covers(draft.content, self.drafts[i].source)
            ]
            if around:
                found[id(draft)] = self.drafts[min(around)[1]]
        return found

    def _resolve(self, draft: Draft) -> None:
        if not draft.source:
            draft.speaker, draft.source_kind = [], "nobody"
            return
        answers = [answer for span in draft.source for answer in self._answer_span(draft, span)]
        if not answers:
            draft.speaker, draft.source_kind = [], "nobody"
            return
        draft.speaker = list(dict.fromkeys(name for answer in answers for name in answer.names))
        draft.source_kind = answers[0].kind
        figures = tuple(figure for answer in answers for figure in answer.figures)
        if figures:
            self.mentions.add(Mention(self.doc.range_of(draft.source[0]).start, figures, SOURCE))

    def _answer_span(self, draft: Draft, span: Span) -> Iterator[_Answer]:
        words = self.doc.range_of(span)
        if words.end > words.start:
            words = trim(self.doc, words)
            if shared := self._shared_head(words):
                yield shared
                return
            for part in split(self.doc, words, self.cast.names):
                if part.end > part.start:
                    yield self._answer(draft, part)

    def _trimmed(self, span: Span) -> Span:
        words = self.doc.range_of(span)
        return self.doc.span(trim(self.doc, words)) if words.end > words.start else span

    # ------------------------------------------------------------ phrases
    def _answer(self, draft: Draft, words: WordRange) -> _Answer:
        doc, token = self.doc, self.doc.words[words.start].lower()
        if words.end - words.start == 1 and token in _PRONOUNS:
            return self._pronoun(draft, words.start, token)
        phrase = parse(doc, words, self.cast.names)
        if phrase.name is not None:
            return self._name(phrase, phrase.name)
        text = doc.text_of(words)
        if government := self._government(phrase):
            return _Answer([government], "organisation", (self.cast.figure(government, "organisation"),))
        if phrase.noun is None:
            return self._unknown(phrase, text)
        if phrase.noun.kind == "document":
            return self._document(phrase, shown(text))
        return _are((self.descriptions.figure(phrase, phrase.noun),))

    def _name(self, phrase: Phrase, name: Name) -> _Answer:
        figure = self.cast.by_start.get(self.cast.names[name.start].start)
        if figure is None:
            return _Answer([shown(self.doc.text_of(phrase.words))], "organisation")
        before = self.doc.words[phrase.before.start : name.start]
        if figure.kind == "organisation" and any(word[:1].isupper() and word.lower() != "the" for word in before):
            longer = without_article(shown(self.doc.text_of(phrase.before)))
            return _Answer([longer], "organisation", (figure,))
        if figure.kind == "unnamed person":
            return _Answer([shown(self.doc.text_of(phrase.words))], figure.kind, (figure,))
        return _Answer([figure.name], figure.kind, (figure,))

    def _government(self, phrase: Phrase) -> str | None:
        """Of "the Russian government", "Iraq's government", "the government of Iraq"."""
        if phrase.noun is None or phrase.noun.noun not in _GOVERNMENT:
            return None
        around = [self.doc.words[word] for word in range(phrase.words.start, phrase.words.end)]
        found = {g for word in around if (g := self.cast.book.people(word) or self.cast.book.government(word))}
        for name in {
            self.cast.names[word] for word in range(phrase.words.start, phrase.words.end) if word in self.cast.names
        }:
            if government := self.cast.book.government(self.doc.text_of(WordRange(name.start, name.end))):
                found.add(government)
        return next(iter(found)) if len(found) == 1 else None

    def _unknown(self, phrase: Phrase, text: str) -> _Answer:
        """A head that no table knows: in capitals it is somebody's name that was not recognised, else a person."""
        capital = self.doc.words[phrase.head][:1].isupper()
        name = without_article(shown(text)) if capital else shown(text)
        if capital and (government := self.cast.book.government(name)):
            return _Answer([government], "organisation", (self.cast.figure(government, "organisation"),))
        if capital and self.cast.book.is_outlet(name):
            return _Answer([name], "outlet", (self.cast.figure(name, "outlet"),))
        if capital:
            return self._unrecognised(phrase, name)
        people = self.cast.book.people(self.doc.words[phrase.head])
        return _Answer([shown(text)], "unnamed person" if people or not capital else "organisation")

    def _unrecognised(self, phrase: Phrase, name: str) -> _Answer:
        tokens = name.split()
        last = fold(tokens[-1])
        if known := prominent(self.cast.persons_by_last.get(last, [])) or prominent(
            self.cast.persons_by_first.get(last, [])
        ):
            return _Answer([known.name], known.kind, (known,))
        while len(tokens) > 1 and self.cast.book.title(tokens[0]):
            tokens = tokens[1:]
        titled = len(tokens) < len(name.split())
        if titled or (len(tokens) > 1 and self.cast.book.gender(tokens[0])):
            return _Answer([" ".join(tokens)], "named person", (self.cast.figure(" ".join(tokens), "named person"),))
        return _Answer([name], "organisation", (self.cast.figure(name, "organisation"),))

    def _shared_head(self, words: WordRange) -> _Answer | None:
        """ "the State and Homeland Security Departments": two institutions with one noun."""
        match = _SHARED_HEAD.fullmatch(self.doc.text_of(words))
        noun = self.cast.book.noun(match["noun"]) if match else None
        if match is None or noun is None or noun.kind != "organisation" or not noun.plural:
            return None
        names = [f"{first} {noun.noun.capitalize()}" for first in (match["one"], match["other"])]
        return _Answer(names, "organisation", tuple(self.cast.figure(name, "organisation") for name in names))

    # ------------------------------------------------------------ documents
    def _document(self, phrase: Phrase, text: str) -> _Answer:
        """A document speaks for whoever issued it, where the report tells."""
        issuers = self._issuers(phrase)
        if issuers:
            return _Answer([name for answer in issuers for name in answer.names], "document")
        return _Answer([without_article(text) if text[:4].lower() == "the " else text], "document")

    def _issuers(self, phrase: Phrase) -> list[_Answer]:
        words, tokens = phrase.words, self.doc.words
        for word in range(words.start, words.end):
            if tokens[word].lower() in ("by", "from") and word > phrase.head:
                return self._issuer(WordRange(word + 1, words.end))
        for word in range(words.start, phrase.head):
            if tokens[word] in ("'s", "’s", "'", "’"):
                return self._issuer(WordRange(words.start, word))
        named = [
            self.cast.names[word]
            for word in range(words.start, phrase.head)
            if word in self.cast.names and self.cast.names[word].end <= phrase.head
        ]
        if named and named[-1].kind in ("organisation", "person"):
            return self._issuer(WordRange(named[-1].start, named[-1].end))
        return self._issued_by(phrase)

    def _issuer(self, words: WordRange) -> list[_Answer]:
        empty = Draft([], [], [])
        parts = [part for part in split(self.doc, words, self.cast.names) if part.end > part.start]
        return [self._answer(empty, part) for part in parts]

    def _issued_by(self, phrase: Phrase) -> list[_Answer]:
        """ "X adopted the resolution", "X met Y to sign a joint statement": who stands before the verb."""
        if not self.doc.sentence_starts:
            return []
        sentence = self.doc.sentence_of(phrase.words.start)
        between = range(max(sentence.start, phrase.words.start - 4), phrase.words.start)
        verb = next((word for word in between if self.doc.words[word].lower() in _ISSUING), None)
        if verb is None:
            return []
        inside = [m for m in self.mentions.before(verb) if m.word >= sentence.start and m.weight != SOURCE]
        joint = "joint" in (self.doc.words[word].lower() for word in range(phrase.before.start, phrase.before.end))
        speakers = [f for m in inside for f in m.figures if f.kind in _ISSUERS]
        people = [f for f in dict.fromkeys(speakers) if f.kind == "named person"]
        if joint and len(people) > 1:
            return [_Answer([figure.name], figure.kind, (figure,)) for figure in people[:2]]
        subjects = [f for m in inside if m.weight == SUBJECT for f in m.figures if f.kind in _ISSUERS]
        return [_Answer([f.name], f.kind, (f,)) for f in subjects[:1]]

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, draft: Draft, word: int, pronoun: str) -> _Answer:
        if pronoun in _SELVES:
            return self._self(draft, word)
        if pronoun in _RELATIVES:
            return self._antecedent(word)
        around = self._around(draft)
        inside = around is not None and self.mentions.quote_at(word) is not None
        if figures := self.mentions.focus(word, pronoun, around.speaker if around is not None and inside else ()):
            return _are(figures)
        kind = "organisation" if pronoun in THINGS else "unnamed person"
        return _Answer([self.doc.words[word]], kind)

    def _self(self, draft: Draft, word: int) -> _Answer:
        """ "I" and "we": the speaker of the words around, else the outlet of a release."""
        around = self._around(draft)
        if around is not None and around.speaker:
            return _Answer(list(around.speaker), around.source_kind)
        outlet = self.doc.report.outlet
        if outlet:
            return _Answer([self._issuing(outlet)], "organisation")
        return _Answer([self.doc.words[word]], "unnamed person")

    def _issuing(self, outlet: str) -> str:
        """A ministry's release speaks for its government: "US Department of State" for the United States government."""
        first, _, rest = outlet.partition(" ")
        noun = any(fold(part) in _MINISTRIES for part in rest.split())
        government = self.cast.book.people(first) or self.cast.book.government(first)
        return government if government and noun else outlet

    def _antecedent(self, word: int) -> _Answer:
        """ "Mr X, who said": what the relative clause belongs to."""
        doc, start, person = self.doc, word - 12, self.doc.words[word].lower() != "which"
        if doc.heads:
            clause = next((w for w in self._up(word) if doc.deprels[w].startswith("acl")), None)
            if clause is not None and doc.heads[clause] < word:
                start = doc.heads[clause] - 3
                word = doc.heads[clause] + 4 if doc.heads[clause] + 4 < word else word
        for mention in reversed(self.mentions.before(word)):
            if mention.word < start:
                break
            if not person or mention.figures[0].kind in ("named person", "unnamed person"):
                return _are(mention.figures)
        return _Answer([doc.words[word]], "unnamed person")

    def _up(self, word: int) -> Iterator[int]:
        for _ in range(6):
            yield word
            if self.doc.heads[word] == word:
                return
            word = self.doc.heads[word]


def _covers(content: Iterable[Span], spans: Iterable[Span]) -> bool:
    return any(a <= start and end <= b for a, b in content for start, end in spans)
