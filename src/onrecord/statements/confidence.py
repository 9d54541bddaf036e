"""From the engine's own scores to probabilities, calibrated on half of PolNeAR's dev split."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple, Self

from onrecord.errors import EngineError

__all__ = ["Calibration", "calibration_error", "fit"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """A rising step function: a score below `scores[i]` and not below the one before has probability `shares[i]`."""

    scores: tuple[float, ...] = ()
    shares: tuple[float, ...] = (1.0,)

    def __call__(self, score: float) -> float:
        """The probability that content and source of a statement with this score are right."""
        return self.shares[bisect_right(self.scores, score)]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what `write` made; raises EngineError."""
        try:
            fields = json.loads(path.read_text(encoding="utf-8"))
            return cls(tuple(fields["scores"]), tuple(fields["shares"]))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise EngineError(f"{path}: the calibration can't be read ({error!r}); install onrecord again") from error

    def write(self, path: Path) -> None:
        """Write as JSON."""
        path.write_text(json.dumps({"scores": self.scores, "shares": self.shares}), encoding="utf-8")


def fit(scores: Sequence[float], right: Sequence[bool], fewest: int = 25) -> Calibration:
    """Isotonic regression by pooling adjacent violators (Ayer et al., 1955); `fewest` statements or more to a step."""
    pooled: list[_Step] = []
    for score, pairs in groupby(sorted(zip(scores, right, strict=True)), key=itemgetter(0)):
        goods = [good for _, good in pairs]
        pooled.append(_Step(score, sum(goods), len(goods)))
        while len(pooled) > 1 and (pooled[-2].number < fewest or pooled[-2].share() >= pooled[-1].share()):
            _pool_last(pooled)
    if len(pooled) > 1 and pooled[-1].number < fewest:
        _pool_last(pooled)
    if not pooled:
        return Calibration()
    # No step claims certainty: as if it had been seen to be right once more, and wrong once more.
    shares = (round((step.right + 1) / (step.number + 2), 4) for step in pooled)
    return Calibration(tuple(step.lowest for step in pooled[1:]), tuple(accumulate(shares, max)))


class _Step(NamedTuple):
    """Statements pooled by their scores."""

    lowest: float
    right: int
    number: int

    def share(self) -> float:
        return self.right / self.number


def _pool_last(pooled: list[_Step]) -> None:
    last = pooled.pop()
    before = pooled.pop()
    pooled.append(_Step(before.lowest, before.right + last.right, before.number + last.number))


def calibration_error(shares: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: mean distance of claimed and true share over equal bins (Naeini et al., 2015)."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for share, good in zip(shares, right, strict=True):
        held[min(bins - 1, int(share * bins))].append((share, good))
    apart = (abs(sum(share - good for share, good in part)) for part in held)
    return sum(apart) / max(1, len(shares))
