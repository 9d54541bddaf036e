"""Texts cut where marks begin and end."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.views.segments import DEEPEST, Mark, paragraphs, segments
from tests.views.records import some, texts

marks = st.lists(
    st.builds(Mark, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(["content", "cue"]), st.just(1))
)


def test_crossing_marks_are_cut_at_each_end() -> None:
    first, second = Mark(0, 6, "content", 1), Mark(4, 9, "content", 2)
    assert list(segments(10, [second, first])) == [
        (0, 4, (first,)),
        (4, 6, (first, second)),
        (6, 9, (second,)),
        (9, 10, ()),
    ]


def test_of_marks_that_begin_together_the_longer_lies_further_out() -> None:
    short, long = Mark(0, 2, "content", 1), Mark(0, 5, "content", 2)
    assert next(segments(5, [short, long])).marks == (long, short)


def test_of_too_many_marks_over_one_place_the_innermost_are_left_out() -> None:
    many = [Mark(0, 200 - number, "content", number) for number in range(100)]
    assert next(segments(200, many)).marks == tuple(many[:DEEPEST])


@some
@given(st.integers(0, 30), marks, st.lists(st.integers(-5, 40)))
def test_segments_cover_the_text_once_and_carry_just_the_marks_over_them(length, marks, cuts) -> None:
    found = list(segments(length, marks, cuts))
    assert [at for segment in found for at in range(segment.start, segment.end)] == list(range(length))
    for segment in found:
        for at in range(segment.start, segment.end):
            expected = sorted(mark for mark in marks if mark.start <= at < mark.end and mark.start < length)
            clipped = sorted((max(mark.start, 0), min(mark.end, length), *mark[2:]) for mark in expected)
            assert sorted(segment.marks) == clipped
    inside = {cut for cut in cuts if 0 < cut < length}
    assert inside <= {segment.start for segment in found}


def words_of(text: str, *edges: int) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text, edges)]


def test_blank_lines_part_paragraphs() -> None:
    assert words_of("One\n\n \nTwo\r\n\r\nThree") == ["One", "Two", "Three"]


def test_a_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    assert words_of("He left.\nShe said: “No.”\nThey came") == ["He left.", "She said: “No.”", "They came"]


def test_lines_broken_to_a_width_stay_together() -> None:
    assert words_of("He left the\nhouse and\nwent.\n") == ["He left the\nhouse and\nwent."]


def test_a_headline_is_parted_from_the_lines_around_it() -> None:
    assert words_of("World News\nKing dies\nThe king is dead.", 11, 20) == [
        "World News",
        "King dies",
        "The king is dead.",
    ]


@some
@given(texts, st.lists(st.integers(0, 50)))
def test_paragraphs_are_in_order_and_leave_out_nothing_but_white_space(text, edges) -> None:
    found = paragraphs(text, edges)
    between = [0, *(edge for block in found for edge in block), len(text)]
    assert between == sorted(between)
    assert all(text[start:end].strip() for start, end in found)
    assert not "".join(text[start:end] for start, end in zip(between[::2], between[1::2], strict=True)).strip()
