"""What a measurement gives, and how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000
SEED = 20

Counts = tuple[int, int, int]
"""How many were right, how many were asked for, how many were given."""


@dataclass(frozen=True, slots=True)
class Value:
    """One measured figure."""

    value: float
    interval: tuple[float, float] | None = None
    """Of 95 %."""
    baseline: float | None = None
    """What always giving the most frequent answer would reach."""
    note: str = ""


def f1(right: int, wanted: int, given: int) -> float:
    """The harmonic mean of precision and recall; an accuracy where as many were given as asked for."""
    return 2 * right / (wanted + given) if wanted + given else 0.0


def of_reports(counts: Sequence[Counts], baseline: float | None = None) -> Value:
    """F1 over reports, with the interval that drawing the reports anew gives (percentile bootstrap)."""
    table = np.array(counts, np.int64)
    drawn = np.random.default_rng(SEED).integers(0, len(table), (RESAMPLES, len(table)))
    right, wanted, given = np.moveaxis(table[drawn].sum(axis=1), 1, 0)
    resampled = 2 * right / np.maximum(1, wanted + given)
    low, high = np.percentile(resampled, (2.5, 97.5)).tolist()
    return Value(f1(*table.sum(axis=0).tolist()), (low, high), baseline)
