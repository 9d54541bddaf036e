"""Calibration: probabilities from scores."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EngineError
from onrecord.statements.confidence import Calibration, calibration_error, fit

unit = st.floats(0, 1)
scored = st.lists(st.tuples(unit, st.booleans()), max_size=200)


def fitted(pairs: list[tuple[float, bool]], fewest: int = 5) -> Calibration:
    return fit([score for score, _ in pairs], [right for _, right in pairs], fewest)


@given(scored, unit, unit)
def test_a_higher_score_is_never_less_probable(pairs: list[tuple[float, bool]], one: float, other: float) -> None:
    calibration = fitted(pairs)
    low, high = sorted((one, other))
    assert 0 < calibration(low) <= calibration(high) <= 1


@given(st.lists(st.tuples(unit, st.booleans()), min_size=10, max_size=200))
def test_each_step_rests_on_enough_statements(pairs: list[tuple[float, bool]]) -> None:
    calibration = fitted(pairs, fewest=10)
    edges = [float("-inf"), *calibration.scores, float("inf")]
    for low, high in pairwise(edges):
        assert sum(low <= score < high for score, _ in pairs) >= 10


def test_shares_are_those_of_the_statements() -> None:
    pairs = [(0.1, number < 20) for number in range(100)] + [(0.9, number < 90) for number in range(100)]
    calibration = fitted(pairs)
    assert calibration(0.1) == calibration(0.0) == pytest.approx(0.2, abs=0.01)
    assert calibration(0.9) == calibration(1.0) == pytest.approx(0.9, abs=0.01)


def test_scores_that_say_nothing_give_one_share() -> None:
    pairs = [(number / 100, number % 2 == 0) for number in range(100)]
    assert fitted(pairs, fewest=25).shares == (0.5,)


def test_nothing_to_fit_claims_nothing_of_its_own() -> None:
    assert fit([], []) == Calibration()


@given(scored)
def test_a_calibration_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, pairs: list) -> None:
    path = tmp_path_factory.mktemp("engine") / "calibration.json"
    calibration = fitted(pairs)
    calibration.write(path)
    assert Calibration.read(path) == calibration


@pytest.mark.parametrize("content", ["", "[1]", '{"scores": []}'])
def test_a_broken_calibration_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "calibration.json"
    path.write_text(content)
    with pytest.raises(EngineError, match=r"calibration\.json"):
        Calibration.read(path)


def test_calibration_error() -> None:
    assert calibration_error([0.75] * 4, [True, True, True, False]) == 0
    assert calibration_error([1.0] * 4, [True, True, False, False]) == 0.5
    assert calibration_error([0.05, 0.95], [True, True]) == pytest.approx((0.95 + 0.05) / 2)
    assert calibration_error([], []) == 0
