"""`onrecord read`: what comes in and out, what is said of what can't be read, and how it ends."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
import zipfile

import pytest

from tests.cli.conftest import SAID
from tests.processes import children, is_alive

HERE = ("--processes", "1")
"""Where processes are not the matter: one reads a few lines in the time in which others start."""


def lines(stream):
    return stream.decode().splitlines()


def problems(done):
    """What was said of the inputs, without the summary of the run."""
    *told, summary = lines(done.stderr)
    assert "could not be read" in summary
    return told


def read_here(*arguments):
    """What `onrecord read ARGUMENTS...` prints, run in this process: half the time of one of its own."""
    from typer.testing import CliRunner

    from onrecord.cli import app

    done = CliRunner().invoke(app, ["read", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    return done.stdout


class TestUsage:
    """What is wrong with the command line is told with exit code 2, and nothing is read or written."""

    def error(self, run, *arguments):
        done = run("read", *arguments)
        assert done.returncode == 2
        assert done.stdout == b""
        return " ".join(done.stderr.decode().split())

    def test_a_date_that_is_none(self, run, report):
        assert "'Monday' is no date; write it as 2024-06-18" in self.error(run, report, "--published", "Monday")

    def test_an_unknown_format(self, run, report):
        assert "--format" in self.error(run, report, "--format", "xml")

    def test_one_address_for_several_reports(self, run, folder):
        assert "it is the address of one report" in self.error(run, folder, "--url", "https://example.org/")

    def test_pages_need_a_folder(self, run, folder):
        assert "needs a folder to write to" in self.error(run, folder, "--format", "html")

    def test_pages_do_not_fit_into_a_file(self, run, folder, report):
        assert "goes into a folder" in self.error(run, folder, "--format", "html", "--output", report)
        assert report.read_text(encoding="utf-8") == SAID

    def test_a_table_does_not_fit_into_a_folder(self, run, report, folder):
        assert "is a folder" in self.error(run, report, "--output", folder)

    def test_a_folder_that_is_not_there(self, run, report, tmp_path):
        assert "there is no folder" in self.error(run, report, "--output", tmp_path / "no" / "a.json")

    def test_nothing_to_read_at_a_terminal(self, tmp_path):
        primary, secondary = pty.openpty()
        command = [sys.executable, "-m", "onrecord", "read"]
        done = subprocess.run(command, stdin=secondary, capture_output=True, cwd=tmp_path, check=False)
        os.close(primary)
        os.close(secondary)
        assert done.returncode == 2
        assert b"give files or folders, or pipe a report in" in done.stderr


class TestProblems:
    """An input that can't be read is one line on standard error, and exit code 1."""

    def test_each_on_a_line_of_its_own(self, run, tmp_path):
        (tmp_path / "empty.txt").touch()
        done = run("read", "empty.txt", "missing.txt")
        assert done.returncode == 1
        assert done.stdout == b""
        assert problems(done) == [
            "onrecord: empty.txt: it is empty",
            "onrecord: missing.txt: there is no such file or folder",
        ]

    def test_a_name_can_not_forge_a_line(self, run):
        done = run("read", "a\nonrecord: b.txt: it is empty\x1b(2J")
        assert len(lines(done.stderr)) == 1
        assert b"\x1b" not in done.stderr

    def test_a_long_line_stays_one_line(self, run):
        assert len(lines(run("read", "missing-" * 30 + ".txt").stderr)) == 1

    def test_larger_than_the_limit(self, run, tmp_path):
        (tmp_path / "long.txt").write_bytes(b"She said so. " * 100_000)
        assert b"it is larger than 1 MB" in run("read", "long.txt", "--max-size", "1").stderr

    def test_a_single_document_of_nothing_is_not_written(self, run, tmp_path):
        for name in ("out.json", "out.html"):
            assert run("read", "missing.txt", "--output", name).returncode == 1
        assert list(tmp_path.iterdir()) == []

    def test_a_list_of_nothing_is_a_list(self, run):
        assert json.loads(run("read", "missing.txt", "gone.txt", "--format", "json").stdout) == []

    def test_an_output_that_can_not_be_written(self, run):
        done = run("read", "missing.txt", "gone.txt", "--format", "json", "--output", "/dev/full")
        assert done.returncode == 1
        assert lines(done.stderr)[-1] == "onrecord: /dev/full: it can't be written (No space left on device)"


