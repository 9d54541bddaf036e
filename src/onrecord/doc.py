"""The parsed text: one object that travels through the stages, each of which adds to it.

A `Doc` holds parallel lists over the report's words. It is plain Python, so that a test builds one by hand and a stage
needs no model to be tested.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from onrecord.report import Report, Span

__all__ = ["Attribution", "Doc", "Name", "WordRange"]


class WordRange(NamedTuple):
    """Half-open range of word indices of one `Doc`."""

    start: int
    end: int


class Name(NamedTuple):
    """A name in the text: words [start, end) and its kind: person, organisation, place or people."""

    start: int
    end: int
    kind: str


@dataclass(slots=True)
class Attribution:
    """One attribution of the graph: who (source), the words that report it (cue), what (content)."""

    source: list[WordRange]
    cue: list[WordRange]
    content: list[WordRange]
    score: float = 1.0
    """The engine's own confidence, 0 to 1, not calibrated."""


@dataclass
class Doc:
    """A report read by the engine. All lists have one entry for each word.

    `heads[i]` is the index of the word that word i depends on (i itself at a root), `deprels` its relation, `upos`,
    `feats` and `lemmas` as Universal Dependencies 2 define them. `sentence_starts` are the indices of the words that
    begin a sentence, in order, the first of them 0.
    """

    report: Report
    spans: list[Span]
    sentence_starts: list[int] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.spans)

    @cached_property
    def words(self) -> list[str]:
        """The words' texts."""
        text = self.report.text
        return [text[start:end] for start, end in self.spans]

    @cached_property
    def children(self) -> list[list[int]]:
        """For each word, the words that depend on it, in order."""
        below: list[list[int]] = [[] for _ in self.spans]
        for word, head in enumerate(self.heads):
            if head != word:
                below[head].append(word)
        return below

    def span(self, words: WordRange) -> Span:
        """The characters from the first to the last word of a non-empty range."""
        return self.spans[words.start][0], self.spans[words.end - 1][1]

    def text_of(self, words: WordRange) -> str:
        """The report's text under a range of words."""
        return self.report[self.span(words)] if words.end > words.start else ""

    def range_of(self, span: Span) -> WordRange:
        """The words that share a character with the span."""
        start = bisect_right(self._ends, span[0])
        return WordRange(start, max(start, bisect_left(self._starts, span[1])))

    def sentence_of(self, word: int) -> WordRange:
        """The sentence that holds the word."""
        number = bisect_right(self.sentence_starts, word) - 1
        later = self.sentence_starts[number + 1 : number + 2]
        return WordRange(self.sentence_starts[number], later[0] if later else len(self))

    def sentences(self) -> Iterator[WordRange]:
        """The sentences in order; none in a text without words."""
        for start, end in zip(self.sentence_starts, [*self.sentence_starts[1:], len(self)], strict=False):
            yield WordRange(start, end)

    def subtree(self, word: int, without: Sequence[str] = ()) -> list[int]:
        """The word and all below it, in order; branches whose relation is in `without` are left out."""
        found, waiting = [], [word]
        while waiting:
            here = waiting.pop()
            found.append(here)
            waiting += [child for child in self.children[here] if self.deprels[child] not in without]
        return sorted(found)

    def head_of(self, words: WordRange) -> int:
        """The word of a non-empty range that governs it: the first whose own head lies outside."""
        for word in range(words.start, words.end):
            head = self.heads[word]
            if not words.start <= head < words.end or head == word:
                return word
        return words.start

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self.spans]
