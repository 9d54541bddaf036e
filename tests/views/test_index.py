"""The index of a folder's reports."""

from datetime import date

from hypothesis import given

from onrecord.record import Record
from onrecord.views.index import IndexEntry, index
from tests.views.reading import Reading
from tests.views.records import STRIKE, records, some


def test_an_index_tells_each_report_and_leads_to_its_page() -> None:
    entries = [IndexEntry.of(STRIKE, "a strike.html"), IndexEntry("<No> news", "javascript:x.html")]
    assert entries[0] == IndexEntry(
        "Harbour strike enters third day",
        "a strike.html",
        3,
        "Lakeside Post",
        date(2024, 3, 6),
        (("Ana Ruiz", 1), ("Lakeside Radio", 1), ("Port of Lakeside", 1)),
    )
    written = index(entries)
    reading = Reading(written)
    assert "2 reports" in written
    assert "3 statements" in written
    assert [attributes["href"] for tag, attributes in reading.elements if tag == "a"] == [
        "./a%20strike.html",
        "./javascript%3Ax.html",
    ]
    assert "&lt;No&gt; news" in written
    assert sum(tag == "script" for tag, _ in reading.elements) == 1


def test_an_index_of_nothing_says_so() -> None:
    assert "No reports." in index([])


@some
@given(records)
def test_an_index_of_anything_is_sound(record: Record) -> None:
    written = index([IndexEntry.of(record, record.report.id)], title=record.report.id)
    written.encode("utf-8")
    Reading(written)
