"""Records of the gold reports against the gold records, by the scorer that comes with them."""

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.measures import Value, of_reports
from benchmarks.sources import gold_folder, needed, scorer
from onrecord.pipeline import Reader

ROWS = {
    "statement": "statement",
    "source": "statement source",
    "speaker": "statement speaker",
    "full": "statement full",
    "nested": "nested statement",
    "stance": "statement stance (accuracy)",
    "kind": "statement kind (accuracy)",
    "source_kind": "statement source kind (accuracy)",
}
ACCURACIES = ("stance", "kind", "source_kind")
FIRST = "putin-pyongyang"
"""The report that the project grew from: its quotations and chains are counted one by one."""

Record = dict[str, Any]
Table = dict[str, dict[str, float]]


def measure(reader: Reader) -> dict[str, Value]:
    """F1, accuracies beside their majority baselines, and the first report's counts, by key of `figures.tsv`."""
    folder = gold_folder() / "reports"
    needed(folder)
    module = scorer("score_records")
    gold = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    texts = {name: (folder / f"{name}.txt").read_bytes().decode("utf-8") for name in gold}
    read = {name: as_read(reader, record, texts[name]) for name, record in gold.items()}
    tables = [score(module, folder, {name: record})[name] for name, record in read.items()]
    found = {}
    for key, row in ROWS.items():
        baseline = None
        if key in ACCURACIES:
            always = {name: _always(record, key, most_frequent(gold.values(), key)) for name, record in read.items()}
            baseline = of_reports([_counts(score(module, folder, {n: r})[n], row) for n, r in always.items()]).value
        found[f"gold.{key}"] = of_reports([_counts(table, row) for table in tables], baseline)
    if FIRST in gold:
        found |= first_report(module, gold[FIRST], read[FIRST], texts[FIRST])
    return found


def as_read(reader: Reader, gold: Record, text: str) -> Record:
    """Our record of a gold report, read with the metadata that the gold record has."""
    return reader.read(text, published=gold["published"], outlet=gold["outlet"], id=gold["id"]).to_dict()


def score(module: ModuleType, folder: Path, records: dict[str, Record]) -> dict[str, Table]:
    """The scorer's table of each report alone."""
    tables = {}
    for name, record in records.items():
        with tempfile.TemporaryDirectory() as made:
            gold, ours = Path(made) / "gold", Path(made) / "ours"
            gold.mkdir()
            ours.mkdir()
            for suffix in (".json", ".txt"):
                shutil.copyfile(folder / f"{name}{suffix}", gold / f"{name}{suffix}")
            (ours / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
            tables[name] = module.score(gold, ours)
    return tables


def _counts(table: Table, row: str) -> tuple[int, int, int]:
    cells = table[row]
    return round(cells["precision"] * cells["predicted"]), int(cells["gold"]), int(cells["predicted"])


def most_frequent(records: Iterable[Record], field: str) -> str:
    """The field's most frequent value over all gold statements."""
    found = Counter(one[field] for record in records for one in record["statements"] if field in one)
    return found.most_common(1)[0][0]


def _always(record: Record, field: str, value: str) -> Record:
    return record | {"statements": [one | {field: value} for one in record["statements"]]}


def first_report(module: ModuleType, gold: Record, ours: Record, text: str) -> dict[str, Value]:
    """How many direct and mixed quotations have content, source, speaker and kind right; how many chains are right."""
    wanted, given = gold["statements"], ours["statements"]
    pairs = [(wanted[i], given[j]) for i, j in module.statement_pairs(wanted, given, text)]
    partner = {theirs["id"]: mine["id"] for theirs, mine in pairs}
    right = {
        theirs["id"]
        for theirs, mine in pairs
        if module.characters(theirs["source"], text) & module.characters(mine["source"], text)
        and module.same_names(theirs["speaker"], mine["speaker"])
    }
    kind_right = {theirs["id"] for theirs, mine in pairs if theirs["kind"] == mine["kind"]}
    chained = {
        theirs["id"]
        for theirs, mine in pairs
        if "reported_in" in theirs and mine.get("reported_in") == partner.get(theirs["reported_in"], "")
    }
    quoted = [one["id"] for one in wanted if one["kind"] in ("direct", "mixed")]
    inner = [one["id"] for one in wanted if "reported_in" in one]
    return {
        "first.quotations": _share(quoted, right & kind_right),
        "first.chains": _share(inner, chained & right),
    }


def _share(asked: Sequence[str], right: set[str]) -> Value:
    missed = [identifier for identifier in asked if identifier not in right]
    counted = f"{len(asked) - len(missed)} of {len(asked)}"
    return Value(1 - len(missed) / len(asked), note=counted + (f"; not {', '.join(missed)}" if missed else ""))
