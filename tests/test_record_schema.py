"""record.schema.json says what a record's JSON is: no field more, no field less."""

import copy
import json
import re
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from onrecord.record import (
    ACTOR_KINDS,
    KINDS,
    MENTION_KINDS,
    PLACE_KINDS,
    SCHEMA,
    SOURCE_KINDS,
    STANCES,
    Actor,
    Place,
    Record,
    Time,
)
from onrecord.report import ORIGINS
from tests.exports.samples import records, silent, strike

SCHEMA_FILE = json.loads((files("onrecord") / "record.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA_FILE, format_checker=jsonschema.FormatChecker())
DOCS = Path(__file__).parents[1] / "docs"


def as_json(record, **options):
    return json.loads(record.to_json(**options))


def definition(name):
    return SCHEMA_FILE["$defs"][name]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA_FILE)


def test_its_version_is_the_records():
    assert SCHEMA_FILE["properties"]["schema"] == {"description": "The version of this schema.", "const": SCHEMA}
    assert SCHEMA_FILE["$id"].endswith(f":{SCHEMA}")


def test_its_fields_are_the_records():
    fields = as_json(strike())
    assert set(SCHEMA_FILE["properties"]) == set(fields)
    assert set(SCHEMA_FILE["required"]) == set(fields) - {"text"} == set(as_json(silent(), text=False))
    found = {name for statement in fields["statements"] for name in statement}
    assert set(definition("statement")["properties"]) == found
    assert set(definition("statement")["required"]) == found - {
        "channel", "addressee", "qualified_by", "reported_in", "speaker_ids"
    }  # fmt: skip
    assert set(definition("credit")["properties"]) == set(fields["credits"][0])
    assert set(definition("actor")["properties"]) == {name for actor in fields["actors"] for name in actor}
    assert set(definition("actor")["required"]) == set(Actor("gov:PER", "Government of Peru", "government").to_dict())
    evidence = fields["actors"][0]["evidence"][0]
    assert set(definition("evidence")["properties"]) == set(definition("evidence")["required"]) == set(evidence)
    time = Time((0, 6), "2024-03-01").to_dict()
    assert set(definition("time")["properties"]) == set(definition("time")["required"]) == set(time)
    place = Place((0, 6), "Lima", "capital", "PER", "Lima", 3936456, -12.0, -77.0, 0.9, "told").to_dict()
    assert set(definition("place")["properties"]) == set(place)
    assert set(definition("place")["required"]) == set(Place((0, 6), "Lima", "unresolved").to_dict())


def test_its_words_are_the_records():
    of_statement = definition("statement")["properties"]
    assert tuple(of_statement["kind"]["enum"]) == KINDS
    assert tuple(of_statement["stance"]["enum"]) == STANCES
    assert tuple(of_statement["source_kind"]["enum"]) == SOURCE_KINDS
    assert tuple(definition("actor")["properties"]["kind"]["enum"]) == ACTOR_KINDS
    assert tuple(definition("evidence")["properties"]["kind"]["enum"]) == MENTION_KINDS
    assert tuple(definition("place")["properties"]["kind"]["enum"]) == PLACE_KINDS
    assert tuple(definition("origin")["enum"]) == ORIGINS


def test_the_guide_explains_every_field():
    guide = (DOCS / "record.md").read_text(encoding="utf-8")
    parts = ("statement", "actor", "evidence", "time", "place")
    names = {*SCHEMA_FILE["properties"], *(name for part in parts for name in definition(part)["properties"])}
    assert [name for name in names if not re.search(rf"^\|[^|]*`{name}`", guide, re.MULTILINE)] == []


@settings(deadline=None, max_examples=50)
@given(records())
def test_every_record_is_valid(record):
    VALID.validate(as_json(record))
    VALID.validate(as_json(record, text=False))


def changed(place, value):
    fields = copy.deepcopy(as_json(strike()))
    *way, last = place
    inner = fields
    for step in way:
        inner = inner[step]
    if value is KeyError:
        del inner[last]
    else:
        inner[last] = value
    return fields


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["schema"], "2.0"),
        (["id"], KeyError),
        (["id"], None),
        (["published"], "6 March"),
        (["published"], "2024-13-01"),
        (["published_from"], "guessed"),
        (["sha256"], "abc"),
        (["headline"], [1]),
        (["headline"], [0, 3, 5]),
        (["dek"], [-1, 3]),
        (["surprise"], 1),
        (["statements"], {}),
        (["statements", 0, "stance"], "shout"),
        (["statements", 0, "kind"], None),
        (["statements", 0, "content"], [[0, 1.5]]),
        (["statements", 0, "speaker"], ["alone"]),
        (["statements", 0, "confidence"], 1.1),
        (["statements", 0, "channel"], None),
        (["statements", 0, "surprise"], 1),
        (["credits", 0, "outlet"], KeyError),
        (["actors"], KeyError),
        (["actors", 0, "id"], KeyError),
        (["actors", 0, "kind"], "planet"),
        (["actors", 0, "country"], "PE"),
        (["actors", 0, "country"], None),
        (["actors", 0, "unconfirmed"], False),
        (["actors", 0, "wikidata"], "7747"),
        (["actors", 0, "candidates"], []),
        (["actors", 0, "reasons"], ["a row"]),
        (["actors", 0, "mentions"], [[0]]),
        (["actors", 0, "evidence", 0, "kind"], "verb"),
        (["actors", 0, "evidence", 0, "confidence"], 2),
        (["actors", 0, "surprise"], 1),
        (["statements", 0, "speaker_ids"], []),
    ],
)
def test_what_is_no_record_is_not_valid(place, value):
    assert VALID.is_valid(as_json(strike()))
    assert not VALID.is_valid(changed(place, value))


def test_a_record_of_a_later_schema_is_refused():
    with pytest.raises(Exception, match=r"record strike: its schema is 2\.0; this onrecord reads 1"):
        Record.from_dict(changed(["schema"], "2.0"))
