"""Words keep their offsets, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.engine.words import GAPS, SHAPES, look, split
from tests.strategies import news_text

any_text = st.one_of(news_text(), st.text())


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@given(any_text)
def test_words_stand_in_order_without_white_space_and_leave_only_white_space(text: str) -> None:
    before = 0
    for start, end in split(text):
        assert before <= start < end
        assert not text[before:start].strip()
        assert not any(character.isspace() for character in text[start:end])
        before = end
    assert not text[before:].strip()


@given(any_text)
def test_words_and_what_stands_between_are_the_text(text: str) -> None:
    parts, before = [], 0
    for start, end in split(text):
        parts += [text[before:start], text[start:end]]
        before = end
    assert "".join([*parts, text[before:]]) == text


@given(any_text)
def test_every_word_has_a_look(text: str) -> None:
    spans = split(text)
    shapes, gaps, quoted = look(text, spans)
    assert len(shapes) == len(gaps) == len(quoted) == len(spans)
    assert all(0 <= shape < len(SHAPES) for shape in shapes)
    assert all(0 <= gap < len(GAPS) for gap in gaps)
    assert set(quoted.tolist()) <= {0, 1}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“We don’t know,” he said.", "“ We do n’t know , ” he said ."),
        ("The U.S. can't pay $1,000.5m", "The U.S. ca n't pay $ 1,000.5 m"),
        ("Mr. Hassan's two-day visit", "Mr. Hassan 's two - day visit"),
        ("See https://example.org/a-b?c=1.", "See https://example.org/a-b?c=1 ."),
        ("at 9:30 a.m. on the 3rd", "at 9:30 a.m. on the 3rd"),
        ("He cannot co-operate...", "He can not co-operate ..."),
        ("O’Neill’s '90s jacket", "O’Neill ’s '90s jacket"),
    ],
)
def test_words_as_the_treebanks_have_them(text: str, found: str) -> None:
    assert words(text) == found.split()


def test_a_run_of_letters_is_cut() -> None:
    spans = split("a" * 1_000_000)
    assert max(end - start for start, end in spans) <= 400
    assert spans[-1][1] == 1_000_000


@pytest.mark.parametrize("text", ["“We will go,” he said.", '"We will go," he said.'])
def test_words_within_quotation_marks_are_quoted(text: str) -> None:
    spans = split(text)
    quoted = look(text, spans).quoted
    assert [
        text[start:end] for (start, end), inside in zip(spans, quoted, strict=True) if inside
    ] == "We will go ,".split()


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    text = "“We will go.\nHe left."
    spans = split(text)
    quoted = dict(zip(words(text), look(text, spans).quoted.tolist(), strict=True))
    assert quoted["go"] == 1
    assert quoted["left"] == 0


def test_gaps_say_line_and_paragraph() -> None:
    text = "One two\nthree\n\nfour(five)"
    gaps = look(text, split(text)).gaps
    assert [GAPS[gap] for gap in gaps] == ["paragraph", "space", "line", "paragraph", "none", "none", "none"]
