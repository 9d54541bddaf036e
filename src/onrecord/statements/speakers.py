"""Who the source is, within the report: names, titles, acronyms, pronouns, capitals and documents resolved.

A first, plain resolution. It takes the nearest fitting candidate and invents none: what stays open keeps the text's own
words.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from onrecord.codebooks.speakers import RoleNoun, fold
from onrecord.doc import Doc, Name, WordRange
from onrecord.report import Span
from onrecord.statements.draft import Draft
from onrecord.statements.figures import Cast, Figure, Mention, Role, prominent, roles_in, shown
from onrecord.statements.sources import PREPOSITIONS, QUANTITIES, Phrase, parse, qualifications, split, trim

__all__ = ["resolve"]

_GENDERS = {"he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "hers": "f"}
_PLURALS = frozenset("they them themselves their both".split())
_THINGS = frozenset("it itself its".split())
_SELVES = frozenset("i me myself my we us ourselves our".split())
_OTHERS = frozenset("you who which that this these those what".split())
_PRONOUNS = frozenset(_GENDERS) | _PLURALS | _THINGS | _SELVES | _OTHERS
_RELATIVES = frozenset("who which that whom".split())
_SUBJECTS = ("nsubj", "csubj")
_LOOSE_BELOW = ("acl:relcl", "acl", "appos", "parataxis", "punct", "case", "cc", "conj")
_CLIMB = ("flat", "appos", "compound", "nmod:desc", "flat:name")
_MEETING = frozenset(
    "met meet meets meeting talks joined hosted discussed signed agreed spoke welcomed received phoned".split()
)
_ISSUING = frozenset(
    "adopt adopted adopting issue issued issuing publish published publishing release released releasing sign signed "
    "signing write wrote written passed approved drafted produced sent unveiled".split()
)
_GENERIC = frozenset(
    "company firm group organisation agency corporation body party network charity bank airline union".split()
)
_BARE_GOVERNMENT = frozenset("government regime".split())
_QUOTES = ('"', "“", "”", "„", "«", "''", "``", "'", "‘")
_WINDOW, _FAR = 24, 400
"""Mentions looked back at for a pronoun, and for a description."""

# How strongly a mention draws a pronoun, and how fast that fades: chosen on news and interviews of GUM's training list.
_SOURCE, _SUBJECT, _NOUN_SUBJECT, _NOUN, _OTHER, _ATTRIBUTE, _IN_QUOTE = 1.8, 1.6, 1.0, 0.7, 0.8, 0.5, 0.35
_FADE, _WORDS_A_STEP, _QUOTED_WORD, _KNOWN_GENDER, _REPEATED = 0.6, 20, 0.15, 1.25, 0.15


def resolve(doc: Doc, drafts: list[Draft]) -> None:
    """Set each draft's speaker, source kind and qualifying words; take trailing relative clauses off its source."""
    if len(doc):
        _Resolver(doc, drafts).run()


