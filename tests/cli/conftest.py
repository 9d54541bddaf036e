"""The command line as people run it: in a process of its own."""

import subprocess
import sys

import pytest

SAID = 'The minister said: "We will sign." The king told reporters that he would not.\n'


@pytest.fixture
def run(tmp_path):
    """Run `onrecord ARGUMENTS...` in an empty folder."""

    def run(*arguments, stdin=b"", **options):
        command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
        done = subprocess.run(
            command, input=stdin, capture_output=True, cwd=tmp_path, check=False, timeout=120, **options
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    return run


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "monday.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """Two reports, and three files that can't be read."""
    folder = tmp_path / "reports"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(SAID, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"%PDF-1.4")
    (folder / "c.txt").write_text("", encoding="utf-8")
    (folder / "d.txt").write_text("Die Ministerin sagte, sie werde unterschreiben.", encoding="utf-8")
    (folder / "sub" / "a.txt").write_text("Envoys met. " + SAID, encoding="utf-8")
    return folder
