"""The sentence that holds a mention, from the text alone: a record keeps no sentences."""

from onrecord.engine.words import split
from onrecord.report import Span
from onrecord.statements.layout import find_paragraphs, trim

__all__ = ["sentence_at"]

LONGEST = 300
"""Code points; of a longer sentence the words around the mention are given."""
_ENDS, _CLOSING = frozenset(".!?…"), frozenset("\"'”’»)]")


def sentence_at(text: str, span: Span) -> str:
    """The sentence around the span on one line; of a long one the words around the span, with "…" for the others."""
    start, end = _paragraph(text, span)
    for edge in _begins(text, start, end):
        if edge <= span[0]:
            start = edge
        elif edge >= span[1]:
            end = edge
            break
    start, end = trim(text, start, end)
    whole = min(start, span[0]), max(end, span[1])
    first, last = _near(text, whole, span)
    words = " ".join(text[first:last].split())
    return ("… " if first > whole[0] else "") + words + (" …" if last < whole[1] else "")


def _paragraph(text: str, span: Span) -> Span:
    # Far from the mention nothing matters: a text may be one paragraph of a million words.
    first, last = max(span[0] - 4 * LONGEST, 0), min(span[1] + 4 * LONGEST, len(text))
    for start, end in find_paragraphs(text[first:last]):
        if first + start <= span[0] < first + end:
            return min(first + start, span[0]), max(first + end, span[1])
    return span


def _begins(text: str, start: int, end: int) -> list[int]:
    """Where sentences begin: after a full stop that is a word of its own, and the marks that close it."""
    found, ended, before = [], False, 0
    for first, last in split(text[start:end]):
        word = text[start + first : start + last]
        goes_on = word[0] in _ENDS or (word in _CLOSING and first == before)  # apart, a mark opens what follows
        if ended and not goes_on and not word[0].islower():
            found.append(start + first)
        ended = word[0] in _ENDS or (ended and goes_on)
        before = last
    return found


def _near(text: str, sentence: Span, span: Span) -> Span:
    start, end = sentence
    if end - start <= LONGEST:
        return sentence
    room = max(LONGEST - (span[1] - span[0]), 0) // 2
    first, last = max(start, span[0] - room), min(end, span[1] + room)
    if first > start:
        first = min(_after_space(text, first), span[0])
    if last < end:
        last = max(text.rfind(" ", span[1], last), span[1])
    return first, last


def _after_space(text: str, at: int) -> int:
    space = text.find(" ", at)
    return space + 1 if space >= 0 else at
