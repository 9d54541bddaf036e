import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError, LanguageError
from onrecord.intake.options import Options
from onrecord.intake.pages import read_html, read_page
from onrecord.intake.publication import Publication
from onrecord.intake.source import Source
from onrecord.intake.ways import read_source
from onrecord.report import Report

PAGES = Path(__file__).parent / "pages"
SENTENCES = (
    "The minister said on Monday that the bridge would be opened next year, after months of delay.",
    "“It has cost more than was planned,” she told reporters, and the town would have to pay for it.",
    "The mayor, who was not at the meeting, denied that he had known of the costs before the vote.",
)
BODY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def read(html: str | bytes, *known: Publication, charset: str | None = None) -> Report:
    return read_html(html if isinstance(html, bytes) else html.encode(), "a.html", "a", known, charset)


def page(head: str = "", body: str = BODY, before: str = "<h1>A bridge will open next year</h1>") -> str:
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body><article>{before}{body}</article></body></html>"


def json_ld(fields: str) -> str:
    return f'<script type="application/ld+json">{fields}</script>'


def saved(name: str) -> Report:
    return read((PAGES / name).read_bytes())


# ---------------------------------------------------------------- whole pages
def test_a_newspaper_page_gives_its_parts_and_nothing_around_them():
    report = saved("newspaper.html")
    assert report[report.headline] == "Hong Kong leader announces withdrawal of extradition bill"
    assert report[report.dek] == "The chief executive gives way on one of the five demands of the protesters"
    assert (report.outlet, report.outlet_from) == ("The Example Times", "page")
    assert report.byline == "Ada Example, Ben Example"
    assert report.url == "https://www.example-times.test/world/2019/09/06/hong-kong-bill"
    assert report.text.count("\n\nOn Wednesday, Carrie Lam") == 1
    assert "Agence France-Presse contributed to this report." in report.text
    for around in (
        "cookies",
        "Business",
        "Sign up",
        "inbox",
        "Facebook",
        "Airport reopens",
        "First!",
        "rights reserved",
        "not shown",
        "Photograph",
    ):
        assert around not in report.text


def test_the_day_is_that_of_publication_where_the_outlet_is():
    report = saved("newspaper.html")
    assert (report.published, report.published_from) == (date(2019, 9, 6), "page")


def test_headings_and_pulled_quotations_are_no_report_text():
    report = saved("newspaper.html")
    assert [report[span] for span in report.not_report_text] == [
        "Doubts remain",
        "The government will fully withdraw the bill in order to fully allay public concerns",
    ]


def test_an_old_page_laid_out_with_tables_that_says_a_false_encoding():
    report = saved("legacy.html")
    assert report.published == date(2019, 1, 4)
    assert "“The search and rescue operation is complete,” Deputy" in report.text
    assert report.notes == ("read as windows-1252",)
    assert "\n\nThe 1973 building was home" in report.text
    assert "Contact" not in report.text
    assert "Copyright" not in report.text


def test_a_release_whose_description_is_cut_from_its_first_words_has_no_dek():
    report = saved("government.html")
    assert (report.dek, report.published, report.outlet) == (None, date(2011, 3, 24), "Office of Examples")
    assert report.text.startswith("Bombing in Jerusalem\n\nOn behalf of the Australian Government")
    assert len(report.text.split("\n\n")) == 9


def test_xhtml_with_a_prologue_and_quotation_marks_that_are_markup():
    report = saved("strict.xhtml")
    assert "said there was “unequivocal” proof" in report.text
    assert (report.published, report.published_from) == (date(2020, 9, 5), "url")
    assert report.outlet == "Examplenews"


@pytest.mark.parametrize("name", sorted(path.name for path in PAGES.iterdir()))
def test_parts_are_parted_by_empty_lines_and_hold_no_markup(name):
    report = saved(name)
    assert report.headline[0] == 0
    assert not any(part != part.strip() or not part for part in report.text.split("\n\n"))
    assert "<" not in report.text


def test_a_page_is_a_way_in():
    source = Source(str(PAGES / "newspaper.html"), "newspaper", io.BytesIO((PAGES / "newspaper.html").read_bytes()))
    [report] = read_source(source, Options())
    assert isinstance(report, Report)
    assert (report.id, report.outlet) == ("newspaper", "The Example Times")


