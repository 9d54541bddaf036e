"""Cuts a text where marked spans begin and end, so that spans that overlap or cross can be shown.

A view that nests its elements, as HTML must, opens and closes them segment by segment.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import islice, pairwise
from typing import NamedTuple

from onrecord.report import Span

__all__ = ["Mark", "Segment", "paragraphs", "segments"]

LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
DEEPEST = 64
"""Marks over one place; browsers stop nesting elements at 512, and work by the depth at each place."""
SENTENCE_ENDS = ".!?…:;”\"’')]"


class Mark(NamedTuple):
    """A span of the text that plays a part: content, source, cue or qualifier of a statement, the words for an actor, a
    time or a place, a credit, or what lies outside the report."""

    start: int
    end: int
    part: str
    number: int = 0
    """Of the statement in the outline, or of the actor, time or place in its list; 0 where the mark belongs to none."""
    item: int = 0
    """Which of the spans of an actor, time or place it is, from 1."""


class Segment(NamedTuple):
    """Half-open range of characters that no mark begins or ends within, and the marks over it, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def segments(length: int, marks: Iterable[Mark], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The whole of a text of `length` characters in order, cut at each mark's ends and at `cuts`.

    Marks are clipped to the text; empty ones are dropped. A mark that begins earlier, or ends later, lies further out.
    Of more than DEEPEST marks over one place the innermost are left out.
    """
    clipped = (mark._replace(start=max(mark.start, 0), end=min(mark.end, length)) for mark in marks)
    ordered = sorted((mark for mark in clipped if mark.start < mark.end), key=lambda mark: (mark.start, -mark.end))
    edges = {0, length, *(cut for cut in cuts if 0 < cut < length)}
    edges.update(edge for mark in ordered for edge in (mark.start, mark.end))

    here: dict[int, Mark] = {}  # by rank: a later mark never lies further out than an earlier one
    ends: list[tuple[int, int]] = []
    upcoming = 0
    for start, end in pairwise(sorted(edges)):
        while ends and ends[0][0] <= start:
            del here[heappop(ends)[1]]
        while upcoming < len(ordered) and ordered[upcoming].start <= start:
            here[upcoming] = ordered[upcoming]
            heappush(ends, (ordered[upcoming].end, upcoming))
            upcoming += 1
        yield Segment(start, end, tuple(islice(here.values(), DEEPEST)))


def paragraphs(text: str, edges: Sequence[int] = ()) -> list[Span]:
    """The paragraphs, in order, without the line ends and blank lines between them.

    A paragraph ends at a blank line, at a line end after what looks like the end of a sentence, and at `edges`. Other
    lines were broken to fit a width, or are items of a list, and stay in one paragraph.
    """
    found: list[Span] = []
    last_end, ends_paragraph = 0, True
    for start, end in _lines(text):
        line = text[start:end].rstrip()
        if not line:
            ends_paragraph = True
            continue
        if ends_paragraph or any(last_end <= edge <= start for edge in edges):
            found.append((start, end))
        else:
            found[-1] = (found[-1][0], end)
        last_end, ends_paragraph = end, line[-1] in SENTENCE_ENDS
    return found


def _lines(text: str) -> Iterator[Span]:
    """Every line without its end."""
    start = 0
    for line_end in LINE_END.finditer(text):
        yield start, line_end.start()
        start = line_end.end()
    yield start, len(text)