class TestEnds:
    def test_interrupted(self, tmp_path):
        """Nothing stays behind, and the exit code is that of an interrupted program."""
        command = [
            sys.executable,
            "-m",
            "onrecord",
            "read",
            "missing.txt",
            "-",
            "--format",
            "json",
            "--output",
            "out.json",
        ]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, encoding="utf-8"
        ) as process:
            assert process.stderr.readline().startswith("onrecord: missing.txt")  # now it waits for standard input
            process.send_signal(signal.SIGINT)
            told = process.stderr.read()
        assert process.returncode == 130
        assert told == "onrecord: interrupted\n"
        assert list(tmp_path.iterdir()) == []

    def test_nobody_reads_the_output_any_more(self, tmp_path):
        command = [sys.executable, "-m", "onrecord", "read", "missing.txt", "gone.txt", "--format", "json"]
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
        ) as process:
            process.stdout.close()
            told = process.stderr.read()
        assert process.returncode == 141
        assert len(lines(told)) == 3  # the two missing files, and the summary

    def test_progress_is_shown_at_a_terminal_only(self, run, tmp_path):
        primary, secondary = pty.openpty()
        command = [sys.executable, "-m", "onrecord", "read", "missing.txt", "gone.txt"]
        environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"}
        subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=secondary,
            cwd=tmp_path,
            env=environment,
        )
        os.close(secondary)
        shown = os.read(primary, 100_000).decode()
        os.close(primary)
        assert "Reading" in shown
        assert "onrecord: gone.txt: there is no such file or folder" in shown
        assert b"Reading" not in run("read", "missing.txt", "gone.txt").stderr


class TestRecords:
    """With the reader."""

    def test_a_table(self, run, report):
        done = run("read", report, "--published", "2024-06-18", "--outlet", "Reuters")
        assert (done.returncode, done.stderr) == (0, b"")
        shown = done.stdout.decode()
        assert "We will sign." in shown
        assert "Reuters · 18 June 2024" in shown
        assert "\x1b" not in shown

    def test_json_of_one_report(self, run, report):
        done = run(
            "read",
            report,
            "--format",
            "json",
            "--published",
            "2024-06-18",
            "--outlet",
            "AP",
            "--url",
            "https://example.org/",
        )
        record = json.loads(done.stdout)
        assert (record["id"], record["published"], record["outlet"]) == ("monday", "2024-06-18", "AP")
        assert record["url"] == "https://example.org/"
        (start, end), *_ = record["statements"][0]["content"]
        assert SAID[start:end] == '"We will sign."'

    def test_standard_input_is_read_without_arguments(self, run):
        done = run("read", "--format", "json", stdin=SAID.encode())
        assert done.returncode == 0
        assert json.loads(done.stdout)["id"] == "stdin"

    def test_line_ends_of_standard_input_stay(self, run):
        text = SAID.replace(" The", "\r\n\r\nThe")
        assert json.loads(run("read", "-", "--format", "json", stdin=text.encode()).stdout)["sha256"] == _sha256(text)

    def test_a_folder_as_json_is_a_list(self, run, folder):
        done = run("read", folder, "--format", "json", *HERE)
        assert done.returncode == 1
        assert [record["id"] for record in json.loads(done.stdout)] == ["a", "sub/a"]
        assert len(problems(done)) == 3

    def test_json_lines_by_the_ending_of_the_name(self, run, folder, tmp_path):
        run("read", folder, "--output", "out.jsonl", *HERE)
        records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [record["id"] for record in records] == ["a", "sub/a"]

    def test_pages_and_their_index(self, run, folder, tmp_path):
        done = run("read", folder, "--format", "html", "--output", "pages", *HERE)
        assert done.returncode == 1
        assert sorted(path.name for path in (tmp_path / "pages").iterdir()) == ["a.html", "index.html", "sub-a.html"]
        index = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
        assert 'href="./a.html"' in index
        assert 'href="./sub-a.html"' in index

    def test_one_page(self, run, report, tmp_path):
        assert run("read", report, "--output", "one.html").returncode == 0
        assert (tmp_path / "one.html").read_text(encoding="utf-8").startswith("<!doctype html>")
        assert run("read", report, "--format", "html").stdout == (tmp_path / "one.html").read_bytes()

    def test_a_guessed_encoding_is_told(self, run, tmp_path):
        (tmp_path / "a.txt").write_bytes("“No,” the minister said, “we won’t sign.”".encode("cp1252"))
        done = run("read", "a.txt", "--format", "json")
        assert (done.returncode, lines(done.stderr)) == (0, ["onrecord: a.txt: read as windows-1252"])
        assert json.loads(done.stdout)["notes"] == ["read as windows-1252"]

    def test_cues_of_ones_own(self, run, report, tmp_path):
        (tmp_path / "cues.tsv").write_text("cue\tpos\tstance\nsay\tVERB\twarn\n", encoding="utf-8")
        record = json.loads(run("read", report, "--format", "json", "--cues", "cues.tsv").stdout)
        assert record["statements"][0]["stance"] == "warn"

    def test_cues_that_can_not_be_used(self, run, report, tmp_path):
        (tmp_path / "cues.tsv").write_text("cue\tpos\tstance\nsay\tVERB\tshout\n", encoding="utf-8")
        done = run("read", report, "--cues", "cues.tsv")
        assert done.returncode == 2
        assert "cues.tsv" in done.stderr.decode()
        assert done.stdout == b""

    @pytest.mark.parametrize("by_environment", [False, True])
    def test_actors_that_can_not_be_used_are_told_before_anything_is_read(self, run, folder, tmp_path, by_environment):
        (tmp_path / "mine.tsv").write_text("name\tkind\nJane Roe\tplanet\n", encoding="utf-8")
        way = {"env": os.environ | {"ONRECORD_ACTORS": "mine.tsv"}} if by_environment else {}
        option = [] if by_environment else ["--actors", "mine.tsv"]
        done = run("read", folder, "--output", "records.jsonl", *option, **way)
        assert (done.returncode, done.stdout) == (2, b"")
        (problem,) = lines(done.stderr)
        assert problem.startswith("onrecord: mine.tsv:2: kind: 'planet' is none of")
        assert not (tmp_path / "records.jsonl").exists()

    def test_explain_tells_why_below_the_record_and_changes_no_json(self, run, tmp_path):
        (tmp_path / "a.txt").write_text(
            "On Tuesday Russian Foreign Minister Sergei Lavrov said no.\n", encoding="utf-8"
        )
        plain, why = (read_here(tmp_path / "a.txt", *more) for more in ([], ["--explain"]))
        assert why.startswith(plain)
        assert "Why these actors" in why
        assert "not resolved: the report has no date" in why
        plain, why = (read_here(tmp_path / "a.txt", "--format", "jsonl", *more) for more in ([], ["--explain"]))
        assert plain == why != ""
        refused = run("read", "a.txt", "--explain", "--format", "csv")
        assert refused.returncode == 2
        assert b"--explain goes with table, not with csv" in refused.stderr

    def test_a_reader_who_leaves_early(self, folder):
        command = [sys.executable, "-m", "onrecord", "read", str(folder)]
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            process.stdout.close()
        assert process.returncode == 141


