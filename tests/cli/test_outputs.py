"""Records are written whole, under names that can't collide, or not at all."""

import json
from pathlib import Path

import pytest

from onrecord.cli.formats import Format
from onrecord.cli.outputs import Output, open_output
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
