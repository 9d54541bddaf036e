"""Trees against every tree there is."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.trees import is_tree, spanning_tree


def square(size: int) -> st.SearchStrategy[np.ndarray]:
    numbers = st.integers(-30, 30).map(lambda number: number / 4)
    return st.lists(numbers, min_size=size * size, max_size=size * size).map(
        lambda values: np.array(values, np.float32).reshape(size, size)
    )


def reaches_root(heads: tuple[int, ...]) -> bool:
    """Whether there is one root and every word leads to it, step by step."""
    roots = [word for word, head in enumerate(heads) if word == head]
    for word in range(len(heads)):
        here = word
        for _ in heads:
            here = heads[here]
        if [here] != roots:
            return False
    return True


def worth(heads: tuple[int, ...], arcs: np.ndarray) -> float:
    return float(sum(arcs[word, head] for word, head in enumerate(heads)))


@given(st.integers(1, 5).flatmap(square))
def test_no_tree_with_the_same_root_is_better(arcs: np.ndarray) -> None:
    size = len(arcs)
    heads = tuple(spanning_tree(arcs).tolist())
    root = int(np.diagonal(arcs).argmax())
    assert reaches_root(heads)
    assert heads[root] == root
    trees = (other for other in product(range(size), repeat=size) if other[root] == root and reaches_root(other))
    assert worth(heads, arcs) == max(worth(other, arcs) for other in trees)


@given(st.integers(1, 5).flatmap(lambda size: st.tuples(*[st.integers(0, size - 1)] * size)))
def test_is_tree(heads: tuple[int, ...]) -> None:
    assert is_tree(np.array(heads)) == reaches_root(heads)


@pytest.mark.parametrize("size", [2, 17, 120])
def test_scores_are_left_as_they_were(size: int) -> None:
    arcs = np.random.default_rng(size).normal(size=(size, size)).astype(np.float32)
    before = arcs.copy()
    assert is_tree(spanning_tree(arcs))
    assert (arcs == before).all()
