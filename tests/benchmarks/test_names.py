"""Names scored on sentences in their documents."""

import json
from pathlib import Path

import pytest

from benchmarks.names import score
from onrecord.doc import WordRange
from onrecord.engine import Engine
from onrecord.report import Report

ENGINE = Engine()
SENTENCE = "Anna Petrova, the Bulgarian minister, flew to Damascus on Tuesday."
TEXT = f"A visit\n\n{SENTENCE} She had been in Sofia.\n"
KINDS = {"person": "PER", "organisation": "ORG", "place": "PLACE", "people": "NORP"}


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where sentences are listed; the report that they stand in is there already."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path))
    (tmp_path / "gold" / "reports").mkdir(parents=True)
    (tmp_path / "data" / "names").mkdir(parents=True)
    (tmp_path / "gold" / "reports" / "visit.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "data" / "names" / "newswire_names.jsonl"


def own_names() -> list[list]:
    """The sentence's names as the engine reads them, in the form of the file."""
    doc, shift = ENGINE.parse(Report(TEXT)), TEXT.index(SENTENCE)
    spans = [(*doc.span(WordRange(name.start, name.end)), KINDS[name.kind]) for name in doc.names]
    return [[start - shift, end - shift, kind] for start, end, kind in spans if 0 <= start - shift < len(SENTENCE)]


def row(spans: list, optional: list) -> str:
    place = {"source": "reports/visit.txt", "start": TEXT.index(SENTENCE), "sentence": SENTENCE}
    return json.dumps(place | {"spans": spans, "optional": optional}) + "\n"


def test_names_that_are_all_found(rows: Path) -> None:
    names = own_names()
    assert len(names) >= 2
    rows.write_text(row(names, []))
    assert score(ENGINE)["all"] == 100


def test_a_name_that_is_no_name_costs_precision(rows: Path) -> None:
    names = own_names()
    rows.write_text(row(names[1:], []))
    assert score(ENGINE)["all"] == pytest.approx(200 * (len(names) - 1) / (2 * len(names) - 1))


def test_an_optional_name_is_neither_asked_for_nor_punished(rows: Path) -> None:
    names = own_names()
    rows.write_text(row(names[1:], names[:1]))
    assert score(ENGINE)["all"] == 100
