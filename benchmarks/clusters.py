"""Scores of coreference: MUC, B-cubed, CEAF and their mean, as the reference scorer of CoNLL defines them.

Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005 (entities, phi 4), Pradhan et al. 2014. A cluster is a set of
mentions; what a mention is doesn't matter here, for two are the same if they are equal. Documents are scored alone and
their tallies added, as the reference scorer does.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.measures import RESAMPLES, SEED, Value

Cluster = AbstractSet[Hashable]


@dataclass(frozen=True, slots=True)
class Tally:
    """What recall and precision are made of: parts of the gold whole, and of ours."""

    found: float = 0.0
    wanted: float = 0.0
    right: float = 0.0
    given: float = 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.found + other.found, self.wanted + other.wanted, self.right + other.right, self.given + other.given
        )

    @property
    def recall(self) -> float:
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 0.0

    @property
    def f1(self) -> float:
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def mentions(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """How many mentions are found, in whatever cluster."""
    wanted, given = _all(gold), _all(ours)
    right = len(wanted & given)
    return Tally(right, len(wanted), right, len(given))


def muc(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Links: a cluster of n has n - 1, and loses one for each part that it falls into beyond the first."""
    return Tally(*_links(gold, ours), *_links(ours, gold))


def b_cubed(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Mentions: of each, the share of its cluster that stands in its cluster on the other side."""
    return Tally(*_shared(gold, ours), *_shared(ours, gold))


def ceaf(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> Tally:
    """Entities: how alike clusters are (phi 4) when each is paired with at most one, at best."""
    alike = np.array([[2 * len(one & other) / (len(one) + len(other)) for other in ours] for one in gold])
    total = float(alike[linear_sum_assignment(-alike)].sum()) if alike.size else 0.0
    return Tally(total, len(gold), total, len(ours))


CONLL: dict[str, Callable[[Sequence[Cluster], Sequence[Cluster]], Tally]] = {
    "muc": muc,
    "b_cubed": b_cubed,
    "ceaf": ceaf,
}


def conll(documents: Sequence[tuple[Sequence[Cluster], Sequence[Cluster]]]) -> Value:
    """The mean F1 of the three over documents (gold, ours), with the interval of drawing the documents anew."""
    table = np.array([[_numbers(score(gold, ours)) for score in CONLL.values()] for gold, ours in documents])
    drawn = np.random.default_rng(SEED).integers(0, len(table), (RESAMPLES, len(table)))
    low, high = np.percentile(_mean_f1(table[drawn].sum(axis=1)), (2.5, 97.5)).tolist()
    return Value(float(_mean_f1(table.sum(axis=0))), (low, high))


def several(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Without singletons."""
    return [one for one in clusters if len(one) > 1]


def total(
    score: Callable[[Sequence[Cluster], Sequence[Cluster]], Tally],
    documents: Iterable[tuple[Sequence[Cluster], Sequence[Cluster]]],
) -> Tally:
    """The tally over documents (gold, ours)."""
    return sum((score(gold, ours) for gold, ours in documents), Tally())


def _numbers(tally: Tally) -> tuple[float, float, float, float]:
    return tally.found, tally.wanted, tally.right, tally.given


def _mean_f1(tallies: np.ndarray) -> np.ndarray:
    """Of (..., scores, 4) the mean over scores, where an empty side counts as nothing found."""
    found, wanted, right, given = np.moveaxis(tallies, -1, 0)
    recall = np.divide(found, wanted, out=np.zeros_like(found), where=wanted > 0)
    precision = np.divide(right, given, out=np.zeros_like(right), where=given > 0)
    both = recall + precision
    return np.divide(2 * recall * precision, both, out=np.zeros_like(both), where=both > 0).mean(axis=-1)


def _all(clusters: Iterable[Cluster]) -> set[Hashable]:
    return {mention for one in clusters for mention in one}


def _number_of(clusters: Iterable[Cluster]) -> dict[Hashable, int]:
    return {mention: number for number, one in enumerate(clusters) for mention in one}


def _links(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    number_of = _number_of(others)
    kept = 0
    for one in clusters:
        parts = {number_of[mention] for mention in one if mention in number_of}
        alone = sum(mention not in number_of for mention in one)
        kept += len(one) - len(parts) - alone
    return kept, sum(len(one) - 1 for one in clusters)


def _shared(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> tuple[float, float]:
    shared = 0.0
    number_of = _number_of(others)
    for one in clusters:
        for mention in one:
            if mention in number_of:
                shared += len(one & others[number_of[mention]]) / len(one)
    return shared, sum(map(len, clusters))
