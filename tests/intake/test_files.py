"""Files, folders, patterns and standard input become reports, or errors that name them."""

import gzip
import io
import os
import sys
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest

from onrecord.errors import FaultError, InputError, LanguageError
from onrecord.intake.files import Meter, is_folder, is_one_report, read_inputs, size_of
from onrecord.intake.limits import Limits
from onrecord.intake.options import Options
from onrecord.intake.publication import Publication
from onrecord.report import Report

SAID = "The minister said that she would sign."


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "sub/deep/d.txt", "sub/c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{SAID} ({name})", encoding="utf-8")
    (tmp_path / "notes.md").write_text(SAID, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(SAID, encoding="utf-8")
    return tmp_path


def only(found):
    (item,) = found
    return item


def error_of(path, **options):
    error = only(read_inputs([path], **options))
    assert isinstance(error, InputError)
    assert error.name == str(path)
    return error.problem


def test_a_file(tmp_path):
    path = tmp_path / "report.of.monday.txt"
    path.write_bytes(f"Title\r\n\r\n{SAID}\r\n".encode())
    given = Publication(date(2024, 6, 18), "Reuters", "https://example.org/1")
    report = only(read_inputs([path], given=given))
    assert report == Report(
        text=f"Title\r\n\r\n{SAID}\r\n",
        id="report.of.monday",
        published=date(2024, 6, 18),
        published_from="given",
        outlet="Reuters",
        outlet_from="given",
        url="https://example.org/1",
    )
    assert report.name == str(path)


def test_a_folder_gives_its_files_in_order_and_then_those_below(folder):
    assert [report.id for report in read_inputs([folder])] == ["a", "b", "sub/c", "sub/deep/d"]


def test_files_of_a_folder_that_are_not_read_are_counted_by_their_endings(folder):
    meter = Meter()
    (folder / "sub" / "b.MD").write_text(SAID, encoding="utf-8")
    (folder / "README").write_text(SAID, encoding="utf-8")
    list(read_inputs([folder], meter=meter))
    assert meter.passed_over == {".md": 2, "": 1}


def test_json_is_read_only_where_it_is_named(tmp_path):
    (tmp_path / "a.json").write_text("{}", encoding="utf-8")
    assert error_of(tmp_path) == "it holds no files that can be read as reports"


def test_a_file_of_unknown_kind_that_is_named_is_read_as_what_it_is(tmp_path):
    (tmp_path / "a.article").write_text(SAID, encoding="utf-8")
    report = only(read_inputs([tmp_path / "a.article"]))
    assert (report.text, report.id) == (SAID, "a.article")


def test_a_pattern_gives_what_it_matches_by_paths_below_its_fixed_part(folder):
    (folder / "sub" / "e.txt").write_text(SAID, encoding="utf-8")
    assert [report.id for report in read_inputs([f"{folder}/*.txt"])] == ["a", "b"]
    assert [report.id for report in read_inputs([f"{folder}/*/*.txt"])] == ["sub/e"]
    assert [report.id for report in read_inputs([f"{folder}/**/*.txt"])] == ["a", "b", "sub/deep/d", "sub/e"]


def test_a_folder_that_a_pattern_matches_is_read(folder):
    assert [report.id for report in read_inputs([f"{folder}/s*"])] == ["sub/c", "sub/deep/d"]


@pytest.mark.parametrize("pattern", ["*.nothing", "[", "*\x00", "x" * 5000 + "*"])
def test_a_pattern_that_matches_nothing(tmp_path, pattern):
    assert only(read_inputs([f"{tmp_path}/{pattern}"])).problem == "no file or folder matches it"


def test_a_file_with_a_pattern_as_its_name_is_a_file(tmp_path):
    (tmp_path / "[a].txt").write_text(SAID, encoding="utf-8")
    assert only(read_inputs([f"{tmp_path}/[a].txt"])).id == "[a]"


def test_the_second_report_with_the_same_id_is_left_out(folder):
    first, second, third = read_inputs([folder / "a.txt", folder / "b.txt", folder / "a.txt"])
    assert (first.id, second.id) == ("a", "b")
    assert third.problem == "its id 'a' is that of an earlier report; it is left out"


def test_the_meter_tells_how_far_the_reading_is(folder):
    meter = Meter()
    sizes = [path.stat().st_size for path in (folder / "a.txt", folder / "b.txt")]
    read = [meter.bytes_read for _ in read_inputs([folder / "a.txt", folder / "b.txt"], meter=meter)]
    assert read == [sizes[0], sum(sizes)]
    assert meter.bytes_read == sum(sizes) == size_of([folder / "a.txt", folder / "b.txt", folder / "gone", "-"])


def test_size_of_a_folder_is_that_of_what_is_read(folder):
    assert size_of([folder]) == sum(
        path.stat().st_size for path in folder.rglob("*.[tT][xX][tT]") if path.name[0] != "."
    )


@pytest.mark.parametrize(
    ("name", "one"),
    [("a.txt", True), ("a.HTML", True), ("a.eml", True), ("-", True), ("a", True), ("a.csv", False), ("a.zip", False),
     ("a.txt.gz", False), ("feed.xml", False), ("*.txt", False), (".", False)],
)  # fmt: skip
def test_is_one_report(name, one):
    assert is_one_report(name) is one


def test_the_way_can_be_forced(tmp_path):
    (tmp_path / "a.csv").write_text(SAID, encoding="utf-8")
    assert only(read_inputs([tmp_path / "a.csv"], options=Options(way="text"))).text == SAID


def test_an_archive_in_a_folder_is_read_as_a_folder_of_its_name(tmp_path):
    (tmp_path / "sub").mkdir()
    with zipfile.ZipFile(tmp_path / "sub" / "news.zip", "w") as archive:
        archive.writestr("2024/a.txt", SAID)
    report = only(read_inputs([tmp_path]))
    assert (report.id, report.name) == ("sub/news/2024/a", f"{tmp_path}/sub/news.zip/2024/a.txt")


def test_what_is_piped_in_is_read_as_what_it_is():
    class Pipe(io.RawIOBase):
        """It gives a few bytes at a time and can't go back."""

        def __init__(self, data):
            self.rest = data

        def readable(self):
            return True

        def readinto(self, buffer):
            size = min(7, len(buffer), len(self.rest))
            buffer[:size], self.rest = self.rest[:size], self.rest[size:]
            return size

    assert only(read_inputs(["-"], stdin=Pipe(gzip.compress(SAID.encode())))).text == SAID
    assert only(read_inputs(["-"], stdin=Pipe(SAID.encode() * 500))).text == SAID * 500


def test_standard_input_from_a_file_begins_where_it_stands(tmp_path):
    (tmp_path / "a").write_text(f"A line that was read before.\n{SAID}", encoding="utf-8")
    with (tmp_path / "a").open("rb") as stream:
        stream.readline()
        assert only(read_inputs(["-"], stdin=stream)).text == SAID


def test_no_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert str(only(read_inputs(["-"]))) == "standard input: there is none"


def test_pipes_and_devices_in_a_folder_are_not_waited_for(folder):
    os.mkfifo(folder / "pipe.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "link.txt").symlink_to("pipe.txt")
    assert [report.id for report in read_inputs([folder])] == ["a", "b", "sub/c", "sub/deep/d"]
    assert [report.id for report in read_inputs([f"{folder}/*.txt"])] == ["a", "b"]


@pytest.fixture
def deep(tmp_path):
    """Folders within folders, more than functions may call each other; put away again, for pytest could not."""
    top, other = tmp_path / "d", tmp_path / "e"
    top.mkdir()
    (top / "a.txt").touch()
    for _ in range(1100):
        other.mkdir()
        top.rename(other / "d")
        other.rename(top)
    yield tmp_path
    while (top / "d").exists():
        (top / "d").rename(other)
        top.rmdir()
        other.rename(top)


def test_folders_may_lie_deep(deep):
    assert only(read_inputs([deep])).problem == "it is empty"


def test_a_name_with_control_characters_is_shown_without_them(tmp_path):
    (tmp_path / "a\x1b[2J.txt").write_bytes(b"")
    assert str(only(read_inputs([tmp_path]))) == f"{tmp_path}/a\ufffd[2J.txt: it is empty"


@pytest.mark.parametrize("name", ["a\x00/b.txt", "\x00", "", "\ud800", "a\x00*/b"])
def test_names_that_no_file_can_have(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    found = list(read_inputs([name]))
    assert isinstance(only(found), InputError)


def test_ending_early_closes_every_file(folder):
    with zipfile.ZipFile(folder / "0.zip", "w") as archive:
        for name in "abc":
            archive.writestr(f"{name}.txt.gz", gzip.compress(SAID.encode()))
    reports = read_inputs([folder])
    assert next(reports).id == "0/a"
    assert any(link.endswith("0.zip") for link in _open_files())
    reports.close()
    assert not any(link.endswith("0.zip") for link in _open_files())


def _open_files():
    links = (os.readlink(link) for link in Path("/proc/self/fd").iterdir() if link.exists())  # noqa: PTH115
    return list(links)


def test_an_interruption_ends_the_reading():
    class Interrupted(io.RawIOBase):
        def read(self, size=-1):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_inputs(["-"], stdin=Interrupted()))


def test_a_fault_of_ours_costs_one_input(folder, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("onrecord.intake.plain.read_text", fail)
    found = list(read_inputs([folder]))
    assert [type(item) for item in found] == [FaultError] * 4


def test_standard_input():
    report = only(read_inputs(["-"], stdin=io.BytesIO(SAID.encode()), given=Publication(outlet="AP")))
    assert (report.text, report.id, report.outlet) == (SAID, "stdin", "AP")


def test_standard_input_is_named_in_errors():
    assert str(only(read_inputs(["-"], stdin=io.BytesIO(b"")))) == "standard input: it is empty"


def test_the_others_are_read(folder):
    (folder / "a.txt").write_bytes(b"%PDF-1.4")
    kinds = [type(item) for item in read_inputs([folder / "missing.txt", folder])]
    assert kinds == [InputError, InputError, Report, Report, Report]


def test_what_is_not_there(tmp_path):
    assert error_of(tmp_path / "missing.txt") == "there is no such file or folder"


def test_a_name_too_long_to_be_one():
    problem = error_of("The minister said that she would sign. " * 100)
    assert problem.startswith("it can't be read (")


def test_a_folder_without_reports(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "sub").mkdir()
    assert error_of(tmp_path) == "it holds no files that can be read as reports"


def test_links_that_lead_nowhere_or_round_and_round(tmp_path):
    (tmp_path / "a.txt").symlink_to("nowhere")
    (tmp_path / "b.txt").symlink_to("b.txt")
    (tmp_path / "c").symlink_to(tmp_path, target_is_directory=True)
    first, second = read_inputs([tmp_path])
    assert str(first) == f"{tmp_path / 'a.txt'}: there is no such file or folder"
    assert str(second).startswith(f"{tmp_path / 'b.txt'}: it can't be read (")


def test_a_folder_named_like_a_text_is_a_folder(tmp_path):
    (tmp_path / "a.txt").mkdir()
    (tmp_path / "a.txt" / "b.txt").write_text(SAID, encoding="utf-8")
    assert only(read_inputs([tmp_path])).id == "a.txt/b"


def test_no_letters(tmp_path):
    (tmp_path / "a.txt").write_text("12 : 3\n", encoding="utf-8")
    assert error_of(tmp_path / "a.txt").startswith("it holds no letters")


def test_another_language(tmp_path):
    (tmp_path / "a.txt").write_text("Die Ministerin sagte, sie werde unterschreiben.", encoding="utf-8")
    error = only(read_inputs([tmp_path]))
    assert isinstance(error, LanguageError)
    assert error.problem == "it is in German; only English is read"


def test_a_guessed_encoding_is_noted(tmp_path):
    (tmp_path / "a.txt").write_bytes("“No,” the minister said, “we won’t.”".encode("cp1252"))
    assert only(read_inputs([tmp_path])).notes == ("read as windows-1252",)


def test_a_file_name_that_is_not_utf8(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write(SAID)
    assert only(read_inputs([tmp_path])).id == "caf\ufffd"


def test_fifty_megabytes_of_one_line_are_refused_without_being_held(tmp_path):
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    problem = error_of(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert problem == "it is larger than 2 MB; split it, or raise the limit with --max-size"
    assert peak < 10_000_000


def test_the_limit_can_be_raised(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text(f"{SAID} " * 100, encoding="utf-8")
    assert error_of(path, options=Options(limits=Limits(report=3000))).startswith("it is larger than 0.003 MB")
    assert len(only(read_inputs([path], options=Options(limits=Limits(report=4000)))).text) == 3900


def test_input_without_end_is_refused():
    assert error_of("/dev/zero").startswith("it is larger than")


def test_reports_are_read_one_at_a_time(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(SAID, encoding="utf-8")
    reports = read_inputs([tmp_path])
    assert next(reports).id == "a"
    (tmp_path / "b.txt").write_text("Changed since. The minister said so.", encoding="utf-8")
    assert next(reports).text.startswith("Changed since.")


class TestManifest:
    @pytest.fixture(autouse=True)
    def manifest(self, folder):
        (folder / "reports.tsv").write_text(
            "file\tpublished\toutlet\turl\tattribution\n"
            "a.txt\t2024-06-18\tReuters\thttps://example.org/a\tA. Writer, CC BY 4.0\n"
            "b.txt\tMonday\tAP\t\t\n"
            "gone.txt\t\t\t\t\n",
            encoding="utf-8",
        )

    def test_each_report_gets_its_row(self, folder):
        first, *_ = read_inputs([folder])
        assert (first.published, first.outlet) == (date(2024, 6, 18), "Reuters")
        assert (first.url, first.attribution) == ("https://example.org/a", "A. Writer, CC BY 4.0")

    def test_a_file_given_by_itself_gets_its_row_too(self, folder):
        assert only(read_inputs([folder / "a.txt"])).outlet == "Reuters"

    def test_what_is_given_goes_before_it(self, folder):
        report = only(read_inputs([folder / "a.txt"], given=Publication(outlet="BBC")))
        assert (report.outlet, report.published) == ("BBC", date(2024, 6, 18))

    def test_wrong_rows_are_told_and_the_others_read(self, folder):
        found = list(read_inputs([folder]))
        assert [str(item) for item in found if isinstance(item, InputError)] == [
            f"{folder / 'b.txt'}: reports.tsv line 3: 'Monday' is no date; write it as 2024-06-18",
            f"{folder / 'reports.tsv'}: line 4: there is no report 'gone.txt' beside it",
        ]
        assert [item.id for item in found if isinstance(item, Report)] == ["a", "sub/c", "sub/deep/d"]

    def test_it_speaks_for_its_own_folder_only(self, folder):
        (folder / "sub" / "a.txt").write_text(SAID, encoding="utf-8")
        assert only(read_inputs([folder / "sub" / "a.txt"])).outlet is None


def test_is_folder(tmp_path):
    assert is_folder(tmp_path)
    assert not is_folder("-")
    assert not is_folder(tmp_path / "missing")
    assert not is_folder("x" * 5000)


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (PermissionError(13, "Permission denied"), "there is no permission to read it"),
        (FileNotFoundError(2, "No such file"), "there is no such file or folder"),
        (OSError(5, "Input/output error"), "it can't be read (Input/output error)"),
    ],
)
def test_errors_of_the_system_are_told_in_words(error, problem):
    class Unreadable(io.RawIOBase):
        def read(self, size=-1):
            raise error

    assert only(read_inputs(["-"], stdin=Unreadable())).problem == problem
