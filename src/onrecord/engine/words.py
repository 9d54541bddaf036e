"""Text to words: where each word begins and ends, and what it looks like. Offsets are never touched.

Words follow Universal Dependencies' English treebanks: clitics and hyphens stand alone ("do|n't", "two|-|day"),
abbreviations keep their points, web addresses and numbers stay whole.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.report import Span

__all__ = ["GAPS", "SHAPES", "Looks", "look", "split"]

_ABBREVIATIONS = (
    "Adm Ave Bros Brig Capt Cmdr Co Col Corp Cpl Dept Dr Ft Gen Gov Hon Inc Jr Lt Ltd Maj Messrs Mr Mrs Ms Mt No "
    "Pfc Ph Pres Prof Pvt Rep Reps Rev Rt Sen Sens Sgt Spc Sr St Supt "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri "
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa "
    "Tenn Tex Va Vt Wash Wis Wyo vs etc al approx est"
).split()
_KEPT_PREFIXES = "anti co counter e ex inter mid multi non over pan post pre pro re semi sub ultra under vice".split()

_CLITIC = r"['’`](?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)(?!\w)"
_WORD = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]'’]           # web address
  | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                  # mail address
  | [@#]\w*[^\W\d]\w*                                             # handle, hashtag
  | \w+(?:\.\w+)*\.(?i:com|org|net|gov|edu|info|co\.uk)(?!\w)     # bare domain
  | (?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?                       # U.S., D.C, a.m.
  | (?:{"|".join(_ABBREVIATIONS)})\.(?=\s*\S)                     # Mr., Sept.
  | (?<![\w.])[A-Z]\.(?=\s*[A-Z“"‘(\d])                           # initials
  | {_CLITIC}
  | ['’](?:\d0s|em|til|cause)(?!\w)                               # the '90s
  | (?i:{"|".join(_KEPT_PREFIXES)})-[^\W\d_]+                     # co-operate
  | (?:\d{{3}}[-.])?\d{{3}}[-.]\d{{4}}(?!\w)                      # telephone
  | (?>\d+(?:[.,:/]\d+)*)(?:st|nd|rd|th|s)?(?!\w)                 # 1,000.5  9:30  3rd
  | (?>\d+(?:[.,:]\d+)*)(?=[^\W\d_])                                # 5|km
  | [cC]an(?=not(?!\w)) | [gG]on(?=na(?!\w)) | [wW]an(?=na(?!\w)) | [gG]ot(?=ta(?!\w))
  | (?:[dD]o|[cC]a|[wW]o|[dD]id|[iI]s)(?=nt(?!\w))                # dont, as web users write
  | [nN]['’`][tT](?!\w)
  | [A-Z]+(?:&[A-Z]+)+(?!\w)                                      # PG&E
  | [^\W_]+?(?=[nN]['’`][tT](?!\w))                               # do|n't
  | [^\W_]+(?:['’](?!(?:s|S|m|M|d|D|ll|LL|re|RE|ve|VE)(?!\w))[^\W\d_]+)*
  | \.{{2,}} | …+ | [-=*~<>_+]{{2,}} | '' | `` | \$+ | [!?]{{2,}}
  | \S
    """,
    re.VERBOSE,
)
_LONGEST = 400
"""Code points of one word; a longer run of letters is cut, so that hostile text costs no more than text."""


def split(text: str) -> list[Span]:
    """The words of the text as spans: in order, not overlapping, none empty, white space in none."""
    spans = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            spans.append((start, start + _LONGEST))
            start += _LONGEST
        spans.append((start, end))
    return spans


SHAPES = (
    "lower", "Title", "UPPER", "miXed", "digits", "alnum", "“", "”", '"', "‘", "’", "'", "-", "–", ".", ",", ":", ";",
    "?", "!", "(", ")", "…", "other",
)  # fmt: skip
"""What a word looks like; marks stand for themselves."""

GAPS = ("none", "space", "line", "paragraph")
"""What stands before a word."""

_SHAPE = {name: number for number, name in enumerate(SHAPES)}
_SAME = {"—": "–", "''": "”", "``": "“", "«": "“", "»": "”", "„": "“", "[": "(", "]": ")", "--": "–", "...": "…"}
_OPENING, _CLOSING = frozenset({_SHAPE["“"]}), frozenset({_SHAPE["”"]})


class Looks(NamedTuple):
    """What the encoder sees beside the word pieces; one entry a word."""

    shapes: NDArray[np.int64]
    """Index into SHAPES."""
    gaps: NDArray[np.int64]
    """Index into GAPS."""
    quoted: NDArray[np.int64]
    """1 where the word stands within double quotation marks of its paragraph."""


@lru_cache(maxsize=16_384)
def _shape(word: str) -> int:
    if word.isalpha():
        if word.islower():
            return _SHAPE["lower"]
        if word.isupper() and len(word) > 1:
            return _SHAPE["UPPER"]
        return _SHAPE["Title"] if (word[0].isupper() and word[1:].islower()) or len(word) == 1 else _SHAPE["miXed"]
    if word.isdigit():
        return _SHAPE["digits"]
    if len(word) > 1 and any(character.isalnum() for character in word):
        letters = [character for character in word if character.isalpha()]
        if not letters:
            return _SHAPE["digits"]
        return _SHAPE["lower"] if all(letter.islower() for letter in letters) else _SHAPE["alnum"]
    return _SHAPE.get(_SAME.get(word, word), _SHAPE["other"])


def look(text: str, spans: Sequence[Span]) -> Looks:
    """What each word looks like, what stands before it, and whether it is within double quotation marks."""
    shapes = np.fromiter((_shape(text[start:end]) for start, end in spans), np.int64, len(spans))
    gaps = np.zeros(len(spans), np.int64)
    quoted = np.zeros(len(spans), np.int64)
    inside, before = False, 0
    straight = _SHAPE['"']
    for number, (start, end) in enumerate(spans):
        if number == 0:
            gaps[number] = 3
        elif start > before:
            lines = text.count("\n", before, start)
            gaps[number] = 1 if not lines else 2 if lines == 1 else 3
        if gaps[number] >= 2:
            inside = False
        shape = shapes[number]
        if shape == straight:
            inside = not inside
        elif shape in _OPENING:
            inside = True
        elif shape in _CLOSING:
            inside = False
        elif inside:
            quoted[number] = 1
        before = end
    return Looks(shapes, gaps, quoted)
