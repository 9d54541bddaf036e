"""Names: exact spans and kinds on hand-labelled newswire sentences, each read in its document."""

import json
from collections import Counter
from functools import lru_cache

from benchmarks.measures import Value
from benchmarks.sources import data_folder, gold_folder, needed
from onrecord.doc import Doc
from onrecord.engine import Engine
from onrecord.report import Report
from training.trees import read

SHORT = {"PER": "person", "ORG": "organisation", "PLACE": "place", "NORP": "people"}
_ARTICLES = ("the ", "The ", "a ", "an ")


def measure(engine: Engine) -> dict[str, Value]:
    """F1 as a share, by key of `figures.tsv`."""
    needed(data_folder() / "names", data_folder() / "gum", gold_folder() / "reports")
    return {f"names.{kind}": Value(value / 100) for kind, value in score(engine).items()}


def score(engine: Engine) -> dict[str, float]:
    """F1 by kind and over all ("all"), in per cent."""
    docs: dict[str, Doc] = {}
    right: Counter[str] = Counter()
    gold_count: Counter[str] = Counter()
    our_count: Counter[str] = Counter()
    for line in (data_folder() / "names" / "newswire_names.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        doc, start = _document(engine, row, docs)
        gold = {(begin, end, SHORT[kind]) for begin, end, kind in row["spans"]}
        optional = {(begin, end, SHORT[kind]) for begin, end, kind in row["optional"]}
        ours = set(_names(doc, start, start + len(row["sentence"])))
        dropped = ours & optional
        ours -= dropped
        gold = {name for name in gold if not any(name[0] < end and begin < name[1] for begin, end, _ in dropped)}
        for kind in SHORT.values():
            mine, theirs = ({name for name in names if name[2] == kind} for names in (ours, gold))
            right[kind] += len(mine & theirs)
            our_count[kind] += len(mine)
            gold_count[kind] += len(theirs)
    for counts in (right, our_count, gold_count):
        counts["all"] = sum(counts.values())
    return {kind: 200 * right[kind] / max(1, our_count[kind] + gold_count[kind]) for kind in (*SHORT.values(), "all")}


def _document(engine: Engine, row: dict, docs: dict[str, Doc]) -> tuple[Doc, int]:
    """The document that holds the sentence, read whole, and where in it the sentence begins."""
    source = row["source"]
    if source not in docs:
        docs[source] = engine.parse(Report(_text(source)))
    doc = docs[source]
    start = row["start"] if "start" in row else doc.report.text.find(row["sentence"])
    if doc.report.text[start : start + len(row["sentence"])] != row["sentence"]:
        alone = engine.parse(Report(row["sentence"]))
        return alone, 0
    return doc, start


@lru_cache(maxsize=64)
def _text(source: str) -> str:
    if source.startswith("reports/"):
        return (gold_folder() / source).read_bytes().decode("utf-8")
    name = source.removesuffix(".conllu")
    return read(data_folder() / "gum" / f"{name.rpartition('/')[2]}.conllu")[0].text


def _names(doc: Doc, start: int, end: int) -> list[tuple[int, int, str]]:
    found = []
    for name in doc.names:
        first, last = doc.spans[name.start][0], doc.spans[name.end - 1][1]
        if start <= first and last <= end:
            for article in _ARTICLES:
                if doc.report.text.startswith(article, first):
                    first += len(article)
            if doc.report.text[first:last].endswith(("'s", "’s")):
                last -= 2
            found.append((first - start, last - start, name.kind))
    return found