@dataclass(slots=True)
class _Answer:
    """What a phrase came to: names, and the kind of source; `figures` where they are known to the report."""

    names: list[str]
    kind: str
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _Resolver:
    doc: Doc
    drafts: list[Draft]
    cast: Cast = field(init=False)
    mentions: list[Mention] = field(default_factory=list)
    holders: dict[int, Draft] = field(default_factory=dict)
    quotes: list[Span] = field(default_factory=list)
    distance: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cast = Cast(self.doc)
        self.quotes = _merged(span for draft in self.drafts for span in draft.content if self._opens(span))
        self.holders = self._find_holders()
        self.distance = list(accumulate(self._steps(), initial=0.0))
        self.mentions = self._mentions()

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
            self._add(Mention(self.doc.range_of(draft.source[0]).start, figures, _SOURCE))

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

    # ------------------------------------------------------------ mentions
    def _opens(self, span: Span) -> bool:
        return self.doc.report.text[span[0] : span[0] + 1] in _QUOTES

    def _steps(self) -> Iterator[float]:
        quotes = iter(self.quotes)
        here = next(quotes, None)
        for start, _ in self.doc.spans:
            while here is not None and here[1] <= start:
                here = next(quotes, None)
            yield (_QUOTED_WORD if here is not None and here[0] <= start else 1.0) / _WORDS_A_STEP

    def _quote_at(self, word: int) -> Span | None:
        start = self.doc.spans[word][0]
        position = bisect_right(self.quotes, (start, len(self.doc.report.text) + 1)) - 1
        return self.quotes[position] if position >= 0 and self.quotes[position][1] > start else None

    def _mentions(self) -> list[Mention]:
        found = [
            Mention(name.start, (self.cast.by_start[name.start],), self._weight(name))
            for name in dict.fromkeys(self.cast.names.values())
        ]
        found += self._noun_mentions()
        found.sort(key=lambda mention: mention.word)
        found += self._meetings(found)
        found.sort(key=lambda mention: mention.word)
        return found

    def _add(self, mention: Mention) -> None:
        insort(self.mentions, mention, key=lambda other: other.word)

    def _weight(self, name: Name) -> float:
        words = self.doc.sentence_of(name.start) if self.doc.sentence_starts else WordRange(name.start, name.end)
        after = self.doc.words[name.end].lower() if name.end < len(self.doc) else ""
        if after in ("'s", "’s", "'", "’"):
            return _ATTRIBUTE
        if self._is_subject(name, words):
            return _SUBJECT
        before = self.doc.words[name.start - 1].lower() if name.start else ""
        return _ATTRIBUTE if before in PREPOSITIONS else _OTHER

    def _is_subject(self, name: Name, sentence: WordRange) -> bool:
        doc = self.doc
        if (
            not doc.heads
            or not sentence.start <= doc.heads[doc.head_of(WordRange(name.start, name.end))] < sentence.end
        ):
            return self._looks_like_subject(name, sentence)
        word = doc.head_of(WordRange(name.start, name.end))
        for _ in range(4):
            if not doc.deprels[word].startswith(_CLIMB) or abs(doc.heads[word] - word) > 12:
                break
            word = doc.heads[word]
        return doc.deprels[word].startswith(_SUBJECTS)

    def _looks_like_subject(self, name: Name, sentence: WordRange) -> bool:
        """Without a tree: the first name before a verb, that is before a small word which is no preposition."""
        before = self.doc.words[name.start - 1].lower() if name.start > sentence.start else ""
        after = self.doc.words[name.end] if name.end < sentence.end else ""
        earlier = any(word in self.cast.names for word in range(sentence.start, name.start))
        verb = after.islower() and after not in PREPOSITIONS and after not in ("and", "or", "who")
        return before not in PREPOSITIONS and (verb or not earlier)

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
                figure = self._by_description(phrase, phrase.noun) or self._unnamed(phrase, phrase.noun)
                yield Mention(word, (figure,), _NOUN_SUBJECT if subject else _NOUN)

    def _meetings(self, found: list[Mention]) -> list[Mention]:
        """Two who met are "they" in the next sentence."""
        pairs, starts = [], [mention.word for mention in found]
        for sentence in self.doc.sentences():
            if not any(word.lower() in _MEETING for word in self.doc.words[sentence.start : sentence.end]):
                continue
            inside = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            people = list(dict.fromkeys(f for mention in inside for f in mention.figures if f.kind == "named person"))
            if len(people) > 1:
                pairs.append(Mention(sentence.end - 1, tuple(people[:2]), _SUBJECT))
        return pairs

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
            return _Answer([government], "organisation", (self._figure(government, "organisation"),))
        if phrase.noun is None:
            return self._unknown(phrase, text)
        return self._description(draft, phrase, phrase.noun)

    def _name(self, phrase: Phrase, name: Name) -> _Answer:
        figure = self.cast.by_start.get(self.cast.names[name.start].start)
        if figure is None:
            return _Answer([shown(self.doc.text_of(phrase.words))], "organisation")
        before = self.doc.words[phrase.before.start : name.start]
        if figure.kind == "organisation" and any(word[:1].isupper() and word.lower() != "the" for word in before):
            longer = _without_article(shown(self.doc.text_of(phrase.before)))
            return _Answer([longer], "organisation", (figure,))
        if figure.kind == "unnamed person":
            return _Answer([shown(self.doc.text_of(phrase.words))], figure.kind, (figure,))
        return _Answer([figure.name], figure.kind, (figure,))

    def _government(self, phrase: Phrase) -> str | None:
        """Of "the Russian government", "Iraq's government", "the government of Iraq"."""
        if phrase.noun is None or phrase.noun.noun not in _BARE_GOVERNMENT:
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
        name = _without_article(shown(text)) if capital else shown(text)
        if capital and (government := self.cast.book.government(name)):
            return _Answer([government], "organisation", (self._figure(government, "organisation"),))
        if capital and self.cast.book.is_outlet(name):
            return _Answer([name], "outlet", (self._figure(name, "outlet"),))
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
            return _Answer([" ".join(tokens)], "named person", (self._figure(" ".join(tokens), "named person"),))
        return _Answer([name], "organisation", (self._figure(name, "organisation"),))

    def _figure(self, name: str, kind: str) -> Figure:
        key = (
            ("government " + name)
            if name.startswith("Government of") or name == "United States government"
            else fold(name)
        )
        if key not in self.cast.by_key:
            self.cast.by_key[key] = Figure(name, kind, words=frozenset(fold(name).split()))
            self.cast.figures.append(self.cast.by_key[key])
        return self.cast.by_key[key]

    # ------------------------------------------------------------ descriptions
    def _description(self, draft: Draft, phrase: Phrase, noun: RoleNoun) -> _Answer:
        """A noun phrase without a name of its own: "the Russian president", "the outlet", "a police officer"."""
        text = shown(self.doc.text_of(phrase.words))
        if noun.kind == "outlet" and (outlet := self._outlet(phrase)):
            return outlet
        if noun.kind == "document":
            return self._document(draft, phrase, text)
        if noun.kind == "organisation" and (organisation := self._organisation(phrase, noun)):
            return _Answer([organisation.name], organisation.kind, (organisation,))
        if noun.kind == "person" and (figure := self._by_description(phrase, noun)):
            return _Answer([figure.name], figure.kind, (figure,))
        figure = self._unnamed(phrase, noun)
        return _Answer([figure.name], figure.kind, (figure,))

    def _unnamed(self, phrase: Phrase, noun: RoleNoun) -> Figure:
        text = shown(self.doc.text_of(phrase.words))
        kinds = {"person": "unnamed person", "organisation": "organisation", "outlet": "outlet", "document": "document"}
        named = any(word in self.cast.names for word in range(phrase.before.start, phrase.before.end))
        capital = self.doc.words[phrase.head][:1].isupper()
        if noun.kind != "person" or named:
            definite = text[:4].lower() == "the "
            text = _without_article(text) if capital or named or definite else text
        figure = Figure(text, kinds[noun.kind], noun.gender, plural=noun.plural)
        figure.roles = list(roles_in(self.doc, phrase.before, self.cast.book))
        return figure

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

    def _by_description(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """The person of that office: the best match of its words, then the nearest before, then the first after."""
        if noun.plural or not self._definite(phrase):
            return None
        asked = next(
            (r for r in roles_in(self.doc, phrase.before, self.cast.book) if r.noun in (noun.like, noun.noun)),
            Role(noun.like),
        )
        last = {id(f): m.word for m in self._before(phrase.words.start) for f in m.figures}
        named = self.cast.by_role.get(asked.noun, [])
        unnamed = list(dict.fromkeys(self._unnamed_before(phrase.words.start)))
        office = self.doc.words[phrase.head][:1].isupper() and phrase.before.end - phrase.before.start > 1
        if found := _best(asked, noun.gender, named, last):
            return found
        return (office and self._without_office(phrase, noun)) or _best(asked, noun.gender, unnamed, last)

    def _unnamed_before(self, word: int) -> Iterator[Figure]:
        before = (figure for mention in self._before(word) for figure in mention.figures)
        return (figure for figure in before if figure.kind == "unnamed person" and not figure.plural)

    def _without_office(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """ "The Foreign Secretary" in capitals is known to all: whom the report names most and gives no office."""
        free = [
            f
            for f in self.cast.figures
            if f.kind == "named person" and not f.roles and f.gender in ("", noun.gender or f.gender)
        ]
        return prominent(figure for figure in free if figure.first < phrase.words.start)

    def _outlet(self, phrase: Phrase) -> _Answer | None:
        first = self.doc.words[phrase.words.start].lower()
        own = self.doc.report.outlet
        if first in ("this", "our") and own:
            return _Answer([own], "outlet", (self._figure(own, "outlet"),))
        if first not in ("the", "that", "same") or phrase.before.end - phrase.before.start > 2:
            return None
        for mention in reversed(self._before(phrase.words.start)):
            for figure in mention.figures:
                if figure.kind == "outlet" and not figure.name.islower():
                    return _Answer([figure.name], "outlet", (figure,))
        return None

    def _organisation(self, phrase: Phrase, noun: RoleNoun) -> Figure | None:
        """ "the ministry": the nearest with that word in its name or description; "the company": the nearest at all."""
        if noun.plural or self.doc.words[phrase.words.start].lower() not in ("the", "that", "this"):
            return None
        asked = {fold(self.doc.words[word]) for word in range(phrase.before.start, phrase.before.end)} - {
            "the",
            "that",
            "this",
            "",
        }
        before = self._before(phrase.words.start)
        for mention in reversed(before):
            for figure in mention.figures:
                told = figure.words.union(*(role.words | {role.noun} for role in figure.roles))
                if figure.kind in ("organisation", "outlet") and asked <= told:
                    return figure
        if noun.noun in _GENERIC and asked == {noun.noun}:
            for mention in reversed(before[-_WINDOW:]):
                for figure in mention.figures:
                    if (
                        figure.kind == "organisation"
                        and mention.weight >= _SUBJECT
                        and not figure.name.startswith("Government")
                    ):
                        return figure
        return None

    def _before(self, word: int) -> list[Mention]:
        end = bisect_left(self.mentions, word, key=lambda mention: mention.word)
        return self.mentions[max(0, end - _FAR) : end]

    def _shared_head(self, words: WordRange) -> _Answer | None:
        """ "the State and Homeland Security Departments": two institutions with one noun."""
        match = _SHARED_HEAD.fullmatch(self.doc.text_of(words))
        noun = self.cast.book.noun(match["noun"]) if match else None
        if match is None or noun is None or noun.kind != "organisation" or not noun.plural:
            return None
        names = [f"{first} {noun.noun.capitalize()}" for first in (match["one"], match["other"])]
        return _Answer(names, "organisation", tuple(self._figure(name, "organisation") for name in names))

    # ------------------------------------------------------------ documents
    def _document(self, draft: Draft, phrase: Phrase, text: str) -> _Answer:
        """A document speaks for whoever issued it, where the report tells."""
        issuers = self._issuers(phrase)
        if issuers:
            return _Answer([name for answer in issuers for name in answer.names], "document")
        return _Answer([_without_article(text) if text[:4].lower() == "the " else text], "document")

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
        inside = [m for m in self._before(verb) if m.word >= sentence.start and m.weight != _SOURCE]
        joint = "joint" in (self.doc.words[word].lower() for word in range(phrase.before.start, phrase.before.end))
        speakers = [f for m in inside for f in m.figures if f.kind in ("named person", "organisation")]
        people = [f for f in dict.fromkeys(speakers) if f.kind == "named person"]
        if joint and len(people) > 1:
            return [_Answer([figure.name], figure.kind, (figure,)) for figure in people[:2]]
        subjects = [
            f for m in inside if m.weight == _SUBJECT for f in m.figures if f.kind in ("named person", "organisation")
        ]
        return [_Answer([f.name], f.kind, (f,)) for f in subjects[:1]]

    # ------------------------------------------------------------ pronouns
    def _pronoun(self, draft: Draft, word: int, pronoun: str) -> _Answer:
        if pronoun in _SELVES:
            return self._self(draft, word)
        if pronoun in _RELATIVES:
            return self._antecedent(draft, word)
        figures = self._focus(draft, word, pronoun)
        if figures:
            return _Answer([figure.name for figure in figures], figures[0].kind, figures)
        kind = "organisation" if pronoun in _THINGS else "unnamed person"
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
        noun = any(fold(part) in ("department", "ministry", "office", "embassy", "government") for part in rest.split())
        government = self.cast.book.people(first) or self.cast.book.government(first)
        return government if government and noun else outlet

    def _antecedent(self, draft: Draft, word: int) -> _Answer:
        """ "Mr X, who said": what the relative clause belongs to."""
        doc, start = self.doc, word - 12
        if doc.heads:
            clause = next((w for w in self._up(word) if doc.deprels[w].startswith("acl")), None)
            if clause is not None and doc.heads[clause] < word:
                start = doc.heads[clause] - 3
                word = doc.heads[clause] + 4 if doc.heads[clause] + 4 < word else word
        person = doc.words[word].lower() != "which"
        for mention in reversed(self._before(word)):
            if mention.word < start:
                break
            if not person or mention.figures[0].kind in ("named person", "unnamed person"):
                return _Answer([figure.name for figure in mention.figures], mention.figures[0].kind, mention.figures)
        return _Answer([doc.words[word]], "unnamed person")

    def _up(self, word: int) -> Iterator[int]:
        for _ in range(6):
            yield word
            if self.doc.heads[word] == word:
                return
            word = self.doc.heads[word]

    def _focus(self, draft: Draft, word: int, pronoun: str) -> tuple[Figure, ...]:
        """The figures that a pronoun most likely means: near, prominent, of its gender and number."""
        quote, around = self._quote_at(word), self._around(draft)
        barred = set(around.speaker) if around is not None and quote is not None else set()
        scores: dict[tuple[int, ...], float] = {}
        by_id: dict[tuple[int, ...], tuple[Figure, ...]] = {}
        for mention in self._before(word)[-_WINDOW:]:
            fit = _suits(mention.figures, pronoun)
            if not fit or any(figure.name in barred for figure in mention.figures):
                continue
            elsewhere = self._quote_at(mention.word)
            weight = mention.weight * fit * (_IN_QUOTE if elsewhere is not None and elsewhere != quote else 1.0)
            score = weight * _FADE ** (self.distance[word] - self.distance[mention.word])
            key = tuple(map(id, mention.figures))
            best = scores.get(key, 0.0)
            scores[key] = max(best, score) + _REPEATED * min(best, score)
            by_id[key] = mention.figures
        return by_id[max(scores, key=lambda key: scores[key])] if scores else ()


_SHARED_HEAD = re.compile(r"(?:[Tt]he )?(?P<one>[A-Z][\w ]*?) and (?P<other>[A-Z][\w ]*?) (?P<noun>\w+)")


def _suits(figures: Sequence[Figure], pronoun: str) -> float:
    """How well figures suit a pronoun, 0 where they can't be meant."""
    first = figures[0]
    people = all(figure.kind in ("named person", "unnamed person") for figure in figures)
    several = len(figures) > 1 or first.plural
    if gender := _GENDERS.get(pronoun):
        if several or not people or first.gender not in ("", gender):
            return 0.0
        return _KNOWN_GENDER if first.gender == gender else 1.0
    if pronoun in _PLURALS:
        if several:
            return 1.0
        return 0.4 if first.kind in ("organisation", "outlet") else 0.0
    return 1.0 if not several and first.kind in ("organisation", "outlet", "document") else 0.0


def _best(asked: Role, gender: str, figures: Iterable[Figure], last: dict[int, int]) -> Figure | None:
    """Whom the description fits best; of several the one mentioned last before it, else first after it."""
    scored: list[tuple[int, int, Figure]] = []
    for figure in figures:
        fit = max((_fit(asked, role) for role in figure.roles), default=-1)
        if fit >= 0 and not (gender and figure.gender and gender != figure.gender):
            scored.append((fit, last.get(id(figure), -figure.first - 1), figure))
    return max(scored, key=lambda item: item[:2])[2] if scored else None


def _fit(asked: Role, role: Role) -> int:
    """How well a person's role answers a description, -1 if it doesn't."""
    if asked.noun != role.noun or (asked.countries and role.countries and not asked.countries & role.countries):
        return -1
    wanted = asked.words - {asked.noun}
    known = role.words - {role.noun}
    if wanted and known and not wanted & known and not asked.countries & role.countries:
        return -1
    return 2 * len(asked.countries & role.countries) + 2 * len(wanted & known) - len(wanted - known) + 10


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _covers(content: Iterable[Span], spans: Iterable[Span]) -> bool:
    return any(a <= start and end <= b for a, b in content for start, end in spans)


def _without_article(text: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+", "", text, flags=re.IGNORECASE)
