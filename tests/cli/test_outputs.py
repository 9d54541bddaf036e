"""Records are written whole, under names that can't collide, or not at all."""

import json
import re
from pathlib import Path

import pytest

from onrecord.cli.formats import Format
from onrecord.cli.outputs import Output, open_output, problem_with
from onrecord.errors import ExportError
from onrecord.exports.tables import TABLES
from onrecord.record import Record, Statement
from onrecord.report import Report

TEXT = "“We will sign,” she said."


def record(name="a", attribution=None):
    said = Statement(id="s1", source=((16, 19),), cue=((20, 24),), content=((0, 15),), speaker=("she",), kind="direct")
    return Record(Report(TEXT, id=name, outlet="Reuters", attribution=attribution), (said,))


def written(path, chosen, records, many=True):
    with open_output(Output(path, chosen, many=many)) as writer:
        for one in records:
            writer.write(one)


@pytest.mark.parametrize(
    ("name", "chosen"),
    [
        ("a.json", "json"),
        ("a.JSONL", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.htm", "html"),
        ("a.csv", "csv"),
        ("a.parquet", "parquet"),
        ("a.PQ", "parquet"),
        ("a.arrow", "arrow"),
        ("a.feather", "arrow"),
        ("a.txt", "table"),
        ("a", "table"),
    ],
)
def test_the_ending_of_a_name_chooses_the_format(name, chosen):
    assert Format.of(Path(name)) is Format(chosen)
    assert Format.of(None) is Format.table


@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_json_list(tmp_path, number):
    written(tmp_path / "out.json", Format.json, [record(str(n)) for n in range(number)])
    assert [one["id"] for one in json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))] == [
        str(n) for n in range(number)
    ]


def test_one_json_record_is_what_the_record_says(tmp_path):
    written(tmp_path / "out.json", Format.json, [record()], many=False)
    assert (tmp_path / "out.json").read_text(encoding="utf-8") == record().to_json() + "\n"


def test_json_lines_are_there_as_they_come(tmp_path):
    path = tmp_path / "out.jsonl"
    with open_output(Output(path, Format.jsonl, many=True)) as writer:
        for number in range(1, 4):
            writer.write(record())
            assert len(path.read_text(encoding="utf-8").splitlines()) == number


@pytest.mark.parametrize("chosen", [Format.json, Format.table])
def test_what_fails_half_way_leaves_the_old_file(tmp_path, chosen):
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")

    def interrupted():
        yield record()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        written(path, chosen, interrupted())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_table_in_a_file_has_no_colours(tmp_path):
    written(tmp_path / "out.txt", Format.table, [record("first"), record("second")])
    text = (tmp_path / "out.txt").read_text(encoding="utf-8")
    assert text.count("We will sign") >= 2
    assert "\x1b" not in text


def test_pages_have_names_of_their_own(tmp_path):
    names = ["a", "A", "index", "a/../../b", "..", "", "x" * 300, "émigré ?#%"]
    written(tmp_path / "pages", Format.html, map(record, names))
    found = {path.name for path in (tmp_path / "pages").iterdir()}
    assert len(found) == len(names) + 1
    assert {"a.html", "A-2.html", "index.html", "index-2.html", "a-..-..-b.html", "report.html"} <= found
    assert [path.name for path in tmp_path.iterdir()] == ["pages"]


def test_a_page_shows_whose_text_it_is(tmp_path):
    written(tmp_path / "one.html", Format.html, [record(attribution="A. Writer, CC BY 4.0")], many=False)
    assert "A. Writer, CC BY 4.0" in (tmp_path / "one.html").read_text(encoding="utf-8")


def test_a_device_is_written_to_and_not_replaced():
    written(Path("/dev/null"), Format.json, [record()])
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "link.json").symlink_to("there.json")
    written(tmp_path / "link.json", Format.json, [record()])
    assert (tmp_path / "link.json").is_symlink()
    assert len(json.loads((tmp_path / "there.json").read_text(encoding="utf-8"))) == 1


def columns(path):
    return path.read_bytes().decode().split("\r\n")[0].split(",")


