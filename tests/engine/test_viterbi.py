"""Best paths against every path there is."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.viterbi import best_paths

LABELS = 3
numbers = st.integers(-40, 40).map(lambda number: number / 8)
row = st.lists(numbers, min_size=LABELS, max_size=LABELS)
sequence = st.lists(row, min_size=1, max_size=5).map(lambda rows: np.array(rows, np.float32))
transition_rows = st.lists(row, min_size=LABELS + 1, max_size=LABELS + 1).map(lambda rows: np.array(rows, np.float32))


def worth(path: tuple[int, ...], scores: np.ndarray, transitions: np.ndarray) -> float:
    steps = sum(transitions[before, after] for before, after in pairwise(path))
    return float(transitions[-1, path[0]] + steps + sum(scores[word, label] for word, label in enumerate(path)))


@given(st.lists(sequence, min_size=1, max_size=4), transition_rows)
def test_no_path_is_better(sequences: list[np.ndarray], transitions: np.ndarray) -> None:
    paths = best_paths(sequences, transitions)
    assert [len(path) for path in paths] == [len(scores) for scores in sequences]
    for scores, path in zip(sequences, paths, strict=True):
        best = max(worth(other, scores, transitions) for other in product(range(LABELS), repeat=len(scores)))
        assert worth(tuple(path.tolist()), scores, transitions) == best


def test_a_forbidden_step_is_not_taken() -> None:
    scores = np.array([[0, 5], [0, 5]], np.float32)
    transitions = np.array([[0, 0], [0, -1e4], [0, 0]], np.float32)
    (path,) = best_paths([scores], transitions)
    assert path.tolist() in ([0, 1], [1, 0])


def test_nothing_to_label() -> None:
    assert best_paths([], np.zeros((3, 2), np.float32)) == []