class TestMany:
    """More than one report: processes, the summary, a file of errors, going on."""

    def test_the_same_records_whatever_the_number_of_processes(self, run, folder):
        one, two = (run("read", folder, "--format", "jsonl", "--processes", number).stdout for number in "12")
        assert one == two
        assert one.count(b"\n") == 2

    def test_the_summary(self, run, folder):
        assert re.search(
            r"2 reports, 30 words, \d statements; 0:\d\d minutes, \d+ words/s; 3 could not be read$",
            run("read", folder, "--format", "jsonl", *HERE).stderr.decode().strip(),
        )

    def test_what_is_passed_over_is_said(self, run, tmp_path):
        (tmp_path / "news").mkdir()
        for name in ("a.txt", "b.jpg", "c.jpg", "LICENSE"):
            (tmp_path / "news" / name).write_text(SAID, encoding="utf-8")
        (said, _) = lines(run("read", "news", "--format", "jsonl").stderr)
        assert said == "onrecord: 3 files in folders passed over, by the names' endings (.jpg, no ending)"

    def test_errors_and_notes_in_a_file(self, run, folder, tmp_path):
        (folder / "e.txt").write_bytes("“No,” the minister said, “we won’t sign.”".encode("cp1252"))
        done = run("read", folder, "--format", "jsonl", "--errors", "errors.jsonl", *HERE)
        assert (done.returncode, problems(done)) == (1, [])
        told = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [(entry["name"].rsplit("/")[-1], entry["kind"]) for entry in told] == [
            ("b.txt", "InputError"),
            ("c.txt", "InputError"),
            ("d.txt", "LanguageError"),
            ("e.txt", "note"),
        ]
        assert told[2]["problem"] == "it is in German; only English is read"

    def test_a_file_of_errors_that_can_not_be_written(self, run, folder):
        done = run("read", folder, "--errors", "no/such/folder.jsonl")
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"no/such/folder.jsonl: No such file or directory" in done.stderr

    def test_going_on(self, run, folder, tmp_path):
        run("read", folder / "a.txt", folder / "c.txt", "--output", "out.jsonl", *HERE)
        done = run("read", folder, "--output", "out.jsonl", "--resume", *HERE)
        assert problems(done)[-1] == "onrecord: 1 report read before"
        ids = [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
        assert ids == ["a", "sub/a"]

    def test_going_on_with_another_text_under_the_same_id(self, run, folder):
        run("read", folder, "--output", "out.jsonl", *HERE)
        (folder / "a.txt").write_text(SAID + SAID, encoding="utf-8")
        done = run("read", folder, "--output", "out.jsonl", "--resume", *HERE)
        assert done.returncode == 1
        assert b"a.txt: the output holds another text as 'a'" in done.stderr

    def test_interrupted_amid_the_reading(self, tmp_path):
        """What was read so far stays, whole; no process stays behind."""
        (tmp_path / "news.jsonl").write_text(
            "".join(json.dumps({"id": f"{number}", "text": SAID * 50}) + "\n" for number in range(200)),
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "onrecord", "read", "news.jsonl", "--output", "out.jsonl", "--processes", "2"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path, encoding="utf-8") as process:
            output = tmp_path / "out.jsonl"
            while not output.exists() or output.read_text(encoding="utf-8").count("\n") < 2:
                assert process.poll() is None
                time.sleep(0.05)
            workers = children(process.pid)
            process.send_signal(signal.SIGINT)
            told = process.stderr.read()
        assert (process.returncode, told) == (130, "onrecord: interrupted\n")
        written = output.read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["id"] for line in written] == [f"{number}" for number in range(len(written))]
        assert len(workers) == 2
        assert not any(map(is_alive, workers))

    def test_columns_by_their_names(self, run, tmp_path):
        (tmp_path / "a.csv").write_text(f"words,nr,paper\n{SAID.strip()!r},7,Reuters\n", encoding="utf-8")
        options = ("--text-column", "words", "--id-column", "nr", "--outlet-column", "paper")
        (record,) = json.loads(run("read", "a.csv", "--format", "json", *options).stdout)
        assert (record["id"], record["outlet"], record["outlet_from"]) == ("7", "Reuters", "column")

    def test_what_an_input_is(self, run):
        stdin = json.dumps({"text": SAID}).encode() + b"\n"
        (record,) = json.loads(run("read", "-", "--as", "jsonl", "--format", "json", stdin=stdin).stdout)
        assert record["text"] == SAID

    def test_more_reports_than_the_input_seemed_to_hold(self, run, tmp_path):
        """Standard input may be a table: nothing is written over, and nothing that is no JSON is written."""
        lines_of_json = "".join(json.dumps({"text": SAID, "id": one}) + "\n" for one in "ab").encode()
        with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
            archive.writestr("two.jsonl", lines_of_json)
        done = run("read", "-", "--output", "out.json", stdin=(tmp_path / "two.zip").read_bytes())
        assert done.returncode == 1
        assert b"a second report came" in done.stderr
        assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["id"].endswith("a")

    def test_limits(self, run, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            for name in "abc":
                archive.writestr(f"{name}.txt", SAID)
        done = run("read", "a.zip", "--format", "jsonl", "--max-members", "2")
        assert done.stdout.count(b"\n") == 2
        assert b"--max-members" in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_json_is_utf8_whatever_the_locale(run, tmp_path, encoding):
    (tmp_path / "a.txt").write_text("“Gö,” the minister said — twice.", encoding="utf-8")
    done = run("read", "a.txt", "--format", "json", env=os.environ | {"PYTHONIOENCODING": encoding})
    assert json.loads(done.stdout.decode("utf-8"))["id"] == "a"


def _sha256(text):
    from onrecord.report import Report

    return Report(text).sha256


def test_a_fault_of_ours_costs_one_report_and_no_other(tmp_path, monkeypatch, capsys):
    """A defect can't be had on order, so one report's reading is made to fail here, in the real command."""
    from typer.testing import CliRunner

    from onrecord.cli import app
    from onrecord.pipeline import Reader

    reading = Reader.read_report

    def failing(reader, report):
        if report.id == "b":
            raise ZeroDivisionError("division by zero")
        return reading(reader, report)

    monkeypatch.setattr(Reader, "read_report", failing)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(SAID, encoding="utf-8")
    done = CliRunner().invoke(app, ["read", str(tmp_path), "--format", "jsonl", "--processes", "1"])
    assert done.exit_code == 1
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "c"]
    assert "b.txt: onrecord failed on it" in done.stderr
