"""From the engine's own scores to probabilities, calibrated on half of PolNeAR's dev split."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

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
    """Isotonic regression by pooling adjacent violators (Ayer et al., 1955); each step rests on `fewest` or more."""
    pooled: list[list[float]] = []  # highest score, number right, number
    for score, good in sorted(zip(scores, right, strict=True)):
        pooled.append([score, float(good), 1.0])
        while len(pooled) > 1 and (
            pooled[-2][2] < fewest or pooled[-2][1] / pooled[-2][2] >= pooled[-1][1] / pooled[-1][2]
        ):
            top = pooled.pop()
            pooled[-1] = [top[0], pooled[-1][1] + top[1], pooled[-1][2] + top[2]]
    if len(pooled) > 1 and pooled[-1][2] < fewest:
        top = pooled.pop()
        pooled[-1] = [top[0], pooled[-1][1] + top[1], pooled[-1][2] + top[2]]
    if not pooled:
        return Calibration()
    return Calibration(
        tuple(round(step[0], 6) for step in pooled[:-1]),
        tuple(round((step[1] + 1) / (step[2] + 2), 4) for step in pooled),
    )


def calibration_error(shares: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """Expected calibration error: mean distance of claimed and true share over equal bins (Naeini et al., 2015)."""
    held: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for share, good in zip(shares, right, strict=True):
        held[min(bins - 1, int(share * bins))].append((share, good))
    apart = (abs(sum(share - good for share, good in part)) for part in held)
    return sum(apart) / max(1, len(shares))
