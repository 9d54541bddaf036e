"""Full disks, killed processes and what is gone on with: what was written stays whole, and no report is there twice."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cli.formats import Format
from onrecord.cli.outputs import Output, open_output
from onrecord.errors import ExportError
from onrecord.exports import columnar, csv
from onrecord.exports.tables import TABLES
from tests.exports.samples import ODD, odd, silent, strike

ALL = [strike("a"), silent("b"), *map(odd, range(len(ODD))), strike("c"), strike("=d")]
IDS = [record.report.id for record in ALL]
RESUMABLE = ["jsonl", "csv", "parquet", "arrow"]


def write(path, format, some, *, resume=False, **options):
    with open_output(Output(path, Format(format), many=True, resume=resume, **options)) as writer:
        for record in some:
            if record.report.id not in writer.held:
                writer.write(record)
        return dict(writer.held)


def tables(path, format):
    """The ids of the reports, and of the reports of the statements, that other software reads."""
    if format == "jsonl":
        found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [one["id"] for one in found], [one["id"] for one in found for _ in one["statements"]]
    read = {"csv": polars.read_csv, "parquet": polars.read_parquet, "arrow": polars.read_ipc}[format]
    frames = {}
    for table in TABLES:
        paths = sorted(path.glob(f"{table}*.{format}"))
        columns = [read(one, infer_schema=False) if format == "csv" else read(one) for one in paths]
        frames[table] = [csv.without_apostrophe(one) for column in columns for one in column["report_id"]]
    return frames["reports"], frames["statements"]


def expected(some):
    return [one.report.id for one in some], [one.report.id for one in some for _ in one.statements]


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(columnar, "MOST_RECORDS", 4)


@pytest.mark.parametrize("format", RESUMABLE)
def test_what_is_there_is_not_written_again(tmp_path, format, small_parts):
    path = tmp_path / "out"
    assert write(path, format, ALL[:6], resume=True) == {}
    held = write(path, format, ALL, resume=True)
    assert held == {record.report.id: record.report.sha256 for record in ALL[:6]}
    assert tables(path, format) == expected(ALL)
    assert len(write(path, format, ALL, resume=True)) == len(ALL)
    assert tables(path, format) == expected(ALL)


@pytest.mark.parametrize("format", ["parquet", "arrow"])
def test_parts_are_numbered_and_bounded(tmp_path, format, small_parts):
    write(tmp_path, format, ALL[:9])
    assert sorted(path.name for path in tmp_path.glob("reports*")) == [f"reports-0000{n}.{format}" for n in range(3)]
    write(tmp_path, format, ALL[9:10], resume=True)
    assert (tmp_path / f"statements-00003.{format}").is_file()


def test_a_part_ends_early_when_its_texts_are_long(tmp_path, monkeypatch):
    monkeypatch.setattr(columnar, "MOST_TEXT", len(strike().report.text) + 1)
    write(tmp_path, "parquet", [strike(str(number)) for number in range(4)])
    assert len(list(tmp_path.glob("reports*"))) == 2


@pytest.mark.parametrize("format", RESUMABLE)
def test_no_reports_make_tables_without_rows(tmp_path, format):
    write(tmp_path / "out", format, [])
    assert tables(tmp_path / "out", format) == ([], [])
    write(tmp_path / "out", format, ALL, resume=True)
    assert tables(tmp_path / "out", format) == expected(ALL)


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_csv_that_was_cut_off_anywhere_is_mended(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("cut")
    some = ALL[: data.draw(st.integers(1, len(ALL)))]
    write(folder, "csv", some)
    reports, statements = folder / "reports.csv", folder / "statements.csv"
    # Statements are written first: of those of a report that is whole, none can be missing.
    os.truncate(reports, data.draw(st.integers(0, reports.stat().st_size)))
    whole = tables_held(folder)
    os.truncate(statements, data.draw(st.integers(statements_of(folder, whole), statements.stat().st_size)))
    assert list(write(folder, "csv", ALL, resume=True)) == [record.report.id for record in whole]
    assert tables(folder, "csv") == expected(ALL)
    shutil.rmtree(folder)


def tables_held(folder):
    held, _ = csv._reports(folder / "reports.csv", TABLES["reports"])
    return [record for record in ALL if record.report.id in held]


def statements_of(folder, whole):
    held = {record.report.id for record in whole}
    rows = "".join(csv._rows(TABLES["statements"], record, raw=False) for record in whole)
    return len((csv._head(TABLES["statements"]) + rows).encode()) if held else 0


@settings(deadline=None, max_examples=40)
@given(cut=st.integers(0, 10_000))
def test_json_lines_that_were_cut_off_anywhere_are_mended(tmp_path_factory, cut):
    path = tmp_path_factory.mktemp("cut") / "out.jsonl"
    write(path, "jsonl", ALL)
    os.truncate(path, min(cut, path.stat().st_size))
    write(path, "jsonl", ALL, resume=True)
    assert tables(path, "jsonl") == expected(ALL)


@pytest.mark.parametrize("format", ["parquet", "arrow"])
def test_statements_without_their_reports_are_replaced(tmp_path, format, small_parts):
    write(tmp_path, format, ALL[:8])
    (tmp_path / f"reports-00001.{format}").unlink()
    (tmp_path / f".reports-00001.{format}.4711.part").write_bytes(b"half")
    write(tmp_path, format, ALL, resume=True)
    assert tables(tmp_path, format) == expected(ALL)
    assert not list(tmp_path.glob(".*"))


class TestWhatCanNotBeGoneOnWith:
    def refused(self, path, format, match):
        before = {file: file.read_bytes() for file in ([path] if path.is_file() else path.iterdir())}
        with pytest.raises(ExportError, match=match):
            write(path, format, ALL, resume=True)
        assert {file: file.read_bytes() for file in before} == before

    def test_lines_that_are_no_records(self, tmp_path):
        path = tmp_path / "out.jsonl"
        for line in (b'{"a": 1}', b"[]", b"x", b"\xff", b"[" * 100_000):
            path.write_bytes(b'{"id": "a", "sha256": "b"}\n' + line + b"\n")
            self.refused(path, "jsonl", r"out\.jsonl: line 2 is no record")

    def test_csv_of_other_columns(self, tmp_path):
        write(tmp_path, "csv", ALL, text=False)
        self.refused(tmp_path, "csv", r"reports\.csv: its columns are not those that are written now")

    def test_csv_that_another_program_wrote_again(self, tmp_path):
        write(tmp_path, "csv", ALL)
        path = tmp_path / "reports.csv"
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
        self.refused(tmp_path, "csv", r"reports\.csv: its columns are not those that are written now")

    def test_csv_with_rows_of_a_report_taken_out(self, tmp_path):
        write(tmp_path, "csv", [strike("a"), strike("b")])
        path = tmp_path / "reports.csv"
        rows = csv._rows(TABLES["reports"], strike("a"), raw=False).encode()
        path.write_bytes(path.read_bytes().replace(rows, b""))
        self.refused(tmp_path, "csv", r"statements\.csv: it has rows of reports that are not in the other table")

    @pytest.mark.parametrize("format", ["parquet", "arrow"])
    def test_parts_that_are_damaged_or_of_other_columns(self, tmp_path, format):
        write(tmp_path, format, ALL)
        path = tmp_path / f"reports-00000.{format}"
        path.write_bytes(path.read_bytes()[:-20])
        self.refused(tmp_path, format, r"reports-00000\.\w+: it can't be read")
        shutil.rmtree(tmp_path)
        write(tmp_path, format, ALL, text=False)
        self.refused(tmp_path, format, r"reports-00000\.\w+: its columns are not those")


SCRIPT = """
import sys
from pathlib import Path
from onrecord.cli.formats import Format
from onrecord.cli.outputs import Output, open_output
from onrecord.exports import columnar
from tests.exports.samples import strike
columnar.MOST_RECORDS = 10
format, path = Format(sys.argv[1]), Path(sys.argv[2])
"""


def run(script, *arguments, **options):
    command = [sys.executable, "-c", textwrap.dedent(SCRIPT + textwrap.dedent(script)), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60, **options)


FILL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))
with open_output(Output(path, format, many=True)) as writer:
    for number in range(1000):
        writer.write(strike(str(number)))
"""
"""No file may grow beyond 30,000 bytes: to a process that is what a full disk is, by another number."""


