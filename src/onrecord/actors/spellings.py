"""Spellings of one name: what stays the same when it is written down from Arabic, Russian or Korean by different hands.

>>> skeleton("Muammar Qaddafi") == skeleton("Moammar Gadhafi") == skeleton("Mu'ammar al-Qadhafi")
True
>>> skeleton("Volodymyr Zelenskyy") == skeleton("Volodymyr Zelensky")
True
"""

import re
from functools import lru_cache

from onrecord.codebooks.speakers import fold

__all__ = ["name_key", "skeleton"]

_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|an|az|ul)-(?=\w{3})")
_LETTERS = (
    ("sch", "s"), ("tch", "s"), ("kh", "h"), ("gh", "k"), ("dh", "d"), ("th", "t"), ("ch", "s"), ("sh", "s"),
    ("ph", "f"), ("zh", "s"), ("ts", "s"), ("tz", "s"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("w", "v"),
    ("z", "s"), ("p", "b"),
)  # fmt: skip
_FIRST_VOWEL = {"a": "a", "e": "e", "i": "e", "o": "o", "u": "o"}
_PARTICLES = frozenset("al el bin ibn abu abd bint ben ould de da dos the von van".split())


def name_key(name: str) -> str:
    """A name for looking up: folded, with a space for each hyphen ("Kim Jong-un" and "Kim Jong Un" are one)."""
    return " ".join(fold(name).replace("-", " ").replace("'", "").split())


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """The consonants of a name's first and last words, and the first vowel of each: the same in any romanisation.

    Two people may share one, so it proposes and never decides.
    """
    words = [word for word in fold(name).split() if word not in _PARTICLES]
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
