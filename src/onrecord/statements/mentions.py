"""Where the figures of a report are mentioned, how prominently, and whom a pronoun at some place then means."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from onrecord.doc import Doc, Name, WordRange
from onrecord.report import Span
from onrecord.statements.cast import Cast, Figure
from onrecord.statements.sources import PREPOSITIONS

__all__ = ["GENDERS", "NOUN", "NOUN_SUBJECT", "PLURALS", "SOURCE", "SUBJECT", "THINGS", "WINDOW", "Mention", "Mentions"]

GENDERS = {"he": "m", "him": "m", "himself": "m", "his": "m", "she": "f", "her": "f", "herself": "f", "hers": "f"}
PLURALS = frozenset("they them themselves their both".split())
THINGS = frozenset("it itself its".split())
WINDOW, _FAR = 24, 200
"""Mentions looked back at for a pronoun, and for a description."""

# How strongly a mention draws a pronoun, and how fast that fades: chosen on news and interviews of GUM's training list.
SOURCE, SUBJECT, NOUN_SUBJECT, NOUN, _OTHER, _ATTRIBUTE, _IN_QUOTE = 1.8, 1.6, 1.0, 0.7, 0.8, 0.5, 0.35
_FADE, _WORDS_A_STEP, _QUOTED_WORD, _KNOWN_GENDER, _REPEATED, _THEY_OF_ONE = 0.6, 20, 0.15, 1.25, 0.15, 0.4

_SUBJECTS = ("nsubj", "csubj")
_CLIMB = ("flat", "appos", "compound", "nmod:desc")
_MEETING = frozenset(
    "met meet meets meeting talks joined hosted discussed signed agreed spoke welcomed received phoned".split()
)
_QUOTES = tuple("\"“”„«'‘`")


@dataclass(slots=True, eq=False)
class Mention:
    """Where figures are mentioned: the word, and how strongly it draws a pronoun."""

    word: int
    figures: tuple[Figure, ...]
    weight: float = 1.0


@dataclass(slots=True)
class Mentions:
    """The mentions of a report in order; `contents` are the spans of what is said in it."""

    cast: Cast
    contents: Iterable[Span] = ()
    quotes: list[Span] = field(default_factory=list)
    found: list[Mention] = field(default_factory=list)
    distance: list[float] = field(default_factory=list)
    """Of each word from the first, in steps of twenty words; those in quotation marks count little."""

    def __post_init__(self) -> None:
        text = self.doc.report.text
        self.quotes = _merged(span for span in self.contents if text.startswith(_QUOTES, span[0]))
        self.distance = list(accumulate(self._steps(), initial=0.0))
        for name in dict.fromkeys(self.cast.names.values()):
            self.found.append(Mention(name.start, (self.cast.by_start[name.start],), self._weight(name)))
        self.found.sort(key=lambda mention: mention.word)
        self.add(*self._meetings(self.found))

    @property
    def doc(self) -> Doc:
        """The report's parsed text."""
        return self.cast.doc

    def add(self, *mentions: Mention) -> None:
        """Put mentions in their places."""
        for mention in mentions:
            insort(self.found, mention, key=lambda other: other.word)

    def before(self, word: int) -> list[Mention]:
        """The last mentions before the word, in order."""
        end = bisect_left(self.found, word, key=lambda mention: mention.word)
        return self.found[max(0, end - _FAR) : end]

    def source_at(self, word: int) -> tuple[Figure, ...]:
        """The figures that the source which begins at the word stands for."""
        start = bisect_left(self.found, word, key=lambda mention: mention.word)
        for mention in self.found[start:]:
            if mention.word != word:
                break
            if mention.weight == SOURCE:
                return mention.figures
        return ()

    def quote_at(self, word: int) -> Span | None:
        """The quotation that the word stands in."""
        start = self.doc.spans[word][0]
        position = bisect_right(self.quotes, (start, len(self.doc.report.text) + 1)) - 1
        return self.quotes[position] if position >= 0 and self.quotes[position][1] > start else None

    def focus(self, word: int, pronoun: str, barred: Collection[str] = ()) -> tuple[Figure, ...]:
        """The figures that a pronoun most likely means: near, prominent, of its gender and number, if any."""
        quote = self.quote_at(word)
        scores: dict[tuple[Figure, ...], float] = {}
        for mention in self.before(word)[-WINDOW:]:
            fit = _suits(mention.figures, pronoun)
            if not fit or any(figure.name in barred for figure in mention.figures):
                continue
            elsewhere = self.quote_at(mention.word)
            fit *= _IN_QUOTE if elsewhere is not None and elsewhere != quote else 1.0
            score = mention.weight * fit * _FADE ** (self.distance[word] - self.distance[mention.word])
            best = scores.get(mention.figures, 0.0)
            scores[mention.figures] = max(best, score) + _REPEATED * min(best, score)
        return max(scores, key=lambda figures: scores[figures]) if scores else ()

    # ------------------------------------------------------------ prominence
    def _steps(self) -> Iterator[float]:
        quotes = iter(self.quotes)
        here = next(quotes, None)
        for start, _ in self.doc.spans:
            while here is not None and here[1] <= start:
                here = next(quotes, None)
            yield (_QUOTED_WORD if here is not None and here[0] <= start else 1.0) / _WORDS_A_STEP

    def _weight(self, name: Name) -> float:
        words = self.doc.sentence_of(name.start) if self.doc.sentence_starts else WordRange(name.start, name.end)
        after = self.doc.words[name.end].lower() if name.end < len(self.doc) else ""
        if after in ("'s", "’s", "'", "’"):
            return _ATTRIBUTE
        if self._is_subject(name, words):
            return SUBJECT
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

    def _meetings(self, found: list[Mention]) -> list[Mention]:
        """Two who met are "they" in the next sentence."""
        pairs, starts = [], [mention.word for mention in found]
        for sentence in self.doc.sentences():
            if not any(word.lower() in _MEETING for word in self.doc.words[sentence.start : sentence.end]):
                continue
            inside = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            people = list(dict.fromkeys(f for mention in inside for f in mention.figures if f.kind == "named person"))
            if len(people) > 1:
                pairs.append(Mention(sentence.end - 1, tuple(people[:2]), SUBJECT))
        return pairs


def _suits(figures: Sequence[Figure], pronoun: str) -> float:
    """How well figures suit a pronoun, 0 where they can't be meant."""
    first = figures[0]
    people = all(figure.kind in ("named person", "unnamed person") for figure in figures)
    several = len(figures) > 1 or first.plural
    if gender := GENDERS.get(pronoun):
        if several or not people or first.gender not in ("", gender):
            return 0.0
        return _KNOWN_GENDER if first.gender == gender else 1.0
    if pronoun in PLURALS:
        if several:
            return 1.0
        return _THEY_OF_ONE if first.kind in ("organisation", "outlet") else 0.0
    return 1.0 if not several and first.kind in ("organisation", "outlet", "document") else 0.0


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
