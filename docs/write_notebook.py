"""Run docs/notebook.ipynb and keep what it gave; with --check only say whether that is what it holds."""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).with_name("notebook.ipynb")
SECONDS = 120
"""A cell that takes longer has failed."""
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
"""Without the version of Python, which differs from one machine to the next."""


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """The notebook as it is after all its cells have run in a fresh kernel of this Python, in docs/."""
    place = {"metadata": {"path": NOTEBOOK.parent}}
    client = NotebookClient(notebook, kernel_name="python3", timeout=SECONDS, record_timing=False, resources=place)
    client.extra_arguments = ["--log-level=ERROR"]  # not that it talks to itself without encryption
    done = client.execute()
    done.metadata = METADATA
    for cell in done.cells:
        cell.metadata = {}
    return done


def text(notebook: nbformat.NotebookNode) -> str:
    """The notebook as its file holds it."""
    return nbformat.writes(notebook, version=4) + "\n"


def main() -> int:
    """Write or check the notebook; 1 if the check fails."""
    held = NOTEBOOK.read_text(encoding="utf-8")
    made = text(run(nbformat.reads(held, as_version=4)))
    if "--check" not in sys.argv[1:]:
        NOTEBOOK.write_text(made, encoding="utf-8")
        return 0
    if made == held:
        return 0
    print("docs/notebook.ipynb does not hold what its cells give; run `make docs`")
    return 1


if __name__ == "__main__":
    sys.exit(main())
