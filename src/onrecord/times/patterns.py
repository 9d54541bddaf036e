"""The patterns of patterns.tsv, compiled. What a row of it may hold is said at its top."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from onrecord.codebooks.tables import Row, read_rows
from onrecord.errors import CodebookError
from onrecord.times.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Pattern", "load_patterns"]

COLUMNS = ("kind", "argument", "pattern", "example")
_SIGNS = {"(": "(?:", ")": ")", ")?": ")?", "[": "(?P<time>", "]": ")"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to write a time: `regex` matches the characters of a Vocabulary."""

    kind: str
    argument: str
    regex: re.Pattern[str]
    example: str


@lru_cache(maxsize=1)
def load_patterns() -> tuple[Pattern, ...]:
    """The patterns that come with the package, in the table's order."""
    table = files(__package__).joinpath("patterns.tsv")
    return tuple(_pattern(row, load_vocabulary()) for row in read_rows(table, COLUMNS, ("kind", "pattern")))


def _pattern(row: Row, vocabulary: Vocabulary) -> Pattern:
    try:
        regex = re.compile("".join(_compiled(token, vocabulary) for token in row.cells["pattern"].split()))
    except (KeyError, re.error) as error:
        raise CodebookError(f"{row.where}: {row.cells['pattern']!r}: {error}") from error
    return Pattern(row.cells["kind"], row.cells["argument"], regex, row.cells["example"])


def _compiled(token: str, vocabulary: Vocabulary) -> str:
    if token in _SIGNS:
        return _SIGNS[token]
    name, equals, words = token.rpartition("=")
    optional = "?" if words.endswith("?") else ""
    either = "|".join(_word(word, vocabulary) for word in words.removesuffix("?").split("|"))
    return f"(?P<{name}>{either}){optional}" if equals else f"(?:{either}){optional}"


def _word(word: str, vocabulary: Vocabulary) -> str:
    if word == "NUM":
        return _number(vocabulary)
    if word.isupper():
        return f"[{vocabulary.characters(word)}]"
    return vocabulary.literal(word)


def _number(vocabulary: Vocabulary) -> str:
    """A number in digits or words: "24", "twelve", "twenty-four", "two hundred"."""
    ones, teens, tens, hundred, dash = (
        f"[{vocabulary.characters(name)}]" for name in ("ONES", "TEENS", "TENS", "HUNDRED", "DASH")
    )
    small = f"(?:{tens}(?:{dash}?{ones})?|{teens}|{ones})"
    return f"(?:[{vocabulary.numerals}]|{small}(?:{hundred})?)"
