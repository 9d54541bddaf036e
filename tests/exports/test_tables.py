"""The tables' columns and what a record puts into them."""

import re

import pytest
from hypothesis import given, settings

from onrecord.errors import ExportError
from onrecord.exports.tables import TABLES, TYPES, table_named
from onrecord.record import Actor, Record, Statement
from onrecord.report import Report
from tests.exports.samples import TEXT, records, silent, strike


def rows(table, record):
    names = [column.name for column in TABLES[table].columns]
    return [dict(zip(names, values, strict=True)) for values in TABLES[table].values(record)]


def test_a_table_is_found_by_its_name():
    assert table_named("reports").name == "reports"
    with pytest.raises(ExportError, match="there is no table 'planets'; there are reports, statements, actors, men"):
        table_named("planets")


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_columns_have_names_of_their_own_types_that_exist_and_sentences(table):
    names = [column.name for column in table.columns]
    assert len(set(names)) == len(names)
    assert set(table.key) <= set(names)
    for column in table.columns:
        assert re.fullmatch("[a-z][a-z0-9_]*", column.name)
        assert column.type in TYPES
        assert column.description.endswith(".")


def test_every_table_leads_to_its_report():
    assert all("report_id" in table.key for table in TABLES.values())


def test_a_report():
    (row,) = rows("reports", strike())
    assert row["report_id"] == "strike"
    assert (row["headline"], row["headline_start"], row["headline_end"]) == ("Talks fail", 0, 10)
    assert (row["dek"], row["dek_start"], row["dek_end"]) == (None, None, None)
    assert row["credits"] == ["Associated Press"]
    assert [TEXT[start:end] for start, end in row["credits_spans"]] == ["(AP)"]
    assert row["statements"] == 3
    assert row["text"] == TEXT


def test_a_report_that_says_nothing_has_a_row_and_no_statements():
    assert len(rows("reports", silent())) == 1
    assert rows("statements", silent()) == []


def test_content_in_two_pieces():
    said = rows("statements", strike())[0]
    assert said["content"] == '"We, the union," … "will stay."'
    assert [TEXT[start:end] for start, end in said["content_spans"]] == ['"We, the union,"', '"will stay."']
    assert TEXT[said["content_start"] : said["content_end"]].startswith('"We')
    assert TEXT[said["content_start"] : said["content_end"]].endswith('stay."')


def test_on_whose_word():
    record = strike()
    assert [(row["on_whose_word"], row["on_whose_word_ids"]) for row in rows("statements", record)] == [
        ([], []),
        ([], []),
        (["Reuters"], ["s02"]),
    ]


def test_nobody_and_several_on_whose_word():
    outer = Statement("a", (), (), ((0, 5),))
    middle = Statement("b", (), (), ((0, 4),), speaker=("Ann", "Bob"), reported_in="a")
    inner = Statement("c", (), (), ((0, 3),), reported_in="b")
    found = rows("statements", Record(Report("hello"), (outer, middle, inner)))[2]
    assert found["on_whose_word"] == ["Ann, Bob", "nobody"]
    assert (found["source"], found["source_start"], found["source_spans"]) == (None, None, ())


def test_actors():
    ruiz, li, port = rows("actors", strike())
    assert (ruiz["actor_id"], ruiz["kind"], ruiz["mentions"]) == ("named:ana-ruiz", "person", 2)
    assert (ruiz["words"], TEXT[ruiz["words_start"] : ruiz["words_end"]]) == ("We", "We")
    assert ruiz["reasons"] == ["name: as the text has it", "sector: “the union”"]
    assert (li["country"], li["sector"], li["office"], li["wikidata"], li["unconfirmed"]) == (None,) * 4 + (False,)
    assert (port["country"], port["sector"], port["wikidata"], port["unconfirmed"]) == ("PER", "BUS", "Q7747", True)
    assert port["candidates"] == ("org:port-of-lakeside", "org:lakeside-port")


def test_mentions():
    found = [(row["actor_id"], row["words"], row["kind"]) for row in rows("mentions", strike())]
    assert found == [
        ("named:ana-ruiz", "We", "pronoun"),
        ("named:ana-ruiz", "Ana Ruiz", "name"),
        ("named:bo-li", "Bo Li", "name"),
        ("org:port-of-lakeside", "The port", "metonym"),
    ]
    assert all(TEXT[row["words_start"] : row["words_end"]] == row["words"] for row in rows("mentions", strike()))


def test_statements_lead_to_their_speakers():
    ids = {row["actor_id"] for row in rows("actors", strike())}
    assert [row["speaker_ids"] for row in rows("statements", strike())] == [("named:ana-ruiz", "named:bo-li"), (), ()]
    assert set(rows("statements", strike())[0]["speaker_ids"]) <= ids


def test_an_actor_without_mentions_has_a_row():
    (row,) = rows("actors", Record(Report("hello"), actors=(Actor("org:un", "United Nations", "organisation"),)))
    assert (row["mentions"], row["words"], row["words_start"], row["words_end"]) == (0, None, None, None)


def test_without_text():
    assert [c.name for c in TABLES["reports"].columns if c not in TABLES["reports"].without_text().columns] == ["text"]
    assert TABLES["statements"].without_text() == TABLES["statements"]


@settings(deadline=None, max_examples=40)
@given(records())
def test_every_record_has_a_row_for_each_statement(record):
    assert len(rows("reports", record)) == 1
    assert [row["statement_id"] for row in rows("statements", record)] == [one.id for one in record.statements]
