"""The words of expressions of time, each by its classes, and a text as a string of one character for each word.

Patterns of words can then be matched as patterns of characters, by one fast scan that can't run away.
"""

import re
from collections import defaultdict
from functools import cached_property, lru_cache
from importlib.resources import files

from onrecord.codebooks.tables import read_rows

__all__ = ["OTHER", "Vocabulary", "load_vocabulary", "number_of"]

OTHER = "."
"""A word that no expression of time holds."""
_FIRST = 0xE000
"""Characters for words are taken from Unicode's private use area, so that none means anything in a pattern."""

_CAPITALISED = ("MONTH", "WEEKDAY", "SHORTDAY")
_SHAPES = {
    "DAY": re.compile(r"0?[1-9]|[12]\d|3[01]"),
    "ORDINAL": re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"),
    "YEAR": re.compile(r"1\d{3}|2[01]\d\d"),
    "NUMBER": re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+"),
    "CLOCK": re.compile(r"(?:[01]?\d|2[0-4]):[0-5]\d"),
    "DECADE": re.compile(r"(?:1\d|20)?\d0s|['’]\d0s"),
    "NUMERIC": re.compile(r"\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)"),
    "SPLITYEAR": re.compile(r"(?:19|20)\d\d/\d\d"),
    "QUARTER": re.compile(r"q[1-4]"),
    "FISCAL": re.compile(r"fy['’]?(?:20)?\d\d"),
}
"""Classes of words in digits; the first that fits is the word's, and its character stands for it."""
_NUMERAL = ("DAY", "YEAR", "NUMBER")
"""The shapes that NUM takes."""


class Vocabulary:
    """Which character stands for a word, and which characters for a class."""

    def __init__(self, values: dict[str, dict[str, str]]) -> None:
        self.values = values
        """What each word of each class means."""
        self._character: dict[str, str] = {}
        self._shape = {name: self._new() for name in _SHAPES}
        self._classes: defaultdict[str, set[str]] = defaultdict(set)
        for name, words in values.items():
            self._classes[name] |= {self.literal(word) for word in words}
        for name, character in self._shape.items():
            self._classes[name].add(character)
        self._classes["MIDMONTH"].add(self._new())

    def literal(self, word: str) -> str:
        """The character of a word that a pattern names."""
        return self._character.setdefault(word, "") or self._learn(word)

    def characters(self, name: str) -> str:
        """All characters of a class; raises KeyError if there is none of that name."""
        if name not in self._classes:
            raise KeyError(name)
        return "".join(sorted(self._classes[name]))

    @cached_property
    def numerals(self) -> str:
        """All characters of words in digits that may be a number."""
        return "".join(self._shape[name] for name in _NUMERAL)

    def encode(self, words: list[str]) -> list[str]:
        """One character for each word."""
        return [self._encoded(word) for word in words]

    @lru_cache(maxsize=16_384)  # noqa: B019 - the one vocabulary lives as long as the program
    def _encoded(self, word: str) -> str:
        lower = word.lower().replace("’", "'")
        if character := self._character.get(lower):
            small = word[:1] == lower[:1]
            return OTHER if small and self._is_capitalised(lower) else character
        if lower[:1].isdecimal() or lower[:2] in ("fy", "q1", "q2", "q3", "q4") or lower[:1] in "'’":
            return next((self._shape[name] for name, shape in _SHAPES.items() if shape.fullmatch(lower)), OTHER)
        if lower.startswith("mid-") and lower[4:] in self.values["MONTH"]:
            return self.characters("MIDMONTH")
        return OTHER

    def _is_capitalised(self, word: str) -> bool:
        return any(word in self.values[name] for name in _CAPITALISED)

    def _learn(self, word: str) -> str:
        self._character[word] = self._new()
        return self._character[word]

    def _new(self) -> str:
        self._count = getattr(self, "_count", -1) + 1
        return chr(_FIRST + self._count)


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """The vocabulary that comes with the package."""
    values: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows(
        files(__package__).joinpath("vocabulary.tsv"), ("class", "words", "value"), ("class", "words")
    ):
        for word in row.cells["words"].split():
            values[row.cells["class"]][word] = row.cells["value"]
    return Vocabulary(dict(values))


def number_of(text: str) -> float:
    """The number that words ("twenty-four", "a hundred") or digits ("24", "24th", "2.5") tell; 1 of "a"."""
    values, total = load_vocabulary().values, 0.0
    for word in re.findall(r"[a-z]+|[\d,.]*\d", text.lower())[:12]:
        if word[0].isdecimal():
            total += float(word.replace(",", "")[:12])
        elif word in values["HUNDRED"]:
            total = max(1.0, total) * 100
        else:
            total += sum(float(values[name].get(word, 0)) for name in ("ONES", "TEENS", "TENS", "NTH"))
    return total or 1.0
