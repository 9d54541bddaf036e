"""Arithmetic of character spans."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from onrecord.report import Span

__all__ = ["Located", "covered", "inside", "joined", "overlap", "without"]


Thing = TypeVar("Thing")


class Located(Generic[Thing]):
    """Things by the spans where they lie, asked which of them touch a span; long texts hold thousands."""

    def __init__(self, things: Iterable[tuple[Span, Thing]]) -> None:
        self._things = sorted(things, key=lambda thing: thing[0])
        self._starts = [span[0] for span, _ in self._things]
        self._furthest = list(accumulate((span[1] for span, _ in self._things), max))

    def touching(self, span: Span) -> list[Thing]:
        """Those that share a character with the span, in order."""
        found = []
        number = bisect_left(self._starts, span[1]) - 1
        while number >= 0 and self._furthest[number] > span[0]:
            (_, end), thing = self._things[number]
            if end > span[0]:
                found.append(thing)
            number -= 1
        return found[::-1]


def overlap(one: Span, other: Span) -> int:
    """How many characters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def inside(span: Span, spans: Iterable[Span]) -> bool:
    """Whether one of the spans holds the span whole."""
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def covered(span: Span, spans: Iterable[Span]) -> float:
    """Share of the span that lies in the others, which must not overlap one another."""
    return sum(overlap(span, other) for other in spans) / max(1, span[1] - span[0])


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """The spans in order; those that overlap, or have nothing but white space between them, made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def without(text: str, span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of the span when the holes are cut out, without white space and commas at the edges."""
    parts, start = [], span[0]
    for hole in sorted(holes):
        parts.append((start, min(hole[0], span[1])))
        start = max(start, hole[1])
    parts.append((start, span[1]))
    return [part for part in (_trimmed(text, *part) for part in parts) if part[0] < part[1]]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and (text[start].isspace() or text[start] in ",;:.–—-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
        end -= 1
    return start, end
