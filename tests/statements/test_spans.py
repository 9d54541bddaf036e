"""Arithmetic of spans."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.spans import covered, inside, joined, overlap, without

TEXT = "He said, on Monday, that it was over."
SPANS = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda pair: (min(pair), max(pair) + 1))


@given(SPANS, SPANS)
def test_overlap_counts_the_shared_characters(one, other):
    assert overlap(one, other) == len(set(range(*one)) & set(range(*other)))


@given(st.lists(SPANS, max_size=6))
def test_joined_spans_cover_the_same_and_do_not_overlap(spans):
    text = "x" * 40
    merged = joined(text, spans)
    assert {place for span in spans for place in range(*span)} == {place for span in merged for place in range(*span)}
    assert all(one[1] < other[0] for one, other in pairwise(merged))


def test_joined_closes_over_white_space_only():
    assert joined("ab  cd, ef", [(0, 2), (4, 6), (8, 10)]) == [(0, 6), (8, 10)]


def test_without_cuts_holes_and_loose_commas():
    hole = (TEXT.index("on Monday"), TEXT.index("on Monday") + 9)
    assert [TEXT[s:e] for s, e in without(TEXT, (0, len(TEXT)), [hole])] == ["He said", "that it was over."]


def test_inside_and_covered():
    assert inside((2, 4), [(0, 4)])
    assert not inside((2, 5), [(0, 4)])
    assert covered((0, 4), [(0, 1), (3, 9)]) == 0.5
