"""Heads to trees: the best heads are a tree nearly always; where not, the best tree is found."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["is_tree", "spanning_tree"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def is_tree(heads: Ints) -> bool:
    """Whether heads (a root's head is itself) make one tree."""
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) != 1:
        return False
    above, steps = heads, 1
    while steps < len(heads):
        above, steps = above[above], steps * 2
    return bool((above == roots[0]).all())


def spanning_tree(arcs: Floats) -> Ints:
    """The heads of the best tree with one root (Chu & Liu 1965; Edmonds 1967).

    `arcs`: (words, words), score of a word (row) under a head (column); the diagonal scores it as the root.
    """
    size = len(arcs)
    root = int(np.diagonal(arcs).argmax())
    scores = arcs.astype(np.float64).copy()
    np.fill_diagonal(scores, -np.inf)
    scores[root] = -np.inf
    heads = _arborescence(scores, root) if size > 1 else np.zeros(1, np.int64)
    heads[root] = root
    return heads


def _arborescence(scores: NDArray[np.float64], root: int) -> Ints:
    heads: Ints = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    number = {int(word): position for position, word in enumerate(outer)}
    size = len(outer) + 1
    merged = np.full((size, size), -np.inf)
    merged[:-1, :-1] = scores[np.ix_(outer, outer)]
    rows = np.array(cycle)
    gain = scores[np.ix_(rows, outer)] - scores[rows, heads[rows]][:, None]
    enters = gain.argmax(axis=0)
    merged[-1, :-1] = gain.max(axis=0)
    leaves = scores[np.ix_(outer, rows)].argmax(axis=1)
    merged[:-1, -1] = scores[np.ix_(outer, rows)].max(axis=1)
    merged[number[root]] = -np.inf
    inner = _arborescence(merged, number[root])
    found: Ints = heads.copy()
    for position, word in enumerate(outer):
        above = int(inner[position])
        found[word] = rows[leaves[position]] if above == size - 1 else outer[above]
    entering = int(inner[-1])
    found[rows[enters[entering]]] = outer[entering]
    found[root] = root
    return found


def _cycle(heads: Ints, root: int) -> list[int] | None:
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for word in range(len(heads)):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return path[path.index(word) :]
        state[path] = 2
    return None
