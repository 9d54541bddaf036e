"""Text of unknown origin, written as HTML."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.views.markup import attribute, element_text, file_link, outward_link, time
from onrecord.views.wording import count
from tests.views.records import some, texts


@some
@given(texts)
def test_without_tags_and_unescaped_it_is_the_text_again(text: str) -> None:
    written = html.unescape(re.sub("<[^>]*>", "", element_text(text)))
    assert written == re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


@some
@given(texts)
def test_it_can_be_written_as_utf_8_and_holds_no_other_tag_than_the_one_that_shows_a_code(text: str) -> None:
    written = element_text(text)
    written.encode("utf-8")
    assert set(re.findall("<[^>]*>", written)) <= {
        "</span>",
        *re.findall('<span class="code" data-code="U\\+[0-9A-F]+">', written),
    }
    assert not set("<>\"'\r\x00") & set(attribute(text))


def test_a_character_that_turns_the_direction_is_shut_in() -> None:
    assert element_text("a\u202eb") == 'a<span class="code" data-code="U+202E">\u202e</span>b'


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "/etc/passwd",
        "http://[",
        "https:",
        "x",
    ],
)
def test_an_address_that_a_browser_should_not_follow_is_no_link(url: str) -> None:
    assert "href" not in outward_link(url, "there")


def test_an_address_of_the_web_is_a_link() -> None:
    link = outward_link('https://news.example/?a="b"&c', "there")
    assert link == '<a href="https://news.example/?a=&quot;b&quot;&amp;c" rel="noopener noreferrer">there</a>'
    assert outward_link(None, "there") == ""


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("a report.html", "./a%20report.html"),
        ("javascript:alert(1).html", "./javascript%3Aalert%281%29.html"),
        ("//evil.example/x.html", ".///evil.example/x.html"),
        ('"><script>.html', "./%22%3E%3Cscript%3E.html"),
        ("caf\udce9.html", "./caf%E9.html"),
        ("50%#1?.html", "./50%25%231%3F.html"),
    ],
)
def test_a_file_link_leads_to_the_file_whatever_its_name(path: str, link: str) -> None:
    assert file_link(path) == link


@some
@given(st.text())
def test_a_file_link_is_plain_ascii_below_the_page(path: str) -> None:
    assert re.fullmatch(r"\./[A-Za-z0-9_.~/%-]*", file_link(path))


def test_small_things() -> None:
    assert (count(1, "report"), count(0, "report"), count(1200, "report")) == ("1 report", "0 reports", "1,200 reports")
    assert time(None) == ""
