"""Windows hold all words, in order, paragraph by paragraph."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.windows import LONGEST, cut

words_of_text = st.lists(
    st.tuples(
        st.sampled_from(["word", "other", ".", "?", "”"]), st.integers(1, 9), st.sampled_from([0, 1, 1, 1, 2, 3])
    ),
    min_size=1,
    max_size=120,
)


def arrays(rows: list[tuple[str, int, int]]) -> tuple[list[str], np.ndarray, np.ndarray]:
    words, pieces, gaps = zip(*rows, strict=True)
    return list(words), np.array(pieces), np.array([3, *gaps[1:]])


@given(words_of_text, st.integers(5, 60))
def test_windows_follow_on_one_another_and_fit(rows: list[tuple[str, int, int]], longest: int) -> None:
    words, pieces, gaps = arrays(rows)
    windows = cut(words, pieces, gaps, longest)
    assert windows[0].start == 0
    assert windows[-1].end == len(words)
    assert all(before.end == after.start for before, after in pairwise(windows))
    for start, end in windows:
        assert start < end
        assert pieces[start:end].sum() <= longest or end - start == 1


@given(words_of_text)
def test_a_paragraph_that_fits_is_whole(rows: list[tuple[str, int, int]]) -> None:
    words, pieces, gaps = arrays(rows)
    begins = [number for number, gap in enumerate(gaps) if gap >= 2]
    longest = max(int(part.sum()) for part in np.split(pieces, begins) if len(part))
    assert {start for start, _ in cut(words, pieces, gaps, longest)} <= set(begins)


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    words = [*["word"] * 99, "."] * 4
    pieces = np.ones(len(words), np.int64)
    gaps = np.array([3] + [1] * (len(words) - 1))
    assert [end for _, end in cut(words, pieces, gaps, 150)] == [100, 200, 300, 400]


def test_a_word_of_more_pieces_than_a_window_has_a_window_of_its_own() -> None:
    windows = cut(["a", "b", "c"], np.array([1, LONGEST * 3, 1]), np.array([3, 1, 1]))
    assert [tuple(window) for window in windows] == [(0, 1), (1, 2), (2, 3)]
