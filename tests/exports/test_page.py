"""docs/exports.md tells what there is, and what it shows works."""

import re
import runpy
from pathlib import Path

import pytest
from hypothesis import given

from onrecord.exports.csv import FORMULA, without_apostrophe
from tests.exports.samples import words

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "exports.md").read_text(encoding="utf-8")


def test_every_column_is_documented_as_declared():
    assert runpy.run_path(str(DOCS / "write_tables.py"))["page"](PAGE) == PAGE


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """What the page's pieces of Python leave behind, run one after another in an empty folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("page"))
        names = {}
        for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
            exec(compile(code, "docs/exports.md", "exec"), names)
            names.setdefault("frames", []).append(names["statements"])
        return names


def test_the_examples_find_the_statements_and_their_evidence(shown):
    assert shown["evidence"]
    assert [row[3] for row in shown["evidence"]] == [row[2] for row in shown["evidence"]]
    assert len(shown["evidence"]) == len(shown["records"][0].statements) + len(shown["records"][1].statements)
    assert all(len(frame) == len(shown["evidence"]) for frame in shown["frames"])
    assert len(shown["rows"]) == len(shown["evidence"])


def test_the_pattern_is_ours():
    (pattern,) = re.findall(r"```text\n(.*?)\n```", PAGE, re.DOTALL)

    @given(words)
    def it_takes_the_apostrophe_off(text):
        assert re.sub(pattern, "", text) == without_apostrophe(text)
        marked = f"'{text}" if FORMULA.match(text) else text
        assert re.sub(pattern, "", marked) == without_apostrophe(marked) == text

    it_takes_the_apostrophe_off()