# ---------------------------------------------------------------- dates, outlets and addresses
def test_what_is_declared_goes_before_what_stands_in_the_page():
    head = '<meta property="article:published_time" content="2024-03-03T10:00:00+01:00"><meta property="article:modified_time" content="2024-03-05">'
    assert read(page(head, BODY + "<p>Published 1 February 2023</p>")).published == date(2024, 3, 3)


def test_json_ld_goes_before_meta_elements():
    head = json_ld('{"@type":"NewsArticle","datePublished":"2024-03-02","publisher":{"name":"Town Herald"}}')
    head += '<meta property="article:published_time" content="2024-03-03"><meta property="og:site_name" content="Herald Online">'
    report = read(page(head))
    assert (report.published, report.outlet) == (date(2024, 3, 2), "Town Herald")


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-02",
        "20240302T081500Z",
        "2024-03-02 08:15:00",
        "Sat, 02 Mar 2024 08:15:00 GMT",
        "March 2, 2024",
        "Sat Mar 02 2024 08:15:00 GMT+0000 (Coordinated Universal Time)",
    ],
)
def test_days_are_read_as_they_are_written(written):
    assert read(page(json_ld(f'{{"@type":"NewsArticle","datePublished":"{written}"}}'))).published == date(2024, 3, 2)


@pytest.mark.parametrize(
    "written", ["2999-01-01", "0001-01-01", "1970-01-01T00:00:00Z", "2024-13-45", "yesterday", "March", "08:15"]
)
def test_a_day_that_can_not_be_is_none(written):
    assert read(page(json_ld(f'{{"@type":"NewsArticle","datePublished":"{written}"}}'))).published is None


def test_a_moment_in_utc_is_of_the_day_in_the_address():
    head = '<meta property="article:published_time" content="2020-02-25T02:25:54+00:00">'
    report = read(page(head), Publication(url="https://x.test/2020/02/24/bridge", origin="given"))
    assert report.published == date(2020, 2, 24)


def test_the_order_of_trust():
    head = '<meta property="article:published_time" content="2024-03-03"><meta property="og:site_name" content="Town Herald">'
    address = Publication(url="https://www.bbc.com/2024/03/01/bridge", origin="header")
    given = Publication(date(2024, 3, 5), "Given Gazette", origin="given")
    by_page = read(page(head), address)
    assert (by_page.published, by_page.published_from, by_page.outlet_from) == (date(2024, 3, 3), "page", "page")
    by_user = read(page(head), address, given)
    assert (by_user.published, by_user.published_from, by_user.outlet) == (date(2024, 3, 5), "given", "Given Gazette")
    by_address = read(page(), address)
    assert (by_address.published, by_address.published_from) == (date(2024, 3, 1), "url")
    assert (by_address.outlet, by_address.outlet_from) == ("BBC", "url")


@pytest.mark.parametrize(
    ("head", "address", "outlet"),
    [
        ('<meta property="og:site_name" content="BBC News">', "https://www.bbc.co.uk/news/1", "BBC"),
        ('<meta property="og:site_name" content="the Guardian">', "https://www.theguardian.com/world/1", "The Guardian"),
        ("<title>A bridge | The Times of Israel</title>", "https://www.timesofisrael.com/bridge", "Times of Israel"),
        ("<title>A bridge will open - Cork Beo</title>", "https://www.corkbeo.ie/bridge", "Cork Beo"),
        ('<meta property="og:site_name" content="WXYZ 7News | Weather, Sports | Some Town">', "https://wxyz.test/1", "WXYZ 7News"),
        ('<meta property="og:site_name" content="https://wxyz.test">', "https://wxyz.test/1", "wxyz.test"),
        ('<meta property="og:site_name" content="Observer">', "https://observer.com/1", "Observer"),
    ],
)  # fmt: skip
def test_an_outlet_has_its_usual_name(head, address, outlet):
    assert read(page(head), Publication(url=address, origin="given")).outlet == outlet


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://x.test/a", "https://x.test/a"),
        ("/b", "https://y.test/b"),
        ("//x.test/c", "https://x.test/c"),
        ("https://x.test/", "https://y.test/found"),
        ("javascript:alert(1)", "https://y.test/found"),
        ("http://[", "https://y.test/found"),
    ],
)
def test_the_canonical_address_unless_it_is_none_of_a_page(link, url):
    found = Publication(url="https://y.test/found", origin="header")
    assert read(page(f'<link rel="canonical" href="{link}">'), found).url == url


