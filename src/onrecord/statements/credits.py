"""Credits: words by which an outlet says that a report, or a part of it, is another outlet's.

They stand in the dateline ("LONDON (Reuters) - "), in a byline ("By The Associated Press"), and in the last paragraphs
("Reuters contributed to this report", "With files from AFP", " - AP"). Only outlets that are listed in outlets.tsv are
found, and only in these forms: a sentence that speaks of an agency is no credit.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from onrecord.codebooks.outlets import load_outlets
from onrecord.intake.dateline import DATELINE
from onrecord.record import Credit
from onrecord.report import Span
from onrecord.statements.layout import Layout, trim

__all__ = ["find_credits"]

FIRST, LAST = 4, 6
"""Paragraphs at the start and the end of a text in which credits stand."""
LONGEST_LINE = 160
"""Characters of a line that is nothing but a credit, and of what is looked at behind the last sentence."""
LONGEST_NAME = 60
LONGEST_PARAGRAPH = 2000
"""Characters of one that may hold a credit in a sentence."""

_NAME = r"(?:[Tt]he\s)?[A-Z][\w.&’'-]{0,30}(?:\s(?:of\s|de\s)?[A-Z][\w.&’'-]{0,30}){0,4}"
_NAMES = rf"{_NAME}(?:(?:,\s?|\s?/\s?|,?\sand\s|\s&\s){_NAME}){{0,3}}"
_BYLINE = re.compile(r"(?:By|BY|Source:|Via)\s(?P<names>[^.!?\n]+)\.?")
_BARE = re.compile(rf"[-\u2013\u2014\s(]*(?P<names>{_NAMES})[-\u2013\u2014\s).]*")
_END = re.compile(rf"[.!?][\"”’')\]]*\s?(?:\(|--?\s?|[\u2013\u2014]\s?|/)(?P<names>{_NAMES})[)/]?\.?")
_CONTRIBUTED = re.compile(r"\bcontributed\s(?:(?:\w+\s){0,2}to\s(?:this|the)\s(?:report|story|article)|reporting)\b")
_TAKEN = re.compile(
    r"\b[Ww]ith\s(?:additional\s|agency\s)?(?:files?|inputs?|reporting|material|contributions?|information)\s(?:from|by)\b|"
    r"\b[Aa]dditional\sreporting\s(?:by|from)\b|"
    r"\b[Tt]his\s(?:story|article|report)\s(?:was\s)?(?:first|originally)\s(?:published|appeared)\s(?:by|in|on)\b|"
    r"(?:©|\([Cc]\)|\bCopyright\b)[\s©\d]{0,8}(?:by\s)?"
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z(\"“©])")
_SENTENCE_CLOSE = re.compile(r"[.!?]")
_SAYS_CREDIT = re.compile(r"contributed|reporting|[Ww]ith |[Tt]his |©|\([Cc]\)|Copyright")
_QUOTES = re.compile('["“”«»]')
_APART = re.compile(r",|/|\||&|;|\b(?:and|of|for|with|in|from|by)\b|[’']s\b|[()*_]|\n")
_PLAIN = re.compile(r"[\w\s.&’'/-]+")
_AROUND = " .,()[]*_-\u2013\u2014"
_ROLE = re.compile(
    r"\s(?:staff|news|national|chief|senior|writers?|reporters?|correspondents?|journalists?)\b", re.IGNORECASE
)


def find_credits(text: str, layout: Layout) -> tuple[Credit, ...]:
    """The outlets that dateline, byline and the last paragraphs credit, in the order of the text."""
    paragraphs = [span for span in layout.paragraphs if span != layout.headline]
    found = [credit for span in paragraphs[:FIRST] for credit in _in_beginning(text, span)]
    for span in paragraphs[-LAST:]:
        found += _in_sentences(text, span)
    if paragraphs:
        found += _at_end(text, paragraphs[-1])
    if layout.body:
        found += _at_end(text, layout.body[-1])
    return tuple(sorted(set(found), key=lambda credit: credit.span))


def _in_beginning(text: str, span: Span) -> Iterator[Credit]:
    """Of a dateline, a byline, or a line that is nothing but names of outlets."""
    if (found := DATELINE.match(text, *span)) and found["agency"]:
        yield from _listed(text, found.span("agency"))
    elif span[1] - span[0] <= LONGEST_LINE:
        if found := _BYLINE.fullmatch(text, *span):
            yield from _listed(text, found.span("names"))
        elif found := _BARE.fullmatch(text, *span):
            yield from _unmistakable(text, found.span("names"))


def _at_end(text: str, span: Span) -> Iterator[Credit]:
    """Of what follows a paragraph's last sentence, or a line at the end that is nothing but names of outlets."""
    start = max(span[0], span[1] - LONGEST_LINE)
    for end in _SENTENCE_CLOSE.finditer(text, start, span[1]):
        if found := _END.fullmatch(text, end.start(), span[1]):
            yield from _listed(text, found.span("names"))
    if start == span[0] and (found := _BARE.fullmatch(text, *span)):
        yield from _unmistakable(text, found.span("names"))


def _in_sentences(text: str, span: Span) -> Iterator[Credit]:
    """Of sentences that say who contributed, or from whom something was taken. Quotations never do."""
    if span[1] - span[0] > LONGEST_PARAGRAPH or not _SAYS_CREDIT.search(text, *span):
        return
    edges = [span[0], *(end.end() for end in _SENTENCE_END.finditer(text, *span)), span[1]]
    for start, end in pairwise(edges):
        if _QUOTES.search(text, start, end):
            continue
        if found := _CONTRIBUTED.search(text, start, end):
            yield from _listed(text, (start, found.start()))
        elif found := _TAKEN.search(text, start, end):
            yield from _listed(text, (found.end(), end))


def _unmistakable(text: str, span: Span) -> Iterator[Credit]:
    """Names of several words, all in capitals, or after a mark: a line "Time" or "Dawn" may mean anything."""
    marked = span[0] > 0 and text[span[0] - 1] in _AROUND
    for credit in _listed(text, span):
        if marked or " " in (name := text[slice(*credit.span)]) or name.isupper():
            yield credit


def _listed(text: str, span: Span) -> Iterator[Credit]:
    """The outlets among names that are parted by commas, slashes or small words; the whole is tried first."""
    if credit := _credit(text, *span):
        yield credit
        return
    edges = [span[0], *(edge for mark in _APART.finditer(text, *span) for edge in mark.span()), span[1]]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        role = _ROLE.search(text, start, end)
        if credit := _credit(text, start, end) or (_credit(text, start, role.start()) if role else None):
            yield credit


def _credit(text: str, start: int, end: int) -> Credit | None:
    start, end = trim(text, start, end)
    while start < end and text[start] in _AROUND:
        start += 1
    while start < end and text[end - 1] in _AROUND:
        end -= 1
    if not 1 < end - start <= LONGEST_NAME or not _PLAIN.fullmatch(text, start, end) or text[start:end].islower():
        return None
    outlet = load_outlets().usual_name(text[start:end])
    return Credit((start, end), outlet) if outlet else None
