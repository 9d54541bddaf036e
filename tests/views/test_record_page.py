"""docs/record.md: it names every field and value, and its example is true."""

import json
import re
from pathlib import Path

import pytest

from onrecord.record import KINDS, SOURCE_KINDS, STANCES, Record
from tests.views.records import RADIO, STRIKE

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "record.md").read_text(encoding="utf-8")


def example(name: str) -> Record:
    text = (DOCS / "examples" / f"{name}.txt").read_bytes().decode("utf-8")
    return Record.from_dict(json.loads((DOCS / "examples" / f"{name}.json").read_text(encoding="utf-8")), text)


def test_every_field_and_value_is_explained() -> None:
    optional = {"channel", "addressee", "qualified_by", "reported_in"}
    names = {*STRIKE.to_dict(), *RADIO.to_dict(), *optional, *KINDS, *STANCES, *SOURCE_KINDS}
    explained = set(re.findall(r"`([^`]+)`", " ".join(re.findall(r"^\| (.*?) \|", PAGE, flags=re.M))))
    assert names <= explained


def test_the_pages_statements_and_actor_are_those_of_the_example() -> None:
    record = example("navalny-novichok").to_dict()
    *statements, actor = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, flags=re.S)]
    assert len(statements) == 2
    assert all(statement in record["statements"] for statement in statements)
    assert actor in record["actors"]


def test_the_pages_spans_hold_the_words_beside_them() -> None:
    report = example("navalny-novichok").report
    rows = re.findall(r"^\| `\[(\d+), (\d+)\]` \| (.+?) \|$", PAGE, flags=re.M)
    assert len(rows) == 6
    assert all(report[int(start), int(end)] == words for start, end, words in rows)


def test_quoted_passages_stand_in_the_example() -> None:
    text = example("navalny-novichok").report.text
    quoted = re.findall(r"^> (.+)$", PAGE, flags=re.M)
    assert len(quoted) == 2
    assert all(words in text for words in quoted)


@pytest.mark.parametrize("name", ["navalny-novichok", "hong-kong-bill"])
def test_examples_lie_within_their_texts_and_in_the_one_that_holds_them(name: str) -> None:
    record = example(name)
    for statement in record.statements:
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert record.report[start, end].strip() == record.report[start, end] != ""
        for outer in record.chain(statement)[:1]:
            assert all(any(a <= start and end <= b for a, b in outer.content) for start, end in statement.content)


def test_pictures_and_files_that_the_page_names_are_there() -> None:
    assert all((DOCS / name).is_file() for name in re.findall(r"\]\(((?:images|examples)/[^)]+)\)", PAGE))
