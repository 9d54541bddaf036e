"""Scores to the attribution graph: roles on words, then which content has which cue, which cue which source.

One source serves several cues in a tenth of news' attributions ("she said …, adding …"), so cues point at sources and
not the other way round; a cue that points at itself has no source.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.doc import Attribution, WordRange
from onrecord.engine.encoder import Scores
from onrecord.engine.labels import ROLES, Labels
from onrecord.engine.viterbi import best_paths

__all__ = ["LEANING", "TRANSITION_WEIGHT", "WEAKEST_FURTHER", "WEAKEST_POINTER", "decode_attributions"]

TRANSITION_WEIGHT = 0.2
"""Of the counted role transitions beside the model's own scores."""

LEANING = {"source": 0.8, "cue": 0.2, "content": 0.6}
"""Added to the log probability that a word has the role: evens out precision and recall."""

WEAKEST_POINTER = -3.0
"""Mean log probability of a content's pointer to its cue below which nobody is held to have said it."""

WEAKEST_FURTHER = -1.5
"""The same for a second fragment of one content. All of these were chosen together on PolNeAR's dev split."""

Floats = NDArray[np.float32]


class _Segment(NamedTuple):
    role: str
    start: int
    end: int
    score: float
    """Mean log probability of the role over its words."""


def decode_attributions(scores: Sequence[Scores], labels: Labels) -> list[Attribution]:
    """The attributions of all windows, in the order of their cues; ranges count the text's words."""
    transitions = np.array(labels.role_transitions, np.float32)
    transitions = np.where(transitions <= -1e3, -1e4, transitions * TRANSITION_WEIGHT).astype(np.float32)
    leaning = np.array([LEANING.get(role.rstrip("+"), 0.0) for role in ROLES], np.float32)
    paths = best_paths([part.roles + leaning for part in scores], transitions)
    found = []
    for part, path in zip(scores, paths, strict=True):
        found += _window(part, _segments(path, part.roles))
    return found


def _segments(path: NDArray[np.int64], roles: Floats) -> list[_Segment]:
    words = np.flatnonzero(path).tolist()
    bounds: list[tuple[str, int, int]] = []
    for word in words:
        role = ROLES[path[word]]
        if role.endswith("+") and bounds and bounds[-1][2] == word:
            bounds[-1] = (bounds[-1][0], bounds[-1][1], word + 1)
        else:
            bounds.append((role.rstrip("+"), word, word + 1))
    return [
        _Segment(role, start, end, float(roles[np.arange(start, end), path[start:end]].mean()))
        for role, start, end in bounds
    ]


def _window(part: Scores, segments: list[_Segment]) -> list[Attribution]:
    base = part.window.start
    cues = [segment for segment in segments if segment.role == "cue"]
    sources = [segment for segment in segments if segment.role == "source"]
    contents: list[list[tuple[_Segment, float]]] = [[] for _ in cues]
    if not cues:
        return []
    for segment in segments:
        if segment.role == "content":
            reach = [_reach(part.cues, segment, cue) for cue in cues]
            best = int(np.argmax(reach))
            if reach[best] >= WEAKEST_POINTER:
                contents[best].append((segment, float(reach[best])))
    found = []
    for cue, own in zip(cues, contents, strict=True):
        if not own:
            continue
        strongest = max(pointer for _, pointer in own)
        own = [(segment, pointer) for segment, pointer in own if pointer >= min(strongest, WEAKEST_FURTHER)]
        reach = [_reach(part.sources, cue, candidate) for candidate in (cue, *sources)]
        best = int(np.argmax(reach))
        source = [] if best == 0 else [_range(sources[best - 1], base)]
        weakest = min(min(segment.score, pointer) for segment, pointer in own)
        confidence = np.exp(min(weakest, cue.score, reach[best]))
        found.append(
            Attribution(source, [_range(cue, base)], [_range(segment, base) for segment, _ in own], float(confidence))
        )
    return found


def _reach(pointers: Floats, rows: _Segment, columns: _Segment) -> float:
    """Mean log probability that the rows' words point into the columns' words."""
    mass = np.exp(pointers[rows.start : rows.end, columns.start : columns.end]).sum(axis=1)
    return float(np.log(mass + 1e-9).mean())


def _range(segment: _Segment, base: int) -> WordRange:
    return WordRange(segment.start + base, segment.end + base)