# ---------------------------------------------------------------- headline, dek, captions
def test_the_headline_is_the_heading_that_is_shown():
    head = '<title>Bridge news | Herald</title><meta property="og:title" content="A bridge will open next year, minister says">'
    report = read(page(head, before="<h1>The Herald</h1><h1>A bridge will open next year</h1>"))
    assert report[report.headline] == "A bridge will open next year"
    assert [report[span] for span in report.not_report_text] == ["The Herald"]


def test_without_a_heading_the_title_without_the_site():
    report = read(page("<title>A bridge will open next year | Town Herald</title>", before=""))
    assert report[report.headline] == "A bridge will open next year"


def test_a_dash_in_a_title_may_be_the_headlines_own():
    report = read(page("<title>A bridge – and a long wait for it</title>", before=""))
    assert report[report.headline] == "A bridge – and a long wait for it"


def test_a_description_that_the_page_does_not_show_is_no_dek():
    assert read(page('<meta name="description" content="All about the bridge, its cost and its mayor">')).dek is None


def test_a_description_that_is_the_lead_is_no_dek():
    report = read(page(f'<meta property="og:description" content="{SENTENCES[0]}">'))
    assert report.dek is None
    assert report.text.count(SENTENCES[0]) == 1


def test_a_description_that_is_marked_as_standfirst_is_the_dek():
    dek = "It has taken months, and cost more than anybody had planned"
    report = read(page(f'<meta property="og:description" content="{dek}">', f'<p class="standfirst">{dek}</p>{BODY}'))
    assert report[report.dek] == dek
    assert report.text.count(dek) == 1


def test_line_breaks_part_paragraphs_at_the_end_of_a_sentence_and_lines_elsewhere():
    report = read(page(body=f"<p>{SENTENCES[0]}<br><br>{SENTENCES[1]}<br>Signed<br>the mayor</p>{BODY}"))
    assert f"{SENTENCES[0]}\n\n{SENTENCES[1]}\n\nSigned\nthe mayor\n\n" in report.text


def test_hostile_text_stays_text():
    hostile = "He said: <b>&lt;script&gt;alert(1)&lt;/script&gt;</b> and ' OR 1=1 -- and went on to say much more of that kind."
    assert "He said: <script>alert(1)</script> and ' OR 1=1 -- and" in read(page(body=BODY + f"<p>{hostile}</p>")).text


# ---------------------------------------------------------------- bytes
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "windows-1252", "nonsense", "utf-16"])
def test_a_false_word_about_the_encoding_spoils_nothing(declared):
    html = page().replace("charset=utf-8", f"charset={declared}")
    assert SENTENCES[1] in read(html.encode("utf-8")).text
    assert SENTENCES[1] in read(html.encode("cp1252")).text


def test_what_the_server_says_goes_before_what_the_page_says():
    html = (
        page()
        .replace("charset=utf-8", "charset=iso-8859-1")
        .replace("mayor", "Bürgermeister")
        .replace("“", '"')
        .replace("”", '"')
    )
    assert "Bürgermeister" in read(html.encode("iso-8859-15"), charset="ISO-8859-15").text
    assert "Bürgermeister" in read(html.encode("cp1252"), charset="no such").text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-32"])
def test_byte_order_marks(encoding):
    assert SENTENCES[1] in read(page().encode(encoding)).text


def test_nul_bytes_and_control_characters_are_passed_over():
    assert SENTENCES[1] in read(page().replace("minister", "min\x00ister").replace("mayor", "ma\x0byor")).text


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#x1b;", "&#0;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999;"]
)
def test_a_reference_to_a_character_that_no_text_has_is_passed_over(reference):
    report = read(page(body=BODY + f"<p>She left{reference} at once, and nobody asked her why.</p>"))
    assert "She left at once, and nobody" in report.text.replace("\ufffd", "")


