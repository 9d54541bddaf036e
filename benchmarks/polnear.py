"""Attribution on PolNeAR's dev split, and how well confidence is calibrated on the half that never calibrated it."""

from collections.abc import Sequence

from benchmarks.measures import Value
from benchmarks.sources import data_folder, needed, scorer
from onrecord.engine import Engine
from onrecord.statements.confidence import Calibration, calibration_error
from training.calibration import ReadArticle, is_for_measuring, read_articles, rightness

METRICS = {
    "full": "statement.full",
    "source": "source.segment",
    "cue": "cue.segment",
    "content": "content.segment",
    "any": "content.any",
}


def measure(engine: Engine, calibration: Calibration) -> dict[str, Value]:
    """F1 of statements and parts, recall by kind, and the calibration's error, by key of `figures.tsv`."""
    split = data_folder() / "polnear" / "dev"
    needed(split)
    module = scorer("score_polnear")
    read = read_articles(engine)
    table = module.score(str(split), {article.name: _rows(article) for article in read})
    found = {f"polnear.{key}": Value(table["all"][metric]["F1"]) for key, metric in METRICS.items()}
    found |= {f"polnear.{kind}": Value(table[kind]["statement.full"]["R"]) for kind in ("direct", "mixed", "indirect")}
    return found | {"polnear.calibration": Value(error_of(calibration, read))}


def error_of(calibration: Calibration, read: Sequence[ReadArticle]) -> float:
    """The expected calibration error over the articles that are for measuring."""
    pairs = [pair for article in read if is_for_measuring(article.name) for pair in rightness(article)]
    return calibration_error([calibration(score) for score, _ in pairs], [right for _, right in pairs])


def _rows(article: ReadArticle) -> list[dict]:
    return [{"source": one.source, "cue": one.cue, "content": one.content} for one in article.found]
