"""Many records: a sequence, what could not be read, and data frames that keep days, numbers, lists and what is missing."""

import subprocess
import sys
from datetime import date

import pandas
import polars
import pytest

import onrecord
from onrecord import ExportError, InputError, Records
from onrecord.exports.tables import TABLES
from tests.exports.samples import TEXT, silent, strike

BAD = InputError("news/b.html", "it has no article")


@pytest.fixture
def records():
    return Records([strike(), BAD, silent()])


def test_records_and_errors_are_told_apart(records):
    assert [record.report.id for record in records] == ["strike", "silent"]
    assert records.errors == (BAD,)
    assert (len(records), records[0].report.id, records[-1].report.id) == (2, "strike", "silent")
    assert repr(records) == "<Records: 2, 1 errors>"


def test_a_slice_is_records_too(records):
    assert len(records[1:].to_arrow("reports")) == 1
    assert records[1:].errors == ()


def test_an_iterator_is_taken_once():
    assert len(Records(iter([strike(), silent()]))) == 2


def test_no_records_make_empty_tables_with_all_columns(records):
    for table in TABLES:
        assert Records().to_pandas(table).empty
        assert Records().to_arrow(table).schema == records.to_arrow(table).schema


def test_pandas(records):
    frame = records.to_pandas()
    assert frame["speakers"].tolist() == [["Ana Ruiz", "Bo Li"], ["Reuters"], ["Port of Lakeside"]]
    assert frame["content_spans"][0] == [{"start": 12, "end": 28}, {"start": 54, "end": 66}]
    assert frame["published"].dt.date.tolist() == [date(2024, 3, 6)] * 3
    assert frame["qualified_by_start"].dtype == pandas.Int32Dtype()
    assert frame["qualified_by_start"].isna().tolist() == [True, True, False]
    assert frame["confidence"].round(3).tolist() == pytest.approx([0.912, 1.0, 0.34])
    assert len(frame.explode("speakers")) == 4


def test_what_is_missing_in_pandas(records):
    frame = records.to_pandas("reports")
    assert frame["published"].isna().tolist() == [False, True]
    assert frame["outlet"].isna().tolist() == [False, True]
    assert frame["statements"].tolist() == [3, 0]


def test_polars(records):
    frame = records.to_polars()
    assert frame["speakers"].to_list() == [["Ana Ruiz", "Bo Li"], ["Reuters"], ["Port of Lakeside"]]
    assert frame["published"].dtype == polars.Date
    assert frame["content_spans"].to_list()[1] == [{"start": TEXT.index("The port"), "end": TEXT.index(", Reuters")}]
    assert records.to_polars("reports")["outlet"].to_list() == ["Lakeside Post", None]


def test_actors_join_with_their_statements_and_mentions(records):
    actors, mentions = records.to_pandas("actors"), records.to_pandas("mentions")
    assert actors["unconfirmed"].tolist() == [False, False, True]
    assert actors["unconfirmed"].dtype == bool
    assert actors["candidates"][2] == ["org:port-of-lakeside", "org:lakeside-port"]
    said = records.to_pandas().explode("speaker_ids").rename(columns={"speaker_ids": "actor_id"})
    joined = said.merge(actors, on=["report_id", "actor_id"])
    assert joined["name"].tolist() == ["Ana Ruiz", "Bo Li"]
    counted = mentions.groupby("actor_id").size()
    assert actors.set_index("actor_id")["mentions"].to_dict() == counted.to_dict()
    assert records.to_polars("actors")["unconfirmed"].dtype == polars.Boolean


def test_a_table_that_is_not_there(records):
    with pytest.raises(ExportError, match="there is no table 'people'; there are reports, statements"):
        records.to_pandas("people")


def test_an_offset_that_no_table_holds():
    far = onrecord.Statement("s1", (), (), ((0, 2**40),))
    with pytest.raises(ExportError, match="column content_end"):
        Records([onrecord.Record(onrecord.Report("x"), (far,))]).to_arrow()


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_package_that_is_not_installed_is_named(records, package, monkeypatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExportError, match=f"pip install {package}"):
        getattr(records, f"to_{package}")()


def test_making_records_loads_no_tables():
    script = "import sys, onrecord; onrecord.Records([]); print('pyarrow' in sys.modules or 'pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"False\n"


def test_a_notebook_shows_a_few_and_what_failed():
    shown = Records([*(strike(f"r{number}") for number in range(30)), InputError("<b>x</b>", "a\nb")])._repr_html_()
    assert "30 reports, 90 statements; the first 20" in shown
    assert shown.count("Talks fail") == 20
    assert "1 input could not be read" in shown
    assert "&lt;b&gt;x&lt;/b&gt;: a b" in shown
