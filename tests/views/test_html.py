"""Pages of a report, fragments for notebooks."""

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given

from onrecord.record import Credit, Record
from onrecord.report import ORIGINS
from onrecord.views.html import fragment, page
from onrecord.views.wording import KNOWN_FROM, NO_STATEMENTS
from tests.views.reading import Reading
from tests.views.records import RUIZ, STRIKE, TEXT, records, some, span


@some
@given(records)
def test_nothing_in_a_record_becomes_markup(record: Record) -> None:
    reading = Reading(page(record, title=record.report.id, attribution=record.report.id))
    assert sum(tag == "script" for tag, _ in reading.elements) == 1
    allowed = {
        "id",
        "class",
        "href",
        "rel",
        "lang",
        "dir",
        "name",
        "content",
        "charset",
        "http-equiv",
        "datetime",
        "tabindex",
        "role",
        "title",
    }
    drawn = {"viewbox", "d", "cx", "cy", "r", "x", "y"}
    for _, attributes in reading.elements:
        assert all(name in allowed | drawn or name.startswith(("data-", "aria-")) for name in attributes)


def test_a_page_can_be_read_in_order() -> None:
    written = page(STRIKE)
    reading = Reading(written)
    assert reading.words["title"] == reading.words["h1"] == "Harbour strike enters third day"
    assert reading.words["time"] == "6 March 2024" * 2  # in the head and at the foot
    assert [attributes["id"] for attributes in reading.with_class("back") if "id" in attributes] == ["s1", "s2", "s3"]
    assert [attributes["aria-label"] for attributes in reading.with_class("at")] == [
        "Statement 1: Ana Ruiz, pledge",
        "Statement 2: Lakeside Radio, report",
        "Statement 3: Port of Lakeside, deny",
    ]
    assert 'href="https://post.example/strike"' in written


def test_the_headline_of_the_text_is_the_pages_heading_and_is_not_told_twice() -> None:
    assert page(STRIKE).count("<h1") == 1
    untitled = replace(STRIKE, headline=None)
    assert Reading(page(untitled)).words["h1"] == "strike"
    assert Reading(page(untitled, title="Strike news")).words["title"] == "Strike news"


def test_a_report_without_statements_says_so() -> None:
    empty = replace(STRIKE, statements=())
    assert NO_STATEMENTS in page(empty)
    assert NO_STATEMENTS in fragment(empty)


def words_of(written: str) -> str:
    """What a page says, without the tags."""
    return html.unescape(re.sub("<[^>]*>", "", written))


def test_notes_are_at_the_head_and_rights_at_the_foot() -> None:
    noted = replace(STRIKE, report=replace(STRIKE.report, notes=("read as <windows-1252>",)))
    written = page(noted, attribution="From Lakeside Post, CC BY 4.0 <changed>")
    head, foot = written.index("read as &lt;windows-1252&gt;"), written.index("CC BY 4.0 &lt;changed&gt;")
    assert head < written.index("<main>") < foot


@pytest.mark.parametrize("origin", ORIGINS)
def test_where_date_and_outlet_are_known_from_is_said(origin: str) -> None:
    known = replace(STRIKE, report=replace(STRIKE.report, published_from=origin, outlet_from="url"))
    told = words_of(page(known))
    assert f"6 March 2024 {KNOWN_FROM[origin]}" in told
    assert "Lakeside Post from its address" in told


def test_the_users_own_word_needs_no_mention_at_the_top() -> None:
    known = replace(STRIKE, report=replace(STRIKE.report, published_from="given", outlet_from="given"))
    assert page(known).count("as given") == 2  # both at the foot
    assert fragment(known).count("as given") == 0


def test_byline_and_credits_are_told_and_credits_marked_in_the_text() -> None:
    credited = replace(
        STRIKE,
        report=replace(STRIKE.report, byline="Jo <b>Doe</b>"),
        credits=(Credit(span("reported."), "Associated Press"), Credit(span("Dockers"), "Associated Press")),
    )
    written = page(credited)
    assert "by Jo <b>Doe</b> · credits Associated Press · as published" in words_of(written)
    assert '<span class="credit">Dockers</span>' in written
    assert "Associated Press: “reported.”" in words_of(written)


def test_the_foot_has_what_a_citation_needs() -> None:
    foot = page(STRIKE).rpartition("<footer")[2]
    assert STRIKE.report.sha256 in foot
    assert "https://post.example/strike" in foot
    assert f"{len(TEXT)} characters" in foot


def test_a_fragment_has_no_script_and_no_ids() -> None:
    written = fragment(STRIKE)
    assert "<script" not in written
    assert not re.search(r' (id|for|href="#)', re.sub("<style>.*?</style>", "", written, flags=re.S))
    assert STRIKE._repr_html_() == written


def test_a_page_grows_with_its_text_and_a_hostile_one_stays_small() -> None:
    nested = tuple(replace(RUIZ, id=f"s{number}", reported_in=f"s{number - 1}") for number in range(3000))
    assert len(page(replace(STRIKE, statements=nested))) < 3000 * 2500
