"""HTML in cells and entries becomes the text that readers see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.fragments import is_html, plain, text_of


def test_paragraphs_and_lines():
    assert text_of("<p>One <b>two</b>\n three.<br>Four</p>\n<p>Five</p><ul><li>a</li><li>b</li></ul> end") == (
        "One two three.\nFour\n\nFive\n\na\nb\n\nend"
    )


def test_entities_are_decoded_once():
    assert text_of("<p>AT&amp;T&rsquo;s &amp;lt;b&amp;gt;&nbsp;plan</p>") == "AT&T’s &lt;b&gt;\u00a0plan"


@pytest.mark.parametrize(
    "dropped",
    [
        "<script>alert('x')</script>", "<style>p { color: red }</style>", "<!-- note -->", "<iframe>x</iframe>",
        '<div style="display: none">x</div>', "<svg><text>x</text></svg>", "<textarea>x</textarea>", "<?php echo 1 ?>",
        "<script>if (a < b) { '</p>' }</script>", "<button>Share</button>",
    ],
)  # fmt: skip
def test_what_is_no_text_is_dropped(dropped):
    assert text_of(f"<p>Before</p>{dropped}<p>after</p>") == "Before\n\nafter"


@pytest.mark.parametrize("text", ["2 < 3 and 5 > 4", "He said <laughs> no", "a <b", "<3", "if a<b>c", "<http://a.org>"])
def test_text_with_angle_brackets_is_no_html(text):
    assert not is_html(text)
    assert plain(text, "text") == (text, ())


def test_what_was_done_is_noted():
    assert plain("<p>Hello</p>", "text") == ("Hello", ("text: HTML turned into plain text",))
    assert plain("AT&amp;T&#8217;s", "headline") == ("AT&T’s", ("headline: HTML entities decoded",))
    assert plain("AT&T; R&D", "text") == ("AT&T; R&D", ())


@pytest.mark.parametrize(
    "hostile",
    ["<div>" * 50_000, "<p " + "a=1 " * 50_000 + ">", "<" * 200_000, "<p>" * 50_000, "<!--" * 50_000, "</p>" * 50_000, "<p>\x00</p>"],
)  # fmt: skip
def test_hostile_html_ends(hostile):
    text, _ = plain(hostile + "<p>end</p>", "text")
    assert "<p>end" not in text or text.startswith("<<<")


@given(st.text())
def test_text_without_html_is_never_changed(text):
    if "<" not in text and "&" not in text:
        assert plain(text, "text") == (text, ())


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<br>", "<b>", "x", " ", "&amp;", "<script>", "</script>", "\ud800", "\x00", "<"]
        )
    )
)
def test_any_order_of_tags_gives_text(pieces):
    text = text_of("".join(pieces))
    assert "\n\n\n" not in text
    assert not text.startswith("\n")
