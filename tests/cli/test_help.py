"""Help comes at once, is complete, and stands in the documentation as it is printed."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import app

ROOT = Path(__file__).parents[2]
SECONDS = 0.3
LIGHT = {"typer", "click", "annotated_doc", "typing_extensions", "shellingham", "onrecord", "sitecustomize"}
"""What may be loaded for --help besides the standard library."""
HEAVY = {"numpy", "onnxruntime", "tokenizers", "rich", "py3langid", "charset_normalizer"}


def test_version(run):
    assert run("--version").stdout.decode() == f"onrecord {onrecord.__version__}\n"


def test_help_without_a_command(run):
    done = run()
    assert done.returncode in (0, 2)
    assert b"Usage: onrecord" in done.stdout + done.stderr


def test_help_of_a_command_has_examples(run):
    help_text = run("read", "--help").stdout.decode()
    assert "onrecord read report.txt --published 2024-06-18" in help_text
    assert "reports.tsv" in help_text
    assert "Exit status" in help_text


@pytest.mark.parametrize("command", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_every_command_is_documented(command):
    assert f"\n## onrecord {command}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_documentation_is_what_help_prints():
    command = [sys.executable, str(ROOT / "docs" / "write_cli.py"), "--check"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def loaded_by(*arguments):
    """The packages outside the standard library that a command loads in a fresh process."""
    script = (
        f"import sys; before = set(sys.modules); sys.argv[1:] = {arguments!r}; from onrecord.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('\\n', *{name.partition('.')[0] for name in set(sys.modules) - before})"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    loaded = set(done.stdout.splitlines()[-1].split()) - set(sys.stdlib_module_names)
    return {name for name in loaded if not name.startswith("_sysconfigdata")}


def test_help_loads_nothing_but_typer():
    assert loaded_by("--help") <= LIGHT


@pytest.mark.parametrize("arguments", [["read", "--help"], ["read", "--published", "Monday", "missing.txt"]])
def test_commands_load_no_reader_before_they_need_it(arguments):
    assert loaded_by(*arguments) & HEAVY == set()


def test_help_answers_at_once():
    """In time of the processor, the best of five: the clock would measure what else the machine does."""

    def seconds():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    taken = []
    for _ in range(5):
        started = seconds()
        subprocess.run([sys.executable, "-m", "onrecord", "--help"], capture_output=True, check=True)
        taken.append(seconds() - started)
    assert min(taken) <= SECONDS
