"""Attribution on PolNeAR's dev split, and how well confidence is calibrated there."""

import zlib
from dataclasses import dataclass
from typing import Any

from benchmarks.sources import data_folder, scorer
from onrecord.engine import Engine
from onrecord.report import Report
from onrecord.statements.confidence import Calibration, calibration_error, fit
from onrecord.statements.quotations import find_quotations
from onrecord.statements.assemble import drafts_of


@dataclass(frozen=True, slots=True)
class Predictions:
    """The graph's attributions of each dev article, as the scorer reads them, with their scores."""

    statements: dict[str, list[dict[str, Any]]]


def predict(engine: Engine) -> Predictions:
    """Read every dev article. All that the graph holds is kept: PolNeAR counts attitudes too."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted((data_folder() / "polnear" / "dev" / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        doc = engine.parse(Report(text))
        rows = drafts_of(doc, doc.attributions, find_quotations(text))
        found[path.stem] = [
            {"source": row.source, "cue": row.cue, "content": row.content, "score": row.score} for row in rows
        ]
    return Predictions(found)


def score(predictions: Predictions) -> dict[str, dict[str, dict[str, float]]]:
    """What `score_polnear.py` says, by kind ("all", "direct", …) and metric."""
    return scorer("score_polnear").score(str(data_folder() / "polnear" / "dev"), predictions.statements)


def rightness(predictions: Predictions) -> dict[str, list[tuple[float, bool]]]:
    """For each article, the score of each statement and whether content and source are right ("full")."""
    module = scorer("score_polnear")
    found = {}
    for article, gold in module.gold_views(str(data_folder() / "polnear" / "dev")):
        rows = predictions.statements.get(article.stem, [])
        predicted = module.prepare(article, rows)
        scores = [row["score"] for row in rows if article.tokens(row["content"])]
        wanted = module.prepare(article, gold)
        partner = {j: (i, jaccard) for i, j, jaccard in module.align(wanted, predicted)}
        pairs = []
        for number, one in enumerate(predicted):
            i, jaccard = partner.get(number, (None, 0.0))
            head = i is not None and (wanted[i]["head"] == one["head"] or wanted[i]["source"] == one["source"])
            pairs.append((scores[number], bool(head and jaccard >= 0.5)))
        found[article.stem] = pairs
    return found


def halves(predictions: Predictions) -> tuple[list[tuple[float, bool]], list[tuple[float, bool]]]:
    """Statements of the articles for calibrating and of those for measuring, drawn by a checksum of their names."""
    first, second = [], []
    for name, pairs in rightness(predictions).items():
        (first if zlib.crc32(name.encode()) % 2 else second).extend(pairs)
    return first, second


def calibrate(predictions: Predictions) -> tuple[Calibration, float]:
    """The calibration from one half of dev and its expected calibration error on the other."""
    first, second = halves(predictions)
    calibration = fit([score for score, _ in first], [right for _, right in first])
    shares = [calibration(score) for score, _ in second]
    return calibration, calibration_error(shares, [right for _, right in second])