def test_no_room_left(tmp_path):
    format = "csv"
    path = tmp_path / "out"
    done = run(FILL, format, path)
    assert "ExportError" in done.stderr
    assert "out: it can't be written (File too large)" in done.stderr
    reports, statements = tables(path, format)
    assert 5 < len(reports) < 1000
    assert statements == [name for name in reports for _ in range(3)]
    assert list(tmp_path.rglob("*.part")) == []
    write(path, format, map(strike, map(str, range(100))), resume=True)
    assert tables(path, format) == expected([strike(str(number)) for number in range(100)])


FILL_PARTS = """
import random, resource
from dataclasses import replace
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
noise = random.Random(0)
with open_output(Output(path, format, many=True)) as writer:
    for number in range(100):
        record = strike(str(number))
        text = record.report.text + (noise.randbytes(20_000).hex() if number > 30 else "")
        writer.write(replace(record, report=replace(record.report, text=text)))
"""


def test_no_room_left_for_a_part(tmp_path):
    format = "parquet"
    path = tmp_path / "out"
    done = run(FILL_PARTS, format, path)
    assert "out: it can't be written (File too large)" in done.stderr
    assert done.stderr.count("During handling") == 0
    assert tables(path, format)[0] == [str(number) for number in range(30)]
    assert list(path.glob(".*")) == []


