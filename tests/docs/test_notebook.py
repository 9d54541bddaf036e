"""The notebook runs, and holds what its cells give."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def notebook():
    return nbformat.read(DOCS / "notebook.ipynb", as_version=4)


def test_it_holds_what_its_cells_give():
    command = [sys.executable, str(DOCS / "write_notebook.py"), "--check"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_its_table_counts_named_and_unnamed_sources_of_every_outlet(notebook):
    (cell,) = [cell for cell in notebook.cells if cell.source.endswith("\nby_outlet")]
    shown = cell.outputs[0].data["text/plain"]
    rows = {line[:40].strip(): line[40:].split() for line in shown.splitlines()[2:]}
    assert {"Wikinews", "The White House", "US Central Command"} <= rows.keys()
    for named, unnamed, share in rows.values():
        assert round(int(unnamed) / (int(named) + int(unnamed)), 2) == pytest.approx(float(share), abs=0.005)
    assert sum(int(named) for named, *_ in rows.values()) > 100


def test_it_holds_nothing_of_the_machine_that_ran_it(notebook):
    text = (DOCS / "notebook.ipynb").read_text(encoding="utf-8")
    assert str(Path.home()) not in text
    assert str(DOCS.parent) not in text
    assert "version" not in notebook.metadata.language_info
    assert all(not cell.metadata for cell in notebook.cells)
