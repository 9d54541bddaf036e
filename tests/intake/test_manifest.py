"""What `reports.tsv` says of the reports beside it."""

from datetime import date

import pytest

from onrecord.errors import InputError
from onrecord.intake.manifest import read_manifest
from onrecord.intake.publication import Publication


@pytest.fixture
def manifest_of(tmp_path):
    def write(text):
        (tmp_path / "reports.tsv").write_bytes(text.encode() if isinstance(text, str) else text)
        return read_manifest(tmp_path)

    return write


def problems(manifest):
    return [error.problem for error in manifest.problems]


def test_a_folder_without_one(tmp_path):
    manifest = read_manifest(tmp_path)
    assert (manifest.rows, manifest.problems) == ({}, [])


def test_columns_in_any_order_and_others_beside_them(manifest_of):
    manifest = manifest_of("licence\toutlet\tfile\tpublished\n# a comment\n\nCC0\tReuters\ta.txt\t2024-06-18\n")
    assert manifest.rows == {"a.txt": Publication(date(2024, 6, 18), "Reuters", origin="manifest")}


def test_empty_and_missing_cells_are_unknown(manifest_of):
    assert manifest_of("file\tpublished\turl\na.txt\t\nb.txt\n").rows == {
        "a.txt": Publication(origin="manifest"),
        "b.txt": Publication(origin="manifest"),
    }


def test_windows_line_ends_and_byte_order_mark(manifest_of):
    manifest = manifest_of(b"\xef\xbb\xbffile\turl\r\na.txt\thttps://example.org/\r\n")
    assert manifest.rows == {"a.txt": Publication(url="https://example.org/", origin="manifest")}


def test_a_wrong_date_is_an_error_of_its_report(manifest_of, tmp_path):
    row = manifest_of("file\tpublished\na.txt\tyesterday\nb.txt\t2024-01-02\n").rows["a.txt"]
    assert isinstance(row, InputError)
    assert row.name == str(tmp_path / "a.txt")
    assert row.problem == "reports.tsv line 2: 'yesterday' is no date; write it as 2024-06-18"


def test_too_many_cells_are_an_error_of_the_report(manifest_of):
    row = manifest_of("file\toutlet\na.txt\tReuters\tParis\n").rows["a.txt"]
    assert isinstance(row, InputError)
    assert row.problem == "reports.tsv line 2 has more cells than its header has columns"


@pytest.mark.parametrize("name", ["", "../a.txt", "sub/a.txt", "sub\\a.txt", "/etc/passwd"])
def test_files_of_other_folders_are_refused(manifest_of, name):
    manifest = manifest_of(f"outlet\tfile\nReuters\t{name}\n")
    assert manifest.rows == {}
    assert problems(manifest) == [f"line 2: 'file' must be the name of a file in the same folder, not {name!r}"]


def test_a_file_that_stands_twice(manifest_of):
    manifest = manifest_of("file\toutlet\na.txt\tReuters\na.txt\tAP\n")
    assert manifest.rows["a.txt"] == Publication(outlet="Reuters", origin="manifest")
    assert problems(manifest) == ["line 3: 'a.txt' stands in it twice"]


@pytest.mark.parametrize("text", ["", "\n", "name\toutlet\na.txt\tReuters\n", "file,outlet\na.txt,Reuters\n"])
def test_a_table_without_the_column_file(manifest_of, text):
    assert problems(manifest_of(text)) == [
        "its first line must name the columns, separated by tabs, one of them 'file'"
    ]


def test_a_table_that_is_not_utf8(manifest_of):
    assert problems(manifest_of(b"file\toutlet\na.txt\tLe Monde dipl\xf4matique\n")) == [
        "it is not UTF-8 text; save it as UTF-8"
    ]


def test_rows_without_their_report(manifest_of):
    manifest = manifest_of("file\na.txt\nb.txt\n")
    assert [error.problem for error in manifest.missing({"a.txt"})] == ["line 3: there is no report 'b.txt' beside it"]