@pytest.mark.parametrize("format", ["parquet", "arrow", "json"])
def test_no_room_left_for_a_whole_file(tmp_path, format):
    path = tmp_path / f"reports.{format}"
    path.write_bytes(b"old")
    done = run(FILL, format, path) if format == "json" else run(FILL_PARTS, format, path)
    assert "it can't be written (File too large)" in done.stderr
    assert "Exception ignored" not in done.stderr
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 256 KB. Where none may be mounted the limits on a file's size, above, tell the same of one file."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"only root, and not in every container, may mount the small disk it fills: {done.stderr.strip()}")
    yield disk
    subprocess.run(["umount", disk], check=True)


@pytest.mark.parametrize("format", RESUMABLE)
def test_a_full_disk(small_disk, format, monkeypatch):
    monkeypatch.setattr(columnar, "MOST_RECORDS", 10)
    path = small_disk / "out"
    some = [strike(str(number)) for number in range(2000)]
    with pytest.raises(ExportError, match=r"out: it can't be written \(No space left on device\)"):
        write(path, format, some)
    reports, statements = tables(path, format)
    assert 20 < len(reports) < 2000
    assert reports == [str(number) for number in range(len(reports))]
    # A part of statements may be there whose reports had no more room; it will be replaced.
    assert set(statements[: 3 * len(reports)]) == set(reports)
    if format in ("jsonl", "csv"):
        assert len(statements) == 3 * len(reports)


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_killed_in_the_midst(tmp_path, format):
    path = tmp_path / "out"
    script = """
    import os, signal, threading
    threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
    with open_output(Output(path, format, many=True)) as writer:
        for number in range(10_000_000):
            writer.write(strike(str(number)))
    """
    assert run(script, format, path).returncode == -signal.SIGKILL
    before = len(write(path, format, [], resume=True))
    some = [strike(str(one)) for one in range(before + 5)]
    write(path, format, some, resume=True)
    assert before > 10
    assert tables(path, format) == expected(some)


def test_interrupted_parts_hold_what_was_read(tmp_path):
    def until_interrupted():
        yield strike("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, "parquet", until_interrupted())
    assert tables(tmp_path, "parquet") == expected([strike("a")])