@pytest.mark.parametrize("end", range(400, 900, 25))
def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes(end):
    try:
        report = read(page().encode()[:end])
    except InputError:
        return
    assert report.text.strip()


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "it is empty"),
        (b"   \n", "it is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "a PNG picture"),
        (bytes(range(256)) * 20, "binary"),
        (b"<html></html>", "no report was found"),
        (
            b"<html><frameset cols='20%,80%'><frame src='a.html'><frame src='b.html'></frameset></html>",
            "no report was found",
        ),
        (b"<html><body><ul>" + b"<li><a href='/x'>Link</a></li>" * 50 + b"</ul></body></html>", "no report was found"),
        (b"<html><body><script>" + b"document.write('x');" * 1000 + b"</script></body></html>", "no report was found"),
        (b"<div>" * 20_000 + BODY.encode(), "no report was found"),
        (b"<p>x</p>" * 50_000, "tags"),
        (b"<?xml version='1.0'?>", "not an HTML page"),
    ],
)
def test_what_holds_no_report_is_refused(data, problem):
    with pytest.raises(InputError, match=problem) as caught:
        read(data)
    assert caught.value.name == "a.html"


def test_a_page_in_another_language_is_refused_by_its_text_whatever_it_declares():
    german = "<p>Der Minister sagte am Montag, dass die Brücke im nächsten Jahr eröffnet werde und mehr gekostet habe als geplant.</p>"
    more = "<p>Der Bürgermeister bestritt, dass er vor der Abstimmung von den Kosten gewusst habe, und kündigte eine Prüfung an.</p>"
    with pytest.raises(LanguageError, match="German"):
        read(page(body=german + more, before="<h1>Brücke wird eröffnet</h1>"))
    assert read(page().replace("lang=en", "lang=de")).text


def test_a_page_larger_than_the_limit_is_refused():
    source = Source("big.html", "big", io.BytesIO(page().encode() + b" " * 20_000_000))
    with pytest.raises(InputError, match="larger than 2 MB"):
        list(read_page(source, Options()))


def test_json_that_is_none_or_too_deep_says_nothing():
    for broken in (
        "{",
        '{"@type": "NewsArticle", "datePublished": ',
        "[" * 50_000,
        '{"a":' * 50_000,
        "null",
        "[1, [2, []]]",
        '{"@type": 3}',
        '{"@type": "NewsArticle", "headline": ["x"], "author": {"name": 3}, "publisher": [null]}',
    ):
        assert SENTENCES[0] in read(page(json_ld(broken))).text


def test_log_messages_of_the_libraries_are_not_shown():
    """In a process of its own: pytest's handlers would take them."""
    script = (
        "import logging; from onrecord.intake.pages import read_html\n"
        "logging.getLogger('trafilatura.core').error('seen'); logging.getLogger('htmldate.core').error('seen')\n"
        "logging.getLogger('another').error('not ours')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("", "not ours\n")


# ---------------------------------------------------------------- any page
PIECES = st.sampled_from(
    ["<p>", "</p>", "<div class=standfirst>", "</div>", "<h1>", "</h1>", "<h2>", "<q>", "</q>", "<br>", "<table>", "<td>", "<ul><li>",
     "<blockquote>", "<script>", "</script>", "<!--", "-->", "<title>", "</title>", "<figure><figcaption>", "<meta property='og:description' content='",
     "'>", "&#0;", "&#x1;", "&#xD800;", "&quot;", "<![CDATA[", "<html", "<a href='http://[", "\x00", "\ufffe", *SENTENCES, "2020-01-01", "(AP)"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join), st.booleans())
def test_any_markup_is_read_or_refused(html, whole):
    try:
        report = read(page(body=html) if whole else html)
    except InputError:
        return
    spans = sorted(filter(None, (report.headline, report.dek, *report.not_report_text)))
    assert all(0 <= start < end <= len(report.text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "\x00" not in report.text


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_any_bytes_are_read_or_refused(data, place):
    whole = page().encode()
    for spoiled in (data, whole[:place] + data + whole[place:]):
        try:
            report = read(spoiled)
        except InputError:
            continue
        assert replace(report).text.strip()
