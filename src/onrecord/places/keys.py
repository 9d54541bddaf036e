"""How the name of a place is looked up: spelling that varies from paper to paper does not count."""

import re

from onrecord.codebooks.speakers import fold

__all__ = ["ARTICLES", "place_key", "region_key"]

_LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"})
_MARKS = re.compile(r"['’‘ʻʼ`.]")
_SAINTS = {"saint": "st", "sainte": "st", "ste": "st", "sankt": "st"}
ARTICLES = frozenset("al el ar as ash ad an at az".split())
_REGIONS = frozenset(
    "province state oblast krai kray region governorate department prefecture territory republic muhafazah wilayat "
    "vilayet autonomous federal special municipality voivodeship canton of the".split()
)


def place_key(name: str) -> str:
    """The name without case, accents, dots, apostrophes and hyphens; "Saint" is "St", a leading "the" falls.

    >>> place_key("Münster"), place_key("Saint-Denis"), place_key("Sana'a"), place_key("Washington, D.C.")
    ('munster', 'st denis', 'sanaa', 'washington dc')
    """
    plain = fold(_MARKS.sub("", name.translate(_LETTERS)).replace("-", " ")).translate(_LETTERS)
    words = plain.split()
    return " ".join([_SAINTS.get(words[0], words[0]), *words[1:]]) if words else ""


def region_key(name: str) -> str:
    """The key of a region without the word for what it is, and without an Arabic article: "Ar-Raqqah Governorate"."""
    words = place_key(name).split()
    kept = [word for word in words if word not in _REGIONS] or words
    return " ".join(kept[1:] if len(kept) > 1 and kept[0] in ARTICLES else kept)
