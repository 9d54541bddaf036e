"""A parsed text laid over other tokens than its own words, such as spaCy's: what each is, and a tree over them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.doc import Doc
from onrecord.report import Span

__all__ = ["Projection", "project"]

ROOT, REST, LOOSE = "root", "goeswith", "dep"
"""Relations of Universal Dependencies: a sentence's root; a later piece of a word to its first; any other."""


@dataclass(frozen=True, slots=True)
class Projection:
    """One entry for each token."""

    ranges: list[range]
    """The words that share a character with the token; none with white space."""
    words: list[int | None]
    """The word that the token stands for: of several the one that governs the others. None at white space and where
    the token is a later piece of a word, which its first piece stands for."""
    heads: list[int]
    """The token that it depends on, in the same sentence; itself at the sentence's root."""
    deprels: list[str]
    """The relation of its word; "root" at the one root of each sentence, "goeswith" of a later piece of a word to the
    first, "dep" at white space and where a sentence begins within a token."""
    sentences: list[int]
    """The number of its sentence, that of its first word; white space belongs to the token before."""


def project(doc: Doc, tokens: Sequence[Span]) -> Projection:
    """Lay a parsed text over tokens, given by their characters: in order, not overlapping, none empty, all
    words within them.

    Where a token is a word, it has that word's relation, and its head is the token of that word's head.
    """
    ranges = [range(*doc.range_of(span)) for span in tokens]
    holders = _holders(ranges, len(doc))
    depths = _depths(doc.heads)
    words: list[int | None] = []
    heads, deprels = [], []
    for token, covered in enumerate(ranges):
        own = [word for word in covered if holders[word] == token]
        word = min(own, key=depths.__getitem__) if own else None
        words.append(word)
        if word is not None:
            heads.append(holders[doc.heads[word]])
            deprels.append(doc.deprels[word])
        else:
            heads.append(holders[covered.start] if covered else max(token - 1, 0))
            deprels.append(REST if covered else LOOSE)
    projection = Projection(ranges, words, heads, deprels, _sentences(doc, ranges))
    _root_sentences(projection, depths)
    return projection


def _holders(ranges: Sequence[range], count: int) -> list[int]:
    """For each word the first token that shares a character with it."""
    holders = [-1] * count
    for token in reversed(range(len(ranges))):
        for word in ranges[token]:
            holders[word] = token
    return holders


def _depths(heads: Sequence[int]) -> list[int]:
    """How far below its root each word stands. A token's head stands less deep than it, so that none go in a circle."""
    depths = [-1] * len(heads)
    for word in range(len(heads)):
        path = []
        while depths[word] < 0 and heads[word] != word:
            path.append(word)
            word = heads[word]
        depths[word] = max(depths[word], 0)
        for below in reversed(path):
            depths[below] = depths[heads[below]] + 1
    return depths


def _sentences(doc: Doc, ranges: Sequence[range]) -> list[int]:
    numbers = [number for number, sentence in enumerate(doc.sentences()) for _ in range(*sentence)]
    sentences: list[int] = []
    for covered in ranges:
        sentences.append(numbers[covered.start] if covered else sentences[-1] if sentences else 0)
    return sentences


def _root_sentences(projection: Projection, depths: Sequence[int]) -> None:
    """Give each sentence one root: the highest of the tokens whose head is not another one of the sentence."""
    heads, deprels, words = projection.heads, projection.deprels, projection.words

    def rank(token: int) -> tuple[bool, int]:
        word = words[token]
        return word is None, 0 if word is None else depths[word]

    for number, group in groupby(range(len(heads)), key=projection.sentences.__getitem__):
        tops = [token for token in group if heads[token] == token or projection.sentences[heads[token]] != number]
        root = min(tops, key=rank)
        for token in tops:
            heads[token], deprels[token] = root, LOOSE
        deprels[root] = ROOT
