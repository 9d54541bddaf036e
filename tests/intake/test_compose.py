import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.compose import compose

LINES = st.text(alphabet="ab c\u201c\U0001f600", min_size=1, max_size=12).filter(str.strip)
BODIES = st.lists(LINES, max_size=5).map("\n\n".join)


def test_parts_are_set_before_the_body_with_empty_lines_between():
    composed = compose("It will open.", headline=" A bridge ", dek="After a year\n")
    assert composed.text == "A bridge\n\nAfter a year\n\nIt will open."
    assert (composed.headline, composed.dek) == ((0, 8), (10, 22))


def test_what_the_body_begins_with_is_not_set_before_it_again():
    composed = compose("A bridge\n\nAfter a year\n\nIt will open.", headline="A bridge", dek="After a year")
    assert composed.text == "A bridge\n\nAfter a year\n\nIt will open."
    assert (composed.headline, composed.dek) == ((0, 8), (10, 22))


def test_a_dek_follows_the_headline_that_the_body_begins_with():
    composed = compose(
        "A bridge\n\nIt will open.", headline="A bridge", dek="After a year", not_report_text=[(0, 8), (10, 12)]
    )
    assert composed.text == "A bridge\n\nAfter a year\n\nIt will open."
    assert (composed.headline, composed.dek, composed.not_report_text) == ((0, 8), (10, 22), ((0, 8), (24, 26)))


def test_the_beginning_of_a_line_is_not_the_line():
    assert compose("A bridge opens.", headline="A bridge").text == "A bridge\n\nA bridge opens."


def test_spans_of_the_body_move_with_it():
    composed = compose("It opens.\n\nPhoto: x", headline="A bridge", not_report_text=[(11, 19)])
    [(start, end)] = composed.not_report_text
    assert composed.text[start:end] == "Photo: x"


@pytest.mark.parametrize("body", ["", " ", "\n"])
def test_nothing_is_known_of_a_text_without_parts(body):
    assert compose(body) == type(compose(body))(body)


@given(BODIES, LINES | st.just(""), LINES | st.just(""))
def test_parts_stand_where_they_are_said_to_and_the_body_is_as_it_was(body, headline, dek):
    composed = compose(body, headline=headline, dek=dek)
    for part, span in ((headline.strip(), composed.headline), (dek.strip(), composed.dek)):
        assert (composed.text[slice(*span)] == part) if part else span is None
    if composed.headline and composed.dek:
        assert composed.headline[1] <= composed.dek[0]
    assert composed.text.endswith(body.lstrip().removeprefix(headline.strip()))
