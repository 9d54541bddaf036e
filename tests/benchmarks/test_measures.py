"""Figures over reports, and how sure they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.measures import Counts, f1, of_reports

counts = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda row: (min(row), max(row[1], min(row)), max(row[2], min(row)))
)


def test_f1_is_the_harmonic_mean() -> None:
    precision, recall = 3 / 4, 3 / 6
    assert f1(3, 6, 4) == pytest.approx(2 * precision * recall / (precision + recall))
    assert f1(0, 0, 0) == 0


@given(st.lists(counts, min_size=1, max_size=12))
def test_the_figure_lies_within_its_interval_and_both_are_shares(reports: list[Counts]) -> None:
    found = of_reports(reports)
    low, high = found.interval or (2, -2)
    assert 0 <= low <= high <= 1
    assert found.value == f1(*(sum(column) for column in zip(*reports, strict=True)))


def test_an_interval_is_the_same_each_time_and_narrows_with_more_reports() -> None:
    few, many = [(9, 10, 10), (1, 10, 10), (5, 10, 10)], [(9, 10, 10), (1, 10, 10), (5, 10, 10)] * 30
    assert of_reports(few) == of_reports(few)
    (low, high), (inner_low, inner_high) = of_reports(few).interval or (0, 0), of_reports(many).interval or (0, 0)
    assert low < inner_low < 0.5 < inner_high < high


def test_reports_that_are_all_alike_leave_no_doubt() -> None:
    assert of_reports([(3, 4, 4)] * 9).interval == (0.75, 0.75)
