"""The sample reports and the guide's examples: their records are valid by the schema, and their tables lose nothing."""

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

import onrecord

ROOT = Path(__file__).parents[1]
SCHEMA = json.loads((files("onrecord") / "record.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.fixture(scope="module")
def records():
    """The records of all sample reports, read once."""
    reader = onrecord.load()
    reports = onrecord.read_inputs([ROOT / "examples" / "reports"])
    return onrecord.Records(reader.read_many(reports, processes=1))


def test_all_are_read(records):
    assert records.errors == ()
    assert len(records) == len(list((ROOT / "examples" / "reports").glob("*.txt")))


def test_every_record_is_valid_and_comes_back(records):
    for record in records:
        written = json.loads(record.to_json())
        VALID.validate(written)
        assert onrecord.Record.from_dict(written) == record


def test_the_tables_have_every_statement_with_its_words(records):
    texts = {record.report.id: record.report.text for record in records}
    rows = records.to_arrow().to_pylist()
    assert len(rows) == sum(len(record.statements) for record in records) > 100
    for row in rows:
        words = [texts[row["report_id"]][span["start"] : span["end"]] for span in row["content_spans"]]
        assert row["content"] == " … ".join(words)


@pytest.mark.parametrize("name", ["hong-kong-bill", "navalny-novichok"])
def test_the_guides_examples_are_valid(name):
    fields = json.loads((ROOT / "docs" / "examples" / f"{name}.json").read_text(encoding="utf-8"))
    VALID.validate(fields)
