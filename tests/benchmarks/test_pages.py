import json
from datetime import date

import pytest

from benchmarks.pages import Label, Page, measure, of_day, of_outlet, of_text, read_labels, read_pages, text_of
from benchmarks.sources import NoData
from onrecord.report import Report

PARAGRAPHS = "".join(
    f"<p>On Monday the minister said that bridge number {number} would be opened next year.</p>" for number in range(8)
)
HTML = f"<html><head><meta property='article:published_time' content='2024-03-03'></head><body><nav>Menu</nav><article><h1>A bridge will open</h1>{PARAGRAPHS}</article></body></html>"


@pytest.fixture
def folder(tmp_path):
    for part in ("eval", "cache"):
        (tmp_path / part).mkdir()
    (tmp_path / "eval" / "phys.org.tool.html").write_text(HTML, encoding="utf-8")
    row = {
        "file": "phys.org.tool.html",
        "with": ["bridge number 3", "bridge  number\n4"],
        "without": ["Menu", "Footer"],
    }
    (tmp_path / "evaldata.json").write_text(json.dumps({"https://phys.org/a": row}), encoding="utf-8")
    return tmp_path


def test_a_set_is_read_and_measured(folder):
    measured = measure(folder)
    assert measured["pages.text"].value == measured["pages.text.english"].value == 1.0
    assert (measured["pages.date"].value, measured["pages.outlet"].value) == (0.0, 1.0)
    assert measured["pages.rate"].value > 0


def test_snippets_are_compared_with_white_space_folded(folder):
    [page] = read_pages(folder)
    assert of_text(page, text_of(page)) == (2, 2, 2)
    assert of_text(page, "Menu bridge number 3") == (1, 2, 2)
    assert of_text(page, "") == (0, 2, 0)


def test_a_page_that_is_none_has_no_text():
    assert text_of(Page("a.html", None, b"", (), ())) == ""


@pytest.mark.parametrize(
    ("given", "right"), [("The Phys.org", 1), ("phys", 1), ("PHYS ORG", 0), ("Physics World", 0), (None, 0)]
)
def test_an_outlet_is_right_whatever_its_capitals_and_ending(given, right):
    counts = of_outlet(Label(("Phys.org",), None), Report("", outlet=given))
    assert counts == (right, 1, int(given is not None))


def test_a_day_is_right_or_not():
    label = Label(("x",), date(2024, 3, 3))
    assert of_day(label, Report("", published=date(2024, 3, 3))) == (1, 1, 1)
    assert of_day(label, Report("", published=date(2024, 3, 4))) == (0, 1, 1)
    assert of_day(label, None) == (0, 1, 0)


def test_labels_are_whole():
    labels = read_labels()
    assert len(labels) > 150
    assert all(all(label.outlets) for label in labels.values())


def test_without_the_set_nothing_is_measured(tmp_path):
    with pytest.raises(NoData, match="no evaluation set"):
        read_pages(tmp_path)
