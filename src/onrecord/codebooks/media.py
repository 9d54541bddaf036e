"""Where things are said: the outlets and platforms that a statement's words name."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.tables import check_one_of, read_rows
from onrecord.doc import Doc, WordRange

__all__ = ["MediaBook", "Medium", "load_media"]

_KINDS = ("outlet", "platform", "word")


@dataclass(frozen=True, slots=True)
class Medium:
    """A medium in the text: its words and whether it is an outlet or a platform."""

    words: WordRange
    kind: str


@dataclass(frozen=True, slots=True)
class MediaBook:
    """Names of media, word by word; `endings` are words that make a name ending in them an outlet's."""

    names: dict[tuple[str, ...], str]
    endings: frozenset[str]
    longest: int
    first_words: frozenset[str]

    def starting_at(self, doc: Doc, word: int) -> Medium | None:
        """The longest medium whose name begins with the word."""
        first = doc.words[word]
        if not (first[:1].isupper() or first in self.first_words):
            return None
        for length in range(min(self.longest, len(doc) - word), 0, -1):
            words = doc.words[word : word + length]
            if kind := self.names.get(tuple(words)) or self.names.get(tuple(map(str.lower, words))):
                return Medium(WordRange(word, word + length), kind)
        return self._by_ending(doc, word)

    def _by_ending(self, doc: Doc, word: int) -> Medium | None:
        end = word
        while end < len(doc) and doc.words[end][:1].isupper():
            end += 1
        if end - word > 1 and doc.words[end - 1] in self.endings:
            return Medium(WordRange(word, end), "outlet")
        return None

    def within(self, doc: Doc, words: Sequence[int]) -> list[Medium]:
        """The media named among the words, in order; none inside another."""
        found: list[Medium] = []
        for word in words:
            if found and word < found[-1].words.end:
                continue
            medium = self.starting_at(doc, word)
            if medium is not None and medium.words.end - 1 in words:
                found.append(medium)
        return found


@lru_cache(maxsize=1)
def load_media() -> MediaBook:
    """The media of media.tsv; raises CodebookError."""
    names: dict[tuple[str, ...], str] = {}
    endings: set[str] = set()
    for row in read_rows(files("onrecord.codebooks").joinpath("media.tsv"), ("name", "kind"), ("name", "kind")):
        check_one_of(row, "kind", _KINDS)
        if row.cells["kind"] == "word":
            endings.add(row.cells["name"])
        else:
            names[tuple(row.cells["name"].replace("'", " '").split())] = row.cells["kind"]
    return MediaBook(names, frozenset(endings), max(map(len, names), default=0), frozenset(name[0] for name in names))
