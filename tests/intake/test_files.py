"""Files, folders and standard input become reports, or errors that name them."""

import io
import os
import tracemalloc
from datetime import date

import pytest

from onrecord.errors import InputError, LanguageError
from onrecord.intake.files import count_inputs, is_folder, read_inputs
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
    report = only(read_inputs([path], published=date(2024, 6, 18), outlet="Reuters", url="https://example.org/1"))
    assert report == Report(
        text=f"Title\r\n\r\n{SAID}\r\n",
        id="report.of.monday",
        published=date(2024, 6, 18),
        outlet="Reuters",
        url="https://example.org/1",
    )


def test_a_folder_gives_its_text_files_in_order_and_then_those_below(folder):
    assert [report.id for report in read_inputs([folder])] == ["a", "b", "c", "d"]
    assert count_inputs([folder]) == 4


def test_standard_input():
    report = only(read_inputs(["-"], stdin=io.BytesIO(SAID.encode()), outlet="AP"))
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
    assert error_of(tmp_path) == "it holds no .txt files"


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
    assert only(read_inputs([tmp_path])).id == "b"


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
    assert error_of(path, largest=3000).startswith("it is larger than 0.003 MB")
    assert len(only(read_inputs([path], largest=4000)).text) == 3900


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
        report = only(read_inputs([folder / "a.txt"], outlet="BBC"))
        assert (report.outlet, report.published) == ("BBC", date(2024, 6, 18))

    def test_wrong_rows_are_told_and_the_others_read(self, folder):
        found = list(read_inputs([folder]))
        assert [str(item) for item in found if isinstance(item, InputError)] == [
            f"{folder / 'b.txt'}: reports.tsv line 3: 'Monday' is no date; write it as 2024-06-18",
            f"{folder / 'reports.tsv'}: line 4: there is no report 'gone.txt' beside it",
        ]
        assert [item.id for item in found if isinstance(item, Report)] == ["a", "c", "d"]

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