class TestTables:
    def test_a_folder_takes_all(self, tmp_path):
        for chosen in (Format.csv, Format.parquet, Format.arrow):
            written(tmp_path / "new" / "tables", chosen, [record()])
        found = {path.name for path in (tmp_path / "new" / "tables").iterdir()}
        numbered = {f"{table}-00000.{ending}" for table in TABLES for ending in ("parquet", "arrow")}
        assert found == {f"{table}.csv" for table in TABLES} | numbered

    def test_one_report_makes_the_same_tables_as_many(self, tmp_path):
        written(tmp_path / "one", Format.csv, [record()], many=False)
        written(tmp_path / "many", Format.csv, [record()], many=True)
        for name in (f"{table}.csv" for table in TABLES):
            assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "many" / name).read_bytes()

    @pytest.mark.parametrize(
        ("name", "table", "of"),
        [
            ("out.csv", None, "statement_id"),
            ("reports.csv", None, "sha256"),
            ("statements.csv", "reports", "sha256"),
            ("plain", "statements", "statement_id"),
        ],
    )
    def test_a_file_takes_the_table_that_is_wanted_or_that_it_is_called_after(self, tmp_path, name, table, of):
        with open_output(Output(tmp_path / name, Format.csv, many=True, table=table)) as writer:
            writer.write(record())
        assert of in columns(tmp_path / name)
        assert [path.name for path in tmp_path.iterdir()] == [name]

    def test_texts_can_be_left_out(self, tmp_path):
        with open_output(Output(tmp_path / "reports.csv", Format.csv, many=True, text=False)) as writer:
            writer.write(record())
        assert "text" not in columns(tmp_path / "reports.csv")
        assert TEXT not in (tmp_path / "reports.csv").read_text(encoding="utf-8")

    def test_formulas_are_made_safe_unless_raw_csv_is_wanted(self, tmp_path):
        for raw in (False, True):
            path = tmp_path / f"{raw}.csv"
            with open_output(Output(path, Format.csv, many=True, table="reports", raw_csv=raw)) as writer:
                writer.write(record("=1+1"))
            assert path.read_bytes().decode().split("\r\n")[1].startswith("=1+1," if raw else "'=1+1,")

    def test_standard_output_takes_one(self, capsys):
        written(None, Format.csv, [record()])
        assert capsys.readouterr().out.startswith("report_id,statement_id,")


@pytest.mark.parametrize("chosen", [Format.json, Format.jsonl])
def test_json_without_the_texts(tmp_path, chosen):
    for text in (True, False):
        with open_output(Output(tmp_path / "out", chosen, many=False, text=text)) as writer:
            writer.write(record())
        assert ("text" in json.loads((tmp_path / "out").read_text(encoding="utf-8"))) is text


@pytest.mark.parametrize("chosen", [*Format])
def test_lone_surrogates_stop_no_writer(tmp_path, chosen):
    odd = Record(
        Report("He said \ud800 no.", id="\udfff", outlet="\udc80"),
        (Statement("s1", ((0, 2),), (), ((8, 13),), ("\ud83d",)),),
    )
    written(tmp_path / "out", chosen, [odd])
    if chosen is Format.jsonl:
        assert Record.from_dict(json.loads((tmp_path / "out").read_text(encoding="utf-8"))) == odd


class TestProblems:
    def problem(self, path, chosen, **options):
        return problem_with(Output(path, chosen, many=True, **options)) or ""

    def test_options_that_do_not_go_together(self, tmp_path):
        path = tmp_path / "out"
        assert "jsonl has no tables" in self.problem(path, Format.jsonl, table="reports")
        assert "there is no table 'actor'; there are reports, statements" in self.problem(
            path, Format.csv, table="actor"
        )
        assert "--raw-csv goes with csv" in self.problem(path, Format.parquet, raw_csv=True)
        assert "--no-text goes with the other formats" in self.problem(path, Format.html, text=False)

    def test_what_can_not_be_gone_on_with(self, tmp_path):
        for path, chosen, options in (
            (None, Format.jsonl, {}),
            (tmp_path / "a.json", Format.json, {}),
            (tmp_path / "a", Format.html, {}),
            (tmp_path / "a.parquet", Format.parquet, {}),
            (tmp_path / "a", Format.csv, {"table": "reports"}),
        ):
            assert "--resume goes on with" in self.problem(path, chosen, resume=True, **options)
        assert "/dev/null is no file" in self.problem(Path("/dev/null"), Format.jsonl, resume=True)

    def test_what_can_be_written(self, tmp_path):
        for chosen in (Format.csv, Format.parquet, Format.arrow):
            assert self.problem(tmp_path, chosen) == ""
            assert self.problem(tmp_path / "a" / "b", chosen, resume=True) == ""
            assert self.problem(tmp_path / f"reports.{chosen}", chosen) == ""

    @pytest.mark.parametrize("chosen", [Format.csv, Format.parquet, Format.arrow])
    def test_tables_that_are_there_are_not_written_over(self, tmp_path, chosen):
        written(tmp_path, chosen, [record()])
        (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
        assert re.search(r"holds [a-z]+[-.].* already; --resume goes on with it", self.problem(tmp_path, chosen))
        assert self.problem(tmp_path, chosen, resume=True) == ""

    def test_one_table_does_not_fit_into_a_folder(self, tmp_path):
        assert "is a folder; give a file, or leave --table out" in self.problem(tmp_path, Format.csv, table="reports")


def test_a_path_that_can_not_be_opened_is_named(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    for chosen in (Format.csv, Format.parquet, Format.html):
        with pytest.raises(ExportError, match=r"file/x: it can't be written \(Not a directory\)"):
            written(tmp_path / "file" / "x", chosen, [record()])
