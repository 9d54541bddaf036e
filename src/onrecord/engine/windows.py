"""Words to windows: what the encoder sees at once, always cut the same way.

A window holds whole paragraphs as long as they fit. Quantised activations share a scale within one run of the
encoder, so that the same report gives the same record only if its windows are cut the same way and each is run alone.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.doc import WordRange

__all__ = ["LONGEST", "cut"]

LONGEST = 190
"""Word pieces in a window, without the two that frame it."""

_ENDS = frozenset(".?!…")


def cut(
    words: Sequence[str], pieces: NDArray[np.int64], gaps: NDArray[np.int64], longest: int = LONGEST
) -> list[WordRange]:
    """Cut words into windows of at most `longest` word pieces.

    `pieces` counts each word's pieces, `gaps` says what stands before it (`words.GAPS`). Paragraphs stay whole where
    they fit; a longer one is cut after a sentence's end, or where it must be.
    """
    before = np.concatenate(([0], np.cumsum(np.minimum(pieces, longest))))
    paragraphs = [*np.flatnonzero(gaps >= 2).tolist(), len(words)]
    if paragraphs[0] != 0:
        paragraphs.insert(0, 0)
    windows: list[WordRange] = []
    start = 0
    for begin, end in pairwise(paragraphs):
        if before[end] - before[start] <= longest:
            continue
        if begin > start:
            windows.append(WordRange(start, begin))
            start = begin
        while before[end] - before[start] > longest:
            furthest = int(np.searchsorted(before, before[start] + longest, side="right")) - 1
            middle = _sentence_end(words, start, max(furthest, start + 1))
            windows.append(WordRange(start, middle))
            start = middle
    if start < len(words):
        windows.append(WordRange(start, len(words)))
    return windows


def _sentence_end(words: Sequence[str], start: int, furthest: int) -> int:
    """The last word up to `furthest`, in the window's second half, that follows a sentence's end; else `furthest`."""
    for word in range(furthest, start + (furthest - start) // 2, -1):
        previous = words[word - 1]
        if previous in _ENDS or (previous in "”\"’'" and word >= 2 and words[word - 2] in _ENDS):
            return word
    return furthest
