"""The times of whole reports, with the engine that is shipped."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.engine import Engine
from onrecord.report import Report
from onrecord.statements.layout import find_layout
from onrecord.times import find_times
from tests.strategies import news_text
from tests.times.texts import TODAY, doc_of

ENGINE = Engine()


def times(text, published=TODAY):
    """Words and values of a text's times."""
    report = Report(text, published=published)
    return [(report[one.span], one.value) for one in find_times(ENGINE.parse(report), find_layout(report))]


def value(text, published=TODAY):
    """The value of the one time of a text."""
    ((_, told),) = times(text, published)
    return told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The army said Wednesday it had shot down a drone.", "2024-10-02"),
        ("Police said on Thursday that three men had been held.", "2024-09-26"),
        ("The court will rule on Friday.", "2024-10-04"),
        ("They met last Friday in Geneva.", "2024-09-27"),
        ("The delegation leaves next Tuesday.", "2024-10-08"),
        ("He visited Ankara last week.", "2024-W39"),
        ("Earlier this week he denied it.", "2024-W40"),
        ("Prices rose last month.", "2024-09"),
        ("The accord was signed in March.", "2024-03"),
        ("He will step down in March.", "2025-03"),
        ("He died on 3 December.", "2023-12-03"),
        ("He was born on February 29.", "2024-02-29"),
        ("The 9/11 attacks came first.", "2001-09-11"),
        ("It was built in the early 20th century.", "1900/1999"),
        ("In the mid-1990s the two were allies.", "1990/1999"),
        ("He fled in the summer of 2015.", "2015-06/2015-08"),
        ("Growth slowed in the second half of 2023.", "2023-07/2023-12"),
        ("The visit lasted two and a half years.", "P2Y6M"),
        ("They held out for thirty-six hours.", "PT36H"),
        ("It was a week-long siege.", "P1W"),
        ("He left office on 18/06/2024.", "2024-06-18"),
        ("Prices fell from June to August 2023.", "2023-06/2023-08"),
        ("He was killed on New Year's Eve.", "2023-12-31"),
        ("Troops will leave by the end of the year.", "2024-12-31"),
        ("He left at the end of last year.", "2023"),
        ("Thirty years ago today the war ended.", "1994-10-02"),
        ("The plane landed at 9:30 p.m. on Monday.", "2024-09-30T21:30"),
    ],
)
def test_the_value_of_a_time(text, told):
    assert value(text) == told


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("He left office on 03/04/2024.", "day and month can't be told apart"),
        ("Two weeks later he was dead.", "counts from a time that is not certain"),
        ("That night the town burned.", "refers to a time that is not certain"),
        ("It fell on February 30, 2021.", "no such date in the calendar"),
    ],
)
def test_what_is_not_told_is_not_guessed(text, reason):
    report = Report(text, published=TODAY)
    (one,) = find_times(ENGINE.parse(report), find_layout(report))
    assert (one.value, one.reason, one.confidence) == (None, reason, 0.0)


def test_other_dates_of_the_report_tell_the_order_of_day_and_month():
    text = "He came on 03/04/2024. She came on 25/04/2024."
    assert times(text) == [("03/04/2024", "2024-04-03"), ("25/04/2024", "2024-04-25")]


def test_what_is_told_before_is_counted_from():
    text = "He was arrested on May 3, 2020. Two days later he was released. The same day she fled."
    assert [told for _, told in times(text)] == ["2020-05-03", "2020-05-05", "2020-05-05"]


def test_a_month_after_a_year_of_the_past_is_of_that_year():
    assert times("In May 2014 it was founded. It closed in July.")[1] == ("July", "2014-07")


def test_a_report_without_a_date_keeps_relative_times_relative():
    report = Report("He resigned on Monday, two days after the vote of May 5, 2020.")
    first, duration, day = find_times(ENGINE.parse(report), find_layout(report))
    assert (first.value, first.reason) == (None, "the report has no date")
    assert (duration.value, day.value) == ("P2D", "2020-05-05")


def test_the_dateline_is_the_day_that_times_count_from():
    text = "PARIS, March 3 (Reuters) - The minister resigned on Sunday, officials said.\n\nHe had ruled for years."
    assert times(text, date(2024, 3, 5)) == [("March 3", "2024-03-03"), ("Sunday", "2024-03-03")]


def test_headlines_are_not_read_for_times():
    text = "Minister resigns on Monday\n\nThe minister left office, officials said.\n\nHe had ruled for years."
    assert times(text) == []


@given(news_text(), st.one_of(st.none(), st.dates()))
@settings(max_examples=80, deadline=None)
def test_any_text_gives_times_in_order_within_it(text, published):
    doc = doc_of(text + " on Monday next week, 2 May 2024 – 99 years ago, " + text, published)
    at = 0
    for one in find_times(doc, find_layout(doc.report)):
        assert at <= one.span[0] < one.span[1] <= len(doc.report.text)
        assert (one.value is None) == (one.confidence == 0)
        assert one.reason
        at = one.span[1]


PIECES = st.sampled_from(
    """the last next this Monday May March 2024 24 24th 99 – - , to and from between of two twenty hundred years ago
    later day weekend 9:30 a.m. GMT 1990s century quarter end year 's half a early ( [ ] 03/04/2024 0000 9999""".split()
)


@given(st.lists(PIECES, max_size=40), st.one_of(st.just(date.min), st.just(date.max), st.dates()))
@settings(max_examples=300, deadline=None)
def test_words_of_times_in_any_order_are_read_without_failing(pieces, published):
    doc = doc_of(" ".join(pieces), published)
    for one in find_times(doc, find_layout(doc.report)):
        assert one.value is None or one.value[0] in "0123456789PT"


@pytest.mark.parametrize(
    ("piece", "many"),
    [
        ("Monday to Tuesday, ", 2),
        ("twenty - ", 0),
        ("the 2 May 2024 - ", 1),
        ("from 2003 and ", 1),
        ("a", 0),
        ("the last two years of ", 1),
    ],
)
def test_long_runs_of_times_are_read(piece, many):
    count = 100_000 // len(piece)
    doc = doc_of(piece * count)
    assert len(find_times(doc, find_layout(doc.report))) >= min(1, many) * count // 2
