"""Spellings of one name: what stays the same when it is written down from Arabic, Russian or Korean by different hands.

>>> skeleton("Muammar Qaddafi") == skeleton("Moammar Gadhafi") == skeleton("Mu'ammar al-Qadhafi")
True
>>> skeleton("Volodymyr Zelenskyy") == skeleton("Volodymyr Zelensky")
True
"""

import re
from functools import lru_cache

from onrecord.codebooks.speakers import fold

__all__ = ["family_key", "family_of", "name_key", "skeleton"]

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az|ul)-(?=\w{3})")
_LETTERS = (
    ("sch", "s"), ("tch", "s"), ("kh", "h"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ch", "s"), ("sh", "s"),
    ("ph", "f"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("w", "v"),
    ("z", "s"), ("p", "b"),
)  # fmt: skip
_FIRST_VOWEL = {"a": "a", "e": "e", "i": "e", "o": "o", "u": "o"}
_UNSPOKEN = frozenset("al el bin ibn abu abd bint ben ould de da dos the von van".split())

_FAMILY_FIRST = frozenset("CHN KOR PRK TWN HKG MAC KHM".split())
_GIVEN_NAME_USED = frozenset("THA MYS IDN ETH ERI BGD".split())
"""Countries whose people are called by their first name too: Thaksin, Najib, Prabowo, Abiy."""
_PARTICLES = frozenset("von van der den de di da dos du del della le la bin ibn ten ter".split())
_SUFFIXES = frozenset("jr. jr sr. sr ii iii iv v vi x xi xiv xvi".split())


def name_key(name: str) -> str:
    """A name for looking up: folded, with a space for each hyphen ("Kim Jong-un" and "Kim Jong Un" are one)."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return " ".join(name.lower().removeprefix("the ").split())  # as below, and quick
    return " ".join(fold(name).replace("-", " ").replace("'", "").split())


def family_key(name: str) -> str:
    """A family name for looking up: without the Arabic article, which the news uses or leaves out."""
    key = name_key(name)
    first, _, rest = key.partition(" ")
    return rest if rest and first in ("al", "el", "ad", "ar", "as", "ash", "at", "an") else key


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants of a name's first and last words, and the first vowel of each: the same in any romanisation.

    Two people may share one, so it proposes and never decides.
    """
    words = [word for word in fold(name).split() if word not in _UNSPOKEN]
    if not words:
        return ""
    ends = words[:1] if len(words) == 1 else [words[0], words[-1]]
    return " ".join(map(_bones, ends))


def _bones(word: str) -> str:
    word = _ARTICLE.sub("", word).replace("-", "").replace("'", "")
    for letters, instead in _LETTERS:
        word = word.replace(letters, instead)
    vowel = next((_FIRST_VOWEL[letter] for letter in word if letter in _FIRST_VOWEL), "")
    kept = re.sub(r"[aeiouyjh]", "", word[1:])
    first = "" if word[:1] in _FIRST_VOWEL else word[:1]
    return vowel + re.sub(r"(.)\1+", r"\1", first + kept)


def family_of(name: str, country: str) -> tuple[str, ...]:
    """The parts of a name that the news uses alone, as far as rules tell: of "Bashar al-Assad" "Assad"."""
    words = [word for word in name.split() if word.lower() not in _SUFFIXES]
    if len(words) < 2:
        return tuple(words)
    if country in _FAMILY_FIRST and "-" not in words[0]:
        return (words[0],)
    start = next((place for place, word in enumerate(words) if place and word.lower() in _PARTICLES), len(words) - 1)
    last = " ".join(words[start:])
    bare = last.split("-", 1)[1] if last.lower().startswith(("al-", "el-", "as-", "ad-")) else last
    return (bare, words[0]) if country in _GIVEN_NAME_USED else (bare,)
