"""The best path through label scores when one label constrains the next."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_paths"]


def best_paths(scores: Sequence[NDArray[np.float32]], transitions: NDArray[np.float32]) -> list[NDArray[np.int64]]:
    """The best labels of several sequences at once (Viterbi, 1967).

    `scores`: for each sequence (words, labels) log probabilities. `transitions`: (labels + 1, labels), added for a
    label (column) after another (row); the last row is for the first word.
    """
    if not scores:
        return []
    lengths = np.array([len(part) for part in scores])
    order = np.argsort(-lengths, kind="stable")
    longest, labels = int(lengths.max()), transitions.shape[1]
    padded = np.zeros((longest, len(scores), labels), np.float32)
    for row, number in enumerate(order):
        padded[: lengths[number], row] = scores[number]
    back = np.zeros((longest, len(scores), labels), np.int64)
    best = padded[0] + transitions[-1]
    inner = transitions[:-1]
    alive = np.searchsorted(-lengths[order], -np.arange(1, longest + 1), side="right")
    for word in range(1, longest):
        rows = int(alive[word])
        reached = best[:rows, :, None] + inner
        back[word, :rows] = reached.argmax(axis=1)
        best[:rows] = reached.max(axis=1) + padded[word, :rows]
    paths: list[NDArray[np.int64]] = [np.zeros(0, np.int64)] * len(scores)
    for row, number in enumerate(order):
        path = np.zeros(lengths[number], np.int64)
        label = int(best[row].argmax())
        for word in range(lengths[number] - 1, -1, -1):
            path[word] = label
            label = int(back[word, row, label])
        paths[number] = path
    return paths
