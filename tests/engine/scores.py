"""Scores of a window written by hand, so that decoding is tested without the model."""

import numpy as np

from onrecord.doc import WordRange
from onrecord.engine.encoder import Scores
from onrecord.engine.labels import NAME_TAGS, ROLES


def sure(number: int, size: int, likely: float = 0.97) -> np.ndarray:
    """Log probabilities of `size` labels of which one is likely."""
    row = np.full(size, (1 - likely) / max(1, size - 1))
    row[number] = likely
    return np.log(row)


def window(
    size: int,
    *,
    start: int = 0,
    roles: dict[int, str] | None = None,
    cues: dict[int, int] | None = None,
    sources: dict[int, int] | None = None,
    names: np.ndarray | None = None,
) -> Scores:
    """Scores of one sentence of `size` words, each a root of its own; what is given is near certain."""
    numbers = np.zeros(size, np.int64)
    role_of = [ROLES.index((roles or {}).get(word, "none")) for word in range(size)]
    pointers = [
        np.array([sure((given or {}).get(word, word), size) for word in range(size)], np.float32)
        for given in (cues, sources)
    ]
    return Scores(
        window=WordRange(start, start + size),
        starts=np.array([1] + [0] * (size - 1)),
        upos=numbers,
        feats=numbers,
        lemmas=numbers,
        heads=np.zeros(size, np.int64),
        relations=numbers,
        arcs=np.zeros((size, size), np.float32),
        names=names if names is not None else np.array([sure(0, len(NAME_TAGS))] * size, np.float32),
        roles=np.array([sure(role, len(ROLES)) for role in role_of], np.float32),
        cues=pointers[0],
        sources=pointers[1],
    )
