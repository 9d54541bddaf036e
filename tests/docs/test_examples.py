"""What the documentation shows works as shown."""

import inspect
import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main

import onrecord
from onrecord.cli import app

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
RUN = ("start.md",)
"""Pages whose commands are run; those of the others are only understood, for they name files that aren't there."""
NOT_THERE = "my-report.txt"
SHORT = 1200
"""Bytes of a sample report that is read here for the commands' sake; tests/test_samples.py reads them all."""
COMMAND = re.compile(r"^ *(?:[^|\n#]*\| *)?(onrecord(?: [^|>#\n]*)?)", re.MULTILINE)


def blocks(page, language=""):
    """The pieces of code of a page that are in the language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [code for name, code in found if name == language]


def commands(page):
    """Every call of onrecord in the page's blocks."""
    found = (
        COMMAND.match(line)
        for language in ("", "sh", "console")
        for code in blocks(page, language)
        for line in code.splitlines()
    )
    return [shlex.split(match[1])[1:] for match in found if match]


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """An empty folder with sample reports in their place."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    leave_few(tmp_path / "examples" / "reports")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def leave_few(folder):
    """Leave the samples that the documentation names and those that are short, and the table's rows about them."""
    named = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    table = folder / "reports.tsv"
    rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
    for text in folder.glob("*.txt"):
        if text.stat().st_size > SHORT and f"reports/{text.stem.split('-')[0]}" not in named:
            text.unlink()
            rows = [row for row in rows if not row.startswith(f"{text.name}\t")]
    table.write_text("".join(rows), encoding="utf-8")


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: page.name)
def test_python_runs(page, checkout):
    namespace = {}
    for code in blocks(page, "python"):
        exec(compile(code, page.name, "exec"), namespace)
    assert namespace


def test_the_example_of_the_python_interface_prints_who_said_what(capsys):
    exec(blocks(DOCS / "api.md", "python")[0], {})
    printed = capsys.readouterr().out.splitlines()
    assert any(line.startswith("deny | The ministry") for line in printed)
    assert any("Reuters" in line for line in printed)


def understand(arguments):
    """Let the command line take the arguments apart without doing what they ask for; fails on what is unknown."""
    command = typer.main.get_command(app)
    while hasattr(command, "commands"):
        name, *arguments = arguments
        command = command.commands[name]
    return command.make_context(name, arguments).params


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_commands_are_understood(page):
    for arguments in commands(page):
        assert "--help" in arguments or understand(arguments)


def test_a_command_that_is_wrong_is_not_understood():
    assert understand(["read", "a.txt", "--outlet", "Reuters"])["outlet"] == "Reuters"
    with pytest.raises(Exception, match="--outlets"):
        understand(["read", "a.txt", "--outlets", "Reuters"])


@pytest.mark.parametrize("name", RUN)
def test_commands_run(name, checkout, capsys):
    shutil.copy(next((checkout / "examples" / "reports").glob("kremlin-*.txt")), checkout / NOT_THERE)
    assert len(commands(DOCS / name)) > 3
    for arguments in commands(DOCS / name):
        with pytest.raises(SystemExit) as ended:
            app(arguments, prog_name="onrecord")
        assert ended.value.code == 0, (arguments, capsys.readouterr().err)
    assert (checkout / "pages" / "index.html").is_file()
    assert (checkout / "statements.csv").read_text(encoding="utf-8").count("\n") > 1


def test_every_public_name_is_documented():
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    assert [name for name in onrecord.__all__ if f"`{name}" not in text] == []


@pytest.mark.parametrize("kind", ["Reader", "Record", "Records"])
def test_every_public_method_is_documented(kind):
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    methods = inspect.getmembers(getattr(onrecord, kind), inspect.isroutine)
    names = [name for name, _ in methods if not name.startswith("_") and name not in dir(tuple)]
    assert [name for name in names if not re.search(rf"[`.]{name}\(", text)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    made = {"notebook.md", "model_card.md", "samples.md"}
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:")) and target not in made:
            assert (page.parent / target).exists(), target
