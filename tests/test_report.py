"""The report: its text untouched, its spans in code points and in UTF-16 units."""

import dataclasses
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.report import Report, utf16_span

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]))


@st.composite
def spans(draw):
    text = draw(texts)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return text, (start, end)


@given(spans())
def test_a_span_in_utf16_units_covers_the_same_text(drawn):
    text, span = drawn
    start, end = utf16_span(text, span)
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == text[span[0] : span[1]]


@given(spans())
def test_a_span_comes_back_from_utf16_units(drawn):
    text, span = drawn
    start, end = utf16_span(text, span)
    units = text.encode("utf-16-le")
    back = tuple(len(units[: 2 * place].decode("utf-16-le")) for place in (start, end))
    assert back == span


def test_characters_beyond_the_basic_plane_take_two_units():
    assert utf16_span("😀 she said", (2, 5)) == (3, 6)
    assert utf16_span("😀", (0, 1)) == (0, 2)


@given(spans())
def test_a_report_gives_the_words_under_a_span(drawn):
    text, (start, end) = drawn
    assert Report(text)[start, end] == text[start:end]


@given(texts)
def test_the_digest_is_that_of_the_file(text):
    assert Report(text).sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_lone_surrogate_has_a_digest_too():
    assert Report("\ud800").sha256 != Report("\ud801").sha256


def test_notes_and_attribution_do_not_make_another_report():
    assert Report("x", notes=("read as utf-16",), attribution="A. Writer") == Report("x")


def test_a_report_can_not_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Report("x").text = "y"
